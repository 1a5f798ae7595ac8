"""The capacity chart: rooms by layouts, with what else one compares rooms on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from zaal.domain.layouts import Layout
from zaal.interfaces.web.sales import prices

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from zaal.domain.layouts import Capacity
    from zaal.interfaces.web.sales.prices import Priced
    from zaal.queries.venues import SpaceView, VenueView

# What the quote form sends beside the search state.
NOT_STATE = frozenset({"space", "venue", "key", "csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One room: its capacity per layout column, its hire prices, and the address that chooses it."""

    space: SpaceView
    cells: tuple[Capacity | None, ...]
    hire: tuple[tuple[str, Priced], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The layouts any room is offered in, as columns, and a row per room."""

    layouts: tuple[Layout, ...]
    rows: tuple[ChartRow, ...]


def of(venue: VenueView, asked: QueryDict, day: date) -> Chart:
    """Lay out a venue's rooms; choosing one keeps the search state that was asked with."""
    layouts = tuple(layout for layout in Layout if any(layout in space.capacities for space in venue.spaces))
    state = [(name, value) for name, values in asked.lists() if name not in NOT_STATE for value in values if value]
    return Chart(
        layouts=layouts,
        rows=tuple(
            ChartRow(
                space=space,
                cells=tuple(space.capacities.get(layout) for layout in layouts),
                hire=tuple(prices.hire_prices(venue, space, day)),
                address=f"{reverse('venue', args=[venue.slug])}?{urlencode([*state, ('space', space.slug)])}",
            )
            for space in venue.spaces
        ),
    )
