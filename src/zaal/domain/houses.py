"""Everything a venue is made of, as one value: facts, hours, rooms, rates, terms (checked in house_checks)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zaal.domain.places import fold
from zaal.domain.rates import NO_RULES, PackageKind
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date
    from decimal import Decimal

    from zaal.domain.changes import Cutoff
    from zaal.domain.floorplans import Wall
    from zaal.domain.layouts import Layout
    from zaal.domain.payments import PaymentTerms
    from zaal.domain.policies import Policy
    from zaal.domain.rates import (
        Adjustment,
        ChargeRules,
        Daypart,
        Entry,
        Extra,
        HireUnit,
        LayoutFee,
        Package,
        Validity,
    )
    from zaal.domain.stated import StatedFact

LONGEST_SLUG = 60
# These stay overnight, so the hours of one day do not bound them.
OVERNIGHT = frozenset({PackageKind.HOURS_24, PackageKind.HOURS_32})


class CapacityTooSmall(Invalid):
    """A space seats nobody, or fewer than its own minimum, in some layout."""

    code = "capacity_too_small"


class LayoutTwice(Invalid):
    """One space states two capacities for one layout."""

    code = "layout_twice"


class SectionUnknown(Invalid):
    """A space is made of a section the house does not list, or of none at all."""

    code = "section_unknown"


class SectionUnused(Invalid):
    """A section belongs to no space, so nothing could ever occupy it."""

    code = "section_unused"


class SpaceNameTaken(Invalid):
    """Two spaces (or sections) of one house carry the same name."""

    code = "space_name_taken"


class OpeningUpsideDown(Invalid):
    """A weekday closes before it opens, stands twice, or is none of 0 (Monday) to 6."""

    code = "opening_upside_down"


class RateWithoutValidity(Invalid):
    """A rate, tariff or policy holds on no day at all."""

    code = "rate_without_validity"


class RateNegative(Invalid):
    """A price below zero."""

    code = "rate_negative"


class PackageTooLong(Invalid):
    """A package lasts longer than the house is open on any day."""

    code = "package_too_long"


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours of one weekday (0 Monday) in minutes of the wall clock; past 1440 is after midnight."""

    weekday: int
    opens_minute: int
    closes_minute: int


@dataclass(frozen=True, slots=True)
class Seating:
    """The hotel's own figure for one layout; buffers here override the space's."""

    layout: Layout
    min_delegates: int
    max_delegates: int
    setup_minutes: int | None = None
    breakdown_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class HirePrice:
    """The price of a space alone, as the hotel writes it."""

    unit: HireUnit
    amount: Decimal
    validity: Validity
    min_quantity: int = 1
    deal: str = ""


@dataclass(frozen=True, slots=True)
class InstantPlan:
    """Limits of instant confirmation that a room has of its own; None means that the house's limit holds there too."""

    enabled: bool | None = None
    min_lead_hours: int | None = None
    max_delegates: int | None = None
    max_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SpacePlan:
    """A sellable room: which sections, how large, how many, how dear. None means the house does not say.

    Walls are named as one sees them who faces the front of the room in its usual set-up. A room that is not
    ``listed`` is off the market.
    """

    name: str
    sections: tuple[str, ...]
    seatings: tuple[Seating, ...]
    hire: tuple[HirePrice, ...] = ()
    area_sqm: Decimal | None = None
    length_m: Decimal | None = None
    width_m: Decimal | None = None
    height_m: Decimal | None = None
    floor: int | None = None
    daylight: bool | None = None
    step_free: bool | None = None
    hearing_loop: bool | None = None
    fixed_furniture: bool = False
    amenities: tuple[str, ...] = ()
    setup_minutes: int = 0
    breakdown_minutes: int = 0
    buffers_inside: bool = False
    instant: InstantPlan = InstantPlan()
    layout_fees: tuple[LayoutFee, ...] = ()
    door_wall: Wall | None = None
    window_walls: tuple[Wall, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class HouseRooms:
    """Opening hours, sections (the parts airwalls make) and the listed spaces made of them."""

    opening: tuple[Opening, ...]
    sections: tuple[str, ...]
    spaces: tuple[SpacePlan, ...]


@dataclass(frozen=True, slots=True)
class TariffPlan:
    """How the house writes its prices between two dates."""

    entry: Entry
    service_percent: Decimal
    validity: Validity


@dataclass(frozen=True, slots=True)
class TermsPlan:
    """The cancellation policy between two dates, last one included."""

    policy: Policy
    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """Payment terms between two dates, last one included; of several that hold for a booking the first counts."""

    terms: PaymentTerms
    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class CutoffPlan:
    """Until when customers make one kind of change themselves, between two dates, last one included."""

    cutoff: Cutoff
    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class HouseRates:
    """What the house charges, and on which terms."""

    tariffs: tuple[TariffPlan, ...]
    dayparts: tuple[Daypart, ...]
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    adjustments: tuple[Adjustment, ...]
    terms: tuple[TermsPlan, ...]
    rules: ChargeRules = NO_RULES
    payments: tuple[PaymentPlan, ...] = ()
    cutoffs: tuple[CutoffPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class SpaceRates:
    """What one room of a house costs alone, and what setting it up costs; the room is known by its name."""

    name: str
    hire: tuple[HirePrice, ...] = ()
    layout_fees: tuple[LayoutFee, ...] = ()


@dataclass(frozen=True, slots=True)
class RatesPlan:
    """All that a house charges, to be put in the place of what it charged before."""

    currency: str
    rates: HouseRates
    spaces: tuple[SpaceRates, ...]


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """Where and what the house is; ``descriptions`` by language; limits of instant confirmation as in InstantRule."""

    slug: str
    name: str
    country: str
    city: str
    lat: float
    lon: float
    time_zone: str
    currency: str
    descriptions: dict[str, str] = field(default_factory=dict, hash=False)
    district: str = ""
    address: str = ""
    postcode: str = ""
    stars: int | None = None
    bedrooms: int | None = None
    languages: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    amenities: tuple[str, ...] = ()
    invented: bool = False
    instant: bool = True
    min_lead_hours: int = 48
    max_lead_days: int | None = None
    max_instant_delegates: int | None = None
    max_instant_value: Decimal | None = None
    option_days: int = 7
    option_most_days: int = 14
    challenge_hours: int = 48


@dataclass(frozen=True, slots=True)
class HousePlan:
    """One venue, complete."""

    facts: HouseFacts
    rooms: HouseRooms
    rates: HouseRates
    stated: tuple[StatedFact, ...] = ()


def slug_of(name: str, *, taken: Container[str] = ()) -> str:
    """Make an address-bar name of at most 60 signs; a number tells it from those taken already."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_SLUG].strip("-") or "house"
    slug, number = plain, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = plain[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return slug
