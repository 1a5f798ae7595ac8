"""The area of each room, when a chart tells it once, twice, or twice with one of them wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding
from zaal.gateways.charts import cells
from zaal.gateways.charts.columns import Column, Meaning

if TYPE_CHECKING:
    from zaal.gateways.charts.tables import Table

_TOLERANCE: Final = Decimal("0.05")
_SQUARE_FEET_A_SQUARE_YARD: Final = Decimal(9)
_HALF: Final = Decimal("0.5")


def read(chart: Table) -> tuple[list[Decimal | None], list[Finding]]:
    """Return the area of every line in square metres, None where it has none, and what contradicts.

    Where square metres contradict square feet in most lines, the feet are taken: a converted column is the one
    that goes wrong. Where they do in a few lines only, the metres are taken and each such line is told.
    """
    columns = [column for column in chart.columns if column.meaning is Meaning.AREA]
    feet = next((column for column in columns if column.unit == "ft"), None)
    metres = next((column for column in columns if column is not feet), None)
    findings: list[Finding] = []
    in_feet, in_metres = (_column(chart, column, findings) for column in (feet, metres))
    if feet is None or metres is None:
        return (in_metres if feet is None else in_feet), findings
    both = [(number, f, m) for number, (f, m) in enumerate(zip(in_feet, in_metres, strict=True), 1) if f and m]
    apart = [(number, f, m) for number, f, m in both if abs(f - m) / max(f, m) > _TOLERANCE]
    if len(apart) > len(both) * _HALF:
        facts = _contradiction([(f, m) for _, f, m in apart])
        told = {"column": metres.name, "used": feet.name, "rows": len(apart), "of": len(both), **facts}
        return [f or m for f, m in zip(in_feet, in_metres, strict=True)], [
            Finding("area_column_contradicts", told),
            *findings,
        ]
    findings += [Finding("area_row_contradicts", {"area_sqm": m, "from_feet_sqm": f}, number) for number, f, m in apart]
    return [m or f for f, m in zip(in_feet, in_metres, strict=True)], findings


def length_unit(chart: Table, meaning: Meaning) -> str:
    """Say what a bare length means: its column's unit, else feet where areas are in square feet, else metres."""
    named = next((column.unit for column in chart.columns if column.meaning is meaning and column.unit), "")
    in_feet = any(column.meaning is Meaning.AREA and column.unit == "ft" for column in chart.columns)
    return named or ("ft" if in_feet else "m")


def _column(chart: Table, column: Column | None, findings: list[Finding]) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for number, line in enumerate(chart.lines, 1):
        written = line[column.at] if column else ""
        area = None if cells.is_nothing(written) else cells.measure(written)
        if area is None and not cells.is_nothing(written):
            findings.append(Finding("value_not_understood", {"measure": "area", "given": written}, number))
        found.append(cells.square_metres(area, column.unit) if area and column else None)
    return found


def _contradiction(pairs: list[tuple[Decimal, Decimal]]) -> dict[str, object]:
    """How many square feet the column's unit really holds, as the middle of its lines; 9 is a square yard."""
    ratios = sorted(f / cells.SQM_A_SQUARE_FOOT / m for f, m in pairs)
    ratio = ratios[len(ratios) // 2].quantize(Decimal("0.01"))
    is_yards = abs(ratio - _SQUARE_FEET_A_SQUARE_YARD) < Decimal("0.1")
    fitting = sum(1 for one in ratios if abs(one - ratio) < Decimal("0.1"))
    return {
        "square_feet_a_unit": ratio,
        "rows_at_that_ratio": fitting,
        "looks_like": "square_yards" if is_yards else "",
    }
