"""The town before the windows of a room: gables and trees, or towers and palms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zaal.domain.floorplans import Wall
from zaal.domain.perspective.camera import Point, clipped
from zaal.domain.perspective.shapes import Look, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zaal.domain.perspective.camera import Camera, Trace
    from zaal.domain.perspective.walls import Room, Side

# Outlines of gables, from wall to wall, in parts of their width and height: a spout, a bell and a stepped one.
_GABLES: Final = (
    ((0, -0.3), (0, 0.8), (0.38, 1.04), (0.38, 1.1), (0.62, 1.1), (0.62, 1.04), (1, 0.8), (1, -0.3)),
    (
        (0, -0.3),
        (0, 0.82),
        (0.1, 0.84),
        (0.26, 0.98),
        (0.34, 1.12),
        (0.66, 1.12),
        (0.74, 0.98),
        (0.9, 0.84),
        (1, 0.82),
        (1, -0.3),
    ),
    (
        (0, -0.3),
        (0, 0.8),
        (0.16, 0.8),
        (0.16, 0.92),
        (0.32, 0.92),
        (0.32, 1.06),
        (0.68, 1.06),
        (0.68, 0.92),
        (0.84, 0.92),
        (0.84, 0.8),
        (1, 0.8),
        (1, -0.3),
    ),
)


def outside(camera: Camera, room: Room, side: Side, panes: Sequence[Trace]) -> Iterator[Shape]:
    """Draw the town before the windows, seen through each pane."""
    far, near = (
        ((-60.0, _towers), (-26.0, _palms)) if room.outside == "tropical" else ((-34.0, _gables), (-15.0, _trees))
    )
    for (away, drawn), look in ((far, Look.OUTSIDE_FAR), (near, Look.OUTSIDE_NEAR)):
        faces = []
        for outline in drawn(side, away, room):
            seen = [camera.see(point) for point in outline if camera.depth(point) > 1]
            if len(seen) < len(outline):
                continue
            faces += [face for pane in panes if (face := clipped(seen, pane))]
        yield Shape(look, tuple(faces))


def _behind(side: Side, along: float, away: float, z: float, room: Room) -> Point:
    """Return a point outside, so far behind the wall."""
    match side.wall:
        case Wall.LEFT:
            return Point(away, along, z)
        case Wall.RIGHT:
            return Point(room.width - away, along, z)
        case _:
            return Point(along, away, z)


def _gables(side: Side, away: float, room: Room) -> Iterator[list[Point]]:
    widths = (6.2, 5.1, 7.0, 5.6, 6.6)
    at, number = -90.0, 0
    while at < room.depth + 20:
        wide, high = widths[number % 5], 8.5 + (number * 7 % 5) * 0.9
        outline = _GABLES[number % 3]
        yield [_behind(side, at + x * wide, away, high * z - 3.0, room) for x, z in outline]
        at, number = at + wide, number + 1


def _trees(side: Side, away: float, room: Room) -> Iterator[list[Point]]:
    crown = (
        *((0, -1.4), (-1.0, -1.2), (-1.7, -0.5), (-1.5, 0.2), (-1.7, 0.9), (-1.0, 1.6), (-0.3, 1.7), (0.2, 2.2)),
        *((1.0, 1.9), (1.2, 1.2), (1.8, 0.7), (1.6, -0.1), (1.8, -0.7), (1.0, -1.3)),
    )
    at = -30.0
    while at < room.depth + 12:
        yield [_behind(side, at + x, away, z, room) for x, z in crown]
        yield [_behind(side, at + x, away, z, room) for x, z in ((-0.1, -5), (-0.1, -1), (0.1, -1), (0.1, -5))]
        at += 7.3


def _towers(side: Side, away: float, room: Room) -> Iterator[list[Point]]:
    at, number = -160.0, 0
    while at < room.depth + 60:
        wide, high = 11 + number * 5 % 8, 9 + (number * 13 % 7) * 4.2
        slope = (number % 3 - 1) * 2.2
        yield [
            _behind(side, at + x, away, z, room) for x, z in ((0, -20), (0, high), (wide, high + slope), (wide, -20))
        ]
        at, number = at + wide + 3 + number % 4, number + 1


def _palms(side: Side, away: float, room: Room) -> Iterator[list[Point]]:
    leaf = ((0, 0), (0.7, 0.75), (1.7, 0.8), (2.5, 0.1), (1.6, 0.45), (0.8, 0.3))
    at = -50.0
    while at < room.depth + 20:
        high = 2.6 + (at * 7 % 5) * 0.5
        yield [_behind(side, at + x, away, z, room) for x, z in ((-0.12, -8), (-0.1, high), (0.1, high), (0.12, -8))]
        for way, droop in ((1, 0), (-1, 0), (0.75, 0.8), (-0.75, 0.8), (0.9, -0.9), (-0.9, -0.9)):
            yield [_behind(side, at + x * way, away, high + z + droop * x * 0.5, room) for x, z in leaf]
        at += 9.1
