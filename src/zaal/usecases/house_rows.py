"""The step that creating, importing, furnishing and the demo world share: house plans become rows, many at once.

Nothing here opens a transaction; every function needs one. Plans must have passed ``house_checks.check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain import frozen_payments
from zaal.domain.frozen import written
from zaal.domain.houses import slug_of
from zaal.domain.places import fold
from zaal.records.rates import models as rates
from zaal.records.rates.rules import columns, layout_fee_rows, rule_rows, written_condition
from zaal.records.venues import models as rows
from zaal.records.venues.models import Capacity, OpeningHours, Section, Space, Venue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.houses import HirePrice, HouseFacts, HousePlan, HouseRates, HouseRooms, SpacePlan
    from zaal.domain.rates import LayoutFee
    from zaal.domain.stated import StatedFact

BATCH = 2000


def add_houses(plans: Sequence[tuple[HousePlan, int]]) -> list[Venue]:
    """Keep whole houses, each owned by the organisation of that id; the same number of statements for 1 or 60."""
    venues = add_venues([(plan.facts, organisation) for plan, organisation in plans])
    add_rooms([(venue, plan.rooms) for venue, (plan, _) in zip(venues, plans, strict=True)])
    add_rates([(venue, plan.rates) for venue, (plan, _) in zip(venues, plans, strict=True)])
    add_stated([(venue, plan.stated) for venue, (plan, _) in zip(venues, plans, strict=True)])
    return venues


def add_venues(facts: Sequence[tuple[HouseFacts, int]]) -> list[Venue]:
    """Keep houses of which no more is known than their facts."""
    return Venue.objects.bulk_create((_venue(row, organisation) for row, organisation in facts), BATCH)


def add_stated(plans: Sequence[tuple[Venue, Sequence[StatedFact]]]) -> None:
    """Add what houses state about access and footprint, to venues that stated none of it before."""
    rows.StatedFact.objects.bulk_create(
        (
            rows.StatedFact(
                venue=venue,
                kind=fact.kind.value,
                value=fact.value,
                stated_on=fact.stated_on,
                source=fact.source,
                valid_until=fact.valid_until,
            )
            for venue, stated in plans
            for fact in stated
        ),
        BATCH,
    )


def add_rooms(plans: Sequence[tuple[Venue, HouseRooms]]) -> None:
    """Add opening hours, sections and spaces (capacities, hire prices) to venues that have none of these names."""
    OpeningHours.objects.bulk_create(
        (
            OpeningHours(
                venue=venue,
                weekday=hours.weekday,
                opens_minute=hours.opens_minute,
                closes_minute=hours.closes_minute,
            )
            for venue, rooms in plans
            for hours in rooms.opening
        ),
        BATCH,
    )
    sections = Section.objects.bulk_create(
        (Section(venue=venue, name=name) for venue, rooms in plans for name in rooms.sections), BATCH
    )
    section_ids = {(section.venue_id, section.name): section.pk for section in sections}
    add_spaces([(venue, rooms.spaces) for venue, rooms in plans], section_ids)


def add_spaces(
    plans: Sequence[tuple[Venue, Sequence[SpacePlan]]], section_ids: dict[tuple[int, str], int]
) -> list[Space]:
    """Add spaces over sections that exist already, known by venue and name."""
    taken: dict[int, set[str]] = {venue.pk: set() for venue, _ in plans}
    for venue_id, slug in Space.objects.filter(venue_id__in=list(taken)).values_list("venue_id", "slug"):
        taken[venue_id].add(slug)
    pairs = [(row, plan) for venue, spaces in plans for row, plan in _spaces(venue, spaces, taken[venue.pk])]
    Space.objects.bulk_create((row for row, _ in pairs), BATCH)
    through = Space.sections.through
    through.objects.bulk_create(
        (
            through(space_id=row.pk, section_id=section_ids[row.venue_id, name])
            for row, plan in pairs
            for name in plan.sections
        ),
        BATCH,
    )
    add_capacities(pairs)
    add_hire([(row, plan.hire, plan.layout_fees) for row, plan in pairs])
    return [row for row, _ in pairs]


def add_hire(rooms: Sequence[tuple[Space, Sequence[HirePrice], Sequence[LayoutFee]]]) -> None:
    """Add what hiring each space alone costs, and setting it up."""
    rates.HireRate.objects.bulk_create(
        (
            rates.HireRate(
                space=row,
                unit=price.unit.value,
                amount=price.amount,
                min_quantity=price.min_quantity,
                deal=price.deal,
                **columns(price.validity),
            )
            for row, prices, _ in rooms
            for price in prices
        ),
        BATCH,
    )
    rates.ChargeRule.objects.bulk_create((fee for row, _, fees in rooms for fee in layout_fee_rows(row, fees)), BATCH)


def add_capacities(pairs: Sequence[tuple[Space, SpacePlan]]) -> None:
    """Add what each space seats per layout."""
    Capacity.objects.bulk_create(
        (
            Capacity(
                space=row,
                layout=seating.layout.value,
                min_delegates=seating.min_delegates,
                max_delegates=seating.max_delegates,
                setup_minutes=seating.setup_minutes,
                breakdown_minutes=seating.breakdown_minutes,
            )
            for row, plan in pairs
            for seating in plan.seatings
        ),
        BATCH,
    )


def add_rates(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    """Add tariffs, dayparts, packages with their parts, extras, adjustments and terms, payment terms among them."""
    rates.Tariff.objects.bulk_create(
        (
            rates.Tariff(
                venue=venue,
                entry=row.entry.value,
                service_percent=row.service_percent,
                from_date=row.validity.from_date,
                until_date=row.validity.until_date,
            )
            for venue, card in plans
            for row in card.tariffs
        ),
        BATCH,
    )
    rates.Daypart.objects.bulk_create(
        (
            rates.Daypart(venue=venue, code=row.code, starts=row.starts, ends=row.ends)
            for venue, card in plans
            for row in card.dayparts
        ),
        BATCH,
    )
    rates.Extra.objects.bulk_create(
        (
            rates.Extra(
                venue=venue,
                code=row.code,
                names=row.names,
                unit=row.unit.value,
                amount=row.amount,
                tax_class=row.tax_class.value,
                **columns(row.validity),
            )
            for venue, card in plans
            for row in card.extras
        ),
        BATCH,
    )
    rates.Adjustment.objects.bulk_create(
        (
            rates.Adjustment(
                venue=venue,
                code=row.code,
                percent=row.percent,
                applies_to=row.applies_to.value,
                condition=written_condition(row.condition),
                **columns(row.validity),
            )
            for venue, card in plans
            for row in card.adjustments
        ),
        BATCH,
    )
    rates.ChargeRule.objects.bulk_create(
        (row for venue, card in plans for row in rule_rows(venue, card.rules)),
        BATCH,
    )
    _add_packages(plans)
    _add_deals(plans)
    _add_terms(plans)
    _add_payments(plans)
    _add_cutoffs(plans)


def _add_packages(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    pairs = [
        (
            rates.Package(
                venue=venue,
                code=plan.code,
                kind=plan.kind.value,
                names=plan.names,
                amount=plan.amount,
                starts=list(plan.starts),
                length_minutes=plan.length_minutes,
                min_delegates=plan.min_delegates,
                max_delegates=plan.max_delegates,
                deal=plan.deal,
                **columns(plan.validity),
            ),
            plan,
        )
        for venue, card in plans
        for plan in card.packages
    ]
    rates.Package.objects.bulk_create((row for row, _ in pairs), BATCH)
    rates.PackagePart.objects.bulk_create(
        (
            rates.PackagePart(
                package=row, item=part.item, tax_class=part.tax_class.value, market_value=part.market_value
            )
            for row, plan in pairs
            for part in plan.parts
        ),
        BATCH,
    )


def _add_deals(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    pairs = [
        (
            rates.Deal(
                venue=venue,
                code=deal.code,
                kind=deal.kind.value,
                names=deal.names,
                word=deal.word,
                from_date=deal.validity.from_date,
                until_date=deal.validity.until_date,
            ),
            deal,
        )
        for venue, card in plans
        for deal in card.rules.deals
    ]
    rates.Deal.objects.bulk_create((row for row, _ in pairs), BATCH)
    through = rates.Deal.organisations.through
    through.objects.bulk_create(
        (
            through(deal_id=row.pk, organisation_id=organisation)
            for row, deal in pairs
            for organisation in sorted(deal.organisations)
        ),
        BATCH,
    )


def _add_terms(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    rates.CancellationPolicy.objects.bulk_create(
        (
            rates.CancellationPolicy(
                venue=venue,
                organisation_id=terms.policy.organisation_id,
                code=terms.policy.code,
                terms=written(terms.policy),
                from_date=terms.from_date,
                until_date=terms.until_date,
            )
            for venue, card in plans
            for terms in card.terms
        ),
        BATCH,
    )


def _add_payments(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    rates.PaymentPolicy.objects.bulk_create(
        (
            rates.PaymentPolicy(
                venue=venue,
                organisation_id=plan.terms.organisation_id,
                code=plan.terms.code,
                position=position,
                terms=frozen_payments.written(plan.terms),
                from_date=plan.from_date,
                until_date=plan.until_date,
            )
            for venue, card in plans
            for position, plan in enumerate(card.payments)
        ),
        BATCH,
    )


def _add_cutoffs(plans: Sequence[tuple[Venue, HouseRates]]) -> None:
    rates.ChangeCutoff.objects.bulk_create(
        (
            rates.ChangeCutoff(
                venue=venue,
                kind=plan.cutoff.kind.value,
                amount=plan.cutoff.amount,
                unit=plan.cutoff.unit.value,
                strict=plan.cutoff.strict,
                from_date=plan.from_date,
                until_date=plan.until_date,
            )
            for venue, card in plans
            for plan in card.cutoffs
        ),
        BATCH,
    )


def _venue(facts: HouseFacts, organisation_id: int) -> Venue:
    return Venue(
        organisation_id=organisation_id,
        slug=facts.slug,
        name=facts.name,
        name_folded=fold(facts.name)[:200],
        descriptions=facts.descriptions,
        country=facts.country,
        city=facts.city,
        district=facts.district,
        address=facts.address,
        postcode=facts.postcode,
        lat=facts.lat,
        lon=facts.lon,
        time_zone=facts.time_zone,
        currency=facts.currency,
        stars=facts.stars,
        bedrooms=facts.bedrooms,
        languages=list(facts.languages),
        phone=facts.phone,
        email=facts.email,
        website=facts.website,
        amenities=list(facts.amenities),
        invented=facts.invented,
        instant=facts.instant,
        min_lead_hours=facts.min_lead_hours,
        max_lead_days=facts.max_lead_days,
        max_instant_delegates=facts.max_instant_delegates,
        max_instant_value=facts.max_instant_value,
        option_days=facts.option_days,
        option_most_days=facts.option_most_days,
        challenge_hours=facts.challenge_hours,
    )


def _spaces(venue: Venue, plans: Sequence[SpacePlan], taken: set[str]) -> list[tuple[Space, SpacePlan]]:
    made: list[tuple[Space, SpacePlan]] = []
    for plan in plans:
        slug = slug_of(plan.name, taken=taken)
        taken.add(slug)
        made.append((space_row(venue, slug, plan), plan))
    return made


def space_row(venue: Venue, slug: str, plan: SpacePlan) -> Space:
    """Build the row of one space, not kept yet."""
    return Space(
        venue=venue,
        slug=slug,
        name=plan.name,
        area_sqm=plan.area_sqm,
        length_m=plan.length_m,
        width_m=plan.width_m,
        height_m=plan.height_m,
        floor=plan.floor,
        daylight=plan.daylight,
        step_free=plan.step_free,
        hearing_loop=plan.hearing_loop,
        fixed_furniture=plan.fixed_furniture,
        amenities=list(plan.amenities),
        setup_minutes=plan.setup_minutes,
        breakdown_minutes=plan.breakdown_minutes,
        buffers_inside=plan.buffers_inside,
        instant=plan.instant.enabled,
        min_lead_hours=plan.instant.min_lead_hours,
        max_instant_delegates=plan.instant.max_delegates,
        max_instant_value=plan.instant.max_value,
        door_wall=plan.door_wall or "",
        window_walls=list(plan.window_walls),
        listed=plan.listed,
    )
