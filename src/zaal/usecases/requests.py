"""Requests by hand: the hotel refuses with a reason; its silence is brought before its people, then the customer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.bookings import NotAsked
from zaal.domain.options import require_held
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.requests import PRESSED_AFTER, refusal_of, steps_due
from zaal.domain.sales import OptionEnded, OptionEnding
from zaal.records.sales.line import locked_option
from zaal.records.sales.models import BookingRequest, OptionEnd, RequestRefusal
from zaal.usecases.facts import write
from zaal.usecases.options import hand_on

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor

# The last step is told to the customer, those before it to the house.
LAST_STEP = len(PRESSED_AFTER)


@transaction.atomic(durable=True)
def refuse(*, actor: Actor, option: str, reason: str, words: str = "", now: datetime) -> None:
    """Turn down what the customer asked to book, with a reason from the list and, if wished, words; the option ends.

    Refusing again is the same as once. Whoever waits moves up. Refuses: OptionUnknown, NotAllowed, NotAsked,
    OptionEnded, OptionExpired, ReasonUnknown, WordsMissing, WordsTooLong.
    """
    row = locked_option(option, actor)
    owner = Owner(person_id=row.person_id, hotel_id=row.quote.venue.organisation_id)
    require(actor, Action.REFUSE_REQUEST, owner=owner)
    if hasattr(row, "end"):
        if row.end.ending == OptionEnding.REFUSED:
            return
        raise OptionEnded(option=row.reference, ending=row.end.ending)
    require_held(row.release_at, now=now)
    asked = BookingRequest.objects.filter(option=row).first()
    if asked is None:
        raise NotAsked(option=row.reference)
    why, told = refusal_of(reason, words)
    RequestRefusal.objects.create(request=asked, reason=why, words=told, refused_at=now)
    OptionEnd.objects.create(option=row, ending=OptionEnding.REFUSED, ended_at=now)
    write("RequestRefused", row.reference, actor=actor, now=now, reason=why.value, words=told)
    hand_on([row.reference], now=now)


@transaction.atomic(durable=True)
def press_due(*, actor: Actor, now: datetime) -> int:
    """Tell of every request that is still unanswered after 24 and 36 elapsed hours the house, after 48 the customer.

    Each step is told once; steps missed while nothing ran are told as the latest of them.
    """
    earliest = now - PRESSED_AFTER[0]
    found = BookingRequest.objects.filter(asked_at__lte=earliest, pressed__lt=LAST_STEP)
    due = found.filter(option__end=None, option__release_at__gt=now).select_related("option").order_by("pk")
    told = 0
    for row in due.select_for_update(of=("self",), skip_locked=True):
        steps = steps_due(row.asked_at, now=now)
        if steps <= row.pressed:
            continue
        row.pressed = steps
        row.save(update_fields=["pressed"])
        kind = "RequestUnanswered" if steps == LAST_STEP else "RequestPressed"
        hours = PRESSED_AFTER[steps - 1] // timedelta(hours=1)
        write(kind, row.option.reference, actor=actor, now=now, hours=hours)
        told += 1
    return told
