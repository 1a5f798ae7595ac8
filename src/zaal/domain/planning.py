"""How a diary is laid out: which days are seen together, which hours are drawn, which sections lie side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from zaal.domain.period import DAY_MINUTES, YEARS, Period, YearOutOfRange, deadline, instant, local_day, wall_span
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

HOUR_MINUTES = 60
WEEK_DAYS = 7
# What is drawn of a day on which the house is closed and nothing happens.
USUAL_HOURS = (8 * HOUR_MINUTES, 18 * HOUR_MINUTES)


class Stretch(StrEnum):
    """How much of a diary is seen at once; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def days(self, on: date) -> tuple[date, ...]:
        """Return the days seen together with this one. Refuses: YearOutOfRange."""
        if on.year not in YEARS:
            raise YearOutOfRange
        match self:
            case Stretch.DAY:
                first, number = on, 1
            case Stretch.WEEK:
                first, number = on - timedelta(days=on.weekday()), WEEK_DAYS
            case Stretch.MONTH:
                first, number = on.replace(day=1), monthrange(on.year, on.month)[1]
        return tuple(first + timedelta(days=offset) for offset in range(number))

    def before(self, on: date) -> date:
        """Return a day of the stretch before."""
        return self.days(on)[0] - timedelta(days=1)

    def after(self, on: date) -> date:
        """Return a day of the stretch after."""
        return self.days(on)[-1] + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The time drawn from left to right: of each day one window, in order, each as wide as it really lasts.

    ``minutes`` are the elapsed ones of all windows together.
    """

    windows: tuple[Period, ...]
    minutes: int = field(init=False)
    _ends: tuple[datetime, ...] = field(init=False, repr=False)
    _before: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Summed up once: thousands of entries ask where they are drawn.
        *before, minutes = accumulate((window.minutes for window in self.windows), initial=0)
        object.__setattr__(self, "minutes", minutes)
        object.__setattr__(self, "_ends", tuple(window.ends_at for window in self.windows))
        object.__setattr__(self, "_before", tuple(before))

    def share(self, moment: datetime) -> float:
        """Tell where a moment is drawn, from 0 to 1; one between two windows is where the second begins."""
        number = bisect_right(self._ends, moment)
        if number == len(self.windows):
            return 1.0
        within = (moment - self.windows[number].starts_at).total_seconds() / HOUR_MINUTES
        return (self._before[number] + max(within, 0.0)) / self.minutes


def axis(days: Sequence[date], hours: tuple[int, int], zone: str) -> Axis:
    """Draw the same hours (minutes of the wall clock) of each day; a whole day is 23, 24 or 25 hours wide."""
    return Axis(tuple(_window(day, hours, zone) for day in days))


def hours_drawn(opening: Iterable[tuple[int, int]], entries: Iterable[Period], zone: str) -> tuple[int, int]:
    """Return the hours that show everything: those of the house, and those of entries, cut to whole hours.

    An entry of a day and longer shows in any hours; one that runs through midnight needs the whole day.
    """
    spans = [(opens, min(closes, DAY_MINUTES)) for opens, closes in opening]
    for entry in entries:
        if entry.minutes < DAY_MINUTES:
            span = wall_span(entry, zone)
            within = span.ends_minute <= DAY_MINUTES
            spans.append((span.starts_minute, span.ends_minute) if within else (0, DAY_MINUTES))
    if not spans:
        return USUAL_HOURS
    first, last = min(starts for starts, _ in spans), max(ends for _, ends in spans)
    return first // HOUR_MINUTES * HOUR_MINUTES, -(-last // HOUR_MINUTES) * HOUR_MINUTES


def _window(day: date, hours: tuple[int, int], zone: str) -> Period:
    whole = local_day(day, zone)
    starts, ends = hours
    return Period(
        _first(day, starts, zone) if starts else whole.starts_at,
        deadline(day, _clock(ends), zone) if ends < DAY_MINUTES else whole.ends_at,
    )


def _first(day: date, minute: int, zone: str) -> datetime:
    """Return when the clock first shows this time, or the next one where it skips it."""
    try:
        return instant(day, _clock(minute), zone, fold=0)
    except Invalid:
        return deadline(day, _clock(minute), zone)


def _clock(minute: int) -> time:
    return time(*divmod(minute, HOUR_MINUTES))


@dataclass(frozen=True, slots=True)
class Hall:
    """Sections that can be joined, side by side; a room of its own is a hall of one section.

    ``name`` is that of the largest space in it, ``rooms`` are the names of all, from the largest down.
    """

    name: str
    sections: tuple[int, ...]
    rooms: tuple[str, ...]


def halls(sections: Mapping[int, str], spaces: Iterable[tuple[str, frozenset[int]]]) -> tuple[Hall, ...]:
    """Group sections (by name) into halls: two belong together when a space is made of both."""
    listed = sorted(spaces, key=lambda space: (-len(space[1]), _natural(space[0])))
    groups: list[frozenset[int]] = [frozenset({section}) for section in sections]
    for _, joined in listed:
        touched = [group for group in groups if group & joined]
        groups = [group for group in groups if not group & joined]
        if touched:
            groups.append(frozenset().union(*touched))
    made = [_hall(group, sections, listed) for group in groups]
    return tuple(sorted(made, key=lambda hall: (-len(hall.sections), _natural(hall.name))))


def _hall(group: frozenset[int], names: Mapping[int, str], spaces: Sequence[tuple[str, frozenset[int]]]) -> Hall:
    ordered = tuple(sorted(group, key=lambda section: _natural(names[section])))
    rooms = tuple(name for name, sections in spaces if sections & group)
    return Hall(name=rooms[0] if rooms else names[ordered[0]], sections=ordered, rooms=rooms)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return by what names are put in order as people do: Zaal 2 before Zaal 10."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in re.split(r"(\d+)", name) if part
    )
