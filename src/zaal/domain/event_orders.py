"""Event orders: all that the house has to know to make one meeting happen, and what differs between two versions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal  # noqa: TC003 - orders are kept by these annotations
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.attrition import final_numbers_due
from zaal.domain.layouts import Layout  # noqa: TC001 - as for Decimal
from zaal.domain.period import Period, deadline, local
from zaal.domain.refusals import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zaal.domain.bounds import Start
    from zaal.domain.policies import Policy

LONGEST_REMARK = 2000
LONGEST_CONTACT = 120
LONGEST_PHONE = 40
# How long before it is due a final number is asked for, and when whoever did not answer is asked again.
ASKED_AHEAD = timedelta(days=7)
REMINDED_AHEAD = timedelta(days=2)
PAUSE = timedelta(days=1)


class DietOutOfRange(Invalid):
    """More people of one diet than take part, or fewer than none (``most``)."""

    code = "diet_out_of_range"


class RemarkTooLong(Invalid):
    """A remark, name or number of more than ``most`` signs, or with signs that cannot be kept."""

    code = "remark_too_long"


class MomentOutside(Invalid):
    """A time of the timetable at which the room is not the customer's; ``earliest`` and ``latest`` are (UTC)."""

    code = "moment_outside"


class ContactMissing(Invalid):
    """Nobody is named whom the house can call on the day."""

    code = "contact_missing"


class OrderClosed(Conflict):
    """The meeting is over, or was called off; nothing more is told about it."""

    code = "order_closed"


class FinalNumberDiffers(Conflict):
    """The number given is not the number ``booked``: the booking is changed first, at its price."""

    code = "final_number_differs"


class Diet(StrEnum):
    """What somebody eats, or must not; told as numbers of people and never with names."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    KOSHER = "kosher"
    GLUTEN_FREE = "gluten_free"
    ALLERGIES = "allergies"


class MomentKind(StrEnum):
    """What happens at a time of the timetable, in the order of a day."""

    ARRIVAL = "arrival"
    MORNING_BREAK = "morning_break"
    LUNCH = "lunch"
    AFTERNOON_BREAK = "afternoon_break"
    END = "end"
    DRINKS = "drinks"
    DINNER = "dinner"


# So long before the room's time, and so long after it, something may still be asked for: guests arrive and dine.
AROUND = {
    MomentKind.ARRIVAL: (timedelta(hours=2), timedelta()),
    MomentKind.DRINKS: (timedelta(), timedelta(hours=6)),
    MomentKind.DINNER: (timedelta(), timedelta(hours=6)),
}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A wish for the timetable: in which of the booking's rooms, on which of its times (both from 0), at what o'clock.

    A booking that moves to another day takes its moments along.
    """

    room: int
    sitting: int
    kind: MomentKind
    at: time


@dataclass(frozen=True, slots=True)
class Told:
    """What a customer tells beyond the sale; everything may be left open."""

    contact_name: str = ""
    contact_phone: str = ""
    diets: tuple[tuple[Diet, int], ...] = ()
    diet_remark: str = ""
    moments: tuple[Moment, ...] = ()
    to_setup: str = ""
    to_kitchen: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time of a room: ``blocked`` is with set-up and breakdown, ``period`` the customer's own."""

    blocked: Period
    period: Period


@dataclass(frozen=True, slots=True)
class Room:
    """One of a booking's rooms, for its own people and times."""

    space: str
    space_slug: str
    layout: Layout
    delegates: int
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """What was bought for a day: a package with all it ``includes`` (codes), or an extra; ``is_food`` for the kitchen.

    ``names`` are the hotel's own by language.
    """

    code: str
    names: dict[str, str] = field(hash=False)
    quantity: Decimal
    day: date
    room: int
    includes: tuple[str, ...]
    is_package: bool
    is_food: bool


@dataclass(frozen=True, slots=True)
class Order:
    """The whole order of one booking. ``catered`` is for how many the kitchen prepares where the house says so.

    ``final_number`` is what the customer gave as final, while it is what is booked; None: not given.
    """

    booking: str
    title: str
    customer: str
    zone: str
    rooms: tuple[Room, ...]
    servings: tuple[Serving, ...]
    catered: int | None
    final_number: int | None
    told: Told

    @property
    def delegates(self) -> int:
        """How many people the booking is for: those of its main room."""
        return self.rooms[0].delegates

    @property
    def starts_at(self) -> datetime:
        """When the first of its times begins (UTC)."""
        return min(sitting.period.starts_at for room in self.rooms for sitting in room.sittings)

    @property
    def ends_at(self) -> datetime:
        """When the last of its times ends (UTC)."""
        return max(sitting.period.ends_at for room in self.rooms for sitting in room.sittings)


class Because(StrEnum):
    """Why there is a version of an order."""

    BOOKED = "booked"
    HANDED_IN = "handed_in"
    CHANGED = "changed"
    FINAL_NUMBER = "final_number"


class What(StrEnum):
    """What two versions of an order can differ in."""

    TITLE = "title"
    CUSTOMER = "customer"
    SPACE = "space"
    LAYOUT = "layout"
    DELEGATES = "delegates"
    TIME = "time"
    BLOCKED = "blocked"
    MOMENT = "moment"
    SERVING = "serving"
    INCLUDED = "included"
    CATERED = "catered"
    FINAL_NUMBER = "final_number"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    DIET = "diet"
    DIET_REMARK = "diet_remark"
    TO_SETUP = "to_setup"
    TO_KITCHEN = "to_kitchen"


class About(NamedTuple):
    """Which thing of an order: of which room and time (from 0), and which diet, moment or serving."""

    what: What
    room: int = -1
    sitting: int = -1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; None: it was not there before, or is not any more."""

    about: About
    before: object
    after: object


def check(told: Told, rooms: tuple[Room, ...], zone: str) -> Told:
    """Return what was told, its moments in order and diets of nobody left out.

    Refuses: RemarkTooLong, DietOutOfRange, MomentOutside.
    """
    texts = (
        (told.contact_name, LONGEST_CONTACT),
        (told.contact_phone, LONGEST_PHONE),
        *((text, LONGEST_REMARK) for text in (told.diet_remark, told.to_setup, told.to_kitchen)),
    )
    for text, most in texts:
        if len(text) > most or "\x00" in text:
            raise RemarkTooLong(most=most)
    people = max(room.delegates for room in rooms)
    for diet, count in told.diets:
        if not 0 <= count <= people:
            raise DietOutOfRange(diet=diet.value, count=count, most=people)
    for moment in told.moments:
        _require_fitting(moment, rooms, zone)
    counts = dict(told.diets)
    diets = tuple((diet, counts[diet]) for diet in Diet if counts.get(diet))
    return replace(told, diets=diets, moments=tuple(sorted(set(told.moments))))


def brought_to(told: Told, rooms: tuple[Room, ...], zone: str) -> Told:
    """Return what still holds for these rooms and times: moments that fall outside them fall away."""
    kept = []
    for moment in told.moments:
        try:
            _require_fitting(moment, rooms, zone)
        except MomentOutside:
            continue
        kept.append(moment)
    return replace(told, moments=tuple(kept))


def moment_at(moment: Moment, room: Room, zone: str) -> datetime:
    """Return when a moment is (UTC): on the day its time begins, or in the small hours after it."""
    period = room.sittings[moment.sitting].period
    day = local(period.starts_at, zone).date()
    at = deadline(day, moment.at, zone)
    return at if at >= period.starts_at - timedelta(hours=2) else deadline(day + timedelta(days=1), moment.at, zone)


def differences(before: Order, after: Order) -> tuple[Difference, ...]:
    """Name everything that differs between two versions, each thing once, in the order of a sheet."""
    old, new = facts(before), facts(after)
    order = list(What)
    return tuple(
        Difference(about, old.get(about), new.get(about))
        for about in sorted(old.keys() | new.keys(), key=lambda about: (order.index(about.what), about[1:]))
        if old.get(about) != new.get(about)
    )


def facts(order: Order) -> Mapping[About, object]:
    """Take an order apart into all it says, one thing at a time; what is empty says nothing."""
    told = order.told
    said: dict[About, object] = {
        About(What.TITLE): order.title,
        About(What.CUSTOMER): order.customer,
        About(What.CATERED): order.catered,
        About(What.FINAL_NUMBER): order.final_number,
        About(What.CONTACT_NAME): told.contact_name,
        About(What.CONTACT_PHONE): told.contact_phone,
        About(What.DIET_REMARK): told.diet_remark,
        About(What.TO_SETUP): told.to_setup,
        About(What.TO_KITCHEN): told.to_kitchen,
        **{About(What.DIET, name=diet.value): count for diet, count in told.diets},
    }
    for at, room in enumerate(order.rooms):
        said[About(What.SPACE, at)] = room.space
        said[About(What.LAYOUT, at)] = room.layout
        said[About(What.DELEGATES, at)] = room.delegates
        for number, sitting in enumerate(room.sittings):
            said[About(What.TIME, at, number)] = sitting.period
            said[About(What.BLOCKED, at, number)] = sitting.blocked
    for moment in told.moments:
        said[About(What.MOMENT, moment.room, moment.sitting, moment.kind.value)] = moment.at
    for serving in order.servings:
        about = About(What.SERVING, serving.room, name=f"{serving.day:%Y-%m-%d} {serving.code}")
        said[about] = serving.quantity
        said[about._replace(what=What.INCLUDED)] = serving.includes
    return {about: value for about, value in said.items() if value not in ("", None, ())}


def final_number_due(policy: Policy | None, start: Start, *, closing: datetime) -> datetime:
    """Return the last instant (UTC, exclusive) for the final number.

    By the terms agreed where they set one, but never later than ``closing``: from then on customers no longer change
    the number themselves.
    """
    stated = None if policy is None else final_numbers_due(policy, start)
    return closing if stated is None else min(stated, closing)


def must_ask(due_at: datetime, *, asked_at: datetime | None, reminded: bool, now: datetime) -> bool:
    """Tell whether the customer is to be asked for the final number now: once, and once more shortly before."""
    if not due_at - ASKED_AHEAD <= now < due_at:
        return False
    if asked_at is None:
        return True
    return not reminded and now >= max(due_at - REMINDED_AHEAD, asked_at + PAUSE)


def _require_fitting(moment: Moment, rooms: tuple[Room, ...], zone: str) -> None:
    if moment.room >= len(rooms) or moment.sitting >= len(rooms[moment.room].sittings):
        raise MomentOutside(moment=moment.kind.value, at=f"{moment.at:%H:%M}", earliest=None, latest=None)
    room = rooms[moment.room]
    period = room.sittings[moment.sitting].period
    before, after = AROUND.get(moment.kind, (timedelta(), timedelta()))
    earliest, latest = period.starts_at - before, period.ends_at + after
    if not earliest <= moment_at(moment, room, zone) <= latest:
        raise MomentOutside(
            moment=moment.kind.value, at=f"{moment.at:%H:%M}", space=room.space, earliest=earliest, latest=latest
        )
