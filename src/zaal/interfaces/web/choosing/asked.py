"""The search that somebody compares, keeps or looks around in, read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from zaal.domain.places import Point
from zaal.domain.refusals import Refusal
from zaal.domain.search import Circle, Wish
from zaal.domain.shortlists import KeptWish
from zaal.interfaces import refusals
from zaal.interfaces.web.marketplace import forms
from zaal.queries import places

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.interfaces.web.visitor import Visitor
    from zaal.queries.places import FoundPlace

AROUND_KM = 1.0
# What an address says beside the search itself.
NOT_SEARCH = ("room", "after", "space", "month", "csrfmiddlewaretoken")
USUAL = ("date", "delegates")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, complete or as far as it can be read; ``sentence`` says why there is no wish.

    ``state`` is it as an address; without a place typed (as on a venue's own page) ``place`` is None.
    """

    state: str
    place: FoundPlace | None
    wish: Wish | None
    sentence: str = ""

    @property
    def point(self) -> Point | None:
        return Point(self.place.lat, self.place.lon) if self.place else None

    @property
    def country(self) -> str:
        return self.place.country if self.place else ""


def read(query: QueryDict, here: Point | None, *, visitor: Visitor, now: datetime) -> Asked:
    """Read a search from an address; what is not said of day and number is as usual, the place is ``here``."""
    said = query.copy()
    for name in NOT_SEARCH:
        said.pop(name, None)
    usual = forms.usual_values(now.date())
    for name in USUAL:
        if not any(said.getlist(name)):
            value = usual[name]
            said.setlist(name, value if isinstance(value, list) else [str(value)])
    state = forms.address(said)
    has_place = bool(said.get("place", "").strip())
    if not has_place:
        said["place"] = f"{here.lat}, {here.lon}" if here else "0, 0"
    form = forms.asked_for(said)
    if not form.is_valid():
        errors = (str(error) for listed in form.errors.values() for error in listed)
        return Asked(state, None, None, " ".join(errors))
    try:
        place = places.the_one(form.cleaned_data["place"], language=visitor.language)
        return Asked(state, place if has_place else None, form.wish(place, currency=visitor.currency))
    except Refusal as refusal:
        return Asked(state, None, None, refusals.sentence(refusal, visitor.language))


def to_keep(asked: Asked, wish: Wish, query: QueryDict) -> KeptWish:
    """Take from a search what a room is kept for."""
    return KeptWish(
        place=query.get("place", "").strip(),
        point=asked.point,
        spans=wish.spans,
        delegates=wish.delegates,
        layout=wish.layout,
        basis=wish.basis,
    )


def kept(wish: KeptWish, *, currency: str | None) -> Wish:
    """Ask again what a room was kept for; where it is asked is the room's own house."""
    at = wish.point or Point(0, 0)
    return Wish(
        circle=Circle(at.lat, at.lon, AROUND_KM),
        spans=wish.spans,
        delegates=wish.delegates,
        layout=wish.layout,
        basis=wish.basis,
        currency=currency,
    )


def state_of(wish: KeptWish) -> str:
    """Write what a room was kept for as the address of a search."""
    first = wish.spans[0]
    query = QueryDict(mutable=True)
    query.setlist("date", sorted({span.starts.date().isoformat() for span in wish.spans}))
    query.update(
        {
            "place": wish.place,
            "part": forms.OWN_TIMES,
            "from": f"{first.starts:%H:%M}",
            "to": f"{first.ends:%H:%M}",
            "delegates": str(wish.delegates),
            "layout": wish.layout.value if wish.layout else "",
            "basis": wish.basis.value,
        }
    )
    return forms.address(query)
