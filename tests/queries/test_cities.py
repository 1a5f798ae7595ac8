"""Cities with hotels: which ones there are, where their pages are, and what is told of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests import given
from tests.given import NOW

from zaal.domain.layouts import Layout
from zaal.queries import cities, city_facts
from zaal.queries.cities import CityUnknown
from zaal.records.venues.models import Venue
from zaal.usecases import places as gazetteer

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.plugin import DjangoDbBlocker

# City, its hotels, their rows, rooms and largest room, the search, and airports with their names.
STATEMENTS = 12
HENGELO_OVERIJSSEL = {"city": "Hengelo", "lat": 52.2661, "lon": 6.7931}
HENGELO_GELDERLAND = {"city": "Hengelo", "lat": 52.0510, "lon": 6.3090}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_gazetteer")]


@pytest.fixture(scope="module")
def loaded_gazetteer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        gazetteer.load(now=NOW)


def facts_of(slug: str, country: str = "nl") -> city_facts.CityFacts:
    return city_facts.facts(cities.city(country, slug, language="en"), now=NOW, language="en")


def slugs(found: tuple[cities.City, ...]) -> list[str]:
    return [city.slug for city in found]


def a_hotel_in(city: str, slug: str, **facts: Any) -> str:
    return given.a_venue(slug, city=city, **facts)


def test_city_is_found_at_its_address_with_the_number_of_its_hotels() -> None:
    given.a_venue()
    given.a_venue("hotel-singel")

    amsterdam = cities.city("nl", "amsterdam", language="zh-hans")

    assert (amsterdam.name, amsterdam.venues, amsterdam.region) == ("阿姆斯特丹", 2, "")


def test_hotels_that_write_their_city_in_other_words_are_in_one_city() -> None:
    a_hotel_in("Den Haag", "hotel-voorhout", lat=52.0838, lon=4.3140)
    a_hotel_in("The Hague", "hotel-plein", lat=52.0800, lon=4.3150)

    found = cities.every(language="nl")

    assert [(city.name, city.slug, city.venues) for city in found] == [("Den Haag", "the-hague", 2)]
    assert len(cities.venues_in(found[0])) == 2


def test_two_cities_of_one_name_in_a_country_are_told_apart() -> None:
    given.a_venue("hotel-twente", **HENGELO_OVERIJSSEL)
    given.a_venue("hotel-achterhoek", **HENGELO_GELDERLAND)

    found = cities.every(language="en")

    assert [(city.slug, city.label, city.venues) for city in found] == [
        ("hengelo", "Hengelo", 1),
        ("hengelo-gelderland", "Hengelo (Gelderland)", 1),
    ]
    assert Venue.objects.get(pk__in=cities.venues_in(found[1])).slug == "hotel-achterhoek"


def test_address_of_the_smaller_city_hangs_on_no_hotel_elsewhere() -> None:
    given.a_venue("hotel-achterhoek", **HENGELO_GELDERLAND)

    assert slugs(cities.every(language="en")) == ["hengelo-gelderland"]


def test_city_the_gazetteer_does_not_know_is_found_by_its_own_name() -> None:
    a_hotel_in("Nergenshuizen aan Zee", "hotel-nergens")

    nowhere = cities.city("nl", "nergenshuizen-aan-zee", language="en")

    assert (nowhere.name, nowhere.place_id, nowhere.venues) == ("Nergenshuizen aan Zee", "", 1)
    assert len(cities.venues_in(nowhere)) == 1


@pytest.mark.parametrize("written", ["Zürich", "ZURICH", "苏黎世"])
def test_city_in_any_letters_has_an_address_in_plain_ones(written: str) -> None:
    zurich = cities.of_venue(cities.Written(written, "CH", 47.37, 8.54), language="en")

    assert zurich.slug == "zurich"


def test_city_without_a_listed_hotel_is_no_city() -> None:
    Venue.objects.filter(slug=given.a_venue()).update(listed=False)

    with pytest.raises(CityUnknown):
        cities.city("nl", "amsterdam", language="en")


def test_city_of_another_country_is_another_city() -> None:
    given.a_venue()

    with pytest.raises(CityUnknown):
        cities.city("sg", "amsterdam", language="en")


def test_nearest_other_cities_come_first_and_far_ones_not_at_all() -> None:
    given.a_venue()
    given.a_venue(given.MARINA)
    a_hotel_in("Utrecht", "hotel-dom", lat=52.09, lon=5.12)
    a_hotel_in("Haarlem", "hotel-spaarne", lat=52.38, lon=4.63)

    near = cities.near(cities.city("nl", "amsterdam", language="en"), 8, language="en")

    assert slugs(near) == ["haarlem", "utrecht"]


def test_city_tells_its_rooms_what_they_seat_and_the_largest() -> None:
    given.a_venue()

    told = facts_of("amsterdam")

    theatre = next(one for one in told.seatings if one.layout is Layout.THEATRE)
    assert (told.rooms, told.most_delegates) == (4, 80)
    assert told.largest is not None
    assert (told.largest.space_name, told.largest.area_sqm) == ("Beurszaal", 160.0)
    assert (theatre.rooms, theatre.fitting, theatre.most_delegates) == (4, (4, 3, 1, 0, 0), 80)
    assert Layout.BANQUET not in {one.layout for one in told.seatings}


def test_prices_are_what_the_search_asks_for_a_dozen_next_wednesday() -> None:
    given.a_venue()

    told = facts_of("amsterdam")

    assert told.prices is not None
    assert told.prices.day == date(2027, 3, 10)
    assert [one.amount for one in told.prices.amounts] == [Decimal("300.00")]
    assert told.houses[0].price == told.prices.lowest


def test_half_of_the_hotels_stay_at_or_under_the_median() -> None:
    given.a_venue()
    prices = facts_of("amsterdam").prices
    assert prices is not None

    widened = replace(prices, amounts=(prices.lowest * 1, prices.lowest * 2, prices.lowest * 3, prices.lowest * 4))

    assert widened.median == prices.lowest * 2


def test_hotel_without_a_free_room_has_no_price_and_comes_last() -> None:
    given.a_venue("a-hotel-that-is-booked")
    given.a_venue("hotel-singel")
    for space in ("beurszaal", "kleine-zaal"):
        given.a_confirmed_booking(
            venue="a-hotel-that-is-booked", space=space, spans=(given.a_span(date(2027, 3, 10)),), delegates=12
        )

    told = facts_of("amsterdam")

    assert [(house.slug, house.price is None) for house in told.houses] == [
        ("hotel-singel", False),
        ("a-hotel-that-is-booked", True),
    ]


def test_amenities_districts_and_airports_are_counted_and_measured() -> None:
    given.a_venue(district="Centrum")
    given.a_venue("hotel-singel", district="Jordaan", amenities=("wifi",))

    told = facts_of("amsterdam")

    assert [(str(amenity), n) for amenity, n in told.amenities] == [("wifi", 2), ("lift", 1), ("restaurant", 1)]
    assert told.districts == (("Centrum", 1), ("Jordaan", 1))
    assert [(airport.code, airport.distance_km) for airport in told.airports] == [("AMS", 11.2), ("RTM", 55.7)]


@pytest.mark.parametrize("hotels", [1, 3])
def test_city_is_told_in_as_many_statements_for_one_hotel_as_for_three(
    hotels: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(hotels):
        given.a_venue(f"hotel-{number}")
    facts_of("amsterdam")  # the rate cards are in memory now

    with django_assert_num_queries(STATEMENTS):
        facts_of("amsterdam")


def test_all_cities_are_found_in_three_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    given.a_venue()
    given.a_venue(given.MARINA)

    with django_assert_num_queries(3):
        found = cities.every(language="en")

    assert slugs(found) == ["amsterdam", "singapore"]
