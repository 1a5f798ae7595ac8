"""Reference rates as the ECB's own digits, day by day, and which one holds on a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EURO: Final = "EUR"
NOT_AVAILABLE: Final = "N/A"
# Rates are published on working days; the longest gap there was is five days. A currency of which nothing was said
# for thirty days before the newest rates known on that day has ended: its last rate would be shown for ever.
ENDED_AFTER: Final = timedelta(days=30)


class CurrencyUnknown(Invalid):
    """The European Central Bank publishes no rate for this currency, or did not yet on that day."""

    code = "currency_unknown"


class CurrencyEnded(Invalid):
    """No rate is published for this currency any more; ``last_date`` is the last day that had one."""

    code = "currency_ended"


class PerEuro(NamedTuple):
    """How many units one euro was worth, and on which day."""

    rate: Decimal
    rate_date: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """Days in order of time, each with its line of digits: a line is split only when it is asked for.

    Seven thousand days of forty numbers as objects would be twenty megabytes in each process.
    """

    columns: Mapping[str, int]
    days: Sequence[date]
    lines: Sequence[str]

    def rates(self, currency: str, day: date) -> Iterator[PerEuro]:
        """Give the rates on and before this day, the latest first."""
        column = self.columns.get(currency)
        if column is None:
            return
        for at in range(bisect_right(self.days, day) - 1, -1, -1):
            digits = self.lines[at].split(",")[column]
            if digits != NOT_AVAILABLE:
                yield PerEuro(Decimal(digits), self.days[at])

    def last_day(self, day: date) -> date | None:
        """Return the last day at or before this one that has rates at all."""
        at = bisect_right(self.days, day)
        return self.days[at - 1] if at else None


def of_text(text: str) -> Sheet:
    """Read a sheet that was checked before: the historical file of the ECB, in whichever order of time."""
    header, *rows = text.split("\n")
    columns = {code: number for number, code in enumerate(header.split(",")) if number and code}
    lines = sorted(row for row in rows if row)
    return Sheet(columns, [date.fromisoformat(line[:10]) for line in lines], lines)


def per_euro(sheets: Sequence[Sheet], currency: str, day: date) -> PerEuro:
    """Return the rate that holds on a day: its own, else that of the last day before with one.

    Where two sheets have the day, the first of them counts. Refuses: CurrencyUnknown, CurrencyEnded.
    """
    found = last_known(sheets, currency, day)
    newest = max(last for sheet in sheets if (last := sheet.last_day(day)) is not None)
    if newest - found.rate_date > ENDED_AFTER:
        raise CurrencyEnded(currency=currency, last_date=found.rate_date)
    return found


def last_known(sheets: Sequence[Sheet], currency: str, day: date) -> PerEuro:
    """Return the last rate at or before a day, however old. Refuses: CurrencyUnknown."""
    best: PerEuro | None = None
    for sheet in sheets:
        found = next(sheet.rates(currency, day), None)
        if found is not None and (best is None or found.rate_date > best.rate_date):
            best = found
    if best is None:
        raise CurrencyUnknown(
            currency=currency, day=day, known=sorted({code for one in sheets for code in one.columns})
        )
    return best
