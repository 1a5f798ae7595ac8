"""Houses of some standing: a villa among trees, a grand hotel under a mansard, an arcade with verandahs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from zaal.interfaces.drawn.elevations.board import Board, Pane, arch, grid
from zaal.interfaces.drawn.elevations.surroundings import flags

if TYPE_CHECKING:
    from zaal.domain.facades import Design, Dice
    from zaal.interfaces.drawn.sheet import Sheet

_FLAGGED: Final = 4


def villa(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a country house: a middle part with a pediment or a tower, wings, hipped roofs, dormers, steps."""
    bays = max(2, min(4, ceil(design.bedrooms / 26)))
    middle, wing, high = 8.4 + dice.throw("middle", 3) * 1.2, bays * 3.0, 3.7
    width = middle + 2 * wing
    board = Board(sheet, dice, width=width + 7, height=16)
    x, top = -width / 2, 2 * high + 0.6
    wall = dice.pick("wall", ("plaster", "pale", "brick", "shaded"))
    drop = dice.pick("drop", (0.0, 0.9))
    for start, at in ((x, 0), (middle / 2, 1)):
        board.face(
            "roof",
            [
                (start - 0.4, top - drop),
                (start + wing + 0.4, top - drop),
                (start + wing - 1.8, top - drop + 3.6),
                (start + 1.8, top - drop + 3.6),
            ],
        )
        board.box(wall, start, 0, wing, top - drop)
        for row in range(2):
            panes = grid(
                Pane(start, 0.7 + row * (high - drop / 2), wing, high - 0.4), columns=bays, rows=1, wide=0.42, high=0.72
            )
            board.boxes(
                "shutter", [Pane(p.x + way, p.z, 0.34, p.height) for p in panes for way in (-0.4, p.width + 0.06)]
            )
            board.windows(f"wing{at}{row}", panes, across=2, up=3)
        dormers = grid(
            Pane(start + 1.5, top - drop + 0.5, wing - 3, 1.7), columns=max(1, bays - 1), rows=1, wide=0.42, high=0.9
        )
        board.face(
            "plaster",
            *(
                [
                    (p.x - 0.2, p.z),
                    (p.x + p.width + 0.2, p.z),
                    (p.x + p.width + 0.2, p.z + p.height),
                    (p.x + p.width / 2, p.z + p.height + 0.7),
                    (p.x - 0.2, p.z + p.height),
                ]
                for p in dormers
            ),
        )
        board.windows(f"dormer{at}", dormers, across=2, up=2)
    chimneys = [Pane(way * (middle / 2 + wing * 0.5) - 0.5, top - drop + 2.4, 1.0, 2.6) for way in (-1, 1)]
    board.boxes("brick", chimneys)
    _middle(board, middle, high, wall, dice.pick("crown", ("pediment", "tower", "stepped")))
    board.sign(name, x=0, z=2 * high + 1.05, width=middle * 0.9, height=0.85)
    if design.stars >= _FLAGGED:
        flags(board, 0, 3.9, 2)
    return board, 0.0


def _middle(board: Board, wide: float, high: float, wall: str, crown: str) -> None:
    x, top = -wide / 2, 2 * high + 2.2
    crowns = {
        "pediment": [(x - 0.5, top), (-x + 0.5, top), (0, top + 3.0)],
        "tower": [
            (x - 0.3, top),
            (-x + 0.3, top),
            (-x - 1.6, top + 3.2),
            (0.6, top + 3.8),
            (0, top + 6.4),
            (-0.6, top + 3.8),
            (x + 1.6, top + 3.2),
        ],
        "stepped": [
            (x, top),
            (-x, top),
            (-x, top + 0.9),
            (-x - 1.2, top + 0.9),
            (-x - 1.2, top + 1.9),
            (-x - 2.4, top + 1.9),
            (-x - 2.4, top + 2.9),
            (x + 2.4, top + 2.9),
            (x + 2.4, top + 1.9),
            (x + 1.2, top + 1.9),
            (x + 1.2, top + 0.9),
            (x, top + 0.9),
        ],
    }
    board.face("roof" if crown == "tower" else wall, crowns[crown])
    board.box(wall, x, 0, wide, top)
    board.lines("fine", [(x, 2 * high + 0.7), (-x, 2 * high + 0.7)])
    upper = grid(Pane(x + 0.3, high + 0.7, wide - 0.6, high - 0.5), columns=3, rows=1, wide=0.5, high=0.78)
    board.windows("middle", upper, across=2, up=3, arched=True)
    lower = grid(Pane(x + 0.3, 0.9, wide - 0.6, high - 0.5), columns=3, rows=1, wide=0.5, high=0.8)
    board.windows("hall", [lower[0], lower[2]], across=2, up=3)
    if crown == "pediment":
        board.windows("eye", [Pane(-0.55, top + 0.7, 1.1, 1.1)], across=2, up=2, arched=True)
    board.boxes("stoop", [Pane(-1.6 - 0.35 * step, 0, 3.2 + 0.7 * step, 0.75 - 0.25 * step) for step in range(3)])
    board.face("door", arch(Pane(-0.75, 0.75, 1.5, 2.6)))
    board.boxes("plaster", [Pane(way * 1.45 - 0.14, 0.75, 0.28, 2.9) for way in (-1, 1)])
    board.box("plaster", -1.9, 3.6, 3.8, 0.35)


def grand(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a grand hotel of a town: arches below, balconies, a cornice and dormers in a mansard roof."""
    storeys = 3 + (design.bedrooms > 110) + dice.throw("storeys", 2)  # noqa: PLR2004 - a larger one is higher
    bays = max(7, min(11, ceil(design.bedrooms / storeys / 2.2))) | 1
    field, low, high = 3.5, 4.7, 3.5
    width, top = bays * field, low + storeys * high
    board = Board(sheet, dice, width=width + 10, height=top + 7)
    x = -width / 2
    wall = dice.pick("wall", ("plaster", "pale", "shaded", "brick"))
    steep = dice.between("steep", 0.8, 2.0)
    board.face("roof", [(x - 0.2, top + 0.7), (-x + 0.2, top + 0.7), (-x - steep, top + 4.0), (x + steep, top + 4.0)])
    corners = dice.throw("corners", 3)
    if corners:
        for way in (-1, 1):
            middle = way * (width / 2 - field * 0.75)
            peak = top + (6.2 if corners == 1 else 5.0)
            board.face(
                "roof",
                [
                    (middle - field * 0.9, top + 0.7),
                    (middle + field * 0.9, top + 0.7),
                    (middle + (0.2 if corners == 1 else 1.6), peak),
                    (middle - (0.2 if corners == 1 else 1.6), peak),
                ],
            )
    dormers = [
        pane
        for pane in grid(Pane(x, top + 1.0, width, 2.4), columns=bays, rows=1, wide=0.36, high=0.9)
        if abs(pane.x + pane.width / 2) < width / 2 - (1.6 * field if corners else 0.4)
    ]
    board.face("plaster", *(arch(Pane(p.x - 0.22, p.z - 0.1, p.width + 0.44, p.height + 0.5)) for p in dormers))
    board.windows("dormer", dormers, across=2, up=2, arched=True)
    board.box(wall, x, 0, width, top)
    board.box("plaster", x - 0.5, top, width + 1.0, 0.75)
    for row in range(storeys):
        panes = grid(Pane(x, low + row * high, width, high), columns=bays, rows=1, wide=0.4, high=0.7)
        board.boxes("plaster", [Pane(p.x - 0.16, p.z - 0.1, p.width + 0.32, p.height + 0.32) for p in panes])
        board.windows(f"row{row}", panes, across=2, up=3)
        if row == dice.throw("balconies", 2):
            _balconies(board, panes if dice.throw("all", 2) else panes[1::2])
    board.box("shaded", x, 0, width, low - 0.25)
    board.lines("hair", *([(x, z), (-x, z)] for z in (0.9, 1.8, 2.7, 3.6)))
    arches = grid(Pane(x, 0.5, width, low - 1.2), columns=bays, rows=1, wide=0.56, high=0.96)
    board.windows("arches", [pane for at, pane in enumerate(arches) if at != bays // 2], across=2, up=2, arched=True)
    board.box("plaster", x - 0.2, low - 0.4, width + 0.4, 0.4)
    board.face("door", arch(Pane(-1.25, 0, 2.5, 3.5)))
    board.lines("bar", [(0, 0), (0, 3.5)])
    canopy = 2.4 + design.stars * 0.25
    board.face("awning", [(-canopy, 3.0), (canopy, 3.0), (canopy - 0.7, 3.95), (-canopy + 0.7, 3.95)])
    board.signboard(name, x=0, z=low - 0.05, width=width * 0.6, height=0.85)
    if design.stars >= _FLAGGED:
        flags(board, 0, top + 0.75, 3 if design.stars > _FLAGGED else 1)
    return board, 0.0


def _balconies(board: Board, panes: list[Pane]) -> None:
    for pane in panes:
        x, wide = pane.x - 0.4, pane.width + 0.8
        board.lines(
            "fine",
            [(x, pane.z + 0.75), (x + wide, pane.z + 0.75)],
            *([(x + wide * at / 7, pane.z - 0.1), (x + wide * at / 7, pane.z + 0.75)] for at in range(8)),
        )
        board.box("plaster", x - 0.1, pane.z - 0.3, wide + 0.2, 0.22)


def arcade(sheet: Sheet, dice: Dice, design: Design, name: str) -> tuple[Board, float]:
    """Draw a house of verandahs over an arcade, shutters behind, under wide hipped roofs."""
    storeys = 1 + (design.bedrooms > 70) + (design.bedrooms > 150) + (design.bedrooms > 250)  # noqa: PLR2004 - larger ones are higher
    bays = max(7, min(11, ceil(design.bedrooms / storeys / 5))) | 1
    field, low, high = 3.6, 4.8, 4.1
    width, top = bays * field, low + storeys * high
    board = Board(sheet, dice, width=width + 7, height=top + 7)
    x, middle = -width / 2, field * dice.pick("middle", (3.4, 5))
    board.face("roof", [(x - 1.4, top), (-x + 1.4, top), (-x - 3.2, top + 3.4), (x + 3.2, top + 3.4)])
    tiles = [
        [(x + 3.2 + (width - 6.4) * at / 36, top + 3.4), (x - 1.4 + (width + 2.8) * at / 36, top)]
        for at in range(1, 36)
    ]
    board.lines("hair", *tiles)
    board.box(dice.pick("wall", ("plaster", "pale")), x, 0, width, top)
    for row in range(storeys):
        _verandah(board, Pane(x, low + row * high, width, high), bays, f"v{row}", is_arched=bool(dice.throw("bows", 2)))
    arches = grid(Pane(x, 0, width, low - 0.5), columns=bays, rows=1, wide=0.74, high=1.0)
    board.face("shadowed", *(arch(pane._replace(z=0, height=low - 0.75)) for pane in arches))
    board.windows(
        "shop",
        [Pane(p.x + 0.5, 0.5, p.width - 1.0, 2.5) for at, p in enumerate(arches) if at != bays // 2],
        across=2,
        up=1,
    )
    board.box("door", -0.85, 0, 1.7, 2.9)
    _front(board, middle, top, dice.pick("front", ("pediment", "curve", "lantern")))
    board.sign(name, x=0, z=top + 0.62, width=middle * 0.86, height=0.95)
    if design.stars >= _FLAGGED:
        flags(board, 0, low + 0.2, design.stars - 2)
    return board, 0.0


def _verandah(board: Board, level: Pane, bays: int, seed: str, *, is_arched: bool) -> None:
    fields = grid(level, columns=bays, rows=1, wide=0.8, high=0.86)
    openings = [pane._replace(z=level.z + 0.1, height=level.height - 0.65) for pane in fields]
    board.face(
        "shadowed",
        *(
            arch(pane)
            if is_arched
            else [
                (pane.x, pane.z),
                (pane.x + pane.width, pane.z),
                (pane.x + pane.width, pane.z + pane.height),
                (pane.x, pane.z + pane.height),
            ]
            for pane in openings
        ),
    )
    doors = [Pane(pane.x + pane.width * 0.3, level.z + 0.1, pane.width * 0.4, 2.6) for pane in openings]
    board.windows(seed, doors, across=2, up=1)
    leaves = [Pane(d.x + way, d.z, d.width * 0.5, d.height) for d in doors for way in (-d.width * 0.52, d.width * 1.02)]
    board.boxes("shutter", leaves)
    board.lines(
        "slat",
        *(
            [(leaf.x, leaf.z + leaf.height * at / 7), (leaf.x + leaf.width, leaf.z + leaf.height * at / 7)]
            for leaf in leaves
            for at in range(1, 7)
        ),
    )
    rail = level.z + 1.05
    board.lines("fine", [(level.x, rail), (level.x + level.width, rail)])
    posts = [
        [(level.x + level.width * at / (bays * 7), level.z + 0.1), (level.x + level.width * at / (bays * 7), rail)]
        for at in range(1, bays * 7)
    ]
    board.lines("hair", *posts)
    board.box("plaster", level.x - 0.2, level.z - 0.3, level.width + 0.4, 0.36)


def _front(board: Board, wide: float, top: float, kind: str) -> None:
    """Crown the middle."""
    x = -wide / 2
    crowns = {
        "pediment": [(x - 0.3, top + 1.9), (-x + 0.3, top + 1.9), (0, top + 5.0)],
        "curve": [
            (-x, top + 1.9),
            (-x - 0.8, top + 2.9),
            (-x * 0.5, top + 3.2),
            (-x * 0.28, top + 4.7),
            (x * 0.28, top + 4.7),
            (x * 0.5, top + 3.2),
            (x + 0.8, top + 2.9),
            (x, top + 1.9),
        ],
        "lantern": [
            (-1.6, top + 1.9),
            (1.6, top + 1.9),
            (1.6, top + 4.4),
            (2.1, top + 4.4),
            (0, top + 6.9),
            (-2.1, top + 4.4),
            (-1.6, top + 4.4),
        ],
    }
    board.face("plaster", crowns[kind])
    board.box("plaster", x, top - 0.1, wide, 2.0)
    board.windows("crown", [Pane(-0.6, top + 2.4, 1.2, 1.4)], across=2, up=2, arched=True)
