"""New rates in the place of old ones: in search and quotes at once, and never in what was sold before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.actors import GUEST
from zaal.domain.houses import HirePrice, RatesPlan, SpaceRates, TariffPlan
from zaal.domain.mistakes import HouseWrong
from zaal.domain.permissions import SignInNeeded
from zaal.domain.pricing import Basis
from zaal.domain.rate_changes import Changed
from zaal.domain.rates import Entry, HireUnit, Validity
from zaal.domain.refusals import NotAllowed
from zaal.domain.search import Circle, Wish
from zaal.gateways import houses as files
from zaal.queries import houses, sales, search
from zaal.records.logbook.models import Fact
from zaal.usecases import rates, venues

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.domain.money import Money

pytestmark = pytest.mark.django_db


def kept(actor: Actor | None = None) -> RatesPlan:
    return houses.rates(given.a_venue(), actor=actor or given.an_operator())


def dearer(plan: RatesPlan) -> RatesPlan:
    """Have the Beurszaal for 900 a day instead of 700, the Kleine Zaal for nothing any more."""
    hall, *halves, _small = plan.spaces
    price = HirePrice(HireUnit.DAY, Decimal(900), given.ALWAYS)
    return replace(plan, spaces=(replace(hall, hire=(price,)), *halves))


def put(plan: RatesPlan, actor: Actor | None = None) -> tuple[Changed, ...]:
    return rates.replace(actor=actor or given.an_operator(), venue_slug=given.DAMRAK, plan=plan, now=given.NOW)


def quoted(reference: str) -> Money:
    return sales.quote(reference, actor=given.a_booker(), now=given.NOW).price.gross


def found() -> Money:
    """Search for what ``given.a_quote`` asks."""
    wish = Wish(Circle(52.37, 4.89, 5), (given.a_span(),), 50, given.a_wish().layout, Basis.HIRE)
    [offer] = search.spaces(wish, now=given.NOW).offers
    return offer.price.gross


def test_what_is_exported_and_taken_in_again_is_the_same_house():
    told = houses.plan(given.a_venue(), actor=given.an_operator())
    assert told == given.damrak()

    written = files.write(told, organisations=houses.organisation_names(told))
    again = files.read(written, filename="house.json", organisations={})
    again = replace(again, facts=replace(again.facts, slug="the-annex"))
    slug = venues.create(actor=given.an_operator(), plan=again, organisation_id=None, now=given.NOW)

    assert houses.plan(slug, actor=given.an_operator()) == again


def test_the_same_rates_again_change_nothing():
    plan = kept()

    assert put(plan) == ()
    assert kept() == plan


def test_a_package_may_cost_another_price_at_the_weekend_from_the_same_day_on():
    plan = kept()
    package = plan.rates.packages[0]
    weekend = replace(package, amount=Decimal(49), validity=Validity(given.LONG_AGO, None, frozenset({5, 6})))
    put(replace(plan, rates=replace(plan.rates, packages=(package, weekend))))

    thursday, saturday = (
        quoted(given.a_quote(basis=Basis.PACKAGE, spans=(given.a_span(given.MEETING_DAY + timedelta(days=days)),)))
        for days in (0, 2)
    )

    assert (thursday.amount, saturday.amount) == (Decimal("1650.00"), Decimal("1470.00"))


def test_two_prices_for_the_same_weekdays_from_the_same_day_are_refused():
    plan = kept()
    package = plan.rates.packages[0]

    with pytest.raises(HouseWrong) as refused:
        put(replace(plan, rates=replace(plan.rates, packages=(package, replace(package, amount=Decimal(49))))))

    assert [mistake["code"] for mistake in refused.value.facts["mistakes"]] == ["rates_alike"]


def test_new_rates_count_what_is_new_changed_and_gone():
    plan = dearer(kept())

    told = put(plan, given.a_hotel_member())

    assert told == (Changed("hire", new=0, changed=1, gone=3),)
    assert kept() == plan
    assert Fact.objects.get(kind="RatesReplaced").data["changes"] == {"hire": [0, 1, 3]}


def test_a_preview_changes_nothing():
    plan = kept()

    told = rates.preview(actor=given.an_operator(), venue_slug=given.DAMRAK, plan=dearer(plan))

    assert told == (Changed("hire", new=0, changed=1, gone=3),)
    assert kept() == plan


def test_search_and_quotes_price_by_new_rates_at_once_and_what_was_quoted_keeps_its_price():
    before = given.a_quote(delegates=50)
    assert found() == quoted(before)

    put(dearer(kept()))

    after = given.a_quote(delegates=50)
    assert found() == quoted(after)
    assert (quoted(before).amount, quoted(after).amount) == (Decimal(700), Decimal(900))


def test_nonsense_is_told_whole_and_leaves_every_rate_as_it_was():
    plan = kept()
    tariff = TariffPlan(Entry.NET, Decimal(0), given.ALWAYS)
    wrong = replace(
        plan,
        currency="SGD",
        rates=replace(plan.rates, tariffs=(*plan.rates.tariffs, tariff)),
        spaces=(*plan.spaces, SpaceRates("Attic")),
    )

    with pytest.raises(HouseWrong) as refused:
        put(wrong)

    assert [(one.at, one.refusal.code) for one in refused.value.mistakes] == [
        ("currency", "mixed_currencies"),
        ("rates.tariffs[1]", "tariffs_overlap"),
        ("spaces[4].name", "space_unknown"),
    ]
    assert kept() == plan


def test_only_the_hotel_and_the_operator_see_and_change_its_rates():
    plan = kept()
    given.a_venue(given.MARINA)
    neighbour = given.a_hotel_member(given.MARINA)

    for actor, refusal in ((given.a_booker(), NotAllowed), (neighbour, NotAllowed), (GUEST, SignInNeeded)):
        with pytest.raises(refusal):
            put(dearer(plan), actor)
        with pytest.raises(refusal):
            rates.preview(actor=actor, venue_slug=given.DAMRAK, plan=plan)
        with pytest.raises(refusal):
            kept(actor)

    assert kept(given.a_hotel_member()) == plan


def test_a_house_that_is_not_there_has_no_rates_to_replace():
    plan = kept()

    with pytest.raises(venues.VenueUnknown):
        rates.replace(actor=given.an_operator(), venue_slug="nowhere", plan=plan, now=given.NOW)


def test_the_example_of_the_manual_can_be_taken_in_and_comes_out_as_it_was():
    manual = (Path(__file__).parents[2] / "docs" / "house-file.md").read_text(encoding="utf-8")
    example = manual.partition("```json\n")[2].partition("```")[0].encode()
    given.a_venue()

    plan = files.read_rates(example, filename="house-file.md", organisations={})
    put(plan)

    assert kept() == plan
    # 08:30 to 17:30 are two dayparts, and more than a day: 700.00, 10 % off for 90 days ahead.
    late = given.a_span(given.MEETING_DAY + timedelta(days=90), "08:30", "17:30")
    assert quoted(given.a_quote(spans=(late,))).amount == Decimal(630)
