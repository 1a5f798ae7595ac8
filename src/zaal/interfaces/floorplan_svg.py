"""A room's drawing as SVG: fine ink lines, measures on two sides, a scale bar; classes for the site's own colours.

Every group carries its look as attributes too, so that the file looks right on its own; the site's rules come first.
Units are centimetres. The text of a drawing is in the language that is active.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zaal.domain.floorplans import LOOKING, Assumed, Round, Wall
from zaal.interfaces import floorplan_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zaal.domain.floorplans import Box, FloorPlan, Line, Seat

    _Point = tuple[float, float]

CENTIMETRES: Final = 10
INK, SOFT, HAIR, PAPER, SUNK = "#1b2130", "#555b69", "#857f70", "#ffffff", "#f2ede3"
FONT: Final = "Instrument Sans, Helvetica, Arial, sans-serif"
# Walls are drawn so thick, thinner in a small room.
WALL: Final = 16
WALL_UNITS: Final = 14
# A chair that looks up: its seat, and its back below; a person standing.
CHAIR: Final = ((-20, -22), (20, -22), (20, 10), (12, 17), (-12, 17), (-20, 10))
BACK: Final = ((-19, 22), (19, 22))
HEAD: Final = "m-15 0a15 15 0 1 0 30 0a15 15 0 1 0-30 0"
# As large as a drawing is shown where there is room for it, in pixels.
SHOWN: Final = (720, 608)
# Whole metres a scale bar may show.
BARS: Final = (1, 2, 5, 10, 20, 50)
# Names of parts take so much of their part at most; a letter is so wide against its height.
LETTER: Final = 0.56
# Notes are written so large against the measures.
SMALL: Final = 0.86
# Names of parts shrink so far to fit, and are left out where that is not enough.
SMALLEST: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Paper:
    """The sheet: the room's size, what one thousandth of the sheet is, and the language."""

    width: int
    depth: int
    unit: float
    language: str

    @property
    def wall(self) -> int:
        return min(WALL, round(self.unit * WALL_UNITS))

    @property
    def text(self) -> float:
        return self.unit * 30


def svg(plan: FloorPlan, *, room: str, language: str, name: str = "plan") -> SafeString:
    """Draw a plan; ``name`` keeps its parts apart from those of other drawings on a page."""
    width, depth = plan.width // CENTIMETRES, plan.depth // CENTIMETRES
    paper = _Paper(width, depth, max(width, depth * 0.72) / 840, language)
    left, top = (_far(plan, wall, paper) + paper.unit * 64 - paper.wall for wall in (Wall.LEFT, Wall.FRONT))
    right, bottom = _beside(plan, paper), _below(plan, paper)
    wide, high = width + left + right, depth + top + bottom
    box = f"{_n(-left)} {_n(-top)} {_n(wide)} {_n(high)}"
    kind = "plan plan-wide" if width > depth else "plan"
    shown = min(SHOWN[0] / wide, SHOWN[1] / high)
    title = escape(words.title(plan, room, language))
    described = escape(words.description(plan, language))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="{box}" width="{round(wide * shown)}"'
        f' height="{round(high * shown)}" role="img"'
        f' aria-labelledby="{escape(name)}-title {escape(name)}-desc" font-family="{FONT}"'
        f' font-size="{_n(paper.text)}" fill="none" stroke-linejoin="round">'
        f'<title id="{escape(name)}-title">{title}</title><desc id="{escape(name)}-desc">{described}</desc>'
    )
    parts = (*_shell(plan, paper), *_furniture(plan, paper), *_measures(plan, paper))
    return mark_safe(head + "".join(parts) + "</svg>")  # noqa: S308 - every text in it is escaped above and below


def _below(plan: FloorPlan, paper: _Paper) -> float:
    """Leave room below for the door's leaves, and the scale bar."""
    return paper.wall + max(_swing(plan, Wall.BACK, paper), paper.unit * 100)


def _beside(plan: FloorPlan, paper: _Paper) -> float:
    """Leave room at the right for the door's leaves, and the names of parts."""
    named = paper.unit * 36 if plan.airwalls and paper.depth >= paper.width else 0
    return paper.wall + max(_swing(plan, Wall.RIGHT, paper), paper.unit * 18) + named


def _swing(plan: FloorPlan, wall: Wall, paper: _Paper) -> float:
    """Return how far the door's leaves reach out of a wall, with air behind them."""
    return plan.door.width // plan.door.leaves // CENTIMETRES + paper.unit * 12 if plan.door.wall is wall else 0


def _far(plan: FloorPlan, wall: Wall, paper: _Paper) -> float:
    """Return how far from the room the measure along a wall stands: clear of the door's leaves."""
    return paper.wall + max(_swing(plan, wall, paper), paper.unit * 28)


def _shell(plan: FloorPlan, paper: _Paper) -> Iterator[str]:
    half = paper.wall / 2
    yield _group("floor", f'fill="{PAPER}"', f'<path d="M0 0h{paper.width}v{paper.depth}h-{paper.width}z"/>')
    yield _group("aisle", f'fill="{SUNK}"', "".join(f'<path d="{_box(aisle)}"/>' for aisle in plan.furniture.aisles))
    wall = (
        f"M{_n(-half)} {_n(-half)}h{paper.width + paper.wall}v{paper.depth + paper.wall}h{-paper.width - paper.wall}z"
    )
    yield f'<path class="plan-wall" stroke="{INK}" stroke-width="{paper.wall}" stroke-linejoin="miter" d="{wall}"/>'
    yield _openings(plan, paper)
    if plan.stage:
        yield _group("stage", f'fill="{SUNK}" {_ink(paper, 1.4)}', f'<path d="{_box(plan.stage)}"/>')
        yield _label(plan.stage.depth // CENTIMETRES / 2, _("stage"), paper)
    if plan.screen:
        y = plan.screen.depth // CENTIMETRES
        x, wide = plan.screen.x // CENTIMETRES, plan.screen.width // CENTIMETRES
        yield f'<path class="plan-screen" fill="{INK}" d="M{x} 0h{wide}v{y}h-{wide}z"/>'
        if not plan.stage:
            yield _label(y + paper.text, _("screen"), paper)
    elif plan.layout in LOOKING and not plan.stage:
        yield _label(paper.text, _("front"), paper)
    yield from _airwalls(plan, paper)


def _openings(plan: FloorPlan, paper: _Paper) -> str:
    """Cut windows and the door out of the walls; the door's leaves dashed where its place is assumed."""
    cut, panes = "", ""
    for line in plan.windows:
        wall = plan.wall_of(line)
        start, end = _span(line)
        cut += _hole(wall, start, end, paper)
        panes += _path(_on(wall, along, paper.wall / 2, paper) for along in (start, end))
    door = plan.door
    start, wide = door.start // CENTIMETRES, door.width // CENTIMETRES
    cut += _hole(door.wall, start, start + wide, paper)
    leaf = wide // door.leaves
    leaves = _leaf(door.wall, start + wide, -leaf, paper)
    if door.leaves > 1:
        leaves += _leaf(door.wall, start, leaf, paper)
    dashes = ""
    if Assumed.DOOR in plan.assumed:
        dashes = f' stroke-dasharray="{_n(paper.unit * 6)} {_n(paper.unit * 4)}"'
    return (
        _group("opening", f'fill="{PAPER}" {_ink(paper, 1)}', f'<path d="{cut}"/><path d="{panes}"/>')
        + f'<path class="plan-door" {_ink(paper, 1)}{dashes} d="{leaves}"/>'
    )


def _leaf(wall: Wall, hinge: int, leaf: int, paper: _Paper) -> str:
    """Draw a leaf that stands open outwards from its hinge, and the arc to where it closes."""
    stands = _on(wall, hinge, paper.wall + abs(leaf), paper)
    x, y = _on(wall, hinge + leaf, paper.wall, paper)
    turn = int((leaf < 0) is (wall in {Wall.BACK, Wall.LEFT}))
    return _path([_on(wall, hinge, paper.wall, paper), stands]) + f"A{abs(leaf)} {abs(leaf)} 0 0 {turn} {_n(x)} {_n(y)}"


def _on(wall: Wall, along: float, out: float, paper: _Paper) -> tuple[float, float]:
    """Return the point so far along a wall and so far outside of the room."""
    match wall:
        case Wall.FRONT:
            return along, -out
        case Wall.BACK:
            return along, paper.depth + out
        case Wall.LEFT:
            return -out, along
        case Wall.RIGHT:
            return paper.width + out, along


def _hole(wall: Wall, start: float, end: float, paper: _Paper) -> str:
    corners = ((start, 0), (end, 0), (end, paper.wall), (start, paper.wall))
    return _path(_on(wall, along, out, paper) for along, out in corners) + "z"


def _path(points: Iterable[_Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _span(line: Line) -> tuple[int, int]:
    """Return where a line along a wall starts and ends."""
    if line.y == line.to_y:
        return line.x // CENTIMETRES, line.to_x // CENTIMETRES
    return line.y // CENTIMETRES, line.to_y // CENTIMETRES


def _airwalls(plan: FloorPlan, paper: _Paper) -> Iterator[str]:
    walls = plan.airwalls
    if not walls:
        return
    path = "".join(_line(wall.line) for wall in walls)
    dashes = f'stroke-dasharray="{_n(paper.unit * 16)} {_n(paper.unit * 5)} {_n(paper.unit * 2)} {_n(paper.unit * 5)}"'
    yield f'<path class="plan-airwall" {_ink(paper, 1.8)} {dashes} d="{path}"/>'
    runs_across = walls[0].line.y == walls[0].line.to_y
    ends = [(wall.line.y if runs_across else wall.line.x) // CENTIMETRES for wall in walls]
    whole = paper.depth if runs_across else paper.width
    names = [walls[0].parts[0], *(wall.parts[1] for wall in walls)]
    size = paper.text * SMALL
    for name, start, end in zip(names, [0, *ends], [*ends, whole], strict=True):
        shrunk = min(1.0, (end - start) * 0.94 / (len(name) * size * LETTER))
        if shrunk < SMALLEST:
            continue
        if runs_across:
            clear = max(_swing(plan, Wall.RIGHT, paper), 0)
            x, y = paper.width + paper.wall + clear + paper.unit * 20, (start + end) / 2
            place = f'text-anchor="middle" transform="translate({_n(x)} {_n(y)}) rotate(90)"'
        else:
            place = f'x="{_n(start + paper.unit * 8)}" y="{_n(paper.depth + paper.wall + size * 1.3)}"'
        look = f'class="plan-note" fill="{SOFT}" font-size="{_n(SMALL * shrunk * 100)}%"'
        yield f"<text {look} {place}>{escape(name)}</text>"


def _furniture(plan: FloorPlan, paper: _Paper) -> Iterator[str]:
    tables = "".join(_table(table) for table in plan.furniture.tables)
    if tables:
        yield f'<path class="plan-table" fill="{PAPER}" {_ink(paper, 1.3)} d="{tables}"/>'
    standing = [seat for seat in plan.furniture.seats if seat.standing]
    sitting = [seat for seat in plan.furniture.seats if not seat.standing]
    if sitting:
        yield f'<path class="plan-seat" fill="{PAPER}" {_ink(paper, 0.8)} d="{_chairs(sitting)}"/>'
        yield f'<path class="plan-back" {_ink(paper, 2.6)} d="{_backs(sitting)}"/>'
    if standing:
        heads = "".join(f"M{seat.x // CENTIMETRES} {seat.y // CENTIMETRES}{HEAD}" for seat in standing)
        yield f'<path class="plan-seat" fill="{PAPER}" {_ink(paper, 1)} d="{heads}"/>'


def _measures(plan: FloorPlan, paper: _Paper) -> Iterator[str]:
    """Write the width above and the depth at the left, between slashes as on a drawing, and a bar to measure with."""
    above, beside = _far(plan, Wall.FRONT, paper), _far(plan, Wall.LEFT, paper)
    tick = paper.unit * 9
    lines = (
        f"M0 {_n(-above)}H{paper.width}M0 {_n(-above - tick)}v{_n(2 * tick)}"
        f"M{paper.width} {_n(-above - tick)}v{_n(2 * tick)}M{_n(-beside)} 0V{paper.depth}"
        f"M{_n(-beside - tick)} 0h{_n(2 * tick)}M{_n(-beside - tick)} {paper.depth}h{_n(2 * tick)}"
    )
    slash = f"m{_n(-tick * 0.7)} {_n(tick * 0.7)}l{_n(tick * 1.4)} {_n(-tick * 1.4)}"
    ends = ((0, -above), (paper.width, -above), (-beside, 0), (-beside, paper.depth))
    lines += "".join(f"M{_n(x)} {_n(y)}{slash}" for x, y in ends)
    yield f'<path class="plan-size" stroke="{HAIR}" stroke-width="{_n(paper.unit)}" d="{lines}"/>'
    across = f'x="{_n(paper.width / 2)}" y="{_n(-above - paper.text * 0.4)}"'
    down = f'transform="translate({_n(-beside - paper.text * 0.4)} {_n(paper.depth / 2)}) rotate(-90)"'
    for place, side in ((across, plan.width), (down, plan.depth)):
        text = escape(words.length(plan, side, paper.language))
        yield f'<text class="plan-text" fill="{INK}" text-anchor="middle" {place}>{text}</text>'
    yield from _bar(paper)


def _bar(paper: _Paper) -> Iterator[str]:
    """Draw the scale: metres, the first half in ink."""
    long = max((bar for bar in BARS if bar * 100 <= paper.width * 0.4), default=1)
    y, high, half = paper.depth + paper.wall + paper.unit * 52, paper.unit * 8, long * 50
    yield _group(
        "bar",
        _ink(paper, 1),
        f'<path fill="{INK}" d="M0 {_n(y)}h{half}v{_n(high)}H0z"/>'
        f'<path d="M{half} {_n(y)}h{half}v{_n(high)}h-{half}z"/>',
    )
    small, below = paper.text * SMALL, y + high
    marks = ((0, "0", "start"), (long * 100, f"{long} m", "middle"))
    for x, text, anchor in marks:
        yield (
            f'<text class="plan-text" fill="{INK}" font-size="{SMALL}em" text-anchor="{anchor}"'
            f' x="{x}" y="{_n(below + small)}">{text}</text>'
        )


def _label(y: float, text: str, paper: _Paper) -> str:
    size = paper.text * SMALL
    return (
        f'<text class="plan-note" fill="{SOFT}" font-size="{SMALL}em" text-anchor="middle"'
        f' x="{_n(paper.width / 2)}" y="{_n(y + size * 0.35)}">{escape(text)}</text>'
    )


def _group(name: str, look: str, inside: str) -> str:
    return f'<g class="plan-{name}" {look}>{inside}</g>' if inside else ""


def _ink(paper: _Paper, width: float) -> str:
    return f'stroke="{INK}" stroke-width="{_n(paper.unit * width)}"'


def _box(box: Box) -> str:
    x, y, wide, deep = (value // CENTIMETRES for value in (box.x, box.y, box.width, box.depth))
    return f"M{x} {y}h{wide}v{deep}h-{wide}z"


def _table(table: Box | Round) -> str:
    if isinstance(table, Round):
        radius = table.diameter // 2 // CENTIMETRES
        turn = f"a{radius} {radius} 0 1 0"
        return f"M{table.x // CENTIMETRES - radius} {table.y // CENTIMETRES}{turn} {2 * radius} 0{turn}-{2 * radius} 0z"
    return _box(table)


def _line(line: Line) -> str:
    return "M{} {}L{} {}".format(*(value // CENTIMETRES for value in (line.x, line.y, line.to_x, line.to_y)))


def _chairs(seats: Iterable[Seat]) -> str:
    shapes: dict[int, str] = {}
    return "".join(_at(seat, shapes, CHAIR) + "z" for seat in seats)


def _backs(seats: Iterable[Seat]) -> str:
    shapes: dict[int, str] = {}
    return "".join(_at(seat, shapes, BACK) for seat in seats)


def _at(seat: Seat, shapes: dict[int, str], points: tuple[tuple[int, int], ...]) -> str:
    """Place a shape, turned to where the seat looks; each heading is worked out once."""
    if seat.heading not in shapes:
        turned = radians(seat.heading)
        there = [(cos(turned) * x - sin(turned) * y, sin(turned) * x + cos(turned) * y) for x, y in points]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(there)]
        first = there[0]
        shapes[seat.heading] = f"m{_n(first[0])} {_n(first[1])}l" + " ".join(f"{_n(x)} {_n(y)}" for x, y in steps)
    return f"M{seat.x // CENTIMETRES} {seat.y // CENTIMETRES}{shapes[seat.heading]}"


def _n(value: float) -> str:
    """Write a number to a tenth, without needless zeros."""
    return f"{round(value, 1) + 0:g}"
