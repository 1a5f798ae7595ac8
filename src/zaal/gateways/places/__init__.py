"""The shipped gazetteer: a compressed table of the world's places with the names people type for them.

Made by ``data/build_gazetteer.py`` from GeoNames (CC BY 4.0), airportsdata (MIT), Unicode CLDR and our own supplement.
"""

from __future__ import annotations

import hashlib
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zaal.domain.places import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAZETTEER = Path(__file__).with_name("gazetteer.tsv.xz")


@dataclass(frozen=True, slots=True)
class GazetteerName:
    """One name of a place; ``language`` is empty when nobody says whose name it is."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the gazetteer; ``weight`` is its people, or what an airport or landmark is worth in people."""

    place_id: str
    kind: PlaceKind
    name: str
    country: str
    region: str
    region_code: str
    lat: float
    lon: float
    weight: int
    radius_km: float
    time_zone: str
    names: tuple[GazetteerName, ...]


def version() -> str:
    """Tell which gazetteer is shipped, as a short digest of the file."""
    return hashlib.sha256(GAZETTEER.read_bytes()).hexdigest()[:16]


def places() -> Iterator[GazetteerPlace]:
    """Read the shipped places one by one; the first of ``names`` is always the main name."""
    with lzma.open(GAZETTEER, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield _place(line.rstrip("\n").split("\t"))


def write(shipped: Iterable[GazetteerPlace]) -> None:
    """Write the shipped file anew; the same places give the same bytes."""
    text = "".join("\t".join(_columns(place)) + "\n" for place in shipped)
    GAZETTEER.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _place(columns: list[str]) -> GazetteerPlace:
    place_id, kind, name, country, region, region_code, lat, lon, weight, radius_km, time_zone, others = columns
    named = (_name(written) for written in others.split("|") if written)
    return GazetteerPlace(
        place_id=place_id,
        kind=PlaceKind(kind),
        name=name,
        country=country,
        region=region,
        region_code=region_code,
        lat=float(lat),
        lon=float(lon),
        weight=int(weight),
        radius_km=float(radius_km),
        time_zone=time_zone,
        names=(GazetteerName(name), *named),
    )


def _name(written: str) -> GazetteerName:
    """Read ``nl=Keulen`` as the Dutch name, and anything without a language as just a name."""
    language, parted, name = written.partition("=")
    return GazetteerName(name, language) if parted else GazetteerName(written)


def _columns(place: GazetteerPlace) -> tuple[str, ...]:
    others = (f"{name.language}={name.name}" if name.language else name.name for name in place.names[1:])
    return (
        place.place_id,
        place.kind.value,
        place.name,
        place.country,
        place.region,
        place.region_code,
        f"{place.lat:.5f}",
        f"{place.lon:.5f}",
        str(place.weight),
        f"{place.radius_km:g}",
        place.time_zone,
        "|".join(others),
    )
