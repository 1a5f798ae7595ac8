"""Event orders for a hotel's own system: the order of a booking, and the run sheet of a day."""

from __future__ import annotations

from ninja import Router
from ninja.params import functions

from zaal.interfaces import clock
from zaal.interfaces.api.problems import ApiRequest  # noqa: TC001 - the library reads the annotations
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.tokens import person
from zaal.interfaces.wire.orders import OneDay, OrderOut, RunSheetOut
from zaal.interfaces.wire.sales import Reference  # noqa: TC001 - as above
from zaal.interfaces.wire.wishes import Slug  # noqa: TC001 - as above
from zaal.queries import event_orders

router = Router(tags=["Houses"])
DAY = functions.Query(..., description="A day of the house's own calendar.")


@router.get("bookings/{reference}/order", response=answers(200, OrderOut, 404), auth=person, operation_id="event_order")
def order(request: ApiRequest, reference: Reference) -> OrderOut:
    """The event order of a booking, as it holds now: for its customer and its hotel."""
    return OrderOut.of(event_orders.order(reference, actor=request.auth, now=clock.now()))


@router.get("venues/{slug}/runsheet", response=answers(200, RunSheetOut, 404), auth=person, operation_id="run_sheet")
def run_sheet(request: ApiRequest, slug: Slug, day: OneDay = DAY) -> RunSheetOut:
    """What a hotel's crew and kitchen do on a day, in order of time: for the hotel's own people."""
    return RunSheetOut.of(event_orders.run_sheet(slug, actor=request.auth, day=day, now=clock.now()))
