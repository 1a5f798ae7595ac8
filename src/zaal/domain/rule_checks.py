"""What makes the rules besides hire, packages and extras nonsense: overtime, layouts, late ends, levies, deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain import row_checks
from zaal.domain.mistakes import Mistake, under
from zaal.domain.period import DAY_MINUTES
from zaal.domain.rates import AppliesTo, DealKind
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zaal.domain.rates import ChargeRules, Deal, LayoutFee, Levy, Overtime

LONGEST_WORD = 32
MOST_LEAD_DAYS = 250  # the working days of a year


class LeadOutOfRange(Invalid):
    """A house that takes bookings until no working day before, or until more than a year before."""

    code = "lead_out_of_range"


class OvertimeWithoutMinutes(Invalid):
    """Extra time by units of no minutes, with a grace below nothing, or longer than a day."""

    code = "overtime_without_minutes"


class OneFigureNeeded(Invalid):
    """A rule with both an amount and a percentage, or with neither."""

    code = "one_figure_needed"


class PromotionWithoutWord(Invalid):
    """A promotion that nobody could ask for, or a negotiated rate with a word that gives nothing."""

    code = "promotion_without_word"


class DealTwice(Invalid):
    """Two deals of one code, or two that are asked for by one word."""

    code = "deal_twice"


def rule_mistakes(rules: ChargeRules) -> Iterator[Mistake]:
    """Give all that is wrong with a house's rules."""
    for number, rule in enumerate(rules.overtime):
        yield from under(f"overtime[{number}]", _overtime(rule))
    yield from _overtime_alike(rules.overtime)
    yield from layout_fee_mistakes(rules.layout_fees)
    for number, late in enumerate(rules.surcharges):
        yield from under(f"surcharges[{number}]", row_checks.days(late.validity, late.code))
        yield from under(f"surcharges[{number}]", row_checks.code("code", late.code))
        yield from under(f"surcharges[{number}]", row_checks.names(late.names, late.code))
        yield from under(f"surcharges[{number}]", row_checks.amount("amount", late.amount, late.code))
    yield from row_checks.alike(
        "surcharges", rules.surcharges, lambda row: (row.code, row.ends_from), lambda row: row.code
    )
    for number, levy in enumerate(rules.levies):
        yield from under(f"levies[{number}]", _levy(levy))
    yield from row_checks.alike("levies", rules.levies, lambda row: row.code, lambda row: row.code)
    for number, least in enumerate(rules.minimum_spends):
        yield from under(f"minimum_spends[{number}]", row_checks.days(least.validity, "minimum spend"))
        yield from under(f"minimum_spends[{number}]", row_checks.amount("amount", least.amount, "minimum spend"))
    yield from row_checks.alike("minimum_spends", rules.minimum_spends, lambda row: row.per, lambda _: "minimum spend")
    for number, guarantee in enumerate(rules.guarantees):
        yield from under(f"guarantees[{number}]", row_checks.days(guarantee.validity, "guarantee"))
        yield from under(
            f"guarantees[{number}]", row_checks.percent("over_percent", guarantee.over_percent, "guarantee")
        )
    yield from row_checks.alike("guarantees", rules.guarantees, lambda _: "", lambda _: "guarantee")
    for number, lead in enumerate(rules.lead_times):
        place = f"lead_times[{number}]"
        yield from under(place, row_checks.days(lead.validity, "lead time"))
        if not 1 <= lead.working_days <= MOST_LEAD_DAYS:
            yield Mistake(f"{place}.working_days", LeadOutOfRange(found=lead.working_days, most=MOST_LEAD_DAYS))
    yield from row_checks.alike("lead_times", rules.lead_times, lambda _: "", lambda _: "lead time")
    yield from _deals(rules.deals)


def layout_fee_mistakes(fees: Sequence[LayoutFee]) -> Iterator[Mistake]:
    """Give all that is wrong with the fees for setting up, of a house or of one room."""
    for number, fee in enumerate(fees):
        place, name = f"layout_fees[{number}]", fee.layout.value if fee.layout else "layout"
        if (fee.amount is None) == (fee.hire_percent is None):
            yield Mistake(place, OneFigureNeeded(rate=name, one="amount", other="hire_percent"))
        yield from under(place, row_checks.days(fee.validity, name))
        yield from under(place, row_checks.amount("amount", fee.amount, name))
        yield from under(place, row_checks.percent("hire_percent", fee.hire_percent, name, most=1000))
    yield from row_checks.alike(
        "layout_fees",
        fees,
        lambda row: (row.layout, row.on_the_day),
        lambda row: row.layout.value if row.layout else "layout",
    )


def _overtime(rule: Overtime) -> Iterator[Mistake]:
    in_order = rule.unit_minutes > 0 and 0 <= rule.grace_minutes <= rule.most_minutes <= DAY_MINUTES
    if not in_order or rule.unit_minutes > DAY_MINUTES:
        yield Mistake(
            "unit_minutes",
            OvertimeWithoutMinutes(unit=rule.unit_minutes, grace=rule.grace_minutes, most=rule.most_minutes),
        )
    yield from row_checks.days(rule.validity, "overtime")
    yield from row_checks.amount("amount", rule.amount, "overtime")


def _overtime_alike(rules: Sequence[Overtime]) -> Iterator[Mistake]:
    """Tell rules that hold for the same prices; one for all prices stands beside each of the others."""
    told: set[str] = set()
    for applies_to in (AppliesTo.HIRE, AppliesTo.PACKAGE):
        places = [n for n, rule in enumerate(rules) if rule.applies_to in (applies_to, AppliesTo.ALL)]
        for one in row_checks.alike("overtime", [rules[n] for n in places], lambda _: "", lambda _: "overtime"):
            number = places[int(one.at.partition("[")[2].rstrip("]"))]
            if f"overtime[{number}]" not in told:
                told.add(f"overtime[{number}]")
                yield Mistake(f"overtime[{number}]", one.refusal)


def _levy(levy: Levy) -> Iterator[Mistake]:
    if (levy.percent is None) == (levy.per_person_night is None):
        yield Mistake("", OneFigureNeeded(rate=levy.code, one="percent", other="per_person_night"))
    yield from row_checks.days(levy.validity, levy.code)
    yield from row_checks.code("code", levy.code)
    yield from row_checks.names(levy.names, levy.code)
    yield from row_checks.percent("percent", levy.percent, levy.code)
    yield from row_checks.amount("per_person_night", levy.per_person_night, levy.code)


def _deals(deals: Sequence[Deal]) -> Iterator[Mistake]:
    codes: set[str] = set()
    words: set[str] = set()
    for number, deal in enumerate(deals):
        place, word = f"deals[{number}]", deal.word.strip().casefold()
        promotion = deal.kind is DealKind.PROMOTION
        if promotion != bool(word) or len(deal.word) > LONGEST_WORD:
            yield Mistake(f"{place}.word", PromotionWithoutWord(deal=deal.code, most=LONGEST_WORD))
        if deal.code in codes:
            yield Mistake(f"{place}.code", DealTwice(deal=deal.code, word=deal.code))
        if word and word in words:
            yield Mistake(f"{place}.word", DealTwice(deal=deal.code, word=deal.word))
        codes.add(deal.code)
        words.add(word)
        yield from under(place, row_checks.code("code", deal.code))
        yield from under(place, row_checks.names(deal.names, deal.code))
        yield from under(place, row_checks.days(deal.validity, deal.code))
