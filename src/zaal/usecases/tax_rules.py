"""Taking in a country's tax rules: data that the operator keeps, never a constant in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from zaal.domain import tax_rules
from zaal.domain.permissions import Action, Owner, require
from zaal.gateways import tax_rules as files
from zaal.records.listing.rows import relist
from zaal.records.rates.models import TaxRule
from zaal.records.venues.models import Venue
from zaal.usecases import facts

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor


class Loaded(NamedTuple):
    """Which countries have new rules, how many they are, and how many houses show prices by them from now on."""

    countries: tuple[str, ...]
    rules: int
    venues: int


@transaction.atomic(durable=True)
def load(*, actor: Actor, data: bytes, filename: str, now: datetime) -> Loaded:
    """Put a file's rules in the place of all that were kept for its countries; others stay as they are.

    All or nothing. New prices follow them at once, in search as well; quotes made before keep theirs.
    Refuses: NotAllowed, what ``zaal.gateways.tax_rules.read`` refuses, and what ``zaal.domain.tax_rules.check`` does.
    """
    require(actor, Action.IMPORT, owner=Owner())
    told = files.read(data, filename=filename)
    for country, rules in told.items():
        tax_rules.check(country, rules)
    TaxRule.objects.filter(country__in=told).delete()
    TaxRule.objects.bulk_create(
        TaxRule(
            country=country,
            name=rule.name,
            tax_class=rule.tax_class.value,
            percent=rule.percent,
            from_date=rule.from_date,
            until_date=rule.until_date,
        )
        for country, rules in told.items()
        for rule in rules
    )
    houses = list(Venue.objects.filter(country__in=told).values_list("pk", flat=True))
    relist(houses)
    loaded = Loaded(tuple(sorted(told)), sum(map(len, told.values())), len(houses))
    for country in loaded.countries:
        facts.write("TaxRulesLoaded", country, actor=actor, now=now, rules=len(told[country]), filename=filename[:200])
    return loaded
