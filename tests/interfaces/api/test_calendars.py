"""A hotel's calendars over the API: its own system makes an address, subscribes to others, and tells how they stand."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given
from tests.interfaces.api.conftest import ROOT, Program, a_program_of

from zaal.domain.actors import Scope

pytestmark = pytest.mark.django_db
CALENDARS = f"venues/{given.DAMRAK}/calendars"
CHOIR = {"name": "Choir", "address": "https://choir.example.org/a.ics", "rooms": "space", "space": "kleine-zaal"}


@pytest.fixture
def desk(db: None) -> Program:
    return a_program_of(given.a_hotel_member())


def test_an_address_is_made_read_and_revoked(desk: Program):
    made = desk.post(f"{CALENDARS}/feeds", {"space": "kleine-zaal", "shows": "reference"})
    path = "/calendars/" + made.json()["address"].rpartition("/")[2]
    listed = desk.get(CALENDARS).json()["feeds"]
    before = desk.client.get(path).status_code

    gone = desk.client.delete(f"{ROOT}{CALENDARS}/feeds/{made.json()['reference']}", headers=desk.headers)

    assert (made.status_code, before, gone.status_code) == (201, 200, 204)
    assert [(one["space"], one["shows"]) for one in listed] == [("Kleine Zaal", "reference")]
    assert desk.client.get(path).status_code == 404


def test_a_calendar_is_subscribed_to_read_again_and_removed(desk: Program):
    reference = desk.post(f"{CALENDARS}/sources", CHOIR).json()["reference"]
    (told,) = desk.get(CALENDARS).json()["sources"]
    again = desk.post(f"{CALENDARS}/sources/{reference}/reading", {})

    gone = desk.client.delete(f"{ROOT}{CALENDARS}/sources/{reference}", headers=desk.headers)

    assert (told["state"], told["host"], told["events"]) == ("waiting", "choir.example.org", 0)
    assert ProcrastinateJob.objects.filter(task_name="read_calendar").count() == 2
    assert (again.status_code, gone.status_code) == (204, 204)
    assert desk.get(CALENDARS).json()["sources"] == []


def test_what_cannot_be_asked_is_a_problem_with_its_code(desk: Program):
    answer = desk.post(f"{CALENDARS}/sources", {**CHOIR, "address": "file:///etc/passwd"})

    assert (answer.status_code, answer.json()["code"]) == (422, "calendar_address_wrong")


def test_only_the_hotels_own_people_see_and_change_its_calendars(desk: Program):
    desk.post(f"{CALENDARS}/sources", CHOIR)
    given.a_venue(given.MARINA)
    stranger = a_program_of(given.a_hotel_member(given.MARINA))
    reader = a_program_of(given.a_hotel_member(), Scope.READ)

    answers = [stranger.get(CALENDARS), stranger.post(f"{CALENDARS}/sources", CHOIR)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "choir" not in answers[0].content.decode().lower()
    assert reader.post(f"{CALENDARS}/sources", CHOIR).status_code == 403
