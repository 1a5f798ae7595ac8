"""The pages of cities: what they say with one hotel and with many, and that nothing hollow is said."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests import given
from tests.given import NOW

from zaal.interfaces.web.cities import views
from zaal.records.venues.models import Venue
from zaal.usecases import places as gazetteer
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django.plugin import DjangoDbBlocker

AMSTERDAM = "/en/meeting-rooms/nl/amsterdam"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now", "loaded_gazetteer")]


@pytest.fixture(scope="module")
def loaded_gazetteer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        gazetteer.load(now=NOW)


@pytest.fixture
def visitor() -> Client:
    return Client()


def said_on(answer: HttpResponse) -> str:
    """Return what a reader sees of the page: no tags, single spaces."""
    assert answer.status_code == 200
    body = re.sub(r"<script.*?</script>", "", answer.content.decode().partition("<main")[2], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def a_hotel_asking(amount: int, slug: str) -> str:
    """Take in a hotel like Hotel Damrak whose only room costs this much a day."""
    plan = given.damrak()
    room = given.a_room("Zaal", ("Noord",), most=30, hire_a_day=amount)
    facts = replace(plan.facts, slug=slug, name=slug.replace("-", " ").title())
    rooms = replace(plan.rooms, sections=("Noord",), spaces=(room,))
    house = replace(plan, facts=facts, rooms=rooms)
    return venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=NOW)


def test_city_with_one_hotel_is_told_in_the_singular(visitor: Client) -> None:
    given.a_venue()

    page = said_on(visitor.get(AMSTERDAM))

    assert "Meeting rooms in Amsterdam" in page
    assert "1 hotel " in page
    assert "The hotel with meeting rooms in Amsterdam" in page
    assert "is €300.00 all in at the one hotel with one free" in page
    assert "The hotel has Wi-Fi, Lift and Restaurant" in page
    assert "1 hotels" not in page
    assert "Some have" not in page
    assert "Districts" not in page


def test_city_with_many_hotels_tells_the_range_and_the_middle(visitor: Client) -> None:
    for number, amount in enumerate((200, 300, 400, 900)):
        a_hotel_asking(amount, f"hotel-{number}")

    answer = visitor.get(AMSTERDAM)
    page = said_on(answer)

    assert "4 hotels" in page
    assert "A room for 12 people from 9 to 17 is €200.00 to €900.00 all in." in page
    assert "Of the 4 hotels with one free, half ask €300.00 or less." in page
    assert "Asked of every hotel on Mon 1 Mar 2027 for Wed 10 Mar 2027, in EUR" in page
    assert re.findall(r'"M(\d+) 12V40"', answer.content.decode()) == ["0", "143", "286", "1000"]


def test_two_prices_are_a_range_without_a_middle(visitor: Client) -> None:
    a_hotel_asking(200, "hotel-low")
    a_hotel_asking(900, "hotel-high")

    page = said_on(visitor.get(AMSTERDAM))

    assert "is €200.00 to €900.00 all in, at the 2 hotels with one free." in page
    assert "half ask" not in page


def test_one_price_everywhere_is_said_once(visitor: Client) -> None:
    a_hotel_asking(200, "hotel-low")
    a_hotel_asking(200, "hotel-alike")

    assert "is €200.00 all in at each of the 2 hotels with one free." in said_on(visitor.get(AMSTERDAM))


def test_hotels_come_by_price_with_what_they_offer(visitor: Client) -> None:
    a_hotel_asking(900, "hotel-high")
    a_hotel_asking(200, "hotel-low")

    page = said_on(visitor.get(AMSTERDAM))

    assert page.index("Hotel Low") < page.index("Hotel High")
    assert "1 room for up to 30 €200.00" in page


def test_largest_room_and_rooms_by_layout_are_told(visitor: Client) -> None:
    given.a_venue()

    page = said_on(visitor.get(AMSTERDAM))

    assert "The largest room is Beurszaal in Hotel Damrak : 160 m²." in page
    assert "Theatre 4 3 1 – – 80" in page  # noqa: RUF001 - none of such a size is an en dash
    assert "Banquet" not in page.partition("Rooms that take")[2]


def test_airports_are_told_with_their_distance(visitor: Client) -> None:
    given.a_venue()

    assert "Schiphol (AMS): 11.2 km from the centre as the crow flies" in said_on(visitor.get(AMSTERDAM))


def test_city_whose_hotel_has_nothing_on_offer_says_no_more_than_that(visitor: Client) -> None:
    plan = given.damrak()
    empty = replace(plan, rooms=replace(plan.rooms, sections=(), spaces=()))
    venues.create(actor=given.an_operator(), plan=empty, organisation_id=None, now=NOW)

    answer = visitor.get(AMSTERDAM)
    page = said_on(answer)

    assert "up to 0 people" not in answer.content.decode()
    assert "No rooms on offer yet" in page
    assert "What does a meeting room" not in page
    assert "For how many people" not in page
    assert "0 " not in page.partition("Which hotels")[2].partition("What is there")[0]


def test_no_more_hotels_are_shown_than_one_reads(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_HOUSES", 2)
    for number in range(3):
        a_hotel_asking(200 + number, f"hotel-{number}")

    page = said_on(visitor.get(AMSTERDAM))

    assert "Hotel 1" in page
    assert "Hotel 2" not in page
    assert "1 more hotel: say your day and number" in page


def test_search_of_the_page_is_filled_in_with_the_city_and_finds_its_hotels(visitor: Client) -> None:
    given.a_venue("hotel-achterhoek", city="Hengelo", lat=52.0510, lon=6.3090)

    page = visitor.get("/en/meeting-rooms/nl/hengelo-gelderland").content.decode()
    place = re.search(r'name="place" value="([^"]+)"', page)
    assert place
    results = visitor.get(
        "/en/search", {"place": place[1], "date": "2027-04-15", "delegates": "12", "part": "day", "basis": "hire"}
    )

    assert place[1] == "Hengelo, Gelderland"
    assert "Hotel Achterhoek" in results.content.decode()


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Den Haag"), ("zh-hans", "海牙"), ("en", "The Hague")], ids=lambda value: value
)
def test_city_is_called_as_the_reader_calls_it(visitor: Client, language: str, title: str) -> None:
    given.a_venue("hotel-plein", city="The Hague", lat=52.0800, lon=4.3150)

    page = visitor.get(f"/{language}/meeting-rooms/nl/the-hague").content.decode()

    assert title in (re.search(r"<h1[^>]*>(.*?)</h1>", page) or [""])[1]


@pytest.mark.parametrize(
    "path", ["nl/nowhere", "sg/amsterdam", "xx/amsterdam", "nl/zwolle", "nl/%00", "nl/" + "x" * 300]
)
def test_city_without_a_hotel_is_not_found(visitor: Client, path: str) -> None:
    given.a_venue()
    Venue.objects.filter(slug=given.a_venue("hotel-zwolle", city="Zwolle")).update(listed=False)

    assert visitor.get(f"/en/meeting-rooms/{path}").status_code == 404


@pytest.mark.parametrize("path", ["NL/amsterdam", "nl/Amsterdam"])
def test_address_in_capitals_leads_to_the_one_without(visitor: Client, path: str) -> None:
    given.a_venue()

    answer = visitor.get(f"/nl/meeting-rooms/{path}")

    assert (answer.status_code, answer["Location"]) == (301, "/nl/meeting-rooms/nl/amsterdam")


def test_nearby_cities_are_linked_in_the_language_of_the_page(visitor: Client) -> None:
    given.a_venue()
    given.a_venue("hotel-spaarne", city="Haarlem", lat=52.38, lon=4.63)

    assert 'href="/nl/meeting-rooms/nl/haarlem"' in visitor.get("/nl/meeting-rooms/nl/amsterdam").content.decode()
