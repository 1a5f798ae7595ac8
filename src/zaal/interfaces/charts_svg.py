"""Figures as SVG: a heat map, bars and columns; ink on paper in steps of one hue, every value also written.

In per cent of the width and pixels of the height, so that letters stay as large as those around them on any screen.
Colours are classes (figures.css), so that dark pages and print have their own; what a colour says a number says too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Where the names at the left end, in per cent, and how many letters go there on the narrowest page: for short names,
# and for long ones, of which what goes beyond is cut and told when pointed at.
NARROW: Final = (34, 19)
WIDE: Final = (46, 27)
# Per cent of the width that stay free behind the longest bar, for its value.
BEHIND: Final = 24
HEAD, CELL, BAR, GAP = 24, 36, 28, 2
COLUMNS_HIGH, ABOVE, BELOW = 140, 22, 24
# From which percentage on a cell has the next, darker step.
STEPS: Final = (0.05, 20, 40, 60, 80)
PATTERNS: Final = {"hatched": "M2.5 0V5", "crossed": "M2.5 0V5M0 2.5H5"}

Names = tuple[int, int]


class Tone(StrEnum):
    """How a part of a bar is filled; each is told apart without colour too."""

    FULL = "full"
    HALF = "half"
    HATCHED = "hatched"
    CROSSED = "crossed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a heat map: its value in per cent (None: nothing to tell), as text, and a smaller word below."""

    percent: float | None
    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a heat map."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its parts in any one unit, and its value in words."""

    name: str
    parts: tuple[tuple[Tone, float], ...]
    text: str

    @property
    def length(self) -> float:
        return sum(value for _, value in self.parts)


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture is called, and what it says in a sentence; ``key`` keeps its parts apart on a page."""

    key: str
    title: str
    description: str


def heat_map(told: Told, columns: Sequence[str], rows: Sequence[Row]) -> SafeString:
    """Draw rows by columns: the darker the more, with the value in each."""
    names = _room_for(row.name for row in rows)
    width = (100 - names[0]) / max(len(columns), 1)
    lefts = [names[0] + number * width for number in range(len(columns))]
    heads = format_html_join(
        "",
        '<text class="chart-head" x="{}%" y="16" text-anchor="middle">{}</text>',
        ((_n(left + width / 2), name) for left, name in zip(lefts, columns, strict=True)),
    )
    drawn = _joined(
        format_html(
            "<g>{}{}</g>", _name(row.name, HEAD + at * CELL + CELL / 2 + 4, names), _cells(row, at, lefts, width)
        )
        for at, row in enumerate(rows)
    )
    return _picture(told, HEAD + len(rows) * CELL, _joined((heads, drawn)))


def bars(told: Told, rows: Sequence[Bar]) -> SafeString:
    """Draw bars from left to right, each with its name before and its value behind."""
    longest = max((row.length for row in rows), default=0) or 1
    names = _room_for(row.name for row in rows)
    scale = (100 - names[0] - BEHIND) / longest
    drawn = _joined(_joined(_bar(told, row, at * BAR, scale, names)) for at, row in enumerate(rows))
    return _picture(told, len(rows) * BAR, drawn)


def columns(told: Told, found: Sequence[Bar]) -> SafeString:
    """Draw columns side by side, such as the groups of a distribution, each with its value above and name below."""
    highest = max((one.length for one in found), default=0) or 1
    width = 100 / max(len(found), 1)
    ground = ABOVE + COLUMNS_HIGH
    drawn = [
        format_html(
            '<g><rect class="chart-full" x="{}%" y="{}" width="{}%" height="{}"/>'
            '<text class="chart-value" x="{}%" y="{}" text-anchor="middle">{}</text>'
            '<text class="chart-head chart-below" x="{}%" y="{}" text-anchor="middle">{}</text></g>',
            _n((at + 0.14) * width),
            _n(ground - one.length / highest * COLUMNS_HIGH),
            _n(width * 0.72),
            _n(one.length / highest * COLUMNS_HIGH),
            _n((at + 0.5) * width),
            _n(ground - one.length / highest * COLUMNS_HIGH - 6),
            one.text,
            _n((at + 0.5) * width),
            ground + 18,
            one.name,
        )
        for at, one in enumerate(found)
    ]
    line = format_html('<line class="chart-ground" x1="0" x2="100%" y1="{0}" y2="{0}"/>', ground)
    return _picture(told, ground + BELOW, _joined((*drawn, line)))


def key(tone: Tone, name: str) -> SafeString:
    """Draw what a tone looks like, for the list that explains it; ``name`` is that of the picture."""
    return format_html(
        '<svg class="chart-key" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>',
        _part(name, tone, ("1", "14"), (1, 14)),
    )


def step(percent: float) -> int:
    """Tell which step of the hue a percentage has, from 0 (nothing) to 5."""
    return sum(percent >= bound for bound in STEPS)


def _picture(told: Told, height: float, drawn: SafeString) -> SafeString:
    patterns = format_html_join(
        "",
        '<pattern id="{}-{}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="chart-pattern" d="{}"/></pattern>',
        ((told.key, name, path) for name, path in PATTERNS.items()),
    )
    return format_html(
        '<svg class="chart-picture-of-figures" width="100%" height="{0}" role="img"'
        ' aria-labelledby="{1}-title {1}-said"><title id="{1}-title">{2}</title><desc id="{1}-said">{3}</desc>'
        "<defs>{4}</defs>{5}</svg>",
        _n(height),
        told.key,
        told.title,
        told.description,
        patterns,
        drawn,
    )


def _cells(row: Row, at: int, lefts: Iterable[float], width: float) -> SafeString:
    top = HEAD + at * CELL
    return _joined(
        format_html(
            '<rect class="chart-step-{}" x="{}%" y="{}" width="{}%" height="{}"/>{}',
            "none" if cell.percent is None else step(cell.percent),
            _n(left + 0.2),
            top + GAP / 2,
            _n(width - 0.4),
            CELL - GAP,
            _written(cell, left + width / 2, top),
        )
        for left, cell in zip(lefts, row.cells, strict=True)
    )


def _written(cell: Cell, middle: float, top: float) -> SafeString:
    dark = "none" if cell.percent is None else step(cell.percent)
    lines = [(cell.text, CELL / 2 + (0 if cell.below else 5), "")]
    if cell.below:
        lines.append((cell.below, CELL / 2 + 12, " chart-below"))
    return format_html_join(
        "",
        '<text class="chart-on-{}{}" x="{}%" y="{}" text-anchor="middle">{}</text>',
        ((dark, more, _n(middle), _n(top + down), text) for text, down, more in lines),
    )


def _bar(told: Told, row: Bar, top: float, scale: float, names: Names) -> Iterator[SafeString]:
    left = float(names[0])
    yield _name(row.name, top + BAR / 2 + 4, names)
    for tone, value in row.parts:
        width = value * scale
        if width > 0:
            yield _part(told.key, tone, (f"{_n(left)}%", f"{_n(width)}%"), (top + 5, BAR - 10))
        left += width
    yield format_html(
        '<text class="chart-value" x="{}%" dx="8" y="{}">{}</text>', _n(left), _n(top + BAR / 2 + 4), row.text
    )


def _part(name: str, tone: Tone, across: tuple[str, str], down: tuple[float, float]) -> SafeString:
    """Draw a part of a bar, from and how far across and down."""
    is_pattern = tone.value in PATTERNS
    fill = format_html(' fill="url(#{}-{})"', name, tone.value) if is_pattern else SafeString("")
    return format_html(
        '<rect class="chart-{}" x="{}" y="{}" width="{}" height="{}"{}/>',
        tone.value,
        across[0],
        down[0],
        across[1],
        down[1],
        fill,
    )


def _room_for(names: Iterable[str]) -> Names:
    return WIDE if any(len(name) > NARROW[1] for name in names) else NARROW


def _name(name: str, y: float, names: Names) -> SafeString:
    _, most = names
    short = name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
    whole = format_html("<title>{}</title>", name) if short != name else SafeString("")
    return format_html('<text class="chart-name" x="0" y="{}">{}{}</text>', _n(y), short, whole)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
