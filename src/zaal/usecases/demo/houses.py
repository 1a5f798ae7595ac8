"""Invented hotels become complete house plans, the same for the same seed and year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from zaal.domain.houses import HouseFacts, HousePlan, InstantPlan, slug_of
from zaal.domain.layouts import Layout
from zaal.usecases.demo import house_rules, prices, rooms, stated
from zaal.usecases.demo.hotels import HOTELS, Size
from zaal.usecases.demo.market import LEVELS, MARKETS, chance, season

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.houses import HouseRooms, SpacePlan
    from zaal.usecases.demo.hotels import Hotel

# Subscriber numbers that start with a zero are given to nobody.
PHONES = {
    "Amsterdam": "+31 20 000 00",
    "Schiphol": "+31 20 000 01",
    "Utrecht": "+31 30 000 00",
    "Rotterdam": "+31 10 000 00",
    "The Hague": "+31 70 000 00",
    "Eindhoven": "+31 40 000 00",
    "Delft": "+31 15 000 00",
    "Enschede": "+31 53 000 00",
    "Maastricht": "+31 43 000 00",
    "Groningen": "+31 50 000 00",
    "Singapore": "+65 0000 00",
}
LIMITS: tuple[dict[str, object], ...] = (
    {},
    {},
    {"min_lead_hours": 24},
    {"min_lead_hours": 72, "max_lead_days": 540},
    {"max_instant_delegates": 60},
    {"max_instant_delegates": 100, "option_days": 14, "option_most_days": 28},
    {"max_instant_value": Decimal(7500)},
    {"instant": False, "option_days": 14, "option_most_days": 28, "challenge_hours": 24},
)
# A house that sets no limit of its own still wants to see a large party first; a small boardroom is ready at once.
BALLROOM_INSTANT, BOARDROOM_SEATS, BOARDROOM_LEAD_HOURS = 150, 16, 4
# Houses, by their place in the list, that describe themselves in Dutch only.
ONLY_DUTCH = frozenset({6, 17})
SENTENCES = (
    ("near_station", "The station is a short walk away.", "Het station ligt op loopafstand.", "步行可达车站。"),
    (
        "halal_kitchen",
        "The kitchen cooks halal on request.",
        "De keuken kookt op verzoek halal.",
        "厨房可应要求提供清真餐。",
    ),
    (
        "ev_charging",
        "Guests park beside the house and can charge an electric car.",
        "Gasten parkeren bij het huis en kunnen een elektrische auto opladen.",
        "酒店旁设停车位，可为电动车充电。",
    ),
    (
        "terrace",
        "In fine weather breaks are served on the terrace.",
        "Bij mooi weer zijn de pauzes op het terras.",
        "天气晴好时，茶歇设在露台。",
    ),
)


def plans(*, seed: int, now: datetime) -> list[HousePlan]:
    """Make the plans of all invented hotels; about 60 houses with about 400 spaces."""
    return [_plan(hotel, number, seed=seed, now=now) for number, hotel in enumerate(HOTELS)]


def _plan(hotel: Hotel, number: int, *, seed: int, now: datetime) -> HousePlan:
    rng = Random(f"{seed}:{hotel.name}")  # noqa: S311 - an invented world, nothing secret
    market = MARKETS[hotel.country]
    airport = hotel.city == "Schiphol" or hotel.district == "Changi"
    bill = rooms.Bill(market, rng.choice(market.hire_units), LEVELS[hotel.stars] * rng.uniform(0.92, 1.1), season(now))
    opening = rooms.opening_hours(rng, airport=airport)
    planned = rooms.plan(rng, bill, size=hotel.size, opening=opening)
    longest = max(hours.closes_minute - hours.opens_minute for hours in opening)
    amenities = _amenities(rng, hotel)
    rates = prices.plan(rng, bill, size=hotel.size, longest_minutes=longest, parking="parking" in amenities)
    facts = _facts(rng, hotel, number, planned, amenities)
    rules = Random(f"{seed}:rules:{hotel.name}")  # noqa: S311 - the same
    rates = house_rules.added(rules, rates, hotel, bill.validity)
    spaces = tuple(replace(space, instant=_instant(space, facts)) for space in planned.spaces)
    said = Random(f"{seed}:stated:{hotel.name}")  # noqa: S311 - the same
    loop = any(space.hearing_loop for space in spaces)
    told = stated.facts(said, hotel, amenities, hearing_loop=loop, today=now.date())
    return HousePlan(facts, replace(planned, spaces=spaces), rates, told)


def _instant(space: SpacePlan, facts: HouseFacts) -> InstantPlan:
    """Send what is large to the sales desk, unless the whole house does so earlier; book small boardrooms late."""
    seats = {seating.layout: seating.max_delegates for seating in space.seatings}
    if max(seats.values()) > BALLROOM_INSTANT and facts.max_instant_delegates is None:
        return InstantPlan(max_delegates=BALLROOM_INSTANT)
    if seats.get(Layout.BOARDROOM) and seats[Layout.BOARDROOM] <= BOARDROOM_SEATS:
        return InstantPlan(min_lead_hours=BOARDROOM_LEAD_HOURS)
    return InstantPlan()


def _facts(rng: Random, hotel: Hotel, number: int, planned: HouseRooms, amenities: tuple[str, ...]) -> HouseFacts:
    market = MARKETS[hotel.country]
    slug = slug_of(hotel.name)
    return HouseFacts(
        slug=slug,
        name=hotel.name,
        country=hotel.country,
        city=hotel.city,
        district=hotel.district,
        address=hotel.address,
        postcode=hotel.postcode,
        lat=hotel.lat,
        lon=hotel.lon,
        time_zone=market.time_zone,
        currency=market.currency,
        descriptions=_descriptions(hotel, planned, amenities, number),
        stars=hotel.stars,
        bedrooms=hotel.bedrooms,
        languages=_languages(rng, hotel),
        phone=f"{PHONES[hotel.city]} {number:02}",
        email=f"meetings@{slug}.test",
        website=f"https://{slug}.test/",
        amenities=amenities,
        **rng.choice(LIMITS),  # type: ignore[arg-type]  # a few of the limits of HouseFacts
    )


def _languages(rng: Random, hotel: Hotel) -> tuple[str, ...]:
    if hotel.country == "NL":
        return ("nl", "en", *(("de",) if chance(rng, 0.6) else ()), *(("fr",) if chance(rng, 0.3) else ()))
    return ("en", "zh", *(("ms",) if chance(rng, 0.6) else ()), *(("ta",) if chance(rng, 0.4) else ()))


def _amenities(rng: Random, hotel: Hotel) -> tuple[str, ...]:
    shares = {
        "accessible_toilet": 0.85,
        "lift": 0.85,
        "parking": 0.65,
        "ev_charging": 0.4,
        "restaurant": 0.9,
        "terrace": 0.4,
        "near_station": 0.45,
        "prayer_room": 0.5 if hotel.country == "SG" else 0.08,
        "halal_kitchen": 0.6 if hotel.country == "SG" else 0.1,
        "interpreter_booths": 0.3 if hotel.size is Size.LARGE else 0.0,
    }
    found = {code for code, share in shares.items() if chance(rng, share)}
    if "station" in hotel.setting_en.lower() or "tracks" in hotel.setting_en:
        found.add("near_station")
    if "ev_charging" in found:
        found.add("parking")
    return ("wifi", "bedrooms", *(code for code in shares if code in found))


def _descriptions(hotel: Hotel, planned: HouseRooms, amenities: tuple[str, ...], number: int) -> dict[str, str]:
    largest = max(planned.spaces, key=lambda space: space.area_sqm or 0)
    smallest = min(planned.spaces, key=lambda space: space.area_sqm or 0)
    seats = next(seating.max_delegates for seating in largest.seatings if seating.layout is Layout.THEATRE)
    facts: dict[str, object] = {
        "name": hotel.name,
        "bedrooms": hotel.bedrooms,
        "rooms": len(planned.sections),
        "smallest": round(smallest.area_sqm or 0),
        "largest": round(largest.area_sqm or 0),
        "hall": largest.name,
        "seats": seats,
        "parts": len(largest.sections),
    }
    divides = len(largest.sections) > 1
    english = [
        f"{hotel.name} stands {hotel.setting_en}.",
        "It has {bedrooms} bedrooms and {rooms} meeting rooms; the smallest measures {smallest} m².".format(**facts),
        "The largest, {hall}, measures {largest} m² and seats {seats} in theatre style".format(**facts)
        + (f"; airwalls divide it into {facts['parts']}." if divides else "."),
    ]
    dutch = [
        f"{hotel.name} ligt {hotel.setting_nl}.",
        "Het huis heeft {bedrooms} hotelkamers en {rooms} vergaderzalen; de kleinste meet {smallest} m².".format(
            **facts
        ),
        "De grootste, {hall}, meet {largest} m² en biedt {seats} plaatsen in theateropstelling".format(**facts)
        + (f"; vouwwanden verdelen hem in {facts['parts']} delen." if divides else "."),
    ]
    chinese = _in_chinese(hotel, facts)
    for code, sentence_en, sentence_nl, sentence_zh in SENTENCES:
        if code in amenities:
            english.append(sentence_en)
            dutch.append(sentence_nl)
            chinese.append(sentence_zh)
    if number in ONLY_DUTCH:
        return {"nl": " ".join(dutch)}
    return {"en": " ".join(english), "nl": " ".join(dutch), "zh-hans": "".join(chinese)}


def _in_chinese(hotel: Hotel, facts: dict[str, object]) -> list[str]:
    divided = "；可用活动隔断分成 {parts} 间。" if facts["parts"] != 1 else "。"
    return [
        f"{hotel.name} {hotel.setting_zh}。",
        "酒店有 {bedrooms} 间客房和 {rooms} 间会议室，最小的 {smallest} 平方米。".format(**facts),
        ("最大的 {hall} 面积 {largest} 平方米，剧院式可容纳 {seats} 人" + divided).format(**facts),
    ]
