"""A house from across the street, in ink on paper: by day, and at night with light in its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import override

from zaal.domain import facades
from zaal.domain.facades import Dice, Kind
from zaal.interfaces.drawn import words
from zaal.interfaces.drawn.elevations import lowland, stately, surroundings, tropical
from zaal.interfaces.drawn.palette import Look, tone_of
from zaal.interfaces.drawn.sheet import Sheet

if TYPE_CHECKING:
    from zaal.domain.facades import House

LOOKS: Final = {
    "disc": Look("moon"),
    "cloud": Look("", "raised", 13),
    "figure_far": Look("soft"),
    "far": Look("sunk", "hair", 0.8),
    "pavement": Look("sunk"),
    "lawn": Look("green"),
    "water": Look("water"),
    "ripple": Look("", "hair", 1.2),
    "edge": Look("", "ink", 1.5),
    "fine": Look("", "ink", 0.8),
    "hair": Look("", "hair", 0.8),
    "bar": Look("", "ink", 0.7),
    "slat": Look("", "ink", 0.4),
    "brick": Look("mid", "ink", 1.3),
    "plaster": Look("raised", "ink", 1.1),
    "pale": Look("wash", "ink", 1.3),
    "shaded": Look("shade", "ink", 1.3),
    "dark": Look("deep", "ink", 1.3),
    "roof": Look("roof", "ink", 1.2),
    "plinth": Look("paper", "ink", 1.3),
    "pier": Look("mid", "ink", 0.8),
    "stoop": Look("raised", "ink", 0.9),
    "door": Look("door", "ink", 1.1),
    "shutter": Look("deep", "ink", 0.7),
    "shadowed": Look("shadow", "ink", 0.9),
    "awning": Look("deep", "ink", 1.0),
    "board": Look("board", "ink", 1.0),
    "on_board": Look("on_board"),
    "sign": Look("ink"),
    "glass": Look("glass", "ink", 0.8),
    "lit": Look("lit", "ink", 0.8),
    "crown": Look("leafage", "ink", 0.9),
    "trunk": Look("", "ink", 2.4),
    "twig": Look("", "leaf", 1.0),
    "stem": Look("shade", "ink", 0.9),
    "frond": Look("leaf", "ink", 0.7),
    "person": Look("figure"),
    "post": Look("", "ink", 1.5),
    "wire": Look("", "ink", 1.0),
    "glow": Look("lit", "ink", 1.0),
    "flag": Look("deep", "ink", 0.8),
    "hull": Look("mid", "ink", 1.2),
}
_DRAWN: Final = {
    Kind.CANAL: lowland.canal,
    Kind.BLOCK: lowland.block,
    Kind.WORKS: lowland.works,
    Kind.VILLA: stately.villa,
    Kind.GRAND: stately.grand,
    Kind.ARCADE: stately.arcade,
    Kind.ROW: tropical.row,
    Kind.TOWER: tropical.tower,
    Kind.RESORT: tropical.resort,
}


def svg(house: House) -> str:
    """Draw a house; the same facts give the same picture."""
    design, dice = facades.design(house), Dice(house.slug)
    own, around = Sheet(LOOKS), Sheet(LOOKS)
    board, entrance = _DRAWN[design.kind](own, dice, design, house.name)
    board.sheet = around
    surroundings.behind(board, design)
    around.add(own)
    surroundings.ground(board, design)
    surroundings.before(board, design, entrance)
    with override("en"):
        described = words.of_house(house.name)
    return around.svg(title=house.name, described=described, tone=tone_of(house.slug), backdrop="sky")
