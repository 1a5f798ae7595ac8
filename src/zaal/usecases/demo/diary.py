"""Fills diaries with sales of the hotels' own, so that free rooms have to be looked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from zaal.domain.diary import EntryKind
from zaal.records.venues.models import Venue
from zaal.usecases.demo.market import chance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from random import Random

DAYS = 365
SATURDAY = 5
COPY = "COPY diary_entry (section_id, space_id, during, kind, blocking, reference, label) FROM STDIN"
# Wall-clock starts and ends of one day in minutes, the usual ones more often.
SPANS = ((510, 1050), (540, 1020), (540, 1020), (540, 1080), (540, 780), (780, 1020), (1080, 1320), (600, 1320))
FULL_DAY = (540, 1080)


class Room(NamedTuple):
    """A sellable space as the diary sees it."""

    space_id: int
    sections: tuple[int, ...]
    setup_minutes: int
    breakdown_minutes: int


class House(NamedTuple):
    """One venue: which weekdays it opens and what can be sold in it."""

    slug: str
    time_zone: str
    weekdays: frozenset[int]
    rooms: tuple[Room, ...]


class Habit(NamedTuple):
    """How busy a house is: the chance of an event per section and day now, and how many of them last days on end."""

    working_day: float
    weekend: float
    several_days: float
    lengths: tuple[int, ...] = (2, 2, 3)


class Event(NamedTuple):
    """One sale of the hotel's own, set-up and breakdown inside; the times are UTC."""

    room: Room
    starts_at: datetime
    ends_at: datetime
    reference: str


def houses(venue_ids: Iterable[int]) -> list[House]:
    """Read what the diary needs of these venues; four queries in all."""
    venues = Venue.objects.filter(pk__in=list(venue_ids)).order_by("pk")
    return [_house(venue) for venue in venues.prefetch_related("opening_hours", "spaces__sections")]


def events(rng: Random, house: House, *, first_day: date, habit: Habit) -> Iterator[Event]:
    """Invent a year of sales; no section is used by two of them on one day, and nearer days are fuller."""
    choices = {section: _rooms_with(section, house.rooms) for section in _sections(house.rooms)}
    zone = ZoneInfo(house.time_zone)
    free_from = dict.fromkeys(choices, 0)
    number = 0
    for offset in range(DAYS):
        day = first_day + timedelta(days=offset)
        if day.weekday() not in house.weekdays:
            continue
        likely = habit.weekend if day.weekday() >= SATURDAY else habit.working_day
        likely *= 1.2 - 0.4 * offset / DAYS
        for section, rooms in choices.items():
            if free_from[section] > offset or not chance(rng, likely):
                continue
            room = rng.choice(rooms)
            if any(free_from[part] > offset for part in room.sections):
                continue
            days = rng.choice(habit.lengths) if chance(rng, habit.several_days) else 1
            starts, ends = rng.choice(SPANS) if days == 1 else FULL_DAY
            number += 1
            yield Event(
                room,
                _at(day, starts - room.setup_minutes, zone),
                _at(day + timedelta(days=days - 1), ends + room.breakdown_minutes, zone),
                f"external:{house.slug}:{number}",
            )
            free_from.update(dict.fromkeys(room.sections, offset + days))


def keep(made: Iterable[Event]) -> int:
    """Write events into the diary, one entry per section; return how many entries. The constraint still guards."""
    kept = 0
    lines: list[str] = []
    for event in made:
        during = f'["{event.starts_at.isoformat()}","{event.ends_at.isoformat()}")'
        for section in event.room.sections:
            lines.append(
                f"{section}\t{event.room.space_id}\t{during}\t{EntryKind.EXTERNAL.value}\tt\t{event.reference}\t\n"
            )
            kept += 1
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.write("".join(lines))
    return kept


def _house(venue: Venue) -> House:
    return House(
        venue.slug,
        venue.time_zone,
        frozenset(hours.weekday for hours in venue.opening_hours.all()),
        tuple(
            Room(
                space.pk,
                tuple(sorted(section.pk for section in space.sections.all())),
                space.setup_minutes,
                space.breakdown_minutes,
            )
            for space in sorted(venue.spaces.all(), key=lambda space: space.pk)
        ),
    )


def _sections(rooms: Iterable[Room]) -> list[int]:
    return sorted({section for room in rooms for section in room.sections})


def _rooms_with(section: int, rooms: Iterable[Room]) -> tuple[Room, ...]:
    """List what a section can be sold in; by itself twice, so that parts of a hall sell more often than the whole."""
    found = [room for room in rooms if section in room.sections]
    return (*found, *(room for room in found if len(room.sections) == 1))


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return (datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minute)).astimezone(UTC)
