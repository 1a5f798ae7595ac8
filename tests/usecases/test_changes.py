"""Changing a booking: a new version at the price and fee shown, or everything stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import SYSTEM, Actor, Role, Scope
from zaal.domain.bounds import BoundUnit
from zaal.domain.changes import (
    ChangeFeeChanged,
    ChangeKind,
    ChangeNotInstant,
    Cutoff,
    CutoffPassed,
    NothingChanged,
    PriceChanged,
    Wanted,
)
from zaal.domain.diary import SpaceTaken
from zaal.domain.houses import CutoffPlan, TermsPlan
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.permissions import ScopeMissing
from zaal.domain.pricing import Basis
from zaal.domain.refusals import NotAllowed
from zaal.domain.sales import BookingCancelled, BookingStarted, QuoteUsed
from zaal.domain.terms import UVH_GROUP, UVH_INDIVIDUALS
from zaal.domain.wishes import DoesNotFit, RoomsOverlap, RoomWish
from zaal.queries import agenda, sales
from zaal.queries.sales import Stage
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.logbook.models import Fact
from zaal.records.rates.models import HireRate
from zaal.records.sales.line import BookingUnknown
from zaal.records.sales.models import Booking, BookingChange, Quote, QuoteSlot
from zaal.usecases import bookings, changes, options, venues

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

NEXT_DAY = given.MEETING_DAY + timedelta(days=1)
# Hotel Damrak's terms: nothing until four weeks before, then 30, 40, 50 and in the end 100 %.
THIRTY_PERCENT = datetime(2027, 3, 20, 9, tzinfo=UTC)
BREAKOUT = RoomWish("kleine-zaal", Layout.THEATRE, 10, (given.a_span(),), Basis.HIRE)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


@pytest.fixture(autouse=True)
def the_listing_follows_the_diary() -> Iterator[None]:
    """Whatever a test does: what search reads equals the diary afterwards."""
    yield
    assert board.differences() == []


@pytest.mark.parametrize(
    ("kind", "wish"),
    [
        (ChangeKind.DELEGATES, {"delegates": 31}),
        (ChangeKind.TIMES, {"spans": (given.a_span(starts="10:00", ends="18:00"),)}),
        (ChangeKind.LAYOUT, {"layout": Layout.CLASSROOM}),
        (ChangeKind.SPACE, {"space": "beurszaal-noord"}),
        (ChangeKind.EXTRAS, {"extras": (("flipchart", 2),)}),
        (ChangeKind.PACKAGE, {"basis": Basis.PACKAGE, "package_code": "8-hours"}),
        (ChangeKind.DAY, {"spans": (given.a_span(NEXT_DAY),)}),
        (ChangeKind.ROOMS, {"rooms": (BREAKOUT,)}),
    ],
)
def test_each_kind_of_thing_changes_into_a_new_version(anna: Actor, kind: ChangeKind, wish: dict[str, object]):
    booked = given.a_confirmed_booking(anna)
    first = Booking.objects.get().quote

    made = _change(anna, booked, **wish)

    told = sales.booking(booked, actor=anna, now=given.NOW)
    assert (told.quote.reference, told.quote.version, told.sale) == (made, 2, first.reference)
    assert [(change.from_quote, change.to_quote) for change in told.changes] == [(first.reference, made)]
    [fact] = Fact.objects.filter(kind="BookingChanged")
    assert (fact.subject, fact.data["differs"]) == (booked, [kind.value])
    assert Quote.objects.get(pk=first.pk).gross == Decimal(700), "the version before is never edited"
    assert _stands(booked) == _wanted(made)


def test_the_preview_says_what_the_change_then_makes_and_keeps_nothing(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    wanted = Wanted(space="kleine-zaal", delegates=12, extras=(("flipchart", 1),))
    before = (Quote.objects.count(), Fact.objects.count(), _stands(booked))

    shown = changes.preview(actor=anna, booking=booked, wanted=wanted, now=THIRTY_PERCENT)

    assert (Quote.objects.count(), Fact.objects.count(), _stands(booked)) == before
    assert (shown.before.price.gross, shown.after.price.gross) == (_euro(700), _euro(325))
    assert (shown.difference, shown.lost, shown.fee) == (_euro(-375), _euro(375), _euro("112.50"))
    assert shown.differs == (ChangeKind.DELEGATES, ChangeKind.SPACE, ChangeKind.EXTRAS)
    assert shown.obstacle is None
    changes.change(
        actor=anna,
        booking=booked,
        wanted=wanted,
        now=THIRTY_PERCENT,
        expected_total=shown.after.price.gross,
        expected_fee=shown.fee,
    )
    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)
    assert (told.quote.price, told.quote.steps) == (shown.after.price, shown.after.steps)
    assert told.change_fees == _euro("112.50")


def test_a_group_of_forty_that_drops_ten_twenty_days_before_pays_its_part(anna: Actor):
    _under_uvh()
    day = given.NOW.date() + timedelta(days=60)
    twenty_days_before = datetime(day.year, day.month, day.day, 7, tzinfo=UTC) - timedelta(days=20)
    booked = given.a_confirmed_booking(
        anna, delegates=40, basis=Basis.PACKAGE, package_code="8-hours", spans=(given.a_span(day),)
    )

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(delegates=30), now=twenty_days_before)

    assert (shown.before.price.gross, shown.after.price.gross, shown.fee) == (_euro(8000), _euro(6000), _euro(1200))
    assert shown.after.steps[-3].fee == _euro(3600), "the terms go on for what is kept: 60 % of 6,000"


def test_more_people_cost_their_price_and_no_fee(anna: Actor):
    booked = given.a_confirmed_booking(anna, basis=Basis.PACKAGE)

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(delegates=40), now=THIRTY_PERCENT)

    assert (shown.difference, shown.fee) == (_euro(550), _euro(0))


def test_moving_far_ahead_and_then_cancelling_saves_no_fee(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    _change(anna, booked, now=THIRTY_PERCENT, spans=(given.a_span(given.MEETING_DAY + timedelta(days=90)),))

    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)

    assert told.change_fees == _euro(0)
    assert told.cancellation.now.fee == _euro(210), "30 % of 700, as before the move"
    fees = [step.fee.amount for step in told.quote.steps]
    assert fees == sorted(fees)


def test_moving_to_something_smaller_and_then_cancelling_costs_as_much_as_cancelling(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    far = (given.a_span(given.MEETING_DAY + timedelta(days=90)),)
    _change(anna, booked, now=THIRTY_PERCENT, space="kleine-zaal", delegates=12, spans=far)

    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)

    assert told.change_fees + told.cancellation.now.fee == _euro(210)


def test_moving_far_ahead_and_then_giving_up_a_part_saves_no_fee(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    _change(anna, booked, now=THIRTY_PERCENT, spans=(given.a_span(given.MEETING_DAY + timedelta(days=90)),))

    _change(anna, booked, now=THIRTY_PERCENT, space="kleine-zaal", delegates=12)

    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)
    assert (told.change_fees, told.cancellation.now.fee) == (_euro(120), _euro(90))


def test_further_rooms_stay_and_move_along_with_the_main_one(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    made = _change(anna, booked, spans=(given.a_span(NEXT_DAY),))

    rooms = sales.booking(booked, actor=anna, now=given.NOW).quote.rooms
    assert [room.space for room in rooms] == ["Beurszaal", "Kleine Zaal"]
    assert len({room.periods for room in rooms}) == 1
    assert _stands(booked) == _wanted(made)


def test_a_breakout_is_dropped_for_its_part_of_the_terms_and_its_room_is_free(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(rooms=()), now=THIRTY_PERCENT)
    made = _change(anna, booked, now=THIRTY_PERCENT, rooms=())

    assert shown.differs == (ChangeKind.ROOMS,)
    assert (shown.lost, shown.fee, shown.obstacle) == (_euro(300), _euro(90), None)
    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)
    assert ([room.space for room in told.quote.rooms], told.quote.price.gross) == (["Beurszaal"], _euro(700))
    assert told.change_fees == _euro(90)
    assert _stands(booked) == _wanted(made)
    assert given.a_confirmed_booking(bram, now=THIRTY_PERCENT, space="kleine-zaal", delegates=12)


def test_a_breakout_is_added_at_its_price_and_no_fee(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna)

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(rooms=(BREAKOUT,)), now=THIRTY_PERCENT)
    made = _change(anna, booked, now=THIRTY_PERCENT, rooms=(replace(BREAKOUT, spans=()),))

    assert (shown.difference, shown.fee) == (_euro(300), _euro(0))
    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT).quote
    assert [(room.space, room.periods) for room in told.rooms] == [
        ("Beurszaal", told.periods),
        ("Kleine Zaal", told.periods),
    ]
    assert _stands(booked) == _wanted(made)
    with pytest.raises(SpaceTaken):
        given.an_option(bram, now=THIRTY_PERCENT, space="kleine-zaal", delegates=12)


def test_a_breakout_that_is_taken_is_not_added(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna)
    given.an_option(bram, space="kleine-zaal", delegates=12)

    with pytest.raises(SpaceTaken):
        _change(anna, booked, rooms=(BREAKOUT,))

    assert [room.space for room in sales.booking(booked, actor=anna, now=given.NOW).quote.rooms] == ["Beurszaal"]


def test_people_layout_and_hours_of_one_breakout_change_by_themselves(anna: Actor):
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))
    smaller = replace(BREAKOUT, layout=Layout.U_SHAPE, delegates=6, spans=(given.a_span(ends="11:00"),))

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(rooms=(smaller,)), now=THIRTY_PERCENT)
    made = _change(anna, booked, now=THIRTY_PERCENT, rooms=(smaller,))

    assert shown.differs == (ChangeKind.ROOMS,)
    assert (shown.lost, shown.fee) == (_euro(180), _euro(54))
    main, beside = sales.booking(booked, actor=anna, now=THIRTY_PERCENT).quote.rooms
    assert (main.delegates, beside.layout, beside.delegates) == (30, Layout.U_SHAPE, 6)
    assert _stands(booked) == _wanted(made)


def test_the_meeting_moves_into_the_room_of_the_breakout_that_is_dropped(anna: Actor):
    booked = given.a_confirmed_booking(anna, delegates=12, rooms=(BREAKOUT,))

    with pytest.raises(RoomsOverlap):
        _change(anna, booked, space="kleine-zaal")
    made = _change(anna, booked, space="kleine-zaal", rooms=())

    told = sales.booking(booked, actor=anna, now=given.NOW).quote
    assert ([room.space for room in told.rooms], told.price.gross) == (["Kleine Zaal"], _euro(300))
    assert _stands(booked) == _wanted(made)


def test_further_rooms_have_a_cut_off_of_their_own(anna: Actor):
    _with_cutoffs(Cutoff(ChangeKind.DELEGATES, 2, BoundUnit.DAYS), Cutoff(ChangeKind.ROOMS, 30, BoundUnit.DAYS))
    booked = given.a_confirmed_booking(anna, rooms=(BREAKOUT,))

    _change(anna, booked, now=THIRTY_PERCENT, delegates=31)
    with pytest.raises(CutoffPassed) as refused:
        _change(anna, booked, now=THIRTY_PERCENT, rooms=())

    assert refused.value.facts["kind"] is ChangeKind.ROOMS


def test_a_new_price_list_is_shown_line_by_line(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    HireRate.objects.filter(space__slug="beurszaal", unit="day").update(amount=800)

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(extras=(("flipchart", 1),)), now=given.NOW)

    assert [line.unit_amount for line in shown.before.price.lines] == [_euro(700)]
    assert [line.unit_amount for line in shown.after.price.lines] == [_euro(800), _euro(25)]


def test_the_terms_agreed_stay_while_the_day_stays(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    before = sales.booking(booked, actor=anna, now=given.NOW).quote
    agreed = before.steps

    _change(anna, booked, extras=(("flipchart", 4),))

    told = sales.booking(booked, actor=anna, now=given.NOW).quote
    assert [step.until for step in told.steps] == [step.until for step in agreed]
    assert (told.terms.sha256, told.terms.version) == (before.terms.sha256, before.terms.version)
    assert told.terms.version is not None
    assert [step.fee for step in told.steps] == [_euro(800).percent(step.percent) for step in agreed]


def test_cancelling_later_counts_on_the_newest_version_and_never_the_part_paid_for(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    _change(anna, booked, now=THIRTY_PERCENT, space="kleine-zaal", delegates=12)

    bookings.cancel(actor=anna, booking=booked, now=THIRTY_PERCENT, expected_fee=_euro(90))

    told = sales.booking(booked, actor=anna, now=THIRTY_PERCENT)
    assert (told.change_fees, told.cancelled_fee, told.stage) == (_euro(120), _euro(90), Stage.CANCELLED)
    assert not Entry.objects.exists()


def test_a_room_that_is_taken_leaves_everything_as_it_was(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=12)
    given.a_confirmed_booking(bram, space="beurszaal-noord", delegates=12)
    before = _stands(booked)

    with pytest.raises(SpaceTaken):
        _change(anna, booked, space="beurszaal")

    assert _stands(booked) == before
    assert not BookingChange.objects.exists()
    assert not Fact.objects.filter(kind="BookingChanged").exists()


def test_a_room_under_option_is_an_obstacle_in_the_preview_and_a_refusal_of_the_change(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=12)
    given.an_option(bram, space="beurszaal-noord", delegates=12)
    wanted = Wanted(space="beurszaal-noord")
    before = _stands(booked)

    shown = changes.preview(actor=anna, booking=booked, wanted=wanted, now=given.NOW)
    with pytest.raises(SpaceTaken):
        changes.change(actor=anna, booking=booked, wanted=wanted, now=given.NOW)

    assert isinstance(shown.obstacle, SpaceTaken)
    assert _stands(booked) == before


def test_a_meeting_moves_over_its_own_times_and_into_a_part_of_its_own_room(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    _change(anna, booked, spans=(given.a_span(starts="12:00", ends="20:00"),))
    made = _change(anna, booked, space="beurszaal-zuid", delegates=20)

    assert _stands(booked) == _wanted(made)
    assert [change.version for change in sales.booking(booked, actor=anna, now=given.NOW).changes] == [2, 3]


def test_who_waits_for_what_became_free_moves_up(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna, delegates=20)
    with pytest.raises(SpaceTaken):
        given.an_option(bram, space="beurszaal-noord", delegates=12, may_wait=True)
    option = given.an_option(bram, space="kleine-zaal", delegates=12)
    carla = given.a_booker("carla@example.org")
    waiting = given.an_option(carla, space="kleine-zaal", delegates=10, may_wait=True)
    options.let_go(actor=bram, option=option, now=given.NOW)
    taken = bookings.confirm_option(actor=carla, option=waiting, now=given.NOW)
    behind = given.an_option(bram, space="beurszaal-noord", delegates=12, spans=(given.a_span(NEXT_DAY),))
    third = given.an_option(
        carla, space="beurszaal-noord", delegates=10, spans=(given.a_span(NEXT_DAY),), may_wait=True
    )
    moving = bookings.confirm_option(actor=bram, option=behind, now=given.NOW)

    _change(bram, moving, spans=(given.a_span(NEXT_DAY + timedelta(days=1)),))

    assert sales.option(third, actor=carla, now=given.NOW).stage is Stage.HELD
    assert {booked, taken, moving, third} == set(Entry.objects.values_list("reference", flat=True))


def test_only_the_customer_changes_a_booking(anna: Actor, bram: Actor):
    booked = given.a_confirmed_booking(anna)
    desk, operator = given.a_hotel_member(), given.an_operator()
    reader = Actor(Role.BOOKER, "reader", anna.person_id, scopes=frozenset({Scope.READ}))

    for actor, refusal in (
        (bram, BookingUnknown),
        (desk, NotAllowed),
        (operator, NotAllowed),
        (SYSTEM, NotAllowed),
        (reader, ScopeMissing),
    ):
        with pytest.raises(refusal):
            _change(actor, booked, delegates=31)

    assert not BookingChange.objects.exists()


def test_what_is_booked_already_and_too_many_people_are_refused(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(NothingChanged):
        _change(anna, booked)
    with pytest.raises(DoesNotFit):
        _change(anna, booked, delegates=81)

    assert Quote.objects.count() == 1


def test_a_booking_that_was_cancelled_or_has_begun_is_not_changed(anna: Actor):
    begun, cancelled = (
        given.a_confirmed_booking(anna),
        given.a_confirmed_booking(anna, space="kleine-zaal", delegates=9),
    )
    bookings.cancel(actor=anna, booking=cancelled, now=given.NOW)

    with pytest.raises(BookingCancelled):
        _change(anna, cancelled, delegates=10)
    with pytest.raises(BookingStarted):
        _change(anna, begun, delegates=10, now=datetime(2027, 4, 15, 7, tzinfo=UTC))


def test_another_price_or_fee_than_was_shown_is_refused_and_changes_nothing(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    wanted = Wanted(space="kleine-zaal", delegates=12)

    with pytest.raises(PriceChanged) as price:
        changes.change(actor=anna, booking=booked, wanted=wanted, now=given.NOW, expected_total=_euro(299))
    with pytest.raises(ChangeFeeChanged) as fee:
        changes.change(actor=anna, booking=booked, wanted=wanted, now=THIRTY_PERCENT, expected_fee=_euro(0))

    assert price.value.facts["price"] == _euro(300)
    assert fee.value.facts["fee"] == _euro(120)
    assert Quote.objects.count() == 1


def test_beyond_the_limits_of_instant_confirmation_the_hotel_is_named(anna: Actor):
    given.a_venue(max_instant_delegates=40)
    booked = given.a_confirmed_booking(anna)

    shown = changes.preview(actor=anna, booking=booked, wanted=Wanted(delegates=41), now=given.NOW)
    with pytest.raises(ChangeNotInstant) as refused:
        _change(anna, booked, delegates=41)

    assert isinstance(shown.obstacle, ChangeNotInstant)
    assert refused.value.facts["rule"] == "too_many_delegates"
    assert "+31201234567" in refused.value.facts["contact"]


def test_a_cut_off_of_the_hotel_ends_what_customers_change_themselves(anna: Actor):
    _with_cutoffs(Cutoff(ChangeKind.DELEGATES, 2, BoundUnit.DAYS), Cutoff(ChangeKind.EXTRAS, 2, BoundUnit.HOURS))
    booked = given.a_confirmed_booking(anna)
    bound = datetime(2027, 4, 13, 7, tzinfo=UTC)

    changes.preview(actor=anna, booking=booked, wanted=Wanted(delegates=31), now=bound)
    with pytest.raises(CutoffPassed) as refused:
        _change(anna, booked, delegates=31, now=bound + timedelta(seconds=1))
    _change(anna, booked, extras=(("flipchart", 1),), now=datetime(2027, 4, 15, 4, 59, tzinfo=UTC))

    assert refused.value.facts["kind"] is ChangeKind.DELEGATES


def test_the_quote_of_before_is_no_longer_on_offer_but_still_leads_to_its_booking(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    first = Booking.objects.get().quote.reference
    _change(anna, booked, delegates=31)

    again = bookings.confirm(actor=anna, quote=first, now=given.NOW)
    with pytest.raises(QuoteUsed):
        options.place(actor=anna, quote=first, now=given.NOW)

    old = sales.quote(first, actor=anna, now=given.NOW)
    assert (again, Booking.objects.count()) == (booked, 1)
    assert (old.stage, old.booking_reference, old.can_hold, old.can_book) == (Stage.REPLACED, booked, False, False)
    assert [one.sale.reference for one in agenda.overview(actor=anna, now=given.NOW).rows] == [booked]


def test_an_option_that_became_a_changed_booking_stays_confirmed(anna: Actor):
    option = given.an_option(anna)
    booked = bookings.confirm_option(actor=anna, option=option, now=given.NOW)
    _change(anna, booked, delegates=31)

    told = sales.option(option, actor=anna, now=given.NOW)

    assert (told.stage, told.quote.booking_reference) == (Stage.CONFIRMED, booked)
    assert bookings.confirm_option(actor=anna, option=option, now=given.NOW) == booked


def test_the_same_key_makes_one_change(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    wanted = Wanted(delegates=31)

    made = [changes.change(actor=anna, booking=booked, wanted=wanted, now=given.NOW, key="k") for _ in range(2)]

    assert made[0] == made[1]
    assert BookingChange.objects.count() == 1


def test_days_that_fall_away_are_told_by_themselves(anna: Actor):
    booked = given.a_confirmed_booking(anna, spans=(given.a_span(), given.a_span(NEXT_DAY)))

    _change(anna, booked, spans=(given.a_span(),))

    jobs = [job.args["fact_id"] for job in ProcrastinateJob.objects.filter(task_name="tell").order_by("pk")]
    assert [Fact.objects.get(pk=number).kind for number in jobs] == [
        "BookingConfirmed",
        "BookingChanged",
        "BookingDaysDropped",
    ]
    assert len(set(ProcrastinateJob.objects.filter(task_name="tell").values_list("lock", flat=True))) == 1


def _change(actor: Actor, booked: str, *, now: datetime = given.NOW, **wish: object) -> str:
    return changes.change(actor=actor, booking=booked, wanted=Wanted(**wish), now=now)


def _stands(booked: str) -> set[tuple[int, datetime, datetime]]:
    entries = Entry.objects.filter(reference=booked)
    return {(entry.section_id, entry.during.lower, entry.during.upper) for entry in entries}


def _wanted(quote: str) -> set[tuple[int, datetime, datetime]]:
    slots = QuoteSlot.objects.filter(quote__reference=quote)
    return {
        (section.pk, slot.blocks_from, slot.blocks_until) for slot in slots for section in slot.space.sections.all()
    }


def _euro(amount: int | str) -> Money:
    return Money(Decimal(amount), "EUR")


def _under_uvh() -> None:
    plan = given.damrak()
    rates = replace(
        plan.rates,
        packages=(given.a_day_package("8-hours", 200),),
        terms=tuple(TermsPlan(policy, date(2019, 1, 1), None) for policy in (UVH_GROUP, UVH_INDIVIDUALS)),
    )
    _create(replace(plan, rates=rates))


def _with_cutoffs(*cutoffs: Cutoff) -> None:
    plan = given.damrak()
    stated = tuple(CutoffPlan(cutoff, date(2019, 1, 1), None) for cutoff in cutoffs)
    _create(replace(plan, rates=replace(plan.rates, cutoffs=stated)))


def _create(plan: object) -> None:
    venues.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=given.NOW)
