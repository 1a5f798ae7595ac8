"""Calendar files become taken moments in UTC; what takes no room is left out with a word."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain.period import Period
from zaal.domain.refusals import Invalid
from zaal.gateways import files
from zaal.gateways.ical.read import CalendarFile, Limits, read

DATA = Path(__file__).parents[3] / "shared" / "data"
AMSTERDAM = "Europe/Amsterdam"


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type] # year, month, day, hour, minute


def codes(found: CalendarFile) -> set[str]:
    return {finding.code for finding in found.findings}


def test_a_booking_is_read_with_its_room():
    data = calendar("UID:a\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z\nSUMMARY:Board\nLOCATION:Beurszaal")

    found = read(data, zone=AMSTERDAM)

    (board,) = found.events
    assert (board.uid, board.recurrence_id, board.summary, board.location) == ("a", None, "Board", "Beurszaal")
    assert board.period == Period(utc(2027, 3, 18, 8), utc(2027, 3, 18, 16))
    assert (board.all_day, found.rooms, found.findings) == (False, ("Beurszaal",), ())


def test_a_floating_time_is_on_the_venues_clock():
    data = calendar("UID:a\nDTSTART:20270718T090000\nDTEND:20270718T170000")

    assert read(data, zone=AMSTERDAM).events[0].period == Period(utc(2027, 7, 18, 7), utc(2027, 7, 18, 15))
    assert read(data, zone="Asia/Singapore").events[0].period == Period(utc(2027, 7, 18, 1), utc(2027, 7, 18, 9))


def test_a_zone_without_its_rules_in_the_file_is_still_known():
    data = calendar(
        "UID:a\nDTSTART;TZID=Australia/Brisbane;VALUE=DATE-TIME:20200114T070000\n"
        "DTEND;TZID=Australia/Brisbane;VALUE=DATE-TIME:20200114T090000"
    )

    assert read(data, zone=AMSTERDAM).events[0].period == Period(utc(2020, 1, 13, 21), utc(2020, 1, 13, 23))


def test_an_unknown_zone_is_read_on_the_venues_clock_and_told():
    data = calendar("UID:a\nDTSTART;TZID=Mars/Olympus:20270118T090000\nDTEND;TZID=Mars/Olympus:20270118T100000")

    found = read(data, zone=AMSTERDAM)

    assert found.events[0].period.starts_at == utc(2027, 1, 18, 8)
    assert "time_zone_unknown" in codes(found)


@pytest.mark.parametrize(
    ("end", "hours"),
    [("DTEND;VALUE=DATE:20270329", 23), ("DTEND;VALUE=DATE:20270328", 23), ("DURATION:P1D", 23), ("X-A:b", 23)],
)
def test_a_whole_day_is_the_venues_day_even_when_it_has_23_hours(end: str, hours: int):
    found = read(calendar(f"UID:a\nDTSTART;VALUE=DATE:20270328\n{end}"), zone=AMSTERDAM)

    assert found.events[0].all_day
    assert found.events[0].period.minutes == hours * 60


def test_a_time_the_venues_clock_skips_moves_to_the_first_that_exists():
    data = calendar("UID:a\nDTSTART:20270328T023000\nDTEND:20270328T040000")

    assert read(data, zone=AMSTERDAM).events[0].period == Period(utc(2027, 3, 28, 1, 30), utc(2027, 3, 28, 2))


def test_recurrences_are_expanded_until_the_horizon():
    weekly = (
        "UID:a\nDTSTART:20270104T090000\nDTEND:20270104T100000\nRRULE:FREQ=WEEKLY\nEXDATE:20270111T090000\nLOCATION:A"
    )

    found = read(calendar(weekly), zone=AMSTERDAM, until=date(2027, 1, 31))

    assert [event.period.starts_at.day for event in found.events] == [4, 18, 25]
    assert len({event.recurrence_id for event in found.events}) == 3


def test_an_endless_series_is_read_for_two_years_and_told():
    weekly = "UID:a\nDTSTART:20270104T090000\nDTEND:20270104T100000\nRRULE:FREQ=WEEKLY\nLOCATION:A"

    found = read(calendar(weekly), zone=AMSTERDAM)

    assert len(found.events) == 105
    assert "recurrence_endless" in codes(found)


def test_a_moved_occurrence_keeps_the_moment_it_was_planned_for():
    weekly = "UID:a\nDTSTART:20270104T090000Z\nDTEND:20270104T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:a\nRECURRENCE-ID:20270111T090000Z\nDTSTART:20270112T140000Z\nDTEND:20270112T150000Z"

    found = read(calendar(weekly, moved), zone=AMSTERDAM)

    assert [(event.recurrence_id, event.period.starts_at) for event in found.events] == [
        (utc(2027, 1, 4, 9), utc(2027, 1, 4, 9)),
        (utc(2027, 1, 11, 9), utc(2027, 1, 12, 14)),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("STATUS:CANCELLED", "cancelled_left_out"),
        ("TRANSP:TRANSPARENT", "transparent_left_out"),
        ("DTEND:20270318T080000Z", "zero_length_left_out"),
        ("DTEND:20270318T070000Z", "end_before_start"),
        ("DTEND:tomorrow", "event_not_understood"),
        ("DTEND:99991231T235959Z", "date_out_of_range"),
    ],
)
def test_what_takes_no_room_is_left_out_with_a_word(line: str, code: str):
    end = "" if line.startswith("DTEND") else "\nDTEND:20270318T160000Z"

    found = read(calendar(f"UID:a\nSUMMARY:Board\nDTSTART:20270318T080000Z{end}\n{line}"), zone=AMSTERDAM)

    assert found.events == ()
    assert codes(found) == {code, "calendar_without_events"}


def test_a_cancelling_calendar_blocks_nothing():
    data = calendar("UID:a\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z", head="METHOD:CANCEL\n")

    assert read(data, zone=AMSTERDAM).events == ()


def test_of_two_versions_the_newer_is_kept():
    old = "UID:a\nSEQUENCE:1\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z"
    new = "UID:a\nSEQUENCE:2\nDTSTART:20270319T080000Z\nDTEND:20270319T160000Z"

    for order in ((old, new), (new, old)):
        found = read(calendar(*order), zone=AMSTERDAM)

        assert [event.period.starts_at.day for event in found.events] == [19]
        assert "uid_repeated" in codes(found)


def test_two_events_under_one_uid_stay_two():
    first = "UID:a\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z"
    second = "UID:a\nDTSTART:20270319T080000Z\nDTEND:20270319T160000Z"

    found = read(calendar(first, second, first), zone=AMSTERDAM)

    assert [event.uid for event in found.events] == ["a", "a/20270319T080000Z"]
    assert "uid_shared" in codes(found)


def test_an_event_without_uid_has_the_same_one_at_the_next_reading():
    data = calendar("DTSTART:20270318T080000Z\nDTEND:20270318T160000Z")

    found = read(data, zone=AMSTERDAM)

    assert found.events[0].uid == read(data, zone=AMSTERDAM).events[0].uid != ""
    assert "uid_missing" in codes(found)


def test_events_without_a_room_are_counted_and_a_location_of_several_told():
    places = ("LOCATION:Arena", "LOCATION:Room 8", "LOCATION:Arena\\, Room 8", "COMMENT:none")
    events = [f"UID:{at}\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z\n{place}" for at, place in enumerate(places)]

    found = read(calendar(*events), zone=AMSTERDAM)

    assert found.rooms == ("Arena", "Arena, Room 8", "Room 8")
    assert codes(found) == {"no_location", "location_names_several_rooms"}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=SECONDLY", "recurrence_too_dense"),
        ("FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,30", "recurrence_too_dense"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "recurrence_never_happens"),
        ("FREQ=DAILY;INTERVAL=0", "recurrence_not_understood"),
        ("FREQ=NEVER", "recurrence_not_understood"),
    ],
)
def test_a_rule_that_would_not_end_is_left_out_and_the_rest_read(rule: str, code: str):
    endless = f"UID:a\nDTSTART:20270104T090000Z\nDTEND:20270104T090001Z\nRRULE:{rule}"
    plain = "UID:b\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z\nLOCATION:A"

    found = read(calendar(endless, plain), zone=AMSTERDAM)

    assert [event.uid for event in found.events] == ["b"]
    assert codes(found) - {"recurrence_endless"} == {code}


def test_a_long_series_is_cut_and_told():
    daily = "UID:a\nDTSTART:20270104T090000Z\nDTEND:20270104T100000Z\nRRULE:FREQ=DAILY"

    found = read(calendar(daily), zone=AMSTERDAM, limits=Limits(occurrences=10))

    assert len(found.events) == 10
    assert "recurrence_cut" in codes(found)


@pytest.mark.parametrize("rule", ["FREQ=SECOND\n LY", "FREQ=YEARLY;INTERVAL=0"])
def test_a_zone_whose_clock_would_never_be_reckoned_is_refused(rule: str):
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n"
        f"RRULE:{rule}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )

    with pytest.raises(files.FileNotReadable) as refused:
        read(calendar("UID:a\nDTSTART;TZID=Odd:20270318T080000\nDURATION:PT1H", head=zone), zone=AMSTERDAM)

    assert refused.value.facts["reason"] == "time_zone"


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"", Limits(), "file_not_readable"),
        (b"<html>", Limits(), "file_not_readable"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", Limits(), "file_not_readable"),
        (calendar(), Limits(bytes=20), "file_too_large"),
        (calendar(*["SUMMARY:x"] * 3), Limits(events=2), "too_many_rows"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, limits: Limits, code: str):
    with pytest.raises(Invalid) as refused:
        read(data, zone=AMSTERDAM, limits=limits)

    assert refused.value.code == code


def test_a_file_in_an_old_encoding_is_read_and_told():
    data = calendar("UID:a\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z\nLOCATION:Düsternbrook")

    found = read(data.decode().encode("cp1252"), zone=AMSTERDAM)

    assert found.rooms == ("Düsternbrook",)
    assert "encoding_not_utf8" in codes(found)


_LINE = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.sampled_from(
        [
            "UID:a", "DTSTART:20270318T080000Z", "DTSTART;VALUE=DATE:20270318", "DTSTART:00010101T000000",
            "DTSTART;TZID=Europe/Berlin:20270328T023000", "DTEND:99991231T235959", "DURATION:-P1D", "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;BYDAY=53MO", "RRULE:FREQ=", "RDATE:20270401T080000Z",
            "EXDATE:x", "RECURRENCE-ID:20270318T080000Z", "SEQUENCE:x", "STATUS:CANCELLED", "TRANSP:OPAQUE",
            "RRULE:FREQ=WEEKLY;INTERVAL=-1", "END:VEVENT", "BEGIN:VEVENT", "BEGIN:VALARM",
        ]
    ),
)  # fmt: skip


@given(st.lists(st.lists(_LINE, max_size=6), max_size=3))
def test_any_lines_give_a_calendar_or_a_refusal(events: list[list[str]]):
    try:
        found = read(calendar(*["\n".join(lines) for lines in events]), zone=AMSTERDAM, until=date(2028, 1, 1))
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert len({(event.uid, event.recurrence_id) for event in found.events}) == len(found.events)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_calendar_or_a_refusal(data: bytes):
    try:
        found = read(data, zone=AMSTERDAM)
    except Invalid as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; any other exception is not
    else:
        assert isinstance(found, CalendarFile)


@pytest.mark.real_input
@pytest.mark.parametrize(
    ("path", "zone", "events", "rooms", "without_room"),
    [
        ("linux-conf-au-2020.ics", "Australia/Brisbane", 262, 7, 17),
        ("kielux-2020.ics", "Europe/Berlin", 24, 4, 0),
    ],
)
def test_real_calendars_are_read_whole(path: str, zone: str, events: int, rooms: int, without_room: int):
    if not DATA.exists():
        pytest.skip("shared data is not here")

    found = read((DATA / "calendars" / path).read_bytes(), zone=zone)

    assert (len(found.events), len(found.rooms)) == (events, rooms)
    assert sum(1 for event in found.events if not event.location) == without_room


def test_a_broken_event_or_a_broken_part_beside_the_events_spoils_no_other():
    good = "UID:a\nDTSTART:20270318T080000Z\nDTEND:20270318T160000Z\nLOCATION:A"
    broken = "UID:b\nDTSTART:20270318T080000Z\nthis is no line of a calendar"
    freebusy = "BEGIN:VFREEBUSY\nFREEBUSY:20270318T160000Z/20270318T080000Z\nEND:VFREEBUSY\n"

    found = read(calendar(good, broken, head=freebusy), zone=AMSTERDAM)

    assert [event.uid for event in found.events] == ["a"]
    assert [finding.message_facts["count"] for finding in found.findings] == [1]
