"""The offer behind a quote: a wish brought to the rooms of one house, priced, on terms, nothing written yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from zaal.domain.agreements import Occasion, agreement
from zaal.domain.attrition import latest_booking, require_lead
from zaal.domain.bookings import require_future
from zaal.domain.bounds import Start
from zaal.domain.cancellation import no_show
from zaal.domain.deals import held, require_given
from zaal.domain.diary import EntryKind, Part, SpaceTaken
from zaal.domain.layouts import Layout, fits
from zaal.domain.occupancy import Opening, blocked, require_open
from zaal.domain.period import local
from zaal.domain.pricing import Ask, RoomAsk, price, priced_days
from zaal.domain.references import new_reference
from zaal.domain.refusals import NotFound
from zaal.domain.tariff import most_specific
from zaal.domain.wishes import (
    DoesNotFit,
    LayoutNotOffered,
    RoomsOverlap,
    RoomWish,
    check_codes,
    check_delegates,
    check_extras,
    check_rooms,
    check_spans,
    check_title,
)
from zaal.gateways.calendars import public_holidays
from zaal.records.diary.claims import clashes
from zaal.records.listing.rows import buffers
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.card import card_on
from zaal.records.rates.payments import payment_for
from zaal.records.rates.policies import policy_for
from zaal.records.sales.models import Quote, QuoteSlot
from zaal.records.sales.payment import KEY as PAYMENT
from zaal.records.sales.payment import written_payment
from zaal.records.sales.snapshots import written_price, written_terms, written_wish
from zaal.records.venues.house import share_of_house
from zaal.records.venues.models import Space

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from zaal.domain.actors import Actor
    from zaal.domain.cancellation import Step, Worth
    from zaal.domain.payments import Instalment, PaymentTerms
    from zaal.domain.period import Period
    from zaal.domain.policies import Policy
    from zaal.domain.pricing import Price
    from zaal.domain.rates import LeadTime, RateCard
    from zaal.domain.wishes import QuoteWish
    from zaal.records.venues.models import Venue

HELD_DAYS = 14


class SpaceUnknown(NotFound):
    """No such venue or space on offer."""

    code = "space_unknown"


@dataclass(frozen=True, slots=True)
class Room:
    """One room of the wish: instants as asked, and as blocked with set-up and breakdown."""

    wish: RoomWish
    space: Space
    periods: tuple[Period, ...]
    blocked: tuple[Period, ...]
    sections: tuple[int, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the room needs in the diary."""
        return tuple(Part(section, self.space.pk, period) for section in self.sections for period in self.blocked)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the wish comes to: the rooms (the main one first), the price by this card, and the terms in force."""

    wish: QuoteWish
    venue: Venue
    rooms: tuple[Room, ...]
    card: RateCard
    ask: Ask
    price: Price
    policy: Policy
    worth: Worth
    steps: tuple[Step, ...]
    payment: PaymentTerms
    instalments: tuple[Instalment, ...]

    @property
    def starts_at(self) -> datetime:
        """When the first room's first period begins (UTC)."""
        return min(period.starts_at for room in self.rooms for period in room.periods)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What all rooms need in the diary, in the order in which it is claimed."""
        return tuple(sorted(part for room in self.rooms for part in room.parts))


def draw_up(  # noqa: PLR0913 - a version of a booking brings along what was agreed
    *,
    actor: Actor,
    wish: QuoteWish,
    now: datetime,
    besides: str = "",
    policy: Policy | None = None,
    payment: PaymentTerms | None = None,
) -> Offer:
    """Bring a wish to its house, price it and find its terms; nothing is written.

    Times already definitely taken are refused (those under the reference ``besides`` are the asker's own); times under
    option are not. ``policy`` and ``payment`` are terms agreed before; without them the house's own of today hold.
    Refuses: as ``quotes.make``.
    """
    check_title(wish.title)
    check_extras(wish.extras)
    check_rooms(wish.rooms)
    check_codes(wish.codes)
    rooms = tuple(_room(wish.venue, asked, now) for asked in _rooms_asked(wish))
    _require_apart(rooms)
    venue = rooms[0].space.venue
    today = local(now, venue.time_zone).date()
    days = {day for room in rooms for day in priced_days(room.periods, room.wish.basis, venue.time_zone)}
    card = card_on(venue.pk, *sorted(days))
    ask = _ask(wish, rooms, today, _deals(card, actor, wish, today))
    cost = price(card, ask)
    policy = policy or policy_for(
        venue.pk, today, delegates=wish.delegates, value=cost.gross, person_id=actor.person_id
    )
    payment = payment or payment_for(
        venue.pk, today, delegates=wish.delegates, value=cost.gross, person_id=actor.person_id
    )
    agreed = agreement(policy, payment, cost, card, _occasion(rooms, policy, now=now))
    offer = Offer(wish, venue, rooms, card, ask, cost, policy, agreed.worth, agreed.steps, payment, agreed.instalments)
    if not besides:
        _require_in_time(offer, now=now)
    _refuse_if_sold(offer, besides=besides)
    return offer


def keep(offer: Offer, *, actor: Actor, now: datetime, replaces: Quote | None = None) -> Quote:
    """Write an offer down as a quote, held for fourteen days but never beyond its start. Needs a transaction."""
    wish, cost, latest = offer.wish, offer.price, None if replaces else _latest(offer, now=now)
    quote = Quote.objects.create(
        reference=new_reference("quote"),
        person_id=replaces.person_id if replaces else actor.person_id,
        venue=offer.venue,
        space=offer.rooms[0].space,
        layout=wish.layout.value,
        delegates=wish.delegates,
        basis=wish.basis.value,
        package_code=cost.package_code or "",
        title=wish.title,
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        wish=written_wish(wish),
        currency=cost.gross.currency,
        gross=cost.gross.amount,
        price=written_price(cost),
        terms={
            **written_terms(
                offer.policy, worth=offer.worth, steps=offer.steps, no_show=no_show(offer.policy, worth=offer.worth)
            ),
            PAYMENT: written_payment(offer.payment, offer.instalments),
        },
        language=actor.language,
        made_at=now,
        valid_until=min(now + timedelta(days=HELD_DAYS), offer.starts_at, latest or offer.starts_at),
    )
    QuoteSlot.objects.bulk_create(
        QuoteSlot(
            quote=quote,
            space=room.space,
            layout=room.wish.layout.value,
            delegates=room.wish.delegates,
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            blocks_from=taken.starts_at,
            blocks_until=taken.ends_at,
        )
        for room in offer.rooms
        for period, taken in zip(room.periods, room.blocked, strict=True)
    )
    return quote


def _rooms_asked(wish: QuoteWish) -> tuple[RoomWish, ...]:
    main = RoomWish(wish.space, wish.layout, wish.delegates, wish.spans, wish.basis, wish.package_code)
    return (main, *wish.rooms)


def _room(venue: str, asked: RoomWish, now: datetime) -> Room:
    space = (
        Space.objects.filter(venue__slug=venue, slug=asked.space, listed=True, venue__listed=True)
        .select_related("venue")
        .prefetch_related("capacities", "sections", "venue__opening_hours")
        .first()
    )
    if space is None:
        raise SpaceUnknown(venue=venue, space=asked.space)
    _require_fit(space, asked.layout, check_delegates(asked.delegates))
    zone = space.venue.time_zone
    periods = tuple(span.in_zone(zone) for span in check_spans(asked.spans))
    require_future(periods[0].starts_at, now=now)
    opening: Opening = {
        row.weekday: ((row.opens_minute, row.closes_minute),) for row in space.venue.opening_hours.all()
    }
    for period in periods:
        require_open(period, opening, zone)
    setup, breakdown = buffers(space, asked.layout.value)
    taken = blocked(periods, setup_minutes=setup, breakdown_minutes=breakdown)
    return Room(asked, space, periods, taken, tuple(section.pk for section in space.sections.all()))


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


def _require_apart(rooms: Sequence[Room]) -> None:
    """Pass rooms that never need the same section at the same time. Refuses: RoomsOverlap."""
    for one, other in combinations(rooms, 2):
        if set(one.sections) & set(other.sections):
            for mine in one.blocked:
                for theirs in other.blocked:
                    if mine.overlaps(theirs):
                        raise RoomsOverlap(one=one.space.name, other=other.space.name, starts_at=mine.starts_at)


def _deals(card: RateCard, actor: Actor, wish: QuoteWish, today: date) -> frozenset[str]:
    organisations = organisations_of(actor.person_id) if card.rules.deals else frozenset()
    require_given(card.rules.deals, organisations=organisations, words=wish.codes, day=today)
    return held(card.rules.deals, organisations=organisations, words=wish.codes, day=today)


def _ask(wish: QuoteWish, rooms: Sequence[Room], today: date, deals: frozenset[str]) -> Ask:
    main, *others = rooms
    return Ask(
        space_id=main.space.pk,
        periods=main.periods,
        delegates=wish.delegates,
        basis=wish.basis,
        package_code=wish.package_code,
        extras=wish.extras,
        layout=wish.layout,
        rooms=tuple(
            RoomAsk(
                space_id=room.space.pk,
                periods=room.periods,
                delegates=room.wish.delegates,
                basis=room.wish.basis,
                package_code=room.wish.package_code,
                layout=room.wish.layout,
            )
            for room in others
        ),
        asked_on=today,
        deals=deals,
    )


def _occasion(rooms: Sequence[Room], policy: Policy, *, now: datetime) -> Occasion:
    main, venue = rooms[0], rooms[0].space.venue
    periods = [period for room in rooms for period in room.periods]
    last = max(period.ends_at for period in periods)
    return Occasion(
        periods=periods,
        delegates=main.wish.delegates,
        zone=venue.time_zone,
        house_percent=share_of_house(venue.pk, [room.space.pk for room in rooms]) if policy.extension else None,
        holidays=lambda calendar: public_holidays(calendar, now.year, last.year),
    )


def _require_in_time(offer: Offer, *, now: datetime) -> None:
    """Pass a wish for which the house still takes bookings. Refuses: LeadTooShort."""
    rule, start = _lead(offer, now=now)
    if rule is not None:
        require_lead(rule.working_days, start, now=now)


def _latest(offer: Offer, *, now: datetime) -> datetime | None:
    """Return the first moment at which the house takes this booking no more; None where it has no such rule."""
    rule, start = _lead(offer, now=now)
    return None if rule is None else latest_booking(rule.working_days, start)


def _lead(offer: Offer, *, now: datetime) -> tuple[LeadTime | None, Start]:
    zone = offer.venue.time_zone
    rule = most_specific(offer.card.rules.lead_times, local(offer.starts_at, zone).date())
    calendar = rule.holiday_calendar if rule else ""
    return rule, Start(offer.starts_at, zone, public_holidays(calendar, now.year, offer.starts_at.year))


def _refuse_if_sold(offer: Offer, *, besides: str) -> None:
    """Pass what nobody has for certain; else name the rooms somebody has. One query, then one per room."""
    if not _sold(offer.parts, besides=besides):
        return
    sold = {room.space.name: _sold(room.parts, besides=besides) for room in offer.rooms}
    taken = [clash for clashes_there in sold.values() for clash in clashes_there]
    raise SpaceTaken(space=", ".join(name for name, found in sold.items() if found), taken=taken, may_wait=False)


def _sold(parts: Sequence[Part], *, besides: str) -> list[dict[str, object]]:
    taken = clashes(parts, besides=besides)
    return taken if any(clash["kind"] != EntryKind.OPTION.value for clash in taken) else []
