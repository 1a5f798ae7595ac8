"""Houses of a flat wet country: narrow gables on a canal, modern blocks of brick, works turned into a hotel."""

from __future__ import annotations

from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.interfaces.drawn.elevations.board import Board, Pane, arch, grid
from zaal.interfaces.drawn.elevations.surroundings import flags

if TYPE_CHECKING:
    from zaal.domain.facades import Design, Dice
    from zaal.interfaces.drawn.sheet import Sheet

_WALLS: Final = ("brick", "plaster", "pale", "shaded", "brick", "dark")
_GABLES: Final = ("spout", "step", "bell", "neck", "cornice")
# Stars from which flags hang over the entrance.
_FLAGGED: Final = 4


class _Narrow(NamedTuple):
    """One narrow house: where it starts, its width, its storeys from below in metres, gable and wall."""

    x: float
    width: float
    storeys: tuple[float, ...]
    gable: str
    wall: str

    @property
    def eaves(self) -> float:
        return sum(self.storeys)


def canal(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw narrow houses wall to wall, each with a gable and a hoisting beam of its own."""
    number = design.parts or max(3, min(6, ceil(design.bedrooms / 16)))
    houses: list[_Narrow] = []
    x = 0.0
    for at in range(number):
        width = dice.between(f"width{at}", 5.6, 7.6)
        storeys = (3.9, 3.5, 3.2, 2.9)[: 3 + dice.throw(f"storeys{at}", 2)]
        gable = _GABLES[(dice.throw("gable", 5) + at * (1 + dice.throw("turn", 3))) % 5]
        wall = _WALLS[(dice.throw("wall", 6) + at * (1 + dice.throw("hue", 4))) % 6]
        houses.append(_Narrow(x, width, storeys, gable, wall))
        x += width
    board = Board(sheet, dice, width=x + 3, height=17.5)
    houses = [house._replace(x=house.x - x / 2) for house in houses]
    for house in houses:
        _narrow(board, house, f"h{house.x:.2f}")
    middle = houses[number // 2]
    entrance = middle.x + middle.width / 2
    board.signboard(name, x=entrance, z=3.72, width=middle.width - 0.7, height=0.5)
    if design.stars >= _FLAGGED:
        flags(board, entrance, 4.4, 2)
    return board, entrance


def _narrow(board: Board, house: _Narrow, seed: str) -> None:
    x, w, top = house.x, house.width, house.eaves
    bays = 3 if w > 6.2 else 2  # noqa: PLR2004 - a third window needs the width
    board.face(house.wall, [(x, 0), (x + w, 0), (x + w, top), *_gable(house), (x, top)])
    panes: list[Pane] = []
    z = house.storeys[0]
    for high in house.storeys[1:]:
        panes += grid(Pane(x + 0.35, z, w - 0.7, high), columns=bays, rows=1, wide=0.58, high=0.66)
        z += high
    shutters = [Pane(p.x + way, p.z, 0.3, p.height) for p in panes for way in (-0.34, p.width + 0.04)]
    if bays == 2 and board.dice.throw(f"{seed}shutters", 2):  # noqa: PLR2004 - shutters need room between windows
        board.boxes("shutter", shutters)
    board.windows(seed, panes, across=2, up=3)
    attic = Pane(x + w / 2 - 0.42, top + 0.35, 0.84, 1.25)
    board.windows(f"{seed}attic", [attic], across=2, up=2, arched=house.gable in {"bell", "neck"})
    board.lines("fine", [(x, top), (x + w, top)], [(x, house.storeys[0] - 0.1), (x + w, house.storeys[0] - 0.1)])
    if house.gable != "cornice":
        board.lines("post", [(x + w / 2, top + 2.1), (x + w / 2, top + 1.75)])
        board.box("board", x + w / 2 - 0.09, top + 2.02, 0.18, 0.16)
    _ground_floor(board, house, seed)


def _ground_floor(board: Board, house: _Narrow, seed: str) -> None:
    """Draw the door over a stoop, with a light above it, and the windows beside."""
    x, w = house.x, house.width
    door = x + (0.5 if board.dice.throw(f"{seed}door", 2) else w - 1.7)
    beside = x + 2.1 if door < x + w / 2 else x + 0.5
    board.boxes(
        "stoop", [Pane(door - 0.3 - 0.18 * step, 0, 1.8 + 0.36 * step, 0.54 - 0.18 * step) for step in (0, 1, 2)]
    )
    board.box("door", door, 0.54, 1.2, 2.1)
    board.windows(f"{seed}fan", [Pane(door, 2.72, 1.2, 0.5)], across=3, up=1)
    wide = (w - 2.6) / 2
    panes = [Pane(beside + at * wide + 0.1, 0.95, wide - 0.2, 2.3) for at in range(2)]
    board.windows(f"{seed}low", panes, across=2, up=3)


def _gable(house: _Narrow) -> list[tuple[float, float]]:
    """Return the gable's outline from the right eaves to the left."""
    x, w, top = house.x, house.width, house.eaves
    shapes = {
        "spout": ((1, 0), (0.62, 2.7), (0.62, 3.2), (0.38, 3.2), (0.38, 2.7)),
        "step": ((1, 0.7), (0.86, 0.7), (0.86, 1.4), (0.74, 1.4), (0.74, 2.1), (0.62, 2.1), (0.62, 2.8)),
        "bell": ((0.98, 0.35), (0.9, 0.6), (0.82, 1.2), (0.78, 2.0), (0.7, 2.5), (0.64, 2.6), (0.6, 2.95), (0.5, 3.15)),
        "neck": ((1, 0.3), (0.9, 0.36), (0.8, 0.7), (0.74, 1.2), (0.72, 2.5), (0.78, 2.6), (0.5, 3.25)),
        "cornice": ((1.03, 0), (1.03, 0.55), (1.0, 0.62)),
    }[house.gable]
    right = [(x + w * across, top + up) for across, up in shapes]
    left = [(2 * x + w - place, up) for place, up in reversed(right)]
    return [*right, *left]


def block(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a modern block: brick with tall windows over a ground floor of glass, one part higher than the other."""
    storeys = max(4, min(11, round(design.bedrooms / 30) + 1 + dice.throw("storeys", 2)))
    columns = max(8, min(17, ceil(design.bedrooms / storeys / 2.4)))
    width, high, low = columns * 3.3, 3.2, 4.6
    board = Board(sheet, dice, width=width + 8, height=low + storeys * high + 6)
    x, top = -width / 2, low + storeys * high
    raised = max(3, round(columns * dice.between("raised", 0.24, 0.42)))
    at_left = bool(dice.throw("side", 2))
    tall = Pane(
        x if at_left else x + width - raised * 3.3, low, raised * 3.3, (storeys + 1 + dice.throw("more", 2)) * high
    )
    wall, other = dice.pick(
        "walls", (("brick", "pale"), ("pale", "brick"), ("plaster", "dark"), ("shaded", "brick"), ("dark", "pale"))
    )
    board.box(wall, x, low, width, top - low)
    body = Pane(x if not at_left else x + raised * 3.3, low, width - raised * 3.3, top - low)
    pattern = dice.pick("pattern", ("even", "shifted", "bands", "pairs"))
    _windowed(board, body, (columns - raised, storeys), pattern, "body")
    board.box(other, *tall)
    rows = round(tall.height / high)
    _windowed(board, tall, (raised, rows), dice.pick("other", ("even", "bands", "pairs")), "tall")
    board.box("roof", x - 0.2 if not at_left else x + raised * 3.3, top, width - raised * 3.3 + 0.2, 0.45)
    board.box("roof", tall.x - 0.2, tall.z + tall.height, tall.width + 0.4, 0.5)
    _glazed_foot(board, Pane(x, 0, width, low), columns)
    entrance = body.x + body.width * dice.pick("entrance", (0.3, 0.5, 0.68))
    _canopy(board, entrance, low, design.stars)
    letters = min(body.width * 0.72, 24)
    board.sign(name, x=body.x + body.width / 2, z=top + 0.85, width=letters, height=2.1)
    board.lines(
        "post",
        *(
            [
                (body.x + body.width / 2 + way * letters * 0.4, top + 0.4),
                (body.x + body.width / 2 + way * letters * 0.4, top + 0.8),
            ]
            for way in (-1, 0, 1)
        ),
    )
    return board, entrance


def _windowed(board: Board, wall: Pane, fields: tuple[int, int], pattern: str, seed: str) -> None:
    """Fill a wall with windows: so many across and up, in a pattern."""
    columns, rows = fields
    field = wall.height / rows
    for row in range(rows):
        level = Pane(wall.x, wall.z + row * field, wall.width, field)
        match pattern:
            case "shifted":
                aside = (row % 2) * wall.width / columns * 0.22
                panes = [
                    pane._replace(x=pane.x + aside - 0.2)
                    for pane in grid(level, columns=columns, rows=1, wide=0.42, high=0.72)
                ]
                board.windows(f"{seed}{row}", panes, across=1, up=1)
            case "bands":
                panes = grid(level, columns=columns, rows=1, wide=0.94, high=0.5)
                board.windows(f"{seed}{row}", panes, across=2, up=1)
            case "pairs":
                panes = grid(level, columns=columns * 2, rows=1, wide=0.46, high=0.68)
                board.windows(f"{seed}{row}", panes, across=1, up=1)
                board.lines("hair", [(wall.x, level.z), (wall.x + wall.width, level.z)])
            case _:
                panes = grid(level, columns=columns, rows=1, wide=0.5, high=0.62)
                board.windows(f"{seed}{row}", panes, across=2, up=1)


def _glazed_foot(board: Board, foot: Pane, columns: int) -> None:
    board.box("plinth", *foot)
    panes = grid(Pane(foot.x, 0.25, foot.width, foot.height - 1.1), columns=columns, rows=1, wide=0.9, high=1)
    board.windows("foot", panes, across=1, up=1)
    board.lines("edge", [(foot.x, foot.height), (foot.x + foot.width, foot.height)])


def _canopy(board: Board, x: float, low: float, stars: int) -> None:
    wide = 3.4 + stars * 0.5
    board.box("door", x - 1.5, 0, 3.0, 2.7)
    board.lines("bar", [(x, 0), (x, 2.7)])
    board.box("board", x - wide, low - 1.35, 2 * wide, 0.42)
    board.lines(
        "post", [(x - wide + 0.4, 0), (x - wide + 0.4, low - 1.35)], [(x + wide - 0.4, 0), (x + wide - 0.4, low - 1.35)]
    )
    if stars >= _FLAGGED:
        flags(board, x, low - 0.9, min(4, stars - 1))


def works(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw works turned into a hotel: a hall of bows under saws, gables or one roof, and a chimney or a tower."""
    bays = max(5, min(9, ceil(design.bedrooms / 16)))
    storeys = 2 + dice.throw("storeys", 2) + (design.bedrooms > 150)  # noqa: PLR2004 - a larger one is higher
    width, high = bays * 4.6, 4.3
    top = storeys * high + 1.2
    board = Board(sheet, dice, width=width + 10, height=top + 9.5)
    x = -width / 2
    roof = dice.pick("roof", ("saw", "gables", "hall"))
    side = dice.pick("chimney", (-1, 1))
    _chimney(board, side * width * 0.36, top, design)
    board.face("roof", *_roofs(roof, x, top, bays))
    board.box(dice.pick("wall", ("brick", "brick", "pale", "dark")), x, 0, width, top)
    for row in range(storeys):
        level = Pane(x + 0.4, row * high + (0.7 if row else 0), width - 0.8, high - (0.7 if row else 0))
        panes = grid(level, columns=bays, rows=1, wide=0.6, high=0.78)
        middle = panes[bays // 2] if not row else None
        board.windows(
            f"bay{row}",
            [pane for pane in panes if pane is not middle],
            across=4,
            up=5,
            arched=bool(dice.throw(f"arched{min(row, 1)}", 2)),
        )
        board.lines("fine", [(x, (row + 1) * high + 0.5), (x + width, (row + 1) * high + 0.5)])
    piers = [Pane(x + at * (width - 0.8) / bays + 0.15, 0, 0.5, top) for at in range(bays + 1)]
    board.boxes("pier", piers)
    entrance = x + 0.4 + (bays // 2 + 0.5) * (width - 0.8) / bays
    board.face("door", arch(Pane(entrance - 1.4, 0, 2.8, 3.6)))
    board.lines("bar", [(entrance, 0), (entrance, 3.6)])
    board.signboard(name, x=0, z=top - 0.35, width=width * 0.6, height=1.3)
    return board, entrance


def _roofs(kind: str, x: float, top: float, bays: int) -> list[list[tuple[float, float]]]:
    width = bays * 4.6
    if kind == "hall":
        turns = [pi * at / 24 for at in range(25)]
        return [[(width / 2 * 0.98 * cos(turn), top + 4.2 * sin(turn)) for turn in turns]]
    number = max(3, bays // 2)
    wide = width / number
    peak = 0.98 if kind == "saw" else 0.5
    starts = [x + part * wide for part in range(number)]
    return [[(at, top), (at + wide, top), (at + wide * peak, top + 3.4)] for at in starts]


def _chimney(board: Board, x: float, top: float, design: Design) -> None:
    if board.dice.throw("tank", 3) == 0 or design.is_tropical:
        board.lines(
            "post",
            *([(x + way, top), (x + way * 0.8, top + 5.2)] for way in (-1.5, 0, 1.5)),
            [(x - 1.4, top + 2), (x + 1.3, top + 5)],
            [(x + 1.4, top + 2), (x - 1.3, top + 5)],
        )
        board.box("pale", x - 1.8, top + 5.2, 3.6, 2.6)
        board.face("roof", [(x - 2.1, top + 7.8), (x + 2.1, top + 7.8), (x, top + 9)])
        return
    board.face("brick", [(x - 1.1, 0), (x + 1.1, 0), (x + 0.75, top + 8.6), (x - 0.75, top + 8.6)])
    board.boxes("roof", [Pane(x - 0.95, top + 8.4, 1.9, 0.4), Pane(x - 0.9, top + 6.9, 1.8, 0.25)])
