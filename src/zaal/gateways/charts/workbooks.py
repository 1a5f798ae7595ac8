"""Rows out of workbooks: XLSX and ODS. Formulas give the value they were saved with; macros are never looked at."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import openpyxl

from zaal.domain.refusals import Invalid
from zaal.gateways import files

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS: Final = 200
ZIP: Final = b"PK\x03\x04"
# Excel before 2007, and every workbook under a password.
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DIGITS: Final = 12


class SheetNotFound(Invalid):
    """The workbook has no sheet of this name; ``sheets`` names those it has."""

    code = "sheet_not_found"


def rows(data: bytes, *, filename: str, sheet: str | None, most_rows: int) -> list[list[str]]:
    """Return the filled rows of a sheet, the first one where none is named, as tidied text.

    Refuses: FileNotReadable, FileTooLarge (100 MB unpacked), TooManyRows, SheetNotFound.
    """
    if data.startswith(OLD_WORKBOOK):
        raise files.FileNotReadable(filename=filename, reason="old_workbook")
    try:
        found = _read(data, filename=filename, sheet=sheet, most_rows=most_rows)
    except Invalid:
        raise
    except Exception as error:  # openpyxl and ElementTree let through whatever their XML and zip parts raise
        raise files.FileNotReadable(filename=filename, reason="workbook", message=type(error).__name__) from error
    width = max((at for row in found for at, cell in enumerate(row, 1) if cell), default=0)
    filled = [row[:width] for row in found if any(row)]
    if not filled:
        raise files.FileNotReadable(filename=filename, reason="empty")
    if len(filled) > most_rows:
        raise files.TooManyRows(filename=filename, limit=most_rows)
    return filled


def _read(data: bytes, *, filename: str, sheet: str | None, most_rows: int) -> list[list[str]]:
    files.check_unpacked(data, filename=filename)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if _CONTENT in packed.namelist():
            return _ods(packed.read(_CONTENT), filename=filename, sheet=sheet, most_rows=most_rows)
    return _xlsx(data, filename=filename, sheet=sheet, most_rows=most_rows)


def _xlsx(data: bytes, *, filename: str, sheet: str | None, most_rows: int) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    if sheet is not None and sheet not in book.sheetnames:
        raise SheetNotFound(filename=filename, sheet=sheet, sheets=book.sheetnames)
    page = book[sheet] if sheet else book.worksheets[0]
    told = page.iter_rows(max_col=MOST_COLUMNS, max_row=most_rows + 1, values_only=True)
    return [[_tidied(_shown(cell)) for cell in row] for row in told]


def _shown(cell: object) -> str:
    """Write a cell as people read it: 12.1, not the 12.100000000000001 that a sum leaves behind."""
    if isinstance(cell, float):
        return f"{Decimal(f'{cell:.{_DIGITS}g}').normalize():f}"
    return "" if cell is None else str(cell)


def _ods(content: bytes, *, filename: str, sheet: str | None, most_rows: int) -> list[list[str]]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:4]:
        raise files.FileNotReadable(filename=filename, reason="workbook", message="DocumentType")
    book = ET.fromstring(content)  # noqa: S314 - a document type, the way to endless text, is refused above
    pages = {page.get(f"{_TABLE}name", ""): page for page in book.iter(f"{_TABLE}table")}
    if not pages or (sheet is not None and sheet not in pages):
        raise SheetNotFound(filename=filename, sheet=sheet or "", sheets=list(pages))
    page = pages[sheet] if sheet else next(iter(pages.values()))
    found: list[list[str]] = []
    for row in page.iter(f"{_TABLE}table-row"):
        cells = list(_ods_cells(row))
        # Whatever is below the table comes as one empty row, repeated a million times.
        times = _times(row, "rows") if any(cells) else 1
        found += [cells] * min(times, most_rows + 2 - len(found))
        if len(found) > most_rows + 1:
            break
    return found


def _ods_cells(row: ET.Element) -> Iterator[str]:
    room = MOST_COLUMNS
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        text = _ods_text(cell)
        times = min(_times(cell, "columns"), room)
        room -= times
        yield from [text] * times


def _ods_text(cell: ET.Element) -> str:
    """Take a number as it is kept, not as it is shown: a cell that shows 12 may hold 12.5."""
    if cell.get(f"{_OFFICE}value-type") == "float":
        return _shown(float(cell.get(f"{_OFFICE}value", "0")))
    return _tidied(" ".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p")))


def _times(element: ET.Element, what: str) -> int:
    told = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(told) if told.isdecimal() and len(told) <= _DIGITS else 1


def _tidied(text: str) -> str:
    return " ".join(text.split())
