"""A month of a room, or of a whole house, day by day: which parts of it can still be had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from babel.dates import get_day_names
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zaal.domain.availability import Free
from zaal.domain.period import local
from zaal.interfaces import clock, wording
from zaal.interfaces.web import formats
from zaal.interfaces.web.marketplace.forms import DAYPARTS
from zaal.interfaces.web.sales import words
from zaal.interfaces.web.sales.chart import NOT_STATE
from zaal.queries import availability, venues

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from zaal.interfaces.web.visitor import PageRequest
    from zaal.queries.availability import DayFree
    from zaal.queries.venues import SpaceView, VenueView

# What the calendar asks for itself, and what its days say instead.
ANY, MONTH, ROOM = "any", "month", "of"
OWN_FIELDS = frozenset({MONTH, ROOM, "date", "part", "from", "to", "from_fold", "to_fold"})
MONTH_TEXT = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
PARTS = {name: DAYPARTS[name] for name in ("morning", "afternoon", "evening")}
# So far ahead one can turn the leaves.
MONTHS_AHEAD = 24
LATE, MONTH_DAYS = 20, 31
TO_BE_HAD = frozenset({Free.FREE, Free.PARTLY})


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: its number, its parts as drawn, what is said of it, and where one asks a quote for it, if one can."""

    number: int
    state: Free
    parts: tuple[Free, ...]
    said: str
    address: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month as a grid of weeks, and the way to the months beside it; ``room`` is ``any`` for the whole house."""

    title: str
    room: str
    rooms: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[DayCell | None, ...], ...]
    month: str
    before: str
    after: str
    state: tuple[tuple[str, str], ...]
    query: str


@require_GET
def free(request: PageRequest, slug: str) -> HttpResponse:
    """Show one month of a venue: the part of its page that is drawn anew with another month or room."""
    now = clock.now()
    found = venues.venue(slug, now=now, actor=request.actor)
    space = next((one for one in found.spaces if one.slug == request.GET.get("space")), None)
    shown = {"venue": found, "calendar": of_venue(found, space, request.GET, now)}
    return render(request, "sales/parts/availability.html", shown)


def of_venue(venue: VenueView, space: SpaceView | None, asked: QueryDict, now: datetime) -> Calendar | None:
    """Lay out the month asked for, else that of the day asked for, else this month there; None without rooms."""
    if not venue.spaces:
        return None
    today = local(now, venue.time_zone).date()
    days = [day for day in asked.getlist("date") if day]
    first, room = _first(asked, today), _room(venue, space, asked)
    told = availability.month(venue.slug, "" if room == ANY else room, first, parts=PARTS, now=now)
    state = [(name, value) for name, value in _state(asked) if name not in {"space", *OWN_FIELDS}]
    cells = [_cell(day, state, days) for day in told.days]
    starts_week = wording.locale_of(words.language()).first_week_day
    lead = (first.weekday() - starts_week) % 7
    grid: list[DayCell | None] = [*[None] * lead, *cells]
    grid += [None] * (-len(grid) % 7)
    weeks = [tuple(grid[at : at + 7]) for at in range(0, len(grid), 7)]
    return Calendar(
        title=formats.month(first, words.language()),
        room=room,
        rooms=((ANY, _("Any room")), *((one.slug, one.name) for one in venue.spaces)),
        weekdays=_weekdays(starts_week),
        weeks=tuple(week for week in weeks if not _is_over(week)),
        month=f"{first:%Y-%m}",
        before=_month(first, -1) if first > today else "",
        after=_month(first, 1) if first < _last(today) else "",
        state=tuple((name, value) for name, value in _state(asked) if name not in {MONTH, ROOM}),
        query=urlencode([pair for pair in _state(asked) if pair[0] not in {MONTH, ROOM}] + [(ROOM, room)]),
    )


def _cell(told: DayFree, state: list[tuple[str, str]], asked: list[str]) -> DayCell:
    parts = [(name, free) for name, free in told.parts if free in TO_BE_HAD]
    # One part of a day that is left is what is asked for; of several the usual hours are.
    part = [("part", parts[0][0])] if len(parts) == 1 else []
    iso = told.day.isoformat()
    return DayCell(
        number=told.day.day,
        state=told.whole,
        parts=tuple(free for _name, free in told.parts),
        said=_said(told),
        address=f"?{urlencode([*state, ('space', told.room), ('date', iso), *part])}#quote" if parts else "",
        is_asked=iso in asked,
    )


def _is_over(week: tuple[DayCell | None, ...]) -> bool:
    return all(day is None or day.state is Free.PAST for day in week)


def _said(told: DayFree) -> str:
    """Say a day for who cannot see the grid."""
    day = formats.day(told.day, words.language())
    if told.whole in {Free.FREE, Free.TAKEN, Free.CLOSED, Free.PAST} and len({free for _n, free in told.parts}) == 1:
        return f"{day}: {_state_word(told.whole)}"
    names = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}
    parts = (f"{names[name]} {_state_word(free)}" for name, free in told.parts)
    return f"{day}: {formats.listed(list(parts), words.language())}"


def _state_word(free: Free) -> str:
    return {
        Free.FREE: _("free"),
        Free.PARTLY: _("partly free"),
        Free.TAKEN: _("taken"),
        Free.CLOSED: _("closed"),
        Free.PAST: _("over"),
    }[free]


def _state(asked: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in asked.lists()
        if name == "space" or name not in NOT_STATE
        for value in values
        if value
    ]


def _room(venue: VenueView, space: SpaceView | None, asked: QueryDict) -> str:
    named = asked.get(ROOM, "")
    if named == ANY or any(one.slug == named for one in venue.spaces):
        return named
    return space.slug if space else ANY


def _first(asked: QueryDict, today: date) -> date:
    """Return the first day of the month to show, within what can be turned to."""
    text = asked.get(MONTH, "")
    if not MONTH_TEXT.fullmatch(text):
        text = min((day[:7] for day in asked.getlist("date") if MONTH_TEXT.fullmatch(day[:7])), default="")
    # Late in a month the next one is what is asked for.
    usual = today if today.day <= LATE else today + timedelta(days=MONTH_DAYS - LATE)
    first = date.fromisoformat(f"{text}-01") if text else usual
    return min(max(first, today).replace(day=1), _last(today))


def _last(today: date) -> date:
    months = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    return date(months // 12, months % 12 + 1, 1)


def _month(first: date, step: int) -> str:
    beside = first - timedelta(days=1) if step < 0 else first + timedelta(days=31)
    return f"{beside:%Y-%m}"


def _weekdays(starts_week: int) -> tuple[tuple[str, str], ...]:
    """Name the days of a week, short and in full, in the order of the page's language."""
    locale = wording.locale_of(words.language())
    short, full = get_day_names("short", locale=locale), get_day_names("wide", locale=locale)
    return tuple((short[day % 7], full[day % 7]) for day in range(starts_week, starts_week + 7))
