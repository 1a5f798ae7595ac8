"""Figures: open hours cut into dayparts on the house's clock, what is taken of them, lead times, and rates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from zaal.domain.diary import EntryKind
from zaal.domain.figures import (
    Cuts,
    DaypartCode,
    DaysReversed,
    Taken,
    TooManyDays,
    Use,
    cuts,
    require_days,
    spread,
    total,
    used,
    win_rate,
    windows,
)
from zaal.domain.period import Period, YearOutOfRange

AMSTERDAM = "Europe/Amsterdam"
THURSDAY = date(2027, 4, 15)
AUTUMN, SPRING = date(2027, 10, 31), date(2027, 3, 28)
AT = Cuts(13 * 60, 18 * 60)
EVERY_DAY = {weekday: [(8 * 60, 23 * 60)] for weekday in range(7)}
ROUND_THE_CLOCK = {weekday: [(0, 24 * 60)] for weekday in range(7)}
SALON, SALON_NEXT_DOOR = 1, 2
MORNING, AFTERNOON, EVENING = DaypartCode


def taken(starts: str, ends: str, kind: EntryKind = EntryKind.BOOKING, section: int = SALON) -> Taken:
    """Have something in the diary of that Thursday, in Amsterdam's summer time."""
    on = (datetime.fromisoformat(f"{THURSDAY}T{at}+02:00") for at in (starts, ends))
    return Taken(section, kind, Period(*on))


def on_thursday(*entries: Taken, sections: tuple[int, ...] = (SALON,)) -> dict[DaypartCode, Use]:
    uses = used(sections, windows(THURSDAY, THURSDAY, EVERY_DAY, AT, AMSTERDAM), entries)
    return {part: total(use for key, use in uses.items() if key[2] is part) for part in DaypartCode}


def open_hours(first: date, last: date, opening: dict[int, list[tuple[int, int]]]) -> float:
    return sum(window.period.minutes for window in windows(first, last, opening, AT, AMSTERDAM)) / 60


def test_open_day_is_cut_into_morning_afternoon_and_evening() -> None:
    found = windows(THURSDAY, THURSDAY, EVERY_DAY, AT, AMSTERDAM)

    assert [(window.part, window.period.minutes) for window in found] == [
        (MORNING, 5 * 60),
        (AFTERNOON, 5 * 60),
        (EVENING, 5 * 60),
    ]
    assert {window.weekday for window in found} == {3}


def test_meeting_counts_in_each_daypart_it_touches() -> None:
    use = on_thursday(taken("09:00", "17:00"))

    assert (use[MORNING].booked, use[AFTERNOON].booked, use[EVENING].booked) == (4 * 60, 4 * 60, 0)
    assert use[MORNING].percent == Decimal("80.0")


def test_time_outside_the_opening_hours_is_not_counted() -> None:
    use = on_thursday(taken("06:00", "09:00"))

    assert use[MORNING].booked == 60


def test_option_holds_but_sells_nothing() -> None:
    use = on_thursday(taken("13:00", "18:00", EntryKind.OPTION))

    assert (use[AFTERNOON].percent, use[AFTERNOON].held_percent) == (Decimal("0.0"), Decimal("100.0"))


def test_what_another_calendar_sold_is_use_but_told_apart() -> None:
    use = on_thursday(taken("13:00", "15:30", EntryKind.EXTERNAL))

    assert (use[AFTERNOON].booked, use[AFTERNOON].elsewhere) == (0, 150)
    assert use[AFTERNOON].percent == Decimal("50.0")


def test_closed_hours_are_no_open_hours() -> None:
    use = on_thursday(taken("08:00", "12:00", EntryKind.CLOSURE), taken("12:00", "13:00"))

    assert (use[MORNING].open, use[MORNING].percent) == (60, Decimal("100.0"))


def test_room_closed_all_morning_has_no_use_to_tell() -> None:
    use = on_thursday(taken("07:00", "13:00", EntryKind.CLOSURE))

    assert use[MORNING].percent is None


def test_half_a_hall_taken_is_half_of_it_used() -> None:
    use = on_thursday(taken("08:00", "13:00"), sections=(SALON, SALON_NEXT_DOOR))

    assert use[MORNING].percent == Decimal("50.0")


def test_meeting_over_several_days_counts_in_every_open_hour() -> None:
    long = Taken(
        SALON,
        EntryKind.BOOKING,
        Period(datetime(2027, 4, 14, 6, tzinfo=UTC), datetime(2027, 4, 16, 21, tzinfo=UTC)),
    )

    uses = used([SALON], windows(date(2027, 4, 14), date(2027, 4, 16), EVERY_DAY, AT, AMSTERDAM), [long])

    assert total(uses.values()) == Use(open=45 * 60, booked=45 * 60)


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 25), (SPRING, 23), (THURSDAY, 24)])
def test_house_open_all_night_is_open_as_long_as_the_night_lasts(day: date, hours: int) -> None:
    assert open_hours(day, day, ROUND_THE_CLOCK) == hours


def test_meeting_through_the_autumn_night_never_takes_more_than_is_open() -> None:
    whole = Period(datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 23, tzinfo=UTC))

    uses = used(
        [SALON],
        windows(AUTUMN, AUTUMN, ROUND_THE_CLOCK, AT, AMSTERDAM),
        [Taken(SALON, EntryKind.BOOKING, whole)],
    )

    assert total(uses.values()) == Use(open=25 * 60, booked=25 * 60)


def test_night_after_midnight_belongs_to_the_evening_before() -> None:
    until_two = {3: [(18 * 60, 26 * 60)]}

    [evening] = windows(THURSDAY, THURSDAY, until_two, AT, AMSTERDAM)

    assert (evening.part, evening.weekday, evening.period.minutes) == (EVENING, 3, 8 * 60)


def test_hours_that_two_days_share_count_once() -> None:
    until_nine = {3: [(12 * 60, 33 * 60)], 4: [(8 * 60, 12 * 60)]}

    assert open_hours(THURSDAY, date(2027, 4, 16), until_nine) == 24


def test_house_cuts_its_day_itself() -> None:
    own = [("morning", time(9), time(13)), ("afternoon", time(14), time(18)), ("evening", time(19), time(22))]

    assert cuts(own) == (14 * 60, 19 * 60)


def test_house_without_evening_has_it_begin_where_the_afternoon_ends() -> None:
    assert cuts([("morning", time(9), time(13)), ("afternoon", time(13), time(17))]) == (13 * 60, 17 * 60)


def test_house_that_cuts_nothing_has_the_usual_dayparts() -> None:
    assert cuts([]) == (13 * 60, 18 * 60)


def test_lead_times_are_grouped_around_the_one_in_the_middle() -> None:
    found = spread([0, 1, 6, 7, 400])

    assert found.median_days == Decimal(6)
    assert {(group.least, group.most): group.number for group in found.groups if group.number} == {
        (0, 0): 1,
        (1, 6): 2,
        (7, 13): 1,
        (180, None): 1,
    }


def test_two_lead_times_have_their_middle_between_them() -> None:
    assert spread([3, 6]).median_days == Decimal("4.5")


def test_no_bookings_have_no_middle() -> None:
    assert (spread([]).number, spread([]).median_days) == (0, None)


@pytest.mark.parametrize(("won", "ended", "percent"), [(4, 10, Decimal("40.0")), (9, 9, None), (0, 0, None)])
def test_win_rate_is_told_from_ten_ended_options_on(won: int, ended: int, percent: Decimal | None) -> None:
    assert win_rate(won, ended) == percent


def test_figures_go_over_two_years_at_most() -> None:
    require_days(date(2027, 1, 1), date(2028, 12, 31))

    with pytest.raises(TooManyDays) as refused:
        require_days(date(2027, 1, 1), date(2029, 1, 1))

    assert refused.value.facts == {"most": 731, "asked": 732}


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(DaysReversed):
        require_days(THURSDAY, date(2027, 4, 14))


@pytest.mark.parametrize("first", [date(1, 1, 1), date(1999, 12, 31)])
def test_years_no_hotel_sells_in_are_refused(first: date) -> None:
    with pytest.raises(YearOutOfRange):
        require_days(first, THURSDAY)
