"""Which layout and number a picture shows: what was asked where that can be drawn, else how the room usually stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain import floorplans
from zaal.domain.floorplans import MOST_DRAWN
from zaal.domain.layouts import PLANNING_SQM, Layout

if TYPE_CHECKING:
    from zaal.domain.floorplans import FloorPlan, RoomFacts
    from zaal.queries.drawings import RoomShown

# What shows a room best, from small rooms to large ones.
_SMALL: Final = (Layout.BOARDROOM, Layout.U_SHAPE, Layout.HOLLOW_SQUARE)
_MEDIUM: Final = (Layout.U_SHAPE, Layout.CLASSROOM, Layout.CABARET)
_LARGE: Final = (Layout.THEATRE, Layout.BANQUET, Layout.CABARET)
_MEDIUM_FROM_SQM: Final = 36
_LARGE_FROM_SQM: Final = 130
# Where neither the area nor a capacity is known.
_A_FEW: Final = 12


class Arranged(NamedTuple):
    """A layout, and how many places of it to draw."""

    layout: Layout
    delegates: int


def arrange(room: RoomShown, layout: Layout | None, delegates: int | None) -> Arranged:
    """Take the layout and number asked for; what is not asked, or cannot be drawn, is as the room usually stands."""
    chosen = layout or usual_layout(room)
    most = min(room.capacities.get(chosen) or planned(room, chosen), MOST_DRAWN)
    if delegates is None or not 1 <= delegates <= MOST_DRAWN:
        return Arranged(chosen, most)
    return Arranged(chosen, delegates)


def usual_layout(room: RoomShown) -> Layout:
    """Choose among the layouts offered one that shows a room of this size well; houses differ, each always alike."""
    size = area_sqm(room)
    liked = _SMALL if size < _MEDIUM_FROM_SQM else _MEDIUM if size < _LARGE_FROM_SQM else _LARGE
    offered = [one for one in liked if one in room.capacities] or sorted(room.capacities)
    if not offered:
        return Layout.BOARDROOM if size < _MEDIUM_FROM_SQM else Layout.THEATRE
    first_liked = liked is _SMALL
    turn = 0 if first_liked else int(sha256(f"{room.house.slug}/{room.slug}".encode()).hexdigest(), 16)
    return offered[turn % len(offered)]


def area_sqm(room: RoomShown) -> float:
    """Return the area in square metres, from the sides or from what the room seats where it is not told."""
    facts = room.facts
    if facts.area_sqm:
        return float(facts.area_sqm)
    if facts.length_m and facts.width_m:
        return float(facts.length_m * facts.width_m)
    return max((float(PLANNING_SQM[one] * most) for one, most in room.capacities.items()), default=_A_FEW * 2.5)


def planned(room: RoomShown, layout: Layout) -> int:
    """Return how many a layout seats in this area by the planning figure, where the hotel states none."""
    return max(1, int(area_sqm(room) / float(PLANNING_SQM[layout])))


def measured(room: RoomShown) -> RoomFacts:
    """Return the facts of a room with an area, at least one taken from what it seats."""
    facts = room.facts
    if facts.area_sqm or (facts.length_m and facts.width_m):
        return facts
    return replace(facts, area_sqm=Decimal(round(area_sqm(room), 1)).quantize(Decimal("0.1")))


def plan_of(room: RoomShown, layout: Layout, delegates: int) -> FloorPlan:
    """Draw the floor plan of a room; an unknown size is what its seats need.

    A layout that by our drawing does not fit at all gives way to the first one that does: nobody shows an empty room.
    """
    facts = measured(room)
    plans = (floorplans.draw(facts, layout=one, asked=delegates) for one in (layout, *_SMALL, *_LARGE))
    first = next(plans)
    return first if first.drawn else next((plan for plan in plans if plan.drawn), first)
