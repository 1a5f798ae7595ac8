"""Options by the place in line they began at, and how they ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min

from zaal.domain.figures import win_rate
from zaal.domain.sales import OptionEnding
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Option

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from zaal.domain.period import Period
    from zaal.records.venues.models import Venue

# Ranks from this one on are told together.
LAST_RANK = 3
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Options placed at one rank (the last: that one and beyond), by how they ended; ``OPEN`` ones stand still.

    ``win_percent`` is None while too few have ended.
    """

    rank: int
    placed: int
    outcomes: dict[str, int]
    ended: int
    win_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """Options by rank when placed, and all together."""

    ranks: tuple[Ranked, ...]
    whole: Ranked


def of(venue: Venue, within: Period, now: datetime) -> OptionFigures:
    """Count the options on meetings of this time; two statements."""
    rows = list(
        Option.objects.filter(quote__venue=venue)
        .annotate(starts_at=Min("quote__slots__starts_at"))
        .filter(starts_at__gte=within.starts_at, starts_at__lt=within.ends_at)
        .values_list("reference", "rank", "end__ending", "release_at")
    )
    placed = _ranks_when_placed(venue)
    outcomes: dict[int, Counter[str]] = defaultdict(Counter)
    for reference, rank, ending, release_at in rows:
        # One whose moment has passed is lapsed, also while the worker has not come to write that down.
        outcome = ending or (OPEN if release_at > now else OptionEnding.EXPIRED.value)
        outcomes[min(placed.get(reference, rank), LAST_RANK)][outcome] += 1
    ranks = tuple(_ranked(rank, outcomes[rank]) for rank in sorted(outcomes))
    return OptionFigures(ranks, _ranked(0, sum(outcomes.values(), Counter())))


def _ranks_when_placed(venue: Venue) -> dict[str, int]:
    """Read the place in line each option began at: those that moved up have another now."""
    subjects = Option.objects.filter(quote__venue=venue).values("reference")
    facts = Fact.objects.filter(kind="OptionPlaced", subject__in=subjects).values_list("subject", "data__rank")
    return {subject: rank for subject, rank in facts if isinstance(rank, int)}


def _ranked(rank: int, outcomes: Counter[str]) -> Ranked:
    placed = sum(outcomes.values())
    ended = placed - outcomes[OPEN]
    won = outcomes[OptionEnding.CONFIRMED.value]
    return Ranked(rank, placed, dict(outcomes), ended, win_rate(won, ended))
