"""The demo world: invented hotels with rooms, rates, a filled diary and people, made from a seed and the date."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from zaal.domain.actors import SYSTEM
from zaal.domain.house_checks import check
from zaal.records.listing.models import Listing
from zaal.records.listing.rows import relist
from zaal.records.logbook.models import Fact
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.usecases import facts, house_rows
from zaal.usecases.demo import diary, event_orders, history, houses, people, sales
from zaal.usecases.demo.diary import Habit
from zaal.usecases.demo.people import SignIn, sign_ins

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.records.venues.models import Venue
    from zaal.usecases.progress import Report

__all__ = ["Loaded", "SignIn", "load", "sign_ins"]

LOADED, SUBJECT = "DemoLoaded", "demo"
# Comes to about 35 % of the opening hours over the coming year.
BUSY = Habit(working_day=0.7, weekend=0.2, several_days=0.08)


class Loaded(NamedTuple):
    """What the demo world holds; ``already``: it was there before, nothing was added."""

    already: bool
    houses: int
    spaces: int
    entries: int


def load(*, seed: int, now: datetime, report: Report) -> Loaded:
    """Load the demo world; a second load adds nothing. Same seed and day, same world.

    The houses, their diaries and the people come whole or not at all; a hotel's history and the sales of the demo
    booker follow as acts of their own, once.
    """
    loaded = _load(seed=seed, now=now, report=report)
    report("sales", 0, 1)
    history.add(seed=seed, now=now)
    sales.add(now=now)
    event_orders.add(now=now)
    report("sales", 1, 1)
    return loaded


@transaction.atomic(durable=True)
def _load(*, seed: int, now: datetime, report: Report) -> Loaded:
    _wait_for_other_loads()
    earlier = Fact.objects.filter(kind=LOADED, subject=SUBJECT).first()
    if earlier is not None:
        return Loaded(already=True, **{name: earlier.data[name] for name in ("houses", "spaces", "entries")})
    plans = houses.plans(seed=seed, now=now)
    for plan in plans:
        check(plan)
    report("houses", 0, len(plans))
    owners = Organisation.objects.bulk_create(
        Organisation(name=plan.facts.name, kind=OrganisationKind.HOTEL) for plan in plans
    )
    venues = house_rows.add_houses([(plan, owner.pk) for plan, owner in zip(plans, owners, strict=True)])
    people.add({venue.slug: venue.organisation_id for venue in venues})
    report("houses", len(plans), len(plans))
    entries = _fill(venues, seed=seed, now=now, report=report)
    report("listing", 0, len(venues))
    relist(venue.pk for venue in venues)
    report("listing", len(venues), len(venues))
    spaces = Listing.objects.filter(venue__in=venues).count()
    facts.write(LOADED, SUBJECT, actor=SYSTEM, now=now, seed=seed, houses=len(venues), spaces=spaces, entries=entries)
    return Loaded(already=False, houses=len(venues), spaces=spaces, entries=entries)


def _fill(venues: list[Venue], *, seed: int, now: datetime, report: Report) -> int:
    entries = 0
    for done, house in enumerate(diary.houses(venue.pk for venue in venues), start=1):
        rng = Random(f"{seed}:diary:{house.slug}")  # noqa: S311 - an invented world, nothing secret
        entries += diary.keep(diary.events(rng, house, first_day=now.date(), habit=BUSY))
        report("diary", done, len(venues))
    return entries


def _wait_for_other_loads() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('zaal demo world'))")
