"""Drawn pictures over HTTP: kept for a year under an address that carries their version, else asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp.decorators import csp
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from zaal.domain.layouts import Layout
from zaal.interfaces.drawn import arranged, facade_svg, interior_svg, share_card
from zaal.interfaces.web.drawn import pictures
from zaal.interfaces.web.drawn.pictures import shelf
from zaal.queries import drawings

if TYPE_CHECKING:
    from zaal.interfaces.web.drawn.pictures import Picture
    from zaal.interfaces.web.visitor import PageRequest

FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
FOR_AN_HOUR: Final = "public, max-age=3600"
LONGEST_NUMBER: Final = 5
# A drawing brings its own style sheet (light and dark) and nothing else; opened by itself it may do nothing.
OWN_STYLE: Final = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'none'"]}


@require_safe
@csp(OWN_STYLE)  # type: ignore[arg-type]  # csp knows only views without arguments
def house(request: PageRequest, venue: str) -> HttpResponse:
    """Draw a house from across the street. Refuses: VenueUnknown."""
    given = request.GET.get("v", "")
    if kept := shelf.get(("house", venue, given)):
        return _answer(request, kept, FOR_A_YEAR)
    told = drawings.house(venue)
    picture = shelf.get_or_draw(("house", venue, told.version), lambda: pictures.of_svg(facade_svg.svg(told.house)))
    return _answer(request, picture, FOR_A_YEAR if given == told.version else FOR_AN_HOUR)


@require_safe
@csp(OWN_STYLE)  # type: ignore[arg-type]  # csp knows only views without arguments
def room(request: PageRequest, venue: str, space: str) -> HttpResponse:
    """Draw a room; a ``layout`` or number of ``delegates`` that cannot be drawn gives it as it usually stands.

    Refuses: VenueUnknown.
    """
    given, layout, delegates = request.GET.get("v", ""), _layout(request), _number(request)
    asked = ("room", venue, space, layout or "", str(delegates or ""))
    if kept := shelf.get((*asked, given)):
        return _answer(request, kept, FOR_A_YEAR)
    told = drawings.room(venue, space)
    shown = arranged.arrange(told, layout, delegates)
    picture = shelf.get_or_draw(
        (*asked, told.version),
        lambda: pictures.of_svg(interior_svg.svg(told, layout=shown.layout, delegates=shown.delegates)),
    )
    return _answer(request, picture, FOR_A_YEAR if given == told.version else FOR_AN_HOUR)


@require_safe
def share(request: PageRequest, venue: str) -> HttpResponse:
    """Draw what stands for a house where its page is shared, with words in ``lang``. Refuses: VenueUnknown."""
    given, language = request.GET.get("v", ""), _language(request)
    if kept := shelf.get(("share", venue, language, given)):
        return _answer(request, kept, FOR_A_YEAR)
    told = drawings.house(venue)
    picture = shelf.get_or_draw(
        ("share", venue, language, told.version), lambda: pictures.of_png(share_card.png(told, language))
    )
    return _answer(request, picture, FOR_A_YEAR if given == told.version else FOR_AN_HOUR)


def _answer(request: PageRequest, picture: Picture, kept_for: str) -> HttpResponse:
    """Send a picture, or that it is still the same; packed where the browser can unpack."""
    response: HttpResponse
    if picture.etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif picture.is_packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(picture.kept, content_type=picture.kind, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(picture.plain, content_type=picture.kind)
    response.headers["ETag"] = picture.etag
    response.headers["Cache-Control"] = kept_for
    if picture.is_packed:
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _layout(request: PageRequest) -> Layout | None:
    name = request.GET.get("layout", "")
    return Layout(name) if name in set(Layout) else None


def _number(request: PageRequest) -> int | None:
    text = request.GET.get("delegates", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _language(request: PageRequest) -> str:
    name = request.GET.get("lang", "")
    return name if name in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
