"""When are rows of published hotel lists the same house: by name, postcode, address and distance.

The rule, in this order. Two rows of one source with two ids are two houses: the list says so, and a suspicion
is told, never acted on. Rows of two sources are one house when the name is the same and they share a postcode or
lie within 500 m (exact), or when something else vouches for it (likely; told as a finding). A house has at most
one row of each source, and the best match is taken first, so the order in which lists arrive does not matter.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from zaal.domain.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

EARTH_METRES: Final = 6_371_000
SAME_NAME_METRES: Final = 500
SIMILAR_NAME_METRES: Final = 150
SAME_POSTCODE_METRES: Final = 100
SUSPECT_METRES: Final = 60
SAME_NAME_SUSPECT_METRES: Final = 150
_ALIKE: Final = 0.85
_SUSPECT: Final = 0.7
_SIZE_TOLERANCE: Final = 0.1
_STREET_WORDS: Final = 3
# Words that say what it is, not which one it is.
_SILENT: Final = frozenset({"hotel", "hotels", "the", "and", "at", "pte", "ltd", "bv"})


@dataclass(frozen=True, slots=True)
class HotelRow:
    """One hotel as one published list tells it.

    ``source`` and ``external_id`` together are stable: the same row has them again at the next import.
    ``lat``, ``lon`` are WGS84 degrees. ``country`` (ISO 3166), ``city``, ``postcode``, ``address``, ``time_zone``
    (IANA) and ``currency`` (ISO 4217) are empty where the list does not say: the importer takes country, city,
    zone and currency from the nearest place.
    """

    source: str
    external_id: str
    name: str
    name_as_given: str
    address: str
    postcode: str
    city: str
    country: str
    lat: float
    lon: float
    bedrooms: int | None
    stars: int | None
    email: str | None
    website: str | None
    time_zone: str
    currency: str

    @property
    def key(self) -> tuple[str, str]:
        return self.source, self.external_id


class MatchKind(StrEnum):
    """How sure we are that two rows are one house; only exact and likely ones are merged."""

    EXACT = "exact"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for two rows; ``why`` is a stable word for the reason."""

    kind: MatchKind
    why: str

    @property
    def is_same_house(self) -> bool:
        return self.kind in {MatchKind.EXACT, MatchKind.LIKELY}


@dataclass(frozen=True, slots=True)
class House:
    """One house and all rows that tell of it, the leading one first (sources in alphabetical order).

    ``match`` is the least sure match that brought its rows together.
    """

    rows: tuple[HotelRow, ...]
    match: Match

    @property
    def lead(self) -> HotelRow:
        return self.rows[0]


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """Two rows that could be one house; sorts the surest and nearest pair first, then by id."""

    rank: int
    metres: float
    first: tuple[str, str]
    second: tuple[str, str]
    why: str


_ONE_ROW = Match(MatchKind.EXACT, "one_row")
_RANKS = (MatchKind.EXACT, MatchKind.LIKELY)


def compare(a: HotelRow, b: HotelRow) -> Match:
    """Say whether two rows are the same house, and why."""
    if a.source == b.source:
        return _ONE_ROW if a.external_id == b.external_id else _suspicion(a, b)
    metres = metres_between(a, b)
    same_postcode = bool(a.postcode) and _squeezed(a.postcode) == _squeezed(b.postcode)
    if core_name(a.name) == core_name(b.name) and (same_postcode or metres <= SAME_NAME_METRES):
        return Match(MatchKind.EXACT, "same_name")
    if same_postcode and metres <= SAME_POSTCODE_METRES:
        return _vouched(a, b)
    postcodes_differ = bool(a.postcode and b.postcode) and not same_postcode
    if metres <= SIMILAR_NAME_METRES and not postcodes_differ and likeness(a.name, b.name) >= _ALIKE:
        return Match(MatchKind.LIKELY, "similar_name")
    return _suspicion(a, b)


def same_house(a: HotelRow, b: HotelRow) -> bool:
    """Tell whether two rows may be merged into one house."""
    return compare(a, b).is_same_house


def merge(rows: Iterable[HotelRow]) -> tuple[House, ...]:
    """Gather rows into houses, each with at most one row of a source; a row given twice counts once, as given last.

    The answer depends only on the set of rows. Cost: the rows within about 500 m of each row.
    """
    by_key = {row.key: row for row in rows}
    ordered = [by_key[key] for key in sorted(by_key)]
    group_of: dict[tuple[str, str], int] = {row.key: number for number, row in enumerate(ordered)}
    groups: dict[int, list[HotelRow]] = {number: [row] for number, row in enumerate(ordered)}
    matches = dict.fromkeys(groups, _ONE_ROW)
    for pair in sorted(_candidates(ordered)):
        keep, give = sorted((group_of[pair.first], group_of[pair.second]))
        sources = {row.source for row in groups[keep]}
        if keep == give or any(row.source in sources for row in groups[give]):
            continue
        groups[keep] += groups.pop(give)
        group_of.update({row.key: keep for row in groups[keep]})
        # Pairs come surest first, so the newest match is the least sure one.
        matches[keep] = Match(_RANKS[pair.rank], pair.why)
    return tuple(House(tuple(sorted(members, key=_key)), matches[number]) for number, members in groups.items())


def doubts(houses: Sequence[House]) -> tuple[Finding, ...]:
    """List what a person should look at: merges under another name, and neighbours that may be one house.

    Codes: ``merged_under_another_name`` (``names``, ``why``) and ``possible_duplicate`` (``names``, ``ids``,
    ``metres``, ``why``).
    """
    merged = tuple(
        Finding("merged_under_another_name", {"names": _names(house), "ids": _ids(house), "why": house.match.why})
        for house in houses
        if house.match.kind is MatchKind.LIKELY
    )
    leads = {house.lead.key: house for house in houses}
    suspects = [
        (metres, a, b, match.why)
        for a, b, metres in _neighbours([house.lead for house in houses], SAME_NAME_SUSPECT_METRES)
        if (match := _between(leads[a.key], leads[b.key])).kind is not MatchKind.DIFFERENT
    ]
    return merged + tuple(
        Finding(
            "possible_duplicate",
            {"names": (a.name, b.name), "ids": (a.key, b.key), "metres": round(metres), "why": why},
        )
        for metres, a, b, why in sorted(suspects, key=lambda found: (found[1].key, found[2].key))
    )


def metres_between(a: HotelRow, b: HotelRow) -> float:
    """Return the distance over the ground in metres."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(min(1.0, half)))


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """Reduce a name to its words: small letters, no accents, no punctuation."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(sign for sign in apart if not unicodedata.combining(sign))))


@lru_cache(maxsize=100_000)
def core_name(name: str) -> str:
    """Reduce a name to what tells it from others: without ``hotel``, ``the``, and the chain after ``by``."""
    without_chain = re.sub(r"\bby\s+[\w'\u2019-]+", " ", name, flags=re.IGNORECASE)
    words = [word for word in plain_name(without_chain).split() if word not in _SILENT]
    return " ".join(words) or plain_name(name)


def likeness(a: str, b: str) -> float:
    """Return 0 to 1: how alike two names are, whatever the order of their words."""
    first, second = core_name(a), core_name(b)
    in_order = SequenceMatcher(None, first, second, autojunk=False).ratio()
    if in_order >= _ALIKE:
        return in_order
    words_sorted = (" ".join(sorted(first.split())), " ".join(sorted(second.split())))
    return max(in_order, SequenceMatcher(None, *words_sorted, autojunk=False).ratio())


def _vouched(a: HotelRow, b: HotelRow) -> Match:
    """Judge two names at one postcode: a renamed hotel, or two hotels in one building."""
    if likeness(a.name, b.name) >= _ALIKE:
        return Match(MatchKind.LIKELY, "similar_name")
    if _address_names(a, b) or _address_names(b, a):
        return Match(MatchKind.LIKELY, "address_names_other")
    if _same_street_number(a, b) and _same_size(a, b):
        return Match(MatchKind.LIKELY, "same_address_and_size")
    return Match(MatchKind.DOUBTFUL, "same_postcode")


def _suspicion(a: HotelRow, b: HotelRow) -> Match:
    """Judge two houses that stay two: one name within 150 m, or nearly one name within 60 m, is worth a look."""
    metres = metres_between(a, b)
    first, second = core_name(a.name), core_name(b.name)
    if first == second and metres <= SAME_NAME_SUSPECT_METRES:
        return Match(MatchKind.DOUBTFUL, "same_name")
    shorter, longer = sorted((set(first.split()), set(second.split())), key=len)
    if metres <= SUSPECT_METRES and (shorter <= longer or likeness(a.name, b.name) >= _SUSPECT):
        return Match(MatchKind.DOUBTFUL, "similar_name")
    return Match(MatchKind.DIFFERENT, "different")


def _between(a: House, b: House) -> Match:
    """Compare two houses: when one list has both, that list says they are two, and only their names raise a doubt."""
    if {row.source for row in a.rows} & {row.source for row in b.rows}:
        return _suspicion(a.lead, b.lead)
    return compare(a.lead, b.lead)


def _address_names(a: HotelRow, b: HotelRow) -> bool:
    """Tell whether a's address holds b's name: ``5 Jalan Pinang Tree in Lodge`` is what the hotel was called before."""
    name = core_name(b.name)
    return len(name) > _STREET_WORDS and f" {name} " in f" {core_name(a.address)} "


def _same_street_number(a: HotelRow, b: HotelRow) -> bool:
    first, second = plain_name(a.address).split()[:_STREET_WORDS], plain_name(b.address).split()[:_STREET_WORDS]
    return len(first) == _STREET_WORDS and first == second and any(sign.isdigit() for sign in first[0])


def _same_size(a: HotelRow, b: HotelRow) -> bool:
    if a.bedrooms is None or b.bedrooms is None:
        return False
    return abs(a.bedrooms - b.bedrooms) <= max(a.bedrooms, b.bedrooms) * _SIZE_TOLERANCE


def _candidates(rows: Sequence[HotelRow]) -> Iterator[_Pair]:
    for a, b, metres in _neighbours(rows, SAME_NAME_METRES):
        if a.source != b.source and (match := compare(a, b)).is_same_house:
            yield _Pair(_RANKS.index(match.kind), metres, a.key, b.key, match.why)


def _neighbours(rows: Sequence[HotelRow], within_metres: int) -> Iterator[tuple[HotelRow, HotelRow, float]]:
    """Yield each pair within a distance once, by way of a grid of cubes, which has no seam at the date line."""
    grid: Mapping[tuple[int, ...], list[HotelRow]] = defaultdict(list)
    for row in rows:
        cell = _cell(row, within_metres)
        for step in product((-1, 0, 1), repeat=3):
            for other in grid.get(tuple(at + by for at, by in zip(cell, step, strict=True)), ()):
                metres = metres_between(other, row)
                if metres <= within_metres:
                    yield other, row, metres
        grid[cell].append(row)


def _cell(row: HotelRow, size_metres: int) -> tuple[int, ...]:
    lat, lon = math.radians(row.lat), math.radians(row.lon)
    place = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
    return tuple(math.floor(part * EARTH_METRES / size_metres) for part in place)


def _squeezed(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def _key(row: HotelRow) -> tuple[str, str]:
    return row.key


def _names(house: House) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.name for row in house.rows))


def _ids(house: House) -> tuple[tuple[str, str], ...]:
    return tuple(row.key for row in house.rows)
