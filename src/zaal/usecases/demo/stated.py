"""What invented hotels state about access and footprint: most of them something, few everything, some of it expired."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from zaal.domain.stated import FactKind, StatedFact
from zaal.usecases.demo.market import chance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from zaal.usecases.demo.hotels import Hotel

INSPECTED: Final = "Access inspection of the house"
MEASURED: Final = "Own meters, over the last calendar year"


class Certificate(NamedTuple):
    """A label that houses of one market carry: its words, who gives it, for how many days, and how often it is held."""

    kind: FactKind
    country: str
    words: tuple[str, ...]
    source: str
    days: int
    share: float


CERTIFICATES: Final = (
    Certificate(FactKind.GREEN_KEY, "NL", ("Silver", "Gold", "Gold"), "Green Key", 365, 0.55),
    Certificate(FactKind.BREEAM, "NL", ("Good", "Very Good", "Excellent"), "BREEAM In-Use", 1095, 0.2),
    Certificate(FactKind.EARTHCHECK, "SG", ("Silver", "Gold"), "EarthCheck", 365, 0.4),
)
YES_NO: Final = (
    (FactKind.STEP_FREE_ROUTE, 0.75, 0.88),
    (FactKind.NO_SINGLE_USE_PLASTIC, 0.5, 0.85),
)


def facts(
    rng: Random, hotel: Hotel, amenities: tuple[str, ...], *, hearing_loop: bool, today: date
) -> tuple[StatedFact, ...]:
    """Invent what one house states, on days of the last year and a half, never against what else it says of itself."""
    told = tuple(_facts(rng, hotel, frozenset(amenities), today))
    if not told or not chance(rng, 0.6):
        return told
    return (*told, StatedFact(FactKind.HEARING_LOOP, "yes" if hearing_loop else "no", told[0].stated_on))


def _facts(rng: Random, hotel: Hotel, amenities: frozenset[str], today: date) -> Iterator[StatedFact]:
    looked = today - timedelta(days=rng.randrange(40, 540))
    for kind, told, true in YES_NO:
        if chance(rng, told):
            yield StatedFact(kind, "yes" if chance(rng, true) else "no", looked, INSPECTED if chance(rng, 0.4) else "")
    if "accessible_toilet" in amenities:
        yield StatedFact(FactKind.ACCESSIBLE_TOILET, "yes", looked)
    if "lift" in amenities and chance(rng, 0.7):
        yield StatedFact(FactKind.LIFT_DOOR_CM, str(rng.choice((80, 90, 90, 100, 110))), looked)
    if "parking" in amenities and chance(rng, 0.7):
        yield StatedFact(FactKind.BLUE_BADGE_PLACES, str(rng.choice((1, 2, 2, 3, 4))), looked)
    if "near_station" in amenities:
        yield StatedFact(FactKind.PUBLIC_TRANSPORT_500_M, "yes", looked)
    if chance(rng, 0.35):
        kilos = round(rng.uniform(4, 19), 1)
        yield StatedFact(FactKind.CO2_KG_PER_DELEGATE, f"{kilos:g}", today.replace(month=2, day=1), MEASURED)
    for label in CERTIFICATES:
        if label.country == hotel.country and chance(rng, label.share):
            given = today - timedelta(days=rng.randrange(20, label.days + 90))
            until = given + timedelta(days=label.days)
            yield StatedFact(label.kind, rng.choice(label.words), given, label.source, until)
