"""How the two markets differ: names of rooms, cut of the day, prices. Levels as in the field, none of them real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain import terms
from zaal.domain.rates import Daypart, HireUnit, Validity

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from zaal.domain.policies import Policy

LEVELS = {1: 0.75, 2: 0.8, 3: 0.85, 4: 1.0, 5: 1.25}


@dataclass(frozen=True, slots=True)
class Market:
    """What all houses of one country have in common; hire per hour is ``base + per_sqm`` times the area."""

    country: str
    time_zone: str
    currency: str
    small_rooms: tuple[str, ...]
    large_rooms: tuple[str, ...]
    halls: tuple[str, ...]
    section_marks: tuple[str, ...]
    hire_base: float
    hire_per_sqm: float
    hire_most: int
    hire_units: tuple[tuple[HireUnit, ...], ...]
    dayparts: tuple[tuple[Daypart, ...], ...]
    policies: tuple[tuple[Policy, ...], ...]


def _day(*spans: tuple[str, int, int]) -> tuple[Daypart, ...]:
    """Cut a day at minutes since midnight."""
    return tuple(
        Daypart(code, time(starts // 60, starts % 60), time(ends // 60, ends % 60)) for code, starts, ends in spans
    )


HOUR, DAYPART, DAY = HireUnit.HOUR, HireUnit.DAYPART, HireUnit.DAY
DUTCH = Market(
    country="NL",
    time_zone="Europe/Amsterdam",
    currency="EUR",
    small_rooms=(
        "Hobbemakamer", "Vermeerkamer", "Spinozakamer", "Huygenskamer", "Leeghwaterkamer", "Berlagekamer",
        "Rietveldkamer", "Leysterkamer", "Ruyschkamer", "Boerhaavekamer", "Swammerdamkamer", "Tesselschadekamer",
        "Bosboomkamer", "Coornhertkamer", "Grotiuskamer", "Merwedekamer", "Lindekamer", "Ganzenveerkamer",
    ),
    large_rooms=(
        "Rembrandtzaal", "Wilhelminazaal", "Oranjezaal", "Tulpenzaal", "Lorentzzaal", "Vondelzaal", "Zernikezaal",
        "Tuinzaal", "Havenzaal", "Gildezaal", "Kapittelzaal", "Mercatorzaal", "Breitnerzaal", "Iepenzaal",
    ),
    halls=(
        "Beurszaal", "Statenzaal", "Congreszaal", "Koningszaal", "Lichthal", "Kompaszaal", "Weverszaal",
        "Admiraliteitszaal", "Compagniezaal", "Erasmuszaal", "Ridderzaal", "Pakhuiszaal",
    ),
    section_marks=("A", "B", "C"),
    hire_base=45,
    hire_per_sqm=0.9,
    hire_most=400,
    hire_units=((HOUR, DAYPART, DAY), (DAYPART, DAY), (HOUR, DAY), (HOUR, DAYPART, DAY)),
    dayparts=(
        _day(("morning", 540, 780), ("afternoon", 780, 1020), ("evening", 1080, 1320)),
        _day(("morning", 510, 750), ("afternoon", 780, 1020), ("evening", 1080, 1320)),
        _day(("morning", 480, 780), ("afternoon", 780, 1080), ("evening", 1080, 1380)),
    ),
    policies=terms.DUTCH,
)  # fmt: skip
SINGAPOREAN = Market(
    country="SG",
    time_zone="Asia/Singapore",
    currency="SGD",
    small_rooms=(
        "Angsana Room", "Tembusu Room", "Frangipani Room", "Cempaka Room", "Nutmeg Room", "Saga Room",
        "Hibiscus Room", "Meranti Room", "Jade Room", "Lotus Room", "Songbird Room", "Sampan Room", "Kebaya Room",
        "Batik Room", "Pandan Room", "Lemongrass Room",
    ),
    large_rooms=(
        "Straits Room", "Temasek Room", "Peranakan Room", "Casuarina Suite", "Bougainvillea Suite", "Riverside Suite",
        "Telok Suite", "Monsoon Suite", "Raintree Suite", "Lighthouse Suite", "Nusantara Suite",
    ),
    halls=(
        "Orchid Ballroom", "Straits Ballroom", "Temasek Ballroom", "Vanda Ballroom", "Merbau Ballroom",
        "Harbour Ballroom", "Lantern Ballroom", "Equator Ballroom", "Compass Ballroom", "Garden Ballroom",
    ),
    section_marks=("I", "II", "III"),
    hire_base=60,
    hire_per_sqm=1.5,
    hire_most=900,
    hire_units=((HOUR, DAY), (DAYPART, DAY), (HOUR, DAYPART, DAY)),
    dayparts=(
        _day(("morning", 480, 780), ("afternoon", 780, 1080), ("evening", 1080, 1380)),
        _day(("morning", 540, 780), ("afternoon", 840, 1080), ("evening", 1110, 1350)),
    ),
    policies=terms.SINGAPOREAN,
)  # fmt: skip
MARKETS = {market.country: market for market in (DUTCH, SINGAPOREAN)}


def chance(rng: Random, share: float) -> bool:
    """Tell whether this one is among the share (0 to 1) of houses or rooms that have something."""
    return rng.random() < share


def season(now: datetime) -> Validity:
    """Return the days every demo rate holds: from last year's first to the last of the year after next."""
    return Validity(date(now.year - 1, 1, 1), date(now.year + 2, 12, 31))


def rounded(amount: float, step: str) -> Decimal:
    """Round a made-up price to a step as hotels write them, such as 5 or 0.50."""
    unit = Decimal(step)
    return max(unit, (Decimal(str(round(amount, 4))) / unit).quantize(Decimal(1)) * unit)
