"""Help: the overview with its search, one page, the statement on accessibility, and the welcome to a new account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zaal.interfaces.web.help import first_steps, pages

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.interfaces.web.visitor import PageRequest

LONGEST_WANTED = 100
YEAR_SECONDS = 365 * 24 * 3600


@require_safe
def overview(request: PageRequest) -> HttpResponse:
    """Show what help there is, or the questions in which the words asked for stand."""
    wanted, language = request.GET.get("q", "").strip()[:LONGEST_WANTED], request.visitor.language
    told = {
        "wanted": wanted,
        "found": pages.find(wanted, language),
        "pages": [pages.read(name, language) for name in (*pages.AUDIENCES, pages.WORDS)],
        "written_in": pages.language_of(language),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "help/overview.html", told)


@require_safe
def page(request: PageRequest, name: str) -> HttpResponse:
    """Show the questions and answers for one kind of reader, or the words of the field."""
    if name not in {*pages.AUDIENCES, pages.WORDS}:
        raise Http404
    return _shown(request, name)


@require_safe
def accessibility(request: PageRequest) -> HttpResponse:
    """State how far the site is usable for everyone, and where to tell what is not."""
    return _shown(request, "accessibility")


@login_required
@require_safe
def welcome(request: PageRequest) -> HttpResponse:
    """Say to somebody new what they can do now."""
    return render(request, "help/welcome.html")


@require_POST
def first_steps_away(request: PageRequest) -> HttpResponse:
    """Put the card with the first steps away in this browser."""
    response = redirect(f"{reverse('desk')}?{request.GET.urlencode()}" if request.GET else "desk")
    response.set_cookie(
        first_steps.COOKIE,
        first_steps.AWAY,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _shown(request: PageRequest, name: str) -> HttpResponse:
    language = request.visitor.language
    told = {
        "page": pages.read(name, language),
        "body": pages.body(name, language),
        "names": [
            (one, pages.read(one, language).title, pages.address(one)) for one in (*pages.AUDIENCES, pages.WORDS)
        ],
        "written_in": pages.language_of(language),
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "help/page.html", told)
