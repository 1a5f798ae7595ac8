from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.scenes import AMSTERDAM, DUTCH_VAT, LONG_AGO, SINGAPORE

from zaal.domain import tax
from zaal.domain.money import Money
from zaal.domain.rates import Entry, RateCard, TaxClass, TaxRule

TODAY = date(2027, 3, 18)
ENTRIES = {
    Entry.NET: AMSTERDAM,
    Entry.GROSS: replace(AMSTERDAM, entry=Entry.GROSS, service_percent=Decimal(10)),
    Entry.PLUS_PLUS: replace(AMSTERDAM, entry=Entry.PLUS_PLUS, service_percent=Decimal(10)),
}

written_amounts = st.lists(
    st.tuples(st.sampled_from(TaxClass), st.decimals(min_value=0, max_value=50_000, places=2)), min_size=1, max_size=8
)


def taxed(card: RateCard, *supplies: tuple[TaxClass, str | Decimal], day: date = TODAY) -> tax.Taxes:
    return tax.groups(
        (tax.Supply(tax_class, Money(Decimal(amount), card.currency), day) for tax_class, amount in supplies), card
    )


def figures(taxes: tax.Taxes) -> list[tuple[str, str, str]]:
    return [(str(group.percent), str(group.net.amount), str(group.tax.amount)) for group in taxes.groups]


def test_t01_service_charge_comes_first_and_gst_on_both():
    taxes = taxed(SINGAPORE, (TaxClass.ROOM, "3080.00"))

    assert str(taxes.service_charge) == "SGD 308.00"
    assert str(taxes.net) == "SGD 3388.00"
    assert str(taxes.tax) == "SGD 304.92"
    assert str(taxes.gross) == "SGD 3692.92"


@pytest.mark.parametrize(
    ("nett", "base", "service", "gst"),
    [("120.00", "100.08", "10.01", "9.91"), ("105.50", "87.99", "8.80", "8.71")],
)
def test_t02_a_nett_price_is_taken_apart_without_changing_it(nett: str, base: str, service: str, gst: str):
    taxes = taxed(replace(SINGAPORE, entry=Entry.GROSS), (TaxClass.ROOM, nett))

    assert (taxes.net - taxes.service_charge).amount == Decimal(base)
    assert taxes.service_charge.amount == Decimal(service)
    assert taxes.tax.amount == Decimal(gst)
    assert taxes.gross.amount == Decimal(nett)


@pytest.mark.parametrize(("year", "gst"), [(2022, "77.00"), (2023, "88.00"), (2024, "99.00"), (2027, "99.00")])
def test_t03_gst_is_that_of_the_year_of_supply(year: int, gst: str):
    taxes = taxed(SINGAPORE, (TaxClass.ROOM, "1000.00"), day=date(year, 6, 1))

    assert taxes.tax.amount == Decimal(gst)


def test_t04_tax_is_on_the_document_not_per_line():
    card = replace(SINGAPORE, entry=Entry.NET)

    taxes = taxed(card, (TaxClass.FOOD, "10.05"), (TaxClass.FOOD, "10.05"), (TaxClass.FOOD, "10.05"))

    assert taxes.tax.amount == Decimal("2.71")


def test_t07_two_lines_at_one_rate_share_one_tax_amount():
    taxes = taxed(AMSTERDAM, (TaxClass.ROOM, "37.50"), (TaxClass.EQUIPMENT, "12.50"))

    assert figures(taxes) == [("21", "50.00", "10.50")]


@pytest.mark.parametrize(("night", "vat"), [(date(2025, 12, 30), "9.00"), (date(2026, 1, 2), "21.00")])
def test_t09_a_night_carries_the_rate_of_its_own_day_whenever_it_is_paid(night: date, vat: str):
    assert taxed(AMSTERDAM, (TaxClass.LODGING, "100.00"), day=night).tax.amount == Decimal(vat)


def test_t09_two_nights_around_new_year_make_two_groups():
    supplies = [
        tax.Supply(TaxClass.LODGING, Money(Decimal(100), "EUR"), date(2025, 12, 31)),
        tax.Supply(TaxClass.LODGING, Money(Decimal(100), "EUR"), date(2026, 1, 1)),
    ]

    taxes = tax.groups(supplies, AMSTERDAM)

    assert figures(taxes) == [("9", "100", "9.00"), ("21", "100", "21.00")]


def test_t10_beer_without_alcohol_is_a_soft_drink_and_wine_is_not():
    taxes = taxed(AMSTERDAM, (TaxClass.FOOD, "40.00"), (TaxClass.ALCOHOL, "65.00"))

    assert figures(taxes) == [("9", "40.00", "3.60"), ("21", "65.00", "13.65")]


def test_t14_delegates_and_led_wall_in_singapore():
    taxes = taxed(SINGAPORE, (TaxClass.FOOD, "3430.00"), (TaxClass.EQUIPMENT, "250.00"))

    assert str(taxes.service_charge) == "SGD 368.00"
    assert figures(taxes) == [("9", "4048.00", "364.32")]
    assert str(taxes.gross) == "SGD 4412.32"


def test_t16_yen_have_no_decimals():
    card = replace(SINGAPORE, currency="JPY", tax_rules=(TaxRule("CT", TaxClass.ROOM, Decimal(10), LONG_AGO),))

    taxes = taxed(card, (TaxClass.ROOM, "86415"))

    assert str(taxes.service_charge) == "JPY 8642"
    assert str(taxes.tax) == "JPY 9506"
    assert str(taxes.gross) == "JPY 104563"


def test_the_service_charge_is_spread_over_the_rates_in_proportion():
    card = replace(AMSTERDAM, entry=Entry.PLUS_PLUS, service_percent=Decimal(10))

    taxes = taxed(card, (TaxClass.ROOM, "100.05"), (TaxClass.FOOD, "33.37"))

    assert str(taxes.service_charge) == "EUR 13.34"
    assert figures(taxes) == [("21", "110.05", "23.11"), ("9", "36.71", "3.30")]


def test_a_net_price_carries_no_service_charge():
    taxes = taxed(replace(AMSTERDAM, service_percent=Decimal(10)), (TaxClass.ROOM, "100.00"))

    assert (taxes.service_percent, taxes.service_charge.amount) == (0, 0)
    assert taxes.gross.amount == Decimal("121.00")


def test_a_day_without_a_tax_rule_has_no_price():
    with pytest.raises(tax.TaxRuleMissing) as refused:
        tax.rule_for(DUTCH_VAT, TaxClass.FOOD, date(2001, 1, 1))

    assert refused.value.facts == {"tax_class": "food", "day": date(2001, 1, 1)}


def test_the_later_of_two_rules_holds():
    correction = TaxRule("VAT", TaxClass.FOOD, Decimal(10), date(2027, 1, 1))

    assert tax.rule_for((correction, *DUTCH_VAT), TaxClass.FOOD, TODAY) == correction
    assert tax.rule_for((*DUTCH_VAT, correction), TaxClass.FOOD, TODAY) == correction
    assert tax.rule_for((correction, *DUTCH_VAT), TaxClass.FOOD, date(2026, 12, 31)).percent == 9


@given(entry=st.sampled_from(Entry), written=written_amounts)
def test_the_groups_add_up_to_the_document(entry: Entry, written: list[tuple[TaxClass, Decimal]]):
    taxes = taxed(ENTRIES[entry], *written)

    assert sum(group.net.amount for group in taxes.groups) == taxes.net.amount
    assert sum(group.tax.amount for group in taxes.groups) == taxes.tax.amount
    assert taxes.net + taxes.tax == taxes.gross
    assert taxes.gross >= taxes.net >= taxes.service_charge >= Money.zero("EUR")


@given(written=written_amounts)
def test_an_all_in_price_stays_exactly_what_the_hotel_wrote(written: list[tuple[TaxClass, Decimal]]):
    taxes = taxed(ENTRIES[Entry.GROSS], *written)

    assert taxes.gross.amount == sum(amount for _, amount in written)


@given(written=written_amounts)
def test_with_plus_plus_the_net_is_what_was_written_and_the_service_charge(written: list[tuple[TaxClass, Decimal]]):
    taxes = taxed(ENTRIES[Entry.PLUS_PLUS], *written)

    assert taxes.net.amount - taxes.service_charge.amount == sum(amount for _, amount in written)
