"""Where a GeoJSON geometry lies: one point for points, lines, polygons and multipolygons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
MAX_LAT, MAX_LON = 90.0, 180.0


def centre(geometry: object) -> tuple[float, float] | None:
    """Return ``(lat, lon)`` of a geometry: areas by their centroid, lines by the mean of their corners.

    None when it has no point on earth. Holes are ignored: a courtyard does not move the front door far.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in _SHAPES:
        return None
    shape = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        found = _centroid([shape])
    elif geometry["type"] == "MultiPolygon":
        found = _centroid(shape)
    else:
        found = _mean(list(_corners(shape)))
    return found if found and is_on_earth(*found) else None


def is_on_earth(lat: float, lon: float) -> bool:
    """Tell whether these are degrees of latitude and longitude."""
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON


def _corners(shape: object, depth: int = 0) -> Iterator[tuple[float, float]]:
    """Walk to the positions, however deep they are nested, as ``(lat, lon)``."""
    if not isinstance(shape, list) or not shape or depth > len(_SHAPES):
        return
    if len(shape) > 1 and all(isinstance(value, int | float) and not isinstance(value, bool) for value in shape):
        lat, lon = float(shape[1]), float(shape[0])
        if is_on_earth(lat, lon):
            yield lat, lon
        return
    for part in shape:
        yield from _corners(part, depth + 1)


def _mean(corners: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    if not corners:
        return None
    return sum(lat for lat, _ in corners) / len(corners), sum(lon for _, lon in corners) / len(corners)


def _centroid(polygons: object) -> tuple[float, float] | None:
    """Weigh the outer rings by their area; a flat or broken shape falls back to the mean of its corners."""
    rings = [ring for polygon in _lists(polygons) if polygon and (ring := list(_corners(polygon[0])))]
    weighed = [_weighed(ring) for ring in rings]
    total = sum(area for area, _, _ in weighed)
    if not total:
        return _mean([corner for ring in rings for corner in ring])
    return sum(area * lat for area, lat, _ in weighed) / total, sum(area * lon for area, _, lon in weighed) / total


def _weighed(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return area and centroid of one ring, reckoned from its first corner: raw degrees lose a building's metres."""
    origin_lat, origin_lon = ring[0]
    area = lat_moment = lon_moment = 0.0
    for (lat, lon), (next_lat, next_lon) in zip(ring, ring[1:] + ring[:1], strict=True):
        y, x, next_y, next_x = lat - origin_lat, lon - origin_lon, next_lat - origin_lat, next_lon - origin_lon
        cross = x * next_y - next_x * y
        area, lat_moment, lon_moment = (
            area + cross,
            lat_moment + (y + next_y) * cross,
            lon_moment + (x + next_x) * cross,
        )
    if not area:
        return 0.0, origin_lat, origin_lon
    return abs(area), origin_lat + lat_moment / (3 * area), origin_lon + lon_moment / (3 * area)


def _lists(values: object) -> Iterator[list[object]]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, list))
