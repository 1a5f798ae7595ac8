"""What a house looks like from across the street, where nobody has sent a picture: decided from its facts.

The same facts give the same house for ever; what the facts leave open a stable throw of dice decides, by its slug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class House:
    """What is known of a house; ``story`` is all that is told about where and in what it stands."""

    slug: str
    name: str
    country: str
    city: str
    district: str
    stars: int | None
    bedrooms: int | None
    story: str


class Kind(StrEnum):
    """What kind of house it is to look at."""

    CANAL = "canal"
    BLOCK = "block"
    WORKS = "works"
    VILLA = "villa"
    GRAND = "grand"
    ROW = "row"
    TOWER = "tower"
    RESORT = "resort"
    ARCADE = "arcade"


class Before(StrEnum):
    """What lies before the house."""

    STREET = "street"
    WATER = "water"
    GREEN = "green"
    RAILS = "rails"
    AIRFIELD = "airfield"


class Design(NamedTuple):
    """What is to be drawn; the dice decide the rest."""

    kind: Kind
    before: Before
    is_tropical: bool
    bedrooms: int
    stars: int
    parts: int


# How many bedrooms and stars a house is drawn with where nobody told.
ASSUMED_BEDROOMS: Final = 90
ASSUMED_STARS: Final = 3
TROPICAL: Final = frozenset(
    (
        *("SG", "MY", "ID", "TH", "PH", "VN", "KH", "LA", "MM", "BN", "LK", "IN", "MV", "HK", "MO", "TW"),
        *("AE", "QA", "OM", "BH", "SA", "KW"),
        *("MX", "CR", "PA", "DO", "CU", "JM", "BR", "CO", "EC", "KE", "TZ", "GH", "NG"),
    )
)
_CANAL_COUNTRIES: Final = frozenset({"NL", "BE", "DK"})
_LARGE: Final = 200
_MIDDLING: Final = 120
_SMALL: Final = 60
_LARGEST_ON_CANAL: Final = 180
_IN_WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERED: Final = re.compile(r"\b(one|two|three|four|five|six)\b[a-z -]{0,12} (?:houses|warehouses|shophouses)")
# Words of the story that settle the kind, the first that is found.
_TOLD: Final = (
    (Kind.ROW, r"shophouse|five-foot|chinatown|letterpress|kampong"),
    (Kind.WORKS, r"factory|cotton mill|harbour shed|godown|printing house|brewery|loading bay|former works|ayer works"),
    (Kind.ARCADE, r"black-and-white|padang|verandah|assembly hall|trading house|colonial|museums"),
    (Kind.RESORT, r"resort|beach\b(?! road)|sentosa"),
    (Kind.VILLA, r"\bestate|monastery|almshouse|country house|castle|water mill|foot of the|casuarina trees|green end"),
    (Kind.CANAL, r"canal house|on a canal|warehouses|wharf cellars|old harbour|free harbour"),
    (Kind.TOWER, r"marina|kop van zuid|tower hotel|skyline|above the offices"),
    (Kind.BLOCK, r"campus|laboratories|business park|airfield|departure halls"),
    (Kind.GRAND, r"voorhout|courts and embassies|martini|boulevard|grand hotel|palace"),
)
_WATERSIDE: Final = re.compile(
    r"canal|harbour|wharf|river|quay|kade|bay\b|\bmaas|\bij\b|dok|beach|\bsea\b|tide|water|lake|jordaan"
)
_BY_RAIL: Final = re.compile(r"station|railway|tracks")
_BY_AIR: Final = re.compile(r"airport|airfield|departure halls|terminals|schiphol")
_GREEN: Final = re.compile(r"park|estate|green|dunes|garden|trees|slope|campus|monastery|hof\b|foot of")


class Dice:
    """Throws that always fall alike for the same house and question."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def throw(self, question: str, sides: int) -> int:
        """Return a number from 0 up to, not including, ``sides``."""
        return int.from_bytes(sha256(f"{self._seed}\0{question}".encode()).digest()[:6]) % sides

    def pick(self, question: str, choices: Sequence[T]) -> T:
        """Take one of the choices."""
        return choices[self.throw(question, len(choices))]

    def between(self, question: str, low: float, high: float) -> float:
        """Take a number between two, in a hundred steps."""
        return low + (high - low) * self.throw(question, 101) / 100


def design(house: House) -> Design:
    """Decide what a house looks like: its kind from what is told of it, else from its country and size."""
    story = house.story.lower()
    bedrooms = house.bedrooms or ASSUMED_BEDROOMS
    is_tropical = house.country in TROPICAL
    kind = _kind(house, story, bedrooms)
    told = _NUMBERED.search(story)
    return Design(
        kind=kind,
        before=_before(kind, story),
        is_tropical=is_tropical,
        bedrooms=bedrooms,
        stars=house.stars or ASSUMED_STARS,
        parts=_IN_WORDS[told[1]] if told else 0,
    )


def _kind(house: House, story: str, bedrooms: int) -> Kind:
    told = next((kind for kind, words in _TOLD if re.search(words, story)), None)
    if told is None:
        return _usual_kind(house, bedrooms)
    return Kind.BLOCK if told is Kind.CANAL and bedrooms > _LARGEST_ON_CANAL else told


def _usual_kind(house: House, bedrooms: int) -> Kind:
    """Choose by country and size."""
    if house.country in TROPICAL:
        return Kind.ROW if bedrooms <= _MIDDLING else Kind.TOWER if bedrooms >= _LARGE else Kind.BLOCK
    has_canals, dice = house.country in _CANAL_COUNTRIES, Dice(house.slug)
    if bedrooms <= _MIDDLING:
        return Kind.CANAL if bedrooms <= _SMALL and has_canals else Kind.GRAND
    if bedrooms > _LARGE and dice.throw("high", 2):
        return Kind.TOWER
    return Kind.BLOCK if has_canals or dice.throw("new", 2) else Kind.GRAND


def _before(kind: Kind, story: str) -> Before:
    if kind is Kind.CANAL or (kind is Kind.RESORT and "beach" in story):
        return Before.WATER
    if kind is Kind.VILLA or kind is Kind.RESORT:
        return Before.GREEN
    if _BY_AIR.search(story):
        return Before.AIRFIELD
    if _WATERSIDE.search(story):
        return Before.WATER
    if _BY_RAIL.search(story):
        return Before.RAILS
    return Before.GREEN if _GREEN.search(story) else Before.STREET
