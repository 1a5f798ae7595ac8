"""The diary day by day in words: for a phone, for paper, and for whoever would rather read than look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.period import Period, local, local_day
from zaal.domain.planning import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zaal.interfaces.web.desk.words import Told
    from zaal.queries.desk import HouseDiary, Occupied


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
    found = []
    for day in diary.days:
        whole = local_day(day, diary.house.time_zone)
        entries = [entry for entry in diary.entries if entry.blocked.overlaps(whole)]
        said = [told(entry) for entry in entries]
        in_words = () if stretch is Stretch.MONTH else zip(entries, said, strict=True)
        found.append(
            ListedDay(
                day=day,
                address=address_of(day),
                is_today=day == diary.house.today,
                entries=tuple(
                    ListedEntry(_hours(entry, whole, diary), _where(entry, diary), one) for entry, one in in_words
                ),
                counts=tuple(Counter(one.kind for one in said).items()) if stretch is Stretch.MONTH else (),
            )
        )
    return tuple(found)


def _hours(entry: Occupied, day: Period, diary: HouseDiary) -> str:
    """Write the part of an entry that is on this day; the end of the day is 24:00."""
    zone = diary.house.time_zone
    starts_at, ends_at = max(entry.period.starts_at, day.starts_at), min(entry.period.ends_at, day.ends_at)
    ends = "24:00" if ends_at == day.ends_at else f"{local(ends_at, zone):%H:%M}"
    return f"{local(starts_at, zone):%H:%M}–{ends}"  # noqa: RUF001 - a range is written with an en dash


def _where(entry: Occupied, diary: HouseDiary) -> str:
    return entry.space or ", ".join(name for number, name in diary.sections.items() if number in entry.sections)
