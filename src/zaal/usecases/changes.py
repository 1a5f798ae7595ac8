"""Changing a booking: shown first with its price and fee, then made as a new version of its quote, never an edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.changes import ChangeFeeChanged, PriceChanged
from zaal.domain.diary import EntryKind, SpaceTaken
from zaal.domain.money import Money
from zaal.domain.payments import called
from zaal.queries import sales
from zaal.records.diary.claims import clashes, exchange
from zaal.records.sales.line import locked_booking, parts_of, space_names
from zaal.records.sales.models import BookingChange
from zaal.usecases import order_versions
from zaal.usecases.facts import write
from zaal.usecases.options import pass_on
from zaal.usecases.redrafting import draft_of
from zaal.usecases.replays import once

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.changes import ChangeKind, Wanted
    from zaal.domain.refusals import Refusal
    from zaal.queries.sales import QuoteView
    from zaal.usecases.redrafting import Draft


@dataclass(frozen=True, slots=True)
class Preview:
    """A change as it would be made now, beside what is booked.

    ``fee`` (with ``tax`` in it) is due besides the new price: for the ``lost`` part of the value agreed, and in it the
    ``late`` fee that the terms ask for any change by now. ``obstacle`` is why the customer cannot make the change alone
    (None: they can).
    """

    booking: str
    differs: tuple[ChangeKind, ...]
    before: QuoteView
    after: QuoteView
    lost: Money
    fee: Money
    tax: Money
    late: Money
    obstacle: Refusal | None

    @property
    def difference(self) -> Money:
        """What the new price is more (or, below zero, less) than the one agreed."""
        return self.after.price.gross - self.before.price.gross

    @property
    def payments_differ(self) -> bool:
        """Whether other amounts are due, or at other moments, than were agreed."""
        before, after = ([(due.name, due.amount, due.due_at) for due in one.dues] for one in (self.before, self.after))
        return before != after


@transaction.atomic(durable=True)
def preview(*, actor: Actor, booking: str, wanted: Wanted, now: datetime) -> Preview:
    """Show a change without making it: the very act, of which nothing is kept.

    Refuses: BookingUnknown, NotAllowed, BookingCancelled, BookingStarted, NothingChanged,
    ChangeFeeNotStated, and what a quote refuses. What only the hotel can decide is told as ``obstacle``.
    """
    draft = draft_of(actor, locked_booking(booking, actor), wanted, now=now)
    shown = Preview(
        booking=draft.booking.reference,
        differs=draft.differs,
        before=sales.quote(draft.booking.quote.reference, actor=actor, now=now),
        after=_as_booked(sales.quote(draft.quote.reference, actor=actor, now=now), draft.booking.confirmed_at, now=now),
        lost=max(draft.before - draft.after, Money.zero(draft.before.currency)),
        fee=draft.fee,
        tax=draft.tax,
        late=draft.late.gross if draft.late else Money.zero(draft.before.currency),
        obstacle=draft.obstacle or _taken(draft),
    )
    transaction.set_rollback(True)
    return shown


@transaction.atomic(durable=True)
def change(  # noqa: PLR0913 - each is one thing the customer says
    *,
    actor: Actor,
    booking: str,
    wanted: Wanted,
    now: datetime,
    expected_total: Money | None = None,
    expected_fee: Money | None = None,
    key: str | None = None,
) -> str:
    """Bring a booking to what is wished now, at the price and fee shown; return the new quote's reference.

    All or nothing: refused, the booking and its rooms stay as they were. The hotel is told, and who waits for what
    became free moves up. Refuses: as ``preview``, and PriceChanged, ChangeFeeChanged, CutoffPassed, ChangeNotInstant,
    SpaceTaken, DiaryBusy.
    """
    return once(
        actor=actor,
        act="change",
        key=key,
        request=(booking, wanted, expected_total, expected_fee),
        now=now,
        make=lambda: _change(
            actor,
            draft_of(actor, locked_booking(booking, actor), wanted, now=now),
            shown=(expected_total, expected_fee),
            now=now,
        ),
    )


def _change(actor: Actor, draft: Draft, *, shown: tuple[Money | None, Money | None], now: datetime) -> str:
    row, agreed, made = draft.booking, draft.booking.quote, draft.quote
    total, fee = shown
    if total is not None and total != draft.after:
        raise PriceChanged(booking=row.reference, expected=total, price=draft.after)
    if fee is not None and fee != draft.fee:
        raise ChangeFeeChanged(booking=row.reference, expected=fee, fee=draft.fee)
    if draft.obstacle is not None:
        raise draft.obstacle
    try:
        freed, claimed = exchange(parts_of(made), kind=EntryKind.BOOKING, reference=row.reference)
    except SpaceTaken as taken:
        raise SpaceTaken(**{**taken.facts, "space": space_names(made), "may_wait": False}) from None
    row.quote = made
    row.save(update_fields=["quote"])
    BookingChange.objects.create(
        booking=row,
        from_quote=agreed,
        to_quote=made,
        changed_at=now,
        fee=draft.fee.amount,
        tax=draft.tax.amount,
        currency=draft.fee.currency,
    )
    order_versions.follow(row, agreed=agreed, actor=actor, now=now)
    _tell(actor, draft, now=now)
    if freed or claimed:
        pass_on(freed, claimed=claimed, now=now)
    return made.reference


def _tell(actor: Actor, draft: Draft, *, now: datetime) -> None:
    reference = draft.booking.reference
    write(
        "BookingChanged",
        reference,
        actor=actor,
        now=now,
        version=draft.quote.version,
        differs=[kind.value for kind in draft.differs],
        before=str(draft.before.amount),
        gross=str(draft.after.amount),
        fee=str(draft.fee.amount),
        currency=draft.fee.currency,
    )
    if draft.fewer_days:
        # A calendar takes back a day only with a message of its own (RFC 5546: one method to a message).
        write("BookingDaysDropped", reference, actor=actor, now=now, version=draft.quote.version)


def _as_booked(quote: QuoteView, confirmed_at: datetime, *, now: datetime) -> QuoteView:
    """Count what is due from the confirmation of the booking, which a change leaves as it is."""
    dues = called(quote.payment.instalments, confirmed_at=confirmed_at, now=now, zone=quote.house.time_zone)
    return replace(quote, dues=dues)


def _taken(draft: Draft) -> Refusal | None:
    taken = clashes(parts_of(draft.quote), besides=draft.booking.reference)
    return SpaceTaken(space=space_names(draft.quote), taken=taken, may_wait=False) if taken else None
