"""What a picture of a room is made of: traces in one look, in the order in which they are drawn."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zaal.domain.perspective.camera import Trace


class Look(StrEnum):
    """What is drawn, which says how."""

    CEILING = "ceiling"
    CEILING_LINE = "ceiling_line"
    LIGHT = "light"
    WALL = "wall"
    FRONT = "front"
    SHADED_WALL = "shaded_wall"
    PANEL_LINE = "panel_line"
    CORNER = "corner"
    SKIRTING = "skirting"
    FLOOR = "floor"
    FLOOR_LINE = "floor_line"
    SUNLIGHT = "sunlight"
    SHADOW = "shadow"
    SKY = "sky"
    OUTSIDE_FAR = "outside_far"
    OUTSIDE_NEAR = "outside_near"
    OUTSIDE_LINE = "outside_line"
    WINDOW = "window"
    WINDOW_LINE = "window_line"
    DOOR = "door"
    FINE = "fine"
    SCREEN = "screen"
    SLIDE = "slide"
    STAGE = "stage"
    STAGE_SIDE = "stage_side"
    TABLE = "table"
    TABLE_SIDE = "table_side"
    CLOTH = "cloth"
    CLOTH_SIDE = "cloth_side"
    PAPER = "paper"
    LEG = "leg"
    SEAT = "seat"
    BACK = "back"
    PERSON = "person"
    LIGHT_PERSON = "light_person"
    DARK_PERSON = "dark_person"
    LAMP = "lamp"
    LAMP_LINE = "lamp_line"


class Shape(NamedTuple):
    """Traces in one look that do not cover each other; ``closed`` ones are faces."""

    look: Look
    traces: tuple[Trace, ...]
    closed: bool = True
