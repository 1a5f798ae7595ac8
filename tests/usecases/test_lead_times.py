"""A house that takes bookings until so many working days before (CapitaLand: 14), in search and quote alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests import given

from zaal.domain.attrition import LeadTooShort
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.rates import ChargeRules, LeadTime
from zaal.domain.sales import QuoteExpired
from zaal.domain.search import Circle, WhyNot, Wish
from zaal.queries import sales, search
from zaal.usecases import bookings, venues

pytestmark = pytest.mark.django_db

# Thursday 15 April 2027 less 14 working days, with Good Friday (26 March) no working day: Thursday 25 March, whole.
IN_TIME = datetime(2027, 3, 25, 15, 59, 59, tzinfo=UTC)
TOO_LATE = datetime(2027, 3, 25, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _two_weeks_ahead(db: None) -> None:
    plan = given.marina()
    rules = ChargeRules(lead_times=(LeadTime(14, "SG", given.ALWAYS),))
    house = replace(plan, rates=replace(plan.rates, rules=rules))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)


def test_the_fourteenth_working_day_still_counts_until_its_midnight_in_singapore():
    assert found(IN_TIME).total == 1
    assert given.a_quote(now=IN_TIME, venue=given.MARINA, space="straits-room")


def test_a_second_later_it_is_neither_found_nor_quoted():
    assert found(TOO_LATE).why_not[WhyNot.LEAD_TOO_SHORT] == 1
    with pytest.raises(LeadTooShort):
        given.a_quote(now=TOO_LATE, venue=given.MARINA, space="straits-room")


def test_a_quote_made_in_time_is_booked_in_time_or_not_at_all():
    booker = given.a_booker()
    quote = given.a_quote(booker, now=IN_TIME, venue=given.MARINA, space="straits-room")

    assert sales.quote(quote, actor=booker, now=IN_TIME).valid_until == TOO_LATE
    with pytest.raises(QuoteExpired):
        bookings.confirm(actor=booker, quote=quote, now=TOO_LATE)


def found(now: datetime) -> search.Answer:
    wish = Wish(Circle(1.2834, 103.8607, 5), (given.a_span(),), 30, Layout.THEATRE, Basis.HIRE)
    return search.spaces(wish, now=now)
