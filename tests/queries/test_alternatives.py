"""When nothing is free or nothing fits: the nearest wishes that do find something, each of them true."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.queries import search
from zaal.queries.alternatives import AlternativeKind, alternatives

if TYPE_CHECKING:
    from zaal.queries.alternatives import Alternative

pytestmark = pytest.mark.django_db

AMSTERDAM = Circle(52.3731, 4.8932, 5)


def test_a_room_taken_until_noon_is_offered_shifted():
    given.a_confirmed_booking(delegates=70, spans=(given.a_span(starts="08:00", ends="09:30"),))

    shifted = [one for one in offered(delegates=70) if one.kind is AlternativeKind.SHIFT]

    assert [(one.minutes, one.venues) for one in shifted] == [(30, 1), (60, 1)]
    assert shifted[0].wish.spans == (given.a_span(starts="09:30", ends="17:30"),)


def test_a_layout_the_house_does_not_set_up_is_offered_in_one_it_does():
    given.a_venue()

    layouts = [one.wish.layout for one in offered(layout=Layout.BANQUET) if one.kind is AlternativeKind.LAYOUT]

    assert layouts == [Layout.THEATRE, Layout.CLASSROOM]


def test_a_circle_without_houses_is_offered_wider():
    given.a_venue()
    at_the_sea = Circle(52.37, 4.53, 15)

    wider = [one for one in offered(circle=at_the_sea) if one.kind is AlternativeKind.WIDER]

    assert [(one.wish.circle, one.venues) for one in wider] == [
        (replace(at_the_sea, radius_km=30), 1),
        (replace(at_the_sea, radius_km=75), 1),
    ]


def test_a_day_that_is_full_is_offered_on_the_days_beside_it():
    given.a_confirmed_booking(delegates=70, spans=(given.a_span(starts="07:00", ends="23:00"),))

    other_days = [one.days for one in offered(delegates=70) if one.kind is AlternativeKind.OTHER_DAY]

    assert other_days == [-1, 1]


def test_what_is_offered_is_found_when_searched():
    given.a_confirmed_booking(delegates=70)

    found = offered(delegates=70)

    assert found
    assert all(search.spaces(one.wish, now=given.NOW).total == one.venues for one in found)


@pytest.mark.parametrize("narrow", [{"budget": Decimal(1)}, {"instant_only": True}])
def test_what_the_budget_or_instant_confirmation_leaves_out_is_not_offered(narrow: dict[str, Any]):
    given.a_venue(instant=False)

    assert search.spaces(a_wish(**narrow), now=given.NOW).total == 0
    assert offered(**narrow) == ()


def test_nothing_in_the_past_is_offered():
    given.a_venue()
    today = (given.a_span(given.NOW.date(), "10:30", "12:00"),)

    found = offered(delegates=500, spans=today)

    assert found == ()
    assert all(one.wish.spans[0].starts >= today[0].starts - timedelta(minutes=30) for one in offered(spans=today))


def test_the_number_of_statements_is_fixed():
    given.a_venue()
    few = statements()

    for number in range(5):
        given.a_venue(f"house-{number}")

    assert statements() == few <= 34


def offered(**changes: Any) -> tuple[Alternative, ...]:
    return alternatives(a_wish(**changes), now=given.NOW)


def a_wish(**changes: Any) -> Wish:
    """Wish for 30 in theatre layout within five kilometres of Dam square, on the meeting day from 09:00 to 17:00."""
    usual: dict[str, Any] = {
        "circle": AMSTERDAM,
        "spans": (given.a_span(),),
        "delegates": 30,
        "layout": Layout.THEATRE,
        "basis": Basis.HIRE,
    }
    return Wish(**{**usual, **changes})


def statements() -> int:
    with CaptureQueriesContext(connection) as captured:
        offered(delegates=500)
    return len(captured)
