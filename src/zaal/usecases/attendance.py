"""What a booking comes to with the people who were really there: the higher of booked, come and minimum is billed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.pricing import price
from zaal.domain.refusals import Conflict
from zaal.domain.sales import BookingCancelled
from zaal.domain.wishes import check_delegates
from zaal.records.sales.line import locked_booking
from zaal.records.sales.snapshots import read_price, read_wish
from zaal.usecases.offering import draw_up

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.domain.money import Money
    from zaal.domain.pricing import Price


class RatesChanged(Conflict):
    """The hotel has changed its rates since the quote, so it is not counted anew from them; the hotel settles it."""

    code = "rates_changed"


@dataclass(frozen=True, slots=True)
class Account:
    """``price`` is for ``billed`` delegates; ``catered`` is for how many the kitchen prepared (None: not said)."""

    booked: int
    actual: int
    billed: int
    catered: int | None
    agreed: Money
    price: Price
    difference: Money


@transaction.atomic(durable=True)
def account(*, actor: Actor, booking: str, actual: int) -> Account:
    """Count a booking for the number of people who came, at the rates and deals it was quoted by; nothing is written.

    The number booked is guaranteed: fewer are billed as booked, more as they came (DOMAIN 1.5, T19).
    Refuses: BookingUnknown, BookingCancelled, DelegatesOutOfRange, RatesChanged.
    """
    row = locked_booking(booking, actor)
    if hasattr(row, "cancellation"):
        raise BookingCancelled(booking=row.reference, cancelled_at=row.cancellation.cancelled_at)
    check_delegates(actual)
    agreed, wish = read_price(row.quote.price), read_wish(row.quote.wish)
    if wish is None:
        raise RatesChanged(booking=row.reference)
    customer = replace(actor, person_id=row.person_id)
    offer = draw_up(actor=customer, wish=wish, now=row.quote.made_at, besides=row.reference)
    if offer.price != agreed:
        raise RatesChanged(booking=row.reference)
    counted = price(offer.card, replace(offer.ask, guaranteed=actual))
    return Account(
        booked=wish.delegates,
        actual=actual,
        billed=counted.billed_delegates,
        catered=agreed.catered_delegates,
        agreed=agreed.gross,
        price=counted,
        difference=counted.gross - agreed.gross,
    )
