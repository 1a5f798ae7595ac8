"""Who is asking and in which words, and what is answered when the house says no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from zaal.domain.actors import GUEST
from zaal.domain.permissions import SignInNeeded
from zaal.domain.refusals import Refusal
from zaal.interfaces import refusals
from zaal.interfaces.pricetag import Shown
from zaal.interfaces.web import addresses
from zaal.interfaces.web.visitor import CURRENCIES, CURRENCY_COOKIE, PRICES_COOKIE, TIME_ZONE_COOKIE, Visitor
from zaal.usecases import accounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest

    Answer = Callable[[PageRequest], HttpResponse]


class LanguageAddressMiddleware:
    """Answers ``/nl/...`` as the page without it, in that language, with every link of the page keeping it.

    The language becomes part of the script prefix, which ``reverse`` puts before every address: so no link, form or
    redirect of a page needs to know. Must stand behind LocaleMiddleware, whose choice it overrules.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        request.address = addresses.read(request.path_info)
        language = request.address.language
        if language is None:
            return self.get_response(request)
        before = get_script_prefix()
        if not request.address.is_page:
            return HttpResponsePermanentRedirect(f"{before}{request.address.path[1:]}{_query(request)}")
        if not request.path_info.startswith(f"/{language}/"):
            return HttpResponsePermanentRedirect(f"{request.path}/{_query(request)}")
        request.path_info, request.LANGUAGE_CODE = request.address.path, language
        translation.activate(language)
        set_script_prefix(f"{before}{language}/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)


class VisitorMiddleware:
    """Puts ``request.actor`` and ``request.visitor`` there for every view and template."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated:
            request.actor = accounts.actor_of(person)
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.address.language is None:
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
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", reverse("home"))
    target = f"{reverse('account_login')}?{urlencode({'next': _path_of(request, back)})}"
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _query(request: PageRequest) -> str:
    asked = request.META.get("QUERY_STRING", "")
    return f"?{asked}" if asked else ""


def _path_of(request: PageRequest, address: str) -> str:
    own = f"{request.scheme}://{request.get_host()}"
    return address.removeprefix(own) or "/"


def _refused(request: PageRequest, refusal: Refusal) -> HttpResponse:
    sentence = refusals.sentence(refusal, language=request.visitor.language)
    home = reverse("home")
    back = _path_of(request, request.META.get("HTTP_REFERER", home))
    response = render(
        request,
        "refused.html",
        {"sentence": sentence, "refusal": refusal, "back": back if back.startswith("/") else home},
        status=refusals.status(refusal),
    )
    if request.htmx:
        for name, value in (("HX-Retarget", "main"), ("HX-Reselect", "main"), ("HX-Reswap", "outerHTML")):
            response.headers[name] = value
    return response
