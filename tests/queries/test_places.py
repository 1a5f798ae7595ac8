"""The place somebody means, as people type it, on the shipped gazetteer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from zaal.domain.places import PlaceAmbiguous, PlaceKind, PlaceOutOfRange, PlaceUnknown, fold
from zaal.queries import cities, places
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.records.places.models import Gazetteer, Place, PlaceName
from zaal.records.venues.models import Venue
from zaal.usecases import places as gazetteer

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.plugin import DjangoDbBlocker

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_gazetteer")]


@pytest.fixture(scope="module")
def loaded_gazetteer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        gazetteer.load(now=NOW)


@pytest.fixture
def beurshotel() -> Venue:
    return a_hotel("Beurshotel Vijzelgracht", "Amsterdam", listed=True)


def a_hotel(name: str, city: str, *, listed: bool) -> Venue:
    organisation = Organisation.objects.create(name=name, kind=OrganisationKind.HOTEL)
    return Venue.objects.create(
        organisation=organisation,
        slug=fold(name).replace(" ", "-"),
        name=name,
        name_folded=fold(name),
        city=city,
        country="NL",
        lat=52.36,
        lon=4.89,
        time_zone="Europe/Amsterdam",
        currency="EUR",
        listed=listed,
    )


def labels(text: str, language: str = "en") -> list[str]:
    return [match.label for match in places.find(text, language=language).matches]


@pytest.mark.parametrize(
    "typed", ["Den Haag", "The Hague", "'s-Gravenhage", "s-gravenhage", "Hague", "DEN HAAG", "海牙", "海牙市"]
)
def test_the_hague_is_one_place_under_all_its_names(typed: str):
    found = places.the_one(typed, language="en")

    assert found.label == "The Hague, Zuid-Holland, Netherlands"
    assert (found.kind, found.country, found.time_zone) == (PlaceKind.CITY, "NL", "Europe/Amsterdam")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Singapur", "Singapore"),
        ("新加坡", "Singapore"),
        ("Amsterdam", "Amsterdam, Noord-Holland, Netherlands"),
        ("London", "London, England, United Kingdom"),
        ("Londen", "London, England, United Kingdom"),
        ("Luik", "Liège, Wallonia, Belgium"),
        ("Keulen", "Cologne, North Rhine-Westphalia, Germany"),
        ("乌得勒支", "Utrecht, Netherlands"),
        ("Zuidas", "Amsterdam Zuidas, Amsterdam, Netherlands"),
        ("Scheveningen", "Scheveningen, Den Haag, Netherlands"),
        ("滨海湾", "Marina Bay, Singapore"),
        ("Orchard Road", "Orchard, Singapore"),
        ("圣淘沙", "Sentosa, Singapore"),
        ("Nederland", "Netherlands"),
        ("荷兰", "Netherlands"),
        ("Schiphol", "Schiphol, Noord-Holland, Netherlands"),
        ("Changi airport", "Changi Airport, Singapore"),
        ("Heathrow", "London Heathrow Airport, United Kingdom"),
        ("Oss", "Oss, Noord-Brabant, Netherlands"),
    ],
)
def test_a_name_in_dutch_english_or_chinese_is_certain(typed: str, label: str):
    assert places.the_one(typed, language="en").label == label


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Amsterdm", "Amsterdam"),
        ("Eindhofen", "Eindhoven"),
        ("Singapor", "Singapore"),
        ("Utrect", "Utrecht"),
        ("Roterdam", "Rotterdam"),
        ("The Hauge", "The Hague"),
        ("Amsterdm, Netherlands", "Amsterdam"),
    ],
)
def test_a_typo_is_forgiven(typed: str, name: str):
    assert places.the_one(typed, language="en").name == name


@pytest.mark.parametrize(
    ("typed", "name"), [("AMS", "Schiphol"), ("ein", "Eindhoven Airport"), ("Sin", "Changi Airport")]
)
def test_an_airport_code_is_the_airport(typed: str, name: str):
    found = places.the_one(typed, language="en")

    assert (found.kind, found.name, found.radius_km) == (PlaceKind.AIRPORT, name, 10)


def test_the_two_hengelos_are_offered():
    with pytest.raises(PlaceAmbiguous) as refused:
        places.the_one("Hengelo", language="nl")

    assert refused.value.code == "place_ambiguous"
    assert refused.value.facts["matches"] == ("Hengelo, Overijssel, Nederland", "Hengelo, Gelderland, Nederland")


def test_the_bergens_are_offered():
    with pytest.raises(PlaceAmbiguous) as refused:
        places.the_one("Bergen", language="nl")

    assert refused.value.facts["matches"] == (
        "Bergen, Hordaland, Noorwegen",
        "Bergen, Wallonia, België",
        "Bergen, Noord-Holland, Nederland",
        "Bergen, Limburg, Nederland",
    )


@pytest.mark.parametrize(
    "typed",
    ["Hengelo, Gelderland", "Hengelo (Gld)", "hengelo gelderland", "Hengelo, Gelderland, Nederland", "Hengelo GLD"],
)
def test_words_after_the_name_choose_between_namesakes(typed: str):
    assert places.the_one(typed, language="nl").label == "Hengelo, Gelderland, Nederland"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("London Ontario", "London, Ontario, Canada"),
        ("Singapore Marina Bay", "Marina Bay, Singapore"),
        ("Hoofddorp Amsterdam", "Hoofddorp, Noord-Holland, Netherlands"),
        ("Bergen op Zoom", "Bergen op Zoom, Noord-Brabant, Netherlands"),
    ],
)
def test_a_region_or_bigger_city_may_stand_beside_the_name(typed: str, label: str):
    assert places.the_one(typed, language="en").label == label


@pytest.mark.parametrize("language", ["en", "nl", "zh"])
@pytest.mark.parametrize("typed", ["Hengelo", "Bergen", "Cambridge", "Marina", "Eindh", "London", "New York", "Changi"])
def test_an_offered_label_typed_back_is_that_place(typed: str, language: str):
    offered = places.find(typed, language=language).matches

    again = [places.the_one(match.label, language=language) for match in offered]

    assert offered
    assert again == list(offered)


def test_names_are_told_in_the_language_of_the_asker():
    assert labels("Den Haag", "nl")[0] == "Den Haag, Zuid-Holland, Nederland"
    assert labels("Den Haag", "zh")[0] == "海牙, Zuid-Holland, 荷兰"
    assert labels("Den Haag", "fr")[0] == "The Hague, Zuid-Holland, Netherlands"


def test_coordinates_are_a_place_in_the_time_zone_around_them():
    found = places.the_one("1.2834,103.8607", language="en")

    assert (found.kind, found.lat, found.lon) == (PlaceKind.COORDINATES, 1.2834, 103.8607)
    assert (found.country, found.time_zone, found.label) == ("SG", "Asia/Singapore", "1.2834, 103.8607")


def test_coordinates_off_the_globe_are_refused():
    with pytest.raises(PlaceOutOfRange):
        places.find("91,103", language="en")


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00\x1b", "😀", "a" * 300, "Amsterdam " * 30, "%%%", "' OR 1=1 --", "qqqqqq"]
)
def test_what_is_no_place_is_refused_as_unknown(typed: str):
    with pytest.raises(PlaceUnknown) as refused:
        places.the_one(typed, language="en")

    assert refused.value.code == "place_unknown"
    assert len(str(refused.value.facts["text"])) <= 120


def test_a_control_character_inside_a_name_does_no_harm():
    assert places.the_one("Den\x00Haag\u200b", language="en").name == "The Hague"


def test_while_typing_names_that_start_so_come_first():
    assert labels("eindh")[0] == "Eindhoven, Noord-Brabant, Netherlands"
    assert labels("marina b")[0] == "Marina Bay, Singapore"
    assert len(places.find("a", language="en", limit=3).matches) == 3


def test_a_country_is_searched_as_a_whole():
    found = places.the_one("Nederland", language="nl")

    assert found.kind is PlaceKind.COUNTRY
    assert 150 < found.radius_km < 250


def test_a_hotel_is_found_by_its_name(beurshotel: Venue):
    found = places.the_one("Beurshotel Vijzelgracht", language="nl")

    assert (found.kind, found.venue_slug) == (PlaceKind.VENUE, "beurshotel-vijzelgracht")
    assert found.label == "Beurshotel Vijzelgracht, Amsterdam, Nederland"
    assert places.the_one(found.label, language="nl") == found


def test_a_hotel_is_offered_by_words_of_its_name(beurshotel: Venue):
    assert labels("vijzelgracht")[0] == "Beurshotel Vijzelgracht, Amsterdam, Netherlands"


def test_an_unlisted_hotel_is_not_told():
    a_hotel("Geheim Huis Vijzelgracht", "Amsterdam", listed=False)

    assert labels("Geheim Huis Vijzelgracht") == []


def test_a_hotel_called_as_a_city_does_not_take_its_place():
    a_hotel("Eindhoven", "Eindhoven", listed=True)

    assert places.the_one("Eindhoven", language="nl").kind is PlaceKind.CITY


@pytest.mark.parametrize(
    ("typed", "statements"), [("Amsterdam", 2), ("Amsterdm", 3), ("Hengelo, Gelderland", 2), ("52,5", 1)]
)
def test_a_search_costs_a_fixed_number_of_statements(
    typed: str, statements: int, django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(statements):
        places.find(typed, language="en")


def test_the_gazetteer_is_loaded_once():
    counted = Place.objects.count(), PlaceName.objects.count()

    assert gazetteer.load(now=NOW) == 0
    assert (Place.objects.count(), PlaceName.objects.count()) == counted
    assert counted[0] > 40_000


def test_another_gazetteer_replaces_the_one_before():
    before = Place.objects.count()
    Gazetteer.objects.update(version="older")
    Place.objects.filter(country="NL").update(name="Overtaken")

    assert gazetteer.load(now=NOW) == before
    assert Gazetteer.objects.count() == 1
    assert not Place.objects.filter(name="Overtaken").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_placename WHERE folded = 'den haag'")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(("language", "called"), [("nl", "Den Haag"), ("en", "The Hague"), ("zh", "海牙")])
def test_cities_with_hotels_are_called_as_the_reader_calls_them(language: str, called: str) -> None:
    a_hotel("Hotel Binnenhof", "The Hague", listed=True)
    a_hotel("Hotel Zeezicht", "The Hague", listed=False)

    found = cities.with_most_venues(10, language=language)

    assert [(city.name, city.venues) for city in found] == [(called, 1)]


def test_city_of_another_country_keeps_its_name() -> None:
    assert cities.called([("The Hague", "SG")], language="nl") == {}
