"""What a change of a booking or another quote starts from, and until when the customer makes it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.changes import ChangeKind, Clock, closing
from zaal.domain.period import local
from zaal.domain.references import tidy
from zaal.gateways.calendars import public_holidays
from zaal.records.rates.cutoffs import cutoffs_on
from zaal.records.sales.asked import wish_of
from zaal.records.sales.line import BookingUnknown, QuoteUnknown, starts_of, visible, visible_quotes
from zaal.records.sales.models import Booking

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.wishes import QuoteWish


def booked(reference: str, *, actor: Actor) -> QuoteWish:
    """Return what a booking stands for now, as a wish to change from. Refuses: BookingUnknown."""
    return wish_of(_row(reference, actor).quote)


def asked(quote: str, *, actor: Actor) -> QuoteWish:
    """Return what a quote was asked for, as a wish to ask again. Refuses: QuoteUnknown."""
    found = visible_quotes(actor).filter(reference=tidy(quote)).select_related("venue", "space").first()
    if found is None:
        raise QuoteUnknown(quote=quote)
    return wish_of(found)


def closings(reference: str, *, actor: Actor, now: datetime) -> dict[ChangeKind, datetime]:
    """Return until when (exclusive, UTC) each kind of thing can be changed by the customer. Refuses: BookingUnknown."""
    quote = _row(reference, actor).quote
    starts_at, venue = starts_of(quote), quote.venue
    cutoffs = cutoffs_on(venue.pk, local(now, venue.time_zone).date())
    holidays = public_holidays(venue.country, now.year - 1, starts_at.year)
    clock = Clock((starts_at,), venue.time_zone, holidays)
    return {kind: closing(kind, cutoffs, clock) for kind in ChangeKind}


def _row(reference: str, actor: Actor) -> Booking:
    found = Booking.objects.filter(visible(actor, "quote__"), reference=tidy(reference))
    row = found.select_related("quote__venue", "quote__space").first()
    if row is None:
        raise BookingUnknown(booking=reference)
    return row
