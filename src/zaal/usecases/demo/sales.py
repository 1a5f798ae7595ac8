"""A few living sales of the demo booker, made by the same use-cases as everybody's."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.layouts import Layout
from zaal.domain.period import local
from zaal.domain.pricing import Basis
from zaal.domain.refusals import Refusal
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.records.identity.models import Person
from zaal.records.sales.models import Quote
from zaal.records.venues.models import Space, Venue
from zaal.usecases import accounts, bookings, options, quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zaal.domain.actors import Actor

BOOKER = "booker@zaal.test"
NEARLY_OVER = timedelta(hours=5)
TRIED_DAYS = 60


class Scene(NamedTuple):
    """What is booked or held: from which day on to look for a free room, for how many and how."""

    city: str
    from_day: int
    delegates: int
    layout: Layout
    basis: Basis
    title: str


LAPSING = Scene("Eindhoven", 40, 18, Layout.U_SHAPE, Basis.HIRE, "Workshop fotonica")
HELD = Scene("Singapore", 75, 36, Layout.U_SHAPE, Basis.PACKAGE, "Trade mission: briefing day")
BOOKED = Scene("Utrecht", 30, 24, Layout.CLASSROOM, Basis.PACKAGE, "Training nieuwe collega's")
ABROAD = Scene("Singapore", 74, 60, Layout.THEATRE, Basis.HIRE, "Trade mission: matchmaking")
CANCELLED = Scene("Rotterdam", 16, 30, Layout.THEATRE, Basis.HIRE, "Ledenvergadering")


def add(*, now: datetime) -> int:
    """Make an option about to lapse, one just placed, two bookings and a cancelled one; return how many were made.

    Every step is kept by itself; what an earlier call made is not made again. A scene that finds no free room
    within two months is left out.
    """
    booker = accounts.actor_of(Person.objects.get(email=BOOKER))
    return sum(
        [
            _first_that_can(LAPSING, booker, now, lambda quote: _hold(booker, quote, now, now + NEARLY_OVER)),
            _first_that_can(HELD, booker, now, lambda quote: _hold(booker, quote, now, None)),
            _first_that_can(BOOKED, booker, now, lambda quote: _book(booker, quote, now)),
            _first_that_can(ABROAD, booker, now, lambda quote: _book(booker, quote, now)),
            _first_that_can(CANCELLED, booker, now, lambda quote: _book_and_cancel(booker, quote, now)),
        ]
    )


def _first_that_can(scene: Scene, booker: Actor, now: datetime, act: Callable[[str], object]) -> bool:
    if Quote.objects.filter(title=scene.title, person__email=BOOKER).exclude(option=None, booking=None).exists():
        return False
    for wish in _wishes(scene, now):
        try:
            act(quotes.make(actor=booker, wish=wish, now=now))
        except Refusal:
            continue
        return True
    return False


def _hold(booker: Actor, quote: str, now: datetime, until: datetime | None) -> None:
    options.place(actor=booker, quote=quote, now=now, until=until)


def _book(booker: Actor, quote: str, now: datetime) -> str:
    return bookings.confirm(actor=booker, quote=quote, now=now)


def _book_and_cancel(booker: Actor, quote: str, now: datetime) -> None:
    bookings.cancel(actor=booker, booking=_book(booker, quote, now), now=now)


def _wishes(scene: Scene, now: datetime) -> Iterator[QuoteWish]:
    """Propose the smallest fitting rooms of the city's hotels that confirm at once, working day after working day."""
    spaces = list(
        Space.objects.filter(
            venue__in=Venue.objects.filter(city=scene.city, instant=True, invented=False, max_instant_value=None),
            capacities__layout=scene.layout.value,
            capacities__min_delegates__lte=scene.delegates,
            capacities__max_delegates__gte=scene.delegates,
        )
        .select_related("venue")
        .order_by("capacities__max_delegates", "pk")
    )
    for offset in range(TRIED_DAYS):
        for space in spaces:
            day = local(now, space.venue.time_zone).date() + timedelta(days=scene.from_day + offset)
            if day.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
                span = LocalSpan(datetime.combine(day, time(9)), datetime.combine(day, time(17)))
                yield QuoteWish(
                    venue=space.venue.slug,
                    space=space.slug,
                    layout=scene.layout,
                    delegates=scene.delegates,
                    spans=(span,),
                    basis=scene.basis,
                    title=scene.title,
                )
