"""Event orders as pages, papers and programs show them: one booking's, and all of a house by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from zaal.domain import runsheets
from zaal.domain.actors import Role
from zaal.domain.event_orders import Because, Order, Told, differences
from zaal.domain.period import Period, local, local_day
from zaal.domain.permissions import Action, Owner, SignInNeeded, may
from zaal.domain.references import tidy
from zaal.queries.composing import SALE, composed, due_at, included
from zaal.queries.venues import VenueUnknown
from zaal.records.orders.models import NumberAsking, OrderPrint, OrderVersion
from zaal.records.orders.snapshots import read_order, read_told
from zaal.records.rates.cutoffs import cutoffs_on
from zaal.records.sales.line import BookingUnknown, visible
from zaal.records.sales.models import Booking
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from zaal.domain.actors import Actor
    from zaal.domain.event_orders import Difference

# For how long ahead final numbers are looked after: no terms ask for them earlier.
LOOKED_AHEAD = timedelta(days=200)
FIRST = 1
KEPT = (
    Prefetch("order_versions", OrderVersion.objects.order_by("number")),
    Prefetch("order_versions__prints", OrderPrint.objects.order_by("pk")),
    Prefetch("number_askings", NumberAsking.objects.order_by("pk")),
)


@dataclass(frozen=True, slots=True)
class House:
    """A house whose orders somebody may see; ``today`` is its own day."""

    slug: str
    name: str
    city: str
    time_zone: str
    phone: str
    invented: bool
    today: date


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an order: why it was made, when and by whom, and what it changed from the one before."""

    number: int
    because: Because
    made_at: datetime
    made_by: str
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """The order of one booking as it stands, with its ``versions``, the newest first.

    ``draft`` is what the customer filled in last, ``is_unsent`` when not all of it is handed in. ``printed`` is the
    version on paper and ``since_printed`` what differs from it. ``due_at`` is when the final number is due (UTC).
    """

    reference: str
    house: House
    order: Order
    versions: tuple[Version, ...]
    draft: Told
    saved_at: datetime | None
    handed_in_at: datetime | None
    printed: int | None
    printed_at: datetime | None
    since_printed: tuple[Difference, ...]
    due_at: datetime
    asked_at: datetime | None
    email: str
    cancelled_at: datetime | None
    is_over: bool
    can_tell: bool
    can_give_number: bool

    @property
    def version(self) -> int:
        return self.versions[0].number

    @property
    def is_unsent(self) -> bool:
        return self.saved_at is not None and self.draft != self.order.told


@dataclass(frozen=True, slots=True)
class DayOfOrders:
    """The orders of one of a house's days, in the order in which its rooms are set up."""

    day: date
    orders: tuple[OrderView, ...]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One day of a house by the clock, for the crew and for the kitchen."""

    house: House
    day: date
    orders: tuple[OrderView, ...]

    @property
    def steps(self) -> tuple[runsheets.Step, ...]:
        return runsheets.steps((one.order for one in self.orders), self.day)

    @property
    def meals(self) -> tuple[runsheets.Meal, ...]:
        return runsheets.meals((one.order for one in self.orders), self.day)


def order(reference: str, *, actor: Actor, now: datetime) -> OrderView:
    """Return the order of one booking. Refuses: BookingUnknown (also when it is another's)."""
    found = Booking.objects.filter(visible(actor, "quote__"), reference=tidy(reference))
    row = _with_all(found).first()
    if row is None:
        raise BookingUnknown(booking=reference)
    return _views([row], actor=actor, now=now)[0]


def of_house(slug: str, reference: str, *, actor: Actor, now: datetime) -> OrderView:
    """Return the order of a booking of this house, for its own people. Refuses: as ``days``, and BookingUnknown."""
    venue = _venue(slug, actor)
    row = _with_all(Booking.objects.filter(quote__venue=venue, reference=tidy(reference))).first()
    if row is None:
        raise BookingUnknown(booking=reference)
    return _views([row], actor=actor, now=now)[0]


def house(slug: str, *, actor: Actor, now: datetime) -> House:
    """Return a house whose orders the actor may see. Refuses: SignInNeeded, VenueUnknown (also when not theirs)."""
    return _house(_venue(slug, actor), now=now)


def days(slug: str, *, actor: Actor, first: date, number: int, now: datetime) -> tuple[DayOfOrders, ...]:
    """List a house's orders by day, days without any left out; a booking of several days stands on each of them.

    The number of statements does not depend on the number of orders.
    Refuses: SignInNeeded, VenueUnknown (also when it is not theirs), YearOutOfRange.
    """
    venue = _venue(slug, actor)
    listed = [first + timedelta(days=offset) for offset in range(number)]
    during = Period(local_day(listed[0], venue.time_zone).starts_at, local_day(listed[-1], venue.time_zone).ends_at)
    views = _views(_standing(venue, during), actor=actor, now=now)
    found = (DayOfOrders(day, tuple(one for one in views if runsheets.on(one.order, day))) for day in listed)
    return tuple(day for day in found if day.orders)


def run_sheet(slug: str, *, actor: Actor, day: date, now: datetime) -> RunSheet:
    """Return what happens in a house on a day. Refuses: as ``days``."""
    found = days(slug, actor=actor, first=day, number=1, now=now)
    return RunSheet(house(slug, actor=actor, now=now), day, found[0].orders if found else ())


def awaiting_numbers(*, now: datetime) -> tuple[str, ...]:
    """List the bookings to come whose final number was not given, the one that starts first on top."""
    found = Booking.objects.filter(
        cancellation=None, quote__slots__starts_at__gt=now, quote__slots__starts_at__lt=now + LOOKED_AHEAD
    ).exclude(number_askings__reminded_at__isnull=False, number_askings__due_at__gt=now)
    rows = found.order_by("quote__slots__starts_at", "pk").values_list("reference", flat=True)
    return tuple(dict.fromkeys(rows))


def due_of(row: Booking, *, now: datetime) -> datetime:
    """Return when the final number of a booking is due (UTC, exclusive)."""
    zone = row.quote.venue.time_zone
    return due_at(row.quote, cutoffs_on(row.quote.venue_id, local(now, zone).date()))


def _standing(venue: Venue, during: Period) -> list[Booking]:
    """Read the bookings with anything, set-up and dinner included, on these days."""
    evening = timedelta(hours=12)
    found = Booking.objects.filter(
        quote__venue=venue,
        cancellation=None,
        quote__slots__blocks_from__lt=during.ends_at + evening,
        quote__slots__blocks_until__gt=during.starts_at - evening,
    )
    rows = list(_with_all(found.distinct()))
    return sorted(rows, key=lambda row: (min(slot.blocks_from for slot in row.quote.slots.all()), row.pk))


def _with_all(found: QuerySet[Booking]) -> QuerySet[Booking]:
    named = found.select_related("person", "cancellation", "order_draft", "quote__venue", "quote__person")
    return named.prefetch_related(SALE, *KEPT, "final_numbers")


def _views(rows: list[Booking], *, actor: Actor, now: datetime) -> tuple[OrderView, ...]:
    if not rows:
        return ()
    venue = rows[0].quote.venue
    cutoffs = cutoffs_on(venue.pk, local(now, venue.time_zone).date())
    # Asked once for all of them: what packages hold is needed where no version was kept yet.
    items = included([venue.pk])
    shown = _house(venue, now=now)
    return tuple(
        _view(row, composed(row, items=items), shown, due_at(row.quote, cutoffs), actor=actor, now=now) for row in rows
    )


def _view(  # noqa: PLR0913 - what many orders have in common is read once
    row: Booking, as_booked: Order, shown: House, due: datetime, *, actor: Actor, now: datetime
) -> OrderView:
    kept = list(row.order_versions.all())
    sheets = [read_order(one.sheet) for one in kept] or [as_booked]
    versions = _versions(row, kept, sheets)
    prints = [(one, at) for at, one in enumerate(kept) for _ in one.prints.all()]
    printed, at = prints[-1] if prints else (None, -1)
    draft, askings = getattr(row, "order_draft", None), list(row.number_askings.all())
    handed = [one.made_at for one in kept if one.because == Because.HANDED_IN]
    cancelled = getattr(row, "cancellation", None)
    owner = Owner(row.person_id, row.quote.venue.organisation_id)
    order, open_ = sheets[-1], cancelled is None and sheets[-1].ends_at > now
    return OrderView(
        reference=row.reference,
        house=shown,
        order=order,
        versions=versions,
        draft=read_told(draft.told) if draft else order.told,
        saved_at=draft.saved_at if draft else None,
        handed_in_at=handed[-1] if handed else None,
        printed=printed.number if printed else None,
        printed_at=list(printed.prints.all())[-1].printed_at if printed else None,
        since_printed=differences(sheets[at], order) if printed else (),
        due_at=due,
        asked_at=askings[-1].asked_at if askings else None,
        email=row.person.email,
        cancelled_at=cancelled.cancelled_at if cancelled else None,
        is_over=order.ends_at <= now,
        can_tell=open_ and may(actor, Action.TELL_ORDER, owner=owner),
        can_give_number=open_ and order.starts_at > now and may(actor, Action.GIVE_NUMBER, owner=owner),
    )


def _versions(row: Booking, kept: list[OrderVersion], sheets: list[Order]) -> tuple[Version, ...]:
    if not kept:
        return (Version(FIRST, Because.BOOKED, row.confirmed_at, row.person.get_full_name(), ()),)
    changed = [(), *(differences(before, after) for before, after in pairwise(sheets))]
    told = [
        Version(one.number, Because(one.because), one.made_at, one.made_by, differs)
        for one, differs in zip(kept, changed, strict=True)
    ]
    return tuple(reversed(told))


def _venue(slug: str, actor: Actor) -> Venue:
    """Return a house whose orders the actor may see. Refuses: SignInNeeded, VenueUnknown."""
    if actor.role is Role.GUEST:
        raise SignInNeeded
    row = Venue.objects.filter(slug=slug.replace("\x00", "")).first()
    sees_all = actor.role in {Role.OPERATOR, Role.SYSTEM}
    if row is None or not (sees_all or row.organisation_id in actor.hotels):
        raise VenueUnknown(venue=slug)
    return row


def _house(row: Venue, *, now: datetime) -> House:
    today = local(now, row.time_zone).date()
    return House(row.slug, row.name, row.city, row.time_zone, row.phone, row.invented, today)
