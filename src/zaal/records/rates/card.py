"""Rate rows become the domain's rate cards, one per tariff of a venue, in a fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from zaal.domain.cancellation import BoundUnit, Policy, Tier
from zaal.domain.rates import (
    ALL_WEEK,
    Adjustment,
    AppliesTo,
    Daypart,
    Entry,
    Extra,
    ExtraUnit,
    HireRate,
    HireUnit,
    Package,
    PackageKind,
    PackagePart,
    RateCard,
    TaxClass,
    TaxRule,
    Validity,
)
from zaal.domain.refusals import Invalid
from zaal.domain.tariff import card_for
from zaal.records.rates import models as rows
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zaal.domain.tariff import DatedCard


class TermsMissing(Invalid):
    """The hotel has entered no cancellation policy for this day."""

    code = "terms_missing"


def cards(venue_ids: Iterable[int]) -> dict[int, list[DatedCard]]:
    """Build the cards of these venues, each with the days its tariff holds; nine queries in all.

    The latest start comes first: where two hold, the first found is the later one, here and in search.
    """
    venues = Venue.objects.filter(pk__in=list(venue_ids)).prefetch_related(
        "tariffs",
        "dayparts",
        Prefetch("spaces__hire_rates"),
        Prefetch("packages", rows.Package.objects.prefetch_related("parts")),
        "extras",
        "adjustments",
    )
    taxes = tax_rules()
    return {venue.pk: [_card(venue, tariff, taxes) for tariff in _latest_first(venue)] for venue in venues}


def card_on(venue_id: int, *days: date) -> RateCard:
    """Return the card whose tariff holds on these days (venue-local). Refuses: TariffMissing, TariffChanges."""
    return card_for(cards([venue_id])[venue_id], days)


def tax_rules() -> dict[str, tuple[TaxRule, ...]]:
    """Return all tax rules by country."""
    found: dict[str, list[TaxRule]] = {}
    for row in rows.TaxRule.objects.order_by("country", "tax_class", "from_date"):
        rule = TaxRule(row.name, TaxClass(row.tax_class), row.percent, row.from_date, row.until_date)
        found.setdefault(row.country, []).append(rule)
    return {country: tuple(rules) for country, rules in found.items()}


def policy_on(venue_id: int, day: date) -> Policy:
    """Return the venue's cancellation policy for a booking made on this day there. Refuses: TermsMissing."""
    found = policies_on({venue_id: day})
    if venue_id not in found:
        raise TermsMissing(day=day)
    return found[venue_id]


def policies_on(days: Mapping[int, date]) -> dict[int, Policy]:
    """Return the cancellation policies of venues for bookings made on the given day of each; two statements."""
    found = rows.CancellationPolicy.objects.filter(venue_id__in=list(days)).prefetch_related("tiers")
    return {
        row.venue_id: as_policy(row)
        for row in found.order_by("from_date")
        if row.from_date <= days[row.venue_id] and (row.until_date is None or days[row.venue_id] <= row.until_date)
    }


def as_policy(row: rows.CancellationPolicy) -> Policy:
    """Turn a policy row with its tiers into the domain's value."""
    tiers = sorted(row.tiers.all(), key=lambda tier: tier.position)
    return Policy(
        code=row.code,
        name=row.name,
        tiers=tuple(Tier(tier.amount, BoundUnit(tier.unit), tier.strict, tier.percent) for tier in tiers),
        late_percent=row.late_percent,
        no_show_percent=row.no_show_percent,
        holiday_calendar=row.holiday_calendar,
        fee_taxed=row.fee_taxed,
    )


def _latest_first(venue: Venue) -> list[rows.Tariff]:
    return sorted(venue.tariffs.all(), key=lambda tariff: tariff.from_date, reverse=True)


def _card(venue: Venue, tariff: rows.Tariff, taxes: dict[str, tuple[TaxRule, ...]]) -> DatedCard:
    card = RateCard(
        currency=venue.currency,
        country=venue.country,
        time_zone=venue.time_zone,
        entry=Entry(tariff.entry),
        service_percent=tariff.service_percent,
        minimum_spend=tariff.minimum_spend,
        dayparts=tuple(Daypart(row.code, row.starts, row.ends) for row in venue.dayparts.all()),
        hire=tuple(
            HireRate(space.pk, HireUnit(row.unit), row.amount, _validity(row))
            for space in venue.spaces.all()
            for row in space.hire_rates.all()
        ),
        packages=tuple(_package(row) for row in venue.packages.all()),
        extras=tuple(
            Extra(row.code, row.names, ExtraUnit(row.unit), row.amount, TaxClass(row.tax_class), _validity(row))
            for row in venue.extras.all()
        ),
        adjustments=tuple(
            Adjustment(row.code, row.percent, AppliesTo(row.applies_to), _validity(row))
            for row in venue.adjustments.all()
        ),
        tax_rules=taxes.get(venue.country, ()),
    )
    return tariff.from_date, tariff.until_date, card


def _package(row: rows.Package) -> Package:
    return Package(
        code=row.code,
        kind=PackageKind(row.kind),
        names=row.names,
        amount=row.amount,
        starts=tuple(row.starts),
        length_minutes=row.length_minutes,
        min_delegates=row.min_delegates,
        max_delegates=row.max_delegates,
        parts=tuple(
            PackagePart(part.item, TaxClass(part.tax_class), part.market_value)
            for part in sorted(row.parts.all(), key=lambda part: part.pk)
        ),
        validity=_validity(row),
    )


def _validity(row: rows.Dated) -> Validity:
    return Validity(row.from_date, row.until_date, frozenset(row.weekdays) or ALL_WEEK)
