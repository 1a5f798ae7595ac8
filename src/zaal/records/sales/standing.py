"""An option as the rules of the queue see it: since when and until when it stands, and who waits behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.options import Standing
from zaal.records.sales.line import competing, starts_of

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.records.sales.models import Option


def standing_of(row: Option, *, now: datetime) -> Standing:
    """Read how an option stands: three statements."""
    venue = row.quote.venue
    return Standing(
        since=row.first_at or row.placed_at,
        release_at=row.release_at,
        starts_at=starts_of(row.quote),
        zone=venue.time_zone,
        most_days=venue.option_most_days,
        behind=competing(row.quote, now=now).filter(pk__gt=row.pk).count(),
        was_extended=row.extensions.filter(by_house=False).exists(),
    )
