"""Negotiated rates, promotion codes, early and large groups, layouts: search says the very price of the quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given as all_of
from hypothesis import settings as rounds
from hypothesis import strategies as st
from tests import given

from zaal.domain.actors import GUEST, Actor
from zaal.domain.deals import CodeUnknown
from zaal.domain.houses import HirePrice
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.rates import (
    Adjustment,
    AppliesTo,
    ChargeRules,
    Condition,
    Deal,
    DealKind,
    Entry,
    HireUnit,
    LayoutFee,
    Levy,
    MinimumSpend,
    Overtime,
    SpendBase,
    SpendPer,
    Surcharge,
    TaxClass,
)
from zaal.domain.search import Circle, Wish
from zaal.queries import sales, search
from zaal.records.identity.models import Person
from zaal.records.organisations.models import Member, Organisation, OrganisationKind
from zaal.usecases import quotes, venues

if TYPE_CHECKING:
    from zaal.domain.houses import HousePlan

pytestmark = pytest.mark.django_db

AMSTERDAM = Circle(52.3731, 4.8932, 10)
TRADE, SPRING = "trade-council", "spring"


def test_a_negotiated_rate_is_seen_and_paid_by_the_organisations_people_only():
    council = Organisation.objects.create(name="Trade Council", kind=OrganisationKind.CUSTOMER)
    house(negotiated_with(council, hire_a_day=500))
    member, stranger = a_member_of(council), given.a_booker(given.BRAM)

    assert {
        who: found_price(actor) for who, actor in {"member": member, "stranger": stranger, "guest": GUEST}.items()
    } == {
        "member": Decimal("500.00"),
        "stranger": Decimal("700.00"),
        "guest": Decimal("700.00"),
    }
    assert [quoted_price(actor) for actor in (member, stranger)] == [Decimal("500.00"), Decimal("700.00")]


def test_a_negotiated_rate_dearer_than_the_list_is_not_used():
    council = Organisation.objects.create(name="Trade Council", kind=OrganisationKind.CUSTOMER)
    house(negotiated_with(council, hire_a_day=900))

    assert found_price(a_member_of(council)) == Decimal("700.00")


def test_a_promotion_is_for_whoever_types_its_word_in_capitals_or_not():
    house(promotion("Lente27"))

    assert found_price(GUEST) == Decimal("700.00")
    assert found_price(GUEST, codes=(" LENTE27 ",)) == Decimal("630.00")
    assert quoted_price(given.a_booker(), codes=("lente27",)) == Decimal("630.00")


def test_a_word_that_gives_nothing_is_refused_in_a_quote_and_passed_over_in_search():
    house(promotion("Lente27"))

    assert found_price(GUEST, codes=("herfst",)) == Decimal("700.00")
    with pytest.raises(CodeUnknown):
        quoted_price(given.a_booker(), codes=("herfst",))


def test_a_promotion_for_one_organisation_is_nothing_to_others():
    council = Organisation.objects.create(name="Trade Council", kind=OrganisationKind.CUSTOMER)
    house(promotion("Lente27", council))

    assert found_price(a_member_of(council), codes=("lente27",)) == Decimal("630.00")
    with pytest.raises(CodeUnknown):
        quoted_price(given.a_booker(given.BRAM), codes=("lente27",))


def test_a_promotion_ends_with_its_last_day_of_asking():
    last = given.NOW.date()
    house(promotion("Lente27", until=last))

    assert found_price(GUEST, codes=("lente27",)) == Decimal("630.00")
    assert found_price(GUEST, codes=("lente27",), later=timedelta(days=1)) == Decimal("700.00")


@pytest.mark.parametrize(("days_before", "price"), [(45, "630.00"), (44, "700.00"), (4, "700.00"), (3, "560.00")])
def test_early_birds_and_last_minutes_are_counted_in_days_of_the_venue(days_before: int, price: str):
    moves = (
        Adjustment("early-bird", Decimal(-10), AppliesTo.HIRE, given.ALWAYS, Condition(min_lead_days=45)),
        Adjustment("last-minute", Decimal(-20), AppliesTo.HIRE, given.ALWAYS, Condition(max_lead_days=3)),
    )
    house(lambda plan: replace(plan, rates=replace(plan.rates, adjustments=moves)))
    later = timedelta(days=(given.MEETING_DAY - given.NOW.date()).days - days_before)

    assert found_price(GUEST, later=later) == quoted_price(given.a_booker(), later=later) == Decimal(price)


@rounds(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@all_of(data=st.data())
def test_with_every_rule_in_force_the_offer_found_costs_what_its_quote_says(data: st.DataObject):
    council, _ = Organisation.objects.get_or_create(name="Trade Council", kind=OrganisationKind.CUSTOMER)
    entry = data.draw(st.sampled_from(list(Entry)))
    slug = f"house-{entry.value.replace('_', '-')}"
    if not venues.Venue.objects.filter(slug=slug).exists():
        house(lambda plan: everything(plan, council, entry, slug))
    actor = data.draw(st.sampled_from([a_member_of(council), given.a_booker(given.BRAM)]))
    layout = data.draw(st.sampled_from([None, Layout.THEATRE, Layout.U_SHAPE]))
    ends = data.draw(st.sampled_from(["13:00", "17:00", "17:45", "21:30"]))
    days = data.draw(st.integers(1, 3))
    asked: dict[str, Any] = {
        "delegates": data.draw(st.integers(1, 40)),
        "basis": data.draw(st.sampled_from(list(Basis))),
        "spans": tuple(given.a_span(given.MEETING_DAY + timedelta(days=day), "09:00", ends) for day in range(days)),
        "codes": data.draw(st.sampled_from([(), ("lente27",)])),
    }
    later = timedelta(days=data.draw(st.integers(0, 44)))

    answer = search.spaces(
        Wish(circle=AMSTERDAM, layout=layout, venue=slug, **asked), now=given.NOW + later, actor=actor
    )

    for offer in answer.offers:
        reference = quotes.make(
            actor=actor,
            wish=given.a_wish(venue=slug, space=offer.space, layout=offer.layout, **asked),
            now=given.NOW + later,
        )
        quoted = sales.quote(reference, actor=actor, now=given.NOW + later)
        assert quoted.price == offer.price
        assert offer.price.net + offer.price.tax == offer.price.gross


def everything(plan: HousePlan, council: Organisation, entry: Entry, slug: str) -> HousePlan:
    """Have a house with one rule of every kind."""
    negotiated = promotion("Lente27")(negotiated_with(council, hire_a_day=500)(plan))
    fees = (LayoutFee(Layout.U_SHAPE, None, None, Decimal(25), on_the_day=False, validity=given.ALWAYS),)
    rules = replace(
        negotiated.rates.rules,
        overtime=(Overtime(30, Decimal(20), 30, 120, AppliesTo.ALL, given.ALWAYS),),
        layout_fees=(LayoutFee(None, None, Decimal(40), None, on_the_day=False, validity=given.ALWAYS),),
        surcharges=(Surcharge("late", {"en": "Late"}, time(21), Decimal(60), TaxClass.ROOM, given.ALWAYS),),
        levies=(Levy("city", {"en": "City tax"}, Decimal("12.5"), None, named_apart=True, validity=given.ALWAYS),),
        minimum_spends=(MinimumSpend(Decimal(600), SpendBase.ALL, SpendPer.DAY, given.ALWAYS),),
    )
    moves = (
        *negotiated.rates.adjustments,
        Adjustment("early-bird", Decimal(-10), AppliesTo.ALL, given.ALWAYS, Condition(min_lead_days=30)),
        Adjustment("volume", Decimal("-7.5"), AppliesTo.ALL, given.ALWAYS, Condition(min_delegates=20)),
        Adjustment("several-days", Decimal(-5), AppliesTo.HIRE, given.ALWAYS, Condition(min_days=2)),
    )
    tariffs = (
        replace(plan.rates.tariffs[0], entry=entry, service_percent=Decimal(10 if entry is Entry.PLUS_PLUS else 0)),
    )
    first, *others = negotiated.rooms.spaces
    rooms = replace(negotiated.rooms, spaces=(replace(first, layout_fees=fees), *others))
    return replace(
        negotiated,
        facts=replace(plan.facts, slug=slug, name=slug),
        rooms=rooms,
        rates=replace(negotiated.rates, rules=rules, adjustments=moves, tariffs=tariffs),
    )


def negotiated_with(council: Organisation, *, hire_a_day: int) -> Any:
    deal = Deal(TRADE, DealKind.NEGOTIATED, {"en": "Trade Council"}, "", frozenset({council.pk}), given.ALWAYS)

    def agreed(plan: HousePlan) -> HousePlan:
        first, *others = plan.rooms.spaces
        price = HirePrice(HireUnit.DAY, Decimal(hire_a_day), given.ALWAYS, deal=TRADE)
        rooms = replace(plan.rooms, spaces=(replace(first, hire=(*first.hire, price)), *others))
        return replace(plan, rooms=rooms, rates=with_deal(plan, deal))

    return agreed


def promotion(word: str, council: Organisation | None = None, until: date | None = None) -> Any:
    organisations = frozenset({council.pk}) if council else frozenset()
    deal = Deal(
        SPRING, DealKind.PROMOTION, {"en": "Spring"}, word, organisations, replace(given.ALWAYS, until_date=until)
    )
    move = Adjustment("spring", Decimal(-10), AppliesTo.ALL, given.ALWAYS, Condition(deal=SPRING))

    def offered(plan: HousePlan) -> HousePlan:
        rates = with_deal(plan, deal)
        return replace(plan, rates=replace(rates, adjustments=(*rates.adjustments, move)))

    return offered


def with_deal(plan: HousePlan, deal: Deal) -> Any:
    rules: ChargeRules = plan.rates.rules
    return replace(plan.rates, rules=replace(rules, deals=(*rules.deals, deal)))


def house(changed: Any) -> None:
    venues.create(actor=given.an_operator(), plan=changed(given.damrak()), organisation_id=None, now=given.NOW)


def a_member_of(organisation: Organisation) -> Actor:
    actor = given.a_booker()
    Member.objects.get_or_create(organisation=organisation, person=Person.objects.get(pk=actor.person_id))
    return actor


def found_price(actor: Actor, *, later: timedelta = timedelta(0), codes: tuple[str, ...] = ()) -> Decimal:
    wish = Wish(AMSTERDAM, (given.a_span(),), 60, Layout.THEATRE, Basis.HIRE, codes=codes)
    [offer] = search.spaces(wish, now=given.NOW + later, actor=actor).offers
    return offer.price.gross.amount


def quoted_price(actor: Actor, *, later: timedelta = timedelta(0), codes: tuple[str, ...] = ()) -> Decimal:
    reference = given.a_quote(actor, now=given.NOW + later, delegates=60, codes=codes)
    return sales.quote(reference, actor=actor, now=given.NOW + later).price.gross.amount
