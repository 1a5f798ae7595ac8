"""When cancelling gets dearer, drawn to scale: stretches of time on a line, and labels that never stand on each other.

Positions are shares (0 to 1) of the line, so that a drawing may be as wide as its page. Rows are found for the
narrowest page: what does not overlap there overlaps nowhere, because widening only parts the labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from zaal.domain.cancellation import Step

Anchor = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the line on which one step applies: from ``left``, ``width`` long."""

    left: float
    width: float
    step: Step


@dataclass(frozen=True, slots=True)
class Paper:
    """How wide the line is at its narrowest, how wide a character, and how far labels keep apart: any one unit."""

    width: float
    character: float
    gap: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text for the moment at ``at``; it is written from ``text_at`` on (``start``) or up to there (``end``).

    ``row`` 0 is nearest to the line.
    """

    at: float
    text: str
    text_at: float
    anchor: Anchor
    row: int


def position(moment: datetime, *, since: datetime, until: datetime) -> float:
    """Tell where a moment stands between two others; what lies outside stands at the end nearest to it."""
    return min(max((moment - since) / (until - since), 0.0), 1.0)


def stretches(steps: Sequence[Step], *, since: datetime, until: datetime) -> tuple[Stretch, ...]:
    """Cut the line from ``since`` to ``until`` (later than it) at every step's bound, in order of time.

    Steps that are over before, or only begin after, are not on it.
    """
    found: list[Stretch] = []
    left = 0.0
    for step in steps:
        right = 1.0 if step.until is None else position(step.until, since=since, until=until)
        if right > left:
            found.append(Stretch(left, right - left, step))
            left = right
    return tuple(found)


def placed(texts: Iterable[tuple[float, str]], paper: Paper) -> tuple[Label, ...]:
    """Give each text, in order of its place on the line, the row nearest to the line where it stands free.

    Free means: beside the others of its row, and on no thread that leads from the line to a label further away.
    Where every free row lies on such a thread the text covers a piece of it.
    """
    found: list[Label] = []
    for at, text in texts:
        text_at, anchor = _beginning(at, text, paper)
        rows = [Label(at, text, text_at, anchor, row) for row in range(len(found) + 1)]
        apart = [label for label in rows if not any(overlap(label, other, paper) for other in found)]
        free = [label for label in apart if not any(_crosses(label, other, paper) for other in found)]
        found.append((free or apart)[0])
    return tuple(found)


def overlap(one: Label, other: Label, paper: Paper) -> bool:
    """Tell whether two labels would stand on each other, or nearer than the gap."""
    (left, right), (others_left, others_right) = extent(one, paper), extent(other, paper)
    return one.row == other.row and left < others_right + paper.gap and others_left < right + paper.gap


def extent(label: Label, paper: Paper) -> tuple[float, float]:
    """Return from where to where a label's text runs, in the paper's unit."""
    length, stands = len(label.text) * paper.character, label.text_at * paper.width
    return (stands, stands + length) if label.anchor == "start" else (stands - length, stands)


def _beginning(at: float, text: str, paper: Paper) -> tuple[float, Anchor]:
    """Write up to the moment where there is room, else from it on, else from the line's beginning."""
    length, stands = len(text) * paper.character, at * paper.width
    if length <= stands:
        return at, "end"
    return (at, "start") if stands + length <= paper.width else (0.0, "start")


def _crosses(one: Label, other: Label, paper: Paper) -> bool:
    """Tell whether the thread of the further label runs through the text of the nearer one."""
    near, far = sorted((one, other), key=lambda label: label.row)
    left, right = extent(near, paper)
    return near.row < far.row and left - paper.gap < far.at * paper.width < right + paper.gap
