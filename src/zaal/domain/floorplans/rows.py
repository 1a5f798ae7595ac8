"""Rows that look to the front: chairs alone (theatre), or chairs behind tables (classroom)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil, log
from typing import TYPE_CHECKING, Final

from zaal.domain.floorplans import spacing
from zaal.domain.floorplans.shapes import Box, Floor, Furniture, Rows, Seat
from zaal.domain.floorplans.tables import lengths

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BLOCKS: Final = 8
# Up to so many in a row stay together, with aisles at the walls; more are parted in the middle.
_ONE_BLOCK: Final = 8
# How much a short last row, or sides that are not alike, weigh against a block of another proportion than the room.
_UNEVEN: Final = 0.35


@dataclass(frozen=True, slots=True)
class RowRules:
    """What one kind of row asks: room a seat, from row to row, from a row's front to its back, seats in a block."""

    seat: int
    pitch: int
    depth: int
    table: int
    fewest: int
    from_one_aisle: int
    between_aisles: int


THEATRE: Final = RowRules(
    spacing.THEATRE_SEAT,
    spacing.THEATRE_PITCH,
    spacing.CHAIR_DEPTH,
    0,
    1,
    spacing.THEATRE_FROM_ONE_AISLE,
    spacing.THEATRE_BETWEEN_AISLES,
)
CLASSROOM: Final = RowRules(
    spacing.TABLE_SEAT,
    spacing.CLASSROOM_PITCH,
    spacing.CLASSROOM_TABLE + spacing.CHAIR_REACH + spacing.CHAIR_DEPTH // 2,
    spacing.CLASSROOM_TABLE,
    2,
    spacing.CLASSROOM_FROM_ONE_AISLE,
    spacing.CLASSROOM_BETWEEN_AISLES,
)


@dataclass(frozen=True, slots=True)
class _Scheme:
    """Blocks of a row with an aisle between each two, and whether the outer ones stand at a wall."""

    blocks: int
    at_left_wall: bool
    at_right_wall: bool

    @property
    def aisles_width(self) -> int:
        at_walls = self.at_left_wall + self.at_right_wall
        between = (self.blocks - 1) * spacing.AISLE
        return between + at_walls * spacing.WALL_GAP + (2 - at_walls) * spacing.WALL_AISLE

    def most(self, rules: RowRules) -> tuple[int, ...]:
        """How many each block may hold: fewer where only one end is free."""
        found = [rules.between_aisles] * self.blocks
        if self.at_left_wall:
            found[0] = rules.from_one_aisle
        if self.at_right_wall:
            found[-1] = rules.from_one_aisle
        return tuple(found)

    def holds(self, width: int, rules: RowRules) -> int:
        room = (width - self.aisles_width) // rules.seat
        return 0 if room < self.blocks * rules.fewest else min(sum(self.most(rules)), room)


_SCHEMES: Final = (
    _Scheme(2, True, True),
    _Scheme(1, False, False),
    _Scheme(1, True, False),
    *(_Scheme(blocks, False, False) for blocks in range(2, _MOST_BLOCKS + 1)),
    *(_Scheme(blocks, True, True) for blocks in range(3, _MOST_BLOCKS + 1)),
)


def fits(floor: Floor, rules: RowRules) -> int:
    """Count the seats that stand in rows on this floor."""
    return _most_rows(floor, rules) * _most_in_row(floor.width, rules)


def place(floor: Floor, rules: RowRules, asked: int) -> Furniture:
    """Set up to ``asked`` seats in rows, the first right behind the front, the last one short if need be."""
    total = min(asked, fits(floor, rules))
    rows = _rows_for(floor, rules, total)
    each = max(rules.fewest, ceil(total / rows))
    rows = ceil(total / each)
    scheme = _scheme_for(floor.width, rules, each)
    blocks = _blocks(floor.width, rules, scheme, each)
    seats: list[Seat] = []
    tables: list[Box] = []
    for row in range(rows):
        y = floor.front + row * rules.pitch
        middle = y + rules.depth - spacing.CHAIR_DEPTH // 2
        taken = _nearest(blocks, rules, floor.width, min(each, total - row * each))
        seats += [Seat(x, middle, 0) for x in taken]
        if rules.table:
            tables += _tables(blocks, rules, floor.width, y, taken)
    order = Rows(rows, each, total - (rows - 1) * each, scheme.blocks - 1, _wall_aisles(scheme))
    return Furniture(tuple(seats), tuple(tables), tuple(_aisles(floor, scheme, blocks)), order)


def _most_rows(floor: Floor, rules: RowRules) -> int:
    return max(0, (floor.depth - floor.front - spacing.WALL_AISLE - rules.depth) // rules.pitch + 1)


@cache
def _most_in_row(width: int, rules: RowRules) -> int:
    return max(scheme.holds(width, rules) for scheme in _SCHEMES)


def _rows_for(floor: Floor, rules: RowRules, total: int) -> int:
    """Choose how many rows, so that the seats fill the floor in its own proportion, full and alike on both sides."""
    most, wide = _most_rows(floor, rules), _most_in_row(floor.width, rules)
    proportion = floor.width / (floor.depth - floor.front - spacing.WALL_AISLE)

    def apart(rows: int) -> float:
        each = ceil(total / rows)
        across = each * rules.seat + (spacing.AISLE if each > _ONE_BLOCK else 0)
        uneven = (each > _ONE_BLOCK and each % 2) + (each * rows - total) / each
        return abs(log(across / (rows * rules.pitch) / proportion)) + uneven * _UNEVEN

    return min((rows for rows in range(1, most + 1) if rows * wide >= total), key=apart)


def _scheme_for(width: int, rules: RowRules, each: int) -> _Scheme:
    """Choose the first scheme that holds a row: few seats together in the middle, more in two blocks."""
    together = sorted(_SCHEMES, key=lambda scheme: scheme != _Scheme(1, False, False))
    order = together if each <= _ONE_BLOCK else _SCHEMES
    return next(scheme for scheme in order if scheme.holds(width, rules) >= each >= scheme.blocks * rules.fewest)


def _blocks(width: int, rules: RowRules, scheme: _Scheme, each: int) -> tuple[tuple[int, int], ...]:
    """Return where each block starts and how many it seats, the whole in the middle of the room."""
    shares = _shared(each, scheme.most(rules), rules.fewest)
    across = each * rules.seat + (scheme.blocks - 1) * spacing.AISLE
    x = (width - across) // 2
    if scheme.at_left_wall and not scheme.at_right_wall:
        x = min(x, max(spacing.WALL_GAP, width - spacing.WALL_AISLE - across))
    found = []
    for share in shares:
        found.append((x, share))
        x += share * rules.seat + spacing.AISLE
    return tuple(found)


def _shared(each: int, most: tuple[int, ...], fewest: int) -> tuple[int, ...]:
    """Deal the seats of a row out to its blocks, each by what it may hold."""
    shares = [fewest] * len(most)
    middle = (len(most) - 1) / 2
    for _ in range(each - sum(shares)):
        at = min(
            (at for at in range(len(most)) if shares[at] < most[at]),
            key=lambda at: (shares[at] / most[at], abs(at - middle)),
        )
        shares[at] += 1
    return _alike(shares, most)


def _alike(shares: list[int], most: tuple[int, ...]) -> tuple[int, ...]:
    """Make blocks left and right of the middle one alike, where that one has room for what is over."""
    if len(shares) % 2:
        middle = len(shares) // 2
        for at in range(middle):
            if shares[at] != shares[-1 - at] and shares[middle] < most[middle]:
                shares[middle] += 1
                shares[at] = shares[-1 - at] = min(shares[at], shares[-1 - at])
    return tuple(shares)


def _nearest(blocks: tuple[tuple[int, int], ...], rules: RowRules, width: int, number: int) -> list[int]:
    """Return the middles of the seats taken in a row: those nearest to the middle of the room."""
    middles = [x + rules.seat * at + rules.seat // 2 for x, share in blocks for at in range(share)]
    return sorted(sorted(middles, key=lambda x: (abs(2 * x - width), x))[:number])


def _tables(
    blocks: tuple[tuple[int, int], ...], rules: RowRules, width_of_room: int, y: int, taken: list[int]
) -> Iterator[Box]:
    """Put the tables of a row, both halves of the room mirrored, leaving out those nobody sits at."""
    for start, share in blocks:
        x = start
        for seats in lengths(share) if 2 * start < width_of_room else reversed(lengths(share)):
            width = seats * rules.seat
            if any(x < seat < x + width for seat in taken):
                yield Box(x, y, width, rules.table)
            x += width


def _aisles(floor: Floor, scheme: _Scheme, blocks: tuple[tuple[int, int], ...]) -> Iterator[Box]:
    behind = floor.depth - spacing.WALL_AISLE
    for x, _ in blocks[1:]:
        yield Box(x - spacing.AISLE, floor.front, spacing.AISLE, behind - floor.front)
    if not scheme.at_left_wall:
        yield Box(0, 0, spacing.WALL_AISLE, behind)
    if not scheme.at_right_wall:
        yield Box(floor.width - spacing.WALL_AISLE, 0, spacing.WALL_AISLE, behind)
    yield Box(0, behind, floor.width, spacing.WALL_AISLE)


def _wall_aisles(scheme: _Scheme) -> int:
    return 2 - scheme.at_left_wall - scheme.at_right_wall
