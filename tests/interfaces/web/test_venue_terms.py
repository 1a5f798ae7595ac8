"""A venue's page and the API tell every term of the house in words: for whom, of which size, and when one pays."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests import given

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.houses import PaymentPlan, TermsPlan
from zaal.domain.money import Money
from zaal.domain.payments import AT_CONFIRMATION, INVOICED, After, Later, PaymentStep, PaymentTerms
from zaal.domain.policies import Level, Size, fixed
from zaal.domain.terms import FREE_UNTIL_48_HOURS, WEEKS_4_3_2
from zaal.records.identity.models import Person
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.usecases import venues

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.domain.policies import Policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

LARGE = Money(Decimal(10000), "EUR")
AHEAD = PaymentTerms(
    "ahead",
    "Three in ten ahead",
    (
        PaymentStep("Deposit", AT_CONFIRMATION, percent=Decimal(30)),
        PaymentStep("Second payment", Later(7, After.CONFIRMATION), amount=Money(Decimal(250), "EUR")),
        PaymentStep("Rest", Bound(14, BoundUnit.DAYS)),
    ),
    Size(value_at_least=LARGE),
)
IN_PARTS = PaymentTerms(
    "in-parts",
    "In parts",
    (PaymentStep("Second payment", Later(30, After.END)), PaymentStep("Invoice", INVOICED, percent=Decimal(10))),
)


def a_house(*, policies: tuple[Policy, ...] = (WEEKS_4_3_2,), payments: tuple[PaymentTerms, ...] = ()) -> None:
    plan = given.damrak()
    rates = replace(
        plan.rates,
        terms=tuple(TermsPlan(policy, given.LONG_AGO, None) for policy in policies),
        payments=tuple(PaymentPlan(terms, given.LONG_AGO, None) for terms in payments),
    )
    venues.create(actor=given.an_operator(), plan=replace(plan, rates=rates), organisation_id=None, now=given.NOW)


def a_company_of(actor: Actor) -> int:
    company = Organisation.objects.create(name="Stichting Lezers", kind=OrganisationKind.CUSTOMER)
    Member.objects.create(organisation=company, person_id=actor.person_id)
    return company.pk


def page_of(actor: Actor | None = None, language: str = "en") -> str:
    client = Client()
    if actor is not None:
        client.force_login(Person.objects.get(pk=actor.person_id))
    answer = client.get(f"/venues/{given.DAMRAK}?date=2027-04-15", headers={"Accept-Language": language})
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).replace("\xa0", " ").split())


def venue_of(actor: Actor | None = None, language: str = "en") -> Any:
    headers = {"Authorization": f"Bearer {given.a_token(actor)}"} if actor else {}
    return Client(headers={**headers, "Accept-Language": language}).get(f"/api/v1/venues/{given.DAMRAK}").json()


def test_a_house_that_says_nothing_bills_after_the_meeting():
    given.a_venue()

    [terms] = venue_of()["payments"]

    assert "The hotel bills you after the meeting." in page_of()
    assert "Het hotel stuurt u na de bijeenkomst de rekening." in page_of(language="nl")
    assert (terms["code"], terms["for_whom"], terms["version"]) == ("billed-afterwards", "", None)
    assert [(step["told"], step["when"]) for step in terms["steps"]] == [
        ("Invoice", "on the hotel's invoice, after the meeting")
    ]


def test_payments_are_told_with_the_bookings_they_are_for_and_what_holds_for_all_others():
    a_house(payments=(AHEAD,))

    english, dutch = page_of(), page_of(language="nl")

    for said in (
        "Three in ten ahead: from €10,000.00",
        "Deposit, 30% when you book",
        "Second payment, €250.00 7 days after you book",
        "The rest until 14 days before the start",
        "For all other bookings: The hotel bills you after the meeting.",
    ):
        assert said in english
    for said in ("Three in ten ahead: vanaf € 10.000,00", "De rest tot 14 dagen voor aanvang", "Voor alle andere"):
        assert said in dutch


def test_the_api_says_payments_as_data_and_in_the_words_of_the_language_asked_for():
    a_house(payments=(AHEAD, IN_PARTS))

    large, all_others = venue_of(language="nl")["payments"]

    assert large["size"]["value_at_least"]["amount"] == "10000.00"
    assert large["for_whom"].replace("\xa0", " ") == "vanaf € 10.000,00"
    assert [(step["percent"], step["amount"] and step["amount"]["amount"]) for step in large["steps"]] == [
        ("30", None),
        (None, "250.00"),
        (None, None),
    ]
    assert (large["version"], len(large["sha256"])) == (given.LONG_AGO.isoformat(), 64)
    assert [step["told"] for step in all_others["steps"]] == ["Tweede betaling, wat overblijft", "Factuur, 10%"]
    assert all_others["steps"][0]["when"] == "30 dagen na de bijeenkomst"


def test_every_policy_is_drawn_and_told_with_the_bookings_it_is_for():
    small = replace(FREE_UNTIL_48_HOURS, code="small", size=Size(people_at_most=9, value_below=LARGE))
    large = replace(WEEKS_4_3_2, size=Size(people_at_least=10))
    trade = replace(WEEKS_4_3_2, code="trade", level=Level.HOUSE_RULES)
    a_house(policies=(small, large, trade))

    page = page_of()
    raw = Client().get(f"/venues/{given.DAMRAK}").content.decode()

    assert "Free until 48 hours before: up to 9 people and under €10,000.00" in page
    assert "Steps at 4, 3 and 2 weeks and at 48 hours: from 10 people" in page
    assert "tot en met 9 personen" in page_of(language="nl")
    assert raw.count('<svg class="timeline"') == 3
    assert len(set(re.findall(r'id="timeline-title\d"', raw))) == 3
    assert "18 Mar: 30%" in page
    assert "13 Apr: 100%" in page


def test_terms_that_ask_an_amount_are_told_but_not_drawn_as_a_share():
    a_house(policies=(replace(FREE_UNTIL_48_HOURS, late=fixed(Money(Decimal(250), "EUR"))),))

    page = page_of()

    assert "Later than that €250.00" in page
    assert "For example" not in page


def test_contracts_are_told_to_members_of_their_organisation_and_to_nobody_else():
    anna, bram = given.a_booker(), given.a_booker(given.BRAM)
    company = a_company_of(anna)
    contract = replace(FREE_UNTIL_48_HOURS, code="ours", name="Our deal", level=Level.CONTRACT, organisation_id=company)
    paid = replace(IN_PARTS, code="ours", name="Our way to pay", organisation_id=company)
    a_house(policies=(WEEKS_4_3_2, contract), payments=(AHEAD, paid))

    hers = venue_of(anna)
    others = (venue_of(), venue_of(bram), page_of(), page_of(bram))

    assert [policy["code"] for policy in hers["policies"]] == ["ours", WEEKS_4_3_2.code]
    assert [terms["code"] for terms in hers["payments"]] == ["ours", "ahead", "billed-afterwards"]
    assert "Our deal" in page_of(anna)
    assert "Our way to pay" in page_of(anna)
    assert not [said for said in others if "'ours'" in str(said) or "Our " in str(said)]
