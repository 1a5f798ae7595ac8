"""What stands before and behind a house: a town, trees, water, people for scale, bicycles, lamps."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from zaal.domain.facades import Before
from zaal.domain.perspective.furniture import FIGURE

if TYPE_CHECKING:
    from zaal.domain.facades import Design
    from zaal.interfaces.drawn.elevations.board import Board

_PERSON: Final = 1.74
# The ground reaches so many pixels below its line.
_BELOW: Final = 136


def behind(board: Board, design: Design) -> None:
    """Draw the sun or moon and, faintly, the rest of the town."""
    x = board.dice.between("sun", -0.78, 0.78) * board.half
    high = (460 + board.dice.throw("high", 110)) / board.scale
    radius = 46 / board.scale
    board.face(
        "disc", [(x + radius * cos(2 * pi * at / 40), high + radius * sin(2 * pi * at / 40)) for at in range(40)]
    )
    _clouds(board)
    if design.before is Before.AIRFIELD:
        _plane(board)
    at, number, unit = -board.half - 2 / board.scale, 0, 1 / board.scale
    outline: list[tuple[float, float]] = [(at, 0)]
    while at < board.half:
        wide, high = (40 + board.dice.throw(f"w{number}", 60)) * unit, (60 + board.dice.throw(f"h{number}", 80)) * unit
        if design.is_tropical:
            high *= 1.9
            outline += [(at, high), (at + wide, high + (board.dice.throw(f"s{number}", 3) - 1) * 14 * unit)]
        else:
            outline += [(at, high), (at + wide / 2, high + wide * 0.5), (at + wide, high)]
        at, number = at + wide, number + 1
    board.face("far", [*outline, (at, 0)])


def _clouds(board: Board) -> None:
    """Draw clouds as a few long strokes."""
    unit = 1 / board.scale
    for number in range(2 + board.dice.throw("clouds", 2)):
        x = board.dice.between(f"cloud{number}", -0.9, 0.8) * board.half
        z = (450 + board.dice.throw(f"cloudy{number}", 150)) * unit
        wide = (80 + board.dice.throw(f"cloudw{number}", 80)) * unit
        aside = board.dice.pick(f"clouds{number}", (0.3, -0.35)) * wide
        board.lines(
            "cloud", [(x, z), (x + wide, z)], [(x + aside, z + 13 * unit), (x + aside + wide * 0.7, z + 13 * unit)]
        )


def _plane(board: Board) -> None:
    """Let a plane climb out over the roofs."""
    unit = 1 / board.scale
    x, z = board.dice.pick("plane", (-430, 360)) * unit, 560 * unit
    body = ((0, 0), (62, 17), (72, 23), (64, 25), (4, 9), (-4, 20), (-9, 19), (-8, 3))
    wing = ((22, 9), (40, 14), (14, -12), (8, -12))
    board.face("figure_far", [(x + across * unit, z + up * unit) for across, up in body])
    board.face("figure_far", [(x + across * unit, z + up * unit) for across, up in wing])


def ground(board: Board, design: Design) -> None:
    """Draw the ground line and what lies before the house."""
    half, low = board.half + 1, _BELOW / board.scale + 1
    unit = 1 / board.scale
    match design.before:
        case Before.WATER:
            quay = 34 * unit
            board.box("pavement", -half, -quay, 2 * half, quay)
            board.box("water", -half, -low, 2 * half, low - quay)
            _courses(board, quay)
            _ripples(board, quay, low)
        case Before.GREEN:
            board.box("lawn", -half, -low, 2 * half, low)
            path, mouth = 26 * unit, 90 * unit
            board.face("pavement", [(-path, 0), (path, 0), (mouth, -low), (-mouth, -low)])
        case Before.RAILS:
            board.box("pavement", -half, -low, 2 * half, low)
            for z in (62, 70, 104, 112):
                board.lines("fine", [(-half, -z * unit), (half, -z * unit)])
            sleepers = [[(x * 26 * unit, -58 * unit), (x * 26 * unit, -74 * unit)] for x in range(-24, 25)]
            board.lines("hair", *sleepers, *([(x, z - 42 * unit), (y, w - 42 * unit)] for (x, z), (y, w) in sleepers))
        case _:
            board.box("pavement", -half, -low, 2 * half, low)
            board.lines("fine", [(-half, -40 * unit), (half, -40 * unit)])
            dashes = [[(x * unit, -92 * unit), ((x + 44) * unit, -92 * unit)] for x in range(-590, 600, 96)]
            board.lines("hair", *dashes)
    board.lines("edge", [(-half, 0), (half, 0)])


def before(board: Board, design: Design, entrance: float) -> None:
    """Put trees, lamps, people and bicycles before the house, clear of its entrance."""
    dice, edge = board.dice, board.half
    beside = min(edge - 1.5, board.width / 2 + 2.4 + 28 / board.scale)
    high = min(11.0, max(4.5, 190 / board.scale))
    for way in (-1, 1):
        for number in range(1 + dice.throw(f"trees{way}", 2)):
            x = way * (beside + number * high * 0.62)
            tall = high * dice.between(f"tall{way}{number}", 0.8, 1.15)
            palm(board, x, tall) if design.is_tropical else tree(board, x, tall)
    if design.before is Before.GREEN:
        for number, share in enumerate((-0.83, 0.86)):
            bush(board, share * board.width / 2, 1.6 + dice.throw(f"bush{number}", 5) * 0.2)
    lamp(board, (board.width / 2 - 0.9) * dice.pick("lamp", (-1, 1)))
    for number in range(3 + dice.throw("people", 4)):
        x = dice.between(f"x{number}", -0.5, 0.5) * board.width
        if abs(x - entrance) > 1:
            person(board, x, number)
    if not design.is_tropical and board.scale > 9:  # noqa: PLR2004 - finer than this a bicycle is a blot
        for number in range(1 + dice.throw("bikes", 4)):
            bicycle(board, board.width * dice.pick("stand", (-0.24, 0.2)) + number * 0.75)
    if design.before is Before.WATER and design.bedrooms < 220:  # noqa: PLR2004 - beside small houses
        boat(board, dice.between("boat", -0.6, 0.6) * edge)


def tree(board: Board, x: float, high: float) -> None:
    """Draw a tree of the town: a crown of bows round a trunk."""
    crown, middle, rounds = high * 0.3, high * 0.66, 9
    board.lines(
        "trunk",
        [(x, 0), (x, middle)],
        [(x, high * 0.42), (x - crown * 0.4, high * 0.62)],
        [(x, high * 0.48), (x + crown * 0.42, high * 0.7)],
    )
    outline = []
    for at in range(72):
        turn = 2 * pi * at / 72
        reach = crown * (1 + 0.085 * abs(sin(turn * rounds / 2 + x)))
        outline.append((x + reach * cos(turn), middle + reach * 1.12 * sin(turn)))
    board.face("crown", outline)
    board.lines(
        "twig",
        [(x, high * 0.4), (x, middle + crown * 0.3)],
        [(x, high * 0.52), (x - crown * 0.4, high * 0.66)],
        [(x, high * 0.58), (x + crown * 0.42, high * 0.74)],
    )


def palm(board: Board, x: float, high: float) -> None:
    """Draw a palm."""
    lean = high * 0.05
    board.face(
        "stem",
        [
            (x - high * 0.016, 0),
            (x + high * 0.016, 0),
            (x + lean + high * 0.009, high),
            (x + lean - high * 0.009, high),
        ],
    )
    for reach, rise, drop in (
        (0.3, 0.1, 0.02),
        (-0.3, 0.1, 0.02),
        (0.26, 0.02, 0.16),
        (-0.26, 0.02, 0.16),
        (0.18, 0.19, -0.1),
        (-0.18, 0.19, -0.1),
        (0.14, -0.02, 0.24),
        (-0.14, -0.02, 0.24),
    ):
        top = (x + lean, high)
        board.face(
            "frond",
            [
                top,
                (x + lean + reach * 0.5 * high, high * (1 + rise)),
                (x + lean + reach * high, high * (1 - drop)),
                (x + lean + reach * 0.5 * high, high * (1 + rise - 0.05)),
            ],
        )


def bush(board: Board, x: float, high: float) -> None:
    """Draw a clipped bush."""
    turns = [pi * at / 16 for at in range(17)]
    board.face("crown", [(x + high * 0.8 * cos(turn), high * sin(turn)) for turn in turns])


def person(board: Board, x: float, number: int) -> None:
    """Draw a person in the street."""
    tall = _PERSON * (0.94 + number * 37 % 10 / 90)
    right = [(x + across * tall * 1.02, up * tall) for across, up in FIGURE]
    left = [(2 * x - across, up) for across, up in reversed(right[1:-1])]
    board.face("person", [*right, *left])


def lamp(board: Board, x: float) -> None:
    """Draw a street lamp."""
    board.lines("post", [(x, 0), (x, 4.2)])
    board.face("glow", [(x - 0.2, 4.2), (x + 0.2, 4.2), (x + 0.3, 4.75), (x, 5.0), (x - 0.3, 4.75)])


def bicycle(board: Board, x: float) -> None:
    """Draw a bicycle."""
    for middle in (x, x + 1.02):
        board.lines("wire", [(middle + 0.33 * cos(pi * at / 9), 0.34 + 0.33 * sin(pi * at / 9)) for at in range(19)])
    board.lines(
        "wire",
        [(x, 0.34), (x + 0.34, 0.84), (x + 0.86, 0.84), (x + 0.44, 0.34), (x, 0.34)],
        [(x + 1.02, 0.34), (x + 0.84, 0.98), (x + 0.68, 1.04)],
        [(x + 0.44, 0.34), (x + 0.3, 0.94)],
        [(x + 0.18, 0.94), (x + 0.42, 0.94)],
    )


def boat(board: Board, x: float) -> None:
    """Moor a small boat in the water."""
    z, unit = -70 / board.scale, 1 / board.scale
    board.face(
        "hull",
        [
            (x - 62 * unit, z + 9 * unit),
            (x - 46 * unit, z - 8 * unit),
            (x + 48 * unit, z - 8 * unit),
            (x + 72 * unit, z + 11 * unit),
        ],
    )
    board.lines(
        "fine",
        [
            (x - 30 * unit, z + 9 * unit),
            (x - 26 * unit, z + 24 * unit),
            (x + 14 * unit, z + 24 * unit),
            (x + 20 * unit, z + 10 * unit),
        ],
    )


def flags(board: Board, x: float, z: float, number: int) -> None:
    """Hang flags from staves that lean out, side by side round x."""
    for at in range(number):
        foot = x + (at - (number - 1) / 2) * 2.0
        board.lines("post", [(foot, z), (foot + 0.7, z + 1.5)])
        board.face(
            "flag", [(foot + 0.7, z + 1.5), (foot + 1.5, z + 1.2), (foot + 1.2, z + 0.35), (foot + 0.4, z + 0.75)]
        )


def _courses(board: Board, quay: float) -> None:
    half, unit = board.half + 1, 1 / board.scale
    board.lines("hair", [(-half, -quay * 0.36), (half, -quay * 0.36)], [(-half, -quay * 0.7), (half, -quay * 0.7)])
    joints = [[(x * unit, -quay * 0.36), (x * unit, -quay * 0.7)] for x in range(-588, 600, 46)]
    board.lines("hair", *joints)
    board.lines("edge", [(-half, -quay), (half, -quay)])


def _ripples(board: Board, quay: float, low: float) -> None:
    unit = 1 / board.scale
    lines = []
    for number in range(34):
        x = (board.dice.throw(f"rx{number}", 1180) - 590) * unit
        z = -quay - (8 + board.dice.throw(f"rz{number}", 88)) * unit
        lines.append([(x, z), (x + (20 + board.dice.throw(f"rl{number}", 60)) * unit, z)])
    board.lines("ripple", *(line for line in lines if line[0][1] > -low))
