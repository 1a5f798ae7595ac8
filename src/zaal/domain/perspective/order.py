"""What hides what: things drawn from far to near, so that the near ones cover the far ones."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.perspective.camera import Point

# Among more things than this each pair would take too long; they stand in rows, where rows are order enough.
MOST_COMPARED: Final = 260
_TOUCHING: Final = 1e-6


class Footprint(NamedTuple):
    """Where a thing stands: a rectangle along the walls, in metres."""

    left: float
    front: float
    right: float
    back: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.front + self.back) / 2


def far_to_near(things: Sequence[Footprint], eye: Point) -> list[int]:
    """Return the places of things in the order in which to draw them: one that may be hidden comes first."""
    if len(things) > MOST_COMPARED:
        return by_rows(things, eye)
    over: list[list[int]] = [[] for _ in things]
    waiting = [0] * len(things)
    for one, here in enumerate(things):
        for other in range(one):
            first = _first(here, things[other], eye)
            if first:
                low, high = (one, other) if first > 0 else (other, one)
                over[low].append(high)
                waiting[high] += 1
    return _sorted(over, waiting, [-_away(thing, eye) for thing in things])


def by_rows(things: Sequence[Footprint], eye: Point) -> list[int]:
    """Order things in rows along the front wall, seen from behind them: row by row, to the middle of the eye."""
    return sorted(
        range(len(things)),
        key=lambda at: (round(things[at].back, 2), -abs(things[at].middle[0] - eye.x)),
    )


def _first(one: Footprint, other: Footprint, eye: Point) -> int:
    """Return 1 when the first may be hidden by the other, -1 the other way round, 0 when neither hides the other."""
    hides, hidden = True, True
    spans = (
        (one.left, one.right, other.left, other.right, eye.x),
        (one.front, one.back, other.front, other.back, eye.y),
    )
    for low, high, other_low, other_high, at in spans:
        if high <= other_low + _TOUCHING:
            hides, hidden = hides and at < high, hidden and at > other_low
        elif other_high <= low + _TOUCHING:
            hides, hidden = hides and at > low, hidden and at < other_high
    return int(hidden) - int(hides)


def _sorted(over: list[list[int]], waiting: list[int], rank: list[float]) -> list[int]:
    """Take what nothing undrawn is hidden by any more, the farthest first; a ring is broken at its farthest."""
    ready = [(rank[at], at) for at, count in enumerate(waiting) if not count]
    heapify(ready)
    found: list[int] = []
    left = set(range(len(over)))
    while left:
        at = heappop(ready)[1] if ready else min(left, key=lambda one: rank[one])
        if at not in left:
            continue
        left.remove(at)
        found.append(at)
        for nearer in over[at]:
            waiting[nearer] -= 1
            if not waiting[nearer]:
                heappush(ready, (rank[nearer], nearer))
    return found


def _away(thing: Footprint, eye: Point) -> float:
    x, y = thing.middle
    return (x - eye.x) ** 2 + (y - eye.y) ** 2
