"""Chairs, tables and people in three dimensions, each as shapes from its far side to its near one."""

from __future__ import annotations

from math import cos, hypot, pi, radians, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.perspective.camera import Dot, Point
from zaal.domain.perspective.shapes import Look, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zaal.domain.perspective.camera import Camera, Trace

TABLE_HEIGHT: Final = 0.74
TABLE_THICK: Final = 0.04
HIGH_TABLE: Final = 1.1
SEAT_HEIGHT: Final = 0.45
SEAT_THICK: Final = 0.05
BACK_FROM: Final = 0.52
BACK_TO: Final = 0.86
CHAIR_HALF: Final = 0.22
CHAIR_DEPTH: Final = 0.42
STAGE_HEIGHT: Final = 0.4
PERSON_HEIGHT: Final = 1.72
# Farther away than this a chair is its seat and back only; then rounds are coarser; then chairs are their backs.
LEGS_WITHIN: Final = 13.0
FINE_WITHIN: Final = 16.0
COARSE_FROM: Final = 24.0
_CORNERS_OF_A_ROUND: Final = (28, 16, 9)
# A person seen from anywhere: half of the outline from the crown down, across and up in parts of the height.
FIGURE: Final = (
    *((0.0, 1.0), (0.035, 0.993), (0.052, 0.965), (0.055, 0.93), (0.045, 0.895), (0.028, 0.872), (0.03, 0.85)),
    *((0.075, 0.832), (0.118, 0.812), (0.13, 0.77), (0.137, 0.62), (0.128, 0.5), (0.108, 0.5), (0.102, 0.64)),
    *((0.094, 0.48), (0.088, 0.26), (0.072, 0.02), (0.09, 0.0), (0.026, 0.0), (0.018, 0.24), (0.0, 0.44)),
)


# On the picture less high than this in pixels, a figure is drawn with fewer corners.
_SMALL_FIGURE: Final = 90
# People differ a little.
_PEOPLE: Final = (Look.PERSON, Look.LIGHT_PERSON, Look.PERSON, Look.DARK_PERSON, Look.LIGHT_PERSON)


class Chair(NamedTuple):
    """Where a chair stands, and where it looks, in degrees clockwise from the front wall."""

    x: float
    y: float
    heading: int


class Slab(NamedTuple):
    """A table top along the walls."""

    left: float
    front: float
    right: float
    back: float


def chair(camera: Camera, at: Chair) -> Iterator[Shape]:
    """Draw a chair: what is behind its seat first; far ones without legs."""
    turn = radians(at.heading)
    run, rise = sin(turn), -cos(turn)

    def place(aside: float, ahead: float, z: float) -> Point:
        return Point(at.x + run * ahead - rise * aside, at.y + rise * ahead + run * aside, z)

    half, deep = CHAIR_HALF, CHAIR_DEPTH / 2
    seat = [place(a, b, SEAT_HEIGHT) for a, b in ((-half, -deep), (half, -deep), (half, deep), (-half, deep))]
    back = [
        place(a, b, z)
        for a, b, z in (
            (-half, -deep, BACK_FROM),
            (half, -deep, BACK_FROM),
            (half * 0.94, -deep - 0.05, BACK_TO),
            (-half * 0.94, -deep - 0.05, BACK_TO),
        )
    ]
    is_near = camera.depth(Point(at.x, at.y, 0)) < LEGS_WITHIN
    legs = (
        tuple(
            camera.line(Point(p.x, p.y, 0), Point(p.x, p.y, BACK_FROM if number < 2 else SEAT_HEIGHT))  # noqa: PLR2004 - the first two bear the back
            for number, p in enumerate(seat)
        )
        if is_near
        else ()
    )
    from_behind = (camera.eye.x - at.x) * run + (camera.eye.y - at.y) * rise < 0
    seat_face = Shape(Look.SEAT, (camera.face(seat),))
    back_face = Shape(Look.BACK, (camera.face(back),))
    if camera.depth(Point(at.x, at.y, 0)) > COARSE_FROM:
        yield back_face
        return
    if legs:
        yield Shape(Look.LEG, legs, closed=False)
    yield from (seat_face, back_face) if from_behind else (back_face, seat_face)


def table(camera: Camera, top: Slab) -> Iterator[Shape]:
    """Draw a table along the walls: legs, the edges that face the eye, the top."""
    if camera.depth(Point(top.left, top.back, 0)) < COARSE_FROM:
        yield _legs(camera, top)
    yield from block(camera, top, TABLE_HEIGHT - TABLE_THICK, TABLE_HEIGHT, (Look.TABLE, Look.TABLE_SIDE))


def _legs(camera: Camera, top: Slab) -> Shape:
    feet = [(x, y) for x in (top.left + 0.06, top.right - 0.06) for y in (top.front + 0.06, top.back - 0.06)]
    under = TABLE_HEIGHT - TABLE_THICK
    return Shape(Look.LEG, tuple(camera.line(Point(x, y, 0), Point(x, y, under)) for x, y in feet), closed=False)


def block(camera: Camera, base: Slab, low: float, high: float, looks: tuple[Look, Look]) -> Iterator[Shape]:
    """Draw a box along the walls: the sides that face the eye, and the top where the eye is above it."""
    sides = []
    if camera.eye.y > base.back:
        sides.append(((base.left, base.back), (base.right, base.back)))
    if camera.eye.x < base.left:
        sides.append(((base.left, base.front), (base.left, base.back)))
    if camera.eye.x > base.right:
        sides.append(((base.right, base.front), (base.right, base.back)))
    faces = tuple(
        camera.face((Point(*start, low), Point(*end, low), Point(*end, high), Point(*start, high)))
        for start, end in sides
    )
    yield Shape(looks[1], faces)
    if camera.eye.z > high:
        corners = ((base.left, base.front), (base.right, base.front), (base.right, base.back), (base.left, base.back))
        yield Shape(looks[0], (camera.face([Point(*corner, high) for corner in corners]),))


def clothed(camera: Camera, x: float, y: float, radius: float) -> Iterator[Shape]:
    """Draw a round table under a cloth that falls to the floor, with something small in its middle."""
    top, hem = (_ring(camera, x, y, part, z) for part, z in ((radius, TABLE_HEIGHT), (radius * 1.04, 0.03)))
    yield Shape(Look.CLOTH_SIDE, (camera.within(_hull((*top, *hem))),))
    yield Shape(Look.CLOTH, (camera.within(top),))
    if camera.depth(Point(x, y, 0)) > FINE_WITHIN:
        return
    vase = [camera.see(Point(x, y, z)) for z in (TABLE_HEIGHT, TABLE_HEIGHT + 0.22)]
    wide = (vase[0].y - vase[1].y) * 0.28
    leaf = (
        vase[1],
        Dot(vase[1].x + wide, vase[1].y + wide * 1.5),
        vase[0],
        Dot(vase[1].x - wide, vase[1].y + wide * 1.5),
    )
    yield Shape(Look.BACK, (camera.within(leaf),))


def rounded(camera: Camera, x: float, y: float, radius: float) -> Iterator[Shape]:
    """Draw a bare round table on its foot."""
    foot = _ring(camera, x, y, radius * 0.36, 0.02)
    yield Shape(Look.TABLE_SIDE, (camera.within(foot),))
    yield Shape(Look.LEG, (camera.line(Point(x, y, 0), Point(x, y, TABLE_HEIGHT)),), closed=False)
    top, under = (_ring(camera, x, y, radius, z) for z in (TABLE_HEIGHT, TABLE_HEIGHT - TABLE_THICK))
    yield Shape(Look.TABLE_SIDE, (camera.within(_hull((*top, *under))),))
    yield Shape(Look.TABLE, (camera.within(top),))


def high_table(camera: Camera, x: float, y: float, radius: float) -> Iterator[Shape]:
    """Draw a table to stand at."""
    yield Shape(Look.TABLE_SIDE, (camera.within(_ring(camera, x, y, radius * 0.6, 0.02)),))
    yield Shape(Look.LEG, (camera.line(Point(x, y, 0), Point(x, y, HIGH_TABLE)),), closed=False)
    top, under = (_ring(camera, x, y, radius, z) for z in (HIGH_TABLE, HIGH_TABLE - TABLE_THICK))
    yield Shape(Look.TABLE_SIDE, (camera.within(_hull((*top, *under))),))
    yield Shape(Look.TABLE, (camera.within(top),))


def person(camera: Camera, x: float, y: float, *, floor: float = 0.0, share: float = 1.0) -> Shape:
    """Draw a person as a silhouette that faces the eye; ``share`` of the usual height."""
    feet, crown = camera.see(Point(x, y, floor)), camera.see(Point(x, y, floor + PERSON_HEIGHT * share))
    high = feet.y - crown.y
    outline = FIGURE if high > _SMALL_FIGURE else FIGURE[::2]
    right = [Dot(feet.x + across * high, feet.y - up * high) for across, up in outline]
    left = [Dot(2 * feet.x - dot.x, dot.y) for dot in reversed(right[1:-1])]
    return Shape(_PEOPLE[int(x * 37 + y * 91) % len(_PEOPLE)], (camera.within((*right, *left)),))


def _ring(camera: Camera, x: float, y: float, radius: float, z: float) -> Trace:
    far = camera.depth(Point(x, y, z))
    corners = _CORNERS_OF_A_ROUND[(far > FINE_WITHIN) + (far > COARSE_FROM)]
    turns = [2 * pi * at / corners for at in range(corners)]
    return tuple(camera.see(Point(x + radius * cos(turn), y + radius * sin(turn), z)) for turn in turns)


def _hull(dots: Sequence[Dot]) -> Trace:
    """Return the outline round dots (Andrew's chain)."""
    rows = sorted(set(dots))
    low, high = _chain(rows), _chain(rows[::-1])
    return (*low[:-1], *high[:-1])


def _chain(dots: Sequence[Dot]) -> list[Dot]:
    found: list[Dot] = []
    for dot in dots:
        while len(found) > 1 and _turns_back(found[-2], found[-1], dot):
            found.pop()
        found.append(dot)
    return found


def _turns_back(first: Dot, then: Dot, last: Dot) -> bool:
    return (then.x - first.x) * (last.y - first.y) - (then.y - first.y) * (last.x - first.x) <= 0


def away(camera: Camera, x: float, y: float) -> float:
    """Return how far a place on the floor is from the eye, in metres."""
    return hypot(x - camera.eye.x, y - camera.eye.y)
