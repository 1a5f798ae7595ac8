"""Gives imported hotels without rooms invented, clearly marked rooms and rates, so that a trial can book something."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.house_checks import check_rates, check_rooms
from zaal.domain.permissions import Action, Owner, require
from zaal.records.listing.rows import relist
from zaal.records.venues.models import Venue
from zaal.usecases import facts, house_rows
from zaal.usecases.demo import diary, prices, rooms
from zaal.usecases.demo.diary import Habit
from zaal.usecases.demo.hotels import Size
from zaal.usecases.demo.market import LEVELS, MARKETS, season

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.houses import HouseRates, HouseRooms
    from zaal.usecases.progress import Report

BATCH = 200
# Comes to about 20 % of the opening hours; events of several days keep the number of entries low.
BUSY = Habit(working_day=0.13, weekend=0.05, several_days=0.6, lengths=(2, 3, 4, 5))
USUAL_STARS, USUAL_BEDROOMS = 3, 60
SMALL_BEDROOMS, LARGE_BEDROOMS = 90, 300


@transaction.atomic(durable=True)
def furnish(*, actor: Actor, seed: int, now: datetime, report: Report) -> int:
    """Invent rooms, rates and a diary about 20 % full for hotels that have no rooms; return how many were furnished.

    Only Dutch and Singaporean hotels, whose taxes are kept; furnishing again finds only hotels added since.
    Refuses: NotAllowed.
    """
    require(actor, Action.IMPORT, owner=Owner())
    bare = list(
        Venue.objects.filter(spaces=None, country__in=list(MARKETS)).order_by("pk").select_for_update(of=("self",))
    )
    for start in range(0, len(bare), BATCH):
        report("furnish", start, len(bare))
        _furnish(bare[start : start + BATCH], seed=seed, now=now)
    report("furnish", len(bare), len(bare))
    if bare:
        facts.write("HotelsFurnished", "furnish", actor=actor, now=now, seed=seed, hotels=len(bare))
    return len(bare)


def _furnish(venues: list[Venue], *, seed: int, now: datetime) -> None:
    planned = [(venue, *_invented(venue, seed=seed, now=now)) for venue in venues]
    house_rows.add_rooms([(venue, planned_rooms) for venue, planned_rooms, _ in planned])
    house_rows.add_rates([(venue, rates) for venue, _, rates in planned])
    ids = [venue.pk for venue in venues]
    Venue.objects.filter(pk__in=ids).update(invented=True)
    diary.keep(_events(ids, seed=seed, now=now))
    relist(ids)


def _invented(venue: Venue, *, seed: int, now: datetime) -> tuple[HouseRooms, HouseRates]:
    rng = Random(f"{seed}:{venue.slug}")  # noqa: S311 - invented rooms, nothing secret
    market = MARKETS[venue.country]
    level = LEVELS[venue.stars or USUAL_STARS] * rng.uniform(0.9, 1.15)
    bill = rooms.Bill(market, rng.choice(market.hire_units), level, season(now))
    opening = rooms.opening_hours(rng, airport=False)
    size = _size(venue.bedrooms or rng.randrange(10, 3 * USUAL_BEDROOMS))
    planned = rooms.plan(rng, bill, size=size, opening=opening)
    longest = max(hours.closes_minute - hours.opens_minute for hours in opening)
    rates = prices.plan(rng, bill, size=size, longest_minutes=longest, parking="parking" in venue.amenities)
    check_rooms(planned)
    check_rates(rates, opening, currency=market.currency)
    return planned, rates


def _size(bedrooms: int) -> Size:
    if bedrooms < SMALL_BEDROOMS:
        return Size.SMALL
    return Size.LARGE if bedrooms >= LARGE_BEDROOMS else Size.MEDIUM


def _events(venue_ids: list[int], *, seed: int, now: datetime) -> Iterator[diary.Event]:
    for house in diary.houses(venue_ids):
        rng = Random(f"{seed}:diary:{house.slug}")  # noqa: S311 - an invented diary, nothing secret
        yield from diary.events(rng, house, first_day=now.date(), habit=BUSY)
