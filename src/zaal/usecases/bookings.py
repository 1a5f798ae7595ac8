"""Bookings: the contract, made from a quote or from the option on it, and called off at the frozen terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from zaal.domain.actors import SYSTEM
from zaal.domain.bookings import ConfirmsAtOnce, NotAsked, NotInstant, require_future, require_instant
from zaal.domain.cancellation import fee
from zaal.domain.diary import EntryKind, SpaceTaken
from zaal.domain.money import Money
from zaal.domain.options import require_held
from zaal.domain.permissions import Action, Owner, may, require
from zaal.domain.references import new_reference
from zaal.domain.sales import (
    BookingCancelled,
    BookingStarted,
    FeeChanged,
    FeeIsStated,
    FeeNotStated,
    FeeOutOfRange,
    OptionEnded,
    OptionEnding,
    OptionWaits,
    QuoteExpired,
)
from zaal.records.diary.claims import become_definite, claim
from zaal.records.listing import board
from zaal.records.sales.line import (
    competing,
    customer_of,
    instant_rules,
    locked_booking,
    locked_option,
    locked_quote,
    parts_of,
    space_names,
    starts_of,
)
from zaal.records.sales.models import Booking, BookingRequest, Cancellation, Option, OptionEnd, Quote
from zaal.records.sales.snapshots import read_steps
from zaal.usecases import challenges
from zaal.usecases.facts import write
from zaal.usecases.options import hand_on
from zaal.usecases.refused import counted
from zaal.usecases.replays import once

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.cancellation import Step


@counted
@transaction.atomic(durable=True)
def confirm(*, actor: Actor, quote: str, now: datetime, key: str | None = None) -> str:
    """Book what was quoted, at once; when the quote is under this person's option, the option is booked.

    Confirming the same quote again gives the same booking, while it stands. The customer books within the limits of
    instant confirmation; the hotel confirms by hand what the customer holds and has asked to book, and nothing else.
    Refuses: NotFound, SignInNeeded, NotAllowed, NotInstant, NotAsked, QuoteExpired, OptionExpired, OptionEnded,
    OptionWaits, BookingCancelled, SpaceTaken, StartsInPast.
    """
    return once(
        actor=actor,
        act="booking",
        key=key,
        request=quote,
        now=now,
        make=lambda: _confirm(actor, locked_quote(quote, actor), now=now),
    )


@counted
@transaction.atomic(durable=True)
def ask(*, actor: Actor, option: str, now: datetime, key: str | None = None) -> str:
    """Ask the hotel to confirm what the customer's option holds; return the option's reference.

    Asking again is the same as once. Refuses: OptionUnknown, NotAllowed, StartsInPast, OptionEnded, OptionExpired,
    OptionWaits, ConfirmsAtOnce.
    """
    return once(
        actor=actor,
        act="ask",
        key=key,
        request=option,
        now=now,
        make=lambda: _ask(actor, locked_option(option, actor), now=now),
    )


@counted
@transaction.atomic(durable=True)
def confirm_option(*, actor: Actor, option: str, now: datetime, key: str | None = None) -> str:
    """Book what an option holds. Refuses: as ``confirm``."""
    return once(
        actor=actor,
        act="booking",
        key=key,
        request=option,
        now=now,
        make=lambda: _confirm(actor, locked_quote(locked_option(option, actor).quote.reference, actor), now=now),
    )


@transaction.atomic(durable=True)
def cancel(
    *,
    actor: Actor,
    booking: str,
    now: datetime,
    expected_fee: Money | None = None,
    stated_fee: Money | None = None,
) -> None:
    """Call a booking off at the fee its frozen terms give now; the room is free again at once.

    ``expected_fee`` is what the customer was shown: when a step has passed since, it is refused instead of
    charged. Where the terms do not say, nobody guesses: the hotel calls off with a ``stated_fee`` on the customer's
    word. Refuses: BookingUnknown, NotAllowed, BookingCancelled, BookingStarted, FeeChanged, FeeNotStated,
    FeeIsStated, FeeOutOfRange.
    """
    row = locked_booking(booking, actor)
    acts = Action.CANCEL_BOOKING if stated_fee is None else Action.STATE_FEE
    require(actor, acts, owner=_owner(row.quote, row.person_id))
    if hasattr(row, "cancellation"):
        raise BookingCancelled(booking=row.reference, cancelled_at=row.cancellation.cancelled_at)
    starts_at = starts_of(row.quote)
    if starts_at <= now:
        raise BookingStarted(booking=row.reference, starts_at=starts_at)
    step = fee(read_steps(row.quote.terms), now)
    owed = _fee_of(row, step, expected_fee) if stated_fee is None else _stated(row, step, stated_fee)
    Cancellation.objects.create(
        booking=row,
        cancelled_at=now,
        percent=step.percent,
        fee=owed.amount,
        tax=None if step.tax is None else step.tax.amount,
        currency=owed.currency,
    )
    write(
        "BookingCancelled",
        row.reference,
        actor=actor,
        now=now,
        fee=str(owed.amount),
        currency=owed.currency,
        percent=None if step.percent is None else str(step.percent),
    )
    hand_on([row.reference], now=now)


def _fee_of(row: Booking, step: Step, expected: Money | None) -> Money:
    """Return the fee the terms give. Refuses: FeeNotStated, FeeChanged."""
    if step.fee is None:
        venue = row.quote.venue
        contact = ", ".join(part for part in (venue.phone, venue.email) if part) or venue.address
        raise FeeNotStated(booking=row.reference, hotel=venue.name, contact=contact)
    if expected is not None and expected != step.fee:
        raise FeeChanged(booking=row.reference, expected=expected, fee=step.fee)
    return step.fee


def _stated(row: Booking, step: Step, stated: Money) -> Money:
    """Return the fee the hotel names where the terms do not. Refuses: FeeIsStated, FeeOutOfRange."""
    if step.fee is not None:
        raise FeeIsStated(booking=row.reference, fee=step.fee)
    value = Money(row.quote.gross, row.quote.currency)
    in_currency = stated.currency == value.currency and stated == stated.rounded()
    if not in_currency or not Money.zero(value.currency) <= stated <= value:
        raise FeeOutOfRange(booking=row.reference, fee=stated, most=value)
    return stated


def _confirm(actor: Actor, row: Quote, *, now: datetime) -> str:
    person = customer_of(row, actor)
    owner = _owner(row, person)
    if not may(actor, Action.CONFIRM_BY_HAND, owner=owner):
        require(actor, Action.CONFIRM_BOOKING, owner=owner)
    # The booking of a quote that was changed since is still its booking.
    led_to = Q(quote=row) | Q(changes__from_quote=row)
    existing = Booking.objects.filter(led_to).select_related("cancellation").first()
    if existing is not None:
        if hasattr(existing, "cancellation"):
            raise BookingCancelled(booking=existing.reference, cancelled_at=existing.cancellation.cancelled_at)
        return existing.reference
    option = Option.objects.filter(quote=row).select_for_update().first()
    _require_agreed(actor, row, option, owner=owner, now=now)
    reference = new_reference("booking")
    if option is None:
        _take(row, reference, now=now)
    else:
        _take_option(option, reference, now=now)
    if row.person_id is None:
        Quote.objects.filter(pk=row.pk).update(person_id=person)
    Booking.objects.create(reference=reference, quote=row, option=option, person_id=person, confirmed_at=now)
    write(
        "BookingConfirmed",
        reference,
        actor=actor,
        now=now,
        quote=row.reference,
        option=option.reference if option else None,
        gross=str(row.gross),
        currency=row.currency,
    )
    for waiting in competing(row, now=now):
        # Nobody's act in their history: it would tell them who has the room.
        write("FirstBooked", waiting.reference, actor=SYSTEM, now=now, rank=waiting.rank)
    return reference


def _require_agreed(actor: Actor, row: Quote, option: Option | None, *, owner: Owner, now: datetime) -> None:
    """Pass when both sides want this booking: the hotel by its limits or by hand, the customer by booking or asking."""
    starts_at = starts_of(row)
    require_future(starts_at, now=now)
    if may(actor, Action.CONFIRM_BOOKING, owner=owner):
        by_hand_only = _by_hand_only(row, starts_at=starts_at, now=now)
        if by_hand_only is None:
            return
        if not may(actor, Action.CONFIRM_BY_HAND, owner=owner):
            raise by_hand_only
    if option is None:
        raise NotAsked(quote=row.reference)
    _require_first(option, now=now)
    if not BookingRequest.objects.filter(option=option).exists():
        raise NotAsked(option=option.reference)


def _by_hand_only(row: Quote, *, starts_at: datetime, now: datetime) -> NotInstant | None:
    """Return what keeps this from confirming at once, or None when it does. Refuses: StartsInPast."""
    value = Money(row.gross, row.currency)
    try:
        for rule, delegates in instant_rules(row):
            require_instant(rule, starts_at=starts_at, delegates=delegates, value=value, now=now)
    except NotInstant as refusal:
        return refusal
    return None


def _ask(actor: Actor, row: Option, *, now: datetime) -> str:
    require(actor, Action.ASK_TO_BOOK, owner=_owner(row.quote, row.person_id))
    asked = BookingRequest.objects.filter(option=row).exists()
    if asked and hasattr(row, "end") and row.end.ending == OptionEnding.CONFIRMED:
        return row.reference
    starts_at = starts_of(row.quote)
    require_future(starts_at, now=now)
    _require_first(row, now=now)
    if asked:
        return row.reference
    if _by_hand_only(row.quote, starts_at=starts_at, now=now) is None:
        raise ConfirmsAtOnce(option=row.reference)
    BookingRequest.objects.create(option=row, person_id=row.person_id, asked_at=now)
    challenges.answered(row, now=now)
    gross, currency = str(row.quote.gross), row.quote.currency
    write("BookingAsked", row.reference, actor=actor, now=now, gross=gross, currency=currency)
    return row.reference


def _take(row: Quote, reference: str, *, now: datetime) -> None:
    if now >= row.valid_until:
        raise QuoteExpired(quote=row.reference, valid_until=row.valid_until)
    parts = parts_of(row)
    try:
        claim(parts, kind=EntryKind.BOOKING, reference=reference)
    except SpaceTaken as taken:
        raise SpaceTaken(**{**taken.facts, "space": space_names(row)}) from None
    board.add(parts)


def _take_option(option: Option, reference: str, *, now: datetime) -> None:
    _require_first(option, now=now)
    if not become_definite(reference=option.reference, booking_reference=reference):
        raise OptionWaits(option=option.reference, rank=option.rank)
    OptionEnd.objects.create(option=option, ending=OptionEnding.CONFIRMED, ended_at=now)


def _require_first(option: Option, *, now: datetime) -> None:
    """Pass while the option holds the room. Refuses: OptionEnded, OptionExpired, OptionWaits."""
    if hasattr(option, "end"):
        raise OptionEnded(option=option.reference, ending=option.end.ending)
    require_held(option.release_at, now=now)
    if option.rank != 1:
        raise OptionWaits(option=option.reference, rank=option.rank)


def _owner(row: Quote, person_id: int | None) -> Owner:
    return Owner(person_id=person_id, hotel_id=row.venue.organisation_id)
