"""Shortlists: keeping rooms from cards, one's own lists, and the page that is shared by its link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zaal.domain.places import Point
from zaal.domain.refusals import Refusal
from zaal.interfaces import clock, refusals
from zaal.interfaces.web.choosing import asked, chosen
from zaal.interfaces.web.choosing.told import Asker, told
from zaal.queries import choosing
from zaal.queries import shortlists as kept_lists
from zaal.usecases import shortlists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from zaal.interfaces.web.choosing.told import Told
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.choosing import Room
    from zaal.queries.shortlists import Kept, ShortlistView


@require_GET
def own(request: PageRequest) -> HttpResponse:
    """Lead to one's list, or show all of them where somebody has several."""
    found = kept_lists.own(keeper=chosen.keeper(request))
    if len(found) == 1:
        return redirect("shortlist", found[0].token)
    return render(request, "choosing/lists.html", {"lists": found})


@require_POST
def rooms(request: PageRequest) -> HttpResponse:
    """Keep a room on the visitor's own list for the search in the form, or take it off."""
    room = chosen.named(request.POST.get("room", ""))
    sentence, keeper = "", chosen.keeper(request)
    try:
        if room is None:
            raise choosing.RoomUnknown
        if request.POST.get("act") == "drop":
            token, _kept = kept_lists.kept_now(keeper=keeper)
            shortlists.remove(keeper=keeper, token=token, venue=room.venue, space=room.space, now=clock.now())
        else:
            sentence = _keep(request, room)
    except Refusal as refusal:
        sentence = refusals.sentence(refusal, request.visitor.language)
    if request.htmx:
        context = {"is_changed": True, "sentence": sentence, "state": request.POST.get("state", "")}
        return render(request, "choosing/toggled.html", context)
    if sentence:
        messages.error(request, sentence)
    return redirect(chosen.back(request, reverse("lists")))


@require_GET
def shortlist(request: PageRequest, token: str) -> HttpResponse:
    """Show a list to whoever has its link: what is kept, whether it is free now, and what it costs."""
    found = kept_lists.shortlist(token, keeper=chosen.keeper(request))
    rows = list(_rows(request, found))
    free = [chosen.written(kept.room) for kept, one, _state in rows if one]
    shown = {
        "list": found,
        "rows": rows,
        "link": request.build_absolute_uri(reverse("shortlist", args=[found.token])),
        "first": free[: chosen.MOST_COMPARED],
        "state": rows[0][2] if rows else "",
    }
    response = render(request, "choosing/shortlist.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    # The address is the key to the list: no other site is told of it.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def title(request: PageRequest, token: str) -> HttpResponse:
    """Call a list something else."""
    return _changed(request, token, shortlists.rename, title=request.POST.get("title", ""))


@require_POST
def note(request: PageRequest, token: str) -> HttpResponse:
    """Write a note beside a room."""
    return _changed(request, token, shortlists.note, text=request.POST.get("note", ""), **_named(request))


@require_POST
def removal(request: PageRequest, token: str) -> HttpResponse:
    """Take a room off the list; the page then offers to put it back."""
    return _changed(request, token, shortlists.remove, now=clock.now(), **_named(request))


@require_POST
def put_back(request: PageRequest, token: str) -> HttpResponse:
    """Put back what was removed last."""
    return _changed(request, token, shortlists.put_back, **_named(request))


def _keep(request: PageRequest, room: Room) -> str:
    """Keep a room for the search in the form; return why it was not."""
    facts = choosing.facts([room]).get(room)
    here = Point(facts.lat, facts.lon) if facts else None
    now, query = clock.now(), QueryDict(request.POST.get("state", ""))
    search = asked.read(query, here, visitor=request.visitor, now=now)
    if search.wish is None:
        return search.sentence
    keeper = chosen.keeper(request)
    wish = asked.to_keep(search, search.wish, query)
    token = shortlists.keep(keeper=keeper, venue=room.venue, space=room.space, wish=wish, now=now)
    if request.actor.person_id is None:
        request.session[chosen.LISTED] = token
    return ""


def _changed(request: PageRequest, token: str, act: Any, **what: Any) -> HttpResponse:
    """Do one thing to a list and show it again; what is refused for its text is said there."""
    try:
        act(keeper=chosen.keeper(request), token=token, **what)
    except shortlists.ShortlistTextTooLong as refusal:
        messages.error(request, refusals.sentence(refusal, request.visitor.language))
    return redirect("shortlist", token)


def _named(request: PageRequest) -> dict[str, str]:
    room = chosen.named(request.POST.get("room", ""))
    return {"venue": room.venue, "space": room.space} if room else {"venue": "", "space": ""}


def _rows(request: PageRequest, found: ShortlistView) -> Iterator[tuple[Kept, Told | None, str]]:
    """Tell each kept room for the wish it was kept for; those kept for the same are asked together."""
    facts = choosing.facts(kept.room for kept in found.kept)
    by_wish: dict[str, list[Kept]] = {}
    for kept in found.kept:
        by_wish.setdefault(asked.state_of(kept.wish), []).append(kept)
    told_of: dict[Room, Told] = {}
    for state, alike in by_wish.items():
        wish = asked.kept(alike[0].wish, currency=request.visitor.currency)
        asker = Asker(request.actor, clock.now(), alike[0].wish.point, state, request.visitor.language)
        there = [facts[kept.room] for kept in alike if kept.room in facts]
        told_of |= {one.facts.room: one for one in told(there, wish, asker)}
    for kept in found.kept:
        yield kept, told_of.get(kept.room), asked.state_of(kept.wish)
