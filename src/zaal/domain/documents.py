"""A price as an invoice counts it (EN 16931): one tax amount per (name, percent), and what is to be paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zaal.domain.money import Money, total
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zaal.domain.tax import Taxes, TaxGroup


class ExchangeRateNotPositive(Invalid):
    """A stated exchange rate of zero or less, or one that is no number."""

    code = "exchange_rate_not_positive"


@dataclass(frozen=True, slots=True)
class Document:
    """The totals of an invoice, each named after its business term in EN 16931.

    ``groups`` hold the base (BT-116) and the tax (BT-117) per rate; ``net`` is BT-109, ``tax`` BT-110, ``gross``
    BT-112, ``prepaid`` BT-113, ``rounding`` BT-114 and ``payable`` BT-115 = gross - prepaid + rounding.
    """

    groups: tuple[TaxGroup, ...]
    net: Money
    tax: Money
    gross: Money
    prepaid: Money
    rounding: Money
    payable: Money


@dataclass(frozen=True, slots=True)
class StatedRate:
    """What one unit of the document's currency is worth in ``currency``, who says so and of which day."""

    currency: str
    rate: Decimal
    source: str
    rate_date: date


@dataclass(frozen=True, slots=True)
class Restated:
    """A document's amounts in another currency, with the rate they were reckoned at."""

    document: Document
    at: StatedRate


def as_document(taxes: Taxes, *, prepaid: Money | None = None) -> Document:
    """Count a price the way an invoice must: tax = base x rate per group, rounded half away from zero.

    What is to be paid stays exactly the price's gross: about one all-in amount in six is no base plus its rounded
    tax (EUR 0.03 at 21 %), and there the difference is told as the rounding amount, at most one minor unit per rate.
    """
    currency = taxes.gross.currency
    groups = tuple(replace(group, tax=group.net.percent(group.percent)) for group in taxes.groups)
    net, tax = (total(amounts, currency) for amounts in _columns(groups))
    paid = prepaid or Money.zero(currency)
    return Document(
        groups=groups,
        net=net,
        tax=tax,
        gross=net + tax,
        prepaid=paid,
        rounding=taxes.gross - net - tax,
        payable=taxes.gross - paid,
    )


def restated(document: Document, at: StatedRate) -> Restated:
    """Tell a document in another currency at a stated rate; base and tax of each group are converted and rounded.

    The totals add up from those, so that they may differ by a minor unit from converting the total alone.
    Refuses: ExchangeRateNotPositive.
    """
    if not at.rate.is_finite() or at.rate <= 0:
        raise ExchangeRateNotPositive(rate=str(at.rate), currency=at.currency)
    groups = tuple(
        replace(group, net=_converted(group.net, at), tax=_converted(group.tax, at)) for group in document.groups
    )
    net, tax = (total(amounts, at.currency) for amounts in _columns(groups))
    prepaid, rounding = _converted(document.prepaid, at), _converted(document.rounding, at)
    return Restated(
        Document(
            groups=groups,
            net=net,
            tax=tax,
            gross=net + tax,
            prepaid=prepaid,
            rounding=rounding,
            payable=net + tax - prepaid + rounding,
        ),
        at,
    )


def _columns(groups: tuple[TaxGroup, ...]) -> tuple[list[Money], list[Money]]:
    return [group.net for group in groups], [group.tax for group in groups]


def _converted(amount: Money, at: StatedRate) -> Money:
    return Money(amount.amount * at.rate, at.currency).rounded()
