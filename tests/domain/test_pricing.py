from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain import scenes
from tests.domain.scenes import AMSTERDAM, SINGAPORE, TUINZAAL, hire, in_amsterdam, in_singapore, part, validity

from zaal.domain.packages import (
    PackageDoesNotFit,
    PackageUnknown,
    PackageWithoutMarketValue,
    covers,
)
from zaal.domain.period import Period
from zaal.domain.pricing import (
    Ask,
    AskEmpty,
    Basis,
    DependsOn,
    ExtraUnknown,
    LineKind,
    Price,
    RateMissing,
    price,
)
from zaal.domain.rates import (
    AppliesTo,
    ChargeRules,
    Daypart,
    Entry,
    ExtraUnit,
    HireUnit,
    MinimumSpend,
    RateCard,
    SpendBase,
    SpendPer,
    TaxClass,
)
from zaal.domain.tax import rule_for

THURSDAY = date(2027, 3, 18)
WORKDAY = in_amsterdam(THURSDAY, "09:00", "17:00")
SINGAPORE_DAY = in_singapore(THURSDAY, "09:00", "17:00")
WEEKEND = frozenset({5, 6})


def of_hire(card: RateCard, *periods: Period, delegates: int = 10) -> Price:
    return price(card, Ask(TUINZAAL, periods, delegates, Basis.HIRE))


def of_package(card: RateCard, delegates: int, *periods: Period, code: str | None = None) -> Price:
    return price(card, Ask(TUINZAAL, periods or (WORKDAY,), delegates, Basis.PACKAGE, code))


def hired_by(*rates: tuple[HireUnit, str]) -> RateCard:
    return replace(AMSTERDAM, hire=tuple(hire(unit, amount) for unit, amount in rates))


def at_least(amount: str, base: SpendBase = SpendBase.ALL, per: SpendPer = SpendPer.MEETING) -> ChargeRules:
    return ChargeRules(minimum_spends=(MinimumSpend(Decimal(amount), base, per, validity()),))


def lines(found: Price) -> list[tuple[str, str, str]]:
    return [(str(line.quantity), line.unit, str(line.amount.amount)) for line in found.lines]


# Hire


@pytest.mark.parametrize(
    ("starts", "ends", "cheapest"),
    [
        ("09:00", "11:00", ("2", "hour", "100")),
        ("09:00", "11:30", ("3", "hour", "150")),
        ("09:00", "13:00", ("1", "daypart", "160")),
        ("10:00", "17:00", ("1", "day", "300")),
        ("13:00", "14:00", ("1", "hour", "50")),  # between two dayparts
        ("08:00", "12:00", ("4", "hour", "200")),  # sticks out of the morning
        ("14:00", "18:00", ("1", "daypart", "160")),  # the evening starts when the afternoon ends
        ("18:00", "22:00", ("1", "daypart", "160")),
        ("19:00", "01:00", ("1", "daypart", "160")),  # the evening ends after midnight
    ],
)
def test_the_room_is_hired_by_whatever_comes_out_cheapest(starts: str, ends: str, cheapest: tuple[str, str, str]):
    card = hired_by((HireUnit.HOUR, "50"), (HireUnit.DAYPART, "160"), (HireUnit.DAY, "300"))

    found = of_hire(card, in_amsterdam(THURSDAY, starts, ends))

    assert lines(found) == [(cheapest[0], cheapest[1], f"{cheapest[2]}.00")]


def test_two_dayparts_touched_are_two_dayparts_billed():
    card = hired_by((HireUnit.DAYPART, "160"))

    assert lines(of_hire(card, in_amsterdam(THURSDAY, "10:00", "15:00"))) == [("2", "daypart", "320.00")]


@pytest.mark.parametrize(
    ("starts", "ends", "unit"), [("08:30", "12:30", "daypart"), ("08:29", "12:30", "hour"), ("08:30", "12:31", "hour")]
)
def test_a_daypart_may_start_and_end_on_the_half_hour(starts: str, ends: str, unit: str):
    card = replace(
        hired_by((HireUnit.DAYPART, "160"), (HireUnit.HOUR, "50")),
        dayparts=(Daypart("morning", time(8, 30), time(12, 30)),),
    )

    assert of_hire(card, in_amsterdam(THURSDAY, starts, ends)).lines[0].unit == unit


def test_the_wider_unit_is_taken_where_two_cost_the_same():
    card = hired_by((HireUnit.HOUR, "50"), (HireUnit.DAYPART, "200"), (HireUnit.DAY, "200"))

    assert of_hire(card, in_amsterdam(THURSDAY, "09:00", "13:00")).lines[0].unit == "day"


@pytest.mark.parametrize(("day", "hours", "amount"), [(date(2026, 10, 25), "4", 200), (date(2027, 3, 28), "2", 100)])
def test_t33_t34_hours_are_real_hours_when_the_clock_changes(day: date, hours: str, amount: int):
    card = hired_by((HireUnit.HOUR, "50"))

    found = of_hire(card, in_amsterdam(day, "01:00", "04:00"))

    assert lines(found) == [(hours, "hour", f"{amount}.00")]


def test_t39_an_evening_past_midnight_is_on_its_start_dates_invoice():
    weekend_is_dearer = (
        hire(HireUnit.DAY, "300"),
        hire(HireUnit.DAY, "900", validity(weekdays=frozenset({5}))),
    )
    friday_party = in_amsterdam(date(2027, 3, 19), "18:00", "01:00")

    found = of_hire(replace(AMSTERDAM, hire=weekend_is_dearer), friday_party)

    assert [(line.day, str(line.amount)) for line in found.lines] == [(date(2027, 3, 19), "EUR 300.00")]


def test_hire_over_several_days_is_billed_per_started_24_hours():
    three_days = Period(
        in_amsterdam(THURSDAY, "12:00", "13:00").starts_at,
        in_amsterdam(date(2027, 3, 20), "17:00", "18:00").starts_at,
    )

    found = of_hire(hired_by((HireUnit.HOUR, "50"), (HireUnit.DAY, "300")), three_days)

    assert [(line.day, line.unit, str(line.amount)) for line in found.lines] == [
        (date(2027, 3, 18), "day", "EUR 300.00"),
        (date(2027, 3, 19), "day", "EUR 300.00"),
        (date(2027, 3, 20), "hour", "EUR 250.00"),
    ]


def test_noon_to_noon_over_the_autumn_night_is_one_day_of_25_hours():
    noon_to_noon = in_amsterdam(date(2026, 10, 24), "12:00", "12:00")

    assert noon_to_noon.minutes == 25 * 60
    assert lines(of_hire(hired_by((HireUnit.DAY, "300")), noon_to_noon)) == [("1", "day", "300.00")]


def test_several_days_are_several_lines():
    found = of_hire(
        hired_by((HireUnit.DAY, "300")),
        in_amsterdam(date(2027, 3, 16), "09:00", "17:00"),
        in_amsterdam(date(2027, 3, 18), "09:00", "17:00"),
    )

    assert [line.day.day for line in found.lines] == [16, 18]
    assert str(found.net) == "EUR 600.00"


def test_the_rate_for_fewer_weekdays_wins_then_the_one_that_started_last():
    card = replace(
        AMSTERDAM,
        hire=(
            hire(HireUnit.DAY, "300", validity(date(2020, 1, 1))),
            hire(HireUnit.DAY, "330", validity(date(2027, 1, 1))),
            hire(HireUnit.DAY, "200", validity(date(2021, 1, 1), weekdays=WEEKEND)),
            hire(HireUnit.DAY, "1", validity(date(2020, 1, 1), date(2026, 12, 31), WEEKEND)),
            hire(HireUnit.DAY, "2", space_id=TUINZAAL + 1),
        ),
    )

    weekday, saturday = (of_hire(card, in_amsterdam(date(2027, 3, day), "09:00", "17:00")) for day in (18, 20))

    assert (str(weekday.net), str(saturday.net)) == ("EUR 330.00", "EUR 200.00")


def test_seasons_multiply_and_the_unit_price_is_rounded_after_them():
    card = replace(
        hired_by((HireUnit.HOUR, "49.95")),
        adjustments=(
            scenes.adjustment("summer", "10", AppliesTo.HIRE),
            scenes.adjustment("thursday", "-15", AppliesTo.ALL, validity(weekdays=frozenset({3}))),
            scenes.adjustment("winter", "50", AppliesTo.HIRE, validity(date(2027, 11, 1))),
            scenes.adjustment("parties", "50", AppliesTo.PACKAGE),
        ),
    )

    (line,) = of_hire(card, in_amsterdam(THURSDAY, "09:00", "12:00")).lines

    assert str(line.unit_amount) == "EUR 46.70"  # 49.95 x 1.10 x 0.85 = 46.70325
    assert str(line.amount) == "EUR 140.10"
    assert line.rule == "hour+summer+thursday"


def test_a_day_without_a_rate_has_no_price():
    card = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "300", validity(date(2028, 1, 1))),))

    with pytest.raises(RateMissing) as refused:
        of_hire(card, WORKDAY)

    assert refused.value.facts == {"day": THURSDAY, "space_id": TUINZAAL}


def test_a_price_for_nobody_is_refused():
    with pytest.raises(AskEmpty):
        of_hire(hired_by((HireUnit.DAY, "300")), WORKDAY, delegates=0)


def test_a_new_card_of_the_same_hotel_is_priced_by_its_own_rates():
    old, new = hired_by((HireUnit.DAY, "300")), hired_by((HireUnit.DAY, "310"))

    assert str(of_hire(old, WORKDAY).net) == "EUR 300.00"
    assert str(of_hire(new, WORKDAY).net) == "EUR 310.00"


# Packages


def ddr(amount: str, *, minimum: int = 1) -> RateCard:
    return replace(SINGAPORE, packages=(scenes.package("ddr", amount, min_delegates=minimum),))


def test_t01_a_delegate_rate_is_multiplied_before_tax_not_after():
    found = of_package(ddr("88.00"), 35, SINGAPORE_DAY)

    assert lines(found) == [("35", "delegate", "3080.00")]
    assert str(found.service_charge) == "SGD 308.00"
    assert str(found.tax) == "SGD 304.92"
    assert str(found.gross) == "SGD 3692.92"
    assert str(found.per_delegate) == "SGD 105.51"


def test_t05_an_all_in_price_splits_over_the_rates_by_market_value():
    night = scenes.package(
        "night", "150.00", hours=24, parts=(part(TaxClass.LODGING, "280"), part(TaxClass.FOOD, "70"))
    )

    found = of_package(replace(AMSTERDAM, packages=(night,)), 1)

    assert [str(share.amount) for share in found.lines[0].parts] == ["EUR 120.00", "EUR 30.00"]
    assert [(str(group.percent), str(group.tax.amount)) for group in found.taxes] == [("21", "25.20"), ("9", "2.70")]
    assert str(found.gross) == "EUR 177.90"


@pytest.mark.parametrize(
    ("delegates", "room", "food", "gross"),
    [
        (18, ("471.46", "99.01"), ("550.03", "49.50"), "1170.00"),
        (1, ("26.19", "5.50"), ("30.56", "2.75"), "65.00"),
    ],
)
def test_t06_a_package_including_vat_stays_what_the_hotel_wrote(
    delegates: int, room: tuple[str, str], food: tuple[str, str], gross: str
):
    arrangement = scenes.package("8-uurs", "65.00", parts=(part(TaxClass.ROOM, "30"), part(TaxClass.FOOD, "35")))

    found = of_package(replace(AMSTERDAM, entry=Entry.GROSS, packages=(arrangement,)), delegates)

    assert [(str(group.net.amount), str(group.tax.amount)) for group in found.taxes] == [room, food]
    assert str(found.gross) == f"EUR {gross}"


def test_t14_extras_share_the_service_charge_and_the_tax():
    card = replace(ddr("98"), extras=(scenes.an_extra("led_wall", ExtraUnit.PIECE, "250"),))

    found = price(card, Ask(TUINZAAL, (SINGAPORE_DAY,), 35, Basis.PACKAGE, extras=(("led_wall", 1),)))

    assert [str(line.amount) for line in found.lines] == ["SGD 3430.00", "SGD 250.00"]
    assert str(found.service_charge) == "SGD 368.00"
    assert str(found.gross) == "SGD 4412.32"


def test_t17_what_falls_short_of_the_minimum_spend_is_billed_as_room_rental():
    card = replace(ddr("88"), rules=at_least("3000"))

    found = of_package(card, 30, SINGAPORE_DAY)

    gap = found.lines[-1]
    assert (gap.kind, gap.parts[0].tax_class, str(gap.amount)) == (
        LineKind.MINIMUM_SPEND_GAP,
        TaxClass.ROOM,
        "SGD 360.00",
    )
    assert (str(found.service_charge), str(found.tax)) == ("SGD 300.00", "SGD 297.00")
    assert str(found.gross) == "SGD 3597.00"


def test_exactly_the_minimum_spend_leaves_no_gap():
    card = replace(ddr("88"), rules=at_least("2640"))

    assert [line.kind for line in of_package(card, 30, SINGAPORE_DAY).lines] == [LineKind.PACKAGE]


def test_t18_below_the_minimum_the_minimum_is_billed():
    found = of_package(ddr("88", minimum=20), 14, SINGAPORE_DAY)

    assert lines(found) == [("20", "delegate", "1760.00")]
    assert str(found.gross) == "SGD 2110.24"
    assert found.billed_delegates == 20
    assert found.lines[0].rule == "day+min_delegates"
    assert str(found.per_delegate) == "SGD 150.73"  # what each of the 14 costs


@pytest.mark.parametrize(
    ("first_day", "starts", "real_hours", "last_day", "ends", "hours"),
    [
        (date(2027, 3, 27), "12:00", 23, date(2027, 3, 28), "12:00", 24),
        (date(2026, 10, 24), "12:00", 25, date(2026, 10, 25), "12:00", 24),
        (date(2026, 10, 24), "09:00", 33, date(2026, 10, 25), "17:00", 32),
    ],
)
def test_t37_a_24_or_32_hour_package_is_one_unit_over_a_night_the_clock_changes(  # noqa: PLR0913, PLR0917 - one row of a table
    first_day: date, starts: str, real_hours: int, last_day: date, ends: str, hours: int
):
    stay = Period(in_amsterdam(first_day, starts, "23:00").starts_at, in_amsterdam(last_day, "08:00", ends).ends_at)
    overnight = scenes.package("overnight", "190", hours=hours)

    found = of_package(replace(AMSTERDAM, packages=(overnight,)), 10, stay)

    assert stay.minutes == real_hours * 60
    assert lines(found) == [("10", "delegate", "1900.00")]


def test_a_package_covers_its_own_start_times_and_length_only():
    half_day = scenes.package("half_day", "45", hours=4, starts=(time(9), time(12, 30)))

    def fits(starts: str, ends: str) -> bool:
        return covers(half_day, in_amsterdam(THURSDAY, starts, ends), "Europe/Amsterdam")

    assert fits("09:00", "13:00")
    assert fits("12:30", "16:30")
    assert not fits("09:00", "13:01")
    assert not fits("10:00", "13:00")


DAY_OR_HALF = replace(
    AMSTERDAM,
    packages=(
        scenes.package("day", "65", hours=8),
        scenes.package("half_day", "45", hours=4),
        scenes.package("cheap_but_large", "40", hours=8, min_delegates=30),
        scenes.package("small", "50", hours=8, max_delegates=12),
    ),
)


@pytest.mark.parametrize(
    ("ends", "delegates", "code"),
    [
        ("13:00", 20, "half_day"),
        ("17:00", 20, "cheap_but_large"),  # 30 x 40 is less than 20 x 65
        ("17:00", 13, "day"),
        ("17:00", 12, "small"),
    ],
)
def test_without_a_code_the_package_that_bills_least_is_taken(ends: str, delegates: int, code: str):
    found = of_package(DAY_OR_HALF, delegates, in_amsterdam(THURSDAY, "09:00", ends))

    assert found.package_code == code


def test_two_packages_that_bill_the_same_are_taken_in_order_of_their_codes():
    card = replace(AMSTERDAM, packages=(scenes.package("b", "65"), scenes.package("a", "65")))

    assert of_package(card, 10).package_code == "a"


def test_the_most_delegates_billed_on_any_day_are_told():
    card = replace(
        AMSTERDAM,
        packages=(
            scenes.package("day", "65", hours=8, min_delegates=20),
            scenes.package("half_day", "45", hours=4, min_delegates=15),
        ),
    )

    found = of_package(card, 10, WORKDAY, in_amsterdam(date(2027, 3, 19), "09:00", "12:00"))

    assert [str(line.quantity) for line in found.lines] == ["20", "15"]
    assert found.billed_delegates == 20


def test_items_of_one_tax_class_are_one_part_of_the_line():
    arrangement = scenes.package(
        "day",
        "100",
        parts=(part(TaxClass.FOOD, "10"), part(TaxClass.ROOM, "50"), part(TaxClass.FOOD, "40")),
    )

    found = of_package(replace(AMSTERDAM, packages=(arrangement,)), 1)

    assert [(share.tax_class, str(share.amount)) for share in found.lines[0].parts] == [
        (TaxClass.FOOD, "EUR 50.00"),
        (TaxClass.ROOM, "EUR 50.00"),
    ]


def test_a_programme_of_unlike_days_takes_the_best_package_for_each():
    long_day, short_day = WORKDAY, in_amsterdam(date(2027, 3, 19), "09:00", "12:00")

    found = of_package(DAY_OR_HALF, 15, long_day, short_day)

    assert [line.code for line in found.lines] == ["day", "half_day"]
    assert found.package_code is None


def test_a_package_that_is_too_short_is_refused_with_what_it_allows():
    with pytest.raises(PackageDoesNotFit) as refused:
        of_package(DAY_OR_HALF, 15, code="half_day")

    assert refused.value.facts == {
        "day": THURSDAY,
        "starts": "09:00",
        "minutes": 480,
        "delegates": 15,
        "package": "half_day",
        "allowed_starts": [],
        "length_minutes": 240,
        "max_delegates": None,
    }


def test_above_its_maximum_a_package_is_not_offered():
    with pytest.raises(PackageDoesNotFit):
        of_package(DAY_OR_HALF, 13, code="small")


def test_no_package_at_all_is_refused():
    with pytest.raises(PackageDoesNotFit):
        of_package(AMSTERDAM, 13)


def test_a_package_nobody_knows_is_refused_by_name():
    with pytest.raises(PackageUnknown) as refused:
        of_package(DAY_OR_HALF, 13, code="wedding")

    assert refused.value.facts == {"package": "wedding"}


def test_a_package_out_of_season_has_no_rate_that_day():
    summer = scenes.package("garden", "55", valid=validity(date(2027, 6, 1), date(2027, 8, 31)))

    with pytest.raises(RateMissing) as refused:
        of_package(replace(AMSTERDAM, packages=(summer,)), 13, code="garden")

    assert refused.value.facts == {"day": THURSDAY, "space_id": TUINZAAL, "package": "garden"}


def test_a_package_that_cannot_be_divided_over_the_rates_is_refused():
    vague = scenes.package("vague", "65", parts=(part(TaxClass.ROOM, "0"), part(TaxClass.FOOD, "0")))

    with pytest.raises(PackageWithoutMarketValue):
        of_package(replace(AMSTERDAM, packages=(vague,)), 10)


# Extras


@pytest.mark.parametrize(
    ("unit", "count", "quantity", "amount"),
    [
        (ExtraUnit.DELEGATE, 1, "18", "180.00"),
        (ExtraUnit.DELEGATE, 2, "36", "360.00"),
        (ExtraUnit.PIECE, 3, "3", "30.00"),
        (ExtraUnit.HOUR, 1, "8", "80.00"),
        (ExtraUnit.DAY, 2, "2", "20.00"),
    ],
)
def test_extras_are_counted_by_their_own_unit(unit: ExtraUnit, count: int, quantity: str, amount: str):
    card = replace(hired_by((HireUnit.DAY, "300")), extras=(scenes.an_extra("flip_over", unit, "10"),))
    ends_late = Period(WORKDAY.starts_at, WORKDAY.ends_at - timedelta(minutes=20))

    found = price(card, Ask(TUINZAAL, (ends_late,), 18, Basis.HIRE, extras=(("flip_over", count),)))

    assert lines(found)[1] == (quantity, unit.value, amount)


def test_extras_are_charged_for_every_day_of_the_programme():
    card = replace(hired_by((HireUnit.DAY, "300")), extras=(scenes.an_extra("screen", ExtraUnit.PIECE, "10"),))
    friday = in_amsterdam(date(2027, 3, 19), "09:00", "17:00")

    found = price(card, Ask(TUINZAAL, (WORKDAY, friday), 18, Basis.HIRE, extras=(("screen", 1),)))

    assert [line.day.day for line in found.lines if line.kind is LineKind.EXTRA] == [18, 19]


def test_a_line_says_what_moves_it():
    card = replace(
        hired_by((HireUnit.DAY, "300")),
        extras=(scenes.an_extra("lunch", ExtraUnit.DELEGATE, "20"), scenes.an_extra("screen", ExtraUnit.PIECE, "10")),
    )

    found = price(card, Ask(TUINZAAL, (WORKDAY,), 18, Basis.HIRE, extras=(("lunch", 1), ("screen", 1))))

    assert [line.depends_on for line in found.lines] == [DependsOn.FIXED, DependsOn.DELEGATES, DependsOn.CHOICE]


def test_an_extra_nobody_knows_is_refused_by_name():
    with pytest.raises(ExtraUnknown) as refused:
        price(hired_by((HireUnit.DAY, "300")), Ask(TUINZAAL, (WORKDAY,), 18, Basis.HIRE, extras=(("fireworks", 1),)))

    assert refused.value.facts == {"extra": "fireworks", "day": THURSDAY}


# What must hold for every price

amounts = st.decimals(min_value=1, max_value=500, places=2).map(str)
values = st.decimals(min_value="0.01", max_value=300, places=2).map(str)
package_parts = st.lists(st.sampled_from(TaxClass), min_size=1, max_size=5, unique=True).flatmap(
    lambda classes: st.tuples(*(st.builds(part, st.just(tax_class), values) for tax_class in classes))
)
cards = st.builds(
    lambda entry, amount, parts, minimum, adjusted: replace(
        AMSTERDAM,
        entry=entry,
        service_percent=Decimal(10),
        packages=(scenes.package("any", amount, parts=parts, min_delegates=minimum),),
        adjustments=(scenes.adjustment("season", str(adjusted), AppliesTo.ALL),),
    ),
    st.sampled_from(Entry),
    amounts,
    package_parts,
    st.integers(min_value=1, max_value=30),
    st.integers(min_value=-30, max_value=60),
)


@given(card=cards, delegates=st.integers(min_value=1, max_value=300))
def test_parts_add_up_to_their_line_and_taxes_to_the_total(card: RateCard, delegates: int):
    found = of_package(card, delegates)

    for line in found.lines:
        assert line.unit_amount * line.quantity == line.amount
        assert sum(share.amount.amount for share in line.parts) == line.amount.amount
    assert sum(group.net.amount + group.tax.amount for group in found.taxes) == found.gross.amount
    assert found.gross == found.net + found.tax
    assert found.gross >= found.net


@given(card=cards.map(lambda card: replace(card, entry=Entry.GROSS)), delegates=st.integers(1, 300))
def test_an_all_in_total_is_exactly_what_the_hotel_wrote(card: RateCard, delegates: int):
    found = of_package(card, delegates)

    assert found.gross == found.lines[0].amount


@given(card=cards.map(lambda card: replace(card, entry=Entry.GROSS)), delegates=st.integers(1, 300))
def test_no_part_of_an_all_in_price_is_more_than_a_cent_from_its_market_share(card: RateCard, delegates: int):
    factors = {
        item.tax_class: item.market_value * (1 + rule_for(card.tax_rules, item.tax_class, THURSDAY).percent / 100)
        for item in card.packages[0].parts
    }

    (line,) = of_package(card, delegates).lines

    for share in line.parts:
        exact = line.amount.amount * factors[share.tax_class] / sum(factors.values())
        assert abs(share.amount.amount - exact) < Decimal("0.0100001")


@given(card=cards, delegates=st.integers(min_value=1, max_value=300))
def test_one_more_delegate_never_costs_less(card: RateCard, delegates: int):
    assert of_package(card, delegates + 1).gross >= of_package(card, delegates).gross


@given(
    starts_at=st.datetimes(datetime(2026, 10, 1), datetime(2027, 4, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    minutes=st.integers(min_value=1, max_value=4000),
)
def test_a_longer_hire_never_costs_less(starts_at: datetime, minutes: int):
    card = hired_by((HireUnit.HOUR, "50"), (HireUnit.DAYPART, "160"), (HireUnit.DAY, "300"))
    shorter = Period(starts_at, starts_at + timedelta(minutes=minutes))
    longer = Period(starts_at, starts_at + timedelta(minutes=minutes + 1))

    assert of_hire(card, longer).gross >= of_hire(card, shorter).gross
