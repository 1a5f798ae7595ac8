"""A drawing board in metres: x from the middle of the picture, z up from the ground."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import east_asian_width

from zaal.interfaces.drawn.sheet import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zaal.domain.facades import Dice
    from zaal.interfaces.drawn.sheet import Sheet

# The ground's place on the picture, and what a house may take of it, in pixels.
GROUND: Final = 664
ROOM: Final = (1050, 540)
LARGEST_SCALE: Final = 36.0
SMALLEST_LETTER: Final = 17.0
LARGEST_LETTER: Final = 46.0
_LETTER: Final = 0.6
_STEPS: Final = 10
# In so many of ten windows there is light at night.
_LIT: Final = 4


class Pane(NamedTuple):
    """A window: its lower left corner and its size, in metres."""

    x: float
    z: float
    width: float
    height: float


class Board:
    """Draws on a sheet at a scale at which a house of this size fills its place."""

    def __init__(self, sheet: Sheet, dice: Dice, *, width: float, height: float) -> None:
        self.sheet = sheet
        self.dice = dice
        self.width = width
        self.height = height
        self.scale = min(ROOM[0] / width, ROOM[1] / height, LARGEST_SCALE)

    def at(self, x: float, z: float) -> tuple[float, float]:
        """Return where a place is on the picture, in pixels."""
        return WIDTH / 2 + x * self.scale, GROUND - z * self.scale

    @property
    def half(self) -> float:
        """Half of the picture's width, in metres."""
        return WIDTH / 2 / self.scale

    def face(self, look: str, *outlines: Sequence[tuple[float, float]]) -> None:
        """Draw closed outlines."""
        self.sheet.faces(look, [[self.at(*place) for place in outline] for outline in outlines])

    def box(self, look: str, x: float, z: float, width: float, height: float) -> None:
        """Draw a rectangle from its lower left corner."""
        self.face(look, _corners(Pane(x, z, width, height)))

    def boxes(self, look: str, panes: Iterable[Pane]) -> None:
        """Draw rectangles alike."""
        self.face(look, *(_corners(pane) for pane in panes))

    def lines(self, look: str, *lines: Sequence[tuple[float, float]]) -> None:
        """Draw open lines."""
        self.sheet.lines(look, [[self.at(*place) for place in line] for line in lines])

    def windows(self, name: str, panes: Sequence[Pane], *, across: int = 2, up: int = 2, arched: bool = False) -> None:
        """Draw windows with their bars; in some there is light at night. ``arched`` ones end in half a circle."""
        lit: list[Sequence[tuple[float, float]]] = []
        dark: list[Sequence[tuple[float, float]]] = []
        bars: list[Sequence[tuple[float, float]]] = []
        for number, pane in enumerate(panes):
            outline = arch(pane) if arched else _corners(pane)
            (lit if self.dice.throw(f"{name}{number}", 10) < _LIT else dark).append(outline)
            bars += [
                [(pane.x + pane.width * at / across, pane.z), (pane.x + pane.width * at / across, pane.z + pane.height)]
                for at in range(1, across)
            ]
            bars += [
                [(pane.x, pane.z + pane.height * at / up), (pane.x + pane.width, pane.z + pane.height * at / up)]
                for at in range(1, up)
            ]
        self.face("lit", *lit)
        self.face("glass", *dark)
        self.lines("bar", *bars)

    def sign(self, words: str, *, x: float, z: float, width: float, height: float) -> None:
        """Write words on the wall in the middle of x, their foot at z, as large as the place in metres lets them be.

        Where they could not be read that small they stand on a board.
        """
        if width * self.scale < SMALLEST_LETTER * _long(words) * _LETTER:
            self.signboard(words, x=x, z=z + height / 2, width=width, height=height)
            return
        right, low = self.at(x, z)
        self.sheet.text("sign", words, x=right, y=low, size=self._letter(words, width, height))

    def signboard(self, words: str, *, x: float, z: float, width: float, height: float) -> None:
        """Write words on a board of their own, its middle at x and z; it grows until they can be read."""
        size = self._letter(words, width, height)
        wide, high = _long(words) * size * _LETTER + size * 1.3, size * 1.75
        right, middle = self.at(x, z)
        right = min(max(right, wide / 2 + 8), WIDTH - wide / 2 - 8)
        corners = [
            (right + across * wide / 2, middle + up * high / 2) for across, up in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        self.sheet.faces("board", [corners])
        self.sheet.text("on_board", words, x=right, y=middle + size * 0.35, size=size)

    def _letter(self, words: str, width: float, height: float) -> float:
        """Return the size of letters in pixels; long names get small ones, and never run out of the picture."""
        fitting = min(width * self.scale / (_long(words) * _LETTER), height * self.scale, LARGEST_LETTER)
        return min(max(SMALLEST_LETTER, fitting), (WIDTH - 60) / (_long(words) * _LETTER))


def grid(pane: Pane, *, columns: int, rows: int, wide: float, high: float) -> list[Pane]:
    """Spread windows evenly over a wall: ``wide`` and ``high`` are their parts of each field."""
    across, up = pane.width / columns, pane.height / rows
    return [
        Pane(
            pane.x + across * (column + (1 - wide) / 2), pane.z + up * (row + (1 - high) / 2), across * wide, up * high
        )
        for row in range(rows)
        for column in range(columns)
    ]


def arch(pane: Pane) -> list[tuple[float, float]]:
    """Return the outline of an opening that ends in half a circle."""
    radius = pane.width / 2
    spring = pane.z + max(0.0, pane.height - radius)
    turns = [pi * at / _STEPS for at in range(_STEPS + 1)]
    bow = [(pane.x + radius + radius * cos(turn), spring + radius * sin(turn)) for turn in turns]
    return [(pane.x, pane.z), (pane.x + pane.width, pane.z), *bow]


def _corners(pane: Pane) -> list[tuple[float, float]]:
    x, z, right, top = pane.x, pane.z, pane.x + pane.width, pane.z + pane.height
    return [(x, z), (right, z), (right, top), (x, top)]


def _long(words: str) -> float:
    """Return how many letters wide words are, letters of full width counted so."""
    return sum(1.7 if east_asian_width(letter) in "WF" else 1 for letter in words) or 1
