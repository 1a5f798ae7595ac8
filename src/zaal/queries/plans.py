"""A room drawn to scale, from what the venue tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain import floorplans
from zaal.domain.amenities import Amenity
from zaal.domain.floorplans import FloorPlan, Part, RoomFacts, Wall
from zaal.domain.layouts import Layout
from zaal.queries.venues import VenueUnknown
from zaal.records.venues.models import Space

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """A drawing with the room it is of."""

    venue_slug: str
    venue: str
    space_slug: str
    space: str
    drawing: FloorPlan


def of_offer(slug: str, space: str, *, layout: Layout, delegates: int) -> RoomPlan:
    """Draw a room on offer with so many places. At most five statements.

    Refuses: VenueUnknown, MeasuresMissing, NumberNotDrawable.
    """
    return _drawn(Space.objects.filter(listed=True, venue__listed=True), slug, space, layout, delegates)


def of_sale(slug: str, space: str, *, layout: Layout, delegates: int) -> RoomPlan:
    """Draw a room that was quoted or booked, whether or not it is still on offer. At most five statements.

    Refuses: VenueUnknown, MeasuresMissing, NumberNotDrawable.
    """
    return _drawn(Space.objects.all(), slug, space, layout, delegates)


def of_venue(slug: str) -> tuple[RoomPlan, ...]:
    """Draw every room of a venue that has measures, in each layout it offers, with all the hotel says it seats."""
    rows = Space.objects.filter(venue__slug=slug, venue__listed=True, listed=True)
    return tuple(
        RoomPlan(row.venue.slug, row.venue.name, row.slug, row.name, drawing)
        for row in rows.select_related("venue").prefetch_related("sections", "capacities").order_by("pk")
        for drawing in floorplans.of_capacities(
            facts_of(row), {Layout(capacity.layout): capacity.max_delegates for capacity in row.capacities.all()}
        )
    )


def _drawn(rows: QuerySet[Space], slug: str, space: str, layout: Layout, delegates: int) -> RoomPlan:
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    named = rows.filter(venue__slug=slug.replace("\x00", ""), slug=space.replace("\x00", ""))
    row = named.select_related("venue").prefetch_related("sections", "capacities").first()
    if row is None:
        raise VenueUnknown(venue=slug, space=space)
    stated = {capacity.layout: capacity.max_delegates for capacity in row.capacities.all()}
    drawing = floorplans.draw(facts_of(row), layout=layout, asked=delegates, stated=stated.get(layout))
    return RoomPlan(row.venue.slug, row.venue.name, row.slug, row.name, drawing)


def facts_of(row: Space) -> RoomFacts:
    """Tell what a drawing needs of a room. At most two statements where sections and capacities are there already."""
    offered = {*row.amenities, *row.venue.amenities}
    return RoomFacts(
        length_m=row.length_m,
        width_m=row.width_m,
        area_sqm=row.area_sqm,
        height_m=row.height_m,
        has_screen=Amenity.SCREEN in offered,
        has_stage=Amenity.STAGE in row.amenities,
        daylight=row.daylight,
        parts=_parts(row),
        door=Wall(row.door_wall) if row.door_wall else None,
        windows=tuple(Wall(wall) for wall in row.window_walls),
    )


def _parts(row: Space) -> tuple[Part, ...]:
    """Name the sections of a combined room, with the areas of the rooms they are when sold alone."""
    sections = sorted(row.sections.all(), key=lambda section: section.name)
    if len(sections) == 1:
        return ()
    alone: dict[int, Decimal | None] = {}
    for other in Space.objects.filter(venue=row.venue).prefetch_related("sections"):
        own = list(other.sections.all())
        if len(own) == 1:
            alone.setdefault(own[0].pk, other.area_sqm)
    return tuple(Part(section.name, alone.get(section.pk)) for section in sections)
