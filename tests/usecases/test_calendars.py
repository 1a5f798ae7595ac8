"""Calendars that come in: events become blocks, moved when they moved, never doubled, never over somebody's booking."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM
from zaal.domain.feeds import (
    AddressWrong,
    CalendarNameWrong,
    Landing,
    NotAFile,
    NotAnAddress,
    SourceUnknown,
    Target,
    next_try,
)
from zaal.domain.permissions import SignInNeeded
from zaal.gateways.calendars.fetching import CalendarNotFetched
from zaal.gateways.files import FileNotReadable
from zaal.queries import calendar_sources as told
from zaal.queries.calendar_sources import State
from zaal.queries.venues import VenueUnknown
from zaal.records.calendars.models import Source
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Option
from zaal.usecases import calendars, options
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.queries.calendar_sources import SourceRow

pytestmark = pytest.mark.django_db

BEURSZAAL = Landing(Target.SPACE, "beurszaal")
ADDRESS = "https://calendar.example.org/private-secret/basic.ics"
BOARD = "UID:board\nSUMMARY:Board\nDTSTART:20270415T080000Z\nDTEND:20270415T100000Z"
CHOIR = "UID:choir\nSUMMARY:Choir\nDTSTART:20270416T180000Z\nDTEND:20270416T200000Z"


@pytest.fixture
def member() -> Actor:
    return given.a_hotel_member()


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def upload(actor: Actor, *events: str, landing: Landing = BEURSZAAL) -> str:
    reference, _ = calendars.upload(
        actor=actor,
        venue_slug=given.DAMRAK,
        name="Choir",
        data=calendar(*events),
        filename="choir.ics",
        landing=landing,
        now=given.NOW,
    )
    return reference


def subscribe(actor: Actor, address: str = ADDRESS, landing: Landing = BEURSZAAL) -> str:
    return calendars.subscribe(
        actor=actor, venue_slug=given.DAMRAK, name="Choir", address=address, landing=landing, now=given.NOW
    )


def keep(source: str, *events: str, now: datetime = given.NOW) -> None:
    calendars.keep(actor=SYSTEM, source=source, data=calendar(*events), etag='"1"', modified="", now=now)


def blocks() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(kind="external").order_by("during", "section__name")
    return [
        (label, section, f"{during.lower.astimezone(UTC):%d %H:%M}-{during.upper.astimezone(UTC):%H:%M}")
        for label, section, during in rows.values_list("label", "section__name", "during")
    ]


def row(actor: Actor, now: datetime = given.NOW) -> SourceRow:
    (one,) = told.of_desk(given.DAMRAK, actor=actor, now=now).sources
    return one


def test_the_events_of_a_file_block_every_section_of_the_room(member: Actor):
    upload(member, BOARD, CHOIR)

    assert blocks() == [
        ("Board", "Noord", "15 08:00-10:00"),
        ("Board", "Zuid", "15 08:00-10:00"),
        ("Choir", "Noord", "16 18:00-20:00"),
        ("Choir", "Zuid", "16 18:00-20:00"),
    ]
    assert row(member).events == 2
    assert board.differences() == []


def test_a_file_can_block_the_whole_house_or_the_rooms_that_its_events_name(member: Actor):
    upload(member, BOARD, landing=Landing(Target.HOUSE))
    upload(
        member,
        CHOIR + "\nLOCATION:kleine zaal",
        "UID:x\nDTSTART:20270417T080000Z\nDTEND:20270417T100000Z\nLOCATION:The Moon",
        landing=Landing(Target.NAMED),
    )

    assert blocks() == [
        ("Board", "Kleine Zaal", "15 08:00-10:00"),
        ("Board", "Noord", "15 08:00-10:00"),
        ("Board", "Zuid", "15 08:00-10:00"),
        ("Choir", "Kleine Zaal", "16 18:00-20:00"),
    ]
    homeless = [
        one.facts
        for source in told.of_desk(given.DAMRAK, actor=member, now=given.NOW).sources
        for one in source.findings
        if one.code == "room_not_here"
    ]
    assert homeless == [{"location": "The Moon", "count": 1}]


def test_a_newer_file_moves_what_moved_frees_what_is_gone_and_doubles_nothing(member: Actor):
    source = upload(member, BOARD, CHOIR)
    moved = BOARD.replace("20270415T08", "20270415T07")

    report = calendars.replace(
        actor=member,
        venue_slug=given.DAMRAK,
        source=source,
        data=calendar(moved, BOARD.replace("UID:board", "UID:new").replace("20270415", "20270420")),
        filename="newer.ics",
        now=given.NOW,
    )

    assert [block for block in blocks() if block[1] == "Noord"] == [
        ("Board", "Noord", "15 07:00-10:00"),
        ("Board", "Noord", "20 08:00-10:00"),
    ]
    assert (report.created, report.changed, report.matched) == (1, 1, 0)
    assert board.differences() == []


def test_the_same_again_touches_nothing(member: Actor):
    source = subscribe(member)
    keep(source, BOARD, CHOIR)
    before = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    written = Fact.objects.count()

    keep(source, BOARD, CHOIR, now=given.NOW + timedelta(minutes=30))

    assert list(Entry.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert Fact.objects.count() == written


def test_who_booked_keeps_the_room_and_the_clash_is_told(member: Actor):
    booking = given.a_confirmed_booking(spans=(given.a_span(starts="11:00", ends="17:00"),))

    upload(member, BOARD, BOARD.replace("UID:board", "UID:in").replace("T080000", "T093000"))

    assert Entry.objects.filter(reference=booking).count() == 2
    assert [block for block in blocks() if block[1] == "Noord"] == [("Board", "Noord", "15 08:00-09:00")]
    clash = row(member).clashes[0]
    assert (clash.facts["event"], clash.facts["taken_by"]) == ("Board", "booking")
    assert len(row(member).clashes) == 2


def test_a_clash_is_gone_once_the_room_is_free(member: Actor):
    option = given.an_option()
    source = subscribe(member)
    keep(source, BOARD)
    assert row(member).clashes

    options.let_go(actor=given.a_booker(), option=option, now=given.NOW)

    keep(source, BOARD)

    assert row(member).clashes == ()
    assert blocks()[0] == ("Board", "Noord", "15 08:00-10:00")


def test_an_option_that_waits_for_a_block_moves_up_when_the_event_is_gone(member: Actor):
    source = subscribe(member)
    first = given.an_option(spans=(given.a_span(starts="09:00", ends="10:00"),))
    waiting = given.an_option(given.a_booker(given.BRAM), may_wait=True)
    keep(source, BOARD, CHOIR)
    options.let_go(actor=given.a_booker(), option=first, now=given.NOW)
    assert Option.objects.get(reference=waiting).rank == 2

    keep(source, CHOIR)

    assert Option.objects.get(reference=waiting).rank == 1
    assert Entry.objects.filter(reference=waiting, blocking=True).count() == 2


def test_removing_a_calendar_frees_its_blocks_and_no_others(member: Actor):
    choir = upload(member, CHOIR)
    upload(member, BOARD)

    calendars.remove(actor=member, venue_slug=given.DAMRAK, source=choir, now=given.NOW)

    assert {label for label, _, _ in blocks()} == {"Board"}
    assert board.differences() == []


def test_an_address_tells_of_today_and_two_years_and_what_is_over_stays_as_it_was(member: Actor):
    source = subscribe(member)
    keep(
        source,
        BOARD,
        BOARD.replace("UID:board", "UID:old").replace("20270415", "20270228"),
        BOARD.replace("UID:board", "UID:far").replace("20270415", "20290415"),
    )

    assert [section for _, section, _ in blocks()] == ["Noord", "Zuid"]
    assert {one.code for one in row(member).findings} >= {"past_left_out", "beyond_left_out"}

    keep(source, CHOIR, now=datetime(2027, 4, 16, 9, tzinfo=UTC))

    assert {label for label, _, _ in blocks()} == {"Board", "Choir"}


def test_a_weekly_series_of_long_ago_is_on_the_houses_clock_on_both_sides_of_the_summer_night(member: Actor):
    source = subscribe(member)
    weekly = (
        "UID:w\nSUMMARY:W\nDTSTART;TZID=Europe/Amsterdam:20100104T190000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Amsterdam:20270308T190000"
    )

    keep(source, weekly)

    noord = [when for _, section, when in blocks() if section == "Noord"]
    assert noord[:4] == ["01 18:00-19:00", "15 18:00-19:00", "22 18:00-19:00", "29 17:00-18:00"]
    assert len(noord) == 104
    assert "recurrence_endless" in {one.code for one in row(member).findings}


def test_a_windows_zone_and_a_floating_time_are_understood(member: Actor):
    upload(
        member,
        "UID:a\nSUMMARY:Windows\nDTSTART;TZID=W. Europe Standard Time:20270715T090000\nDURATION:PT1H",
        "UID:b\nSUMMARY:Floating\nDTSTART:20270716T090000\nDURATION:PT1H",
    )

    assert [when for _, section, when in blocks() if section == "Noord"] == ["15 07:00-08:00", "16 07:00-08:00"]


def test_our_own_events_that_come_back_are_left_out(member: Actor):
    upload(member, BOARD.replace("UID:board", "UID:Q-7KMF-3XTD-1-1@zaal"))

    assert blocks() == []
    assert "own_events_left_out" in {one.code for one in row(member).findings}


def test_a_calendar_that_cannot_be_read_warns_and_keeps_the_last_state(member: Actor):
    source = subscribe(member)
    keep(source, BOARD)
    later = given.NOW + timedelta(hours=1)

    calendars.keep(actor=SYSTEM, source=source, data=b"<html>", etag="", modified="", now=later)
    calendars.note_failure(source=source, refusal=CalendarNotFetched(reason="status", status=410), now=later)

    one = row(member, later)
    assert (one.state, one.events, one.failing_since) == (State.FAILING, 1, later)
    assert one.failure is not None
    assert one.failure.facts == {"reason": "status", "status": 410}
    assert one.due_at == later + timedelta(hours=2)


def test_a_failing_address_is_asked_ever_more_seldom_but_once_a_day():
    waits = [next_try(given.NOW, failures=times) - given.NOW for times in (0, 1, 2, 20)]

    assert waits == [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(days=1)]


def test_after_a_day_of_silence_the_house_is_written_to_once(member: Actor):
    source = subscribe(member)
    calendars.note_failure(source=source, refusal=CalendarNotFetched(reason="unknown", host="x"), now=given.NOW)
    a_day_later = given.NOW + timedelta(hours=24)

    early = calendars.warn_due(actor=SYSTEM, now=a_day_later - timedelta(seconds=1))
    warned = [calendars.warn_due(actor=SYSTEM, now=a_day_later) for _ in range(2)]

    assert (early, warned) == (0, [1, 0])
    assert ProcrastinateJob.objects.filter(task_name="tell_of_calendar").count() == 1
    assert row(member, a_day_later).state is State.SILENT


def test_reading_again_after_a_failure_ends_the_warning(member: Actor):
    source = subscribe(member)
    calendars.note_failure(source=source, refusal=CalendarNotFetched(reason="unknown", host="x"), now=given.NOW)

    calendars.keep(actor=SYSTEM, source=source, data=None, etag="", modified="", now=given.NOW)

    assert (row(member).state, row(member).failure) == (State.READ, None)


def test_every_address_is_asked_when_its_time_has_come(member: Actor):
    subscribe(member)
    keep(subscribe(member), BOARD)
    ProcrastinateJob.objects.all().delete()

    assert calendars.ask_due(now=given.NOW) == 1
    assert calendars.ask_due(now=given.NOW + timedelta(minutes=30)) == 2


def test_a_button_asks_an_address_at_once_but_not_a_file(member: Actor):
    asked, file = subscribe(member), upload(member, BOARD)
    keep(asked)
    ProcrastinateJob.objects.all().delete()

    calendars.refresh(actor=member, venue_slug=given.DAMRAK, source=asked, now=given.NOW)

    assert ProcrastinateJob.objects.filter(task_name="read_calendar").count() == 1
    with pytest.raises(NotAnAddress):
        calendars.refresh(actor=member, venue_slug=given.DAMRAK, source=file, now=given.NOW)
    with pytest.raises(NotAFile):
        calendars.replace(actor=member, venue_slug=given.DAMRAK, source=asked, data=b"x", filename="x", now=given.NOW)


def test_a_file_that_is_no_calendar_is_refused_and_leaves_nothing(member: Actor):
    with pytest.raises(FileNotReadable):
        calendars.upload(
            actor=member,
            venue_slug=given.DAMRAK,
            name="x",
            data=b"<html>",
            filename="x.ics",
            landing=BEURSZAAL,
            now=given.NOW,
        )


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/a.ics", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://", "host"),
        ("https://anna:secret@example.org/a.ics", "password"),
        ("https://example.org:99999/a.ics", "port"),
        ("https://example.org/a b.ics", "length"),
    ],
)
def test_an_address_nobody_can_ask_is_refused(member: Actor, address: str, reason: str):
    with pytest.raises(AddressWrong) as refused:
        subscribe(member, address)

    assert refused.value.facts["reason"] == reason


def test_webcal_is_https_under_another_name(member: Actor):
    source = subscribe(member, "webcal://example.org/a.ics")

    assert told.asked(source).address == "https://example.org/a.ics"


def test_a_calendar_needs_a_name_and_a_room_of_the_house(member: Actor):
    with pytest.raises(CalendarNameWrong):
        calendars.subscribe(
            actor=member, venue_slug=given.DAMRAK, name=" ", address=ADDRESS, landing=BEURSZAAL, now=given.NOW
        )
    with pytest.raises(SpaceUnknown):
        subscribe(member, landing=Landing(Target.SPACE, "straits-room"))


def test_another_house_has_no_such_calendar(member: Actor):
    source = upload(member, BOARD)
    given.a_venue(given.MARINA)
    stranger = given.a_hotel_member(given.MARINA)

    with pytest.raises(VenueUnknown):
        told.of_desk(given.DAMRAK, actor=stranger, now=given.NOW)
    with pytest.raises(VenueUnknown):
        calendars.remove(actor=stranger, venue_slug=given.DAMRAK, source=source, now=given.NOW)
    with pytest.raises(SourceUnknown):
        calendars.remove(actor=stranger, venue_slug=given.MARINA, source=source, now=given.NOW)
    with pytest.raises(VenueUnknown):
        upload(given.a_booker(), BOARD)
    with pytest.raises(SignInNeeded):
        upload(GUEST, BOARD)

    assert Source.objects.count() == 1
    assert told.of_desk(given.MARINA, actor=stranger, now=given.NOW).sources == ()


def test_the_desk_is_read_in_as_many_statements_for_one_calendar_as_for_three(member: Actor):
    counts = []
    for _ in range(3):
        upload(member, BOARD)
        with CaptureQueriesContext(connection) as asked:
            told.of_desk(given.DAMRAK, actor=member, now=given.NOW)
        counts.append(len(asked))

    assert counts == [counts[0]] * 3


def test_a_day_that_is_taken_whole_is_the_houses_day(member: Actor):
    upload(member, "UID:d\nSUMMARY:Day\nDTSTART;VALUE=DATE:20270328\nDTEND;VALUE=DATE:20270329")

    entry = Entry.objects.filter(kind="external").first()
    assert entry is not None
    assert entry.during.upper - entry.during.lower == timedelta(hours=23)
    assert date(2027, 3, 28) == entry.during.lower.astimezone(UTC).date() + timedelta(days=1)


def test_a_button_pressed_shows_until_the_address_was_asked(member: Actor):
    source = subscribe(member)
    keep(source, BOARD)
    by_itself = row(member, given.NOW + timedelta(minutes=31)).is_asked

    calendars.refresh(actor=member, venue_slug=given.DAMRAK, source=source, now=given.NOW + timedelta(minutes=5))
    pressed = row(member, given.NOW + timedelta(minutes=5)).is_asked
    keep(source, BOARD, now=given.NOW + timedelta(minutes=6))

    assert (by_itself, pressed, row(member, given.NOW + timedelta(minutes=6)).is_asked) == (False, True, False)
