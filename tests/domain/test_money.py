from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain.money import MixedCurrencies, Money, round_half_up, total

cents = st.decimals(min_value=-100_000, max_value=100_000, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=2), min_size=1, max_size=6).filter(any)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("20.124", "20.12"), ("20.125", "20.13"), ("2.675", "2.68"), ("-20.125", "-20.13"), ("1.005", "1.01")],
)
def test_t08_half_a_cent_is_rounded_away_from_zero(exact: str, rounded: str):
    assert round_half_up(Decimal(exact)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("currency", "rounded"), [("EUR", "1234.57"), ("JPY", "1235"), ("KWD", "1234.568"), ("CLF", "1234.5678")]
)
def test_an_amount_is_rounded_to_the_minor_unit_of_its_currency(currency: str, rounded: str):
    assert Money(Decimal("1234.5678"), currency).rounded().amount == Decimal(rounded)


def test_two_currencies_are_never_added_or_compared():
    euros, dollars = Money(Decimal(10), "EUR"), Money(Decimal(10), "SGD")

    with pytest.raises(MixedCurrencies) as adding:
        euros + dollars
    with pytest.raises(MixedCurrencies):
        _ = euros < dollars

    assert adding.value.facts == {"one": "EUR", "other": "SGD"}


def test_an_empty_list_of_amounts_is_zero_and_zero_is_false():
    nothing = total([], "EUR")

    assert nothing == Money(Decimal(0), "EUR")
    assert not nothing


def test_a_percentage_is_rounded_once():
    assert Money(Decimal("12.35"), "EUR").percent(15) == Money(Decimal("1.85"), "EUR")


def test_a_split_gives_the_odd_cents_to_the_largest_remainders():
    thirds = Money(Decimal("100.00"), "EUR").split([1, 1, 1])

    assert [share.amount for share in thirds] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_a_credit_splits_like_a_charge():
    shares = Money(Decimal("-10.01"), "EUR").split([1, 1])

    assert [share.amount for share in shares] == [Decimal("-5.00"), Decimal("-5.01")]


@given(amount=cents, weights=weights)
def test_the_shares_of_a_split_add_up_to_the_whole(amount: Decimal, weights: list[Decimal]):
    whole = Money(amount, "EUR")

    shares = whole.split(weights)

    assert total(shares, "EUR") == whole


@given(amount=cents, weights=weights)
def test_no_share_is_a_cent_or_more_from_its_exact_part(amount: Decimal, weights: list[Decimal]):
    shares = Money(amount, "EUR").split(weights)

    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.amount - amount * weight / sum(weights)) < Decimal("0.0100001")
