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
    FLOOR = "floor"
    CAPACITY = "capacity"
    DAYLIGHT = "daylight"
    AMENITIES = "amenities"
    PRICE = "price"
    REMARK = "remark"
    UNKNOWN = "unknown"


MEASURED: Final = frozenset({Meaning.AREA, Meaning.LENGTH, Meaning.WIDTH, Meaning.HEIGHT, Meaning.SIDES})
NOT_KEPT: Final = frozenset({Meaning.REMARK, Meaning.UNKNOWN})


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
    Layout.THEATRE: "theatre, theater, theaterstijl, theateropstelling, reihenbestuhlung, "
    "reihe, reihen, kinobestuhlung, kino, stuhlreihen, biosittning, bio",
    Layout.CLASSROOM: "classroom, class room, school, schoolroom, schoolstijl, schoolopstelling, klas, klaslokaal, "
    "skolsittning, skola, parlament, parlamentarisch, parlamentarische bestuhlung, schulbestuhlung, seminar, "
    "seminarbestuhlung",
    Layout.U_SHAPE: "u shape, u shaped, ushape, u vorm, u opstelling, u form, u bord",
    Layout.BOARDROOM: "boardroom, board room, conference, vergaderopstelling, directieopstelling, carre, styrelse, "
    "styrelsesittning, konferenz, konferenztafel, blocktafel",
    Layout.HOLLOW_SQUARE: "hollow square, hollowsquare, hollow sq, open carre, offenes carre, hohles viereck",
    Layout.CABARET: "cabaret, cabaretopstelling, kabarett, oar, kabare",
    Layout.BANQUET: "banquet, banquets, banket, diner, galadiner, bankett, bankettbestuhlung, bankettsittning",
    Layout.RECEPTION: "reception, cocktail, receptie, borrel, walking dinner, empfang, stehempfang, mingel",
}
_WORDS: Final = {
    Meaning.ROOM: "room, name, name of room, room name, meeting room, space, function room, rum, lokal, ruimte, zaal, "
    "zaalnaam, naam, naam zaal, vergaderzaal, vergaderruimte, raum, raumname, name des raumes, saal, tagungsraum, "
    "veranstaltungsraum, configuration",
    Meaning.HOTEL: "hotel, venue, hotel name, venue name, locatie",
    Meaning.AREA: "area, size, surface, oppervlakte, opp, flache, grosse, yta, m2, sqm, sq m, sq meter, sq metre, "
    "sq meters, sq metres, square meters, square metres, sq ft, sqft, square feet, area m2, area sqm, area sq m, "
    "area sq ft, area sqft, size m2, size sqm, size sq ft, oppervlakte m2, opp m2, grootte, grootte m2, flache m2, "
    "flache qm, flache in m2, grosse m2, "
    "raumgrosse, oppervlakte in m2, yta m2, yta kvm, kvm, qm, sq yd, sq yds, square yards, area sq yd",
    Meaning.LENGTH: "length, lengte, lange, langd, dimensions length, length m, lengte m, length ft",
    Meaning.WIDTH: "width, breedte, breite, bredd, dimensions width, width m, breedte m, width ft",
    Meaning.HEIGHT: "height, clear height, ceiling height, ceiling, hoogte, plafondhoogte, hohe, raumhohe, deckenhohe, "
    "hohe m, hoogte in m, hojd, takhojd, height m, "
    "hoogte m, ceiling height m, height ft, ceiling height ft",
    Meaning.SIDES: "dimensions, dimension, dimensions m, dimensions ft, afmetingen, afmeting, abmessungen, masse, matt",
    Meaning.FLOOR: "floor, level, storey, verdieping, etage, stockwerk, geschoss, vaning",
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
_YARDS = re.compile(r"\b(?:yd|yds|yards?)\b")
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
    return Column(at, name, meaning, unit=_unit(words) if meaning in MEASURED else "")


def chosen(name: str, at: int, means: str, unit: str) -> Column:
    """Take a column for what a person says it means, in the words of ``means_of``; an empty word leaves it out."""
    kind, _, layouts = means.partition(":")
    if kind == Meaning.CAPACITY:
        return Column(at, name, Meaning.CAPACITY, layouts=tuple(Layout(one) for one in layouts.split("+")))
    if kind == Meaning.PRICE:
        return Column(at, name, Meaning.PRICE, term=layouts)
    meaning = Meaning(kind) if kind else Meaning.REMARK
    return Column(at, name, meaning, unit=unit if meaning in MEASURED else "")


def means_of(column: Column) -> str:
    """Say in one word what a column means; empty where it tells nothing that is kept of a room."""
    if column.meaning is Meaning.CAPACITY:
        return f"{Meaning.CAPACITY}:{'+'.join(column.layouts)}"
    if column.meaning is Meaning.PRICE:
        return f"{Meaning.PRICE}:{column.term}"
    return "" if column.meaning in NOT_KEPT else str(column.meaning)


def _unit(words: str) -> str:
    if _FEET.search(words):
        return "ft"
    if _YARDS.search(words):
        return "yd"
    return "m" if re.search(r"\b(?:m|m2|sqm|kvm|qm|meters?|metres?)\b", words) else ""
