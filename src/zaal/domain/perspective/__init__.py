"""A room as one sees it who comes in at the back: its drawn floor plan in true perspective, hidden lines hidden.

Measures in, traces on a picture out, in the order in which they are drawn.
"""

from __future__ import annotations

from functools import partial
from math import atan2, radians
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.floorplans import Box, Wall
from zaal.domain.layouts import Layout
from zaal.domain.perspective import furniture, order
from zaal.domain.perspective.camera import OVERSCAN, Camera, Dot, Frame, Point
from zaal.domain.perspective.furniture import Chair, Slab
from zaal.domain.perspective.order import Footprint
from zaal.domain.perspective.shapes import Look, Shape
from zaal.domain.perspective.shell import DRESSES, MILLIMETRES, shell
from zaal.domain.perspective.walls import Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zaal.domain.floorplans import FloorPlan, Round, Seat

__all__ = [
    "ASSUMED_HEIGHT_M",
    "DRESSES",
    "FRAME",
    "OVERSCAN",
    "Camera",
    "Frame",
    "Look",
    "Point",
    "Room",
    "Shape",
    "look_in",
    "room_of",
    "scene",
]
# Where nobody told the height: what a meeting room has at least, and more in a large one.
ASSUMED_HEIGHT_M: Final = 2.8
FRAME: Final = Frame(1200, 800, 318)
_VIEW: Final = radians(70)
_HEIGHT_SHARE: Final = 0.3
_LEAST_HEIGHT: Final = 2.1
# Where one stands across the room and what one looks at, in parts of its width; and what a wide room is.
_ASIDE: Final = (0.7, 0.45)
_ASIDE_IN_WIDE: Final = (0.8, 0.36)
_WIDE: Final = 1.3
# Nobody stands farther back than a step behind the room, in parts of its depth.
_FARTHEST: Final = 1.12
# So much of the depth of the furniture is in the picture whole.
_SEEN_WHOLE: Final = 0.8
# How far the eye steps back at most, in steps, until the furniture is in the picture.
_STEP_BACK: Final = 0.25
_MOST_STEPS: Final = 160
_MARGIN: Final = 26
# Among standing people only every so many is drawn, so that the tables stay in sight.
_STANDING_DRAWN: Final = 3
# Nobody stands in the way of who looks, in metres.
_PEOPLE_FROM: Final = 4.2


class _Thing(NamedTuple):
    """Something that stands on the floor, and how it is drawn."""

    place: Footprint
    draw: Callable[[Camera], Iterator[Shape]]


def room_of(plan: FloorPlan, height_m: float | None, outside: str, dress: int = 0) -> Room:
    """Take a plan's room in metres; an unknown height is assumed. ``outside`` and ``dress`` are as in ``Room``."""
    width, depth = plan.width / MILLIMETRES, plan.depth / MILLIMETRES
    high = height_m or max(ASSUMED_HEIGHT_M, min(width, depth) * _HEIGHT_SHARE)
    return Room(width, depth, max(_LEAST_HEIGHT, high), outside, depth, dress)


def look_in(plan: FloorPlan, room: Room) -> Camera:
    """Choose where to stand: to the side away from the windows, as far back as it takes to see the furniture.

    The last places may run out of the picture, as they do for who stands right behind them.
    """
    windows = plan.window_walls
    mirrored = Wall.RIGHT in windows and Wall.LEFT not in windows
    corners = _corners(plan)
    camera = _at(room, 0, mirrored=mirrored)
    for step in range(_MOST_STEPS):
        camera = _at(room, step * _STEP_BACK, mirrored=mirrored)
        if all(_is_inside(camera, corner) for corner in corners):
            break
    return camera


def scene(plan: FloorPlan, room: Room, camera: Camera) -> Iterator[Shape]:
    """Draw the room with its furniture, from far to near."""
    yield from shell(camera, room._replace(reach=max(room.depth, camera.eye.y + 1)), plan)
    yield from _shadows(camera, plan)
    if plan.stage:
        stage = _slab(plan.stage)
        yield from furniture.block(camera, stage, 0, furniture.STAGE_HEIGHT, (Look.STAGE, Look.STAGE_SIDE))
        speaker = Point(stage.left + (stage.right - stage.left) * 0.2, stage.back - 0.6, furniture.STAGE_HEIGHT)
        yield furniture.person(camera, speaker.x, speaker.y, floor=speaker.z)._replace(look=Look.DARK_PERSON)
    yield from _furniture(camera, plan)
    if plan.layout is Layout.BANQUET:
        yield from _lamps(camera, room, plan)


def _at(room: Room, behind: float, *, mirrored: bool) -> Camera:
    """Stand so far behind the room's middle, to one side, looking to the other: across a wide room, down a long one."""
    is_wide = room.width > _WIDE * room.depth
    x, aim = (room.width * share for share in (_ASIDE_IN_WIDE if is_wide else _ASIDE))
    if mirrored:
        x, aim = room.width - x, room.width - aim
    height = min(room.height * 0.76, 1.66 + 0.05 * max(room.width, room.depth))
    eye = Point(x, min(room.depth * 0.5 + behind, room.depth * _FARTHEST + 1.3), height)
    return Camera(eye, atan2(x - aim, eye.y + room.depth * 0.1), _VIEW, FRAME)


def _corners(plan: FloorPlan) -> list[Point]:
    """Return the corners of the floor that most of the furniture takes."""
    places = [(seat.x, seat.y) for seat in plan.furniture.seats] or [(plan.width, plan.depth), (0, plan.depth)]
    xs, ys = ([value / MILLIMETRES for value in axis] for axis in zip(*places, strict=True))
    back = min(ys) + (max(ys) - min(ys)) * _SEEN_WHOLE
    return [Point(x, back, z) for x in (min(xs) - 0.3, max(xs) + 0.3) for z in (0, 0.86)]


def _is_inside(camera: Camera, point: Point) -> bool:
    if camera.depth(point) < 1:
        return False
    dot = camera.see(point)
    return _MARGIN < dot.x < FRAME.width - _MARGIN and dot.y < FRAME.height - _MARGIN


def _slab(box: Box) -> Slab:
    return Slab(*(value / MILLIMETRES for value in (box.x, box.y, box.x + box.width, box.y + box.depth)))


def _shadows(camera: Camera, plan: FloorPlan) -> Iterator[Shape]:
    """Ground the tables."""
    faces = []
    for table in plan.furniture.tables:
        if isinstance(table, Box):
            left, front, right, back = _slab(table)
            faces.append(
                camera.face([Point(x, y, 0) for x, y in ((left, front), (right, front), (right, back), (left, back))])
            )
    yield Shape(Look.SHADOW, tuple(face for face in faces if face))


def _furniture(camera: Camera, plan: FloorPlan) -> Iterator[Shape]:
    things = list(_things(plan))
    in_rows = plan.layout in {Layout.THEATRE, Layout.CLASSROOM}
    ordered: Callable[[Sequence[Footprint], Point], list[int]] = order.by_rows if in_rows else order.far_to_near
    for at in ordered([thing.place for thing in things], camera.eye):
        place = things[at].place
        if camera.depth(Point(*place.middle, 0)) > 0.8:  # noqa: PLR2004 - nothing right before the eye
            yield from things[at].draw(camera)


def _things(plan: FloorPlan) -> Iterator[_Thing]:
    rounds: list[Round] = []
    for table in plan.furniture.tables:
        if isinstance(table, Box):
            yield _Thing(Footprint(*_slab(table)), partial(furniture.table, top=_slab(table)))
        else:
            rounds.append(table)
    if rounds:
        yield from _groups(plan, rounds)
    else:
        for seat in plan.furniture.seats:
            yield _seat(seat)


def _seat(seat: Seat) -> _Thing:
    x, y, half = seat.x / MILLIMETRES, seat.y / MILLIMETRES, 0.24
    chair = Chair(x, y, seat.heading)
    return _Thing(Footprint(x - half, y - half, x + half, y + half), partial(furniture.chair, at=chair))


def _groups(plan: FloorPlan, tables: Sequence[Round]) -> Iterator[_Thing]:
    """Take each round table with those who sit or stand at it as one thing: groups keep clear of each other."""
    held: list[list[Seat]] = [[] for _ in tables]
    for seat in plan.furniture.seats:
        nearest = min(range(len(tables)), key=lambda at: (tables[at].x - seat.x) ** 2 + (tables[at].y - seat.y) ** 2)
        held[nearest].append(seat)
    for table, seats in zip(tables, held, strict=True):
        x, y, reach = table.x / MILLIMETRES, table.y / MILLIMETRES, table.diameter / 2 / MILLIMETRES + 0.5
        yield _Thing(
            Footprint(x - reach, y - reach, x + reach, y + reach),
            partial(_group, layout=plan.layout, table=table, seats=seats),
        )


def _group(camera: Camera, layout: Layout, table: Round, seats: Sequence[Seat]) -> Iterator[Shape]:
    x, y, radius = table.x / MILLIMETRES, table.y / MILLIMETRES, table.diameter / 2 / MILLIMETRES
    middle = furniture.away(camera, x, y)
    round_it = sorted(seats, key=lambda seat: -furniture.away(camera, seat.x / MILLIMETRES, seat.y / MILLIMETRES))
    behind = [seat for seat in round_it if furniture.away(camera, seat.x / MILLIMETRES, seat.y / MILLIMETRES) > middle]
    before = round_it[len(behind) :]
    yield from _people(camera, behind)
    match layout:
        case Layout.BANQUET:
            yield from furniture.clothed(camera, x, y, radius)
        case Layout.RECEPTION:
            yield from furniture.high_table(camera, x, y, radius)
        case _:
            yield from furniture.rounded(camera, x, y, radius)
    yield from _people(camera, before)


def _people(camera: Camera, seats: Sequence[Seat]) -> Iterator[Shape]:
    for seat in seats:
        x, y = seat.x / MILLIMETRES, seat.y / MILLIMETRES
        if not seat.standing:
            yield from furniture.chair(camera, Chair(x, y, seat.heading))
        elif (seat.x // 10 + seat.y // 7) % _STANDING_DRAWN == 0 and camera.depth(Point(x, y, 0)) > _PEOPLE_FROM:
            yield furniture.person(camera, x, y, share=0.94 + (seat.x // 10 + seat.y // 10) % 7 * 0.015)


def _lamps(camera: Camera, room: Room, plan: FloorPlan) -> Iterator[Shape]:
    """Hang a lamp over each round table of a banquet, well over people's heads."""
    low = max(2.3, room.height * 0.72)
    rounds = [table for table in plan.furniture.tables if not isinstance(table, Box)]
    for table in sorted(rounds, key=lambda one: one.y):
        x, y = table.x / MILLIMETRES, table.y / MILLIMETRES
        if camera.depth(Point(x, y, low)) < 1:
            continue
        yield Shape(Look.LAMP_LINE, (camera.line(Point(x, y, low), Point(x, y, room.height)),), closed=False)
        top, bottom = camera.see(Point(x, y, low)), camera.see(Point(x, y, low - 0.22))
        high = bottom.y - top.y
        shade = (
            Dot(top.x - high * 0.35, top.y),
            Dot(top.x + high * 0.35, top.y),
            Dot(top.x + high, bottom.y),
            Dot(top.x - high, bottom.y),
        )
        yield Shape(Look.LAMP, (camera.within(shade),))
