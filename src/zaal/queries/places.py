"""Finding the place somebody means: cities, districts, airports, hotels and points, as people type them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from babel import Locale
from django.db import connection

from zaal.domain import places
from zaal.domain.places import (
    Candidate,
    Likeness,
    PlaceAmbiguous,
    PlaceKind,
    PlaceUnknown,
    Point,
    Reading,
    distance_km,
    fold,
)

LANGUAGES = ("en", "nl", "zh")
LANGUAGE_LETTERS = 2
COUNTRY_WORDS = {
    "uk": "GB",
    "vk": "GB",
    "usa": "US",
    "vs": "US",
    "holland": "NL",
    "uae": "AE",
    "nld": "NL",
    "sgp": "SG",
}
NEAR_CITY_KM = 30
VENUE_WEIGHT = 1_000
MOST_STARTS, MOST_ALIKE, MOST_VENUES = 40, 60, 20
SHORTEST_ALIKE = 3
CODE_LETTERS = 3

_PLACE_COLUMNS = """
    met.folded, met.language, place.place_id, place.kind, place.name, place.country, place.region, place.region_code,
    place.lat, place.lon, place.weight, place.radius_km, place.time_zone,
    COALESCE((SELECT own.name FROM places_placename own
              WHERE own.place_id = place.place_id AND own.language = %(language)s ORDER BY own.id LIMIT 1),
             place.name) AS local_name
"""
_NAMED = f"""
    WITH met AS (
        (SELECT place_id, folded, language FROM places_placename WHERE folded = ANY(%(names)s))
        UNION ALL
        (SELECT name.place_id, name.folded, name.language
         FROM places_placename name JOIN places_place place USING (place_id)
         WHERE name.folded LIKE %(start)s ORDER BY place.weight DESC, name.id LIMIT {MOST_STARTS})
    )
    SELECT {_PLACE_COLUMNS} FROM met JOIN places_place place USING (place_id)
"""  # noqa: S608 - only constants of this module are put in
_ALIKE = f"""
    WITH met AS (
        SELECT name.place_id, name.folded, name.language
        FROM places_placename name JOIN places_place place USING (place_id)
        WHERE name.folded %% %(name)s AND length(name.folded) > {CODE_LETTERS}
        ORDER BY similarity(name.folded, %(name)s) DESC, place.weight DESC, name.id LIMIT {MOST_ALIKE}
    )
    SELECT {_PLACE_COLUMNS} FROM met JOIN places_place place USING (place_id)
"""  # noqa: S608 - only constants of this module are put in
_NEAREST = """
    SELECT country, time_zone FROM places_place
    ORDER BY (lat - %(lat)s) ^ 2 + (least(abs(lon - %(lon)s), 360 - abs(lon - %(lon)s)) * cosd(%(lat)s)) ^ 2
    LIMIT 1
"""
_VENUES = f"""
    SELECT slug, name, name_folded, city, country, lat, lon, time_zone, name_folded = ANY(%(names)s) AS is_whole,
           name_folded LIKE %(start)s AS is_start
    FROM venues_venue
    WHERE listed AND (name_folded = ANY(%(names)s) OR name_folded LIKE %(start)s OR %(whole)s <%% name_folded)
    ORDER BY is_whole DESC, is_start DESC, word_similarity(%(whole)s, name_folded) DESC, slug LIMIT {MOST_VENUES}
"""  # noqa: S608 - only constants of this module are put in


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place to search near, named in the asker's language; its ``label`` typed back finds it again."""

    kind: PlaceKind
    name: str
    region: str
    country: str
    lat: float
    lon: float
    radius_km: float
    time_zone: str
    label: str
    venue_slug: str = ""


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What the text may mean, likeliest first; ``certain`` when the first is clearly meant."""

    matches: tuple[FoundPlace, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Met:
    """A place with the folded name by which the text met it, and the words that may narrow that name down."""

    folded: str
    candidate: Candidate
    found: FoundPlace
    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that a text may mean, likeliest first, and how many of the first truly bear the name."""

    matches: tuple[FoundPlace, ...]
    certain: bool
    namesakes: int


def find(text: str, *, language: str, limit: int = 6) -> PlaceAnswer:
    """Find what the text may mean, for a search or while somebody types; at most three statements.

    Coordinates (decimal degrees) are a place by themselves. Empty or endless text means nothing: no matches.

    Refuses: PlaceOutOfRange.
    """
    asked = _ask(places.tidy(text), language)
    return PlaceAnswer(asked.matches[:limit], certain=asked.certain)


def the_one(text: str, *, language: str, limit: int = 6) -> FoundPlace:
    """Find the one place that is clearly meant.

    Refuses: PlaceUnknown, PlaceAmbiguous (both with the labels to offer), PlaceOutOfRange.
    """
    tidied = places.tidy(text)
    asked = _ask(tidied, language)
    if asked.certain:
        return asked.matches[0]
    shown, labels = tidied[: places.LONGEST_TEXT], tuple(match.label for match in asked.matches[:limit])
    if asked.namesakes:
        raise PlaceAmbiguous(text=shown, matches=labels[: asked.namesakes])
    raise PlaceUnknown(text=shown, suggestions=labels)


def own_language(language: str) -> str:
    """Return the language in which the gazetteer names places for a reader of ``zh-hans``; empty where it has none."""
    letters = language[:LANGUAGE_LETTERS]
    return letters if letters in LANGUAGES else ""


def _ask(text: str, language: str) -> _Asked:
    point = places.coordinates(text)
    if point is not None:
        return _Asked((_at(point),), certain=True, namesakes=1)
    readings = places.readings(text)
    if not readings[0].name or len(text) > places.LONGEST_TEXT:
        return _Asked((), certain=False, namesakes=0)
    spoken = own_language(language) or LANGUAGES[0]
    met = _named(readings, spoken) + _venues(readings, spoken)
    if not any(places.is_said(each.candidate) for each in met):
        met += _alike(readings, spoken)
    ranked = places.ranked(each.candidate for each in met)
    found = {each.candidate.place_id: each.found for each in met}
    return _Asked(
        tuple(found[candidate.place_id] for candidate in ranked),
        certain=places.clearly_first(ranked),
        namesakes=len(places.namesakes(ranked)),
    )


def _at(point: Point) -> FoundPlace:
    """Make a place of a point; the nearest known place tells its country and time zone."""
    nearest = _rows(_NEAREST, lat=point.lat, lon=point.lon)
    name = f"{round(point.lat, 6)}, {round(point.lon, 6)}"
    return FoundPlace(
        kind=PlaceKind.COORDINATES,
        name=name,
        region="",
        country=nearest[0]["country"] if nearest else "",
        lat=point.lat,
        lon=point.lon,
        radius_km=places.radius_km(PlaceKind.COORDINATES, 0),
        time_zone=nearest[0]["time_zone"] if nearest else "UTC",
        label=name,
    )


def _named(readings: tuple[Reading, ...], language: str) -> list[_Met]:
    """Find the places with the typed name, and those whose name starts so."""
    whole = readings[0].name
    rows = _rows(_NAMED, names=_names(readings), start=f"{whole}%", language=language)
    met = [_met_place(row, language) for row in rows]
    starting = [_as(each, Likeness.START, whole) for each in met if each.folded.startswith(whole)]
    return _read(readings, met) + [each for each in starting if each.folded != whole]


def _venues(readings: tuple[Reading, ...], language: str) -> list[_Met]:
    """Find the listed hotels with the typed name, or with the typed words in it."""
    whole = readings[0].name
    met = [
        (_met_venue(row, language), Likeness.START if row["is_start"] else Likeness.WORDS)
        for row in _rows(_VENUES, names=_names(readings), start=f"{whole}%", whole=whole)
    ]
    partly = [_as(each, likeness, whole) for each, likeness in met if each.folded != whole]
    said = _read(readings, [each for each, _ in met])
    return said + [each for each in partly if len(whole) >= SHORTEST_ALIKE or each.candidate.likeness is Likeness.START]


def _alike(readings: tuple[Reading, ...], language: str) -> list[_Met]:
    """Find the places whose name is like the typed one; what narrows the name down must be right to be forgiven."""
    reading = max((each for each in readings if each.guess <= 1), key=lambda each: len(each.narrowed_by))
    if len(reading.name) < SHORTEST_ALIKE:
        return []
    met = [_met_place(row, language) for row in _rows(_ALIKE, name=reading.name, language=language)]
    alike = [_as(each, Likeness.TYPO, reading.name) for each in met]
    return [each if _is_in(each, reading, met) else _resembling(each) for each in alike]


def _read(readings: tuple[Reading, ...], met: list[_Met]) -> list[_Met]:
    """Keep what the most literal reading means: the whole text, else up to the comma, else either end of the words."""
    for guess in range(3):
        some = [reading for reading in readings if reading.guess == guess]
        said = [each for reading in some for each in met if each.folded == reading.name and _is_in(each, reading, met)]
        if said:
            return said
    return []


def _is_in(one: _Met, reading: Reading, met: list[_Met]) -> bool:
    """Tell whether a place lies in all that the text narrows it down to: region, country or a bigger city near."""
    cities = {
        other.folded
        for other in met
        if other.folded in reading.narrowed_by
        and other.candidate.kind is PlaceKind.CITY
        and other.candidate.weight > one.candidate.weight
        and distance_km(one.candidate.point, other.candidate.point) < NEAR_CITY_KM
    }
    return all(words in one.areas or words in cities for words in reading.narrowed_by)


def _as(one: _Met, likeness: Likeness, typed: str) -> _Met:
    """Tell how the typed name meets this one, when it is not wholly the same."""
    if likeness is Likeness.WORDS:
        return replace(one, candidate=replace(one.candidate, likeness=likeness))
    edits = places.edits(typed, one.folded)
    forgiven = places.forgiven_edits(typed)
    return replace(one, candidate=replace(one.candidate, likeness=likeness, edits=edits, forgiven=forgiven))


def _resembling(one: _Met) -> _Met:
    return replace(one, candidate=replace(one.candidate, forgiven=0))


def _met_place(row: dict[str, Any], language: str) -> _Met:
    kind, name, country = PlaceKind(row["kind"]), row["local_name"], row["country"]
    is_code = row["place_id"] == f"iata:{row['folded'].upper()}"
    is_first = is_code or row["language"] != "" or row["folded"] == fold(row["name"])
    return _Met(
        folded=row["folded"],
        candidate=Candidate(
            place_id=row["place_id"],
            kind=kind,
            country=country,
            point=Point(row["lat"], row["lon"]),
            weight=row["weight"],
            likeness=Likeness.CODE if is_code else Likeness.NAME,
            other_name=not is_first,
        ),
        found=FoundPlace(
            kind=kind,
            name=name,
            region=row["region"],
            country=country,
            lat=row["lat"],
            lon=row["lon"],
            radius_km=row["radius_km"],
            time_zone=row["time_zone"],
            label=_label(name, row["region"], country, language),
        ),
        areas=_areas(country, row["region"], row["region_code"]),
    )


def _met_venue(row: dict[str, Any], language: str) -> _Met:
    point = Point(row["lat"], row["lon"])
    return _Met(
        folded=row["name_folded"],
        candidate=Candidate(
            f"venue:{row['slug']}", PlaceKind.VENUE, row["country"], point, VENUE_WEIGHT, Likeness.NAME
        ),
        found=FoundPlace(
            kind=PlaceKind.VENUE,
            name=row["name"],
            region=row["city"],
            country=row["country"],
            lat=point.lat,
            lon=point.lon,
            radius_km=places.radius_km(PlaceKind.VENUE, 0),
            time_zone=row["time_zone"],
            label=_label(row["name"], row["city"], row["country"], language),
            venue_slug=row["slug"],
        ),
        areas=_areas(row["country"], row["city"]),
    )


def _label(name: str, region: str, country: str, language: str) -> str:
    """Write name, region and country with commas, and nothing twice: Singapore, not Singapore, Singapore."""
    parts = [part for part in (name, region, _country_names(language).get(country, country)) if part]
    return ", ".join({fold(part): part for part in reversed(parts)}[key] for key in dict.fromkeys(map(fold, parts)))


def _areas(country: str, *areas: str) -> frozenset[str]:
    return frozenset({fold(area) for area in areas if area} | _country_words()[country] | {country.lower()})


@cache
def _country_names(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


@cache
def _country_words() -> defaultdict[str, frozenset[str]]:
    """Collect what each country is called in our languages, folded."""
    words: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for code, name in (named for language in LANGUAGES for named in _country_names(language).items()):
        words[code] |= {fold(name)}
    for word, code in COUNTRY_WORDS.items():
        words[code] |= {word}
    return words


def _names(readings: tuple[Reading, ...]) -> list[str]:
    """List every name that a reading looks for, and what narrows it down: that may be a city near."""
    return sorted({name for reading in readings for name in (reading.name, *reading.narrowed_by)})


def _rows(statement: str, **values: str | float | list[str]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
