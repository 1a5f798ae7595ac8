"""Event orders and a house's day by the clock, as a hotel's own system reads them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from zaal.domain.event_orders import Because, Diet, MomentKind, moment_at
from zaal.domain.layouts import Layout
from zaal.domain.period import YEARS
from zaal.domain.runsheets import StepKind
from zaal.interfaces.wire.times import DAY
from zaal.interfaces.wire.values import Day, Moment, Names, PeriodOut, TimeZone, moment, period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.event_orders import Order
    from zaal.domain.runsheets import Meal, Step
    from zaal.queries.event_orders import OrderView, RunSheet

DAY_EXPECTED = ("day_expected", "Give a day such as 2027-03-18")


def read_day(typed: Any) -> date:
    """Read ``2027-03-18``, of a year in which hotels sell."""
    try:
        found = date.fromisoformat(str(typed)) if re.fullmatch(DAY, str(typed)) else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise PydanticCustomError(*DAY_EXPECTED)
    return found


OneDay = Annotated[
    date,
    BeforeValidator(read_day),
    WithJsonSchema({"type": "string", "pattern": f"^{DAY}$", "examples": ["2027-03-18"]}),
]


class DietOut(BaseModel):
    """How many people are on a diet; nobody is named."""

    diet: Diet
    people: int


class SittingOut(BaseModel):
    """One time of a room, and as the house keeps it for set-up and clearing."""

    meeting: PeriodOut
    blocked: PeriodOut


class OrderRoomOut(BaseModel):
    """One of the booking's rooms, for its own people and times."""

    space: str
    name: str
    layout: Layout
    delegates: int
    times: list[SittingOut]


class ServingOut(BaseModel):
    """A package or an extra bought for a day; ``room`` counts the order's rooms from 0."""

    code: str
    names: Names
    quantity: str
    day: Day
    room: int
    includes: list[str]
    is_food: bool


class OrderMomentOut(BaseModel):
    """A time of the customer's timetable; ``room`` counts the order's rooms from 0."""

    at: Moment
    what: MomentKind
    room: int


class ContactOut(BaseModel):
    """Whom the house can call on the day."""

    name: str
    phone: str


class OrderOut(BaseModel):
    """Everything the house has to know of one booking."""

    booking: str
    venue: str
    time_zone: TimeZone
    version: int
    because: Because
    version_made_at: Moment
    handed_in_at: Moment | None
    printed_version: int | None
    changed_since_printed: bool
    title: str
    customer: str
    contact: ContactOut
    delegates: int
    final_number: int | None = Field(description="Null while the customer has not given it.")
    final_number_due_at: Moment = Field(description="The final number is due before this moment.")
    catered: int | None = Field(description="For how many the kitchen prepares, where the hotel says so.")
    rooms: list[OrderRoomOut]
    servings: list[ServingOut]
    timetable: list[OrderMomentOut]
    diets: list[DietOut]
    diet_remark: str
    to_setup: str
    to_kitchen: str

    @classmethod
    def of(cls, view: OrderView) -> OrderOut:
        """Write one order."""
        one, zone, newest = view.order, view.house.time_zone, view.versions[0]
        return cls(
            booking=view.reference,
            venue=view.house.slug,
            time_zone=zone,
            version=newest.number,
            because=newest.because,
            version_made_at=moment(newest.made_at, zone),
            handed_in_at=moment(view.handed_in_at, zone) if view.handed_in_at else None,
            printed_version=view.printed,
            changed_since_printed=bool(view.since_printed),
            title=one.title,
            customer=one.customer,
            contact=ContactOut(name=one.told.contact_name, phone=one.told.contact_phone),
            delegates=one.delegates,
            final_number=one.final_number,
            final_number_due_at=moment(view.due_at, zone),
            catered=one.catered,
            rooms=_rooms(one),
            servings=_servings(one),
            timetable=_timetable(one),
            diets=_diets(one.told.diets),
            diet_remark=one.told.diet_remark,
            to_setup=one.told.to_setup,
            to_kitchen=one.told.to_kitchen,
        )


class StepOut(BaseModel):
    """One line of the crew's sheet."""

    at: Moment
    until: Moment | None
    what: StepKind
    booking: str
    title: str
    customer: str
    room: str
    layout: Layout
    delegates: int


class PortionOut(BaseModel):
    """One booking's part of a meal."""

    booking: str
    room: str
    people: int
    is_final: bool
    diets: list[DietOut]


class MealOut(BaseModel):
    """What is served at one time to all bookings together; ``at`` is null where nobody told when."""

    at: Moment | None
    what: MomentKind
    people: int
    diets: list[DietOut]
    portions: list[PortionOut]


class RunSheetOut(BaseModel):
    """A day of a house by the clock, for the set-up crew and for the kitchen."""

    venue: str
    time_zone: TimeZone
    day: Day
    bookings: list[str]
    steps: list[StepOut]
    meals: list[MealOut]

    @classmethod
    def of(cls, sheet: RunSheet) -> RunSheetOut:
        """Write one day."""
        zone = sheet.house.time_zone
        return cls(
            venue=sheet.house.slug,
            time_zone=zone,
            day=sheet.day.isoformat(),
            bookings=[one.reference for one in sheet.orders],
            steps=[_step(step, zone) for step in sheet.steps],
            meals=[_meal(meal, zone) for meal in sheet.meals],
        )


def _rooms(one: Order) -> list[OrderRoomOut]:
    return [
        OrderRoomOut(
            space=room.space_slug,
            name=room.space,
            layout=room.layout,
            delegates=room.delegates,
            times=[
                SittingOut(meeting=period(sitting.period, one.zone), blocked=period(sitting.blocked, one.zone))
                for sitting in room.sittings
            ],
        )
        for room in one.rooms
    ]


def _servings(one: Order) -> list[ServingOut]:
    return [
        ServingOut(
            code=serving.code,
            names=serving.names,
            quantity=f"{serving.quantity.normalize():f}",
            day=serving.day.isoformat(),
            room=serving.room,
            includes=list(serving.includes),
            is_food=serving.is_food,
        )
        for serving in one.servings
    ]


def _timetable(one: Order) -> list[OrderMomentOut]:
    found = [(moment_at(told, one.rooms[told.room], one.zone), told) for told in one.told.moments]
    return [OrderMomentOut(at=moment(at, one.zone), what=told.kind, room=told.room) for at, told in sorted(found)]


def _diets(some: Iterable[tuple[Diet, int]]) -> list[DietOut]:
    return [DietOut(diet=diet, people=people) for diet, people in some]


def _step(step: Step, zone: str) -> StepOut:
    return StepOut(
        at=moment(step.at, zone),
        until=moment(step.until, zone) if step.until else None,
        what=step.kind,
        booking=step.booking,
        title=step.title,
        customer=step.customer,
        room=step.space,
        layout=step.layout,
        delegates=step.delegates,
    )


def _meal(meal: Meal, zone: str) -> MealOut:
    return MealOut(
        at=moment(meal.at, zone) if meal.at else None,
        what=meal.kind,
        people=meal.people,
        diets=_diets(meal.diets),
        portions=[
            PortionOut(
                booking=one.booking,
                room=one.space,
                people=one.people,
                is_final=one.is_final,
                diets=_diets(one.diets),
            )
            for one in meal.portions
        ],
    )
