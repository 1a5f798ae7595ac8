"""Who has which price: deals, promotions, early birds, last minutes, steps of volume."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain import scenes
from tests.domain.scenes import AMSTERDAM, LONG_AGO, TUINZAAL, hire, in_amsterdam

from zaal.domain.deals import CodeUnknown, held, require_given
from zaal.domain.pricing import Ask, Basis, Price, RoomAsk, price
from zaal.domain.rates import (
    Adjustment,
    AppliesTo,
    Condition,
    Deal,
    DealKind,
    HireUnit,
    RateCard,
    Validity,
)

THURSDAY = date(2027, 3, 18)
WORKDAY = in_amsterdam(THURSDAY, "09:00", "17:00")
ACME, OTHER = 41, 42
SPRING = Validity(date(2027, 1, 1), date(2027, 3, 31))


def deal(code: str, kind: DealKind, word: str = "", *organisations: int, valid: Validity = SPRING) -> Deal:
    return Deal(code, kind, {"en": code}, word, frozenset(organisations), valid)


def moved(percent: str, **condition: object) -> RateCard:
    """Have the Tuinzaal for 300 a day, moved by a percentage on a condition."""
    move = Adjustment("moved", Decimal(percent), AppliesTo.ALL, scenes.validity(), Condition(**condition))  # type: ignore[arg-type] # the fields of a condition
    return replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "300"),), adjustments=(move,))


def asked(card: RateCard, **changes: object) -> Price:
    usual: dict[str, object] = {"asked_on": THURSDAY - timedelta(days=30)}
    return price(card, Ask(TUINZAAL, (WORKDAY,), 20, Basis.HIRE, **(usual | changes)))  # type: ignore[arg-type] # the fields of an ask


def unit_price(found: Price, number: int = 0) -> str:
    return str(found.lines[number].unit_amount.amount)


# Who has a deal

NEGOTIATED = deal("acme", DealKind.NEGOTIATED, "", ACME)
FOR_ALL = deal("blossom", DealKind.PROMOTION, "Bloesem")
FOR_ACME = deal("inside", DealKind.PROMOTION, "Binnen", ACME)
DEALS = (NEGOTIATED, FOR_ALL, FOR_ACME)


def test_a_negotiated_rate_is_for_members_and_needs_no_word():
    assert held(DEALS, organisations=frozenset({ACME}), words=(), day=THURSDAY) == {"acme"}
    assert held(DEALS, organisations=frozenset({OTHER}), words=(), day=THURSDAY) == set()


def test_a_negotiated_rate_for_no_organisation_is_nobodys():
    nobodys = deal("nobodys", DealKind.NEGOTIATED)

    assert held([nobodys], organisations=frozenset({ACME}), words=(), day=THURSDAY) == set()


@pytest.mark.parametrize("word", ["Bloesem", "bloesem", " BLOESEM "])
def test_a_promotion_is_for_whoever_knows_its_word(word: str):
    assert held(DEALS, organisations=frozenset(), words=(word,), day=THURSDAY) == {"blossom"}


def test_a_promotion_of_an_organisation_gives_others_no_sign_that_it_exists():
    assert held(DEALS, organisations=frozenset({ACME}), words=("binnen",), day=THURSDAY) == {"acme", "inside"}

    assert held(DEALS, organisations=frozenset({OTHER}), words=("binnen",), day=THURSDAY) == set()
    with pytest.raises(CodeUnknown) as refused:
        require_given(DEALS, organisations=frozenset({OTHER}), words=("binnen",), day=THURSDAY)
    with pytest.raises(CodeUnknown) as unknown:
        require_given(DEALS, organisations=frozenset({OTHER}), words=("geraden",), day=THURSDAY)

    assert set(refused.value.facts) == set(unknown.value.facts)


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2026, 12, 31), False), (date(2027, 3, 31), True), (date(2027, 4, 1), False)]
)
def test_a_deal_holds_on_days_of_asking(day: date, holds: bool):  # noqa: FBT001 - what is expected
    found = held([NEGOTIATED], organisations=frozenset({ACME}), words=(), day=day)

    assert bool(found) is holds


def test_a_word_of_yesterday_gives_nothing_today():
    require_given(DEALS, organisations=frozenset(), words=("bloesem",), day=date(2027, 3, 31))
    with pytest.raises(CodeUnknown):
        require_given(DEALS, organisations=frozenset(), words=("bloesem",), day=date(2027, 4, 1))


def test_a_negotiated_price_is_taken_as_it_is_and_only_where_it_is_cheaper():
    season = scenes.adjustment("season", "20", AppliesTo.HIRE)
    listed, agreed = hire(HireUnit.DAY, "300"), replace(hire(HireUnit.DAY, "280"), deal="acme")
    card = replace(AMSTERDAM, hire=(listed, agreed), adjustments=(season,))

    members, others = asked(card, deals=frozenset({"acme"})), asked(card)

    assert (unit_price(members), unit_price(others)) == ("280.00", "360.00")
    assert members.lines[0].rule == "day+acme"
    dearer = replace(card, hire=(listed, replace(agreed, amount=Decimal(400))))
    assert unit_price(asked(dearer, deals=frozenset({"acme"}))) == "360.00"


def test_an_agreed_price_is_charged_in_whole_cents():
    agreed = replace(hire(HireUnit.DAY, "280.125"), deal="acme")

    assert unit_price(asked(replace(AMSTERDAM, hire=(agreed,)), deals=frozenset({"acme"}))) == "280.13"


def test_a_room_with_a_price_for_members_only_has_none_for_others():
    card = replace(AMSTERDAM, hire=(hire(HireUnit.HOUR, "100"), replace(hire(HireUnit.DAY, "280"), deal="acme")))

    assert asked(card, deals=frozenset({"acme"})).lines[0].unit == "day"
    assert asked(card).lines[0].unit == "hour"


def test_a_promotion_moves_the_price_of_those_who_have_it():
    card = moved("-10", deal="blossom")

    assert unit_price(asked(card, deals=frozenset({"blossom"}))) == "270.00"
    assert unit_price(asked(card, deals=frozenset({"acme"}))) == "300.00"


# When, how many, how long


@pytest.mark.parametrize(
    ("days_ahead", "early", "late"),
    [(91, "270.00", "300.00"), (90, "270.00", "300.00"), (89, "300.00", "300.00"), (8, "300.00", "300.00"),
     (7, "300.00", "330.00"), (0, "300.00", "330.00")],
)  # fmt: skip
def test_early_birds_and_last_minutes_are_counted_in_days_from_asking(days_ahead: int, early: str, late: str):
    asked_on = THURSDAY - timedelta(days=days_ahead)

    assert unit_price(asked(moved("-10", min_lead_days=90), asked_on=asked_on)) == early
    assert unit_price(asked(moved("10", max_lead_days=7), asked_on=asked_on)) == late


def test_without_a_day_of_asking_there_are_no_early_birds():
    assert unit_price(asked(moved("-10", min_lead_days=0), asked_on=None)) == "300.00"


@pytest.mark.parametrize(("delegates", "expected"), [(49, "300.00"), (50, "285.00"), (99, "285.00"), (100, "270.00")])
def test_steps_of_volume_begin_and_end_with_their_bounds(delegates: int, expected: str):
    steps = [
        Adjustment(code, Decimal(percent), AppliesTo.ALL, scenes.validity(), condition)
        for code, percent, condition in (
            ("fifty", -5, Condition(min_delegates=50, max_delegates=99)),
            ("hundred", -10, Condition(min_delegates=100)),
        )
    ]
    card = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "300"),), adjustments=tuple(steps))

    found = price(card, Ask(TUINZAAL, (WORKDAY,), delegates, Basis.HIRE, asked_on=LONG_AGO))

    assert unit_price(found) == expected


def test_a_long_meeting_is_one_of_many_days_whichever_room_has_them():
    days = [in_amsterdam(THURSDAY + timedelta(days=n), "09:00", "17:00") for n in range(3)]
    card = moved("-20", min_days=3)

    alone = price(card, Ask(TUINZAAL, tuple(days), 20, Basis.HIRE, asked_on=LONG_AGO))
    beside = RoomAsk(TUINZAAL, tuple(days[1:]), 5, Basis.HIRE)
    spread = price(card, Ask(TUINZAAL, (days[0],), 20, Basis.HIRE, asked_on=LONG_AGO, rooms=(beside,)))
    short = price(card, Ask(TUINZAAL, tuple(days[:2]), 20, Basis.HIRE, asked_on=LONG_AGO))

    assert {unit_price(alone), unit_price(spread)} == {"240.00"}
    assert unit_price(short) == "300.00"


def test_breakout_rooms_have_their_own_price_move():
    found = asked(moved("-50", beside=True), rooms=(RoomAsk(TUINZAAL, (WORKDAY,), 8, Basis.HIRE),))

    assert [(line.room, unit_price(found, line.room)) for line in found.lines] == [(0, "300.00"), (1, "150.00")]


def test_moves_multiply_in_order_and_each_is_told():
    season = scenes.adjustment("season", "20", AppliesTo.HIRE)
    early = Adjustment("early", Decimal(-10), AppliesTo.ALL, scenes.validity(), Condition(min_lead_days=10))
    card = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "299.99"),), adjustments=(season, early))

    [line] = asked(card).lines

    # 299.99 x 1.20 x 0.90, rounded once.
    assert (str(line.unit_amount.amount), str(line.base)) == ("323.99", "EUR 299.99")
    assert [(one.code, one.percent) for one in line.applied] == [("season", 20), ("early", -10)]


@given(lead=st.integers(0, 400), delegates=st.integers(1, 300), days=st.integers(1, 5))
def test_whoever_has_a_deal_never_pays_more_for_it(lead: int, delegates: int, days: int):
    card = replace(
        moved("-10", min_lead_days=60, max_delegates=200),
        hire=(hire(HireUnit.DAY, "300"), replace(hire(HireUnit.DAY, "275"), deal="acme")),
    )
    periods = tuple(in_amsterdam(THURSDAY + timedelta(days=n), "09:00", "17:00") for n in range(days))
    ask = Ask(TUINZAAL, periods, delegates, Basis.HIRE, asked_on=THURSDAY - timedelta(days=lead))

    assert price(card, replace(ask, deals=frozenset({"acme"}))).gross <= price(card, ask).gross
