"""Which rooms a visitor compares and keeps: the first in a cookie, the second on their shortlist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

from zaal.domain.shortlists import Keeper
from zaal.queries.choosing import Room
from zaal.usecases import shortlists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpResponse

    from zaal.domain.actors import Actor
    from zaal.interfaces.web.visitor import PageRequest

MOST_COMPARED = 4
COOKIE, LISTED = "compare", "shortlist"
NAMED = re.compile(r"([a-z0-9_-]{1,120})/([a-z0-9_-]{1,120})", re.IGNORECASE)


def named(text: str) -> Room | None:
    """Read ``venue/space``; None where it is not written so."""
    found = NAMED.fullmatch(text)
    return Room(*found.groups()) if found else None


def written(room: Room) -> str:
    """Write a room as addresses carry it."""
    return f"{room.venue}/{room.space}"


def compared(request: PageRequest) -> tuple[Room, ...]:
    """Return the rooms that the visitor compares, in the order they were chosen."""
    found = (named(text) for text in request.COOKIES.get(COOKIE, "").split("."))
    return tuple(dict.fromkeys(room for room in found if room))[:MOST_COMPARED]


def remember(response: HttpResponse, rooms: Sequence[Room]) -> None:
    """Keep the compared rooms until the browser is closed; the page's script may read them."""
    if rooms:
        response.set_cookie(COOKIE, ".".join(map(written, rooms)), secure=settings.SECURE, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def keeper(request: PageRequest) -> Keeper:
    """Tell who looks: the actor, and the list that this browser made."""
    return Keeper(request.actor, str(request.session.get(LISTED, "")))


def take_up(session: SessionBase, actor: Actor) -> None:
    """Give whoever signed in the list that this browser made before."""
    if token := str(session.pop(LISTED, "")):
        shortlists.take_up(actor=actor, token=token)


def back(request: PageRequest, usual: str) -> str:
    """Return the page of this site that a form was sent from, else the usual one."""
    asked = request.POST.get("back", "")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if own else usual


def rooms_in(texts: Iterable[str]) -> list[Room]:
    """Read rooms from an address, none twice; what is no room is left out."""
    return list(dict.fromkeys(room for text in texts if (room := named(text))))
