"""Quotes: the price computed once, with lines, taxes and terms, kept as a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.bookings import require_future
from zaal.domain.cancellation import steps
from zaal.domain.diary import EntryKind, Part, SpaceTaken
from zaal.domain.layouts import Layout, fits
from zaal.domain.occupancy import Opening, blocked, require_open
from zaal.domain.period import Period, local
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.pricing import Ask, price, priced_days
from zaal.domain.references import new_reference
from zaal.domain.refusals import NotFound
from zaal.domain.wishes import (
    DoesNotFit,
    LayoutNotOffered,
    QuoteWish,
    check_delegates,
    check_extras,
    check_spans,
    check_title,
)
from zaal.gateways.calendars import public_holidays
from zaal.records.diary.claims import clashes
from zaal.records.listing.rows import buffers
from zaal.records.rates.card import card_on, policy_on
from zaal.records.sales.line import QuoteUnknown, customer_of, locked_quote
from zaal.records.sales.models import Quote, QuoteSlot
from zaal.records.sales.snapshots import written_price, written_terms
from zaal.records.venues.models import Space
from zaal.usecases.facts import write
from zaal.usecases.replays import once

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor

HELD_DAYS = 14


class SpaceUnknown(NotFound):
    """No such venue or space on offer."""

    code = "space_unknown"


@transaction.atomic(durable=True)
def make(*, actor: Actor, wish: QuoteWish, now: datetime, key: str | None = None) -> str:
    """Price a wish and keep it for fourteen days (never beyond the meeting's start); anybody may ask.

    Times already definitely taken are refused; times under option are not: one may wait in line for those.
    Refuses: SpaceUnknown, LayoutNotOffered, DoesNotFit, StartsInPast, ClosedAtThatTime, SpaceTaken, TariffMissing,
    TariffChanges, RateMissing, PackageDoesNotFit, LocalTimeMissing, LocalTimeAmbiguous, and what the
    shape of the wish refuses.
    """
    require(actor, Action.MAKE_QUOTE, owner=Owner())
    return once(
        actor=actor, act="quote", key=key, request=wish, now=now, make=lambda: _make(actor=actor, wish=wish, now=now)
    )


@transaction.atomic(durable=True)
def take_up(*, actor: Actor, quote: str, now: datetime) -> None:
    """Make a guest's quote the actor's own, so that it stands among their sales before they hold or book it.

    Refuses: SignInNeeded, and QuoteUnknown for one that has a customer already.
    """
    require(actor, Action.MAKE_QUOTE, owner=Owner())
    row = locked_quote(quote, actor)
    if row.person_id is not None:
        raise QuoteUnknown(quote=quote)
    row.person_id = customer_of(row, actor)
    row.save(update_fields=["person"])
    write("QuoteTakenUp", row.reference, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A wish brought to one space: instants as asked, and as blocked with set-up and breakdown."""

    periods: tuple[Period, ...]
    blocked: tuple[Period, ...]


def _make(*, actor: Actor, wish: QuoteWish, now: datetime) -> str:
    check_title(wish.title)
    check_extras(wish.extras)
    space = _space(wish)
    meeting = _meeting(space, wish, now)
    days = priced_days(meeting.periods, wish.basis, space.venue.time_zone)
    cost = price(card_on(space.venue_id, *days), _ask(space, wish, meeting))
    policy = policy_on(space.venue_id, local(now, space.venue.time_zone).date())
    first = meeting.periods[0].starts_at
    terms = steps(
        policy,
        value=cost.gross,
        starts_at=first,
        zone=space.venue.time_zone,
        holidays=public_holidays(policy.holiday_calendar, now.year, first.year),
    )
    _refuse_if_sold(space, meeting)
    quote = Quote.objects.create(
        reference=new_reference("quote"),
        person_id=actor.person_id,
        venue_id=space.venue_id,
        space=space,
        layout=wish.layout.value,
        delegates=wish.delegates,
        basis=wish.basis.value,
        package_code=cost.package_code or "",
        title=wish.title,
        currency=cost.gross.currency,
        gross=cost.gross.amount,
        price=written_price(cost),
        terms=written_terms(name=policy.name, steps=terms, holiday_calendar=policy.holiday_calendar),
        language=actor.language,
        made_at=now,
        valid_until=min(now + timedelta(days=HELD_DAYS), first),
    )
    QuoteSlot.objects.bulk_create(
        QuoteSlot(
            quote=quote,
            space=space,
            layout=wish.layout.value,
            delegates=wish.delegates,
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            blocks_from=blocked.starts_at,
            blocks_until=blocked.ends_at,
        )
        for period, blocked in zip(meeting.periods, meeting.blocked, strict=True)
    )
    write(
        "QuoteMade", quote.reference, actor=actor, now=now, gross=str(cost.gross.amount), currency=cost.gross.currency
    )
    return quote.reference


def _space(wish: QuoteWish) -> Space:
    space = (
        Space.objects.filter(venue__slug=wish.venue, slug=wish.space, listed=True, venue__listed=True)
        .select_related("venue")
        .prefetch_related("capacities", "venue__opening_hours")
        .first()
    )
    if space is None:
        raise SpaceUnknown(venue=wish.venue, space=wish.space)
    return space


def _meeting(space: Space, wish: QuoteWish, now: datetime) -> _Meeting:
    _require_fit(space, wish.layout, check_delegates(wish.delegates))
    zone = space.venue.time_zone
    periods = tuple(span.in_zone(zone) for span in check_spans(wish.spans))
    require_future(periods[0].starts_at, now=now)
    opening: Opening = {
        row.weekday: ((row.opens_minute, row.closes_minute),) for row in space.venue.opening_hours.all()
    }
    for period in periods:
        require_open(period, opening, zone)
    setup, breakdown = buffers(space, wish.layout.value)
    return _Meeting(periods, blocked(periods, setup_minutes=setup, breakdown_minutes=breakdown))


def _require_fit(space: Space, layout: Layout, delegates: int) -> None:
    offered = {row.layout: row.as_capacity() for row in space.capacities.all()}
    capacity = offered.get(layout.value)
    if capacity is None:
        raise LayoutNotOffered(space=space.name, layout=layout.value, offered=sorted(offered))
    if not fits(capacity, delegates):
        raise DoesNotFit(
            space=space.name,
            layout=layout.value,
            delegates=delegates,
            least=capacity.min_delegates,
            most=capacity.max_delegates,
        )


def _ask(space: Space, wish: QuoteWish, meeting: _Meeting) -> Ask:
    return Ask(
        space_id=space.pk,
        periods=meeting.periods,
        delegates=wish.delegates,
        basis=wish.basis,
        package_code=wish.package_code,
        extras=wish.extras,
    )


def _refuse_if_sold(space: Space, meeting: _Meeting) -> None:
    sections = space.sections.values_list("pk", flat=True)
    taken = clashes([Part(section, space.pk, period) for section in sections for period in meeting.blocked])
    if any(clash["kind"] != EntryKind.OPTION.value for clash in taken):
        raise SpaceTaken(space=space.name, taken=taken, may_wait=False)
