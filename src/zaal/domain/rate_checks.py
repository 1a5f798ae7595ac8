"""What makes a house's rates nonsense: tariffs, dayparts, hire, packages, extras, price moves and terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from zaal.domain import payment_checks, row_checks
from zaal.domain.houses import OVERNIGHT, PackageTooLong, RateNegative, RateWithoutValidity
from zaal.domain.mistakes import Mistake, under
from zaal.domain.packages import PackageWithoutMarketValue
from zaal.domain.period import DAY_MINUTES
from zaal.domain.policy_checks import TermsGap, check_together
from zaal.domain.policy_checks import check as check_policy
from zaal.domain.refusals import Invalid
from zaal.domain.rule_checks import layout_fee_mistakes, rule_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import time

    from zaal.domain.houses import CutoffPlan, HirePrice, HouseRates, Opening, PaymentPlan, TariffPlan, TermsPlan
    from zaal.domain.policies import Policy
    from zaal.domain.rates import Adjustment, Condition, Daypart, Extra, LayoutFee, Package

LONGEST_DAYPART = 16
LOWEST_PERCENT, HIGHEST_PERCENT = -100, 1000
# Longer than the longest package anybody sells, shorter than what a calendar could not hold.
LONGEST_PACKAGE_MINUTES = 14 * DAY_MINUTES
DAY = timedelta(days=1)


class TariffsOverlap(Invalid):
    """Two tariffs say how prices are written on the same day."""

    code = "tariffs_overlap"


class TariffsLeaveGap(Invalid):
    """The house has tariffs before and after some days, and none on them; or prices and no tariff at all."""

    code = "tariffs_leave_gap"


class DaypartsOverlap(Invalid):
    """Two dayparts share minutes of the day, so that a meeting in them would be counted twice."""

    code = "dayparts_overlap"


class DaypartTwice(Invalid):
    """Two dayparts carry one code."""

    code = "daypart_twice"


class PackageStartsClosed(Invalid):
    """A package may start when the house is closed on every weekday on which it is sold."""

    code = "package_starts_closed"


class PackageWithoutParts(Invalid):
    """A package says nothing of what belongs to it, so that no tax could be told."""

    code = "package_without_parts"


class DelegatesUpsideDown(Invalid):
    """A package is for at least more people than it is for at most."""

    code = "delegates_upside_down"


class ConditionUpsideDown(Invalid):
    """A price move for no request at all: its least is above its most, or below nothing."""

    code = "condition_upside_down"


class QuantityTooSmall(Invalid):
    """At least no hour, or fewer, is billed: leave it out or say one."""

    code = "quantity_too_small"


def rate_mistakes(rates: HouseRates, opening: Sequence[Opening], *, currency: str) -> Iterator[Mistake]:
    """Give all that is wrong with the rates of a house that is open at these hours and charges in this currency."""
    deals = frozenset(deal.code for deal in rates.rules.deals)
    yield from _tariffs(rates.tariffs)
    if not rates.tariffs and (rates.packages or rates.extras):
        rows: tuple[Package | Extra, ...] = (*rates.packages, *rates.extras)
        first = min(row.validity.from_date for row in rows)
        yield Mistake("tariffs", TariffsLeaveGap(day=first))
    yield from _dayparts(rates.dayparts)
    for number, package in enumerate(rates.packages):
        yield from under(f"packages[{number}]", _package(package, opening, deals))
    yield from row_checks.alike("packages", rates.packages, lambda row: (row.code, row.deal), lambda row: row.code)
    for number, extra in enumerate(rates.extras):
        place = f"extras[{number}]"
        yield from under(place, row_checks.code("code", extra.code))
        yield from under(place, row_checks.names(extra.names, extra.code))
        yield from under(place, row_checks.days(extra.validity, extra.code))
        yield from under(place, row_checks.amount("amount", extra.amount, extra.code))
    yield from row_checks.alike("extras", rates.extras, lambda row: row.code, lambda row: row.code)
    for number, adjustment in enumerate(rates.adjustments):
        yield from under(f"adjustments[{number}]", _adjustment(adjustment, deals))
    yield from under("rules", rule_mistakes(rates.rules))
    yield from terms_mistakes(rates.terms, currency=currency)
    yield from _payments(rates.payments, currency)
    yield from _cutoffs(rates.cutoffs)


def space_mistakes(
    name: str, hire: Sequence[HirePrice], fees: Sequence[LayoutFee], deals: frozenset[str]
) -> Iterator[Mistake]:
    """Give all that is wrong with what one room costs, in a house with these deals."""
    for number, price in enumerate(hire):
        place, rate = f"hire[{number}]", f"{name} per {price.unit}"
        yield from under(place, row_checks.days(price.validity, rate))
        yield from under(place, row_checks.amount("amount", price.amount, rate))
        yield from under(place, row_checks.deal(price.deal, rate, deals))
        if not 1 <= price.min_quantity <= row_checks.MOST_COUNT:
            yield Mistake(f"{place}.min_quantity", QuantityTooSmall(rate=rate, found=price.min_quantity))
    yield from row_checks.alike(
        "hire", hire, lambda row: (row.unit, row.deal), lambda row: f"{name} per {row.unit.value}"
    )
    yield from layout_fee_mistakes(fees)


def terms_mistakes(terms: Sequence[TermsPlan], *, currency: str) -> Iterator[Mistake]:
    """Give what leaves a booking or a day without terms, or with two at once; each policy by itself first."""
    sound = True
    for number, plan in enumerate(terms):
        place = f"terms[{number}]"
        yield from under(place, row_checks.code("policy.code", plan.policy.code))
        try:
            if plan.until_date is not None and plan.until_date < plan.from_date:
                raise RateWithoutValidity(rate=plan.policy.code)
            check_policy(plan.policy, currency)
        except Invalid as refusal:
            sound = False
            yield Mistake(place, refusal)
    yield from _once(
        "terms", [(plan.policy.code, str(plan.policy.organisation_id or ""), plan.from_date) for plan in terms]
    )
    if sound:
        yield from _terms_together(terms)


def _terms_together(terms: Sequence[TermsPlan]) -> Iterator[Mistake]:
    turns = {plan.from_date for plan in terms}
    last = max(turns, default=date.min)
    turns |= {plan.until_date + DAY for plan in terms if plan.until_date and plan.until_date < last}
    for day in sorted(turns):
        held = [plan for plan in terms if _in_force(plan, day)]
        try:
            if not held:
                raise TermsGap(policy=terms[0].policy.code, day=day)
            check_together([_versioned(plan) for plan in held])
        except Invalid as refusal:
            # The days after would mostly say the same again.
            yield Mistake("terms", refusal)
            return


def _payments(payments: Sequence[PaymentPlan], currency: str) -> Iterator[Mistake]:
    for number, plan in enumerate(payments):
        place = f"payments[{number}]"
        yield from under(place, row_checks.code("terms.code", plan.terms.code))
        try:
            if plan.until_date is not None and plan.until_date < plan.from_date:
                raise RateWithoutValidity(rate=plan.terms.code)
            payment_checks.check(plan.terms, currency)
        except Invalid as refusal:
            yield Mistake(place, refusal)
    keys = [(plan.terms.code, str(plan.terms.organisation_id or ""), plan.from_date) for plan in payments]
    yield from _once("payments", keys)


def _cutoffs(cutoffs: Sequence[CutoffPlan]) -> Iterator[Mistake]:
    for number, plan in enumerate(cutoffs):
        rate = plan.cutoff.kind.value
        if plan.until_date is not None and plan.until_date < plan.from_date:
            yield Mistake(f"cutoffs[{number}]", RateWithoutValidity(rate=rate))
        if not 0 <= plan.cutoff.amount <= row_checks.MOST_COUNT:
            yield Mistake(f"cutoffs[{number}].cutoff.amount", RateNegative(rate=rate))
    yield from _once("cutoffs", [(plan.cutoff.kind.value, "", plan.from_date) for plan in cutoffs])


def _tariffs(tariffs: Sequence[TariffPlan]) -> Iterator[Mistake]:
    for number, tariff in enumerate(tariffs):
        yield from under(f"tariffs[{number}]", row_checks.days(tariff.validity, "tariff"))
        yield from under(f"tariffs[{number}]", row_checks.percent("service_percent", tariff.service_percent, "tariff"))
    dated = sorted(enumerate(tariffs), key=lambda one: one[1].validity.from_date)
    for (_, tariff), (number, following) in pairwise(dated):
        until, starts = tariff.validity.until_date, following.validity.from_date
        if until is None or starts <= until:
            yield Mistake(f"tariffs[{number}]", TariffsOverlap(day=starts))
        elif starts > until + DAY:
            yield Mistake(f"tariffs[{number}]", TariffsLeaveGap(day=until + DAY))


def _dayparts(dayparts: Sequence[Daypart]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, daypart in enumerate(dayparts):
        yield from under(f"dayparts[{number}]", row_checks.code("code", daypart.code, LONGEST_DAYPART))
        if daypart.code in seen:
            yield Mistake(f"dayparts[{number}].code", DaypartTwice(daypart=daypart.code))
        seen.add(daypart.code)
    for (_, one), (number, other) in combinations(enumerate(dayparts), 2):
        if _meet(one, other):
            yield Mistake(f"dayparts[{number}]", DaypartsOverlap(daypart=one.code, other=other.code))


def _package(package: Package, opening: Sequence[Opening], deals: frozenset[str]) -> Iterator[Mistake]:
    code = package.code
    yield from row_checks.code("code", code)
    yield from row_checks.names(package.names, code)
    yield from row_checks.days(package.validity, code)
    yield from row_checks.amount("amount", package.amount, code)
    yield from row_checks.deal(package.deal, code, deals)
    most = package.max_delegates
    if package.min_delegates < 1 or (most is not None and most < package.min_delegates):
        yield Mistake("max_delegates", DelegatesUpsideDown(package=code, least=package.min_delegates, most=most))
    for number, part in enumerate(package.parts):
        yield from row_checks.code(f"parts[{number}].item", part.item)
        yield from row_checks.amount(f"parts[{number}].market_value", part.market_value, f"{code} {part.item}")
    if not package.parts:
        yield Mistake("parts", PackageWithoutParts(package=code))
    classes = {part.tax_class for part in package.parts}
    if len(classes) > 1 and not sum(part.market_value for part in package.parts):
        yield Mistake("parts", PackageWithoutMarketValue(package=code))
    yield from _package_hours(package, opening)


def _package_hours(package: Package, opening: Sequence[Opening]) -> Iterator[Mistake]:
    hours = [one for one in opening if one.weekday in package.validity.weekdays]
    longest = max((one.closes_minute - one.opens_minute for one in hours), default=0)
    most = LONGEST_PACKAGE_MINUTES if package.kind in OVERNIGHT else longest
    if not 0 < package.length_minutes <= most:
        yield Mistake(
            "length_minutes", PackageTooLong(package=package.code, minutes=package.length_minutes, open_minutes=most)
        )
    for number, at in enumerate(package.starts):
        minute = _minute(at)
        if not any(one.opens_minute <= minute < one.closes_minute for one in hours):
            yield Mistake(f"starts[{number}]", PackageStartsClosed(package=package.code, starts=at.strftime("%H:%M")))


def _adjustment(adjustment: Adjustment, deals: frozenset[str]) -> Iterator[Mistake]:
    code = adjustment.code
    yield from row_checks.code("code", code)
    yield from row_checks.days(adjustment.validity, code)
    yield from row_checks.percent("percent", adjustment.percent, code, least=LOWEST_PERCENT, most=HIGHEST_PERCENT)
    yield from under("condition", _condition(adjustment.condition, code))
    yield from row_checks.deal(adjustment.condition.deal, code, deals, "condition.deal")


def _condition(condition: Condition, rate: str) -> Iterator[Mistake]:
    for of in ("lead_days", "delegates", "days"):
        least, most = getattr(condition, f"min_{of}"), getattr(condition, f"max_{of}")
        if (least or 0) < 0 or (most is not None and most < max(least or 0, 0)):
            yield Mistake(f"max_{of}", ConditionUpsideDown(rate=rate, of=of, least=least, most=most))


def _once(place: str, keys: Sequence[tuple[str, str, date]]) -> Iterator[Mistake]:
    """Tell rows of one code (and deal) from the same day on."""
    first: dict[tuple[str, str, date], int] = {}
    for number, key in enumerate(keys):
        if key in first:
            facts = {"rate": key[0], "from_date": key[2], "other": f"{place}[{first[key]}]"}
            yield Mistake(f"{place}[{number}]", row_checks.RatesAlike(**facts))
        first.setdefault(key, number)


def _versioned(plan: TermsPlan) -> Policy:
    return replace(plan.policy, version=plan.from_date)


def _in_force(plan: TermsPlan, day: date) -> bool:
    return plan.from_date <= day and (plan.until_date is None or day <= plan.until_date)


def _meet(one: Daypart, other: Daypart) -> bool:
    """Tell whether two dayparts share a minute, also the one after midnight with the next morning."""
    (starts, ends), (begins, stops) = _minutes(one), _minutes(other)
    return any(starts < stops + turn and begins + turn < ends for turn in (-DAY_MINUTES, 0, DAY_MINUTES))


def _minutes(daypart: Daypart) -> tuple[int, int]:
    starts, ends = _minute(daypart.starts), _minute(daypart.ends)
    return starts, ends if ends > starts else ends + DAY_MINUTES


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
