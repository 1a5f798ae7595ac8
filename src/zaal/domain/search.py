"""What a search asks for, and how its answer is put in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.amenities import Amenity
    from zaal.domain.layouts import Layout
    from zaal.domain.pricing import Basis
    from zaal.domain.wishes import LocalSpan

MOST_RADIUS_KM = 1000.0


class RadiusOutOfRange(Invalid):
    """A circle must be wider than nothing and no wider than ``most`` kilometres."""

    code = "radius_out_of_range"


class Sort(StrEnum):
    """The order of the answer: all-in total, distance from the place, or how closely the room fits."""

    PRICE = "price"
    DISTANCE = "distance"
    FIT = "fit"


class WhyNot(StrEnum):
    """Why a space near the place is not in the answer; counted when nothing is."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    LAYOUT_NOT_OFFERED = "layout_not_offered"
    TAKEN = "taken"
    CLOSED = "closed"
    AMENITY_MISSING = "amenity_missing"
    TOO_FEW_STARS = "too_few_stars"
    NO_RATE = "no_rate"
    NO_TERMS = "no_terms"
    LEAD_TOO_SHORT = "lead_too_short"
    OVER_BUDGET = "over_budget"
    NOT_INSTANT = "not_instant"
    LOCAL_TIME = "local_time"


@dataclass(frozen=True, slots=True)
class Circle:
    """Where: a point and how far around it; ``country`` (ISO code) cuts the circle at that country's border."""

    lat: float
    lon: float
    radius_km: float
    country: str | None = None

    def __post_init__(self) -> None:
        if not 0 < self.radius_km <= MOST_RADIUS_KM:
            raise RadiusOutOfRange(radius_km=self.radius_km, most=MOST_RADIUS_KM)


@dataclass(frozen=True, slots=True)
class Wish:
    """One search. ``budget`` is the most all-in total, in each venue's own currency unless ``currency`` is given.

    ``venue`` restricts it to one house; ``stars`` is a minimum; ``codes`` are promotion codes as typed.
    """

    circle: Circle
    spans: tuple[LocalSpan, ...]
    delegates: int
    layout: Layout | None
    basis: Basis
    amenities: frozenset[Amenity] = frozenset()
    stars: int = 0
    budget: Decimal | None = None
    currency: str | None = None
    instant_only: bool = False
    sort: Sort = Sort.PRICE
    venue: str | None = None
    codes: tuple[str, ...] = ()
