"""Letters about event orders: who gets which, in which language, and what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.event_orders import Diet, Told
from zaal.interfaces.worker import orders
from zaal.records.logbook.models import Fact, Letter
from zaal.usecases import event_orders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
# Neither the terms nor the house say when final numbers are due: then it is when the meeting begins.
A_WEEK_BEFORE = given.NOW + timedelta(days=40)
HOUSE = "zalen@damrak.example.org"


def letters_about(booking: str, kind: str) -> list[Letter]:
    fact = Fact.objects.get(subject=booking, kind=kind)
    for _twice in range(2):
        orders.tell_of_order(fact.pk)
    return list(Letter.objects.filter(fact=fact))


def test_the_customer_alone_is_asked_for_the_final_number():
    booking = given.a_confirmed_booking(given.a_booker(language="en"), title="Spring meeting")
    event_orders.ask_due(actor=SYSTEM, now=A_WEEK_BEFORE)

    [letter] = letters_about(booking, "FinalNumberAsked")

    assert (letter.recipient, letter.calendar) == (given.ANNA, "")
    assert letter.subject.startswith("How many people come?")
    assert f"/bookings/{booking}/order#final-number" in letter.text
    assert "You booked for 30" in letter.text


def test_the_reminder_says_what_happens_without_an_answer():
    booking = given.a_confirmed_booking()
    event_orders.ask_due(actor=SYSTEM, now=A_WEEK_BEFORE)
    event_orders.ask_due(actor=SYSTEM, now=A_WEEK_BEFORE + timedelta(days=4))

    [letter] = letters_about(booking, "FinalNumberReminded")

    assert "the house prepares and bills for the number booked: 30" in letter.text


def test_the_house_is_told_what_is_new_in_an_order():
    booking = given.a_confirmed_booking()
    told = Told(contact_name="Bram Bos", contact_phone="+31 6", diets=((Diet.VEGAN, 2),))
    event_orders.hand_in(actor=given.a_booker(), booking=booking, told=told, now=given.NOW)

    [letter] = letters_about(booking, "OrderHandedIn")

    assert (letter.recipient, letter.language) == (HOUSE, "nl")
    assert f"/desk/{given.DAMRAK}/orders/{booking}" in letter.text
    assert "Bram Bos" in letter.text


def test_the_house_hears_the_final_number():
    booking = given.a_confirmed_booking()
    event_orders.give_final_number(actor=given.a_booker(), booking=booking, delegates=30, now=given.NOW)

    [letter] = letters_about(booking, "FinalNumberGiven")

    assert letter.recipient == HOUSE
    assert "30" in letter.subject


def test_a_house_without_an_address_gets_no_letter():
    given.a_venue(email="")
    booking = given.a_confirmed_booking()
    event_orders.give_final_number(actor=given.a_booker(), booking=booking, delegates=30, now=given.NOW)

    assert letters_about(booking, "FinalNumberGiven") == []
