"""Tables as an XLSX workbook: numbers as numbers, months as dates, text only ever as text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from zaal.domain.money import HUNDRED, Money, minor_units

if TYPE_CHECKING:
    from collections.abc import Sequence

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet reads as a formula, also where a sheet is later saved as CSV and opened again.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Excel's own limits for the name of a sheet.
LONGEST_TITLE: Final = 31
FORBIDDEN_IN_TITLE: Final = re.compile(r"[\\/?*\[\]:]")
NARROWEST, WIDEST = 10, 48

Value = str | int | Decimal | date | Money | None


class Holds(StrEnum):
    """What the cells of a column are; a percentage is given as 35 or 8.5, a month by its first day."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and what its cells hold."""

    head: str
    holds: Holds = Holds.COUNT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with a name; cells without a value stay empty."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


FORMATS: Final = {Holds.COUNT: "0", Holds.DECIMAL: "#,##0.0", Holds.PERCENT: "0.0%", Holds.MONTH: "mmm yyyy"}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write tables as one workbook, a sheet each, the head of each frozen."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(FORBIDDEN_IN_TITLE.sub(" ", sheet.title)[:LONGEST_TITLE]), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(page: Any, sheet: Sheet) -> None:  # a worksheet, of which openpyxl tells no types
    for number, column in enumerate(sheet.columns, start=1):
        head = page.cell(1, number)
        _put_text(head, column.head)
        head.font = Font(bold=True)
        longest = max((len(str(row[number - 1])) for row in sheet.rows), default=0)
        width = min(max(len(column.head), longest, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width + 2
    for at, row in enumerate(sheet.rows, start=2):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _put(page.cell(at, number), column.holds, value)
    page.freeze_panes = "B2"


def _put(cell: Any, holds: Holds, value: Value) -> None:
    match value:
        case None:
            return
        case str():
            _put_text(cell, value)
        case Money():
            cell.value = value.amount
            decimals = minor_units(value.currency)
            cell.number_format = f'#,##0{"." if decimals else ""}{"0" * decimals} "{value.currency}"'
        case Decimal() if holds is Holds.PERCENT:
            cell.value = value / HUNDRED
            cell.number_format = FORMATS[holds]
        case _:
            cell.value = value
            cell.number_format = FORMATS.get(holds, "General")


def _put_text(cell: Any, text: str) -> None:
    """Write text so that no program takes it for a formula: of the type text, and marked as typed behind a quote."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.quotePrefix = True
