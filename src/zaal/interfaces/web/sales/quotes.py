"""Asking for a quote, reading it, and taking it further: holding the room, or booking it at once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zaal.domain.actors import Role
from zaal.domain.diary import SpaceTaken
from zaal.domain.period import LocalTimeAmbiguous, local
from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.interfaces import again as same_meeting
from zaal.interfaces import clock, documents, labels, paying, refusals, statement
from zaal.interfaces.web.sales import again, plans, rooms, signing_in, terms, venue, words
from zaal.interfaces.web.sales.forms import HoldForm, QuoteForm
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import changing, sales, venues
from zaal.queries.sales import Stage
from zaal.usecases import bookings, options, quotes

if TYPE_CHECKING:
    from zaal.domain.wishes import QuoteWish
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.sales import QuoteView

MOST_KEY = 64


@takes_form_of("bookings")
def quotes_(request: PageRequest) -> HttpResponse:
    """Make a quote from the form of a venue page; what is refused is said there, with the input kept.

    The same form adds and removes rooms: then the page is shown anew with what was typed.
    """
    now = clock.now()
    found = venues.venue(request.POST.get("venue", ""), now=now, on=venue.first_day(request.POST), actor=request.actor)
    space = next((space for space in found.spaces if space.slug == request.POST.get("space")), None)
    if space is None:
        raise quotes.SpaceUnknown(venue=found.slug, space=request.POST.get("space", ""))
    if rooms.changes(request.POST):
        return venue.answer(request, found, venue.prefilled(found, space, request.POST, now), now=now)
    form = QuoteForm(found, space, venue.price_day(request.POST, found, now), request.POST)
    if not form.is_valid():
        return venue.answer(request, found, form, now=now, status=422)
    try:
        wish = form.wish()
        reference = quotes.make(actor=request.actor, wish=wish, now=now, key=_key(request, wish))
    except LocalTimeAmbiguous as refusal:
        form.ask_which(refusal, wish.spans, refusals.sentence(refusal, words.language(), found.time_zone))
        return venue.answer(request, found, form, now=now, status=refusals.status(refusal))
    except Refusal as refusal:
        form.refuse(refusal, refusals.sentence(refusal, words.language(), found.time_zone))
        return venue.answer(request, found, form, now=now, status=refusals.status(refusal))
    signing_in.remember(request, reference)
    return redirect("quote", reference)


@require_GET
def quote(request: PageRequest, reference: str) -> HttpResponse:
    """Show a quote with every line, tax and term."""
    told = sales.quote(reference, actor=request.actor, now=clock.now())
    return _answer(request, told, HoldForm())


@require_GET
def document(request: PageRequest, reference: str) -> HttpResponse:
    """Give the quote as PDF, in the page's language."""
    told = sales.quote(reference, actor=request.actor, now=clock.now())
    return HttpResponse(
        documents.quote(told, language=words.language()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{told.reference}.pdf"'},
    )


@takes_form_of("quote")
def option(request: PageRequest, reference: str) -> HttpResponse:
    """Hold the quoted room; taken by another option only, the page offers to wait in line."""
    now = clock.now()
    told = sales.quote(reference, actor=request.actor, now=now)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _answer(request, told, form, status=422)
    try:
        held = options.place(
            actor=request.actor,
            quote=reference,
            now=now,
            until=form.cleaned_data["until"],
            may_wait=form.cleaned_data["may_wait"],
        )
    except SignInNeeded:
        return signing_in.then(f"/quotes/{told.reference}")
    except Refusal as refusal:
        return _answer(request, told, form, refusal=refusal)
    return redirect("option", held)


@takes_form_of("quote")
def booking(request: PageRequest, reference: str) -> HttpResponse:
    """Book what was quoted."""
    now = clock.now()
    try:
        made = bookings.confirm(actor=request.actor, quote=reference, now=now)
    except SignInNeeded:
        return signing_in.then(f"/quotes/{reference}")
    except Refusal as refusal:
        told = sales.quote(reference, actor=request.actor, now=now)
        return _answer(request, told, HoldForm(), refusal=refusal)
    return redirect("booking", made)


def _answer(
    request: PageRequest, told: QuoteView, form: HoldForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    now, zone = clock.now(), told.house.time_zone
    shown = {
        "quote": told,
        "house": told.house,
        "form": form,
        "stage": words.stage(told.stage),
        "statement": statement.of_quote(told, words.language()),
        "payment": paying.of_quote(told, words.language()),
        "terms": terms.of_quote(told, now),
        "plans": plans.of_sale(told),
        "inside": again.inside(told),
        "again": _again(request, told) if told.stage is Stage.QUOTE_EXPIRED else (),
        "obstacle": labels.obstacle(told.obstacle, words.language()) if told.obstacle else "",
        "must_sign_in": request.actor.role is Role.GUEST,
        "refusal": refusals.sentence(refusal, words.language(), zone) if refusal else "",
        "elsewhere": same_meeting.search(told, now) if isinstance(refusal, SpaceTaken) else "",
        "may_wait": isinstance(refusal, SpaceTaken) and bool(refusal.facts.get("may_wait")),
        "today": local(now, zone).date(),
        "last_day": local(told.periods[0].starts_at, zone).date(),
    }
    return render(request, "sales/quote.html", shown, status=refusals.status(refusal) if refusal else status)


def _again(request: PageRequest, told: QuoteView) -> tuple[tuple[str, str], ...]:
    """Offer to ask the same again, while the meeting is still to come."""
    if told.periods[0].starts_at <= clock.now():
        return ()
    return again.fields(changing.asked(told.reference, actor=request.actor))


def _key(request: PageRequest, wish: QuoteWish) -> str | None:
    """Tell a double click from a second wish: the form's own key together with what was asked.

    The form's key alone would refuse whoever goes back, changes something and sends the same form again.
    """
    key = request.POST.get("key", "")[:MOST_KEY]
    return f"{key}-{sha256(repr(wish).encode()).hexdigest()}" if key else None
