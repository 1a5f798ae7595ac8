"""What makes a country's tax rules sound: every day has one percentage per class, from the first rule on."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from zaal.domain.money import HUNDRED
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.rates import TaxClass, TaxRule

DAY = timedelta(days=1)


class TaxPercentOutOfRange(Invalid):
    """A tax of less than nothing or of more than the price itself."""

    code = "tax_percent_out_of_range"


class TaxRuleUpsideDown(Invalid):
    """A tax rule that ends before it begins."""

    code = "tax_rule_upside_down"


class TaxRulesOverlap(Invalid):
    """Two rules say what one class carries on the same day."""

    code = "tax_rules_overlap"


class TaxRulesLeaveGap(Invalid):
    """A class has rules before and after some days, and none on them."""

    code = "tax_rules_leave_gap"


def check(country: str, rules: Iterable[TaxRule]) -> None:
    """Pass the rules of one country when those of each class follow one another day by day.

    Refuses: TaxPercentOutOfRange, TaxRuleUpsideDown, TaxRulesOverlap, TaxRulesLeaveGap.
    """
    by_class: dict[TaxClass, list[TaxRule]] = {}
    for rule in rules:
        facts = {"country": country, "tax_class": rule.tax_class.value, "from_date": rule.from_date}
        if not 0 <= rule.percent <= HUNDRED:
            raise TaxPercentOutOfRange(**facts, percent=rule.percent)
        if rule.until_date is not None and rule.until_date < rule.from_date:
            raise TaxRuleUpsideDown(**facts, until_date=rule.until_date)
        by_class.setdefault(rule.tax_class, []).append(rule)
    for tax_class, dated in by_class.items():
        for rule, following in pairwise(sorted(dated, key=lambda one: one.from_date)):
            facts = {"country": country, "tax_class": tax_class.value, "day": following.from_date}
            if rule.until_date is None or following.from_date <= rule.until_date:
                raise TaxRulesOverlap(**facts)
            if following.from_date > rule.until_date + DAY:
                raise TaxRulesLeaveGap(**facts | {"day": rule.until_date + DAY})
