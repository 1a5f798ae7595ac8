from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.scenes import AMSTERDAM_ZONE, SINGAPORE_ZONE, in_amsterdam

from zaal.domain.period import (
    EmptyPeriod,
    LocalTimeAmbiguous,
    LocalTimeMissing,
    NaiveMoment,
    Period,
    YearOutOfRange,
    deadline,
    instant,
    local,
    local_day,
    wall_span,
)

AUTUMN_NIGHT = date(2026, 10, 25)  # Amsterdam's clock goes back at 03:00
SPRING_NIGHT = date(2027, 3, 28)  # and forward at 02:00

moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2028, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.just(UTC),
)
periods = st.builds(
    lambda starts_at, minutes: Period(starts_at, starts_at + timedelta(minutes=minutes)),
    moments,
    st.integers(min_value=1, max_value=3000),
)


def test_morning_and_afternoon_meet_without_colliding():
    morning = in_amsterdam(date(2027, 3, 18), "09:00", "12:00")
    afternoon = in_amsterdam(date(2027, 3, 18), "12:00", "17:00")

    assert not morning.overlaps(afternoon)
    assert not afternoon.overlaps(morning)


def test_one_minute_too_many_collides():
    morning = in_amsterdam(date(2027, 3, 18), "09:00", "12:01")
    afternoon = in_amsterdam(date(2027, 3, 18), "12:00", "17:00")

    assert morning.overlaps(afternoon)


def test_a_period_is_kept_in_utc():
    period = in_amsterdam(date(2027, 3, 18), "09:00", "17:00")

    assert (period.starts_at, period.starts_at.tzinfo) == (datetime(2027, 3, 18, 8, tzinfo=UTC), UTC)


def test_a_period_that_ends_when_it_starts_is_refused():
    nine = datetime(2027, 3, 18, 9, tzinfo=UTC)

    with pytest.raises(EmptyPeriod):
        Period(nine, nine)


def test_a_moment_without_zone_is_refused():
    naive = datetime(2027, 3, 18, 9)  # noqa: DTZ001 - a wall clock has no zone

    with pytest.raises(NaiveMoment):
        Period(naive, naive + timedelta(hours=1))


def test_an_evening_that_ends_after_midnight_belongs_to_its_start_date():
    party = in_amsterdam(date(2027, 3, 18), "18:00", "01:00")

    span = wall_span(party, AMSTERDAM_ZONE)

    assert party.minutes == 7 * 60
    assert (span.day, span.starts_minute, span.ends_minute) == (date(2027, 3, 18), 18 * 60, 25 * 60)


def test_a_started_minute_counts_whole_on_the_wall_clock():
    starts_at = datetime(2027, 3, 18, 8, 30, tzinfo=UTC)

    span = wall_span(Period(starts_at, starts_at + timedelta(minutes=75, seconds=1)), AMSTERDAM_ZONE)

    assert (span.starts_minute, span.ends_minute, span.elapsed_seconds) == (570, 646, 4501)


def test_t33_the_autumn_night_is_an_hour_longer_than_the_clock_says():
    period = in_amsterdam(AUTUMN_NIGHT, "01:00", "04:00")

    assert period == Period(datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC))
    assert period.minutes == 240


def test_t33_half_past_two_comes_twice_so_the_customer_is_asked_which():
    with pytest.raises(LocalTimeAmbiguous) as asked:
        instant(AUTUMN_NIGHT, time(2, 30), AMSTERDAM_ZONE)

    assert asked.value.facts["first"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert asked.value.facts["second"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_t33_the_answer_picks_the_instant(fold: int, hour: int):
    assert instant(AUTUMN_NIGHT, time(2, 30), AMSTERDAM_ZONE, fold=fold) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_t34_the_spring_night_is_an_hour_shorter_than_the_clock_says():
    period = in_amsterdam(SPRING_NIGHT, "01:00", "04:00")

    assert period == Period(datetime(2027, 3, 28, 0, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC))


def test_t34_a_time_the_clock_skips_is_refused_with_the_next_valid_one():
    with pytest.raises(LocalTimeMissing) as refused:
        instant(SPRING_NIGHT, time(2, 30), AMSTERDAM_ZONE)

    assert refused.value.facts["next_valid"] == datetime(2027, 3, 28, 3, 30)  # noqa: DTZ001 - a wall clock has no zone


def test_a_deadline_the_clock_skips_falls_on_the_next_valid_time():
    assert deadline(SPRING_NIGHT, time(2, 30), AMSTERDAM_ZONE) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_deadline_the_clock_shows_twice_is_the_second():
    assert deadline(AUTUMN_NIGHT, time(2, 30), AMSTERDAM_ZONE) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "starts_at", "ends_at"),
    [
        (AUTUMN_NIGHT, datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (SPRING_NIGHT, datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 22, tzinfo=UTC)),
    ],
)
def test_t35_a_day_has_25_or_23_hours_when_the_clock_changes(day: date, starts_at: datetime, ends_at: datetime):
    assert local_day(day, AMSTERDAM_ZONE) == Period(starts_at, ends_at)


def test_t36_a_singapore_browser_books_amsterdam_time():
    meeting = in_amsterdam(date(2026, 11, 30), "09:00", "17:00")

    assert meeting == Period(datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 11, 30, 16, tzinfo=UTC))
    assert f"{local(meeting.starts_at, AMSTERDAM_ZONE):%d %b %H:%M %Z}" == "30 Nov 09:00 CET"
    assert f"{local(meeting.starts_at, SINGAPORE_ZONE):%d %b %H:%M}" == "30 Nov 16:00"
    assert f"{local(meeting.ends_at, SINGAPORE_ZONE):%d %b %H:%M}" == "01 Dec 00:00"


@given(one=periods, other=periods)
def test_overlapping_is_mutual(one: Period, other: Period):
    assert one.overlaps(other) == other.overlaps(one)


@given(period=periods, minutes=st.integers(min_value=1, max_value=2999))
def test_a_period_cut_in_two_has_halves_that_do_not_overlap(period: Period, minutes: int):
    cut = min(period.starts_at + timedelta(minutes=minutes), period.ends_at)
    if cut == period.ends_at:
        return

    first, second = Period(period.starts_at, cut), Period(cut, period.ends_at)

    assert not first.overlaps(second)
    assert period.contains(first)
    assert period.contains(second)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_have_no_day(day: date):
    with pytest.raises(YearOutOfRange):
        local_day(day, AMSTERDAM_ZONE)
