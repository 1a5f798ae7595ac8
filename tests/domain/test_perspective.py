"""A room in perspective: far things small and behind near ones, and nothing outside the picture."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given as all_of
from hypothesis import settings
from hypothesis import strategies as st

from zaal.domain import floorplans, perspective
from zaal.domain.floorplans import RoomFacts
from zaal.domain.layouts import Layout
from zaal.domain.perspective import FRAME, OVERSCAN, Camera, Look, Point, order
from zaal.domain.perspective.camera import clipped
from zaal.domain.perspective.order import Footprint

EYE = Point(5, 12, 1.8)
CAMERA = Camera(EYE, 0.2, 1.2, FRAME)


def a_room(layout: Layout, asked: int, *, length: str = "12", width: str = "8", height: str = "3") -> list:
    facts = RoomFacts(Decimal(length), Decimal(width), height_m=Decimal(height), has_screen=True, daylight=True)
    plan = floorplans.draw(facts, layout=layout, asked=asked)
    room = perspective.room_of(plan, float(height), "temperate")
    return list(perspective.scene(plan, room, perspective.look_in(plan, room)))


def test_what_is_farther_away_is_drawn_smaller() -> None:
    heights = [CAMERA.see(Point(5, y, 0)).y - CAMERA.see(Point(5, y, 1)).y for y in (10, 8, 5, 2, 0)]

    assert heights == sorted(heights, reverse=True)


def test_what_is_farther_away_on_the_floor_is_higher_in_the_picture() -> None:
    feet = [CAMERA.see(Point(5, y, 0)).y for y in (10, 8, 5, 2, 0)]

    assert feet == sorted(feet, reverse=True)


def test_what_is_as_high_as_the_eye_lies_on_the_horizon() -> None:
    assert CAMERA.see(Point(1, 3, EYE.z)).y == pytest.approx(FRAME.horizon)


def test_verticals_stay_upright() -> None:
    assert CAMERA.see(Point(1, 3, 0)).x == pytest.approx(CAMERA.see(Point(1, 3, 2.5)).x)


def test_a_face_behind_the_eye_is_not_drawn() -> None:
    assert CAMERA.face([Point(4, 14, 0), Point(6, 14, 0), Point(6, 14, 2)]) == ()


def test_a_face_is_cut_to_the_window_it_is_seen_through() -> None:
    window = ((0, 0), (10, 0), (10, 10), (0, 10))
    seen = clipped(_dots((-5, 5), (15, 5), (15, 20), (-5, 20)), _dots(*window))

    assert set(seen) == set(_dots((0, 5), (10, 5), (10, 10), (0, 10)))


def test_a_chair_behind_a_table_is_drawn_before_it() -> None:
    chair, table, near_chair = Footprint(4, 2, 4.5, 2.5), Footprint(3, 3, 6, 4), Footprint(4, 4.5, 4.5, 5)

    assert order.far_to_near([near_chair, table, chair], EYE) == [2, 1, 0]


def test_a_chair_beside_a_long_table_is_drawn_after_it_where_the_eye_looks_over_the_chair() -> None:
    table, beside = Footprint(2, 1, 3, 9), Footprint(3.2, 1, 3.7, 1.5)

    assert order.far_to_near([beside, table], EYE) == [1, 0]
    assert order.far_to_near([table, Footprint(1.2, 8, 1.7, 8.5)], EYE) == [1, 0]


def test_rows_are_drawn_from_the_front_wall_to_the_eye() -> None:
    shapes = a_room(Layout.THEATRE, 40)

    backs = [max(dot.y for trace in shape.traces for dot in trace) for shape in shapes if shape.look is Look.BACK]

    assert len(backs) == 40
    assert all(later > earlier - 30 for earlier, later in pairwise(backs))
    assert backs[-1] > backs[0]


def test_a_banquet_has_a_cloth_on_every_table_and_a_lamp_over_it() -> None:
    looks = [shape.look for shape in a_room(Layout.BANQUET, 30)]

    assert looks.count(Look.CLOTH) == looks.count(Look.LAMP) == 3


def test_a_room_without_daylight_has_no_window() -> None:
    facts = RoomFacts(Decimal(9), Decimal(6), daylight=False)
    plan = floorplans.draw(facts, layout=Layout.BOARDROOM, asked=8)
    room = perspective.room_of(plan, None, "temperate")

    looks = {shape.look for shape in perspective.scene(plan, room, perspective.look_in(plan, room))}

    assert Look.WINDOW not in looks
    assert room.height == perspective.ASSUMED_HEIGHT_M


@settings(max_examples=60, deadline=None)
@all_of(
    length=st.decimals(2, 100, places=1),
    width=st.decimals(2, 60, places=1),
    height=st.decimals(2, 15, places=1),
    layout=st.sampled_from(Layout),
    asked=st.integers(1, 400),
    screen=st.booleans(),
)
def test_any_room_is_drawn_within_its_picture(  # noqa: PLR0913, PLR0917 - a room has as many sides
    length: Decimal,
    width: Decimal,
    height: Decimal,
    layout: Layout,
    asked: int,
    screen: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    facts = RoomFacts(length, width, height_m=height, has_screen=screen, has_stage=screen, daylight=True)
    plan = floorplans.draw(facts, layout=layout, asked=asked)
    room = perspective.room_of(plan, float(height), "tropical")

    for shape in perspective.scene(plan, room, perspective.look_in(plan, room)):
        for x, y in (dot for trace in shape.traces for dot in trace):
            assert -OVERSCAN - 0.01 <= x <= FRAME.width + OVERSCAN + 0.01
            assert -OVERSCAN - 0.01 <= y <= FRAME.height + OVERSCAN + 0.01


def _dots(*places: tuple[float, float]) -> tuple:
    return tuple(perspective.camera.Dot(x, y) for x, y in places)
