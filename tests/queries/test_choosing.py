"""Chosen rooms beside each other: priced as a search and a quote price them, and where each is the best."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests import given

from zaal.domain.actors import GUEST
from zaal.domain.amenities import Amenity
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.places import Point
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.queries import choosing, sales, search
from zaal.queries.choosing import Best, Room

pytestmark = pytest.mark.django_db

BEURSZAAL, NOORD = Room(given.DAMRAK, "beurszaal"), Room(given.DAMRAK, "beurszaal-noord")
STRAITS = Room(given.MARINA, "straits-room")


def wish_for(**changes: Any) -> Wish:
    usual: dict[str, Any] = {
        "circle": Circle(52.3731, 4.8932, 10),
        "spans": (given.a_span(),),
        "delegates": 30,
        "layout": Layout.THEATRE,
        "basis": Basis.HIRE,
    }
    return Wish(**{**usual, **changes})


def offers(*rooms: Room, **changes: Any) -> dict[Room, search.Offer]:
    return choosing.offers(choosing.facts(rooms).values(), wish_for(**changes), now=given.NOW)


def test_a_chosen_room_costs_what_its_quote_costs():
    given.a_venue()
    given.a_venue(given.MARINA)
    quotes = [given.a_quote(), given.a_quote(venue=given.MARINA, space="straits-room")]

    found = offers(BEURSZAAL, STRAITS)

    quoted = [sales.quote(one, actor=given.a_booker(), now=given.NOW).price for one in quotes]
    assert [found[BEURSZAAL].price, found[STRAITS].price] == quoted


def test_the_room_that_was_chosen_is_priced_not_the_smallest_of_the_house():
    given.a_venue()

    assert set(offers(BEURSZAAL)) == {BEURSZAAL}


def test_a_chosen_room_is_priced_wherever_was_searched_and_whatever_narrowed_that():
    given.a_venue()
    given.a_venue(given.MARINA)
    narrow = {"stars": 5, "budget": Decimal(1), "instant_only": True, "amenities": frozenset({Amenity.PARKING})}

    assert set(offers(BEURSZAAL, STRAITS, **narrow)) == {BEURSZAAL, STRAITS}


def test_taken_and_unfit_rooms_have_no_offer():
    given.a_confirmed_booking(space="beurszaal-noord")

    assert set(offers(BEURSZAAL, NOORD, Room(given.DAMRAK, "beurszaal-zuid"))) == {Room(given.DAMRAK, "beurszaal-zuid")}
    assert offers(Room(given.DAMRAK, "kleine-zaal")) == {}


def test_rooms_that_do_not_exist_are_not_told():
    given.a_venue()

    assert set(choosing.facts([BEURSZAAL, Room("no-such", "room\x00")])) == {BEURSZAAL}
    assert choosing.names([Room(given.DAMRAK, "straits-room"), BEURSZAAL]) == {BEURSZAAL: ("Beurszaal", "Hotel Damrak")}


def test_a_name_is_not_mixed_from_two_houses():
    given.a_venue()
    given.a_venue(given.MARINA)

    assert choosing.facts([Room(given.MARINA, "beurszaal"), Room(given.DAMRAK, "straits-room")]) == {}


def test_the_cheapest_and_the_nearest_are_marked_and_where_all_are_alike_none():
    given.a_venue()
    facts = choosing.facts([BEURSZAAL, NOORD])
    found = choosing.offers(facts.values(), wish_for(), now=given.NOW)
    far = choosing.distances(facts.values(), Point(52.3731, 4.8932))

    best = choosing.best(found, far, now=given.NOW)

    assert found[NOORD].price.gross == Money(Decimal(400), "EUR")
    assert best == {BEURSZAAL: Best(), NOORD: Best(price=True)}


def test_the_longest_free_cancelling_is_marked():
    given.a_venue()
    given.a_venue(given.MARINA)
    facts = choosing.facts([BEURSZAAL, STRAITS])

    best = choosing.best(choosing.offers(facts.values(), wish_for(), now=given.NOW), {}, now=given.NOW)

    assert (best[STRAITS].cancelling, best[BEURSZAAL].cancelling) == (True, False)


def test_a_single_room_is_not_the_best_of_anything():
    given.a_venue()
    facts = choosing.facts([BEURSZAAL])
    found = choosing.offers(facts.values(), wish_for(), now=given.NOW, actor=GUEST)

    assert choosing.best(found, {BEURSZAAL: 1.0}, now=given.NOW) == {BEURSZAAL: Best()}
