"""Where the venues are, for the first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from zaal.records.venues.models import Venue


@dataclass(frozen=True, slots=True)
class City:
    """A city and how many listed venues it has."""

    name: str
    country: str
    venues: int


def with_most_venues(most: int) -> tuple[City, ...]:
    """Return the cities with most listed venues, largest number first; one query."""
    rows = (
        Venue.objects.filter(listed=True)
        .exclude(city="")
        .values_list("city", "country")
        .annotate(venues=Count("pk"))
        .order_by("-venues", "city")[:most]
    )
    return tuple(City(name, country, venues) for name, country, venues in rows)
