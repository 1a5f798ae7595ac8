"""How a house answers what it is asked to confirm by hand: how fast, how often with a yes; measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from zaal.domain.requests import Answer, AnsweringRecord, record
from zaal.domain.sales import OptionEnding
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import BookingRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

LOOKED_BACK = timedelta(days=365)


def of_house(slug: str, *, now: datetime) -> AnsweringRecord:
    """Sum up how one house answers. See ``of_houses``."""
    return of_houses([slug], now=now)[slug]


def of_houses(slugs: Iterable[str], *, now: datetime) -> dict[str, AnsweringRecord]:
    """Sum up by house the requests of the year before now that have come to an end: one statement.

    What the customer took back before the hotel's word counts for nothing; what lapsed unanswered, or the house let
    go, is a no after all that time.
    """
    taken_back = Fact.objects.filter(
        kind="OptionReleased", subject=OuterRef("option__reference"), person_id=OuterRef("person_id")
    )
    answers: dict[str, list[Answer]] = {slug: [] for slug in slugs}
    found = (
        BookingRequest.objects.filter(option__quote__venue__slug__in=list(answers), asked_at__gt=now - LOOKED_BACK)
        .filter(option__end__ended_at__lte=now)
        .filter(~Exists(taken_back))
        .values_list("option__quote__venue__slug", "asked_at", "option__end__ended_at", "option__end__ending")
    )
    for slug, asked, ended, ending in found:
        answers[slug].append(Answer(ended - asked, ending == OptionEnding.CONFIRMED))
    return {slug: record(some) for slug, some in answers.items()}
