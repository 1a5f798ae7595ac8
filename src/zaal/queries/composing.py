"""The order of a booking put together from its sale and what the customer told; and when its final number is due."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from zaal.domain.bounds import Start
from zaal.domain.changes import ChangeKind, Clock, closing
from zaal.domain.event_orders import Order, Room, Serving, Sitting, Told, brought_to, final_number_due
from zaal.domain.layouts import Layout
from zaal.domain.period import Period
from zaal.domain.pricing import LineKind
from zaal.domain.rates import TaxClass
from zaal.gateways.calendars import public_holidays
from zaal.records.rates.models import PackagePart
from zaal.records.sales.snapshots import read_price, read_terms, read_wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from zaal.domain.changes import Cutoff
    from zaal.domain.pricing import Line
    from zaal.records.sales.models import Booking, Quote, QuoteSlot

    Items = Mapping[tuple[int, str], tuple[str, ...]]

# What is read along with bookings so that their orders can be put together without asking for more.
SALE = "quote__slots__space"
BOUGHT = frozenset({LineKind.PACKAGE, LineKind.EXTRA})
FOOD = frozenset({TaxClass.FOOD, TaxClass.ALCOHOL})


def composed(
    row: Booking, *, quote: Quote | None = None, told: Told | None = None, items: Items | None = None
) -> Order:
    """Put the order of a booking together, by default as it stands and with nothing told.

    ``items`` are what packages include (see ``included``); where they are not given, they are asked for.
    """
    sale = quote or row.quote
    rooms, zone = _rooms(sale), sale.venue.time_zone
    price = read_price(sale.price)
    bought = [line for line in price.lines if line.kind in BOUGHT]
    given = max(row.final_numbers.all(), key=lambda one: one.pk, default=None)
    return Order(
        booking=row.reference,
        title=sale.title,
        customer=row.person.get_full_name() or row.person.email,
        zone=zone,
        rooms=rooms,
        servings=tuple(_servings(sale, bought, included([sale.venue_id]) if items is None else items)),
        catered=price.catered_delegates,
        final_number=given.delegates if given is not None and given.delegates == sale.delegates else None,
        told=brought_to(told or Told(), rooms, zone),
    )


def included(venues: Iterable[int]) -> Items:
    """Return what the packages of these venues include, by venue and code of the package; one statement."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = PackagePart.objects.filter(package__venue_id__in=list(venues)).order_by("pk")
    for venue, code, item in rows.values_list("package__venue_id", "package__code", "item"):
        found[venue, code].append(item)
    return {key: tuple(dict.fromkeys(some)) for key, some in found.items()}


def due_at(quote: Quote, cutoffs: Iterable[Cutoff]) -> datetime:
    """Return when the final number of a sale is due (UTC, exclusive), with the house's cut-offs for changes."""
    venue, terms = quote.venue, read_terms(quote.terms)
    starts_at = min(slot.starts_at for slot in quote.slots.all())
    years = starts_at.year - 1, starts_at.year
    clock = Clock((starts_at,), venue.time_zone, public_holidays(venue.country, *years))
    start = Start(starts_at, venue.time_zone, public_holidays(terms.holiday_calendar, *years))
    return final_number_due(terms.policy, start, closing=closing(ChangeKind.DELEGATES, tuple(cutoffs), clock))


def _rooms(quote: Quote) -> tuple[Room, ...]:
    """Part the slots per room as they were asked, the main one first."""
    slots = sorted(quote.slots.all(), key=lambda slot: slot.pk)
    wish = read_wish(quote.wish)
    counts = [len(slots)] if wish is None else [len(wish.spans), *(len(room.spans) for room in wish.rooms)]
    left = iter(slots)
    return tuple(_room(list(islice(left, count))) for count in counts)


def _room(slots: Sequence[QuoteSlot]) -> Room:
    first = slots[0]
    sittings = (
        Sitting(Period(slot.blocks_from, slot.blocks_until), Period(slot.starts_at, slot.ends_at)) for slot in slots
    )
    return Room(
        space=first.space.name,
        space_slug=first.space.slug,
        layout=Layout(first.layout),
        delegates=first.delegates,
        sittings=tuple(sorted(sittings, key=lambda sitting: sitting.period)),
    )


def _servings(quote: Quote, lines: Sequence[Line], items: Items) -> Iterator[Serving]:
    """Count what was bought per day and room; a thing charged in several lines is one serving."""
    counts: dict[tuple[bool, str, date, int], Decimal] = defaultdict(Decimal)
    told: dict[tuple[bool, str, date, int], Line] = {}
    for line in lines:
        key = (line.kind is LineKind.PACKAGE, line.code, line.day, line.room)
        counts[key] += line.quantity
        told.setdefault(key, line)
    for key, line in told.items():
        yield Serving(
            code=line.code,
            names=line.names,
            quantity=counts[key],
            day=line.day,
            room=line.room,
            includes=items.get((quote.venue_id, line.code), ()) if line.kind is LineKind.PACKAGE else (),
            is_package=line.kind is LineKind.PACKAGE,
            is_food=any(part.tax_class in FOOD for part in line.parts),
        )
