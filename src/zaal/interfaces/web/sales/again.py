"""The same once more: a quote form filled in with what was asked before, and the picture of its room."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from zaal.interfaces.web.pictures import shown
from zaal.interfaces.web.sales.change_form import booked_rooms, booked_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.wishes import QuoteWish
    from zaal.interfaces.web.pictures.shown import Shown
    from zaal.queries.sales import QuoteView

NOT_SENT = frozenset({"space_slug"})


def fields(wish: QuoteWish) -> tuple[tuple[str, str], ...]:
    """List the fields that ask for a quote as ``wish`` did, for a form that is sent by its button alone."""
    return tuple(_fields(wish))


def inside(quote: QuoteView) -> Shown | None:
    """Return a picture of a sale's main room, set as it was asked for; None where there is none."""
    room = (quote.house.slug, quote.house.space_slug)
    return shown.of_rooms([room], layout=quote.layout, delegates=quote.delegates).get(room)


def _fields(wish: QuoteWish) -> Iterator[tuple[str, str]]:
    yield from (("venue", wish.venue), ("space", wish.space), ("title", wish.title))
    yield from (("codes", " ".join(wish.codes)), ("key", secrets.token_urlsafe(16)))
    for name, value in booked_values(wish).items():
        if name not in NOT_SENT:
            yield from ((name, str(one)) for one in (value if isinstance(value, list) else [value]))
    for name, values in booked_rooms(wish).lists():
        yield from ((name, str(value)) for value in values)
