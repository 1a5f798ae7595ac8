# ruff: noqa: INP001 - a script run once, no package
"""Makes the map's outline of the world from Natural Earth's countries, once.

    npm pack world-atlas@2 && tar xzf world-atlas-*.tgz
    python data/build_outline.py package/countries-10m.json src/zaal/interfaces/web/static/vendor/outline/world.json

Input is TopoJSON (Natural Earth 1:10m, public domain); output is GeoJSON: land to fill and borders to draw, each once.
Where Zaal begins (the Netherlands and Singapore) the line keeps its detail, elsewhere it is drawn for a small scale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

# Boxes (west, south, east, north) that keep their detail, and how far in degrees a line may deviate in and out of them.
DETAILED = ((2.5, 50.5, 7.5, 53.8), (103.3, 0.9, 104.6, 1.9))
FINE_DEGREES, COARSE_DEGREES = 0.002, 0.12
FINE_DECIMALS, COARSE_DECIMALS = 3, 2
SMALLEST_DEGREES = 0.5

Point = tuple[float, float]


def main(source: Path, target: Path) -> None:
    """Read the TopoJSON, write the GeoJSON."""
    topology = json.loads(source.read_text())
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    land = [ring for ring in (ring_of(each, arcs) for each in rings(topology["objects"]["land"])) if is_seen(ring)]
    borders = [arcs[index] for index in inner_arcs(topology["objects"]["countries"])]
    features = [
        feature("land", "MultiPolygon", [[simplified(ring)] for ring in land]),
        feature("borders", "MultiLineString", [simplified(line) for line in borders]),
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    target.write_text(text)
    sys.stdout.write(f"{target}: {len(text) // 1024} KB\n")


def feature(kind: str, shape: str, coordinates: list[Any]) -> dict[str, Any]:
    """Write one GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {"kind": kind},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Undo TopoJSON's steps: each point is written as the difference with the one before, in whole grid units."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """List the outer rings; lakes and other holes are left out."""
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings(part)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [polygon[0] for polygon in polygons]


def ring_of(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs into a ring; a negative index is an arc walked backwards."""
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def inner_arcs(geometry: dict[str, Any]) -> list[int]:
    """List the arcs that two countries share: borders, not coasts."""
    used: dict[int, int] = {}
    for country in geometry["geometries"]:
        if "arcs" not in country:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for index in (index for polygon in polygons for ring in polygon for index in ring):
            used[max(index, ~index)] = used.get(max(index, ~index), 0) + 1
    return [index for index, times in used.items() if times > 1]


def simplified(points: list[Point]) -> list[Point]:
    """Drop points nearly on the line between others (Douglas and Peucker), fewer of them where detail counts."""
    kept = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far, index = max((deviation(points[i], points[first], points[last]), i) for i in between)
        if far > (FINE_DEGREES if any(is_detailed(points[i]) for i in between) else COARSE_DEGREES):
            kept.add(index)
            stack += [(first, index), (index, last)]
    return [*dict.fromkeys(rounded(points[i]) for i in sorted(kept)[:-1]), rounded(points[-1])]


def deviation(point: Point, start: Point, end: Point) -> float:
    """Measure how far a point lies from the line from start to end."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return ((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5


def rounded(point: Point) -> Point:
    """Keep about a hundred metres where detail counts, about a kilometre elsewhere."""
    decimals = FINE_DECIMALS if is_detailed(point) else COARSE_DECIMALS
    return round(point[0], decimals), round(point[1], decimals)


def is_detailed(point: Point) -> bool:
    """Tell whether the point lies where the line keeps its detail."""
    x, y = point
    return any(west <= x <= east and south <= y <= north for west, south, east, north in DETAILED)


def is_seen(ring: list[Point]) -> bool:
    """Tell whether an island is large enough to draw, or lies where every one is."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys)) > SMALLEST_DEGREES or is_detailed(ring[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
