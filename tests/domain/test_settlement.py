from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.scenes import AMSTERDAM, SINGAPORE, TUINZAAL, hire, in_amsterdam

from zaal.domain import tax
from zaal.domain.documents import as_document
from zaal.domain.money import MixedCurrencies, Money, total
from zaal.domain.pricing import Ask, Basis, price
from zaal.domain.rates import HireUnit, TaxClass
from zaal.domain.settlement import (
    DepositOutOfRange,
    DiscountTooLarge,
    PartsDoNotAddUp,
    RatedAmount,
    WeightsEmpty,
    all_in,
    by_amounts,
    by_weights,
    deposit,
    discounted,
    discounted_all_in,
    of_price,
    on_top,
)
from zaal.domain.tax import UNTAXED, Rate, Taxes

VAT_21, VAT_9 = Rate("VAT", Decimal(21)), Rate("VAT", Decimal(9))
RATES = (VAT_21, VAT_9, UNTAXED)
CENT = Decimal("0.01")

cents = st.integers(min_value=0, max_value=5_000_000).map(lambda units: Decimal(units).scaleb(-2))
lines = st.lists(
    st.builds(RatedAmount, st.sampled_from(RATES), cents.map(lambda amount: Money(amount, "EUR"))),
    min_size=1,
    max_size=6,
)
prices = st.one_of(lines.map(lambda made: on_top(made, "EUR")), lines.map(lambda made: all_in(made, "EUR")))
weights = st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=8).filter(any)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def mixed_rates() -> Taxes:
    """Give the amounts of T12: a conference with meals, and a tourist tax named apart."""
    return on_top(
        [
            RatedAmount(VAT_21, euros("2346.00")),
            RatedAmount(VAT_9, euros("1170.00")),
            RatedAmount(UNTAXED, euros("193.50")),
        ],
        "EUR",
    )


def figures(taxes: Taxes) -> list[tuple[str, str, str]]:
    return [(str(group.percent), str((group.net + group.tax).amount), str(group.tax.amount)) for group in taxes.groups]


def test_a_price_is_settled_as_it_was_quoted():
    card = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "1000.00"),))
    day = in_amsterdam(date(2027, 3, 18), "09:00", "17:00")
    quoted = price(card, Ask(space_id=TUINZAAL, periods=(day,), delegates=30, basis=Basis.HIRE))

    asked = deposit(of_price(quoted), quoted.gross.percent(25))

    assert as_document(of_price(quoted)).payable == quoted.gross
    assert figures(asked.now) == [("21", "302.50", "52.50")]


def test_t13_a_discount_falls_on_the_taxed_parts_in_proportion():
    discount = (euros("2346.00") + euros("1170.00")).percent(10)

    document = as_document(discounted(mixed_rates(), discount))

    bases = [(str(group.net.amount), str(group.tax.amount)) for group in document.groups]
    assert bases == [("2111.40", "443.39"), ("1053.00", "94.77"), ("193.50", "0.00")]
    assert (str(document.net), str(document.tax), str(document.payable)) == (
        "EUR 3357.90",
        "EUR 538.16",
        "EUR 3896.06",
    )


def test_the_service_charge_falls_with_a_discount():
    taxes = tax.groups([tax.Supply(TaxClass.ROOM, Money(Decimal("3680.00"), "SGD"), date(2027, 3, 18))], SINGAPORE)

    after = discounted(taxes, taxes.net.percent(10))

    assert (str(after.net), str(after.service_charge), str(after.tax)) == ("SGD 3643.20", "SGD 331.20", "SGD 327.89")


def test_the_odd_cents_of_a_discount_are_the_largest_group_s():
    taxes = on_top(
        [
            RatedAmount(VAT_21, euros("10.00")),
            RatedAmount(VAT_9, euros("10.00")),
            RatedAmount(Rate("VAT", Decimal(0)), euros("10.01")),
        ],
        "EUR",
    )

    after = discounted(taxes, euros("1.00"))

    assert [str(group.net.amount) for group in after.groups] == ["9.67", "9.67", "9.67"]


def test_an_all_in_price_falls_by_exactly_the_discount():
    taxes = all_in([RatedAmount(VAT_21, euros("570.47")), RatedAmount(VAT_9, euros("599.53"))], "EUR")

    after = discounted_all_in(taxes, euros("117.00"))

    assert str(after.gross) == "EUR 1053.00"
    assert figures(after) == [("21", "513.42", "89.11"), ("9", "539.58", "44.55")]


@pytest.mark.parametrize("amount", ["-0.01", "3516.01"])
def test_a_discount_below_nothing_or_above_what_it_is_on_is_refused(amount: str):
    with pytest.raises(DiscountTooLarge) as refused:
        discounted(mixed_rates(), euros(amount))

    assert refused.value.facts["most"] == euros("3516.00")


def test_t21_a_deposit_has_its_part_of_every_rate():
    taxes = mixed_rates()

    asked = deposit(taxes, taxes.gross.percent(30))

    assert str(asked.now.gross) == "EUR 1292.24"
    assert figures(asked.now) == [("21", "851.60", "147.80"), ("9", "382.59", "31.59"), ("0", "58.05", "0.00")]
    assert str(asked.later.gross) == "EUR 3015.22"


@pytest.mark.parametrize("amount", ["-0.01", "4307.47"])
def test_a_deposit_of_less_than_nothing_or_more_than_all_is_refused(amount: str):
    with pytest.raises(DepositOutOfRange):
        deposit(mixed_rates(), euros(amount))


def test_three_organisations_share_a_meeting_by_their_delegates():
    parts = by_weights(mixed_rates(), [20, 10, 5])

    assert [str(part.gross.amount) for part in parts] == ["2461.41", "1230.70", "615.35"]
    assert figures(parts[2]) == [("21", "405.52", "70.38"), ("9", "182.19", "15.04"), ("0", "27.64", "0.00")]


def test_payers_may_state_their_amounts():
    parts = by_amounts(mixed_rates(), [euros("4000.00"), euros("307.46")])

    assert [part.gross for part in parts] == [euros("4000.00"), euros("307.46")]


@pytest.mark.parametrize("amounts", [["4307.45"], ["4307.46", "0.01"], ["5000.00", "-692.54"], []])
def test_amounts_that_are_not_the_whole_are_refused(amounts: list[str]):
    with pytest.raises(PartsDoNotAddUp):
        by_amounts(mixed_rates(), [euros(amount) for amount in amounts])


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_payers_without_any_weight_are_refused(weights: list[int]):
    with pytest.raises(WeightsEmpty):
        by_weights(mixed_rates(), weights)


def test_payers_pay_in_the_currency_of_the_price():
    with pytest.raises(MixedCurrencies):
        by_amounts(mixed_rates(), [Money(Decimal("4307.46"), "SGD")])


@given(price=prices, shares=weights)
def test_what_payers_pay_adds_up_to_the_cent_of_every_rate(price: Taxes, shares: list[int]):
    parts = by_weights(price, shares)

    assert total((part.gross for part in parts), "EUR") == price.gross
    for i, group in enumerate(price.groups):
        assert total((part.groups[i].net for part in parts), "EUR") == group.net
        assert total((part.groups[i].tax for part in parts), "EUR") == group.tax
    assert all(group.net.amount >= 0 and group.tax.amount >= 0 for part in parts for group in part.groups)


@given(price=prices, shares=weights)
def test_each_payer_s_own_invoice_counts_right_and_asks_their_part(price: Taxes, shares: list[int]):
    for part in by_weights(price, shares):
        document = as_document(part)

        assert document.payable == part.gross
        assert abs(document.rounding.amount) <= CENT * len(part.groups)


@given(price=prices, share=st.integers(min_value=0, max_value=100))
def test_a_deposit_and_its_rest_are_the_price(price: Taxes, share: int):
    asked = deposit(price, price.gross.percent(share))

    assert asked.now.gross == price.gross.percent(share)
    assert asked.now.gross + asked.later.gross == price.gross
    for whole, part in zip(price.groups, asked.now.groups, strict=True):
        exact = (whole.net + whole.tax).amount * asked.now.gross.amount / (price.gross.amount or 1)
        assert abs((part.net + part.tax).amount - exact) < CENT + CENT / 1000


@given(price=prices, share=st.integers(min_value=0, max_value=100))
def test_a_discount_never_takes_more_than_a_group_has(price: Taxes, share: int):
    levy = total((group.net for group in price.groups if group.name == UNTAXED.name), "EUR")
    discount, all_in_discount = (price.net - levy).percent(share), (price.gross - levy).percent(share)

    after = discounted(price, discount)

    assert after.net == price.net - discount
    assert all(group.net.amount >= 0 for group in after.groups)
    assert discounted_all_in(price, all_in_discount).gross == price.gross - all_in_discount
