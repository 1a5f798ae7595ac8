"""Fewer people than agreed (DOMAIN 2.3): the samples, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain import terms
from zaal.domain.attrition import Change, Why, attrition, attrition_fee, free_rooms, reduction, rule_at
from zaal.domain.bounds import Start
from zaal.domain.money import Money
from zaal.domain.policies import FreeReduction, PartBy, Policy

STARTS = datetime(2027, 7, 15, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
START = Start(STARTS, "Europe/Amsterdam", frozenset())


def euros(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def before(days: float) -> datetime:
    return STARTS - timedelta(days=days)


def change(new: int, *, current: int = 40, original: int = 40, price: int = 200) -> Change:
    return Change(original, current, new, euros(current * price), euros(new * price), euros(original * price))


def with_free(rules: tuple[FreeReduction, ...], part: PartBy = PartBy.AS_RESERVED) -> Policy:
    return replace(terms.UVH_GROUP, free=rules, part=part)


def test_t28_ten_of_forty_go_twenty_days_before_at_the_scale_on_their_part():
    told = reduction(terms.UVH_GROUP, change(30), at=before(20), start=START)

    assert (told.free, told.billed, told.billed_value) == (0, 10, euros(2000))
    assert (told.fee, told.why) == (euros("1200.00"), Why.SCALE)


def test_more_people_than_before_cost_no_fee():
    assert reduction(terms.UVH_GROUP, change(45), at=before(1), start=START).why is Why.MORE_OR_SAME


def test_a_part_is_free_while_the_scale_is():
    assert reduction(terms.WEEKS_4_3_2, change(10), at=before(40), start=START).fee == euros(0)


@pytest.mark.parametrize(("current", "new", "free"), [(40, 20, 20), (30, 20, 10), (20, 15, 0), (40, 15, 20)])
def test_a_share_of_the_original_number_counts_what_went_before(current: int, new: int, free: int):
    told = reduction(terms.VENLO_UNDER_10000, change(new, current=current), at=before(20), start=START)

    assert told.free == free


@pytest.mark.parametrize(("current", "new", "free"), [(40, 38, 2), (40, 35, 2), (39, 37, 1), (19, 18, 0)])
def test_stein_lets_five_percent_of_the_final_number_go_until_a_day_before(current: int, new: int, free: int):
    told = reduction(terms.STEIN, change(new, current=current), at=before(1), start=START)

    assert told.free == free


@pytest.mark.parametrize(("at", "free"), [(before(1), 4), (before(0.9), 0)])
def test_the_lunterse_boer_lets_a_tenth_go_until_24_hours_before(at: datetime, free: int):
    told = reduction(with_free(terms.LUNTERSE_BOER_FREE), change(30), at=at, start=START)

    assert told.free == free


@pytest.mark.parametrize(
    ("at", "new", "billed_value"),
    [
        (before(21), 10, 0),  # half of the volume
        (before(21), 8, 400),
        (before(20), 15, 0),  # a quarter
        (before(20), 10, 1000),
        (before(7), 18, 0),  # a tenth
        (before(6), 18, 0),  # two people
        (before(6), 17, 200),
        (before(0.5), 19, 200),
    ],
)
def test_amersfoort_counts_a_small_groups_volume(at: datetime, new: int, billed_value: int):
    small = with_free(terms.AMERSFOORT_SMALL_FREE)

    told = reduction(small, change(new, current=20, original=20), at=at, start=START)

    assert told.billed_value == told.fee == euros(billed_value)


@pytest.mark.parametrize(("days", "percent"), [(42, 50), (41, 25), (28, 25), (27, 10), (14, 10)])
def test_amersfoort_has_longer_terms_for_larger_groups(days: int, percent: int):
    rule = rule_at(terms.AMERSFOORT_LARGE_FREE, at=before(days), start=START)

    assert rule is not None
    assert rule.percent == percent


def test_rooms_are_let_go_as_people_are():
    last = terms.AMERSFOORT_LARGE_FREE[-1]

    assert free_rooms(last, original=12, current=12, new=7) == 3
    assert free_rooms(terms.VENLO_FREE[1], original=12, current=10, new=2) == 4


def test_what_the_terms_do_not_say_of_a_part_is_asked():
    silent = with_free((), PartBy.NOT_STATED)

    told = reduction(silent, change(30), at=before(20), start=START)

    assert (told.billed, told.fee, told.why) == (10, None, Why.NOT_STATED)


def test_a_scale_that_is_silent_is_silent_on_parts_too():
    assert reduction(terms.DE_SCHOUT_GROUP, change(30), at=before(20), start=START).why is Why.NOT_STATED


@pytest.mark.parametrize(
    ("actual", "allowed", "billed", "missing"), [(38, 0, 38, 0), (30, 0, 36, 6), (30, 2, 34, 4), (50, 2, 50, 0)]
)
def test_numbers_are_kept_apart_after_the_meeting(actual: int, allowed: int, billed: int, missing: int):
    told = attrition(original=40, current=36, actual=actual, allowed=allowed)

    assert (told.original, told.current, told.actual) == (40, 36, actual)
    assert (told.billed, told.attrition) == (billed, missing)


def test_attrition_costs_the_agreed_price_or_a_stated_share_of_it():
    told = attrition(original=40, current=40, actual=35)

    assert attrition_fee(told, per_person=euros("58.50")) == euros("292.50")
    assert attrition_fee(told, per_person=euros("58.50"), percent=80) == euros("234.00")


every_policy = st.sampled_from(
    [*terms.LIBRARY, with_free(terms.AMERSFOORT_SMALL_FREE), with_free(terms.LUNTERSE_BOER_FREE, PartBy.PRO_RATA)]
)


@given(
    policy=every_policy,
    numbers=st.lists(st.integers(0, 60), min_size=3, max_size=3).map(lambda found: sorted(found, reverse=True)),
    price=st.integers(0, 500),
    hours=st.lists(st.integers(-10, 9000), min_size=2, max_size=2).map(lambda found: sorted(found, reverse=True)),
)
def test_letting_people_go_later_is_never_cheaper_and_never_above_their_worth(
    policy: Policy, numbers: list[int], price: int, hours: list[int]
):
    original, current, new = numbers
    asked = change(new, current=current, original=original, price=price)

    early, late = (reduction(policy, asked, at=STARTS - timedelta(hours=count), start=START) for count in hours)

    for told in (early, late):
        assert told.free + told.billed == current - new
        assert told.fee is None or euros(0) <= told.fee <= told.billed_value <= asked.before - asked.after
    if early.fee is not None and late.fee is not None:
        assert early.fee <= late.fee
