"""A house's day by the clock: what the set-up crew does when, and what the kitchen serves when, for how many."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.event_orders import Diet, MomentKind, moment_at
from zaal.domain.period import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from zaal.domain.event_orders import Order, Room, Serving
    from zaal.domain.layouts import Layout


class StepKind(StrEnum):
    """What happens in a room, in the order in which things of one minute are told."""

    END = "end"
    ENDS = "ends"
    CLEAR = "clear"
    SETUP = "setup"
    ARRIVAL = "arrival"
    STARTS = "starts"
    MORNING_BREAK = "morning_break"
    LUNCH = "lunch"
    AFTERNOON_BREAK = "afternoon_break"
    DRINKS = "drinks"
    DINNER = "dinner"


# What the kitchen brings at which moment; the end of a meeting brings nothing.
SERVED = frozenset(MomentKind) - {MomentKind.END}
# Which moments bring what a package includes; where none of them was told, the time is not known yet.
BROUGHT_AT = {
    "coffee_tea": (MomentKind.MORNING_BREAK, MomentKind.AFTERNOON_BREAK, MomentKind.ARRIVAL),
    "coffee_breaks": (MomentKind.MORNING_BREAK, MomentKind.AFTERNOON_BREAK, MomentKind.ARRIVAL),
    "lunch": (MomentKind.LUNCH,),
    "drinks": (MomentKind.DRINKS,),
    "dinner": (MomentKind.DINNER,),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the crew's sheet: what happens where from ``at`` (``until``: how long it may take; both UTC)."""

    at: datetime
    until: datetime | None
    kind: StepKind
    booking: str
    title: str
    customer: str
    space: str
    layout: Layout
    delegates: int


@dataclass(frozen=True, slots=True)
class Portion:
    """One booking's part of a meal: where, for how many, whether that is final, and how many of them on which diet."""

    booking: str
    title: str
    space: str
    people: int
    is_final: bool
    diets: tuple[tuple[Diet, int], ...]


@dataclass(frozen=True, slots=True)
class Meal:
    """What the kitchen serves at one time, all bookings together; ``at`` None: nobody said when."""

    at: datetime | None
    kind: MomentKind
    portions: tuple[Portion, ...]

    @property
    def people(self) -> int:
        return sum(portion.people for portion in self.portions)

    @property
    def diets(self) -> tuple[tuple[Diet, int], ...]:
        """How many of them are on which diet."""
        return summed(portion.diets for portion in self.portions)


class _Served(NamedTuple):
    kind: MomentKind
    at: datetime | None
    room: int


def steps(orders: Iterable[Order], day: date) -> tuple[Step, ...]:
    """Return what happens in the house's rooms on a day (of its own clock), in order of time.

    Of each time of a room that is its set-up, start, end and clearing, and the customer's own timetable.
    """
    found = (step for order in orders for step in _steps(order) if local(step.at, order.zone).date() == day)
    kinds = list(StepKind)
    return tuple(sorted(found, key=lambda step: (step.at, kinds.index(step.kind), step.space, step.booking)))


def meals(orders: Iterable[Order], day: date) -> tuple[Meal, ...]:
    """Return what the kitchen serves on a day, in order of time; what has no time yet comes last.

    The diets of a booking go with the first of its rooms in which something is served, so that nobody counts twice.
    """
    found: dict[tuple[datetime | None, MomentKind], list[Portion]] = defaultdict(list)
    for order in orders:
        told: set[tuple[MomentKind, datetime | None]] = set()
        for served in _served_on(order, day):
            first = (served.kind, served.at) not in told
            told.add((served.kind, served.at))
            found[served.at, served.kind].append(_portion(order, served.room, order.told.diets * first))
    kinds = list(MomentKind)
    by_time = sorted(found, key=lambda one: (one[0] is None, one[0] and one[0].timestamp(), kinds.index(one[1])))
    return tuple(
        Meal(at, kind, tuple(sorted(found[at, kind], key=lambda one: (one.space, one.booking)))) for at, kind in by_time
    )


def servings(orders: Iterable[Order], day: date) -> tuple[tuple[Order, Serving], ...]:
    """Return the packages and extras bought for a day, with the order each belongs to."""
    return tuple((order, serving) for order in orders for serving in order.servings if serving.day == day)


def summed(diets: Iterable[Iterable[tuple[Diet, int]]]) -> tuple[tuple[Diet, int], ...]:
    """Add up how many are on which diet, in the order in which diets are told; those of nobody are left out."""
    counts = dict.fromkeys(Diet, 0)
    for some in diets:
        for diet, count in some:
            counts[diet] += count
    return tuple((diet, count) for diet, count in counts.items() if count)


def on(order: Order, day: date) -> bool:
    """Tell whether anything of an order happens on this day of the house's clock."""
    return any(local(step.at, order.zone).date() == day for step in _steps(order))


def _steps(order: Order) -> Iterator[Step]:
    for at, room in enumerate(order.rooms):
        for number, sitting in enumerate(room.sittings):
            period, blocked = sitting.period, sitting.blocked
            yield _step(order, room, StepKind.SETUP, blocked.starts_at, period.starts_at)
            yield _step(order, room, StepKind.STARTS, period.starts_at, period.ends_at)
            yield _step(order, room, StepKind.ENDS, period.ends_at, None)
            yield _step(order, room, StepKind.CLEAR, period.ends_at, blocked.ends_at)
            for moment in order.told.moments:
                if (moment.room, moment.sitting) == (at, number):
                    yield _step(order, room, StepKind(moment.kind.value), moment_at(moment, room, order.zone), None)


def _step(order: Order, room: Room, kind: StepKind, at: datetime, until: datetime | None) -> Step:
    about = order.booking, order.title, order.customer
    return Step(at, until, kind, *about, room.space, room.layout, room.delegates)


def _served_on(order: Order, day: date) -> Iterator[_Served]:
    """Say what is served of an order on a day: what its timetable tells, and what its packages hold besides."""
    told = [
        _Served(moment.kind, moment_at(moment, order.rooms[moment.room], order.zone), moment.room)
        for moment in order.told.moments
        if moment.kind in SERVED
    ]
    today = [served for served in told if served.at is not None and local(served.at, order.zone).date() == day]
    yield from today
    kinds = {served.kind for served in today}
    untold: set[tuple[MomentKind, int]] = set()
    for serving in order.servings:
        if serving.day != day or not serving.is_package:
            continue
        for item in serving.includes:
            moments = BROUGHT_AT.get(item, ())
            if moments and kinds.isdisjoint(moments):
                untold.add((moments[0], serving.room))
    yield from (_Served(kind, None, room) for kind, room in sorted(untold))


def _portion(order: Order, room: int, diets: tuple[tuple[Diet, int], ...]) -> Portion:
    # Other rooms than the main one have no final number of their own: they go along with it.
    is_final = order.final_number is not None
    return Portion(order.booking, order.title, order.rooms[room].space, _people(order, room), is_final, diets)


def _people(order: Order, room: int) -> int:
    """Return for how many the kitchen prepares: of the main room as many as the house says."""
    return order.catered if room == 0 and order.catered is not None else order.rooms[room].delegates
