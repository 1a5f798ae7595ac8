"""The calendars of a house as its desk sees them, and those whose address the worker asks next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db.models import Count, Value
from django.db.models.functions import StrIndex, Substr

from zaal.domain.feeds import EVERY, WARNED_AFTER, Shows, SourceUnknown, Target
from zaal.queries.deliveries import Correspondent
from zaal.queries.pictures import managed_venue
from zaal.records.calendars.models import Feed, Source
from zaal.records.diary.models import Entry
from zaal.records.logbook.models import Fact
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor

PREFIX = "calendar-in:"
CLASH = "event_clashes"


class State(StrEnum):
    """How a calendar that comes in stands: not read yet, read, failing since today, or failing for over a day."""

    WAITING = "waiting"
    READ = "read"
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One calendar that goes out; ``space`` is empty for the whole house."""

    reference: str
    space: str
    shows: Shows
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Said:
    """A finding or a failure as it was kept: a code and plain facts."""

    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One calendar that comes in. ``host`` tells where from without the secret that its address may hold.

    ``is_asked``: its address is being asked just now, out of turn.
    """

    reference: str
    name: str
    target: Target
    space: str
    host: str
    filename: str
    state: State
    is_asked: bool
    read_at: datetime | None
    due_at: datetime | None
    failing_since: datetime | None
    failure: Said | None
    events: int
    clashes: tuple[Said, ...]
    findings: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class HouseCalendars:
    """All calendars of one house: those that go out and are not revoked, and those that come in."""

    slug: str
    name: str
    time_zone: str
    rooms: tuple[tuple[str, str], ...]
    feeds: tuple[FeedRow, ...]
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the worker needs to ask an address for what is new."""

    reference: str
    address: str
    etag: str
    modified: str


def of_desk(venue_slug: str, *, actor: Actor, now: datetime) -> HouseCalendars:
    """Return the calendars of a house. Five statements. Refuses: SignInNeeded, ScopeMissing, VenueUnknown."""
    venue = managed_venue(venue_slug, actor=actor)
    feeds = Feed.objects.filter(venue=venue, revocation=None).select_related("space").order_by("pk")
    sources = Source.objects.filter(venue=venue).select_related("space").order_by("name", "pk")
    counted = _events_of(venue.pk)
    return HouseCalendars(
        slug=venue.slug,
        name=venue.name,
        time_zone=venue.time_zone,
        rooms=tuple(Space.objects.filter(venue=venue).order_by("name", "pk").values_list("slug", "name")),
        feeds=tuple(
            FeedRow(row.reference, row.space.name if row.space else "", Shows(row.shows), row.made_at, row.made_by)
            for row in feeds
        ),
        sources=tuple(_told(row, counted.get(row.reference, 0), now) for row in sources),
    )


def asked(reference: str) -> Asked:
    """Return where a calendar is asked for. Refuses: SourceUnknown (removed meanwhile, or from a file)."""
    row = Source.objects.filter(reference=reference).exclude(address="").first()
    if row is None:
        raise SourceUnknown(source=reference)
    return Asked(row.reference, row.address, row.etag, row.modified)


def house_of(fact: int) -> Correspondent | None:
    """Return who is told about a calendar of a house; None where the house has no address for letters."""
    slug = Fact.objects.values_list("subject", flat=True).get(pk=fact)
    venue = Venue.objects.filter(slug=slug).exclude(email="").first()
    if venue is None:
        return None
    return Correspondent(venue.name, venue.email, venue.phone, tuple(venue.languages), venue.time_zone)


def _events_of(venue_id: int) -> dict[str, int]:
    """Count the events of each calendar that stand in the diary."""
    rest = Substr("reference", len(PREFIX) + 1)
    rows = (
        Entry.objects.filter(section__venue_id=venue_id, reference__startswith=PREFIX)
        .annotate(source=Substr(rest, 1, StrIndex(rest, Value(":")) - 1))
        .values("source")
        .annotate(events=Count("reference", distinct=True))
    )
    return {row["source"]: row["events"] for row in rows}


def _told(row: Source, events: int, now: datetime) -> SourceRow:
    said = [Said(one["code"], one["facts"]) for one in row.findings]
    return SourceRow(
        reference=row.reference,
        name=row.name,
        target=Target(row.target),
        space=row.space.name if row.space else "",
        host=urlsplit(row.address).hostname or "",
        filename=row.filename,
        state=_state(row, now),
        is_asked=_is_asked(row, now),
        read_at=row.read_at,
        due_at=row.due_at,
        failing_since=row.failing_since,
        failure=Said(row.failure["code"], row.failure["facts"]) if row.failure else None,
        events=events,
        clashes=tuple(one for one in said if one.code == CLASH),
        findings=tuple(one for one in said if one.code != CLASH),
    )


def _state(row: Source, now: datetime) -> State:
    if row.failing_since is not None:
        return State.SILENT if now - row.failing_since >= WARNED_AFTER else State.FAILING
    return State.WAITING if row.read_at is None else State.READ


def _is_asked(row: Source, now: datetime) -> bool:
    """Tell it from an address whose half hour is over, and which the worker comes to by itself."""
    if row.due_at is None or row.due_at > now:
        return False
    return row.read_at is None or row.failing_since is not None or row.due_at < row.read_at + EVERY
