"""What a drawing is made of. All lengths are whole millimetres; x runs along the front wall, y away from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from zaal.domain.layouts import Layout


class Assumed(StrEnum):
    """What a drawing shows though nobody said so."""

    PROPORTION = "proportion"
    DOOR = "door"
    WINDOWS = "windows"
    AIRWALLS = "airwalls"


class Wall(StrEnum):
    """A wall of a room, as one sees it who faces the front."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a combined room; without its area the parts count as equal."""

    name: str
    area_sqm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What is known of a room; None is not known. ``parts`` are the sections of a combined room, in their order.

    The walls of the door and the windows are told as in the room's usual set-up, with the front where it usually is.
    """

    length_m: Decimal | None = None
    width_m: Decimal | None = None
    area_sqm: Decimal | None = None
    height_m: Decimal | None = None
    has_screen: bool = False
    has_stage: bool = False
    daylight: bool | None = None
    parts: tuple[Part, ...] = ()
    door: Wall | None = None
    windows: tuple[Wall, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle along the walls: its corner nearest to the front left, and its size."""

    x: int
    y: int
    width: int
    depth: int


@dataclass(frozen=True, slots=True)
class Round:
    """A round table: its middle and diameter."""

    x: int
    y: int
    diameter: int


@dataclass(frozen=True, slots=True)
class Seat:
    """A place: its middle, and where who is there looks, in degrees clockwise from the front wall."""

    x: int
    y: int
    heading: int
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one point to another."""

    x: int
    y: int
    to_x: int
    to_y: int


@dataclass(frozen=True, slots=True)
class Door:
    """An opening in a wall, its leaves turning outwards: where it starts along that wall, and how wide it is.

    A wall is measured from the left, or from the front.
    """

    start: int
    width: int
    leaves: int
    wall: Wall


@dataclass(frozen=True, slots=True)
class Airwall:
    """Where a wall of panels comes down, and what it parts."""

    line: Line
    parts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Seats in rows: how many, of how many, and the last one's; aisles between blocks and along walls."""

    rows: int
    each: int
    last: int
    middle_aisles: int
    wall_aisles: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Seats along sides of tables: at each of the two long ones, at the back and at the front."""

    long: int
    back: int
    front: int


@dataclass(frozen=True, slots=True)
class Tables:
    """Places round tables: how many tables, and the most and fewest at one."""

    tables: int
    most: int
    fewest: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in a room, and how it would be told; without an order when nothing fits."""

    seats: tuple[Seat, ...]
    tables: tuple[Box | Round, ...]
    aisles: tuple[Box, ...]
    order: Rows | Sides | Tables | None


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor to furnish: the width of the front wall, the depth from it, and what stays free before the seats."""

    width: int
    depth: int
    front: int


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A room drawn to scale with as many places as fit, up to the number asked.

    ``fits`` is what the drawing's own spacing holds; ``stated`` what the hotel says, which is what counts when one
    books; None when it does not offer the layout.
    """

    layout: Layout
    asked: int
    fits: int
    stated: int | None
    width: int
    depth: int
    furniture: Furniture
    screen: Box | None
    stage: Box | None
    door: Door
    windows: tuple[Line, ...]
    airwalls: tuple[Airwall, ...]
    assumed: tuple[Assumed, ...]

    @property
    def drawn(self) -> int:
        return len(self.furniture.seats)

    @property
    def window_walls(self) -> tuple[Wall, ...]:
        """The walls in which windows are drawn."""
        return tuple(dict.fromkeys(self.wall_of(line) for line in self.windows))

    def wall_of(self, line: Line) -> Wall:
        """Tell in which wall a line runs."""
        if line.y == line.to_y:
            return Wall.FRONT if line.y == 0 else Wall.BACK
        return Wall.LEFT if line.x == 0 else Wall.RIGHT
