"""What narrows a search down and what widens it again: chips, a part of the map, ways on where nothing is found."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
from tests import given

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

DAY = given.MEETING_DAY.isoformat()
AT_DAMRAK = {"place": "52.3745, 4.8950", "date": DAY, "part": "day", "delegates": "30"}
AROUND_DAMRAK = {"lat": "52.3745", "lon": "4.895", "km": "3", "near": AT_DAMRAK["place"]}
AROUND_UTRECHT = {"lat": "52.09", "lon": "5.12", "km": "3", "near": AT_DAMRAK["place"]}
HTMX = {"HX-Request": "true"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def search(client: Client, **changes: Any) -> HttpResponse:
    return client.get("/search", {**AT_DAMRAK, **changes})


def links(response: HttpResponse, of: str) -> dict[str, dict[str, list[str]]]:
    """Return the links of a class by their words, with the search each asks for."""
    found = re.findall(rf'<a class="{of}" href="[^"?]*\?([^"]*)">(.*?)</a>', response.content.decode(), re.DOTALL)
    return {" ".join(re.sub(r"<[^>]*>", " ", words).split()): parse_qs(unescape(query)) for query, words in found}


def test_each_thing_that_narrows_down_is_a_chip_that_drops_it_alone(client: Client):
    given.a_venue()

    chips = links(search(client, layout="theatre", instant="on", radius="5", amenities=["wifi", "screen"]), "chip")

    assert [words.removeprefix("Drop:").strip() for words in chips] == [
        "Theatre",
        "Within 5 km",
        "Confirms at once",
        "Wi-Fi",
        "Screen or projector",
    ]
    assert chips["Drop: Wi-Fi"]["amenities"] == ["screen"]
    assert chips["Drop: Wi-Fi"]["layout"] == ["theatre"]
    assert "layout" not in chips["Drop: Theatre"]
    assert chips["Drop: Theatre"]["delegates"] == ["30"]


def test_all_is_cleared_at_once_but_what_and_when_was_asked(client: Client):
    given.a_venue()

    cleared = links(search(client, layout="theatre", budget="900", codes="SPRING", sort="fit"), "chips-clear")

    query = cleared["Clear all"]
    assert {name for name in ("layout", "budget", "codes") if name in query} == set()
    assert (query["date"], query["delegates"], query["sort"]) == ([DAY], ["30"], ["fit"])


def test_a_search_that_nothing_narrows_down_has_no_chips(client: Client):
    given.a_venue()

    assert 'class="chip' not in search(client).content.decode()


def test_filters_say_how_many_are_set_and_keep_their_counts(client: Client):
    given.a_venue()

    page = text_of(search(client, instant="on", layout="theatre"))

    assert "Narrow down 1 set" in page
    assert "Confirms at once 1" in page


def test_a_part_of_the_map_wins_over_the_place(client: Client):
    given.a_venue()

    around_utrecht, around_damrak = search(client, **AROUND_UTRECHT), search(client, **AROUND_DAMRAK)

    assert "Nothing in this part of the map fits all you asked" in text_of(around_utrecht)
    assert "1 hotel with a free room in this part of the map" in text_of(around_damrak)
    assert 'data-km="3.0" data-chosen' in around_damrak.content.decode()
    assert "lat" not in links(around_damrak, "chip")["Drop: This part of the map"]


def test_another_place_leaves_the_part_of_the_map_behind(client: Client):
    given.a_venue()

    page = search(client, **{**AROUND_UTRECHT, "near": "Utrecht"})

    venue = re.search(r'href="/venues/hotel-damrak\?([^"]*)"', page.content.decode())
    assert venue is not None
    assert "lat=" not in venue[1]


@pytest.mark.parametrize(
    ("circle", "sentence"),
    [
        ({"lat": "95", "lon": "5", "km": "3"}, "Map: latitude"),
        ({"lat": "52", "lon": "east", "km": "3"}, "Map: longitude: Enter a number."),
        ({"lat": "52", "lon": "5", "km": "0"}, "Map: kilometres around"),
        ({"lat": "52", "lon": "5", "km": "nan"}, "Map: kilometres around: Enter a number."),
        ({"lat": "52", "lon": "5"}, "A part of the map needs lat, lon and km together."),
    ],
)
def test_a_part_of_the_map_that_is_none_is_refused_in_words(client: Client, circle: dict[str, str], sentence: str):
    answer = search(client, **circle)

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_every_card_shows_its_room_drawn_in_the_layout_offered_with_its_place_kept(client: Client):
    given.a_venue()

    page = search(client).content.decode()

    picture = re.search(r"<img[^>]*>", page)
    assert picture is not None
    assert re.search(r'alt="Drawing of the room Beurszaal Noord', picture[0])
    assert 'width="1200" height="800"' in picture[0]
    assert 'loading="lazy"' in picture[0]
    assert re.search(r'src="/drawn/hotel-damrak/beurszaal-noord.svg\?[^"]*layout=\w+', picture[0])


def test_what_is_folded_away_opens_once_something_is_filled_in_there(client: Client):
    folded, opened = client.get("/"), search(client, basis="package")
    several = search(client, date=[DAY, "2027-04-20"])

    assert 'data-fold="more">' in folded.content.decode()
    assert 'data-fold="more" open>' in opened.content.decode()
    assert 'data-fold="more" open>' in several.content.decode()
    assert 'value="2027-04-20"' in several.content.decode()


def test_a_past_day_comes_with_the_same_weekday_ahead(client: Client):
    given.a_venue()

    ways = links(search(client, date="2027-01-14"), "chip")

    days = [query["date"][0] for query in ways.values()]
    assert days == ["2027-03-04", "2027-03-11"]
    assert [words.split(" 2027")[0] for words in ways] == ["On Thu 4 Mar", "On Thu 11 Mar"]


def test_an_empty_answer_says_why_and_how_to_search_without_it(client: Client):
    given.a_venue()

    answer = search(client, stars="5", budget="1")

    assert "Why the rooms within this distance dropped out" in text_of(answer)
    ways = re.findall(r'<a href="\?([^"]*)">Search without this', answer.content.decode())
    assert ["stars" in parse_qs(unescape(way)) for way in ways] == [False]


def test_a_group_too_large_for_any_room_is_offered_rooms_for_its_parts(client: Client):
    given.a_venue()

    page = search(client, delegates="700")

    assert "your group in" in text_of(page)
    part = re.search(r"Rooms for (\d+): your group in (\d+) parts", text_of(page))
    assert part is not None
    assert int(part[1]) * int(part[2]) >= 700
    assert f"delegates={part[1]}" in page.content.decode()


def test_the_part_that_changes_brings_the_line_of_what_was_asked(client: Client):
    given.a_venue()

    part = client.get("/search", {**AT_DAMRAK, "delegates": "31"}, headers=HTMX).content.decode()

    assert re.search(r'id="asked" data-asked hx-swap-oob="true".*31 delegates', part, re.DOTALL)
    assert 'id="search"' not in part


def test_going_back_may_show_the_page_as_it_was_left(client: Client):
    assert "no-store" not in search(client)["Cache-Control"]
