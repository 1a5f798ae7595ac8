"""Calendars that come in: from an address that is asked again and again, or from a file; their events block rooms.

A reading that fails keeps the blocks as they were. Whoever booked before an event came in keeps the room: the clash is
told at the desk, for a person to decide. Fetching is done by the doors, outside any transaction.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from procrastinate.contrib.django import app as queue

from zaal.domain.feeds import (
    MOST_SOURCES,
    WARNED_AFTER,
    NotAFile,
    NotAnAddress,
    SourceUnknown,
    Target,
    TooManyCalendars,
    check_address,
    check_name,
    next_try,
)
from zaal.domain.refusals import Refusal
from zaal.queries.pictures import managed_venue
from zaal.records.calendars.models import Source
from zaal.records.diary.models import Entry
from zaal.records.venues.models import Space, Venue
from zaal.usecases import calendar_blocks, facts
from zaal.usecases.options import hand_on
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.feeds import Landing
    from zaal.usecases.imports.report import ImportReport


@transaction.atomic(durable=True)
def subscribe(  # noqa: PLR0913 - what a calendar is entered by
    *,
    actor: Actor,
    venue_slug: str,
    name: str,
    address: str,
    landing: Landing,
    now: datetime,
) -> str:
    """Have a calendar read from its address about every half hour, the first time at once; return its reference.

    Refuses: SignInNeeded, VenueUnknown, SpaceUnknown, CalendarNameWrong, AddressWrong, TooManyCalendars.
    """
    row = _new(actor, venue_slug, name, landing, now)
    row.address, row.due_at = check_address(address), now
    row.save()
    _have_read(row)
    facts.write("CalendarSubscribed", row.venue.slug, actor=actor, now=now, source=row.reference, name=row.name)
    return row.reference


@transaction.atomic(durable=True)
def upload(  # noqa: PLR0913 - what a calendar is entered by
    *,
    actor: Actor,
    venue_slug: str,
    name: str,
    data: bytes,
    filename: str,
    landing: Landing,
    now: datetime,
) -> tuple[str, ImportReport]:
    """Take in a calendar from a file, what is past too; return its reference and what came of it.

    Refuses: SignInNeeded, VenueUnknown, SpaceUnknown, CalendarNameWrong, TooManyCalendars, and what
    ``gateways.ical.read`` refuses.
    """
    row = _new(actor, venue_slug, name, landing, now)
    row.filename = filename[:200]
    row.save()
    return row.reference, calendar_blocks.take_in(row, data, actor=actor, now=now)


@transaction.atomic(durable=True)
def replace(  # noqa: PLR0913 - which calendar, and the file
    *, actor: Actor, venue_slug: str, source: str, data: bytes, filename: str, now: datetime
) -> ImportReport:
    """Bring a calendar that came as a file to a newer one: what moved moves, what is gone goes, nothing is doubled.

    Refuses: SignInNeeded, VenueUnknown, SourceUnknown, NotAFile, and what ``gateways.ical.read`` refuses.
    """
    row = _managed(actor, venue_slug, source)
    if row.address:
        raise NotAFile(source=source)
    row.filename = filename[:200]
    return calendar_blocks.take_in(row, data, actor=actor, now=now)


@transaction.atomic(durable=True)
def refresh(*, actor: Actor, venue_slug: str, source: str, now: datetime) -> None:
    """Have an address asked again now. Refuses: SignInNeeded, VenueUnknown, SourceUnknown, NotAnAddress."""
    row = _managed(actor, venue_slug, source)
    if not row.address:
        raise NotAnAddress(source=source)
    row.due_at = now
    row.save(update_fields=["due_at"])
    _have_read(row)


@transaction.atomic(durable=True)
def remove(*, actor: Actor, venue_slug: str, source: str, now: datetime) -> None:
    """Forget a calendar and free all its blocks; options that wait for them move up.

    Refuses: SignInNeeded, VenueUnknown, SourceUnknown.
    """
    row = _managed(actor, venue_slug, source)
    standing = Entry.objects.filter(reference__startswith=calendar_blocks.prefix_of(row.reference))
    hand_on(sorted(set(standing.values_list("reference", flat=True))), now=now)
    facts.write("CalendarRemoved", row.venue.slug, actor=actor, now=now, source=row.reference, name=row.name)
    row.delete()


@transaction.atomic(durable=True)
def keep(  # noqa: PLR0913 - what an address answers
    *, actor: Actor, source: str, data: bytes | None, etag: str, modified: str, now: datetime
) -> None:
    """Take in what an address answered; without ``data`` nothing has changed there. Gone meanwhile: nothing happens.

    What cannot be read is kept as a failure, and the blocks stay as they were.
    """
    row = Source.objects.select_related("venue", "space").select_for_update(of=("self",)).filter(reference=source)
    for one in row:
        try:
            with transaction.atomic():
                if data is not None:
                    calendar_blocks.take_in(one, data, actor=actor, now=now)
        except Refusal as refusal:
            _failed(one, refusal, now)
            continue
        one.failures, one.failing_since, one.failure, one.warned_at = 0, None, {}, None
        one.etag, one.modified = etag or one.etag, modified or one.modified
        one.read_at, one.due_at = now, next_try(now, failures=0)
        one.save()


@transaction.atomic(durable=True)
def note_failure(*, source: str, refusal: Refusal, now: datetime) -> None:
    """Keep why an address gave no calendar; it is asked again after a while, each time a longer one."""
    for row in Source.objects.select_for_update().filter(reference=source):
        _failed(row, refusal, now)


@transaction.atomic(durable=True)
def ask_due(*, now: datetime) -> int:
    """Have every address read whose time has come; return how many."""
    due = list(Source.objects.filter(due_at__lte=now).order_by("due_at", "pk"))
    for row in due:
        _have_read(row)
    return len(due)


@transaction.atomic(durable=True)
def warn_due(*, actor: Actor, now: datetime) -> int:
    """Have each house written to, once, whose calendar could not be read for a day; return how many."""
    silent = Source.objects.filter(failing_since__lte=now - WARNED_AFTER, warned_at=None)
    rows = list(silent.select_related("venue").select_for_update(of=("self",)))
    for row in rows:
        row.warned_at = now
        row.save(update_fields=["warned_at"])
        fact = facts.write(
            "CalendarSilent",
            row.venue.slug,
            actor=actor,
            now=now,
            source=row.reference,
            name=row.name,
            read_at=row.read_at.isoformat() if row.read_at else None,
            code=row.failure.get("code", ""),
            facts=row.failure.get("facts", {}),
        )
        queue.configure_task("tell_of_calendar", queue="letters").defer(fact_id=fact.pk)
    return len(rows)


def _new(actor: Actor, venue_slug: str, name: str, landing: Landing, now: datetime) -> Source:
    venue = managed_venue(venue_slug, actor=actor)
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    space = None
    if landing.target is Target.SPACE:
        slug = (landing.space or "").replace("\x00", "")
        space = Space.objects.filter(venue=venue, slug=slug).first()
        if space is None:
            raise SpaceUnknown(venue=venue.slug, space=slug)
    if Source.objects.filter(venue=venue).count() >= MOST_SOURCES:
        raise TooManyCalendars(most=MOST_SOURCES)
    return Source(
        reference=secrets.token_hex(6),
        venue=venue,
        space=space,
        target=landing.target.value,
        name=check_name(name),
        made_at=now,
    )


def _managed(actor: Actor, venue_slug: str, source: str) -> Source:
    venue = managed_venue(venue_slug, actor=actor)
    rows = Source.objects.select_related("venue", "space").select_for_update(of=("self",))
    row = rows.filter(venue=venue, reference=source.replace("\x00", "")).first()
    if row is None:
        raise SourceUnknown(source=source)
    return row


def _have_read(row: Source) -> None:
    """Ask the worker, in this transaction; one calendar's readings follow each other."""
    job = queue.configure_task("read_calendar", queue="calendars", lock=f"calendar:{row.reference}")
    job.defer(source=row.reference)


def _failed(row: Source, refusal: Refusal, now: datetime) -> None:
    row.failures += 1
    row.failing_since = row.failing_since or now
    row.failure = {"code": refusal.code, "facts": calendar_blocks.plain(refusal.facts)}
    row.due_at = next_try(now, failures=row.failures)
    row.save(update_fields=["failures", "failing_since", "failure", "due_at"])
