"""What a change is, until when one makes it alone, and what giving up a part costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain.bounds import BoundUnit, Start
from zaal.domain.cancellation import Worth, fee, no_show, steps
from zaal.domain.changes import (
    Agreed,
    ChangeKind,
    Clock,
    Cutoff,
    Loss,
    Wanted,
    closing,
    differences,
    fee_of,
    floored,
    next_floor,
)
from zaal.domain.fees import TaxShare
from zaal.domain.frozen import FrozenTerms
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.policies import FeeTax, FreeReduction, Policy
from zaal.domain.pricing import Basis
from zaal.domain.terms import UVH_GROUP, WEEKS_4_3_2
from zaal.domain.wishes import LocalSpan, QuoteWish, RoomWish

DAY = date(2027, 4, 15)
STARTS_AT = datetime(2027, 4, 15, 7, tzinfo=UTC)
TWENTY_DAYS_BEFORE = STARTS_AT - timedelta(days=20)
ZONE = "Europe/Amsterdam"


def span(day: date = DAY, starts: int = 9, ends: int = 17) -> LocalSpan:
    return LocalSpan(datetime.combine(day, time(starts)), datetime.combine(day, time(ends)))


BOOKED = QuoteWish(
    venue="hotel",
    space="hall",
    layout=Layout.THEATRE,
    delegates=40,
    spans=(span(),),
    basis=Basis.PACKAGE,
    package_code="8-hours",
    extras=(("flipchart", 2),),
    title="Spring",
    rooms=(RoomWish("small", Layout.BOARDROOM, 8, (span(),), Basis.HIRE),),
)


def euro(amount: int | str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def agreed(policy: Policy = UVH_GROUP, *, value: Money | None = None, starts_at: datetime = STARTS_AT) -> Agreed:
    """Have terms frozen for a group of forty worth 8,000."""
    worth = Worth(value or euro(8000), delegates=40)
    made = steps(policy, worth=worth, starts_at=starts_at, zone=ZONE, holidays=frozenset())
    terms = FrozenTerms(policy.name, "NL", made, no_show(policy, worth=worth), policy, None, None, worth)
    return Agreed(terms, Start(starts_at, ZONE, frozenset()), Money.zero("EUR"))


def loss(*, new: int = 30, after: int | str = 6000, before: int = 8000, people_only: int | str | None = None) -> Loss:
    only = euro(after if people_only is None else people_only)
    return Loss(euro(before), euro(after), only, original=40, current=40, new=new)


def gross_of(before: Agreed, given_up: Loss, at: datetime) -> Money | None:
    owed = fee_of(before, given_up, at)
    return owed and owed.gross


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(), ()),
        (Wanted(delegates=41), (ChangeKind.DELEGATES,)),
        (Wanted(layout=Layout.CLASSROOM), (ChangeKind.LAYOUT,)),
        (Wanted(space="other"), (ChangeKind.SPACE,)),
        (Wanted(extras=()), (ChangeKind.EXTRAS,)),
        (Wanted(basis=Basis.HIRE), (ChangeKind.PACKAGE,)),
        (Wanted(spans=(span(starts=10),)), (ChangeKind.TIMES,)),
        (Wanted(spans=(span(DAY + timedelta(days=1)),)), (ChangeKind.DAY,)),
        (Wanted(spans=(span(), span(DAY + timedelta(days=1)))), (ChangeKind.DAY,)),
        (Wanted(spans=(span(DAY + timedelta(days=1), starts=8),)), (ChangeKind.TIMES, ChangeKind.DAY)),
        (Wanted(delegates=39, extras=(("flipchart", 3),)), (ChangeKind.DELEGATES, ChangeKind.EXTRAS)),
        (Wanted(rooms=()), (ChangeKind.ROOMS,)),
        (Wanted(rooms=BOOKED.rooms), ()),
        (Wanted(rooms=(*BOOKED.rooms, replace(BOOKED.rooms[0], space="third"))), (ChangeKind.ROOMS,)),
        (Wanted(rooms=(replace(BOOKED.rooms[0], delegates=9),)), (ChangeKind.ROOMS,)),
        (Wanted(rooms=(replace(BOOKED.rooms[0], spans=(span(ends=12),)),)), (ChangeKind.ROOMS,)),
        (Wanted(spans=(span(starts=10),), rooms=(replace(BOOKED.rooms[0], spans=()),)), (ChangeKind.TIMES,)),
        (Wanted(spans=(span(starts=10),), rooms=BOOKED.rooms), (ChangeKind.TIMES, ChangeKind.ROOMS)),
        (Wanted(space="small", rooms=()), (ChangeKind.SPACE, ChangeKind.ROOMS)),
    ],
)
def test_what_differs_is_named_once(wanted: Wanted, kinds: tuple[ChangeKind, ...]):
    assert differences(BOOKED, wanted.of(BOOKED)) == kinds


def test_the_order_of_further_rooms_makes_no_difference():
    second = replace(BOOKED.rooms[0], space="third", spans=(span(starts=13), span(DAY + timedelta(days=1))))
    booked = replace(BOOKED, rooms=(*BOOKED.rooms, second))

    turned = Wanted(rooms=(replace(second, spans=second.spans[::-1]), *BOOKED.rooms)).of(booked)

    assert differences(booked, turned) == ()


def test_a_further_room_lost_with_its_only_day_is_named():
    other_day = (span(DAY + timedelta(days=1), 10, 12),)
    booked = replace(
        BOOKED, spans=(span(), span(DAY + timedelta(days=1))), rooms=(replace(BOOKED.rooms[0], spans=other_day),)
    )

    assert differences(booked, Wanted(spans=(span(),)).of(booked)) == (ChangeKind.DAY, ChangeKind.ROOMS)


def test_a_further_room_with_hours_of_its_own_moves_with_the_day():
    own_hours = replace(BOOKED.rooms[0], spans=(span(starts=13),))
    booked = replace(BOOKED, rooms=(*BOOKED.rooms, own_hours))
    next_week = DAY + timedelta(days=7)

    moved = Wanted(spans=(span(next_week),)).of(booked)
    longer = Wanted(spans=(span(ends=18),)).of(booked)

    assert [room.spans for room in moved.rooms] == [(span(next_week),), (span(next_week, 13),)]
    assert [room.spans for room in longer.rooms] == [(span(ends=18),), (span(starts=13),)]


@pytest.mark.parametrize(
    ("main", "beside"),
    [
        ((0, 1, 7), (1, 7)),  # the third day a week after the first: what was on it goes there
        ((0, 1), (1,)),  # the third day dropped
        ((7, 8, 9), (8, 9)),
        ((0, 1, 2, 3), (1, 2)),
        ((0,), ()),  # no day of it is left: the room is called off
    ],
)
def test_a_further_room_on_some_days_goes_where_those_days_go(main: tuple[int, ...], beside: tuple[int, ...]):
    days = [DAY + timedelta(days=number) for number in range(10)]
    own = replace(BOOKED.rooms[0], spans=(span(days[1], 10, 12), span(days[2], 10, 12)))
    booked = replace(BOOKED, spans=tuple(span(day) for day in days[:3]), rooms=(own,))

    moved = Wanted(spans=tuple(span(days[number]) for number in main)).of(booked)

    expected = tuple(span(days[number], 10, 12) for number in beside)
    assert [room.spans for room in moved.rooms] == ([expected] if expected else [])


def test_another_basis_forgets_the_package():
    assert Wanted(basis=Basis.HIRE).of(BOOKED).package_code is None
    assert Wanted(basis=Basis.PACKAGE).of(BOOKED).package_code == "8-hours"


def test_a_cut_off_counts_from_the_earlier_of_both_starts_and_without_one_it_is_that_start():
    later = STARTS_AT + timedelta(days=30)
    clock = Clock((later, STARTS_AT), ZONE, frozenset())
    cutoffs = (Cutoff(ChangeKind.DAY, 7, BoundUnit.DAYS, strict=True),)

    assert closing(ChangeKind.DAY, cutoffs, clock) == STARTS_AT - timedelta(days=7)
    assert closing(ChangeKind.EXTRAS, cutoffs, clock) == STARTS_AT


def test_a_part_costs_what_the_scale_says_of_it():
    assert gross_of(agreed(), loss(), TWENTY_DAYS_BEFORE) == euro(1200)


@pytest.mark.parametrize(
    ("how", "floor", "expected"),
    [
        (FeeTax.NONE, 0, ("1200.00", "0")),
        (FeeTax.INCLUDED, 0, ("1200.00", "208.26")),
        (FeeTax.ON_TOP, 0, ("1452.00", "252.00")),
        (FeeTax.ON_TOP, 8000, ("2000.00", "347.11")),  # the floor asks more: the tax is what that contains
        (FeeTax.NONE, 8000, ("2000.00", "0")),
    ],
)
def test_the_tax_of_a_part_is_told_with_it(how: FeeTax, floor: int, expected: tuple[str, str]):
    before = agreed(replace(UVH_GROUP, fee_tax=how))
    worth = Worth(euro(8000), delegates=40, taxes=(TaxShare(Decimal(21), Decimal(1)),))
    taxed = replace(before, terms=replace(before.terms, worth=worth), floor=euro(floor))

    owed = fee_of(taxed, loss(), TWENTY_DAYS_BEFORE)

    assert owed
    assert (owed.gross, owed.tax) == (euro(expected[0]), euro(expected[1]))
    assert owed.net + owed.tax == owed.gross


def test_more_costs_no_fee_and_giving_up_beside_it_counts_by_what_is_left():
    assert gross_of(agreed(), loss(new=50, after=10000), TWENTY_DAYS_BEFORE) == euro(0)
    assert gross_of(agreed(), loss(new=30, after=7500, people_only=6000), TWENTY_DAYS_BEFORE) == euro(300)


def test_people_go_free_as_far_as_the_terms_let_them():
    lenient = replace(UVH_GROUP, free=(FreeReduction(2, BoundUnit.DAYS, percent=Decimal(10)),))

    assert gross_of(agreed(lenient), loss(new=36, after=7200), TWENTY_DAYS_BEFORE) == euro(0)
    assert gross_of(agreed(lenient), loss(new=30, after=6000), TWENTY_DAYS_BEFORE) == euro(720), "six of ten are billed"


@given(st.integers(0, 8000), st.integers(1, 260), st.sampled_from([UVH_GROUP, WEEKS_4_3_2]))
def test_a_fee_is_never_below_zero_or_above_the_part_given_up(after: int, days: int, policy: Policy):
    owed = gross_of(agreed(policy), loss(new=1, after=after), STARTS_AT - timedelta(days=days))

    assert owed is not None
    assert euro(0) <= owed <= euro(8000 - after)


@given(st.integers(1, 12000), st.integers(1, 200), st.integers(-30, 400), st.integers(0, 30))
def test_no_change_makes_calling_off_cheaper(after: int, days: int, moved_by: int, later: int):
    """Changing and then cancelling, then or later, costs at least what cancelling cost at the moment of the change."""
    before, at = agreed(WEEKS_4_3_2), STARTS_AT - timedelta(days=days)
    starts_at = max(STARTS_AT + timedelta(days=moved_by), at + timedelta(days=1))
    value = euro(after)
    owed = gross_of(before, Loss(euro(8000), value, euro(8000), 40, 40, 40), at)
    floor = next_floor(before, at, before=euro(8000), after=value, moved=True)
    next_version = floored(agreed(WEEKS_4_3_2, value=value, starts_at=starts_at).terms.steps, floor, value=value)
    cancelling = fee(next_version, at + timedelta(days=later)).fee
    directly = fee(before.terms.steps, at).fee

    assert owed is not None
    assert cancelling is not None
    assert directly is not None
    assert owed + cancelling >= directly - euro("0.01"), "a cent may be lost where both parts are rounded"
    assert cancelling <= value
    assert [step.fee for step in next_version] == sorted(
        (step.fee for step in next_version), key=lambda one: one.amount
    )


@given(st.integers(1, 8000), st.integers(1, 8000), st.integers(1, 200))
def test_giving_up_in_two_steps_costs_as_much_as_in_one(first: int, second: int, days: int):
    at = STARTS_AT - timedelta(days=days)
    most, least = max(first, second), min(first, second)
    at_once = gross_of(agreed(), loss(new=1, after=least), at)
    one = gross_of(agreed(), loss(new=20, after=most), at)
    two = gross_of(agreed(value=euro(most)), loss(new=1, before=most, after=least), at)

    assert at_once is not None
    assert one is not None
    assert two is not None
    assert abs((one + two - at_once).amount) <= Decimal("0.01")
