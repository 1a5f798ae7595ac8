"""Bookings: finding one's own, one booking with its history and calendar file, and calling it off."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaal.domain.actors import Role
from zaal.domain.calendars import Method
from zaal.domain.money import Money
from zaal.domain.references import PREFIXES, tidy
from zaal.domain.refusals import NotFound, Refusal
from zaal.domain.sales import FeeChanged, FeeOutOfRange
from zaal.gateways.ical import write
from zaal.interfaces import again, clock, documents, paying, refusals, statement
from zaal.interfaces.web.sales import again as once_more
from zaal.interfaces.web.sales import plans, signing_in, terms, words
from zaal.queries import agenda, calendars, sales
from zaal.queries.agenda import Part
from zaal.usecases import bookings

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.agenda import Agenda
    from zaal.queries.sales import BookingView

PAGES = {prefix: kind for kind, prefix in PREFIXES.items()}
# An option that lapses within this time stands above everything else.
URGENT = timedelta(hours=48)
LONGEST_NUMBER = 6
LOOK_UP = {"quote": sales.quote, "option": sales.option, "booking": sales.booking}


@require_GET
def bookings_(request: PageRequest) -> HttpResponse:
    """List the visitor's sales, for a hotel member those of the house; a reference leads to its page."""
    signing_in.require_person(request.actor)
    now = clock.now()
    asked, not_found = request.GET.get("reference", ""), ""
    if asked:
        address = _address(asked, request)
        if address:
            return redirect(address)
        not_found = _("Nothing of yours has the reference “%(reference)s”. Check it letter by letter.") % {
            "reference": asked
        }
    part = _part(request)
    listed = (
        agenda.of_part(part, actor=request.actor, now=now, page=_page(request))
        if part
        else agenda.overview(actor=request.actor, now=now)
    )
    is_hotel = request.actor.role is Role.HOTEL
    shown = {
        "part": part,
        "tabs": [(one, words.part(one, is_hotel=is_hotel), count) for one, count in listed.counts.items() if count],
        "groups": [_group(one, listed, is_hotel=is_hotel) for one in Part if listed.of(one)],
        "urgent": _urgent(listed, now),
        "listed": listed,
        "reference": asked,
        "not_found": not_found,
        "is_hotel": is_hotel,
        "now": now,
    }
    return render(request, "sales/bookings.html", shown, status=404 if not_found else 200)


def _part(request: PageRequest) -> Part | None:
    name = request.GET.get("show", "")
    return Part(name) if name in set(Part) else None


def _page(request: PageRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 1


def _group(part: Part, listed: Agenda, *, is_hotel: bool) -> dict[str, object]:
    """Lay out one part: its rows with badge and date tile, and how many more there are than shown."""
    rows = [
        {"row": row.sale, "due": row.due, "stage": words.listed_stage(row), "tile": words.tile(row.sale)}
        for row in listed.of(part)
    ]
    return {
        "part": part,
        "name": words.part(part, is_hotel=is_hotel),
        "rows": rows,
        "count": listed.counts[part],
        "is_cut": len(rows) < listed.counts[part],
    }


def _urgent(listed: Agenda, now: datetime) -> dict[str, object] | None:
    """Find the option that lapses first, if that is soon: the next thing to do."""
    for row in listed.of(Part.DECIDE):
        if row.sale.kind == "option" and row.due and row.due - now <= URGENT:
            return {"row": row.sale, "due": row.due, "left": row.due - now}
    return None


@require_GET
def booking(request: PageRequest, reference: str) -> HttpResponse:
    """Show a booking with all that was agreed and all that happened."""
    signing_in.require_person(request.actor)
    now = clock.now()
    told = sales.booking(reference, actor=request.actor, now=now)
    shown = {
        **_about(told),
        "statement": statement.of_quote(told.quote, words.language()),
        "payment": paying.of_booking(told, words.language()),
        "terms": terms.of_booking(told, now),
        "plans": plans.of_sale(told.quote),
        "history": words.history(told.history, told.quote.house.time_zone),
        "is_past": told.quote.periods[-1].ends_at <= now,
        "again": again.search(told.quote, now),
    }
    return render(request, "sales/booking.html", shown)


@require_GET
def calendar(request: PageRequest, reference: str) -> HttpResponse:
    """Give the booking as a calendar file, on the venue's clock."""
    signing_in.require_person(request.actor)
    told = sales.booking(reference, actor=request.actor, now=clock.now())
    file = write.calendar(calendars.booking_calendar(told), method=Method.PUBLISH)
    return HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{told.reference}.ics"'},
    )


@require_GET
def document(request: PageRequest, reference: str) -> HttpResponse:
    """Give the confirmation as PDF, in the page's language."""
    signing_in.require_person(request.actor)
    told = sales.booking(reference, actor=request.actor, now=clock.now())
    return HttpResponse(
        documents.booking(told, language=words.language()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{told.reference}.pdf"'},
    )


@require_http_methods(["GET", "POST"])
def cancellation(request: PageRequest, reference: str) -> HttpResponse:
    """Show what cancelling costs now and later; then cancel at just that fee."""
    signing_in.require_person(request.actor)
    now = clock.now()
    told = sales.booking(reference, actor=request.actor, now=now)
    if request.method == "GET":
        return _ask(request, told)
    try:
        if "stated_fee" in request.POST:
            stated = _stated_fee(request, told)
            bookings.cancel(actor=request.actor, booking=reference, now=now, stated_fee=stated)
        else:
            expected = _expected_fee(request, told)
            bookings.cancel(actor=request.actor, booking=reference, now=now, expected_fee=expected)
    except Refusal as refusal:
        return _ask(request, told, refusal=refusal)
    return redirect("booking", told.reference)


def _ask(request: PageRequest, told: BookingView, *, refusal: Refusal | None = None) -> HttpResponse:
    zone = told.quote.house.time_zone
    shown = {
        **_about(told),
        "terms": terms.of_booking(told, clock.now()),
        "refusal": refusals.sentence(refusal, words.language(), zone) if refusal else "",
    }
    return render(request, "sales/cancellation.html", shown, status=refusals.status(refusal) if refusal else 200)


def _about(told: BookingView) -> dict[str, object]:
    return {
        "booking": told,
        "quote": told.quote,
        "house": told.quote.house,
        "stage": words.stage(told.stage),
        "inside": once_more.inside(told.quote),
    }


def _stated_fee(request: PageRequest, told: BookingView) -> Money:
    """Read the fee the hotel names, with a point or a comma."""
    value = told.quote.price.gross
    try:
        return Money(Decimal(request.POST["stated_fee"].replace(",", ".")), value.currency)
    except InvalidOperation:
        raise FeeOutOfRange(fee=request.POST["stated_fee"], most=value) from None


def _expected_fee(request: PageRequest, told: BookingView) -> Money | None:
    """Read the fee the visitor was shown; without a readable one the current fee must be shown again."""
    shown = told.cancellation.now.fee
    if shown is None:
        return None
    try:
        return Money(Decimal(request.POST.get("expected_fee", "")), shown.currency)
    except InvalidOperation:
        raise FeeChanged(booking=told.reference, expected=_("nothing"), fee=shown) from None


def _address(asked: str, request: PageRequest) -> str | None:
    reference = tidy(asked)
    kind = PAGES.get(reference[:1])
    if kind is None:
        return None
    try:
        LOOK_UP[kind](reference, actor=request.actor, now=clock.now())
    except NotFound:
        return None
    return reverse(kind, args=[reference])
