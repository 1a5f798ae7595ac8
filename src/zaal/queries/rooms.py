"""The rooms of a house as its own people manage them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from zaal.domain.floorplans import Wall
from zaal.domain.houses import InstantPlan, Seating, SpacePlan
from zaal.domain.layouts import Layout
from zaal.queries.pictures import managed_venue
from zaal.records.diary.models import Entry
from zaal.records.sales.models import Quote, QuoteSlot
from zaal.records.venues.models import Section, Space

if TYPE_CHECKING:
    from zaal.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class ManagedRoom:
    """One room at the desk; ``is_used`` when a quote, booking, closure or calendar ever named it."""

    slug: str
    plan: SpacePlan
    is_used: bool


@dataclass(frozen=True, slots=True)
class HouseRoomTable:
    """A house with its sections and rooms, in the order in which they were entered."""

    slug: str
    name: str
    sections: tuple[str, ...]
    rooms: tuple[ManagedRoom, ...]


def of_desk(slug: str, *, actor: Actor) -> HouseRoomTable:
    """Return the rooms of a house for its own people; five statements.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house).
    """
    venue = managed_venue(slug, actor=actor)
    named = (Entry, Quote, QuoteSlot)
    rows = (
        Space.objects.filter(venue=venue)
        .prefetch_related("sections", "capacities")
        .annotate(**{f"in_{one.__name__.lower()}": Exists(one.objects.filter(space=OuterRef("pk"))) for one in named})
        .order_by("pk")
    )
    return HouseRoomTable(
        slug=venue.slug,
        name=venue.name,
        sections=tuple(Section.objects.filter(venue=venue).order_by("pk").values_list("name", flat=True)),
        rooms=tuple(
            ManagedRoom(
                row.slug,
                plan_of(row),
                any(getattr(row, f"in_{one.__name__.lower()}") for one in named),
            )
            for row in rows
        ),
    )


def plan_of(row: Space) -> SpacePlan:
    """Return what a room is, without what it costs."""
    return SpacePlan(
        name=row.name,
        sections=tuple(section.name for section in sorted(row.sections.all(), key=lambda one: one.pk)),
        seatings=tuple(
            Seating(Layout(one.layout), one.min_delegates, one.max_delegates, one.setup_minutes, one.breakdown_minutes)
            for one in sorted(row.capacities.all(), key=lambda one: one.pk)
        ),
        area_sqm=row.area_sqm,
        length_m=row.length_m,
        width_m=row.width_m,
        height_m=row.height_m,
        floor=row.floor,
        daylight=row.daylight,
        step_free=row.step_free,
        hearing_loop=row.hearing_loop,
        fixed_furniture=row.fixed_furniture,
        amenities=tuple(row.amenities),
        setup_minutes=row.setup_minutes,
        breakdown_minutes=row.breakdown_minutes,
        buffers_inside=row.buffers_inside,
        instant=InstantPlan(row.instant, row.min_lead_hours, row.max_instant_delegates, row.max_instant_value),
        door_wall=Wall(row.door_wall) if row.door_wall else None,
        window_walls=tuple(Wall(wall) for wall in row.window_walls),
        listed=row.listed,
    )
