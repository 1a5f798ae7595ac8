"""Rooms that somebody chose, told beside each other: each room's facts, its offer for a wish, how they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from zaal.domain.actors import GUEST, Actor
from zaal.domain.layouts import Layout, closest_layout
from zaal.domain.places import Point, distance_km
from zaal.domain.refusals import Invalid, NotFound
from zaal.domain.search import Circle
from zaal.gateways.currency import CurrencyUnknown, in_euros
from zaal.queries import search
from zaal.records.venues.models import Space

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from decimal import Decimal

    from zaal.domain.search import Wish
    from zaal.queries.search import Offer

AROUND_KM = 1.0


class RoomUnknown(NotFound):
    """No room on offer is called so."""

    code = "space_unknown"


class Room(NamedTuple):
    """A room by the names its addresses carry."""

    venue: str
    space: str


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What a room is, whatever is asked of it. Measures in metres; None where the hotel does not say."""

    room: Room
    venue_name: str
    city: str
    district: str
    country: str
    stars: int | None
    lat: float
    lon: float
    time_zone: str
    invented: bool
    space_name: str
    area_sqm: Decimal | None
    length_m: Decimal | None
    width_m: Decimal | None
    height_m: Decimal | None
    daylight: bool | None
    step_free: bool | None
    capacities: dict[Layout, tuple[int, int]]

    def layout_for(self, delegates: int) -> Layout:
        """Choose the layout that seats this number most closely, else the one that seats most."""
        if any(least <= delegates <= most for least, most in self.capacities.values()):
            return closest_layout(self.capacities, delegates)
        return max(self.capacities, key=lambda layout: self.capacities[layout][1], default=Layout.THEATRE)


@dataclass(frozen=True, slots=True)
class Best:
    """In which ways a room is the best of those beside it; nothing is where all are alike."""

    price: bool = False
    distance: bool = False
    cancelling: bool = False


def facts(rooms: Iterable[Room]) -> dict[Room, RoomFacts]:
    """Tell the rooms that are on offer; the others are not in the answer. Two statements."""
    wanted = [Room(venue.replace("\x00", ""), space.replace("\x00", "")) for venue, space in rooms]
    if not wanted:
        return {}
    named = Q()
    for venue, space in wanted:
        named |= Q(venue__slug=venue, slug=space)
    rows = Space.objects.filter(named, listed=True, venue__listed=True)
    return {(made := _facts(row)).room: made for row in rows.select_related("venue").prefetch_related("capacities")}


def names(rooms: Iterable[Room]) -> dict[Room, tuple[str, str]]:
    """Tell what rooms on offer and their venues are called, in the given order. One statement."""
    wanted = list(rooms)
    if not wanted:
        return {}
    spaces, venues = [room.space for room in wanted], [room.venue for room in wanted]
    rows = Space.objects.filter(slug__in=spaces, venue__slug__in=venues, listed=True, venue__listed=True)
    found = {
        Room(venue, slug): (name, venue_name)
        for venue, slug, name, venue_name in rows.values_list("venue__slug", "slug", "name", "venue__name")
    }
    return {room: found[room] for room in wanted if room in found}


def offers(asked: Iterable[RoomFacts], wish: Wish, *, now: datetime, actor: Actor = GUEST) -> dict[Room, Offer]:
    """Price these rooms for a wish, as a search of their house would; those not free or not priced are left out.

    What narrows a search down (amenities, stars, budget, instant) is not looked at: somebody chose these rooms.
    About eight statements per venue.
    """
    wide = replace(wish, amenities=frozenset(), stars=0, budget=None, instant_only=False)
    venues: dict[str, RoomFacts] = {}
    wanted = set()
    for one in asked:
        venues.setdefault(one.room.venue, one)
        wanted.add(one.room)
    found: dict[Room, Offer] = {}
    for slug, one in venues.items():
        here = replace(wide, venue=slug, circle=Circle(one.lat, one.lon, AROUND_KM))
        try:
            answer = search.rooms(here, now=now, actor=actor)
        except Invalid:
            continue  # why is told by the offer that cannot be drawn up
        found |= {Room(offer.venue, offer.space): offer for offer in answer.offers}
    return {room: offer for room, offer in found.items() if room in wanted}


def distances(rooms: Iterable[RoomFacts], place: Point | None) -> dict[Room, float]:
    """Measure how far each room's venue lies from a place, in kilometres; nothing without a place."""
    if place is None:
        return {}
    return {one.room: round(distance_km(place, Point(one.lat, one.lon)), 1) for one in rooms}


def best(found: Mapping[Room, Offer], far: Mapping[Room, float], *, now: datetime) -> dict[Room, Best]:
    """Tell which rooms have the lowest price, lie nearest, and can be cancelled freely for longest."""
    prices = {room: amount for room, offer in found.items() if (amount := _in_euros(offer, now)) is not None}
    free = {room: until for room, offer in found.items() if (until := _free_until(offer)) is not None}
    cheapest, nearest = _least(prices), _least(far)
    latest = {room for room, until in free.items() if until == max(free.values())}
    if len(latest) == len(found):
        latest = set()
    return {room: Best(room in cheapest, room in nearest, room in latest) for room in {*found, *far}}


def _facts(row: Space) -> RoomFacts:
    venue = row.venue
    return RoomFacts(
        room=Room(venue.slug, row.slug),
        venue_name=venue.name,
        city=venue.city,
        district=venue.district,
        country=venue.country,
        stars=venue.stars,
        lat=venue.lat,
        lon=venue.lon,
        time_zone=venue.time_zone,
        invented=venue.invented,
        space_name=row.name,
        area_sqm=row.area_sqm,
        length_m=row.length_m,
        width_m=row.width_m,
        height_m=row.height_m,
        daylight=row.daylight,
        step_free=row.step_free,
        capacities={Layout(one.layout): (one.min_delegates, one.max_delegates) for one in row.capacities.all()},
    )


def _in_euros(offer: Offer, now: datetime) -> Decimal | None:
    try:
        return in_euros(offer.price.gross, now)
    except CurrencyUnknown:
        return None


def _free_until(offer: Offer) -> datetime | None:
    """Return until when cancelling costs nothing; None where it costs something from now on."""
    if offer.fee_now.fee is None or offer.fee_now.fee:
        return None
    return offer.fee_now.until or offer.periods[0].starts_at


def _least(values: Mapping[Room, float] | Mapping[Room, Decimal]) -> set[Room]:
    """Return the rooms of the least value; none where all are alike or there is only one."""
    least = {room for room, value in values.items() if value == min(values.values())}
    return set() if len(least) == len(values) else least
