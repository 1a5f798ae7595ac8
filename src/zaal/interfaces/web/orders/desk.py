"""The house's pages of event orders: by day, one by one, the run sheet of a day, and cards for its doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zaal.domain.event_orders import Because
from zaal.domain.period import YEARS, local
from zaal.interfaces import clock, event_orders, order_words
from zaal.interfaces.web.orders.customer import as_pdf
from zaal.queries import event_orders as told
from zaal.usecases import event_orders as acts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.event_orders import DayOfOrders, House, OrderView, RunSheet

DAYS_SHOWN = 14
CREW, KITCHEN = "crew", "kitchen"


@dataclass(frozen=True, slots=True)
class Line:
    """One order in a day's list: when it is set up, where, for how many, and how far it is."""

    view: OrderView
    starts: str
    times: str
    rooms: str
    people: str
    diets: str


@require_GET
def orders(request: PageRequest, venue: str) -> HttpResponse:
    """List two weeks of orders by day, from today or from the day asked for."""
    now = clock.now()
    house = told.house(venue, actor=request.actor, now=now)
    first = _day(request, "from", house)
    found = told.days(venue, actor=request.actor, first=first, number=DAYS_SHOWN, now=now)
    shown = {
        "house": house,
        "first": first,
        "last": first + timedelta(days=DAYS_SHOWN - 1),
        "earlier": first - timedelta(days=DAYS_SHOWN),
        "later": first + timedelta(days=DAYS_SHOWN),
        "days": [(day.day, _lines(day, request.visitor.language)) for day in found],
        "now": now,
    }
    return render(request, "orders/list.html", shown)


@require_GET
def order(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Show one order, in the same words as on paper."""
    view = _order(request, venue, reference)
    language = request.visitor.language
    sheet = event_orders.order_sheet(view, language=language)
    shown = {
        "view": view,
        "house": view.house,
        "sheet": sheet,
        "plans": [(plan, mark_safe(plan["picture"])) for plan in sheet["plans"]],  # noqa: S308 - drawn by ourselves
        "versions": [
            (one, order_words.REASONS[Because(one.because)], order_words.changed(one.differs, view.order, language))
            for one in view.versions
        ],
        "day": local(view.order.starts_at, view.house.time_zone).date(),
    }
    return render(request, "orders/desk.html", shown)


@require_GET
def document(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Give an order as PDF."""
    view = _order(request, venue, reference)
    return as_pdf(
        event_orders.order(view, language=request.visitor.language), f"{view.reference}-version-{view.version}"
    )


@require_POST
def print_(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Note that the order goes on paper as it stands, and give the PDF."""
    view = _order(request, venue, reference)
    version = acts.mark_printed(actor=request.actor, booking=view.reference, now=clock.now())
    messages.success(
        request, _("Version %(n)s is noted as printed: you are told here what changes after it.") % {"n": version}
    )
    return redirect("desk_order_document", venue, view.reference)


@require_GET
def run_sheet(request: PageRequest, venue: str) -> HttpResponse:
    """Show a day by the clock, for the crew or for the kitchen."""
    sheet = _run_sheet(request, venue)
    view = KITCHEN if request.GET.get("view") == KITCHEN else CREW
    language, now = request.visitor.language, clock.now()
    shown = {
        "house": sheet.house,
        "day": sheet.day,
        "orders": sheet.orders,
        "view": view,
        "views": ((CREW, _("Set-up crew")), (KITCHEN, _("Kitchen"))),
        "sheet": event_orders.run_sheet_sheet(sheet, language=language, now=now),
        "earlier": sheet.day - timedelta(days=1),
        "later": sheet.day + timedelta(days=1),
    }
    return render(request, "orders/runsheet.html", shown)


@require_GET
def run_sheet_document(request: PageRequest, venue: str) -> HttpResponse:
    """Give a day's run sheet as PDF."""
    sheet = _run_sheet(request, venue)
    made = event_orders.run_sheet(sheet, language=request.visitor.language, now=clock.now())
    return as_pdf(made, f"{sheet.house.slug}-{sheet.day}-run-sheet")


@require_GET
def door_cards(request: PageRequest, venue: str) -> HttpResponse:
    """Give the cards for the doors of a day as PDF."""
    sheet = _run_sheet(request, venue)
    made = event_orders.door_cards(sheet, language=request.visitor.language, now=clock.now())
    return as_pdf(made, f"{sheet.house.slug}-{sheet.day}-door-cards")


def _order(request: PageRequest, venue: str, reference: str) -> OrderView:
    return told.of_house(venue, reference, actor=request.actor, now=clock.now())


def _run_sheet(request: PageRequest, venue: str) -> RunSheet:
    now = clock.now()
    day = _day(request, "day", told.house(venue, actor=request.actor, now=now))
    return told.run_sheet(venue, actor=request.actor, day=day, now=now)


def _day(request: PageRequest, name: str, house: House) -> date:
    """Read a day of the address; what cannot be read is today."""
    try:
        asked = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return house.today
    return asked if asked.year in YEARS else house.today


def _lines(day: DayOfOrders, language: str) -> list[Line]:
    return [_line(view, day.day, language) for view in day.orders]


def _line(view: OrderView, day: date, language: str) -> Line:
    one, zone = view.order, view.house.time_zone
    today = [
        sitting
        for room in one.rooms
        for sitting in room.sittings
        if local(sitting.blocked.starts_at, zone).date() <= day <= local(sitting.blocked.ends_at, zone).date()
    ]
    first = min(today, key=lambda sitting: sitting.blocked.starts_at, default=one.rooms[0].sittings[0])
    return Line(
        view=view,
        starts=order_words.clock(first.blocked.starts_at, zone),
        times=order_words.clocks(first.period, zone),
        rooms=", ".join(dict.fromkeys(room.space for room in one.rooms)),
        people=order_words.people(one, language),
        diets=order_words.diets(one.told.diets, language),
    )
