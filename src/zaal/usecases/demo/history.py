"""A year's quarter of sales behind the demo's desk, made by the same use-cases as everybody's, each at its own time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from procrastinate.contrib.django import app as queue
from procrastinate.testing import InMemoryConnector

from zaal.domain.actors import SYSTEM
from zaal.domain.layouts import Layout
from zaal.domain.period import deadline, local
from zaal.domain.pricing import Basis
from zaal.domain.refusals import Refusal
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.records.identity.models import Person
from zaal.records.sales.models import Quote
from zaal.records.venues.models import Space, Venue
from zaal.usecases import accounts, bookings, options, quotes
from zaal.usecases.demo.market import chance
from zaal.usecases.demo.people import AMSTERDAM_HOTEL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zaal.domain.actors import Actor

DAYS_BACK, DAYS_AHEAD, SATURDAY = 90, 90, 5
# Who asks: invented people, who cannot sign in.
CUSTOMERS = (
    ("secretariaat@noorderlicht.test", "Femke Hoekstra", "nl"),
    ("events@harthouse.test", "Oliver Hart", "en"),
    ("congres@weefhuis.test", "Ruben van Dam", "nl"),
    ("office@lindqvist.test", "Astrid Lindqvist", "en"),
    ("opleidingen@zuiderdiep.test", "Meryem Aydin", "nl"),
)
TITLES = ("Teamdag", "Board meeting", "Training", "Klantendag", "Workshop", "Jaarvergadering", "Kick-off")
# Times of meetings, the usual ones more often, and how long ahead they are asked for.
SPANS = (("09:00", "17:00"), ("09:00", "17:00"), ("09:00", "13:00"), ("13:00", "17:00"), ("18:00", "22:00"))
LEADS = (3, 5, 9, 12, 16, 20, 24, 27, 33, 38, 45, 52, 61, 75, 88, 120)
TOO_MANY = 400


class Room(NamedTuple):
    """A room of the house, and how many sit in it as in a theatre."""

    slug: str
    most: int


def add(*, seed: int, now: datetime) -> int:
    """Have the demo's hotel in Amsterdam look back on three months and forward to three; return how many were asked.

    Nobody is told by mail: it is long past. Once made it is not made again.
    """
    venue = Venue.objects.get(slug=AMSTERDAM_HOTEL)
    if Quote.objects.filter(venue=venue, person__email__in=[email for email, _, _ in CUSTOMERS]).exists():
        return 0
    rng = Random(f"{seed}:history")  # noqa: S311 - an invented world, nothing secret
    people = [accounts.actor_of(person) for person in _people()]
    rooms = [
        Room(slug, most)
        for slug, most in Space.objects.filter(venue=venue, capacities__layout=Layout.THEATRE.value)
        .order_by("pk")
        .values_list("slug", "capacities__max_delegates")
    ]
    asked = 0
    with queue.replace_connector(InMemoryConnector()):
        for day in _days(rng, local(now, venue.time_zone).date()):
            at = deadline(day - timedelta(days=rng.choice(LEADS)), time(rng.randrange(9, 17), 20), venue.time_zone)
            if at < now:
                _sale(rng, rng.sample(people, 2), _wish(rng, day, rooms), at, now)
                asked += 1
    return asked


def _people() -> list[Person]:
    return [
        Person.objects.filter(email=email).first()
        or Person.objects.create_user(email, full_name=name, language=language)
        for email, name, language in CUSTOMERS
    ]


def _days(rng: Random, today: date) -> Iterator[date]:
    for offset in range(-DAYS_BACK, DAYS_AHEAD):
        day = today + timedelta(days=offset)
        if chance(rng, 0.15 if day.weekday() >= SATURDAY else 0.75):
            yield day


def _wish(rng: Random, day: date, rooms: list[Room]) -> QuoteWish:
    room, (starts, ends) = rng.choice(rooms), rng.choice(SPANS)
    delegates = TOO_MANY if chance(rng, 0.04) else rng.randint(max(8, room.most // 3), room.most)
    return QuoteWish(
        venue=AMSTERDAM_HOTEL,
        space=room.slug,
        layout=Layout.THEATRE,
        delegates=delegates,
        spans=(
            LocalSpan(
                datetime.combine(day, time.fromisoformat(starts)), datetime.combine(day, time.fromisoformat(ends))
            ),
        ),
        basis=Basis.PACKAGE if ends != "22:00" and chance(rng, 0.6) else Basis.HIRE,
        extras=(("flipchart", 2),) if chance(rng, 0.3) else (),
        title=rng.choice(TITLES),
    )


def _sale(rng: Random, people: list[Actor], wish: QuoteWish, at: datetime, now: datetime) -> None:
    """Go as far with a wish as the dice and the house let it; what is refused is refused and counted."""
    actor, rival = people
    is_held, has_rival, dice = chance(rng, 0.5), chance(rng, 0.25), rng.random()
    try:
        quote = quotes.make(actor=actor, wish=wish, now=at)
        if is_held:
            option = options.place(actor=actor, quote=quote, now=at, may_wait=True)
            waiting = _wait(rival, wish, at + timedelta(hours=5), now) if has_rival else ""
            _end(actor, option, dice, at + timedelta(days=2), now)
            if waiting:
                _end(rival, waiting, 1 - dice, at + timedelta(days=4), now)
            return
        booking = bookings.confirm(actor=actor, quote=quote, now=at)
        if dice < 0.08:  # noqa: PLR2004 - about one in twelve is called off
            bookings.cancel(actor=actor, booking=booking, now=min(at + timedelta(days=2), now))
    except Refusal:
        return


def _wait(rival: Actor, wish: QuoteWish, at: datetime, now: datetime) -> str:
    """Have somebody else want the same, who waits in line; nobody yet where that is still to come."""
    if at > now:
        return ""
    return options.place(actor=rival, quote=quotes.make(actor=rival, wish=wish, now=at), now=at, may_wait=True)


def _end(actor: Actor, option: str, dice: float, at: datetime, now: datetime) -> None:
    """Book about half of what is held, let a fifth go, leave the rest to lapse; what is still to come stays open."""
    if at > now:
        return
    if dice < 0.55:  # noqa: PLR2004 - as said above
        bookings.confirm_option(actor=actor, option=option, now=at)
    elif dice < 0.75:  # noqa: PLR2004 - as said above
        options.let_go(actor=actor, option=option, now=at)
    else:
        options.expire_due(actor=SYSTEM, now=min(at + timedelta(days=6), now))
