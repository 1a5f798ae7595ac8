"""When a space is taken, free or closed: set-up and breakdown, divided rooms, opening hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from zaal.domain.period import DAY_MINUTES, Period, wall_span
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

# Per weekday (0 Monday) the open spans in minutes since midnight; one may close after midnight (up to 2880).
# A weekday that is not there is closed.
Opening = Mapping[int, Sequence[tuple[int, int]]]


class ClosedAtThatTime(Invalid):
    """The venue is not open all that time; ``opens`` and ``closes`` are its hours on the day it starts."""

    code = "closed_at_that_time"


def blocked(periods: Sequence[Period], *, setup_minutes: int, breakdown_minutes: int) -> tuple[Period, ...]:
    """Return the times one meeting takes in the diary, set-up and breakdown (elapsed minutes) around each period.

    Cut where they would run into the meeting's own next period: it never stands in its own way. ``periods`` are in
    order and do not overlap.
    """
    wide = [period.widened(before_minutes=setup_minutes, after_minutes=breakdown_minutes) for period in periods]
    starts = [
        max(period.starts_at, periods[at - 1].ends_at) if at else period.starts_at for at, period in enumerate(wide)
    ]
    ends = [min((period.ends_at, *starts[at + 1 : at + 2])) for at, period in enumerate(wide)]
    return tuple(Period(starts_at, ends_at) for starts_at, ends_at in zip(starts, ends, strict=True))


def free(day: Period, taken: Iterable[Period]) -> tuple[Period, ...]:
    """Return what is left of a day, in order; free and taken together are the whole day."""
    return day.without(taken)


def within_opening(period: Period, opening: Opening, zone: str) -> bool:
    """Tell whether the venue is open from start to end, on its own clock.

    A night in between may be closed when the period ends on another day while open then: that is how
    24- and 32-hour packages stay.
    """
    span = wall_span(period, zone)
    starts, ends, weekday = span.starts_minute, span.ends_minute, span.day.weekday()
    today = [*opening.get(weekday, ()), *_after_midnight(opening, weekday)]
    if any(opens <= starts and ends <= closes for opens, closes in today):
        return True
    nights = (ends - 1) // DAY_MINUTES
    last_day = span.day + timedelta(days=nights)
    ends -= nights * DAY_MINUTES
    return (
        nights > 0
        and any(opens <= starts < closes for opens, closes in today)
        and any(opens < ends <= closes for opens, closes in opening.get(last_day.weekday(), ()))
    )


def require_open(period: Period, opening: Opening, zone: str) -> None:
    """Pass, or refuse: ClosedAtThatTime, with the hours of the day it starts on (None when closed all day)."""
    if within_opening(period, opening, zone):
        return
    span = wall_span(period, zone)
    today = opening.get(span.day.weekday(), ())
    raise ClosedAtThatTime(
        day=span.day,
        opens=_clock(min(opens for opens, _ in today)) if today else None,
        closes=_clock(max(closes for _, closes in today)) if today else None,
    )


def _after_midnight(opening: Opening, weekday: int) -> list[tuple[int, int]]:
    """Return what is left after midnight of the evening before."""
    return [(0, closes - DAY_MINUTES) for _, closes in opening.get((weekday - 1) % 7, ()) if closes > DAY_MINUTES]


def _clock(minute: int) -> str:
    return "24:00" if minute == DAY_MINUTES else f"{minute // 60 % 24:02}:{minute % 60:02}"
