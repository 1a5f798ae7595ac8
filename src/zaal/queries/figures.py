"""A house's figures for its own people: use, turnover, lead times, options won and lost, refusals by reason.

All of it counts by the day of the meeting on the house's calendar, but refusals, which count by the day they were made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Min, Sum

from zaal.domain.actors import Role
from zaal.domain.diary import EntryKind
from zaal.domain.figures import (
    DaypartCode,
    Spread,
    Taken,
    Use,
    Uses,
    Window,
    cuts,
    require_days,
    spread,
    total,
    used,
    win_rate,
    windows,
)
from zaal.domain.money import Money
from zaal.domain.period import Period, local, local_day
from zaal.domain.permissions import SignInNeeded
from zaal.domain.planning import halls
from zaal.domain.sales import OptionEnding
from zaal.domain.turnover import Kind, Turnover, kind_of, parted
from zaal.queries.venues import VenueUnknown
from zaal.records.diary.models import Entry
from zaal.records.logbook.models import Fact, RefusalCount
from zaal.records.rates.models import Daypart
from zaal.records.sales.models import Booking, BookingChange, Option
from zaal.records.sales.snapshots import read_price
from zaal.records.venues.models import OpeningHours, Section, Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from zaal.domain.actors import Actor
    from zaal.domain.pricing import Price

# Ranks from this one on are told together.
LAST_RANK = 3
OPEN = "open"


@dataclass(frozen=True, slots=True)
class House:
    """The house whose figures these are; ``today`` is its own day."""

    slug: str
    name: str
    time_zone: str
    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class RoomUse:
    """The use of one section; ``hall`` names the hall it is a part of, empty for a room of its own."""

    name: str
    hall: str
    parts: dict[DaypartCode, Use]
    whole: Use


@dataclass(frozen=True, slots=True)
class UseFigures:
    """The use of a house by room and daypart, and by weekday (0 Monday) and daypart.

    ``parts`` are the dayparts that are open at all; ``afternoon`` and ``evening`` the minutes at which they begin.
    """

    parts: tuple[DaypartCode, ...]
    afternoon: int
    evening: int
    rooms: tuple[RoomUse, ...]
    weekdays: dict[int, dict[DaypartCode, Use]]
    by_part: dict[DaypartCode, Use]
    whole: Use


@dataclass(frozen=True, slots=True)
class Fees:
    """How often something was charged for, and how much of it there is with tax."""

    number: int
    gross: Money


@dataclass(frozen=True, slots=True)
class TurnoverFigures:
    """Standing bookings by month of the meeting (its first day) and by what is paid for; fees are not in it.

    ``names`` are those of packages by code. ``foreign`` bookings are in another currency than the house's and are not
    in any sum.
    """

    months: dict[date, Turnover]
    kinds: dict[Kind, Turnover]
    by_month: dict[tuple[date, Kind], Turnover]
    names: dict[str, dict[str, str]]
    whole: Turnover
    bookings: int
    cancelled: Fees
    reduced: Fees
    foreign: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Options placed at one rank (the last: that one and beyond), by how they ended; ``OPEN`` ones stand still.

    ``win_percent`` is None while too few have ended.
    """

    rank: int
    placed: int
    outcomes: dict[str, int]
    ended: int
    win_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """Options by rank when placed, and all together."""

    ranks: tuple[Ranked, ...]
    whole: Ranked


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


class _Sale(NamedTuple):
    """A booking that stands: where its meeting begins, when it was made and at which price."""

    meeting: date
    booked: date
    price: Price


def house(slug: str, *, actor: Actor, now: datetime) -> House:
    """Return a house to its own people; one statement. Refuses: SignInNeeded, VenueUnknown (also another's house)."""
    return _house_of(_own(slug, actor), now)


def figures(slug: str, *, actor: Actor, first: date, last: date, now: datetime) -> Figures:
    """Tell a house's figures over these days, both included; fifteen statements, however many rooms and bookings.

    Refuses: SignInNeeded, VenueUnknown (also another's house), YearOutOfRange, DaysReversed, TooManyDays.
    """
    venue = _own(slug, actor)
    require_days(first, last)
    zone = venue.time_zone
    within = Period(local_day(first, zone).starts_at, local_day(last, zone).ends_at)
    sales, foreign = _sales(venue, within)
    return Figures(
        house=_house_of(venue, now),
        first=first,
        last=last,
        use=_use(venue, first, last),
        turnover=_turnover(venue, within, sales, foreign),
        leads=spread([max(0, (sale.meeting - sale.booked).days) for sale in sales]),
        options=_options(venue, within, now),
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


def _use(venue: Venue, first: date, last: date) -> UseFigures:
    opening: dict[int, list[tuple[int, int]]] = defaultdict(list)
    hours = OpeningHours.objects.filter(venue=venue).values_list("weekday", "opens_minute", "closes_minute")
    for weekday, opens, closes in hours:
        opening[weekday].append((opens, closes))
    at = cuts(Daypart.objects.filter(venue=venue).values_list("code", "starts", "ends"))
    found = windows(first, last, opening, at, venue.time_zone)
    names = _sections(venue)
    uses = used(names, found, _taken(venue, found))
    parts = tuple(part for part in DaypartCode if any(window.part is part for window in found))
    return UseFigures(
        parts=parts,
        afternoon=at.afternoon,
        evening=at.evening,
        rooms=tuple(_room(number, name, hall, uses, parts) for number, (name, hall) in names.items()),
        weekdays={
            weekday: {part: total(use for key, use in uses.items() if key[1:] == (weekday, part)) for part in parts}
            for weekday in sorted({window.weekday for window in found})
        },
        by_part={part: total(use for key, use in uses.items() if key[2] is part) for part in parts},
        whole=total(uses.values()),
    )


def _sections(venue: Venue) -> dict[int, tuple[str, str]]:
    """Name each section as the room it is by itself, with its hall where it is part of one, in the diary's order."""
    sections = dict(Section.objects.filter(venue=venue).values_list("pk", "name"))
    spaces = [
        (space.name, frozenset(part.pk for part in space.sections.all()))
        for space in Space.objects.filter(venue=venue).prefetch_related("sections").order_by("name", "pk")
    ]
    alone = {next(iter(parts)): name for name, parts in reversed(spaces) if len(parts) == 1}
    return {
        section: (alone.get(section, sections[section]), hall.name if len(hall.sections) > 1 else "")
        for hall in halls(sections, spaces)
        for section in hall.sections
    }


def _taken(venue: Venue, found: Sequence[Window]) -> Iterable[Taken]:
    if not found:
        return ()
    begins, ends = found[0].period.starts_at, found[-1].period.ends_at
    rows = Entry.objects.filter(section__venue=venue, blocking=True, during__overlap=(begins, ends))
    return (
        Taken(section, EntryKind(kind), Period(during.lower, during.upper))
        for section, kind, during in rows.values_list("section_id", "kind", "during")
    )


def _room(number: int, name: str, hall: str, uses: Uses, parts: Iterable[DaypartCode]) -> RoomUse:
    own = [(key[2], use) for key, use in uses.items() if key[0] == number]
    return RoomUse(
        name=name,
        hall=hall,
        parts={part: total(use for at, use in own if at is part) for part in parts},
        whole=total(use for _, use in own),
    )


def _sales(venue: Venue, within: Period) -> tuple[list[_Sale], int]:
    """Read the standing bookings of these meetings, and count those in another currency."""
    rows = (
        Booking.objects.filter(quote__venue=venue, cancellation=None)
        .annotate(starts_at=Min("quote__slots__starts_at"))
        .filter(starts_at__gte=within.starts_at, starts_at__lt=within.ends_at)
        .order_by("starts_at", "pk")
    )
    zone, found, foreign = venue.time_zone, [], 0
    for currency, starts_at, confirmed_at, price in rows.values_list(
        "quote__currency", "starts_at", "confirmed_at", "quote__price"
    ):
        if currency == venue.currency:
            found.append(_Sale(local(starts_at, zone).date(), local(confirmed_at, zone).date(), read_price(price)))
        else:
            foreign += 1
    return found, foreign


def _turnover(venue: Venue, within: Period, sales: Iterable[_Sale], foreign: int) -> TurnoverFigures:
    zero = Turnover.zero(venue.currency)
    by_month: dict[tuple[date, Kind], Turnover] = {}
    names: dict[str, dict[str, str]] = {}
    number = 0
    for sale in sales:
        number += 1
        month = sale.meeting.replace(day=1)
        for kind, amount in parted(sale.price).items():
            by_month[month, kind] = by_month.get((month, kind), zero) + amount
        names |= {line.code: line.names for line in sale.price.lines if kind_of(line).code}
    months, kinds = _sums(by_month, zero)
    return TurnoverFigures(
        months=months,
        kinds=kinds,
        by_month=by_month,
        names=names,
        whole=sum(months.values(), zero),
        bookings=number,
        cancelled=_cancelled(venue, within),
        reduced=_reduced(venue, within),
        foreign=foreign,
    )


def _sums(
    by_month: dict[tuple[date, Kind], Turnover], zero: Turnover
) -> tuple[dict[date, Turnover], dict[Kind, Turnover]]:
    months: dict[date, Turnover] = {}
    kinds: dict[Kind, Turnover] = {}
    for (month, kind), amount in sorted(by_month.items()):
        months[month] = months.get(month, zero) + amount
        kinds[kind] = kinds.get(kind, zero) + amount
    return months, kinds


def _cancelled(venue: Venue, within: Period) -> Fees:
    """Add up what was charged for cancelling these meetings."""
    rows = Booking.objects.filter(quote__venue=venue, cancellation__currency=venue.currency).annotate(
        starts_at=Min("quote__slots__starts_at")
    )
    found = rows.filter(starts_at__gte=within.starts_at, starts_at__lt=within.ends_at)
    return _fees(found.values_list("cancellation__fee", flat=True), venue)


def _reduced(venue: Venue, within: Period) -> Fees:
    """Add up what was charged for making these meetings smaller; the fee is due besides the new price."""
    rows = BookingChange.objects.filter(booking__quote__venue=venue, currency=venue.currency, fee__gt=0).annotate(
        starts_at=Min("booking__quote__slots__starts_at")
    )
    found = rows.filter(starts_at__gte=within.starts_at, starts_at__lt=within.ends_at)
    return _fees(found.values_list("fee", flat=True), venue)


def _fees(found: Iterable[Decimal], venue: Venue) -> Fees:
    fees = [Money(fee, venue.currency) for fee in found]
    return Fees(len(fees), sum(fees, Money.zero(venue.currency)))


def _options(venue: Venue, within: Period, now: datetime) -> OptionFigures:
    rows = list(
        Option.objects.filter(quote__venue=venue)
        .annotate(starts_at=Min("quote__slots__starts_at"))
        .filter(starts_at__gte=within.starts_at, starts_at__lt=within.ends_at)
        .values_list("reference", "rank", "end__ending", "release_at")
    )
    placed = _ranks_when_placed(venue)
    outcomes: dict[int, Counter[str]] = defaultdict(Counter)
    for reference, rank, ending, release_at in rows:
        # One whose moment has passed is lapsed, also while the worker has not come to write that down.
        outcome = ending or (OPEN if release_at > now else OptionEnding.EXPIRED.value)
        outcomes[min(placed.get(reference, rank), LAST_RANK)][outcome] += 1
    ranks = tuple(_ranked(rank, outcomes[rank]) for rank in sorted(outcomes))
    return OptionFigures(ranks, _ranked(0, sum(outcomes.values(), Counter())))


def _ranks_when_placed(venue: Venue) -> dict[str, int]:
    """Read the place in line each option began at: those that moved up have another now."""
    subjects = Option.objects.filter(quote__venue=venue).values("reference")
    facts = Fact.objects.filter(kind="OptionPlaced", subject__in=subjects).values_list("subject", "data__rank")
    return {subject: rank for subject, rank in facts if isinstance(rank, int)}


def _ranked(rank: int, outcomes: Counter[str]) -> Ranked:
    placed = sum(outcomes.values())
    ended = placed - outcomes[OPEN]
    won = outcomes[OptionEnding.CONFIRMED.value]
    return Ranked(rank, placed, dict(outcomes), ended, win_rate(won, ended))


def _refusals(venue: Venue, first: date, last: date) -> tuple[tuple[str, int], ...]:
    rows = RefusalCount.objects.filter(venue=venue.slug, day__range=(first, last)).values("code")
    told = rows.annotate(times=Sum("number")).order_by("-times", "code")
    return tuple(told.values_list("code", "times"))
