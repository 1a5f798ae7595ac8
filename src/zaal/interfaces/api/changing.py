"""Changing a booking: shown first, then made at the price and fee shown."""

from __future__ import annotations

from django.http import HttpResponse  # noqa: TC002 - the router reads it at run time
from django.urls import reverse
from ninja import Router, Status

from zaal.interfaces import clock, refusals
from zaal.interfaces.api.problems import ApiRequest, venue_clock
from zaal.interfaces.api.schema import answers
from zaal.interfaces.api.selling import KEY
from zaal.interfaces.api.tokens import person
from zaal.interfaces.wire.changes import AgreedChangeIn, ChangeIn, PreviewOut
from zaal.interfaces.wire.sales import BookingOut, Reference
from zaal.queries import sales
from zaal.usecases import changes

router = Router(tags=["Sale"])


@router.post(
    "bookings/{reference}/changes/preview",
    response=answers(200, PreviewOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="preview_change",
)
def preview_change(request: ApiRequest, reference: Reference, asked: ChangeIn) -> PreviewOut:
    """What a change would cost, beside what is booked; nothing is kept of it."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: _zone_of(reference, request)):
        shown = changes.preview(actor=actor, booking=reference, wanted=asked.wanted(), now=now)
    zone = shown.after.house.time_zone
    detail = refusals.sentence(shown.obstacle, request.LANGUAGE_CODE, zone) if shown.obstacle else ""
    return PreviewOut.from_preview(shown, detail)


@router.post(
    "bookings/{reference}/changes",
    response=answers(201, BookingOut, 400, 403, 404, 409, 413),
    auth=person,
    operation_id="change_booking",
)
def change_booking(
    request: ApiRequest, response: HttpResponse, reference: Reference, asked: AgreedChangeIn, key: str | None = KEY
) -> Status[BookingOut]:
    """Change a booking at the price and fee shown; it gets a new version of its quote."""
    actor, now = request.auth, clock.now()
    with venue_clock(request, lambda: _zone_of(reference, request)):
        changes.change(
            actor=actor,
            booking=reference,
            wanted=asked.wanted(),
            now=now,
            expected_total=asked.expected_total.money(),
            expected_fee=asked.expected_fee.money(),
            key=key,
        )
    told = sales.booking(reference, actor=actor, now=now)
    response["Location"] = reverse("api:booking", args=[told.reference])
    return Status(201, BookingOut.from_booking(told))


def _zone_of(reference: str, request: ApiRequest) -> str:
    return sales.booking(reference, actor=request.auth, now=clock.now()).quote.house.time_zone
