"""What `bench pages` holds against a page, without a browser: the aims of the face."""

from __future__ import annotations

import json

import pytest

from zaal.interfaces.cli.benching import lighthouse, pages
from zaal.interfaces.cli.benching.figures import Figures

GOOD = {
    "scores": {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100},
    "layout_shift": 0.02,
    "first_view_bytes": 100_000,
    "pressed": 3,
    "interaction_ms": 100,
    "axe": {"en": [], "nl": []},
}


def test_a_page_at_the_aims_misses_none() -> None:
    assert pages.missed([_figures(GOOD)]) == []


@pytest.mark.parametrize(
    ("worse", "said"),
    [
        ({"scores": {"performance": 97}}, "home: performance 97, aim 98"),
        ({"layout_shift": 0.021}, "home: layout_shift 0.021, aim 0.02"),
        ({"first_view_bytes": 100_001}, "home: first_view_bytes 100001, aim 100000"),
        ({"interaction_ms": 101}, "home: interaction_ms 101, aim 100"),
        ({"axe": {"en": [], "nl": ["color-contrast", "label"]}}, "home: axe in nl: color-contrast, label"),
        ({"pressed": 0}, "home: nothing there to press: name another place in the list"),
    ],
)
def test_each_aim_missed_is_named(worse: dict[str, object], said: str) -> None:
    assert pages.missed([_figures({**GOOD, **worse})]) == [said]


def test_pictures_and_the_map_do_not_count_in_the_first_view() -> None:
    report = json.loads(
        """{"categories": {
              "performance": {"score": 0.99, "auditRefs": [{"id": "largest-contentful-paint", "weight": 25}]},
              "accessibility": {"score": 1, "auditRefs": []}, "best-practices": {"score": 1, "auditRefs": []},
              "seo": {"score": 1, "auditRefs": [{"id": "is-crawlable", "weight": 4}]}},
            "audits": {
              "first-contentful-paint": {"numericValue": 900.4, "score": 1},
              "largest-contentful-paint": {"numericValue": 1500.6, "score": 0.97},
              "total-blocking-time": {"numericValue": 0, "score": 1},
              "cumulative-layout-shift": {"numericValue": 0.01249, "score": 1},
              "is-crawlable": {"score": null},
              "network-requests": {"details": {"items": [
                {"url": "http://a/", "resourceType": "Document", "transferSize": 4000},
                {"url": "http://a/static/css/zaal.css", "resourceType": "Stylesheet", "transferSize": 9000},
                {"url": "http://a/drawn/b.svg", "resourceType": "Image", "transferSize": 50000},
                {"url": "http://a/static/vendor/leaflet/leaflet.js", "resourceType": "Script", "transferSize": 42000}
              ]}}}}"""
    )

    read = lighthouse.read(report)

    assert read.first_view_bytes == 13_000
    assert (read.scores["performance"], read.layout_shift, read.largest_paint_ms) == (99, 0.012, 1501)
    assert read.faults == ("largest-contentful-paint 97",)


def _figures(result: dict[str, object]) -> Figures:
    return Figures("home", {"runs": 1}, 1400, 1400, 0.1, result)
