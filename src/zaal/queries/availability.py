"""Which parts of the days of a month a room can still be had, as anybody may know it: free or not, nothing else."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from zaal.domain.availability import Free, best, opened, state, together
from zaal.domain.period import Period
from zaal.queries.venues import VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, time

    Parts = Mapping[str, tuple[time, time]]

# A month with a day on either side: nights and set-up reach over midnight, and clocks differ.
_ROOMS: Final = """
    SELECT space.slug, space.name, listing.time_zone, listing.opens, listing.closes,
           listing.setup_minutes[1] AS setup, listing.breakdown_minutes[1] AS breakdown,
           lower(taken.during) AS starts_at, upper(taken.during) AS ends_at
    FROM listing_listing listing
    JOIN venues_space space ON space.id = listing.space_id
    JOIN venues_venue venue ON venue.id = listing.venue_id
    LEFT JOIN LATERAL unnest(listing.busy * tstzmultirange(tstzrange(
        %(first)s::date - interval '2 days', %(first)s::date + interval '34 days'
    ))) AS taken(during) ON true
    WHERE venue.slug = %(venue)s AND venue.listed AND space.listed
    ORDER BY listing.max_delegates[1], space.name, space.slug, starts_at
"""


@dataclass(frozen=True, slots=True)
class DayFree:
    """One day: how free each of its parts is, and the room that has most left of it."""

    day: date
    parts: tuple[tuple[str, Free], ...]
    room: str

    @property
    def whole(self) -> Free:
        return together(free for _, free in self.parts)


@dataclass(frozen=True, slots=True)
class RoomMonth:
    """The days of a month for one room, or for all rooms of a house when it has no slug."""

    slug: str
    name: str
    days: tuple[DayFree, ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """A room as its listing has it."""

    slug: str
    name: str
    time_zone: str
    hours: tuple[tuple[int, int], ...]
    setup_minutes: int
    breakdown_minutes: int
    taken: tuple[Period, ...]


def month(venue: str, space: str, first_day: date, *, parts: Parts, now: datetime) -> RoomMonth:
    """Tell the month that ``first_day`` begins, for one room, or without ``space`` for whichever room is free.

    ``parts`` are wall-clock hours of the venue; of a part that the house is not wholly open, the open hours count. A
    part is free when a meeting in all of it can be had with the room's own set-up and breakdown, and partly free when
    only in some of it. One statement. Refuses: VenueUnknown.
    """
    rooms = [room for room in _rooms(venue, first_day) if space in {"", room.slug}]
    if not rooms:
        raise VenueUnknown(venue=venue, space=space)
    days = [first_day + timedelta(days=at) for at in range(monthrange(first_day.year, first_day.month)[1])]
    told = [_month(room, days, parts, now) for room in rooms]
    if space:
        return RoomMonth(rooms[0].slug, rooms[0].name, tuple(told[0]))
    return RoomMonth("", "", tuple(_best(same) for same in zip(*told, strict=True)))


def _rooms(venue: str, first_day: date) -> list[_Room]:
    with connection.cursor() as cursor:
        # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
        cursor.execute(_ROOMS, {"venue": venue.replace("\x00", ""), "first": first_day})
        columns = [column.name for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return [_room(list(same)) for _, same in groupby(rows, key=lambda row: row["slug"])]


def _room(rows: Sequence[dict[str, Any]]) -> _Room:
    one = rows[0]
    return _Room(
        slug=one["slug"],
        name=one["name"],
        time_zone=one["time_zone"],
        hours=tuple(zip(one["opens"], one["closes"], strict=True)),
        setup_minutes=one["setup"],
        breakdown_minutes=one["breakdown"],
        taken=tuple(Period(row["starts_at"], row["ends_at"]) for row in rows if row["starts_at"]),
    )


def _month(room: _Room, days: Sequence[date], parts: Parts, now: datetime) -> list[DayFree]:
    return [
        DayFree(day, tuple((name, _part(room, day, hours, now)) for name, hours in parts.items()), room.slug)
        for day in days
    ]


def _part(room: _Room, day: date, hours: tuple[time, time], now: datetime) -> Free:
    opens, closes = room.hours[day.weekday()]
    return state(
        opened(day, hours, (opens, closes) if opens >= 0 else None, room.time_zone),
        room.taken,
        setup_minutes=room.setup_minutes,
        breakdown_minutes=room.breakdown_minutes,
        now=now,
    )


def _best(same: Sequence[DayFree]) -> DayFree:
    parts = zip(*(one.parts for one in same), strict=True)
    told = tuple((each[0][0], best(free for _, free in each)) for each in parts)
    # The smallest room of those with most parts wholly free: that is the one to ask for.
    room = max(same, key=lambda one: [free for _, free in one.parts].count(Free.FREE)).room
    return DayFree(same[0].day, told, room)
