"""When a room or a whole house is shut: painting, holidays, a fair of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.period import YEARS, EmptyPeriod, Period, YearOutOfRange, instant
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_REASON = 300


class ClosesInPast(Invalid):
    """A closure that is over before it is made."""

    code = "closes_in_past"


class ReasonTooLong(Invalid):
    """A reason with more than ``most`` signs, or with signs that cannot be kept."""

    code = "reason_too_long"


def closed_period(starts: datetime, ends: datetime, zone: str) -> Period:
    """Turn a closure on the venue's wall clock into instants.

    Where the autumn night shows a time twice, the longer closure is meant: from the first, to the second.
    Refuses: YearOutOfRange, EmptyPeriod, LocalTimeMissing.
    """
    if starts.year not in YEARS or ends.year not in YEARS:
        raise YearOutOfRange
    if ends <= starts:
        raise EmptyPeriod(starts_at=starts, ends_at=ends)
    return Period(
        instant(starts.date(), starts.time(), zone, fold=0),
        instant(ends.date(), ends.time(), zone, fold=1),
    )


def check(period: Period, reason: str, *, now: datetime) -> None:
    """Pass a closure that is to come, with a reason that can be kept. Refuses: ClosesInPast, ReasonTooLong."""
    if period.ends_at <= now:
        raise ClosesInPast(ends_at=period.ends_at, now=now)
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise ReasonTooLong(most=LONGEST_REASON)
