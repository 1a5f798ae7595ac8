"""A house's figures for its own people: use, turnover, lead times, options won and lost, refusals by reason.

All of it counts by the day of the meeting on the house's calendar, but refusals, which count by the day they were made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum

from zaal.domain.actors import Role
from zaal.domain.figures import Spread, require_days, spread
from zaal.domain.period import Period, local, local_day
from zaal.domain.permissions import SignInNeeded
from zaal.queries.figures import options, turnover, use
from zaal.queries.venues import VenueUnknown
from zaal.records.logbook.models import RefusalCount
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from datetime import date, datetime

    from zaal.domain.actors import Actor
    from zaal.queries.figures.options import OptionFigures
    from zaal.queries.figures.turnover import TurnoverFigures
    from zaal.queries.figures.use import UseFigures


@dataclass(frozen=True, slots=True)
class House:
    """The house whose figures these are; ``today`` is its own day."""

    slug: str
    name: str
    time_zone: str
    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a house over these days, both included."""

    house: House
    first: date
    last: date
    use: UseFigures
    turnover: TurnoverFigures
    leads: Spread
    options: OptionFigures
    refusals: tuple[tuple[str, int], ...]


def house(slug: str, *, actor: Actor, now: datetime) -> House:
    """Return a house to its own people; one statement. Refuses: SignInNeeded, VenueUnknown (also another's house)."""
    return _house_of(_own(slug, actor), now)


def figures(slug: str, *, actor: Actor, first: date, last: date, now: datetime) -> Figures:
    """Tell a house's figures over these days, both included; thirteen statements, however many rooms and bookings.

    Refuses: SignInNeeded, VenueUnknown (also another's house), YearOutOfRange, DaysReversed, TooManyDays.
    """
    venue = _own(slug, actor)
    require_days(first, last)
    zone = venue.time_zone
    within = Period(local_day(first, zone).starts_at, local_day(last, zone).ends_at)
    sales, foreign = turnover.sales(venue, within)
    return Figures(
        house=_house_of(venue, now),
        first=first,
        last=last,
        use=use.of(venue, first, last),
        turnover=turnover.of(venue, within, sales, foreign),
        leads=spread([max(0, (sale.meeting - sale.booked).days) for sale in sales]),
        options=options.of(venue, within, now),
        refusals=_refusals(venue, first, last),
    )


def _own(slug: str, actor: Actor) -> Venue:
    if actor.role is Role.GUEST:
        raise SignInNeeded
    venue = Venue.objects.filter(slug=slug.replace("\x00", "")).first()
    theirs = actor.role in {Role.OPERATOR, Role.SYSTEM}
    if venue is None or not (theirs or venue.organisation_id in actor.hotels):
        raise VenueUnknown(venue=slug)
    return venue


def _house_of(venue: Venue, now: datetime) -> House:
    return House(venue.slug, venue.name, venue.time_zone, venue.currency, local(now, venue.time_zone).date())


def _refusals(venue: Venue, first: date, last: date) -> tuple[tuple[str, int], ...]:
    rows = RefusalCount.objects.filter(venue=venue.slug, day__range=(first, last)).values("code")
    told = rows.annotate(times=Sum("number")).order_by("-times", "code")
    return tuple(told.values_list("code", "times"))
