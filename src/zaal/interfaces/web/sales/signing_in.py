"""Leading guests to the sign-in page and back to where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect

from zaal.domain.actors import Role
from zaal.domain.permissions import SignInNeeded

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.domain.actors import Actor


def require_person(actor: Actor) -> None:
    """Pass for somebody signed in. Refuses: SignInNeeded, which the door answers with the sign-in page."""
    if actor.role is Role.GUEST:
        raise SignInNeeded


def then(path: str) -> HttpResponse:
    """Send to the sign-in page, and afterwards to this path: a form that was sent cannot be sent again for them."""
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': path})}")
