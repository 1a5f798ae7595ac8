"""Closing a room or the whole house for a while from the diary, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zaal.domain.closures import closed_period
from zaal.domain.planning import Stretch
from zaal.domain.refusals import NotAllowed, NotFound, Refusal
from zaal.interfaces import clock
from zaal.interfaces.web.desk import diary
from zaal.interfaces.web.desk.asked import Asked
from zaal.interfaces.web.desk.forms import ClosureForm
from zaal.interfaces.web.sales.forms_only import takes_form_of
from zaal.queries import desk
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest


@takes_form_of("desk")
def closures_(request: PageRequest) -> HttpResponse:
    """Close what the form says; what is refused is said beside it, with the input kept."""
    now, house = clock.now(), request.POST.get("house", "").replace("\x00", "")
    found = desk.diary(actor=request.actor, house=house, stretch=Stretch.DAY, on=None, now=now)
    form = ClosureForm(found.shown[0], request.POST)
    if not form.is_valid():
        return diary.answer(request, Asked(house), form=form)
    told, (starts, ends) = form.cleaned_data, form.times()
    wanted = Asked(house, Stretch.WEEK, starts.date())
    try:
        venues.close(
            actor=request.actor,
            venue_slug=house,
            space_slug=told["space"] or None,
            period=closed_period(starts, ends, found.shown[0].house.time_zone),
            reason=told["reason"].strip(),
            now=now,
        )
    except Refusal as refusal:
        return diary.answer(request, _seen_by(wanted, refusal), form=form, refusal=refusal)
    messages.success(request, _("Closed. Nobody can hold or book it then."))
    return redirect(wanted.address)


@takes_form_of("desk")
def reopening(request: PageRequest) -> HttpResponse:
    """Take a closure back, and return to the diary of its house."""
    house = request.POST.get("house", "").replace("\x00", "")
    try:
        venues.reopen(actor=request.actor, closure=request.POST.get("closure", ""), now=clock.now())
    except (NotFound, NotAllowed) as refusal:
        return diary.answer(request, Asked(house), refusal=refusal)
    messages.success(request, _("Reopened. It can be held and booked again."))
    return redirect(Asked(house).address)


def _seen_by(wanted: Asked, refusal: Refusal) -> Asked:
    """Show the week that was typed, but for one in a year that no diary has."""
    return Asked(wanted.house) if refusal.code == "year_out_of_range" else wanted
