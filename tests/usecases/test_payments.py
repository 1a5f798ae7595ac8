"""What a sale asks when: frozen in its quote, told alike at every door, and for whom it was agreed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from tests import given

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.frozen_payments import fingerprint
from zaal.domain.houses import PaymentPlan
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.payments import (
    AT_CONFIRMATION,
    BILLED_AFTERWARDS,
    INVOICED,
    After,
    Later,
    PaymentStep,
    PaymentTerms,
)
from zaal.domain.policies import Size, Tier, deposit_stays
from zaal.domain.pricing import Basis
from zaal.domain.refusals import Refusal
from zaal.domain.search import Circle, Wish
from zaal.domain.terms import FREE_UNTIL_48_HOURS
from zaal.interfaces import documents, paying
from zaal.interfaces.wire.sales import BookingOut
from zaal.interfaces.worker import jobs
from zaal.queries import sales, search
from zaal.records.identity.models import Person
from zaal.records.logbook.models import Fact, Letter
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.records.rates.models import PaymentPolicy
from zaal.records.sales.models import Quote
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor
    from zaal.queries.search import Offer

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PERCENT_30 = Decimal(30)
AHEAD = PaymentTerms(
    "ahead",
    "Three in ten ahead",
    (
        PaymentStep("Deposit", AT_CONFIRMATION, percent=PERCENT_30),
        PaymentStep("Rest", Bound(14, BoundUnit.DAYS)),
    ),
)
NET_30 = PaymentTerms("net-30", "Thirty days after", (PaymentStep("Invoice", Later(30, After.END)),))
# 14 days before 15 April 2027 at nine, on the hotel's clock.
TWO_WEEKS = datetime(2027, 4, 1, 9, tzinfo=AMSTERDAM)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def a_venue_paid(*terms: PaymentTerms, hire: str = "700.00", since: date = given.LONG_AGO) -> str:
    """Take in Hotel Damrak on these payment terms, all its rooms at this price for a day."""
    plan = given.damrak()
    spaces = tuple(
        replace(space, hire=tuple(replace(price, amount=Decimal(hire)) for price in space.hire))
        for space in plan.rooms.spaces
    )
    plans = tuple(PaymentPlan(one, since, None) for one in terms)
    told = replace(plan, rooms=replace(plan.rooms, spaces=spaces), rates=replace(plan.rates, payments=plans))
    return venues.create(actor=given.an_operator(), plan=told, organisation_id=None, now=given.NOW)


def dues_of(quote: str, actor: Actor, *, now: datetime = given.NOW) -> list[tuple[str, bool]]:
    return [(str(due.amount.amount), due.is_now) for due in sales.quote(quote, actor=actor, now=now).dues]


def test_a_deposit_at_booking_and_the_rest_before_the_meeting(anna: Actor) -> None:  # T21, to the cent
    a_venue_paid(AHEAD, hire="4307.46")

    booked = given.a_confirmed_booking(anna)

    told = sales.booking(booked, actor=anna, now=given.NOW)
    deposit, rest = told.quote.dues
    assert (deposit.amount, deposit.due_at, deposit.is_now) == (euros("1292.24"), told.confirmed_at, True)
    assert (rest.amount, rest.due_at, rest.is_now) == (euros("3015.22"), TWO_WEEKS, False)
    assert sum(paying.taxes_within(told.quote.dues, told.quote.price), euros("0")) == told.quote.price.tax


def test_a_hotel_that_says_nothing_bills_after_the_meeting(anna: Actor) -> None:
    quote = given.a_quote(anna)

    told = sales.quote(quote, actor=anna, now=given.NOW)

    (due,) = told.dues
    assert (due.amount, due.due_at, due.is_now) == (told.price.gross, None, False)
    assert told.payment.terms == BILLED_AFTERWARDS
    assert paying.of_quote(told, "en").told == "The hotel bills you after the meeting."
    assert paying.of_quote(told, "nl").told == "Het hotel stuurt u na de bijeenkomst de rekening."


def test_a_quote_from_before_payment_terms_is_billed_after_the_meeting(anna: Actor) -> None:
    quote = given.a_quote(anna)
    row = Quote.objects.get(reference=quote)
    del row.terms["payment"]
    row.save()

    assert dues_of(quote, anna) == [("700.00", False)]


def test_what_was_agreed_stays_when_the_hotel_changes_its_terms(anna: Actor) -> None:
    a_venue_paid(AHEAD, since=date(2026, 1, 1))
    quote = given.a_quote(anna)
    PaymentPolicy.objects.all().delete()

    told = sales.quote(quote, actor=anna, now=given.NOW)

    assert dues_of(quote, anna) == [("210.00", True), ("490.00", False)]
    assert told.payment.terms == AHEAD
    assert (told.payment.version, told.payment.sha256) == (date(2026, 1, 1), fingerprint(AHEAD))
    assert dues_of(given.a_quote(anna), anna) == [("700.00", False)]


def test_time_after_the_confirmation_counts_from_the_booking_itself(anna: Actor) -> None:
    within = PaymentStep("Deposit", Later(7, After.CONFIRMATION), percent=PERCENT_30)
    a_venue_paid(PaymentTerms("week", "Within a week", (within, PaymentStep("Rest", INVOICED))))

    booked = given.a_confirmed_booking(anna)

    later = sales.booking(booked, actor=anna, now=given.NOW + timedelta(days=30)).quote
    local = given.NOW.astimezone(AMSTERDAM).date() + timedelta(days=8)
    assert later.dues[0].due_at == datetime(local.year, local.month, local.day, tzinfo=AMSTERDAM)
    assert [due.is_now for due in later.dues] == [True, False]


@pytest.mark.parametrize(("hire", "expected"), [("4999.99", "net-30"), ("5000.00", "ahead")])
def test_the_first_terms_that_hold_the_value_count(anna: Actor, hire: str, expected: str) -> None:
    a_venue_paid(replace(AHEAD, size=Size(value_at_least=euros("5000"))), NET_30, hire=hire)

    quote = given.a_quote(anna)

    assert sales.quote(quote, actor=anna, now=given.NOW).payment.terms.code == expected


def test_a_contract_is_for_the_members_of_its_organisation_only(anna: Actor) -> None:
    company = Organisation.objects.create(name="Stichting Lezers", kind=OrganisationKind.CUSTOMER)
    Member.objects.create(organisation=company, person_id=anna.person_id)
    bram = given.a_booker(given.BRAM)
    a_venue_paid(AHEAD, replace(NET_30, organisation_id=company.pk))

    hers, his = given.a_quote(anna), given.a_quote(bram)

    assert dues_of(hers, anna) == [("700.00", False)]
    assert dues_of(his, bram) == [("210.00", True), ("490.00", False)]


def test_a_house_with_payment_terms_that_make_no_sense_is_not_taken_in() -> None:
    twice = replace(AHEAD, steps=(PaymentStep("Rest", AT_CONFIRMATION), PaymentStep("Rest", INVOICED)))

    with pytest.raises(Refusal) as refused:
        a_venue_paid(twice)

    assert "payment_rest_twice" in str(refused.value)
    assert not PaymentPolicy.objects.exists()


def test_an_offer_says_what_is_paid_at_booking_only_where_something_is(anna: Actor) -> None:
    def found() -> Offer:
        circle = Circle(52.3740, 4.8970, 5)
        wish = Wish(circle, (given.a_span(),), delegates=30, layout=Layout.THEATRE, basis=Basis.HIRE)
        [offer] = search.spaces(wish, now=given.NOW).offers
        return offer

    a_venue_paid(AHEAD)
    asked = found()
    PaymentPolicy.objects.all().delete()
    billed = found()

    assert paying.at_booking(asked.dues, "en") == "30% to be paid at booking"
    assert paying.at_booking(asked.dues, "nl") == "30% te betalen bij het boeken"
    assert paying.at_booking(billed.dues, "en") == ""
    assert sum((due.amount for due in asked.dues), euros("0")) == asked.price.gross


def test_the_tax_in_a_payment_goes_by_the_name_of_the_tax_of_that_sale(anna: Actor) -> None:
    a_venue_paid(AHEAD)
    dutch = sales.quote(given.a_quote(anna), actor=anna, now=given.NOW)
    far = sales.quote(given.a_quote(anna, venue=given.MARINA, space="straits-room"), actor=anna, now=given.NOW)

    told = [paying.of_quote(dutch, language).rows[0].tax.replace("\xa0", " ") for language in ("en", "nl")]

    assert told == ["with €36.45 VAT (BTW) in it", "met € 36,45 BTW erin"]
    assert paying.of_quote(far, "en").rows[0].tax == "with S$99.00 GST in it"
    assert paying.tax_told(euros("0"), dutch.price, "en") == paying.tax_told(None, dutch.price, "en") == ""


@pytest.mark.usefixtures("clock_at_now")
def test_page_paper_letter_and_program_say_the_same_amounts(anna: Actor, client: Client) -> None:
    a_venue_paid(AHEAD, hire="4307.46")
    booked = given.a_confirmed_booking(anna)
    told = sales.booking(booked, actor=anna, now=given.NOW)
    client.force_login(Person.objects.get(pk=anna.person_id or 0))

    page = client.get(f"/bookings/{booked}").content.decode()
    paper = " ".join(part.extract_text() for part in PdfReader(BytesIO(documents.booking(told, language="en"))).pages)
    jobs.tell(fact_id=Fact.objects.get(kind="BookingConfirmed", subject=booked).pk)
    letter = Letter.objects.get(recipient=given.ANNA).text
    wire = BookingOut.from_booking(told).quote.payment

    for text in (page, paper, letter):
        plain = " ".join(re.sub(r"<[^>]*>", " ", text).split())
        assert "Deposit, 30%" in plain
        assert "€1,292.24" in plain
        assert "€3,015.22" in plain
        assert "by Thursday 1 April 2027, 09:00 CEST" in plain
    assert [(due.amount.amount, due.is_now) for due in wire.dues] == [("1292.24", True), ("3015.22", False)]
    assert wire.dues[1].due_at == "2027-04-01T09:00:00+02:00"
    assert wire.sha256 == fingerprint(AHEAD)


def test_the_button_says_what_is_due_at_once(anna: Actor, client: Client) -> None:
    a_venue_paid(AHEAD, hire="1000.00")
    client.force_login(Person.objects.get(pk=anna.person_id or 0))

    page = client.get(f"/quotes/{given.a_quote(anna)}").content.decode()

    assert "Book now: €1,000.00, of which €300.00 due at once" in page.replace("\xa0", " ")
    assert "pay the hotel later" not in page


def test_a_deposit_that_stays_with_the_house_is_what_was_due_with_the_booking(anna: Actor):
    stays = replace(FREE_UNTIL_48_HOURS, tiers=(Tier(4, BoundUnit.WEEKS, strict=False, charge=deposit_stays()),))
    plan = given.damrak()
    terms = (replace(plan.rates.terms[0], policy=stays),)
    payments = (PaymentPlan(AHEAD, given.LONG_AGO, None),)
    rates = replace(plan.rates, terms=terms, payments=payments)
    venues.create(actor=given.an_operator(), plan=replace(plan, rates=rates), organisation_id=None, now=given.NOW)

    quote = sales.quote(given.a_quote(anna), actor=anna, now=given.NOW)
    wish = Wish(Circle(52.3731, 4.8932, 10), (given.a_span(),), 60, Layout.THEATRE, Basis.HIRE)
    [offer] = search.spaces(wish, now=given.NOW).offers

    assert quote.steps[0].fee == offer.fee_now.fee == Money(Decimal("210.00"), "EUR")
