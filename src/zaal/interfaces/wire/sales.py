"""Quotes, options, bookings and cancellations: what is asked and what is answered."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.domain.requests import LONGEST_WORDS, RefusalReason
from zaal.interfaces.wire.payments import PaymentOut
from zaal.interfaces.wire.prices import ObstacleOut, PriceOut, StepOut
from zaal.interfaces.wire.times import Until
from zaal.interfaces.wire.values import Day, Moment, MoneyOut, Percent, PeriodOut, TimeZone, moment, money, period
from zaal.queries.sales import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.queries.sales import (
        BookingView,
        CancellationView,
        ChangeView,
        Happening,
        OptionView,
        QuoteView,
        RoomView,
        SalePage,
        SaleRow,
    )

ONE_OF_BOTH = ("one_of_both", "Give either an option or a quote, and not both")
ONE_FEE = ("one_fee", "Give either the fee that was shown or the fee you state, and not both")
AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,4})?$"
Reference = Annotated[
    str, Field(pattern=r"^[^\x00]{1,40}$", description="As given; case, spaces and dashes do not matter.")
]


class OptionIn(BaseModel):
    """Which quote to hold, and how."""

    quote: Reference
    until: Until = Field(
        None,
        description="A moment with its zone, or a day (its end at the venue, at most the meeting's start);"
        " the venue's usual time if left out.",
    )
    may_wait: bool = Field(default=False, description="Wait in line when somebody else has an option.")


class ExtensionIn(BaseModel):
    """Until when to hold an option instead."""

    until: Until = Field(
        None, description="A moment with its zone, or a day (its end at the venue); as long as you may if left out."
    )


class RefusalIn(BaseModel):
    """Why the hotel does not take what was asked."""

    reason: RefusalReason
    words: str = Field("", max_length=LONGEST_WORDS, description="What the customer reads besides; needed for other.")


class BookingIn(BaseModel):
    """What to book: an option, or a quote at once."""

    option: Reference | None = None
    quote: Reference | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.option is None) == (self.quote is None):
            raise PydanticCustomError(*ONE_OF_BOTH)
        return self


class MoneyIn(BaseModel):
    """An amount as it was shown."""

    amount: str = Field(pattern=AMOUNT, examples=["350.00"])
    currency: str = Field(pattern="^[A-Z]{3}$", examples=["EUR"])

    def money(self) -> Money:
        """Read the amount."""
        return Money(Decimal(self.amount), self.currency)


class CancellationIn(BaseModel):
    """``expected_fee`` is what was shown: when it costs something else by now, it is refused instead of charged.

    ``stated_fee`` is for the hotel, where its terms do not say what cancelling costs now.
    """

    expected_fee: MoneyIn | None = None
    stated_fee: MoneyIn | None = None

    @model_validator(mode="after")
    def _one_fee(self) -> Self:
        if self.expected_fee is not None and self.stated_fee is not None:
            raise PydanticCustomError(*ONE_FEE)
        return self


class HouseOut(BaseModel):
    """The venue and space a sale is for."""

    venue: str
    venue_name: str
    space: str
    space_name: str
    address: str
    postcode: str
    city: str
    country: str
    phone: str
    email: str
    lat: float
    lon: float
    invented: bool


class RoomOut(BaseModel):
    """One space of a sale: its set-up, people and times."""

    space: str
    space_name: str
    layout: Layout
    delegates: int
    periods: list[PeriodOut]

    @classmethod
    def from_room(cls, room: RoomView, zone: str) -> RoomOut:
        """Write one room, times on the venue's clock."""
        return cls(
            space=room.space_slug,
            space_name=room.space,
            layout=room.layout,
            delegates=room.delegates,
            periods=[period(one, zone) for one in room.periods],
        )


class HappeningOut(BaseModel):
    """What happened, by whom, when."""

    kind: str
    actor: str
    happened_at: Moment
    data: dict[str, Any]

    @classmethod
    def from_happening(cls, happening: Happening, zone: str) -> HappeningOut:
        """Write one line of a history."""
        return cls(
            kind=happening.kind,
            actor=happening.actor,
            happened_at=moment(happening.happened_at, zone),
            data=happening.data,
        )


class QuoteOut(BaseModel):
    """A quote with every line, tax and term on it; ``stage`` follows the sale to its end."""

    reference: str
    version: int = Field(description="A booking that is changed gets a new quote, one version higher.")
    stage: Stage
    house: HouseOut
    layout: Layout
    delegates: int
    basis: Basis
    package: str | None
    title: str
    time_zone: TimeZone
    periods: list[PeriodOut] = Field(description="Of the main space.")
    rooms: list[RoomOut] = Field(description="All spaces, the main one first; lines count them from 0 in this order.")
    price: PriceOut
    terms: str = Field(description="Name of the cancellation policy.")
    terms_version: Day | None = Field(description="The day these terms came into force.")
    terms_sha256: str | None = Field(description="Fingerprint of the terms as agreed.")
    steps: list[StepOut]
    no_show: StepOut | None
    payment: PaymentOut = Field(description="What is due when.")
    made_at: Moment
    valid_until: Moment
    option: str | None
    booking: str | None
    obstacle: ObstacleOut | None = Field(description="The rule that keeps it from being booked at once.")
    can_hold: bool
    can_book: bool

    @classmethod
    def from_quote(cls, quote: QuoteView) -> QuoteOut:
        """Write a quote, times on the venue's clock."""
        zone = quote.house.time_zone
        return cls(
            reference=quote.reference,
            version=quote.version,
            stage=quote.stage,
            house=_house(quote),
            layout=quote.layout,
            delegates=quote.delegates,
            basis=quote.basis,
            package=quote.package_code,
            title=quote.title,
            time_zone=zone,
            periods=[period(one, zone) for one in quote.periods],
            rooms=[RoomOut.from_room(room, zone) for room in quote.rooms],
            price=PriceOut.from_price(quote.price),
            terms=quote.terms_name,
            terms_version=None if quote.terms.version is None else quote.terms.version.isoformat(),
            terms_sha256=quote.terms.sha256,
            steps=[StepOut.from_step(step, zone) for step in quote.steps],
            no_show=None if quote.terms.no_show is None else StepOut.from_step(quote.terms.no_show, zone),
            payment=PaymentOut.from_quote(quote),
            made_at=moment(quote.made_at, zone),
            valid_until=moment(quote.valid_until, zone),
            option=quote.option_reference,
            booking=quote.booking_reference,
            obstacle=ObstacleOut.from_obstacle(quote.obstacle) if quote.obstacle else None,
            can_hold=quote.can_hold,
            can_book=quote.can_book,
        )


class OptionOut(BaseModel):
    """An option: its place in line and until when the space is held."""

    reference: str
    stage: Stage
    rank: int = Field(description="1 holds the space; others wait.")
    placed_at: Moment
    release_at: Moment
    ended_at: Moment | None
    time_zone: TimeZone
    quote: QuoteOut
    asked_at: Moment | None = Field(description="When the customer asked the hotel to confirm.")
    waiting_behind: int = Field(description="How many options wait for this one to fall.")
    challenged_at: Moment | None = Field(
        description="Since when the next in line is ready to book: ``release_at`` is then the deadline to decide."
    )
    challenging_until: Moment | None = Field(description="Until when those ahead have to decide, once challenged.")
    can_challenge: bool = Field(description="You are next in line and may let those ahead decide.")
    can_refuse: bool = Field(description="The hotel may refuse what was asked.")
    refused_for: RefusalReason | None = Field(description="Why the hotel did not take what was asked.")
    refused_words: str
    extends_to: Moment | None = Field(description="Until when you would hold it by extending it now; null: you cannot.")
    can_release: bool
    can_book: bool
    can_ask: bool = Field(description="The hotel confirms by hand: hold the space, then ask.")
    can_confirm: bool = Field(description="The hotel may confirm what was asked.")
    history: list[HappeningOut]

    @classmethod
    def from_option(cls, option: OptionView) -> OptionOut:
        """Write an option with its quote."""
        zone = option.quote.house.time_zone
        return cls(
            reference=option.reference,
            stage=option.stage,
            rank=option.rank,
            placed_at=moment(option.placed_at, zone),
            release_at=moment(option.release_at, zone),
            ended_at=_moment(option.ended_at, zone),
            time_zone=zone,
            quote=QuoteOut.from_quote(option.quote),
            asked_at=_moment(option.asked_at, zone),
            waiting_behind=option.waiting_behind,
            challenged_at=_moment(option.challenged_at, zone),
            challenging_until=_moment(option.challenging_until, zone),
            can_challenge=option.can_challenge,
            can_refuse=option.can_refuse,
            refused_for=option.refused_for,
            refused_words=option.refused_words,
            extends_to=_moment(option.extends_to, zone),
            can_release=option.can_release,
            can_book=option.can_book,
            can_ask=option.can_ask,
            can_confirm=option.can_confirm,
            history=[HappeningOut.from_happening(line, zone) for line in option.history],
        )


class CancelledOut(BaseModel):
    """That it was cancelled, when, and what that cost; without a percentage where the fee is no share."""

    cancelled_at: Moment
    percent: Percent | None
    fee: MoneyOut
    tax: MoneyOut | None = Field(description="VAT or GST in the fee, where there is any.")


class CancellationOut(BaseModel):
    """What cancelling costs now and later; ``cancelled`` once it happened."""

    booking: str
    time_zone: TimeZone
    cancelled: CancelledOut | None
    now: StepOut
    next: StepOut | None
    steps: list[StepOut]

    @classmethod
    def from_booking(cls, booking: BookingView) -> CancellationOut:
        """Write the fee now and the coming steps of a booking."""
        zone, told = booking.quote.house.time_zone, booking.cancellation
        return cls(
            booking=booking.reference,
            time_zone=zone,
            cancelled=_cancelled(booking, zone),
            now=StepOut.from_step(told.now, zone),
            next=_following(told, zone),
            steps=[StepOut.from_step(step, zone) for step in told.steps],
        )


class ChangedOut(BaseModel):
    """One change of a booking: its all-in price before and after, and the fee due besides."""

    version: int
    from_quote: str
    to_quote: str
    before: MoneyOut
    after: MoneyOut
    fee: MoneyOut
    tax: MoneyOut | None = Field(description="VAT or GST in the fee, where it was kept.")
    changed_at: Moment

    @classmethod
    def from_change(cls, change: ChangeView, zone: str) -> ChangedOut:
        """Write one change."""
        return cls(
            version=change.version,
            from_quote=change.from_quote,
            to_quote=change.to_quote,
            before=money(change.before),
            after=money(change.after),
            fee=money(change.fee),
            tax=None if change.tax is None else money(change.tax),
            changed_at=moment(change.changed_at, zone),
        )


class BookingOut(BaseModel):
    """A booking with its quote, its history and what cancelling costs."""

    reference: str
    stage: Stage
    confirmed_at: Moment
    time_zone: TimeZone
    quote: QuoteOut
    option: str | None
    booker_name: str
    booker_email: str
    changes: list[ChangedOut]
    change_fees: MoneyOut = Field(description="What all changes cost together, besides the price of the quote.")
    cancellation: CancellationOut
    can_change: bool
    can_cancel: bool
    history: list[HappeningOut]

    @classmethod
    def from_booking(cls, booking: BookingView) -> BookingOut:
        """Write a booking."""
        zone = booking.quote.house.time_zone
        return cls(
            reference=booking.reference,
            stage=booking.stage,
            confirmed_at=moment(booking.confirmed_at, zone),
            time_zone=zone,
            quote=QuoteOut.from_quote(booking.quote),
            option=booking.option_reference,
            booker_name=booking.person_name,
            booker_email=booking.person_email,
            changes=[ChangedOut.from_change(change, zone) for change in booking.changes],
            change_fees=money(booking.change_fees),
            cancellation=CancellationOut.from_booking(booking),
            can_change=booking.can_change,
            can_cancel=booking.can_cancel,
            history=[HappeningOut.from_happening(line, zone) for line in booking.history],
        )


class BookingRowOut(BaseModel):
    """One line of the list of bookings."""

    reference: str
    stage: Stage
    title: str
    venue_name: str
    city: str
    space_name: str
    time_zone: TimeZone
    starts_at: Moment
    ends_at: Moment
    days: int
    delegates: int
    gross: MoneyOut

    @classmethod
    def from_row(cls, row: SaleRow) -> BookingRowOut:
        """Write one line."""
        return cls(
            reference=row.reference,
            stage=row.stage,
            title=row.title,
            venue_name=row.venue,
            city=row.city,
            space_name=row.space,
            time_zone=row.time_zone,
            starts_at=moment(row.starts_at, row.time_zone),
            ends_at=moment(row.ends_at, row.time_zone),
            days=row.days,
            delegates=row.delegates,
            gross=money(row.gross),
        )


class BookingsOut(BaseModel):
    """A page of bookings, newest first."""

    bookings: list[BookingRowOut]
    next: str | None = Field(description="Give it back as ``page``; it means nothing else.")

    @classmethod
    def from_page(cls, page: SalePage) -> BookingsOut:
        """Write one page."""
        return cls(bookings=[BookingRowOut.from_row(row) for row in page.rows], next=page.next)


def _house(quote: QuoteView) -> HouseOut:
    house = quote.house
    return HouseOut(
        venue=house.slug,
        venue_name=house.name,
        space=house.space_slug,
        space_name=house.space,
        address=house.address,
        postcode=house.postcode,
        city=house.city,
        country=house.country,
        phone=house.phone,
        email=house.email,
        lat=house.lat,
        lon=house.lon,
        invented=house.invented,
    )


def _moment(value: datetime | None, zone: str) -> str | None:
    return None if value is None else moment(value, zone)


def _cancelled(booking: BookingView, zone: str) -> CancelledOut | None:
    if booking.cancelled_at is None or booking.cancelled_fee is None:
        return None
    return CancelledOut(
        cancelled_at=moment(booking.cancelled_at, zone),
        percent=booking.cancelled_percent,
        fee=money(booking.cancelled_fee),
        tax=None if booking.cancelled_tax is None else money(booking.cancelled_tax),
    )


def _following(told: CancellationView, zone: str) -> StepOut | None:
    return StepOut.from_step(told.following, zone) if told.following else None
