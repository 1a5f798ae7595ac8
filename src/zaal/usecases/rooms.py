"""What a hotel's people do with their rooms: add one, change it, take it off the market and bring it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.house_checks import room_mistakes
from zaal.domain.houses import HouseRooms, SpaceNameTaken
from zaal.domain.mistakes import HouseWrong, Mistake
from zaal.domain.places import fold
from zaal.domain.refusals import Conflict
from zaal.queries import rooms as kept
from zaal.queries.pictures import managed_venue
from zaal.records.diary.models import Entry
from zaal.records.listing.rows import relist
from zaal.records.sales.models import Quote, QuoteSlot
from zaal.records.venues.models import Capacity, Section, Space, Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.houses import Seating, SpacePlan


# What its people tell of a room; how it is sold has pages of its own.
TOLD = (
    "name", "area_sqm", "length_m", "width_m", "height_m", "floor", "daylight", "step_free", "hearing_loop",
    "fixed_furniture", "amenities", "setup_minutes", "breakdown_minutes", "buffers_inside", "door_wall", "window_walls",
)  # fmt: skip


class SectionsInUse(Conflict):
    """The room is taken at some time to come: made of other sections, it would be guarded no longer."""

    code = "sections_in_use"


class RoomInUse(Conflict):
    """Quotes, bookings, closures or calendars name this room, so that it stays; it can be taken off the market."""

    code = "room_in_use"


@transaction.atomic(durable=True)
def add(*, actor: Actor, venue_slug: str, plan: SpacePlan, now: datetime) -> str:
    """Add a room; sections that the house does not have are made. Return its slug; it is on the market at once.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), HouseWrong.
    """
    venue = _locked(venue_slug, actor)
    _check(plan, others=_spaces(venue))
    ids = _section_ids(venue, plan.sections)
    [space] = house_rows.add_spaces([(venue, [plan])], {(venue.pk, name): pk for name, pk in ids.items()})
    relist([venue.pk])
    facts.write("RoomAdded", venue.slug, actor=actor, now=now, space=space.slug, name=space.name)
    return space.slug


@transaction.atomic(durable=True)
def change(*, actor: Actor, venue_slug: str, space_slug: str, plan: SpacePlan, now: datetime) -> None:
    """Bring a room to what its people tell of it: measures, walls, layouts, sections; its prices and limits stay.

    Quotes and bookings keep what they were made with; its address on the site stays when its name changes.
    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), SpaceUnknown, HouseWrong,
    SectionsInUse.
    """
    venue = _locked(venue_slug, actor)
    space = _space(venue, space_slug)
    before = kept.plan_of(space)
    plan = replace(plan, instant=before.instant, listed=before.listed)
    if plan == before:
        return
    _check(plan, others=[one for one in _spaces(venue) if one.pk != space.pk])
    if set(plan.sections) != set(before.sections):
        _exchange_sections(venue, space, plan.sections, now=now)
    row = house_rows.space_row(venue, space.slug, plan)
    for name in TOLD:
        setattr(space, name, getattr(row, name))
    space.save(update_fields=TOLD)
    _seat(space, plan.seatings)
    relist([venue.pk])
    told = [name for name in (*TOLD, "sections", "seatings") if getattr(plan, name) != getattr(before, name)]
    facts.write("RoomChanged", venue.slug, actor=actor, now=now, space=space.slug, changed=told)


@transaction.atomic(durable=True)
def unlist(*, actor: Actor, venue_slug: str, space_slug: str, now: datetime) -> None:
    """Take a room off the market; what is booked there stays booked. Twice is the same as once.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), SpaceUnknown.
    """
    _offer(actor, venue_slug, space_slug, is_listed=False, fact="RoomUnlisted", now=now)


@transaction.atomic(durable=True)
def list_again(*, actor: Actor, venue_slug: str, space_slug: str, now: datetime) -> None:
    """Bring a room back on the market; it is found once the house has prices. Refuses: as ``unlist``."""
    _offer(actor, venue_slug, space_slug, is_listed=True, fact="RoomListed", now=now)


@transaction.atomic(durable=True)
def remove(*, actor: Actor, venue_slug: str, space_slug: str, now: datetime) -> None:
    """Delete a room that nothing ever named, with its own prices and the sections that only it had.

    Refuses: SignInNeeded, ScopeMissing, VenueUnknown (also when it is another's house), SpaceUnknown, RoomInUse.
    """
    venue = _locked(venue_slug, actor)
    space = _space(venue, space_slug)
    if any(one.objects.filter(space=space).exists() for one in (Entry, Quote, QuoteSlot)):
        raise RoomInUse(space=space.name)
    sections = [section.pk for section in space.sections.all()]
    space.delete()
    _forget_sections(sections)
    relist([venue.pk])
    facts.write("RoomRemoved", venue.slug, actor=actor, now=now, space=space_slug, name=space.name)


def _locked(slug: str, actor: Actor) -> Venue:
    """Lock the house: two people who change its rooms at once wait for each other."""
    return Venue.objects.select_for_update().get(pk=managed_venue(slug, actor=actor).pk)


def _spaces(venue: Venue) -> list[Space]:
    return list(Space.objects.filter(venue=venue).prefetch_related("sections", "capacities").order_by("pk"))


def _space(venue: Venue, slug: str) -> Space:
    for space in _spaces(venue):
        if space.slug == slug:
            return space
    raise SpaceUnknown(venue=venue.slug, space=slug)


def _check(plan: SpacePlan, *, others: Iterable[Space]) -> None:
    """Refuse a room that cannot be, and a name that another room has: all that is wrong at once."""
    wrong = [
        Mistake(mistake.at.removeprefix("spaces[0]").lstrip("."), mistake.refusal)
        for mistake in room_mistakes(HouseRooms(opening=(), sections=plan.sections, spaces=(plan,)))
    ]
    if fold(plan.name) in {fold(other.name) for other in others}:
        wrong.append(Mistake("name", SpaceNameTaken(name=plan.name)))
    if wrong:
        raise HouseWrong(tuple(wrong))


def _section_ids(venue: Venue, names: Iterable[str]) -> dict[str, int]:
    """Find the sections of these names; make what is missing."""
    ids = dict(Section.objects.filter(venue=venue).values_list("name", "pk"))
    made = Section.objects.bulk_create(Section(venue=venue, name=name) for name in names if name not in ids)
    return ids | {section.name: section.pk for section in made}


def _exchange_sections(venue: Venue, space: Space, names: tuple[str, ...], *, now: datetime) -> None:
    if Entry.objects.filter(space=space, during__endswith__gt=now).exists():
        raise SectionsInUse(space=space.name)
    before = [section.pk for section in space.sections.all()]
    ids = _section_ids(venue, names)
    space.sections.set([ids[name] for name in names])
    _forget_sections(before)


def _forget_sections(sections: Iterable[int]) -> None:
    """Delete sections that no room has any more and nothing ever stood in."""
    Section.objects.filter(pk__in=list(sections), spaces=None, entries=None).delete()


def _seat(space: Space, seatings: Iterable[Seating]) -> None:
    """Bring the capacities to these; a layout that is told no more is offered no more."""
    told = {seating.layout.value: seating for seating in seatings}
    known = {row.layout: row for row in space.capacities.all()}
    Capacity.objects.filter(space=space, layout__in=known.keys() - told.keys()).delete()
    for layout, seating in told.items():
        row = known.get(layout) or Capacity(space=space, layout=layout)
        for name in ("min_delegates", "max_delegates", "setup_minutes", "breakdown_minutes"):
            setattr(row, name, getattr(seating, name))
        row.save()


def _offer(  # noqa: PLR0913 - both ways of it, with what is written down
    actor: Actor, venue_slug: str, space_slug: str, *, is_listed: bool, fact: str, now: datetime
) -> None:
    venue = _locked(venue_slug, actor)
    space = _space(venue, space_slug)
    if space.listed == is_listed:
        return
    space.listed = is_listed
    space.save(update_fields=["listed"])
    relist([venue.pk])
    facts.write(fact, venue.slug, actor=actor, now=now, space=space.slug, name=space.name)
