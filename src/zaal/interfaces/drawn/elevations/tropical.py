"""Houses of warm towns and large ones: rows of shophouses, towers with gardens in the sky, resorts among palms."""

from __future__ import annotations

from math import ceil, pi, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.interfaces.drawn.elevations.board import Board, Pane, arch, grid
from zaal.interfaces.drawn.elevations.surroundings import bush, flags, palm

if TYPE_CHECKING:
    from zaal.domain.facades import Design, Dice
    from zaal.interfaces.drawn.sheet import Sheet

_WALLS: Final = ("plaster", "brick", "pale", "shaded", "brick", "dark")
_FLAGGED: Final = 4


def row(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a row of shophouses over one five-foot way: shutters, fans of plaster, tiled roofs."""
    number = design.parts or max(4, min(6, ceil(design.bedrooms / 18)))
    field, low, high = 5.2, 4.2, 3.9
    storeys = 2 + (design.bedrooms > 85)  # noqa: PLR2004 - a larger one is higher
    width, top = number * field, low + (storeys - 1) * high
    board = Board(sheet, dice, width=width + 8, height=top + 6)
    x = -width / 2
    for at in range(number):
        wall = _WALLS[(dice.throw("wall", 6) + at * (1 + dice.throw("step", 4))) % 6]
        _shophouse(
            board,
            Pane(x + at * field, 0, field, top),
            (low, high, storeys),
            wall,
            (dice.throw("crown", 3) + at * dice.throw("mix", 2)) % 3,
        )
    entrance = x + field * (number // 2 + 0.5)
    lanterns = [(x + field * at, low - 0.9) for at in range(number + 1)]
    board.lines("fine", *([(place, z + 0.3), (place, z)] for place, z in lanterns))
    board.boxes("glow", [Pane(place - 0.22, z - 0.5, 0.44, 0.5) for place, z in lanterns])
    if design.stars >= _FLAGGED:
        flags(board, entrance, low + 0.4, 2)
    board.signboard(name, x=entrance, z=low - 0.42, width=field * 1.5, height=0.72)
    return board, entrance


def _shophouse(board: Board, unit: Pane, levels: tuple[float, float, int], wall: str, crown: int) -> None:
    low, high, storeys = levels
    x, w, top = unit.x, unit.width, unit.height
    board.face("roof", [(x, top), (x + w, top), (x + w, top + 2.2), (x, top + 2.2)])
    board.lines("hair", *([(x + w * at / 13, top), (x + w * at / 13, top + 2.2)] for at in range(1, 13)))
    board.box(wall, x, 0, w, top)
    board.box("shadowed", x + 0.45, 0, w - 0.9, low - 0.9)
    board.windows(f"shop{x:.1f}", [Pane(x + 0.8, 0.7, 1.1, 2.0), Pane(x + w - 1.9, 0.7, 1.1, 2.0)], across=3, up=1)
    board.box("door", x + w / 2 - 0.55, 0, 1.1, 2.6)
    board.boxes("plaster", [Pane(x - 0.24, 0, 0.48, low - 0.9), Pane(x + w - 0.24, 0, 0.48, low - 0.9)])
    for level in range(storeys - 1):
        z = low + level * high
        panes = grid(Pane(x + 0.3, z, w - 0.6, high), columns=3, rows=1, wide=0.72, high=0.74)
        board.face("plaster", *(arch(Pane(p.x - 0.12, p.z - 0.05, p.width + 0.24, p.height + 0.22)) for p in panes))
        board.windows(f"s{x:.1f}{level}", panes, across=2, up=1, arched=True)
        leaves = [
            Pane(p.x + way * p.width * 0.52, p.z, p.width * 0.48, p.height * 0.72) for p in panes for way in (0, 1)
        ]
        board.boxes("shutter", leaves)
        slats = [
            [(leaf.x, leaf.z + leaf.height * at / 8), (leaf.x + leaf.width, leaf.z + leaf.height * at / 8)]
            for leaf in leaves
            for at in range(1, 8)
        ]
        board.lines("slat", *slats)
        board.box("plaster", x, z - 0.16, w, 0.3)
    _crown(board, x, w, top, crown)


def _crown(board: Board, x: float, w: float, top: float, kind: int) -> None:
    """Crown a shophouse: with a curve, a panel, or its eaves alone."""
    board.box("plaster", x - 0.05, top - 0.1, w + 0.1, 0.5)
    if kind == 0:
        swing = [(x + w * at / 16, top + 0.4 + 1.5 * sin(pi * at / 16)) for at in range(17)]
        board.face("plaster", swing)
        board.face(
            "shutter",
            [
                (x + w / 2 + 0.34 * sin(2 * pi * at / 16), top + 1.05 + 0.34 * sin(2 * pi * (at + 4) / 16))
                for at in range(16)
            ],
        )
    elif kind == 1:
        board.boxes(
            "plaster", [Pane(x + w * 0.22, top + 0.4, w * 0.56, 1.2), Pane(x + w * 0.36, top + 1.6, w * 0.28, 0.6)]
        )
        board.boxes("plaster", [Pane(x + w * share - 0.2, top + 0.4, 0.4, 1.5) for share in (0.04, 0.96)])


class _Tower(NamedTuple):
    """One tower: its outline, how many windows a storey, its storeys, and the garden's."""

    x: float
    width: float
    columns: int
    storeys: int
    garden: int


def tower(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw one, two or three towers on a podium, with gardens cut into them."""
    number = 1 + dice.throw("towers", 2) + (design.bedrooms > 300)  # noqa: PLR2004 - a larger one has more
    storeys = max(11, min(20, round(design.bedrooms / number / 10)))
    columns = dice.pick("columns", (6, 7, 8, 9) if number < 3 else (5, 6))  # noqa: PLR2004 - three are slimmer
    wide, gap, high = columns * 3.2, 5.0 + dice.throw("gap", 3), 3.3
    span = number * wide + (number - 1) * gap
    podium = Pane(-(span * 0.5 + 8), 0, span + 16, 9.0)
    steps = [round(dice.between(f"step{at}", -0.2, 0.12) * storeys) if number > 1 else 0 for at in range(number)]
    tallest = podium.height + (storeys + max(0, *steps, 0)) * high
    board = Board(sheet, dice, width=podium.width + 8, height=tallest + 8)
    skin = dice.pick("skin", ("fins", "bands", "grid", "bays"))
    wall = dice.pick("wall", ("pale", "plaster", "shaded", "brick"))
    for at in range(number):
        one = _Tower(
            -span / 2 + at * (wide + gap),
            wide,
            columns,
            storeys + steps[at],
            round((storeys + steps[at]) * dice.between(f"garden{at}", 0.4, 0.72)),
        )
        _tower(
            board,
            one,
            podium.height,
            (
                skin,
                wall,
                dice.pick("crown", ("flat", "slope", "sail", "step"))
                if at == 0 or not dice.throw("alike", 2)
                else "flat",
            ),
        )
    if number > 1 and dice.throw("bridge", 2):
        z = podium.height + min(storeys + step for step in steps) * high * 0.62
        board.boxes("plaster", [Pane(-span / 2 + wide + at * (wide + gap), z, gap, 2.4) for at in range(number - 1)])
    _podium(board, podium, name)
    return board, 0.0


def _tower(board: Board, one: _Tower, foot: float, style: tuple[str, str, str]) -> None:
    skin, wall, crown = style
    high = 3.3
    x, w, top = one.x, one.width, foot + one.storeys * high
    crowns = {
        "flat": [(x, top), (x + w, top), (x + w, top + 1.2), (x, top + 1.2)],
        "slope": [(x, top), (x + w, top), (x + w, top + 8), (x, top + 2)],
        "sail": [
            (x, top),
            (x + w, top),
            *((x + w * (1 - at / 10), top + 1 + 7.5 * sin(pi / 2 * (1 - at / 10)) ** 2) for at in range(11)),
        ],
        "step": [
            (x, top),
            (x + w, top),
            (x + w, top + 2),
            (x + w * 0.75, top + 2),
            (x + w * 0.75, top + 5.5),
            (x + w * 0.25, top + 5.5),
            (x + w * 0.25, top + 2),
            (x, top + 2),
        ],
    }
    board.face("roof" if crown == "flat" else wall, crowns[crown])
    board.box(wall, x, foot - 1, w, top - foot + 1)
    wide, tall = {"fins": (0.5, 0.98), "bands": (1.0, 0.52), "grid": (0.66, 0.62), "bays": (0.84, 0.7)}[skin]
    gardens = {one.garden, one.garden + 1}
    for level in range(one.storeys):
        if level not in gardens:
            panes = grid(
                Pane(x + 0.5, foot + level * high, w - 1.0, high), columns=one.columns, rows=1, wide=wide, high=tall
            )
            board.windows(f"t{x:.1f}{level}", panes, across=2 if skin == "bays" else 1, up=1)
    if skin == "fins":
        board.lines(
            "fine",
            *(
                [(x + 0.5 + (w - 1) * at / one.columns, foot), (x + 0.5 + (w - 1) * at / one.columns, top)]
                for at in range(one.columns + 1)
            ),
        )
    z = foot + one.garden * high
    board.box("shadowed", x, z, w, 2 * high)
    for at in range(3):
        middle, tall = x + w * (0.2 + 0.3 * at), 4.0 + at % 2
        _growth(board, middle, z, tall)
    board.lines("fine", [(x, z + 1.1), (x + w, z + 1.1)])
    board.lines("edge", [(x, z), (x + w, z)], [(x, z + 2 * high), (x + w, z + 2 * high)])


def _growth(board: Board, x: float, z: float, high: float) -> None:
    """Let a small tree grow in a garden high up."""
    board.lines("trunk", [(x, z), (x, z + high * 0.6)])
    board.face(
        "crown",
        [
            (x + high * 0.42 * sin(2 * pi * at / 18), z + high * 0.66 + high * 0.36 * sin(2 * pi * (at + 4.5) / 18))
            for at in range(18)
        ],
    )


def _podium(board: Board, podium: Pane, name: str) -> None:
    x, w, top = podium.x, podium.width, podium.height
    board.box("plinth", *podium)
    columns = max(9, round(w / 4.2))
    board.windows(
        "upper", grid(Pane(x, 6.0, w, top - 6.0), columns=columns, rows=1, wide=0.86, high=0.62), across=2, up=1
    )
    board.windows("lower", grid(Pane(x, 0.2, w, 4.6), columns=columns, rows=1, wide=0.9, high=0.92), across=1, up=1)
    board.box("roof", x - 0.6, top, w + 1.2, 0.6)
    wide = min(w * 0.62, 46)
    board.box("door", -2.6, 0, 5.2, 3.6)
    board.lines("bar", [(0, 0), (0, 3.6)])
    board.signboard(name, x=0, z=top + 0.1, width=wide * 0.9, height=2.6)
    board.lines("post", *([(way * wide * 0.44, 0), (way * wide * 0.44, 4.3)] for way in (-1, 1)))


def resort(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a resort: wings that step down from a hall with a high roof, balconies, palms everywhere."""
    steps = max(2, min(3, ceil(design.bedrooms / 90)))
    storeys = 2 + steps
    wing, hall, high = 3 * 3.5, 15.0 + dice.throw("hall", 3) * 2, 3.4
    width = hall + 2 * wing * steps
    board = Board(sheet, dice, width=width + 2, height=storeys * high + 9)
    wall = dice.pick("wall", ("plaster", "pale", "shaded"))
    tall = dice.pick("tall", (0, 1))
    for number in range(7):
        palm(
            board,
            dice.between(f"back{number}", -0.48, 0.48) * width,
            storeys * high + dice.between(f"high{number}", 2.0, 6.5),
        )
    for step in reversed(range(steps)):
        for way in (-1, 1):
            levels = max(1, storeys - step - (1 if tall else 0))
            start = hall / 2 + step * wing if way > 0 else -hall / 2 - (step + 1) * wing
            _wing(board, Pane(start, 0, wing, levels * high), levels, wall, f"w{way}{step}")
    _hall(board, hall, (storeys + tall) * high * 0.8, dice.pick("roof", ("tent", "double", "wide")), wall)
    wide = hall * 0.9
    board.signboard(name, x=0, z=4.3, width=wide * 0.9, height=1.1)
    for number in range(4):
        palm(board, (-1) ** number * width * (0.2 + 0.12 * number), dice.between(f"front{number}", 6.5, 10.5))
    for number in range(6):
        bush(board, (number - 2.5) * width / 6.2, 1.1 + dice.throw(f"bush{number}", 3) * 0.35)
    if design.stars > _FLAGGED:
        flags(board, 0, 5.1, 3)
    return board, 0.0


def _wing(board: Board, body: Pane, levels: int, wall: str, seed: str) -> None:
    x, w, top = body.x, body.width, body.height
    board.face("roof", [(x - 0.9, top), (x + w + 0.9, top), (x + w - 1.8, top + 2.4), (x + 1.8, top + 2.4)])
    board.lines(
        "hair",
        *([(x + 1.8 + (w - 3.6) * at / 14, top + 2.4), (x - 0.9 + (w + 1.8) * at / 14, top)] for at in range(1, 14)),
    )
    board.box(wall, *body)
    for level in range(levels):
        z = level * body.height / levels
        fields = grid(Pane(x, z, w, body.height / levels), columns=3, rows=1, wide=0.82, high=0.8)
        board.boxes("shadowed", [pane._replace(z=z + 0.15) for pane in fields])
        board.windows(
            f"{seed}{level}",
            [Pane(pane.x + pane.width * 0.2, z + 0.15, pane.width * 0.6, 2.2) for pane in fields],
            across=2,
            up=1,
        )
        board.lines("fine", *([(pane.x, z + 1.05), (pane.x + pane.width, z + 1.05)] for pane in fields))
        board.lines(
            "hair",
            *(
                [(pane.x + pane.width * at / 8, z + 0.15), (pane.x + pane.width * at / 8, z + 1.05)]
                for pane in fields
                for at in range(1, 8)
            ),
        )


def _hall(board: Board, wide: float, top: float, kind: str, wall: str) -> None:
    x = -wide / 2
    roofs = {
        "tent": [[(x - 1.6, top), (-x + 1.6, top), (-x * 0.45, top + 3.2), (0, top + 8.4), (x * 0.45, top + 3.2)]],
        "double": [
            [(x - 1.6, top), (-x + 1.6, top), (-x * 0.6, top + 3), (x * 0.6, top + 3)],
            [(x * 0.62, top + 4.0), (-x * 0.62, top + 4.0), (0, top + 7.6)],
        ],
        "wide": [[(x - 2.2, top), (-x + 2.2, top), (-x * 0.3, top + 5.4), (x * 0.3, top + 5.4)]],
    }[kind]
    if kind == "double":
        board.box(wall, x * 0.5, top + 2.8, wide * 0.5, 1.3)
    board.face("roof", *roofs)
    board.box(wall, x, 0, wide, top)
    openings = grid(Pane(x, 5.3, wide, top - 5.3), columns=5, rows=1, wide=0.72, high=0.84)
    board.windows("hall", openings, across=2, up=3)
    lower = grid(Pane(x, 0, wide, 3.7), columns=5, rows=1, wide=0.76, high=1)
    board.boxes("shadowed", [pane._replace(z=0, height=3.3) for pane in lower])
    board.box("door", -1.3, 0, 2.6, 2.8)
    board.lines("bar", [(0, 0), (0, 2.8)])
    board.boxes("plaster", [Pane(x + wide * at / 5 - 0.3, 0, 0.6, top) for at in range(6)])
