"""Terms of a sale: which ones it gets, what is frozen, and who says the fee where they are silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain import terms
from zaal.domain.actors import GUEST
from zaal.domain.changes import Wanted
from zaal.domain.frozen import fingerprint
from zaal.domain.money import Money
from zaal.domain.policies import NOT_STATED, Base, FeeTax, Level, Size
from zaal.domain.refusals import NotAllowed
from zaal.domain.sales import FeeIsStated, FeeNotStated, FeeOutOfRange
from zaal.interfaces.wire.sales import BookingOut
from zaal.interfaces.worker import jobs
from zaal.queries import sales
from zaal.queries.venues import venue
from zaal.records.identity.models import Person
from zaal.records.logbook.models import Fact, Letter
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.records.rates.policies import TermsMissing
from zaal.records.sales.line import BookingUnknown
from zaal.records.sales.models import Cancellation, Quote
from zaal.records.sales.snapshots import read_terms
from zaal.usecases import bookings, changes

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor
    from zaal.domain.policies import Policy

pytestmark = pytest.mark.django_db

SILENT = replace(terms.WEEKS_4_3_2, tiers=terms.WEEKS_4_3_2.tiers[:1], late=NOT_STATED)
TWO_WEEKS = datetime(2027, 4, 1, 7, tzinfo=UTC)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_sale_keeps_the_whole_terms_with_their_version_and_fingerprint(anna: Actor):
    given.a_venue_on(terms.WEEKS_4_3_2, from_date=date(2026, 1, 1))

    booked = given.a_confirmed_booking(anna)

    told = sales.booking(booked, actor=anna, now=given.NOW).quote.terms
    assert told.policy == terms.WEEKS_4_3_2
    assert (told.version, told.sha256) == (date(2026, 1, 1), fingerprint(terms.WEEKS_4_3_2))
    assert told.no_show is not None
    assert (told.no_show.fee, told.no_show.tax) == (euros("700.00"), euros("121.49"))


def test_terms_kept_before_policies_were_kept_whole_still_read():
    kept = {
        "name": "Steps at 4, 3 and 2 weeks and at 48 hours",
        "holiday_calendar": "NL",
        "currency": "EUR",
        "steps": [["2027-03-18T08:00:00.000001+00:00", "0", "0.00"], [None, "30", "210.00"]],
    }

    told = read_terms(kept)

    assert [(step.percent, step.fee, step.tax) for step in told.steps] == [
        (Decimal(0), euros("0.00"), None),
        (Decimal(30), euros("210.00"), None),
    ]
    assert (told.policy, told.version, told.sha256, told.no_show, told.worth) == (None, None, None, None, None)


@pytest.mark.parametrize(("delegates", "policy"), [(9, terms.UVH_INDIVIDUALS), (10, terms.UVH_GROUP)])
def test_a_sale_gets_the_terms_for_its_size(anna: Actor, delegates: int, policy: Policy):
    given.a_venue_on(terms.UVH_GROUP, terms.UVH_INDIVIDUALS)

    quote = given.a_quote(anna, delegates=delegates)

    assert sales.quote(quote, actor=anna, now=given.NOW).terms.policy == policy


def test_a_contract_is_for_the_members_of_its_organisation_only(anna: Actor):
    company = Organisation.objects.create(name="Stichting Lezers", kind=OrganisationKind.CUSTOMER)
    Member.objects.create(organisation=company, person_id=anna.person_id)
    contract = replace(terms.FREE_UNTIL_48_HOURS, level=Level.CONTRACT, organisation_id=company.pk)
    given.a_venue_on(terms.WEEKS_4_3_2, contract)
    bram = given.a_booker(given.BRAM)

    hers, his = given.a_quote(anna), given.a_quote(bram)

    assert sales.quote(hers, actor=anna, now=given.NOW).terms_name == contract.name
    assert sales.quote(his, actor=bram, now=given.NOW).terms_name == terms.WEEKS_4_3_2.name
    assert Quote.objects.get(reference=given.a_quote(GUEST)).terms["name"] == terms.WEEKS_4_3_2.name


def test_a_venue_tells_everybody_its_terms_but_nobody_its_contracts():
    company = Organisation.objects.create(name="Stichting Lezers", kind=OrganisationKind.CUSTOMER)
    secret = replace(terms.FREE_UNTIL_48_HOURS, level=Level.CONTRACT, organisation_id=company.pk)
    slug = given.a_venue_on(terms.WEEKS_4_3_2, secret)

    assert [policy.code for policy in venue(slug, now=given.NOW).policies] == [terms.WEEKS_4_3_2.code]


def test_without_terms_for_it_nothing_is_quoted(anna: Actor):
    company = Organisation.objects.create(name="Stichting Lezers", kind=OrganisationKind.CUSTOMER)
    given.a_venue_on(replace(terms.FREE_UNTIL_48_HOURS, level=Level.CONTRACT, organisation_id=company.pk))

    with pytest.raises(TermsMissing):
        given.a_quote(anna)


def test_where_the_terms_are_silent_the_customer_is_told_whom_to_ask(anna: Actor):
    given.a_venue_on(SILENT)
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(FeeNotStated) as refused:
        bookings.cancel(actor=anna, booking=booked, now=TWO_WEEKS)

    assert refused.value.facts["contact"] == "+31201234567, zalen@damrak.example.org"
    assert not Cancellation.objects.exists()


def test_where_the_terms_are_silent_the_hotel_states_the_fee(anna: Actor):
    given.a_venue_on(SILENT)
    booked = given.a_confirmed_booking(anna)
    member = given.a_hotel_member()
    before = sales.booking(booked, actor=member, now=TWO_WEEKS)

    bookings.cancel(actor=member, booking=booked, now=TWO_WEEKS, stated_fee=euros("150.00"))

    told = sales.booking(booked, actor=anna, now=TWO_WEEKS)
    assert (before.can_cancel, before.can_state_fee) == (False, True)
    assert (told.cancelled_fee, told.cancelled_percent, told.cancelled_tax) == (euros("150.00"), None, None)
    assert not told.can_state_fee


@pytest.mark.parametrize("fee", [euros("-0.01"), euros("700.01"), euros("10.005"), Money(Decimal(10), "SGD")])
def test_a_stated_fee_is_from_nothing_to_the_price_in_its_currency(anna: Actor, fee: Money):
    given.a_venue_on(SILENT)
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(FeeOutOfRange):
        bookings.cancel(actor=given.a_hotel_member(), booking=booked, now=TWO_WEEKS, stated_fee=fee)


def test_where_the_terms_speak_the_hotel_states_no_fee(anna: Actor):
    given.a_venue_on(terms.WEEKS_4_3_2)
    booked = given.a_confirmed_booking(anna)
    member = given.a_hotel_member()

    with pytest.raises(FeeIsStated):
        bookings.cancel(actor=member, booking=booked, now=TWO_WEEKS, stated_fee=euros("1.00"))

    assert not sales.booking(booked, actor=member, now=TWO_WEEKS).can_state_fee


def test_the_customer_and_another_hotel_state_no_fee(anna: Actor):
    given.a_venue_on(SILENT)
    given.a_venue(given.MARINA)
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(NotAllowed):
        bookings.cancel(actor=anna, booking=booked, now=TWO_WEEKS, stated_fee=euros("0.00"))
    with pytest.raises(BookingUnknown):
        bookings.cancel(
            actor=given.a_hotel_member(given.MARINA), booking=booked, now=TWO_WEEKS, stated_fee=euros("0.00")
        )
    assert not Cancellation.objects.exists()


def test_the_tax_in_a_fee_is_kept_with_it(anna: Actor):
    given.a_venue_on(replace(terms.WEEKS_4_3_2, fee_tax=FeeTax.INCLUDED))
    booked = given.a_confirmed_booking(anna)

    bookings.cancel(actor=anna, booking=booked, now=TWO_WEEKS)

    told = sales.booking(booked, actor=anna, now=TWO_WEEKS)
    assert (told.cancelled_fee, told.cancelled_tax) == (euros("280.00"), euros("48.60"))


@pytest.mark.usefixtures("clock_at_now")
def test_the_tax_in_the_fee_of_a_change_is_kept_and_told_with_it(anna: Actor, client: Client):
    given.a_venue_on(replace(terms.WEEKS_4_3_2, fee_tax=FeeTax.INCLUDED))
    booked = given.a_confirmed_booking(anna)
    client.force_login(Person.objects.get(pk=anna.person_id))
    wanted = Wanted(space="kleine-zaal", delegates=12)

    shown = changes.preview(actor=anna, booking=booked, wanted=wanted, now=TWO_WEEKS)
    changes.change(actor=anna, booking=booked, wanted=wanted, now=TWO_WEEKS)

    told = sales.booking(booked, actor=anna, now=TWO_WEEKS)
    page = client.get(f"/bookings/{booked}").content.decode()
    [wire] = BookingOut.from_booking(told).changes
    jobs.tell(fact_id=Fact.objects.get(kind="BookingChanged").pk)
    letter = Letter.objects.get(recipient=given.ANNA).text
    assert (shown.fee, shown.tax) == (told.changes[0].fee, told.changes[0].tax) == (euros("160.00"), euros("27.77"))
    assert told.change_taxes == euros("27.77")
    assert wire.tax
    assert wire.tax.amount == "27.77"
    assert "with €27.77 VAT (BTW) in it" in page
    assert "a fee of €160.00 (with €27.77 VAT (BTW) in it) is due" in letter


@pytest.mark.usefixtures("clock_at_now")
def test_a_fee_of_a_change_without_tax_says_nothing_of_tax(anna: Actor, client: Client):
    booked = given.a_confirmed_booking(anna)
    client.force_login(Person.objects.get(pk=anna.person_id))
    changes.change(actor=anna, booking=booked, wanted=Wanted(space="kleine-zaal", delegates=12), now=TWO_WEEKS)

    page = client.get(f"/bookings/{booked}").content.decode()

    assert "€160.00" in page
    assert " VAT (BTW) in it" not in page


def test_a_share_of_the_room_leaves_the_extras_out(anna: Actor):
    given.a_venue_on(replace(terms.WEEKS_4_3_2, base=Base.ROOM))

    quote = sales.quote(given.a_quote(anna, extras=(("flipchart", 2),)), actor=anna, now=given.NOW)

    assert quote.price.gross == euros("750.00")
    assert quote.steps[-1].fee == euros("700.00")


def test_half_of_the_house_makes_the_terms_longer(anna: Actor):
    given.a_venue_on(replace(terms.WEEKS_4_3_2, extension=terms.UVH_HALF_THE_HOUSE))

    hall, half = given.a_quote(anna), given.a_quote(anna, space="beurszaal-noord")

    # Two of the three sections are more than half of the house, one is less.
    assert sales.quote(hall, actor=anna, now=given.NOW).steps[0].until == datetime(
        2026, 11, 17, 8, tzinfo=UTC
    ) + timedelta(microseconds=1)
    assert sales.quote(half, actor=anna, now=given.NOW).steps[0].until == datetime(
        2027, 3, 18, 8, tzinfo=UTC
    ) + timedelta(microseconds=1)


def test_terms_by_value_look_at_the_price_all_in(anna: Actor):
    small = replace(terms.WEEKS_4_2_1, size=Size(value_below=euros("700.00")))
    large = replace(terms.WEEKS_4_3_2, size=Size(value_at_least=euros("700.00")))
    given.a_venue_on(small, large)

    given.a_quote(anna)
    given.a_quote(anna, space="beurszaal-noord")

    assert {quote.gross: quote.terms["name"] for quote in Quote.objects.all()} == {
        Decimal(700): large.name,
        Decimal(400): small.name,
    }
