"""Cells as people fill them in: numbers with either comma, units glued to them, ``20+``, two prices in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

METRES_A_FOOT: Final = Decimal("0.3048")
SQM_A_SQUARE_FOOT: Final = METRES_A_FOOT * METRES_A_FOOT
METRES_A_YARD: Final = 3 * METRES_A_FOOT
_INCHES_A_FOOT: Final = 12
_METRES: Final = {"m": Decimal(1), "ft": METRES_A_FOOT, "yd": METRES_A_YARD}
MOST_DELEGATES: Final = 100_000
_NUMBER: Final = r"\d{1,9}(?:[.,'\u2019\u00a0 ]\d{1,3}){0,3}"
_MEASURE = re.compile(rf"({_NUMBER}|\d{{1,9}}\.\d{{1,9}})\s*([^\d\s].*)?", re.ASCII)
_SIDES = re.compile(
    r"(\d{1,6}(?:[.,]\d{1,6})?)\s*([^\d\s]*?)\s*[xX\u00d7*]\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*([^\d\s]*)", re.ASCII
)
_FOOT_AND_INCH = re.compile(r"(\d{1,3})\s*['\u2032\u2019]\s*(?:(\d{1,2})\s*(?:\"|\u2033|''|\u201d)?)?", re.ASCII)
_CURRENCIES: Final = {
    "\u20ac": "EUR",
    "\u00a3": "GBP",
    "EUR": "EUR",
    "GBP": "GBP",
    "S$": "SGD",
    "SGD": "SGD",
    "US$": "USD",
    "SEK": "SEK",
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_PRICE = re.compile(rf"({_SIGNS})\s*(\d{{1,9}}(?:[.,]\d{{3}})*(?:[.,]\d{{1,2}})?)(?!\d)", re.ASCII)
_GROUND: Final = frozenset(
    {"ground", "ground floor", "g", "gf", "begane grond", "bg", "b.g", "parterre", "eg", "erdgeschoss", "lobby"}
)
_STOREY = re.compile(
    r"(?:level|floor|verdieping|etage|l)?\s*(-?\d{1,2})(?:st|nd|rd|th|e|de|ste|\.)?\s*(?:floor|verdieping|etage|og|stock)?",
    re.ASCII,
)
_NOTHING: Final = frozenset({"", "-", "--", "\u2013", "\u2014", "n/a", "na", "n.a.", "nvt", "n.v.t.", "x", "none"})
_FEET_UNIT = re.compile(r"(?:sq\.?\s*)?(?:ft|feet|foot|'|\u2032|\u2019)\.?\s*2?|sqft|ft\u00b2", re.IGNORECASE)
_YARD_UNIT = re.compile(r"(?:sq\.?\s*)?(?:yds?|yards?)\.?\s*2?|yd\u00b2", re.IGNORECASE)
_METRE_UNIT = re.compile(
    r"(?:m|m2|m\u00b2|sqm|sq\.?\s*m\.?|meters?|metres?|mtr|kvm|qm|vierkante meter)\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its unit: ``m``, ``ft``, ``yd`` or empty when the cell names none (square ones for an area)."""

    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Seats:
    """A capacity; ``open_ended`` when the hotel writes ``20+``."""

    delegates: int
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Priced:
    """The amounts found in one cell, their currency, and the words beside them."""

    amounts: tuple[Decimal, ...]
    currency: str
    words: str


def is_nothing(text: str) -> bool:
    """Tell whether the cell says that there is nothing: blank, a dash, n/a."""
    return text.strip().casefold() in _NOTHING


def number(text: str) -> Decimal | None:
    """Read ``1,824``, ``1.824,50``, ``158,75`` or ``12.5``; a comma before three digits parts thousands."""
    digits = re.sub(r"['\u2019\u00a0 ]", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits, re.ASCII):
        return Decimal(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", digits, re.ASCII):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", digits, re.ASCII):
        return Decimal(digits.replace(",", "."))
    return None


def measure(text: str) -> Measure | None:
    """Read ``495m2``, ``9'``, ``9'6"``, ``12 ft`` or a bare number; None when it is something else."""
    feet = _FOOT_AND_INCH.fullmatch(text.strip())
    if feet:
        return Measure(Decimal(feet[1]) + Decimal(feet[2] or 0) / _INCHES_A_FOOT, "ft")
    found = _MEASURE.fullmatch(text.strip())
    value = number(found[1].strip()) if found else None
    if found is None or value is None:
        return None
    unit = _unit(found[2] or "")
    return None if unit is None else Measure(value, unit)


def sides(text: str) -> tuple[Measure, Measure] | None:
    """Read ``30 x 31`` or ``12,5m x 8m``."""
    found = _SIDES.fullmatch(text.strip())
    if not found:
        return None
    first, second = number(found[1]), number(found[3])
    second_unit = _unit(found[4])
    first_unit = _unit(found[2]) or second_unit
    if first is None or second is None or first_unit is None or second_unit is None:
        return None
    return Measure(first, first_unit), Measure(second, second_unit or first_unit)


def seats(text: str) -> Seats | None:
    """Read a capacity; None when it is no number of people."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?:[.,]0+)?\s*(\+)?", text.strip(), re.ASCII)
    if not found:
        return None
    delegates = int(re.sub(r"[.,]", "", found[1]))
    return Seats(delegates, found[2] is not None) if delegates <= MOST_DELEGATES else None


def storey(text: str) -> int | None:
    """Read a floor: ``3``, ``-1``, ``3rd``, ``2. OG``, ``begane grond``; None when it is something else."""
    word = " ".join(text.casefold().split()).rstrip(".")
    if word in _GROUND:
        return 0
    found = _STOREY.fullmatch(word)
    return int(found[1]) if found else None


def priced(text: str) -> Priced | None:
    """Read the amounts with a currency sign; None when there is none or the signs differ."""
    found = _PRICE.findall(text)
    amounts = tuple(amount for _, digits in found if (amount := number(digits)) is not None)
    if not amounts or len({_CURRENCIES[sign] for sign, _ in found}) > 1:
        return None
    words = " ".join(_PRICE.sub(" ", text).split()).strip("/() ")
    return Priced(amounts, _CURRENCIES[found[0][0]], words)


def metres(value: Measure, default_unit: str) -> Decimal:
    """Turn a length into metres, to the centimetre."""
    return (value.number * _METRES[value.unit or default_unit or "m"]).quantize(Decimal("0.01"))


def square_metres(value: Measure, default_unit: str) -> Decimal:
    """Turn an area into square metres, to two decimals."""
    return (value.number * _METRES[value.unit or default_unit or "m"] ** 2).quantize(Decimal("0.01"))


def _unit(text: str) -> str | None:
    """Return ``m``, ``ft``, ``yd``, empty for none, None for a word that is no unit."""
    if not text.strip():
        return ""
    if _FEET_UNIT.fullmatch(text.strip()):
        return "ft"
    if _YARD_UNIT.fullmatch(text.strip()):
        return "yd"
    return "m" if _METRE_UNIT.fullmatch(text.strip()) else None
