"""How the API behaves whatever is asked: tokens, languages, addresses, broken requests, a busy database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from tests import given
from tests.interfaces.api.conftest import ROOT, Program, a_program_of, a_quote_request

from zaal.domain.actors import Scope
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from typing import Any


def test_a_token_tells_who_it_acts_for(db: None) -> None:
    reader = a_program_of(given.a_booker(), Scope.READ)

    assert reader.get("me").json() == {"name": "Anna (test)", "role": "booker", "scopes": ["read"], "language": "en"}


@pytest.mark.parametrize("header", ["Bearer zaal_not-one-of-ours", "Bearer", "Basic YW5uYTpnZWhlaW0=", ""])
def test_a_token_that_is_not_ours_is_refused_even_where_a_guest_may_ask(db: None, header: str) -> None:
    answer = Client().get(f"{ROOT}places", {"q": "Delft"}, headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "token_unknown")
    assert answer["WWW-Authenticate"] == 'Bearer realm="zaal", error="invalid_token"'


def test_a_signed_in_browser_is_a_guest_here(db: None) -> None:

    client = Client()
    client.force_login(Person.objects.get(pk=given.a_booker().person_id))

    assert client.get(f"{ROOT}bookings").status_code == 401


def test_a_refusal_is_said_in_the_language_asked_for(db: None) -> None:
    program = Program(None, **{"Accept-Language": "nl-NL,nl;q=0.9"})

    answer = program.get("venues/hotel-rokin")

    assert answer["Content-Language"] == "nl"
    assert answer.json()["code"] == "venue_unknown"


def test_a_problem_has_all_its_parts(guest: Program) -> None:
    answer = guest.get("venues/hotel-rokin")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:zaal:problem:venue_unknown",
        "title": "Not found",
        "status": 404,
        "detail": "There is no such hotel here. Search again.",
        "instance": "/api/v1/venues/hotel-rokin",
        "code": "venue_unknown",
        "facts": {"venue": "hotel-rokin"},
    }


@pytest.mark.parametrize("path", ["", "rooms", "quotes/", "bookings/B-4444-4444/invoice"])
def test_an_address_where_nothing_is_says_so(guest: Program, path: str) -> None:
    answer = guest.get(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "path_unknown")
    assert answer.json()["facts"] == {"docs": "/api/v1/docs"}


def test_a_method_that_is_not_possible_names_those_that_are(guest: Program) -> None:
    answer = guest.client.delete(f"{ROOT}bookings/B-4444-4444/cancellation")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, POST"


@pytest.mark.parametrize("body", ["{", '{"venue": NaN}', b"\xff\xfe", "[" * 100_000])
def test_a_body_that_is_no_json_says_so(guest: Program, body: Any) -> None:
    answer = guest.client.post(f"{ROOT}quotes", body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")


def test_a_body_above_one_megabyte_is_too_large(guest: Program) -> None:
    answer = guest.client.post(f"{ROOT}quotes", "x" * 1_048_577, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("key", ["x" * 256, "café"])
def test_a_key_must_be_printable_and_not_endless(anna: Program, key: str) -> None:
    answer = anna.post("quotes", a_quote_request(), key=key)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["facts"]["fields"][0]["field"] == "Idempotency-Key"


def test_a_database_that_gives_up_is_told_as_busy(guest: Program) -> None:
    somebody_else = connection.copy()
    somebody_else.set_autocommit(False)
    with somebody_else.cursor() as other, connection.cursor() as own:
        other.execute("LOCK TABLE places_place IN ACCESS EXCLUSIVE MODE")
        own.execute("SET LOCAL statement_timeout = 100")

        answer = guest.get("places", q="Amsterdam")

    somebody_else.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "busy_try_again")
    assert answer["Retry-After"] == "2"


def test_the_description_names_every_operation_and_all_it_may_answer(guest: Program) -> None:
    described = guest.get("openapi.json").json()

    told = {
        (path, method): set(operation["responses"])
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    }
    assert described["openapi"].startswith("3.1")
    assert set(told) == {
        ("/api/v1/me", "get"),
        ("/api/v1/places", "get"),
        ("/api/v1/offers", "get"),
        ("/api/v1/venues/{slug}", "get"),
        ("/api/v1/venues/{slug}/house", "get"),
        ("/api/v1/venues/{slug}/spaces/{space}/plan", "get"),
        ("/api/v1/venues/{slug}/spaces/{space}/plan.svg", "get"),
        ("/api/v1/venues/{slug}/pictures", "get"),
        ("/api/v1/venues/{slug}/pictures/{picture}", "delete"),
        ("/api/v1/venues/{slug}/calendars", "get"),
        ("/api/v1/venues/{slug}/calendars/feeds", "post"),
        ("/api/v1/venues/{slug}/calendars/feeds/{feed}", "delete"),
        ("/api/v1/venues/{slug}/calendars/sources", "post"),
        ("/api/v1/venues/{slug}/calendars/sources/{source}", "delete"),
        ("/api/v1/venues/{slug}/calendars/sources/{source}/reading", "post"),
        ("/api/v1/venues/{slug}/runsheet", "get"),
        ("/api/v1/bookings/{reference}/order", "get"),
        ("/api/v1/venues/{slug}/rates", "get"),
        ("/api/v1/venues/{slug}/rates", "put"),
        ("/api/v1/quotes", "post"),
        ("/api/v1/quotes/{reference}.pdf", "get"),
        ("/api/v1/quotes/{reference}", "get"),
        ("/api/v1/options", "post"),
        ("/api/v1/options/{reference}", "get"),
        ("/api/v1/options/{reference}/request", "post"),
        ("/api/v1/options/{reference}/extension", "post"),
        ("/api/v1/options/{reference}/challenge", "post"),
        ("/api/v1/options/{reference}/refusal", "post"),
        ("/api/v1/options/{reference}/release", "post"),
        ("/api/v1/bookings", "post"),
        ("/api/v1/bookings", "get"),
        ("/api/v1/bookings/{reference}.ics", "get"),
        ("/api/v1/bookings/{reference}.pdf", "get"),
        ("/api/v1/bookings/{reference}", "get"),
        ("/api/v1/bookings/{reference}/changes/preview", "post"),
        ("/api/v1/bookings/{reference}/changes", "post"),
        ("/api/v1/bookings/{reference}/account", "get"),
        ("/api/v1/bookings/{reference}/cancellation", "get"),
        ("/api/v1/bookings/{reference}/cancellation", "post"),
    }
    assert told["/api/v1/bookings", "post"] == {"201", "400", "401", "403", "404", "409", "413", "422", "503"}


def test_the_docs_page_needs_no_inline_script(guest: Program) -> None:
    page = guest.get("docs")

    scripts = re.findall(r"<script([^>]*)>", page.content.decode())
    assert page.status_code == 200
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert scripts
    assert all("src=" in script or "application/json" in script for script in scripts)
