"""One room of a house: looked at and changed by the hotel's people, added, taken off the market, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST

from zaal.domain.mistakes import HouseWrong
from zaal.domain.refusals import Conflict
from zaal.interfaces import clock, refusals
from zaal.interfaces.web.rooms.forms import RoomForm
from zaal.queries import rooms as told
from zaal.usecases import rooms
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.rooms import HouseRoomTable, ManagedRoom

ACTS = {
    "unlisting": (rooms.unlist, lazy("Off the market. What is booked there stays booked.")),
    "listing": (rooms.list_again, lazy("On the market again.")),
    "removal": (rooms.remove, lazy("Deleted.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PageRequest, venue: str, space: str) -> HttpResponse:
    """Show one room with all that its people tell of it, or bring it to what was sent."""
    house = told.of_desk(venue, actor=request.actor)
    room = _one(house, space)
    if request.method != "POST":
        return _answer(request, house, RoomForm(house.sections, room.plan), room)
    form = RoomForm(house.sections, room.plan, request.POST)
    if form.is_valid():
        try:
            rooms.change(actor=request.actor, venue_slug=venue, space_slug=space, plan=form.told(), now=clock.now())
        except HouseWrong as wrong:
            form.refuse(wrong, request.visitor.language)
        except Conflict as refusal:
            form.add_error("sections", refusals.sentence(refusal, request.visitor.language))
        else:
            messages.success(request, _("Saved."))
            return redirect("house_rooms", venue)
    return _answer(request, house, form, room)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest, venue: str) -> HttpResponse:
    """Ask for a room that the house does not have yet, and add it."""
    house = told.of_desk(venue, actor=request.actor)
    if request.method != "POST":
        return _answer(request, house, RoomForm(house.sections, None))
    form = RoomForm(house.sections, None, request.POST)
    if form.is_valid():
        try:
            rooms.add(actor=request.actor, venue_slug=venue, plan=form.told(), now=clock.now())
        except HouseWrong as wrong:
            form.refuse(wrong, request.visitor.language)
        else:
            messages.success(request, _("The room is added."))
            return redirect("house_rooms", venue)
    return _answer(request, house, form)


@require_POST
def act(request: PageRequest, venue: str, space: str, what: str) -> HttpResponse:
    """Take a room off the market, bring it back, or delete it; what is refused is said on the table."""
    do, done = ACTS[what]
    try:
        do(actor=request.actor, venue_slug=venue, space_slug=space, now=clock.now())
    except Conflict as refusal:
        messages.error(request, refusals.sentence(refusal, request.visitor.language))
    else:
        messages.success(request, str(done))
    return redirect("house_rooms", venue)


def _answer(
    request: PageRequest, house: HouseRoomTable, form: RoomForm, room: ManagedRoom | None = None
) -> HttpResponse:
    shown = {"house": house, "form": form, "room": room}
    return render(request, "rooms/room.html", shown, status=422 if form.errors else 200)


def _one(house: HouseRoomTable, space: str) -> ManagedRoom:
    for room in house.rooms:
        if room.slug == space:
            return room
    raise SpaceUnknown(venue=house.slug, space=space)
