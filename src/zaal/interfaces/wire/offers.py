"""What a search asks, and what it answers."""

from __future__ import annotations

import re
from decimal import Decimal  # noqa: TC003 - pydantic reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from zaal.domain.amenities import Amenity
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.search import MOST_RADIUS_KM, Sort, WhyNot, Wish
from zaal.domain.wishes import MOST_CODES, MOST_DELEGATES
from zaal.interfaces.wire.payments import DueOut, dues_out
from zaal.interfaces.wire.prices import ObstacleOut, PriceOut, StepOut
from zaal.interfaces.wire.times import TimesIn
from zaal.interfaces.wire.values import Day, MoneyOut, Names, PeriodOut, TimeZone, money, period
from zaal.queries.alternatives import AlternativeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.search import Circle
    from zaal.gateways.currency import Conversion
    from zaal.queries.alternatives import Alternative
    from zaal.queries.search import Answer, Offer

CURSOR = "^[0-9]{1,18}$"
CODES = "|".join(Amenity)
AMENITIES_EXPECTED = ("amenities_expected", "Give amenities with commas between them, such as wifi,lift")


def check_amenities(typed: Any) -> str:
    """Pass ``wifi,lift``: codes of amenities, with commas between them."""
    if not re.fullmatch(f"({CODES})(,({CODES}))*", str(typed)):
        raise PydanticCustomError(*AMENITIES_EXPECTED)
    return str(typed)


Amenities = Annotated[
    str,
    BeforeValidator(check_amenities),
    WithJsonSchema({"type": "string", "pattern": f"^({CODES})(,({CODES}))*$", "examples": ["wifi,daylight"]}),
]


class OffersIn(TimesIn):
    """A search, but for the place."""

    delegates: int = Field(ge=1, le=MOST_DELEGATES)
    layout: Layout | None = Field(None, description="Any layout when left out.")
    basis: Basis = Field(Basis.HIRE, description="Compare the room alone, or a package per delegate.")
    amenities: Amenities = Field("", description="All of these, with commas between them.")
    stars: int = Field(0, ge=0, le=5, description="At least so many stars.")
    budget: Decimal | None = Field(
        None, gt=0, max_digits=12, decimal_places=4, description="The most all-in total, in ``currency`` when given."
    )
    currency: str | None = Field(
        None, pattern="^[A-Z]{3}$", description="Show totals in this currency too, at the ECB's rates."
    )
    instant: bool = Field(default=False, description="Only what confirms at once.")
    sort: Sort = Sort.PRICE
    code: list[str] = Field(
        [], max_length=MOST_CODES, description="Promotion codes; one a house does not know gives nothing."
    )

    def wish(self, circle: Circle, *, venue: str | None) -> Wish:
        """Make the wish around a place, or for one venue. Refuses: EmptyPeriod."""
        return Wish(
            circle=circle,
            spans=self.spans(),
            delegates=self.delegates,
            layout=self.layout,
            basis=self.basis,
            amenities=frozenset(Amenity(code) for code in self.amenities.split(",") if code),
            stars=self.stars,
            budget=self.budget,
            currency=self.currency,
            instant_only=self.instant,
            sort=self.sort,
            venue=venue,
            codes=tuple(self.code),
        )


class WhereIn(BaseModel):
    """Where to search: a place as people type it, or a point."""

    place: str | None = Field(None, max_length=200, pattern=r"^[^\x00]*$", examples=["Den Haag"])
    near: str | None = Field(None, max_length=60, pattern=r"^[^\x00]*$", description="lat,lon", examples=["52.37,4.89"])
    radius_km: float | None = Field(
        None, gt=0, le=MOST_RADIUS_KM, allow_inf_nan=False, description="The place's own size when left out."
    )


class ConversionOut(BaseModel):
    """A total in the asker's currency, for comparing; what is charged is in the hotel's."""

    amount: MoneyOut
    rate: str
    rate_date: Day
    source: str

    @classmethod
    def from_conversion(cls, conversion: Conversion) -> ConversionOut:
        """Write an indicative amount with the rate it was made at."""
        return cls(
            amount=money(conversion.amount),
            rate=f"{conversion.rate:f}",
            rate_date=conversion.rate_date.isoformat(),
            source=conversion.source,
        )


class OfferOut(BaseModel):
    """One venue's best-fitting free space, at its all-in price and on its terms."""

    venue: str = Field(description="Slug, for ``venues/{slug}`` and ``quotes``.")
    venue_name: str
    city: str
    district: str
    country: str
    stars: int
    lat: float
    lon: float
    distance_km: float
    time_zone: TimeZone
    space: str = Field(description="Slug, for ``quotes``.")
    space_name: str
    area_sqm: float | None
    layout: Layout
    seats: int
    periods: list[PeriodOut]
    basis: Basis
    package: str | None = Field(description="Code of the package, for ``quotes``.")
    package_names: Names
    includes: list[str]
    price: PriceOut
    indicative: ConversionOut | None
    amenities: list[Amenity]
    instant: bool = Field(description="Whether a booking confirms at once.")
    obstacle: ObstacleOut | None = Field(description="The rule that prevents it, when not.")
    fee_now: StepOut
    next_fee: StepOut | None
    dues: list[DueOut] = Field(description="What is due when, if it is booked now.")
    invented: bool = Field(description="A demonstration house: nothing can really be booked there.")

    @classmethod
    def from_offer(cls, offer: Offer) -> OfferOut:
        """Write one offer, times on the venue's clock."""
        zone = offer.time_zone
        return cls(
            venue=offer.venue,
            venue_name=offer.venue_name,
            city=offer.city,
            district=offer.district,
            country=offer.country,
            stars=offer.stars,
            lat=offer.lat,
            lon=offer.lon,
            distance_km=offer.distance_km,
            time_zone=zone,
            space=offer.space,
            space_name=offer.space_name,
            area_sqm=offer.area_sqm,
            layout=offer.layout,
            seats=offer.seats,
            periods=[period(one, zone) for one in offer.periods],
            basis=offer.basis,
            package=offer.package_code,
            package_names=offer.package_names,
            includes=list(offer.includes),
            price=PriceOut.from_price(offer.price),
            indicative=ConversionOut.from_conversion(offer.indicative) if offer.indicative else None,
            amenities=list(offer.amenities),
            instant=offer.instant,
            obstacle=ObstacleOut.from_obstacle(offer.obstacle) if offer.obstacle else None,
            fee_now=StepOut.from_step(offer.fee_now, zone),
            next_fee=StepOut.from_step(offer.next_fee, zone) if offer.next_fee else None,
            dues=dues_out(offer.dues, offer.price, zone),
            invented=offer.invented,
        )


class FacetsOut(BaseModel):
    """How many venues of the whole answer have what."""

    amenities: dict[Amenity, int]
    stars: dict[str, int]
    instant: int


class AlternativeOut(BaseModel):
    """A search near the one asked that does find something."""

    kind: AlternativeKind
    venues: int = Field(description="How many venues it finds.")
    minutes: int = Field(description="How far the times moved.")
    days: int = Field(description="How many days it moved.")
    query: dict[str, str] = Field(
        description="The parameters to search with instead; the others stay as they were.",
        examples=[{"from": "2027-03-18T09:30", "to": "2027-03-18T17:30"}],
    )

    @classmethod
    def from_alternative(cls, other: Alternative) -> AlternativeOut:
        """Write one alternative as the parameters that find it."""
        return cls(
            kind=other.kind, venues=other.venues, minutes=other.minutes, days=other.days, query=_parameters(other.wish)
        )


class OffersOut(BaseModel):
    """A page of offers; when there are none, why not and what would be found instead."""

    offers: list[OfferOut]
    total: int
    facets: FacetsOut
    alternatives: list[AlternativeOut]
    next: str | None = Field(description="Give it back as ``page``; it means nothing else.")
    why_not: dict[WhyNot, int] = Field(description="How many spaces near the place fell out, by reason.")

    @classmethod
    def from_answer(cls, answer: Answer, *, alternatives: Iterable[Alternative]) -> OffersOut:
        """Write the answer of a search."""
        return cls(
            offers=[OfferOut.from_offer(offer) for offer in answer.offers],
            total=answer.total,
            facets=FacetsOut(
                amenities=answer.facets.amenities,
                stars={str(stars): count for stars, count in answer.facets.stars.items()},
                instant=answer.facets.instant,
            ),
            alternatives=[AlternativeOut.from_alternative(other) for other in alternatives],
            next=answer.next,
            why_not=answer.why_not,
        )


def _parameters(wish: Wish) -> dict[str, str]:
    first, *others = wish.spans
    told = {
        "from": first.starts.isoformat(timespec="minutes"),
        "to": first.ends.isoformat(timespec="minutes"),
        "days": ",".join(span.starts.date().isoformat() for span in others),
        "layout": wish.layout.value if wish.layout else "",
        "radius_km": f"{wish.circle.radius_km:g}",
    }
    return {name: value for name, value in told.items() if value}
