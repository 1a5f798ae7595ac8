"""What cancelling costs, step by step, as the pages of a sale show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.cancellation import fee

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from zaal.domain.cancellation import Step
    from zaal.domain.money import Money


@dataclass(frozen=True, slots=True)
class TermRow:
    """One step: from when (None: from the start) until when (None: for good), what is due, whether it is passed."""

    since: datetime | None
    until: datetime | None
    percent: Decimal
    fee: Money
    is_past: bool
    is_now: bool


def rows(steps: Sequence[Step], now: datetime) -> tuple[TermRow, ...]:
    """Lay the steps end to end and mark the one that applies now."""
    applying = fee(steps, now)
    starts = [None, *(step.until for step in steps)]
    return tuple(
        TermRow(
            since=since,
            until=step.until,
            percent=step.percent,
            fee=step.fee,
            is_past=step.until is not None and step.until <= now,
            is_now=step is applying,
        )
        for since, step in zip(starts, steps, strict=False)
    )
