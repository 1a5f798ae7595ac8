"""A room's measures, and its walls as one sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.perspective.camera import Point

if TYPE_CHECKING:
    from zaal.domain.floorplans import Wall
    from zaal.domain.perspective.shapes import Look


class Room(NamedTuple):
    """A room in metres; ``outside`` names the kind of town before its windows.

    Its walls and floor are drawn as far as ``reach``: to the eye, where that looks in from outside the room. ``dress``
    is one of ``DRESSES`` ways to finish the front wall and the floor, so that rooms alike in size are told apart.
    """

    width: float
    depth: float
    height: float
    outside: str
    reach: float
    dress: int


class Side(NamedTuple):
    """A wall one sees: where it starts and runs to on the floor, and how it is painted."""

    wall: Wall
    start: tuple[float, float]
    end: tuple[float, float]
    look: Look

    def at(self, along: float, z: float) -> Point:
        """Return a point on the wall, by metres from its start."""
        (x, y), (to_x, to_y) = self.start, self.end
        long = abs(to_x - x) + abs(to_y - y)
        return Point(x + (to_x - x) * along / long, y + (to_y - y) * along / long, z)
