"""What a column of a chart means, in English, Dutch, German and Swedish. A word not listed here is not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zaal.domain.layouts import Layout
from zaal.domain.matching import plain_name


class Meaning(StrEnum):
    """What the cells of a column tell."""

    ROOM = "room"
    HOTEL = "hotel"
    AREA = "area"
    LENGTH = "length"
    WIDTH = "width"
    HEIGHT = "height"
    SIDES = "sides"
    CAPACITY = "capacity"
    DAYLIGHT = "daylight"
    AMENITIES = "amenities"
    PRICE = "price"
    REMARK = "remark"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place and name, what it means, its layouts when it tells capacity, its unit when it names one."""

    at: int
    name: str
    meaning: Meaning
    layouts: tuple[Layout, ...] = ()
    unit: str = ""
    term: str = ""


_LAYOUTS: Final = {
    Layout.THEATRE: "theatre, theater, theaterstijl, theateropstelling, reihenbestuhlung, kinobestuhlung, "
    "biosittning, bio",
    Layout.CLASSROOM: "classroom, class room, school, schoolstijl, schoolopstelling, skolsittning, skola, parlament, "
    "parlamentarisch, schulbestuhlung",
    Layout.U_SHAPE: "u shape, u shaped, ushape, u vorm, u opstelling, u form, u bord",
    Layout.BOARDROOM: "boardroom, board room, conference, vergaderopstelling, carre, styrelse, "
    "styrelsesittning, konferenz",
    Layout.HOLLOW_SQUARE: "hollow square, hollowsquare, hollow sq",
    Layout.CABARET: "cabaret, cabaretopstelling, kabarett, oar, kabare",
    Layout.BANQUET: "banquet, banquets, banket, bankett, bankettbestuhlung, bankettsittning",
    Layout.RECEPTION: "reception, cocktail, receptie, empfang, mingel",
}
_WORDS: Final = {
    Meaning.ROOM: "room, name, name of room, room name, meeting room, space, function room, rum, lokal, ruimte, zaal, "
    "zaalnaam, raum, saal, configuration",
    Meaning.HOTEL: "hotel, venue, hotel name, venue name, locatie",
    Meaning.AREA: "area, size, surface, oppervlakte, opp, flache, grosse, yta, m2, sqm, sq m, sq meter, sq metre, "
    "sq meters, sq metres, square meters, square metres, sq ft, sqft, square feet, area m2, area sqm, area sq m, "
    "area sq ft, area sqft, size m2, size sqm, size sq ft, oppervlakte m2, flache m2, yta m2, yta kvm, kvm, qm",
    Meaning.LENGTH: "length, lengte, lange, langd, dimensions length, length m, lengte m, length ft",
    Meaning.WIDTH: "width, breedte, breite, bredd, dimensions width, width m, breedte m, width ft",
    Meaning.HEIGHT: "height, ceiling height, ceiling, hoogte, plafondhoogte, hohe, raumhohe, hojd, takhojd, height m, "
    "hoogte m, ceiling height m, height ft, ceiling height ft",
    Meaning.SIDES: "dimensions, dimension, dimensions m, dimensions ft, afmetingen, afmeting, abmessungen, masse, matt",
    Meaning.DAYLIGHT: "daylight, natural light, daglicht, tageslicht, dagsljus",
    Meaning.AMENITIES: "amenities, facilities, equipment, voorzieningen, faciliteiten, ausstattung, utrustning",
    Meaning.REMARK: "note, notes, remark, remarks, page, source, source file, city, country, opmerking, "
    "bemerkung, notering",
}
_TERMS: Final = {
    "half_day": "half day, half day rate, dagdeel, halve dag, halbtags, halber tag, halvdag",
    "day": "full day, day, day rate, full day rate, hele dag, ganztags, ganzer tag, heldag",
}
_CAPACITY_WORDS = re.compile(
    r"\b(?:capacity|max|maximum|style|seating|set up|setup|capaciteit|kapazitat|kapacitet|personen)\b"
)
_FEET = re.compile(r"\b(?:ft|feet|foot|sqft)\b")


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


_LAYOUT_OF: Final = {word: layout for layout, words in _LAYOUTS.items() for word in _listed(words)}
_MEANING_OF: Final = {word: meaning for meaning, words in _WORDS.items() for word in _listed(words)}
_TERM_OF: Final = {word: term for term, words in _TERMS.items() for word in _listed(words)}


def understood(name: str, at: int) -> Column:
    """Say what a column name means; a word that is not known stays unknown."""
    words = plain_name(name)
    bare = " ".join(_CAPACITY_WORDS.sub(" ", words).split())
    layouts = tuple(
        _LAYOUT_OF.get(" ".join(_CAPACITY_WORDS.sub(" ", plain_name(one)).split())) for one in name.split("/")
    )
    known = tuple(layout for layout in layouts if layout)
    if known and len(known) == len(layouts):
        return Column(at, name, Meaning.CAPACITY, layouts=known)
    if words in _TERM_OF:
        return Column(at, name, Meaning.PRICE, term=_TERM_OF[words])
    meaning = _MEANING_OF.get(words) or _MEANING_OF.get(bare) or Meaning.UNKNOWN
    return Column(at, name, meaning, unit=_unit(words) if meaning in _MEASURED else "")


_MEASURED: Final = frozenset({Meaning.AREA, Meaning.LENGTH, Meaning.WIDTH, Meaning.HEIGHT, Meaning.SIDES})


def _unit(words: str) -> str:
    if _FEET.search(words):
        return "ft"
    return "m" if re.search(r"\b(?:m|m2|sqm|kvm|qm|meters?|metres?)\b", words) else ""
