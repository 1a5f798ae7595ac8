"""What a drawn picture shows, in words: for who cannot see it, in the language that is active."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.domain.floorplans import Assumed
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from zaal.domain.floorplans import FloorPlan
    from zaal.domain.layouts import Layout
    from zaal.queries.drawings import RoomShown


def of_house(name: str) -> str:
    """Say what the picture of a house shows: it is made up from what is told of the house."""
    return _("Drawing of %(house)s, not of its real front") % {"house": name}


def of_room(
    name: str, *, sides_m: tuple[Decimal, Decimal] | None, layout: Layout, delegates: int, language: str
) -> str:
    """Say what the picture of a room shows: ``Drawing of X: a room of 12 by 8 m set for 40 in classroom``.

    Without the measures of its sides, in metres, it says that the shape is assumed.
    """
    told = {"name": name, "count": delegates, "layout": labels.word(layout, language).lower()}
    if sides_m is None:
        return _("Drawing of %(name)s, its shape assumed, set for %(count)s in %(layout)s, seen from the back") % told
    sides = {"length": wording.number(sides_m[0], language), "width": wording.number(sides_m[1], language)}
    return _(
        "Drawing of %(name)s: a room of %(length)s by %(width)s m set for %(count)s in %(layout)s, seen from the back"
    ) % (told | sides)


def of_plan(room: RoomShown, plan: FloorPlan, language: str) -> str:
    """Say what the picture of a room with this floor plan shows."""
    long, short = (Decimal(side // 10) / 100 for side in sorted((plan.width, plan.depth), reverse=True))
    return of_room(
        room.name,
        sides_m=None if Assumed.PROPORTION in plan.assumed else (long, short),
        layout=plan.layout,
        delegates=plan.drawn,
        language=language,
    )
