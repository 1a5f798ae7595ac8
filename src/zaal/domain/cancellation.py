"""What cancelling costs: a policy brought to one meeting, as moments and fees (DOMAIN 2.4, 2.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.bounds import Start, until
from zaal.domain.fees import taxed
from zaal.domain.money import HUNDRED, Money, minor_units, round_half_up
from zaal.domain.policies import Base, Charge, ChargeKind, FeeTax, Policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from zaal.domain.fees import TaxShare

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a booking is worth to the hotel: the all-in ``total``, what of it is for the room, for how many people.

    ``deposit`` is what was agreed, ``taxes`` how the total is parted over tax rates, ``house_percent`` which share
    of what the house can hold this booking takes; None where it is not known.
    """

    total: Money
    room: Money | None = None
    delegates: int | None = None
    deposit: Money | None = None
    taxes: tuple[TaxShare, ...] = ()
    house_percent: Decimal | None = None

    @property
    def per_person(self) -> Money:
        """The total over the people, rounded; of an unknown number of people it is the total."""
        if not self.delegates:
            return self.total
        return Money(self.total.amount / self.delegates, self.total.currency).rounded()


@dataclass(frozen=True, slots=True)
class Step:
    """``fee`` is due when cancelled before ``until`` (exclusive, UTC); None: from then on.

    ``fee`` is all that is owed, with the ``tax`` in it where there is any, and None where the terms do not say.
    ``percent`` is the share it comes from, None where it comes from none.
    """

    until: datetime | None
    percent: Decimal | None
    fee: Money | None
    tax: Money | None = None


def steps(
    policy: Policy, *, worth: Worth, starts_at: datetime, zone: str, holidays: frozenset[date]
) -> tuple[Step, ...]:
    """Turn a policy (that passed its check) into the fees of one meeting, in order of time.

    Nothing else is needed to apply them. Bounds are counted back from the start as ``bounds.until`` says, with the
    policy's extension where the booking takes so much of the house. A fee is never above the value, and what stays
    with the hotel early stays with it later: no step is cheaper than one before.
    Refuses: MixedCurrencies (an amount in another currency than the value).
    """
    more = _months_more(policy, worth)
    made: list[Step] = []
    least: Step | None = None
    for tier in policy.tiers:
        ends = until(tier, starts_at, zone, holidays, months_more=more)
        if not made or (made[-1].until or ends) < ends:
            made.append(_at_least(least, _step(ends, tier.charge, policy, worth, policy.fee_tax)))
            if made[-1].fee is not None:
                least = made[-1]
    made.append(_at_least(least, _step(None, policy.late, policy, worth, policy.fee_tax)))
    return tuple(made)


def no_show(policy: Policy, *, worth: Worth) -> Step:
    """Return what is due when nobody cancels and nobody comes; the service stood ready, so its price is taxed."""
    return _step(None, policy.no_show, policy, worth, policy.no_show_tax)


def fee(steps: Sequence[Step], at: datetime) -> Step:
    """Return the step that applies when the cancellation is received at this instant."""
    return next(step for step in steps if step.until is None or at < step.until)


def next_step(steps: Sequence[Step], at: datetime) -> Step | None:
    """Return the step that follows the one applying now; None when the last one applies."""
    following = steps.index(fee(steps, at)) + 1
    return steps[following] if following < len(steps) else None


@dataclass(frozen=True, slots=True)
class PartFee:
    """A part called off: what that part was worth, what it costs (None: not stated), what the rest is worth."""

    part: Money
    fee: Money | None
    rest: Money


def part_fee(policy: Policy, charge: Charge, *, worth: Worth, part: Money) -> PartFee:
    """Apply the charge that holds now to a part of the value (T28): pro rata, never above the part.

    A free share is one of the whole booking: a part within it costs nothing, what goes beyond is due. An amount
    or a deposit is due in proportion to the part. Refuses: MixedCurrencies.
    """
    currency = worth.total.currency
    part = min(max(part.rounded(), Money.zero(currency)), worth.total)
    rest = worth.total - part
    whole = _due(charge, policy, worth)
    if not part or whole is None:
        return PartFee(part, None if part else part, rest)
    # Multiplied before it is divided: so the part of a total is exactly that part.
    of_part = _base(policy, worth) * part.amount / worth.total.amount
    match charge.kind:
        case ChargeKind.FREE if charge.percent is not None:
            due = of_part - _base(policy, worth) * charge.percent / HUNDRED
        case ChargeKind.PERCENT if charge.percent is not None:
            due = of_part * charge.percent / HUNDRED
        case _:
            due = whole * part.amount / worth.total.amount
    return PartFee(part, min(Money(max(due, ZERO), currency).rounded(), part), rest)


def charge_at(policy: Policy, at: datetime, *, worth: Worth, start: Start) -> Charge:
    """Return the policy's charge for a cancellation received at this instant."""
    more = _months_more(policy, worth)
    return next(
        (tier.charge for tier in policy.tiers if at < until(tier, *start, months_more=more)),
        policy.late,
    )


def _months_more(policy: Policy, worth: Worth) -> int:
    rule = policy.extension
    if rule is None or worth.house_percent is None or worth.house_percent < rule.percent:
        return 0
    return rule.months


def _at_least(least: Step | None, step: Step) -> Step:
    """Keep what stayed with the hotel before: an amount or a deposit may be more than a later share."""
    if least is None or least.fee is None or step.fee is None or step.fee.amount >= least.fee.amount:
        return step
    return replace(step, fee=least.fee, tax=least.tax)


def _step(ends: datetime | None, charge: Charge, policy: Policy, worth: Worth, how: FeeTax) -> Step:
    due = _due(charge, policy, worth)
    if due is None:
        return Step(ends, charge.due_percent, None)
    total = worth.total
    owed = Money(min(max(round_half_up(due, minor_units(total.currency)), ZERO), total.amount), total.currency)
    tax = None
    if how is not FeeTax.NONE and owed:
        told = taxed(owed, how, worth.taxes)
        owed, tax = min(told.gross, total), told.tax
    return Step(ends, charge.due_percent, owed, tax)


def _due(charge: Charge, policy: Policy, worth: Worth) -> Decimal | None:
    """Return what a whole cancellation costs before tax and rounding; None where the terms do not say."""
    match charge.kind:
        case ChargeKind.FIXED if charge.amount is not None:
            return (charge.amount - Money.zero(worth.total.currency)).amount
        case ChargeKind.DEPOSIT if worth.deposit is not None:
            return worth.deposit.amount
        case _:
            percent = charge.due_percent
            return None if percent is None else _base(policy, worth) * percent / HUNDRED


def _base(policy: Policy, worth: Worth) -> Decimal:
    match policy.base:
        case Base.TOTAL:
            return worth.total.amount
        case Base.ROOM:
            return worth.total.amount if worth.room is None else worth.room.amount
        case Base.PER_PERSON:
            return worth.per_person.amount * (worth.delegates or 1)
