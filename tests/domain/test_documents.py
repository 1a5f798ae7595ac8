from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.scenes import AMSTERDAM, SINGAPORE

from zaal.domain import tax
from zaal.domain.documents import ExchangeRateNotPositive, StatedRate, as_document, restated
from zaal.domain.money import Money, minor_units
from zaal.domain.rates import Entry, RateCard, TaxClass
from zaal.domain.settlement import RatedAmount, all_in, on_top
from zaal.domain.tax import Rate

TODAY = date(2027, 3, 18)
VAT_21, VAT_9, GST = Rate("VAT", Decimal(21)), Rate("VAT", Decimal(9)), Rate("GST", Decimal(9))
TOURIST_TAX = Rate("tourist tax", Decimal(0))
ENTRIES = {
    Entry.NET: AMSTERDAM,
    Entry.GROSS: replace(AMSTERDAM, entry=Entry.GROSS, service_percent=Decimal(10)),
    Entry.PLUS_PLUS: replace(AMSTERDAM, entry=Entry.PLUS_PLUS, service_percent=Decimal(10)),
}

written_amounts = st.lists(
    st.tuples(st.sampled_from(TaxClass), st.decimals(min_value=0, max_value=50_000, places=2)), min_size=1, max_size=8
)


def euros(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def priced(card: RateCard, *written: tuple[TaxClass, Decimal]) -> tax.Taxes:
    return tax.groups((tax.Supply(kind, Money(amount, card.currency), TODAY) for kind, amount in written), card)


def figures(groups: tuple[tax.TaxGroup, ...]) -> list[tuple[str, str, str]]:
    return [(str(group.percent), str(group.net.amount), str(group.tax.amount)) for group in groups]


def test_t04_tax_is_on_the_sum_of_the_lines_not_per_line():
    document = as_document(on_top([RatedAmount(GST, Money(Decimal("10.05"), "SGD"))] * 3, "SGD"))

    assert figures(document.groups) == [("9", "30.15", "2.71")]
    assert str(document.payable) == "SGD 32.86"


def test_lines_are_rounded_before_they_are_added():
    document = as_document(on_top([RatedAmount(VAT_21, euros("10.005"))] * 2, "EUR"))

    assert str(document.net) == "EUR 20.02"


def test_t11_a_tourist_tax_bears_no_vat_when_named_apart_and_does_when_hidden():
    due = (euros("129.00") * 12).percent(Decimal("12.5"))

    apart = as_document(on_top([RatedAmount(TOURIST_TAX, due)], "EUR"))
    hidden = as_document(on_top([RatedAmount(VAT_21, due)], "EUR"))

    assert str(due) == "EUR 193.50"
    assert str(apart.tax) == "EUR 0.00"
    assert str(hidden.tax) == "EUR 40.64"


def test_t12_two_rates_a_tourist_tax_and_a_prepayment():
    taxes = on_top(
        [
            RatedAmount(VAT_21, euros("2346.00")),
            RatedAmount(VAT_9, euros("1170.00")),
            RatedAmount(TOURIST_TAX, euros("193.50")),
        ],
        "EUR",
    )

    document = as_document(taxes, prepaid=euros("1000.00"))

    assert figures(document.groups) == [
        ("21", "2346.00", "492.66"),
        ("9", "1170.00", "105.30"),
        ("0", "193.50", "0.00"),
    ]
    assert (str(document.net), str(document.tax), str(document.gross)) == ("EUR 3709.50", "EUR 597.96", "EUR 4307.46")
    assert str(document.payable) == "EUR 3307.46"
    assert not document.rounding


def test_t15_a_foreign_currency_is_told_in_the_own_one_at_a_stated_rate():
    card = replace(SINGAPORE, currency="EUR")
    document = as_document(priced(card, (TaxClass.ROOM, Decimal(35 * 65))))
    at = StatedRate("SGD", Decimal("1.5012"), "MAS", TODAY)

    told = restated(document, at)

    assert (str(document.net), str(document.tax)) == ("EUR 2502.50", "EUR 225.23")
    assert str(document.payable) == "EUR 2727.73"
    assert (str(told.document.net), str(told.document.tax)) == ("SGD 3756.75", "SGD 338.12")
    assert str(told.document.payable) == "SGD 4094.87"
    assert told.at == at


@pytest.mark.parametrize("rate", ["0", "-1.5", "NaN", "Infinity"])
def test_a_rate_that_is_no_rate_is_refused(rate: str):
    document = as_document(on_top([RatedAmount(VAT_21, euros("100.00"))], "EUR"))

    with pytest.raises(ExchangeRateNotPositive):
        restated(document, StatedRate("SGD", Decimal(rate), "MAS", TODAY))


@pytest.mark.parametrize(
    ("charged", "treatment", "tax_due"),
    [("4340.00", Rate("none", Decimal(0)), "0.00"), ("100.00", GST, "9.00")],
)
def test_t32_a_compensation_bears_no_tax_and_an_administration_fee_does(charged: str, treatment: Rate, tax_due: str):
    assert as_document(on_top([RatedAmount(treatment, euros(charged))], "EUR")).tax == euros(tax_due)


def test_t32_a_prepayment_kept_on_a_no_show_still_contains_its_tax():
    assert str(as_document(all_in([RatedAmount(VAT_21, euros("12400.00"))], "EUR")).tax) == "EUR 2152.07"


def test_an_all_in_amount_that_is_no_base_and_tax_says_the_cent_as_rounding():
    document = as_document(priced(ENTRIES[Entry.GROSS], (TaxClass.ROOM, Decimal("0.03"))))

    assert figures(document.groups) == [("21", "0.02", "0.00")]
    assert (str(document.gross), str(document.rounding), str(document.payable)) == ("EUR 0.02", "EUR 0.01", "EUR 0.03")


def test_one_all_in_amount_in_six_needs_a_rounding_amount_at_21_percent():
    needing = sum(
        bool(as_document(all_in([RatedAmount(VAT_21, euros(Decimal(cents) / 100))], "EUR")).rounding)
        for cents in range(1, 1211)
    )

    assert needing == 210


@given(entry=st.sampled_from(Entry), written=written_amounts, currency=st.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_is_to_be_paid_is_always_the_price_s_gross(
    entry: Entry, written: list[tuple[TaxClass, Decimal]], currency: str
):
    decimals = minor_units(currency)
    card = replace(ENTRIES[entry], currency=currency)
    whole = [(kind, amount.scaleb(2).to_integral_value().scaleb(-decimals)) for kind, amount in written]

    taxes = priced(card, *whole)
    document = as_document(taxes)

    assert document.payable == taxes.gross
    assert document.gross - document.prepaid + document.rounding == document.payable
    assert abs(document.rounding.amount) <= len(document.groups) * Decimal(1).scaleb(-decimals)
    assert all(group.tax == group.net.percent(group.percent) for group in document.groups)
    if entry is not Entry.GROSS:
        assert not document.rounding
