"""When a venue receives meetings and when a room is still free, as its page says it."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from zaal.domain.period import DAY_MINUTES, Period, local_day
from zaal.interfaces import wording
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import words
from zaal.queries import venues

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from zaal.queries.venues import OpeningDay, VenueView

HOUR_MINUTES = 60


def week(days: Sequence[OpeningDay]) -> list[tuple[str, str]]:
    """Write the week's hours, days that follow each other with the same hours together."""
    names = get_day_names("wide", locale=wording.locale_of(words.language()))
    written: list[tuple[str, str]] = []
    for (opens, closes), group in groupby(days, key=lambda day: (day.opens_minute, day.closes_minute)):
        members = [names[day.weekday] for day in group]
        title = members[0] if len(members) == 1 else f"{members[0]} – {members[-1]}"  # noqa: RUF001 - a range is written with an en dash
        hours = _("closed") if opens is None or closes is None else f"{_clock(opens)}–{_clock(closes)}"  # noqa: RUF001 - as above
        written.append((title[:1].upper() + title[1:], hours))
    return written


def free_on(venue: VenueView, space: str, day: date, now: datetime) -> list[str]:
    """Write the spans of a day on which a room is free within opening hours and still to come; empty when none."""
    hours = venue.opening[day.weekday()]
    if hours.opens_minute is None or hours.closes_minute is None:
        return []
    midnight = local_day(day, venue.time_zone).starts_at
    opens = max(midnight + timedelta(minutes=hours.opens_minute), now)
    closes = midnight + timedelta(minutes=min(hours.closes_minute, DAY_MINUTES))
    return [
        f"{formats.clock(start, venue.time_zone)}–{_end(end, venue.time_zone)}"  # noqa: RUF001 - as above
        for start, end in _clipped(venues.free_times(venue.slug, space, day), opens, closes)
    ]


def _clipped(free: Sequence[Period], opens: datetime, closes: datetime) -> list[tuple[datetime, datetime]]:
    spans = [(max(period.starts_at, opens), min(period.ends_at, closes)) for period in free]
    return [(start, end) for start, end in spans if start < end]


def _end(at: datetime, zone: str) -> str:
    """Midnight as an end is 24:00."""
    text = formats.clock(at, zone)
    return "24:00" if text == "00:00" else text


def _clock(minute: int) -> str:
    return f"{minute // HOUR_MINUTES % 24:02}:{minute % HOUR_MINUTES:02}"
