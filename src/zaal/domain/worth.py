"""What a priced meeting is worth to its hotel when a fee is taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.cancellation import Worth
from zaal.domain.fees import shares_of
from zaal.domain.policies import Base, FeeTax
from zaal.domain.pricing import LineKind
from zaal.domain.rates import TaxClass
from zaal.domain.tax import Supply, groups

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.policies import Policy
    from zaal.domain.pricing import Price
    from zaal.domain.rates import RateCard


def worth_of(  # noqa: PLR0913 - all that a fee may be taken from
    policy: Policy,
    price: Price,
    card: RateCard,
    *,
    delegates: int,
    house_percent: Decimal | None = None,
    deposit: Money | None = None,
) -> Worth:
    """Return what this policy's fees are taken from; the room's part and the taxes only where it asks for them.

    Refuses: TaxRuleMissing.
    """
    taxing = {policy.fee_tax, policy.no_show_tax, policy.late_change.tax if policy.late_change else FeeTax.NONE}
    return Worth(
        total=price.gross,
        room=_room(price, card) if policy.base is Base.ROOM else None,
        delegates=delegates,
        taxes=shares_of(price.taxes) if taxing != {FeeTax.NONE} else (),
        house_percent=house_percent,
        deposit=deposit,
    )


def _room(price: Price, card: RateCard) -> Money:
    """Return the all-in price of the room alone: hire and what a package holds of it, with its own tax."""
    supplies = (
        Supply(part.tax_class, part.amount, line.day)
        for line in price.lines
        if line.kind is not LineKind.EXTRA
        for part in line.parts
        if part.tax_class is TaxClass.ROOM
    )
    return min(groups(supplies, card).gross, price.gross)
