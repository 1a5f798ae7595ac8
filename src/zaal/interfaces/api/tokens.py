"""Who asks: the person behind the bearer token, or a guest where that is enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ninja.security import HttpBearer

from zaal.domain.actors import GUEST, Actor
from zaal.domain.permissions import SignInNeeded
from zaal.interfaces import clock
from zaal.usecases import accounts

if TYPE_CHECKING:
    from django.http import HttpRequest

LAST_USE_NOTED_EVERY = timedelta(minutes=5)


class BearerToken(HttpBearer):
    """Asks for a token. Refuses: SignInNeeded (none), TokenUnknown."""

    def __call__(self, request: HttpRequest) -> Actor:
        header = request.headers.get("Authorization")
        return self.without_token(request) if header is None else self.authenticate(request, _token(header))

    def authenticate(self, request: HttpRequest, token: str) -> Actor:  # noqa: ARG002 - the library's shape
        """Find the actor of a token. Refuses: TokenUnknown."""
        return accounts.act_by_token(token=token, now=clock.now(), noted_every=LAST_USE_NOTED_EVERY)

    def without_token(self, request: HttpRequest) -> Actor:
        """Refuse: SignInNeeded."""
        raise SignInNeeded(action=f"{request.method} {request.path}")


class BearerTokenOrGuest(BearerToken):
    """Takes somebody without a token as a guest, who reads in the language of the request."""

    def without_token(self, request: HttpRequest) -> Actor:
        """Return the guest."""
        return replace(GUEST, language=str(getattr(request, "LANGUAGE_CODE", GUEST.language)))


def _token(header: str) -> str:
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


person = BearerToken()
anyone = BearerTokenOrGuest()
