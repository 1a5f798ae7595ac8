"""Capacity charts: what a hotel says of its rooms, and what is odd about it. Nothing odd is repaired here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding
from zaal.domain.layouts import Capacity, Layout, looks_overstated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zaal.domain.money import Money

# Published areas are rounded; above this they contradict the published sides.
_SIDES_TOLERANCE: Final = Decimal("0.15")
_SUM_TOLERANCE: Final = Decimal("0.02")
_SAME_SUM_TOLERANCE: Final = Decimal("0.005")
_MOST_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class ChartPrice:
    """A price beside a room: ``term`` is ``half_day``, ``day`` or, when the unit is not told, the column's own name."""

    term: str
    price: Money


@dataclass(frozen=True, slots=True)
class ChartRoom:
    """One line of a chart. Measures are metres and square metres, converted when the chart has feet.

    ``hotel`` is None when the file is of one hotel. ``capacities`` holds only layouts the hotel offers.
    ``parts`` are the names of the rooms this one combines, () for a single room; a part the chart does not list
    is told as ``part_not_listed``. ``daylight`` is None when the chart does not say. ``as_given`` is the line in
    the chart's own words, ``row`` its place in the file (from 1, without the header). ``not_offered`` are the layouts
    for which it says zero.
    """

    hotel: str | None
    name: str
    row: int
    area_sqm: Decimal | None
    length_m: Decimal | None
    width_m: Decimal | None
    height_m: Decimal | None
    capacities: Mapping[Layout, int]
    daylight: bool | None
    amenities: tuple[str, ...]
    prices: tuple[ChartPrice, ...]
    parts: tuple[str, ...]
    as_given: Mapping[str, str]
    floor: int | None = None
    not_offered: tuple[Layout, ...] = ()


def oddities(rooms: Sequence[ChartRoom]) -> tuple[Finding, ...]:
    """List what does not add up in a chart, room by room and then hotel by hotel.

    Codes: ``no_figures``, ``capacity_overstated``, ``u_shape_above_boardroom``, ``area_differs_from_sides``,
    ``name_repeated``, ``combination_area_differs``, ``probably_combination``.
    """
    found = [finding for room in rooms for finding in _of_room(room)]
    for _, members in groupby(sorted(rooms, key=_hotel), key=_hotel):
        hotel_rooms = list(members)
        found += [*_repeated(hotel_rooms), *_sums(hotel_rooms), *_unsaid_combinations(hotel_rooms)]
    return tuple(found)


def _of_room(room: ChartRoom) -> Iterator[Finding]:
    if not room.capacities and room.area_sqm is None and not room.prices:
        yield Finding("no_figures", {"room": room.name}, room.row)
    for layout, seats in room.capacities.items():
        if room.area_sqm and looks_overstated(Capacity(layout, 1, seats), room.area_sqm):
            facts = {"room": room.name, "layout": layout.value, "delegates": seats, "area_sqm": room.area_sqm}
            yield Finding("capacity_overstated", facts, room.row)
    u_shape, boardroom = room.capacities.get(Layout.U_SHAPE), room.capacities.get(Layout.BOARDROOM)
    if u_shape and boardroom and u_shape > boardroom:
        facts = {"room": room.name, "u_shape": u_shape, "boardroom": boardroom}
        yield Finding("u_shape_above_boardroom", facts, room.row)
    if room.area_sqm and room.length_m and room.width_m:
        by_sides = room.length_m * room.width_m
        if _apart(room.area_sqm, by_sides) > _SIDES_TOLERANCE:
            facts = {"room": room.name, "area_sqm": room.area_sqm, "sides_sqm": by_sides.quantize(Decimal("0.01"))}
            yield Finding("area_differs_from_sides", facts, room.row)


def _repeated(rooms: Sequence[ChartRoom]) -> Iterator[Finding]:
    times = Counter(room.name.casefold() for room in rooms)
    for room in rooms:
        if times[room.name.casefold()] > 1:
            yield Finding("name_repeated", {"room": room.name, "times": times[room.name.casefold()]}, room.row)


def _sums(rooms: Sequence[ChartRoom]) -> Iterator[Finding]:
    areas = {room.name.casefold(): room.area_sqm for room in rooms}
    for room in rooms:
        parts = [areas.get(part.casefold()) for part in room.parts]
        known = [area for area in parts if area]
        if not room.area_sqm or not known or len(known) != len(parts):
            continue
        total = sum(known, Decimal(0))
        if _apart(room.area_sqm, total) > _SUM_TOLERANCE:
            facts = {"room": room.name, "parts": room.parts, "area_sqm": room.area_sqm, "parts_sqm": total}
            yield Finding("combination_area_differs", facts, room.row)


def _unsaid_combinations(rooms: Sequence[ChartRoom]) -> Iterator[Finding]:
    """Suggest a combination when a room is as large as the single rooms that stand right before or after it.

    Only neighbours in the chart count: among many rooms some sum always fits by chance.
    """
    for at, room in enumerate(rooms):
        if room.parts or not room.area_sqm:
            continue
        before, after = rooms[max(0, at - _MOST_PARTS) : at][::-1], rooms[at + 1 : at + 1 + _MOST_PARTS]
        parts = _run_of_sum(room.area_sqm, before)[::-1] or _run_of_sum(room.area_sqm, after)
        if parts:
            facts = {"room": room.name, "parts": tuple(part.name for part in parts), "area_sqm": room.area_sqm}
            yield Finding("probably_combination", facts, room.row)


def _run_of_sum(area_sqm: Decimal, neighbours: Sequence[ChartRoom]) -> list[ChartRoom]:
    """Return the two or more nearest neighbours whose areas add up to ``area_sqm``; [] when none do."""
    run: list[ChartRoom] = []
    total = Decimal(0)
    for room in neighbours:
        if room.parts or not room.area_sqm:
            break
        run.append(room)
        total += room.area_sqm
        if len(run) > 1 and _apart(area_sqm, total) <= _SAME_SUM_TOLERANCE:
            return run
    return []


def _apart(a: Decimal, b: Decimal) -> Decimal:
    """How far two areas lie apart, as a share of the larger."""
    return abs(a - b) / max(a, b)


def _hotel(room: ChartRoom) -> str:
    return room.hotel or ""
