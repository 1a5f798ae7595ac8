"""What to try instead, one click each, when a search cannot be asked as it stands or finds nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.domain.bookings import StartsInPast
from zaal.domain.period import LocalTimeAmbiguous, LocalTimeMissing
from zaal.domain.search import WhyNot
from zaal.domain.wishes import MOST_SPANS, TooManyDays
from zaal.interfaces import labels
from zaal.interfaces.web import formats
from zaal.interfaces.web.marketplace.chips import without
from zaal.interfaces.web.marketplace.forms import OWN_TIMES, address
from zaal.interfaces.web.times import ENDS, FOLDS, STARTS
from zaal.queries import search

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.http import QueryDict

    from zaal.domain.refusals import Refusal
    from zaal.domain.search import Wish
    from zaal.domain.wishes import LocalSpan

WEEK = timedelta(weeks=1)
# Into how many rooms a group too large for any is tried to be split.
SPLITS = (2, 3, 4, 6, 8, 10)
# By what a room fell out of the answer, and the fields that would have to go for it to come in.
DROPPING = {
    WhyNot.AMENITY_MISSING: ("amenities",),
    WhyNot.TOO_FEW_STARS: ("stars",),
    WhyNot.OVER_BUDGET: ("budget",),
    WhyNot.NOT_INSTANT: ("instant",),
    WhyNot.LAYOUT_NOT_OFFERED: ("layout",),
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """Another search that is likelier to be answered, as a link says it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Why ``rooms`` rooms are not in the answer, of the ``most`` that any cause takes, and the search without it."""

    rooms: int
    most: int
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The search as it was asked: its URL, the times it means, when, and in which language it is answered."""

    query: QueryDict
    spans: tuple[LocalSpan, ...]
    today: date
    language: str


def against(refusal: Refusal, asked: Asked) -> list[Remedy]:
    """Offer the nearest searches that are not refused like this one; none where only people know."""
    match refusal:
        case StartsInPast():
            return _later(asked)
        case LocalTimeAmbiguous():
            return _which_time(refusal, asked)
        case LocalTimeMissing():
            return _next_time(refusal, asked)
        case TooManyDays():
            return _fewer_days(asked)
    return []


def causes(why_not: Mapping[WhyNot, int], query: QueryDict) -> list[Cause]:
    """Say why rooms are not in the answer, most first, and how to search without what kept them out."""
    most_first = sorted(((rooms, reason) for reason, rooms in why_not.items() if rooms), key=lambda each: -each[0])
    return [
        Cause(
            rooms,
            most_first[0][0],
            str(labels.REASONS[reason]),
            without(query, *DROPPING[reason]) if reason in DROPPING else "",
        )
        for rooms, reason in most_first
    ]


def smaller_group(wish: Wish, query: QueryDict, *, now: datetime) -> Remedy | None:
    """Offer the largest even part of a group for which rooms are free; two statements for each part tried."""
    for rooms in SPLITS:
        delegates = -(-wish.delegates // rooms)
        if search.count(replace(wish, delegates=delegates), now=now):
            told = _("Rooms for %(delegates)s: your group in %(rooms)s parts")
            return Remedy(told % {"delegates": delegates, "rooms": rooms}, address(query, delegates=str(delegates)))
    return None


def _later(asked: Asked) -> list[Remedy]:
    """Move the days to the same weekday of the coming weeks."""
    days = [span.starts.date() for span in asked.spans]
    ahead = WEEK * ((asked.today - days[0]).days // WEEK.days + 1)
    return [_on([day + ahead + more for day in days], asked) for more in (timedelta(), WEEK)]


def _which_time(refusal: LocalTimeAmbiguous, asked: Asked) -> list[Remedy]:
    starts = any(span.starts == refusal.facts["local"] for span in asked.spans)
    return [Remedy(str(label), address(asked.query, **{STARTS if starts else ENDS: fold})) for fold, label in FOLDS]


def _next_time(refusal: LocalTimeMissing, asked: Asked) -> list[Remedy]:
    moment: datetime = refusal.facts["next_valid"]  # type: ignore[assignment]  # facts are plain values
    end = "from_" if any(span.starts == refusal.facts["local"] for span in asked.spans) else "to"
    changed = address(asked.query, part=OWN_TIMES, **{end: f"{moment:%H:%M}"})
    return [Remedy(_("At %(time)s") % {"time": f"{moment:%H:%M}"}, changed)]


def _fewer_days(asked: Asked) -> list[Remedy]:
    days = [span.starts.date() for span in asked.spans][:MOST_SPANS]
    told = _("Only the first %(most)s days") % {"most": MOST_SPANS}
    return [Remedy(told, address(asked.query, date=[day.isoformat() for day in days]))]


def _on(days: list[date], asked: Asked) -> Remedy:
    told = _("On %(day)s") % {"day": formats.day(days[0], asked.language)}
    return Remedy(told, address(asked.query, date=[day.isoformat() for day in days]))
