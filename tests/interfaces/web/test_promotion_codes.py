"""A promotion code typed in the search lowers the totals found, and goes along to the house's own page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from tests import given
from tests.interfaces.web.test_search_pages import AT_DAMRAK, text_of

from zaal.domain.rates import Adjustment, AppliesTo, ChargeRules, Condition, Deal, DealKind
from zaal.records.identity.models import Person
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.usecases import venues

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def test_a_code_is_typed_once_and_counts_from_search_to_quote_form():
    _a_house_with_a_promotion("LENTE27")

    with_code = Client().get("/search", {**AT_DAMRAK, "codes": "lente27"})
    without = Client().get("/search", AT_DAMRAK)

    assert "€360.00" in text_of(with_code)
    assert "€360.00" not in text_of(without)
    assert "codes=lente27" in with_code.content.decode()
    assert 'value="lente27"' in Client().get(f"/venues/{given.DAMRAK}", {"codes": "lente27"}).content.decode()


def test_more_codes_than_anybody_has_are_refused_beside_their_field():
    given.a_venue()

    refused = Client().get("/search", {**AT_DAMRAK, "codes": "a b c d e f"})

    assert refused.status_code == 422
    assert "codes" in refused.context["form"].errors


def _a_house_with_a_promotion(word: str) -> None:
    plan = given.damrak()
    deal = Deal("spring", DealKind.PROMOTION, {"en": "Spring"}, word, frozenset(), given.ALWAYS)
    move = Adjustment("spring", Decimal(-10), AppliesTo.ALL, given.ALWAYS, Condition(deal="spring"))
    rates = replace(plan.rates, adjustments=(move,), rules=ChargeRules(deals=(deal,)))
    venues.create(actor=given.an_operator(), plan=replace(plan, rates=rates), organisation_id=None, now=given.NOW)


def test_a_rate_agreed_with_an_organisation_is_shown_to_its_people_on_the_page_of_results():
    council = Organisation.objects.create(name="Trade Council", kind=OrganisationKind.CUSTOMER)
    plan = given.damrak()
    deal = Deal("council", DealKind.NEGOTIATED, {"en": "Council"}, "", frozenset({council.pk}), given.ALWAYS)
    move = Adjustment("council", Decimal(-10), AppliesTo.ALL, given.ALWAYS, Condition(deal="council"))
    rates = replace(plan.rates, adjustments=(move,), rules=ChargeRules(deals=(deal,)))
    venues.create(actor=given.an_operator(), plan=replace(plan, rates=rates), organisation_id=None, now=given.NOW)
    member = Person.objects.get(pk=given.a_booker().person_id)
    Member.objects.create(organisation=council, person=member)
    signed_in = Client()
    signed_in.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "€360.00" in text_of(signed_in.get("/search", AT_DAMRAK))
    assert "€360.00" not in text_of(Client().get("/search", AT_DAMRAK))
