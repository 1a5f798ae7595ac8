"""Layouts (opstellingen) and whether a number of delegates fits one: the hotel's own figure decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Layout(StrEnum):
    """The eight set-up styles of DOMAIN 1.1."""

    THEATRE = "theatre"
    CLASSROOM = "classroom"
    U_SHAPE = "u_shape"
    BOARDROOM = "boardroom"
    HOLLOW_SQUARE = "hollow_square"
    CABARET = "cabaret"
    BANQUET = "banquet"
    RECEPTION = "reception"


# Square metres a person, planning defaults of DOMAIN 1.1. They warn about an odd capacity; they never sell.
PLANNING_SQM = {
    Layout.THEATRE: Decimal("0.9"),
    Layout.CLASSROOM: Decimal("1.5"),
    Layout.U_SHAPE: Decimal("2.4"),
    Layout.BOARDROOM: Decimal("2.3"),
    Layout.HOLLOW_SQUARE: Decimal("2.6"),
    Layout.CABARET: Decimal("1.8"),
    Layout.BANQUET: Decimal("1.4"),
    Layout.RECEPTION: Decimal("0.8"),
}
# The tightest figure any source of DOMAIN 1.1 gives; below it a stated capacity looks wrong.
TIGHTEST_SQM = {
    Layout.THEATRE: Decimal("0.55"),
    Layout.CLASSROOM: Decimal("1.0"),
    Layout.U_SHAPE: Decimal("1.3"),
    Layout.BOARDROOM: Decimal("1.2"),
    Layout.HOLLOW_SQUARE: Decimal("1.3"),
    Layout.CABARET: Decimal("1.2"),
    Layout.BANQUET: Decimal("0.9"),
    Layout.RECEPTION: Decimal("0.45"),
}


@dataclass(frozen=True, slots=True)
class Capacity:
    """The hotel's own figure for one space in one layout."""

    layout: Layout
    min_delegates: int
    max_delegates: int


def closest_layout(capacities: Mapping[Layout, tuple[int, int]], delegates: int) -> Layout:
    """Choose, of layouts with their least and most delegates, the one that seats this number most closely.

    Where two seat alike, the first in the order of the list of layouts. At least one must seat them.
    """
    fitting = {layout: most for layout, (least, most) in capacities.items() if least <= delegates <= most}
    return min(fitting, key=lambda layout: (fitting[layout], list(Layout).index(layout)))


def fits(capacity: Capacity, delegates: int) -> bool:
    """Tell whether the hotel seats this many delegates in this layout."""
    return capacity.min_delegates <= delegates <= capacity.max_delegates


def looks_overstated(capacity: Capacity, area_sqm: Decimal) -> bool:
    """Tell whether the stated capacity is tighter than any source of DOMAIN 1.1 allows (warns only)."""
    return capacity.max_delegates * TIGHTEST_SQM[capacity.layout] > area_sqm
