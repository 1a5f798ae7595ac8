"""Whatever a program sends, within or outside the schema: no 5xx, no answer that the schema does not tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests import given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemathesis import Case

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def _one_connection(db: None) -> Iterator[None]:
    """Keep the connection that the test's transaction lives in, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(_one_connection: None) -> dict[str, Any]:
    """What Anna has, so that not everything is answered with "not found"."""
    return {
        "token": given.a_token(given.a_booker(given.ANNA)),
        "venue": given.a_venue(),
        "quote": given.a_quote(space="kleine-zaal", delegates=9),
        "option": given.an_option(space="beurszaal-noord"),
        "booking": given.a_confirmed_booking(space="beurszaal-zuid"),
    }


@schema.parametrize()
@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_the_api_or_its_schema(case: Case, known: dict[str, Any]) -> None:
    _make_half_of_them_mean_something(case, known)

    headers = {"Authorization": f"Bearer {known['token']}", "Accept-Encoding": "identity"}
    case.call_and_validate(headers=headers, checks=CHECKS)


def _make_half_of_them_mean_something(case: Case, known: dict[str, Any]) -> None:
    """Put references, rooms and times that exist into the requests of even length; the others stay as drawn."""
    if len(f"{case.path_parameters}{case.query}{case.body}") % 2:
        return
    if "reference" in case.path_parameters:
        kind = case.operation.path.split("/")[3].removesuffix("s")
        case.path_parameters["reference"] = known[kind]
    if "slug" in case.path_parameters:
        case.path_parameters["slug"] = known["venue"]
    day = given.MEETING_DAY.isoformat()
    times = {"from": f"{day}T09:00", "to": f"{day}T12:00", "delegates": 9}
    if case.operation.path.endswith("/offers"):
        case.query = {**(case.query or {}), **times, "near": "52.37,4.89", "radius_km": 9, "days": "2027-04-19"}
    if isinstance(case.body, dict):
        sold = {"quote": known["quote"], "option": known["option"]}
        real = {**times, **sold, "venue": known["venue"], "space": "kleine-zaal", "layout": "theatre"}
        case.body.update({name: value for name, value in real.items() if name in case.body})
