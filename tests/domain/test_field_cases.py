"""Cases of the field whose figures start one step before the tests elsewhere: quantities times unit prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.scenes import AMSTERDAM, LONG_AGO, SINGAPORE, TUINZAAL, an_extra, hire, in_amsterdam, in_singapore
from tests.domain.scenes import package as a_package

from zaal.domain.cancellation import Worth, no_show
from zaal.domain.money import Money
from zaal.domain.pricing import Ask, Basis, price
from zaal.domain.rates import ExtraUnit, HireUnit, TaxClass, TaxRule
from zaal.domain.terms import UVH_GROUP

THURSDAY = date(2027, 3, 18)
FREE_ROOM = replace(AMSTERDAM, hire=(hire(HireUnit.DAY, "0"),))


def test_t10_ten_beers_without_alcohol_and_ten_glasses_of_wine():
    drinks = (
        an_extra("beer_0_0", ExtraUnit.PIECE, "4.00", TaxClass.FOOD),
        an_extra("wine", ExtraUnit.PIECE, "6.50", TaxClass.ALCOHOL),
    )
    day = in_amsterdam(THURSDAY, "09:00", "17:00")

    found = price(
        replace(FREE_ROOM, extras=drinks),
        Ask(TUINZAAL, (day,), 10, Basis.HIRE, extras=(("beer_0_0", 10), ("wine", 10))),
    )

    taxes = {str(group.percent): str(group.tax.amount) for group in found.taxes}
    assert taxes == {"21": "13.65", "9": "3.60"}


def test_t16_seven_delegates_at_12345_yen_have_no_decimals():
    card = replace(
        SINGAPORE,
        currency="JPY",
        packages=(a_package("ddr", "12345"),),
        tax_rules=(TaxRule("CT", TaxClass.ROOM, Decimal(10), LONG_AGO),),
    )

    found = price(card, Ask(TUINZAAL, (in_singapore(THURSDAY, "09:00", "17:00"),), 7, Basis.PACKAGE))

    assert [str(line.amount) for line in found.lines] == ["JPY 86415"]
    assert (str(found.service_charge), str(found.tax), str(found.gross)) == ("JPY 8642", "JPY 9506", "JPY 104563")


def test_t25_nobody_coming_costs_all():
    told = no_show(UVH_GROUP, worth=Worth(Money(Decimal("12400.00"), "EUR")))

    assert str(told.fee) == "EUR 12400.00"
