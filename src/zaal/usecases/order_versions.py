"""Keeping the versions of an order, inside the transaction of the act that makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.event_orders import Because, Told, differences
from zaal.queries.composing import composed
from zaal.records.orders.models import OrderVersion
from zaal.records.orders.snapshots import read_order, written_order
from zaal.usecases.facts import LONGEST_LABEL

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.records.sales.models import Booking, Quote

FIRST = 1


def newest(row: Booking, *, quote: Quote | None = None) -> OrderVersion:
    """Return the newest version of a locked booking's order; the first one, as booked, is written where none is.

    ``quote`` is the sale as it was before the change that asks for it.
    """
    kept = OrderVersion.objects.filter(booking=row).order_by("-number").first()
    return kept or OrderVersion.objects.create(
        booking=row,
        number=FIRST,
        because=Because.BOOKED,
        sheet=written_order(composed(row, quote=quote)),
        made_at=row.confirmed_at,
        made_by=(row.person.get_full_name() or row.person.email)[:LONGEST_LABEL],
    )


def keep(row: Booking, because: Because, *, actor: Actor, now: datetime, told: Told | None = None) -> OrderVersion:
    """Write the next version of a locked booking's order, with what is told now; the same as before is none.

    Only that an order is handed in for the first time makes a version in which nothing differs.
    """
    last = newest(row)
    before = read_order(last.sheet)
    made = composed(row, told=before.told if told is None else told)
    is_news = because is Because.HANDED_IN and not _handed_in(row)
    if not is_news and not differences(before, made):
        return last
    return OrderVersion.objects.create(
        booking=row,
        number=last.number + 1,
        because=because,
        sheet=written_order(made),
        made_at=now,
        made_by=actor.label[:LONGEST_LABEL],
    )


def follow(row: Booking, *, agreed: Quote, actor: Actor, now: datetime) -> None:
    """Bring the order along with a booking that was changed from what was ``agreed``; its version goes up."""
    newest(row, quote=agreed)
    keep(row, Because.CHANGED, actor=actor, now=now)


def _handed_in(row: Booking) -> bool:
    return OrderVersion.objects.filter(booking=row, because=Because.HANDED_IN).exists()
