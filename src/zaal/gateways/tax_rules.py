"""Files of tax rules, as CSV with a header or as a JSON list, with the same six names in both."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from babel import Locale

from zaal.domain.rates import TaxClass, TaxRule
from zaal.domain.refusals import Invalid
from zaal.gateways import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS: Final = ("country", "name", "tax_class", "percent", "from_date", "until_date")
# A levy is no taxed supply: what it comes to is each hotel's own rule.
TAXED: Final = frozenset(TaxClass) - {TaxClass.LEVY}
LIMIT_BYTES: Final = 1024 * 1024
LONGEST_NAME: Final = 16
_PERCENT: Final = re.compile(r"-?\d{1,3}(\.\d{1,2})?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class TaxRuleNotReadable(Invalid):
    """A cell that cannot be what its column asks; ``row`` counts the rules from 1, ``column`` and ``found`` name it."""

    code = "tax_rule_not_readable"


def read(data: bytes, *, filename: str) -> dict[str, tuple[TaxRule, ...]]:
    """Read the rules by country: ``country`` is ISO 3166, ``until_date`` the last day or empty, ``percent`` plain.

    Refuses: FileTooLarge, TooManyRows, FileNotReadable, ColumnsMissing, TaxRuleNotReadable.
    """
    files.check_size(data, filename=filename, limit_bytes=LIMIT_BYTES)
    rules: dict[str, tuple[TaxRule, ...]] = {}
    rows = _json(data, filename) if data.lstrip().startswith((b"[", b"{")) else _csv(data, filename)
    for number, row in enumerate(rows, start=1):
        country, rule = _rule(row, number, filename)
        rules[country] = (*rules.get(country, ()), rule)
    if not rules:
        raise files.FileNotReadable(filename=filename, reason="empty")
    return rules


def _csv(data: bytes, filename: str) -> Iterator[Mapping[str, str]]:
    text = files.utf8(data, filename=filename)
    header, *rows = files.table(text, filename=filename, delimiter=",", quoting=True)
    files.require_columns(header, COLUMNS, filename=filename)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise TaxRuleNotReadable(filename=filename, row=number, column="", found=f"{len(row)} cells")
        yield dict(zip(header, row, strict=True))


def _json(data: bytes, filename: str) -> Iterator[Mapping[str, str]]:
    listed = files.json_value(data, filename=filename)
    if not isinstance(listed, list):
        raise files.FileNotReadable(filename=filename, reason="json", line=1)
    for number, row in enumerate(listed, start=1):
        if not isinstance(row, dict):
            raise TaxRuleNotReadable(filename=filename, row=number, column="", found=str(row)[:40])
        files.require_columns(list(row), COLUMNS, filename=filename)
        for column, value in row.items():
            # A number in JSON is a float to many programs: only text keeps its digits.
            if not isinstance(value, str | None):
                raise TaxRuleNotReadable(filename=filename, row=number, column=column, found=str(value)[:40])
        yield {column: value or "" for column, value in row.items()}


def _rule(row: Mapping[str, str], number: int, filename: str) -> tuple[str, TaxRule]:
    for column, fits in (
        ("country", row["country"] in _countries()),
        ("name", 0 < len(row["name"]) <= LONGEST_NAME),
        ("tax_class", row["tax_class"] in TAXED),
        ("percent", _PERCENT.fullmatch(row["percent"])),
        ("from_date", _is_day(row["from_date"])),
        ("until_date", not row["until_date"] or _is_day(row["until_date"])),
    ):
        if not fits:
            raise TaxRuleNotReadable(filename=filename, row=number, column=column, found=row[column][:40])
    return row["country"], TaxRule(
        name=row["name"],
        tax_class=TaxClass(row["tax_class"]),
        percent=Decimal(row["percent"]),
        from_date=date.fromisoformat(row["from_date"]),
        until_date=date.fromisoformat(row["until_date"]) if row["until_date"] else None,
    )


def _countries() -> set[str]:
    """Return the codes of territories that are two letters, in CLDR's list."""
    return {code for code in map(str, Locale("en").territories) if code.isalpha() and len(code) == len("NL")}


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
