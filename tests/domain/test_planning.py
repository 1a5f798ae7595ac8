"""How a diary is laid out: weeks and months, hours drawn true on the nights of the clock, halls with their parts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from zaal.domain.period import Period, YearOutOfRange
from zaal.domain.planning import USUAL_HOURS, Hall, Stretch, axis, halls, hours_drawn

AMSTERDAM = "Europe/Amsterdam"
WHOLE_DAY = (0, 1440)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def from_to(starts: datetime, hours: float) -> Period:
    return Period(starts, starts + timedelta(hours=hours))


def test_a_week_is_monday_to_sunday_and_a_month_is_all_of_its_days():
    week, month = Stretch.WEEK.days(date(2027, 4, 15)), Stretch.MONTH.days(date(2028, 2, 29))

    assert (week[0], week[-1], len(week)) == (date(2027, 4, 12), date(2027, 4, 18), 7)
    assert (month[0], month[-1], len(month)) == (date(2028, 2, 1), date(2028, 2, 29), 29)


@pytest.mark.parametrize("stretch", list(Stretch))
def test_stretches_follow_each_other_without_gap(stretch: Stretch):
    on = date(2027, 1, 31)

    earlier, here, later = (stretch.days(day) for day in (stretch.before(on), on, stretch.after(on)))

    assert earlier[-1] + timedelta(days=1) == here[0]
    assert here[-1] + timedelta(days=1) == later[0]


def test_no_diary_reaches_the_end_of_the_calendar():
    with pytest.raises(YearOutOfRange):
        Stretch.WEEK.days(date(9999, 12, 31))


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2027, 4, 15), 24)])
def test_a_whole_day_is_as_wide_as_the_venues_clock_makes_it(day: date, hours: int):
    assert axis([day], WHOLE_DAY, AMSTERDAM).minutes == hours * 60


def test_a_meeting_in_the_autumn_night_is_drawn_as_long_as_it_lasts():
    night = axis([AUTUMN], WHOLE_DAY, AMSTERDAM)
    # 01:00 to 04:00 on the wall clock: four hours of the 25.
    starts_at, ends_at = datetime(2027, 10, 30, 23, tzinfo=UTC), datetime(2027, 10, 31, 3, tzinfo=UTC)

    assert night.share(ends_at) - night.share(starts_at) == pytest.approx(4 / 25)


def test_hours_that_the_clock_skips_begin_with_the_next_one_there_is():
    skipped = axis([SPRING], (120, 480), AMSTERDAM)

    assert skipped.windows[0].starts_at == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_moments_outside_the_hours_drawn_are_at_their_edge():
    two_days = axis([date(2027, 4, 15), date(2027, 4, 16)], (480, 1080), AMSTERDAM)

    night = datetime(2027, 4, 15, 23, tzinfo=UTC)

    assert two_days.share(night) == pytest.approx(0.5)
    assert two_days.share(night - timedelta(days=2)) == 0
    assert two_days.share(night + timedelta(days=2)) == 1


def test_the_hours_drawn_are_those_of_the_house_and_of_all_that_stands_in_it():
    early = from_to(datetime(2027, 4, 15, 4, 30, tzinfo=UTC), 2)
    closure_of_days = from_to(datetime(2027, 4, 15, 0, tzinfo=UTC), 72)

    assert hours_drawn([(480, 1320)], [], AMSTERDAM) == (480, 1320)
    assert hours_drawn([(480, 1320)], [early, closure_of_days], AMSTERDAM) == (360, 1320)
    assert hours_drawn([], [], AMSTERDAM) == USUAL_HOURS


def test_a_meeting_through_midnight_shows_the_whole_day():
    party = from_to(datetime(2027, 4, 15, 18, tzinfo=UTC), 8)

    assert hours_drawn([(480, 1320)], [party], AMSTERDAM) == WHOLE_DAY


def test_sections_that_can_be_joined_lie_side_by_side_in_the_order_people_count():
    sections = {1: "Zaal 10", 2: "Zaal 2", 3: "Boardroom", 4: "Zaal 1"}
    spaces = [
        ("Zaal 1+2", frozenset({4, 2})),
        ("Zaal 2+10", frozenset({2, 1})),
        ("Zaal 10", frozenset({1})),
        ("Boardroom", frozenset({3})),
    ]

    assert halls(sections, spaces) == (
        Hall("Zaal 1+2", (4, 2, 1), ("Zaal 1+2", "Zaal 2+10", "Zaal 10")),
        Hall("Boardroom", (3,), ("Boardroom",)),
    )
