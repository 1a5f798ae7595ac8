"""The choice of language and of how prices are shown, the two health checks, and the icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from zaal.interfaces.pricetag import Shown
from zaal.interfaces.web import addresses
from zaal.interfaces.web.visitor import CURRENCIES, CURRENCY_COOKIE, PRICES_COOKIE
from zaal.usecases import accounts

if TYPE_CHECKING:
    from zaal.interfaces.web.visitor import PageRequest

YEAR_SECONDS = 31_536_000


@require_POST
def language(request: PageRequest) -> HttpResponse:
    """Switch the language of the pages, remember it (cookie; for signed-in people with them), and go back."""
    chosen, back = request.POST.get("language", ""), _back(request)
    if chosen not in dict(settings.LANGUAGES):
        return redirect(back)
    accounts.remember(actor=request.actor, language=chosen)
    response = redirect(addresses.changed(back, chosen))
    _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
def prices(request: PageRequest) -> HttpResponse:
    """Remember how this browser wants prices shown and in which currency beside the hotel's own, and go back."""
    response = redirect(_back(request))
    shown, currency = request.POST.get("shown", ""), request.POST.get("currency")
    if shown in set(Shown):
        _remember(response, PRICES_COOKIE, shown)
    if currency in CURRENCIES:
        _remember(response, CURRENCY_COOKIE, currency)
    elif currency == "":
        response.delete_cookie(CURRENCY_COOKIE, samesite="Lax")
    return response


@require_GET
def healthz(_request: PageRequest) -> HttpResponse:
    """Say that the program runs."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def readyz(_request: PageRequest) -> HttpResponse:
    """Say whether the database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@cache_control(public=True, max_age=86400)
def icon(_request: PageRequest) -> HttpResponse:
    """Lead to the icon who asks for it by its old name."""
    return redirect(static("img/favicon.svg"))


def _back(request: PageRequest) -> str:
    """Tell the address of the page the form stood on, when that is one of ours."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if back and safe else reverse("home")


def _remember(response: HttpResponse, name: str, chosen: str) -> None:
    response.set_cookie(name, chosen, max_age=YEAR_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
