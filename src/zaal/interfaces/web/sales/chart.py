"""The capacity chart: rooms by layouts, with what else one compares rooms on, sorted by any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from zaal.domain.layouts import Layout
from zaal.interfaces import labels
from zaal.interfaces.web.pictures import shown
from zaal.interfaces.web.sales import prices, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from django.http import QueryDict

    from zaal.domain.layouts import Capacity
    from zaal.interfaces.web.pictures.shown import Shown
    from zaal.interfaces.web.sales.prices import Priced
    from zaal.queries.venues import SpaceView, VenueView

# What the quote form sends beside the search state.
NOT_STATE = frozenset({"space", "venue", "key", "csrfmiddlewaretoken", "language"})
# By what the chart is sorted: a column, with a minus the other way round.
BY = "by"
NAME, AREA, HEIGHT, DAYLIGHT, PRICE = "room", "area", "height", "daylight", "price"


@dataclass(frozen=True, slots=True)
class Column:
    """One column to sort by: its name, the address that sorts, and how it is sorted now (as ``aria-sort`` says it)."""

    key: str
    name: str
    address: str
    sorted: str
    is_layout: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The hotel's figure for one layout; None where it is not offered."""

    column: Column
    capacity: Capacity | None


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One room: its capacity per layout column, its hire prices, its picture, and the address that chooses it.

    ``values`` is what each column sorts it by, empty where the hotel does not say.
    """

    space: SpaceView
    cells: tuple[Cell, ...]
    hire: tuple[tuple[str, Priced], ...]
    address: str
    picture: Shown | None
    values: dict[str, str]

    @property
    def longest(self) -> tuple[str, Priced] | None:
        """The price by which rooms are compared: the dearest unit, which is the longest, with the unit."""
        return max(self.hire, key=lambda unit_and_price: unit_and_price[1].gross.amount, default=None)


@dataclass(frozen=True, slots=True)
class Chart:
    """The layouts any room is offered in, among the columns, and a row per room."""

    columns: dict[str, Column]
    rows: tuple[ChartRow, ...]
    by: str

    @property
    def layouts(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns.values() if column.is_layout)


def of(venue: VenueView, asked: QueryDict, day: date) -> Chart:
    """Lay out a venue's rooms; choosing one, and sorting, keep the search state that was asked with.

    Unsorted, rooms stand as the query gives them: the smallest first. What is not stated always comes last.
    """
    layouts = tuple(layout for layout in Layout if any(layout in space.capacities for space in venue.spaces))
    state = [(name, value) for name, values in asked.lists() if name not in NOT_STATE for value in values if value]
    page = reverse("venue", args=[venue.slug])
    columns = _columns(layouts, page, [*state, *(("space", name) for name in asked.getlist("space")[:1])], asked)
    hire = {space.slug: tuple(prices.hire_prices(venue, space, day)) for space in venue.spaces}
    seen = shown.of_rooms((venue.slug, space.slug) for space in venue.spaces)
    rows = [
        ChartRow(
            space=space,
            cells=tuple(Cell(columns[layout.value], space.capacities.get(layout)) for layout in layouts),
            hire=hire[space.slug],
            address=f"{page}?{urlencode([*state, ('space', space.slug)])}",
            picture=seen.get((venue.slug, space.slug)),
            values={key: _text(value) for key, value in _values(space, layouts, hire[space.slug]).items()},
        )
        for space in venue.spaces
    ]
    by = asked.get(BY, "")
    if by.removeprefix("-") in columns:
        rows = _sorted(rows, by)
    return Chart(columns, tuple(rows), by if by.removeprefix("-") in columns else "")


def _columns(layouts: Sequence[Layout], page: str, state: list[tuple[str, str]], asked: QueryDict) -> dict[str, Column]:
    names = {
        NAME: _("Room"),
        AREA: _("Area"),
        HEIGHT: _("Height"),
        DAYLIGHT: _("Daylight"),
        **{layout.value: labels.word(layout, words.language()) for layout in layouts},
        PRICE: _("Hire"),
    }
    kept = [pair for pair in state if pair[0] != BY]
    by = asked.get(BY, "")
    return {
        key: Column(
            key=key,
            name=name,
            address=f"{page}?{urlencode([*kept, (BY, f'-{key}' if by == key else key)])}#rooms",
            sorted={key: "ascending", f"-{key}": "descending"}.get(by, "none"),
            is_layout=key in set(Layout),
        )
        for key, name in names.items()
    }


def _values(
    space: SpaceView, layouts: Sequence[Layout], hire: Sequence[tuple[str, Priced]]
) -> dict[str, str | Decimal | int | None]:
    capacities = {layout.value: space.capacities.get(layout) for layout in layouts}
    return {
        NAME: space.name.casefold(),
        AREA: space.area_sqm,
        HEIGHT: space.height_m,
        DAYLIGHT: None if space.daylight is None else int(not space.daylight),
        **{name: one.max_delegates if one else None for name, one in capacities.items()},
        # The dearest unit is the longest one: rooms are compared by what a day, or the longest span, costs.
        PRICE: max((price.gross.amount for _unit, price in hire), default=None),
    }


def _sorted(rows: list[ChartRow], by: str) -> list[ChartRow]:
    key, backwards = by.removeprefix("-"), by.startswith("-")
    stated = [row for row in rows if row.values[key]]
    ordered = sorted(stated, key=lambda row: row.values[key], reverse=backwards)
    return [*ordered, *(row for row in rows if not row.values[key])]


def _text(value: str | Decimal | int | None) -> str:
    """Write a value so that texts sort as numbers do: all of one length, with the point in one place."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:015.3f}"
