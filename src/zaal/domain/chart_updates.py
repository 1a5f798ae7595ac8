"""What a chart changes in a house, told before anything is written, and written exactly as it was told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zaal.domain.chart_plans import Kept
    from zaal.domain.houses import SpacePlan
    from zaal.domain.layouts import Layout

# What a chart tells of a room beside its capacities; what it leaves out stays as it is.
FACTS: Final = ("area_sqm", "length_m", "width_m", "height_m", "floor", "daylight", "amenities")


class Standing(StrEnum):
    """How a room of the chart, or of the house, compares with the other."""

    NEW = "new"
    CHANGED = "changed"
    MATCHED = "matched"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of a room, as it is and as it will be."""

    fact: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class SeatsChange:
    """The capacity of one layout, as it is and as it will be; None where the layout is not offered."""

    layout: Layout
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class RoomUpdate:
    """One room: its plan as the chart has it (as the house has it, when gone from the chart), and what changes."""

    plan: SpacePlan
    standing: Standing
    facts: tuple[FactChange, ...] = ()
    seats: tuple[SeatsChange, ...] = ()
    is_listed: bool = True


def updates(known: Mapping[str, SpacePlan], kept: Kept) -> tuple[RoomUpdate, ...]:
    """Compare a chart with the rooms a house has, both by folded name: the chart's in its order, then those gone."""
    told = [
        _update(known[name], plan, kept.not_offered.get(name, ())) if name in known else _new(plan, name, kept)
        for name, plan in kept.plans.items()
    ]
    gone = [RoomUpdate(plan, Standing.GONE) for name, plan in known.items() if name not in kept.plans]
    return (*told, *gone)


def _new(plan: SpacePlan, name: str, kept: Kept) -> RoomUpdate:
    return RoomUpdate(plan, Standing.NEW, is_listed=name not in kept.unlisted)


def _update(before: SpacePlan, plan: SpacePlan, not_offered: tuple[Layout, ...]) -> RoomUpdate:
    facts = tuple(
        FactChange(fact, getattr(before, fact), getattr(plan, fact))
        for fact in FACTS
        if getattr(plan, fact) not in (None, ()) and getattr(plan, fact) != getattr(before, fact)
    )
    seats = {seating.layout: seating.max_delegates for seating in before.seatings}
    told: dict[Layout, int | None] = {seating.layout: seating.max_delegates for seating in plan.seatings}
    told |= {layout: None for layout in not_offered if layout not in told}
    moved = tuple(
        SeatsChange(layout, seats.get(layout), most) for layout, most in told.items() if seats.get(layout) != most
    )
    return RoomUpdate(plan, Standing.CHANGED if facts or moved else Standing.MATCHED, facts, moved)
