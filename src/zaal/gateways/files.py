"""What every reader of a file does first: refuse what is too large, broken or of another shape."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from typing import Final, Literal

import orjson

from zaal.domain.refusals import Invalid

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
MAX_ROWS: Final = 200_000
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class FileTooLarge(Invalid):
    """More bytes than a reader takes; ``limit_bytes`` says how many it would."""

    code = "file_too_large"


class TooManyRows(Invalid):
    """More rows (or rooms, or events) than a reader takes; ``limit`` says how many it would."""

    code = "too_many_rows"


class FileNotReadable(Invalid):
    """Not the format it should be; ``reason`` is a stable word such as ``empty``, ``encoding``, ``truncated``."""

    code = "file_not_readable"


class ColumnsMissing(Invalid):
    """A readable table without the columns that are needed; ``found`` and ``wanted`` name them."""

    code = "columns_missing"


def check_size(data: bytes, *, filename: str, limit_bytes: int = MAX_BYTES) -> None:
    """Refuse an empty file and one above the limit. Refuses: FileTooLarge, FileNotReadable."""
    if len(data) > limit_bytes:
        raise FileTooLarge(filename=filename, bytes=len(data), limit_bytes=limit_bytes)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise FileNotReadable(filename=filename, reason="empty")


def check_unpacked(data: bytes, *, filename: str) -> None:
    """Refuse an archive that unpacks to more than 100 MB; zipfile reads no more of a part than the archive says.

    Refuses: FileTooLarge. Lets through what zipfile raises about a broken archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked = sum(item.file_size for item in packed.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        raise FileTooLarge(filename=filename, bytes=unpacked, limit_bytes=MAX_UNPACKED_BYTES)


def utf8(data: bytes, *, filename: str) -> str:
    """Read UTF-8 with or without a byte order mark. Refuses: FileNotReadable (``encoding``)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotReadable(filename=filename, reason="encoding", wanted="UTF-8", at_byte=error.start) from error


def spreadsheet_text(data: bytes, *, filename: str) -> str:
    """Read what spreadsheets save: UTF-8, UTF-16 with its mark, else Windows-1252. Refuses: FileNotReadable."""
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileNotReadable(filename=filename, reason="encoding", wanted="UTF-8, UTF-16 or Windows-1252")


def json_value(data: bytes, *, filename: str) -> object:
    """Read one JSON value. Refuses: FileNotReadable (``encoding``, ``json``)."""
    text = utf8(data, filename=filename)
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FileNotReadable(filename=filename, reason="json", line=error.lineno) from error
    return value


def table(text: str, *, filename: str, delimiter: str, quoting: bool) -> list[list[str]]:
    """Split a text into rows of tidied cells, blank rows left out; a file without quoting takes quotes as letters.

    Refuses: FileNotReadable (``table``), TooManyRows.
    """
    source = io.StringIO(text, newline="")
    rows: list[list[str]] = []
    kind: Literal[0, 3] = csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE
    reader = csv.reader(source, delimiter=delimiter, quoting=kind)
    try:
        for cells in reader:
            tidied = [" ".join(cell.split()) for cell in cells]
            if any(tidied):
                rows.append(tidied)
            if len(rows) > MAX_ROWS + 1:
                raise TooManyRows(filename=filename, limit=MAX_ROWS)
    except csv.Error as error:
        raise FileNotReadable(filename=filename, reason="table", line=reader.line_num) from error
    if not rows:
        raise FileNotReadable(filename=filename, reason="empty")
    return rows


def require_columns(found: list[str], wanted: tuple[str, ...], *, filename: str) -> None:
    """Refuse a table that lacks a wanted column. Refuses: ColumnsMissing."""
    missing = [name for name in wanted if name not in found]
    if missing:
        raise ColumnsMissing(filename=filename, missing=missing, found=found[:60], wanted=list(wanted))
