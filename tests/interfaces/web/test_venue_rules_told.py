"""What a house charges besides its list stands on its page, before anybody asks for a quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests import given
from tests.interfaces.web.test_search_pages import text_of

from zaal.domain.layouts import Layout
from zaal.domain.rates import (
    AppliesTo,
    ChargeRules,
    Guarantee,
    LayoutFee,
    LeadTime,
    Levy,
    MinimumSpend,
    Overtime,
    SpendBase,
    SpendPer,
    Surcharge,
    TaxClass,
)
from zaal.usecases import venues

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

NAMES = {"en": "Late finish", "nl": "Late afsluiting"}
TAX = {"en": "Tourist tax", "nl": "Toeristenbelasting"}
RULES = ChargeRules(
    overtime=(Overtime(30, Decimal(20), 30, 120, AppliesTo.ALL, given.ALWAYS),),
    layout_fees=(
        LayoutFee(Layout.BANQUET, None, Decimal(95), None, on_the_day=False, validity=given.ALWAYS),
        LayoutFee(None, None, None, Decimal(50), on_the_day=True, validity=given.ALWAYS),
    ),
    surcharges=(Surcharge("late", NAMES, time(21), Decimal(60), TaxClass.ROOM, given.ALWAYS),),
    levies=(Levy("tax", TAX, Decimal("12.5"), None, named_apart=True, validity=given.ALWAYS),),
    minimum_spends=(MinimumSpend(Decimal(600), SpendBase.FOOD_AND_DRINK, SpendPer.DAY, given.ALWAYS),),
    guarantees=(Guarantee(Decimal(3), given.ALWAYS),),
    lead_times=(LeadTime(14, "NL", given.ALWAYS),),
)
ENGLISH = (
    "Book at least 14 working days ahead.",
    "At least €600.00 a day goes to food and drink; what is short of it is charged as room hire.",
    "Extra time: 30 minutes are free, then €20.00 for every started 30 minutes.",
    "Late finish: €60.00 for a meeting that ends at 21:00 or later.",
    "Setting up as Banquet: €95.00.",
    "Changing the layout on the day itself: 50% of the room hire.",
    "Tourist tax: 12.5% of the price of the night without tax.",
    "The kitchen prepares for 3% more people than you book for.",
)


def test_every_rule_of_the_house_is_told():
    _a_house(RULES)

    told = text_of(Client().get(f"/venues/{given.DAMRAK}"))

    assert [sentence for sentence in ENGLISH if sentence not in told] == []


def test_the_rules_are_told_in_dutch():
    _a_house(RULES)

    told = text_of(Client(headers={"Accept-Language": "nl"}).get(f"/venues/{given.DAMRAK}"))

    assert "Late afsluiting: € 60,00 voor een bijeenkomst die om 21:00 of later eindigt." in told
    assert "Boek minstens 14 werkdagen vooruit." in told


def test_a_rule_that_has_ended_is_not_told_and_a_house_without_rules_has_no_heading_for_them():
    ended = replace(given.ALWAYS, until_date=given.NOW.date() - timedelta(days=1))
    _a_house(ChargeRules(guarantees=(Guarantee(Decimal(3), ended),)))

    assert "House rules" not in text_of(Client().get(f"/venues/{given.DAMRAK}"))


def _a_house(rules: ChargeRules) -> None:
    plan = given.damrak()
    house = replace(plan, rates=replace(plan.rates, rules=rules))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)
