"""The cheapest day of a month: for each day the lowest total that a search on that day would show.

One statement finds the free rooms of all days at once, and ``search.price_all`` prices them as a search does.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING

from zaal.domain.actors import GUEST, Actor
from zaal.domain.search import Circle, Sort
from zaal.domain.wishes import check_spans
from zaal.gateways.calendars import public_holidays
from zaal.queries import search
from zaal.queries.search_sql import candidates_later, reach, zones
from zaal.records.listing.prepared import prepared_cards

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.money import Money
    from zaal.domain.period import Period
    from zaal.domain.search import Wish
    from zaal.domain.wishes import LocalSpan
    from zaal.queries.search import Asking
    from zaal.queries.search_sql import Candidate

# So many venues, the nearest, are looked at for each day: a month of them is priced in about a second.
MOST_VENUES = 200
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The lowest all-in total of a day (the first day, where several are asked), or None when nothing is free.

    ``height`` is that total beside the dearest day's, 0 to 1. ``is_over`` tells that the asked time has passed.
    """

    date: date
    venues: int
    lowest: Money | None
    height: float
    is_cheapest: bool
    is_asked: bool
    is_weekend: bool
    is_holiday: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month; ``within_km`` is there when only the nearest venues were looked at."""

    first: date
    days: tuple[Day, ...]
    asked: Money | None
    within_km: float | None

    @property
    def cheapest(self) -> tuple[Day, ...]:
        """The days with the lowest total of all; none when nothing is free."""
        return tuple(day for day in self.days if day.is_cheapest)

    @property
    def last(self) -> date:
        return self.days[-1].date


@dataclass(frozen=True, slots=True)
class _Lowest:
    venues: int
    gross: Money
    comparable: float


def month(wish: Wish, first: date, *, now: datetime, actor: Actor = GUEST, country: str = "") -> Month:
    """Tell the lowest total of each day of the month of ``first``, for the same wish with its days moved along.

    The public holidays of ``country`` (ISO code) are marked.
    At most six statements, however many days. Refuses: as ``search.spaces``, but for times that have passed.
    """
    spans = check_spans(wish.spans)
    asked_day = spans[0].starts.date()
    days = _days(first)
    wish, within_km = _within_reach(replace(wish, sort=Sort.PRICE))
    asking = search.asked(wish, now=now, actor=actor)
    names = zones(wish.circle)
    later = {}
    for day in days:
        in_zone, _ = search.periods_in(names, check_spans(moved(spans, day - asked_day)), now=now)
        later[(day - asked_day).days] = in_zone
    found = candidates_later(wish, spans, {count: in_zone for count, in_zone in later.items() if in_zone})
    lowest = _lowest(asking, found, later)
    return Month(
        first=days[0],
        days=_told(days, asked_day, lowest, later, country),
        asked=lowest[0].gross if 0 in lowest else None,
        within_km=within_km,
    )


def moved(spans: Sequence[LocalSpan], by: timedelta) -> tuple[LocalSpan, ...]:
    """Move spans by whole days; which of two equal times was meant is not carried to another night."""
    if not by:
        return tuple(spans)
    return tuple(
        replace(span, starts=span.starts + by, ends=span.ends + by, starts_fold=None, ends_fold=None) for span in spans
    )


def _days(first: date) -> tuple[date, ...]:
    return tuple(first.replace(day=number) for number in range(1, monthrange(first.year, first.month)[1] + 1))


def _within_reach(wish: Wish) -> tuple[Wish, float | None]:
    """Draw the circle in to the nearest venues where there are more than ``MOST_VENUES``."""
    km = reach(wish.circle, MOST_VENUES)
    if not km:
        return wish, None
    circle = Circle(wish.circle.lat, wish.circle.lon, km, wish.circle.country)
    return replace(wish, circle=circle), km


def _lowest(
    asking: Asking, found: dict[int, list[Candidate]], later: dict[int, dict[str, tuple[Period, ...]]]
) -> dict[int, _Lowest]:
    """Price what is free on each day and keep the lowest."""
    # Read together, so that no day reads cards of its own.
    prepared_cards({(row.venue_id, row.card_version) for rows in found.values() for row in rows})
    lowest = {}
    for count, rows in found.items():
        priced, _ = search.price_all(rows, asking, later[count])
        if priced:
            best = min(priced, key=lambda one: one.order)
            lowest[count] = _Lowest(len(priced), best.price.gross, best.order[0])
    return lowest


def _told(
    days: Sequence[date],
    asked_day: date,
    lowest: dict[int, _Lowest],
    later: dict[int, dict[str, tuple[Period, ...]]],
    country: str,
) -> tuple[Day, ...]:
    inside = {day: lowest.get((day - asked_day).days) for day in days}
    amounts = [one.comparable for one in inside.values() if one is not None and one.comparable < inf]
    least, most = min(amounts, default=inf), max(amounts, default=inf)
    free_days = public_holidays(country, days[0].year, days[0].year)
    return tuple(
        Day(
            date=day,
            venues=one.venues if one else 0,
            lowest=one.gross if one else None,
            height=one.comparable / most if one and one.comparable < inf and most else float(bool(one)),
            is_cheapest=one is not None and one.comparable == least,
            is_asked=day == asked_day,
            is_weekend=day.isoweekday() > 5,  # noqa: PLR2004 - Saturday and Sunday
            is_holiday=day in free_days,
            is_over=not later[(day - asked_day).days],
        )
        for day, one in inside.items()
    )
