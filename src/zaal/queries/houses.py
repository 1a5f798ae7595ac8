"""A house as it is kept, whole: what is exported, and what new rates are compared with."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from zaal.domain import frozen, frozen_payments
from zaal.domain.bounds import BoundUnit
from zaal.domain.changes import ChangeKind, Cutoff
from zaal.domain.houses import (
    CutoffPlan,
    HirePrice,
    HouseFacts,
    HousePlan,
    HouseRates,
    HouseRooms,
    Opening,
    PaymentPlan,
    RatesPlan,
    SpaceRates,
    TariffPlan,
    TermsPlan,
)
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.rates import Adjustment, AppliesTo, Daypart, Entry, Extra, ExtraUnit, HireUnit, TaxClass, Validity
from zaal.queries import rooms
from zaal.queries.pictures import managed_venue
from zaal.queries.venues import VenueUnknown
from zaal.records.organisations.models import Organisation
from zaal.records.rates.card import package_of
from zaal.records.rates.rules import read_condition, read_rules, validity
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zaal.domain.actors import Actor
    from zaal.domain.houses import SpacePlan
    from zaal.domain.rates import ChargeRules


def plan(slug: str, *, actor: Actor) -> HousePlan:
    """Return everything a house is made of, in the order in which it was entered.

    Refuses: VenueUnknown, NotAllowed (its deals and limits are the hotel's own business).
    """
    venue = _venue(slug, actor)
    rules = read_rules(venue.charge_rules.all(), venue.deals.prefetch_related("organisations").order_by("pk"))
    spaces = tuple(_space(row, rules) for row in _spaces(venue))
    opening = tuple(
        Opening(row.weekday, row.opens_minute, row.closes_minute) for row in venue.opening_hours.order_by("weekday")
    )
    sections = tuple(venue.sections.order_by("pk").values_list("name", flat=True))
    stated = tuple(row.as_stated() for row in venue.stated_facts.order_by("pk"))
    return HousePlan(_facts(venue), HouseRooms(opening, sections, spaces), _rates(venue, rules), stated)


def exported(slug: str, *, actor: Actor) -> HousePlan:
    """Return everything a house is made of for its own people. Refuses: SignInNeeded, ScopeMissing, VenueUnknown.

    Another's house is unknown here, as at every page of the desk.
    """
    return plan(managed_venue(slug, actor=actor).slug, actor=actor)


def rates(slug: str, *, actor: Actor) -> RatesPlan:
    """Return all that a house charges. Refuses: as ``plan``."""
    return rates_of(plan(slug, actor=actor))


def rates_of(house: HousePlan) -> RatesPlan:
    """Take what a house charges out of what it is."""
    spaces = (SpaceRates(space.name, space.hire, space.layout_fees) for space in house.rooms.spaces)
    return RatesPlan(
        currency=house.facts.currency,
        rates=house.rates,
        spaces=tuple(space for space in spaces if space.hire or space.layout_fees),
    )


def organisation_numbers(names: Iterable[str | int]) -> dict[str | int, int | None]:
    """Return the number of each organisation named so, or by its own number; None where none or several are."""
    wanted = list(names)
    texts = [name.replace("\x00", "") for name in wanted if isinstance(name, str)]
    found = list(Organisation.objects.filter(name__in=texts).values_list("name", "pk"))
    several = Counter(name for name, _ in found)
    known: dict[str | int, int | None] = {name: pk for name, pk in found if several[name] == 1}
    numbers = [name for name in wanted if isinstance(name, int) and abs(name) < 2**31]
    known |= {pk: pk for pk in Organisation.objects.filter(pk__in=numbers).values_list("pk", flat=True)}
    return known


def organisation_names(house: HousePlan | RatesPlan) -> Mapping[int, str | int]:
    """Return what to call the organisations of a house's deals and contracts: by number where names are alike."""
    told = house.rates
    contracts = [one.policy.organisation_id for one in told.terms]
    contracts += [one.terms.organisation_id for one in told.payments]
    numbers = {pk for deal in told.rules.deals for pk in deal.organisations} | {pk for pk in contracts if pk}
    names = dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name"))
    several = Counter(Organisation.objects.filter(name__in=list(names.values())).values_list("name", flat=True))
    return {pk: name if several[name] == 1 else pk for pk, name in names.items()}


def _venue(slug: str, actor: Actor) -> Venue:
    row = Venue.objects.filter(slug=slug.replace("\x00", "")).first()
    if row is None:
        raise VenueUnknown(venue=slug)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=row.organisation_id))
    return row


def _spaces(venue: Venue) -> Iterable[Space]:
    return venue.spaces.prefetch_related("sections", "capacities", "hire_rates").order_by("pk")


def _facts(venue: Venue) -> HouseFacts:
    return HouseFacts(
        slug=venue.slug,
        name=venue.name,
        country=venue.country,
        city=venue.city,
        lat=venue.lat,
        lon=venue.lon,
        time_zone=venue.time_zone,
        currency=venue.currency,
        descriptions=venue.descriptions,
        district=venue.district,
        address=venue.address,
        postcode=venue.postcode,
        stars=venue.stars,
        bedrooms=venue.bedrooms,
        languages=tuple(venue.languages),
        phone=venue.phone,
        email=venue.email,
        website=venue.website,
        amenities=tuple(venue.amenities),
        invented=venue.invented,
        instant=venue.instant,
        min_lead_hours=venue.min_lead_hours,
        max_lead_days=venue.max_lead_days,
        max_instant_delegates=venue.max_instant_delegates,
        max_instant_value=venue.max_instant_value,
        option_days=venue.option_days,
        option_most_days=venue.option_most_days,
        challenge_hours=venue.challenge_hours,
    )


def _space(row: Space, rules: ChargeRules) -> SpacePlan:
    return replace(
        rooms.plan_of(row),
        hire=tuple(
            HirePrice(HireUnit(one.unit), one.amount, validity(one), one.min_quantity, one.deal)
            for one in sorted(row.hire_rates.all(), key=lambda one: one.pk)
        ),
        layout_fees=tuple(replace(fee, space_id=None) for fee in rules.layout_fees if fee.space_id == row.pk),
    )


def _rates(venue: Venue, rules: ChargeRules) -> HouseRates:
    house_wide = tuple(fee for fee in rules.layout_fees if fee.space_id is None)
    return HouseRates(
        tariffs=tuple(
            TariffPlan(Entry(row.entry), row.service_percent, Validity(row.from_date, row.until_date))
            for row in venue.tariffs.order_by("pk")
        ),
        dayparts=tuple(Daypart(row.code, row.starts, row.ends) for row in venue.dayparts.order_by("pk")),
        packages=tuple(package_of(row) for row in venue.packages.prefetch_related("parts").order_by("pk")),
        extras=tuple(
            Extra(row.code, row.names, ExtraUnit(row.unit), row.amount, TaxClass(row.tax_class), validity(row))
            for row in venue.extras.order_by("pk")
        ),
        adjustments=tuple(
            Adjustment(row.code, row.percent, AppliesTo(row.applies_to), validity(row), read_condition(row.condition))
            for row in venue.adjustments.order_by("pk")
        ),
        terms=tuple(
            TermsPlan(
                replace(frozen.read(row.terms), organisation_id=row.organisation_id), row.from_date, row.until_date
            )
            for row in venue.cancellation_policies.order_by("pk")
        ),
        rules=replace(rules, layout_fees=house_wide),
        payments=tuple(
            PaymentPlan(
                replace(frozen_payments.read(row.terms), organisation_id=row.organisation_id),
                row.from_date,
                row.until_date,
            )
            for row in venue.payment_policies.order_by("position", "pk")
        ),
        cutoffs=tuple(
            CutoffPlan(
                Cutoff(ChangeKind(row.kind), row.amount, BoundUnit(row.unit), row.strict), row.from_date, row.until_date
            )
            for row in venue.change_cutoffs.order_by("pk")
        ),
    )
