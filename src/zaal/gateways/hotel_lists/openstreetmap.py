"""An overpass export of OpenStreetMap: tags as properties; only ``tourism=hotel`` becomes a hotel."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding
from zaal.domain.matching import HotelRow
from zaal.gateways.hotel_lists import currencies, names, points

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE: Final = "openstreetmap"
_MOST_STARS: Final = 5


def hotels(features: list[dict[str, object]]) -> tuple[list[HotelRow], list[Finding]]:
    """Turn features into rows; museums and hostels are counted, a hotel without a name is skipped with a word."""
    found: list[HotelRow] = []
    findings: list[Finding] = []
    others: Counter[str] = Counter()
    for number, feature in enumerate(features, 1):
        tags = _tags(feature)
        if tags.get("tourism") != "hotel":
            others[tags.get("tourism", "")] += 1
            continue
        point = points.centre(feature.get("geometry"))
        if not tags.get("name"):
            findings.append(Finding("unnamed_skipped", {"external_id": tags.get("@id", "")}, number))
        elif point is None:
            findings.append(Finding("row_without_point", {"name": tags["name"]}, number))
        else:
            found.append(_hotel(tags, point, number, findings))
    if others:
        findings.append(Finding("other_kinds_skipped", {"count": others.total(), "kinds": dict(others)}))
    nowhere = sum(1 for row in found if not row.country)
    if nowhere:
        findings.append(Finding("country_missing", {"count": nowhere}))
    return found, findings


def is_openstreetmap(features: list[dict[str, object]]) -> bool:
    """Tell whether these features carry OpenStreetMap's marks."""
    return any({"@id", "tourism"} & set(_tags(feature)) for feature in features)


def _hotel(tags: Mapping[str, str], point: tuple[float, float], number: int, findings: list[Finding]) -> HotelRow:
    country = tags.get("addr:country", "")
    return HotelRow(
        source=SOURCE,
        external_id=tags.get("@id", "") or f"{point[0]:.5f},{point[1]:.5f}",
        name=names.tidied(tags["name"]),
        name_as_given=tags["name"],
        address=names.spaced(" ".join(filter(None, (tags.get("addr:street"), tags.get("addr:housenumber"))))),
        postcode=tags.get("addr:postcode", ""),
        city=tags.get("addr:city", ""),
        country=country,
        lat=point[0],
        lon=point[1],
        bedrooms=_bedrooms(tags, number, findings),
        stars=_stars(tags, number, findings),
        email=tags.get("email") or tags.get("contact:email"),
        website=tags.get("website") or tags.get("contact:website"),
        time_zone="",
        currency=currencies.of(country) if country else "",
    )


def _tags(feature: dict[str, object]) -> dict[str, str]:
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {str(key): str(value).strip() for key, value in properties.items() if isinstance(value, str | int | float)}


def _stars(tags: Mapping[str, str], number: int, findings: list[Finding]) -> int | None:
    """Read ``4``; ``4s`` (superior) counts as 4 and is told."""
    given = tags.get("stars", "")
    digits = re.match(r"[1-9]", given)
    stars = int(digits.group()) if digits and int(digits.group()) <= _MOST_STARS else None
    if given and given != str(stars):
        findings.append(Finding("stars_notation", {"name": tags["name"], "given": given, "read_as": stars}, number))
    return stars


def _bedrooms(tags: Mapping[str, str], number: int, findings: list[Finding]) -> int | None:
    """Read ``rooms``; a hotel with one room is a slip of the mapper: told, and not kept."""
    given = tags.get("rooms", "")
    if not given:
        return None
    bedrooms = int(given) if re.fullmatch(r"[1-9]\d{0,4}", given, re.ASCII) else 0
    if bedrooms > 1:
        return bedrooms
    findings.append(Finding("bedrooms_doubtful", {"name": tags["name"], "given": given}, number))
    return None
