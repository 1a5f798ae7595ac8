"""What makes cancellation policies nonsense, found when they are entered and never again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from zaal.domain.bounds import surely_before
from zaal.domain.money import HUNDRED, MixedCurrencies, Money
from zaal.domain.policies import Level, Policy, rank
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zaal.domain.bounds import Counted
    from zaal.domain.policies import Charge, Size


class TiersOutOfOrder(Invalid):
    """A tier does not end clearly before the next one, on every date it can be counted from."""

    code = "tiers_out_of_order"


class TierPercentFalls(Invalid):
    """Cancelling later would cost less than cancelling earlier."""

    code = "tier_percent_falls"


class PercentOutOfRange(Invalid):
    """A percentage below 0 or above 100."""

    code = "percent_out_of_range"


class AmountNegative(Invalid):
    """A fixed amount, a number of people or a bound below zero."""

    code = "amount_negative"


class TermsOverlap(Invalid):
    """Two policies of one level hold for the same booking on the same day."""

    code = "terms_overlap"


class TermsGap(Invalid):
    """No policy holds for some size of booking on a day on which others have one."""

    code = "terms_gap"


class ContractWithoutParty(Invalid):
    """A contract is no organisation's, or an organisation's terms are no contract."""

    code = "contract_without_party"


def check(policy: Policy, currency: str | None = None) -> None:
    """Pass a policy whose tiers follow one another and never get cheaper, in the currency of its venue.

    To be asked once, when a policy is entered. Refuses: PercentOutOfRange, AmountNegative, MixedCurrencies,
    TierPercentFalls, TiersOutOfOrder, TermsGap (a size nothing can have), ContractWithoutParty.
    """
    if (policy.level is Level.CONTRACT) is (policy.organisation_id is None):
        raise ContractWithoutParty(policy=policy.code)
    charges = [*(tier.charge for tier in policy.tiers), policy.late]
    _check_figures(policy, [*charges, policy.no_show], currency)
    _check_size(policy)
    shares = [charge.due_percent for charge in charges if charge.due_percent is not None]
    amounts = [charge.amount.amount for charge in charges if charge.amount is not None]
    for figures in shares, amounts:
        for earlier, later in pairwise(figures):
            if later < earlier:
                raise TierPercentFalls(policy=policy.code, earlier=earlier, later=later)
    ladders: tuple[Sequence[Counted], ...] = (policy.tiers, policy.free)
    for bounds in ladders:
        for bound, following in pairwise(bounds):
            if not surely_before(bound, following):
                raise TiersOutOfOrder(
                    policy=policy.code,
                    tier=f"{bound.amount} {bound.unit}",
                    following=f"{following.amount} {following.unit}",
                )


def check_together(policies: Sequence[Policy]) -> None:
    """Pass the policies of one venue and day that leave no size of booking without terms, or with two at once.

    Of one level those in force latest count, so two overlap only from the same day on. Contracts come on top: they
    may leave gaps. Refuses: TermsOverlap, TermsGap.
    """
    general = [policy for policy in policies if policy.level is not Level.CONTRACT]
    for delegates, value in _corners(policies):
        held = [policy for policy in policies if _holds(policy.size, delegates, value)]
        for one, other in pairwise(sorted(held, key=_turn)):
            if _place(one) == _place(other) and one.version == other.version:
                raise TermsOverlap(policy=one.code, other=other.code, delegates=delegates, value=value)
        if general and not any(policy in general for policy in held):
            raise TermsGap(policy=general[0].code, delegates=delegates, value=value)


def _place(policy: Policy) -> tuple[int, int]:
    return rank(policy), policy.organisation_id or 0


def _turn(policy: Policy) -> tuple[int, int, date]:
    return *_place(policy), policy.version or date.min


def _check_figures(policy: Policy, charges: Sequence[Charge], currency: str | None) -> None:
    shares = [charge.percent for charge in charges] + [rule.percent for rule in policy.free]
    if policy.extension is not None:
        shares.append(policy.extension.percent)
    for percent in shares:
        if percent is not None and not 0 <= percent <= HUNDRED:
            raise PercentOutOfRange(policy=policy.code, percent=percent)
    for amount in _amounts(policy, charges):
        if amount.amount < 0:
            raise AmountNegative(policy=policy.code, amount=amount.amount)
        currency = currency or amount.currency
        if amount.currency != currency:
            raise MixedCurrencies(one=currency, other=amount.currency)
    for count in _counts(policy):
        if count < 0:
            raise AmountNegative(policy=policy.code, amount=count)


def _counts(policy: Policy) -> Iterator[int]:
    yield from (tier.amount for tier in policy.tiers)
    for rule in policy.free:
        yield rule.amount
        yield from (count for count in (rule.people, rule.rooms) if count is not None)
    if policy.extension is not None:
        yield policy.extension.months
    if policy.final_numbers is not None:
        yield policy.final_numbers.amount
    if policy.late_change is not None:
        yield policy.late_change.amount


def _amounts(policy: Policy, charges: Iterable[Charge]) -> Iterator[Money]:
    yield from (charge.amount for charge in charges if charge.amount is not None)
    if policy.late_change is not None:
        yield policy.late_change.fee
    yield from (amount for amount in (policy.size.value_at_least, policy.size.value_below) if amount is not None)


def _check_size(policy: Policy) -> None:
    size = policy.size
    people = (size.people_at_least or 1) > size.people_at_most if size.people_at_most is not None else False
    value = False
    if size.value_below is not None:
        least = size.value_at_least or Money.zero(size.value_below.currency)
        value = least >= size.value_below
    if people or value:
        raise TermsGap(policy=policy.code, delegates=size.people_at_least, value=size.value_at_least)


def _holds(size: Size, delegates: int, value: Decimal) -> bool:
    currency = next((bound.currency for bound in (size.value_at_least, size.value_below) if bound is not None), "")
    return size.holds(delegates, Money(value, currency))


def _corners(policies: Iterable[Policy]) -> Iterator[tuple[int, Decimal]]:
    """List one booking for every way the sizes can part them: where they hold the same they hold for all between."""
    people, values = {1}, {Decimal(0)}
    for policy in policies:
        size = policy.size
        people |= {bound for bound in (size.people_at_least, (size.people_at_most or 0) + 1) if bound is not None}
        values |= {bound.amount for bound in (size.value_at_least, size.value_below) if bound is not None}
    for delegates in sorted(people):
        for value in sorted(values):
            yield delegates, value
