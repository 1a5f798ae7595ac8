"""How far a house is with what it needs before it sells: rooms, hours, rates, terms, pictures, a closure tried."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from zaal.domain.permissions import Action, Owner, require
from zaal.queries.venues import VenueUnknown
from zaal.records.logbook.models import Fact
from zaal.records.pictures.models import Picture
from zaal.records.rates.models import CancellationPolicy, HireRate, Package
from zaal.records.venues.models import Capacity, OpeningHours, Venue

if TYPE_CHECKING:
    from zaal.domain.actors import Actor


class Step(StrEnum):
    """One thing a house does once, in the order in which it is best done."""

    ROOMS = "rooms"
    OPENING_HOURS = "opening_hours"
    RATES = "rates"
    TERMS = "terms"
    PICTURES = "pictures"
    CLOSURE = "closure"


def taken(venue: str, *, actor: Actor) -> frozenset[Step]:
    """Return the steps that a house has taken. One statement. Refuses: VenueUnknown, SignInNeeded, NotAllowed."""
    own = Q(venue=OuterRef("pk"))
    told: dict[Step, Exists | Q] = {
        Step.ROOMS: Exists(Capacity.objects.filter(space__venue=OuterRef("pk"))),
        Step.OPENING_HOURS: Exists(OpeningHours.objects.filter(own)),
        Step.RATES: Exists(HireRate.objects.filter(space__venue=OuterRef("pk"))) | Exists(Package.objects.filter(own)),
        Step.TERMS: Exists(CancellationPolicy.objects.filter(own, organisation=None)),
        Step.PICTURES: Exists(Picture.objects.filter(own, removal=None)),
        Step.CLOSURE: Exists(Fact.objects.filter(subject=OuterRef("slug"), kind="VenueClosed")),
    }
    rows = Venue.objects.annotate(**{f"has_{step}": found for step, found in told.items()})
    row = rows.filter(slug=venue).first()
    if row is None:
        raise VenueUnknown(venue=venue)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=row.organisation_id))
    return frozenset(step for step in Step if getattr(row, f"has_{step}"))
