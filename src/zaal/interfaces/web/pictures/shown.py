"""Which picture a page shows of a house or a room: the hotel's own, or the one drawn from its measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaal.domain.pictures import Kind, alt_for
from zaal.interfaces.drawn import addresses
from zaal.interfaces.web import formats
from zaal.queries import drawings, pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zaal.domain.layouts import Layout
    from zaal.queries.pictures import Published, RoomLead

DRAWN_WIDTH, DRAWN_HEIGHT = 1200, 800
MEDIA_TYPES = {Kind.AVIF: "image/avif", Kind.WEBP: "image/webp", Kind.JPEG: "image/jpeg"}
# The one that a browser gets which knows neither sizes nor newer formats.
PLAIN_WIDTH = 960


@dataclass(frozen=True, slots=True)
class Source:
    """One format in all its widths, as ``<source>`` takes them."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it; ``language`` is that of ``alt`` where it differs from the page's, else empty."""

    src: str
    width: int
    height: int
    alt: str
    is_drawn: bool
    sources: tuple[Source, ...] = ()
    language: str = ""


def of_rooms(
    pairs: Iterable[tuple[str, str]], *, layout: Layout | None = None, delegates: int | None = None
) -> Mapping[tuple[str, str], Shown]:
    """Return a picture of each room, by the slugs of venue and space; drawn ones as set for ``delegates``.

    One statement for all uploaded pictures, three more where any has to be drawn.
    """
    leads = pictures.of_rooms(pairs)
    versions = _versions({venue for (venue, _space), lead in leads.items() if lead.picture is None})
    return {
        (venue, space): uploaded(lead.picture)
        if lead.picture
        else _drawn_room(lead, addresses.of_room(venue, space, layout, delegates, version=versions[venue]))
        for (venue, space), lead in leads.items()
        if lead.picture or venue in versions
    }


def of_houses(slugs: Iterable[str]) -> Mapping[str, Shown]:
    """Return a picture of each house by its slug. One statement, three more where any has to be drawn."""
    leads = pictures.of_houses(slugs)
    versions = _versions({slug for slug, lead in leads.items() if lead.picture is None})
    return {
        slug: uploaded(lead.picture) if lead.picture else _drawn_house(slug, lead.name, versions[slug])
        for slug, lead in leads.items()
        if lead.picture or slug in versions
    }


def gallery(venue_slug: str) -> tuple[Shown, ...]:
    """Return all pictures of a house, its own ones; a house without any is drawn, and each of its rooms."""
    own = pictures.gallery(venue_slug)
    if own:
        return tuple(uploaded(one) for one in own)
    rooms = of_rooms((venue_slug, room) for room in pictures.rooms(venue_slug))
    return (*of_houses([venue_slug]).values(), *rooms.values())


def uploaded(picture: Published) -> Shown:
    """Show a picture of the hotel's in the formats and widths that were made of it."""
    page = get_language() or "en"
    alt, language = alt_for(picture.alts, page)
    plain = max(
        (one for one in picture.made if one.kind is Kind.JPEG), key=lambda one: (one.width <= PLAIN_WIDTH, one.width)
    )
    return Shown(
        src=address(plain.digest, Kind.JPEG),
        width=plain.width,
        height=plain.height,
        alt=alt,
        is_drawn=False,
        sources=tuple(
            Source(
                MEDIA_TYPES[kind],
                ", ".join(f"{address(one.digest, kind)} {one.width}w" for one in picture.made if one.kind is kind),
            )
            for kind in Kind
        ),
        language="" if language == page else language,
    )


def address(digest: str, kind: Kind) -> str:
    """Return where a made picture is found; its content never changes."""
    return reverse("picture", args=[digest, kind.value])


def _versions(slugs: set[str]) -> Mapping[str, str]:
    return drawings.versions(slugs) if slugs else {}


def _drawn_room(lead: RoomLead, src: str) -> Shown:
    language = get_language() or "en"
    words = {"room": lead.name, "area": formats.square_metres(lead.area_sqm, language) if lead.area_sqm else ""}
    alt = (
        _("Drawing of the room %(room)s, %(area)s, from its measures") % words
        if lead.area_sqm
        else _("Drawing of the room %(room)s") % words
    )
    return Shown(src, DRAWN_WIDTH, DRAWN_HEIGHT, alt, is_drawn=True)


def _drawn_house(slug: str, name: str, version: str) -> Shown:
    alt = _("Drawing of %(house)s, not of its real front") % {"house": name}
    return Shown(addresses.of_house(slug, version=version), DRAWN_WIDTH, DRAWN_HEIGHT, alt, is_drawn=True)
