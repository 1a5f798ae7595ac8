"""What search engines are told as data is shaped as schema.org has it, and has what Google asks for.

There is no validator to run offline, so the part of the vocabulary that Zaal uses is written down here, from schema.org
version 29.0 (March 2025): for each type its parents, for each property where it may stand and what may be its value.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests import given

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

PARENTS = {
    "Thing": "",
    "Action": "Thing",
    "Accommodation": "Place",
    "AdministrativeArea": "Place",
    "BreadcrumbList": "ItemList",
    "City": "AdministrativeArea",
    "CollectionPage": "WebPage",
    "Country": "AdministrativeArea",
    "CreativeWork": "Thing",
    "EntryPoint": "Thing",
    "GeoCoordinates": "Thing",
    "Hotel": "LodgingBusiness",
    "ItemList": "Thing",
    "ListItem": "Thing",
    "LocationFeatureSpecification": "PropertyValue",
    "LodgingBusiness": "LocalBusiness",
    # Both an Organization and a Place.
    "LocalBusiness": "Organization Place",
    "MeetingRoom": "Room",
    "Offer": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
    "PostalAddress": "Thing",
    "PriceSpecification": "Thing",
    "PropertyValue": "Thing",
    "QuantitativeValue": "Thing",
    "Rating": "Thing",
    "ReserveAction": "Action",
    "Room": "Accommodation",
    "SearchAction": "Action",
    "UnitPriceSpecification": "PriceSpecification",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
}
TEXT, NUMBER, TRUTH, URL = "Text", "Number", "Boolean", "URL"
# Property: the types it may stand at, the kinds of value it may have.
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "name": ({"Thing"}, {TEXT}),
    "url": ({"Thing"}, {URL}),
    "description": ({"Thing"}, {TEXT}),
    "image": ({"Thing"}, {URL}),
    "sameAs": ({"Thing"}, {URL}),
    "mainEntityOfPage": ({"Thing"}, {URL, "CreativeWork"}),
    "potentialAction": ({"Thing"}, {"Action"}),
    "about": ({"CreativeWork"}, {"Thing"}),
    "inLanguage": ({"CreativeWork", "EntryPoint"}, {TEXT}),
    "isPartOf": ({"CreativeWork"}, {URL, "CreativeWork"}),
    "mainEntity": ({"CreativeWork"}, {"Thing"}),
    "publisher": ({"CreativeWork"}, {"Organization"}),
    "target": ({"Action"}, {URL, "EntryPoint"}),
    "query-input": ({"SearchAction"}, {TEXT}),
    "urlTemplate": ({"EntryPoint"}, {TEXT, URL}),
    "itemListElement": ({"ItemList"}, {"ListItem"}),
    "numberOfItems": ({"ItemList"}, {NUMBER}),
    "item": ({"ListItem"}, {URL, "Thing"}),
    "position": ({"ListItem"}, {NUMBER}),
    "address": ({"Organization", "Place"}, {"PostalAddress"}),
    "telephone": ({"Organization", "Place"}, {TEXT}),
    "email": ({"Organization"}, {TEXT}),
    "makesOffer": ({"Organization"}, {"Offer"}),
    "geo": ({"Place"}, {"GeoCoordinates"}),
    "amenityFeature": ({"Place"}, {"LocationFeatureSpecification"}),
    "containsPlace": ({"Place"}, {"Place"}),
    "containedInPlace": ({"Place"}, {"Place"}),
    "maximumAttendeeCapacity": ({"Place"}, {NUMBER}),
    "additionalProperty": ({"Place"}, {"PropertyValue"}),
    "currenciesAccepted": ({"LocalBusiness"}, {TEXT}),
    "priceRange": ({"LocalBusiness"}, {TEXT}),
    "availableLanguage": ({"LodgingBusiness"}, {TEXT}),
    "numberOfRooms": ({"LodgingBusiness", "Accommodation"}, {NUMBER}),
    "starRating": ({"LodgingBusiness"}, {"Rating"}),
    "floorSize": ({"Accommodation"}, {"QuantitativeValue"}),
    "floorLevel": ({"Accommodation"}, {TEXT}),
    "streetAddress": ({"PostalAddress"}, {TEXT}),
    "postalCode": ({"PostalAddress"}, {TEXT}),
    "addressLocality": ({"PostalAddress"}, {TEXT}),
    "addressCountry": ({"PostalAddress"}, {TEXT}),
    "latitude": ({"GeoCoordinates"}, {NUMBER}),
    "longitude": ({"GeoCoordinates"}, {NUMBER}),
    "ratingValue": ({"Rating"}, {NUMBER}),
    "value": ({"QuantitativeValue", "PropertyValue"}, {NUMBER, TRUTH}),
    "unitCode": ({"QuantitativeValue", "PropertyValue", "UnitPriceSpecification"}, {TEXT}),
    "unitText": ({"QuantitativeValue", "PropertyValue", "UnitPriceSpecification"}, {TEXT}),
    "minValue": ({"QuantitativeValue", "PropertyValue"}, {NUMBER}),
    "maxValue": ({"QuantitativeValue", "PropertyValue"}, {NUMBER}),
    "propertyID": ({"PropertyValue"}, {TEXT}),
    "priceSpecification": ({"Offer"}, {"PriceSpecification"}),
    "price": ({"Offer", "PriceSpecification"}, {TEXT, NUMBER}),
    "priceCurrency": ({"Offer", "PriceSpecification"}, {TEXT}),
    "valueAddedTaxIncluded": ({"PriceSpecification"}, {TRUTH}),
}
# What Google requires of rich results (developers.google.com/search/docs/appearance/structured-data).
REQUIRED = {"Hotel": {"name", "address"}, "BreadcrumbList": {"itemListElement"}, "ListItem": {"position", "item"}}
PAGES = ["/", "/meeting-rooms/nl/amsterdam", "/venues/hotel-damrak", "/venues/the-quiet-harbour"]


@pytest.fixture(autouse=True)
def two_hotels() -> None:
    given.a_venue(website="https://damrak.example.org")
    given.a_venue(given.MARINA)


def data_of(path: str) -> dict[str, Any]:
    page = Client().get(path).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block
    told = json.loads(block[1])
    assert isinstance(told, dict)
    return told


def things_of(path: str) -> list[dict[str, Any]]:
    """Return every thing described on a page, however deep, each with its type; mentions by @id left out."""
    found: list[dict[str, Any]] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if "@type" in value:
                found.append(value)
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(data_of(path))
    return found


def the(kind: str, path: str) -> dict[str, Any]:
    return next(thing for thing in things_of(path) if thing["@type"] == kind)


def kinds(name: str) -> set[str]:
    """Return a type and all it is a kind of."""
    return {name}.union(*(kinds(parent) for parent in PARENTS[name].split()))


def fits(value: object, allowed: set[str]) -> bool:
    match value:
        case list():
            return bool(value) and all(fits(each, allowed) for each in value)
        case dict():
            return set(value) == {"@id"} or bool(kinds(str(value.get("@type"))) & allowed)
        case bool():
            return TRUTH in allowed
        case int() | float():
            return NUMBER in allowed
        case str():
            return TEXT in allowed or (URL in allowed and value.startswith(("http://", "https://")))
    return False


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("path", PAGES)
def test_every_property_stands_where_schema_org_has_it_with_a_value_of_its_kind(path: str, language: str) -> None:
    things = things_of(f"/{language}{path}")

    assert things
    for thing in things:
        own = kinds(thing["@type"])
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            places, values = PROPERTIES[name]
            assert own & places, f"{name} does not belong to {thing['@type']}"
            assert fits(value, values), f"{thing['@type']}.{name} may not be {value!r}"


@pytest.mark.parametrize("path", PAGES)
def test_what_google_requires_is_there(path: str) -> None:
    for thing in things_of(f"/en{path}"):
        missing = REQUIRED.get(thing["@type"], set()) - set(thing)
        assert not missing, f"{thing['@type']} lacks {missing}"


@pytest.mark.parametrize("path", PAGES)
def test_vocabulary_is_named_once_and_at_the_top(path: str) -> None:
    assert data_of(f"/en{path}")["@context"] == "https://schema.org"
    assert not [thing for thing in things_of(f"/en{path}") if "@context" in thing and thing.get("@graph") is None]


def test_home_says_who_it_is_and_how_one_searches_it() -> None:
    site = the("WebSite", "/nl/")

    assert (site["name"], site["url"]) == ("Zaal", f"{settings.BASE_URL}/nl/")
    assert site["potentialAction"]["target"]["urlTemplate"].startswith(
        f"{settings.BASE_URL}/nl/search?place={{place}}&"
    )
    assert site["publisher"]["@id"] == the("Organization", "/nl/")["@id"]


def test_search_of_the_home_page_is_one_that_works() -> None:
    template = the("WebSite", "/en/")["potentialAction"]["target"]["urlTemplate"].removeprefix(settings.BASE_URL)
    values = {"place": "52.3745, 4.8950", "date": given.MEETING_DAY.isoformat(), "delegates": "12"}

    assert Client().get(template.format(**values)).status_code == 200


def test_hotel_is_the_same_thing_in_every_language_at_an_address_of_each() -> None:
    english, dutch = the("Hotel", "/en/venues/hotel-damrak"), the("Hotel", "/nl/venues/hotel-damrak")

    assert english["@id"] == dutch["@id"] == f"{settings.BASE_URL}/venues/hotel-damrak#hotel"
    assert (english["url"], dutch["url"]) == (
        f"{settings.BASE_URL}/en/venues/hotel-damrak",
        f"{settings.BASE_URL}/nl/venues/hotel-damrak",
    )
    assert dutch["description"] == "Een rustig huis aan een drukke straat."


def test_hotel_tells_its_rooms_prices_and_where_to_ask() -> None:
    hotel = the("Hotel", "/en/venues/hotel-damrak")

    largest = next(room for room in hotel["containsPlace"] if room["name"] == "Beurszaal")
    theatre = next(seats for seats in largest["additionalProperty"] if seats["propertyID"] == "theatre")
    assert largest["floorSize"] == {"@type": "QuantitativeValue", "value": 160.0, "unitCode": "MTK"}
    assert (largest["maximumAttendeeCapacity"], theatre["name"], theatre["maxValue"]) == (80, "Theatre", 80)
    assert hotel["priceRange"] == "€55.00 per delegate"
    assert hotel["makesOffer"][0]["priceSpecification"]["price"] == "55.00"
    assert hotel["image"] == f"{settings.BASE_URL}/share/hotel-damrak.png"
    assert hotel["potentialAction"]["target"]["urlTemplate"].endswith("/en/venues/hotel-damrak#quote")


def test_way_to_a_hotel_leads_through_its_city() -> None:
    trail = the("BreadcrumbList", "/nl/venues/hotel-damrak")

    steps = [(step["position"], step["item"].removeprefix(settings.BASE_URL)) for step in trail["itemListElement"]]
    assert steps == [(1, "/nl/"), (2, "/nl/meeting-rooms/nl/amsterdam"), (3, "/nl/venues/hotel-damrak")]
    for _position, path in steps:
        assert Client().get(path).status_code == 200


def test_city_lists_its_hotels_as_the_hotels_name_themselves() -> None:
    listed = the("CollectionPage", "/en/meeting-rooms/nl/amsterdam")["mainEntity"]

    assert listed["numberOfItems"] == 1
    assert listed["itemListElement"][0]["item"]["@id"] == the("Hotel", "/en/venues/hotel-damrak")["@id"]


def test_no_text_of_a_hotel_ends_the_data() -> None:
    given.a_venue("hotel-sly", name="</script><script>alert(1)</script>", descriptions={"en": "<!-- & ]]>"})

    page = Client().get("/en/venues/hotel-sly").content.decode()

    assert "<script>alert(1)" not in page
    assert the("Hotel", "/en/venues/hotel-sly")["name"] == "</script><script>alert(1)</script>"


def test_hotel_that_says_little_is_described_without_gaps() -> None:
    given.a_venue("hotel-plain", stars=None, bedrooms=None, descriptions={}, phone="", city="", address="", postcode="")

    hotel = the("Hotel", "/en/venues/hotel-plain")

    assert {"starRating", "numberOfRooms", "description", "telephone"}.isdisjoint(hotel)
    assert len(the("BreadcrumbList", "/en/venues/hotel-plain")["itemListElement"]) == 2
