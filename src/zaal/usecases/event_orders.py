"""Event orders: the customer fills in and hands in, gives the final number; the house prints; time asks and reminds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from procrastinate.contrib.django import app as queue

from zaal.domain.event_orders import (
    Because,
    ContactMissing,
    FinalNumberDiffers,
    OrderClosed,
    check,
    must_ask,
)
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.sales import BookingStarted
from zaal.queries.composing import composed
from zaal.queries.event_orders import awaiting_numbers, due_of
from zaal.records.orders.models import FinalNumber, NumberAsking, OrderDraft, OrderPrint
from zaal.records.orders.snapshots import written_told
from zaal.records.sales.line import locked_booking
from zaal.usecases import order_versions
from zaal.usecases.facts import LONGEST_LABEL, write

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.event_orders import Order, Told
    from zaal.records.sales.models import Booking


@transaction.atomic(durable=True)
def save(*, actor: Actor, booking: str, told: Told, now: datetime) -> None:
    """Keep what was filled in so far; the house goes on working by what was handed in.

    Refuses: BookingUnknown, NotAllowed, OrderClosed, RemarkTooLong, DietOutOfRange, MomentOutside.
    """
    row, order = _open(booking, actor, now=now)
    _keep_draft(row, check(told, order.rooms, order.zone), now=now)


@transaction.atomic(durable=True)
def hand_in(*, actor: Actor, booking: str, told: Told, now: datetime) -> int:
    """Hand the order in; return its version. The house is told, with what differs; the same again makes no other.

    Refuses: as ``save``, and ContactMissing.
    """
    row, order = _open(booking, actor, now=now)
    checked = check(told, order.rooms, order.zone)
    if not checked.contact_name.strip() or not checked.contact_phone.strip():
        raise ContactMissing(booking=row.reference)
    _keep_draft(row, checked, now=now)
    before = order_versions.newest(row).number
    version = order_versions.keep(row, Because.HANDED_IN, actor=actor, now=now, told=checked)
    if version.number != before:
        _tell("OrderHandedIn", row, actor=actor, now=now, order=version.number)
    return version.number


@transaction.atomic(durable=True)
def give_final_number(*, actor: Actor, booking: str, delegates: int, now: datetime) -> None:
    """Say that the number booked is final; the kitchen sees it. Another number is booked first, at its price.

    Twice is the same as once. Refuses: BookingUnknown, NotAllowed, OrderClosed, BookingStarted, FinalNumberDiffers.
    """
    row = locked_booking(booking, actor)
    require(actor, Action.GIVE_NUMBER, owner=_owner(row))
    order = _require_open(row, now=now)
    if order.starts_at <= now:
        raise BookingStarted(booking=row.reference, starts_at=order.starts_at)
    if order.delegates != delegates:
        raise FinalNumberDiffers(booking=row.reference, given=delegates, booked=order.delegates)
    if order.final_number is not None:
        return
    FinalNumber.objects.create(booking=row, delegates=delegates, given_at=now)
    order_versions.keep(row, Because.FINAL_NUMBER, actor=actor, now=now)
    _tell("FinalNumberGiven", row, actor=actor, now=now, delegates=delegates)


@transaction.atomic(durable=True)
def mark_printed(*, actor: Actor, booking: str, now: datetime) -> int:
    """Note that the house has put the order on paper as it stands; return the version.

    Refuses: BookingUnknown, NotAllowed (to who is not of the house).
    """
    row = locked_booking(booking, actor)
    require(actor, Action.MANAGE_VENUE, owner=Owner(hotel_id=row.quote.venue.organisation_id))
    version = order_versions.newest(row)
    OrderPrint.objects.create(version=version, printed_at=now, printed_by=actor.label[:LONGEST_LABEL])
    return version.number


def ask_due(*, actor: Actor, now: datetime) -> int:
    """Ask for the final numbers that are due soon, and remind of those due shortly; return how many letters that makes.

    Each booking is a transaction of its own.
    """
    return sum(_ask(actor, booking, now=now) for booking in awaiting_numbers(now=now))


@transaction.atomic(durable=True)
def _ask(actor: Actor, booking: str, *, now: datetime) -> bool:
    row = locked_booking(booking, actor)
    if hasattr(row, "cancellation") or composed(row).final_number is not None:
        return False
    due_at = due_of(row, now=now)
    asking = NumberAsking.objects.filter(booking=row, due_at=due_at).first()
    asked_at = asking.asked_at if asking else None
    reminded = asking is not None and asking.reminded_at is not None
    if not must_ask(due_at, asked_at=asked_at, reminded=reminded, now=now):
        return False
    told = {"due_at": due_at.isoformat(), "delegates": row.quote.delegates}
    if asking is None:
        NumberAsking.objects.create(booking=row, due_at=due_at, asked_at=now)
        _tell("FinalNumberAsked", row, actor=actor, now=now, **told)
    else:
        asking.reminded_at = now
        asking.save(update_fields=["reminded_at"])
        _tell("FinalNumberReminded", row, actor=actor, now=now, **told)
    return True


def _open(booking: str, actor: Actor, *, now: datetime) -> tuple[Booking, Order]:
    """Lock a booking of which more may be told, with its order. Refuses: BookingUnknown, NotAllowed, OrderClosed."""
    row = locked_booking(booking, actor)
    require(actor, Action.TELL_ORDER, owner=_owner(row))
    return row, _require_open(row, now=now)


def _require_open(row: Booking, *, now: datetime) -> Order:
    order = composed(row)
    if hasattr(row, "cancellation") or order.ends_at <= now:
        raise OrderClosed(booking=row.reference)
    return order


def _keep_draft(row: Booking, told: Told, *, now: datetime) -> None:
    OrderDraft.objects.update_or_create(booking=row, defaults={"told": written_told(told), "saved_at": now})


def _tell(kind: str, row: Booking, *, actor: Actor, now: datetime, **data: object) -> None:
    """Write a fact and defer its letter; one lock per booking, or a reminder could come before the question."""
    fact = write(kind, row.reference, actor=actor, now=now, **data)
    queue.configure_task("tell_of_order", queue="letters", lock=row.reference).defer(fact_id=fact.pk)


def _owner(row: Booking) -> Owner:
    return Owner(row.person_id, row.quote.venue.organisation_id)
