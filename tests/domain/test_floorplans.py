"""A drawing can be trusted: nothing stands in anything else, ways stay free, more room never holds fewer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from math import cos, hypot, radians, sin
from time import perf_counter

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from zaal.domain.floorplans import (
    MOST_DRAWN,
    Assumed,
    Box,
    FloorPlan,
    MeasuresMissing,
    NumberNotDrawable,
    Part,
    RoomFacts,
    Round,
    Rows,
    Seat,
    Sides,
    Tables,
    draw,
    spacing,
)
from zaal.domain.layouts import Layout

Corners = list[tuple[float, float]]

metres = some.integers(150, 4000).map(lambda centimetres: Decimal(centimetres) / 100)
rooms = some.builds(
    RoomFacts,
    length_m=metres,
    width_m=metres,
    height_m=some.sampled_from([None, Decimal("2.4"), Decimal(4)]),
    has_screen=some.booleans(),
    has_stage=some.booleans(),
    daylight=some.sampled_from([None, True, False]),
    parts=some.sampled_from([(), (Part("A"), Part("B")), (Part("A", Decimal(40)), Part("B", Decimal(60)), Part("C"))]),
)
layouts = some.sampled_from(list(Layout))
# How wide ways are: between blocks, along walls, and behind the chairs of a conference table.
WAYS = {spacing.AISLE, spacing.WALL_AISLE, spacing.EDGE_TO_WALL - spacing.CHAIR_REACH - spacing.CHAIR_DEPTH // 2}
HALL = RoomFacts(length_m=Decimal(12), width_m=Decimal(8), has_screen=True)


@for_all(rooms, layouts, some.integers(1, 160))
@settings(max_examples=300, deadline=None)
def test_nothing_stands_in_anything_else_or_through_a_wall(room: RoomFacts, layout: Layout, asked: int):
    plan = draw(room, layout=layout, asked=asked)

    seats = [corners_of(seat) for seat in plan.furniture.seats]
    assert all(inside(seat, plan) for seat in seats)
    assert all(inside(table, plan) for table in map(outline, plan.furniture.tables))
    for (one, here), (other, there) in combinations(zip(plan.furniture.seats, seats, strict=True), 2):
        if hypot(one.x - other.x, one.y - other.y) < spacing.CHAIR_WIDTH * 1.5:
            assert apart(here, there), (one, other)
    for table in plan.furniture.tables:
        for seat, corners in zip(plan.furniture.seats, seats, strict=True):
            assert clear_of(corners, table), (seat, table)
    for one_table, other_table in combinations(plan.furniture.tables, 2):
        assert tables_apart(one_table, other_table)


@for_all(rooms, layouts, some.integers(1, 160))
@settings(max_examples=200, deadline=None)
def test_ways_and_the_front_stay_free(room: RoomFacts, layout: Layout, asked: int):
    plan = draw(room, layout=layout, asked=asked)

    things = [*map(corners_of, plan.furniture.seats), *map(outline, plan.furniture.tables)]
    for aisle in plan.furniture.aisles:
        assert WAYS & {aisle.width, aisle.depth}
        assert all(apart(thing, outline(aisle)) for thing in things)
    if plan.stage:
        assert all(apart(thing, outline(plan.stage)) for thing in things)
    if layout in {Layout.THEATRE, Layout.CLASSROOM, Layout.U_SHAPE, Layout.CABARET}:
        assert all(y >= spacing.FRONT_LEAST for thing in things for _, y in thing)


@for_all(rooms, layouts, some.integers(1, MOST_DRAWN))
@settings(max_examples=150, deadline=None)
def test_as_many_are_drawn_as_fit_and_never_more_than_asked(room: RoomFacts, layout: Layout, asked: int):
    plan = draw(room, layout=layout, asked=asked)

    assert plan.drawn == min(asked, plan.fits)
    assert plan == draw(room, layout=layout, asked=asked)
    assert told(plan) == plan.drawn


@for_all(rooms, layouts, some.integers(0, 300), some.integers(0, 300))
@settings(max_examples=400, deadline=None)
def test_a_larger_room_never_fits_fewer(room: RoomFacts, layout: Layout, longer: int, wider: int):
    assert room.length_m is not None
    assert room.width_m is not None
    more_length, more_width = room.length_m + Decimal(longer) / 100, room.width_m + Decimal(wider) / 100
    larger = replace(room, length_m=more_length, width_m=more_width)

    assert draw(larger, layout=layout, asked=1).fits >= draw(room, layout=layout, asked=1).fits


@for_all(some.integers(1, 200_000), some.integers(0, 5_000), layouts)
@settings(max_examples=200, deadline=None)
def test_more_area_never_fits_fewer(area: int, more: int, layout: Layout):
    small, large = (RoomFacts(area_sqm=Decimal(value) / 100) for value in (area, area + more))

    assert draw(large, layout=layout, asked=1).fits >= draw(small, layout=layout, asked=1).fits


@for_all(rooms, some.integers(1, 200))
@settings(max_examples=100, deadline=None)
def test_nobody_at_cabaret_tables_turns_the_back_to_the_screen(room: RoomFacts, asked: int):
    plan = draw(room, layout=Layout.CABARET, asked=asked)

    assert all(seat.heading <= 90 or seat.heading >= 270 for seat in plan.furniture.seats)


@pytest.mark.parametrize(
    ("layout", "fits"),
    [
        (Layout.THEATRE, 108),
        (Layout.CLASSROOM, 55),
        (Layout.U_SHAPE, 31),
        (Layout.BOARDROOM, 36),
        (Layout.HOLLOW_SQUARE, 44),
        (Layout.CABARET, 30),
        (Layout.BANQUET, 60),
        (Layout.RECEPTION, 104),
    ],
)
def test_a_room_of_eight_by_twelve_metres_holds_what_the_field_says(layout: Layout, fits: int):
    assert draw(HALL, layout=layout, asked=200).fits == fits


def test_a_theatre_stands_in_even_rows_with_an_aisle_in_the_middle():
    plan = draw(HALL, layout=Layout.THEATRE, asked=60)

    assert plan.furniture.order == Rows(rows=6, each=10, last=10, middle_aisles=1, wall_aisles=0)


def test_one_side_and_the_area_give_the_other_side():
    plan = draw(RoomFacts(length_m=Decimal(10), area_sqm=Decimal(60)), layout=Layout.THEATRE, asked=10)

    assert (plan.width, plan.depth) == (6000, 10000)
    assert Assumed.PROPORTION not in plan.assumed


def test_an_area_alone_is_drawn_in_a_proportion_that_is_told_as_assumed():
    plan = draw(RoomFacts(area_sqm=Decimal(96)), layout=Layout.THEATRE, asked=10)

    assert (plan.width, plan.depth) == (8000, 12000)
    assert Assumed.PROPORTION in plan.assumed


def test_a_room_without_measures_is_not_drawn():
    with pytest.raises(MeasuresMissing):
        draw(RoomFacts(length_m=Decimal(10)), layout=Layout.THEATRE, asked=10)


@pytest.mark.parametrize("asked", [0, -1, MOST_DRAWN + 1])
def test_nobody_and_too_many_are_not_drawn(asked: int):
    with pytest.raises(NumberNotDrawable):
        draw(HALL, layout=Layout.THEATRE, asked=asked)


def test_the_hotels_own_figure_stands_beside_ours():
    plan = draw(HALL, layout=Layout.CLASSROOM, asked=80, stated=80)

    assert (plan.drawn, plan.fits, plan.asked, plan.stated) == (55, 55, 80, 80)


def test_airwalls_part_a_hall_by_the_areas_of_its_parts():
    parts = (Part("A", Decimal(32)), Part("B", Decimal(64)))

    plan = draw(replace(HALL, parts=parts), layout=Layout.THEATRE, asked=40)

    assert [(wall.line.y, wall.line.to_x, wall.parts) for wall in plan.airwalls] == [(4000, 8000, ("A", "B"))]


def test_a_corridor_is_looked_across():
    plan = draw(RoomFacts(length_m=Decimal(30), width_m=Decimal(10)), layout=Layout.THEATRE, asked=40)

    assert (plan.width, plan.depth) == (30000, 10000)


def test_a_cupboard_fits_nobody():
    plan = draw(RoomFacts(length_m=Decimal(2), width_m=Decimal(1)), layout=Layout.BANQUET, asked=8)

    assert (plan.drawn, plan.fits, plan.furniture.order) == (0, 0, None)


@pytest.mark.parametrize("layout", list(Layout))
def test_three_hundred_seats_are_drawn_in_a_blink(layout: Layout):
    room = RoomFacts(length_m=Decimal(60), width_m=Decimal(40), has_screen=True, has_stage=True)
    draw(room, layout=layout, asked=300)

    started = perf_counter()
    plan = draw(room, layout=layout, asked=300)

    assert plan.drawn > 150
    assert perf_counter() - started < 0.02


def told(plan: FloorPlan) -> int:
    match plan.furniture.order:
        case Rows(rows=rows, each=each, last=last):
            return (rows - 1) * each + last
        case Sides() | Tables():
            return plan.drawn
    return 0


def corners_of(seat: Seat) -> Corners:
    if seat.standing:
        return outline(Round(seat.x, seat.y, spacing.STANDING_WIDTH))
    turned, half = radians(seat.heading), spacing.CHAIR_WIDTH / 2 - 1
    return [
        (seat.x + cos(turned) * x - sin(turned) * y, seat.y + sin(turned) * x + cos(turned) * y)
        for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))
    ]


def outline(thing: Box | Round) -> Corners:
    if isinstance(thing, Round):
        half = thing.diameter / 2
        return [
            (thing.x + half * cos(radians(angle)), thing.y + half * sin(radians(angle))) for angle in range(0, 360, 15)
        ]
    right, back = thing.x + thing.width, thing.y + thing.depth
    return [(thing.x, thing.y), (right, thing.y), (right, back), (thing.x, back)]


def inside(thing: Corners, plan: FloorPlan) -> bool:
    return all(0 <= x <= plan.width and 0 <= y <= plan.depth for x, y in thing)


def apart(one: Corners, other: Corners) -> bool:
    """Tell whether a line parts two convex shapes."""
    for shape in (one, other):
        for (x, y), (to_x, to_y) in zip(shape, [*shape[1:], shape[0]], strict=True):
            across_x, across_y = to_y - y, x - to_x
            ones = [px * across_x + py * across_y for px, py in one]
            others = [px * across_x + py * across_y for px, py in other]
            if max(ones) <= min(others) + 1e-6 or max(others) <= min(ones) + 1e-6:
                return True
    return False


def clear_of(seat: Corners, table: Box | Round) -> bool:
    return apart(seat, outline(table))


def tables_apart(one: Box | Round, other: Box | Round) -> bool:
    if isinstance(one, Round) and isinstance(other, Round):
        return hypot(one.x - other.x, one.y - other.y) >= (one.diameter + other.diameter) / 2 + 900
    return apart(outline(one), outline(other))
