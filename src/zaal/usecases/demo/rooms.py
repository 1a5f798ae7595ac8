"""Invented rooms that could stand: dimensions, capacities never above the planning figures, divisible halls."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.floorplans import Wall
from zaal.domain.houses import HirePrice, HouseRooms, Opening, Seating, SpacePlan
from zaal.domain.layouts import PLANNING_SQM, Layout
from zaal.domain.rates import HireUnit
from zaal.usecases.demo.hotels import Size
from zaal.usecases.demo.market import chance, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.rates import Validity
    from zaal.usecases.demo.market import Market

# From which area and up to which head count a layout makes sense.
OFFERED = {
    Layout.THEATRE: (24, 2000),
    Layout.CLASSROOM: (28, 1200),
    Layout.U_SHAPE: (28, 60),
    Layout.BOARDROOM: (0, 24),
    Layout.HOLLOW_SQUARE: (40, 60),
    Layout.CABARET: (50, 800),
    Layout.BANQUET: (50, 1000),
    Layout.RECEPTION: (40, 2000),
}
# Above this a boardroom's head count, however large the room, stops working.
BOARDROOM_SQM, HALL_SQM, FIXED_SQM = 75, 120, 40
# How many days' hours one unit of hire is worth against an hour.
UNIT_FACTOR = {HireUnit.HOUR: 1.0, HireUnit.DAYPART: 3.4, HireUnit.DAY: 6.2}


class Bill(NamedTuple):
    """What prices the rooms of one house: its market, units and level against the market, and when it holds."""

    market: Market
    units: tuple[HireUnit, ...]
    level: float
    validity: Validity


class Shell(NamedTuple):
    """What all parts of one room share."""

    width_m: Decimal
    height_m: Decimal
    floor: int
    daylight: bool
    step_free: bool


def plan(rng: Random, bill: Bill, *, size: Size, opening: tuple[Opening, ...]) -> HouseRooms:
    """Invent the rooms of one house: a few, or many with a hall that divides."""
    market = bill.market
    small, large = list(market.small_rooms), list(market.large_rooms)
    rng.shuffle(small)
    rng.shuffle(large)
    spaces: list[SpacePlan] = []
    if size is not Size.SMALL:
        spaces += _hall(rng, bill, rng.choice(market.halls), parts=3 if size is Size.LARGE else 2)
    smalls, larges = {
        Size.SMALL: (rng.choice((2, 2, 3)), 1),
        Size.MEDIUM: (2, rng.choice((1, 1, 2))),
        Size.LARGE: (3, 2),
    }[size]
    spaces += [_room(rng, bill, name, rng.uniform(17, 42)) for name in small[:smalls]]
    spaces += [_room(rng, bill, name, rng.uniform(48, 112)) for name in large[:larges]]
    return HouseRooms(opening, tuple(_sections(spaces)), tuple(spaces))


def opening_hours(rng: Random, *, airport: bool) -> tuple[Opening, ...]:
    """Open most houses from 08:00 to 23:00; some close on Sunday, some work past midnight."""
    opens, closes = (420, 1440) if airport else (480, 1380)
    closed = frozenset({6}) if not airport and chance(rng, 0.2) else frozenset[int]()
    late = frozenset({4, 5}) if chance(rng, 0.25) else frozenset[int]()
    return tuple(
        Opening(weekday, opens, 1500 if weekday in late else closes) for weekday in range(7) if weekday not in closed
    )


def _hall(rng: Random, bill: Bill, name: str, *, parts: int) -> list[SpacePlan]:
    """Divide a hall by airwalls: each part, each pair of neighbours, and the whole are listed."""
    shell = Shell(
        width_m=_half_metres(rng.uniform(9, 14)),
        height_m=_half_metres(rng.uniform(3.5, 5.5)),
        floor=rng.choice((0, 0, 1)),
        daylight=chance(rng, 0.5),
        step_free=True,
    )
    length = _half_metres(rng.uniform(7.5, 12))
    loop = chance(rng, 0.4)
    sections = [f"{name} {mark}" for mark in bill.market.section_marks[:parts]]
    spaces: list[SpacePlan] = []
    for count in range(1, parts + 1):
        for first in range(parts - count + 1):
            members = tuple(sections[first : first + count])
            marks = "+".join(bill.market.section_marks[first : first + count])
            spaces.append(
                _space(
                    rng,
                    bill,
                    name if count == parts else f"{name} {marks}",
                    shell,
                    sections=members,
                    length_m=length * count,
                    hearing_loop=loop,
                )
            )
    return spaces


def _room(rng: Random, bill: Bill, name: str, area: float) -> SpacePlan:
    width = _half_metres(max(3.5, (area / rng.uniform(1.2, 1.8)) ** 0.5))
    shell = Shell(
        width_m=width,
        height_m=_half_metres(rng.uniform(2.5, 3.5)),
        floor=rng.choice((0, 1, 1, 2, 3)),
        daylight=chance(rng, 0.85),
        step_free=chance(rng, 0.85),
    )
    loop = chance(rng, 0.2)
    return _space(
        rng, bill, name, shell, sections=(name,), length_m=_half_metres(area / float(width)), hearing_loop=loop
    )


def _space(  # noqa: PLR0913 - a room has just these parts
    rng: Random,
    bill: Bill,
    name: str,
    shell: Shell,
    *,
    sections: tuple[str, ...],
    length_m: Decimal,
    hearing_loop: bool,
) -> SpacePlan:
    area = length_m * shell.width_m
    is_hall = area >= HALL_SQM or len(sections) > 1
    fixed = not is_hall and area < FIXED_SQM and chance(rng, 0.25)
    door, windows = _walls(name, shell, length_m, is_part=len(sections) > 1 or is_hall)
    setup, breakdown = (60, 45) if is_hall else rng.choice(((0, 0), (15, 15), (30, 15), (30, 30)))
    return SpacePlan(
        name=name,
        sections=sections,
        seatings=tuple(_seatings(area, is_hall=is_hall, fixed=fixed)),
        hire=_hire(bill, float(area)),
        area_sqm=area,
        length_m=length_m,
        width_m=shell.width_m,
        height_m=shell.height_m,
        floor=shell.floor,
        daylight=shell.daylight,
        step_free=shell.step_free,
        hearing_loop=hearing_loop,
        fixed_furniture=fixed,
        amenities=tuple(_equipment(rng, is_hall=is_hall, asian=bill.market.country == "SG")),
        setup_minutes=setup,
        breakdown_minutes=breakdown,
        buffers_inside=not is_hall and chance(rng, 0.15),
        door_wall=door,
        window_walls=windows,
    )


def _walls(name: str, shell: Shell, length_m: Decimal, *, is_part: bool) -> tuple[Wall, tuple[Wall, ...]]:
    """Tell where the door and the windows are; the parts of a hall all open to one corridor along its length.

    Draws from the room's own name, so that the rest of the world stays as it was without walls.
    """
    if is_part:
        is_across = not 1 < length_m / shell.width_m <= Decimal("2.2")
        door, facing = (Wall.BACK, Wall.FRONT) if is_across else (Wall.RIGHT, Wall.LEFT)
        return door, (facing,) if shell.daylight else ()
    rng = Random(f"walls:{name}:{length_m}:{shell.width_m}")  # noqa: S311 - an invented room, nothing secret
    door = rng.choice((Wall.BACK, Wall.BACK, Wall.RIGHT, Wall.LEFT))
    outside = rng.choice([wall for wall in (Wall.LEFT, Wall.RIGHT, Wall.BACK) if wall is not door])
    corner = (Wall.BACK,) if outside is not Wall.BACK and door is not Wall.BACK and chance(rng, 0.2) else ()
    return door, (outside, *corner) if shell.daylight else ()


def _seatings(area: Decimal, *, is_hall: bool, fixed: bool) -> Iterator[Seating]:
    """State capacities from the planning figures, rounded down; a tenth of a hall is kept for stage and screen."""
    usable = area * (Decimal("0.9") if is_hall else Decimal("0.97"))
    for layout, (from_sqm, most) in OFFERED.items():
        too_large = layout is Layout.BOARDROOM and area > BOARDROOM_SQM
        if area < from_sqm or too_large or (fixed and layout is not Layout.BOARDROOM):
            continue
        seats = min(most, int(usable / PLANNING_SQM[layout]))
        seats -= seats % (10 if seats > 100 else 5 if seats > 40 else 2)  # noqa: PLR2004 - as charts round
        least = 1 if seats < 60 else seats * 15 // 100  # noqa: PLR2004 - a hall is not opened for a handful
        tables = layout in {Layout.BANQUET, Layout.CABARET} and is_hall
        yield Seating(layout, least, seats, 90 if tables else None, 60 if tables else None)


def _hire(bill: Bill, area: float) -> tuple[HirePrice, ...]:
    market = bill.market
    per_hour = min(market.hire_most, (market.hire_base + market.hire_per_sqm * area) * bill.level)
    return tuple(HirePrice(unit, rounded(per_hour * UNIT_FACTOR[unit], "5"), bill.validity) for unit in bill.units)


def _equipment(rng: Random, *, is_hall: bool, asian: bool) -> Iterator[str]:
    yield "screen"
    if is_hall:
        yield from ("sound_system", "microphones", "blackout")
        if chance(rng, 0.6):
            yield "stage"
    else:
        yield rng.choice(("flipchart", "whiteboard"))
        if chance(rng, 0.35):
            yield "video_conference"
    if asian or chance(rng, 0.7):
        yield "air_conditioning"


def _sections(spaces: list[SpacePlan]) -> Iterator[str]:
    yield from dict.fromkeys(section for space in spaces for section in space.sections)


def _half_metres(metres: float) -> Decimal:
    return Decimal(round(metres * 2)) / 2
