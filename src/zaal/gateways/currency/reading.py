"""The ECB's files of reference rates in every shape they are published in, checked to the last cell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from babel.numbers import list_currencies
from lxml import etree

from zaal.domain.refusals import Invalid
from zaal.gateways import files
from zaal.gateways.currency.sheets import EURO, NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Every day since 1999 is 2 MB as CSV and 9 MB as XML.
LIMIT_BYTES: Final = 32 * 1024 * 1024
FIRST_DAY: Final = date(1999, 1, 4)
AHEAD: Final = timedelta(days=1)  # it may be tomorrow already in Frankfurt
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DIGITS: Final = re.compile(r"\d{1,9}(\.\d{1,10})?", re.ASCII)
_WRITTEN_DAY: Final = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", re.ASCII)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

# The digits of each currency on each day.
Days = dict[date, dict[str, str]]


class RatesWrong(Invalid):
    """A readable file of rates with something in it that cannot be; nothing of it is taken.

    ``reason``: ``day`` (none, before 1999 or still to come), ``rate`` (no number above zero), ``doubled`` (a day, or a
    currency, twice with different rates), ``currency`` (not one of ISO 4217).
    """

    code = "rates_wrong"


def read(data: bytes, *, filename: str, today: date) -> Days:
    """Read the daily, 90-day or historical rates as CSV, zipped CSV or XML; days and digits as they are written.

    All or nothing. Refuses: FileTooLarge, TooManyRows, FileNotReadable (``empty``, ``zip``, ``encoding``, ``xml``,
    ``dtd``, ``truncated``, ``table``), ColumnsMissing, RatesWrong.
    """
    files.check_size(data, filename=filename, limit_bytes=LIMIT_BYTES)
    if data.startswith(b"PK") or filename.lower().endswith(".zip"):
        data = _unzipped(data, filename=filename)
    text = files.utf8(data, filename=filename)
    told = _xml(data, filename=filename) if text.lstrip().startswith("<") else _csv(text, filename=filename)
    days: Days = {}
    for written, rates in told:
        day = _day(written, filename=filename, today=today)
        checked = _checked(rates, day, filename=filename)
        if days.setdefault(day, checked) != checked:
            raise RatesWrong(filename=filename, reason="doubled", found=day.isoformat())
    if not any(days.values()):
        raise files.FileNotReadable(filename=filename, reason="empty")
    return days


def _unzipped(data: bytes, *, filename: str) -> bytes:
    """Take the one file out of an archive, and no more of it than a file may have."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if len(inside) != 1:
                raise files.FileNotReadable(filename=filename, reason="zip", files=len(inside))
            with archive.open(inside[0]) as file:
                unzipped = file.read(LIMIT_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise files.FileNotReadable(filename=filename, reason="zip") from error
    files.check_size(unzipped, filename=inside[0].filename[:100], limit_bytes=LIMIT_BYTES)
    return unzipped


def _csv(text: str, *, filename: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each row's day and its rates. Header and rows end with a comma, so that a row cut short is seen."""
    header, *rows = files.table(text, filename=filename, delimiter=",", quoting=False)
    files.require_columns(header[:1], ("Date",), filename=filename)
    if header[-1] and not text.endswith("\n"):
        raise files.FileNotReadable(filename=filename, reason="truncated", line=len(rows) + 1)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise files.FileNotReadable(filename=filename, reason="truncated", line=number)
        if not header[-1] and row[-1]:
            raise RatesWrong(filename=filename, reason="currency", found=row[-1][:20])
        yield row[0], list(zip(header, row, strict=True))[1 : None if header[-1] else -1]


def _xml(data: bytes, *, filename: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each day's Cube with the Cubes in it."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise files.FileNotReadable(filename=filename, reason="dtd")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise files.FileNotReadable(filename=filename, reason="xml", line=getattr(error, "lineno", None)) from error
    for cube in root.iter("{*}Cube"):
        written = cube.get("time")
        if written is not None:
            yield (
                written,
                [(rate.get("currency", ""), rate.get("rate", "")) for rate in cube.iter("{*}Cube") if rate is not cube],
            )


def _day(written: str, *, filename: str, today: date) -> date:
    """Read ``2026-03-31`` or ``31 March 2026``."""
    try:
        if _ISO_DAY.fullmatch(written):
            day = date.fromisoformat(written)
        elif (match := _WRITTEN_DAY.fullmatch(written)) and match[2] in MONTHS:
            day = date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
        else:
            raise RatesWrong(filename=filename, reason="day", found=written[:20])
    except ValueError as error:
        raise RatesWrong(filename=filename, reason="day", found=written[:20]) from error
    if not FIRST_DAY <= day <= today + AHEAD:
        raise RatesWrong(filename=filename, reason="day", found=written[:20])
    return day


def _checked(rates: Iterable[tuple[str, str]], day: date, *, filename: str) -> dict[str, str]:
    """Pass the rates of one day, without those of currencies that had none."""
    known = list_currencies()
    checked: dict[str, str] = {}
    for currency, digits in rates:
        if currency not in known or currency == EURO:
            raise RatesWrong(filename=filename, reason="currency", found=currency[:20])
        if digits == NOT_AVAILABLE:
            continue
        if not _DIGITS.fullmatch(digits) or not digits.strip("0."):
            raise RatesWrong(filename=filename, reason="rate", found=digits[:20], currency=currency, day=day)
        if checked.setdefault(currency, digits) != digits:
            raise RatesWrong(filename=filename, reason="doubled", found=currency, day=day)
    return checked
