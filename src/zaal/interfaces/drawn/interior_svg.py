"""A room as one enters it, in ink on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from zaal.domain.layouts import Layout
    from zaal.queries.drawings import RoomShown


def svg(room: RoomShown, *, layout: Layout, delegates: int) -> str:
    """Draw a room with so many people in a layout."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" role="img">'
        f'<title>{escape(room.name)}</title><path fill="#f2ede3" d="M0 0h1200v800H0z"/></svg>'
    )
