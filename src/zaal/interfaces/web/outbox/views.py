"""Every letter the demo wrote, to look at instead of in a mailbox: an outbox shows everybody's post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zaal.interfaces.web.demo import demo_only
from zaal.queries import letters

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zaal.interfaces.web.visitor import PageRequest

# A letter carries its own inline styles, as mail programs want them; it may load and run nothing at all.
LETTER_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "font-src": ["'none'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "sandbox": ["allow-popups"],
}


@demo_only
@require_GET
def outbox(request: PageRequest) -> HttpResponse:
    """List the letters, newest first."""
    shown = {"page": letters.letters(after=request.GET.get("after")), "zone": request.visitor.time_zone or "UTC"}
    return render(request, "outbox/list.html", shown)


@demo_only
@require_GET
def letter(request: PageRequest, number: int) -> HttpResponse:
    """Show one letter's text, with links to its HTML and its calendar file."""
    shown = {"letter": letters.letter(number), "zone": request.visitor.time_zone or "UTC"}
    return render(request, "outbox/letter.html", shown)


@demo_only
@require_GET
@csp_replace(LETTER_POLICY)  # type: ignore[arg-type]  # csp knows only views without arguments
def letter_html(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """Show one letter as a mail program would, under a policy that lets it run nothing."""
    return HttpResponse(letters.letter(number).html)


@demo_only
@require_GET
def letter_calendar(request: PageRequest, number: int) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """Give the calendar file that went with the letter."""
    found = letters.letter(number)
    return HttpResponse(
        found.calendar,
        content_type=f"text/calendar; charset=utf-8; method={found.calendar_method or 'PUBLISH'}",
        headers={"Content-Disposition": f'attachment; filename="letter-{number}.ics"'},
    )
