"""The Hotels Licensing Board's list of Singapore, in the three shapes it is passed on: KML, CSV and GeoJSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from zaal.domain.findings import Finding
from zaal.domain.matching import HotelRow, plain_name
from zaal.gateways import files
from zaal.gateways.hotel_lists import names, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COUNTRY, CITY, TIME_ZONE, CURRENCY = "SG", "Singapore", "Asia/Singapore", "SGD"
COLUMNS: Final = ("NAME", "ADDRESS", "POSTALCODE", "TOTALROOMS")
_POSTCODE_DIGITS: Final = 6
_EXAMPLES: Final = 5
_PLACEMARK: Final = "Placemark"


@dataclass(frozen=True, slots=True)
class Record:
    """One hotel with the list's own field names in capitals, and its point when it has one."""

    fields: Mapping[str, str]
    point: tuple[float, float] | None


@dataclass(slots=True)
class _Heard:
    """What is told once for the whole file, gathered while its rows are read."""

    restored: list[str] = field(default_factory=list)
    mail_columns: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def kml_records(data: bytes, *, filename: str) -> tuple[list[Record], list[Finding]]:
    """Read the placemarks of a KML file; one broken in its middle is read mark by mark, and the finding says so.

    Refuses: FileNotReadable (``xml``, ``truncated``, ``dtd``), ColumnsMissing.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise files.FileNotReadable(filename=filename, reason="dtd")
    try:
        marks = list(etree.fromstring(data, _parser()).iter(f"{{*}}{_PLACEMARK}"))
        findings: list[Finding] = []
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        marks = _salvaged(data, filename=filename, line=line)
        findings = [Finding("file_damaged", {"line": line, "rows_read": len(marks), "message": str(error)[:200]})]
    if not marks:
        raise files.ColumnsMissing(filename=filename, found=[], wanted=[_PLACEMARK, *COLUMNS], missing=[_PLACEMARK])
    records = [Record(_kml_fields(mark), _kml_point(mark)) for mark in marks]
    files.require_columns(sorted({name for record in records for name in record.fields}), COLUMNS, filename=filename)
    return records, findings


def csv_records(rows: list[list[str]], *, filename: str) -> tuple[list[Record], list[Finding]]:
    """Read the flattened table. Refuses: ColumnsMissing, FileNotReadable (``ragged_row``)."""
    header = [name.upper() for name in rows[0]]
    files.require_columns(header, (*COLUMNS, "LATITUDE", "LONGITUDE"), filename=filename)
    findings = [Finding("column_without_name", {"position": at}) for at, name in enumerate(header, 1) if not name]
    records = []
    for number, cells in enumerate(rows[1:], 1):
        if len(cells) != len(header):
            raise files.FileNotReadable(filename=filename, reason="ragged_row", row=number, cells=len(cells))
        fields = dict(zip(header, cells, strict=True))
        records.append(Record(fields, _point(fields["LATITUDE"], fields["LONGITUDE"])))
    return records, findings


def geojson_records(features: list[dict[str, object]], *, filename: str) -> tuple[list[Record], list[Finding]]:
    """Read features whose properties are the list's fields. Refuses: ColumnsMissing."""
    records = []
    for feature in features:
        properties = feature.get("properties")
        told = properties.items() if isinstance(properties, dict) else ()
        fields = {str(name).upper(): str(value).strip() for name, value in told if value is not None}
        records.append(Record(fields, points.centre(feature.get("geometry"))))
    files.require_columns(sorted({name for record in records for name in record.fields}), COLUMNS, filename=filename)
    return records, []


def hotels(records: list[Record], *, source: str) -> tuple[list[HotelRow], list[Finding]]:
    """Turn records into rows: postcodes get their lost zero back, e-mail addresses are found under any name."""
    heard = _Heard()
    rows = [row for number, record in enumerate(records, 1) if (row := _hotel(record, source, number, heard))]
    if heard.restored:
        told = {"count": len(heard.restored), "examples": tuple(heard.restored[:_EXAMPLES])}
        heard.findings.insert(0, Finding("postcode_zero_restored", told))
    heard.findings += [
        Finding("column_name_misleading", {"column": column, "holds": "email"}) for column in sorted(heard.mail_columns)
    ]
    return rows, heard.findings


def _hotel(record: Record, source: str, number: int, heard: _Heard) -> HotelRow | None:
    told = record.fields
    as_given = told.get("NAME", "").strip()
    if not as_given:
        heard.findings.append(Finding("unnamed_skipped", {"address": told.get("ADDRESS", "")}, number))
        return None
    if record.point is None:
        heard.findings.append(Finding("row_without_point", {"name": as_given}, number))
        return None
    postcode = _postcode(told.get("POSTALCODE", ""), heard)
    name = names.tidied(as_given)
    return HotelRow(
        source=source,
        external_id="-".join([*plain_name(name).split(), postcode]),
        name=name,
        name_as_given=as_given,
        address=names.tidied(told.get("ADDRESS", "")),
        postcode=postcode,
        city=CITY,
        country=COUNTRY,
        lat=record.point[0],
        lon=record.point[1],
        bedrooms=_bedrooms(told.get("TOTALROOMS", ""), number, heard),
        stars=None,
        email=_email(told, heard),
        website=_website(told),
        time_zone=TIME_ZONE,
        currency=CURRENCY,
    )


def _postcode(given: str, heard: _Heard) -> str:
    code = given.strip()
    if not code.isdecimal() or not code.isascii() or len(code) >= _POSTCODE_DIGITS:
        return code
    heard.restored.append(code)
    return code.zfill(_POSTCODE_DIGITS)


def _bedrooms(given: str, number: int, heard: _Heard) -> int | None:
    if re.fullmatch(r"[1-9]\d{0,4}", given, re.ASCII):
        return int(given)
    if given:
        heard.findings.append(Finding("bedrooms_doubtful", {"given": given}, number))
    return None


def _email(told: Mapping[str, str], heard: _Heard) -> str | None:
    for column in ("EMAIL", "HYPERLINK"):
        if re.fullmatch(r"[^@\s]+@[^@\s]+", told.get(column, "")):
            if column != "EMAIL":
                heard.mail_columns.add(column)
            return told[column]
    return None


def _website(told: Mapping[str, str]) -> str | None:
    link = told.get("HYPERLINK", "")
    return link if link.startswith(("http://", "https://")) else None


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        found = float(lat), float(lon)
    except ValueError:
        return None
    return found if points.is_on_earth(*found) else None


def _kml_fields(mark: etree._Element) -> dict[str, str]:
    """Take the SchemaData; older files hold the same pairs only in the HTML table of the description."""
    fields = {str(item.get("name", "")).upper(): (item.text or "").strip() for item in mark.iter("{*}SimpleData")}
    if fields:
        return fields
    description = mark.find("{*}description")
    written = (description.text or "").strip() if description is not None else ""
    page = etree.HTML(written) if written else None
    if page is None:
        return {}
    return {_inside(row[0]).upper(): _inside(row[1]) for row in page.iter("tr") if len(row) > 1}


def _inside(cell: etree._Element) -> str:
    return "".join(str(text) for text in cell.itertext()).strip()


def _kml_point(mark: etree._Element) -> tuple[float, float] | None:
    for item in mark.iter("{*}coordinates"):
        parts = (item.text or "").strip().split(",")
        return _point(parts[1], parts[0]) if len(parts) > 1 else None
    return None


def _salvaged(data: bytes, *, filename: str, line: object) -> list[etree._Element]:
    """Read mark by mark a file that is whole at its end but hurt inside; refuse one that stops halfway."""
    text = files.utf8(data, filename=filename)
    if "<kml" not in text:
        raise files.FileNotReadable(filename=filename, reason="xml", line=line)
    if not text.rstrip().endswith("</kml>"):
        raise files.FileNotReadable(filename=filename, reason="truncated", line=line)
    return [mark for piece in text.split(f"</{_PLACEMARK}>")[:-1] if (mark := _piece(piece)) is not None]


def _piece(text: str) -> etree._Element | None:
    start = text.rfind(f"<{_PLACEMARK}")
    inside = re.sub(rf"^<{_PLACEMARK}[^>]*>", "", text[start:])
    if start < 0:
        # A mark whose opening was lost still has its fields: start at the first of them, reopen what they stood in.
        start = text.find("<SimpleData")
        inside = f"<ExtendedData><SchemaData>{text[start:]}"
    if start < 0:
        return None
    try:
        found = etree.fromstring(f"<{_PLACEMARK}>{inside}</{_PLACEMARK}>", _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return found if found is not None and next(_simple_data(found), None) is not None else None


def _simple_data(mark: etree._Element) -> Iterator[etree._Element]:
    return mark.iter("{*}SimpleData", "{*}description")


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_pis=True
    )
