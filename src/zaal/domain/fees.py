"""The tax of a fee: none on a compensation, contained in a price kept, on top of a service (DOMAIN 3.1, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 - a named tuple reads its annotations
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.money import HUNDRED, Money, total
from zaal.domain.policies import FeeTax

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zaal.domain.tax import TaxGroup


class TaxShare(NamedTuple):
    """A tax rate (percent) and how much of a price it falls on, as a weight."""

    percent: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class TaxedFee:
    """A fee parted: ``net`` + ``tax`` = ``gross``, and ``gross`` is what is owed."""

    net: Money
    tax: Money
    gross: Money


def shares_of(groups: Iterable[TaxGroup]) -> tuple[TaxShare, ...]:
    """Tell how a taxed price is parted over its rates, to part a fee on it the same way."""
    return tuple(TaxShare(group.percent, group.net.amount + group.tax.amount) for group in groups)


def taxed(fee: Money, how: FeeTax, shares: Sequence[TaxShare]) -> TaxedFee:
    """Part a fee into net and tax (T32), per rate and half away from zero.

    A fee on a price of several rates is parted over them as the price was. Without any rate there is no tax.
    """
    none = Money.zero(fee.currency)
    weighed = [share for share in shares if share.weight > 0]
    if how is FeeTax.NONE or not weighed or not fee:
        return TaxedFee(fee, none, fee)
    parts = (fee,) if len(weighed) == 1 else fee.split([share.weight for share in weighed])
    if how is FeeTax.ON_TOP:
        tax = total((part.percent(share.percent) for part, share in zip(parts, weighed, strict=True)), fee.currency)
        return TaxedFee(fee, tax, fee + tax)
    tax = total((_contained(part, share.percent) for part, share in zip(parts, weighed, strict=True)), fee.currency)
    return TaxedFee(fee - tax, tax, fee)


def _contained(gross: Money, percent: Decimal) -> Money:
    return Money(gross.amount * percent / (HUNDRED + percent), gross.currency).rounded()
