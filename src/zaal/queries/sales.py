"""Quotes, options and bookings as pages, mails and the API show them: frozen, and only what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from zaal.domain.actors import Role
from zaal.domain.bookings import obstacle
from zaal.domain.cancellation import Step, fee, next_step
from zaal.domain.challenges import UnderChallenge
from zaal.domain.layouts import Layout
from zaal.domain.money import Money, total
from zaal.domain.options import extended_release
from zaal.domain.payments import Due, called
from zaal.domain.period import Period, local
from zaal.domain.permissions import Action, Owner, may
from zaal.domain.pricing import Basis, Price
from zaal.domain.references import tidy
from zaal.domain.refusals import Refusal
from zaal.domain.requests import RefusalReason
from zaal.records.logbook.models import Fact
from zaal.records.sales.challenges import ahead_of, open_challenges
from zaal.records.sales.line import (
    BookingUnknown,
    OptionUnknown,
    QuoteUnknown,
    instant_rules,
    visible,
    visible_quotes,
)
from zaal.records.sales.models import Booking, Option, Quote
from zaal.records.sales.payment import read_payment
from zaal.records.sales.snapshots import read_price, read_terms, read_wish
from zaal.records.sales.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from django.db.models import QuerySet

    from zaal.domain.actors import Actor
    from zaal.domain.bookings import Obstacle
    from zaal.domain.frozen import FrozenTerms
    from zaal.domain.frozen_payments import FrozenPayment
    from zaal.domain.options import Standing
    from zaal.records.sales.models import BookingChange, Cancellation, QuoteSlot

# Digits of the largest number a row can have: Python refuses to read numbers of thousands.
LONGEST_CURSOR = 18


class Stage(StrEnum):
    """Where a sale stands, one word for pages and programs."""

    QUOTED = "quoted"
    QUOTE_EXPIRED = "quote_expired"
    HELD = "held"
    WAITING = "waiting"
    REPLACED = "replaced"
    RELEASED = "released"
    EXPIRED = "expired"
    LAPSED_BY_CHALLENGE = "lapsed_by_challenge"
    REFUSED = "refused"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class House:
    """The venue and space a sale is for."""

    slug: str
    name: str
    address: str
    postcode: str
    city: str
    country: str
    phone: str
    email: str
    time_zone: str
    lat: float
    lon: float
    space_slug: str
    space: str
    invented: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a history: what happened, by whom, when."""

    kind: str
    actor: str
    happened_at: datetime
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class RoomView:
    """One of a quote's rooms for its own people and times (UTC)."""

    space: str
    space_slug: str
    layout: Layout
    delegates: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote with everything on it; ``stage`` follows the sale down to its end.

    ``layout``, ``delegates`` and ``periods`` are of the main room, the first of ``rooms``. ``dues`` are of the booking;
    where there is none, as if it were made now.
    A booking that was changed has a new quote, one ``version`` higher; the one before is replaced.
    """

    reference: str
    version: int
    stage: Stage
    house: House
    layout: Layout
    delegates: int
    basis: Basis
    package_code: str | None
    title: str
    periods: tuple[Period, ...]
    rooms: tuple[RoomView, ...]
    price: Price
    terms: FrozenTerms
    terms_name: str
    steps: tuple[Step, ...]
    payment: FrozenPayment
    dues: tuple[Due, ...]
    made_at: datetime
    valid_until: datetime
    language: str
    option_reference: str | None
    release_at: datetime | None
    booking_reference: str | None
    obstacle: Obstacle | None
    option_days: int
    can_hold: bool
    can_book: bool


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option with its quote, its place in the queue and its release moment (UTC).

    The customer books it at once (``can_book``) or asks the hotel (``can_ask``), who then confirms (``can_confirm``).
    ``extends_to`` is until when the actor would hold it by extending now, or None with what stands in the way of it
    (``no_extension``, None where it is not theirs to extend); the house may choose the moment (``can_choose_release``).
    ``challenged_at`` is when the next in line said to be ready, so that ``release_at`` is the deadline to decide;
    ``challenging_until`` is until when those ahead of this one have to.
    """

    reference: str
    stage: Stage
    rank: int
    placed_at: datetime
    release_at: datetime
    ended_at: datetime | None
    quote: QuoteView
    person_name: str
    person_email: str
    is_own: bool
    asked_at: datetime | None
    waiting_behind: int
    extends_to: datetime | None
    no_extension: Refusal | None
    can_choose_release: bool
    challenged_at: datetime | None
    challenging_until: datetime | None
    can_challenge: bool
    challenge_hours: int
    can_refuse: bool
    refused_for: RefusalReason | None
    refused_words: str
    can_release: bool
    can_book: bool
    can_ask: bool
    can_confirm: bool
    history: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class CancellationView:
    """What cancelling costs: the step that applies now, the one after it, and all of them."""

    now: Step
    following: Step | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of a booking: from which quote to which, at which all-in prices, and what it cost besides.

    ``tax`` is in the fee; None where it was not kept.
    """

    version: int
    from_quote: str
    to_quote: str
    before: Money
    after: Money
    fee: Money
    tax: Money | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class BookingView:
    """A booking with its quote, the changes that led to it, and its cancellation where there is one.

    ``sale`` is the reference of the first version's quote: what the sale is called for its whole life. The fees of
    ``changes`` are due besides what the newest version costs. ``can_state_fee``: the terms do not say
    what cancelling costs now, so the hotel may call off and name the fee.
    """

    reference: str
    sale: str
    stage: Stage
    confirmed_at: datetime
    changes: tuple[ChangeView, ...]
    quote: QuoteView
    option_reference: str | None
    person_name: str
    person_email: str
    cancelled_at: datetime | None
    cancelled_percent: str | None
    cancelled_fee: Money | None
    cancelled_tax: Money | None
    cancellation: CancellationView
    can_change: bool
    can_cancel: bool
    can_state_fee: bool
    history: tuple[Happening, ...]

    @property
    def change_fees(self) -> Money:
        """What all changes cost together, besides the price."""
        return total((change.fee for change in self.changes), self.quote.price.gross.currency)

    @property
    def change_taxes(self) -> Money:
        """The tax in the fees of all changes."""
        return total((change.tax for change in self.changes if change.tax), self.quote.price.gross.currency)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One line of "my bookings": the furthest step of a sale."""

    reference: str
    kind: str
    stage: Stage
    title: str
    venue: str
    city: str
    space: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    days: int
    delegates: int
    gross: Money
    release_at: datetime | None


@dataclass(frozen=True, slots=True)
class SalePage:
    """A page of sales, newest first, and the cursor to the next one."""

    rows: tuple[SaleRow, ...]
    next: str | None


def quote(reference: str, *, actor: Actor, now: datetime) -> QuoteView:
    """Return one quote. Refuses: QuoteUnknown."""
    row = with_sale(visible_quotes(actor)).filter(reference=tidy(reference)).first()
    if row is None:
        raise QuoteUnknown(quote=reference)
    return _quote_view(row, actor=actor, now=now)


def option(reference: str, *, actor: Actor, now: datetime) -> OptionView:
    """Return one option with its history. Refuses: OptionUnknown."""
    found = Option.objects.filter(visible(actor, "quote__"), reference=tidy(reference))
    row = found.select_related("person", "request__refusal").first()
    if row is None:
        raise OptionUnknown(option=reference)
    told = _quote_view(with_sale(Quote.objects.filter(pk=row.quote_id)).get(), actor=actor, now=now)
    stage = Stage.CONFIRMED if told.stage is Stage.REPLACED else told.stage
    end = getattr(row, "end", None)
    alive = told.stage in {Stage.HELD, Stage.WAITING}
    owner = _owner(row.quote)
    asked = getattr(row, "request", None)
    refused = getattr(asked, "refusal", None)
    first = told.stage is Stage.HELD and told.periods[0].starts_at > now
    may_ask = may(actor, Action.ASK_TO_BOOK, owner=owner)
    by_house = may(actor, Action.EXTEND_BY_HAND, owner=owner)
    pressed = open_challenges().filter(challenged=row).order_by("made_at").first() if alive else None
    made = open_challenges().filter(challenger=row) if alive else ()
    challenging = max((one.answer_by for one in made), default=None)
    no_extension: Refusal | None = None
    behind, extends_to = 0, None
    if alive:
        standing = standing_of(row, now=now)
        behind = standing.behind
        if pressed is not None:
            no_extension = UnderChallenge(answer_by=pressed.answer_by)
        elif by_house or may(actor, Action.EXTEND_OPTION, owner=owner):
            extends_to, no_extension = _extension(standing, by_house=by_house, now=now)
    return OptionView(
        reference=row.reference,
        stage=stage,
        rank=row.rank,
        placed_at=row.placed_at,
        release_at=row.release_at,
        ended_at=end.ended_at if end else None,
        quote=told,
        person_name=row.person.get_full_name(),
        person_email=row.person.email,
        is_own=row.person_id == actor.person_id,
        asked_at=asked.asked_at if asked else None,
        waiting_behind=behind,
        extends_to=extends_to,
        no_extension=no_extension,
        can_choose_release=by_house and extends_to is not None,
        challenged_at=pressed.made_at if pressed else None,
        challenging_until=challenging,
        challenge_hours=row.quote.venue.challenge_hours,
        can_refuse=alive and asked is not None and may(actor, Action.REFUSE_REQUEST, owner=owner),
        refused_for=RefusalReason(refused.reason) if refused else None,
        refused_words=refused.words if refused else "",
        can_challenge=alive and may(actor, Action.CHALLENGE, owner=owner) and not challenging and _can(row, now=now),
        can_release=alive and may(actor, Action.RELEASE_OPTION, owner=owner),
        can_book=told.can_book,
        can_ask=first and asked is None and told.obstacle is not None and may_ask,
        can_confirm=first and asked is not None and may(actor, Action.CONFIRM_BY_HAND, owner=owner),
        history=_history(row.reference, row.quote.reference, told.booking_reference),
    )


def _can(row: Option, *, now: datetime) -> bool:
    """Tell whether an option that waits could challenge those ahead of it."""
    try:
        return bool(ahead_of(row, now=now))
    except Refusal:
        return False


def _extension(standing: Standing, *, by_house: bool, now: datetime) -> tuple[datetime | None, Refusal | None]:
    """Return until when extending now would hold, or what stands in the way."""
    try:
        return extended_release(standing, None, by_house=by_house, now=now), None
    except Refusal as refusal:
        return None, refusal


def booking(reference: str, *, actor: Actor, now: datetime, version: int | None = None) -> BookingView:
    """Return one booking with its history and what cancelling costs now, by default as it stands.

    With an earlier ``version`` of its quote it is shown as it stood with that. Refuses: BookingUnknown.
    """
    found = Booking.objects.filter(visible(actor, "quote__"), reference=tidy(reference))
    row = found.select_related("person", "option", "cancellation").first()
    if row is None:
        raise BookingUnknown(booking=reference)
    changes = _changes(row)
    shown = changes if version is None else tuple(change for change in changes if change.version <= version)
    first = changes[0].from_quote if changes else row.quote.reference
    latest = shown[-1].to_quote if shown else first
    told = _quote_view(with_sale(Quote.objects.filter(reference=latest)).get(), actor=actor, now=now)
    cancelled = getattr(row, "cancellation", None)
    owner = _owner(row.quote)
    may_cancel = may(actor, Action.CANCEL_BOOKING, owner=owner)
    applying = fee(told.steps, now)
    open_ = cancelled is None and told.periods[0].starts_at > now
    return BookingView(
        reference=row.reference,
        sale=first,
        stage=Stage.CANCELLED if cancelled else Stage.CONFIRMED,
        confirmed_at=row.confirmed_at,
        changes=shown,
        quote=told,
        option_reference=row.option.reference if row.option else None,
        person_name=row.person.get_full_name(),
        person_email=row.person.email,
        cancelled_at=cancelled.cancelled_at if cancelled else None,
        cancelled_percent=_percent(cancelled.percent) if cancelled else None,
        cancelled_fee=Money(cancelled.fee, cancelled.currency) if cancelled else None,
        cancelled_tax=_tax(cancelled) if cancelled else None,
        cancellation=CancellationView(applying, next_step(told.steps, now), told.steps),
        can_change=open_ and may(actor, Action.CHANGE_BOOKING, owner=owner),
        can_cancel=open_ and may_cancel,
        can_state_fee=open_ and applying.fee is None and may(actor, Action.STATE_FEE, owner=owner),
        history=_history(row.reference, row.option.reference if row.option else None, first),
    )


def cancellation(reference: str, *, actor: Actor, now: datetime) -> CancellationView:
    """Return the fee now and the coming steps of one booking. Refuses: BookingUnknown."""
    return booking(reference, actor=actor, now=now).cancellation


def bookings(*, actor: Actor, now: datetime, after: str | None = None, most: int = 20) -> SalePage:
    """List the actor's bookings only, newest first."""
    found = with_sale(Quote.objects.filter(visible(actor), booking__isnull=False)).order_by("-pk")
    return _page(found, after=after, most=most, now=now)


def _page(found: QuerySet[Quote], *, after: str | None, most: int, now: datetime) -> SalePage:
    if after and len(after) <= LONGEST_CURSOR and after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: most + 1])
    shown = rows[:most]
    return SalePage(
        rows=tuple(sale_row(row, now=now) for row in shown),
        next=str(shown[-1].pk) if len(rows) > most else None,
    )


def with_sale(found: QuerySet[Quote]) -> QuerySet[Quote]:
    """Fetch with each quote all that ``sale_row`` reads, in two queries."""
    sale = ("venue", "space__venue", "option__end", "booking__cancellation", "change_from__booking__cancellation")
    return found.select_related(*sale).prefetch_related("slots")


def _changes(row: Booking) -> tuple[ChangeView, ...]:
    found = row.changes.select_related("from_quote", "to_quote").order_by("pk")
    return tuple(
        ChangeView(
            version=change.to_quote.version,
            from_quote=change.from_quote.reference,
            to_quote=change.to_quote.reference,
            before=Money(change.from_quote.gross, change.from_quote.currency),
            after=Money(change.to_quote.gross, change.to_quote.currency),
            fee=Money(change.fee, change.currency),
            tax=_tax(change),
            changed_at=change.changed_at,
        )
        for change in found
    )


def _quote_view(row: Quote, *, actor: Actor, now: datetime) -> QuoteView:
    prefetch_related_objects([row], "slots__space__venue")
    rooms = _rooms(row)
    periods = rooms[0].periods
    gross = Money(row.gross, row.currency)
    stage = _stage(row, now=now)
    blocks = (
        obstacle(rule, starts_at=periods[0].starts_at, delegates=delegates, value=gross, now=now)
        for rule, delegates in instant_rules(row)
    )
    block = next((found for found in blocks if found is not None), None)
    terms, payment = read_terms(row.terms), read_payment(row.terms, gross)
    owner = _owner(row)
    holder = Owner(person_id=row.person_id or actor.person_id, hotel_id=owner.hotel_id)
    # A guest is shown the way too: it leads past the sign-in.
    guest = actor.role is Role.GUEST
    may_hold = guest or may(actor, Action.PLACE_OPTION, owner=holder)
    may_book = guest or may(actor, Action.CONFIRM_BOOKING, owner=holder)
    open_ = stage in {Stage.QUOTED, Stage.HELD} and periods[0].starts_at > now
    return QuoteView(
        reference=row.reference,
        version=row.version,
        stage=stage,
        house=_house(row),
        layout=Layout(row.layout),
        delegates=row.delegates,
        basis=Basis(row.basis),
        package_code=row.package_code or None,
        title=row.title,
        periods=periods,
        rooms=rooms,
        price=read_price(row.price),
        terms=terms,
        terms_name=terms.name,
        steps=terms.steps,
        payment=payment,
        dues=called(
            payment.instalments,
            confirmed_at=row.booking.confirmed_at if hasattr(row, "booking") else now,
            now=now,
            zone=row.venue.time_zone,
        ),
        made_at=row.made_at,
        valid_until=row.valid_until,
        language=row.language,
        option_reference=row.option.reference if hasattr(row, "option") else None,
        release_at=row.option.release_at if hasattr(row, "option") else None,
        booking_reference=_booking_reference(row),
        obstacle=block,
        option_days=row.venue.option_days,
        can_hold=may_hold and stage is Stage.QUOTED,
        can_book=open_ and block is None and may_book,
    )


def _rooms(row: Quote) -> tuple[RoomView, ...]:
    """Part the slots per room as they were asked, the main one first; lines of the price count rooms the same way."""
    slots = sorted(row.slots.all(), key=lambda slot: slot.pk)
    wish = read_wish(row.wish)
    counts = [len(slots)] if wish is None else [len(wish.spans), *(len(room.spans) for room in wish.rooms)]
    left = iter(slots)
    return tuple(_room_view(list(islice(left, count))) for count in counts)


def _room_view(slots: Sequence[QuoteSlot]) -> RoomView:
    first = slots[0]
    return RoomView(
        space=first.space.name,
        space_slug=first.space.slug,
        layout=Layout(first.layout),
        delegates=first.delegates,
        periods=tuple(sorted(Period(slot.starts_at, slot.ends_at) for slot in slots)),
    )


def _booking_reference(row: Quote) -> str | None:
    if hasattr(row, "change_from"):
        return str(row.change_from.booking.reference)
    return row.booking.reference if hasattr(row, "booking") else None


def _stage(row: Quote, *, now: datetime) -> Stage:
    if hasattr(row, "change_from"):
        return Stage.CANCELLED if hasattr(row.change_from.booking, "cancellation") else Stage.REPLACED
    if hasattr(row, "booking"):
        return Stage.CANCELLED if hasattr(row.booking, "cancellation") else Stage.CONFIRMED
    if hasattr(row, "option"):
        if hasattr(row.option, "end"):
            return Stage(row.option.end.ending)
        if now >= row.option.release_at:
            return Stage.EXPIRED
        return Stage.HELD if row.option.rank == 1 else Stage.WAITING
    return Stage.QUOTED if now < row.valid_until else Stage.QUOTE_EXPIRED


def _house(row: Quote) -> House:
    venue = row.venue
    return House(
        slug=venue.slug,
        name=venue.name,
        address=venue.address,
        postcode=venue.postcode,
        city=venue.city,
        country=venue.country,
        phone=venue.phone,
        email=venue.email,
        time_zone=venue.time_zone,
        lat=venue.lat,
        lon=venue.lon,
        space_slug=row.space.slug,
        space=row.space.name,
        invented=venue.invented,
    )


def sale_row(row: Quote, *, now: datetime) -> SaleRow:
    """Tell one sale by its furthest step."""
    slots = sorted(row.slots.all(), key=lambda slot: slot.starts_at)
    kind, reference = "quote", row.reference
    if hasattr(row, "option"):
        kind, reference = "option", row.option.reference
    if hasattr(row, "booking"):
        kind, reference = "booking", row.booking.reference
    return SaleRow(
        reference=reference,
        kind=kind,
        stage=_stage(row, now=now),
        title=row.title,
        venue=row.venue.name,
        city=row.venue.city,
        space=row.space.name,
        time_zone=row.venue.time_zone,
        starts_at=slots[0].starts_at,
        ends_at=max(slot.ends_at for slot in slots),
        days=len({local(slot.starts_at, row.venue.time_zone).date() for slot in slots}),
        delegates=row.delegates,
        gross=Money(row.gross, row.currency),
        release_at=row.option.release_at if kind == "option" else None,
    )


def _history(*references: str | None) -> tuple[Happening, ...]:
    facts = Fact.objects.filter(subject__in=[reference for reference in references if reference]).order_by("pk")
    return tuple(Happening(fact.kind, fact.actor, fact.happened_at, fact.data) for fact in facts)


def _percent(percent: Decimal | None) -> str | None:
    return None if percent is None else f"{percent.normalize():f}"


def _tax(charged: Cancellation | BookingChange) -> Money | None:
    return None if charged.tax is None else Money(charged.tax, charged.currency)


def _owner(row: Quote) -> Owner:
    return Owner(person_id=row.person_id, hotel_id=row.venue.organisation_id)
