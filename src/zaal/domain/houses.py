"""Everything a venue is made of, as one value to be checked before it is kept: facts, hours, rooms, rates, terms."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zaal.domain import payment_checks, policy_checks
from zaal.domain.period import DAY_MINUTES
from zaal.domain.places import fold
from zaal.domain.rates import NO_RULES, PackageKind
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from decimal import Decimal

    from zaal.domain.changes import Cutoff
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

LONGEST_SLUG = 60
SUNDAY = 6
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
    """A sellable room: which sections, how large, how many, how dear. None means the house does not say."""

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


@dataclass(frozen=True, slots=True)
class HousePlan:
    """One venue, complete."""

    facts: HouseFacts
    rooms: HouseRooms
    rates: HouseRates


def check(plan: HousePlan) -> None:
    """Pass a plan that makes sense, or refuse its first nonsense with a word.

    Refuses: what ``check_rooms`` and ``check_rates`` refuse.
    """
    check_rooms(plan.rooms)
    check_rates(plan.rates, plan.rooms.opening, currency=plan.facts.currency)


def check_rooms(rooms: HouseRooms) -> None:
    """Pass rooms that can be guarded and filled.

    Refuses: OpeningUpsideDown, SpaceNameTaken, SectionUnknown, SectionUnused, CapacityTooSmall, LayoutTwice,
    RateWithoutValidity, RateNegative.
    """
    _check_opening(rooms.opening)
    _check_names(rooms)
    for space in rooms.spaces:
        _check_seatings(space)
        for price in space.hire:
            _check_days(price.validity, f"{space.name} per {price.unit}")
            _check_amount(price.amount, f"{space.name} per {price.unit}")


def check_rates(rates: HouseRates, opening: tuple[Opening, ...], *, currency: str | None = None) -> None:
    """Pass rates that hold on some day, within the house's hours.

    Refuses: RateWithoutValidity, RateNegative, PackageTooLong, and what ``check_terms`` and ``payment_checks.check``
    refuse.
    """
    for tariff in rates.tariffs:
        _check_days(tariff.validity, "tariff")
    priced: tuple[Package | Extra, ...] = (*rates.packages, *rates.extras)
    for row in priced:
        _check_days(row.validity, row.code)
        _check_amount(row.amount, row.code)
    for adjustment in rates.adjustments:
        _check_days(adjustment.validity, adjustment.code)
    longest = max((hours.closes_minute - hours.opens_minute for hours in opening), default=0)
    for package in rates.packages:
        if package.kind not in OVERNIGHT and package.length_minutes > longest:
            raise PackageTooLong(package=package.code, minutes=package.length_minutes, open_minutes=longest)
    check_terms(rates.terms, currency=currency)
    for plan in rates.payments:
        if plan.until_date is not None and plan.until_date < plan.from_date:
            raise RateWithoutValidity(rate=plan.terms.code)
        payment_checks.check(plan.terms, currency)


def check_terms(terms: Sequence[TermsPlan], *, currency: str | None = None) -> None:
    """Pass terms that leave no booking and no day in between without any, in the venue's currency where given.

    Refuses: RateWithoutValidity, TermsOverlap, TermsGap, and what ``policy_checks.check`` refuses.
    """
    for plan in terms:
        if plan.until_date is not None and plan.until_date < plan.from_date:
            raise RateWithoutValidity(rate=plan.policy.code)
        policy_checks.check(plan.policy, currency)
    turns = {plan.from_date for plan in terms}
    last = max(turns, default=date.min)
    turns |= {plan.until_date + timedelta(days=1) for plan in terms if plan.until_date and plan.until_date < last}
    for day in sorted(turns):
        held = [replace(plan.policy, version=plan.from_date) for plan in terms if _in_force(plan, day)]
        if not held:
            raise policy_checks.TermsGap(policy=terms[0].policy.code, day=day)
        policy_checks.check_together(held)


def slug_of(name: str, *, taken: Container[str] = ()) -> str:
    """Make an address-bar name of at most 60 signs; a number tells it from those taken already."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:LONGEST_SLUG].strip("-") or "house"
    slug, number = plain, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = plain[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return slug


def _in_force(plan: TermsPlan, day: date) -> bool:
    return plan.from_date <= day and (plan.until_date is None or day <= plan.until_date)


def _check_opening(opening: tuple[Opening, ...]) -> None:
    seen: set[int] = set()
    for hours in opening:
        in_order = 0 <= hours.opens_minute < hours.closes_minute <= 2 * DAY_MINUTES
        if not in_order or not 0 <= hours.weekday <= SUNDAY or hours.weekday in seen:
            raise OpeningUpsideDown(weekday=hours.weekday, opens=hours.opens_minute, closes=hours.closes_minute)
        seen.add(hours.weekday)


def _check_names(rooms: HouseRooms) -> None:
    for name in (*_twice(rooms.sections), *_twice(space.name for space in rooms.spaces)):
        raise SpaceNameTaken(name=name)
    listed, used = set(rooms.sections), {section for space in rooms.spaces for section in space.sections}
    for space in rooms.spaces:
        if not space.sections:
            raise SectionUnknown(space=space.name, section="")
        for section in space.sections:
            if section not in listed:
                raise SectionUnknown(space=space.name, section=section)
    for section in rooms.sections:
        if section not in used:
            raise SectionUnused(section=section)


def _check_seatings(space: SpacePlan) -> None:
    for layout in _twice(seating.layout.value for seating in space.seatings):
        raise LayoutTwice(space=space.name, layout=layout)
    for seating in space.seatings:
        if not 1 <= seating.min_delegates <= seating.max_delegates:
            raise CapacityTooSmall(
                space=space.name,
                layout=seating.layout.value,
                min_delegates=seating.min_delegates,
                max_delegates=seating.max_delegates,
            )


def _check_days(validity: Validity, rate: str) -> None:
    ends_first = validity.until_date is not None and validity.until_date < validity.from_date
    if ends_first or not validity.weekdays:
        raise RateWithoutValidity(rate=rate)


def _check_amount(amount: Decimal, rate: str) -> None:
    if amount < 0:
        raise RateNegative(rate=rate)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
