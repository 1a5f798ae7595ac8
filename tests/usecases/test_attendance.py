"""How many are billed when more or fewer people come than were booked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests import given

from zaal.domain.pricing import Basis
from zaal.domain.rates import ChargeRules, Guarantee
from zaal.records.rates.models import Package
from zaal.records.sales.line import BookingUnknown
from zaal.usecases import attendance, bookings, venues

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("came", "billed", "gross"), [(43, 43, "2365.00"), (40, 40, "2200.00"), (36, 40, "2200.00")])
def test_t19_forty_are_guaranteed_the_kitchen_prepares_for_41_and_whoever_comes_besides_is_billed(
    came: int, billed: int, gross: str
):
    reference = a_booking_for(40)

    counted = attendance.account(actor=given.a_booker(), booking=reference, actual=came)

    assert (counted.booked, counted.catered, counted.billed) == (40, 41, billed)
    assert counted.price.gross.amount == Decimal(gross)
    assert counted.difference == counted.price.gross - counted.agreed


def test_when_the_hotel_changed_its_rates_nothing_is_counted_from_them():
    reference = a_booking_for(40)
    Package.objects.update(amount=99)

    with pytest.raises(attendance.RatesChanged):
        attendance.account(actor=given.a_booker(), booking=reference, actual=43)


def test_a_stranger_learns_nothing_of_it():
    reference = a_booking_for(40)

    with pytest.raises(BookingUnknown):
        attendance.account(actor=given.a_booker(given.BRAM), booking=reference, actual=43)


def a_booking_for(delegates: int) -> str:
    plan = given.damrak()
    rules = ChargeRules(guarantees=(Guarantee(Decimal(3), given.ALWAYS),))
    house = replace(plan, rates=replace(plan.rates, rules=rules))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)
    booker = given.a_booker()
    quote = given.a_quote(booker, delegates=delegates, basis=Basis.PACKAGE)
    return bookings.confirm(actor=booker, quote=quote, now=given.NOW)
