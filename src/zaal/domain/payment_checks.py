"""What makes payment terms nonsense, found when they are entered and never again."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from zaal.domain.bounds import Bound, surely_before
from zaal.domain.money import HUNDRED, MixedCurrencies
from zaal.domain.payments import After
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.money import Money
    from zaal.domain.payments import Later, PaymentStep, PaymentTerms


class PaymentSharesTooHigh(Invalid):
    """The shares of the steps are together more than the whole."""

    code = "payment_shares_too_high"


class PaymentNegative(Invalid):
    """A share, an amount or a number of days below zero."""

    code = "payment_negative"


class PaymentRestTwice(Invalid):
    """Two steps ask for what the others leave."""

    code = "payment_rest_twice"


class PaymentRestMissing(Invalid):
    """The steps leave something that none of them asks for."""

    code = "payment_rest_missing"


class PaymentUnclear(Invalid):
    """A step that states both a share and an amount, or no day where one is needed."""

    code = "payment_unclear"


class PaymentStepsOutOfOrder(Invalid):
    """A step may be due after the one that follows it."""

    code = "payment_steps_out_of_order"


def check(terms: PaymentTerms, currency: str | None = None) -> None:
    """Pass terms whose steps ask for the whole, once, in order of time, in the currency of their venue.

    To be asked once, when terms are entered. Steps after the confirmation stand before those counted back from the
    start, and those before the ones after the end. Refuses: PaymentUnclear, PaymentNegative, MixedCurrencies,
    PaymentSharesTooHigh, PaymentRestTwice, PaymentRestMissing, PaymentStepsOutOfOrder.
    """
    for step in terms.steps:
        _check_step(terms, step)
    for amount in _amounts(terms):
        currency = currency or amount.currency
        if amount.currency != currency:
            raise MixedCurrencies(one=currency, other=amount.currency)
    shares = sum((step.percent for step in terms.steps if step.percent is not None), Decimal(0))
    rests = sum(step.is_rest for step in terms.steps)
    if shares > HUNDRED:
        raise PaymentSharesTooHigh(terms=terms.name, percent=shares)
    if rests > 1:
        raise PaymentRestTwice(terms=terms.name)
    if not rests and shares != HUNDRED:
        raise PaymentRestMissing(terms=terms.name)
    for step, following in pairwise(terms.steps):
        if not _in_order(step.when, following.when):
            raise PaymentStepsOutOfOrder(terms=terms.name, step=step.name, following=following.name)


def _check_step(terms: PaymentTerms, step: PaymentStep) -> None:
    when = step.when
    dayless = not isinstance(when, Bound) and when.days is None and when.after is not After.END
    if dayless or (step.percent is not None and step.amount is not None):
        raise PaymentUnclear(terms=terms.name, step=step.name)
    count = when.amount if isinstance(when, Bound) else when.days
    figures = (count, step.percent, step.amount.amount if step.amount is not None else None)
    for figure in figures:
        if figure is not None and figure < 0:
            raise PaymentNegative(terms=terms.name, step=step.name, figure=figure)


def _amounts(terms: PaymentTerms) -> Iterator[Money]:
    yield from (step.amount for step in terms.steps if step.amount is not None)
    yield from (value for value in (terms.size.value_at_least, terms.size.value_below) if value is not None)


def _in_order(when: Bound | Later, following: Bound | Later) -> bool:
    if isinstance(when, Bound) and isinstance(following, Bound):
        return surely_before(when, following)
    if isinstance(when, Bound) or isinstance(following, Bound) or when.after is not following.after:
        return _stage(when) < _stage(following)
    return when.days is not None and (following.days is None or when.days < following.days)


def _stage(when: Bound | Later) -> int:
    if isinstance(when, Bound):
        return 1
    return 0 if when.after is After.CONFIRMATION else 2
