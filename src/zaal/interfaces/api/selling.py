"""The sale, one way downhill: quotes, options, bookings, cancellations."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Router, Status
from ninja.params import functions

from zaal.domain.calendars import Method
from zaal.domain.wishes import MOST_DELEGATES
from zaal.gateways.ical.write import calendar as calendar_file
from zaal.interfaces import clock, documents
from zaal.interfaces.api.problems import ApiRequest, venue_clock
from zaal.interfaces.api.schema import CALENDAR, DOCUMENT, answers
from zaal.interfaces.api.tokens import anyone, person
from zaal.interfaces.wire.attendance import AccountOut
from zaal.interfaces.wire.offers import CURSOR
from zaal.interfaces.wire.sales import (
    BookingIn,
    BookingOut,
    BookingsOut,
    CancellationIn,
    CancellationOut,
    ExtensionIn,
    OptionIn,
    OptionOut,
    QuoteOut,
    Reference,
    RefusalIn,
)
from zaal.interfaces.wire.wishes import QuoteIn  # noqa: TC001 - the library reads the annotations
from zaal.queries import calendars, sales, venues
from zaal.usecases import attendance, bookings, challenges, extensions, options, quotes, replays, requests

KEY = functions.Header(
    None,
    alias="Idempotency-Key",
    pattern=r"^[\x20-\x7e]{1,255}$",
    description="The same key with the same request makes one thing, however often it is sent;"
    f" a key is remembered for {replays.KEPT.days} days.",
)
PAGE = functions.Query(None, pattern=CURSOR, description="The ``next`` of the page before.")

router = Router(tags=["Sale"])


@router.post(
    "quotes",
    response=answers(201, QuoteOut, 400, 403, 404, 409, 413),
    auth=anyone,
    operation_id="make_quote",
)
def make_quote(request: ApiRequest, response: HttpResponse, asked: QuoteIn, key: str | None = KEY) -> Status[QuoteOut]:
    """Price a meeting and keep the price."""
    now = clock.now()
    with venue_clock(request, lambda: venues.venue(asked.venue, now=now).time_zone):
        reference = quotes.make(actor=request.auth, wish=asked.wish(), now=now, key=key)
    response["Location"] = reverse("api:quote", args=[reference])
    return Status(201, QuoteOut.from_quote(sales.quote(reference, actor=request.auth, now=now)))


@router.get(
    "quotes/{reference}.pdf",
    response=answers(200, None, 404),
    auth=anyone,
    operation_id="quote_document",
    openapi_extra=DOCUMENT,
)
def quote_document(request: ApiRequest, reference: Reference) -> HttpResponse:
    """A quote as PDF, in the language of Accept-Language."""
    view = sales.quote(reference, actor=request.auth, now=clock.now())
    return _document(documents.quote(view, language=get_language() or "en"), view.reference)


@router.get(
    "quotes/{reference}",
    response=answers(200, QuoteOut, 404),
    auth=anyone,
    operation_id="quote",
    url_name="quote",
)
def quote(request: ApiRequest, reference: Reference) -> QuoteOut:
    """A quote with every line, tax and term."""
    return QuoteOut.from_quote(sales.quote(reference, actor=request.auth, now=clock.now()))


@router.post(
    "options",
    response=answers(201, OptionOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="place_option",
)
def place_option(
    request: ApiRequest, response: HttpResponse, asked: OptionIn, key: str | None = KEY
) -> Status[OptionOut]:
    """Hold what was quoted, free of charge."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.quote(asked.quote, actor=actor, now=now).house.time_zone):
        reference = options.place(
            actor=actor, quote=asked.quote, now=now, until=asked.until, may_wait=asked.may_wait, key=key
        )
    response["Location"] = reverse("api:option", args=[reference])
    return Status(201, OptionOut.from_option(sales.option(reference, actor=actor, now=now)))


@router.get(
    "options/{reference}",
    response=answers(200, OptionOut, 404),
    auth=person,
    operation_id="option",
    url_name="option",
)
def option(request: ApiRequest, reference: Reference) -> OptionOut:
    """An option with its place in line."""
    return OptionOut.from_option(sales.option(reference, actor=request.auth, now=clock.now()))


@router.post(
    "options/{reference}/release",
    response=answers(200, OptionOut, 403, 404, 409, 413),
    auth=person,
    operation_id="release_option",
)
def release_option(request: ApiRequest, reference: Reference) -> OptionOut:
    """Let an option go; twice is the same as once."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.option(reference, actor=actor, now=now).quote.house.time_zone):
        options.let_go(actor=actor, option=reference, now=now)
    return OptionOut.from_option(sales.option(reference, actor=actor, now=now))


@router.post(
    "options/{reference}/extension",
    response=answers(200, OptionOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="extend_option",
)
def extend_option(request: ApiRequest, reference: Reference, asked: ExtensionIn | None = None) -> OptionOut:
    """Hold an option longer: the customer once within the hotel's rule, the hotel to any moment before the meeting."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.option(reference, actor=actor, now=now).quote.house.time_zone):
        extensions.extend(actor=actor, option=reference, now=now, until=asked.until if asked is not None else None)
    return OptionOut.from_option(sales.option(reference, actor=actor, now=now))


@router.post(
    "options/{reference}/challenge",
    response=answers(200, OptionOut, 403, 404, 409, 413),
    auth=person,
    operation_id="challenge_option",
)
def challenge_option(request: ApiRequest, reference: Reference) -> OptionOut:
    """Say that a waiting option is ready to be booked: those ahead confirm or let go in the hotel's 24 or 48 hours."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.option(reference, actor=actor, now=now).quote.house.time_zone):
        challenges.challenge(actor=actor, option=reference, now=now)
    return OptionOut.from_option(sales.option(reference, actor=actor, now=now))


@router.post(
    "options/{reference}/refusal",
    response=answers(200, OptionOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="refuse_request",
)
def refuse_request(request: ApiRequest, reference: Reference, asked: RefusalIn) -> OptionOut:
    """For the hotel: turn down what the customer asked to book; twice is the same as once."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.option(reference, actor=actor, now=now).quote.house.time_zone):
        requests.refuse(actor=actor, option=reference, reason=asked.reason, words=asked.words, now=now)
    return OptionOut.from_option(sales.option(reference, actor=actor, now=now))


@router.post(
    "options/{reference}/request",
    response=answers(201, OptionOut, 403, 404, 409, 413),
    auth=person,
    operation_id="ask_to_book",
)
def ask_to_book(
    request: ApiRequest, response: HttpResponse, reference: Reference, key: str | None = KEY
) -> Status[OptionOut]:
    """Ask the hotel to confirm what an option holds; twice is the same as once."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: sales.option(reference, actor=actor, now=now).quote.house.time_zone):
        asked = bookings.ask(actor=actor, option=reference, now=now, key=key)
    response["Location"] = reverse("api:option", args=[asked])
    return Status(201, OptionOut.from_option(sales.option(asked, actor=actor, now=now)))


@router.post(
    "bookings",
    response=answers(201, BookingOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="confirm_booking",
)
def confirm_booking(
    request: ApiRequest, response: HttpResponse, asked: BookingIn, key: str | None = KEY
) -> Status[BookingOut]:
    """Book an option, or a quote at once; the hotel confirms an option whose customer asked."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: _zone_of(asked, request)):
        if asked.option is not None:
            reference = bookings.confirm_option(actor=actor, option=asked.option, now=now, key=key)
        else:
            reference = bookings.confirm(actor=actor, quote=asked.quote or "", now=now, key=key)
    response["Location"] = reverse("api:booking", args=[reference])
    return Status(201, BookingOut.from_booking(sales.booking(reference, actor=actor, now=now)))


@router.get(
    "bookings",
    response=answers(200, BookingsOut),
    auth=person,
    operation_id="bookings",
)
def list_bookings(request: ApiRequest, page: str | None = PAGE) -> BookingsOut:
    """Bookings, newest first."""
    return BookingsOut.from_page(sales.bookings(actor=request.auth, now=clock.now(), after=page))


@router.get(
    "bookings/{reference}.ics",
    response=answers(200, None, 404),
    auth=person,
    operation_id="booking_calendar",
    openapi_extra=CALENDAR,
)
def booking_calendar(request: ApiRequest, reference: Reference) -> HttpResponse:
    """A booking as a calendar entry."""
    view = sales.booking(reference, actor=request.auth, now=clock.now())
    written = calendar_file(calendars.booking_calendar(view), method=Method.PUBLISH)
    return HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{view.reference}.ics"'},
    )


@router.get(
    "bookings/{reference}.pdf",
    response=answers(200, None, 404),
    auth=person,
    operation_id="booking_document",
    openapi_extra=DOCUMENT,
)
def booking_document(request: ApiRequest, reference: Reference) -> HttpResponse:
    """A confirmation as PDF, in the language of Accept-Language."""
    view = sales.booking(reference, actor=request.auth, now=clock.now())
    return _document(documents.booking(view, language=get_language() or "en"), view.reference)


@router.get(
    "bookings/{reference}",
    response=answers(200, BookingOut, 404),
    auth=person,
    operation_id="booking",
    url_name="booking",
)
def booking(request: ApiRequest, reference: Reference) -> BookingOut:
    """A booking with its history."""
    return BookingOut.from_booking(sales.booking(reference, actor=request.auth, now=clock.now()))


@router.get(
    "bookings/{reference}/cancellation",
    response=answers(200, CancellationOut, 404),
    auth=person,
    operation_id="cancellation",
    url_name="cancellation",
)
def cancellation(request: ApiRequest, reference: Reference) -> CancellationOut:
    """What cancelling costs now, and the coming steps."""
    return CancellationOut.from_booking(sales.booking(reference, actor=request.auth, now=clock.now()))


@router.get(
    "bookings/{reference}/account",
    response=answers(200, AccountOut, 404, 409),
    auth=person,
    operation_id="account",
)
def account(
    request: ApiRequest, reference: Reference, actual: Annotated[int, functions.Query(ge=1, le=MOST_DELEGATES)]
) -> AccountOut:
    """What a booking comes to for the number of people who came; nothing is changed."""
    counted = attendance.account(actor=request.auth, booking=reference, actual=actual)
    return AccountOut.from_account(sales.booking(reference, actor=request.auth, now=clock.now()).reference, counted)


@router.post(
    "bookings/{reference}/cancellation",
    response=answers(201, CancellationOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="cancel_booking",
)
def cancel_booking(
    request: ApiRequest, response: HttpResponse, reference: Reference, asked: CancellationIn | None = None
) -> Status[CancellationOut]:
    """Cancel at the fee of now."""
    actor, now = request.auth, clock.now()
    shown = asked.expected_fee.money() if asked is not None and asked.expected_fee is not None else None
    stated = asked.stated_fee.money() if asked is not None and asked.stated_fee is not None else None
    with venue_clock(request, lambda: sales.booking(reference, actor=actor, now=now).quote.house.time_zone):
        bookings.cancel(actor=actor, booking=reference, now=now, expected_fee=shown, stated_fee=stated)
    told = sales.booking(reference, actor=actor, now=now)
    response["Location"] = reverse("api:cancellation", args=[told.reference])
    return Status(201, CancellationOut.from_booking(told))


def _document(file: bytes, reference: str) -> HttpResponse:
    return HttpResponse(
        file,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{reference}.pdf"'},
    )


def _zone_of(asked: BookingIn, request: ApiRequest) -> str:
    actor, now = request.auth, clock.now()
    if asked.option is not None:
        return sales.option(asked.option, actor=actor, now=now).quote.house.time_zone
    return sales.quote(asked.quote or "", actor=actor, now=now).house.time_zone
