"""Whether what is derived still equals the truth: listing against diary."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from zaal.records.listing import board
from zaal.records.listing.models import Listing
from zaal.records.venues.models import Space

# Asks the entries alone: neither the constraint nor the listing is believed.
DOUBLES = """
    SELECT DISTINCT one.reference, other.reference FROM diary_entry one
    JOIN diary_entry other ON other.section_id = one.section_id AND other.id > one.id AND other.during && one.during
    WHERE one.blocking AND other.blocking
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A space whose busy times in the listing are not those of the diary."""

    space_id: int
    name: str
    listing: str
    diary: str


def double_bookings() -> tuple[tuple[str, str], ...]:
    """Find pairs of references that block one section at one time: none, as long as the guard stands."""
    with connection.cursor() as cursor:
        cursor.execute(DOUBLES)
        return tuple(cursor.fetchall())


def listing_differences() -> tuple[int, tuple[Difference, ...]]:
    """Compare all listing rows with the diary: how many were compared, and which differ. Repairs nothing."""
    differing = board.differences()
    names = dict(Space.objects.filter(pk__in=[space for space, _, _ in differing]).values_list("pk", "name"))
    return Listing.objects.count(), tuple(
        Difference(space, names.get(space, "?"), listing, diary) for space, listing, diary in differing
    )
