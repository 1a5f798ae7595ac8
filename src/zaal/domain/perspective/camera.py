"""Where one stands and looks, and what falls where on the picture: pixels from metres, verticals kept upright.

In the room x runs along the front wall, y away from it and z up, in metres; on the picture y runs down, in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin, tan
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Nothing nearer to the eye than this is drawn.
NEAR: Final = 0.3
# Lines may run so far over the edge of the picture, so that none is drawn along it.
OVERSCAN: Final = 6.0


class Point(NamedTuple):
    """A place in a room, in metres."""

    x: float
    y: float
    z: float


class Dot(NamedTuple):
    """A place on the picture, in pixels."""

    x: float
    y: float


Trace = tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the picture in pixels, and how far from its top the horizon lies."""

    width: int
    height: int
    horizon: float


@dataclass(frozen=True, slots=True)
class Camera:
    """An eye in a room, turned to the left by ``yaw`` radians from facing the front wall; ``view`` is what it spans."""

    eye: Point
    yaw: float
    view: float
    frame: Frame

    @property
    def focal(self) -> float:
        return self.frame.width / 2 / tan(self.view / 2)

    def depth(self, point: Point) -> float:
        """Return how far before the eye a point lies, along the way it looks."""
        return -(point.x - self.eye.x) * sin(self.yaw) - (point.y - self.eye.y) * cos(self.yaw)

    def see(self, point: Point) -> Dot:
        """Return where a point before the eye falls."""
        away = self.depth(point)
        aside = (point.x - self.eye.x) * cos(self.yaw) - (point.y - self.eye.y) * sin(self.yaw)
        return Dot(
            self.frame.width / 2 + self.focal * aside / away,
            self.frame.horizon - self.focal * (point.z - self.eye.z) / away,
        )

    def face(self, points: Sequence[Point]) -> Trace:
        """Return what is seen of a flat face: cut off near the eye and at the edge; nothing when it is out of sight."""
        return self.within(self.see(point) for point in self._before(points, closed=True))

    def line(self, start: Point, end: Point) -> Trace:
        """Return what is seen of a straight line."""
        ends = [self.see(point) for point in self._before((start, end), closed=False)]
        return self._cut(*ends) if len(ends) == 2 else ()  # noqa: PLR2004 - a line has two ends

    def within(self, dots: Iterable[Dot]) -> Trace:
        """Cut a face on the picture off at its edge."""
        return clipped(tuple(dots), self.edge)

    @property
    def edge(self) -> Trace:
        """The corners of the picture with its overscan."""
        right, low = self.frame.width + OVERSCAN, self.frame.height + OVERSCAN
        return (Dot(-OVERSCAN, -OVERSCAN), Dot(right, -OVERSCAN), Dot(right, low), Dot(-OVERSCAN, low))

    def _before(self, points: Sequence[Point], *, closed: bool) -> list[Point]:
        """Keep what lies before the eye, cutting each side that runs behind it."""
        found: list[Point] = []
        last = points[-1] if closed else points[0]
        for at, point in enumerate(points):
            here, there = self.depth(point) - NEAR, self.depth(last) - NEAR
            if (here >= 0) != (there >= 0) and (closed or at):
                share = there / (there - here)
                cut = (before + (after - before) * share for before, after in zip(last, point, strict=True))
                found.append(Point(*cut))
            if here >= 0:
                found.append(point)
            last = point
        return found

    def _cut(self, start: Dot, end: Dot) -> Trace:
        """Cut a line off at the edge (Liang and Barsky)."""
        least, most = 0.0, 1.0
        low_x, low_y, high_x, high_y = (*self.edge[0], *self.edge[2])
        run, rise = end.x - start.x, end.y - start.y
        sides = ((-run, start.x - low_x), (run, high_x - start.x), (-rise, start.y - low_y), (rise, high_y - start.y))
        for towards, left in sides:
            if not towards:
                if left < 0:
                    return ()
            elif towards < 0:
                least = max(least, left / towards)
            else:
                most = min(most, left / towards)
        if least >= most:
            return ()
        return (
            Dot(start.x + run * least, start.y + rise * least),
            Dot(start.x + run * most, start.y + rise * most),
        )


def clipped(dots: Sequence[Dot], window: Sequence[Dot]) -> Trace:
    """Return the part of a face inside a convex window (Sutherland and Hodgman); nothing when there is none."""
    turn = 1 if _area(window) > 0 else -1
    kept = list(dots)
    for at, start in enumerate(window):
        end = window[(at + 1) % len(window)]
        sides = [turn * ((end.x - start.x) * (d.y - start.y) - (end.y - start.y) * (d.x - start.x)) for d in kept]
        found: list[Dot] = []
        for number, dot in enumerate(kept):
            here, there, last = sides[number], sides[number - 1], kept[number - 1]
            if (here >= 0) != (there >= 0):
                share = there / (there - here)
                found.append(Dot(last.x + (dot.x - last.x) * share, last.y + (dot.y - last.y) * share))
            if here >= 0:
                found.append(dot)
        kept = found
        if not kept:
            return ()
    return tuple(kept) if len(kept) > 2 else ()  # noqa: PLR2004 - a face has three corners or more


def _area(dots: Sequence[Dot]) -> float:
    return sum(dots[at - 1].x * dot.y - dot.x * dots[at - 1].y for at, dot in enumerate(dots))
