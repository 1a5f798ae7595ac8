"""Places that a text may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from zaal.domain.places import PlaceKind

if TYPE_CHECKING:
    from zaal.queries.places import FoundPlace, PlaceAnswer


class PlaceOut(BaseModel):
    """A place to search near; its ``label`` given back as ``place`` finds it again."""

    kind: PlaceKind
    name: str
    region: str
    country: str = Field(description="ISO 3166 code; empty for a point at sea.")
    lat: float
    lon: float
    radius_km: float = Field(description="How wide a circle around it is usually meant.")
    time_zone: str
    label: str
    venue: str | None = Field(description="The venue's slug when the place is one.")

    @classmethod
    def from_place(cls, place: FoundPlace) -> PlaceOut:
        """Write one found place."""
        return cls(
            kind=place.kind,
            name=place.name,
            region=place.region,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            time_zone=place.time_zone,
            label=place.label,
            venue=place.venue_slug or None,
        )


class PlacesOut(BaseModel):
    """What a text may mean, likeliest first."""

    places: list[PlaceOut]
    certain: bool = Field(description="Whether the first is clearly meant.")

    @classmethod
    def from_answer(cls, answer: PlaceAnswer) -> PlacesOut:
        """Write the answer of a lookup."""
        return cls(places=[PlaceOut.from_place(match) for match in answer.matches], certain=answer.certain)
