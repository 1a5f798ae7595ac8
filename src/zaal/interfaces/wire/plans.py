"""A room drawn to scale as programs read it: metres, x along the front wall, y away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.domain.floorplans import Assumed, Box, Round, Wall
from zaal.domain.layouts import Layout
from zaal.interfaces import floorplan_words

if TYPE_CHECKING:
    from zaal.domain.floorplans import Line, Seat
    from zaal.queries.plans import RoomPlan

MILLIMETRES = 1000


class BoxOut(BaseModel):
    """A rectangle along the walls, by its corner nearest to the front left; metres."""

    x: float
    y: float
    width: float
    depth: float

    @classmethod
    def from_box(cls, box: Box) -> BoxOut:
        """Write a rectangle."""
        return cls(x=metres(box.x), y=metres(box.y), width=metres(box.width), depth=metres(box.depth))


class RoundOut(BaseModel):
    """A round table, by its middle; metres."""

    x: float
    y: float
    diameter: float

    @classmethod
    def from_round(cls, table: Round) -> RoundOut:
        """Write a round table."""
        return cls(x=metres(table.x), y=metres(table.y), diameter=metres(table.diameter))


class SeatOut(BaseModel):
    """A place, by its middle in metres; ``heading`` in degrees clockwise from the front wall."""

    x: float
    y: float
    heading: int
    standing: bool

    @classmethod
    def from_seat(cls, seat: Seat) -> SeatOut:
        """Write a place."""
        return cls(x=metres(seat.x), y=metres(seat.y), heading=seat.heading, standing=seat.standing)


class LineOut(BaseModel):
    """A straight line; metres."""

    x: float
    y: float
    to_x: float
    to_y: float

    @classmethod
    def from_line(cls, line: Line) -> LineOut:
        """Write a line."""
        return cls(x=metres(line.x), y=metres(line.y), to_x=metres(line.to_x), to_y=metres(line.to_y))


class DoorOut(BaseModel):
    """The door: its wall as one sees it who faces the front, where it starts along it, how wide it is; metres.

    A wall is measured from the left, or from the front.
    """

    wall: Wall
    start: float
    width: float
    leaves: int


class AirwallOut(LineOut):
    """Where an airwall comes down, and the parts on its two sides."""

    parts: tuple[str, str]


class PlanOut(BaseModel):
    """A drawing. It warns and never sells: the hotel's own figure, ``stated``, decides what can be booked."""

    venue: str
    space: str
    layout: Layout
    asked: int
    drawn: int = Field(description="Places in this drawing: as many as fit, up to those asked.")
    fits: int = Field(description="Places that fit by our spacing.")
    stated: int | None = Field(description="What the hotel states; null when it does not offer the layout.")
    width: float = Field(description="Metres along the front wall.")
    depth: float = Field(description="Metres from the front wall to the back.")
    assumed: list[Assumed] = Field(description="What is drawn though nobody told it.")
    description: str = Field(description="The drawing in words, in the language of Accept-Language.")
    seats: list[SeatOut]
    tables: list[BoxOut | RoundOut]
    aisles: list[BoxOut]
    screen: BoxOut | None
    stage: BoxOut | None
    door: DoorOut
    windows: list[LineOut]
    airwalls: list[AirwallOut]

    @classmethod
    def from_plan(cls, told: RoomPlan, language: str) -> PlanOut:
        """Write a drawing."""
        plan = told.drawing
        return cls(
            venue=told.venue_slug,
            space=told.space_slug,
            layout=plan.layout,
            asked=plan.asked,
            drawn=plan.drawn,
            fits=plan.fits,
            stated=plan.stated,
            width=metres(plan.width),
            depth=metres(plan.depth),
            assumed=list(plan.assumed),
            description=floorplan_words.description(plan, language),
            seats=[SeatOut.from_seat(seat) for seat in plan.furniture.seats],
            tables=[_table(table) for table in plan.furniture.tables],
            aisles=[BoxOut.from_box(aisle) for aisle in plan.furniture.aisles],
            screen=BoxOut.from_box(plan.screen) if plan.screen else None,
            stage=BoxOut.from_box(plan.stage) if plan.stage else None,
            door=DoorOut(
                wall=plan.door.wall,
                start=metres(plan.door.start),
                width=metres(plan.door.width),
                leaves=plan.door.leaves,
            ),
            windows=[LineOut.from_line(line) for line in plan.windows],
            airwalls=[
                AirwallOut(**LineOut.from_line(wall.line).model_dump(), parts=wall.parts) for wall in plan.airwalls
            ],
        )


def metres(millimetres: int) -> float:
    """Write a length in metres."""
    return millimetres / MILLIMETRES


def _table(table: Box | Round) -> BoxOut | RoundOut:
    return BoxOut.from_box(table) if isinstance(table, Box) else RoundOut.from_round(table)
