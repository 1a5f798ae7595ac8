"""Putting new rates in the place of all that a house charged before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.mistakes import Mistake, require_none, under
from zaal.domain.money import MixedCurrencies
from zaal.domain.rate_changes import changes
from zaal.domain.rate_checks import rate_mistakes, space_mistakes
from zaal.queries import houses
from zaal.records.listing.rows import relist
from zaal.records.rates import models as rows
from zaal.records.venues.models import Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.venues import SpaceUnknown, VenueUnknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.houses import HousePlan, RatesPlan
    from zaal.domain.rate_changes import Changed

# Everything that a venue charges and on which terms; hire goes by its spaces.
KINDS = (
    rows.Tariff,
    rows.Daypart,
    rows.Package,
    rows.Extra,
    rows.Adjustment,
    rows.ChargeRule,
    rows.Deal,
    rows.CancellationPolicy,
    rows.PaymentPolicy,
    rows.ChangeCutoff,
)


@transaction.atomic(durable=True)
def replace(*, actor: Actor, venue_slug: str, plan: RatesPlan, now: datetime) -> tuple[Changed, ...]:
    """Put these rates in the place of all that the house charged; return what is new, changed and gone.

    All or nothing. Search prices by them from then on; quotes and bookings made before keep theirs. A room that is not
    named has no price of its own any more. Refuses: VenueUnknown, NotAllowed, HouseWrong.
    """
    # Others may make quotes meanwhile, but nobody replaces the same rates.
    venue = Venue.objects.filter(slug=venue_slug.replace("\x00", "")).select_for_update(no_key=True).first()
    if venue is None:
        raise VenueUnknown(venue=venue_slug)
    before = houses.plan(venue.slug, actor=actor)
    require_none(_mistakes(before, plan))
    told = changes(houses.rates_of(before), plan)
    for kind in KINDS:
        kind.objects.filter(venue=venue).delete()
    rows.HireRate.objects.filter(space__venue=venue).delete()
    house_rows.add_rates([(venue, plan.rates)])
    spaces = {space.name: space for space in venue.spaces.all()}
    house_rows.add_hire([(spaces[one.name], one.hire, one.layout_fees) for one in plan.spaces])
    relist([venue.pk])
    counted = {one.kind: [one.new, one.changed, one.gone] for one in told}
    facts.write("RatesReplaced", venue.slug, actor=actor, now=now, changes=counted)
    return told


def preview(*, actor: Actor, venue_slug: str, plan: RatesPlan) -> tuple[Changed, ...]:
    """Return what ``replace`` would change, changing nothing. Refuses: as ``replace``."""
    before = houses.plan(venue_slug, actor=actor)
    require_none(_mistakes(before, plan))
    return changes(houses.rates_of(before), plan)


def _mistakes(house: HousePlan, plan: RatesPlan) -> Iterator[Mistake]:
    currency, deals = house.facts.currency, frozenset(deal.code for deal in plan.rates.rules.deals)
    if plan.currency != currency:
        yield Mistake("currency", MixedCurrencies(one=currency, other=plan.currency))
    yield from under("rates", rate_mistakes(plan.rates, house.rooms.opening, currency=currency))
    names = {space.name for space in house.rooms.spaces}
    for number, space in enumerate(plan.spaces):
        if space.name not in names:
            yield Mistake(f"spaces[{number}].name", SpaceUnknown(venue=house.facts.slug, space=space.name))
        names.discard(space.name)
        yield from under(f"spaces[{number}]", space_mistakes(space.name, space.hire, space.layout_fees, deals))
