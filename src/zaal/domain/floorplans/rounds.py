"""Round tables: all seats round (banquet), no backs to the screen (cabaret), standing at high ones (reception)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, log, radians, sin, sqrt
from typing import Final

from zaal.domain.floorplans import spacing
from zaal.domain.floorplans.shapes import Floor, Furniture, Round, Seat, Tables

_HALF_ROUND: Final = 180
# Tables stand at most so much farther apart than they must when there is room.
_WIDEST: Final = 1.35
_STAGGER: Final = sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class TableRules:
    """One kind of round table: its size, places, and distances from table to table and from table to wall."""

    diameter: int
    seats: int
    to_table: int
    to_wall: int
    reach: int
    half: bool = False
    standing: bool = False

    @property
    def pitch(self) -> int:
        return self.diameter + self.to_table

    @property
    def row_pitch(self) -> int:
        """From row to row: nobody sits at the front of a half round table, so the next row may come nearer."""
        return self.pitch - (spacing.CHAIR_REACH if self.half else 0)


BANQUET: Final = tuple(
    TableRules(diameter, seats, spacing.TABLE_TO_TABLE, spacing.ROUND_TO_WALL, spacing.CHAIR_REACH)
    for diameter, seats in spacing.BANQUET_TABLES
)
CABARET: Final = tuple(
    TableRules(diameter, seats, spacing.TABLE_TO_TABLE, spacing.ROUND_TO_WALL, spacing.CHAIR_REACH, half=True)
    for diameter, seats in spacing.CABARET_TABLES
)
RECEPTION: Final = (
    TableRules(
        spacing.HIGH_TABLE,
        spacing.ROUND_HIGH_TABLE,
        spacing.HIGH_TO_HIGH,
        spacing.HIGH_TO_WALL,
        spacing.STANDING_REACH,
        standing=True,
    ),
)


def fits(floor: Floor, kinds: tuple[TableRules, ...]) -> int:
    """Count the places at the best kind of table."""
    return max(_tables_that_fit(floor, kind) * kind.seats for kind in kinds)


def place(floor: Floor, kinds: tuple[TableRules, ...], asked: int) -> Furniture:
    """Set tables for up to ``asked``, alike at all of them, spread over the floor; the larger kind where it holds."""
    total = min(asked, fits(floor, kinds))
    kind = next(kind for kind in kinds if _tables_that_fit(floor, kind) * kind.seats >= total)
    number = ceil(total / kind.seats)
    middles = _spread(floor, kind, number) if number <= _square_grid(floor, kind) else _staggered(floor, kind, number)
    few, more = divmod(total, number)
    taken = [few + (at < more) for at in range(number)]
    seats = [seat for (x, y), share in zip(middles, taken, strict=True) for seat in _seats(x, y, kind, share)]
    tables = tuple(Round(x, y, kind.diameter) for x, y in middles)
    return Furniture(tuple(seats), tables, (), Tables(number, max(taken), min(taken)))


def _tables_that_fit(floor: Floor, kind: TableRules) -> int:
    return max(_square_grid(floor, kind), _staggered_grid(floor, kind))


def _region(floor: Floor, kind: TableRules) -> tuple[int, int, int, int]:
    """Where the middles of tables may be: left, top, width and depth; negative sizes when there is no room."""
    wall = kind.to_wall + kind.diameter // 2
    top = floor.front + kind.diameter // 2 + (0 if kind.half else kind.reach + spacing.CHAIR_DEPTH // 2)
    top = max(top, wall)
    return wall, top, floor.width - 2 * wall, floor.depth - wall - top


def _columns(width: int, kind: TableRules) -> int:
    return width // kind.pitch + 1 if width >= 0 else 0


def _square_grid(floor: Floor, kind: TableRules) -> int:
    _, _, width, depth = _region(floor, kind)
    return _columns(width, kind) * (depth // kind.row_pitch + 1 if depth >= 0 else 0)


def _staggered_grid(floor: Floor, kind: TableRules) -> int:
    """Every other row half a table aside, so that rows come nearer; half tables look past each other as they are."""
    _, _, width, depth = _region(floor, kind)
    if kind.half or width < 0 or depth < 0:
        return 0
    rows = depth // ceil(kind.pitch * _STAGGER) + 1
    columns = _columns(width, kind)
    return ceil(rows / 2) * columns + rows // 2 * _columns(width - kind.pitch // 2 - kind.pitch % 2, kind)


def _spread(floor: Floor, kind: TableRules, number: int) -> list[tuple[int, int]]:
    """Put tables in a grid that fills the floor; a last row that is short stands in the middle."""
    left, top, width, depth = _region(floor, kind)
    most_rows = depth // kind.row_pitch + 1
    proportion = (width + kind.pitch) / (depth + kind.row_pitch)
    columns = min(
        (columns for columns in range(1, _columns(width, kind) + 1) if ceil(number / columns) <= most_rows),
        key=lambda columns: (
            abs(log(columns / ceil(number / columns) / proportion)) + (ceil(number / columns) * columns - number) / 10
        ),
    )
    rows = ceil(number / columns)
    across, along = _apart(width, columns, kind.pitch), _apart(depth, rows, kind.row_pitch)
    y = top + (depth - along * (rows - 1)) // 2
    found = []
    for row in range(rows):
        here = min(columns, number - row * columns)
        x = left + (width - across * (here - 1)) // 2
        found += [(x + across * at, y + along * row) for at in range(here)]
    return found


def _apart(room: int, number: int, least: int) -> int:
    return min(room // (number - 1), int(least * _WIDEST)) if number > 1 else 0


def _staggered(floor: Floor, kind: TableRules, number: int) -> list[tuple[int, int]]:
    """Put tables in rows that look past each other; of a last row that is short the middle is taken."""
    left, top, width, depth = _region(floor, kind)
    along = ceil(kind.pitch * _STAGGER)
    columns, aside = _columns(width, kind), kind.pitch // 2 + kind.pitch % 2
    fewer = _columns(width - aside, kind)
    x = left + (width - max((columns - 1) * kind.pitch, aside + (fewer - 1) * kind.pitch)) // 2
    lines: list[list[int]] = []
    while (short := number - sum(map(len, lines))) > 0:
        is_aside = len(lines) % 2
        places = [x + is_aside * aside + at * kind.pitch for at in range(fewer if is_aside else columns)]
        lines.append(sorted(sorted(places, key=lambda place: abs(2 * place - floor.width))[:short]))
    y = top + (depth - along * (len(lines) - 1)) // 2
    return [(place, y + row * along) for row, line in enumerate(lines) for place in line]


def _seats(x: int, y: int, kind: TableRules, number: int) -> list[Seat]:
    """Put people round a table; at a half round one from one side over the back to the other."""
    radius = kind.diameter // 2 + kind.reach
    if kind.half:
        step = _HALF_ROUND / max(kind.seats - 1, 1)
        angles = [_HALF_ROUND + step * (at - (number - 1) / 2) for at in range(number)]
    else:
        angles = [_HALF_ROUND + 360 / number * (at + (number % 2 == 0) / 2) for at in range(number)]
    return [
        Seat(
            x + round(radius * sin(radians(angle))),
            y - round(radius * cos(radians(angle))),
            round(angle + _HALF_ROUND) % 360,
            standing=kind.standing,
        )
        for angle in angles
    ]
