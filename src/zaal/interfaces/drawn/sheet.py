"""Paths on a sheet of 1200 by 800, gathered by how they look, written as a picture that stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import category
from xml.sax.saxutils import escape

from zaal.interfaces.drawn.palette import Look, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zaal.interfaces.drawn.palette import Tone

WIDTH: Final = 1200
HEIGHT: Final = 800
FONT: Final = "Instrument Sans, Helvetica Neue, Helvetica, Arial, Noto Sans SC, sans-serif"
_BACKDROP: Final = "z"


class Sheet:
    """What is drawn on top of what, in the order in which it is added.

    Places are written to so many ``digits`` of a pixel.
    """

    def __init__(self, looks: Mapping[str, Look], *, digits: int = 1) -> None:
        self._looks = looks
        self._digits = digits
        self._classes: dict[str, str] = {}
        self._parts: list[tuple[str, list[str]]] = []

    def path(self, look: str, drawn: str, *, joins: bool = False) -> None:
        """Add a path; one that ``joins`` goes into the path before it where that looks alike."""
        if not drawn:
            return
        if joins and self._parts and self._parts[-1][0] == look:
            self._parts[-1][1].append(drawn)
        else:
            self._parts.append((look, [drawn]))

    def faces(self, look: str, traces: Iterable[Sequence[tuple[float, float]]]) -> None:
        """Add closed outlines that do not cover each other."""
        self.path(look, "".join(trace(dots, self._digits) + "z" for dots in traces if dots))

    def lines(self, look: str, traces: Iterable[Sequence[tuple[float, float]]]) -> None:
        """Add open lines."""
        self.path(look, "".join(trace(dots, self._digits) for dots in traces if dots), joins=True)

    def text(self, look: str, words: str, *, x: float, y: float, size: float) -> None:
        """Write words, their middle at x."""
        place = f'<text text-anchor="middle" x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        self._parts.append((look, [place, words]))

    def add(self, other: Sheet) -> None:
        """Put what another sheet holds on top."""
        self._parts += other._parts

    def svg(self, *, title: str, described: str, tone: Tone, backdrop: str) -> str:
        """Write the picture, with its name and what is to be seen on it."""
        body = "".join(self._part(look, drawn) for look, drawn in self._parts)
        used = {short: self._looks[look] for look, short in self._classes.items()}
        rules = style_sheet({_BACKDROP: Look(backdrop), **used}, tone)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            f' role="img" aria-labelledby="title desc" font-family="{FONT}" font-weight="600">'
            f'<title id="title">{_written(title)}</title><desc id="desc">{_written(described)}</desc>'
            f'<style>{rules}</style><path class="{_BACKDROP}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{body}</svg>'
        )

    def _part(self, look: str, drawn: list[str]) -> str:
        short = self._classes.setdefault(look, _short(len(self._classes)))
        if drawn[0].startswith("<text"):
            return f'{drawn[0]} class="{short}">{_written(drawn[1])}</text>'
        return f'<path class="{short}" d="{"".join(drawn)}"/>'


def trace(dots: Sequence[tuple[float, float]], digits: int = 1) -> str:
    """Write an outline as steps from dot to dot, to so many digits of a pixel, leaving out steps too small to see."""
    x, y = round(dots[0][0], digits), round(dots[0][1], digits)
    written = [f"M{number(x)} {number(y)}"]
    for dot in dots[1:]:
        to_x, to_y = round(dot[0], digits), round(dot[1], digits)
        run, rise = round(to_x - x, 1), round(to_y - y, 1)
        if not run and not rise:
            continue
        if not rise:
            written.append(f"h{number(run)}")
        elif not run:
            written.append(f"v{number(rise)}")
        else:
            written.append(f"l{number(run)} {number(rise)}")
        x, y = to_x, to_y
    return "".join(written)


def number(value: float) -> str:
    """Write a number to a tenth, without needless zeros."""
    return f"{round(value, 1) + 0:g}"


def _written(text: str) -> str:
    """Write a text; what no XML may hold (control characters, halves of surrogates) is left out."""
    return escape("".join(" " if category(letter) in {"Cc", "Cs", "Cn"} else letter for letter in text))


def _short(at: int) -> str:
    return "abcdefghijklmnopqrstuvwxy"[at % 25] + (str(at // 25) if at >= 25 else "")  # noqa: PLR2004 - letters but the backdrop's
