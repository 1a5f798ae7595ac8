"""A chart as a table: out of a workbook, text or JSON, its header found, and turned when it stands on its side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding
from zaal.gateways import files
from zaal.gateways.charts import pasted, workbooks
from zaal.gateways.charts.columns import Column, Meaning, chosen, understood

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CHART_BYTES: Final = 10 * 1024 * 1024
MAX_ROOMS: Final = 5_000
_MAX_COLUMNS: Final = 200
_HEADER_WITHIN: Final = 10
_WANTED: Final = ("room", "a layout, area, size or price")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person says of a column: what it means (``columns.means_of``) and the unit of its bare numbers."""

    means: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Header and lines; every line is as long as the header. ``findings`` say what was done to get there."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]


def table(data: bytes, *, filename: str, sheet: str | None) -> Table:
    """Read a chart's table. Refuses: FileTooLarge, TooManyRows, FileNotReadable, ColumnsMissing, SheetNotFound."""
    rows = _rows(data, filename=filename, sheet=sheet)
    return rows if isinstance(rows, Table) else _headed(rows, filename=filename)


def any_table(data: bytes, *, filename: str, sheet: str | None) -> Table:
    """Read a chart's table also where no header is understood: its first row is then taken for one. Refuses: as table.

    The columns are a guess for a person to look at.
    """
    rows = _rows(data, filename=filename, sheet=sheet)
    if isinstance(rows, Table):
        return rows
    try:
        return _headed(rows, filename=filename)
    except files.ColumnsMissing:
        width = max(map(len, rows))
        return _table([rows[0] + [""] * (width - len(rows[0])), *rows[1:]], [], filename=filename)


def meant(chart: Table, choices: Sequence[ColumnChoice]) -> Table:
    """Take the columns for what a person says of them, one choice a column."""
    columns = [
        chosen(column.name, column.at, choice.means, choice.unit)
        for column, choice in zip(chart.columns, choices, strict=True)
    ]
    return replace(chart, columns=tuple(columns))


def _rows(data: bytes, *, filename: str, sheet: str | None) -> list[list[str]] | Table:
    files.check_size(data, filename=filename, limit_bytes=MAX_CHART_BYTES)
    if data.startswith((workbooks.ZIP, workbooks.OLD_WORKBOOK)):
        return workbooks.rows(data, filename=filename, sheet=sheet, most_rows=MAX_ROOMS + _HEADER_WITHIN)
    if sheet is not None:
        raise workbooks.SheetNotFound(filename=filename, sheet=sheet, sheets=[])
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _one_room(files.json_value(data, filename=filename), filename=filename)
    return pasted.rows(files.spreadsheet_text(data, filename=filename), filename=filename)


def _one_room(value: object, *, filename: str) -> Table:
    """Read one room with its layouts as a list: ``{"name", "rooms": [{"name", "capacity"}], "options": [...]}``."""
    layouts = value.get("rooms") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("name"), str) or not isinstance(layouts, list):
        found = sorted(map(str, value))[:60] if isinstance(value, dict) else []
        raise files.ColumnsMissing(filename=filename, found=found, wanted=["name", "rooms"], missing=["name", "rooms"])
    named = [one for one in layouts if isinstance(one, dict) and one.get("name")]
    cells = [("name", value["name"]), *((str(one["name"]), str(one.get("capacity") or "")) for one in named)]
    told = value.get("options")
    options = (
        [str(one["name"]) for one in told if isinstance(one, dict) and one.get("name")]
        if isinstance(told, list)
        else []
    )
    findings = (Finding("options_not_understood", {"options": tuple(options)}),) if options else ()
    columns = tuple(understood(name, at) for at, (name, _) in enumerate(cells))
    return Table(columns, (tuple(" ".join(text.split()) for _, text in cells),), findings)


def _headed(rows: list[list[str]], *, filename: str) -> Table:
    """Find the header among the first rows, as it stands or on its side."""
    upright = _header_at(rows)
    if upright is not None:
        findings = [Finding("rows_before_header", {"count": upright})] if upright else []
        return _table(rows[upright:], findings, filename=filename)
    turned = _turned(rows)
    if _header_at(turned[:1]) == 0:
        return _table(turned, [Finding("table_turned", {"columns": turned[0][:20]})], filename=filename)
    raise files.ColumnsMissing(filename=filename, found=rows[0][:60], wanted=list(_WANTED), missing=list(_WANTED))


def _header_at(rows: list[list[str]]) -> int | None:
    for at, row in enumerate(islice(rows, _HEADER_WITHIN)):
        meanings = {understood(name, 0).meaning for name in row if name}
        if Meaning.ROOM in meanings and meanings - {Meaning.ROOM, Meaning.UNKNOWN, Meaning.REMARK, Meaning.HOTEL}:
            return at
    return _priced_header_at(rows)


def _priced_header_at(rows: list[list[str]]) -> int | None:
    """A tariff's columns have names of its own (``Commercieel``): known by the money under them."""
    if len(rows) > 1 and any(understood(name, 0).meaning is Meaning.ROOM for name in rows[0][:1]):
        return 0 if any(any(sign in cell for sign in "\u20ac\u00a3$") for cell in rows[1][1:]) else None
    return None


def _turned(rows: list[list[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    if width > MAX_ROOMS or len(rows) > _MAX_COLUMNS:
        return [[]]
    return [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]


def _table(rows: list[list[str]], findings: list[Finding], *, filename: str) -> Table:
    if len(rows) > MAX_ROOMS + 1:
        raise files.TooManyRows(filename=filename, limit=MAX_ROOMS)
    header = rows[0][:_MAX_COLUMNS]
    for number, row in enumerate(rows[1:], 1):
        if any(row[len(header) :]):
            raise files.FileNotReadable(filename=filename, reason="ragged_row", row=number, cells=len(row))
    lines = tuple(tuple((row + [""] * len(header))[: len(header)]) for row in rows[1:])
    return Table(tuple(understood(name, at) for at, name in enumerate(header)), lines, tuple(findings))
