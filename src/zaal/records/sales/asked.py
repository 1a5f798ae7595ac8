"""What a quote was asked for, as wall-clock values again: what a change of it starts from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zaal.domain import hire
from zaal.domain.layouts import Layout
from zaal.domain.period import Period, local, wall_span
from zaal.domain.pricing import Basis, LineKind
from zaal.domain.rates import ExtraUnit
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.records.sales.snapshots import read_price, read_wish

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.pricing import Line
    from zaal.records.sales.models import Quote


def wish_of(quote: Quote) -> QuoteWish:
    """Return what the quote was asked for; a package that was chosen by its price is named from now on.

    Of a quote from before wishes were kept it is told from its rows.
    """
    kept = read_wish(quote.wish)
    if kept is not None:
        return replace(kept, package_code=kept.package_code or quote.package_code or None)
    zone = quote.venue.time_zone
    periods = sorted(Period(slot.starts_at, slot.ends_at) for slot in quote.slots.all())
    return QuoteWish(
        venue=quote.venue.slug,
        space=quote.space.slug,
        layout=Layout(quote.layout),
        delegates=quote.delegates,
        spans=tuple(_span(period, zone) for period in periods),
        basis=Basis(quote.basis),
        package_code=quote.package_code or None,
        extras=_extras(quote, periods[0]),
        title=quote.title,
    )


def _span(period: Period, zone: str) -> LocalSpan:
    starts, starts_fold = _clock(period.starts_at, zone)
    ends, ends_fold = _clock(period.ends_at, zone)
    return LocalSpan(starts, ends, starts_fold, ends_fold)


def _clock(at: datetime, zone: str) -> tuple[datetime, int | None]:
    """Write an instant as the venue's clock shows it; which of two is told only where the clock shows it twice."""
    shown = local(at, zone)
    twice = shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()
    return shown.replace(tzinfo=None, fold=0), shown.fold if twice else None


def _extras(quote: Quote, period: Period) -> tuple[tuple[str, int], ...]:
    """Count each extra back from its line of the first period."""
    found: dict[str, int] = {}
    for line in read_price(quote.price).lines:
        if line.kind is LineKind.EXTRA:
            found.setdefault(line.code, _count(line, quote, period))
    return tuple(found.items())


def _count(line: Line, quote: Quote, period: Period) -> int:
    zone = quote.venue.time_zone
    match ExtraUnit(line.unit):
        case ExtraUnit.DELEGATE:
            units = quote.delegates
        case ExtraUnit.HOUR:
            units = hire.started_hours(wall_span(period, zone))
        case ExtraUnit.DAY:
            units = len(hire.started_days(period, zone))
        case ExtraUnit.PIECE:
            units = 1
    return max(1, int(line.quantity) // units)
