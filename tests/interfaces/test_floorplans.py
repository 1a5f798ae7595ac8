"""A drawing as a picture and in words: true to scale, readable aloud, and right outside the site."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override
from lxml import etree

from zaal.domain.floorplans import Part, RoomFacts, draw
from zaal.domain.layouts import Layout
from zaal.interfaces import floorplan_svg, floorplan_words

HALL = RoomFacts(length_m=Decimal(12), width_m=Decimal(8), has_screen=True, daylight=True)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("layout", "language", "said"),
    [
        (Layout.THEATRE, "en", "5 rows of 10, one aisle in the middle; places for all 50 asked."),
        (Layout.THEATRE, "nl", "5 rijen van 10, één gangpad in het midden; plaats voor alle 50 deelnemers."),
        (Layout.U_SHAPE, "en", "Tables in a U, 9 across and up to 11 along each arm; places for 31 of the 50 asked."),
        (Layout.BANQUET, "en", "5 round tables with 10 places; places for all 50 asked."),
        (Layout.RECEPTION, "nl", "7 statafels met 7 of 8 plaatsen; plaats voor alle 50 deelnemers."),
    ],
)
def test_a_drawing_is_told_in_a_sentence(layout: Layout, language: str, said: str):
    with override(language):
        assert floorplan_words.in_short(draw(HALL, layout=layout, asked=50)) == said


def test_what_fits_is_said_beside_what_the_hotel_states():
    plan = draw(HALL, layout=Layout.CLASSROOM, asked=80, stated=80)

    with override("en"):
        assert floorplan_words.verdict(plan, "en") == "Classroom: fits 55 by our drawing; the hotel states 80."


def test_a_room_of_assumed_proportion_is_told_as_that():
    plan = draw(RoomFacts(area_sqm=Decimal(96)), layout=Layout.THEATRE, asked=10)

    with override("en"):
        assert "Drawn from the area: the true proportions may differ." in floorplan_words.reservations(plan)
        assert "about 8 m wide and about 12 m deep" in floorplan_words.description(plan, "en")


@pytest.mark.parametrize("layout", list(Layout))
def test_a_picture_has_every_place_a_title_and_no_style(layout: Layout):
    plan = draw(replace(HALL, parts=(Part("A"), Part("B"))), layout=layout, asked=30, stated=30)

    with override("en"):
        drawn = etree.fromstring(floorplan_svg.svg(plan, room="Zaal", language="en"))
        title, said = floorplan_words.title(plan, "Zaal", "en"), floorplan_words.in_short(plan)

    seats = "".join(path.get("d", "") for path in drawn.iter(f"{SVG}path") if path.get("class") == "plan-seat")
    assert seats.count("M") == plan.drawn
    assert drawn.findtext(f"{SVG}title") == title
    assert said in (drawn.findtext(f"{SVG}desc") or "")
    assert not [element for element in drawn.iter() if "style" in element.attrib or element.tag == f"{SVG}style"]


def test_names_of_rooms_and_parts_are_text_and_nothing_else():
    hostile = '<script>alert("1")</script>'
    parts = (Part(hostile), Part("B & C"))
    plan = draw(replace(HALL, length_m=Decimal(60), width_m=Decimal(20), parts=parts), layout=Layout.THEATRE, asked=30)

    drawn = etree.fromstring(floorplan_svg.svg(plan, room=hostile, language="en"))

    assert not list(drawn.iter(f"{SVG}script"))
    assert {hostile, "B & C"} <= {text.text for text in drawn.iter(f"{SVG}text")}
