"""What a package holds, in the order of its day, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zaal.interfaces import labels
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# When in its day each thing is had; what a hotel names itself is had throughout.
ALL_THE_TIME = _("All the time")
MOMENTS = (
    (ALL_THE_TIME, frozenset({"room", "screen", "equipment", "wifi", "water"})),
    (_("In the breaks"), frozenset({"coffee_tea", "coffee_breaks", "snack"})),
    (_("At noon"), frozenset({"lunch"})),
    (_("In the evening"), frozenset({"drinks", "dinner"})),
    (_("Overnight"), frozenset({"night", "breakfast"})),
)
KNOWN = frozenset().union(*(items for _moment, items in MOMENTS))


def by_moment(items: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Say when what is had, moments without anything left out."""
    language = words.language()
    for moment, known in MOMENTS:
        had = [item for item in items if item in known or (moment is ALL_THE_TIME and item not in KNOWN)]
        if had:
            yield str(moment), formats.listed([labels.word(item, language) for item in had], language)
