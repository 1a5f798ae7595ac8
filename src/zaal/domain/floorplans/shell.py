"""The room itself: its walls from what is known, its front with stage and screen, door, windows and airwalls."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.floorplans import spacing
from zaal.domain.floorplans.shapes import Airwall, Box, Door, Floor, Line, Wall
from zaal.domain.layouts import Layout
from zaal.domain.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.floorplans.shapes import RoomFacts

# Layouts that look to the front, and those a stage belongs to.
LOOKING: Final = frozenset({Layout.THEATRE, Layout.CLASSROOM, Layout.U_SHAPE, Layout.CABARET})
STAGED: Final = frozenset({Layout.THEATRE, Layout.CLASSROOM, Layout.CABARET, Layout.BANQUET})
WITHOUT_SCREEN: Final = frozenset({Layout.BANQUET, Layout.RECEPTION})
_MILLIMETRES: Final = 1000
_FROM_CORNER: Final = 300
_WINDOW: Final = 1800
_BETWEEN_WINDOWS: Final = 700
_BESIDE_WINDOW: Final = 100


# What each wall becomes when the front moves to the left or right one of the usual set-up.
_TURNED: Final = {
    Wall.LEFT: {Wall.LEFT: Wall.FRONT, Wall.FRONT: Wall.RIGHT, Wall.RIGHT: Wall.BACK, Wall.BACK: Wall.LEFT},
    Wall.RIGHT: {Wall.RIGHT: Wall.FRONT, Wall.FRONT: Wall.LEFT, Wall.LEFT: Wall.BACK, Wall.BACK: Wall.RIGHT},
}


class Walls(NamedTuple):
    """In which walls the door and the windows are."""

    door: Wall
    windows: tuple[Wall, ...]


class MeasuresMissing(NotFound):
    """Nobody told how large the room is, so nothing can be drawn to scale."""

    code = "measures_missing"


def sides(room: RoomFacts) -> tuple[int, int, bool]:
    """Return the long and the short side in millimetres, and whether their proportion is assumed.

    One side with the area gives the other. Refuses: MeasuresMissing.
    """
    one, other, area = (
        value if value and value > 0 else None for value in (room.length_m, room.width_m, room.area_sqm)
    )
    if one and other:
        return _millimetres(max(one, other)), _millimetres(min(one, other)), False
    if area and (one or other):
        known = one or other or area
        return _millimetres(max(known, area / known)), _millimetres(min(known, area / known)), False
    if area:
        short = sqrt(float(area) / spacing.ASSUMED_PROPORTION)
        return int(short * spacing.ASSUMED_PROPORTION * _MILLIMETRES), int(short * _MILLIMETRES), True
    raise MeasuresMissing


def floors(room: RoomFacts, layout: Layout, long: int, short: int) -> tuple[Floor, Floor]:
    """Return both ways to look along a room, the better one first: down its length unless that is a corridor."""
    down = Floor(short, long, front_of(room, layout, long))
    across = Floor(long, short, front_of(room, layout, short))
    return (across, down) if long > spacing.LONG_ROOM * short else (down, across)


def front_of(room: RoomFacts, layout: Layout, depth: int) -> int:
    """Return what stays free between the front wall and the first seats; a deeper room never has less left over."""
    staged = stage_depth(depth) if room.has_stage and layout in STAGED else 0
    if layout not in LOOKING:
        return staged + spacing.WALL_AISLE if staged else 0
    seen = max(spacing.FRONT_LEAST, int(spacing.NEAREST_HEIGHTS * image_height(room, depth)))
    return max(seen, staged + spacing.STAGE_TO_ROW if staged else 0)


def stage_depth(depth: int) -> int:
    """Return how deep a stage is: shallower in a short room."""
    return min(spacing.STAGE_DEPTH, int(depth * spacing.STAGE_SHARE))


def image_height(room: RoomFacts, depth: int) -> int:
    """Return how high an image the farthest seat needs and the ceiling leaves."""
    under = _millimetres(room.height_m) - spacing.IMAGE_ABOVE_FLOOR if room.height_m else spacing.IMAGE_HEIGHT_MOST
    return max(0, min(depth // spacing.VIEWING_HEIGHTS, spacing.IMAGE_HEIGHT_MOST, under))


def screen(room: RoomFacts, layout: Layout, floor: Floor) -> Box | None:
    """Hang the screen in the middle of the front wall."""
    if not room.has_screen or layout in WITHOUT_SCREEN:
        return None
    image = int(image_height(room, floor.depth) * spacing.IMAGE_SHAPE)
    width = min(image, int(floor.width * spacing.SCREEN_SHARE))
    return Box((floor.width - width) // 2, 0, width, spacing.SCREEN_DEPTH) if width else None


def stage(room: RoomFacts, layout: Layout, floor: Floor) -> Box | None:
    """Set the stage before the middle of the front wall."""
    if not room.has_stage or layout not in STAGED:
        return None
    width = min(spacing.STAGE_WIDTH, int(floor.width * spacing.SCREEN_SHARE))
    return Box((floor.width - width) // 2, 0, width, stage_depth(floor.depth))


def walls(room: RoomFacts, *, turned: bool) -> Walls:
    """Return the walls of the door and the windows, as seen from where the front is in this drawing.

    A drawing that is turned has its front on a side wall: one without the door, else without windows. What is not known
    is assumed: the door at the back, windows at the left.
    """
    assumed = (Wall.LEFT,) if room.daylight else ()
    told = () if room.daylight is False else room.windows
    if not turned:
        return Walls(room.door or Wall.BACK, told or assumed)
    front = min((Wall.LEFT, Wall.RIGHT), key=lambda wall: (wall is room.door, wall in told))
    now = _TURNED[front]
    return Walls(now[room.door] if room.door else Wall.BACK, tuple(now[wall] for wall in told) or assumed)


def door(floor: Floor, people: int, wall: Wall) -> Door:
    """Put the door near the right or the back corner of its wall, where the way along or behind the seats ends."""
    long = length(floor, wall)
    leaves = 2 if people >= spacing.TWO_LEAVES_FROM else 1
    width = min(spacing.DOOR * leaves, long)
    return Door(max(0, long - width - _FROM_CORNER), width, leaves, wall)


def windows(where: tuple[Wall, ...], floor: Floor, door: Door, screen: Box | None) -> tuple[Line, ...]:
    """Put windows into these walls, on both sides of the door and of the screen."""
    return tuple(
        _along(wall, start, start + _WINDOW, floor)
        for wall in dict.fromkeys(where)
        for begin, end in _stretches(wall, floor, door, screen)
        for start in _window_starts(begin, end)
    )


def length(floor: Floor, wall: Wall) -> int:
    """Return how long a wall is."""
    return floor.width if wall in {Wall.FRONT, Wall.BACK} else floor.depth


def _stretches(wall: Wall, floor: Floor, door: Door, screen: Box | None) -> Iterator[tuple[int, int]]:
    """Give the parts of a wall that neither the door nor the screen takes."""
    taken = [(door.start, door.start + door.width)] if wall is door.wall else []
    if screen and wall is Wall.FRONT:
        taken.append((screen.x, screen.x + screen.width))
    begin = 0
    for start, end in sorted(taken):
        yield begin, start
        begin = max(begin, end)
    yield begin, length(floor, wall)


def _window_starts(begin: int, end: int) -> Iterator[int]:
    step, long = _WINDOW + _BETWEEN_WINDOWS, end - begin
    number = max((long - _BETWEEN_WINDOWS) // step, int(long >= _WINDOW + 2 * _BESIDE_WINDOW))
    first = begin + (long - number * step + _BETWEEN_WINDOWS) // 2
    yield from (first + at * step for at in range(number))


def _along(wall: Wall, start: int, end: int, floor: Floor) -> Line:
    match wall:
        case Wall.FRONT:
            return Line(start, 0, end, 0)
        case Wall.BACK:
            return Line(start, floor.depth, end, floor.depth)
        case Wall.LEFT:
            return Line(0, start, 0, end)
        case Wall.RIGHT:
            return Line(floor.width, start, floor.width, end)


def airwalls(room: RoomFacts, floor: Floor) -> tuple[Airwall, ...]:
    """Part a combined room across its long side, by the areas of its parts, or evenly where one is not known."""
    areas = [part.area_sqm for part in room.parts if part.area_sqm]
    shares = areas if len(areas) == len(room.parts) else [Decimal(1)] * len(room.parts)
    whole = sum(shares, Decimal(0))
    long = max(floor.width, floor.depth)
    ends = [int(long * share / whole) for share in accumulate(shares)] if whole else []
    return tuple(
        Airwall(
            Line(0, end, floor.width, end) if floor.depth >= floor.width else Line(end, 0, end, floor.depth),
            (before.name, after.name),
        )
        for end, (before, after) in zip(ends, pairwise(room.parts), strict=False)
    )


def _millimetres(metres: Decimal) -> int:
    return int(metres * _MILLIMETRES)
