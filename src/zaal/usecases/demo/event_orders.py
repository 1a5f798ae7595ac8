"""Meetings of the demo world in the houses whose people sign in, with what their customers told for the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.event_orders import Diet, Moment, MomentKind, Told
from zaal.domain.layouts import Layout
from zaal.domain.period import local
from zaal.domain.pricing import Basis
from zaal.domain.refusals import Refusal
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.records.identity.models import Person
from zaal.records.sales.models import Booking
from zaal.records.venues.models import Space
from zaal.usecases import accounts, bookings, event_orders, quotes
from zaal.usecases.demo.people import AMSTERDAM_HOTEL, SINGAPORE_HOTEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.actors import Actor

SANNE, WEI_LING = "booker@zaal.test", "second.booker@zaal.test"
TRIED_DAYS = 60
SATURDAY = 5


class Scene(NamedTuple):
    """One meeting: where, whose, from which day on, for how many and how, and what is told of it (None: nothing)."""

    venue: str
    booker: str
    from_day: int
    starts: time
    ends: time
    delegates: int
    layout: Layout
    basis: Basis
    title: str
    told: Told | None
    is_final: bool = False


def _at(**told: time) -> tuple[Moment, ...]:
    """Write a timetable of the first room and day."""
    return tuple(Moment(0, 0, MomentKind(kind), at) for kind, at in told.items())


MORNING, EVENING = time(9), time(17)
TRAINING = Told(
    contact_name="Sanne de Wit",
    contact_phone="+31 6 5550 1234",
    diets=((Diet.VEGETARIAN, 5), (Diet.VEGAN, 2), (Diet.GLUTEN_FREE, 1)),
    moments=_at(
        arrival=time(8, 30),
        morning_break=time(10, 30),
        lunch=time(12, 30),
        afternoon_break=time(15),
        end=time(16, 30),
    ),
    to_setup="Twee flip-overs naast het scherm. Naambordjes liggen bij de receptie.",
)
COUNCIL = Told(
    contact_name="Sanne de Wit",
    contact_phone="+31 6 5550 1234",
    diets=((Diet.VEGETARIAN, 3), (Diet.HALAL, 2), (Diet.ALLERGIES, 1)),
    diet_remark="Eén ernstige notenallergie: graag apart bereid.",
    moments=_at(arrival=time(8, 45), morning_break=time(10, 30), lunch=time(12, 30), drinks=time(17)),
    to_kitchen="Lunch staand, in de foyer.",
)
BRIEFING = Told(
    contact_name="Tan Wei Ling",
    contact_phone="+65 5550 1234",
    diets=((Diet.HALAL, 6), (Diet.VEGETARIAN, 4), (Diet.ALLERGIES, 2)),
    diet_remark="One shellfish allergy, one peanut allergy.",
    moments=_at(arrival=time(8, 30), morning_break=time(10, 15), lunch=time(12), afternoon_break=time(15, 15)),
    to_setup="Two flags beside the screen; simultaneous interpretation is brought along.",
)
# The one that finds a room on the fewest days comes first: the others follow it.
SCENES = (
    Scene(AMSTERDAM_HOTEL, WEI_LING, 9, time(10), time(14), 8, Layout.BOARDROOM, Basis.HIRE, "Board review", None),
    Scene(
        AMSTERDAM_HOTEL, SANNE, 9, MORNING, time(16, 30), 16, Layout.THEATRE, Basis.PACKAGE, "Training veilig", TRAINING
    ),
    Scene(
        AMSTERDAM_HOTEL,
        SANNE,
        9,
        MORNING,
        EVENING,
        26,
        Layout.U_SHAPE,
        Basis.PACKAGE,
        "Ondernemingsraad",
        COUNCIL,
        True,
    ),
    Scene(
        SINGAPORE_HOTEL,
        WEI_LING,
        9,
        MORNING,
        EVENING,
        36,
        Layout.CLASSROOM,
        Basis.PACKAGE,
        "Partner briefing",
        BRIEFING,
        True,
    ),
)


def add(*, now: datetime) -> int:
    """Book the meetings and hand their orders in; return how many were made. What is there is not made again.

    Every step is kept by itself. A meeting that finds no free room within two months is left out.
    """
    return sum(_add(scene, accounts.actor_of(Person.objects.get(email=scene.booker)), now) for scene in SCENES)


def _add(scene: Scene, booker: Actor, now: datetime) -> bool:
    if Booking.objects.filter(quote__title=scene.title, person__email=scene.booker).exists():
        return False
    for wish in _wishes(scene, now):
        try:
            quote = quotes.make(actor=booker, wish=wish, now=now)
            booking = bookings.confirm(actor=booker, quote=quote, now=now)
        except Refusal:
            continue
        if scene.told is not None:
            event_orders.hand_in(actor=booker, booking=booking, told=scene.told, now=now)
        if scene.is_final:
            event_orders.give_final_number(actor=booker, booking=booking, delegates=scene.delegates, now=now)
        return True
    return False


def _wishes(scene: Scene, now: datetime) -> Iterator[QuoteWish]:
    """Propose the smallest fitting rooms of the house, working day after working day."""
    spaces = list(
        Space.objects.filter(
            venue__slug=scene.venue,
            capacities__layout=scene.layout.value,
            capacities__min_delegates__lte=scene.delegates,
            capacities__max_delegates__gte=scene.delegates,
        )
        .select_related("venue")
        .order_by("capacities__max_delegates", "pk")
    )
    zone = spaces[0].venue.time_zone
    first = local(now, zone).date() + timedelta(days=scene.from_day)
    # Preferably on a day with another of these meetings, so that the house has something to combine.
    taken = Booking.objects.filter(quote__venue__slug=scene.venue, quote__title__in=[one.title for one in SCENES])
    busy = [local(at, zone).date() for at in taken.values_list("quote__slots__starts_at", flat=True)]
    for day in (*busy, *(first + timedelta(days=offset) for offset in range(TRIED_DAYS))):
        for space in spaces:
            if day.weekday() < SATURDAY:
                yield QuoteWish(
                    venue=scene.venue,
                    space=space.slug,
                    layout=scene.layout,
                    delegates=scene.delegates,
                    spans=(LocalSpan(datetime.combine(day, scene.starts), datetime.combine(day, scene.ends)),),
                    basis=scene.basis,
                    title=scene.title,
                )
