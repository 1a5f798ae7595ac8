"""The hotel's diary: what stands in every section of a house or a group on one day, in a week or in a month.

For the members of a hotel, and of that hotel's houses only; what is another house's does not exist for them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Max, Min, Q

from zaal.domain.diary import EntryKind
from zaal.domain.layouts import Layout
from zaal.domain.period import Period, local, local_day
from zaal.domain.permissions import SignInNeeded
from zaal.domain.planning import Axis, Hall, Stretch, axis, halls, hours_drawn
from zaal.domain.refusals import NotAllowed
from zaal.domain.search import Circle, Sort, Wish
from zaal.queries import search
from zaal.queries.venues import VenueUnknown
from zaal.records.diary.models import Entry
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Booking, Option, Quote, QuoteSlot
from zaal.records.venues.models import OpeningHours, Section, Space, Venue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from zaal.domain.actors import Actor
    from zaal.domain.pricing import Basis
    from zaal.domain.wishes import LocalSpan
    from zaal.queries.search import Answer

# No zone is further from another's day than this.
A_DAY_ANYWHERE = timedelta(hours=27)
NEXT_DOOR_KM = 1.0


@dataclass(frozen=True, slots=True)
class House:
    """One of the actor's houses, by name; ``today`` is its own day."""

    slug: str
    name: str
    time_zone: str
    today: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is sold: who comes with how many, and for an option its rank and until when it is held (UTC)."""

    title: str
    customer: str
    layout: Layout
    delegates: int
    rank: int | None = None
    release_at: datetime | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occupied:
    """One room taken, or wished for, once: ``blocked`` is with set-up and breakdown, ``period`` the time asked for.

    ``space`` is empty where sections are closed, ``label`` tells why, or what another calendar calls it. A waiting
    option does not block.
    """

    kind: EntryKind
    reference: str
    space: str
    sections: frozenset[int]
    blocked: Period
    period: Period
    blocks: bool
    label: str
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class HouseDiary:
    """One house on its own clock: halls with their sections from top to bottom, days from left to right."""

    house: House
    days: tuple[date, ...]
    axis: Axis
    halls: tuple[Hall, ...]
    sections: dict[int, str]
    spaces: tuple[tuple[str, str], ...]
    entries: tuple[Occupied, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """An option on which somebody has to act: asked to be booked, or about to lapse."""

    reference: str
    house: House
    title: str
    customer: str
    space: str
    delegates: int
    rank: int
    starts_at: datetime
    release_at: datetime
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Diary:
    """What the desk sees at once. ``seen`` is the newest fact it knows of; ask ``has_changed`` with it."""

    houses: tuple[House, ...]
    shown: tuple[HouseDiary, ...]
    asked: tuple[Pending, ...]
    lapsing: tuple[Pending, ...]
    seen: int


class _Slot(NamedTuple):
    """By what an entry finds its meeting: the sale, the room and the time it blocks."""

    reference: str
    space_id: int
    blocks_from: datetime
    blocks_until: datetime


class _Row(NamedTuple):
    reference: str
    kind: str
    blocks: bool
    space_id: int
    section_id: int
    during: Period
    label: str


@dataclass(frozen=True, slots=True)
class _Sold:
    """The meetings behind a house's entries, by slot, and by reference where a change has moved the slots."""

    slots: dict[_Slot, tuple[Period, Meeting]]
    sales: dict[str, Meeting]


def houses(actor: Actor, *, now: datetime) -> tuple[House, ...]:
    """List the houses the actor works for, by name: one statement. Refuses: SignInNeeded, NotAllowed (no house)."""
    return tuple(house for _, house in _houses(actor, now=now))


def diary(*, actor: Actor, house: str | None, stretch: Stretch, on: date | None, now: datetime) -> Diary:
    """Tell what stands in a house, or in all of the actor's without one; ``on`` is a day in it, by default today.

    Eleven statements, however many houses, rooms and entries.
    Refuses: SignInNeeded, NotAllowed (who works for no hotel), VenueUnknown (not theirs), YearOutOfRange.
    """
    found = _houses(actor, now=now)
    chosen = {number: one for number, one in found if house in {None, one.slug}}
    if not chosen:
        raise VenueUnknown(venue=house)
    seen = Fact.objects.aggregate(newest=Max("pk"))["newest"] or 0
    pending = _pending(chosen, now=now)
    return Diary(
        houses=tuple(one for _, one in found),
        shown=_diaries(chosen, stretch, on),
        asked=tuple(one for one in pending if one.asked_at is not None and one.rank == 1),
        lapsing=tuple(one for one in pending if local(one.release_at, one.house.time_zone).date() <= one.house.today),
        seen=seen,
    )


def free_rooms(  # noqa: PLR0913 - what is asked on the phone
    *,
    actor: Actor,
    house: str,
    span: LocalSpan,
    delegates: int,
    layout: Layout | None,
    basis: Basis,
    now: datetime,
) -> Answer:
    """Find the house's rooms that are free and fit, the smallest first, at the price a customer pays.

    Refuses: SignInNeeded, NotAllowed, VenueUnknown (not theirs), and as ``search.spaces``.
    """
    if house not in {one.slug for one in houses(actor, now=now)}:
        raise VenueUnknown(venue=house)
    lat, lon = Venue.objects.values_list("lat", "lon").get(slug=house)
    wish = Wish(Circle(lat, lon, NEXT_DOOR_KM), (span,), delegates, layout, basis, sort=Sort.FIT, venue=house)
    return search.rooms(wish, now=now)


def has_changed(*, actor: Actor, house: str | None, since: int, now: datetime) -> bool:
    """Tell whether anything happened in these houses since that fact: two statements, the cheaper the newer it is.

    A fact of an act that began before and was committed after a newer one is not noticed: ask anew now and then.
    Refuses: SignInNeeded, NotAllowed.
    """
    chosen = {number: one for number, one in _houses(actor, now=now) if house in {None, one.slug}}
    of_house = {"venue_id__in": chosen}
    of_quote = {"quote__venue_id__in": chosen}
    about = (
        Q(subject__in=[one.slug for one in chosen.values()])
        | Q(subject__in=Option.objects.filter(**of_quote).values("reference"))
        | Q(subject__in=Booking.objects.filter(**of_quote).values("reference"))
        | Q(subject__in=Quote.objects.filter(**of_house).values("reference"))
    )
    return Fact.objects.filter(about, pk__gt=since).exists()


def _houses(actor: Actor, *, now: datetime) -> list[tuple[int, House]]:
    if actor.person_id is None:
        raise SignInNeeded
    rows = Venue.objects.filter(organisation_id__in=actor.hotels).order_by("name", "pk")
    found = [
        (number, House(slug, name, zone, local(now, zone).date()))
        for number, slug, name, zone in rows.values_list("pk", "slug", "name", "time_zone")
    ]
    if not found:
        raise NotAllowed(action="see_diary")
    return found


def _diaries(chosen: dict[int, House], stretch: Stretch, on: date | None) -> tuple[HouseDiary, ...]:
    days = {number: stretch.days(on or house.today) for number, house in chosen.items()}
    sections: dict[int, dict[int, str]] = defaultdict(dict)
    for number, venue, name in Section.objects.filter(venue_id__in=chosen).values_list("pk", "venue_id", "name"):
        sections[venue][number] = name
    hours: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = OpeningHours.objects.filter(venue_id__in=chosen)
    for venue, opens, closes in rows.values_list("venue_id", "opens_minute", "closes_minute"):
        hours[venue].append((opens, closes))
    spaces: dict[int, list[Space]] = defaultdict(list)
    for space in Space.objects.filter(venue_id__in=chosen).prefetch_related("sections").order_by("name", "pk"):
        spaces[space.venue_id].append(space)
    entries = _entries(chosen, days, {space.pk: space.name for some in spaces.values() for space in some})
    made = []
    for number, house in chosen.items():
        found = entries[number]
        # Closures do not widen the day: that a room is shut at night is nothing to look at.
        sold = [entry.blocked for entry in found if entry.kind is not EntryKind.CLOSURE]
        drawn = hours_drawn(hours[number], sold, house.time_zone)
        joined = [(space.name, frozenset(part.pk for part in space.sections.all())) for space in spaces[number]]
        made.append(
            HouseDiary(
                house=house,
                days=days[number],
                axis=axis(days[number], drawn, house.time_zone),
                halls=halls(sections[number], joined),
                sections=sections[number],
                spaces=tuple((space.slug, space.name) for space in spaces[number]),
                entries=found,
            )
        )
    return tuple(made)


def _entries(
    chosen: dict[int, House], days: dict[int, tuple[date, ...]], names: dict[int, str]
) -> dict[int, tuple[Occupied, ...]]:
    """Read what stands on these days in each house; entries of one room and time are one, whatever its sections."""
    whole = {
        number: Period(
            local_day(days[number][0], house.time_zone).starts_at, local_day(days[number][-1], house.time_zone).ends_at
        )
        for number, house in chosen.items()
    }
    wanted = (min(one.starts_at for one in whole.values()), max(one.ends_at for one in whole.values()))
    together: dict[int, dict[tuple[object, ...], list[_Row]]] = {number: defaultdict(list) for number in chosen}
    rows = Entry.objects.filter(section__venue_id__in=chosen, during__overlap=wanted).values_list(
        "section__venue_id", "reference", "kind", "blocking", "space_id", "section_id", "during", "label"
    )
    for venue, reference, kind, blocks, space, section, during, label in rows:
        row = _Row(reference, kind, blocks, space, section, Period(during.lower, during.upper), label)
        if row.during.overlaps(whole[venue]):
            room = None if kind == EntryKind.CLOSURE else space
            together[venue][reference, room, during.lower, during.upper].append(row)
    sold = _sold(chosen, Period(*wanted))
    return {
        venue: tuple(
            sorted(
                (_occupied(parts, names, sold) for parts in found.values()),
                key=lambda one: (one.period.starts_at, one.period.ends_at, one.space, one.reference),
            )
        )
        for venue, found in together.items()
    }


def _occupied(parts: Sequence[_Row], names: dict[int, str], sold: _Sold) -> Occupied:
    row = parts[0]
    slot = _Slot(row.reference, row.space_id, row.during.starts_at, row.during.ends_at)
    period, meeting = sold.slots.get(slot, (row.during, sold.sales.get(row.reference)))
    return Occupied(
        kind=EntryKind(row.kind),
        reference=row.reference,
        space="" if row.kind == EntryKind.CLOSURE else names[row.space_id],
        sections=frozenset(part.section_id for part in parts),
        blocked=row.during,
        period=period,
        blocks=row.blocks,
        label=row.label,
        meeting=meeting,
    )


def _sold(chosen: Iterable[int], during: Period) -> _Sold:
    """Read the meetings that stand in the chosen houses then: three statements."""
    venues, wanted = list(chosen), (during.starts_at, during.ends_at)
    # Asked again rather than handed over: thousands of references as parameters cost more than the entries themselves.
    standing = Entry.objects.filter(section__venue_id__in=venues, during__overlap=wanted).values("reference")
    scoped = Q(reference__in=standing, quote__venue_id__in=venues)
    told = ("reference", "quote_id", "quote__title", "person__full_name", "person__email")
    main = ("quote__layout", "quote__delegates")
    rows: list[tuple[str, int, Meeting]] = [
        (reference, quote, Meeting(title, name or email, Layout(layout), delegates, rank, release_at, asked_at))
        for reference, quote, title, name, email, layout, delegates, rank, release_at, asked_at in (
            Option.objects.filter(scoped).values_list(*told, *main, "rank", "release_at", "request__asked_at")
        )
    ]
    rows += [
        (reference, quote, Meeting(title, name or email, Layout(layout), delegates))
        for reference, quote, title, name, email, layout, delegates in (
            Booking.objects.filter(scoped).values_list(*told, *main)
        )
    ]
    sales = {quote: (reference, meeting) for reference, quote, meeting in rows}
    slots: dict[_Slot, tuple[Period, Meeting]] = {}
    sold = Q(quote__option__isnull=False) | Q(quote__booking__isnull=False)
    found = QuoteSlot.objects.filter(
        sold, space__venue_id__in=venues, blocks_from__lt=during.ends_at, blocks_until__gt=during.starts_at
    )
    times = ("starts_at", "ends_at", "blocks_from", "blocks_until")
    for quote, space, layout, delegates, starts, ends, blocks_from, blocks_until in found.values_list(
        "quote_id", "space_id", "layout", "delegates", *times
    ):
        if quote in sales:
            reference, sale = sales[quote]
            meeting = replace(sale, layout=Layout(layout), delegates=delegates)
            slots[_Slot(reference, space, blocks_from, blocks_until)] = (Period(starts, ends), meeting)
    return _Sold(slots, {reference: meeting for reference, _, meeting in rows})


def _pending(chosen: dict[int, House], *, now: datetime) -> list[Pending]:
    """List living options that lapse soon or were asked to be booked, the one that lapses first on top."""
    soon = Q(release_at__lt=now + A_DAY_ANYWHERE) | Q(request__isnull=False)
    found = (
        Option.objects.filter(soon, quote__venue_id__in=chosen, end=None)
        .annotate(starts_at=Min("quote__slots__starts_at"), asked_at=F("request__asked_at"))
        .select_related("person")
        .order_by("release_at", "pk")
    )
    told = found.values_list(
        "reference",
        "quote__venue_id",
        "quote__title",
        "person__full_name",
        "person__email",
        "quote__space__name",
        "quote__delegates",
        "rank",
        "starts_at",
        "release_at",
        "asked_at",
    )
    return [
        Pending(reference, chosen[venue], title, name or email, space, delegates, rank, starts_at, release_at, asked_at)
        for reference, venue, title, name, email, space, delegates, rank, starts_at, release_at, asked_at in told
    ]
