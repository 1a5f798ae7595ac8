"""Bounds counted back from the start of a meeting on the venue's clock: "14 days before", "more than 3 months"."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from zaal.domain.period import deadline, local, local_day

SATURDAY = 5
# What makes a bound inclusive in an exclusive ``until``: the smallest step a moment has.
INSTANT = timedelta(microseconds=1)


class BoundUnit(StrEnum):
    """In what a bound counts back: months, weeks and days by the wall clock, hours elapsed."""

    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"


class Counted(Protocol):
    """Anything that holds ``amount`` units or more before the start (``strict``: more than)."""

    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> BoundUnit: ...
    @property
    def strict(self) -> bool: ...


class Bound(NamedTuple):
    """A bound by itself, such as the day on which final numbers are due."""

    amount: int
    unit: BoundUnit
    strict: bool = False


class Start(NamedTuple):
    """What bounds are counted from: the start of the meeting (aware), the venue's zone, the holidays that count."""

    starts_at: datetime
    zone: str
    holidays: frozenset[date]


def until(
    bound: Counted, starts_at: datetime, zone: str, holidays: frozenset[date], *, months_more: int = 0
) -> datetime:
    """Return the first instant (UTC) at which this long before the start is over.

    Months are calendar months clamped to the month's end, weeks and days keep the hour of the venue's wall clock,
    hours are elapsed ones. Working days are whole days other than weekends and ``holidays``: the day that is n
    working days before counts as such until its midnight. Exactly at a strict bound it is over already; at another
    it is not, so the instant is a microsecond later. A bound the clock skips (spring) is the next valid moment.
    ``months_more`` lengthens the whole bound by calendar months.
    """
    starts = local(starts_at, zone)
    day, months = starts.date(), bound.amount if bound.unit is BoundUnit.MONTHS else 0
    if months or months_more:
        day = _months_before(day, months + months_more)
    match bound.unit:
        case BoundUnit.HOURS:
            last = starts_at.astimezone(UTC) if not months_more else deadline(day, starts.time(), zone)
            last -= timedelta(hours=bound.amount)
        case BoundUnit.MONTHS:
            last = deadline(day, starts.time(), zone)
        case BoundUnit.WEEKS:
            last = deadline(day - timedelta(weeks=bound.amount), starts.time(), zone)
        case BoundUnit.DAYS:
            last = deadline(day - timedelta(days=bound.amount), starts.time(), zone)
        case BoundUnit.WORKING_DAYS:
            counted = local_day(_working_days_before(day, bound.amount, holidays), zone)
            return counted.starts_at if bound.strict else counted.ends_at
    return last if bound.strict else last + INSTANT


def surely_before(bound: Counted, following: Counted) -> bool:
    """Tell whether a bound ends clearly before another one, on every date they can be counted from."""
    if bound.unit is following.unit:
        return bound.amount > following.amount
    return _least_days(bound) > _most_days(following)


def _months_before(day: date, months: int) -> date:
    """Subtract calendar months, clamped to the month's end: 31 March - 1 month = 28 February (T26)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_before(day: date, count: int, holidays: frozenset[date]) -> date:
    while count:
        day -= timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            count -= 1
    return day


def _least_days(bound: Counted) -> float:
    """Return the fewest days the bound can lie before the start."""
    match bound.unit:
        case BoundUnit.MONTHS:
            return bound.amount * 30 - 2
        case BoundUnit.WEEKS:
            return bound.amount * 7
        case BoundUnit.DAYS:
            return bound.amount
        case BoundUnit.WORKING_DAYS:  # a weekend in every five; the day itself may count until its midnight
            return bound.amount + (bound.amount - 1) // 5 * 2 - 1
        case BoundUnit.HOURS:
            return bound.amount / 24


def _most_days(bound: Counted) -> float:
    """Return the most days the bound can lie before the start; a working week may lose days to holidays."""
    match bound.unit:
        case BoundUnit.MONTHS:
            return bound.amount * 31
        case BoundUnit.WORKING_DAYS:
            return bound.amount * 2 + 7
        case BoundUnit.WEEKS | BoundUnit.DAYS | BoundUnit.HOURS:
            return _least_days(bound)
