from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from tests.domain.scenes import in_amsterdam

from zaal.domain.calendars import CalendarEntry, Contact, EntryStatus, Method, method_of, sequence_of, uid_of
from zaal.domain.period import Period
from zaal.gateways.ical.write import calendar

AMSTERDAM, SINGAPORE = "Europe/Amsterdam", "Asia/Singapore"
BOARD_DAY = in_amsterdam(date(2026, 11, 30), "09:00", "17:00")
BOARD_MEETING = CalendarEntry(
    uid=uid_of("Q-7KMF-3XTD"),
    sequence=sequence_of(EntryStatus.CONFIRMED),
    status=EntryStatus.CONFIRMED,
    periods=(BOARD_DAY,),
    zone=AMSTERDAM,
    summary="Board; budget, plans",
    location="Beurszaal, Hotel Damrak, Damrak 1, 1012 LG Amsterdam, NL",
    description="Quote: Q-7KMF-3XTD\nC:\\agenda; coffee, tea",
    organizer=Contact("Hotel Damrak", "zalen@damrak.example.org"),
    attendee=Contact("Anna de Vries", "anna@example.org"),
    url="https://zaal.example.org/bookings/B-7KMF-3XTD",
    stamped_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
)


def events(written: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def test_an_amsterdam_booking_is_written_on_the_venues_clock_t36():
    written = calendar(BOARD_MEETING, method=Method.REQUEST)

    (event,) = events(written)
    assert b"DTSTART;TZID=Europe/Amsterdam:20261130T090000\r\n" in written
    assert b"DTEND;TZID=Europe/Amsterdam:20261130T170000\r\n" in written
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert event.decoded("dtend").astimezone(UTC) == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


def test_texts_come_back_as_they_were():
    (event,) = events(calendar(BOARD_MEETING, method=Method.REQUEST))

    assert event["summary"] == "Board; budget, plans"
    assert event["description"] == "Quote: Q-7KMF-3XTD\nC:\\agenda; coffee, tea"
    assert event["location"] == BOARD_MEETING.location
    assert event.decoded("dtstamp") == BOARD_MEETING.stamped_at
    assert str(event["organizer"]) == "mailto:zalen@damrak.example.org"
    assert event["organizer"].params["CN"] == "Hotel Damrak"
    assert str(event["attendee"]) == "mailto:anna@example.org"


def test_lines_are_folded_at_75_octets_and_end_in_crlf():
    chinese = replace(BOARD_MEETING, summary="会议" * 60)

    written = calendar(chinese, method=Method.REQUEST)

    assert written.endswith(b"END:VCALENDAR\r\n")
    assert written.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert events(written)[0]["summary"] == "会议" * 60


def test_a_sale_keeps_its_uid_and_raises_its_sequence_at_each_step():
    walked = [EntryStatus.TENTATIVE, EntryStatus.CONFIRMED, EntryStatus.CANCELLED]
    steps = [replace(BOARD_MEETING, status=status, sequence=sequence_of(status)) for status in walked]

    told = [events(calendar(step, method=method_of(step.status)))[0] for step in steps]

    assert {str(event["uid"]) for event in told} == {"Q-7KMF-3XTD@zaal"}
    assert [event["sequence"] for event in told] == [0, 1, 2]
    assert [str(event["status"]) for event in told] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize(
    ("status", "method"),
    [
        (EntryStatus.TENTATIVE, "REQUEST"),
        (EntryStatus.CONFIRMED, "REQUEST"),
        (EntryStatus.CANCELLED, "CANCEL"),
    ],
)
def test_the_method_follows_the_step(status: EntryStatus, method: str):
    written = calendar(replace(BOARD_MEETING, status=status), method=method_of(status))

    assert f"METHOD:{method}\r\n".encode() in written


def test_a_published_file_names_no_attendee():
    written = calendar(BOARD_MEETING, method=Method.PUBLISH)

    assert b"ATTENDEE" not in written
    assert b"anna@example.org" not in written


def test_each_day_of_a_sale_has_an_event_and_a_uid_of_its_own():
    thursday = in_amsterdam(date(2026, 12, 3), "09:00", "17:00")

    found = events(calendar(replace(BOARD_MEETING, periods=(BOARD_DAY, thursday)), method=Method.REQUEST))

    assert [str(event["uid"]) for event in found] == ["Q-7KMF-3XTD@zaal", "Q-7KMF-3XTD-2@zaal"]
    assert [event.decoded("dtstart").day for event in found] == [30, 3]


def test_a_name_cannot_add_a_line_or_break_a_parameter():
    sly = Contact('Anna "A"\r\nATTENDEE:mailto:spy@example.org', "anna@example.org")

    written = calendar(replace(BOARD_MEETING, attendee=sly, summary="Board\r\nMETHOD:CANCEL"), method=Method.REQUEST)

    (event,) = events(written)
    assert not isinstance(event["attendee"], list)
    assert event["attendee"].params["CN"] == "Anna 'A' ATTENDEE:mailto:spy@example.org"
    assert b"\r\nMETHOD:CANCEL" not in written


@pytest.mark.parametrize(
    ("zone", "year", "changes"),
    [
        (AMSTERDAM, 2026, [("20260329T020000", "+0100", "+0200"), ("20261025T030000", "+0200", "+0100")]),
        (AMSTERDAM, 2027, [("20270328T020000", "+0100", "+0200"), ("20271031T030000", "+0200", "+0100")]),
        ("Australia/Lord_Howe", 2027, [("20270404T020000", "+1100", "+1030"), ("20271003T020000", "+1030", "+1100")]),
        (SINGAPORE, 2027, []),
    ],
)
def test_the_zones_clock_changes_stand_in_the_file(zone: str, year: int, changes: list[tuple[str, str, str]]):
    noon = datetime(year, 6, 1, 3, 0, tzinfo=UTC)
    entry = replace(BOARD_MEETING, zone=zone, periods=(Period(noon, noon + timedelta(hours=1)),))

    made = icalendar.Calendar.from_ical(calendar(entry, method=Method.REQUEST))

    (rules,) = made.walk("VTIMEZONE")
    found = [
        (rule["dtstart"].to_ical().decode(), rule["tzoffsetfrom"].to_ical(), rule["tzoffsetto"].to_ical())
        for rule in rules.subcomponents
        if rule["dtstart"].dt.year == year
    ]
    assert found == changes
    assert rules["tzid"] == zone


def test_the_rules_in_the_file_give_the_same_instants_as_the_zone_itself():
    entry = replace(BOARD_MEETING, periods=(in_amsterdam(date(2027, 3, 28), "01:00", "04:00"),))

    made = icalendar.Calendar.from_ical(calendar(entry, method=Method.REQUEST))

    zone = made.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for hour in (1, 4, 12):
        wall = datetime(2027, 3, 28, hour, 0)  # noqa: DTZ001 - a wall clock is what both are asked about
        assert wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=ZoneInfo(AMSTERDAM)).utcoffset()
