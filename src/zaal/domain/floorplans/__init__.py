"""Rooms drawn to scale: measures, layout and number in, furniture with its places out. It warns; it never sells.

Lengths are whole millimetres with the front wall at y 0. A larger room never fits fewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.floorplans import rounds, rows, shell, tables
from zaal.domain.floorplans.shapes import (
    Airwall,
    Assumed,
    Box,
    Door,
    Floor,
    FloorPlan,
    Furniture,
    Line,
    Part,
    RoomFacts,
    Round,
    Rows,
    Seat,
    Sides,
    Tables,
    Wall,
)
from zaal.domain.floorplans.shell import LOOKING, MeasuresMissing
from zaal.domain.layouts import Layout
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "LOOKING",
    "MOST_DRAWN",
    "Airwall",
    "Assumed",
    "Box",
    "Door",
    "Floor",
    "FloorPlan",
    "Furniture",
    "Line",
    "MeasuresMissing",
    "NumberNotDrawable",
    "Part",
    "RoomFacts",
    "Round",
    "Rows",
    "Seat",
    "Sides",
    "Tables",
    "Wall",
    "draw",
    "of_capacities",
]
# Beyond this a drawing is a grey field, and as large a file.
MOST_DRAWN: Final = 3000


class NumberNotDrawable(Invalid):
    """Fewer than one, or more than ``most`` places asked of one drawing."""

    code = "number_not_drawable"


class _Way(NamedTuple):
    """How a layout counts and how it stands."""

    fits: Callable[[Floor], int]
    place: Callable[[Floor, int], Furniture]


def _in_rows(rules: rows.RowRules) -> _Way:
    return _Way(
        lambda floor: rows.fits(floor, rules),
        lambda floor, asked: rows.place(floor, rules, asked),
    )


def _at_rounds(kinds: tuple[rounds.TableRules, ...]) -> _Way:
    return _Way(
        lambda floor: rounds.fits(floor, kinds),
        lambda floor, asked: rounds.place(floor, kinds, asked),
    )


_WAYS: Final = {
    Layout.THEATRE: _in_rows(rows.THEATRE),
    Layout.CLASSROOM: _in_rows(rows.CLASSROOM),
    Layout.U_SHAPE: _Way(tables.u_fits, tables.u_place),
    Layout.BOARDROOM: _Way(tables.boardroom_fits, tables.boardroom_place),
    Layout.HOLLOW_SQUARE: _Way(tables.square_fits, tables.square_place),
    Layout.CABARET: _at_rounds(rounds.CABARET),
    Layout.BANQUET: _at_rounds(rounds.BANQUET),
    Layout.RECEPTION: _at_rounds(rounds.RECEPTION),
}


def draw(room: RoomFacts, *, layout: Layout, asked: int, stated: int | None = None) -> FloorPlan:
    """Draw a room with up to ``asked`` places in a layout; ``stated`` is the hotel's own figure, told beside ours.

    The front is on a short wall unless more fit, or as many as asked only fit, when it is on a long one.
    Refuses: MeasuresMissing, NumberNotDrawable.
    """
    if not 1 <= asked <= MOST_DRAWN:
        raise NumberNotDrawable(asked=asked, most=MOST_DRAWN)
    long, short, is_assumed = shell.sides(room)
    way = _WAYS[layout]
    both = shell.floors(room, layout, long, short)
    fits = max(way.fits(floor) for floor in both)
    floor = next(floor for floor in both if way.fits(floor) >= min(asked, fits))
    walls = shell.walls(room, turned=floor is not both[0])
    door = shell.door(floor, min(asked, fits), walls.door)
    screen = shell.screen(room, layout, floor)
    windows, airwalls = shell.windows(walls.windows, floor, door, screen), shell.airwalls(room, floor)
    assumptions = (
        (Assumed.PROPORTION, is_assumed),
        (Assumed.AIRWALLS, bool(airwalls)),
        (Assumed.DOOR, room.door is None),
        (Assumed.WINDOWS, bool(windows) and not room.windows),
    )
    return FloorPlan(
        layout=layout,
        asked=asked,
        fits=fits,
        stated=stated,
        width=floor.width,
        depth=floor.depth,
        furniture=way.place(floor, asked) if fits else Furniture((), (), (), None),
        screen=screen,
        stage=shell.stage(room, layout, floor),
        door=door,
        windows=windows,
        airwalls=airwalls,
        assumed=tuple(assumed for assumed, holds in assumptions if holds),
    )


def of_capacities(room: RoomFacts, capacities: Mapping[Layout, int]) -> Iterator[FloorPlan]:
    """Draw a room in each layout with all the places the hotel states; nothing where it cannot be drawn."""
    for layout, stated in capacities.items():
        try:
            yield draw(room, layout=layout, asked=min(stated, MOST_DRAWN), stated=stated)
        except MeasuresMissing:
            return
