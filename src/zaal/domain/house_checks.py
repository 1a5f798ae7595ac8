"""What makes a house nonsense, found before it is kept: its facts, its rooms, and (see rate_checks) its rates."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zaal.domain.amenities import Amenity
from zaal.domain.houses import (
    CapacityTooSmall,
    LayoutTwice,
    OpeningUpsideDown,
    SectionUnknown,
    SectionUnused,
    SpaceNameTaken,
)
from zaal.domain.mistakes import Mistake, require_none, under
from zaal.domain.options import CHALLENGE_HOURS
from zaal.domain.period import DAY_MINUTES
from zaal.domain.rate_checks import rate_mistakes, space_mistakes
from zaal.domain.rates import TaxClass
from zaal.domain.refusals import Invalid
from zaal.domain.stated import is_sensible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zaal.domain.houses import HouseFacts, HousePlan, HouseRates, HouseRooms, Opening, SpacePlan
    from zaal.domain.rates import TaxRule
    from zaal.domain.stated import FactKind, StatedFact

SUNDAY = 6
LONGEST_NAME = 120
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
CODES = {"country": re.compile(r"[A-Z]{2}", re.ASCII), "currency": re.compile(r"[A-Z]{3}", re.ASCII)}
# How much the record of each fact has room for.
LONGEST_FACTS = {
    "name": 200, "city": 120, "district": 120, "address": 300, "postcode": 16, "phone": 32, "email": 254,
    "website": 200,
}  # fmt: skip
MOST_NUMBER = 2_000_000_000


class HouseFactWrong(Invalid):
    """A fact of the house that cannot be: no such time zone, a place off the globe, a name too long."""

    code = "house_fact_wrong"


class AmenityUnknown(Invalid):
    """A word for what a house or room offers that nobody could search for."""

    code = "amenity_unknown"


class RoomFactWrong(Invalid):
    """A room's name, size or set-up time that cannot be: empty, too long, below nothing."""

    code = "room_fact_wrong"


def check(plan: HousePlan) -> None:
    """Pass a plan that makes sense, or tell all that is wrong with it. Refuses: HouseWrong."""
    require_none(mistakes(plan))


def check_rooms(rooms: HouseRooms) -> None:
    """Pass rooms that can be guarded, filled and hired. Refuses: HouseWrong."""
    require_none(room_mistakes(rooms))


def check_rates(rates: HouseRates, opening: Sequence[Opening], *, currency: str) -> None:
    """Pass rates that hold on some day, within the house's hours. Refuses: HouseWrong."""
    require_none(rate_mistakes(rates, opening, currency=currency))


def mistakes(plan: HousePlan) -> Iterator[Mistake]:
    """Give all that is wrong with a house, facts first."""
    yield from under("facts", _fact_mistakes(plan.facts))
    deals = frozenset(deal.code for deal in plan.rates.rules.deals)
    yield from under("rooms", room_mistakes(plan.rooms, deals=deals))
    yield from _stated_mistakes(plan.stated)
    yield from under("rates", rate_mistakes(plan.rates, plan.rooms.opening, currency=plan.facts.currency))


def room_mistakes(rooms: HouseRooms, *, deals: frozenset[str] = frozenset()) -> Iterator[Mistake]:
    """Give all that is wrong with the rooms of a house whose rates have these deals."""
    yield from _opening_mistakes(rooms.opening)
    yield from _name_mistakes(rooms)
    for number, space in enumerate(rooms.spaces):
        yield from under(f"spaces[{number}]", _seating_mistakes(space))
        yield from under(f"spaces[{number}]", _size_mistakes(space))
        yield from under(f"spaces[{number}]", space_mistakes(space.name, space.hire, space.layout_fees, deals))


def untaxed(plan: HousePlan, rules: Sequence[TaxRule]) -> Iterator[tuple[TaxClass, date]]:
    """Give the tax classes that no rule of the country covers from the day on which they are first charged."""
    first: dict[TaxClass, date] = {}
    for tax_class, from_date in _charged(plan):
        first[tax_class] = min(from_date, first.get(tax_class, from_date))
    for tax_class, day in first.items():
        dated = sorted((rule for rule in rules if rule.tax_class is tax_class), key=lambda rule: rule.from_date)
        if not dated or dated[0].from_date > day or dated[-1].until_date is not None:
            yield tax_class, day


def _charged(plan: HousePlan) -> Iterator[tuple[TaxClass, date]]:
    for space in plan.rooms.spaces:
        yield from ((TaxClass.ROOM, price.validity.from_date) for price in space.hire)
    for package in plan.rates.packages:
        yield from ((part.tax_class, package.validity.from_date) for part in package.parts)
    yield from ((extra.tax_class, extra.validity.from_date) for extra in plan.rates.extras)
    yield from ((late.tax_class, late.validity.from_date) for late in plan.rates.rules.surcharges)


def _fact_mistakes(facts: HouseFacts) -> Iterator[Mistake]:
    wrong = {
        "slug": not SLUG.fullmatch(facts.slug) or len(facts.slug) > LONGEST_NAME,
        "time_zone": not _is_zone(facts.time_zone),
        "lat": not -90 <= facts.lat <= 90,  # noqa: PLR2004 - degrees
        "lon": not -180 <= facts.lon <= 180,  # noqa: PLR2004 - degrees
        "stars": facts.stars is not None and not 0 <= facts.stars <= 7,  # noqa: PLR2004 - nobody claims more
        "option_most_days": not 0 <= facts.option_most_days <= 366,  # noqa: PLR2004 - a year
        "challenge_hours": facts.challenge_hours not in CHALLENGE_HOURS,
        "option_days": not 0 <= facts.option_days <= 366,  # noqa: PLR2004 - a year
    }
    wrong |= {name: not code.fullmatch(getattr(facts, name)) for name, code in CODES.items()}
    wrong |= {name: len(getattr(facts, name)) > most for name, most in LONGEST_FACTS.items()}
    wrong["name"] |= not facts.name.strip()
    for name in ("bedrooms", "min_lead_hours", "max_lead_days", "max_instant_delegates", "max_instant_value"):
        value = getattr(facts, name)
        wrong[name] = value is not None and not 0 <= value <= MOST_NUMBER
    for name, is_wrong in wrong.items():
        if is_wrong:
            yield Mistake(name, HouseFactWrong(fact=name, found=str(getattr(facts, name))[:60]))
    yield from _amenity_mistakes(facts.amenities)


def _stated_mistakes(stated: Sequence[StatedFact]) -> Iterator[Mistake]:
    seen: set[FactKind] = set()
    for number, fact in enumerate(stated):
        if fact.kind in seen or not is_sensible(fact):
            yield Mistake(f"stated[{number}]", HouseFactWrong(fact=fact.kind.value, found=fact.value[:60]))
        seen.add(fact.kind)


def _opening_mistakes(opening: Sequence[Opening]) -> Iterator[Mistake]:
    seen: set[int] = set()
    for number, hours in enumerate(opening):
        in_order = 0 <= hours.opens_minute < hours.closes_minute <= 2 * DAY_MINUTES
        if not in_order or not 0 <= hours.weekday <= SUNDAY or hours.weekday in seen:
            yield Mistake(
                f"opening[{number}]",
                OpeningUpsideDown(weekday=hours.weekday, opens=hours.opens_minute, closes=hours.closes_minute),
            )
        seen.add(hours.weekday)


def _name_mistakes(rooms: HouseRooms) -> Iterator[Mistake]:
    for place, names in (("sections", rooms.sections), ("spaces", [space.name for space in rooms.spaces])):
        for name in _twice(names):
            yield Mistake(place, SpaceNameTaken(name=name))
        for number, name in enumerate(names):
            if not name.strip() or len(name) > LONGEST_NAME:
                yield Mistake(f"{place}[{number}]", RoomFactWrong(space=name[:60], fact="name", found=name[:60]))
    yield from _section_mistakes(rooms)


def _section_mistakes(rooms: HouseRooms) -> Iterator[Mistake]:
    used = {section for space in rooms.spaces for section in space.sections}
    for number, space in enumerate(rooms.spaces):
        for section in space.sections or ("",):
            if section not in rooms.sections:
                yield Mistake(f"spaces[{number}].sections", SectionUnknown(space=space.name, section=section))
        for section in _twice(space.sections):
            yield Mistake(f"spaces[{number}].sections", SpaceNameTaken(name=section))
    for number, section in enumerate(rooms.sections):
        if section not in used:
            yield Mistake(f"sections[{number}]", SectionUnused(section=section))


def _seating_mistakes(space: SpacePlan) -> Iterator[Mistake]:
    for layout in _twice(seating.layout.value for seating in space.seatings):
        yield Mistake("seatings", LayoutTwice(space=space.name, layout=layout))
    for number, seating in enumerate(space.seatings):
        if not 1 <= seating.min_delegates <= seating.max_delegates <= MOST_NUMBER:
            yield Mistake(
                f"seatings[{number}]",
                CapacityTooSmall(
                    space=space.name,
                    layout=seating.layout.value,
                    min_delegates=seating.min_delegates,
                    max_delegates=seating.max_delegates,
                ),
            )
        for name in ("setup_minutes", "breakdown_minutes"):
            if not 0 <= (getattr(seating, name) or 0) <= DAY_MINUTES:
                found = getattr(seating, name)
                yield Mistake(f"seatings[{number}].{name}", RoomFactWrong(space=space.name, fact=name, found=found))


def _size_mistakes(space: SpacePlan) -> Iterator[Mistake]:
    # The largest figure that the record of each has room for.
    most = {
        "area_sqm": 999_999, "length_m": 9_999, "width_m": 9_999, "height_m": 999, "setup_minutes": DAY_MINUTES,
        "breakdown_minutes": DAY_MINUTES,
    }  # fmt: skip
    for name, largest in most.items():
        value = getattr(space, name)
        if value is not None and not 0 <= value <= largest:
            yield Mistake(name, RoomFactWrong(space=space.name, fact=name, found=value))
    for name in ("min_lead_hours", "max_delegates", "max_value"):
        value = getattr(space.instant, name)
        if value is not None and not 0 <= value <= MOST_NUMBER:
            yield Mistake(f"instant.{name}", RoomFactWrong(space=space.name, fact=name, found=value))
    if space.floor is not None and not -99 <= space.floor <= 999:  # noqa: PLR2004 - no house goes further
        yield Mistake("floor", RoomFactWrong(space=space.name, fact="floor", found=space.floor))
    yield from _amenity_mistakes(space.amenities)


def _amenity_mistakes(amenities: Sequence[str]) -> Iterator[Mistake]:
    for number, code in enumerate(amenities):
        if code not in set(Amenity):
            yield Mistake(
                f"amenities[{number}]", AmenityUnknown(amenity=code[:40], known=[one.value for one in Amenity])
            )


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ValueError, OSError, KeyError):
        return False


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
