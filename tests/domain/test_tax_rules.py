from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.domain.scenes import DUTCH_VAT, LONG_AGO, SINGAPORE_GST

from zaal.domain.rates import TaxClass, TaxRule
from zaal.domain.tax_rules import (
    TaxPercentOutOfRange,
    TaxRulesLeaveGap,
    TaxRulesOverlap,
    TaxRuleUpsideDown,
    check,
)

if TYPE_CHECKING:
    from zaal.domain.refusals import Invalid

RISE = date(2026, 1, 1)
EVE = date(2025, 12, 31)


def food(percent: str, from_date: date = LONG_AGO, until_date: date | None = None) -> TaxRule:
    return TaxRule("VAT", TaxClass.FOOD, Decimal(percent), from_date, until_date)


def test_rules_that_follow_one_another_day_by_day_pass():
    check("NL", DUTCH_VAT)
    check("SG", reversed(SINGAPORE_GST))
    check("DE", [food("19", LONG_AGO, EVE), food("7", RISE)])
    check("DE", [food("0"), TaxRule("VAT", TaxClass.ROOM, Decimal(100), RISE)])


@pytest.mark.parametrize(
    ("rules", "refusal"),
    [
        ([food("100.01")], TaxPercentOutOfRange),
        ([food("-1")], TaxPercentOutOfRange),
        ([food("7", RISE, EVE)], TaxRuleUpsideDown),
        ([food("19"), food("7", RISE)], TaxRulesOverlap),
        ([food("19", LONG_AGO, RISE), food("7", RISE)], TaxRulesOverlap),
        ([food("19", LONG_AGO, EVE), food("7", LONG_AGO, EVE)], TaxRulesOverlap),
        ([food("7", date(2026, 1, 2)), food("19", LONG_AGO, EVE)], TaxRulesLeaveGap),
    ],
)
def test_rules_that_do_not_are_refused(rules: list[TaxRule], refusal: type[Invalid]):
    with pytest.raises(refusal) as refused:
        check("DE", rules)

    assert refused.value.facts["tax_class"] == "food"


def test_a_gap_is_told_by_its_first_day():
    with pytest.raises(TaxRulesLeaveGap) as refused:
        check("DE", [food("7", date(2026, 1, 2)), food("19", LONG_AGO, EVE)])

    assert refused.value.facts == {"country": "DE", "tax_class": "food", "day": RISE}
