"""Programs that call the API: as a guest, or with somebody's token. The doors' clock stands at ``given.NOW``."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests import given

from zaal.domain.actors import Actor, Scope

ROOT = "/api/v1/"


class Program:
    """A client of the API; without a token it is a guest."""

    def __init__(self, token: str | None = None, **headers: str) -> None:
        self.headers = headers | ({"Authorization": f"Bearer {token}"} if token else {})
        self.client = Client(enforce_csrf_checks=True, headers=self.headers)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(ROOT + path, query)

    def post(self, path: str, body: object = None, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(ROOT + path, body, content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def _standing_clock(clock_at_now: None) -> None:
    """Let it be ``given.NOW`` for every request."""


@pytest.fixture
def guest(db: None) -> Program:
    return Program()


@pytest.fixture
def anna(db: None) -> Program:
    return a_program_of(given.a_booker(given.ANNA))


@pytest.fixture
def bram(db: None) -> Program:
    return a_program_of(given.a_booker(given.BRAM))


@pytest.fixture
def reader(db: None) -> Program:
    """A program of Anna that may only read."""
    return a_program_of(given.a_booker(given.ANNA), Scope.READ)


def a_program_of(actor: Actor, *scopes: Scope) -> Program:
    return Program(given.a_token(actor, *scopes))


def a_quote_request(**changes: object) -> dict[str, object]:
    """Ask for the Beurszaal on the meeting day from 09:00 to 17:00 for 30 delegates in theatre layout."""
    day = given.MEETING_DAY.isoformat()
    return {
        "venue": given.a_venue(),
        "space": "beurszaal",
        "layout": "theatre",
        "delegates": 30,
        "from": f"{day}T09:00",
        "to": f"{day}T17:00",
        **changes,
    }
