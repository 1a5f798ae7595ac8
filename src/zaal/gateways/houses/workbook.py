"""A house file as a workbook: a sheet for each kind of row, for people to look at and correct; the same house again.

A cell holds a text, number, day or yes and no as they are. Several words stand in one cell with ``;`` between them,
parts of a row in columns such as ``validity.from_date``, and what has no column of its own as JSON.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from zaal.domain.houses import HousePlan
from zaal.domain.money import Money
from zaal.gateways import files
from zaal.gateways.houses import shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

ZIP: Final = b"PK\x03\x04"
HOUSE: Final = "house"
RULES: Final = "rules"
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
# A number of more digits would come back as another one.
_DIGITS: Final = 15
_NOTHING: Final = "null"
_JSON: Final = ("[", "{", '"')
_WIDEST: Final = 40
_DAY: Final = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet: its title, where its rows stand in the file, and the column that says of which row above they are.

    Rows of rooms say it by the room's name, others by the number of the row in the sheet above.
    """

    title: str
    path: tuple[str, ...]
    of: str = ""
    above: str = ""


SHEETS: Final = (
    _Sheet("opening", ("rooms", "opening")),
    _Sheet("sections", ("rooms", "sections")),
    _Sheet("rooms", ("rooms", "spaces")),
    _Sheet("capacities", ("rooms", "spaces", "seatings"), "room", "rooms"),
    _Sheet("hire", ("rooms", "spaces", "hire"), "room", "rooms"),
    _Sheet("layout fees", ("rooms", "spaces", "layout_fees"), "room", "rooms"),
    _Sheet("tariffs", ("rates", "tariffs")),
    _Sheet("dayparts", ("rates", "dayparts")),
    _Sheet("packages", ("rates", "packages")),
    _Sheet("package parts", ("rates", "packages", "parts"), "row of packages", "packages"),
    _Sheet("extras", ("rates", "extras")),
    _Sheet("adjustments", ("rates", "adjustments")),
    _Sheet("terms", ("rates", "terms")),
    _Sheet("payments", ("rates", "payments")),
    _Sheet("cutoffs", ("rates", "cutoffs")),
    _Sheet("stated", ("stated",)),
)


def write(told: dict[str, Any]) -> bytes:
    """Write a house, as it stands in its file, as an XLSX workbook."""
    book = openpyxl.Workbook()
    first: Worksheet = book.worksheets[0]
    first.title = HOUSE
    others = {key: value for key, value in told.items() if not isinstance(value, dict | list)}
    facts = [*others.items(), *_flat(_kind(("facts",)), told["facts"])]
    _fill(first, ["fact", "value"], [{"fact": name, "value": value} for name, value in facts])
    for sheet in SHEETS:
        rows = list(_rows(sheet, told))
        names = dict.fromkeys([*([sheet.of] if sheet.of else []), *(name for row in rows for name in row)])
        _fill(book.create_sheet(sheet.title), list(names) or ["name"], rows)
    rules = told.get("rates", {}).get(RULES, {})
    listed = [(name, one) for name, value in rules.items() for one in (value if isinstance(value, list) else [value])]
    rows = [{"rule": name, "told": json.dumps(one, ensure_ascii=False)} for name, one in listed]
    _fill(book.create_sheet(RULES), ["rule", "told"], rows)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(data: bytes, *, filename: str) -> dict[str, Any]:
    """Read a workbook as what stands in a house file; what is wrong in it is told when that is read.

    Refuses: FileTooLarge, FileNotReadable, TooManyRows.
    """
    try:
        files.check_unpacked(data, filename=filename)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        pages = {page.title: _lines(page, filename) for page in book.worksheets}
    except (files.FileTooLarge, files.TooManyRows):
        raise
    except Exception as error:  # openpyxl lets through whatever its XML and zip parts raise
        raise files.FileNotReadable(filename=filename, reason="workbook", message=type(error).__name__) from error
    facts = {str(row.get("fact", "")): row["value"] for _, row in pages.get(HOUSE, []) if "value" in row}
    kind = _kind(("facts",))
    own = {name: value for name, value in facts.items() if _is_of(kind, name)}
    told: dict[str, Any] = {name: value for name, value in facts.items() if name not in own}
    told |= {"facts": _object(kind, own), "rooms": {}, "rates": {}}
    placed: dict[str, dict[int | str, dict[str, Any]]] = {}
    for sheet in SHEETS:
        placed[sheet.title] = _place(sheet, pages.get(sheet.title, []), told, placed)
    _read_rules(pages.get(RULES, []), told)
    return told


def _kind(path: Sequence[str]) -> Any:
    """Return the kind of the object, or of the rows, at a place in the file."""
    kind: Any = HousePlan
    for key in path:
        field = next(field for field in shape.fields(kind) if field.key == key)
        kind = field.kind if get_origin(field.kind) is None else get_args(field.kind)[0]
    return kind


def _rows(sheet: _Sheet, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the rows of a sheet as cells by column."""
    kind, children = _kind(sheet.path), {one.path[-1] for one in SHEETS if one.above == sheet.title}
    if sheet.of:
        parents = told.get(sheet.path[0], {}).get(sheet.path[1], [])
        for number, parent in enumerate(parents, 2):
            of = parent["name"] if sheet.above == "rooms" else number
            for row in parent.get(sheet.path[2], []):
                yield {sheet.of: of, **dict(_flat(kind, row))}
        return
    found: Any = told
    for key in sheet.path:
        found = found.get(key, {})
    for row in found or []:
        if not shape.is_object(kind):
            yield {"name": _text(row)}
        else:
            yield dict(_flat(kind, {key: value for key, value in row.items() if key not in children}))


def _flat(kind: Any, told: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give the cells of an object, in the order of its fields."""
    for field in shape.fields(kind):
        if field.key in told:
            yield from _cells(field.kind, told[field.key], prefix + field.key)


def _cells(kind: Any, value: Any, name: str) -> Iterator[tuple[str, Any]]:
    kinds = shape.members(kind)
    one = kinds[0] if len(kinds) == 1 else None
    if value is None:
        yield name, _NOTHING
    elif value and one is not None and shape.is_object(one):
        yield from _flat(one, value, f"{name}.")
    elif value and get_origin(one) is dict:
        yield from ((f"{name}.{key}", _text(text)) for key, text in value.items())
    else:
        yield name, _cell(one, value)


def _cell(kind: Any, value: Any) -> Any:
    """Write one value: a number, day or yes and no as such, several words joined, anything else as JSON."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        if kind in (Decimal, Money):
            return Decimal(value) if sum(sign.isdigit() for sign in value) <= _DIGITS else value
        return date.fromisoformat(value) if kind is date else _text(value)
    if value and isinstance(value, list) and all(isinstance(one, str) and _is_plain(one) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    return bool(text) and text == text.strip() and ";" not in text and _text(text) == text


def _text(text: str) -> str:
    """Write a text as it is, unless it would come back as something else."""
    is_safe = text and text != _NOTHING and not text.startswith(_JSON) and text == text.strip()
    if is_safe and all(sign >= " " or sign == "\n" for sign in text):
        return text
    return json.dumps(text)


def _fill(page: Worksheet, heads: list[str], rows: Sequence[dict[str, Any]]) -> None:
    for at, head in enumerate(heads, 1):
        page.cell(1, at, head).font = Font(bold=True)
        longest = max([len(head), *(len(str(row.get(head, ""))) for row in rows)])
        page.column_dimensions[get_column_letter(at)].width = min(longest, _WIDEST) + 2
        for number, row in enumerate(rows, 2):
            cell = page.cell(number, at, row.get(head))
            if isinstance(row.get(head), str):
                # A text that begins with = is a text, not a formula that somebody else wrote.
                cell.data_type = "s"
            elif isinstance(row.get(head), date):
                cell.number_format = _DAY
    page.freeze_panes = "A2"


def _lines(page: Any, filename: str) -> list[tuple[int, dict[str, Any]]]:
    """Read the filled rows of a sheet with their numbers, each by the heads of its columns."""
    found: list[tuple[int, dict[str, Any]]] = []
    heads: list[str] = []
    told = page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(told, 1):
        if number > MOST_ROWS + 1:
            raise files.TooManyRows(filename=filename, limit=MOST_ROWS)
        if number == 1:
            heads = ["" if cell is None else str(cell).strip() for cell in row]
            continue
        cells = {head: cell for head, cell in zip(heads, row, strict=False) if cell is not None and cell != ""}
        if cells:
            found.append((number, cells))
    return found


def _place(
    sheet: _Sheet,
    lines: list[tuple[int, dict[str, Any]]],
    told: dict[str, Any],
    placed: dict[str, dict[int | str, dict[str, Any]]],
) -> dict[int | str, dict[str, Any]]:
    """Put the rows of a sheet where they stand in the file; return them by name or number for the sheets below."""
    kind, mine = _kind(sheet.path), {}
    for number, cells in lines:
        of = cells.pop(sheet.of, None) if sheet.of else None
        row: Any = _object(kind, cells) if shape.is_object(kind) else _value(kind, cells.get("name"))
        if sheet.of:
            above = placed[sheet.above].get(str(of) if sheet.above == "rooms" else of)  # type: ignore[arg-type]  # a stray cell finds nothing
            # A row of nobody is told by the reader as a key that means nothing there.
            target = told.setdefault(f"{sheet.title} ({sheet.of}: {of})", {}) if above is None else above
        else:
            target = told if len(sheet.path) == 1 else told[sheet.path[0]]
        target.setdefault(sheet.path[-1], []).append(row)
        if isinstance(row, dict):
            mine[str(row.get("name")) if sheet.title == "rooms" else number] = row
    return mine


def _is_of(kind: Any, name: str) -> bool:
    keys = {field.key for field in shape.fields(kind)}
    return name in keys or name.partition(".")[0] in keys


def _object(kind: Any, cells: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Read an object by the fields of its kind; a column that means nothing is kept for the reader to tell."""
    told: dict[str, Any] = {}
    for field in shape.fields(kind):
        name = prefix + field.key
        kinds = shape.members(field.kind)
        inside = {key: value for key, value in cells.items() if key.startswith(f"{name}.")}
        if name in cells:
            told[field.key] = _value(kinds[0] if len(kinds) == 1 else None, cells[name])
        elif inside and shape.is_object(kinds[0]):
            told[field.key] = _object(kinds[0], cells, f"{name}.")
        elif inside:
            told[field.key] = {key.removeprefix(f"{name}."): _value(str, value) for key, value in inside.items()}
    if not prefix:
        told |= {name: value for name, value in cells.items() if not _is_of(kind, name)}
    return told


def _value(kind: Any, cell: Any) -> Any:  # noqa: PLR0911 - one way of reading per kind
    """Read one cell as the value that stands in a house file."""
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, datetime | date):
        return cell.isoformat()[: len("2027-03-18")]
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, int | float):
        figure = Decimal(repr(cell))
        if kind is str:
            return f"{figure.normalize():f}"
        return int(figure) if kind is int and figure == figure.to_integral() else figure
    text = str(cell)
    if text == _NOTHING:
        return None
    if text.startswith(_JSON):
        return _json(text)
    return [one.strip() for one in text.split(";")] if get_origin(kind) in (tuple, frozenset) else text


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return text


def _read_rules(lines: list[tuple[int, dict[str, Any]]], told: dict[str, Any]) -> None:
    fields = {field.key: field for field in shape.fields(_kind(("rates", RULES)))}
    for _, cells in lines:
        name, value = str(cells.get("rule", "")), _json(str(cells.get("told", "")))
        rules = told["rates"].setdefault(RULES, {})
        if name in fields and get_origin(fields[name].kind) in (tuple, frozenset):
            rules.setdefault(name, []).append(value)
        else:
            rules[name] = value
