"""Cities with hotels: which there are, what they are called, and which one an address means.

A hotel's city is text as the hotel writes it. The gazetteer's place of that name nearby tells which city is meant: Den
Haag and The Hague are one, the two Hengelos are two. What the gazetteer does not know is a city by its name alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Avg, Count, F
from django.db.models.functions import Floor

from zaal.domain import places as typed
from zaal.domain.places import PlaceKind, Point, distance_km
from zaal.domain.refusals import NotFound
from zaal.records.places.models import Place, PlaceName
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from collections.abc import Iterable

# A hotel further than this from every place of that name lies in a city the gazetteer does not know.
NEAR_KM = 60
# Cities further apart are not near each other.
AROUND_KM = 60
# Hotels that call their city alike are first put together by squares of half a degree (28 to 56 km).
SQUARES_PER_DEGREE = 2
# The address of a city whose name has neither letters nor digits.
NAMELESS = "-"


# The same few names come by once for each hotel.
fold = lru_cache(maxsize=10_000)(typed.fold)


class CityUnknown(NotFound):
    """No hotel is listed in such a city."""

    code = "city_unknown"


class Written(NamedTuple):
    """A city as a hotel writes it, and where."""

    name: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class City:
    """A city and how many listed venues it has, named in the reader's language.

    ``country`` and ``slug`` make its address; ``region`` is filled where a bigger city of that country is called the
    same; ``place_id`` is the gazetteer's, empty where it knows no such city.
    """

    name: str
    country: str
    venues: int
    slug: str
    region: str
    lat: float
    lon: float
    place_id: str

    @property
    def label(self) -> str:
        """The name, with the region where two cities would be called the same."""
        return f"{self.name} ({self.region})" if self.region else self.name


def with_most_venues(most: int, *, language: str) -> tuple[City, ...]:
    """Return the cities with most listed venues, largest number first, named in this language; three statements."""
    found = sorted(_all().values(), key=lambda city: (-city.venues, city.slug))[:most]
    return _named(found, language)


def every(*, language: str) -> tuple[City, ...]:
    """Return all cities with listed venues, by country and address; three statements."""
    return _named(sorted(_all().values(), key=lambda city: (city.country, city.slug)), language)


def city(country: str, slug: str, *, language: str) -> City:
    """Return the city of an address (``nl``, ``eindhoven``); three statements. Refuses: CityUnknown."""
    code = country.upper()
    found = _all(country=code).get((code, slug))
    if found is None:
        raise CityUnknown(country=country, city=slug)
    return _named([found], language)[0]


def near(found: City, most: int, *, language: str) -> tuple[City, ...]:
    """Return the other cities with listed venues around one, the nearest first; three statements."""
    here = Point(found.lat, found.lon)
    others = [one for one in _all().values() if (one.country, one.slug) != (found.country, found.slug)]
    far = {one: distance_km(here, Point(one.lat, one.lon)) for one in others}
    return _named([one for one in sorted(far, key=lambda one: far[one]) if far[one] <= AROUND_KM][:most], language)


def of_venue(written: Written, *, language: str) -> City:
    """Tell which city a venue lies in, for links to it; two statements (``venues`` counts this one only)."""
    return _named([_city(written, 1, _places({(written.name, written.country)}))], language)[0]


def venues_in(found: City) -> tuple[int, ...]:
    """Return the numbers of the listed venues of a city; two statements."""
    rows = Venue.objects.filter(listed=True, country=found.country).exclude(city="")
    box = NEAR_KM / 50
    near = rows.filter(lat__range=(found.lat - box, found.lat + box)).values_list("pk", "city", "country", "lat", "lon")
    there = [(pk, Written(name, country, lat, lon)) for pk, name, country, lat, lon in near]
    places = _places({(written.name, written.country) for _pk, written in there})
    return tuple(pk for pk, written in there if _city(written, 1, places).slug == found.slug)


def called(names: Iterable[tuple[str, str]], *, language: str) -> dict[tuple[str, str], str]:
    """Tell what cities, given as (name, country), are called in this language; only those that have a name in it.

    One statement, and none for no cities.
    """
    asked = {(name, country) for name, country in names if name}
    if not asked:
        return {}
    rows = (
        Place.objects.filter(
            kind=PlaceKind.CITY.value,
            name__in={name for name, _ in asked},
            country__in={country for _, country in asked},
            names__folded__in={fold(name) for name, _ in asked},
        )
        # A second condition of its own: the name to find the city by is not the one to call it by.
        .filter(names__language=spoken(language))
        .order_by("weight", "-names__pk")
        .values_list("name", "country", "names__name")
    )
    # The biggest city of a name comes last and stays, with the first of its names.
    return {(name, country): local for name, country, local in rows}


def spoken(language: str) -> str:
    """Return a language as the gazetteer writes it, which knows no scripts: zh for zh-hans."""
    return language.partition("-")[0]


class _Place(NamedTuple):
    place_id: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    weight: int


_Places = dict[tuple[str, str], list[_Place]]


def _all(**only: str) -> dict[tuple[str, str], City]:
    """Find the cities with listed venues by country and address; two statements."""
    rows = (
        Venue.objects.filter(listed=True, **only)
        .exclude(city="")
        .values(
            "city", "country", row=Floor(F("lat") * SQUARES_PER_DEGREE), column=Floor(F("lon") * SQUARES_PER_DEGREE)
        )
        .annotate(venues=Count("pk"), middle_lat=Avg("lat"), middle_lon=Avg("lon"))
        .values_list("venues", "city", "country", "middle_lat", "middle_lon")
    )
    squares = [(venues, Written(*written)) for venues, *written in rows]
    places = _places({(written.name, written.country) for _venues, written in squares})
    found: dict[tuple[str, str], City] = {}
    for venues, written in squares:
        one = _city(written, venues, places)
        before = found.get((one.country, one.slug))
        found[one.country, one.slug] = replace(before, venues=before.venues + venues) if before else one
    return found


def _places(names: set[tuple[str, str]]) -> _Places:
    """Find the gazetteer's cities by folded name and country, whatever name of theirs it is; one statement."""
    rows = Place.objects.filter(
        kind=PlaceKind.CITY.value,
        country__in={country for _, country in names},
        names__folded__in={fold(name) for name, _ in names},
    ).values_list("names__folded", "place_id", "name", "country", "region", "lat", "lon", "weight")
    found: _Places = defaultdict(list)
    for folded, *facts in rows:
        place = _Place(*facts)  # type: ignore[arg-type]  # a row's values after the first come in the order of its fields
        found[folded, place.country].append(place)
    return found


def _city(written: Written, venues: int, places: _Places) -> City:
    folded, here = fold(written.name), Point(written.lat, written.lon)
    namesakes = places.get((folded, written.country), [])
    near = [place for place in namesakes if _far(place, here) <= NEAR_KM]
    if not near:
        slug = folded.replace(" ", "-") or NAMELESS
        return City(written.name, written.country, venues, slug, "", written.lat, written.lon, "")
    place = min(near, key=lambda one: (fold(one.name) != folded, _far(one, here), one.place_id))
    slug, region = _address(place, namesakes)
    return City(place.name, place.country, venues, slug, region, place.lat, place.lon, place.place_id)


def _address(place: _Place, namesakes: list[_Place]) -> tuple[str, str]:
    """Make a city's address: its name for the biggest of that name in the country, with the region for the others.

    It hangs on the gazetteer alone, so that a new hotel elsewhere moves no page.
    """
    own = fold(place.name).replace(" ", "-")
    bigger = [one for one in namesakes if fold(one.name) == fold(place.name) and _size(one) > _size(place)]
    if not bigger:
        return own, ""
    region = fold(place.region).replace(" ", "-")
    same_region = any(one.region == place.region for one in bigger)
    parts = [own, region, place.place_id if same_region or not region else ""]
    return "-".join(part for part in parts if part), place.region


def _size(place: _Place) -> tuple[int, str]:
    return place.weight, place.place_id


def _far(place: _Place, here: Point) -> float:
    return distance_km(Point(place.lat, place.lon), here)


def _named(found: Iterable[City], language: str) -> tuple[City, ...]:
    """Call cities as the reader's language does; one statement."""
    cities = tuple(found)
    rows = (
        PlaceName.objects.filter(
            place_id__in=[one.place_id for one in cities if one.place_id], language=spoken(language)
        )
        .order_by("-pk")
        .values_list("place_id", "name")
    )
    names = dict(rows)
    return tuple(replace(one, name=names.get(one.place_id, one.name)) for one in cities)
