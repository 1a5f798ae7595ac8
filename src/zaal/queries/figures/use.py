"""The use of a house by room, weekday and daypart, from what stands in its diary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.diary import EntryKind
from zaal.domain.figures import DaypartCode, Taken, Use, Uses, Window, cuts, total, used, windows
from zaal.domain.period import Period
from zaal.domain.planning import halls
from zaal.records.diary.models import Entry
from zaal.records.rates.models import Daypart
from zaal.records.venues.models import OpeningHours, Section, Space

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zaal.records.venues.models import Venue


@dataclass(frozen=True, slots=True)
class RoomUse:
    """The use of one section; ``hall`` names the hall it is a part of, empty for a room of its own."""

    name: str
    hall: str
    parts: dict[DaypartCode, Use]
    whole: Use


@dataclass(frozen=True, slots=True)
class UseFigures:
    """The use of a house by room and daypart, and by weekday (0 Monday) and daypart.

    ``parts`` are the dayparts that are open at all; ``afternoon`` and ``evening`` the minutes at which they begin.
    """

    parts: tuple[DaypartCode, ...]
    afternoon: int
    evening: int
    rooms: tuple[RoomUse, ...]
    weekdays: dict[int, dict[DaypartCode, Use]]
    by_part: dict[DaypartCode, Use]
    whole: Use


def of(venue: Venue, first: date, last: date) -> UseFigures:
    """Add up the use of a house over these days, both included; six statements."""
    opening: dict[int, list[tuple[int, int]]] = defaultdict(list)
    hours = OpeningHours.objects.filter(venue=venue).values_list("weekday", "opens_minute", "closes_minute")
    for weekday, opens, closes in hours:
        opening[weekday].append((opens, closes))
    at = cuts(Daypart.objects.filter(venue=venue).values_list("code", "starts", "ends"))
    found = windows(first, last, opening, at, venue.time_zone)
    names = _sections(venue)
    uses = used(names, found, _taken(venue, found))
    parts = tuple(part for part in DaypartCode if any(window.part is part for window in found))
    return UseFigures(
        parts=parts,
        afternoon=at.afternoon,
        evening=at.evening,
        rooms=tuple(_room(number, name, hall, uses, parts) for number, (name, hall) in names.items()),
        weekdays={
            weekday: {part: total(use for key, use in uses.items() if key[1:] == (weekday, part)) for part in parts}
            for weekday in sorted({window.weekday for window in found})
        },
        by_part={part: total(use for key, use in uses.items() if key[2] is part) for part in parts},
        whole=total(uses.values()),
    )


def _sections(venue: Venue) -> dict[int, tuple[str, str]]:
    """Name each section as the room it is by itself, with its hall where it is part of one, in the diary's order."""
    sections = dict(Section.objects.filter(venue=venue).values_list("pk", "name"))
    spaces = [
        (space.name, frozenset(part.pk for part in space.sections.all()))
        for space in Space.objects.filter(venue=venue).prefetch_related("sections").order_by("name", "pk")
    ]
    alone = {next(iter(parts)): name for name, parts in reversed(spaces) if len(parts) == 1}
    return {
        section: (alone.get(section, sections[section]), hall.name if len(hall.sections) > 1 else "")
        for hall in halls(sections, spaces)
        for section in hall.sections
    }


def _taken(venue: Venue, found: Sequence[Window]) -> Iterable[Taken]:
    if not found:
        return ()
    begins, ends = found[0].period.starts_at, found[-1].period.ends_at
    rows = Entry.objects.filter(section__venue=venue, blocking=True, during__overlap=(begins, ends))
    return (
        Taken(section, EntryKind(kind), Period(during.lower, during.upper))
        for section, kind, during in rows.values_list("section_id", "kind", "during")
    )


def _room(number: int, name: str, hall: str, uses: Uses, parts: Iterable[DaypartCode]) -> RoomUse:
    own = [(key[2], use) for key, use in uses.items() if key[0] == number]
    return RoomUse(
        name=name,
        hall=hall,
        parts={part: total(use for at, use in own if at is part) for part in parts},
        whole=total(use for _, use in own),
    )
