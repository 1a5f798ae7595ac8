"""Cards that an earlier release prepared are made anew, so that search never reads a form it does not know."""

from __future__ import annotations

import pytest
from tests import given

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.queries import search
from zaal.records.listing.models import PreparedCard
from zaal.usecases import listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("older", [{}, {"form": 1}])
def test_cards_of_an_earlier_release_are_made_anew_once(older: dict[str, int]):
    given.a_venue()
    given.a_venue("the-annex")
    PreparedCard.objects.filter(venue__slug="the-annex").update(card={"cards": [], "instant": [], **older})

    first, second = listing.bring_up_to_date(), listing.bring_up_to_date()

    wish = Wish(Circle(52.3731, 4.8932, 10), (given.a_span(),), 30, Layout.THEATRE, Basis.HIRE)
    assert (first, second) == (1, 0)
    assert {offer.venue for offer in search.spaces(wish, now=given.NOW).offers} == {given.DAMRAK, "the-annex"}
