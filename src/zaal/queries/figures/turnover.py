"""The turnover and the lead times of a house's standing bookings, and what was charged besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Min

from zaal.domain.money import Money
from zaal.domain.period import local
from zaal.domain.turnover import Kind, Turnover, kind_of, parted
from zaal.records.sales.models import Booking, BookingChange
from zaal.records.sales.snapshots import read_price

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from zaal.domain.period import Period
    from zaal.domain.pricing import Price
    from zaal.records.venues.models import Venue


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


class Sale(NamedTuple):
    """A booking that stands: where its meeting begins, when it was made and at which price."""

    meeting: date
    booked: date
    price: Price


def sales(venue: Venue, within: Period) -> tuple[list[Sale], int]:
    """Read the standing bookings of these meetings, and count those in another currency; one statement."""
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
            found.append(Sale(local(starts_at, zone).date(), local(confirmed_at, zone).date(), read_price(price)))
        else:
            foreign += 1
    return found, foreign


def of(venue: Venue, within: Period, sold: Iterable[Sale], foreign: int) -> TurnoverFigures:
    """Add up what these bookings come to, and the fees of this time; two statements."""
    zero = Turnover.zero(venue.currency)
    by_month: dict[tuple[date, Kind], Turnover] = {}
    names: dict[str, dict[str, str]] = {}
    number = 0
    for sale in sold:
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
