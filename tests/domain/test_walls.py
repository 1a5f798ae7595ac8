"""Doors and windows are drawn where they are known to be, and told as assumed only where nobody said so."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from zaal.domain import floorplans
from zaal.domain.floorplans import Assumed, RoomFacts, Wall
from zaal.domain.layouts import Layout


def a_room(**known: object) -> RoomFacts:
    return RoomFacts(**{"length_m": Decimal(12), "width_m": Decimal(8), "has_screen": True, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(("door", "windows"), list(product(Wall, Wall)))
def test_a_door_and_windows_stand_in_the_walls_that_the_hotel_names(door: Wall, windows: Wall):
    drawing = floorplans.draw(a_room(daylight=True, door=door, windows=(windows,)), layout=Layout.THEATRE, asked=40)

    assert drawing.door.wall is door
    assert drawing.window_walls == (windows,)
    assert Assumed.DOOR not in drawing.assumed
    assert Assumed.WINDOWS not in drawing.assumed


@pytest.mark.parametrize(("wall", "layout", "asked"), list(product(Wall, Layout, (1, 30, 400))))
def test_an_opening_lies_within_its_wall_and_no_window_in_the_door_or_behind_the_screen(
    wall: Wall, layout: Layout, asked: int
):
    drawing = floorplans.draw(a_room(door=wall, windows=(wall,)), layout=layout, asked=asked)

    long = drawing.width if wall in {Wall.FRONT, Wall.BACK} else drawing.depth
    door = drawing.door
    assert 0 <= door.start < door.start + door.width <= long
    for line in drawing.windows:
        along = sorted((line.x, line.to_x) if line.y == line.to_y else (line.y, line.to_y))
        assert 0 <= along[0] < along[1] <= long
        assert along[1] <= door.start or along[0] >= door.start + door.width
        if wall is Wall.FRONT and drawing.screen:
            assert along[1] <= drawing.screen.x or along[0] >= drawing.screen.x + drawing.screen.width


def test_what_nobody_told_is_drawn_and_said_to_be_assumed():
    drawing = floorplans.draw(a_room(daylight=True), layout=Layout.THEATRE, asked=40)

    assert drawing.door.wall is Wall.BACK
    assert drawing.window_walls == (Wall.LEFT,)
    assert {Assumed.DOOR, Assumed.WINDOWS} <= set(drawing.assumed)


def test_a_room_without_daylight_has_no_windows_whatever_else_is_said():
    drawing = floorplans.draw(a_room(daylight=False, windows=(Wall.LEFT,)), layout=Layout.THEATRE, asked=40)

    assert drawing.windows == ()
    assert Assumed.WINDOWS not in drawing.assumed


def test_a_turned_drawing_takes_the_walls_along_and_never_has_its_front_at_the_door():
    room = a_room(length_m=Decimal(9), width_m=Decimal(5), daylight=True, door=Wall.LEFT, windows=(Wall.RIGHT,))
    usual = next(layout for layout in Layout if floorplans.draw(room, layout=layout, asked=1).depth == 9000)
    turned = [
        drawing
        for layout in Layout
        for asked in range(1, 80)
        if (drawing := floorplans.draw(room, layout=layout, asked=asked)).width == 9000
    ]

    assert floorplans.draw(room, layout=usual, asked=1).door.wall is Wall.LEFT
    assert turned
    assert {drawing.door.wall for drawing in turned} == {Wall.BACK}
    assert {drawing.window_walls for drawing in turned} == {(Wall.FRONT,)}
