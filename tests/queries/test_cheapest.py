"""The cheapest day of a month: each day says what a search on that day says, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck
from hypothesis import given as all_of
from hypothesis import settings as rounds
from hypothesis import strategies as st
from tests import given

from zaal.domain.amenities import Amenity
from zaal.domain.houses import Opening
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.domain.refusals import Invalid
from zaal.domain.search import Circle, Sort, Wish
from zaal.domain.wishes import DelegatesOutOfRange
from zaal.queries import cheapest, search
from zaal.usecases import demo, venues

if TYPE_CHECKING:
    from zaal.queries.cheapest import Month

pytestmark = pytest.mark.django_db

AMSTERDAM = Circle(52.3731, 4.8932, 10, "NL")
APRIL, MARCH = date(2027, 4, 1), date(2027, 3, 1)
SUNDAY = 6


def wish_for(**changes: Any) -> Wish:
    usual: dict[str, Any] = {
        "circle": AMSTERDAM,
        "spans": (given.a_span(),),
        "delegates": 30,
        "layout": Layout.THEATRE,
        "basis": Basis.HIRE,
    }
    return Wish(**{**usual, **changes})


def month_of(first: date = APRIL, *, now: datetime = given.NOW, **changes: Any) -> Month:
    return cheapest.month(wish_for(**changes), first, now=now, country="NL")


def by_searching(wish: Wish, first: date, *, now: datetime) -> list[tuple[int, Money | None]]:
    """Ask search itself, a day after the other."""
    told = []
    for day in range(1, 32):
        try:
            by = first.replace(day=day) - wish.spans[0].starts.date()
        except ValueError:
            break
        moved = replace(wish, spans=cheapest.moved(wish.spans, by), sort=Sort.PRICE)
        try:
            answer = search.spaces(moved, now=now, most=1)
        except Invalid:
            told.append((0, None))
            continue
        told.append((answer.total, answer.offers[0].price.gross if answer.offers else None))
    return told


def of_days(month: Month) -> list[tuple[int, Money | None]]:
    return [(day.venues, day.lowest) for day in month.days]


def test_a_month_says_what_a_search_of_each_day_says():
    given.a_confirmed_booking(delegates=70)
    given.a_venue("hotel-aan-het-ij", stars=5)

    month = month_of()

    assert of_days(month) == by_searching(wish_for(), APRIL, now=given.NOW)
    assert len(month.days) == 30


def test_the_day_on_which_the_cheap_room_is_taken_is_dearer_and_not_the_cheapest():
    given.a_confirmed_booking(space="kleine-zaal", delegates=12)

    month = month_of(delegates=12)

    taken = month.days[given.MEETING_DAY.day - 1]
    assert (taken.lowest, taken.is_asked, taken.is_cheapest) == (Money(Decimal(400), "EUR"), True, False)
    assert {day.lowest for day in month.cheapest} == {Money(Decimal(300), "EUR")}
    assert len(month.cheapest) == 29
    assert month.asked == Money(Decimal(400), "EUR")


def test_a_day_on_which_nothing_is_free_has_no_amount():
    given.a_confirmed_booking(delegates=70)

    month = month_of(delegates=70)

    day = month.days[given.MEETING_DAY.day - 1]
    assert (day.venues, day.lowest, day.height, day.is_over) == (0, None, 0.0, False)
    assert month.asked is None


def test_days_that_have_passed_are_over_and_offer_nothing():
    given.a_venue()

    month = month_of(MARCH, now=datetime(2027, 3, 10, 12, 0, tzinfo=UTC))

    assert [day.is_over for day in month.days] == [True] * 10 + [False] * 21
    assert all(day.lowest is None for day in month.days[:10])


def test_weekends_and_public_holidays_are_marked():
    given.a_venue()

    month = month_of()

    assert [day.date.day for day in month.days if day.is_holiday] == [27]  # King's Day
    assert [day.date.day for day in month.days if day.is_weekend][:4] == [3, 4, 10, 11]


def test_a_house_closed_on_sundays_is_not_free_on_them():
    plan = given.damrak()
    week = tuple(Opening(weekday, 7 * 60, 23 * 60) for weekday in range(SUNDAY))
    closed = replace(plan, rooms=replace(plan.rooms, opening=week))
    venues.create(actor=given.an_operator(), plan=closed, organisation_id=None, now=given.NOW)

    month = month_of()

    assert [day.date.day for day in month.days if day.lowest is None] == [4, 11, 18, 25]


def test_several_days_move_along_together():
    given.a_confirmed_booking(delegates=70)
    two = (given.a_span(), given.a_span(given.MEETING_DAY + timedelta(days=1)))

    month = month_of(delegates=70, spans=two)

    taken = given.MEETING_DAY.day
    assert [day.date.day for day in month.days if day.lowest is None] == [taken - 1, taken]
    assert of_days(month) == by_searching(wish_for(delegates=70, spans=two), APRIL, now=given.NOW)


def test_only_the_nearest_houses_are_looked_at_and_that_is_said(monkeypatch: pytest.MonkeyPatch):
    given.a_venue(stars=4)
    given.a_venue("far-away", lat=52.30, lon=4.90)
    monkeypatch.setattr(cheapest, "MOST_VENUES", 1)

    month = month_of()

    assert month.within_km == pytest.approx(8.1, abs=0.2)
    assert month_of(circle=Circle(52.3731, 4.8932, 2, "NL")).within_km is None


def test_the_number_of_statements_does_not_hang_on_days_or_houses():
    given.a_venue()
    month_of()
    with CaptureQueriesContext(connection) as one:
        month_of()
    for number in range(3):
        given.a_venue(f"house-{number}")
    month_of()

    with CaptureQueriesContext(connection) as four:
        month_of()

    assert len(four) == len(one) <= 6


def test_nonsense_is_refused_as_a_search_refuses_it():
    with pytest.raises(DelegatesOutOfRange):
        month_of(delegates=0)


@rounds(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@all_of(
    delegates=st.integers(1, 90),
    layout=st.sampled_from([None, Layout.THEATRE, Layout.U_SHAPE]),
    basis=st.sampled_from(list(Basis)),
    starts=st.sampled_from(["07:00", "09:00", "13:00", "20:00"]),
    hours=st.sampled_from(["12:00", "17:00", "22:30", "01:00"]),
    first=st.sampled_from([MARCH, APRIL, date(2027, 10, 1)]),
    amenities=st.sampled_from([frozenset(), frozenset({Amenity.DAYLIGHT})]),
)
def test_whatever_is_asked_a_month_and_its_searches_agree(  # noqa: PLR0913, PLR0917 - what a wish is made of
    delegates: int,
    layout: Layout | None,
    basis: Basis,
    starts: str,
    hours: str,
    first: date,
    amenities: frozenset[Amenity],
):
    given.a_venue()
    given.a_venue("hotel-aan-het-ij", stars=5)
    spans = (given.a_span(starts=starts, ends=hours),)
    wish = wish_for(delegates=delegates, layout=layout, basis=basis, spans=spans, amenities=amenities)

    month = cheapest.month(wish, first, now=given.NOW)

    assert of_days(month) == by_searching(wish, first, now=given.NOW)


def test_budget_and_confirming_at_once_leave_out_what_a_search_leaves_out():
    given.a_venue()
    given.a_venue("asked-by-hand", instant=False, stars=5)
    given.a_confirmed_booking(space="kleine-zaal", delegates=12)
    narrow = {"delegates": 12, "budget": Decimal(350), "instant_only": True}

    month = month_of(**narrow)

    assert of_days(month) == by_searching(wish_for(**narrow), APRIL, now=given.NOW)
    assert {day.venues for day in month.days} == {0, 1}


def test_in_the_demo_world_a_month_and_its_searches_agree():
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    demo.load(seed=1, now=now, report=lambda *_: None)
    day = date(2026, 12, 8)
    wishes = (
        wish_for(delegates=24, layout=Layout.CLASSROOM, spans=(given.a_span(day),)),
        wish_for(delegates=8, layout=None, basis=Basis.PACKAGE, spans=(given.a_span(day, "13:00", "17:00"),)),
        wish_for(circle=Circle(1.29, 103.85, 15), delegates=60, spans=(given.a_span(day, "18:00", "22:00"),)),
    )

    for wish in wishes:
        month = cheapest.month(wish, date(2026, 12, 1), now=now)

        assert of_days(month) == by_searching(wish, date(2026, 12, 1), now=now)
        assert month.cheapest
