"""One door for every list: which format it is, its rows, and what is told about the list as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding
from zaal.gateways import files
from zaal.gateways.hotel_lists import geonames, openstreetmap, singapore

if TYPE_CHECKING:
    from zaal.domain.matching import HotelRow

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class HotelList:
    """What a published list says, in its own order, and what is odd about it."""

    hotels: tuple[HotelRow, ...]
    findings: tuple[Finding, ...]


def read(data: bytes, *, filename: str) -> HotelList:
    """Read a list of hotels: Singapore's KML, CSV or GeoJSON, GeoNames' TSV, OpenStreetMap's GeoJSON.

    The format is told from the content, so the file name serves only the message of a refusal.
    Refuses: FileTooLarge (50 MB), TooManyRows (200,000), FileNotReadable, ColumnsMissing.
    """
    files.check_size(data, filename=filename)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        records, findings = singapore.kml_records(data, filename=filename)
        rows, more = singapore.hotels(records, source="sg-hotels-kml")
        return _told(rows, findings + more, filename=filename)
    if start in (b"{", b"["):
        return _geojson(data, filename=filename)
    return _table(files.utf8(data, filename=filename), filename=filename)


def _geojson(data: bytes, *, filename: str) -> HotelList:
    value = files.json_value(data, filename=filename)
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise files.FileNotReadable(filename=filename, reason="geojson")
    if not features:
        raise files.FileNotReadable(filename=filename, reason="empty")
    if openstreetmap.is_openstreetmap(features):
        rows, findings = openstreetmap.hotels(features)
        return _told(rows, findings, filename=filename)
    records, findings = singapore.geojson_records(features, filename=filename)
    rows, more = singapore.hotels(records, source="sg-hotels-geojson")
    return _told(rows, findings + more, filename=filename)


def _table(text: str, *, filename: str) -> HotelList:
    header = text.partition("\n")[0]
    if header.startswith(geonames.COLUMNS[0]):
        rows, findings = geonames.hotels(
            files.table(text, filename=filename, delimiter="\t", quoting=False), filename=filename
        )
        return _told(rows, findings, filename=filename)
    delimiter = max(",;\t", key=header.count)
    records, findings = singapore.csv_records(
        files.table(text, filename=filename, delimiter=delimiter, quoting=True), filename=filename
    )
    rows, more = singapore.hotels(records, source="sg-hotels-csv")
    return _told(rows, findings + more, filename=filename)


def _told(rows: list[HotelRow], findings: list[Finding], *, filename: str) -> HotelList:
    """Drop rows that come twice under one id, and add what only the whole list shows."""
    if len(rows) > files.MAX_ROWS:
        raise files.TooManyRows(filename=filename, limit=files.MAX_ROWS)
    kept: dict[str, HotelRow] = {}
    for number, row in enumerate(rows, 1):
        if row.external_id in kept:
            findings.append(Finding("row_repeated", {"name": row.name, "external_id": row.external_id}, number))
        kept.setdefault(row.external_id, row)
    hotels = tuple(kept.values())
    return HotelList(hotels, (*findings, *_whole_list(hotels)))


def _whole_list(hotels: tuple[HotelRow, ...]) -> list[Finding]:
    points = Counter((row.lat, row.lon) for row in hotels)
    shared = [row.name for row in hotels if points[row.lat, row.lon] > 1]
    tidied = [row for row in hotels if row.name != row.name_as_given]
    starless = sum(1 for row in hotels if row.stars is None)
    told = []
    if shared:
        told.append(Finding("shared_point", {"count": len(shared), "examples": tuple(shared[:_EXAMPLES])}))
    if tidied:
        examples = tuple((row.name_as_given, row.name) for row in tidied[:_EXAMPLES])
        told.append(Finding("name_tidied", {"count": len(tidied), "examples": examples}))
    if starless:
        told.append(Finding("no_stars", {"count": starless, "of": len(hotels)}))
    return told
