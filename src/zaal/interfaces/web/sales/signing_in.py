"""Leading guests to the sign-in page and back to where they were, with the quotes they made."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse

from zaal.domain.actors import Role
from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import NotFound
from zaal.usecases import quotes

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpResponse

    from zaal.domain.actors import Actor
    from zaal.interfaces.web.visitor import PageRequest

# The session's name for the quotes made before somebody signed in, and how many of them are remembered.
MADE = "quotes"
MOST_MADE = 20


def require_person(actor: Actor) -> None:
    """Pass for somebody signed in. Refuses: SignInNeeded, which the door answers with the sign-in page."""
    if actor.role is Role.GUEST:
        raise SignInNeeded


def then(path: str) -> HttpResponse:
    """Send to the sign-in page, and afterwards to this path: a form that was sent cannot be sent again for them."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': path})}")


def remember(request: PageRequest, reference: str) -> None:
    """Keep in a guest's session that the quote was made in this browser."""
    if request.actor.role is Role.GUEST:
        request.session[MADE] = [*request.session.get(MADE, []), reference][-MOST_MADE:]


def take_up(session: SessionBase, actor: Actor, now: datetime) -> None:
    """Give whoever signed in the quotes that this browser made before; what others took up meanwhile stays theirs."""
    for reference in session.pop(MADE, []):
        with suppress(NotFound):
            quotes.take_up(actor=actor, quote=reference, now=now)
