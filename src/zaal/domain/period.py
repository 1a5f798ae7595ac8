"""Time: half-open periods of instants, and the one place where a venue's wall clock becomes UTC."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_MINUTES = 24 * 60
YEARS = range(2000, 2101)


class EmptyPeriod(Invalid):
    """A period that ends before or when it starts."""

    code = "period_empty"


class YearOutOfRange(Invalid):
    """A year no hotel sells in; at the ends of the calendar there is no day before or after either."""

    code = "year_out_of_range"

    def __init__(self) -> None:
        super().__init__(first=str(YEARS[0]), last=str(YEARS[-1]))


class NaiveMoment(Invalid):
    """A moment without a time zone."""

    code = "moment_without_zone"


class LocalTimeMissing(Invalid):
    """The venue's clock skips this time (spring forward); ``next_valid`` is the first that exists."""

    code = "local_time_missing"


class LocalTimeAmbiguous(Invalid):
    """The venue's clock shows this time twice (autumn back); ask which one is meant."""

    code = "local_time_ambiguous"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """``[starts_at, ends_at)``: 09-12 and 12-17 do not meet. Both ends are aware, kept in UTC."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise NaiveMoment(starts_at=self.starts_at, ends_at=self.ends_at)
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))
        object.__setattr__(self, "ends_at", self.ends_at.astimezone(UTC))
        if self.ends_at <= self.starts_at:
            raise EmptyPeriod(starts_at=self.starts_at, ends_at=self.ends_at)

    @property
    def minutes(self) -> int:
        """Elapsed minutes, not wall-clock ones: 01:00 to 04:00 on the autumn night is 240."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def overlaps(self, other: Period) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def contains(self, other: Period) -> bool:
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def widened(self, *, before_minutes: int, after_minutes: int) -> Period:
        """Add set-up time before and breakdown time after, in elapsed minutes."""
        return Period(
            self.starts_at - timedelta(minutes=before_minutes), self.ends_at + timedelta(minutes=after_minutes)
        )

    def without(self, taken: Iterable[Period]) -> tuple[Period, ...]:
        """Return what is left of this period when ``taken`` is cut out, in order."""
        left: list[Period] = []
        cursor = self.starts_at
        for busy in sorted(taken):
            if busy.ends_at <= cursor or busy.starts_at >= self.ends_at:
                continue
            if busy.starts_at > cursor:
                left.append(Period(cursor, busy.starts_at))
            cursor = max(cursor, busy.ends_at)
        if cursor < self.ends_at:
            left.append(Period(cursor, self.ends_at))
        return tuple(left)


def instant(day: date, at: time, zone: str, *, fold: int | None = None) -> datetime:
    """Turn the venue's wall clock into UTC.

    ``fold`` says which of two equal times is meant on the autumn night (0 first, 1 second).
    Refuses: LocalTimeMissing (with ``next_valid``), LocalTimeAmbiguous (when ``fold`` is not given).
    """
    tz = ZoneInfo(zone)
    local = datetime.combine(day, at.replace(tzinfo=None), tzinfo=tz)
    first, second = (local.replace(fold=n).astimezone(UTC) for n in (0, 1))
    if first == second:
        return first
    if first.astimezone(tz).replace(tzinfo=None) != local.replace(tzinfo=None):
        gap = first - second
        raise LocalTimeMissing(local=local.replace(tzinfo=None), zone=zone, next_valid=local.replace(tzinfo=None) + gap)
    if fold is None:
        raise LocalTimeAmbiguous(local=local.replace(tzinfo=None), zone=zone, first=first, second=second)
    return second if fold else first


def deadline(day: date, at: time, zone: str) -> datetime:
    """Turn the venue's wall clock into UTC where nobody can be asked, as for a deadline counted in days.

    A time the clock skips becomes the next valid one, a time it shows twice the second: never the stricter.
    """
    try:
        return instant(day, at, zone, fold=1)
    except LocalTimeMissing:
        tz = ZoneInfo(zone)
        return datetime.combine(day, at.replace(tzinfo=None), tzinfo=tz).astimezone(UTC)


def local_day(day: date, zone: str) -> Period:
    """Return a venue's whole calendar day: 23, 24 or 25 hours long. Refuses: YearOutOfRange (the calendar's ends)."""
    tz = ZoneInfo(zone)
    try:
        return Period(
            datetime.combine(day, time(), tzinfo=tz).astimezone(UTC),
            datetime.combine(day + timedelta(days=1), time(), tzinfo=tz).astimezone(UTC),
        )
    except OverflowError:
        raise YearOutOfRange from None


@dataclass(frozen=True, slots=True)
class WallSpan:
    """A period as the venue's clock shows it: minutes since midnight of ``day``, the local day it starts on.

    ``ends_minute`` passes 1440 after midnight; ``elapsed_seconds`` is the real length, other than the
    wall-clock one on the two DST nights.
    """

    day: date
    starts_minute: int
    ends_minute: int
    elapsed_seconds: int

    @property
    def wall_minutes(self) -> int:
        return self.ends_minute - self.starts_minute


def wall_span(period: Period, zone: str) -> WallSpan:
    """Read a period from the venue's wall clock; a started minute counts whole."""
    tz = ZoneInfo(zone)
    starts, ends = period.starts_at.astimezone(tz), period.ends_at.astimezone(tz)
    day, last_day = starts.date(), ends.date()
    nights = (last_day - day).days if last_day != day else 0
    started = 1 if ends.second or ends.microsecond else 0
    return WallSpan(
        day,
        starts.hour * 60 + starts.minute,
        nights * DAY_MINUTES + ends.hour * 60 + ends.minute + started,
        math.ceil((period.ends_at - period.starts_at).total_seconds()),
    )


def local(moment: datetime, zone: str) -> datetime:
    """Show an instant on the venue's wall clock."""
    return moment.astimezone(ZoneInfo(zone))
