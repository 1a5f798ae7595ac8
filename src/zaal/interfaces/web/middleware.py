"""Who is asking and in which words, and what is answered when the house says no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import available_timezones

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from zaal.domain.actors import GUEST
from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.interfaces import refusals
from zaal.interfaces.pricetag import Shown
from zaal.interfaces.web.visitor import CURRENCIES, CURRENCY_COOKIE, PRICES_COOKIE, TIME_ZONE_COOKIE, Visitor
from zaal.usecases import accounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest

    Answer = Callable[[PageRequest], HttpResponse]


class VisitorMiddleware:
    """Puts ``request.actor`` and ``request.visitor`` there for every view and template."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated:
            request.actor = accounts.actor_of(person)
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                translation.activate(request.actor.language)
                request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        else:
            request.actor = replace(GUEST, language=request.LANGUAGE_CODE)
        request.visitor = _visitor(request)
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class RefusalMiddleware:
    """Turns a refusal that a view did not answer itself into a page that says what happened and what to do."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: PageRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is an error of the program and stays one."""
        if isinstance(exception, SignInNeeded):
            return _sign_in(request)
        if isinstance(exception, Refusal):
            return _refused(request, exception)
        return None


def _visitor(request: PageRequest) -> Visitor:
    zone, currency = request.COOKIES.get(TIME_ZONE_COOKIE, ""), request.COOKIES.get(CURRENCY_COOKIE, "")
    shown = request.COOKIES.get(PRICES_COOKIE, "")
    return Visitor(
        language=request.LANGUAGE_CODE,
        time_zone=zone if zone in available_timezones() else None,
        currency=currency if currency in CURRENCIES else None,
        shown=Shown(shown) if shown in set(Shown) else Shown.ALL_IN,
    )


def _sign_in(request: PageRequest) -> HttpResponse:
    """Send to the sign-in page, and afterwards back: to this page, or to the one with the form that was sent."""
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "/")
    target = f"{settings.LOGIN_URL}?{urlencode({'next': _path_of(request, back)})}"
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _path_of(request: PageRequest, address: str) -> str:
    own = f"{request.scheme}://{request.get_host()}"
    return address.removeprefix(own) or "/"


def _refused(request: PageRequest, refusal: Refusal) -> HttpResponse:
    sentence = refusals.sentence(refusal, language=request.visitor.language)
    back = _path_of(request, request.META.get("HTTP_REFERER", "/"))
    response = render(
        request,
        "refused.html",
        {"sentence": sentence, "refusal": refusal, "back": back if back.startswith("/") else "/"},
        status=refusals.status(refusal),
    )
    if request.htmx:
        for name, value in (("HX-Retarget", "main"), ("HX-Reselect", "main"), ("HX-Reswap", "outerHTML")):
            response.headers[name] = value
    return response
