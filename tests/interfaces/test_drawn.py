"""Drawn pictures: the same facts give the same picture, other houses other ones, and any house can be drawn."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from zaal.domain import facades
from zaal.domain.facades import House, Kind
from zaal.domain.floorplans import RoomFacts
from zaal.domain.layouts import Layout
from zaal.interfaces.drawn import arranged, facade_svg, interior_svg, share_card, words
from zaal.queries.drawings import HouseShown, RoomShown
from zaal.usecases.demo.hotels import HOTELS

HOUSES = [
    House(
        slug=re.sub(r"[^a-z]+", "-", hotel.name.lower()),
        name=hotel.name,
        country=hotel.country,
        city=hotel.city,
        district=hotel.district,
        stars=hotel.stars,
        bedrooms=hotel.bedrooms,
        story=f"{hotel.name} {hotel.district} {hotel.address} {hotel.name} stands {hotel.setting_en}",
    )
    for hotel in HOTELS
]
DAMRAK = House("damrak", "Hotel Damrak", "NL", "Amsterdam", "Centrum", 4, 80, "in two canal houses on a canal")
BEURSZAAL = RoomShown(
    slug="beurszaal",
    name="Beurszaal",
    house=DAMRAK,
    facts=RoomFacts(Decimal(12), Decimal(8), height_m=Decimal(3), has_screen=True, daylight=True),
    capacities={Layout.THEATRE: 80, Layout.CLASSROOM: 48, Layout.BOARDROOM: 24},
    version="1",
)
WORLD = HouseShown(DAMRAK, ("beurszaal",), 80, BEURSZAAL, "1")
# What a picture may weigh over the wire, in bytes, and in all.
MOST_PACKED, USUAL_PACKED = 40_000, 12_000


def test_no_two_houses_of_the_demo_world_look_the_same():
    pictures = {re.sub(r"<(title|desc|text)\b.*?</\1>", "", facade_svg.svg(house)) for house in HOUSES}

    assert len(pictures) == len(HOUSES) == 62


def test_the_demo_world_shows_every_kind_of_house():
    assert {facades.design(house).kind for house in HOUSES} == set(Kind)


def test_the_same_facts_give_the_same_pictures():
    assert facade_svg.svg(DAMRAK) == facade_svg.svg(replace(DAMRAK))
    assert _interior(Layout.THEATRE, 60) == _interior(Layout.THEATRE, 60)


def test_what_is_told_of_a_house_shows():
    assert facades.design(DAMRAK).kind is Kind.CANAL
    assert facades.design(replace(DAMRAK, story="in a former lamp factory")).kind is Kind.WORKS
    assert facades.design(replace(DAMRAK, story="on an estate along a river")).kind is Kind.VILLA
    assert facades.design(replace(DAMRAK, story="", country="SG", bedrooms=400)).kind is Kind.TOWER


@settings(max_examples=80, deadline=None)
@for_all(
    some.builds(
        House,
        slug=some.text(min_size=1, max_size=12),
        name=some.text(max_size=200),
        country=some.sampled_from(["NL", "SG", "FR", "US", "BR", "JP", "ZZ"]),
        city=some.text(max_size=9),
        district=some.just(""),
        stars=some.none() | some.integers(0, 9),
        bedrooms=some.none() | some.integers(0, 9000),
        story=some.sampled_from(["", "resort", "airport", "two canal houses", "estate", "godown", "padang", "station"]),
    )
)
def test_any_house_in_the_world_is_drawn(house: House):
    picture = facade_svg.svg(house)

    ET.fromstring(picture)  # noqa: S314 - our own drawing
    assert len(gzip.compress(picture.encode())) < USUAL_PACKED


@pytest.mark.parametrize("layout", Layout)
def test_a_room_in_any_layout_weighs_little(layout: Layout):
    picture = _interior(layout, 40)

    ET.fromstring(picture)  # noqa: S314 - our own drawing
    assert len(gzip.compress(picture.encode())) < USUAL_PACKED


@pytest.mark.parametrize("layout", Layout)
def test_a_ballroom_as_full_as_can_be_stays_within_bounds(layout: Layout):
    hall = replace(BEURSZAAL, facts=replace(BEURSZAAL.facts, length_m=Decimal(60), width_m=Decimal(40)))

    picture = interior_svg.svg(hall, layout=layout, delegates=3000)

    assert len(gzip.compress(picture.encode())) < MOST_PACKED


def test_a_name_cannot_leave_its_place_in_the_picture():
    picture = facade_svg.svg(replace(DAMRAK, name="</title><script>alert(1)</script>\x00"))

    assert "<script" not in picture
    ET.fromstring(picture)  # noqa: S314 - our own drawing


def test_a_room_nobody_measured_is_drawn_as_large_as_its_seats_need_and_says_so():
    unknown = replace(BEURSZAAL, facts=RoomFacts())

    picture = interior_svg.svg(unknown, layout=Layout.THEATRE, delegates=60)

    assert "its shape assumed" in picture


def test_without_a_layout_a_room_stands_as_it_usually_does():
    assert arranged.arrange(BEURSZAAL, None, None).layout is Layout.CLASSROOM
    assert arranged.arrange(BEURSZAAL, Layout.THEATRE, None).delegates == 80
    assert arranged.arrange(BEURSZAAL, Layout.THEATRE, 99999).delegates == 80
    assert arranged.arrange(BEURSZAAL, Layout.THEATRE, 33).delegates == 33


def test_a_layout_that_does_not_fit_gives_way_to_one_that_does():
    narrow = replace(BEURSZAAL, facts=RoomFacts(Decimal(8), Decimal("3.5")))

    plan = arranged.plan_of(narrow, Layout.HOLLOW_SQUARE, 14)

    assert (plan.layout, plan.drawn) == (Layout.BOARDROOM, 14)


def test_words_say_what_the_picture_of_a_room_shows():
    said = words.of_room(
        "Beurszaal", sides_m=(Decimal(12), Decimal(8)), layout=Layout.CLASSROOM, delegates=40, language="en"
    )

    assert said == "Drawing of Beurszaal: a room of 12 by 8 m set for 40 in classroom, seen from the back"


def test_the_picture_to_share_is_a_png_of_its_size():
    picture = share_card.png(WORLD, "en")

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
    assert len(picture) < 150_000


def test_a_house_with_a_name_in_any_script_and_no_measures_can_be_shared():
    named = replace(WORLD, house=replace(DAMRAK, name="新加坡滨海湾会议酒店 مرحبا 🏨 " * 4), largest=None)

    assert share_card.png(named, "en").startswith(b"\x89PNG")


def _interior(layout: Layout, delegates: int) -> str:
    return interior_svg.svg(BEURSZAAL, layout=layout, delegates=delegates)
