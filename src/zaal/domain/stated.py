"""What a house says of itself about access and footprint: each fact with who said it and when, and until when it holds.

What nobody stated is unknown, which is not the same as "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

LONGEST_VALUE: Final = 60
LONGEST_SOURCE: Final = 200
_LARGEST: Final = 100_000


class Topic(StrEnum):
    """What a fact is about."""

    ACCESS = "access"
    FOOTPRINT = "footprint"


class ValueKind(StrEnum):
    """What may stand as a value: ``yes`` or ``no``, a number, or the word a certificate uses."""

    YES_NO = "yes_no"
    NUMBER = "number"
    WORD = "word"


class FactKind(StrEnum):
    """The facts that can be stated; units stand in the names."""

    STEP_FREE_ROUTE = "step_free_route"
    ACCESSIBLE_TOILET = "accessible_toilet"
    LIFT_DOOR_CM = "lift_door_cm"
    HEARING_LOOP = "hearing_loop"
    BLUE_BADGE_PLACES = "blue_badge_places"
    GREEN_KEY = "green_key"
    EARTHCHECK = "earthcheck"
    BREEAM = "breeam"
    CO2_KG_PER_DELEGATE = "co2_kg_per_delegate"
    NO_SINGLE_USE_PLASTIC = "no_single_use_plastic"
    PUBLIC_TRANSPORT_500_M = "public_transport_500_m"

    @property
    def topic(self) -> Topic:
        return Topic.ACCESS if self in _ACCESS else Topic.FOOTPRINT

    @property
    def value_kind(self) -> ValueKind:
        if self in _NUMBERS:
            return ValueKind.NUMBER
        return ValueKind.WORD if self in CERTIFICATES else ValueKind.YES_NO


CERTIFICATES: Final = frozenset({FactKind.GREEN_KEY, FactKind.EARTHCHECK, FactKind.BREEAM})
_NUMBERS: Final = frozenset({FactKind.LIFT_DOOR_CM, FactKind.BLUE_BADGE_PLACES, FactKind.CO2_KG_PER_DELEGATE})
_ACCESS: Final = frozenset(
    {
        FactKind.STEP_FREE_ROUTE,
        FactKind.ACCESSIBLE_TOILET,
        FactKind.LIFT_DOOR_CM,
        FactKind.HEARING_LOOP,
        FactKind.BLUE_BADGE_PLACES,
    }
)


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact as stated on a day (venue-local), by ``source``: a certificate or who looked; empty is the hotel itself.

    After ``valid_until`` it no longer counts, but stays told as what was once stated.
    """

    kind: FactKind
    value: str
    stated_on: date
    source: str = ""
    valid_until: date | None = None

    def is_expired(self, on: date) -> bool:
        """Tell whether it had ceased to hold on that day."""
        return self.valid_until is not None and self.valid_until < on


def is_sensible(fact: StatedFact) -> bool:
    """Tell whether a value is one of its kind, its source short enough and its last day not before it was stated."""
    in_order = fact.valid_until is None or fact.valid_until >= fact.stated_on
    return in_order and len(fact.source) <= LONGEST_SOURCE and _is_value(fact)


def _is_value(fact: StatedFact) -> bool:
    match fact.kind.value_kind:
        case ValueKind.YES_NO:
            return fact.value in {"yes", "no"}
        case ValueKind.WORD:
            return 0 < len(fact.value.strip()) <= LONGEST_VALUE
        case ValueKind.NUMBER:
            try:
                number = Decimal(fact.value)
            except InvalidOperation:
                return False
            return len(fact.value) <= LONGEST_VALUE and number.is_finite() and 0 <= number <= _LARGEST
