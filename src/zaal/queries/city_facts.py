"""What there is to meet in, in one city: its hotels and rooms, what they seat, cost and offer, and the way there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median_low
from typing import TYPE_CHECKING

from zaal.domain.actors import GUEST
from zaal.domain.amenities import Amenity
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.domain.places import PlaceKind, Point, distance_km
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.domain.wishes import LocalSpan
from zaal.queries import search
from zaal.queries.cities import spoken, venues_in
from zaal.queries.search_sql import candidates
from zaal.records.listing.models import LAYOUT_POSITION, Listing
from zaal.records.places.models import Place, PlaceName
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zaal.queries.cities import City

# What most people ask for: a room for a dozen, for a working day.
USUAL_DELEGATES = 12
USUAL_HOURS = time(9), time(17)
WEDNESDAY, WEEK_DAYS = 2, 7
# For these groups one looks for how many rooms there are.
GROUPS = (10, 25, 50, 100, 200)
# What is told of a hotel; its texts stay where they are.
TOLD = ("slug", "name", "stars", "city", "district", "lat", "lon", "time_zone", "amenities", "invented")
EDGE_KM = 0.5
MOST_DISTRICTS, MOST_AMENITIES, MOST_AIRPORTS = 12, 8, 2
# Smaller ones in the gazetteer are air bases and fields for sport.
AIRPORT_WEIGHT = 20_001
AIRPORT_KM, OTHER_AIRPORT_KM = 100.0, 60.0
KM_PER_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class House:
    """A hotel of the city; ``price`` is its all-in price of the usual wish, None where it has no room for it."""

    slug: str
    name: str
    stars: int
    district: str
    lat: float
    lon: float
    rooms: int
    most_delegates: int
    invented: bool
    price: Money | None


@dataclass(frozen=True, slots=True)
class Seating:
    """How many rooms are offered in a layout, how many of them seat each of GROUPS, and what the largest seats."""

    layout: Layout
    rooms: int
    fitting: tuple[int, ...]
    most_delegates: int


@dataclass(frozen=True, slots=True)
class LargestRoom:
    """The room with the largest floor in the city; layouts and numbers are the hotel's own."""

    venue: str
    venue_name: str
    space_name: str
    area_sqm: float


@dataclass(frozen=True, slots=True)
class Prices:
    """What the usual wish costs all in on one day, over the hotels with a free room for it, lowest first."""

    day: date
    amounts: tuple[Money, ...]

    @property
    def lowest(self) -> Money:
        return self.amounts[0]

    @property
    def median(self) -> Money:
        """The price that half of the hotels stay at or under."""
        return Money(median_low(one.amount for one in self.amounts), self.lowest.currency)

    @property
    def highest(self) -> Money:
        return self.amounts[-1]


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport and how far it lies from the middle of the city, as the crow flies."""

    name: str
    code: str
    distance_km: float


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city as its page tells it; hotels with a price come first, the lowest before."""

    city: City
    houses: tuple[House, ...]
    rooms: int
    most_delegates: int
    largest: LargestRoom | None
    seatings: tuple[Seating, ...]
    prices: Prices | None
    districts: tuple[tuple[str, int], ...]
    amenities: tuple[tuple[Amenity, int], ...]
    airports: tuple[Airport, ...]


def facts(found: City, *, now: datetime, language: str) -> CityFacts:
    """Tell what there is to meet in, in this city, with today's prices for anybody; a fixed number of statements.

    The usual wish is the room alone for a dozen people, 9 to 17 on the Wednesday of next week there.
    """
    numbers = venues_in(found)
    venues = list(Venue.objects.filter(pk__in=numbers).only(*TOLD).order_by("name", "pk"))
    seats = _seats(numbers)
    day = _usual_day(venues[0].time_zone, now)
    asked = _costs(found, venues, day, now)
    houses = tuple(sorted((_house(venue, seats, asked) for venue in venues), key=_by_price))
    every = [most for rooms in seats.values() for most in rooms]
    return CityFacts(
        city=found,
        houses=houses,
        rooms=len(every),
        most_delegates=max((most[0] for most in every), default=0),
        largest=_largest(numbers),
        seatings=tuple(_seatings(every)),
        prices=_prices(day, asked.values()),
        districts=_districts(venues, found),
        amenities=_amenities(venues),
        airports=_airports(found, language),
    )


def _seats(venues: Sequence[int]) -> dict[int, list[list[int]]]:
    """Find what each room seats: whatever stands in it, and then by layout in the order of LAYOUT_POSITION."""
    seats: dict[int, list[list[int]]] = {}
    for venue, most in Listing.objects.filter(venue_id__in=venues).values_list("venue_id", "max_delegates"):
        seats.setdefault(venue, []).append(most)
    return seats


def _usual_day(zone: str, now: datetime) -> date:
    today = local(now, zone).date()
    return today + timedelta(days=WEEK_DAYS - today.weekday() + WEDNESDAY)


def _costs(found: City, venues: Sequence[Venue], day: date, now: datetime) -> dict[int, Money]:
    """Ask every hotel of the city for the usual wish; those without a free room for it are not there."""
    here = Point(found.lat, found.lon)
    furthest = max(distance_km(here, Point(venue.lat, venue.lon)) for venue in venues)
    starts, ends = USUAL_HOURS
    wish = Wish(
        circle=Circle(found.lat, found.lon, furthest + EDGE_KM, found.country),
        spans=(LocalSpan(datetime.combine(day, starts), datetime.combine(day, ends)),),
        delegates=USUAL_DELEGATES,
        layout=None,
        basis=Basis.HIRE,
    )
    own = {venue.pk for venue in venues}
    in_zone = search.periods_by_zone(wish, now=now)
    rows = [row for row in candidates(wish, wish.spans, in_zone) if row.venue_id in own]
    priced, _ = search.price_all(rows, search.asked(wish, now=now, actor=GUEST), in_zone)
    return {one.candidate.venue_id: one.price.gross for one in priced}


def _house(venue: Venue, seats: dict[int, list[list[int]]], asked: dict[int, Money]) -> House:
    rooms = seats.get(venue.pk, [])
    return House(
        slug=venue.slug,
        name=venue.name,
        stars=venue.stars or 0,
        district=venue.district if venue.district != venue.city else "",
        lat=venue.lat,
        lon=venue.lon,
        rooms=len(rooms),
        most_delegates=max((most[0] for most in rooms), default=0),
        invented=venue.invented,
        price=asked.get(venue.pk),
    )


def _by_price(house: House) -> tuple[bool, str, Decimal, int, str]:
    price = house.price
    return (
        price is None,
        price.currency if price else "",
        price.amount if price else Decimal(0),
        -house.rooms,
        house.name,
    )


def _largest(venues: Sequence[int]) -> LargestRoom | None:
    row = (
        Space.objects.filter(venue_id__in=venues, listed=True, area_sqm__isnull=False)
        .order_by("-area_sqm", "pk")
        .values_list("venue__slug", "venue__name", "name", "area_sqm")
        .first()
    )
    return None if row is None or row[3] is None else LargestRoom(row[0], row[1], row[2], float(row[3]))


def _seatings(rooms: Sequence[list[int]]) -> Iterable[Seating]:
    for layout in Layout:
        most = [room[LAYOUT_POSITION[layout] - 1] for room in rooms]
        offered = [seats for seats in most if seats]
        if offered:
            fitting = tuple(sum(seats >= group for seats in offered) for group in GROUPS)
            yield Seating(layout, len(offered), fitting, max(offered))


def _prices(day: date, asked: Iterable[Money]) -> Prices | None:
    """Put the prices in order; of several currencies the one that most hotels charge."""
    amounts = list(asked)
    if not amounts:
        return None
    currency = Counter(one.currency for one in amounts).most_common(1)[0][0]
    return Prices(day, tuple(sorted(one for one in amounts if one.currency == currency)))


def _districts(venues: Sequence[Venue], found: City) -> tuple[tuple[str, int], ...]:
    counted = Counter(venue.district for venue in venues if venue.district not in {"", venue.city, found.name})
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_DISTRICTS])


def _amenities(venues: Sequence[Venue]) -> tuple[tuple[Amenity, int], ...]:
    counted = Counter(amenity for venue in venues for amenity in set(venue.amenities))
    known = [(amenity, counted[amenity]) for amenity in Amenity if counted[amenity]]
    return tuple(sorted(known, key=lambda pair: -pair[1])[:MOST_AMENITIES])


def _airports(found: City, language: str) -> tuple[Airport, ...]:
    """Find the nearest airport, and the one after it when that is near too; two statements."""
    here, box = Point(found.lat, found.lon), AIRPORT_KM / KM_PER_DEGREE
    rows = Place.objects.filter(
        kind=PlaceKind.AIRPORT.value,
        weight__gte=AIRPORT_WEIGHT,
        lat__range=(found.lat - box, found.lat + box),
    ).values_list("place_id", "name", "lat", "lon")
    there = sorted((distance_km(here, Point(lat, lon)), place, name) for place, name, lat, lon in rows)
    near = [one for at, one in enumerate(there[:MOST_AIRPORTS]) if one[0] <= (OTHER_AIRPORT_KM if at else AIRPORT_KM)]
    names = dict(
        PlaceName.objects.filter(place_id__in=[place for _, place, _ in near], language=spoken(language))
        .order_by("-pk")
        .values_list("place_id", "name")
    )
    return tuple(
        Airport(names.get(place, name), place.removeprefix("iata:"), round(far, 1)) for far, place, name in near
    )
