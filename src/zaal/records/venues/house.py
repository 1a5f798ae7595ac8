"""How much of a house some of its spaces are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.money import HUNDRED
from zaal.records.venues.models import Section

if TYPE_CHECKING:
    from collections.abc import Iterable


def share_of_house(venue_id: int, space_ids: Iterable[int]) -> Decimal:
    """Return which percentage of a venue's sections these spaces take together; 0 of a house without any."""
    sections = Section.objects.filter(venue_id=venue_id)
    whole = sections.count()
    taken = sections.filter(spaces__in=list(space_ids)).distinct().count()
    return HUNDRED * taken / whole if whole else Decimal(0)
