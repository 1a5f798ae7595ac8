"""Fewer people than agreed: what may go free until when, and what is billed all the same (DOMAIN 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.bounds import Bound, BoundUnit, Start, until
from zaal.domain.cancellation import Worth, charge_at, part_fee
from zaal.domain.fees import TaxedFee, taxed
from zaal.domain.money import HUNDRED, Money
from zaal.domain.policies import ChargeKind, FreeReduction, PartBy, Policy, ShareOf
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.fees import TaxShare


class LeadTooShort(Invalid):
    """The hotel takes bookings until so many working days before; ``latest`` (UTC) was the last moment."""

    code = "lead_too_short"


class Why(StrEnum):
    """By which rule a reduction costs what it costs."""

    MORE_OR_SAME = "more_or_same"
    FREE = "free"
    SCALE = "scale"
    AS_RESERVED = "as_reserved"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Change:
    """A number of people brought from ``current`` to ``new``, with the all-in price before and after.

    ``original`` is the number first agreed; ``original_value`` its price (None: the price before).
    """

    original: int
    current: int
    new: int
    before: Money
    after: Money
    original_value: Money | None = None


@dataclass(frozen=True, slots=True)
class Reduction:
    """How many of the people let go are ``free`` and how many ``billed``; ``fee`` is for the latter.

    ``billed_value`` is what those were worth. ``fee`` is None where the terms do not say (``why`` tells so).
    """

    free: int
    billed: int
    billed_value: Money
    fee: Money | None
    why: Why


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one meeting, kept apart: as first agreed, as agreed now, who came, who is billed."""

    original: int
    current: int
    actual: int
    billed: int

    @property
    def attrition(self) -> int:
        """How many are billed who did not come."""
        return self.billed - min(self.actual, self.billed)


def reduction(policy: Policy, change: Change, *, at: datetime, start: Start, worth: Worth | None = None) -> Reduction:
    """Tell what letting people go costs at this instant, by the frozen terms.

    What the list of free reductions leaves over follows the policy: the cancellation scale on that part, the agreed
    price as reserved, or not stated. What may still go free later may go free now. More people than before cost no
    fee. Refuses: MixedCurrencies.
    """
    dropped = change.current - change.new
    zero = Money.zero(change.before.currency)
    if dropped <= 0:
        return Reduction(0, 0, zero, zero, Why.MORE_OR_SAME)
    lost = max(change.before - change.after, zero)
    open_rules = [rule for rule in policy.free if at < until(rule, *start)]
    value, free = min((_left_over(rule, change, lost) for rule in open_rules), default=(lost, 0), key=_cheapest)
    if not value:
        return Reduction(free, dropped - free, value, zero, Why.FREE)
    worth = worth or Worth(change.before, delegates=change.current)
    fee, why = _beyond(policy, value, at=at, start=start, worth=worth)
    return Reduction(free, dropped - free, value, fee, why)


def rule_at(rules: Sequence[FreeReduction], *, at: datetime, start: Start) -> FreeReduction | None:
    """Return the rule of free reduction that holds at this instant; None after the last one."""
    return next((rule for rule in rules if at < until(rule, *start)), None)


def free_people(rule: FreeReduction, change: Change) -> int:
    """Return how many of the people let go are free by this rule.

    A share of the original number counts all that went before: who let half go has nothing left of a half. A
    share of the current number, and a number of people, count anew; a share of the volume is no number of people.
    Parts of a person are not free.
    """
    return _free(rule, rule.people, original=change.original, current=change.current, new=change.new)


def free_rooms(rule: FreeReduction, *, original: int, current: int, new: int) -> int:
    """Return how many of the rooms let go are free by this rule, counted as people are."""
    return _free(rule, rule.rooms, original=original, current=current, new=new)


def attrition(*, original: int, current: int, actual: int, allowed: int = 0) -> Numbers:
    """Tell who is billed after the meeting: who came, and who was agreed less ``allowed`` free no-shows."""
    return Numbers(original, current, actual, max(actual, current - min(allowed, current)))


def attrition_fee(numbers: Numbers, *, per_person: Money, percent: Decimal | int = HUNDRED) -> Money:
    """Return what those cost who are billed and did not come, at the agreed price or a stated share of it."""
    return (per_person * numbers.attrition).percent(percent)


def final_numbers_due(policy: Policy, start: Start) -> datetime | None:
    """Return the last instant (UTC, exclusive) for final numbers; None where the terms set none."""
    if policy.final_numbers is None:
        return None
    return until(policy.final_numbers, *start)


def change_fee(policy: Policy, *, at: datetime, start: Start, taxes: Sequence[TaxShare] = ()) -> TaxedFee | None:
    """Return what any change costs at this instant, with its tax; None while changing is free."""
    rule = policy.late_change
    if rule is None or at < until(rule, *start):
        return None
    return taxed(rule.fee, rule.tax, taxes)


def latest_booking(working_days: int, start: Start) -> datetime:
    """Return the first instant (UTC) too late for a house that books at least so many working days ahead."""
    return until(Bound(working_days, BoundUnit.WORKING_DAYS), *start)


def require_lead(working_days: int, start: Start, *, now: datetime) -> None:
    """Pass a booking made early enough. Refuses: LeadTooShort."""
    latest = latest_booking(working_days, start)
    if now >= latest:
        raise LeadTooShort(working_days=working_days, latest=latest - timedelta(microseconds=1))


def _beyond(policy: Policy, value: Money, *, at: datetime, start: Start, worth: Worth) -> tuple[Money | None, Why]:
    match policy.part:
        case PartBy.AS_RESERVED:
            return value, Why.AS_RESERVED
        case PartBy.NOT_STATED:
            return None, Why.NOT_STATED
        case PartBy.PRO_RATA:
            charge = charge_at(policy, at, worth=worth, start=start)
            if charge.kind is ChargeKind.NOT_STATED:
                return None, Why.NOT_STATED
            fee = part_fee(policy, charge, worth=worth, part=value).fee
            return fee, Why.NOT_STATED if fee is None else Why.SCALE


def _left_over(rule: FreeReduction, change: Change, lost: Money) -> tuple[Money, int]:
    """Return what a rule leaves to be billed of the value let go, and how many people it lets go free."""
    dropped = change.current - change.new
    free = free_people(rule, change)
    value = Money(lost.amount * (dropped - free) / dropped, lost.currency).rounded()
    if rule.share_of is not ShareOf.VOLUME or rule.percent is None:
        return value, free
    by_value = max(lost - _free_value(rule.percent, change), Money.zero(lost.currency))
    value = min(value, by_value) if free else by_value
    return value, dropped - _people_of(value, lost, dropped)


def _cheapest(left: tuple[Money, int]) -> tuple[Decimal, int]:
    value, free = left
    return value.amount, -free


def _free(rule: FreeReduction, count: int | None, *, original: int, current: int, new: int) -> int:
    free = count or 0
    if rule.percent is not None and rule.share_of is not ShareOf.VOLUME:
        of, gone = (current, 0) if rule.share_of is ShareOf.CURRENT else (original, max(0, original - current))
        free = max(free, int((of * rule.percent / HUNDRED).to_integral_value(ROUND_FLOOR)) - gone)
    return min(max(0, current - new), free)


def _free_value(percent: Decimal, change: Change) -> Money:
    """Return what of the original value may still go, after what went before."""
    original = change.original_value or change.before
    none = Money.zero(original.currency)
    return max(original.percent(percent) - max(original - change.before, none), none)


def _people_of(value: Money, lost: Money, dropped: int) -> int:
    """Tell how many of the people let go a value stands for, a started one counted."""
    return int((dropped * value.amount / lost.amount).to_integral_value(ROUND_CEILING)) if lost else 0
