"""A room's own limits of instant confirmation win over its house's, at every step of a sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests import given

from zaal.domain.bookings import InstantRule, NotInstant, ObstacleCode
from zaal.domain.houses import InstantPlan
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.queries import sales, search
from zaal.queries import venues as shown
from zaal.usecases import bookings, quotes, venues

pytestmark = pytest.mark.django_db

ONE_DAY_BEFORE = datetime(2027, 4, 14, 7, tzinfo=UTC)
BY_HAND = InstantPlan(enabled=False)
LATE = InstantPlan(min_lead_hours=4)
FEW = InstantPlan(max_delegates=20)
CHEAP = InstantPlan(max_value=Decimal(500))


def a_house(instant: InstantPlan) -> None:
    """Take in Hotel Damrak (48 hours of lead, no other limit) with limits of the Beurszaal's own."""
    plan = given.damrak()
    hall, *others = plan.rooms.spaces
    rooms = replace(plan.rooms, spaces=(replace(hall, instant=instant), *others))
    venues.create(actor=given.an_operator(), plan=replace(plan, rooms=rooms), organisation_id=None, now=given.NOW)


def the_hall(now: datetime) -> search.Offer:
    wish = Wish(Circle(52.3731, 4.8932, 10), (given.a_span(),), 60, Layout.THEATRE, Basis.HIRE)
    [offer] = search.spaces(wish, now=now).offers
    assert offer.space == "beurszaal"
    return offer


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        (BY_HAND, ObstacleCode.HAND_ONLY),
        (FEW, ObstacleCode.TOO_MANY_DELEGATES),
        (CHEAP, ObstacleCode.VALUE_TOO_HIGH),
    ],
    ids=["by hand", "delegates", "value"],
)
def test_a_stricter_room_sends_to_the_sales_desk_in_search_quote_and_booking(instant: InstantPlan, code: ObstacleCode):
    a_house(instant)
    anna = given.a_booker()
    quote = quotes.make(actor=anna, wish=given.a_wish(delegates=60), now=given.NOW)

    found, told = the_hall(given.NOW).obstacle, sales.quote(quote, actor=anna, now=given.NOW).obstacle
    with pytest.raises(NotInstant) as refused:
        bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    assert found is not None
    assert told is not None
    assert (found.code, told.code, refused.value.facts["rule"]) == (code, code, code.value)


def test_a_looser_room_confirms_where_its_house_does_no_longer():
    a_house(LATE)
    anna = given.a_booker()
    quote = quotes.make(actor=anna, wish=given.a_wish(delegates=60), now=ONE_DAY_BEFORE)
    next_door = quotes.make(actor=anna, wish=given.a_wish(space="kleine-zaal", delegates=9), now=ONE_DAY_BEFORE)

    assert the_hall(ONE_DAY_BEFORE).instant
    assert sales.quote(quote, actor=anna, now=ONE_DAY_BEFORE).obstacle is None
    assert bookings.confirm(actor=anna, quote=quote, now=ONE_DAY_BEFORE)
    with pytest.raises(NotInstant):
        bookings.confirm(actor=anna, quote=next_door, now=ONE_DAY_BEFORE)


def test_a_house_by_hand_can_have_a_room_that_confirms_at_once():
    plan = given.damrak()
    hall, *others = plan.rooms.spaces
    rooms = replace(plan.rooms, spaces=(replace(hall, instant=InstantPlan(enabled=True)), *others))
    house = replace(plan, rooms=rooms, facts=replace(plan.facts, instant=False))
    venues.create(actor=given.an_operator(), plan=house, organisation_id=None, now=given.NOW)

    assert given.a_confirmed_booking()
    with pytest.raises(NotInstant):
        given.a_confirmed_booking(space="kleine-zaal", delegates=9)


def test_the_venue_shows_each_rooms_own_rule():
    a_house(InstantPlan(min_lead_hours=0, max_delegates=20, max_value=Decimal(500)))

    rules = {space.slug: space.instant for space in shown.venue(given.DAMRAK, now=given.NOW).spaces}

    assert rules["beurszaal"] == InstantRule(
        enabled=True, min_lead_hours=0, max_lead_days=None, max_delegates=20, max_value=Money(Decimal(500), "EUR")
    )
    assert rules["kleine-zaal"] == InstantRule(
        enabled=True, min_lead_hours=48, max_lead_days=None, max_delegates=None, max_value=None
    )
