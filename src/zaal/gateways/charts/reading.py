"""One door for every chart: its lines into rooms, and everything odd about them into findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from zaal.domain import combinations
from zaal.domain.charts import ChartPrice, ChartRoom, oddities
from zaal.domain.findings import Finding
from zaal.domain.money import Money
from zaal.gateways.charts import areas, cells
from zaal.gateways.charts.columns import Column, Meaning, means_of
from zaal.gateways.charts.tables import ColumnChoice, Table, any_table, meant, table
from zaal.gateways.charts.workbooks import SheetNotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from zaal.domain.layouts import Layout

__all__ = ["Chart", "ColumnGuess", "Guess", "SheetNotFound", "guess", "read", "read_as"]
_EXAMPLES: Final = 3
_LONGEST_NAME: Final = 200
_ABOUT_MEANING: Final = frozenset({"area_column_contradicts", "column_not_understood", "column_two_layouts"})
_ZEROES: Final = frozenset({"0", "0.0"})
_DAYLIGHT_WORDS: Final = ("natural light", "daylight", "daglicht", "tageslicht", "dagsljus")
_YES: Final = frozenset({"yes", "y", "ja", "j", "true", "1", "x", "\u2713", "\u2714"})
_NO: Final = frozenset({"no", "n", "nee", "nein", "nej", "false", "0", "-"})


@dataclass(frozen=True, slots=True)
class Chart:
    """The rooms of a chart in its own order, combined rooms among them, and what is odd about it."""

    rooms: tuple[ChartRoom, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of a chart: its name, what it probably means and in which unit, and what stands in it."""

    name: str
    means: str
    unit: str
    samples: tuple[str, ...]
    filled: int


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns of a chart, its number of rows, and what was found on the way to its table."""

    columns: tuple[ColumnGuess, ...]
    rows: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Line:
    """One line being read: its cells by column, and what is found on the way."""

    number: int
    cells: tuple[str, ...]
    name: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, code: str, **facts: object) -> None:
        self.findings.append(Finding(code, {"room": self.name, **facts}, self.number))


def read(data: bytes, *, filename: str, sheet: str | None = None) -> Chart:
    """Read a capacity chart: XLSX or ODS (first sheet or ``sheet``), text (CSV, tabs, bars, HTML), one room as JSON.

    Refuses: FileTooLarge (10 MB), TooManyRows (5,000), FileNotReadable, ColumnsMissing, SheetNotFound.
    """
    return _chart(_priced(table(data, filename=filename, sheet=sheet)))


def guess(data: bytes, *, filename: str) -> Guess:
    """Guess what the columns of a chart mean, for a person to confirm; a header may also not be understood at all.

    Refuses: FileTooLarge (10 MB), TooManyRows (5,000), FileNotReadable.
    """
    chart = _priced(any_table(data, filename=filename, sheet=None))
    _, about_areas = areas.read(chart)
    told = [one for one in (*_about_columns(chart), *about_areas) if one.code in _ABOUT_MEANING]
    return Guess(tuple(_guessed(chart, column) for column in chart.columns), len(chart.lines), (*chart.findings, *told))


def read_as(data: bytes, *, filename: str, choices: Sequence[ColumnChoice]) -> Chart:
    """Read a chart whose columns mean what a person says, one choice for each column of ``guess``.

    Refuses: FileTooLarge (10 MB), TooManyRows (5,000), FileNotReadable.
    """
    return _chart(meant(any_table(data, filename=filename, sheet=None), choices))


def _guessed(chart: Table, column: Column) -> ColumnGuess:
    filled = [line[column.at] for line in chart.lines if not cells.is_nothing(line[column.at])]
    samples = tuple(dict.fromkeys(filled))[:_EXAMPLES]
    return ColumnGuess(column.name, means_of(column), column.unit, samples, len(filled))


def _chart(chart: Table) -> Chart:
    surfaces, findings = areas.read(chart)
    findings = [*chart.findings, *_about_columns(chart), *findings]
    rooms: list[ChartRoom] = []
    for number, line_cells in enumerate(chart.lines, 1):
        line = _Line(number, line_cells, _text(chart, line_cells, Meaning.ROOM))
        if not _names_a_room(line.name):
            line.name = line.name[:_LONGEST_NAME]
            line.tell("row_not_a_room")
        else:
            rooms.append(_room(chart, line, surfaces[number - 1]))
        findings += line.findings
    resolved, about_parts = combinations.resolve(rooms)
    return Chart(resolved, (*findings, *about_parts, *oddities(resolved)))


def _names_a_room(name: str) -> bool:
    """Tell a room from a blank line, a remark in brackets, or a text that ran into the column."""
    return 0 < len(name) <= _LONGEST_NAME and not (name.startswith("(") and name.endswith(")"))


def _priced(chart: Table) -> Table:
    """Take an unknown column whose cells are money for a price under its own name; its unit is not told."""
    findings = list(chart.findings)
    columns = []
    for column in chart.columns:
        filled = [line[column.at] for line in chart.lines if not cells.is_nothing(line[column.at])]
        if column.meaning is Meaning.UNKNOWN and filled and all(cells.priced(text) for text in filled):
            findings.append(Finding("price_unit_unknown", {"column": column.name}))
            columns.append(replace(column, meaning=Meaning.PRICE, term=column.name))
        else:
            columns.append(column)
    return Table(tuple(columns), chart.lines, tuple(findings))


def _about_columns(chart: Table) -> list[Finding]:
    told = []
    for column in chart.columns:
        filled = [line[column.at] for line in chart.lines if not cells.is_nothing(line[column.at])]
        if column.meaning is Meaning.UNKNOWN and (filled or column.name):
            facts = {"column": column.name, "cells": len(filled), "examples": tuple(filled[:_EXAMPLES])}
            told.append(Finding("column_not_understood", facts))
        if len(column.layouts) > 1:
            layouts = tuple(layout.value for layout in column.layouts)
            told.append(Finding("column_two_layouts", {"column": column.name, "layouts": layouts}))
    zeroes = Counter(
        column
        for column in chart.columns
        if column.meaning is Meaning.CAPACITY
        for line in chart.lines
        if line[column.at] in _ZEROES
    )
    told += [
        Finding("zero_not_offered", {"column": column.name, "count": count, "layouts": column.layouts})
        for column, count in zeroes.items()
    ]
    return told


def _room(chart: Table, line: _Line, area_sqm: Decimal | None) -> ChartRoom:
    length_m, width_m = _sides(chart, line)
    amenities = tuple(filter(None, (word.strip() for word in _text(chart, line.cells, Meaning.AMENITIES).split(";"))))
    return ChartRoom(
        hotel=_text(chart, line.cells, Meaning.HOTEL) or None,
        name=line.name,
        row=line.number,
        area_sqm=_unless_zero(area_sqm, "area", line),
        length_m=length_m,
        width_m=width_m,
        height_m=_unless_zero(_length(chart, line, Meaning.HEIGHT), "height", line),
        capacities=_capacities(chart, line),
        daylight=_daylight(chart, line, amenities),
        amenities=amenities,
        prices=tuple(_prices(chart, line)),
        parts=(),
        floor=_floor(chart, line),
        not_offered=tuple(
            layout
            for column in _columns(chart, Meaning.CAPACITY)
            if line.cells[column.at] in _ZEROES
            for layout in column.layouts
        ),
        as_given={column.name: line.cells[column.at] for column in chart.columns if line.cells[column.at]},
    )


def _sides(chart: Table, line: _Line) -> tuple[Decimal | None, Decimal | None]:
    """Read length and width from their own columns, or ``30 x 31``: feet when the chart measures in feet."""
    written = _text(chart, line.cells, Meaning.SIDES)
    if cells.is_nothing(written):
        return _length(chart, line, Meaning.LENGTH), _length(chart, line, Meaning.WIDTH)
    pair = cells.sides(written)
    if pair is None:
        line.tell("value_not_understood", measure="dimensions", given=written)
        return None, None
    unit = areas.length_unit(chart, Meaning.SIDES)
    return cells.metres(pair[0], unit), cells.metres(pair[1], unit)


def _length(chart: Table, line: _Line, meaning: Meaning) -> Decimal | None:
    written = _text(chart, line.cells, meaning)
    if cells.is_nothing(written):
        return None
    found = cells.measure(written)
    if found is None:
        line.tell("value_not_understood", measure=meaning.value, given=written)
        return None
    return cells.metres(found, areas.length_unit(chart, meaning))


def _unless_zero(value: Decimal | None, measure: str, line: _Line) -> Decimal | None:
    """Zero stands for open air or not measured: no room has it."""
    if value is None or value > 0:
        return value
    line.tell("measure_zero", measure=measure)
    return None


def _capacities(chart: Table, line: _Line) -> dict[Layout, int]:
    found: dict[Layout, int] = {}
    for column in _columns(chart, Meaning.CAPACITY):
        written = line.cells[column.at]
        if cells.is_nothing(written):
            continue
        seats = cells.seats(written)
        if seats is None:
            line.tell("value_not_understood", measure=column.name, given=written, layouts=column.layouts)
        elif seats.delegates:
            found |= dict.fromkeys(column.layouts, seats.delegates)
            if seats.open_ended:
                told = {"given": written, "read_as": seats.delegates, "layouts": column.layouts}
                line.tell("capacity_open_ended", column=column.name, **told)
    return found


def _floor(chart: Table, line: _Line) -> int | None:
    written = _text(chart, line.cells, Meaning.FLOOR)
    found = None if cells.is_nothing(written) else cells.storey(written)
    if found is None and not cells.is_nothing(written):
        line.tell("value_not_understood", measure=Meaning.FLOOR.value, given=written)
    return found


def _daylight(chart: Table, line: _Line, amenities: tuple[str, ...]) -> bool | None:
    written = _text(chart, line.cells, Meaning.DAYLIGHT).casefold()
    if written in _YES:
        return True
    if written in _NO:
        return False
    return True if any(word in amenity.casefold() for amenity in amenities for word in _DAYLIGHT_WORDS) else None


def _prices(chart: Table, line: _Line) -> list[ChartPrice]:
    """Read prices with a currency sign; of two in one cell none is taken, for nobody can say which is meant."""
    found = []
    for column in _columns(chart, Meaning.PRICE):
        written = line.cells[column.at]
        if cells.is_nothing(written):
            continue
        price = cells.priced(written)
        if price is None:
            line.tell("value_not_understood", measure=column.name, given=written)
        elif len(set(price.amounts)) > 1:
            line.tell("two_prices", column=column.name, given=written, amounts=price.amounts, currency=price.currency)
        else:
            found.append(ChartPrice(column.term, Money(price.amounts[0], price.currency)))
            if price.words:
                line.tell("price_with_condition", column=column.name, condition=price.words)
    return found


def _columns(chart: Table, meaning: Meaning) -> tuple[Column, ...]:
    return tuple(column for column in chart.columns if column.meaning is meaning)


def _text(chart: Table, line_cells: tuple[str, ...], meaning: Meaning) -> str:
    return next((line_cells[column.at] for column in _columns(chart, meaning) if line_cells[column.at]), "")
