"""The room around the furniture: floor, ceiling, walls, windows with what is outside, door, screen, airwall tracks."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING, Final

from zaal.domain.floorplans import Wall
from zaal.domain.perspective.camera import Point
from zaal.domain.perspective.outside import outside
from zaal.domain.perspective.shapes import Look, Shape
from zaal.domain.perspective.walls import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.floorplans import FloorPlan
    from zaal.domain.perspective.camera import Camera, Trace
    from zaal.domain.perspective.walls import Room

MILLIMETRES: Final = 1000
DOOR_HEIGHT: Final = 2.1
SKIRTING: Final = 0.11
SCREEN_FROM: Final = 0.95
# Planks where they are countable, tiles of carpet in a large room.
PLANKS_UP_TO: Final = 11.0
_MOST_LINES: Final = 46
# Three front walls (plain, panelled, with pictures) times two floors (planks, carpet).
DRESSES: Final = 6
_FRONTS: Final = 3
_PANEL: Final = 0.62
_PICTURE_NEEDS: Final = 1.5


def shell(camera: Camera, room: Room, plan: FloorPlan) -> Iterator[Shape]:
    """Draw the empty room, from what is farthest to what is nearest."""
    yield from _floor(camera, room)
    yield from _ceiling(camera, room)
    for side in _sides(camera, room):
        long = room.reach if side.wall in {Wall.LEFT, Wall.RIGHT} else room.width
        yield Shape(side.look, (_quad(camera, side, (0, long), (0, room.height)),))
        if room.height > 3.2:  # noqa: PLR2004 - a rail belongs to a high wall
            yield Shape(Look.PANEL_LINE, (camera.line(side.at(0, 2.6), side.at(long, 2.6)),), closed=False)
        yield from _skirting(camera, side, long)
        if side.wall is Wall.FRONT:
            yield from _front(camera, room, plan, side)
        yield from _windows(camera, room, plan, side)
        yield from _door(camera, plan, side)
    yield from _sunlight(camera, room, plan)
    yield from _airwalls(camera, room, plan)
    yield from _screen(camera, room, plan)


def _floor(camera: Camera, room: Room) -> Iterator[Shape]:
    w, d = room.width, room.reach
    yield Shape(Look.FLOOR, (camera.face([Point(x, y, 0) for x, y in ((0, 0), (w, 0), (w, d), (0, d))]),))
    if w > PLANKS_UP_TO or room.dress >= _FRONTS:
        step = max(0.6 if w <= PLANKS_UP_TO else 1.0, w / _MOST_LINES, d / _MOST_LINES)
        lines = [((at * step, 0.0), (at * step, d)) for at in range(1, ceil(w / step))]
        lines += [((0.0, at * step), (w, at * step)) for at in range(1, ceil(d / step))]
    else:
        step = max(0.24, w / _MOST_LINES)
        lines = [((at * step, 0.0), (at * step, d)) for at in range(1, ceil(w / step))]
        for at in range(ceil(w / step)):
            joint = (at * 1.37 % 2.4) + 0.3
            while joint < d:
                lines.append(((at * step, joint), (min(w, (at + 1) * step), joint)))
                joint += 2.4
    yield Shape(Look.FLOOR_LINE, tuple(camera.line(Point(*one, 0), Point(*two, 0)) for one, two in lines), closed=False)


def _ceiling(camera: Camera, room: Room) -> Iterator[Shape]:
    w, d, h = room.width, room.reach, room.height
    yield Shape(Look.CEILING, (camera.face([Point(x, y, h) for x, y in ((0, 0), (w, 0), (w, d), (0, d))]),))
    across, along = (max(1, round(side / max(1.8, side / 9))) for side in (w, d))
    lines = [((w * at / across, 0.0), (w * at / across, d)) for at in range(1, across)]
    lines += [((0.0, d * at / along), (w, d * at / along)) for at in range(1, along)]
    yield Shape(
        Look.CEILING_LINE, tuple(camera.line(Point(*one, h), Point(*two, h)) for one, two in lines), closed=False
    )
    deep, wide = d / along, w / across
    lights = [
        (
            (column + 0.5) * wide - wide * 0.32,
            (row + 0.5) * deep - 0.09,
            (column + 0.5) * wide + wide * 0.32,
            (row + 0.5) * deep + 0.09,
        )
        for row in range(along)
        for column in range(across)
    ]
    faces = (camera.face([Point(x, y, h) for x, y in ((a, b), (c, b), (c, e), (a, e))]) for a, b, c, e in lights)
    yield Shape(Look.LIGHT, tuple(face for face in faces if face))


def _sides(camera: Camera, room: Room) -> Iterator[Side]:
    w, d = room.width, room.reach
    if camera.eye.x > 0:
        yield Side(Wall.LEFT, (0, 0), (0, d), Look.WALL)
    if camera.eye.x < w:
        yield Side(Wall.RIGHT, (w, 0), (w, d), Look.SHADED_WALL)
    yield Side(Wall.FRONT, (0, 0), (w, 0), Look.FRONT)


def _front(camera: Camera, room: Room, plan: FloorPlan, side: Side) -> Iterator[Shape]:
    """Finish the front wall: with upright panels, or with a picture on each side of the screen."""
    if room.dress % _FRONTS == 1:
        number = ceil(room.width / _PANEL)
        places = [room.width * at / number for at in range(1, number)]
        joints = tuple(camera.line(side.at(x, SKIRTING), side.at(x, room.height)) for x in places)
        yield Shape(Look.PANEL_LINE, joints, closed=False)
    free = plan.screen.x / MILLIMETRES if plan.screen else room.width / 2
    has_room = free > _PICTURE_NEEDS and plan.door.wall is not Wall.FRONT and not _spans(plan, Wall.FRONT)
    if room.dress % _FRONTS == 2 and has_room:  # noqa: PLR2004 - the third kind
        wide, high = min(1.5, free * 0.42), min(1.1, room.height * 0.36)
        frames = [(middle - wide / 2, 1.15) for middle in (free / 2, room.width - free / 2)]
        yield Shape(Look.PAPER, tuple(_quad(camera, side, (x, x + wide), (z, z + high)) for x, z in frames))
        for x, z in frames:
            sun = [
                side.at(x + wide / 2 + high * 0.2 * cos(pi * at / 10), z + high * (0.4 + 0.2 * sin(pi * at / 10)))
                for at in range(11)
            ]
            shore = (side.at(x + wide * 0.14, z + high * 0.4), side.at(x + wide * 0.86, z + high * 0.4))
            lines = [camera.line(*pair) for pair in (shore, *pairwise(sun))]
            yield Shape(Look.FINE, tuple(line for line in lines if line), closed=False)


def _skirting(camera: Camera, side: Side, long: float) -> Iterator[Shape]:
    line = camera.line(side.at(0, SKIRTING), side.at(long, SKIRTING))
    yield Shape(Look.PANEL_LINE, (line,), closed=False)


def _quad(camera: Camera, side: Side, along: tuple[float, float], up: tuple[float, float]) -> Trace:
    (start, end), (low, high) = along, up
    return camera.face([side.at(start, low), side.at(end, low), side.at(end, high), side.at(start, high)])


def _spans(plan: FloorPlan, wall: Wall) -> list[tuple[float, float]]:
    """Return where windows are in a wall, in metres from the left or the front."""
    return [
        ((line.x, line.to_x) if wall in {Wall.FRONT, Wall.BACK} else (line.y, line.to_y))
        for line in plan.windows
        if plan.wall_of(line) is wall
    ]


def _heights(room: Room) -> tuple[float, float]:
    """Return the sill and the head of the windows."""
    return (0.85 if room.height < 3.2 else 0.5), min(room.height - 0.3, room.height * 0.88)  # noqa: PLR2004 - low sills in high rooms


def _windows(camera: Camera, room: Room, plan: FloorPlan, side: Side) -> Iterator[Shape]:
    low, high = _heights(room)
    spans = [(start / MILLIMETRES, end / MILLIMETRES) for start, end in _spans(plan, side.wall)]
    panes = [pane for start, end in spans if (pane := _quad(camera, side, (start, end), (low, high)))]
    if not panes:
        return
    yield Shape(Look.SKY, tuple(panes))
    yield from outside(camera, room, side, panes)
    bars = []
    for start, end in spans:
        middle, rail = (start + end) / 2, low + (high - low) * 0.72
        bars += [(side.at(middle, low), side.at(middle, high)), (side.at(start, rail), side.at(end, rail))]
    yield Shape(Look.WINDOW_LINE, tuple(line for bar in bars if (line := camera.line(*bar))), closed=False)
    yield Shape(Look.WINDOW, tuple(panes))
    sills = [_quad(camera, side, (start - 0.08, end + 0.08), (low - 0.06, low)) for start, end in spans]
    yield Shape(Look.PAPER, tuple(sill for sill in sills if sill))


def _door(camera: Camera, plan: FloorPlan, side: Side) -> Iterator[Shape]:
    door = plan.door
    if door.wall is not side.wall:
        return
    start, wide = door.start / MILLIMETRES, door.width / MILLIMETRES
    leaf = wide / door.leaves
    yield Shape(Look.DOOR, (_quad(camera, side, (start, start + wide), (0, DOOR_HEIGHT)),))
    lines = [(side.at(start + leaf, 0), side.at(start + leaf, DOOR_HEIGHT))] if door.leaves > 1 else []
    handle = start + leaf - 0.12
    lines.append((side.at(handle, 1.0), side.at(handle, 1.14)))
    yield Shape(Look.FINE, tuple(camera.line(*line) for line in lines), closed=False)


def _sunlight(camera: Camera, room: Room, plan: FloorPlan) -> Iterator[Shape]:
    """Let the light of the windows in a side wall fall on the floor."""
    low, high = _heights(room)
    patches = []
    for wall, way, x in ((Wall.LEFT, 1, 0.0), (Wall.RIGHT, -1, room.width)):
        for start, end in _spans(plan, wall):
            ground = [
                (x + way * min(z * 0.8, room.width - 0.05), min(y / MILLIMETRES + z * 0.3, room.depth))
                for y, z in ((start, low), (end, low), (end, high), (start, high))
            ]
            patches.append(camera.face([Point(*place, 0) for place in ground]))
    yield Shape(Look.SUNLIGHT, tuple(patch for patch in patches if patch))


def _airwalls(camera: Camera, room: Room, plan: FloorPlan) -> Iterator[Shape]:
    """Draw the tracks that the panels of airwalls hang from, and their line on the floor."""
    for wall in plan.airwalls:
        one, two = (
            (wall.line.x / MILLIMETRES, wall.line.y / MILLIMETRES),
            (wall.line.to_x / MILLIMETRES, wall.line.to_y / MILLIMETRES),
        )
        aside = (0.0, 0.09) if wall.line.y == wall.line.to_y else (0.09, 0.0)
        edges = [
            Point(x + way * aside[0], y + way * aside[1], room.height)
            for (x, y), way in ((one, -1), (two, -1), (two, 1), (one, 1))
        ]
        yield Shape(Look.DOOR, (camera.face(edges),))
        yield Shape(Look.FINE, (camera.line(Point(*one, 0), Point(*two, 0)),), closed=False)
        for x, y in (one, two):
            if 0 < y < room.depth:
                lines = [camera.line(Point(x, y + way, 0), Point(x, y + way, room.height)) for way in (-0.12, 0, 0.12)]
                yield Shape(Look.FINE, tuple(lines), closed=False)


def _screen(camera: Camera, room: Room, plan: FloorPlan) -> Iterator[Shape]:
    """Hang the screen on the front wall, with a slide that shows this very floor plan in a few lines."""
    if not plan.screen:
        return
    left, wide = plan.screen.x / MILLIMETRES, plan.screen.width / MILLIMETRES
    high = min(wide * 9 / 16, room.height - SCREEN_FROM - 0.15)
    low = max(SCREEN_FROM, min(1.2, room.height - 0.2 - high))
    yield Shape(
        Look.SCREEN,
        (
            camera.face(
                [
                    Point(x, 0.02, z)
                    for x, z in ((left, low), (left + wide, low), (left + wide, low + high), (left, low + high))
                ]
            ),
        ),
    )

    def on(x: float, z: float) -> Point:
        return Point(left + wide * x, 0.02, low + high * z)

    strokes = [
        ((0.08, 0.82), (0.4, 0.82)),
        ((0.08, 0.66), (0.3, 0.66)),
        ((0.08, 0.55), (0.34, 0.55)),
        ((0.08, 0.44), (0.27, 0.44)),
    ]
    corners = ((0.56, 0.2), (0.9, 0.2), (0.9, 0.82), (0.56, 0.82))
    strokes += [(one, corners[(at + 1) % 4]) for at, one in enumerate(corners)]
    strokes += [((0.62, z), (0.84, z)) for z in (0.32, 0.42, 0.52, 0.62)]
    yield Shape(Look.SLIDE, tuple(camera.line(on(*a), on(*b)) for a, b in strokes), closed=False)
