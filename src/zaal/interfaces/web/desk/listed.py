"""The diary day by day in words: for a phone, for paper, and for whoever would rather read than look."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from zaal.domain.period import Period, local, local_day
from zaal.domain.planning import Stretch
from zaal.interfaces.web.desk import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from zaal.interfaces.web.desk.words import Told
    from zaal.queries.desk import HouseDiary, Occupied

ONE_DAY = timedelta(days=1)
# An entry that ends at midnight is not of the day that begins then.
INSTANT = timedelta.resolution


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of a day: its hours there, and all that is said of it."""

    hours: str
    space: str
    told: Told


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One day: its entries, or in a month only how many there are of each kind."""

    day: date
    address: str
    is_today: bool
    entries: tuple[ListedEntry, ...]
    counts: tuple[tuple[str, int], ...]


def days(
    diary: HouseDiary, stretch: Stretch, told: Callable[[Occupied], Told], address_of: Callable[[date], str]
) -> tuple[ListedDay, ...]:
    """List each day's entries by their start; those of several days on each of them."""
    of_day = _by_day(diary)
    is_counted = stretch is Stretch.MONTH
    return tuple(
        ListedDay(
            day=day,
            address=address_of(day),
            is_today=day == diary.house.today,
            entries=() if is_counted else tuple(_entry(entry, day, diary, told) for entry in of_day[day]),
            counts=_counts(of_day[day]) if is_counted else (),
        )
        for day in diary.days
    )


def _counts(entries: Sequence[Occupied]) -> tuple[tuple[str, int], ...]:
    kinds = Counter((entry.kind, entry.meeting.rank if entry.meeting else None) for entry in entries)
    return tuple((words.kind(*kind), number) for kind, number in sorted(kinds.items(), key=str))


def _by_day(diary: HouseDiary) -> dict[date, list[Occupied]]:
    zone = diary.house.time_zone
    found: dict[date, list[Occupied]] = defaultdict(list)
    for entry in diary.entries:
        day, last = local(entry.blocked.starts_at, zone).date(), local(entry.blocked.ends_at - INSTANT, zone).date()
        day, last = max(day, diary.days[0]), min(last, diary.days[-1])
        while day <= last:
            found[day].append(entry)
            day += ONE_DAY
    return found


def _entry(entry: Occupied, day: date, diary: HouseDiary, told: Callable[[Occupied], Told]) -> ListedEntry:
    return ListedEntry(_hours(entry, local_day(day, diary.house.time_zone), diary), _where(entry, diary), told(entry))


def _hours(entry: Occupied, day: Period, diary: HouseDiary) -> str:
    """Write the part of an entry that is on this day; the end of the day is 24:00."""
    zone = diary.house.time_zone
    period = entry.period if entry.period.overlaps(day) else entry.blocked
    starts_at, ends_at = max(period.starts_at, day.starts_at), min(period.ends_at, day.ends_at)
    ends = "24:00" if ends_at == day.ends_at else f"{local(ends_at, zone):%H:%M}"
    return f"{local(starts_at, zone):%H:%M}–{ends}"  # noqa: RUF001 - a range is written with an en dash


def _where(entry: Occupied, diary: HouseDiary) -> str:
    return entry.space or ", ".join(name for number, name in diary.sections.items() if number in entry.sections)
