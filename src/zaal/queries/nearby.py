"""What lies near a house: its city's centre, airports and known places, with straight distance and direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from zaal.domain.places import PlaceKind, Point, bearing, distance_km, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# What people of a house's city call their own is within so far; an airport or landmark farther away is no help.
CITY_KM, AIRPORT_KM, LANDMARK_KM = 40, 150, 5
# An airport is worth its passengers: the nearest that airlines fly to, and the nearest large one where that is another.
FLOWN_TO, LARGE = 25_000, 200_000
BIG_CITY = 150_000
MOST_LANDMARKS = 2
# Degrees of latitude that hold the largest of the circles.
_DEGREES: Final = AIRPORT_KM / 111
_NEAR: Final = """
    SELECT place.kind, place.name, place.place_id, place.lat, place.lon, place.weight, place.country,
           coalesce((SELECT own.name FROM places_placename own
                     WHERE own.place_id = place.place_id AND own.language = %(language)s ORDER BY own.id LIMIT 1),
                    place.name) AS local_name,
           EXISTS (SELECT FROM places_placename called
                   WHERE called.place_id = place.place_id AND called.folded = %(city)s) AS is_own
    FROM places_place place
    WHERE place.lat BETWEEN %(lat)s - %(degrees)s AND %(lat)s + %(degrees)s
      AND abs(place.lon - %(lon)s) * greatest(cosd(%(lat)s), 0.05) <= %(degrees)s
      AND (place.kind = 'landmark' OR (place.kind = 'airport' AND place.weight >= %(flown)s)
           OR (place.kind = 'city' AND (place.weight >= %(big)s OR place.name = %(called)s)))
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A place near a house: how far in a straight line, and in which direction it lies from there, in degrees.

    ``code`` is an airport's IATA code.
    """

    kind: PlaceKind
    name: str
    code: str
    km: float
    bearing: float


def of(point: Point, *, city: str, language: str) -> tuple[Near, ...]:
    """Return what lies near a house in this city, named in this language: centre, airports, landmarks; one statement.

    A house in a small place is told the centre of the nearest big city too.
    """
    found = sorted(_found(point, city, language), key=lambda pair: pair[1].km)
    return (*_centres(found), *_airports(found), *_landmarks(found))


def _found(point: Point, city: str, language: str) -> list[tuple[dict[str, Any], Near]]:
    values: dict[str, str | float] = {
        "lat": point.lat,
        "lon": point.lon,
        "degrees": _DEGREES,
        "language": language.partition("-")[0],
        "city": fold(city),
        "called": city,
        "flown": FLOWN_TO,
        "big": BIG_CITY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, values)
        columns = [column.name for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return [(row, _near(row, point)) for row in rows]


def _near(row: dict[str, Any], point: Point) -> Near:
    there = Point(row["lat"], row["lon"])
    place_id: str = row["place_id"]
    return Near(
        kind=PlaceKind(row["kind"]),
        name=row["local_name"],
        code=place_id.removeprefix("iata:") if place_id.startswith("iata:") else "",
        km=distance_km(point, there),
        bearing=bearing(point, there),
    )


def _centres(found: list[tuple[dict[str, Any], Near]]) -> Iterator[Near]:
    cities = [(row, near) for row, near in found if near.kind is PlaceKind.CITY and near.km <= CITY_KM]
    own = next(((row, near) for row, near in cities if row["is_own"]), None)
    if own:
        yield own[1]
    if own is None or own[0]["weight"] < BIG_CITY:
        big = [near for row, near in cities if row["weight"] >= BIG_CITY and (own is None or near != own[1])]
        yield from big[:1]


def _airports(found: list[tuple[dict[str, Any], Near]]) -> Iterator[Near]:
    airports = [(row, near) for row, near in found if near.kind is PlaceKind.AIRPORT and near.km <= AIRPORT_KM]
    nearest = [near for _, near in airports][:1]
    large = [near for row, near in airports if row["weight"] >= LARGE][:1]
    yield from dict.fromkeys((*nearest, *large))


def _landmarks(found: list[tuple[dict[str, Any], Near]]) -> Iterator[Near]:
    landmarks = [near for _, near in found if near.kind is PlaceKind.LANDMARK and near.km <= LANDMARK_KM]
    yield from landmarks[:MOST_LANDMARKS]
