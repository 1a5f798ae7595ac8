"""What narrows a search down, each as a chip whose link drops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.interfaces import labels
from zaal.interfaces.web import formats
from zaal.interfaces.web.marketplace.forms import CIRCLE, FILTERS, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import QueryDict

    from zaal.domain.search import Wish

SHAPES = ("layout", "basis")
# In which order and currency the answer is told does not narrow it down.
NARROWING = tuple(name for name in FILTERS if name not in {"sort", "currency"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the search down; ``address`` is the search without it."""

    name: str
    label: str
    address: str

    @property
    def is_filter(self) -> bool:
        """Tell whether it stands among the filters, not in the form."""
        return self.name not in SHAPES


def active(asked: QueryDict, wish: Wish, *, language: str, on_map: bool) -> list[Chip]:
    """List what narrows this search down, in the order of the form and its filters."""
    return [
        *_shapes(asked, wish, language),
        *_where(asked, wish, language, on_map=on_map),
        *_hotels(asked, wish, language),
        *_amenities(asked, wish, language),
    ]


def cleared(asked: QueryDict) -> str:
    """Write the search without all that narrows it down."""
    return address(asked, **dict.fromkeys((*SHAPES, *NARROWING), ()))


def without(asked: QueryDict, *names: str) -> str:
    """Write the search without some of its fields."""
    return address(asked, **dict.fromkeys(names, ()))


def _shapes(asked: QueryDict, wish: Wish, language: str) -> Iterator[Chip]:
    if wish.layout:
        yield Chip("layout", labels.word(wish.layout, language), without(asked, "layout"))
    if wish.basis is Basis.PACKAGE:
        yield Chip("basis", labels.word(wish.basis, language), without(asked, "basis"))


def _where(asked: QueryDict, wish: Wish, language: str, *, on_map: bool) -> Iterator[Chip]:
    if on_map:
        yield Chip("km", _("This part of the map"), without(asked, *CIRCLE))
    elif asked.get("radius"):
        told = _("Within %(distance)s") % {"distance": formats.kilometres(wish.circle.radius_km, language)}
        yield Chip("radius", told, without(asked, "radius"))


def _hotels(asked: QueryDict, wish: Wish, language: str) -> Iterator[Chip]:
    if wish.stars:
        yield Chip("stars", _("%(least)s stars or more") % {"least": wish.stars}, without(asked, "stars"))
    if wish.instant_only:
        yield Chip("instant", _("Confirms at once"), without(asked, "instant"))
    if wish.budget is not None:
        most = (
            formats.money(Money(wish.budget, wish.currency), language)
            if wish.currency
            else formats.number(wish.budget, language)
        )
        yield Chip("budget", _("At most %(amount)s") % {"amount": most}, without(asked, "budget"))
    if wish.codes:
        yield Chip("codes", _("Code %(code)s") % {"code": " ".join(wish.codes)}, without(asked, "codes"))


def _amenities(asked: QueryDict, wish: Wish, language: str) -> Iterator[Chip]:
    for amenity in labels.AMENITIES:
        if amenity in wish.amenities:
            others = sorted(wish.amenities - {amenity})
            yield Chip("amenities", labels.word(amenity, language), address(asked, amenities=others))
