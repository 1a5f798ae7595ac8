"""What people see of quotes, options and bookings: their own and their house's, never anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor, Scope
from zaal.domain.money import Money
from zaal.queries import agenda, sales, venues
from zaal.queries.sales import SaleRow, Stage
from zaal.records.sales.line import BookingUnknown, OptionUnknown, QuoteUnknown
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


def test_everybody_lists_their_own_sales_only_newest_first(anna: Actor, bram: Actor):
    quote = given.a_quote(anna, space="beurszaal-noord")
    option = given.an_option(anna, space="beurszaal-zuid")
    booking = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=9)
    his = given.a_confirmed_booking(bram, venue=given.MARINA, space="straits-room")
    given.a_quote(GUEST)

    assert _references(anna) == [booking, option, quote]
    assert _references(bram) == [his]
    assert _references(GUEST) == []


def test_a_hotel_lists_what_is_held_or_booked_in_its_house_and_its_peoples_own(anna: Actor, bram: Actor):
    given.a_quote(anna, space="beurszaal-noord")
    option = given.an_option(anna, space="beurszaal-zuid")
    given.a_confirmed_booking(bram, venue=given.MARINA, space="straits-room")
    desk = given.a_hotel_member()
    own = given.a_quote(desk, venue=given.MARINA, space="straits-room", spans=(_another_day(),))

    assert _references(desk) == [own, option]


def test_the_operator_lists_every_sale_but_nobodys_bare_quotes(anna: Actor, bram: Actor):
    given.a_quote(anna)
    option = given.an_option(anna)
    his = given.a_confirmed_booking(bram, venue=given.MARINA, space="straits-room")

    assert _references(given.an_operator()) == [his, option]


def test_the_bookings_are_those_of_the_actor(anna: Actor, bram: Actor):
    given.an_option(anna, space="beurszaal-zuid")
    booking = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=9)
    his = given.a_confirmed_booking(bram, venue=given.MARINA, space="straits-room")

    def listed(actor: Actor) -> list[str]:
        return [row.reference for row in sales.bookings(actor=actor, now=given.NOW).rows]

    assert listed(anna) == [booking]
    assert listed(given.a_hotel_member()) == [booking]
    assert listed(given.a_hotel_member(given.MARINA)) == [his]
    assert listed(given.an_operator()) == [his, booking]
    assert listed(GUEST) == []


def test_a_sale_is_found_by_its_customer_its_house_the_operator_and_the_jobs(anna: Actor, bram: Actor):
    option = given.an_option(anna)
    booking = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=9)
    quote = sales.option(option, actor=anna, now=given.NOW).quote.reference
    given.a_venue(given.MARINA)

    for actor in (anna, given.a_hotel_member(), given.an_operator(), SYSTEM):
        assert sales.quote(quote, actor=actor, now=given.NOW).reference == quote
        assert sales.option(option, actor=actor, now=given.NOW).reference == option
        assert sales.booking(booking, actor=actor, now=given.NOW).reference == booking
        assert sales.cancellation(booking, actor=actor, now=given.NOW).now.fee.amount == 0
    for stranger in (bram, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(QuoteUnknown):
            sales.quote(quote, actor=stranger, now=given.NOW)
        with pytest.raises(OptionUnknown):
            sales.option(option, actor=stranger, now=given.NOW)
        for look in (sales.booking, sales.cancellation):
            with pytest.raises(BookingUnknown):
                look(booking, actor=stranger, now=given.NOW)


def test_the_stage_follows_the_sale_down(anna: Actor):
    quote = given.a_quote(anna)
    stages = [_stage(quote, anna)]
    option = options.place(actor=anna, quote=quote, now=given.NOW)
    stages.append(_stage(quote, anna))
    booking = bookings.confirm_option(actor=anna, option=option, now=given.NOW)
    stages.append(_stage(quote, anna))
    bookings.cancel(actor=anna, booking=booking, now=given.NOW)
    stages.append(_stage(quote, anna))

    assert stages == [Stage.QUOTED, Stage.HELD, Stage.CONFIRMED, Stage.CANCELLED]


def test_what_has_lapsed_is_told_so_before_the_job_comes_by(anna: Actor):
    option, quote = given.an_option(anna), given.a_quote(anna, space="kleine-zaal", delegates=9)
    release_at = sales.option(option, actor=anna, now=given.NOW).release_at
    valid_until = sales.quote(quote, actor=anna, now=given.NOW).valid_until

    lapsed = sales.option(option, actor=anna, now=release_at)

    assert (lapsed.stage, lapsed.can_book, lapsed.can_release) == (Stage.EXPIRED, False, False)
    assert sales.quote(quote, actor=anna, now=valid_until).stage == Stage.QUOTE_EXPIRED


def test_only_what_may_be_done_is_offered(anna: Actor):
    quote = given.a_quote(anna)
    reader = replace(anna, scopes=frozenset({Scope.READ}))

    def may_hold(actor: Actor) -> bool:
        return sales.quote(quote, actor=actor, now=given.NOW).can_hold

    assert may_hold(anna)
    assert not may_hold(reader)
    assert not may_hold(given.a_hotel_member())
    assert not may_hold(given.an_operator())


def test_a_guest_is_shown_the_way_to_holding(anna: Actor):
    quote = given.a_quote(GUEST)

    assert all(sales.quote(quote, actor=actor, now=given.NOW).can_hold for actor in (GUEST, anna))


def test_the_customer_asks_and_the_hotel_confirms_what_does_not_confirm_at_once(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)
    desk = given.a_hotel_member()

    def ways(actor: Actor) -> tuple[bool, bool, bool]:
        told = sales.option(option, actor=actor, now=given.NOW)
        return told.can_book, told.can_ask, told.can_confirm

    before = ways(anna), ways(desk)
    bookings.ask(actor=anna, option=option, now=given.NOW)
    after = ways(anna), ways(desk)

    assert before == ((False, True, False), (False, False, False))
    assert after == ((False, False, False), (False, False, True))


def test_the_hotel_is_not_offered_to_book_what_confirms_at_once_for_the_customer(anna: Actor):
    option = given.an_option(anna)

    hers, theirs = (sales.option(option, actor=actor, now=given.NOW) for actor in (anna, given.a_hotel_member()))

    assert (hers.can_book, hers.can_ask) == (True, False)
    assert (theirs.can_book, theirs.can_confirm) == (False, False)


def test_pages_hold_every_sale_once(anna: Actor):
    made = [given.a_confirmed_booking(anna, spans=(_another_day(days),)) for days in (0, 1, 4, 5, 6)]

    seen: list[str] = []
    after = None
    for _ in range(3):
        page = sales.bookings(actor=anna, now=given.NOW, after=after, most=2)
        seen.extend(row.reference for row in page.rows)
        after = page.next

    assert (seen, after) == (made[::-1], None)


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 18, "9" * 19, "9" * 5000, "٣٣٣٣٣٣٣٣٣٣", "\x00"])
def test_a_cursor_nobody_gave_is_no_error(anna: Actor, after: str):
    booking = given.a_confirmed_booking(anna)

    found = sales.bookings(actor=anna, now=given.NOW, after=after).rows

    assert [row.reference for row in found] == [booking]


def test_a_list_costs_the_same_statements_with_one_row_and_with_three(anna: Actor):
    given.a_confirmed_booking(anna)
    with CaptureQueriesContext(connection) as one:
        assert len(sales.bookings(actor=anna, now=given.NOW).rows) == 1
    for days in (1, 2):
        given.a_confirmed_booking(anna, spans=(_another_day(days), _another_day(days + 7)))
    with CaptureQueriesContext(connection) as three:
        assert len(sales.bookings(actor=anna, now=given.NOW).rows) == 3

    assert len(one) == len(three) == 2


def test_one_sale_costs_the_same_statements_whatever_its_days(anna: Actor):
    one_day = given.a_confirmed_booking(anna)
    days = tuple(_another_day(number) for number in range(1, 6))
    five_days = given.a_confirmed_booking(anna, spans=days)

    with CaptureQueriesContext(connection) as few:
        sales.booking(one_day, actor=anna, now=given.NOW)
    with CaptureQueriesContext(connection) as many:
        sales.booking(five_days, actor=anna, now=given.NOW)

    assert len(few) == len(many)


def test_a_row_tells_the_meeting_in_the_venues_own_money_and_zone(anna: Actor):
    given.a_confirmed_booking(
        anna, venue=given.MARINA, space="straits-room", spans=(given.a_span(), _another_day()), title="Raad"
    )

    (row,) = _rows(anna)

    assert (row.kind, row.title, row.days, row.time_zone) == ("booking", "Raad", 2, "Asia/Singapore")
    assert row.gross == Money(Decimal("2398.00"), "SGD")


@pytest.mark.parametrize("slug", ["\x00", "hotel-damrak\x00\x00x", "x" * 10_000, ""])
def test_an_address_nobody_has_is_no_venue(slug: str):
    given.a_venue()

    with pytest.raises(venues.VenueUnknown):
        venues.venue(slug, now=given.NOW)


def _another_day(days: int = 1) -> given.LocalSpan:
    return given.a_span(given.MEETING_DAY + timedelta(days=days))


def _stage(quote: str, actor: Actor) -> Stage:
    return sales.quote(quote, actor=actor, now=given.NOW).stage


def _rows(actor: Actor) -> Sequence[SaleRow]:
    return [one.sale for one in agenda.overview(actor=actor, now=given.NOW).rows]


def _references(actor: Actor) -> list[str]:
    return [row.reference for row in _rows(actor)]
