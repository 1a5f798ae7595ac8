"""An option: its place in line, its release moment, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock, labels, paying, refusals, statement
from zaal.interfaces.web.sales import again, in_line, plans, signing_in, terms, words
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import changing, sales
from zaal.queries.sales import Stage
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.sales import OptionView


@require_GET
def option(request: PageRequest, reference: str) -> HttpResponse:
    """Show an option with its countdown and history."""
    signing_in.require_person(request.actor)
    return answer(request, reference)


@takes_form_of("option")
def booking(request: PageRequest, reference: str) -> HttpResponse:
    """Book what the option holds."""
    try:
        made = bookings.confirm_option(actor=request.actor, option=reference, now=clock.now())
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refusal:
        return answer(request, reference, refusal=refusal)
    return redirect("booking", made)


@takes_form_of("option")
def request_(request: PageRequest, reference: str) -> HttpResponse:
    """Ask the hotel to confirm what the option holds."""
    try:
        asked = bookings.ask(actor=request.actor, option=reference, now=clock.now())
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refusal:
        return answer(request, reference, refusal=refusal)
    return redirect("option", asked)


@takes_form_of("option")
def release(request: PageRequest, reference: str) -> HttpResponse:
    """Let the option go; whoever waits moves up."""
    try:
        options.let_go(actor=request.actor, option=reference, now=clock.now())
    except SignInNeeded:
        return signing_in.then(f"/options/{reference}")
    except Refusal as refusal:
        return answer(request, reference, refusal=refusal)
    messages.success(request, _("The option was released; the room is free for others."))
    return redirect("option", reference)


def answer(
    request: PageRequest, reference: str, *, refusal: Refusal | None = None, unreadable: str = ""
) -> HttpResponse:
    """Show an option as it stands now, with what was refused or could not be read."""
    now = clock.now()
    told = sales.option(reference, actor=request.actor, now=now)
    zone = told.quote.house.time_zone
    shown = {
        "option": told,
        "quote": told.quote,
        "house": told.quote.house,
        "stage": words.stage(told.stage),
        "meaning": words.option_meaning(told),
        "is_alive": told.stage in {Stage.HELD, Stage.WAITING},
        "left": told.release_at - now,
        "statement": statement.of_quote(told.quote, words.language()),
        "payment": paying.of_quote(told.quote, words.language()),
        "terms": terms.of_quote(told.quote, now),
        "plans": plans.of_sale(told.quote),
        "inside": again.inside(told.quote),
        "again": again.fields(changing.asked(told.quote.reference, actor=request.actor)) if _is_over(told, now) else (),
        "obstacle": labels.obstacle(told.quote.obstacle, words.language()) if told.quote.obstacle else "",
        "history": words.history(told.history, zone),
        "refusal": refusals.sentence(refusal, words.language(), zone) if refusal else unreadable,
        "queue": in_line.of(told),
    }
    return render(request, "sales/option.html", shown, status=_status(refusal, unreadable))


def _status(refusal: Refusal | None, unreadable: str) -> int:
    if refusal is not None:
        return refusals.status(refusal)
    return 422 if unreadable else 200


def _is_over(told: OptionView, now: datetime) -> bool:
    """Tell whether its holder lost or left an option on a meeting that is still to come."""
    is_over = told.stage in {Stage.RELEASED, Stage.EXPIRED, Stage.LAPSED_BY_CHALLENGE, Stage.REFUSED}
    return told.is_own and is_over and told.quote.periods[0].starts_at > now
