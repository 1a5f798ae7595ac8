"""GeoNames' country dump, rows of hotels: 19 tab separated columns under a header, quotes are letters."""

from __future__ import annotations

from typing import Final

from zaal.domain.findings import Finding
from zaal.domain.matching import HotelRow
from zaal.gateways import files
from zaal.gateways.hotel_lists import currencies, names, points

SOURCE: Final = "geonames"
COLUMNS: Final = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country", "cc2", "admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
_HOTEL: Final = "HTL"
_FINE_DECIMALS: Final = 3


def hotels(rows: list[list[str]], *, filename: str) -> tuple[list[HotelRow], list[Finding]]:
    """Turn lines into rows; city and postcode stay empty, for GeoNames has none.

    Refuses: ColumnsMissing, FileNotReadable (``ragged_row``).
    """
    header = rows[0]
    files.require_columns(header, COLUMNS, filename=filename)
    found: list[HotelRow] = []
    findings: list[Finding] = []
    others = coarse = 0
    for number, cells in enumerate(rows[1:], 1):
        if len(cells) != len(header):
            raise files.FileNotReadable(filename=filename, reason="ragged_row", row=number, cells=len(cells))
        told = dict(zip(header, cells, strict=True))
        if told["feature_code"] != _HOTEL:
            others += 1
            continue
        row = _hotel(told)
        if isinstance(row, Finding):
            findings.append(Finding(row.code, row.message_facts, number))
            continue
        coarse += _is_coarse(told)
        if not row.time_zone:
            findings.append(Finding("time_zone_missing", {"name": row.name}, number))
        found.append(row)
    if coarse:
        findings.append(Finding("coordinates_coarse", {"count": coarse, "decimals_below": _FINE_DECIMALS}))
    if others:
        findings.append(Finding("other_kinds_skipped", {"count": others}))
    return found, findings


def _hotel(told: dict[str, str]) -> HotelRow | Finding:
    if not told["name"]:
        return Finding("unnamed_skipped", {"external_id": told["geonameid"]})
    try:
        lat, lon = float(told["latitude"]), float(told["longitude"])
    except ValueError:
        return Finding("row_without_point", {"name": told["name"]})
    if not points.is_on_earth(lat, lon):
        return Finding("row_without_point", {"name": told["name"]})
    return HotelRow(
        source=SOURCE,
        external_id=told["geonameid"],
        name=names.tidied(told["name"]),
        name_as_given=told["name"],
        address="",
        postcode="",
        city="",
        country=told["country"],
        lat=lat,
        lon=lon,
        bedrooms=None,
        stars=None,
        email=None,
        website=None,
        time_zone=told["timezone"],
        currency=currencies.of(told["country"]),
    )


def _is_coarse(told: dict[str, str]) -> bool:
    """Two decimals are a kilometre: too coarse to tell one hotel from the next."""
    return all(len(told[name].partition(".")[2]) < _FINE_DECIMALS for name in ("latitude", "longitude"))
