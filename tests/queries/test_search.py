"""What search finds, at what price, and what it keeps silent about: a time that is shown can be booked."""

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
from zaal.domain.bookings import ObstacleCode, StartsInPast
from zaal.domain.houses import Opening, TariffPlan
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.period import LocalTimeMissing, Period
from zaal.domain.pricing import Basis
from zaal.domain.rates import Entry, PackageKind, Validity
from zaal.domain.refusals import Refusal
from zaal.domain.search import Circle, Sort, WhyNot, Wish
from zaal.domain.wishes import LocalSpan
from zaal.queries import sales, search
from zaal.records.listing.models import PreparedCard
from zaal.records.listing.rows import relist
from zaal.records.organisations.models import Organisation, OrganisationKind
from zaal.records.venues.models import Capacity, Space
from zaal.usecases import bookings, house_rows, quotes, venues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.houses import HousePlan
    from zaal.queries.search import Answer, Offer

pytestmark = pytest.mark.django_db

AMSTERDAM = Circle(52.3731, 4.8932, 10)
SINGAPORE = Circle(1.2834, 103.8607, 5)
SUNDAY_IN_MARCH = date(2027, 3, 28)


def test_the_smallest_room_that_fits_is_offered_not_the_ballroom():
    given.a_venue()

    found = {number: only(search_for(delegates=number)).space for number in (12, 20, 21, 40, 41, 80)}

    assert found == {
        12: "kleine-zaal",
        20: "kleine-zaal",
        21: "beurszaal-noord",
        40: "beurszaal-noord",
        41: "beurszaal",
        80: "beurszaal",
    }


def test_with_the_small_room_taken_the_next_larger_is_offered():
    given.a_confirmed_booking(space="kleine-zaal", delegates=12)

    offer = only(search_for(delegates=12))

    assert (offer.space, offer.seats) == ("beurszaal-noord", 40)


def test_any_layout_offers_the_layout_that_seats_them_most_closely():
    given.a_venue()

    offer = only(search_for(delegates=9, layout=None))

    assert (offer.space, offer.seats, offer.layout) == ("kleine-zaal", 10, Layout.CLASSROOM)


def test_any_layout_offers_the_smaller_room_though_the_larger_seats_fewer_in_some_layout():
    given.a_venue()
    half_of_the_ballroom = Space.objects.get(slug="beurszaal-noord")
    Capacity.objects.create(space=half_of_the_ballroom, layout=Layout.BOARDROOM.value, max_delegates=12)
    relist([half_of_the_ballroom.venue_id])

    offer = only(search_for(delegates=11, layout=None))

    assert (offer.space, offer.layout) == ("kleine-zaal", Layout.THEATRE)


def test_a_booking_made_a_second_ago_is_gone_from_the_next_search():
    given.a_venue()
    before = search_for(delegates=70)

    given.a_confirmed_booking(delegates=70)

    assert names(before) == [given.DAMRAK]
    assert names(search_for(delegates=70)) == []


def test_a_cancelled_booking_comes_back_at_once():
    anna = given.a_booker()
    booking = given.a_confirmed_booking(anna, delegates=70)

    bookings.cancel(actor=anna, booking=booking, now=given.NOW)

    assert names(search_for(delegates=70)) == [given.DAMRAK]


def test_a_booked_half_takes_the_whole_away_and_leaves_the_other_half():
    given.a_confirmed_booking(space="beurszaal-noord")

    assert names(search_for(delegates=70)) == []
    assert only(search_for(delegates=30)).space == "beurszaal-zuid"


def test_an_option_takes_the_room_and_one_that_waits_takes_nothing_more():
    given.an_option()
    given.an_option(given.a_booker(given.BRAM), may_wait=True, spans=(given.a_span(starts="16:00", ends="19:00"),))

    late = given.a_span(starts="17:00", ends="19:00")

    assert names(search_for(delegates=70)) == []
    assert names(search_for(delegates=70, spans=(late,))) == [given.DAMRAK]


def test_set_up_and_breakdown_of_both_neighbours_are_kept_free():
    a_house_with(setup_minutes=60, breakdown_minutes=30)
    given.a_confirmed_booking(delegates=70, spans=(given.a_span(starts="12:00", ends="14:00"),))
    asked = ["09:00-10:30", "09:00-10:31", "15:29-17:00", "15:30-17:00", "15:00-17:00"]

    shown = [text for text in asked if names(search_for(delegates=70, spans=(hours(text),)))]

    assert shown == ["09:00-10:30", "15:30-17:00"]
    assert shown == [text for text in asked if can_be_quoted(delegates=70, spans=(hours(text),))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("06:59-09:00", False),
        ("07:00-23:00", True),
        ("22:00-02:00", True),
        ("22:00-02:01", False),
        ("00:30-02:00", True),
        ("01:00-09:00", False),
    ],
)
def test_a_house_that_closes_after_midnight_is_open_until_then(asked: str, *, found: bool):
    a_house_with(opening=tuple(Opening(weekday, 7 * 60, 26 * 60) for weekday in range(7)))

    answer = search_for(delegates=70, spans=(hours(asked),))

    assert bool(names(answer)) is found
    assert can_be_quoted(delegates=70, spans=(hours(asked),)) is found


def test_a_stay_of_24_hours_passes_the_closed_night_when_both_ends_are_open():
    a_house_with(opening=tuple(Opening(weekday, 8 * 60, 18 * 60) for weekday in range(5)))
    friday, thursday = date(2027, 4, 16), date(2027, 4, 15)

    assert names(search_for(delegates=70, spans=(given.a_span(thursday, "12:00", "12:00"),))) == [given.DAMRAK]
    assert names(search_for(delegates=70, spans=(given.a_span(friday, "12:00", "12:00"),))) == []


def test_a_closed_house_is_not_shown():
    given.a_venue()
    closed = Period(datetime(2027, 4, 15, 12, tzinfo=UTC), datetime(2027, 4, 15, 13, tzinfo=UTC))

    venues.close(
        actor=given.a_hotel_member(), venue_slug=given.DAMRAK, space_slug=None, period=closed, reason="", now=given.NOW
    )

    assert names(search_for(delegates=12)) == []
    assert names(search_for(delegates=12, spans=(given.a_span(ends="14:00"),))) == [given.DAMRAK]


def test_several_days_need_one_room_that_is_free_on_all_of_them():
    days = tuple(given.a_span(given.MEETING_DAY + timedelta(days=number)) for number in range(3))
    given.a_confirmed_booking(space="kleine-zaal", delegates=12, spans=days[1:2])

    offer = only(search_for(delegates=12, spans=days))

    assert offer.space == "beurszaal-noord"
    assert offer.price.gross == Money(Decimal("1200.00"), "EUR")
    assert len(offer.periods) == 3


def test_the_filters_keep_out_what_lacks_the_amenity_the_stars_or_the_daylight():
    given.a_venue()

    assert names(search_for(amenities=frozenset({Amenity.WIFI, Amenity.LIFT}), stars=4)) == [given.DAMRAK]
    assert only(search_for(amenities=frozenset({Amenity.DAYLIGHT}))).space == "beurszaal"
    assert names(search_for(amenities=frozenset({Amenity.PARKING}))) == []
    assert names(search_for(stars=5)) == []


def test_the_circle_and_the_border_cut():
    given.a_venue()
    given.a_venue("over-de-grens", country="SG", lat=52.0, lon=4.8950)
    given.a_venue("in-utrecht", lat=52.0907, lon=5.1214)
    wide = replace(AMSTERDAM, radius_km=60)

    assert names(search_for(circle=AMSTERDAM)) == [given.DAMRAK]
    assert names(search_for(circle=wide, sort=Sort.DISTANCE)) == [given.DAMRAK, "in-utrecht", "over-de-grens"]
    assert names(search_for(circle=replace(wide, country="NL"), sort=Sort.DISTANCE)) == [given.DAMRAK, "in-utrecht"]


@pytest.mark.parametrize("sides", [(179.95, -179.95), (-179.95, 179.95), (180.0, -179.95)])
def test_the_date_line_is_no_border(sides: tuple[float, float]):
    place, house_ = sides
    given.a_venue("taveuni", lat=-16.8, lon=house_, time_zone="Pacific/Fiji")
    given.a_venue("far-away", lat=-16.8, lon=0.0, time_zone="Pacific/Fiji")

    offer = only(search_for(circle=Circle(-16.8, place, 20)))

    assert (offer.venue, offer.distance_km < 11) == ("taveuni", True)
    assert names(search_for(circle=Circle(-16.8, place, 4))) == []


def test_around_a_pole_every_longitude_is_near():
    given.a_venue("far-north", lat=89.9, lon=-100.0)

    assert names(search_for(circle=Circle(89.9, 80.0, 30))) == ["far-north"]


def test_one_house_can_be_asked_alone():
    given.a_venue()
    given.a_venue("next-door")

    assert names(search_for(venue="next-door")) == ["next-door"]


def test_the_budget_is_the_all_in_total_in_the_askers_currency_when_given():
    given.a_venue()

    assert names(search_for(budget=Decimal("400.00"))) == [given.DAMRAK]
    assert names(search_for(budget=Decimal("399.99"))) == []
    assert names(search_for(budget=Decimal("400.00"), currency="USD")) == []
    assert search_for(budget=Decimal("399.99")).why_not == {WhyNot.OVER_BUDGET: 1, WhyNot.TOO_SMALL: 1}


def test_what_does_not_confirm_at_once_says_by_which_rule():
    given.a_venue(min_lead_hours=24 * 60)

    offer = only(search_for())

    assert not offer.instant
    assert offer.obstacle is not None
    assert (offer.obstacle.code, offer.obstacle.facts) == (ObstacleCode.LEAD_TIME_SHORT, {"min_lead_hours": 24 * 60})
    assert names(search_for(instant_only=True)) == []
    assert WhyNot.NOT_INSTANT in search_for(instant_only=True).why_not


@pytest.mark.parametrize("basis", list(Basis))
def test_days_under_two_price_lists_have_no_total_and_each_side_has_its_own(basis: Basis):
    plan = given.damrak()
    tariffs = (
        TariffPlan(Entry.GROSS, Decimal(0), Validity(given.LONG_AGO, given.MEETING_DAY)),
        TariffPlan(Entry.NET, Decimal(0), Validity(date(2027, 4, 16), date(2027, 4, 16))),
    )
    house_ = replace(plan, rates=replace(plan.rates, tariffs=tariffs))
    venues.create(actor=given.an_operator(), plan=house_, organisation_id=None, now=given.NOW)
    days = [(given.a_span(given.MEETING_DAY + timedelta(days=number)),) for number in range(3)]

    apart = [names(search_for(spans=spans, basis=basis)) for spans in days]
    together = search_for(spans=days[0] + days[1], basis=basis)

    assert apart == [[given.DAMRAK], [given.DAMRAK], []]
    assert names(together) == []
    assert together.why_not[WhyNot.NO_RATE] == 1


def test_the_nearest_comes_first_by_distance():
    given.a_venue()
    given.a_venue("at-the-very-place", lat=AMSTERDAM.lat, lon=AMSTERDAM.lon)
    given.a_venue(given.MARINA)

    answer = search_for(sort=Sort.DISTANCE)

    assert [(offer.venue, offer.distance_km) for offer in answer.offers] == [
        ("at-the-very-place", 0.0),
        (given.DAMRAK, 0.2),
    ]


def test_dearer_rooms_come_later_by_price_and_larger_rooms_come_later_by_fit():
    many_houses(
        [
            house("cheap-and-large", hire_a_day=300, most=60),
            house("dear-and-close", hire_a_day=900, most=31),
            house("between", hire_a_day=600, most=40),
        ]
    )

    assert names(search_for(sort=Sort.PRICE)) == ["cheap-and-large", "between", "dear-and-close"]
    assert names(search_for(sort=Sort.FIT)) == ["dear-and-close", "between", "cheap-and-large"]


def test_pages_hold_every_house_once():
    many_houses([house(f"house-{number}", hire_a_day=300) for number in range(45)])

    pages, after = [], None
    while True:
        answer = search_for(after=after)
        pages.append(names(answer))
        after = answer.next
        if after is None:
            break

    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(name for page in pages for name in page) == sorted(f"house-{number}" for number in range(45))
    assert answer.total == 45


def test_a_room_taken_off_the_market_while_searching_is_left_out():
    given.a_venue()
    prepared = PreparedCard.objects.get()
    prepared.version, prepared.card["instant"] = prepared.version + 1, []
    prepared.save()

    assert search_for().total == 0


@pytest.mark.parametrize("after", ["", "x", "9" * 18, "9" * 5000])
def test_a_cursor_nobody_gave_is_no_error(after: str):
    given.a_venue()

    assert search_for(after=after).total == 1


def test_the_counts_beside_the_filters_are_of_the_whole_answer():
    given.a_venue()
    given.a_venue("five-stars", stars=5, amenities=("wifi",), instant=False)

    facets = search_for(most=1).facets

    assert facets.stars == {5: 1, 4: 1}
    assert facets.instant == 1
    assert facets.amenities[Amenity.WIFI] == 2
    assert facets.amenities[Amenity.LIFT] == 1
    assert Amenity.PARKING not in facets.amenities


def test_when_nothing_is_found_each_room_is_counted_under_what_keeps_it_out():
    given.a_confirmed_booking(space="kleine-zaal", delegates=12)

    assert search_for(delegates=81).why_not == {WhyNot.TOO_SMALL: 4}
    assert search_for(layout=Layout.BANQUET).why_not == {WhyNot.LAYOUT_NOT_OFFERED: 4}
    assert search_for(delegates=12, spans=(hours("03:00-05:00"),)).why_not == {WhyNot.CLOSED: 4}
    assert search_for(delegates=12, stars=5).why_not == {WhyNot.TOO_FEW_STARS: 4}
    given.a_confirmed_booking(delegates=70)
    assert search_for(delegates=12).why_not == {WhyNot.TAKEN: 4}


def test_an_hour_the_clock_skips_is_refused_with_the_next_that_exists():
    given.a_venue()
    missing = given.a_span(SUNDAY_IN_MARCH, "02:30", "05:00")

    with pytest.raises(LocalTimeMissing) as refused:
        search_for(spans=(missing,))

    assert refused.value.facts["next_valid"] == given.a_span(SUNDAY_IN_MARCH, "03:30", "05:00").starts


def test_the_spring_night_is_an_hour_shorter_in_the_diary_and_in_the_price():
    a_house_with(opening=tuple(Opening(weekday, 0, 48 * 60) for weekday in range(7)))
    night = (given.a_span(SUNDAY_IN_MARCH, "01:00", "04:00"),)

    offer = only(search_for(delegates=70, spans=night))

    assert [period.minutes for period in offer.periods] == [120]
    assert offer.price.gross == Money(Decimal("280.00"), "EUR")


def test_a_time_that_has_passed_in_the_house_is_refused():
    given.a_venue()

    with pytest.raises(StartsInPast):
        search_for(spans=(given.a_span(given.NOW.date(), "09:59", "12:00"),))
    assert names(search_for(spans=(given.a_span(given.NOW.date(), "10:01", "12:00"),))) == [given.DAMRAK]


def test_one_wish_means_each_houses_own_clock():
    given.a_venue()
    given.a_venue("in-londen", lat=52.3760, lon=4.8960, time_zone="Europe/London")

    starts = {offer.venue: offer.periods[0].starts_at for offer in search_for().offers}

    assert starts == {
        given.DAMRAK: datetime(2027, 4, 15, 7, tzinfo=UTC),
        "in-londen": datetime(2027, 4, 15, 8, tzinfo=UTC),
    }


@pytest.mark.parametrize("basis", list(Basis))
def test_the_number_of_statements_does_not_grow_with_houses_days_or_bookings(basis: Basis):
    one_day = (given.a_span(),)
    five_days = tuple(given.a_span(given.MEETING_DAY + timedelta(days=number)) for number in range(5))
    many_houses([house("house-0")])
    search_for(basis=basis)
    few = [statements(basis=basis, spans=spans) for spans in (one_day, five_days)]

    many_houses([house(f"house-{number}") for number in range(1, 300)])
    search_for(basis=basis)
    many = [statements(basis=basis, spans=spans) for spans in (one_day, five_days)]

    assert search_for(basis=basis).total == 300
    assert len({*few, *many}) == 1
    assert many[0] <= 6


def test_an_empty_answer_costs_a_fixed_number_of_statements_too():
    many_houses([house("house-0")])
    few = statements(delegates=500)

    many_houses([house(f"house-{number}") for number in range(1, 50)])

    assert statements(delegates=500) == few


@rounds(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@all_of(
    starts=st.integers(7 * 4, 21 * 4),
    length=st.integers(1, 14 * 4),
    delegates=st.integers(1, 80),
    layout=st.sampled_from([Layout.THEATRE, Layout.U_SHAPE, Layout.CLASSROOM, None]),
    basis=st.sampled_from(list(Basis)),
    days=st.sets(st.integers(0, 60), min_size=1, max_size=3),
    singapore=st.booleans(),
)
def test_what_is_shown_can_be_quoted_at_that_price_to_the_cent(  # noqa: PLR0913, PLR0917 - each is one thing a customer says
    starts: int, length: int, delegates: int, layout: Layout | None, basis: Basis, days: set[int], *, singapore: bool
):
    house_and_circle = (given.MARINA, SINGAPORE) if singapore else (given.DAMRAK, AMSTERDAM)
    given.a_venue(house_and_circle[0])
    midnights = [datetime.combine(given.MEETING_DAY + timedelta(days=number), datetime.min.time()) for number in days]
    spans = tuple(
        LocalSpan(midnight + timedelta(minutes=15 * starts), midnight + timedelta(minutes=15 * (starts + length)))
        for midnight in midnights
    )

    for offer in search_for(
        circle=house_and_circle[1], spans=spans, delegates=delegates, layout=layout, basis=basis
    ).offers:
        quoted = quote_of(offer, spans=spans, delegates=delegates)

        assert quoted.price.gross == offer.price.gross
        assert quoted.price.taxes == offer.price.taxes
        assert quoted.price.package_code == offer.package_code


def search_for(*, after: str | None = None, most: int = search.PAGE, **changes: Any) -> Answer:
    """Search Amsterdam for 30 in theatre layout on the meeting day, from 09:00 to 17:00."""
    usual: dict[str, Any] = {
        "circle": AMSTERDAM,
        "spans": (given.a_span(),),
        "delegates": 30,
        "layout": Layout.THEATRE,
        "basis": Basis.HIRE,
    }
    return search.spaces(Wish(**{**usual, **changes}), now=given.NOW, after=after, most=most)


def only(answer: Answer) -> Offer:
    [offer] = answer.offers
    return offer


def names(answer: Answer) -> list[str]:
    return [offer.venue for offer in answer.offers]


def hours(text: str) -> LocalSpan:
    """Have the meeting day's ``09:00-17:00``."""
    starts, ends = text.split("-")
    return given.a_span(given.MEETING_DAY, starts, ends)


def can_be_quoted(**wish: Any) -> bool:
    try:
        given.a_quote(**wish)
    except Refusal:
        return False
    return True


def quote_of(offer: Offer, *, spans: tuple[LocalSpan, ...], delegates: int) -> sales.QuoteView:
    wish = given.a_wish(
        venue=offer.venue,
        space=offer.space,
        layout=offer.layout,
        delegates=delegates,
        spans=spans,
        basis=offer.basis,
        package_code=offer.package_code,
    )
    anna = given.a_booker()
    return sales.quote(quotes.make(actor=anna, wish=wish, now=given.NOW), actor=anna, now=given.NOW)


def statements(**changes: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        search_for(**changes)
    return len(captured)


def a_house_with(*, opening: tuple[Opening, ...] = (), setup_minutes: int = 0, breakdown_minutes: int = 0) -> None:
    """Take in Hotel Damrak with other hours, or with time to set its rooms up and clear them."""
    plan = given.damrak()
    spaces = tuple(
        replace(space, setup_minutes=setup_minutes, breakdown_minutes=breakdown_minutes) for space in plan.rooms.spaces
    )
    rooms = replace(plan.rooms, opening=opening or plan.rooms.opening, spaces=spaces)
    packages = tuple(package for package in plan.rates.packages if package.kind is not PackageKind.DAY)
    changed = replace(plan, rooms=rooms, rates=replace(plan.rates, packages=packages))
    venues.create(actor=given.an_operator(), plan=changed, organisation_id=None, now=given.NOW)


def house(slug: str, *, hire_a_day: int = 400, most: int = 40) -> HousePlan:
    """Plan a house in Amsterdam with one room."""
    plan = given.damrak()
    return replace(
        plan,
        facts=replace(plan.facts, slug=slug, name=slug),
        rooms=replace(
            plan.rooms, sections=("Zaal",), spaces=(given.a_room("Zaal", ("Zaal",), most=most, hire_a_day=hire_a_day),)
        ),
    )


def many_houses(plans: Sequence[HousePlan]) -> None:
    """Take in many houses in a few statements, as the demo world does."""
    owner = Organisation.objects.create(name=plans[0].facts.name, kind=OrganisationKind.HOTEL)
    added = house_rows.add_houses([(plan, owner.pk) for plan in plans])
    relist(venue.pk for venue in added)


def test_a_house_whose_currency_has_no_rate_is_found_last_and_without_a_converted_amount():
    given.a_venue()
    given.a_venue("the-dong-house", currency="VND")

    offers = search_for(currency="SGD", budget=Decimal(5000)).offers

    assert [(offer.venue, offer.indicative is None) for offer in offers] == [
        (given.DAMRAK, False),
        ("the-dong-house", True),
    ]


def test_a_house_without_terms_for_such_a_booking_is_neither_offered_nor_counted():
    given.a_venue()
    plan = given.damrak()
    facts, rates = replace(plan.facts, slug="no-terms", name="No Terms"), replace(plan.rates, terms=())
    house_ = replace(plan, facts=facts, rates=rates)
    venues.create(actor=given.an_operator(), plan=house_, organisation_id=None, now=given.NOW)

    answer = search_for()

    assert (names(answer), answer.total, answer.facets.instant) == ([given.DAMRAK], 1, 1)
    assert search_for(venue="no-terms").why_not[WhyNot.NO_TERMS] == 1
