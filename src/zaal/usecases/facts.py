"""Facts are written by the use-case that made them true; the jobs they ask for are deferred in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procrastinate.contrib.django import app as queue

from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Booking, BookingChange, Option

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor

LONGEST_LABEL = 200
# Facts that somebody is told about by mail; the worker writes and sends the letters.
TOLD = frozenset(
    {
        "OptionPlaced",
        "OptionReminded",
        "OptionExtended",
        "OptionChallenged",
        "OptionLapsedByChallenge",
        "ChallengeMade",
        "ChallengeAnswered",
        "ChallengeFallen",
        "OptionExpired",
        "OptionReleased",
        "OptionPromoted",
        "FirstBooked",
        "BookingAsked",
        "RequestRefused",
        "RequestPressed",
        "RequestUnanswered",
        "BookingConfirmed",
        "BookingChanged",
        "BookingDaysDropped",
        "BookingCancelled",
    }
)


def write(kind: str, subject: str, *, actor: Actor, now: datetime, **data: object) -> Fact:
    """Write down what happened to ``subject`` (a reference or slug) and defer the letters it asks for."""
    # A label is a name with a token's name behind it, each as long as people like: cut, so that no act fails on it.
    label = actor.label[:LONGEST_LABEL]
    fact = Fact.objects.create(
        kind=kind, subject=subject, actor=label, person_id=actor.person_id, happened_at=now, data=data
    )
    if kind in TOLD:
        # One lock per sale: its letters are written one after the other, or "booked" could come before "held".
        queue.configure_task("tell", queue="letters", lock=_sale_of(subject)).defer(fact_id=fact.pk)
    return fact


def _sale_of(subject: str) -> str:
    """Return the reference of the quote that this option or booking grew from, its first version; one statement."""
    options = Option.objects.filter(reference=subject).values_list("quote__reference")
    unchanged = Booking.objects.filter(reference=subject, changes=None).values_list("quote__reference")
    first = BookingChange.objects.filter(booking__reference=subject, from_quote__version=1)
    ((quote,),) = options.union(unchanged, first.values_list("from_quote__reference"))
    return str(quote)
