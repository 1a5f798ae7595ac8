"""The closures of a house, and the clock on which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.diary import EntryKind
from zaal.domain.period import Period
from zaal.domain.permissions import Action, Owner, require
from zaal.queries.venues import VenueUnknown
from zaal.records.diary.models import Entry
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class Closure:
    """One closure: the parts of the house that are shut, when and why; ``reference`` is what reopening asks for."""

    reference: str
    period: Period
    sections: tuple[str, ...]
    reason: str


def closures(venue: str, *, actor: Actor, now: datetime) -> tuple[Closure, ...]:
    """Return the closures of a house that are not over, in order. Refuses: VenueUnknown, NotAllowed."""
    row = _venue(venue)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=row.organisation_id))
    found: dict[str, list[Entry]] = {}
    for entry in (
        Entry.objects.filter(section__venue=row, kind=EntryKind.CLOSURE.value, during__endswith__gt=now)
        .select_related("section")
        .order_by("during", "reference", "section__name")
    ):
        found.setdefault(entry.reference, []).append(entry)
    return tuple(
        Closure(
            reference=reference,
            period=Period(entries[0].during.lower, entries[0].during.upper),
            sections=tuple(entry.section.name for entry in entries),
            reason=entries[0].label,
        )
        for reference, entries in found.items()
    )


def time_zone(venue: str) -> str:
    """Return the zone of a house's wall clock, listed or not. Refuses: VenueUnknown."""
    return _venue(venue).time_zone


def _venue(slug: str) -> Venue:
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    row = Venue.objects.filter(slug=slug.replace("\x00", "")).first()
    if row is None:
        raise VenueUnknown(venue=slug)
    return row
