"""The files of pictures: those made for all to see, and the uncut one for its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from zaal.domain.pictures import Kind
from zaal.gateways.images import kept
from zaal.interfaces.web.pictures.shown import MEDIA_TYPES
from zaal.queries import pictures

if TYPE_CHECKING:
    from zaal.interfaces.web.visitor import PageRequest

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def made(request: PageRequest, digest: str, kind: str) -> HttpResponse:
    """Give out one made file; another content would have another address, so it may be kept for ever."""
    if not pictures.is_open(digest, Kind(kind)):
        raise Http404
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": FOR_EVER})
    return _picture(kept.made(digest, suffix=kind), Kind(kind), {"ETag": etag, "Cache-Control": FOR_EVER})


@require_safe
def whole(request: PageRequest, venue: str, reference: str) -> HttpResponse:
    """Give out the uncut picture to the people of its house."""
    digest = pictures.whole(venue, reference, actor=request.actor)
    kept_a_day = {"Cache-Control": "private, max-age=86400"}
    return _picture(kept.made(digest, suffix=Kind.JPEG), Kind.JPEG, kept_a_day)


def _picture(data: bytes, kind: Kind, headers: dict[str, str]) -> HttpResponse:
    # Said so that nothing on the way compresses what is compressed already.
    return HttpResponse(data, content_type=MEDIA_TYPES[kind], headers={"Content-Encoding": "identity", **headers})
