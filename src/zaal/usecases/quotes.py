"""Quotes: the price computed once, with lines, taxes and terms, kept as a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.permissions import Action, Owner, require
from zaal.records.sales.line import QuoteUnknown, customer_of, locked_quote
from zaal.usecases.facts import write
from zaal.usecases.offering import SpaceUnknown, draw_up, keep
from zaal.usecases.refused import counted
from zaal.usecases.replays import once

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.wishes import QuoteWish

__all__ = ["SpaceUnknown", "make", "take_up"]


@counted
@transaction.atomic(durable=True)
def make(*, actor: Actor, wish: QuoteWish, now: datetime, key: str | None = None) -> str:
    """Price a wish and keep it for fourteen days (never beyond the meeting's start); anybody may ask.

    Times already definitely taken are refused; times under option are not: one may wait in line for those.
    Refuses: SpaceUnknown, LayoutNotOffered, DoesNotFit, StartsInPast, ClosedAtThatTime, RoomsOverlap, SpaceTaken,
    TariffMissing, TariffChanges, RateMissing, PackageDoesNotFit, CodeUnknown, TermsMissing, LocalTimeMissing,
    LocalTimeAmbiguous, and what the shape of the wish refuses.
    """
    require(actor, Action.MAKE_QUOTE, owner=Owner())
    return once(
        actor=actor, act="quote", key=key, request=wish, now=now, make=lambda: _make(actor=actor, wish=wish, now=now)
    )


@transaction.atomic(durable=True)
def take_up(*, actor: Actor, quote: str, now: datetime) -> None:
    """Make a guest's quote the actor's own, so that it stands among their sales before they hold or book it.

    Refuses: SignInNeeded, and QuoteUnknown for one that has a customer already.
    """
    require(actor, Action.MAKE_QUOTE, owner=Owner())
    row = locked_quote(quote, actor)
    if row.person_id is not None:
        raise QuoteUnknown(quote=quote)
    row.person_id = customer_of(row, actor)
    row.save(update_fields=["person"])
    write("QuoteTakenUp", row.reference, actor=actor, now=now)


def _make(*, actor: Actor, wish: QuoteWish, now: datetime) -> str:
    offer = draw_up(actor=actor, wish=wish, now=now)
    quote = keep(offer, actor=actor, now=now)
    gross = offer.price.gross
    write("QuoteMade", quote.reference, actor=actor, now=now, gross=str(gross.amount), currency=gross.currency)
    return quote.reference
