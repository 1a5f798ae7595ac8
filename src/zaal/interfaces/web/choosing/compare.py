"""Up to four rooms side by side, and the choice of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from zaal.domain.places import Point
from zaal.interfaces import clock
from zaal.interfaces.web.choosing import asked, chosen
from zaal.interfaces.web.choosing.told import Asker, drawn, told
from zaal.interfaces.web.marketplace import forms
from zaal.queries import choosing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from zaal.interfaces.web.choosing.told import Told
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.choosing import Room, RoomFacts


@require_GET
def side_by_side(request: PageRequest) -> HttpResponse:
    """Show the rooms named in the address beside each other, at the prices of now for the search in it."""
    wanted = chosen.rooms_in(request.GET.getlist("room")) or list(chosen.compared(request))
    facts = choosing.facts(wanted[: chosen.MOST_COMPARED])
    found = [facts[room] for room in wanted if room in facts]
    now, here = clock.now(), Point(found[0].lat, found[0].lon) if found else None
    search = asked.read(request.GET, here, visitor=request.visitor, now=now)
    columns: tuple[Told, ...] = ()
    if search.wish and found:
        asker = Asker(request.actor, now, search.point, search.state, request.visitor.language)
        columns = drawn(told(found, search.wish, asker), search.wish.delegates, asker.language)
    shown = {
        "columns": columns,
        "facts": found,
        "wish": search.wish,
        "place": search.place,
        "times": [(span.starts, span.ends) for span in search.wish.spans] if search.wish else [],
        "state": search.state,
        "sentences": _sentences(wanted, len(found), search.sentence if found else ""),
        "is_distance": any(one.distance_km is not None for one in columns),
        "removals": [(one, _without(request, search.state, found, one.facts)) for one in columns],
    }
    return render(request, "choosing/compare.html", shown)


@require_http_methods(["GET", "POST"])
def rooms(request: PageRequest) -> HttpResponse:
    """Add a room to the compared ones or take it away; a fifth is refused with a sentence.

    The page's script gets the tray back, and may ask for it when somebody comes back to a page.
    """
    if request.method == "GET":
        state = request.GET.urlencode()
        return render(request, "choosing/toggled.html", {"state": state}) if request.htmx else redirect("compare")
    room = chosen.named(request.POST.get("room", ""))
    after, sentence = _after(chosen.compared(request), room, request.POST.get("act", ""))
    request.COOKIES[chosen.COOKIE] = ".".join(map(chosen.written, after))
    if request.htmx:
        response = render(
            request,
            "choosing/toggled.html",
            {"is_changed": True, "sentence": sentence, "state": request.POST.get("state", "")},
        )
    else:
        if sentence:
            messages.error(request, sentence)
        response = redirect(chosen.back(request, reverse("compare")))
    chosen.remember(response, after)
    return response


def _after(before: tuple[Room, ...], room: Room | None, act: str) -> tuple[tuple[Room, ...], str]:
    """Return the compared rooms after an act, and why nothing was done."""
    if act == "drop":
        return tuple(one for one in before if one != room), ""
    if room is None or room not in choosing.names([room]):
        return before, _("This room is not on offer (any more).")
    if room not in before and len(before) >= chosen.MOST_COMPARED:
        return before, _("Four rooms can be compared at once. Take one away first.")
    return tuple(dict.fromkeys([*before, room])), ""


def _without(request: PageRequest, state: str, found: Sequence[RoomFacts], gone: RoomFacts) -> str:
    """Return the address of this comparison without one of its rooms."""
    rest = [chosen.written(one.room) for one in found if one is not gone]
    return f"{request.path}?{forms.address(QueryDict(state), room=rest)}"


def _sentences(wanted: Sequence[Room], found: int, refused: str) -> list[str]:
    """Say what of the address is not shown, and why."""
    told_ = [refused] if refused else []
    if len(wanted) > chosen.MOST_COMPARED:
        told_.append(_("Four rooms can be compared at once; these are the first four."))
    if missing := len(wanted[: chosen.MOST_COMPARED]) - found:
        text = ngettext("%(n)s room is not on offer (any more).", "%(n)s rooms are not on offer (any more).", missing)
        told_.append(text % {"n": missing})
    return told_
