"""The worker and the calendars that come in: it asks their addresses, and writes to a house when one falls silent."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.feeds import Landing, Target
from zaal.gateways.calendars.fetching import CalendarNotFetched
from zaal.interfaces import clock
from zaal.interfaces.worker.calendars import read_calendar, read_due_calendars, tell_of_calendar
from zaal.queries import calendar_sources as told
from zaal.queries.calendar_sources import State
from zaal.records.diary.models import Entry
from zaal.records.logbook.models import Fact, Letter
from zaal.usecases import calendars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:choir\r\nSUMMARY:Choir\r\n"
    b"DTSTART:20270416T180000Z\r\nDTEND:20270416T200000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def address() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match") == '"7"'
            self.send_response(304 if known else 200)
            self.send_header("ETag", '"7"')
            self.send_header("Content-Length", "0" if known else str(len(CALENDAR)))
            self.end_headers()
            self.wfile.write(b"" if known else CALENDAR)

        def log_message(self, *_args: Any) -> None:
            """Say nothing on the terminal."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=listening.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_address[1]}/choir.ics"
    listening.shutdown()
    listening.server_close()


def subscribed(address: str) -> str:
    return calendars.subscribe(
        actor=given.a_hotel_member(),
        venue_slug=given.DAMRAK,
        name="The choir",
        address=address,
        landing=Landing(Target.SPACE, "kleine-zaal"),
        now=given.NOW,
    )


def state() -> State:
    (one,) = told.of_desk(given.DAMRAK, actor=given.a_hotel_member(), now=given.NOW).sources
    return one.state


def test_an_address_is_asked_and_its_events_block_the_room(address: str, settings: SettingsWrapper):
    settings.CALENDARS_PRIVATE = True
    source = subscribed(address)

    read_calendar(source)
    read_calendar(source)

    assert Entry.objects.filter(kind="external").count() == 1
    assert state() is State.READ


def test_an_address_inside_the_network_is_not_asked_unless_the_operator_allows_it(address: str):
    read_calendar(subscribed(address))

    assert not Entry.objects.filter(kind="external").exists()
    assert state() is State.FAILING


def test_a_calendar_that_was_removed_meanwhile_is_not_asked():
    read_calendar("0123456789ab")

    assert not Fact.objects.filter(kind="CalendarTakenIn").exists()


def test_a_house_whose_calendar_is_silent_for_a_day_gets_one_letter_in_its_language(
    monkeypatch: pytest.MonkeyPatch,
):
    source = subscribed("https://choir.example.org/secret/a.ics")
    calendars.keep(actor=SYSTEM, source=source, data=CALENDAR, etag="", modified="", now=given.NOW)
    calendars.note_failure(source=source, refusal=CalendarNotFetched(reason="status", status=410), now=given.NOW)
    monkeypatch.setattr(clock, "now", lambda: given.NOW + timedelta(hours=24))

    read_due_calendars(0)
    fact = Fact.objects.get(kind="CalendarSilent").pk
    tell_of_calendar(fact)
    tell_of_calendar(fact)

    letter = Letter.objects.get(fact_id=fact)
    assert (letter.recipient, letter.language) == ("zalen@damrak.example.org", "nl")
    assert "The choir" in letter.subject
    assert "410" in letter.text
    assert f"/desk/{given.DAMRAK}/calendars" in letter.text
    assert "secret" not in letter.text
