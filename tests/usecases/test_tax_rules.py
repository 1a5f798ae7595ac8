"""A third country comes in as data: its tax rules, and a house that then prices by them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.pricing import Basis
from zaal.domain.refusals import NotAllowed
from zaal.domain.search import Circle, Wish
from zaal.domain.tax import TaxRuleMissing
from zaal.domain.tax_rules import TaxRulesOverlap
from zaal.queries import sales, search
from zaal.queries import tax_rules as kept
from zaal.records.logbook.models import Fact
from zaal.usecases import tax_rules

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db

BERLIN = "hotel-spree"
# § 12 UStG: 19 % (1) since 2007, for half of 2020 16 % (§ 28 (1)); lodging 7 % (2) no. 11; food of restaurants and
# caterers 7 % (2) no. 15, again since 2026-01-01. Drinks stay at 19 %: a house lists them apart from its food.
GERMANY = b"""country,name,tax_class,percent,from_date,until_date
DE,USt,room,19,2021-01-01,
DE,USt,equipment,19,2021-01-01,
DE,USt,alcohol,19,2021-01-01,
DE,USt,food,19,2024-01-01,2025-12-31
DE,USt,food,7,2026-01-01,
DE,USt,lodging,7,2021-01-01,
"""


def load(data: bytes = GERMANY, *, actor: Actor | None = None) -> tax_rules.Loaded:
    return tax_rules.load(actor=actor or given.an_operator(), data=data, filename="germany.csv", now=given.NOW)


def a_house_in_berlin() -> str:
    return given.a_venue(
        BERLIN, country="DE", city="Berlin", lat=52.52, lon=13.40, time_zone="Europe/Berlin", postcode="10117"
    )


def quoted(**wish: object) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    reference = given.a_quote(venue=BERLIN, **wish)
    price = sales.quote(reference, actor=given.a_booker(), now=given.NOW).price
    return [(group.name, group.percent, group.net.amount, group.tax.amount) for group in price.taxes]


def test_a_house_in_a_third_country_prices_by_its_rules_once_they_are_loaded():
    a_house_in_berlin()
    with pytest.raises(TaxRuleMissing):
        given.a_quote(venue=BERLIN)

    load()

    # The Beurszaal for a day at 700.00 all in: 700.00 x 19 / 119.
    assert quoted() == [("USt", Decimal(19), Decimal("588.24"), Decimal("111.76"))]


def test_a_package_splits_over_nineteen_and_seven_percent_and_stays_what_the_hotel_wrote():
    a_house_in_berlin()
    load()

    groups = quoted(basis=Basis.PACKAGE, package_code="8-hours")

    # 30 x 55.00 all in, market values excluding tax 20 : 30; 1650.00 x 20 / (20 x 1.19 + 30 x 1.07) = 590.34.
    assert groups == [
        ("USt", Decimal(19), Decimal("590.34"), Decimal("112.16")),
        ("USt", Decimal(7), Decimal("885.51"), Decimal("61.99")),
    ]
    assert sum(net + tax for _, _, net, tax in groups) == Decimal("1650.00")


def test_search_prices_by_the_new_rules_at_once():
    a_house_in_berlin()
    load()
    wish = Wish(Circle(52.52, 13.40, 5), (given.a_span(),), 30, None, Basis.HIRE)

    [offer] = search.spaces(wish, now=given.NOW).offers

    # The smallest room that seats 30, at 400.00.
    assert [(group.percent, group.tax.amount) for group in offer.price.taxes] == [(Decimal(19), Decimal("63.87"))]


def test_loading_leaves_other_countries_alone_and_can_be_done_again():
    before = kept.by_country()
    a_house_in_berlin()

    first, second = load(), load()

    assert first == second == tax_rules.Loaded(("DE",), 6, 1)
    after = kept.by_country()
    assert after.pop("DE")
    assert after == before
    assert Fact.objects.filter(kind="TaxRulesLoaded", subject="DE").count() == 2


def test_a_quote_made_before_keeps_its_tax():
    a_house_in_berlin()
    load()
    reference = given.a_quote(venue=BERLIN)

    load(GERMANY.replace(b"room,19", b"room,25"))

    price = sales.quote(reference, actor=given.a_booker(), now=given.NOW).price
    assert [group.percent for group in price.taxes] == [Decimal(19)]


def test_one_wrong_rule_changes_nothing():
    load()
    before = kept.by_country()

    with pytest.raises(TaxRulesOverlap):
        load(GERMANY.replace(b"19,2024-01-01,2025-12-31", b"19,2024-01-01,"))

    assert kept.by_country() == before


def test_only_the_operator_changes_taxes():
    member = given.a_hotel_member()

    with pytest.raises(NotAllowed):
        load(actor=member)

    assert "DE" not in kept.by_country()


def test_a_night_before_the_change_keeps_the_old_rate():
    load()

    rules = [rule for rule in kept.by_country()["DE"] if rule.tax_class == "food"]

    moments = (datetime(2025, 12, 31, tzinfo=UTC).date(), datetime(2026, 1, 1, tzinfo=UTC).date())
    assert [[rule.percent for rule in rules if rule.holds_on(day)] for day in moments] == [[Decimal(19)], [Decimal(7)]]
