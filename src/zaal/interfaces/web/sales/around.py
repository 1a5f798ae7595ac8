"""How to get to a house: what lies near, how far in a straight line and where, and links to maps of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.domain.places import PlaceKind, Point
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import words
from zaal.queries import nearby

if TYPE_CHECKING:
    from zaal.queries.nearby import Near
    from zaal.queries.venues import VenueView

QUARTER = 45
FAR_KM = 10
# A name that says itself that it is an airport's.
AIRPORT_WORDS = ("airport", "luchthaven", "机场")


@dataclass(frozen=True, slots=True)
class Way:
    """A place near a house: its kind, how far it is, and in which direction it lies from the house."""

    kind: str
    name: str
    distance: str
    direction: str


def ways(venue: VenueView) -> tuple[Way, ...]:
    """Say what lies near a venue, nearest kinds first. One statement."""
    found = nearby.of(Point(venue.lat, venue.lon), city=venue.city, language=words.language())
    return tuple(_way(near) for near in found)


def _way(near: Near) -> Way:
    return Way(near.kind.value, _name(near), _distance(near.km), _direction(near.bearing))


def _distance(km: float) -> str:
    """Write a distance no finer than it is meant: to a hundred metres near by, to a kilometre farther away."""
    return formats.kilometres(round(km, 1) if km < FAR_KM else round(km), words.language())


def _name(near: Near) -> str:
    match near.kind:
        case PlaceKind.CITY:
            return _("Centre of %(name)s") % {"name": near.name}
        case PlaceKind.AIRPORT:
            says_so = any(word in near.name.casefold() for word in AIRPORT_WORDS)
            name = near.name if says_so else _("%(name)s airport") % {"name": near.name}
            return f"{name} ({near.code})" if near.code else name
        case _:
            return near.name


def _direction(bearing: float) -> str:
    names = (
        _("north"),
        _("north-east"),
        _("east"),
        _("south-east"),
        _("south"),
        _("south-west"),
        _("west"),
        _("north-west"),
    )
    return names[round(bearing / QUARTER) % len(names)]
