"""What a trial measured, in one form for all trials: as a table for people, as JSON for comparing."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from math import ceil
from typing import TYPE_CHECKING

import click
from django.db import connection
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTED = ("django", "psycopg", "granian")
MOST_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """One measured thing: how large the trial was, how long one took (ms), how many a second, and what came out."""

    name: str
    sizes: dict[str, int]
    p50_ms: float
    p95_ms: float
    per_second: float
    result: dict[str, object]


def measured(
    name: str, *, sizes: dict[str, int], milliseconds: Sequence[float], seconds: float, result: dict[str, object]
) -> Figures:
    """Sum up single times; ``seconds`` is how long all of them took together."""
    return Figures(
        name,
        sizes,
        percentile(milliseconds, 50),
        percentile(milliseconds, 95),
        round(len(milliseconds) / seconds, 1) if seconds else 0.0,
        result,
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest value that so many percent do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return round(ordered[max(0, ceil(len(ordered) * percent / 100) - 1)], 1) if ordered else 0.0


def tell(title: str, figures: Sequence[Figures], *, as_json: bool) -> None:
    """Print what was measured, with the machine and the versions it was measured on."""
    if as_json:
        told = {
            "name": title,
            "machine": _machine(),
            "versions": _versions(),
            "figures": [asdict(one) for one in figures],
        }
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table = Table(title=title)
    for heading in ("what", "sizes", "p50 ms", "p95 ms", "a second", "result"):
        table.add_column(heading, justify="right" if "ms" in heading or heading == "a second" else "left")
    for one in figures:
        table.add_row(
            one.name, _words(one.sizes), str(one.p50_ms), str(one.p95_ms), str(one.per_second), _words(one.result)
        )
    Console().print(table)


def _words(facts: dict[str, int] | dict[str, object]) -> str:
    words = [f"{name} {value}" for name, value in facts.items()]
    return ("\n" if len(words) > MOST_IN_A_LINE else ", ").join(words)


def _machine() -> dict[str, object]:
    return {"processor": platform.machine(), "processors": os.cpu_count(), "system": platform.platform()}


def _versions() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgresql,) = cursor.fetchone()
    return {
        "python": platform.python_version(),
        "postgresql": str(postgresql),
        **{package: version(package) for package in COUNTED},
    }
