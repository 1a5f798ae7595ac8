"""What lies near a house: centre, airports and known places, with straight distance and direction."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zaal.domain.places import PlaceKind, Point, bearing
from zaal.queries import nearby
from zaal.records.places.models import Place, PlaceName

ZUIDAS = Point(52.3372, 4.8705)


@pytest.mark.parametrize(
    ("there", "degrees"), [(Point(53, 5), 0), (Point(51, 5), 180), (Point(52, 5.1), 90), (Point(52, 4.9), 270)]
)
def test_directions_are_clockwise_from_north(there: Point, degrees: int):
    assert round(bearing(Point(52, 5), there)) % 360 == degrees


def a_place(place_id: str, kind: str, name: str, point: Point, weight: int) -> None:
    Place.objects.create(
        place_id=place_id, kind=kind, name=name, country="NL", lat=point.lat, lon=point.lon, weight=weight, radius_km=5,
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    PlaceName.objects.create(place_id=place_id, name=name, folded=name.lower(), language="en")


@pytest.fixture
def holland(db: None) -> None:
    """Know these places alone, whatever was loaded before; afterwards all is as it was."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE places_place, places_placename")
    a_place("1", "city", "Amsterdam", Point(52.374, 4.8897), 741636)
    a_place("2", "city", "Hoofddorp", Point(52.3025, 4.6889), 76660)
    a_place("iata:AMS", "airport", "Schiphol", Point(52.3086, 4.7639), 400000)
    a_place("iata:LEY", "airport", "Lelystad Airport", Point(52.4603, 5.5272), 20000)
    a_place("iata:RTM", "airport", "Rotterdam The Hague Airport", Point(51.9569, 4.4372), 60000)
    a_place("zaal:rai", "landmark", "RAI Amsterdam", Point(52.3412, 4.888), 40000)
    a_place("zaal:ahoy", "landmark", "Ahoy Rotterdam", Point(51.8826, 4.4883), 30000)


@pytest.mark.usefixtures("holland")
def test_a_house_is_told_its_centre_its_airport_and_what_is_known_around_it():
    told = nearby.of(ZUIDAS, city="Amsterdam", language="en")

    assert [(near.kind, near.name, near.code) for near in told] == [
        (PlaceKind.CITY, "Amsterdam", ""),
        (PlaceKind.AIRPORT, "Schiphol", "AMS"),
        (PlaceKind.LANDMARK, "RAI Amsterdam", ""),
    ]
    assert round(told[0].km, 1) == 4.3
    assert 180 < told[1].bearing < 270


@pytest.mark.usefixtures("holland")
def test_a_house_in_a_small_place_is_told_the_big_city_too():
    told = nearby.of(Point(52.3, 4.69), city="Hoofddorp", language="en")

    assert [near.name for near in told if near.kind is PlaceKind.CITY] == ["Hoofddorp", "Amsterdam"]


@pytest.mark.usefixtures("holland")
def test_the_nearest_airport_and_a_large_one_are_both_told():
    told = nearby.of(Point(51.92, 4.48), city="Rotterdam", language="en")

    assert [near.code for near in told if near.kind is PlaceKind.AIRPORT] == ["RTM", "AMS"]


@pytest.mark.usefixtures("holland")
def test_the_neighbourhood_takes_one_statement():
    with CaptureQueriesContext(connection) as asked:
        nearby.of(ZUIDAS, city="Amsterdam", language="nl")

    assert len(asked) == 1
