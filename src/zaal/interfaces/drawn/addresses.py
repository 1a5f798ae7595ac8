"""Where drawn pictures are found: with ``v``, the version of their facts, they may be kept for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from zaal.queries import drawings

if TYPE_CHECKING:
    from zaal.domain.layouts import Layout


def of_room(
    venue: str, space: str, layout: Layout | None = None, delegates: int | None = None, *, version: str | None = None
) -> str:
    """Return the address of a room's picture, by the slugs; without layout or number as the room usually stands.

    ``version`` is that of ``queries.drawings.versions``: a page with many pictures asks for all at once. Without it,
    three statements.
    """
    asked: dict[str, object] = {"layout": layout, "delegates": delegates, "v": version or _version(venue)}
    return _address("drawn-room", (venue, space), asked)


def of_house(venue: str, *, version: str | None = None) -> str:
    """Return the address of a house's picture, by its slug; ``version`` as in ``of_room``."""
    return _address("drawn-house", (venue,), {"v": version or _version(venue)})


def of_share(venue: str, language: str, *, version: str | None = None) -> str:
    """Return the address of the picture that stands for a house where its page is shared; ``version`` as above."""
    return _address("share-picture", (venue,), {"lang": language, "v": version or _version(venue)})


def _version(venue: str) -> str | None:
    return drawings.versions([venue]).get(venue)


def _address(name: str, of: tuple[str, ...], asked: dict[str, object]) -> str:
    query = urlencode({key: value for key, value in asked.items() if value is not None})
    return f"{reverse(name, args=of)}{'?' if query else ''}{query}"
