"""Where the venues are, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from zaal.domain.places import PlaceKind, fold
from zaal.queries.places import own_language
from zaal.records.places.models import Place
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class City:
    """A city and how many listed venues it has."""

    name: str
    country: str
    venues: int


def with_most_venues(most: int, *, language: str) -> tuple[City, ...]:
    """Return the cities with most listed venues, largest number first, named in this language; two statements."""
    rows = list(
        Venue.objects.filter(listed=True)
        .exclude(city="")
        .values_list("city", "country")
        .annotate(venues=Count("pk"))
        .order_by("-venues", "city")[:most]
    )
    local = called(((name, country) for name, country, _ in rows), language=language)
    return tuple(City(local.get((name, country), name), country, venues) for name, country, venues in rows)


def called(names: Iterable[tuple[str, str]], *, language: str) -> dict[tuple[str, str], str]:
    """Tell what cities, given as (name, country), are called in this language; only those that have a name in it.

    One statement, and none for no cities.
    """
    asked = {(name, country) for name, country in names if name}
    if not asked:
        return {}
    rows = (
        Place.objects.filter(
            kind=PlaceKind.CITY.value,
            name__in={name for name, _ in asked},
            country__in={country for _, country in asked},
            names__folded__in={fold(name) for name, _ in asked},
        )
        # A second condition of its own: the name to find the city by is not the one to call it by.
        .filter(names__language=own_language(language))
        .order_by("weight", "-names__pk")
        .values_list("name", "country", "names__name")
    )
    # The biggest city of a name comes last and stays, with the first of its names.
    return {(name, country): local for name, country, local in rows}
