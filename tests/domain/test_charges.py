"""What is charged besides hire, packages and extras: extra time, layouts, late ends, levies, minimum spend, guests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain import scenes
from tests.domain.scenes import AMSTERDAM, SINGAPORE, TUINZAAL, hire, in_amsterdam, in_singapore, part, validity

from zaal.domain.hire import RateMissing
from zaal.domain.layouts import Layout
from zaal.domain.packages import billed_delegates
from zaal.domain.pricing import Ask, Basis, LineKind, Price, RoomAsk, price
from zaal.domain.rates import (
    AppliesTo,
    ChargeRules,
    Daypart,
    Entry,
    ExtraUnit,
    Guarantee,
    HireUnit,
    LayoutFee,
    Levy,
    MinimumSpend,
    Overtime,
    PackageKind,
    RateCard,
    SpendBase,
    SpendPer,
    Surcharge,
    TaxClass,
    Validity,
)

THURSDAY = date(2027, 3, 18)
FRIDAY, SATURDAY = date(2027, 3, 19), date(2027, 3, 20)
WEEKDAYS = frozenset(range(5))
ANNEX = 8
HALF_HOUR = Overtime(30, Decimal(20), 30, 120, AppliesTo.ALL, validity())
MORNING = replace(
    AMSTERDAM,
    dayparts=(Daypart("morning", time(9), time(13)),),
    hire=(hire(HireUnit.DAYPART, "160"),),
    rules=ChargeRules(overtime=(HALF_HOUR,)),
)
DAY_300 = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "300"), hire(HireUnit.HOUR, "60")))


def asked(card: RateCard, starts: str = "09:00", ends: str = "17:00", day: date = THURSDAY, **changes: Any) -> Price:
    period = in_singapore(day, starts, ends) if card.country == "SG" else in_amsterdam(day, starts, ends)
    return price(
        card, Ask(**{"space_id": TUINZAAL, "periods": (period,), "delegates": 20, "basis": Basis.HIRE, **changes})
    )


def of(found: Price, kind: LineKind) -> list[tuple[str, str]]:
    return [(line.code, str(line.amount.amount)) for line in found.lines if line.kind is kind]


def ruled(card: RateCard, **rules: Any) -> RateCard:
    return replace(card, rules=ChargeRules(**rules))


def spend(amount: str, base: SpendBase = SpendBase.ALL, per: SpendPer = SpendPer.MEETING) -> MinimumSpend:
    return MinimumSpend(Decimal(amount), base, per, validity())


# Extra time


@pytest.mark.parametrize(
    ("ends", "net", "gross"),
    [("13:00", "0", "0"), ("13:30", "0", "0"), ("13:31", "20", "24.20"), ("14:00", "20", "24.20"),
     ("14:01", "40", "48.40"), ("14:05", "40", "48.40"), ("15:00", "60", "72.60")],
)  # fmt: skip
def test_t20_after_the_grace_every_started_half_hour_costs(ends: str, net: str, gross: str):
    found, daypart = asked(MORNING, ends=ends), asked(MORNING, ends="13:00")

    assert found.net.amount - daypart.net.amount == Decimal(net)
    assert found.gross.amount - daypart.gross.amount == Decimal(gross)


def test_longer_than_extra_time_lasts_is_another_booking():
    with pytest.raises(RateMissing):
        asked(MORNING, ends="15:01")


def test_extra_time_is_before_no_daypart():
    with pytest.raises(RateMissing):
        asked(MORNING, "08:30", "13:00")


def test_a_second_daypart_is_taken_where_it_costs_less_than_extra_time():
    afternoon = Daypart("afternoon", time(13), time(17))
    cheap = replace(MORNING, dayparts=(*MORNING.dayparts, afternoon), hire=(hire(HireUnit.DAYPART, "30"),))
    dear = replace(cheap, hire=MORNING.hire)

    assert asked(cheap, ends="14:05").lines[0].quantity == 2
    assert of(asked(dear, ends="14:05"), LineKind.OVERTIME) == [("30", "40.00")]


def test_extra_time_comes_after_a_package_too():
    card = replace(MORNING, packages=(scenes.package("day", "50", hours=8),))

    found = asked(card, ends="18:10", basis=Basis.PACKAGE)

    assert of(found, LineKind.PACKAGE) == [("day", "1000.00")]
    assert of(found, LineKind.OVERTIME) == [("30", "40.00")]


@given(minutes=st.integers(0, 120))
def test_a_later_end_never_costs_less(minutes: int):
    ends = [f"{13 + over // 60:02}:{over % 60:02}" for over in (minutes, max(minutes - 1, 0))]
    later, sooner = (asked(MORNING, ends=end) for end in ends)

    assert sooner.gross <= later.gross


def test_at_least_so_many_hours_are_billed():
    card = replace(AMSTERDAM, hire=(replace(hire(HireUnit.HOUR, "50"), min_quantity=4),))

    short, long = asked(card, ends="11:00"), asked(card, ends="14:00")

    assert [(line.quantity, line.rule) for line in short.lines] == [(4, "hour+min_quantity")]
    assert [(line.quantity, line.rule) for line in long.lines] == [(5, "hour")]


# Layouts


def fee(layout: Layout | None = None, *, space: int | None = None, amount: str | None = None,
        percent: int | None = None, on_the_day: bool = False) -> LayoutFee:  # fmt: skip
    figures = (None if amount is None else Decimal(amount), None if percent is None else Decimal(percent))
    return LayoutFee(layout, space, *figures, on_the_day, validity())


def test_the_fee_that_names_room_and_layout_most_closely_counts():
    every, theatre, here, both = (
        fee(amount="10"),
        fee(Layout.THEATRE, amount="20"),
        fee(space=TUINZAAL, amount="30"),
        fee(Layout.THEATRE, space=TUINZAAL, amount="40"),
    )

    def charged(*fees: LayoutFee) -> str:
        [(_, amount)] = of(asked(ruled(DAY_300, layout_fees=fees), layout=Layout.THEATRE), LineKind.LAYOUT)
        return amount

    assert charged(every) == "10.00"
    assert charged(every, theatre) == "20.00"
    assert charged(every, theatre, here) == "30.00"
    assert charged(every, theatre, here, both) == "40.00"


def test_a_layout_fee_may_be_a_share_of_what_the_room_costs_that_day():
    card = ruled(DAY_300, layout_fees=(fee(percent=10),))

    assert of(asked(card, layout=Layout.CABARET), LineKind.LAYOUT) == [("cabaret", "30.00")]
    assert of(asked(card, ends="11:00", layout=Layout.CABARET), LineKind.LAYOUT) == [("cabaret", "12.00")]


def test_only_a_change_on_the_day_costs_what_a_change_on_the_day_costs():
    card = ruled(DAY_300, layout_fees=(fee(percent=50, on_the_day=True),))

    changed = asked(card, layout=Layout.THEATRE, new_layout=Layout.U_SHAPE)
    kept = asked(card, layout=Layout.THEATRE)

    assert of(changed, LineKind.LAYOUT) == [("u_shape", "150.00")]
    assert of(kept, LineKind.LAYOUT) == []


def test_a_layout_is_paid_on_each_day_and_in_each_room():
    card = ruled(
        replace(DAY_300, hire=(*DAY_300.hire, hire(HireUnit.DAY, "80", space_id=ANNEX))),
        layout_fees=(fee(Layout.BANQUET, amount="25"),),
    )
    days = (in_amsterdam(THURSDAY, "09:00", "17:00"), in_amsterdam(FRIDAY, "09:00", "17:00"))
    beside = RoomAsk(ANNEX, days[:1], 8, Basis.HIRE, layout=Layout.BANQUET)

    found = asked(card, periods=days, layout=Layout.BANQUET, rooms=(beside,))

    fees = [line for line in found.lines if line.kind is LineKind.LAYOUT]
    assert [(line.room, line.day, str(line.amount.amount)) for line in fees] == [
        (0, THURSDAY, "25.00"),
        (0, FRIDAY, "25.00"),
        (1, THURSDAY, "25.00"),
    ]


# Late ends


def late(code: str, ends_from: time, amount: str, valid: Validity | None = None) -> Surcharge:
    return Surcharge(code, {"en": code}, ends_from, Decimal(amount), TaxClass.ROOM, valid or validity())


@pytest.mark.parametrize(("ends", "charged"), [("20:59", []), ("21:00", ["60.00"]), ("00:30", ["60.00"])])
def test_a_late_end_costs_from_its_minute_on_also_after_midnight(ends: str, charged: list[str]):
    card = ruled(DAY_300, surcharges=(late("cleaning", time(21), "60"),))

    found = asked(card, "14:00", ends)

    assert [amount for _, amount in of(found, LineKind.SURCHARGE)] == charged


def test_an_end_in_the_small_hours_is_one_after_midnight():
    night = Surcharge("night", {"en": "After one"}, time(1), Decimal(90), TaxClass.ROOM, validity())
    card = ruled(DAY_300, surcharges=(night,))

    charged = {ends: of(asked(card, "18:00", ends), LineKind.SURCHARGE) for ends in ("23:59", "00:59", "01:00")}

    assert charged == {"23:59": [], "00:59": [], "01:00": [("night", "90.00")]}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("ends", "charged"), [("21:30", "60.00"), ("23:00", "100.00")])
def test_of_one_surcharge_in_steps_the_latest_reached_counts(ends: str, charged: str, turned: bool):  # noqa: FBT001 - an order
    steps = (late("cleaning", time(21), "60"), late("cleaning", time(23), "100"))
    card = ruled(DAY_300, surcharges=steps[::-1] if turned else steps)

    assert of(asked(card, "14:00", ends), LineKind.SURCHARGE) == [("cleaning", charged)]


# Lodging and tourist tax

NIGHT = scenes.package("night", "129.00", hours=24, parts=(part(TaxClass.LODGING, "1"),))
OVERNIGHT = replace(AMSTERDAM, packages=(replace(NIGHT, kind=PackageKind.HOURS_24),))


def tourist_tax(*, apart: bool, percent: str | None = "12.5", per_night: str | None = None) -> Levy:
    figures = (None if percent is None else Decimal(percent), None if per_night is None else Decimal(per_night))
    return Levy("tourist-tax", {"nl": "Toeristenbelasting"}, *figures, apart, validity())


def stay(card: RateCard, delegates: int = 12) -> Price:
    return asked(card, "12:00", "11:00", delegates=delegates, basis=Basis.PACKAGE)


def test_t11_tourist_tax_named_apart_carries_no_tax():
    plain, found = stay(OVERNIGHT), stay(ruled(OVERNIGHT, levies=(tourist_tax(apart=True),)))

    assert of(found, LineKind.LEVY) == [("tourist-tax", "193.50")]  # 12.5 % of 12 x 129.00
    assert found.tax == plain.tax
    assert found.gross.amount - plain.gross.amount == Decimal("193.50")


def test_t11_tourist_tax_hidden_in_the_price_is_taxed_as_lodging():
    plain, found = stay(OVERNIGHT), stay(ruled(OVERNIGHT, levies=(tourist_tax(apart=False),)))

    assert found.tax.amount - plain.tax.amount == Decimal("40.64")  # 21 % of 193.50
    assert found.net.amount - plain.net.amount == Decimal("193.50")


def test_t11_comes_out_the_same_where_the_hotel_writes_all_in_prices():
    all_in = replace(OVERNIGHT, entry=Entry.GROSS, packages=(replace(NIGHT, amount=Decimal("156.09")),))

    found = stay(ruled(all_in, levies=(tourist_tax(apart=True),)))

    assert of(found, LineKind.LEVY) == [("tourist-tax", "193.50")]


def test_a_levy_by_the_night_counts_who_is_billed_and_whole_cents():
    levy = tourist_tax(apart=True, percent=None, per_night="3.705")

    assert of(stay(ruled(OVERNIGHT, levies=(levy,))), LineKind.LEVY) == [("tourist-tax", "44.52")]  # 12 x 3.71


def test_without_a_night_there_is_no_tourist_tax():
    assert of(asked(ruled(DAY_300, levies=(tourist_tax(apart=True),))), LineKind.LEVY) == []


# Minimum spend

DINNER = replace(
    SINGAPORE,
    hire=(hire(HireUnit.DAY, "1000"),),
    extras=(scenes.an_extra("dinner", ExtraUnit.DELEGATE, "66", TaxClass.FOOD),),
)


def test_t17_the_gap_of_food_and_drink_is_billed_as_rental_and_the_room_does_not_count():
    card = ruled(DINNER, minimum_spends=(spend("3000", SpendBase.FOOD_AND_DRINK),))

    found = asked(card, delegates=40, extras=(("dinner", 1),))

    assert of(found, LineKind.MINIMUM_SPEND_GAP) == [("minimum_spend_gap", "360.00")]  # 3,000 - 40 x 66
    assert {part.tax_class for part in found.lines[-1].parts} == {TaxClass.ROOM}


def test_t17_comes_to_three_thousand_five_hundred_and_ninety_seven():
    whole = replace(DINNER, hire=(hire(HireUnit.DAY, "0"),))
    card = ruled(whole, minimum_spends=(spend("3000"),))

    found = asked(card, delegates=40, extras=(("dinner", 1),))

    assert (found.service_charge.amount, found.tax.amount, found.gross.amount) == (
        Decimal("300.00"),
        Decimal("297.00"),
        Decimal("3597.00"),
    )


def test_a_minimum_per_day_is_reached_on_each_day():
    card = ruled(DINNER, minimum_spends=(spend("1500", per=SpendPer.DAY),))
    days = (in_singapore(THURSDAY, "09:00", "17:00"), in_singapore(FRIDAY, "09:00", "17:00"))

    found = asked(card, periods=days, delegates=5, extras=(("dinner", 1),))

    gaps = [line for line in found.lines if line.kind is LineKind.MINIMUM_SPEND_GAP]
    assert [(line.day, str(line.amount.amount)) for line in gaps] == [(THURSDAY, "170.00"), (FRIDAY, "170.00")]


def test_what_a_minimum_per_day_billed_counts_towards_the_whole():
    rules = (spend("1500", per=SpendPer.DAY), spend("1600"))

    found = asked(ruled(DINNER, minimum_spends=rules), delegates=5, extras=(("dinner", 1),))

    assert [amount for _, amount in of(found, LineKind.MINIMUM_SPEND_GAP)] == ["170.00", "100.00"]


# The guarantee


@pytest.mark.parametrize(("come", "billed"), [(43, 43), (40, 40), (36, 40)])
def test_t19_the_kitchen_prepares_three_percent_more_and_the_higher_number_is_billed(come: int, billed: int):
    card = ruled(
        replace(AMSTERDAM, packages=(scenes.package("day", "50"),)), guarantees=(Guarantee(Decimal(3), validity()),)
    )

    found = asked(card, delegates=come, guaranteed=40, basis=Basis.PACKAGE)

    assert found.catered_delegates == 41
    assert found.billed_delegates == billed == billed_delegates(come, guaranteed=40, minimum=1)
    assert found.lines[0].quantity == billed


# Several rooms


def test_rooms_are_priced_together_each_for_its_own_times_and_people():
    card = replace(
        DAY_300,
        hire=(*DAY_300.hire, hire(HireUnit.HOUR, "25", space_id=ANNEX)),
        extras=(scenes.an_extra("coffee", ExtraUnit.DELEGATE, "5", TaxClass.FOOD),),
    )
    beside = RoomAsk(ANNEX, (in_amsterdam(THURSDAY, "13:00", "16:00"),), 8, Basis.HIRE)

    found = asked(card, rooms=(beside, beside), extras=(("coffee", 1),))

    assert [(line.room, line.kind.value, str(line.amount.amount)) for line in found.lines] == [
        (0, "hire", "300.00"),
        (0, "extra", "100.00"),
        (1, "hire", "75.00"),
        (2, "hire", "75.00"),
    ]
    assert found.net.amount == Decimal(550)
