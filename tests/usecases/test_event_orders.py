"""Event orders: filled in, handed in, followed through changes, printed; final numbers asked, reminded and given."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.domain.actors import GUEST, SYSTEM
from zaal.domain.changes import Wanted
from zaal.domain.event_orders import (
    About,
    Because,
    ContactMissing,
    Diet,
    DietOutOfRange,
    FinalNumberDiffers,
    Moment,
    MomentKind,
    MomentOutside,
    OrderClosed,
    RemarkTooLong,
    Told,
    What,
)
from zaal.domain.permissions import SignInNeeded
from zaal.domain.pricing import Basis
from zaal.domain.refusals import NotAllowed
from zaal.domain.wishes import RoomWish
from zaal.queries import event_orders as told
from zaal.queries.venues import VenueUnknown
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import BookingUnknown
from zaal.usecases import bookings, changes, event_orders

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.queries.event_orders import OrderView

pytestmark = pytest.mark.django_db

LATER = given.NOW + timedelta(hours=1)
AFTER = datetime(2027, 4, 16, 9, tzinfo=UTC)
# Neither the terms nor the house say when final numbers are due: then it is when the meeting begins.
DUE = datetime(2027, 4, 15, 7, tzinfo=UTC)
LUNCH = Moment(0, 0, MomentKind.LUNCH, time(12, 30))
WISHES = Told(
    contact_name="Bram Bos",
    contact_phone="+31 6 12345678",
    diets=((Diet.VEGETARIAN, 4), (Diet.ALLERGIES, 1)),
    diet_remark="One nut allergy.",
    moments=(LUNCH,),
    to_setup="A lectern at the window.",
    to_kitchen="Lunch in the foyer.",
)


def order_of(booking: str, actor: Actor | None = None, *, now: datetime = LATER) -> OrderView:
    return told.order(booking, actor=actor or given.a_booker(), now=now)


def hand_in(booking: str, wishes: Told = WISHES, *, now: datetime = LATER) -> int:
    return event_orders.hand_in(actor=given.a_booker(), booking=booking, told=wishes, now=now)


def facts_of(booking: str) -> list[str]:
    return list(Fact.objects.filter(subject=booking).order_by("pk").values_list("kind", flat=True))


def test_an_order_is_there_as_soon_as_a_room_is_booked():
    booking = given.a_confirmed_booking()

    found = order_of(booking)

    assert (found.version, found.handed_in_at, found.order.told) == (1, None, Told())
    assert [(room.space, room.delegates) for room in found.order.rooms] == [("Beurszaal", 30)]


def test_a_draft_is_the_customers_until_it_is_handed_in():
    booking = given.a_confirmed_booking()

    event_orders.save(actor=given.a_booker(), booking=booking, told=WISHES, now=LATER)

    found = order_of(booking)
    assert (found.draft, found.is_unsent) == (WISHES, True)
    assert (found.version, found.order.told) == (1, Told())


def test_handing_in_makes_a_version_that_names_what_is_new():
    booking = given.a_confirmed_booking()

    version = hand_in(booking)

    found = order_of(booking)
    assert (version, found.version, found.order.told, found.is_unsent) == (2, 2, WISHES, False)
    assert About(What.DIET, name="vegetarian") in {one.about for one in found.versions[0].differs}
    assert facts_of(booking)[-1] == "OrderHandedIn"


def test_handing_in_the_same_twice_is_the_same_as_once():
    booking = given.a_confirmed_booking()
    hand_in(booking)

    again = hand_in(booking, now=LATER + timedelta(hours=1))

    assert again == 2
    assert facts_of(booking).count("OrderHandedIn") == 1


def test_handing_in_without_a_wish_still_counts_as_handed_in():
    booking = given.a_confirmed_booking()
    only_contact = Told(contact_name="Bram", contact_phone="+31 6")

    hand_in(booking, only_contact)

    assert order_of(booking).handed_in_at == LATER


def test_somebody_to_call_on_the_day_is_needed():
    booking = given.a_confirmed_booking()

    with pytest.raises(ContactMissing):
        hand_in(booking, Told(contact_name="Bram Bos"))


@pytest.mark.parametrize(
    ("wishes", "refusal"),
    [
        (Told(diets=((Diet.VEGAN, 31),)), DietOutOfRange),
        (Told(diets=((Diet.VEGAN, -1),)), DietOutOfRange),
        (Told(to_setup="x" * 2001), RemarkTooLong),
        (Told(contact_name="a\x00b"), RemarkTooLong),
        (Told(moments=(Moment(0, 0, MomentKind.LUNCH, time(18)),)), MomentOutside),
        (Told(moments=(Moment(0, 1, MomentKind.LUNCH, time(12)),)), MomentOutside),
        (Told(moments=(Moment(1, 0, MomentKind.LUNCH, time(12)),)), MomentOutside),
    ],
)
def test_what_cannot_be_is_refused(wishes: Told, refusal: type[Exception]):
    booking = given.a_confirmed_booking()

    with pytest.raises(refusal):
        event_orders.save(actor=given.a_booker(), booking=booking, told=wishes, now=LATER)


def test_guests_may_arrive_before_and_dine_after_the_rooms_own_time():
    booking = given.a_confirmed_booking()
    around = (Moment(0, 0, MomentKind.ARRIVAL, time(8, 30)), Moment(0, 0, MomentKind.DINNER, time(19)))

    event_orders.save(actor=given.a_booker(), booking=booking, told=Told(moments=around), now=LATER)

    assert order_of(booking).draft.moments == around


def test_nothing_more_is_told_after_the_meeting_or_when_it_was_called_off():
    held = given.a_confirmed_booking()
    called_off = given.a_confirmed_booking(space="kleine-zaal", delegates=10)
    bookings.cancel(actor=given.a_booker(), booking=called_off, now=LATER)

    with pytest.raises(OrderClosed):
        hand_in(held, now=AFTER)
    with pytest.raises(OrderClosed):
        hand_in(called_off)


def test_only_the_customer_and_the_house_know_of_an_order():
    booking = given.a_confirmed_booking()
    hand_in(booking)
    bram, other_house = given.a_booker(given.BRAM), given.a_hotel_member(given.MARINA)

    for stranger in (bram, other_house, GUEST):
        with pytest.raises(BookingUnknown):
            order_of(booking, stranger)
        with pytest.raises(BookingUnknown):
            event_orders.save(actor=stranger, booking=booking, told=WISHES, now=LATER)
        with pytest.raises(BookingUnknown):
            event_orders.mark_printed(actor=stranger, booking=booking, now=LATER)
    assert order_of(booking, given.a_hotel_member()).order.told == WISHES


def test_a_houses_day_is_for_its_own_people():
    hand_in(given.a_confirmed_booking())
    asked = {"day": given.MEETING_DAY, "now": LATER}

    for stranger in (given.a_booker(), given.a_hotel_member(given.MARINA)):
        with pytest.raises(VenueUnknown):
            told.run_sheet(given.DAMRAK, actor=stranger, **asked)
        with pytest.raises(VenueUnknown):
            told.days(given.DAMRAK, actor=stranger, first=given.MEETING_DAY, number=7, now=LATER)
    with pytest.raises(SignInNeeded):
        told.run_sheet(given.DAMRAK, actor=GUEST, **asked)
    assert told.run_sheet(given.DAMRAK, actor=given.a_hotel_member(), **asked).orders


def test_a_house_finds_its_own_bookings_alone():
    booking = given.a_confirmed_booking()
    elsewhere = given.a_confirmed_booking(venue=given.MARINA, space="straits-room")
    member = given.a_hotel_member()

    assert told.of_house(given.DAMRAK, booking, actor=member, now=LATER).reference == booking
    with pytest.raises(BookingUnknown):
        told.of_house(given.DAMRAK, elsewhere, actor=member, now=LATER)


def test_a_changed_booking_takes_its_order_along():
    booking = given.a_confirmed_booking()
    hand_in(booking)

    changes.change(actor=given.a_booker(), booking=booking, wanted=Wanted(delegates=40), now=LATER)

    found = order_of(booking)
    assert (found.version, found.versions[0].because, found.order.delegates) == (3, Because.CHANGED, 40)
    assert [(one.about.what, one.before, one.after) for one in found.versions[0].differs] == [(What.DELEGATES, 30, 40)]
    assert found.order.told == WISHES


def test_moments_move_along_to_another_day():
    booking = given.a_confirmed_booking()
    hand_in(booking)
    next_day = given.MEETING_DAY + timedelta(days=1)

    changes.change(actor=given.a_booker(), booking=booking, wanted=Wanted(spans=(given.a_span(next_day),)), now=LATER)

    sheet = told.run_sheet(given.DAMRAK, actor=given.a_hotel_member(), day=next_day, now=LATER)
    assert [meal.at for meal in sheet.meals] == [datetime(2027, 4, 16, 10, 30, tzinfo=UTC)]


def test_a_moment_outside_the_new_times_falls_away_and_is_named():
    booking = given.a_confirmed_booking()
    hand_in(booking)

    afternoon = Wanted(spans=(given.a_span(starts="13:00", ends="17:00"),))
    changes.change(actor=given.a_booker(), booking=booking, wanted=afternoon, now=LATER)

    lunch = [one for one in order_of(booking).versions[0].differs if one.about.what is What.MOMENT]
    assert [(one.before, one.after) for one in lunch] == [(time(12, 30), None)]


def test_a_change_before_anything_was_told_names_what_it_was():
    booking = given.a_confirmed_booking()

    changes.change(actor=given.a_booker(), booking=booking, wanted=Wanted(delegates=20), now=LATER)

    found = order_of(booking)
    assert [(one.number, one.because) for one in found.versions] == [(2, Because.CHANGED), (1, Because.BOOKED)]
    assert [(one.before, one.after) for one in found.versions[0].differs] == [(30, 20)]


def test_the_house_hears_what_changed_since_it_printed():
    booking, member = given.a_confirmed_booking(), given.a_hotel_member()
    printed = event_orders.mark_printed(actor=member, booking=booking, now=LATER)

    hand_in(booking)

    found = order_of(booking, member)
    assert (printed, found.printed, found.version) == (1, 1, 2)
    assert About(What.CONTACT_NAME) in {one.about for one in found.since_printed}
    event_orders.mark_printed(actor=member, booking=booking, now=LATER)
    assert order_of(booking, member).since_printed == ()


def test_a_customer_does_not_print_for_the_house():
    booking = given.a_confirmed_booking()

    with pytest.raises(NotAllowed):
        event_orders.mark_printed(actor=given.a_booker(), booking=booking, now=LATER)


def test_the_final_number_is_asked_once_reminded_once_and_then_no_more():
    booking = given.a_confirmed_booking()

    asked = [event_orders.ask_due(actor=SYSTEM, now=DUE - timedelta(days=ahead)) for ahead in (8, 6, 5, 1.9, 1, -1)]

    assert order_of(booking).due_at == DUE
    assert asked == [0, 1, 0, 1, 0, 0]
    assert facts_of(booking)[1:] == ["FinalNumberAsked", "FinalNumberReminded"]


def test_who_gave_the_final_number_is_not_asked():
    booking = given.a_confirmed_booking()
    event_orders.give_final_number(actor=given.a_booker(), booking=booking, delegates=30, now=LATER)

    assert event_orders.ask_due(actor=SYSTEM, now=DUE - timedelta(days=6)) == 0
    assert order_of(booking).order.final_number == 30


def test_another_number_than_booked_is_never_final_silently():
    booking = given.a_confirmed_booking()

    with pytest.raises(FinalNumberDiffers) as refused:
        event_orders.give_final_number(actor=given.a_booker(), booking=booking, delegates=25, now=LATER)

    assert refused.value.facts["booked"] == 30
    assert order_of(booking).order.final_number is None


def test_a_number_changed_after_it_was_final_is_asked_anew():
    booking, anna = given.a_confirmed_booking(), given.a_booker()
    event_orders.give_final_number(actor=anna, booking=booking, delegates=30, now=LATER)

    changes.change(actor=anna, booking=booking, wanted=Wanted(delegates=28), now=LATER)

    assert order_of(booking).order.final_number is None
    assert event_orders.ask_due(actor=SYSTEM, now=DUE - timedelta(days=6)) == 1


def test_the_house_does_not_give_the_customers_final_number():
    booking = given.a_confirmed_booking()

    with pytest.raises(NotAllowed):
        event_orders.give_final_number(actor=given.a_hotel_member(), booking=booking, delegates=30, now=LATER)


def test_the_kitchen_adds_up_all_bookings_of_a_day():
    one = given.a_confirmed_booking(basis=Basis.PACKAGE, space="beurszaal-noord", delegates=20)
    other = given.a_confirmed_booking(given.a_booker(given.BRAM), basis=Basis.PACKAGE, space="kleine-zaal", delegates=8)
    hand_in(one, Told("B", "1", diets=((Diet.VEGAN, 2),), moments=(LUNCH,)))
    bram = given.a_booker(given.BRAM)
    event_orders.hand_in(
        actor=bram, booking=other, told=Told("C", "2", diets=((Diet.VEGAN, 1),), moments=(LUNCH,)), now=LATER
    )

    sheet = told.run_sheet(given.DAMRAK, actor=given.a_hotel_member(), day=given.MEETING_DAY, now=LATER)

    lunch, *untold = sheet.meals
    assert (lunch.kind, lunch.people, lunch.diets) == (MomentKind.LUNCH, 28, ((Diet.VEGAN, 3),))
    assert [(meal.at, meal.kind, meal.people) for meal in untold] == [(None, MomentKind.MORNING_BREAK, 28)]


def test_a_cancelled_booking_is_on_no_run_sheet():
    booking = given.a_confirmed_booking()
    bookings.cancel(actor=given.a_booker(), booking=booking, now=LATER)

    sheet = told.run_sheet(given.DAMRAK, actor=given.a_hotel_member(), day=given.MEETING_DAY, now=LATER)

    assert sheet.orders == ()


def test_a_further_room_has_its_own_numbers_on_the_sheet():
    breakout = RoomWish("kleine-zaal", given.a_wish().layout, 10, (given.a_span(),), Basis.HIRE)
    booking = given.a_confirmed_booking(rooms=(breakout,))

    rooms = order_of(booking).order.rooms

    assert [(room.space, room.delegates) for room in rooms] == [("Beurszaal", 30), ("Kleine Zaal", 10)]


def test_days_take_as_many_statements_for_three_orders_as_for_one():
    member = given.a_hotel_member()

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as ran:
            told.days(given.DAMRAK, actor=member, first=date(2027, 4, 12), number=7, now=LATER)
        return len(ran)

    hand_in(given.a_confirmed_booking())
    with_one = statements()
    for offset in (1, 2):
        hand_in(given.a_confirmed_booking(spans=(given.a_span(given.MEETING_DAY + timedelta(days=offset)),)))

    assert statements() == with_one
