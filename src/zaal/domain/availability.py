"""How much of a part of a day a room can still be had: free, partly, taken; or not to be had at all."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.period import DAY_MINUTES, Period, deadline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

HOUR_MINUTES = 60


class Free(StrEnum):
    """What is left, the best first; a part that is closed or over is nobody's."""

    FREE = "free"
    PARTLY = "partly"
    TAKEN = "taken"
    CLOSED = "closed"
    PAST = "past"


def best(states: Iterable[Free]) -> Free:
    """Tell of several rooms what any of them still has."""
    order = tuple(Free)
    return min(states, key=order.index)


def together(parts: Iterable[Free]) -> Free:
    """Tell what the parts of one day come to: partly where they differ, closed and past ones apart."""
    states = set(parts)
    to_be_had = states - {Free.CLOSED, Free.PAST}
    if not to_be_had:
        return Free.PAST if Free.PAST in states else Free.CLOSED
    return next(iter(to_be_had)) if len(to_be_had) == 1 else Free.PARTLY


def opened(day: date, hours: tuple[time, time], opening: tuple[int, int] | None, zone: str) -> Period | None:
    """Return as much of these wall-clock hours as a house is open on a day, in minutes since midnight; None when none.

    On the nights of the clock change a time that is missing is the next valid one, a time shown twice the second.
    """
    if opening is None:
        return None
    starts, ends = (at.hour * HOUR_MINUTES + at.minute for at in hours)
    starts, ends = max(starts, opening[0]), min(ends, opening[1], DAY_MINUTES)
    return Period(_at(day, starts, zone), _at(day, ends, zone)) if starts < ends else None


def state(
    wanted: Period | None, taken: Iterable[Period], *, setup_minutes: int, breakdown_minutes: int, now: datetime
) -> Free:
    """Tell whether a meeting in all of a time can be had, set-up and breakdown around it, or only in some of it.

    What has begun is past. ``taken`` are the diary's periods, others' set-up and breakdown inside.
    """
    if wanted is None:
        return Free.CLOSED
    if wanted.starts_at <= now:
        return Free.PAST
    # Before somebody else's time there must be minutes to clear away, after it minutes to set up.
    kept = (one.widened(before_minutes=breakdown_minutes, after_minutes=setup_minutes) for one in taken)
    left = wanted.without(kept)
    if left == (wanted,):
        return Free.FREE
    return Free.PARTLY if left else Free.TAKEN


def _at(day: date, minute: int, zone: str) -> datetime:
    days, rest = divmod(minute, DAY_MINUTES)
    return deadline(day + timedelta(days=days), time(rest // HOUR_MINUTES, rest % HOUR_MINUTES), zone)
