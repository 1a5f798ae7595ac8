"""Changing a booking: the form as it was booked, both versions side by side, and only then the change."""

from __future__ import annotations

import secrets
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zaal.domain.changes import ChangeFeeChanged, ChangeKind, PriceChanged
from zaal.domain.money import Money
from zaal.domain.period import LocalTimeAmbiguous, local
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock, labels, paying, refusals, statement
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import prices, rooms, signing_in, terms, words
from zaal.interfaces.web.sales.change_form import ChangeForm, booked_rooms, booked_values, typed_values
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import changing, sales, venues
from zaal.usecases import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse, QueryDict

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.sales import BookingView, QuoteView
    from zaal.usecases.changes import Preview

MOST_KEY = 64
NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "key", "expected_total", "expected_fee", "again"})


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, reference: str) -> HttpResponse:
    """Show what is booked as a form; sent, show both versions side by side.

    The same form adds and removes rooms: then it is shown anew with what was typed.
    """
    signing_in.require_person(request.actor)
    told = sales.booking(reference, actor=request.actor, now=clock.now())
    if request.method == "GET":
        return _form(request, told, _change_form(request, told, None))
    form = _change_form(request, told, request.POST)
    if "again" in request.POST or rooms.changes(request.POST):
        return _form(request, told, form)
    return _previewed(request, told, form)


@takes_form_of("booking_change")
def changes_(request: PageRequest, reference: str) -> HttpResponse:
    """Make the change at the price and fee shown; refused, show both versions as they are now, and why."""
    signing_in.require_person(request.actor)
    now = clock.now()
    told = sales.booking(reference, actor=request.actor, now=now)
    form = _change_form(request, told, request.POST)
    if not form.is_valid():
        return _form(request, told, form, status=422)
    try:
        total, fee = _agreed(request.POST, told)
        changes.change(
            actor=request.actor,
            booking=told.reference,
            wanted=form.wanted(),
            now=now,
            expected_total=total,
            expected_fee=fee,
            key=request.POST.get("key", "")[:MOST_KEY] or None,
        )
    except Refusal as refusal:
        return _previewed(request, told, form, refusal=refusal)
    return redirect("booking", told.reference)


def _change_form(request: PageRequest, told: BookingView, sent: QueryDict | None) -> ChangeForm:
    now = clock.now()
    house = told.quote.house
    day = local(told.quote.periods[0].starts_at, house.time_zone).date()
    venue = venues.venue(house.slug, now=now, on=day)
    space = next((room for room in venue.spaces if room.slug == house.space_slug), venue.spaces[0])
    booked = changing.booked(told.reference, actor=request.actor)
    if sent is None:
        return ChangeForm(venue, space, day, booked, initial=booked_values(booked), asked=booked_rooms(booked))
    if rooms.changes(sent):
        return ChangeForm(venue, space, day, booked, initial=typed_values(sent), asked=sent)
    return ChangeForm(venue, space, day, booked, sent)


def _form(request: PageRequest, told: BookingView, form: ChangeForm, *, status: int = 200) -> HttpResponse:
    closing = changing.closings(told.reference, actor=request.actor, now=clock.now())
    day = local(told.quote.periods[0].starts_at, told.quote.house.time_zone).date()
    shown = {
        **_about(told),
        "form": form,
        "venue": form.venue,
        "extra_fields": form.extras(tuple(prices.extra_prices(form.venue, day))),
        "closings": [(words.change_kind(kind), until, until <= clock.now()) for kind, until in closing.items()],
    }
    return render(request, "sales/change.html", shown, status=status)


def _previewed(
    request: PageRequest, told: BookingView, form: ChangeForm, *, refusal: Refusal | None = None
) -> HttpResponse:
    """Show both versions, or the form again with what keeps it from being priced."""
    if not form.is_valid():
        return _form(request, told, form, status=422)
    zone = told.quote.house.time_zone
    try:
        wanted = form.wanted()
        shown = changes.preview(actor=request.actor, booking=told.reference, wanted=wanted, now=clock.now())
    except LocalTimeAmbiguous as ambiguous:
        sentence = refusals.sentence(ambiguous, words.language(), zone)
        form.ask_which(ambiguous, wanted.spans or (), sentence)
        return _form(request, told, form, status=refusals.status(ambiguous))
    except Refusal as unpriced:
        form.refuse(unpriced, refusals.sentence(unpriced, words.language(), zone))
        return _form(request, told, form, status=refusals.status(unpriced))
    return _side_by_side(request, told, shown, refusal=refusal)


def _side_by_side(
    request: PageRequest, told: BookingView, preview: Preview, *, refusal: Refusal | None
) -> HttpResponse:
    said = refusal or preview.obstacle
    paid = [paying.of_version(one, told.confirmed_at, words.language()) for one in (preview.before, preview.after)]
    show_paid = preview.payments_differ and not all(one.is_bill for one in paid)
    shown = {
        **_about(told),
        "preview": preview,
        "differs": [_differs(kind, preview) for kind in preview.differs],
        "versions": tuple(
            {**_version(one), "payment": payment if show_paid else None}
            for one, payment in zip((preview.before, preview.after), paid, strict=True)
        ),
        "repeated": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_REPEATED
            for value in values
            if value
        ],
        "key": secrets.token_urlsafe(16),
        "refusal": refusals.sentence(said, words.language(), told.quote.house.time_zone) if said else "",
    }
    return render(request, "sales/change_preview.html", shown, status=refusals.status(refusal) if refusal else 200)


def _differs(kind: ChangeKind, preview: Preview) -> str:
    """Name what changes; a number, layout or room also from what to what."""
    ways: dict[ChangeKind, Callable[[QuoteView], str]] = {
        ChangeKind.DELEGATES: lambda quote: formats.number(quote.delegates, words.language()),
        ChangeKind.LAYOUT: lambda quote: labels.word(quote.layout, words.language()),
        ChangeKind.SPACE: lambda quote: quote.house.space,
    }
    told, name = ways.get(kind), words.change_kind(kind)
    return f"{name}: {told(preview.before)} → {told(preview.after)}" if told else name


def _version(quote: QuoteView) -> dict[str, object]:
    now = clock.now()
    return {
        "quote": quote,
        "statement": statement.of_quote(quote, words.language()),
        "terms": terms.of_quote(quote, now),
    }


def _about(told: BookingView) -> dict[str, object]:
    return {"booking": told, "quote": told.quote, "house": told.quote.house, "stage": words.stage(told.stage)}


def _agreed(sent: QueryDict, told: BookingView) -> tuple[Money, Money]:
    """Read the price and fee the visitor was shown; what cannot be read was not shown."""
    currency, nothing = told.quote.price.gross.currency, Money.zero(told.quote.price.gross.currency)
    try:
        total = Money(Decimal(sent.get("expected_total", "")), currency)
    except InvalidOperation:
        raise PriceChanged(expected=nothing, price=told.quote.price.gross) from None
    try:
        return total, Money(Decimal(sent.get("expected_fee", "")), currency)
    except InvalidOperation:
        raise ChangeFeeChanged(expected=nothing, fee=nothing) from None
