"""Places as people type them: folding, reading coordinates, and when a name clearly means one place."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_TEXT = 120
MAX_LATITUDE, MAX_LONGITUDE = 90, 180
EARTH_RADIUS_KM = 6371.0088
SHORTEST_FORGIVEN, LONG_TEXT = 5, 9
TIMES_ABROAD, TIMES_AT_HOME = 8, 40
# A name that is not a place's first one counts for less, and the start of such a name for little.
OTHER_NAME_DISCOUNT, OTHER_START_DISCOUNT = 3, 20
DOUBLE_KM = 10
MOST_WORDS = 6
CHINESE_CITY = "市"
# How near the text came to a name, best first.
SAID, NEARLY_SAID, STARTS_SO, SOME_WORDS, RESEMBLES = range(5)

# Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "\u0131": "i",
        "þ": "th",
        "ŋ": "n",
        "ə": "e",
    }
)
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")  # noqa: RUF001 - the look-alikes are the point
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_PARTS = re.compile("[,;()，；（）]")
_DEGREES = r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*"
_COORDINATES = re.compile(rf"(?:geo:)?{_DEGREES}([NS]?)\s*(?:[,;]\s*|\s+){_DEGREES}([EW]?)", re.IGNORECASE)


class PlaceKind(StrEnum):
    """What a found place is; it sets how wide a circle around it is meant."""

    CITY = "city"
    DISTRICT = "district"
    AIRPORT = "airport"
    LANDMARK = "landmark"
    COUNTRY = "country"
    COORDINATES = "coordinates"
    VENUE = "venue"


class Likeness(StrEnum):
    """How the typed text meets a name: wholly, as an airport's code, as its start, by words in it, misspelt."""

    NAME = "name"
    CODE = "code"
    START = "start"
    WORDS = "words"
    TYPO = "typo"


class PlaceUnknown(Invalid):
    """Nothing is called that; ``suggestions`` come nearest."""

    code = "place_unknown"


class PlaceAmbiguous(Invalid):
    """Several places are called that; ``matches`` are offered, none is guessed."""

    code = "place_ambiguous"


class PlaceOutOfRange(Invalid):
    """These coordinates are not on the globe."""

    code = "place_out_of_range"


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the globe in decimal degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read typed text: a folded name, and folded words that say which place of that name.

    ``guess`` is how much is guessed: 0 the text as it stands, 1 a name before a comma, 2 a name at either end.
    """

    guess: int
    name: str
    narrowed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that the typed text may mean.

    ``weight`` is its people, or what an airport or landmark is worth in people; ``edits`` the letters that are off
    in a name not wholly met, of which ``forgiven`` many may be; ``other_name`` that the name met is not its first.
    """

    place_id: str
    kind: PlaceKind
    country: str
    point: Point
    weight: int
    likeness: Likeness
    edits: int = 0
    forgiven: int = 0
    other_name: bool = False


def fold(text: str) -> str:
    """Bring a name into the form in which names are compared: no accents, capitals or punctuation, single spaces."""
    taken_apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_PLAIN_LETTERS)
    without_accents = "".join(c for c in taken_apart if not unicodedata.combining(c))
    return _NO_LETTER_OR_DIGIT.sub(" ", without_accents).strip()


def tidy(text: str) -> str:
    """Take control characters and doubled spaces out of typed text."""
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in text).split())


def readings(text: str) -> tuple[Reading, ...]:
    """List the ways to read typed text, the whole of it first.

    ``Hengelo, Gelderland`` and ``Hengelo (Gld)`` narrow a name down; without a comma or bracket either end may be
    the name (``London Ontario``, ``Amsterdam Jordaan``). A Chinese name may end in the word for city.
    """
    parts = tuple(part for part in map(fold, _PARTS.split(text)) if part)
    whole = " ".join(parts)
    words = whole.split()
    found = [Reading(0, whole), *([Reading(1, parts[0], parts[1:])] if len(parts) > 1 else [])]
    if whole.endswith(CHINESE_CITY) and len(whole) > len("海牙"):
        found.append(Reading(1, whole.removesuffix(CHINESE_CITY)))
    for cut in range(len(words) - 1, 0, -1) if len(words) <= MOST_WORDS else ():
        start, end = " ".join(words[:cut]), " ".join(words[cut:])
        found += [Reading(2, start, (end,)), Reading(2, end, (start,))]
    return tuple(found)


def coordinates(text: str) -> Point | None:
    """Read ``1.2834,103.8607``, ``52,37 4,89`` or ``52.37N 4.89E``; None when the text is no pair of numbers.

    Refuses: PlaceOutOfRange.
    """
    found = _COORDINATES.fullmatch(text.strip())
    if found is None:
        return None
    lat = _degrees(found[1], negative=found[2] in "Ss" and found[2] != "")
    lon = _degrees(found[3], negative=found[4] in "Ww" and found[4] != "")
    if abs(lat) > MAX_LATITUDE or abs(lon) > MAX_LONGITUDE:
        raise PlaceOutOfRange(lat=lat, lon=lon)
    return Point(lat, lon)


def distance_km(here: Point, there: Point) -> float:
    """Measure along the globe (haversine), in kilometres."""
    lat, other_lat = math.radians(here.lat), math.radians(there.lat)
    half_lat, half_lon = (other_lat - lat) / 2, math.radians(there.lon - here.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def bearing(here: Point, there: Point) -> float:
    """Return in which direction one sets out from here to there, in degrees clockwise from north, below 360."""
    lat, other_lat = math.radians(here.lat), math.radians(there.lat)
    east = math.radians(there.lon - here.lon)
    x = math.sin(east) * math.cos(other_lat)
    y = math.cos(lat) * math.sin(other_lat) - math.sin(lat) * math.cos(other_lat) * math.cos(east)
    return math.degrees(math.atan2(x, y)) % 360


def radius_km(kind: PlaceKind, population: int) -> float:
    """Tell how wide a circle somebody means who names such a place, in kilometres; a country's is measured instead."""
    if kind is PlaceKind.CITY:
        steps = ((1_000_000, 20.0), (500_000, 15.0), (200_000, 12.0), (100_000, 10.0), (30_000, 7.0))
        return next((radius for people, radius in steps if population >= people), 5.0)
    return {PlaceKind.DISTRICT: 3.0, PlaceKind.AIRPORT: 10.0, PlaceKind.VENUE: 1.0}.get(kind, 2.0)


def edits(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with a neighbour to turn one text into the other."""
    two_above: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, other_letter in enumerate(other):
            cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != other_letter))
            if i and j and letter == other[j - 1] and one[i - 1] == other_letter:
                cost = min(cost, two_above[j - 1] + 1)
            row.append(cost)
        two_above, above = above, row
    return above[-1]


def forgiven_edits(text: str) -> int:
    """Tell how many wrong letters are forgiven in a text of this length: a short one turns into another name."""
    if len(text) < SHORTEST_FORGIVEN:
        return 0
    return 1 if len(text) < LONG_TEXT else 2


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put the likeliest first, each place once, and a double that lies beside its likelier namesake left out."""
    kept: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_rank):
        if candidate.place_id not in kept and not any(_doubles(candidate, other) for other in kept.values()):
            kept[candidate.place_id] = candidate
    return tuple(kept.values())


def clearly_first(candidates: Sequence[Candidate]) -> bool:
    """Tell whether the first of these ranked candidates is what the text means, not one of several.

    A whole name, a name one or two letters off, or the start of one hotel's name only. A namesake abroad is passed over
    when it weighs 8 times less, one in the same country only at 40 times: both Hengelos are one country's.
    """
    if not candidates or _tier(candidates[0]) > STARTS_SO:
        return False
    first, rivals = candidates[0], [other for other in candidates[1:] if _rivals(other, candidates[0])]
    if _tier(first) == STARTS_SO:
        return first.kind is PlaceKind.VENUE and not rivals
    return all(_worth(first) >= _times(first, other) * _worth(other) for other in rivals)


def is_said(candidate: Candidate) -> bool:
    """Tell whether the whole name, or the airport's code, was typed."""
    return candidate.likeness in {Likeness.NAME, Likeness.CODE}


def namesakes(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Keep of these ranked candidates the first and those that bear the name as much as it; none when none bears it."""
    if not candidates or _tier(candidates[0]) > STARTS_SO:
        return ()
    return tuple(other for other in candidates if _tier(other) == _tier(candidates[0]))


def _degrees(number: str, *, negative: bool) -> float:
    degrees = float(number.replace(",", "."))
    return -degrees if negative else degrees


def _tier(candidate: Candidate) -> int:
    if is_said(candidate):
        return SAID
    if 0 < candidate.edits <= candidate.forgiven:
        return NEARLY_SAID
    return {Likeness.START: STARTS_SO, Likeness.WORDS: SOME_WORDS}.get(candidate.likeness, RESEMBLES)


def _rank(candidate: Candidate) -> tuple[int, int, float, str]:
    tier = _tier(candidate)
    edits_count = candidate.edits if tier in {NEARLY_SAID, RESEMBLES} else 0
    return tier, edits_count, -_worth(candidate), candidate.place_id


def _worth(candidate: Candidate) -> float:
    if not candidate.other_name:
        return candidate.weight
    return candidate.weight / (OTHER_START_DISCOUNT if _tier(candidate) == STARTS_SO else OTHER_NAME_DISCOUNT)


def _doubles(candidate: Candidate, other: Candidate) -> bool:
    return (
        _tier(candidate) == _tier(other) == SAID
        and candidate.kind is other.kind is not PlaceKind.VENUE
        and candidate.country == other.country
        and distance_km(candidate.point, other.point) < DOUBLE_KM
    )


def _rivals(other: Candidate, first: Candidate) -> bool:
    """Tell whether both could be meant; an airport's code is no rival to the town of Oss or Ede."""
    if first.likeness is Likeness.NAME and other.likeness is Likeness.CODE:
        return False
    return _tier(other) == _tier(first) and (_tier(first) != NEARLY_SAID or other.edits <= first.edits)


def _times(first: Candidate, other: Candidate) -> int:
    return TIMES_AT_HOME if first.country == other.country else TIMES_ABROAD
