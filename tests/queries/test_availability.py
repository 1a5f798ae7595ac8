"""A month of free and taken parts of days: as the diary has it, and nobody's business besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.availability import Free
from zaal.domain.layouts import Layout
from zaal.domain.period import Period, instant
from zaal.queries import availability, venues
from zaal.records.listing.rows import relist
from zaal.records.venues.models import OpeningHours, Venue
from zaal.usecases import venues as acts

pytestmark = pytest.mark.django_db

PARTS = {"morning": (time(9), time(13)), "afternoon": (time(13), time(17)), "evening": (time(18), time(22))}
MARCH = date(2027, 3, 1)
BEFORE = datetime(2027, 2, 1, tzinfo=UTC)


def states(space: str, day: date, *, now: datetime = BEFORE) -> dict[str, Free]:
    told = availability.month(given.DAMRAK, space, day.replace(day=1), parts=PARTS, now=now)
    return dict(told.days[day.day - 1].parts)


def closed_from(starts: str, ends: str, *, space: str, day: date = date(2027, 3, 18)) -> None:
    span = given.a_span(day, starts, ends)
    period = Period(*(instant(at.date(), at.time(), "Europe/Amsterdam") for at in (span.starts, span.ends)))
    acts.close(
        actor=given.an_operator(), venue_slug=given.DAMRAK, space_slug=space, period=period, reason="paint", now=BEFORE
    )


def test_a_booked_part_is_taken_and_the_rest_of_the_day_is_free():
    given.a_venue()
    closed_from("09:00", "13:00", space="kleine-zaal")

    told = states("kleine-zaal", date(2027, 3, 18))

    assert told == {"morning": Free.TAKEN, "afternoon": Free.FREE, "evening": Free.FREE}


def test_a_part_of_which_some_is_left_is_partly_free():
    given.a_venue()
    closed_from("10:00", "12:00", space="kleine-zaal")

    assert states("kleine-zaal", date(2027, 3, 18))["morning"] is Free.PARTLY


def test_a_half_that_is_taken_takes_the_whole_hall_but_not_the_other_half():
    given.a_venue()
    closed_from("09:00", "13:00", space="beurszaal-noord")

    assert states("beurszaal", date(2027, 3, 18))["morning"] is Free.TAKEN
    assert states("beurszaal-zuid", date(2027, 3, 18))["morning"] is Free.FREE


def test_any_room_is_free_while_one_is():
    given.a_venue()
    closed_from("09:00", "13:00", space="kleine-zaal")

    assert states("", date(2027, 3, 18))["morning"] is Free.FREE


def test_a_weekday_without_hours_is_closed_and_what_has_begun_is_past():
    given.a_venue()
    OpeningHours.objects.filter(weekday=6).delete()
    relist([Venue.objects.get().pk])

    assert set(states("kleine-zaal", date(2027, 3, 14)).values()) == {Free.CLOSED}
    late = datetime(2027, 3, 18, 12, tzinfo=UTC)
    assert states("kleine-zaal", date(2027, 3, 18), now=late) == {
        "morning": Free.PAST,
        "afternoon": Free.PAST,
        "evening": Free.FREE,
    }


def test_hours_are_those_of_the_wall_clock_on_both_sides_of_the_clock_change():
    given.a_venue()
    closed_from("13:00", "17:00", space="kleine-zaal", day=date(2027, 3, 28))

    told = states("kleine-zaal", date(2027, 3, 28))

    assert told == {"morning": Free.FREE, "afternoon": Free.TAKEN, "evening": Free.FREE}


def test_the_month_agrees_with_the_diary_on_every_day():
    given.a_venue()
    for day, starts, ends in (
        (2, "08:00", "14:00"),
        (9, "12:00", "18:30"),
        (23, "07:00", "22:30"),
        (30, "21:00", "22:00"),
    ):
        closed_from(starts, ends, space="kleine-zaal", day=date(2027, 3, day))

    told = availability.month(given.DAMRAK, "kleine-zaal", MARCH, parts=PARTS, now=BEFORE)

    for one in told.days:
        free = venues.free_times(given.DAMRAK, "kleine-zaal", one.day)
        for name, state in one.parts:
            wanted = Period(*(instant(one.day, at, "Europe/Amsterdam") for at in PARTS[name]))
            assert (state is Free.FREE) is any(period.contains(wanted) for period in free), one
            assert (state is Free.TAKEN) is not any(period.overlaps(wanted) for period in free), one


def test_a_set_up_room_is_not_free_right_after_somebody_else():
    plan = given.damrak()
    room = replace(next(space for space in plan.rooms.spaces if space.name == "Kleine Zaal"), setup_minutes=60)
    spaces = tuple(room if space.name == room.name else space for space in plan.rooms.spaces)
    acts.create(
        actor=given.an_operator(),
        plan=replace(plan, rooms=replace(plan.rooms, spaces=spaces)),
        organisation_id=None,
        now=BEFORE,
    )
    closed_from("09:00", "13:00", space="kleine-zaal")

    assert states("kleine-zaal", date(2027, 3, 18))["afternoon"] is Free.PARTLY


def test_who_asks_for_an_unknown_room_or_house_is_refused():
    given.a_venue()

    for venue, space in ((given.DAMRAK, "balzaal"), ("nowhere", ""), ("no\x00where", "")):
        with pytest.raises(venues.VenueUnknown):
            availability.month(venue, space, MARCH, parts=PARTS, now=BEFORE)


def test_nothing_but_free_or_not_is_told():
    given.a_venue()
    given.a_quote(given.a_booker(), title="Secret merger", space="kleine-zaal", layout=Layout.THEATRE, delegates=10)
    given.an_option(given.a_booker(), title="Secret merger")

    told = availability.month(given.DAMRAK, "", given.MEETING_DAY.replace(day=1), parts=PARTS, now=given.NOW)

    assert "Secret" not in repr(told)
    assert "anna" not in repr(told).lower()


def test_a_month_takes_one_statement_however_full_it_is():
    given.a_venue()
    for day in range(1, 28, 2):
        closed_from("09:00", "12:00", space="beurszaal-noord", day=date(2027, 3, 1) + timedelta(days=day))

    with CaptureQueriesContext(connection) as asked:
        availability.month(given.DAMRAK, "", MARCH, parts=PARTS, now=BEFORE)

    assert len(asked) == 1


def test_of_any_room_the_one_that_has_most_left_is_named():
    given.a_venue()
    closed_from("09:00", "13:00", space="kleine-zaal")

    told = availability.month(given.DAMRAK, "", MARCH, parts=PARTS, now=BEFORE)

    assert told.days[17].room == "beurszaal-noord"
    assert told.days[16].room == "kleine-zaal"
