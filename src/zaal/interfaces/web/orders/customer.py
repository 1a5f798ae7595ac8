"""The customer's page of an event order: fill in, hand in, and give the final number at what it costs."""

from __future__ import annotations

import secrets
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaal.domain.changes import ChangeFeeChanged, PriceChanged, Wanted
from zaal.domain.money import Money
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock, event_orders, order_words, refusals
from zaal.interfaces.web.orders.forms import NumberForm, OrderForm
from zaal.interfaces.web.sales import signing_in
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import event_orders as told
from zaal.usecases import changes
from zaal.usecases import event_orders as acts

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.event_orders import OrderView
    from zaal.usecases.changes import Preview

MOST_KEY = 64


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: PageRequest, reference: str) -> HttpResponse:
    """Show the form as it was filled in last; sent, keep it, and hand it in where that was asked."""
    signing_in.require_person(request.actor)
    now = clock.now()
    view = told.order(reference, actor=request.actor, now=now)
    if request.method != "POST":
        return _page(request, view, OrderForm(view.order, view.draft))
    form = OrderForm(view.order, view.draft, request.POST)
    if not form.is_valid():
        return _page(request, view, form, status=422)
    try:
        _act(request, view, form, now)
    except Refusal as refusal:
        form.refuse(refusal, refusals.sentence(refusal, request.visitor.language, view.house.time_zone))
        return _page(request, view, form, status=refusals.status(refusal))
    return redirect("booking_order", view.reference)


@require_GET
def document(request: PageRequest, reference: str) -> HttpResponse:
    """Give the order as PDF, as it was handed in."""
    signing_in.require_person(request.actor)
    view = told.order(reference, actor=request.actor, now=clock.now())
    return as_pdf(event_orders.order(view, language=request.visitor.language), f"{view.reference}-order")


@takes_form_of("booking_order")
def number(request: PageRequest, reference: str) -> HttpResponse:
    """Take the final number; where it is not the one booked, show first what it costs, and then book it so."""
    signing_in.require_person(request.actor)
    now = clock.now()
    view = told.order(reference, actor=request.actor, now=now)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, view, OrderForm(view.order, view.draft), number_form=form, status=422)
    delegates = form.cleaned_data["delegates"]
    try:
        if delegates != view.order.delegates:
            if "agreed" not in request.POST:
                return _preview(request, view, delegates, now)
            _book(request, view, delegates, now)
        acts.give_final_number(actor=request.actor, booking=view.reference, delegates=delegates, now=now)
    except (PriceChanged, ChangeFeeChanged) as moved:
        return _preview(request, view, delegates, now, refusal=moved)
    except Refusal as refusal:
        form.add_error("delegates", refusals.sentence(refusal, request.visitor.language, view.house.time_zone))
        status = refusals.status(refusal)
        return _page(request, view, OrderForm(view.order, view.draft), number_form=form, status=status)
    messages.success(request, _("Thank you: the house now knows for how many it prepares."))
    return redirect("booking_order", view.reference)


def as_pdf(made: bytes, name: str) -> HttpResponse:
    """Answer with a PDF that a browser shows, and keeps under this name."""
    disposition = f'inline; filename="{name}.pdf"'
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _act(request: PageRequest, view: OrderView, form: OrderForm, now: datetime) -> None:
    if "hand_in" in request.POST:
        acts.hand_in(actor=request.actor, booking=view.reference, told=form.told(), now=now)
        messages.success(request, _("Handed in. The house works by it from now on; you can hand in anew at any time."))
    else:
        acts.save(actor=request.actor, booking=view.reference, told=form.told(), now=now)
        messages.success(request, _("Saved as a draft. The house sees it when you hand it in."))


def _page(
    request: PageRequest,
    view: OrderView,
    form: OrderForm,
    *,
    number_form: NumberForm | None = None,
    status: int = 200,
) -> HttpResponse:
    language = request.visitor.language
    shown = {
        "view": view,
        "order": view.order,
        "house": view.house,
        "form": form,
        "number_form": number_form or NumberForm(initial={"delegates": view.order.delegates}),
        "is_due_over": view.due_at <= clock.now(),
        "versions": [
            (one, order_words.REASONS[one.because], order_words.changed(one.differs, view.order, language))
            for one in view.versions
        ],
        "bought": [order_words.serving(one, language) for one in view.order.servings],
    }
    return render(request, "orders/customer.html", shown, status=status)


def _preview(
    request: PageRequest, view: OrderView, delegates: int, now: datetime, *, refusal: Refusal | None = None
) -> HttpResponse:
    """Show the price and fee of another number than booked, before anything is said."""
    wanted = Wanted(delegates=delegates)
    preview = changes.preview(actor=request.actor, booking=view.reference, wanted=wanted, now=now)
    said = refusal or preview.obstacle
    shown = {
        "view": view,
        "house": view.house,
        "delegates": delegates,
        "preview": preview,
        "key": secrets.token_urlsafe(16),
        "refusal": refusals.sentence(said, request.visitor.language, view.house.time_zone) if said else "",
    }
    return render(request, "orders/number.html", shown, status=refusals.status(refusal) if refusal else 200)


def _book(request: PageRequest, view: OrderView, delegates: int, now: datetime) -> None:
    """Change the booking to this number at the price and fee that were shown. Refuses: as ``changes.change``."""
    preview = changes.preview(actor=request.actor, booking=view.reference, wanted=Wanted(delegates=delegates), now=now)
    total, fee = _shown(request, preview)
    changes.change(
        actor=request.actor,
        booking=view.reference,
        wanted=Wanted(delegates=delegates),
        now=now,
        expected_total=total,
        expected_fee=fee,
        key=request.POST.get("key", "")[:MOST_KEY] or None,
    )


def _shown(request: PageRequest, preview: Preview) -> tuple[Money, Money]:
    """Read the price and fee the visitor was shown; what cannot be read was not shown."""
    price, fee = preview.after.price.gross, preview.fee
    try:
        total = Money(Decimal(request.POST.get("expected_total", "")), price.currency)
    except InvalidOperation:
        raise PriceChanged(expected=Money.zero(price.currency), price=price) from None
    try:
        return total, Money(Decimal(request.POST.get("expected_fee", "")), price.currency)
    except InvalidOperation:
        raise ChangeFeeChanged(expected=Money.zero(price.currency), fee=fee) from None
