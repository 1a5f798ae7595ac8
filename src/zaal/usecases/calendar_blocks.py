"""The diary brought to the events of a calendar that comes in: which rooms each takes, what is new, moved and gone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from zaal.domain.calendars import UID_HOST
from zaal.domain.feeds import AHEAD, MOST_BYTES, Target
from zaal.domain.findings import Finding
from zaal.domain.period import local, local_day
from zaal.domain.places import fold
from zaal.gateways.ical.read import Limits, read
from zaal.records.diary.models import Entry
from zaal.records.venues.models import Space
from zaal.usecases import external_blocks, facts
from zaal.usecases.external_blocks import Wish
from zaal.usecases.imports.report import ImportReport
from zaal.usecases.options import pass_on
from zaal.usecases.venues import sections_taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zaal.domain.actors import Actor
    from zaal.gateways.ical.read import CalendarEvent, CalendarFile
    from zaal.records.calendars.models import Source
    from zaal.records.venues.models import Venue

LIMITS = Limits(bytes=MOST_BYTES)
# More is no list that anybody works through; the number of all is kept beside them.
MOST_KEPT = 200


def prefix_of(reference: str) -> str:
    """Return what the diary's references of a calendar's blocks begin with."""
    return f"calendar-in:{reference}:"


def take_in(row: Source, data: bytes, *, actor: Actor, now: datetime) -> ImportReport:
    """Bring the diary to a calendar's events, in one go. Refuses: what ``gateways.ical.read`` refuses."""
    zone, prefix = row.venue.time_zone, prefix_of(row.reference)
    today = local(now, zone).date()
    until = local(now + AHEAD, zone).date()
    told = read(data, zone=zone, since=today if row.address else None, until=until, limits=LIMITS)
    events, left_out = _within(told, local_day(until, zone).ends_at)
    wishes, unplaced = _placed(row, events)
    # What an address no longer tells because it is over stays in the diary as it was.
    living = Q(during__endswith__gt=local_day(today, zone).starts_at) if row.address else Q()
    standing = set(Entry.objects.filter(living, reference__startswith=prefix).values_list("reference", flat=True))
    plan = external_blocks.planned(wishes, standing=standing)
    gone = standing - plan.blocks.keys()
    written = external_blocks.write(plan, gone=sorted(gone))
    if written.freed or written.claimed:
        pass_on(written.freed, claimed=written.claimed, now=now)
    created, changed = len(written.created), len(written.changed)
    found = (*told.findings, *left_out, *unplaced, *plan.findings)
    row.findings = [{"code": one.code, "facts": plain(one.message_facts)} for one in _most_important(found)]
    row.read_at = now
    row.save()
    if created or changed or gone:
        facts.write(
            "CalendarTakenIn",
            row.venue.slug,
            actor=actor,
            now=now,
            source=row.reference,
            created=created,
            changed=changed,
            removed=len(gone),
        )
    return ImportReport(created, changed, len(plan.blocks) - created - changed, tuple(found))


def plain(told: Mapping[str, object]) -> dict[str, object]:
    """Bring the facts of a finding or refusal to what JSON can keep."""
    return {name: _value(value) for name, value in told.items()}


def _within(told: CalendarFile, ends_at: datetime) -> tuple[list[CalendarEvent], list[Finding]]:
    """Leave out what lies beyond the horizon, and what went out from here and comes back."""
    near = [event for event in told.events if event.period.starts_at < ends_at]
    kept = [event for event in near if not event.uid.endswith(f"@{UID_HOST}")]
    counted = (
        ("beyond_left_out", len(told.events) - len(near)),
        ("own_events_left_out", len(near) - len(kept)),
    )
    return kept, [Finding(code, {"count": count}) for code, count in counted if count]


def _placed(row: Source, events: Iterable[CalendarEvent]) -> tuple[list[Wish], list[Finding]]:
    """Say which sections each event takes; with ``named`` rooms, those that name none of the house's are told."""
    prefix = prefix_of(row.reference)
    if row.target != Target.NAMED:
        space_of = sections_taken(row.venue, row.space.slug if row.space else None)
        room = row.space.name if row.space else ""
        return [Wish(external_blocks.reference_of(prefix, one), one, room, space_of) for one in events], []
    rooms = _rooms(row.venue)
    wishes: list[Wish] = []
    homeless: dict[str, int] = {}
    for event in events:
        sections = _named(event.location, rooms)
        if sections:
            reference = external_blocks.reference_of(prefix, event)
            wishes.append(Wish(reference, event, event.location, sections))
        else:
            homeless[event.location] = homeless.get(event.location, 0) + 1
    return wishes, [Finding("room_not_here", {"location": name, "count": count}) for name, count in homeless.items()]


def _rooms(venue: Venue) -> dict[str, dict[int, int]]:
    """Map each room's name to the sections it takes."""
    return {
        fold(space.name): dict.fromkeys(sorted(section.pk for section in space.sections.all()), space.pk)
        for space in Space.objects.filter(venue=venue).prefetch_related("sections").order_by("-pk")
    }


def _named(location: str, rooms: Mapping[str, dict[int, int]]) -> dict[int, int]:
    """Find the room of a LOCATION; one that lists several rooms takes each of them."""
    whole = rooms.get(fold(location))
    if whole or not location:
        return whole or {}
    parts = [rooms.get(fold(part)) for part in location.split(",")]
    return {section: space for part in parts if part for section, space in part.items()} if all(parts) else {}


def _most_important(findings: Iterable[Finding]) -> list[Finding]:
    """Keep clashes before all else, and of what says nothing but that an event moved, nothing."""
    told = [one for one in findings if one.code != "event_moved"]
    kept = sorted(told, key=lambda one: one.code != "event_clashes")
    return [
        *kept[:MOST_KEPT],
        *([Finding("more_findings", {"count": len(kept) - MOST_KEPT})] if kept[MOST_KEPT:] else []),
    ]


def _value(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
