"""When nothing is free or nothing fits: the nearest wishes that would find something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.layouts import Layout
from zaal.domain.refusals import Invalid
from zaal.domain.search import MOST_RADIUS_KM, Circle, Wish
from zaal.queries.search import count, spaces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

SHIFTS_MINUTES = (-30, 30, -60, 60)
OTHER_DAYS = (-1, 1, -7, 7)
WIDER = (2, 5)
MOST_OFFERED = 6


class AlternativeKind(StrEnum):
    """In what an alternative differs from what was asked."""

    SHIFT = "shift"
    LAYOUT = "layout"
    WIDER = "wider"
    OTHER_DAY = "other_day"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A wish that finds ``venues`` venues; ``minutes`` or ``days`` say how far the times moved."""

    kind: AlternativeKind
    wish: Wish
    venues: int
    minutes: int = 0
    days: int = 0


def alternatives(wish: Wish, *, now: datetime) -> tuple[Alternative, ...]:
    """Offer the nearest wishes that find something: shifted times, another layout, a wider circle, another day.

    Counts venues with a fitting free space: two statements for each wish tried, at most 34 in all, or the few of a
    search for each where a budget or instant confirmation leaves some of them out.
    """
    found = []
    for kind in (_shifted(wish), _laid_out(wish), _widened(wish), _other_days(wish)):
        best = [counted for tried in kind if (counted := _counted(tried, now=now)) is not None]
        found.extend(best[:2])
    return tuple(found[:MOST_OFFERED])


def _counted(tried: Alternative, *, now: datetime) -> Alternative | None:
    narrow = tried.wish.budget is not None or tried.wish.instant_only
    try:
        venues = spaces(tried.wish, now=now, most=0).total if narrow else count(tried.wish, now=now)
    except Invalid:
        return None
    return replace(tried, venues=venues) if venues else None


def _shifted(wish: Wish) -> Iterator[Alternative]:
    for minutes in SHIFTS_MINUTES:
        yield Alternative(AlternativeKind.SHIFT, _moved(wish, timedelta(minutes=minutes)), 0, minutes=minutes)


def _other_days(wish: Wish) -> Iterator[Alternative]:
    for days in OTHER_DAYS:
        yield Alternative(AlternativeKind.OTHER_DAY, _moved(wish, timedelta(days=days)), 0, days=days)


def _laid_out(wish: Wish) -> Iterator[Alternative]:
    if wish.layout is not None:
        for layout in Layout:
            if layout is not wish.layout:
                yield Alternative(AlternativeKind.LAYOUT, replace(wish, layout=layout), 0)


def _widened(wish: Wish) -> Iterator[Alternative]:
    for times in WIDER:
        radius_km = min(MOST_RADIUS_KM, wish.circle.radius_km * times)
        if radius_km > wish.circle.radius_km and wish.venue is None:
            circle = Circle(wish.circle.lat, wish.circle.lon, radius_km, wish.circle.country)
            yield Alternative(AlternativeKind.WIDER, replace(wish, circle=circle), 0)


def _moved(wish: Wish, by: timedelta) -> Wish:
    return replace(
        wish, spans=tuple(replace(span, starts=span.starts + by, ends=span.ends + by) for span in wish.spans)
    )
