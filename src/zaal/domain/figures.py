"""What a house's figures mean: pure sums over its open hours, its lead times and its options.

- **Use** is time taken over time open, as hotels count bedrooms (sold over available, USALI). Time is elapsed, on the
  house's clock cut into dayparts; what is taken includes set-up and breakdown, since nobody else can have the room
  then. Hours that the house closed are not open hours. A hall that divides counts by its sections, each as one room.
- **Lead time** is the number of calendar days, on the house's calendar, from the booking to the meeting.
- **Win rate** is options that became bookings over options that ended; waiting and standing ones are not in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.diary import EntryKind
from zaal.domain.money import HUNDRED, round_half_up
from zaal.domain.period import DAY_MINUTES, YEARS, LocalTimeMissing, Period, YearOutOfRange, deadline, instant
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Two years, one of them a leap year: last year beside this one.
MOST_DAYS = 731
# A rate of fewer ended options than this says more about chance than about the house.
LEAST_ENDED = 10
HOUR_MINUTES = 60
# Where a house does not cut its day itself (DOMAIN 1.3, as most Dutch houses do).
USUAL_CUTS = (13 * HOUR_MINUTES, 18 * HOUR_MINUTES)
# The first day of each group of lead times, in days before the meeting.
LEADS = (0, 1, 7, 14, 30, 60, 90, 180)


class DaysReversed(Invalid):
    """The last day of the figures is before the first."""

    code = "figures_days_reversed"


class TooManyDays(Invalid):
    """More days than figures are told of at once; ``most`` is the number."""

    code = "figures_too_many_days"


class DaypartCode(StrEnum):
    """The parts of a day's opening hours."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Cuts(NamedTuple):
    """Where afternoon and evening begin, in minutes of the wall clock; the morning begins when the house opens."""

    afternoon: int
    evening: int


class Window(NamedTuple):
    """The open hours of one daypart of one day; ``weekday`` is that of the day the house opened on (0 Monday)."""

    period: Period
    weekday: int
    part: DaypartCode


class Taken(NamedTuple):
    """One section taken for one period, set-up and breakdown included."""

    section: int
    kind: EntryKind
    period: Period


@dataclass(frozen=True, slots=True)
class Use:
    """Hours in elapsed minutes: ``open`` without what was closed, and of those what is sold here, sold elsewhere, held.

    ``elsewhere`` is what the house's other calendars say, ``held`` what options of the first rank block.
    """

    open: int = 0
    booked: int = 0
    elsewhere: int = 0
    held: int = 0

    def __add__(self, other: Use) -> Use:
        return Use(
            self.open + other.open,
            self.booked + other.booked,
            self.elsewhere + other.elsewhere,
            self.held + other.held,
        )

    @property
    def percent(self) -> Decimal | None:
        """Tell which part of the open hours is sold, in per cent to one decimal; None where it was never open."""
        return share(self.booked + self.elsewhere, self.open)

    @property
    def held_percent(self) -> Decimal | None:
        """Tell which part is only held, in per cent to one decimal; None where it was never open."""
        return share(self.held, self.open)


# The use of each section on each weekday in each daypart.
Uses = dict[tuple[int, int, DaypartCode], Use]


@dataclass(frozen=True, slots=True)
class Group:
    """How many lead times are of ``least`` days and more, up to ``most`` (None: any more)."""

    least: int
    most: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Lead times in groups, and the one in the middle; None where there are none."""

    groups: tuple[Group, ...]
    number: int
    median_days: Decimal | None


def require_days(first: date, last: date) -> None:
    """Pass for days that figures can be told of, both included. Refuses: YearOutOfRange, DaysReversed, TooManyDays."""
    if first.year not in YEARS or last.year not in YEARS:
        raise YearOutOfRange
    if last < first:
        raise DaysReversed(first=first, last=last)
    if (last - first).days >= MOST_DAYS:
        raise TooManyDays(most=MOST_DAYS, asked=(last - first).days + 1)


def share(part: int, whole: int) -> Decimal | None:
    """Return a part in per cent of the whole, to one decimal, half up; None without a whole."""
    return round_half_up(Decimal(part) * HUNDRED / Decimal(whole), 1) if whole else None


def win_rate(won: int, ended: int) -> Decimal | None:
    """Return how many of the ended options became bookings, in per cent; None below ``LEAST_ENDED``."""
    return share(won, ended) if ended >= LEAST_ENDED else None


def cuts(dayparts: Iterable[tuple[str, time, time]]) -> Cuts:
    """Find where a house begins afternoon and evening, from its own dayparts; the usual hours where it has none."""
    spans = {code: (_minute(starts), _minute(ends)) for code, starts, ends in dayparts}
    nothing = (None, None)
    afternoon, afternoon_ends = spans.get(DaypartCode.AFTERNOON, nothing)
    evening, _ = spans.get(DaypartCode.EVENING, nothing)
    begins = afternoon or spans.get(DaypartCode.MORNING, nothing)[1] or USUAL_CUTS[0]
    return Cuts(begins, max(begins, evening or afternoon_ends or USUAL_CUTS[1]))


def windows(
    first: date, last: date, opening: Mapping[int, Sequence[tuple[int, int]]], at: Cuts, zone: str
) -> tuple[Window, ...]:
    """Cut the opening hours of each day, the last one included, into dayparts, in order of time.

    Lengths are elapsed: a house open through the autumn night is open an hour longer. Hours that two days' opening
    would share count once.
    """
    found: list[Window] = []
    until = datetime.min.replace(tzinfo=UTC)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        for opens, closes in sorted(opening.get(day.weekday(), ())):
            for period, part in _parts(day, opens, closes, at, zone):
                starts = max(period.starts_at, until)
                if starts < period.ends_at:
                    found.append(Window(Period(starts, period.ends_at), day.weekday(), part))
                    until = period.ends_at
    return tuple(found)


def used(sections: Iterable[int], found: Sequence[Window], taken: Iterable[Taken]) -> Uses:
    """Add up the open hours of each section and what is taken of them, by weekday and daypart."""
    seconds: dict[tuple[int, int, DaypartCode, EntryKind], float] = defaultdict(float)
    begins = [window.period.starts_at for window in found]
    for section, kind, period in taken:
        number = max(bisect_right(begins, period.starts_at) - 1, 0)
        while number < len(found) and begins[number] < period.ends_at:
            window = found[number]
            starts, ends = window.period.starts_at, window.period.ends_at
            within = (min(ends, period.ends_at) - max(starts, period.starts_at)).total_seconds()
            if within > 0:
                seconds[section, window.weekday, window.part, kind] += within
            number += 1
    opened: dict[tuple[int, DaypartCode], int] = defaultdict(int)
    for window in found:
        opened[window.weekday, window.part] += window.period.minutes

    def minutes(key: tuple[int, int, DaypartCode], kind: EntryKind) -> int:
        return int(seconds.get((*key, kind), 0) // HOUR_MINUTES)

    return {
        key: Use(
            open=opened[key[1:]] - minutes(key, EntryKind.CLOSURE),
            booked=minutes(key, EntryKind.BOOKING),
            elsewhere=minutes(key, EntryKind.EXTERNAL),
            held=minutes(key, EntryKind.OPTION),
        )
        for section in sections
        for key in ((section, weekday, part) for weekday, part in opened)
    }


def total(uses: Iterable[Use]) -> Use:
    """Add up use."""
    return sum(uses, Use())


def spread(leads: Sequence[int]) -> Spread:
    """Put lead times (whole days, none below nothing) into groups, with the one in the middle."""
    bounds = [*LEADS, None]
    numbers = [0] * len(LEADS)
    for days in leads:
        numbers[bisect_right(LEADS, days) - 1] += 1
    groups = tuple(
        Group(least, None if after is None else after - 1, number)
        for least, after, number in zip(LEADS, bounds[1:], numbers, strict=True)
    )
    middle = Decimal(str(median(leads))) if leads else None
    return Spread(groups, len(leads), middle)


def _parts(day: date, opens: int, closes: int, at: Cuts, zone: str) -> Iterator[tuple[Period, DaypartCode]]:
    bounds = [opens, *(min(max(cut, opens), closes) for cut in at), closes]
    moments = [_opening(day, opens, zone), *(_moment(day, minute, zone) for minute in bounds[1:])]
    for part, starts, ends in zip(DaypartCode, moments, moments[1:], strict=False):
        if starts < ends:
            yield Period(starts, ends), part


def _opening(day: date, minute: int, zone: str) -> datetime:
    """Return when the clock first shows this time, or the next one where it skips it."""
    nights, minute = divmod(minute, DAY_MINUTES)
    on, at = day + timedelta(days=nights), time(*divmod(minute, HOUR_MINUTES))
    try:
        return instant(on, at, zone, fold=0)
    except LocalTimeMissing:
        return deadline(on, at, zone)


def _moment(day: date, minute: int, zone: str) -> datetime:
    nights, minute = divmod(minute, DAY_MINUTES)
    return deadline(day + timedelta(days=nights), time(*divmod(minute, HOUR_MINUTES)), zone)


def _minute(at: time) -> int:
    return at.hour * HOUR_MINUTES + at.minute
