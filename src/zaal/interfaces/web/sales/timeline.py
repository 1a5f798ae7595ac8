"""The line of a cancellation as SVG: in per cent of its width, in pixels of its height, without style or script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.money import HUNDRED
from zaal.interfaces import cancelling, wording
from zaal.interfaces.timeline import Paper
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zaal.domain.cancellation import Step
    from zaal.domain.money import Money
    from zaal.interfaces.cancelling import Band, Drawing, Span
    from zaal.interfaces.timeline import Label

# The narrowest phone (360 px) less its margins, with characters of 12 px.
NARROWEST = Paper(width=320, character=7, gap=8)
ROW, BAND, THREAD, BASELINE = 18, 40, 5, 12
FREE = 2  # what costs nothing is a thick line


@dataclass(frozen=True, slots=True)
class Bar:
    """A step: its ground from ``x``, ``width`` wide, and on it what it costs, ``height`` high from ``y`` down."""

    x: str
    width: str
    y: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Inscription:
    """A percentage in the middle of a bar that is wide enough, above what is filled where that is low."""

    x: str
    y: float
    text: str
    on_fill: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A text, and the thread from the line at ``x`` to it."""

    x: str
    text_x: str
    text_y: float
    anchor: str
    text: str
    thread_from: float
    thread_to: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All numbers of the SVG; ``told`` says it in words."""

    height: float
    top: float
    bottom: float
    band: float
    bars: tuple[Bar, ...]
    inscriptions: tuple[Inscription, ...]
    tags: tuple[Tag, ...]
    now: str
    told: str


def picture(steps: Sequence[Step], span: Span, *, value: Money, said: Callable[[Step, str], str]) -> Picture | None:
    """Draw the steps of a meeting worth ``value``; None when it has started."""
    drawn = cancelling.drawing(steps, span, value=value, paper=NARROWEST, said=said, language=words.language())
    return _picture(drawn) if drawn else None


def _picture(drawn: Drawing) -> Picture:
    top = _rows(drawn.above) * ROW + THREAD
    bottom = top + BAND
    return Picture(
        height=bottom + _rows(drawn.below) * ROW + THREAD,
        top=top,
        bottom=bottom,
        band=BAND,
        bars=tuple(_bar(band, bottom) for band in drawn.bands),
        inscriptions=tuple(found for band in drawn.bands if (found := _inscription(band, bottom))),
        tags=(
            *(_tag(label, top, -1) for label in drawn.above),
            *(_tag(label, bottom, 1) for label in drawn.below),
        ),
        now="" if drawn.now is None else _percent(drawn.now),
        told=drawn.told,
    )


def _rows(labels: Sequence[Label]) -> int:
    return 1 + max((label.row for label in labels), default=-1)


def _bar(band: Band, bottom: float) -> Bar:
    height = BAND if band.share is None else max(round(band.share * BAND, 1), FREE)
    return Bar(_percent(band.stretch.left), _percent(band.stretch.width), bottom - height, height, band.tone)


def _inscription(band: Band, bottom: float) -> Inscription | None:
    percent = band.stretch.step.percent
    if percent is None:
        return None
    text = wording.percent(percent, words.language())
    if len(text) * NARROWEST.character + NARROWEST.gap > band.stretch.width * NARROWEST.width:
        return None
    filled = (band.share or 0.0) * BAND
    on_fill = band.share is not None and filled >= ROW
    y = bottom - (filled / 2 - 4 if on_fill else filled + 6)
    return Inscription(_percent(band.stretch.left + band.stretch.width / 2), round(y, 1), text, on_fill)


def _tag(label: Label, edge: float, way: int) -> Tag:
    """Hang a label on an edge of the band, upwards (-1) or downwards (1)."""
    end = edge + way * (THREAD + label.row * ROW)
    return Tag(
        x=_percent(label.at),
        text_x=_percent(label.text_at),
        text_y=end + (BASELINE if way > 0 else -3),
        anchor=label.anchor,
        text=label.text,
        thread_from=edge,
        thread_to=end,
    )


def _percent(share: float) -> str:
    return f"{share * float(HUNDRED):.3f}%"
