"""Until when customers change a booking themselves, as the hotel states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from zaal.domain.bounds import BoundUnit
from zaal.domain.changes import ChangeKind, Cutoff
from zaal.records.rates.models import ChangeCutoff

if TYPE_CHECKING:
    from datetime import date


def cutoffs_on(venue_id: int, day: date) -> tuple[Cutoff, ...]:
    """Return the venue's cut-offs for changes made on this day there, the latest entered per kind; one statement."""
    found = ChangeCutoff.objects.filter(venue_id=venue_id, from_date__lte=day)
    dated = found.filter(Q(until_date=None) | Q(until_date__gte=day)).order_by("from_date")
    latest = {row.kind: row for row in dated}
    return tuple(Cutoff(ChangeKind(row.kind), row.amount, BoundUnit(row.unit), row.strict) for row in latest.values())
