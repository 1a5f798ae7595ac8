"""What a house looks like from across the street, where nobody has sent a picture: decided from its facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """What is known of a house; ``story`` is all that is told about where and in what it stands."""

    slug: str
    name: str
    country: str
    city: str
    district: str
    stars: int | None
    bedrooms: int | None
    story: str
