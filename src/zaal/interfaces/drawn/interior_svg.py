"""A room as one sees it who comes in, in ink on paper: its floor plan in perspective, in the tone of its house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import override

from zaal.domain import perspective
from zaal.domain.facades import TROPICAL, Dice
from zaal.domain.perspective import Look as Seen
from zaal.interfaces.drawn import arranged, words
from zaal.interfaces.drawn.palette import Look, tone_of
from zaal.interfaces.drawn.sheet import Sheet

if TYPE_CHECKING:
    from zaal.domain.layouts import Layout
    from zaal.queries.drawings import RoomShown

# From so many places on whole pixels do, for one does not see more of each.
CROWDED: Final = 250
LOOKS: Final = {
    Seen.CEILING: Look("raised"),
    Seen.CEILING_LINE: Look("", "hair", 0.8),
    Seen.LIGHT: Look("lit", "hair", 0.8),
    Seen.WALL: Look("paper", "ink", 1.2),
    Seen.FRONT: Look("wash", "ink", 1.2),
    Seen.SHADED_WALL: Look("sunk", "ink", 1.2),
    Seen.PANEL_LINE: Look("", "hair", 1),
    Seen.FLOOR: Look("sunk", "ink", 1.2),
    Seen.FLOOR_LINE: Look("", "hair", 0.8),
    Seen.SUNLIGHT: Look("raised"),
    Seen.SHADOW: Look("shadow"),
    Seen.SKY: Look("glass"),
    Seen.OUTSIDE_FAR: Look("paper", "hair", 0.8),
    Seen.OUTSIDE_NEAR: Look("green", "leaf", 0.6),
    Seen.WINDOW: Look("", "ink", 1.4),
    Seen.WINDOW_LINE: Look("", "ink", 0.9),
    Seen.DOOR: Look("raised", "ink", 1.1),
    Seen.FINE: Look("", "soft", 0.9),
    Seen.SCREEN: Look("raised", "ink", 2.2),
    Seen.SLIDE: Look("", "soft", 1.2),
    Seen.STAGE: Look("wash", "ink", 1.1),
    Seen.STAGE_SIDE: Look("mid", "ink", 1.1),
    Seen.TABLE: Look("raised", "ink", 1.1),
    Seen.TABLE_SIDE: Look("shade", "ink", 0.9),
    Seen.CLOTH: Look("raised", "ink", 0.9),
    Seen.CLOTH_SIDE: Look("paper", "ink", 0.9),
    Seen.PAPER: Look("raised", "ink", 0.8),
    Seen.LEG: Look("", "ink", 1.1),
    Seen.SEAT: Look("deep", "ink", 0.7),
    Seen.BACK: Look("mid", "ink", 0.8),
    Seen.PERSON: Look("wash", "ink", 0.8),
    Seen.LIGHT_PERSON: Look("raised", "ink", 0.8),
    Seen.DARK_PERSON: Look("figure", "ink", 0.8),
    Seen.LAMP: Look("lit", "ink", 0.9),
    Seen.LAMP_LINE: Look("", "ink", 0.8),
}


def svg(room: RoomShown, *, layout: Layout, delegates: int) -> str:
    """Draw a room with up to so many places in a layout, as ``arranged.plan_of`` says."""
    plan = arranged.plan_of(room, layout, delegates)
    seen = perspective.room_of(
        plan,
        float(room.facts.height_m) if room.facts.height_m else None,
        "tropical" if room.house.country in TROPICAL else "temperate",
        Dice(f"{room.house.slug}/{room.slug}").throw("dress", perspective.DRESSES),
    )
    sheet = Sheet({look.value: drawn for look, drawn in LOOKS.items()}, digits=0 if plan.drawn > CROWDED else 1)
    for shape in perspective.scene(plan, seen, perspective.look_in(plan, seen)):
        if shape.closed:
            sheet.faces(shape.look.value, shape.traces)
        else:
            sheet.lines(shape.look.value, shape.traces)
    with override("en"):
        described = words.of_plan(room, plan, "en")
    return sheet.svg(
        title=f"{room.name}, {room.house.name}",
        described=described,
        tone=tone_of(room.house.slug),
        backdrop="paper",
    )
