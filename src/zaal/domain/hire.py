"""What the room alone costs for a time on the venue's clock: the cheapest of hour, daypart and day."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from zaal.domain.period import DAY_MINUTES, Period
from zaal.domain.rates import HireUnit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time
    from decimal import Decimal

    from zaal.domain.period import WallSpan
    from zaal.domain.rates import Daypart
    from zaal.domain.tariff import Adjusted

HOUR_SECONDS = 3600
SURELY_ONE_DAY = timedelta(hours=23)


class HireCost(NamedTuple):
    """The way of hiring that came out cheapest: ``quantity`` units at the unit price."""

    unit: HireUnit
    quantity: int
    price: Adjusted
    amount: Decimal


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


def cheapest(prices: Mapping[HireUnit, Adjusted], span: WallSpan, dayparts: tuple[Daypart, ...]) -> HireCost | None:
    """Pick the cheapest way to hire for one started day, the wider unit where two cost the same.

    None when no price covers the span: a daypart price covers only what lies inside its dayparts.
    """
    quantities = {
        HireUnit.DAY: 1,
        HireUnit.DAYPART: dayparts_touched(dayparts, span) if HireUnit.DAYPART in prices else 0,
        HireUnit.HOUR: started_hours(span),
    }
    best: HireCost | None = None
    for unit, quantity in quantities.items():
        price = prices.get(unit)
        if price is not None and quantity:
            amount = price.amount * quantity
            if best is None or amount < best.amount:
                best = HireCost(unit, quantity, price, amount)
    return best


def dayparts_touched(dayparts: tuple[Daypart, ...], span: WallSpan) -> int:
    """Count the dayparts of the start day that the span touches; 0 when it sticks out of them."""
    touched = [
        (starts, ends)
        for starts, ends in map(_minutes, dayparts)
        if starts < span.ends_minute and span.starts_minute < ends
    ]
    if not touched:
        return 0
    first = min(starts for starts, _ in touched)
    last = max(ends for _, ends in touched)
    return len(touched) if first <= span.starts_minute and span.ends_minute <= last else 0


def _minutes(daypart: Daypart) -> tuple[int, int]:
    """Give a daypart in minutes since midnight; one that ends at or before its start ends the next day."""
    starts, ends = _minute(daypart.starts), _minute(daypart.ends)
    return starts, ends if ends > starts else ends + DAY_MINUTES


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
