"""Orders and run sheets by example and by property: every change is named, every step is there, totals are sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaal.domain import runsheets
from zaal.domain.bounds import Bound, BoundUnit, Start
from zaal.domain.event_orders import (
    Diet,
    Moment,
    MomentKind,
    MomentOutside,
    Order,
    Room,
    Serving,
    Sitting,
    Told,
    What,
    brought_to,
    check,
    differences,
    facts,
    final_number_due,
    moment_at,
    must_ask,
)
from zaal.domain.layouts import Layout
from zaal.domain.period import Period, local
from zaal.domain.policies import NOT_STATED, Policy
from zaal.domain.runsheets import StepKind

AMSTERDAM = "Europe/Amsterdam"
DAY = date(2027, 4, 15)
NINE = datetime(2027, 4, 15, 7, tzinfo=UTC)
FIVE = datetime(2027, 4, 15, 15, tzinfo=UTC)
DUE = datetime(2027, 4, 6, 22, tzinfo=UTC)


def a_sitting(days: int = 0) -> Sitting:
    period = Period(NINE + timedelta(days=days), FIVE + timedelta(days=days))
    return Sitting(period.widened(before_minutes=60, after_minutes=30), period)


def a_room(space: str = "Beurszaal", *, delegates: int = 30, days: int = 1) -> Room:
    return Room(space, space.lower(), Layout.THEATRE, delegates, tuple(a_sitting(day) for day in range(days)))


def a_lunch(*, room: int = 0, quantity: int = 30) -> Serving:
    return Serving(
        code="8-hours",
        names={"en": "8-hour package"},
        quantity=Decimal(quantity),
        day=DAY,
        room=room,
        includes=("room", "coffee_tea", "lunch"),
        is_package=True,
        is_food=True,
    )


def an_order(booking: str = "B-1", **changes: object) -> Order:
    usual = Order(
        booking=booking,
        title="Spring meeting",
        customer="Anna",
        zone=AMSTERDAM,
        rooms=(a_room(),),
        servings=(a_lunch(),),
        catered=None,
        final_number=None,
        told=Told(
            contact_name="Bram",
            contact_phone="+31 6",
            diets=((Diet.VEGAN, 2),),
            moments=(Moment(0, 0, MomentKind.LUNCH, time(12, 30)),),
        ),
    )
    return replace(usual, **changes)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """Draw what a customer might tell of a booking of two rooms for two days."""
    moments = st.builds(
        Moment,
        st.integers(0, 1),
        st.integers(0, 1),
        st.sampled_from(MomentKind),
        st.times(time(9), time(17)).map(lambda at: at.replace(second=0, microsecond=0)),
    )
    texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=5)
    counts = draw(st.dictionaries(st.sampled_from(Diet), st.integers(1, 30)))
    chosen = draw(st.lists(moments, max_size=6, unique_by=lambda one: (one.room, one.sitting, one.kind)))
    return Told(
        contact_name=draw(texts),
        contact_phone=draw(texts),
        diets=tuple((diet, counts[diet]) for diet in Diet if diet in counts),
        diet_remark=draw(texts),
        moments=tuple(sorted(chosen)),
        to_setup=draw(texts),
        to_kitchen=draw(texts),
    )


@st.composite
def orders(draw: st.DrawFn, booking: str = "B-1") -> Order:
    rooms = (a_room(delegates=draw(st.integers(30, 60)), days=2), a_room("Foyer", days=2))
    return an_order(
        booking,
        title=draw(st.sampled_from(["Spring meeting", "Council", ""])),
        rooms=rooms,
        servings=tuple(draw(st.lists(st.builds(a_lunch, room=st.integers(0, 1)), max_size=2, unique=True))),
        catered=draw(st.none() | st.integers(1, 60)),
        final_number=draw(st.none() | st.just(rooms[0].delegates)),
        told=draw(told()),
    )


@given(orders(), orders())
def test_two_versions_differ_just_where_something_of_them_does(one: Order, other: Order):
    named = differences(one, other)

    assert (named == ()) is (facts(one) == facts(other))
    assert (named == ()) is (one == other)
    assert len({difference.about for difference in named}) == len(named)


@given(orders(), orders())
def test_what_differs_leads_from_one_version_to_the_other(one: Order, other: Order):
    sheet = dict(facts(one))

    for difference in differences(one, other):
        assert sheet.get(difference.about) == difference.before
        sheet[difference.about] = difference.after

    assert {about: value for about, value in sheet.items() if value is not None} == facts(other)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": "Council"}, [What.TITLE]),
        ({"rooms": (a_room(delegates=31),)}, [What.DELEGATES]),
        ({"rooms": (replace(a_room(), layout=Layout.U_SHAPE),)}, [What.LAYOUT]),
        ({"rooms": (replace(a_room(), sittings=(a_sitting(1),)),)}, [What.TIME, What.BLOCKED]),
        ({"servings": ()}, [What.SERVING, What.INCLUDED]),
        ({"final_number": 30}, [What.FINAL_NUMBER]),
        ({"catered": 32}, [What.CATERED]),
    ],
)
def test_each_kind_of_change_is_named(changes: dict[str, object], what: list[What]):
    assert [one.about.what for one in differences(an_order(), an_order(**changes))] == what


@given(st.lists(orders(), max_size=3))
@settings(max_examples=50)
def test_a_run_sheet_is_in_order_and_complete(some: list[Order]):
    found = [step for offset in range(-1, 4) for step in runsheets.steps(some, DAY + timedelta(days=offset))]

    assert [step.at for step in found] == sorted(step.at for step in found)
    sittings = [sitting for order in some for room in order.rooms for sitting in room.sittings]
    for kind in (StepKind.SETUP, StepKind.STARTS, StepKind.ENDS, StepKind.CLEAR):
        assert sum(step.kind is kind for step in found) == len(sittings)
    assert sum(step.kind.value in set(MomentKind) for step in found) == sum(len(one.told.moments) for one in some)


@given(orders("B-1"), orders("B-2"))
@settings(max_examples=50)
def test_the_kitchens_totals_are_the_sum_of_what_each_customer_said(one: Order, other: Order):
    both = {meal_of: meal for meal in runsheets.meals((one, other), DAY) for meal_of in [(meal.at, meal.kind)]}
    apart = [meal for order in (one, other) for meal in runsheets.meals((order,), DAY)]

    assert both.keys() == {(meal.at, meal.kind) for meal in apart}
    for key, meal in both.items():
        same = [alone for alone in apart if (alone.at, alone.kind) == key]
        assert meal.people == sum(alone.people for alone in same)
        assert meal.diets == runsheets.summed(alone.diets for alone in same)


def test_diets_are_counted_once_where_lunch_is_had_in_two_rooms():
    lunch = [Moment(room, 0, MomentKind.LUNCH, time(12, 30)) for room in (0, 1)]
    order = an_order(
        rooms=(a_room(), a_room("Foyer", delegates=10)), told=Told(diets=((Diet.VEGAN, 2),), moments=tuple(lunch))
    )

    [meal] = [meal for meal in runsheets.meals((order,), DAY) if meal.kind is MomentKind.LUNCH]

    assert (meal.people, meal.diets) == (40, ((Diet.VEGAN, 2),))


def test_what_a_package_holds_is_served_although_nobody_said_when():
    order = an_order(told=Told())

    assert [(meal.at, meal.kind, meal.people) for meal in runsheets.meals((order,), DAY)] == [
        (None, MomentKind.MORNING_BREAK, 30),
        (None, MomentKind.LUNCH, 30),
    ]


def test_the_kitchen_prepares_for_as_many_as_the_house_says():
    meals = runsheets.meals((an_order(catered=33),), DAY)

    assert {meal.people for meal in meals} == {33}


def test_a_day_goes_from_set_up_to_clearing():
    steps = runsheets.steps((an_order(),), DAY)

    assert [(f"{local(step.at, AMSTERDAM):%H:%M}", step.kind) for step in steps] == [
        ("08:00", StepKind.SETUP),
        ("09:00", StepKind.STARTS),
        ("12:30", StepKind.LUNCH),
        ("17:00", StepKind.ENDS),
        ("17:00", StepKind.CLEAR),
    ]


def test_a_time_after_midnight_belongs_to_the_evening_before():
    evening = Period(datetime(2027, 4, 15, 18, tzinfo=UTC), datetime(2027, 4, 16, 0, tzinfo=UTC))
    room = Room("Beurszaal", "beurszaal", Layout.THEATRE, 30, (Sitting(evening, evening),))

    assert moment_at(Moment(0, 0, MomentKind.END, time(1, 30)), room, AMSTERDAM) == datetime(
        2027, 4, 15, 23, 30, tzinfo=UTC
    )


def test_moments_outside_a_rooms_time_are_refused_and_fall_away():
    late = Told(moments=(Moment(0, 0, MomentKind.LUNCH, time(17, 30)),))

    with pytest.raises(MomentOutside):
        check(late, (a_room(),), AMSTERDAM)
    assert brought_to(late, (a_room(),), AMSTERDAM).moments == ()


def test_diets_of_nobody_are_left_out():
    assert check(Told(diets=((Diet.VEGAN, 0), (Diet.HALAL, 1))), (a_room(),), AMSTERDAM).diets == ((Diet.HALAL, 1),)


def test_the_final_number_is_due_by_the_terms_but_never_after_the_houses_own_cut_off():
    terms = Policy(
        code="x",
        name="x",
        tiers=(),
        late=NOT_STATED,
        no_show=NOT_STATED,
        holiday_calendar="NL",
        final_numbers=Bound(7, BoundUnit.WORKING_DAYS),
    )
    start = Start(NINE, AMSTERDAM, frozenset())
    by_terms = datetime(2027, 4, 6, 22, tzinfo=UTC)

    assert final_number_due(terms, start, closing=NINE) == by_terms
    assert final_number_due(terms, start, closing=by_terms - timedelta(days=1)) == by_terms - timedelta(days=1)
    assert final_number_due(replace(terms, final_numbers=None), start, closing=NINE) == NINE
    assert final_number_due(None, start, closing=NINE) == NINE


@pytest.mark.parametrize(
    ("ahead", "asked_ahead", "reminded", "expected"),
    [
        (timedelta(days=7, seconds=1), None, False, False),
        (timedelta(days=7), None, False, True),
        (timedelta(seconds=1), None, False, True),
        (timedelta(), None, False, False),
        (timedelta(days=3), timedelta(days=7), False, False),
        (timedelta(days=2), timedelta(days=7), False, True),
        (timedelta(days=2), timedelta(days=7), True, False),
        (timedelta(days=1), timedelta(days=1, hours=12), False, False),
        (timedelta(hours=12), timedelta(days=1, hours=12), False, True),
    ],
)
def test_when_the_final_number_is_asked_for(
    *, ahead: timedelta, asked_ahead: timedelta | None, reminded: bool, expected: bool
):
    asked_at = None if asked_ahead is None else DUE - asked_ahead

    assert must_ask(DUE, asked_at=asked_at, reminded=reminded, now=DUE - ahead) is expected
