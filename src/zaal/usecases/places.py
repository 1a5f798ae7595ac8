"""Loading the gazetteer: the places people search near, copied from the shipped file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.places import fold
from zaal.gateways import places as gazetteer
from zaal.records.places.models import Gazetteer, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.gateways.places import GazetteerPlace
    from zaal.records.places.models import NameRow, PlaceRow


@transaction.atomic(durable=True)
def load(*, now: datetime) -> int:
    """Fill the places from the shipped gazetteer and tell how many were loaded: none when it is loaded already.

    Takes a few seconds; searches wait for it, and a second load at the same moment finds nothing left to do.
    """
    shipped = gazetteer.version()
    if Gazetteer.objects.filter(version=shipped).exists():
        return 0
    Gazetteer.objects.hold()
    if Gazetteer.objects.filter(version=shipped).exists():
        return 0
    places = list(gazetteer.places())
    Place.objects.replace_all(map(_place_row, places), _name_rows(places))
    Gazetteer.objects.all().delete()
    Gazetteer.objects.create(version=shipped, loaded_at=now)
    return len(places)


def _place_row(place: GazetteerPlace) -> PlaceRow:
    return (
        place.place_id,
        place.kind.value,
        place.name,
        place.country,
        place.region,
        place.region_code,
        place.lat,
        place.lon,
        place.weight,
        place.radius_km,
        place.time_zone,
    )


def _name_rows(places: list[GazetteerPlace]) -> Iterator[NameRow]:
    for place in places:
        for name in place.names:
            yield place.place_id, name.name, fold(name.name), name.language
