"""Rate rows become the domain's rate cards, one per tariff of a venue, in a fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from zaal.domain.rates import (
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
)
from zaal.domain.tariff import card_for
from zaal.records.rates import models as rows
from zaal.records.rates.rules import read_condition, read_rules, validity
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zaal.domain.tariff import DatedCard


def cards(venue_ids: Iterable[int]) -> dict[int, list[DatedCard]]:
    """Build the cards of these venues, each with the days its tariff holds; twelve queries in all.

    The latest start comes first: where two hold, the first found is the later one, here and in search.
    """
    venues = Venue.objects.filter(pk__in=list(venue_ids)).prefetch_related(
        "tariffs",
        "dayparts",
        Prefetch("spaces__hire_rates"),
        Prefetch("packages", rows.Package.objects.prefetch_related("parts")),
        "extras",
        "adjustments",
        "charge_rules",
        "deals__organisations",
    )
    taxes = tax_rules()
    return {venue.pk: [_card(venue, tariff, taxes) for tariff in _latest_first(venue)] for venue in venues}


def card_on(venue_id: int, *days: date) -> RateCard:
    """Return the card whose tariff holds on these days (venue-local). Refuses: TariffMissing, TariffChanges."""
    marks = None
    # A hotel that replaces its rates makes all its tariffs anew. When they are others after reading than before, some
    # of what was read is old and some new, and a price of both would be nobody's.
    while marks != (marks := _tariff_ids(venue_id)):
        found = cards([venue_id])[venue_id]
    return card_for(found, days)


def _tariff_ids(venue_id: int) -> list[int]:
    return list(rows.Tariff.objects.filter(venue_id=venue_id).order_by("pk").values_list("pk", flat=True))


def tax_rules() -> dict[str, tuple[TaxRule, ...]]:
    """Return all tax rules by country."""
    found: dict[str, list[TaxRule]] = {}
    for row in rows.TaxRule.objects.order_by("country", "tax_class", "from_date"):
        rule = TaxRule(row.name, TaxClass(row.tax_class), row.percent, row.from_date, row.until_date)
        found.setdefault(row.country, []).append(rule)
    return {country: tuple(rules) for country, rules in found.items()}


def _latest_first(venue: Venue) -> list[rows.Tariff]:
    return sorted(venue.tariffs.all(), key=lambda tariff: tariff.from_date, reverse=True)


def _card(venue: Venue, tariff: rows.Tariff, taxes: dict[str, tuple[TaxRule, ...]]) -> DatedCard:
    card = RateCard(
        currency=venue.currency,
        country=venue.country,
        time_zone=venue.time_zone,
        entry=Entry(tariff.entry),
        service_percent=tariff.service_percent,
        dayparts=tuple(Daypart(row.code, row.starts, row.ends) for row in venue.dayparts.all()),
        hire=tuple(
            HireRate(space.pk, HireUnit(row.unit), row.amount, validity(row), row.min_quantity, row.deal)
            for space in venue.spaces.all()
            for row in space.hire_rates.all()
        ),
        packages=tuple(package_of(row) for row in venue.packages.all()),
        extras=tuple(
            Extra(row.code, row.names, ExtraUnit(row.unit), row.amount, TaxClass(row.tax_class), validity(row))
            for row in venue.extras.all()
        ),
        adjustments=tuple(
            Adjustment(row.code, row.percent, AppliesTo(row.applies_to), validity(row), read_condition(row.condition))
            for row in venue.adjustments.all()
        ),
        tax_rules=taxes.get(venue.country, ()),
        rules=read_rules(venue.charge_rules.all(), venue.deals.all()),
    )
    return tariff.from_date, tariff.until_date, card


def package_of(row: rows.Package) -> Package:
    """Turn a row into the domain's value; its parts are best prefetched."""
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
        validity=validity(row),
        deal=row.deal,
    )
