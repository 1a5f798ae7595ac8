"""What both sides agree besides the price: the cancellation terms as fees of this meeting, and when it is paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.cancellation import steps
from zaal.domain.money import total
from zaal.domain.payments import Meeting, instalments
from zaal.domain.worth import worth_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from zaal.domain.cancellation import Step, Worth
    from zaal.domain.money import Money
    from zaal.domain.payments import Instalment, PaymentTerms
    from zaal.domain.period import Period
    from zaal.domain.policies import Policy
    from zaal.domain.pricing import Price
    from zaal.domain.rates import RateCard


@dataclass(frozen=True, slots=True)
class Agreement:
    """The policies in force and what they come to for one priced meeting."""

    policy: Policy
    worth: Worth
    steps: tuple[Step, ...]
    payment: PaymentTerms
    instalments: tuple[Instalment, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The meeting the terms are brought to; ``house_percent`` says which share of the house it takes, where asked.

    ``holidays`` gives the public holidays of a calendar over the years in question.
    """

    periods: Sequence[Period]
    delegates: int
    zone: str
    house_percent: Decimal | None
    holidays: Callable[[str], frozenset[date]]


def agreement(policy: Policy, payment: PaymentTerms, price: Price, card: RateCard, occasion: Occasion) -> Agreement:
    """Bring the policies to one meeting: what is to be paid, what cancelling costs, when.

    A deposit that stays with the house is what falls due with the booking itself. Refuses: TaxRuleMissing.
    """
    starts_at = min(period.starts_at for period in occasion.periods)
    ends_at = max(period.ends_at for period in occasion.periods)
    meeting = Meeting(starts_at, ends_at, occasion.zone, occasion.holidays(payment.holiday_calendar))
    parts = instalments(payment, price.gross, meeting)
    worth = worth_of(
        policy,
        price,
        card,
        delegates=occasion.delegates,
        house_percent=occasion.house_percent,
        deposit=_deposit(parts, price.gross.currency),
    )
    fees = steps(
        policy,
        worth=worth,
        starts_at=starts_at,
        zone=occasion.zone,
        holidays=occasion.holidays(policy.holiday_calendar),
    )
    return Agreement(policy, worth, fees, payment, parts)


def _deposit(parts: Sequence[Instalment], currency: str) -> Money | None:
    with_booking = [part.amount for part in parts if part.days is not None]
    return total(with_booking, currency) if with_booking else None
