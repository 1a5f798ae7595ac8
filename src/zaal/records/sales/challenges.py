"""Challenges as they stand: who is challenged by whom, and whom an option that waits could challenge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.challenges import FirstHasAsked, HoldsItself, NobodyToChallenge, NotNextInLine
from zaal.records.diary.claims import overlapping
from zaal.records.diary.models import Entry
from zaal.records.sales.line import competing, parts_of
from zaal.records.sales.models import BookingRequest, Challenge, Option

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def open_challenges() -> QuerySet[Challenge]:
    """Select the challenges that still bind: not answered, not withdrawn, and neither side's option has ended."""
    return Challenge.objects.filter(ended_at=None, challenged__end=None, challenger__end=None)


def ahead_of(row: Option, *, now: datetime) -> list[int]:
    """Return the keys of the options that hold what this one waits for.

    Refuses: HoldsItself, NotNextInLine, NobodyToChallenge, FirstHasAsked.
    """
    if row.rank == 1:
        raise HoldsItself(option=row.reference)
    rivals = competing(row.quote, now=now)
    if rivals.filter(pk__lt=row.pk, rank__gt=1).exists():
        raise NotNextInLine(option=row.reference, rank=row.rank)
    holders = set(rivals.filter(rank=1).values_list("pk", "reference"))
    blocking = Entry.objects.filter(overlapping(parts_of(row.quote)), blocking=True)
    in_the_way = set(blocking.values_list("reference", flat=True))
    if not holders or in_the_way - {reference for _, reference in holders}:
        raise NobodyToChallenge(option=row.reference)
    keys = sorted(number for number, _ in holders)
    if BookingRequest.objects.filter(option__in=keys).exists():
        raise FirstHasAsked(option=row.reference)
    return keys
