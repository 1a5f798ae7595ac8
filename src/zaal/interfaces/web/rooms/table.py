"""The rooms of a house as one table: what the hotel's people know of each, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaal.domain.layouts import Layout
from zaal.interfaces import wording
from zaal.interfaces.web.rooms import words
from zaal.queries import rooms

if TYPE_CHECKING:
    from django.http import HttpResponse

    from zaal.domain.houses import SpacePlan
    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.rooms import ManagedRoom


class Cell(NamedTuple):
    """One fact of a room under its heading; a number stands to the right."""

    head: str
    text: str
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One room in words: each cell with its head, which phones show before it."""

    slug: str
    name: str
    is_listed: bool
    cells: tuple[Cell, ...]


@require_safe
def page(request: PageRequest, venue: str) -> HttpResponse:
    """Show the rooms of a house to its own people."""
    house = rooms.of_desk(venue, actor=request.actor)
    used = {seating.layout for room in house.rooms for seating in room.plan.seatings}
    layouts = [layout for layout in Layout if layout in used]
    language = request.visitor.language
    rows = [_row(room, layouts, language) for room in house.rooms]
    shown = {
        "house": house,
        "heads": rows[0].cells if rows else (),
        "rows": rows,
        "off_market": sum(1 for row in rows if not row.is_listed),
    }
    return render(request, "rooms/table.html", shown)


def _row(room: ManagedRoom, layouts: list[Layout], language: str) -> Row:
    plan = room.plan
    seats = {seating.layout: seating.max_delegates for seating in plan.seatings}
    set_up = _("%(minutes)s min") % {"minutes": plan.setup_minutes} if plan.setup_minutes else words.NOTHING
    made_of = wording.listed(plan.sections, language) if plan.sections != (plan.name,) else words.NOTHING
    cells = (
        Cell(_("Area"), words.fact("area_sqm", plan.area_sqm, language)),
        Cell(_("Length and width"), _sides(plan, language)),
        Cell(_("Height"), words.fact("height_m", plan.height_m, language)),
        Cell(_("Floor"), words.fact("floor", plan.floor, language)),
        Cell(_("Daylight"), words.fact("daylight", plan.daylight, language), is_number=False),
        Cell(_("Walls"), _walls(plan, language), is_number=False),
        *(Cell(wording.layout_name(one), words.fact("seats", seats.get(one), language)) for one in layouts),
        Cell(_("Set-up"), set_up),
        Cell(_("Made of"), made_of, is_number=False),
    )
    return Row(room.slug, plan.name, plan.listed, cells)


def _sides(plan: SpacePlan, language: str) -> str:
    if plan.length_m is None or plan.width_m is None:
        return words.NOTHING
    return f"{wording.number(plan.length_m, language)}\u00a0\u00d7 {words.fact('width_m', plan.width_m, language)}"


def _walls(plan: SpacePlan, language: str) -> str:
    """Say where the door and the windows are, as far as somebody told."""
    told = []
    if plan.door_wall is not None:
        told.append(_("door: %(wall)s") % {"wall": str(words.WALLS[plan.door_wall]).lower()})
    if plan.window_walls:
        walls = wording.listed([str(words.WALLS[wall]).lower() for wall in plan.window_walls], language)
        told.append(_("windows: %(walls)s") % {"walls": walls})
    return "; ".join(told) or words.NOTHING
