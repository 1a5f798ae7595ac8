"""What can be done to a house: take it in with its rooms and rates, close it or a room for a while, and reopen it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain import closures, house_checks
from zaal.domain.diary import EntryKind, Part, SpaceTaken
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.refusals import Conflict, NotFound
from zaal.records.diary import claims
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.listing.rows import relist
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.records.venues.models import Space, Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.options import hand_on

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.houses import HousePlan
    from zaal.domain.period import Period


class VenueUnknown(NotFound):
    """There is no house of this name."""

    code = "venue_unknown"


class SpaceUnknown(NotFound):
    """The house has no room of this name."""

    code = "space_unknown"


class OrganisationUnknown(NotFound):
    """There is no hotel organisation of this number."""

    code = "organisation_unknown"


class SlugTaken(Conflict):
    """Another house carries this slug."""

    code = "slug_taken"


class ClosureUnknown(NotFound):
    """Nothing is closed under this reference (any more)."""

    code = "closure_unknown"


@transaction.atomic(durable=True)
def create(*, actor: Actor, plan: HousePlan, organisation_id: int | None, now: datetime) -> str:
    """Take in a house, complete, and list it for search at once; return its slug.

    Without an organisation a new one of the house's name owns it; only the operator may do that.
    Refuses: NotAllowed, OrganisationUnknown, SlugTaken, HouseWrong.
    """
    if organisation_id is None:
        require(actor, Action.IMPORT, owner=Owner())
    else:
        require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=organisation_id))
    house_checks.check(plan)
    if Venue.objects.filter(slug=plan.facts.slug).exists():
        raise SlugTaken(slug=plan.facts.slug)
    [venue] = house_rows.add_houses([(plan, _owner(organisation_id, plan.facts.name))])
    relist([venue.pk])
    facts.write("VenueCreated", venue.slug, actor=actor, now=now, name=venue.name, spaces=len(plan.rooms.spaces))
    return venue.slug


@transaction.atomic(durable=True)
def close(  # noqa: PLR0913 - a closure has just these parts
    *, actor: Actor, venue_slug: str, space_slug: str | None, period: Period, reason: str, now: datetime
) -> str:
    """Close a room, or the whole house without ``space_slug``, for a period; return the closure's reference.

    Refuses: VenueUnknown, NotAllowed, ClosesInPast, ReasonTooLong, SpaceUnknown, SpaceTaken (nothing is closed then).
    """
    venue = Venue.objects.filter(slug=venue_slug).first()
    if venue is None:
        raise VenueUnknown(venue=venue_slug)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=venue.organisation_id))
    closures.check(period, reason, now=now)
    space_of = sections_taken(venue, space_slug)
    reference = f"closure:{venue.slug}:{secrets.token_hex(6)}"
    for section in sorted(space_of):
        _shut(section, space_of[section], period, reference=reference, reason=reason)
    board.add([Part(section, space_id, period) for section, space_id in sorted(space_of.items())])
    facts.write(
        "VenueClosed",
        venue.slug,
        actor=actor,
        now=now,
        space=space_slug,
        starts_at=period.starts_at.isoformat(),
        ends_at=period.ends_at.isoformat(),
        reason=reason,
    )
    return reference


@transaction.atomic(durable=True)
def reopen(*, actor: Actor, closure: str, now: datetime) -> None:
    """Take a closure back; options that wait for the freed time move up.

    Refuses: ClosureUnknown (also when it was taken back before), NotAllowed.
    """
    # Locked in one order: who takes the same closure back at this moment finds nothing afterwards.
    entries = list(
        Entry.objects.filter(reference=closure.replace("\x00", ""), kind=EntryKind.CLOSURE.value)
        .select_related("section__venue")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if not entries:
        raise ClosureUnknown(closure=closure)
    venue, during = entries[0].section.venue, entries[0].during
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=venue.organisation_id))
    hand_on([closure], now=now)
    facts.write(
        "VenueReopened",
        venue.slug,
        actor=actor,
        now=now,
        closure=closure,
        starts_at=during.lower.isoformat(),
        ends_at=during.upper.isoformat(),
    )


def _shut(section: int, space_id: int, period: Period, *, reference: str, reason: str) -> None:
    try:
        claims.claim(
            [Part(section, space_id, period)],
            kind=EntryKind.CLOSURE,
            reference=reference,
            label=reason,
        )
    except SpaceTaken as refusal:
        raise SpaceTaken(**{**refusal.facts, "space": Space.objects.get(pk=space_id).name}) from None


def _owner(organisation_id: int | None, name: str) -> int:
    if organisation_id is None:
        return Organisation.objects.create(name=name, kind=OrganisationKind.HOTEL).pk
    if not Organisation.objects.filter(pk=organisation_id, kind=OrganisationKind.HOTEL).exists():
        raise OrganisationUnknown(organisation=organisation_id)
    return organisation_id


def sections_taken(venue: Venue, space_slug: str | None) -> dict[int, int]:
    """Map each section to close to the space its entry names: the one asked for, or the smallest it belongs to."""
    if space_slug is not None:
        space = Space.objects.filter(venue=venue, slug=space_slug).first()
        if space is None:
            raise SpaceUnknown(venue=venue.slug, space=space_slug)
        return dict.fromkeys(space.sections.values_list("pk", flat=True), space.pk)
    smallest: dict[int, tuple[int, int]] = {}
    for space in Space.objects.filter(venue=venue).prefetch_related("sections"):
        sections = [section.pk for section in space.sections.all()]
        for section in sections:
            smallest[section] = min(smallest.get(section, (len(sections), space.pk)), (len(sections), space.pk))
    if not smallest:
        raise SpaceUnknown(venue=venue.slug, space="")
    return {section: space_id for section, (_, space_id) in smallest.items()}
