"""Changing a booking on its pages: the form as booked, both versions side by side, the change, and its refusals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests import given

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.payments import AT_CONFIRMATION, PaymentStep, PaymentTerms
from zaal.queries import sales
from zaal.records.identity.models import Person
from zaal.records.sales.models import BookingChange, Quote

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

THIRD_AHEAD = PaymentTerms(
    "ahead",
    "Three in ten ahead",
    (
        PaymentStep("Deposit", AT_CONFIRMATION, percent=Decimal(30)),
        PaymentStep("Rest", Bound(14, BoundUnit.DAYS)),
    ),
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def browser_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id))
    return client


def as_booked(**other: str) -> dict[str, str]:
    day = given.MEETING_DAY.isoformat()
    usual = {"space_slug": "beurszaal", "date": day, "from": "09:00", "to": "17:00", "nights": "0"}
    return {**usual, "delegates": "30", "layout": "theatre", "basis": "hire", **other}


def repeated(page: Any) -> dict[str, str]:
    """Read the hidden fields of the form that makes the change."""
    form = re.search(r'action="/bookings/[^"]+/changes".*?</form>', page.content.decode(), re.DOTALL)
    assert form, "the page offers no change"
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.group()))


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def test_the_form_stands_as_booked(anna: Actor):
    booked = given.a_confirmed_booking(anna, extras=(("flipchart", 2),))
    browser = browser_of(anna)

    page = browser.get(f"/bookings/{booked}/change").content.decode()

    assert f'href="/bookings/{booked}/change"' in browser.get(f"/bookings/{booked}").content.decode()
    for said in ('value="2027-04-15"', 'value="09:00', 'value="30"', 'name="extra-flipchart" value="2"'):
        assert said in page
    assert 'value="beurszaal" selected' in page


def test_both_versions_stand_side_by_side_and_are_made_as_shown(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    browser = browser_of(anna)

    shown = browser.post(f"/bookings/{booked}/change", as_booked(space_slug="kleine-zaal", delegates="12"))
    kept_so_far = Quote.objects.count()
    made = browser.post(f"/bookings/{booked}/changes", repeated(shown))

    text = shown.content.decode()
    for said in ("As booked", "As it would be", "€700.00", "€300.00", "€400.00 less than booked", "Kleine Zaal"):
        assert said in text
    assert kept_so_far == 1
    assert (made.status_code, made["Location"]) == (302, f"/bookings/{booked}")
    told = sales.booking(booked, actor=anna, now=given.NOW)
    assert (told.quote.house.space, told.quote.version) == ("Kleine Zaal", 2)
    assert "Changes to this booking" in browser.get(f"/bookings/{booked}").content.decode()


def test_when_one_pays_stands_side_by_side_where_it_differs():
    given.a_venue_paid(THIRD_AHEAD)
    anna = given.a_booker()
    booked = given.a_confirmed_booking(anna)
    browser = browser_of(anna)
    smaller = as_booked(space_slug="kleine-zaal", delegates="12")

    english = browser.post(f"/bookings/{booked}/change", smaller).content.decode()
    alike = browser.post(f"/bookings/{booked}/change", as_booked(delegates="31")).content.decode()
    Person.objects.update(language="nl")
    dutch = browser.post(f"/bookings/{booked}/change", smaller).content.decode()

    for said in ("When you pay", "€210.00", "€490.00", "€90.00", "at booking, Mon"):
        assert said in english
    assert english.count("at booking, ") == 2, "the deposit was due with the booking, whatever is changed now"
    assert "Wanneer u betaalt" in dutch
    assert "When you pay" not in alike


def test_a_house_that_bills_afterwards_has_no_payments_to_compare(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    page = browser_of(anna).post(f"/bookings/{booked}/change", as_booked(space_slug="kleine-zaal", delegates="12"))

    assert "When you pay" not in page.content.decode()


def test_a_double_click_makes_one_change(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    browser = browser_of(anna)
    fields = repeated(browser.post(f"/bookings/{booked}/change", as_booked(delegates="31")))

    answers = [browser.post(f"/bookings/{booked}/changes", fields).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert BookingChange.objects.count() == 1


def test_what_was_not_shown_is_not_agreed(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    browser = browser_of(anna)
    fields = repeated(browser.post(f"/bookings/{booked}/change", as_booked(space_slug="kleine-zaal", delegates="12")))

    other = browser.post(f"/bookings/{booked}/changes", {**fields, "expected_total": "1.00"})
    broken = browser.post(f"/bookings/{booked}/changes", {**fields, "expected_fee": "free"})

    assert (other.status_code, broken.status_code) == (409, 409)
    assert "This now costs €300.00, no longer €1.00" in other.content.decode()
    assert not BookingChange.objects.exists()


def test_what_cannot_be_priced_is_said_in_the_form_with_the_input_kept(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    browser = browser_of(anna)

    nothing = browser.post(f"/bookings/{booked}/change", as_booked())
    too_many = browser.post(f"/bookings/{booked}/change", as_booked(space_slug="kleine-zaal", delegates="21"))

    assert nothing.status_code == 422
    assert "This is what is booked already" in nothing.content.decode()
    assert too_many.status_code == 409
    assert 'value="21"' in too_many.content.decode()


def test_a_taken_room_is_said_and_offers_no_change(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    given.an_option(given.a_booker(given.BRAM), space="kleine-zaal", delegates=12)

    page = browser_of(anna).post(f"/bookings/{booked}/change", as_booked(space_slug="kleine-zaal", delegates="12"))

    assert "Kleine Zaal is taken" in page.content.decode()
    assert f'action="/bookings/{booked}/changes"' not in page.content.decode()


def test_nobody_else_sees_or_makes_it(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    bram = browser_of(given.a_booker(given.BRAM))
    desk = browser_of(given.a_hotel_member())

    assert bram.get(f"/bookings/{booked}/change").status_code == 404
    assert bram.post(f"/bookings/{booked}/changes", as_booked(delegates="31")).status_code == 404
    assert "Change this booking</a>" not in desk.get(f"/bookings/{booked}").content.decode()
    desk.post(
        f"/bookings/{booked}/changes", {**as_booked(delegates="31"), "expected_total": "700", "expected_fee": "0"}
    )
    assert not BookingChange.objects.exists()


def test_the_pages_speak_dutch(anna: Actor):
    booked = given.a_confirmed_booking(given.a_booker(language="nl"))
    browser = browser_of(anna)
    browser.cookies["django_language"] = "nl"

    page = browser.post(
        f"/bookings/{booked}/change", as_booked(delegates="31"), headers={"Accept-Language": "nl"}
    ).content.decode()

    assert "Zoals geboekt" in page
    assert "Zoals het wordt" in page
