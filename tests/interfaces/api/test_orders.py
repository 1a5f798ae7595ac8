"""Event orders over the API: one booking's for its two sides, a house's day for its own people."""

from __future__ import annotations

from datetime import time

import pytest
from tests import given
from tests.interfaces.api.conftest import Program, a_program_of

from zaal.domain.actors import Scope
from zaal.domain.event_orders import Diet, Moment, MomentKind, Told
from zaal.usecases import event_orders

DAY = given.MEETING_DAY.isoformat()
RUN_SHEET = f"venues/{given.DAMRAK}/runsheet"


@pytest.fixture
def booking(db: None) -> str:
    reference = given.a_confirmed_booking()
    told = Told("Bram Bos", "+31 6", ((Diet.VEGAN, 2),), "", (Moment(0, 0, MomentKind.LUNCH, time(12, 30)),))
    event_orders.hand_in(actor=given.a_booker(), booking=reference, told=told, now=given.NOW)
    return reference


def test_an_order_is_given_to_both_sides_with_a_token_that_may_only_read(booking: str, reader: Program):
    house = a_program_of(given.a_hotel_member(), Scope.READ)

    for program in (reader, house):
        order = program.get(f"bookings/{booking}/order").json()

        assert (order["version"], order["because"], order["delegates"]) == (2, "handed_in", 30)
        assert order["timetable"] == [{"at": f"{DAY}T12:30:00+02:00", "what": "lunch", "room": 0}]
        assert order["diets"] == [{"diet": "vegan", "people": 2}]


def test_the_day_is_given_with_its_steps_and_meals(booking: str):
    house = a_program_of(given.a_hotel_member(), Scope.READ)

    day = house.get(RUN_SHEET, day=DAY).json()

    assert [step["what"] for step in day["steps"]] == ["setup", "starts", "lunch", "ends", "clear"]
    assert [(meal["what"], meal["people"], meal["diets"]) for meal in day["meals"]] == [
        ("lunch", 30, [{"diet": "vegan", "people": 2}])
    ]


def test_strangers_get_neither(booking: str, bram: Program, guest: Program):
    other_house = a_program_of(given.a_hotel_member(given.MARINA))

    for program in (bram, other_house):
        for answer in (program.get(f"bookings/{booking}/order"), program.get(RUN_SHEET, day=DAY)):
            assert answer.status_code == 404
            assert b"Bram Bos" not in answer.content
    assert guest.get(RUN_SHEET, day=DAY).status_code == 401


@pytest.mark.parametrize("day", ["", "tomorrow", "2027-02-30", "1999-01-01"])
def test_a_day_that_is_none_is_refused(booking: str, day: str):
    house = a_program_of(given.a_hotel_member())

    assert house.get(RUN_SHEET, day=day).status_code == 422
