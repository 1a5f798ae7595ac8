from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.scenes import AMSTERDAM_ZONE, in_amsterdam

from zaal.domain.occupancy import ClosedAtThatTime, blocked, free, require_open, within_opening
from zaal.domain.period import Period, local_day

THURSDAY = date(2027, 3, 18)
OPENING = {
    3: ((8 * 60, 23 * 60),),  # Thursday
    4: ((8 * 60, 12 * 60), (13 * 60, 26 * 60)),  # Friday: closed at lunch, until two at night
    5: ((10 * 60, 24 * 60),),  # Saturday; Sunday closed
}


@pytest.mark.parametrize(("starts", "possible"), [("13:30", True), ("13:29", False)])
def test_t39_a_room_is_taken_until_it_is_cleared(starts: str, *, possible: bool):
    [booked] = blocked([in_amsterdam(THURSDAY, "09:00", "13:00")], setup_minutes=0, breakdown_minutes=30)

    asked = in_amsterdam(THURSDAY, starts, "17:00")

    assert asked.overlaps(booked) is not possible


@pytest.mark.parametrize(("starts", "possible"), [("01:30", False), ("02:00", True)])
def test_t39_an_evening_party_blocks_the_next_morning_until_it_is_cleared(starts: str, *, possible: bool):
    [party] = blocked([in_amsterdam(THURSDAY, "18:00", "01:00")], setup_minutes=0, breakdown_minutes=60)

    asked = in_amsterdam(date(2027, 3, 19), starts, "04:00")

    assert asked.overlaps(party) is not possible


def test_a_meeting_of_several_times_never_stands_in_its_own_way():
    hours = (("09:00", "12:00"), ("12:00", "13:00"), ("14:00", "17:00"), ("20:00", "22:00"))
    periods = [in_amsterdam(THURSDAY, starts, ends) for starts, ends in hours]

    taken = blocked(periods, setup_minutes=45, breakdown_minutes=30)

    expected = (("08:15", "12:00"), ("12:00", "13:15"), ("13:15", "17:30"), ("19:15", "22:30"))
    assert taken == tuple(in_amsterdam(THURSDAY, starts, ends) for starts, ends in expected)
    assert blocked(periods, setup_minutes=0, breakdown_minutes=0) == tuple(periods)


def test_what_is_free_is_what_lies_between():
    day = in_amsterdam(THURSDAY, "08:00", "20:00")
    taken = [in_amsterdam(THURSDAY, "14:00", "16:00"), in_amsterdam(THURSDAY, "07:00", "10:00")]

    assert free(day, taken) == (in_amsterdam(THURSDAY, "10:00", "14:00"), in_amsterdam(THURSDAY, "16:00", "20:00"))


@given(
    day=st.sampled_from([THURSDAY, date(2026, 10, 25), date(2027, 3, 28)]),
    spans=st.lists(st.tuples(st.integers(-200, 1500), st.integers(1, 600)), max_size=8),
)
def test_free_and_taken_are_the_whole_day_also_when_the_clock_changes(day: date, spans: list[tuple[int, int]]):
    whole = local_day(day, AMSTERDAM_ZONE)
    taken = [
        Period(whole.starts_at + timedelta(minutes=starts), whole.starts_at + timedelta(minutes=starts + length))
        for starts, length in spans
    ]

    left = free(whole, taken)

    assert not any(gap.overlaps(busy) for gap in left for busy in taken)
    for minute in range(0, whole.minutes, 7):
        moment = Period(whole.starts_at + timedelta(minutes=minute), whole.starts_at + timedelta(minutes=minute + 1))
        assert any(gap.contains(moment) for gap in left) != any(busy.contains(moment) for busy in taken)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "open_then"),
    [
        (18, "08:00", "23:00", True),
        (18, "07:59", "12:00", False),
        (18, "20:00", "23:01", False),
        (18, "20:00", "02:00", False),
        (19, "20:00", "02:00", True),
        (20, "00:30", "01:30", True),  # Friday's night
        (20, "00:30", "02:30", False),
        (19, "11:00", "14:00", False),  # over lunch
        (20, "12:00", "00:00", True),
        (21, "10:00", "12:00", False),
        (18, "09:00", "09:00", True),  # 24 hours, both ends while open
        (18, "12:00", "12:30", True),
        (18, "23:00", "08:30", False),  # starts when it closes
        (18, "22:59", "08:01", True),
        (18, "22:00", "08:00", False),  # ends when it opens
        (18, "22:00", "12:00", True),
        (18, "22:00", "12:01", False),
        (18, "20:00", "00:00", False),
    ],
)
def test_a_meeting_must_lie_within_the_opening_hours(day: int, starts: str, ends: str, *, open_then: bool):
    meeting = in_amsterdam(date(2027, 3, day), starts, ends)

    assert within_opening(meeting, OPENING, AMSTERDAM_ZONE) is open_then


def test_a_32_hour_package_stays_over_the_closed_night():
    stay = Period(
        in_amsterdam(THURSDAY, "09:00", "10:00").starts_at,
        in_amsterdam(date(2027, 3, 19), "13:00", "17:00").ends_at,
    )

    assert within_opening(stay, OPENING, AMSTERDAM_ZONE)


@pytest.mark.parametrize(("ends", "open_then"), [("16:00", True), ("09:30", False)])
def test_a_stay_of_two_nights_must_end_while_open_on_its_last_day(ends: str, *, open_then: bool):
    stay = Period(
        in_amsterdam(THURSDAY, "09:00", "10:00").starts_at,
        in_amsterdam(date(2027, 3, 20), "08:00", ends).ends_at,
    )

    assert within_opening(stay, OPENING, AMSTERDAM_ZONE) is open_then


@pytest.mark.parametrize(
    ("day", "opens", "closes"), [(18, "08:00", "23:00"), (19, "08:00", "02:00"), (20, "10:00", "24:00")]
)
def test_closed_at_that_time_says_when_it_is_open(day: int, opens: str, closes: str):
    meeting = in_amsterdam(date(2027, 3, day), "05:00", "12:00")

    with pytest.raises(ClosedAtThatTime) as refused:
        require_open(meeting, OPENING, AMSTERDAM_ZONE)

    assert refused.value.facts == {"day": date(2027, 3, day), "opens": opens, "closes": closes}


def test_a_closed_day_has_no_hours_to_tell():
    sunday = in_amsterdam(date(2027, 3, 21), "09:00", "12:00")

    with pytest.raises(ClosedAtThatTime) as refused:
        require_open(sunday, OPENING, AMSTERDAM_ZONE)

    assert refused.value.facts == {"day": date(2027, 3, 21), "opens": None, "closes": None}
