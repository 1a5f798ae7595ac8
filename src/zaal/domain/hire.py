"""What the room alone costs for a time on the venue's clock: the cheapest of hour, daypart and day."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from zaal.domain.period import DAY_MINUTES, Period
from zaal.domain.rates import HireUnit
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import time
    from decimal import Decimal

    from zaal.domain.period import WallSpan
    from zaal.domain.rates import Daypart, Overtime
    from zaal.domain.tariff import Adjusted, HireOffer

HOUR_SECONDS = 3600
SURELY_ONE_DAY = timedelta(hours=23)


class RateMissing(Invalid):
    """The hotel has no rate for this space (or package) on this day and time."""

    code = "rate_missing"


class HireCost(NamedTuple):
    """The way of hiring that came out cheapest: ``quantity`` units at the unit price, and ``overtime_units`` on top.

    ``amount`` is both together; ``billed_least`` tells that the hotel's least number of units is billed.
    """

    unit: HireUnit
    quantity: int
    price: Adjusted
    overtime_units: int
    amount: Decimal
    billed_least: bool


def started_days(period: Period, zone: str) -> tuple[Period, ...]:
    """Cut a period into started 24 hours of the venue's wall clock; one of 24 hours or less stays whole."""
    if period.ends_at - period.starts_at <= SURELY_ONE_DAY:
        return (period,)
    tz = ZoneInfo(zone)
    starts = period.starts_at.astimezone(tz)
    days: list[Period] = []
    cursor = period.starts_at
    while cursor < period.ends_at:
        next_start = (starts + timedelta(days=len(days) + 1)).astimezone(UTC)
        days.append(Period(cursor, min(next_start, period.ends_at)))
        cursor = next_start
    return tuple(days)


def started_hours(span: WallSpan) -> int:
    """Count started elapsed hours: an autumn night has one more, a spring night one less (T33, T34)."""
    return -(-span.elapsed_seconds // HOUR_SECONDS)


def cheapest(
    prices: Mapping[HireUnit, HireOffer],
    span: WallSpan,
    dayparts: tuple[Daypart, ...],
    overtime: Overtime | None = None,
) -> HireCost | None:
    """Pick the cheapest way to hire for one started day, the wider unit where two cost the same.

    None when no price covers the span: a daypart price covers only what lies inside its dayparts, and the extra
    time after the last of them where the hotel has a price for that.
    """
    best: HireCost | None = None
    for unit, quantity, extra in _ways(prices, span, dayparts, overtime):
        price, least = prices[unit]
        billed = max(quantity, least)
        amount = price.amount * billed
        if overtime is not None:
            amount += overtime.amount * extra
        if best is None or amount < best.amount:
            best = HireCost(unit, billed, price, extra, amount, billed > quantity)
    return best


def overtime_units(rule: Overtime, minutes: int) -> int | None:
    """Count the started units of extra time after the grace; None when it is too long for extra time."""
    if minutes > rule.most_minutes:
        return None
    return max(0, -(-(minutes - rule.grace_minutes) // rule.unit_minutes))


def dayparts_touched(dayparts: tuple[Daypart, ...], span: WallSpan) -> int:
    """Count the dayparts of the start day that the span touches; 0 when it sticks out of them."""
    return max((count for count, over in _dayparts_from(dayparts, span) if not over), default=0)


def _ways(
    prices: Mapping[HireUnit, HireOffer], span: WallSpan, dayparts: tuple[Daypart, ...], overtime: Overtime | None
) -> Iterator[tuple[HireUnit, int, int]]:
    """Give the ways to hire for this span: the unit, how many, and the units of extra time after them."""
    if HireUnit.DAY in prices:
        yield HireUnit.DAY, 1, 0
    if HireUnit.DAYPART in prices:
        for count, over in _dayparts_from(dayparts, span):
            extra = overtime_units(overtime, over) if overtime is not None and over else 0
            if extra is not None and (overtime is not None or not over):
                yield HireUnit.DAYPART, count, extra
    if HireUnit.HOUR in prices:
        yield HireUnit.HOUR, started_hours(span), 0


def _dayparts_from(dayparts: tuple[Daypart, ...], span: WallSpan) -> Iterator[tuple[int, int]]:
    """Give how many of the touched dayparts to take, and the minutes that then stick out at the end."""
    touched = sorted(
        (starts, ends)
        for starts, ends in map(_minutes, dayparts)
        if starts < span.ends_minute and span.starts_minute < ends
    )
    if not touched or span.starts_minute < touched[0][0]:
        return
    last = 0
    for count, (_, ends) in enumerate(touched, start=1):
        last = max(last, ends)
        yield count, max(0, span.ends_minute - last)


def _minutes(daypart: Daypart) -> tuple[int, int]:
    """Give a daypart in minutes since midnight; one that ends at or before its start ends the next day."""
    starts, ends = _minute(daypart.starts), _minute(daypart.ends)
    return starts, ends if ends > starts else ends + DAY_MINUTES


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
