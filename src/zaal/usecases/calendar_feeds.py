"""Calendars that go out: make one for a house or a room, and revoke it."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from zaal.domain.feeds import MOST_FEEDS, FeedUnknown, Shows, TooManyCalendars
from zaal.queries.pictures import managed_venue
from zaal.records.calendars.models import Feed, Revocation
from zaal.records.venues.models import Space, Venue
from zaal.usecases import facts
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor


class MadeFeed(NamedTuple):
    """A new feed; ``secret`` is told this once and never again, only its hash is kept."""

    reference: str
    secret: str


@transaction.atomic(durable=True)
def make(*, actor: Actor, venue_slug: str, space_slug: str | None, shows: Shows, now: datetime) -> MadeFeed:
    """Make a calendar of a house, or of one of its rooms, that whoever has the secret can read.

    Refuses: SignInNeeded, VenueUnknown, SpaceUnknown, TooManyCalendars.
    """
    venue = _locked(venue_slug, actor)
    space = Space.objects.filter(venue=venue, slug=space_slug.replace("\x00", "")).first() if space_slug else None
    if space_slug and space is None:
        raise SpaceUnknown(venue=venue.slug, space=space_slug)
    if Feed.objects.filter(venue=venue, revocation=None).count() >= MOST_FEEDS:
        raise TooManyCalendars(most=MOST_FEEDS)
    secret = secrets.token_urlsafe(32)
    row = Feed.objects.create(
        reference=secrets.token_hex(6),
        secret_hash=sha256(secret.encode()).hexdigest(),
        venue=venue,
        space=space,
        shows=shows.value,
        made_at=now,
        made_by=actor.label[: facts.LONGEST_LABEL],
    )
    facts.write(
        "CalendarFeedMade", venue.slug, actor=actor, now=now, feed=row.reference, space=space_slug, shows=shows.value
    )
    return MadeFeed(row.reference, secret)


@transaction.atomic(durable=True)
def revoke(*, actor: Actor, venue_slug: str, feed: str, now: datetime) -> None:
    """End a calendar that goes out: its address is not there any more. Twice is the same as once.

    Refuses: SignInNeeded, VenueUnknown, FeedUnknown.
    """
    venue = _locked(venue_slug, actor)
    row = Feed.objects.filter(venue=venue, reference=feed.replace("\x00", "")).first()
    if row is None:
        raise FeedUnknown(feed=feed)
    if hasattr(row, "revocation"):
        return
    Revocation.objects.create(feed=row, revoked_at=now, revoked_by=actor.label[: facts.LONGEST_LABEL])
    facts.write("CalendarFeedRevoked", venue.slug, actor=actor, now=now, feed=row.reference)


def _locked(slug: str, actor: Actor) -> Venue:
    venue = managed_venue(slug, actor=actor)
    return Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
