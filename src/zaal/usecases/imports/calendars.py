"""A calendar into a venue's diary: one block per event, moved when it moved, never doubled, never lost in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.findings import Finding
from zaal.domain.houses import SpacePlan
from zaal.domain.period import local
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.places import fold
from zaal.gateways import files
from zaal.gateways.ical.read import read
from zaal.records.diary.models import Entry
from zaal.records.listing.rows import relist
from zaal.records.venues.models import Section, Space, Venue
from zaal.usecases import external_blocks, facts, house_rows
from zaal.usecases.external_blocks import Wish
from zaal.usecases.imports.report import ImportReport
from zaal.usecases.venues import VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.gateways.ical.read import CalendarEvent
    from zaal.usecases.external_blocks import Plan

# Events that name no room are kept here: the room is nobody's to sell.
NO_ROOM = "(no room)"
LONGEST_NAME = 120
RECURRENCES_UNTIL = timedelta(days=2 * 365)


@transaction.atomic(durable=True)
def calendar(*, actor: Actor, data: bytes, filename: str, venue_slug: str, now: datetime) -> ImportReport:
    """Block the events of an iCalendar file in the rooms named by their LOCATION.

    A room the venue lacks is made, without capacities and so not for sale; a LOCATION that lists several rooms
    blocks each of them; events without one are kept in a room of their own. Time that is taken already stays as
    it is: only the rest of the event is blocked, and the clash is told. Events that vanished since the last
    import keep blocking, and are told.
    Refuses: VenueUnknown, NotAllowed, and what ``gateways.ical.read`` refuses.
    """
    venue = Venue.objects.filter(slug=venue_slug).first()
    if venue is None:
        raise VenueUnknown(venue=venue_slug)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=venue.organisation_id))
    files.check_size(data, filename=filename)
    told = read(data, zone=venue.time_zone, until=local(now + RECURRENCES_UNTIL, venue.time_zone).date())
    Venue.objects.select_for_update().get(pk=venue.pk)
    rooms, made = _rooms(venue, told.rooms, unnamed=any(not event.location for event in told.events))
    plan = external_blocks.planned(_wishes(venue, told.events, rooms), standing=())
    written = external_blocks.write(plan)
    created, changed = len(written.created), len(written.changed)
    gone = _vanished(venue, plan, rooms.values())
    relist([venue.pk])
    found = (*told.findings, *made, *plan.findings, *gone)
    facts.write(
        "CalendarImported",
        venue.slug,
        actor=actor,
        now=now,
        filename=filename,
        created=created,
        changed=changed,
        findings=len(found),
    )
    return ImportReport(created, changed, len(plan.blocks) - created - changed, found)


def _rooms(venue: Venue, named: Sequence[str], *, unnamed: bool) -> tuple[dict[str, Space], list[Finding]]:
    """Find the space of each LOCATION, and make the missing ones: single rooms first, then those that list others."""
    known = {_key(space.name): space for space in venue.spaces.prefetch_related("sections").order_by("-pk")}
    missing = list({_key(name): name for name in named if _key(name) not in known}.values())
    lists = {name: parts for name in missing if (parts := _listed(name, {*known, *map(_key, named)}))}
    singles = [name for name in missing if name not in lists]
    homeless = next(iter(known.values())) if len(known) == 1 and not missing else known.get(_key(NO_ROOM))
    if unnamed and homeless is None:
        [homeless] = _made(venue, {NO_ROOM: (NO_ROOM,)}, listed=False)
    for made in _made(venue, {name: (name,) for name in singles}, listed=True):
        known[_key(made.name)] = made
    sections = {
        name: tuple(dict.fromkeys(section.name for part in parts for section in known[_key(part)].sections.all()))
        for name, parts in lists.items()
    }
    for made in _made(venue, sections, listed=False):
        known[_key(made.name)] = made
    rooms = {name: known[_key(name)] for name in named}
    if unnamed and homeless is not None:
        rooms[""] = homeless
    return rooms, [Finding("room_created", {"room": name}) for name in (*singles, *lists)]


def _made(venue: Venue, wanted: dict[str, tuple[str, ...]], *, listed: bool) -> list[Space]:
    """Make bare spaces over sections of these names; the sections are made where the venue has none."""
    names = dict.fromkeys(section[:LONGEST_NAME] for sections in wanted.values() for section in sections)
    ids = dict(Section.objects.filter(venue=venue, name__in=list(names)).values_list("name", "pk"))
    made = Section.objects.bulk_create(Section(venue=venue, name=name) for name in names if name not in ids)
    ids |= {section.name: section.pk for section in made}
    plans = [
        SpacePlan(name[:LONGEST_NAME], tuple(section[:LONGEST_NAME] for section in sections), ())
        for name, sections in wanted.items()
    ]
    spaces = house_rows.add_spaces([(venue, plans)], {(venue.pk, name): pk for name, pk in ids.items()})
    if not listed:
        Space.objects.filter(pk__in=[space.pk for space in spaces]).update(listed=False)
    return spaces


def _key(name: str) -> str:
    """Reduce a room's name to what makes it the same room; a name of signs only is itself."""
    kept = name[:LONGEST_NAME].strip()
    return fold(kept) or kept


def _listed(name: str, known: set[str]) -> tuple[str, ...]:
    """Read ``Arena, Room 8`` as the rooms it lists, when each of them is one; () otherwise."""
    parts = tuple(part.strip() for part in name.split(","))
    return parts if len(parts) > 1 and all(_key(part) in known for part in parts) else ()


def _wishes(venue: Venue, events: Iterable[CalendarEvent], rooms: dict[str, Space]) -> list[Wish]:
    sections = {
        room: dict.fromkeys(sorted(part.pk for part in space.sections.all()), space.pk) for room, space in rooms.items()
    }
    return [
        Wish(
            reference=external_blocks.reference_of(_prefix(venue), event),
            event=event,
            room=event.location,
            space_of=sections[event.location],
        )
        for event in events
    ]


def _vanished(venue: Venue, plan: Plan, rooms: Iterable[Space]) -> list[Finding]:
    """Tell of blocks that an earlier import put into these rooms and this file no longer has."""
    entries = Entry.objects.filter(space__in=list(rooms), reference__startswith=_prefix(venue))
    gone = {entry.reference: entry for entry in entries.select_related("space") if entry.reference not in plan.blocks}
    return [
        Finding(
            "event_vanished",
            {"event": entry.label, "room": entry.space.name, "starts_at": entry.during.lower.isoformat()},
        )
        for entry in gone.values()
    ]


def _prefix(venue: Venue) -> str:
    return f"calendar:{venue.pk}:"
