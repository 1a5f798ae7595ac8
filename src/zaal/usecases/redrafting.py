"""The new version of a booking's quote, drawn up with what it costs to come there: terms agreed, fee, obstacles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from zaal.domain.bookings import NotInstant, require_instant
from zaal.domain.bounds import Start
from zaal.domain.changes import (
    Agreed,
    ChangeFeeNotStated,
    ChangeNotInstant,
    Clock,
    CutoffPassed,
    Loss,
    NothingChanged,
    closing,
    differences,
    fee_of,
    floored,
    kept_moments,
    late_fee,
    next_floor,
)
from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.refusals import Refusal
from zaal.domain.sales import BookingCancelled, BookingStarted
from zaal.gateways.calendars import public_holidays
from zaal.records.rates.cutoffs import cutoffs_on
from zaal.records.sales.asked import wish_of
from zaal.records.sales.line import instant_rules, starts_of
from zaal.records.sales.payment import read_payment
from zaal.records.sales.snapshots import read_terms
from zaal.usecases.offering import draw_up, keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.changes import ChangeKind, Wanted
    from zaal.domain.fees import TaxedFee
    from zaal.domain.wishes import QuoteWish
    from zaal.records.sales.models import Booking, Quote
    from zaal.usecases.offering import Offer

# Where a version's terms keep the amount that its fees never go below (see changes.next_floor).
FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Draft:
    """The new version of a locked booking's quote, with what it costs to come there."""

    booking: Booking
    quote: Quote
    differs: tuple[ChangeKind, ...]
    before: Money
    after: Money
    part: TaxedFee
    late: TaxedFee | None
    fewer_days: bool
    obstacle: Refusal | None

    @property
    def fee(self) -> Money:
        """What the change costs besides the new price."""
        return self.part.gross + self.late.gross if self.late else self.part.gross

    @property
    def tax(self) -> Money:
        """The tax in the fee."""
        return self.part.tax + self.late.tax if self.late else self.part.tax


def draft_of(actor: Actor, row: Booking, wanted: Wanted, *, now: datetime) -> Draft:
    """Draw the next version of a locked booking up and write it down. Needs a transaction; refuses as the preview."""
    quote = row.quote
    require(actor, Action.CHANGE_BOOKING, owner=Owner(row.person_id, quote.venue.organisation_id))
    if hasattr(row, "cancellation"):
        raise BookingCancelled(booking=row.reference, cancelled_at=row.cancellation.cancelled_at)
    starts_at = starts_of(quote)
    if starts_at <= now:
        raise BookingStarted(booking=row.reference, starts_at=starts_at)
    booked = wish_of(quote)
    wish = wanted.of(booked)
    differs = differences(booked, wish)
    if not differs:
        raise NothingChanged(booking=row.reference)
    agreed = _agreed(quote, starts_at, now=now)
    payment = read_payment(quote.terms, Money(quote.gross, quote.currency))
    draw = partial(
        draw_up,
        actor=actor,
        now=now,
        besides=row.reference,
        policy=agreed.terms.policy,
        payment=replace(payment.terms, version=payment.version),
    )
    offer = draw(wish=wish)
    loss = _loss(row, booked, offer, draw)
    part, late = fee_of(agreed, loss, now), late_fee(agreed, now)
    if part is None:
        raise ChangeFeeNotStated(booking=row.reference, **_hotel(quote))
    made = _keep(actor, quote, offer, agreed, now=now)
    fewer_days = len(wish.spans) < len(booked.spans)
    obstacle = _obstacle(quote, made, differs, now=now)
    return Draft(row, made, differs, loss.before, loss.after, part, late, fewer_days, obstacle)


def _agreed(quote: Quote, starts_at: datetime, *, now: datetime) -> Agreed:
    terms = read_terms(quote.terms)
    if terms.policy is not None:
        # Kept beside the policy, since it says which one it is and not what it says.
        terms = replace(terms, policy=replace(terms.policy, version=terms.version))
    holidays = public_holidays(terms.holiday_calendar, now.year, starts_at.year)
    floor = Money(Decimal(quote.terms.get(FLOOR, "0")), quote.currency)
    return Agreed(terms, Start(starts_at, quote.venue.time_zone, holidays), floor)


def _loss(row: Booking, booked: QuoteWish, offer: Offer, draw: Callable[..., Offer]) -> Loss:
    """Tell what is given up, of it what goes with the people: as if only they had changed, where that has a price."""
    changed = row.changes.select_related("from_quote").order_by("pk").first()
    first = changed.from_quote if changed else row.quote
    before, after = Money(row.quote.gross, row.quote.currency), offer.price.gross
    people_only = after
    only_people = replace(booked, delegates=offer.wish.delegates)
    if offer.wish.delegates >= booked.delegates:
        people_only = before
    elif only_people != offer.wish:
        try:
            people_only = draw(wish=only_people).price.gross
        except Refusal:
            people_only = before
    return Loss(
        before=before,
        after=after,
        people_only=people_only,
        original=first.delegates,
        current=booked.delegates,
        new=offer.wish.delegates,
        original_value=Money(first.gross, first.currency),
    )


def _keep(actor: Actor, quote: Quote, offer: Offer, agreed: Agreed, *, now: datetime) -> Quote:
    """Write the new version down, on the terms agreed: their moments while the start stays, never milder than now."""
    before, after = Money(quote.gross, quote.currency), offer.price.gross
    moved = offer.starts_at != agreed.start.starts_at
    floor = next_floor(agreed, now, before=before, after=after, moved=moved)
    steps = offer.steps if moved else kept_moments(offer.steps, agreed.terms.steps, before=before, after=after)
    terms = replace(offer, steps=floored(steps, floor, value=after))
    made = keep(terms, actor=actor, now=now, replaces=quote)
    if floor:
        made.terms = {**made.terms, FLOOR: str(floor.amount)}
        made.save(update_fields=["terms"])
    return made


def _obstacle(agreed: Quote, made: Quote, differs: tuple[ChangeKind, ...], *, now: datetime) -> Refusal | None:
    """Return what sends this change to the hotel: a cut-off that has passed, or the limits of instant confirmation."""
    venue = agreed.venue
    starts_at, first = starts_of(made), starts_of(agreed)
    zone = venue.time_zone
    cutoffs = cutoffs_on(venue.pk, local(now, zone).date())
    holidays = public_holidays(venue.country, now.year - 1, max(starts_at, first).year)
    clock = Clock((first, starts_at), zone, holidays)
    for kind in differs:
        until = closing(kind, cutoffs, clock)
        if now >= until:
            return CutoffPassed(kind=kind, until=until, **_hotel(agreed))
    rules = instant_rules(made)
    if starts_at >= first and {cutoff.kind for cutoff in cutoffs} >= set(differs):
        # The hotel states until when this may change: that says more than how late it takes a new booking.
        rules = tuple((replace(rule, min_lead_hours=0), delegates) for rule, delegates in rules)
    value = Money(made.gross, made.currency)
    try:
        for rule, delegates in rules:
            require_instant(rule, starts_at=starts_at, delegates=delegates, value=value, now=now)
    except NotInstant as refusal:
        return ChangeNotInstant(**refusal.facts, **_hotel(agreed))
    return None


def _hotel(quote: Quote) -> dict[str, object]:
    """Name the hotel and how to reach it."""
    venue = quote.venue
    contact = ", ".join(way for way in (venue.phone, venue.email) if way) or venue.address
    return {"hotel": venue.name, "contact": contact}
