"""What a page of offers shows beside the price: names, places and layouts; two statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.layouts import Layout, closest_layout
from zaal.records.venues.models import Capacity, Space

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Detail:
    """The names and facts of one space and its venue."""

    venue: str
    venue_name: str
    city: str
    district: str
    country: str
    lat: float
    lon: float
    space: str
    space_name: str
    area_sqm: float | None
    invented: bool
    capacities: dict[Layout, tuple[int, int]]

    def layout_for(self, delegates: int) -> Layout:
        """Choose the layout that seats this number most closely."""
        return closest_layout(self.capacities, delegates)


def details(space_ids: Iterable[int]) -> dict[int, Detail]:
    """Read the details of these spaces: two statements."""
    wanted = list(space_ids)
    capacities: dict[int, dict[Layout, tuple[int, int]]] = {}
    for space, layout, least, most in Capacity.objects.filter(space_id__in=wanted).values_list(
        "space_id", "layout", "min_delegates", "max_delegates"
    ):
        capacities.setdefault(space, {})[Layout(layout)] = (least, most)
    return {
        row.pk: Detail(
            venue=row.venue.slug,
            venue_name=row.venue.name,
            city=row.venue.city,
            district=row.venue.district,
            country=row.venue.country,
            lat=row.venue.lat,
            lon=row.venue.lon,
            space=row.slug,
            space_name=row.name,
            area_sqm=None if row.area_sqm is None else float(row.area_sqm),
            invented=row.venue.invented,
            capacities=capacities.get(row.pk, {}),
        )
        for row in Space.objects.filter(pk__in=wanted).select_related("venue")
    }
