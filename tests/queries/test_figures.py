"""A house's figures: what its own sales come to, told to its own people alone, at one cost for any size."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.actors import GUEST, Actor
from zaal.domain.changes import Wanted
from zaal.domain.closures import closed_period
from zaal.domain.diary import SpaceTaken
from zaal.domain.figures import DaypartCode, TooManyDays
from zaal.domain.money import Money
from zaal.domain.permissions import SignInNeeded
from zaal.domain.pricing import Basis
from zaal.domain.sales import QuoteExpired
from zaal.domain.turnover import Kind, Sold, parted
from zaal.queries import figures
from zaal.queries.venues import VenueUnknown
from zaal.records.logbook.models import RefusalCount
from zaal.records.sales.models import Booking, Cancellation
from zaal.records.sales.snapshots import read_price
from zaal.usecases import bookings, changes, options, venues

if TYPE_CHECKING:
    from zaal.queries.figures import Figures
    from zaal.queries.figures.use import RoomUse

pytestmark = pytest.mark.django_db

DAY = given.MEETING_DAY
NEXT_DAY = DAY + timedelta(days=1)
MORNING, AFTERNOON, EVENING = DaypartCode


@pytest.fixture
def member() -> Actor:
    return given.a_hotel_member()


def told(
    actor: Actor | None = None,
    *,
    first: date = DAY,
    last: date = DAY,
    now: datetime = given.NOW,
    house: str = given.DAMRAK,
) -> Figures:
    given.a_venue(house)
    return figures.figures(house, actor=actor or given.a_hotel_member(house), first=first, last=last, now=now)


def rooms(found: Figures) -> dict[str, RoomUse]:
    return {room.name: room for room in found.use.rooms}


def test_whole_hall_counts_in_each_of_its_sections() -> None:
    given.a_confirmed_booking(spans=(given.a_span(DAY, "09:00", "17:00"),))

    found = rooms(told())

    assert {name: (room.hall, room.whole.booked) for name, room in found.items()} == {
        "Beurszaal Noord": ("Beurszaal", 8 * 60),
        "Beurszaal Zuid": ("Beurszaal", 8 * 60),
        "Kleine Zaal": ("", 0),
    }


def test_use_is_told_by_room_weekday_and_daypart() -> None:
    given.a_confirmed_booking(space="beurszaal-noord", spans=(given.a_span(DAY, "13:00", "17:00"),))

    use = told().use

    # Open from 7 to 23; the house's own afternoon is from 13 to 17.
    assert rooms(told())["Beurszaal Noord"].parts[AFTERNOON].percent == Decimal("100.0")
    assert use.weekdays[DAY.weekday()][AFTERNOON].percent == Decimal("33.3")
    assert (use.whole.open, use.whole.booked) == (3 * 16 * 60, 4 * 60)
    assert (use.afternoon, use.evening) == (13 * 60, 17 * 60)


def test_first_option_holds_and_waiting_one_takes_nothing() -> None:
    given.an_option(space="kleine-zaal", delegates=10)
    given.an_option(given.a_booker(given.BRAM), may_wait=True, space="kleine-zaal", delegates=10)

    whole = rooms(told())["Kleine Zaal"].whole

    assert (whole.booked, whole.held) == (0, 8 * 60)


def test_cancelled_meeting_is_no_use_and_no_turnover() -> None:
    booking = given.a_confirmed_booking()
    bookings.cancel(actor=given.a_booker(), booking=booking, now=given.NOW)

    found = told()

    assert (found.use.whole.booked, found.turnover.bookings, found.leads.number) == (0, 0, 0)


def test_fee_of_a_cancelled_meeting_is_told_apart() -> None:
    booking = given.a_confirmed_booking()
    bookings.cancel(actor=given.a_booker(), booking=booking, now=datetime(2027, 4, 14, 9, tzinfo=UTC))
    fee = Cancellation.objects.get().fee

    found = told().turnover

    assert fee > 0
    assert (found.cancelled.number, found.cancelled.gross) == (1, Money(fee, "EUR"))
    assert found.whole.gross == Money(Decimal(0), "EUR")


def test_fee_for_a_smaller_meeting_is_told_apart() -> None:
    booking = given.a_confirmed_booking(delegates=40, basis=Basis.PACKAGE)
    late = datetime(2027, 4, 1, 9, tzinfo=UTC)
    wanted = Wanted(delegates=20)
    seen = changes.preview(actor=given.a_booker(), booking=booking, wanted=wanted, now=late)
    changes.change(
        actor=given.a_booker(),
        booking=booking,
        wanted=wanted,
        expected_total=seen.after.price.gross,
        expected_fee=seen.fee,
        now=late,
    )

    found = told().turnover

    assert seen.fee.amount > 0
    assert (found.reduced.number, found.reduced.gross) == (1, seen.fee)
    assert found.whole.gross == seen.after.price.gross


def test_turnover_is_the_sum_of_the_bookings_totals_to_the_cent() -> None:
    for offset, delegates in enumerate((7, 13, 19, 23)):
        day = DAY + timedelta(days=offset * 10)
        given.a_confirmed_booking(
            spans=(given.a_span(day, "09:00", "17:00"),),
            delegates=delegates,
            basis=Basis.PACKAGE if offset % 2 else Basis.HIRE,
            extras=(("flipchart", 3),),
        )
    prices = [read_price(booking.quote.price) for booking in Booking.objects.select_related("quote")]

    found = told(last=DAY + timedelta(days=60)).turnover

    assert found.whole.gross.amount == sum(price.gross.amount for price in prices)
    assert found.whole.net.amount == sum(price.net.amount for price in prices)
    assert found.whole.gross.amount == sum(one.gross.amount for one in found.kinds.values())
    assert found.whole.net.amount == sum(one.net.amount for one in found.by_month.values())
    assert list(found.kinds) == [Kind(Sold.EXTRAS), Kind(Sold.HIRE), Kind(Sold.PACKAGE, "8-hours")]
    assert found.kinds[Kind(Sold.EXTRAS)].gross == Money(Decimal("300.00"), "EUR")
    assert list(found.months) == [date(2027, 4, 1), date(2027, 5, 1)]


def test_prices_with_service_charge_are_parted_to_the_cent_too() -> None:
    given.a_confirmed_booking(
        venue=given.MARINA, space="straits-room", delegates=17, basis=Basis.PACKAGE, extras=(("flipchart", 3),)
    )
    price = read_price(Booking.objects.get().quote.price)

    found = told(house=given.MARINA).turnover

    assert (found.whole.net, found.whole.gross) == (price.net, price.gross)
    assert found.kinds[Kind(Sold.PACKAGE, "8-hours")].net > Money(Decimal(17 * 120), "SGD")


def test_older_sale_without_tax_in_its_lines_is_parted_by_its_amounts() -> None:
    given.a_confirmed_booking(basis=Basis.PACKAGE, extras=(("flipchart", 3),))
    price = read_price(Booking.objects.get().quote.price)
    older = replace(
        price,
        lines=tuple(
            replace(line, parts=tuple(replace(part, tax="", percent=None) for part in line.parts))
            for line in price.lines
        ),
    )

    found = parted(older)

    assert sum(one.gross.amount for one in found.values()) == price.gross.amount
    assert set(found) == {Kind(Sold.PACKAGE, "8-hours"), Kind(Sold.EXTRAS)}


def test_lead_time_runs_from_the_day_of_booking_to_that_of_the_meeting() -> None:
    given.a_confirmed_booking()

    found = told().leads

    assert (found.number, found.median_days) == (1, Decimal((DAY - given.NOW.date()).days))


def test_options_are_told_by_how_they_ended() -> None:
    won = given.an_option(space="kleine-zaal", delegates=10)
    bookings.confirm_option(actor=given.a_booker(), option=won, now=given.NOW)
    let_go = given.an_option(space="beurszaal-noord")
    options.let_go(actor=given.a_booker(), option=let_go, now=given.NOW)
    given.an_option(space="beurszaal-zuid")

    whole = told().options.whole

    assert whole.outcomes == {"confirmed": 1, "released": 1, "open": 1}
    assert (whole.placed, whole.ended, whole.win_percent) == (3, 2, None)


def test_option_past_its_moment_is_lapsed_before_anybody_wrote_that_down() -> None:
    given.an_option()

    found = told(now=given.NOW + timedelta(days=30))

    assert found.options.whole.outcomes == {"expired": 1}


def test_option_that_moved_up_counts_at_the_rank_it_began_at() -> None:
    first = given.an_option()
    given.an_option(given.a_booker(given.BRAM), may_wait=True)
    options.let_go(actor=given.a_booker(), option=first, now=given.NOW)

    ranks = told().options.ranks

    assert [(one.rank, one.outcomes) for one in ranks] == [(1, {"released": 1}), (2, {"open": 1})]


def test_refusals_are_counted_by_reason_and_day() -> None:
    given.a_confirmed_booking()
    for _ in range(2):
        with pytest.raises(SpaceTaken):
            given.a_quote(given.a_booker(given.BRAM))
    old = given.a_quote(given.a_booker(given.BRAM), space="kleine-zaal", delegates=10)
    with pytest.raises(QuoteExpired):
        options.place(actor=given.a_booker(given.BRAM), quote=old, now=given.NOW + timedelta(days=20), until=None)

    found = told(first=given.NOW.date(), last=DAY)

    assert found.refusals == (("space_taken", 2), ("quote_expired", 1))
    assert told(first=given.NOW.date(), last=given.NOW.date()).refusals == (("space_taken", 2),)


def test_what_is_not_there_or_not_theirs_is_not_counted() -> None:
    quote = given.a_quote(given.a_booker())

    with pytest.raises(SignInNeeded):
        options.place(actor=GUEST, quote=given.a_quote(GUEST), now=given.NOW)
    with pytest.raises(Exception, match="quote_unknown"):
        options.place(actor=given.a_booker(given.BRAM), quote=quote, now=given.NOW)

    assert not RefusalCount.objects.exists()


def test_other_days_and_other_houses_are_not_in_it() -> None:
    given.a_confirmed_booking(spans=(given.a_span(NEXT_DAY, "09:00", "17:00"),))
    given.an_option(spans=(given.a_span(NEXT_DAY, "18:00", "22:00"),))
    given.a_confirmed_booking(venue=given.MARINA, space="straits-room")
    given.an_option(
        given.a_booker(given.BRAM),
        venue=given.MARINA,
        space="straits-room",
        may_wait=True,
        spans=(given.a_span(DAY, "18:00", "22:00"),),
    )

    found = told()

    assert (found.use.whole.booked, found.use.whole.held) == (0, 0)
    assert (found.turnover.bookings, found.leads.number, found.options.whole.placed) == (0, 0, 0)
    assert found.refusals == ()


def test_closed_room_and_another_calendar_are_seen_in_the_use() -> None:
    member = given.a_hotel_member()
    span = given.a_span(DAY, "07:00", "13:00")
    venues.close(
        actor=member,
        venue_slug=given.DAMRAK,
        space_slug="kleine-zaal",
        period=closed_period(span.starts, span.ends, "Europe/Amsterdam"),
        reason="Painting",
        now=given.NOW,
    )

    whole = rooms(told())["Kleine Zaal"]

    assert (whole.parts[MORNING].open, whole.parts[MORNING].percent) == (0, None)
    assert whole.whole.open == 10 * 60


def test_guest_is_asked_to_sign_in() -> None:
    with pytest.raises(SignInNeeded):
        told(GUEST)


@pytest.mark.parametrize("who", ["booker", "neighbour"])
def test_nobody_else_sees_that_there_are_figures(who: str) -> None:
    given.a_confirmed_booking()
    somebody = given.a_booker(given.BRAM) if who == "booker" else given.a_hotel_member(given.MARINA)

    with pytest.raises(VenueUnknown):
        told(somebody)


def test_unknown_house_is_refused_as_unknown(member: Actor) -> None:
    with pytest.raises(VenueUnknown):
        figures.figures("nowhere\x00", actor=member, first=DAY, last=DAY, now=given.NOW)


def test_more_than_two_years_are_refused() -> None:
    with pytest.raises(TooManyDays):
        told(last=DAY + timedelta(days=731))


def test_empty_house_has_figures_of_nothing() -> None:
    found = told()

    assert (found.use.whole.percent, found.turnover.whole.gross) == (Decimal("0.0"), Money(Decimal(0), "EUR"))
    assert (found.leads.median_days, found.options.whole.placed, found.options.ranks) == (None, 0, ())


@pytest.mark.parametrize("number", [1, 60])
def test_figures_cost_the_same_for_one_room_and_for_sixty(number: int) -> None:
    plan = given.damrak()
    names = [f"Room {one}" for one in range(1, number + 1)]
    spaces = tuple(given.a_room(name, (name,), most=30, hire_a_day=100) for name in names)
    plan = replace(
        plan,
        facts=replace(plan.facts, slug="large", name="Large"),
        rooms=replace(plan.rooms, sections=tuple(names), spaces=spaces),
    )
    venues.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=given.NOW)
    for name in names[:3]:
        given.a_confirmed_booking(venue="large", space=name.lower().replace(" ", "-"))
    member = given.a_hotel_member("large")

    with CaptureQueriesContext(connection) as asked:
        found = figures.figures("large", actor=member, first=DAY, last=NEXT_DAY, now=given.NOW)

    assert (len(found.use.rooms), found.turnover.bookings) == (number, min(number, 3))
    assert len(asked) == 13
