from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from zaal.domain.rates import TaxClass, TaxRule
from zaal.domain.refusals import Invalid
from zaal.gateways.tax_rules import COLUMNS, TaxRuleNotReadable, read

HEADER = ",".join(COLUMNS)
FOOD = "DE,USt,food,7,2026-01-01,"
BEFORE = "DE,USt,food,19.00,2024-01-01,2025-12-31"
RULES = {
    "DE": (
        TaxRule("USt", TaxClass.FOOD, Decimal(7), date(2026, 1, 1)),
        TaxRule("USt", TaxClass.FOOD, Decimal("19.00"), date(2024, 1, 1), date(2025, 12, 31)),
    )
}


def as_json(*lines: str) -> bytes:
    return json.dumps([dict(zip(COLUMNS, line.split(","), strict=True)) for line in lines]).encode()


def test_rules_are_read_from_csv_and_json_alike():
    assert read(f"{HEADER}\n{FOOD}\n{BEFORE}".encode(), filename="de.csv") == RULES
    assert read(as_json(FOOD, BEFORE), filename="de.json") == RULES


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("XX,USt,food,7,2026-01-01,", "country"),
        ("de,USt,food,7,2026-01-01,", "country"),
        ("DE,,food,7,2026-01-01,", "name"),
        ("DE,Umsatzsteuer und mehr,food,7,2026-01-01,", "name"),
        ("DE,USt,meals,7,2026-01-01,", "tax_class"),
        ("DE,USt,levy,7,2026-01-01,", "tax_class"),
        ("DE,USt,food,seven,2026-01-01,", "percent"),
        ("DE,USt,food,7e1,2026-01-01,", "percent"),
        ("DE,USt,food,NaN,2026-01-01,", "percent"),
        ("DE,USt,food,7.125,2026-01-01,", "percent"),
        ("DE,USt,food,7,,", "from_date"),
        ("DE,USt,food,7,20260101,", "from_date"),
        ("DE,USt,food,7,2026-01-01,2026-02-30", "until_date"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_row_and_column(line: str, column: str):
    for data in (f"{HEADER}\n{FOOD}\n{line}".encode(), as_json(FOOD, line)):
        with pytest.raises(TaxRuleNotReadable) as refused:
            read(data, filename="rules")

        assert (refused.value.facts["row"], refused.value.facts["column"]) == (2, column)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_not_readable"),
        (HEADER.encode(), "file_not_readable"),
        (b"[]", "file_not_readable"),
        (b"{}", "file_not_readable"),
        (b"[1]", "tax_rule_not_readable"),
        (b'[{"country": "DE"}]', "columns_missing"),
        (as_json(FOOD).replace(b'"7"', b"7.1"), "tax_rule_not_readable"),
        (b"country,percent\nDE,7\n", "columns_missing"),
        (f"{HEADER}\nDE,USt,food,7\n".encode(), "tax_rule_not_readable"),
    ],
)
def test_what_is_no_file_of_tax_rules_is_refused(data: bytes, code: str):
    with pytest.raises(Invalid) as refused:
        read(data, filename="rules")

    assert refused.value.code == code
