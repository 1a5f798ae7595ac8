"""What pictures of houses and rooms are drawn from, and a version that changes when any of it does."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.contrib.postgres.aggregates import ArrayAgg

from zaal.domain.facades import House
from zaal.domain.layouts import Layout
from zaal.queries import plans
from zaal.queries.venues import VenueUnknown
from zaal.records.venues.models import Capacity, Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zaal.domain.floorplans import RoomFacts

# Counted up when the drawing hand changes, so that pictures kept for a year are asked for anew.
HAND: Final = 1
_VERSION_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class RoomShown:
    """A room on offer with all that its picture needs; ``capacities`` are the most people per layout."""

    slug: str
    name: str
    house: House
    facts: RoomFacts
    capacities: dict[Layout, int]
    version: str


@dataclass(frozen=True, slots=True)
class HouseShown:
    """A house on offer; ``spaces`` are the slugs of its rooms, ``largest`` its largest one with measures."""

    house: House
    spaces: tuple[str, ...]
    most_people: int
    largest: RoomShown | None
    version: str


def room(slug: str, space: str) -> RoomShown:
    """Return what the picture of a room is drawn from. At most eight statements. Refuses: VenueUnknown."""
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    named = Space.objects.filter(
        venue__slug=slug.replace("\x00", ""), slug=space.replace("\x00", ""), venue__listed=True, listed=True
    )
    row = named.select_related("venue").prefetch_related("sections", "capacities").first()
    if row is None:
        raise VenueUnknown(venue=slug, space=space)
    return _room(row, versions([row.venue.slug])[row.venue.slug])


def house(slug: str) -> HouseShown:
    """Return what the pictures of a house are drawn from. At most nine statements. Refuses: VenueUnknown."""
    venue = Venue.objects.filter(slug=slug.replace("\x00", ""), listed=True).first()
    if venue is None:
        raise VenueUnknown(venue=slug)
    version = versions([venue.slug])[venue.slug]
    listed = Space.objects.filter(venue=venue, listed=True).select_related("venue")
    rooms = list(listed.prefetch_related("sections", "capacities").order_by("pk"))
    measured = [row for row in rooms if row.area_sqm or (row.length_m and row.width_m)]
    largest = max(measured, key=_size, default=None)
    return HouseShown(
        house=_house(venue),
        spaces=tuple(row.slug for row in rooms),
        most_people=max((one.max_delegates for row in rooms for one in row.capacities.all()), default=0),
        largest=_room(largest, version) if largest else None,
        version=version,
    )


def versions(slugs: Iterable[str]) -> Mapping[str, str]:
    """Return the version of each listed house's pictures, for their addresses. Three statements for all of them."""
    wanted = {slug.replace("\x00", "") for slug in slugs}
    facts: dict[int, list[object]] = {}
    names: dict[int, str] = {}
    for house in Venue.objects.filter(slug__in=wanted, listed=True).values():
        facts[house["id"]], names[house["id"]] = [HAND, house], house["slug"]
    rooms = Space.objects.filter(venue__in=list(facts)).order_by("pk")
    for row in rooms.annotate(made_of=ArrayAgg("sections", order_by="sections")).values():
        facts[row["venue_id"]].append(row)
    seats = Capacity.objects.filter(space__venue__in=list(facts)).order_by("space", "layout")
    for pk, *told in seats.values_list("space__venue", "space", "layout", "max_delegates"):
        facts[pk].append(told)
    return {names[pk]: sha256(repr(known).encode()).hexdigest()[:_VERSION_LETTERS] for pk, known in facts.items()}


def _size(row: Space) -> float:
    return float(row.area_sqm or (row.length_m or 0) * (row.width_m or 0))


def _room(row: Space, version: str) -> RoomShown:
    return RoomShown(
        slug=row.slug,
        name=row.name,
        house=_house(row.venue),
        facts=plans.facts_of(row),
        capacities={Layout(one.layout): one.max_delegates for one in row.capacities.all()},
        version=version,
    )


def _house(row: Venue) -> House:
    """Take a house's facts; of its description the first sentence, which says where it stands."""
    return House(
        slug=row.slug,
        name=row.name,
        country=row.country,
        city=row.city,
        district=row.district,
        stars=row.stars,
        bedrooms=row.bedrooms,
        story=" ".join((row.name, row.district, row.address, row.descriptions.get("en", "").split(". ")[0])),
    )
