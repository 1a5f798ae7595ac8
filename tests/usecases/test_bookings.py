"""Booking what was quoted or held, and calling it off: who may, when, and at which fee."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor, Role, Scope
from zaal.domain.bookings import ConfirmsAtOnce, NotAsked, NotInstant, StartsInPast
from zaal.domain.diary import SpaceTaken
from zaal.domain.money import AmountNotFinite, Money
from zaal.domain.options import OptionExpired
from zaal.domain.permissions import ScopeMissing, SignInNeeded
from zaal.domain.refusals import NotAllowed
from zaal.domain.sales import (
    BookingCancelled,
    BookingStarted,
    FeeChanged,
    OptionEnded,
    OptionWaits,
    QuoteExpired,
    ReplayMismatch,
)
from zaal.queries import sales
from zaal.queries.sales import Stage
from zaal.records.diary.models import Entry
from zaal.records.listing import board
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import BookingUnknown, OptionUnknown, QuoteUnknown
from zaal.records.sales.models import Booking, Cancellation, Option
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

STARTS_AT = datetime(2027, 4, 15, 7, tzinfo=UTC)
# Hotel Damrak's terms: four, three and two weeks and 48 hours; the first three over the spring night.
FOUR_WEEKS = datetime(2027, 3, 18, 8, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


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


def test_a_quote_is_booked_at_once(anna: Actor):
    quote = given.a_quote(anna)

    reference = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    kept = sales.booking(reference, actor=anna, now=given.NOW)
    assert (kept.stage, kept.quote.reference, kept.option_reference) == (Stage.CONFIRMED, quote, None)
    assert set(Entry.objects.values_list("reference", "kind", "blocking")) == {(reference, "booking", True)}
    assert [happened.kind for happened in kept.history] == ["QuoteMade", "BookingConfirmed"]
    assert _told(reference) == ["BookingConfirmed"]


def test_an_option_is_booked_by_its_own_reference_or_by_its_quotes(anna: Actor):
    quote = given.a_quote(anna)
    held = options.place(actor=anna, quote=quote, now=given.NOW)

    by_option = bookings.confirm_option(actor=anna, option=held, now=given.NOW)
    by_quote = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    assert by_option == by_quote
    assert Booking.objects.get().option == Option.objects.get()
    assert set(Entry.objects.values_list("reference", "kind")) == {(by_option, "booking")}
    assert _told(by_option) == ["BookingConfirmed"]


def test_a_guest_is_asked_to_sign_in():
    quote = given.a_quote(GUEST)

    with pytest.raises(SignInNeeded):
        bookings.confirm(actor=GUEST, quote=quote, now=given.NOW)

    assert not Entry.objects.exists()


def test_a_guests_quote_becomes_the_booking_of_who_takes_it_up(anna: Actor):
    quote = given.a_quote(GUEST)

    reference = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    assert sales.booking(reference, actor=anna, now=given.NOW).person_email == given.ANNA


def test_a_token_that_may_only_read_books_and_cancels_nothing(anna: Actor):
    quote, booked = given.a_quote(anna, space="kleine-zaal", delegates=9), given.a_confirmed_booking(anna)
    reader = Actor(Role.BOOKER, "reader", anna.person_id, scopes=frozenset({Scope.READ}))

    with pytest.raises(ScopeMissing):
        bookings.confirm(actor=reader, quote=quote, now=given.NOW)
    with pytest.raises(ScopeMissing):
        bookings.cancel(actor=reader, booking=booked, now=given.NOW)

    assert Booking.objects.count() == 1


def test_what_belongs_to_others_is_unknown(anna: Actor, bram: Actor):
    quote = given.a_quote(anna, space="kleine-zaal", delegates=9)
    option, booked = (
        given.an_option(anna, space="beurszaal-noord"),
        given.a_confirmed_booking(anna, space="beurszaal-zuid"),
    )
    given.a_venue(given.MARINA)

    for stranger in (bram, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(QuoteUnknown):
            bookings.confirm(actor=stranger, quote=quote, now=given.NOW)
        with pytest.raises(OptionUnknown):
            bookings.confirm_option(actor=stranger, option=option, now=given.NOW)
        with pytest.raises(OptionUnknown):
            bookings.ask(actor=stranger, option=option, now=given.NOW)
        with pytest.raises(BookingUnknown):
            bookings.cancel(actor=stranger, booking=booked, now=given.NOW)

    assert Booking.objects.count() == 1
    assert not Cancellation.objects.exists()


def test_the_hotel_books_by_hand_what_does_not_confirm_at_once_for_the_customer(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)

    with pytest.raises(NotInstant):
        bookings.confirm_option(actor=anna, option=option, now=given.NOW)
    bookings.ask(actor=anna, option=option, now=given.NOW)
    reference = bookings.confirm_option(actor=given.a_hotel_member(), option=option, now=given.NOW)

    assert sales.booking(reference, actor=anna, now=given.NOW).person_email == given.ANNA
    assert _told(reference) == ["BookingConfirmed"]


def test_the_operator_books_and_cancels_for_anybody(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)
    operator = given.an_operator()
    bookings.ask(actor=anna, option=option, now=given.NOW)

    reference = bookings.confirm_option(actor=operator, option=option, now=given.NOW)
    bookings.cancel(actor=operator, booking=reference, now=given.NOW)

    assert sales.booking(reference, actor=anna, now=given.NOW).stage == Stage.CANCELLED


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"instant": False}, "hand_only"),
        ({"min_lead_hours": 24 * 60}, "lead_time_short"),
        ({"max_lead_days": 30}, "lead_time_long"),
        ({"max_instant_delegates": 29}, "too_many_delegates"),
        ({"max_instant_value": Decimal("699.99")}, "value_too_high"),
    ],
)
def test_beyond_its_limits_the_hotel_confirms_by_hand_and_says_which(anna: Actor, limits: dict[str, object], rule: str):
    given.a_venue(**limits)
    quote = given.a_quote(anna)

    with pytest.raises(NotInstant) as refused:
        bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    assert refused.value.facts["rule"] == rule
    assert not Entry.objects.exists()
    option = options.place(actor=anna, quote=quote, now=given.NOW)
    assert bookings.ask(actor=anna, option=option, now=given.NOW) == option
    assert bookings.confirm(actor=given.a_hotel_member(), quote=quote, now=given.NOW)


@pytest.mark.parametrize("instant", [True, False])
def test_nobody_is_bound_by_the_hotel_before_they_asked(anna: Actor, instant: bool):  # noqa: FBT001 - a parameter
    given.a_venue(instant=instant)
    bare, option = given.a_quote(anna, space="kleine-zaal", delegates=9), given.an_option(anna)

    for other_side in (given.a_hotel_member(), given.an_operator()):
        with pytest.raises(NotAsked):
            bookings.confirm(actor=other_side, quote=bare, now=given.NOW)
        with pytest.raises(NotAsked):
            bookings.confirm_option(actor=other_side, option=option, now=given.NOW)

    assert not Booking.objects.exists()


def test_asking_tells_the_hotel_and_keeps_the_room_held(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)

    bookings.ask(actor=anna, option=option, now=given.NOW)

    kept = sales.option(option, actor=anna, now=given.NOW)
    assert (kept.stage, kept.asked_at, kept.can_ask) == (Stage.HELD, given.NOW, False)
    assert [happened.kind for happened in kept.history] == ["QuoteMade", "OptionPlaced", "BookingAsked"]
    assert _told(option) == ["OptionPlaced", "BookingAsked"]
    assert not Booking.objects.exists()


def test_asking_twice_is_asking_once_also_when_it_has_been_booked(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)

    bookings.ask(actor=anna, option=option, now=given.NOW, key="one")
    bookings.ask(actor=anna, option=option, now=given.NOW)
    bookings.confirm_option(actor=given.a_hotel_member(), option=option, now=given.NOW)
    bookings.ask(actor=anna, option=option, now=given.NOW)

    assert _told(option) == ["OptionPlaced", "BookingAsked"]
    with pytest.raises(ReplayMismatch):
        bookings.ask(
            actor=anna, option=given.an_option(anna, space="kleine-zaal", delegates=9), now=given.NOW, key="one"
        )


def test_only_the_customer_asks(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)
    reader = Actor(Role.BOOKER, "reader", anna.person_id, scopes=frozenset({Scope.READ}))

    for other_side in (given.a_hotel_member(), given.an_operator(), SYSTEM):
        with pytest.raises(NotAllowed):
            bookings.ask(actor=other_side, option=option, now=given.NOW)
    with pytest.raises(ScopeMissing):
        bookings.ask(actor=reader, option=option, now=given.NOW)

    assert sales.option(option, actor=anna, now=given.NOW).asked_at is None


def test_what_confirms_at_once_is_not_asked(anna: Actor):
    option = given.an_option(anna)

    with pytest.raises(ConfirmsAtOnce):
        bookings.ask(actor=anna, option=option, now=given.NOW)

    assert _told(option) == ["OptionPlaced"]


def test_only_who_holds_the_room_asks_for_it(anna: Actor, bram: Actor):
    given.a_venue(instant=False)
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    release_at = given.NOW + timedelta(days=7)

    with pytest.raises(OptionWaits):
        bookings.ask(actor=bram, option=second, now=given.NOW)
    with pytest.raises(OptionExpired):
        bookings.ask(actor=anna, option=first, now=release_at)
    with pytest.raises(StartsInPast):
        bookings.ask(actor=anna, option=first, now=STARTS_AT)
    options.let_go(actor=anna, option=first, now=given.NOW)
    with pytest.raises(OptionEnded):
        bookings.ask(actor=anna, option=first, now=given.NOW)

    assert _told(first) == ["OptionPlaced", "OptionReleased"]


def test_what_was_asked_and_then_let_go_binds_nobody(anna: Actor):
    given.a_venue(instant=False)
    option = given.an_option(anna)
    bookings.ask(actor=anna, option=option, now=given.NOW)
    options.let_go(actor=anna, option=option, now=given.NOW)

    with pytest.raises(OptionEnded):
        bookings.confirm_option(actor=given.a_hotel_member(), option=option, now=given.NOW)

    assert not Booking.objects.exists()


def test_who_works_for_the_hotel_asks_for_their_own_meeting_too():
    given.a_venue(instant=False)
    desk = given.a_hotel_member()
    option = given.an_option(desk)

    with pytest.raises(NotAsked):
        bookings.confirm_option(actor=desk, option=option, now=given.NOW)
    bookings.ask(actor=desk, option=option, now=given.NOW)

    assert bookings.confirm_option(actor=desk, option=option, now=given.NOW)


def test_48_hours_ahead_to_the_instant_confirms(anna: Actor):
    lead = STARTS_AT - timedelta(hours=48)
    early, late = given.a_quote(anna, now=lead), given.a_quote(anna, now=lead, space="kleine-zaal", delegates=9)

    assert bookings.confirm(actor=anna, quote=early, now=lead)
    with pytest.raises(NotInstant):
        bookings.confirm(actor=anna, quote=late, now=lead + INSTANT)


def test_not_even_the_hotel_books_what_has_begun(anna: Actor):
    option = given.an_option(anna, now=STARTS_AT - timedelta(days=1))

    with pytest.raises(StartsInPast):
        bookings.confirm_option(actor=given.a_hotel_member(), option=option, now=STARTS_AT)


def test_a_price_no_longer_kept_is_not_booked_but_an_option_on_it_is(anna: Actor):
    expired = given.NOW + timedelta(days=14)
    bare, held = given.a_quote(anna), given.a_quote(anna, space="kleine-zaal", delegates=9)
    option = options.place(actor=anna, quote=held, now=given.NOW, until=expired + timedelta(days=2))

    with pytest.raises(QuoteExpired):
        bookings.confirm(actor=anna, quote=bare, now=expired)

    assert bookings.confirm_option(actor=anna, option=option, now=expired)


def test_t38_an_option_is_booked_until_its_release_moment_and_not_at_it(anna: Actor):
    release_at = given.NOW + timedelta(days=7)
    one, other = given.an_option(anna), given.an_option(anna, space="kleine-zaal", delegates=9)

    assert bookings.confirm_option(actor=anna, option=one, now=release_at - INSTANT)
    with pytest.raises(OptionExpired):
        bookings.confirm_option(actor=anna, option=other, now=release_at)


def test_an_option_that_ended_or_waits_is_not_booked(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True)

    with pytest.raises(OptionWaits) as refused:
        bookings.confirm_option(actor=bram, option=second, now=given.NOW)
    with pytest.raises(OptionWaits):
        bookings.confirm_option(actor=given.a_hotel_member(), option=second, now=given.NOW)
    options.let_go(actor=anna, option=first, now=given.NOW)
    with pytest.raises(OptionEnded):
        bookings.confirm_option(actor=anna, option=first, now=given.NOW)

    assert refused.value.facts["rank"] == 2
    assert not Booking.objects.exists()


def test_the_first_in_line_takes_the_room_from_who_waits(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True)

    bookings.confirm_option(actor=anna, option=first, now=given.NOW)

    assert sales.option(second, actor=bram, now=given.NOW).stage == Stage.WAITING
    with pytest.raises(OptionWaits):
        bookings.confirm_option(actor=bram, option=second, now=given.NOW)


def test_who_waits_is_told_without_a_name_that_the_room_was_booked(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True)
    elsewhere = given.an_option(bram, space="kleine-zaal", delegates=9)

    bookings.confirm_option(actor=anna, option=first, now=given.NOW)

    told = sales.option(second, actor=bram, now=given.NOW).history[-1]
    assert (told.kind, told.actor, told.data) == ("FirstBooked", SYSTEM.label, {"rank": 2})
    assert _told(second) == ["OptionPlaced", "FirstBooked"]
    assert _told(elsewhere) == ["OptionPlaced"]


def test_who_waits_for_the_whole_is_told_when_the_free_half_is_booked_at_once(anna: Actor, bram: Actor):
    given.an_option(anna, space="beurszaal-noord")
    whole = given.an_option(bram, may_wait=True)

    given.a_confirmed_booking(anna, space="beurszaal-zuid")

    assert _told(whole) == ["OptionPlaced", "FirstBooked"]


def test_what_another_holds_or_booked_is_refused_without_a_name(anna: Actor, bram: Actor):
    his = given.a_quote(bram), given.a_quote(bram, space="kleine-zaal", delegates=9)
    given.an_option(anna)
    given.a_confirmed_booking(anna, space="kleine-zaal", delegates=9)

    for quote in his:
        with pytest.raises(SpaceTaken) as refused:
            bookings.confirm(actor=bram, quote=quote, now=given.NOW)
        assert "anna" not in str(refused.value).lower()


def test_of_several_days_none_is_booked_when_one_is_taken(anna: Actor, bram: Actor):
    days = tuple(given.a_span(given.MEETING_DAY + timedelta(days=number)) for number in range(3))
    his = given.a_quote(bram, spans=days)
    given.a_confirmed_booking(anna, spans=days[1:2])

    with pytest.raises(SpaceTaken):
        bookings.confirm(actor=bram, quote=his, now=given.NOW)

    assert Entry.objects.filter(section__name="Noord").count() == 1


def test_booking_twice_is_booking_once(anna: Actor):
    quote = given.a_quote(anna)

    first = bookings.confirm(actor=anna, quote=quote, now=given.NOW, key="one")
    again = bookings.confirm(actor=anna, quote=quote, now=given.NOW)

    assert (first, Booking.objects.count()) == (again, 1)
    assert _told(first) == ["BookingConfirmed"]
    with pytest.raises(ReplayMismatch):
        bookings.confirm(
            actor=anna, quote=given.a_quote(anna, space="kleine-zaal", delegates=9), now=given.NOW, key="one"
        )


def test_a_cancelled_booking_is_not_told_to_stand_again(anna: Actor):
    quote = given.a_quote(anna)
    reference = bookings.confirm(actor=anna, quote=quote, now=given.NOW)
    bookings.cancel(actor=anna, booking=reference, now=given.NOW)

    with pytest.raises(BookingCancelled):
        bookings.confirm(actor=anna, quote=quote, now=given.NOW)


def test_cancelling_frees_the_room_and_lets_the_next_in_line_have_it(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    second = given.an_option(bram, may_wait=True)
    booked = bookings.confirm_option(actor=anna, option=first, now=given.NOW)

    bookings.cancel(actor=anna, booking=booked, now=given.NOW)

    promoted = sales.option(second, actor=bram, now=given.NOW)
    assert (promoted.stage, promoted.rank, promoted.can_book) == (Stage.HELD, 1, True)
    assert set(Entry.objects.values_list("reference", flat=True)) == {second}
    assert promoted.history[-1].actor == SYSTEM.label
    assert _told(booked) == ["BookingConfirmed", "BookingCancelled"]


@pytest.mark.parametrize(
    ("cancelled_at", "percent", "fee"),
    [
        (FOUR_WEEKS, 0, "0.00"),  # 4 weeks before to the instant is still free: "4 weeks or more"
        (FOUR_WEEKS + INSTANT, 30, "210.00"),
        (datetime(2027, 3, 25, 8, tzinfo=UTC), 30, "210.00"),  # three weeks on the wall clock: 503 hours
        (datetime(2027, 3, 25, 8, tzinfo=UTC) + INSTANT, 40, "280.00"),
        (STARTS_AT - timedelta(weeks=2), 40, "280.00"),
        (STARTS_AT - timedelta(hours=48), 50, "350.00"),
        (STARTS_AT - timedelta(hours=48) + INSTANT, 100, "700.00"),
        (STARTS_AT - INSTANT, 100, "700.00"),
    ],
)
def test_the_fee_is_that_of_the_step_the_moment_falls_in(anna: Actor, cancelled_at: datetime, percent: int, fee: str):
    booked = given.a_confirmed_booking(anna)

    shown = sales.cancellation(booked, actor=anna, now=cancelled_at).now
    bookings.cancel(actor=anna, booking=booked, now=cancelled_at, expected_fee=shown.fee)

    kept = Cancellation.objects.get()
    assert (kept.percent, kept.fee, kept.currency) == (percent, Decimal(fee), "EUR")
    assert shown.fee == Money(Decimal(fee), "EUR")


def test_the_terms_are_those_of_the_day_it_was_quoted(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    terms = Booking.objects.get().quote.venue.cancellation_policies.get()
    terms.terms["tiers"] = []
    terms.save()

    assert sales.cancellation(booked, actor=anna, now=given.NOW).now.fee.amount == 0


def test_a_fee_that_rose_between_shown_and_pressed_is_not_charged(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    shown = sales.cancellation(booked, actor=anna, now=FOUR_WEEKS).now.fee

    with pytest.raises(FeeChanged) as refused:
        bookings.cancel(actor=anna, booking=booked, now=FOUR_WEEKS + INSTANT, expected_fee=shown)

    assert refused.value.facts["fee"] == Money(Decimal("210.00"), "EUR")
    assert sales.booking(booked, actor=anna, now=FOUR_WEEKS).stage == Stage.CONFIRMED


def test_the_same_figure_in_another_currency_is_another_fee(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(FeeChanged):
        bookings.cancel(actor=anna, booking=booked, now=given.NOW, expected_fee=Money(Decimal(0), "JPY"))

    bookings.cancel(actor=anna, booking=booked, now=given.NOW, expected_fee=Money(Decimal("0.00"), "EUR"))


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1e999999", "9" * 5000])
def test_what_is_no_amount_cannot_be_expected(amount: str):
    with pytest.raises(AmountNotFinite):
        Money(Decimal(amount), "EUR")


def test_cancelling_twice_is_refused_with_the_moment(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    bookings.cancel(actor=anna, booking=booked, now=given.NOW)

    with pytest.raises(BookingCancelled) as refused:
        bookings.cancel(actor=anna, booking=booked, now=FOUR_WEEKS)

    assert refused.value.facts["cancelled_at"] == given.NOW
    assert _told(booked) == ["BookingConfirmed", "BookingCancelled"]


def test_what_has_begun_is_not_cancelled(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(BookingStarted):
        bookings.cancel(actor=anna, booking=booked, now=STARTS_AT)


def test_the_hotel_does_not_cancel_its_customers_booking(anna: Actor):
    booked = given.a_confirmed_booking(anna)

    with pytest.raises(NotAllowed):
        bookings.cancel(actor=given.a_hotel_member(), booking=booked, now=given.NOW)

    assert not Cancellation.objects.exists()


def test_several_days_begin_with_the_first_of_them(anna: Actor):
    later = date(2027, 5, 20)
    booked = given.a_confirmed_booking(anna, spans=(given.a_span(later), given.a_span()))

    assert sales.cancellation(booked, actor=anna, now=FOUR_WEEKS + INSTANT).now.percent == 30
    with pytest.raises(BookingStarted):
        bookings.cancel(actor=anna, booking=booked, now=STARTS_AT)


def _told(reference: str) -> list[str]:
    """Name the facts about this sale for which a letter is deferred, in order."""
    jobs = ProcrastinateJob.objects.filter(task_name="tell").values_list("args", flat=True)
    facts = Fact.objects.filter(pk__in=[args["fact_id"] for args in jobs], subject=reference).order_by("pk")
    return list(facts.values_list("kind", flat=True))
