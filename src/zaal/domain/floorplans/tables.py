"""Tables put together: the U, the one table of a boardroom, the closed square. Seats are on the outside only."""

from __future__ import annotations

from math import ceil, log
from typing import TYPE_CHECKING, Final

from zaal.domain.floorplans import spacing
from zaal.domain.floorplans.shapes import Box, Floor, Furniture, Seat, Sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEAT: Final = spacing.TABLE_SEAT
_DEPTH: Final = spacing.TABLE_DEPTH
# So many seats across leave room inside.
_U_ACROSS: Final = ceil((spacing.U_INNER + 2 * _DEPTH) / _SEAT)
_SQUARE_ACROSS: Final = ceil((spacing.SQUARE_INNER + 2 * _DEPTH) / _SEAT)
_THREE: Final = 3


def lengths(seats: int) -> tuple[int, ...]:
    """Make a run of tables for so many seats of tables for three and for two."""
    twos = {0: 0, 1: 2, 2: 1}[seats % _THREE]
    threes = [_THREE] * ((seats - 2 * twos) // _THREE)
    half = len(threes) // 2
    return (*threes[:half], *[2] * twos, *threes[half:])


def u_fits(floor: Floor) -> int:
    """Count the seats of the largest U, its open side to the front."""
    across, leg = _u_most(floor)
    return across + 2 * leg if across >= _U_ACROSS and leg >= spacing.LEG_FEWEST else 0


def u_place(floor: Floor, asked: int) -> Furniture:
    """Set a U for up to ``asked``: the side opposite the front, then both arms from there."""
    total = min(asked, u_fits(floor))
    across, leg = _u_size(floor, total)
    width, length = across * _SEAT, leg * _SEAT
    x = (floor.width - width) // 2
    slack = floor.depth - floor.front - length - _DEPTH - spacing.EDGE_TO_WALL
    y = floor.front + slack // 2
    right = x + width
    tables = [
        *_run_down(x, y, leg),
        *_run_across(x, y + length, across),
        *_run_down(right - _DEPTH, y, leg),
    ]
    back = _middle_first(_across(x, across, y + length + _DEPTH + spacing.CHAIR_REACH, 0))
    arms = [
        seat
        for at in reversed(range(leg))
        for seat in (
            Seat(x - spacing.CHAIR_REACH, y + at * _SEAT + _SEAT // 2, 90),
            Seat(right + spacing.CHAIR_REACH, y + at * _SEAT + _SEAT // 2, 270),
        )
    ]
    seats = (*back, *arms)[:total]
    return Furniture(seats, tuple(tables), tuple(_around(floor)), _told(seats))


def boardroom_fits(floor: Floor) -> int:
    """Count the seats all round the largest table."""
    return max((2 * long + 2 * ends for long, ends, _ in _boardrooms(floor)), default=0)


def boardroom_place(floor: Floor, asked: int) -> Furniture:
    """Set one table for up to ``asked``: both long sides, the end that looks to the front, then the other end."""
    total = min(asked, boardroom_fits(floor))
    most, ends, depth = next(size for size in _boardrooms(floor) if 2 * size[0] + 2 * size[1] >= total)
    long = min(most, max(spacing.BOARDROOM_FEWEST, ceil((total - ends) / 2)))
    x, y = (floor.width - depth) // 2, (floor.depth - long * _SEAT) // 2
    right, end = x + depth, y + long * _SEAT
    sides = [
        seat
        for at in range(long)
        for seat in (
            Seat(x - spacing.CHAIR_REACH, y + at * _SEAT + _SEAT // 2, 90),
            Seat(right + spacing.CHAIR_REACH, y + at * _SEAT + _SEAT // 2, 270),
        )
    ]
    first = x + (depth - ends * _SEAT) // 2
    back, front = (
        list(_across(first, ends, place, heading))
        for place, heading in ((end + spacing.CHAIR_REACH, 0), (y - spacing.CHAIR_REACH, 180))
    )
    seats = (*sides, *back, *front)[:total]
    across = (0,) if depth != 2 * _DEPTH else (0, _DEPTH)
    tables = tuple(table for offset in across for table in _run_down(x + offset, y, long, depth=depth // len(across)))
    return Furniture(seats, tables, tuple(_around(floor)), _told(seats))


def square_fits(floor: Floor) -> int:
    """Count the seats round the largest closed square."""
    across, side = _square_most(floor)
    return 2 * (across + side) if across >= _SQUARE_ACROSS and side >= spacing.LEG_FEWEST else 0


def square_place(floor: Floor, asked: int) -> Furniture:
    """Set a closed square for up to ``asked``, as nearly square as they let it be."""
    total = min(asked, square_fits(floor))
    across, side = _square_size(floor, total)
    width, length = across * _SEAT, side * _SEAT + 2 * _DEPTH
    x, y = (floor.width - width) // 2, (floor.depth - length) // 2
    right, end = x + width, y + length
    tables = [
        *_run_across(x, y, across),
        *_run_down(x, y + _DEPTH, side),
        *_run_down(right - _DEPTH, y + _DEPTH, side),
        *_run_across(x, end - _DEPTH, across),
    ]
    back = list(_across(x, across, end + spacing.CHAIR_REACH, 0))
    sides = [
        seat
        for at in range(side)
        for seat in (
            Seat(x - spacing.CHAIR_REACH, y + _DEPTH + at * _SEAT + _SEAT // 2, 90),
            Seat(right + spacing.CHAIR_REACH, y + _DEPTH + at * _SEAT + _SEAT // 2, 270),
        )
    ]
    front = _middle_first(_across(x, across, y - spacing.CHAIR_REACH, 180))
    seats = (*back, *sides, *front)[:total]
    return Furniture(seats, tuple(tables), tuple(_around(floor)), _told(seats))


def _u_most(floor: Floor) -> tuple[int, int]:
    across = (floor.width - 2 * spacing.EDGE_TO_WALL) // _SEAT
    leg = (floor.depth - floor.front - _DEPTH - spacing.EDGE_TO_WALL) // _SEAT
    return across, leg


def _u_size(floor: Floor, total: int) -> tuple[int, int]:
    """Choose the seats across and along each arm: as many as needed, arms and back as alike as can be."""
    most_across, most_leg = _u_most(floor)
    sizes = (
        (across, max(spacing.LEG_FEWEST, ceil((total - across) / 2))) for across in range(_U_ACROSS, most_across + 1)
    )
    return min((size for size in sizes if size[1] <= most_leg), key=lambda size: _apart(size[1], size[0]))


def _boardrooms(floor: Floor) -> Iterator[tuple[int, int, int]]:
    """List the tables that stand in the room: seats along each side, at each end, and how wide they are."""
    long = (floor.depth - 2 * spacing.EDGE_TO_WALL) // _SEAT
    for depth, ends in spacing.BOARDROOM_TABLES:
        if floor.width - 2 * spacing.EDGE_TO_WALL >= depth and long >= spacing.BOARDROOM_FEWEST:
            yield long, ends, depth


def _square_most(floor: Floor) -> tuple[int, int]:
    across = (floor.width - 2 * spacing.EDGE_TO_WALL) // _SEAT
    return across, (floor.depth - 2 * spacing.EDGE_TO_WALL - 2 * _DEPTH) // _SEAT


def _square_size(floor: Floor, total: int) -> tuple[int, int]:
    most_across, most_side = _square_most(floor)
    sizes = (
        (across, max(spacing.LEG_FEWEST, ceil(total / 2) - across)) for across in range(_SQUARE_ACROSS, most_across + 1)
    )
    return min((size for size in sizes if size[1] <= most_side), key=lambda size: _apart(size[1], size[0]))


def _apart(along: int, across: int) -> float:
    return abs(log(along / across))


def _run_across(x: int, y: int, seats: int) -> Iterator[Box]:
    for number in lengths(seats):
        yield Box(x, y, number * _SEAT, _DEPTH)
        x += number * _SEAT


def _run_down(x: int, y: int, seats: int, *, depth: int = _DEPTH) -> Iterator[Box]:
    for number in lengths(seats):
        yield Box(x, y, depth, number * _SEAT)
        y += number * _SEAT


def _across(x: int, seats: int, y: int, heading: int) -> Iterator[Seat]:
    for at in range(seats):
        yield Seat(x + at * _SEAT + _SEAT // 2, y, heading)


def _middle_first(seats: Iterable[Seat]) -> list[Seat]:
    """Order a side's seats from its middle outwards, so that who is left out sits at the ends."""
    found = list(seats)
    middle = (found[0].x + found[-1].x) / 2
    return sorted(found, key=lambda seat: (abs(seat.x - middle), seat.x))


def _around(floor: Floor) -> Iterator[Box]:
    """Mark the ways along the walls behind the chairs: what stays free of the edge's distance."""
    way = spacing.EDGE_TO_WALL - spacing.CHAIR_REACH - spacing.CHAIR_DEPTH // 2
    yield Box(0, 0, way, floor.depth)
    yield Box(floor.width - way, 0, way, floor.depth)
    yield Box(way, floor.depth - way, floor.width - 2 * way, way)


def _told(seats: tuple[Seat, ...]) -> Sides:
    facing = [seat.heading for seat in seats]
    return Sides(long=facing.count(90), back=facing.count(0), front=facing.count(180))
