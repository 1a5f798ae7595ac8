"""A space's limits for instant confirmation: its own where set, else its venue's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.bookings import InstantRule
from zaal.domain.money import Money

if TYPE_CHECKING:
    from zaal.records.venues.models import Space


def rule_of(space: Space) -> InstantRule:
    """Combine the space's overrides with its venue's rule."""
    venue = space.venue
    value = venue.max_instant_value if space.max_instant_value is None else space.max_instant_value
    return InstantRule(
        enabled=venue.instant if space.instant is None else space.instant,
        min_lead_hours=venue.min_lead_hours if space.min_lead_hours is None else space.min_lead_hours,
        max_lead_days=venue.max_lead_days,
        max_delegates=venue.max_instant_delegates
        if space.max_instant_delegates is None
        else space.max_instant_delegates,
        max_value=None if value is None else Money(value, venue.currency),
    )
