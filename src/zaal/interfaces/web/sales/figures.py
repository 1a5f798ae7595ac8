"""The three figures by which one judges a house at a glance: its largest room, how many rooms, from which price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.interfaces.web.sales.chart import Chart
    from zaal.interfaces.web.sales.prices import PackagePrice, Priced
    from zaal.queries.venues import SpaceView


@dataclass(frozen=True, slots=True)
class Figures:
    """A house in three figures; ``price`` is the cheapest package's, else the cheapest hire, ``unit`` by what.

    ``divided`` where rooms are made of parts that are rooms themselves.
    """

    largest: SpaceView
    rooms: int
    price: Priced | None
    unit: str
    divided: bool


def of(rooms: Chart, packages: Sequence[PackagePrice]) -> Figures | None:
    """Return the figures of a house; None without rooms."""
    if not rooms.rows:
        return None
    spaces = [row.space for row in rooms.rows]
    offers = [(found.price, words.per_delegate()) for found in packages]
    offers = offers or [(price, unit) for row in rooms.rows for unit, price in row.hire]
    price, unit = min(offers, key=lambda offer: offer[0].gross.amount, default=(None, ""))
    return Figures(
        largest=max(spaces, key=lambda space: (space.most_delegates, space.area_sqm or 0)),
        rooms=len(spaces),
        price=price,
        unit=unit,
        divided=any(len(space.sections) > 1 for space in spaces),
    )
