"""A booking that is changed: both sides are told, and calendars follow it under the same name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from tests import given

from zaal.domain.changes import Wanted
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import RoomWish
from zaal.interfaces.worker import jobs
from zaal.records.logbook.models import Fact, Letter
from zaal.usecases import bookings, changes

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

HOUSE = "zalen@damrak.example.org"
THIRTY_PERCENT = datetime(2027, 3, 20, 9, tzinfo=UTC)
NEXT_DAY = given.MEETING_DAY + timedelta(days=1)


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


def test_the_hotel_and_the_booker_hear_what_changed_with_both_prices(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    change(anna, booked, space="kleine-zaal", delegates=12)

    letters = tell("BookingChanged")

    assert set(letters) == {given.ANNA, HOUSE}
    assert letters[given.ANNA].subject.startswith("Changed: Kleine Zaal")
    for told in ("Beurszaal → Kleine Zaal", "30 → 12", "€700.00 → €300.00", "There is no fee."):
        assert told in letters[given.ANNA].text
    assert letters[HOUSE].language == "nl"
    assert "Kleine Zaal" in letters[HOUSE].text


def test_further_rooms_that_come_and_go_are_told(anna: Actor):
    beside = RoomWish("kleine-zaal", Layout.THEATRE, 10, (given.a_span(),), Basis.HIRE)
    booked = given.a_confirmed_booking(anna, rooms=(beside,))
    change(anna, booked, rooms=(replace(beside, layout=Layout.U_SHAPE, delegates=6),))

    text = tell("BookingChanged")[given.ANNA].text

    assert "No longer: Kleine Zaal, Theatre, 10 delegates: at the same times" in text
    assert "New: Kleine Zaal, U-shape, 6 delegates: at the same times" in text


def test_fees_of_changes_stay_in_every_later_letter_with_the_version(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    wanted = Wanted(space="kleine-zaal", delegates=12)
    changes.change(actor=anna, booking=booked, wanted=wanted, now=THIRTY_PERCENT)
    changes.change(actor=anna, booking=booked, wanted=Wanted(delegates=13), now=THIRTY_PERCENT)

    first = tell_fact(Fact.objects.get(kind="BookingConfirmed"))[given.ANNA].text
    letters = tell("BookingChanged")

    mine, house = letters[given.ANNA].text, letters[HOUSE].text.replace("\xa0", " ")
    assert "Version: 3" in mine
    assert "Together, besides the price: €120.00" in mine
    assert "Saturday 20 March 2027, 10:00 CET: €120.00" in mine
    assert "Samen, naast de prijs: € 120,00" in house
    assert "Version" not in first
    assert "besides the price" not in first


def test_calendars_follow_one_name_with_a_raised_sequence(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    change(anna, booked, spans=(given.a_span(NEXT_DAY),))
    change(anna, booked, spans=(given.a_span(NEXT_DAY, "10:00", "18:00"),))
    bookings.cancel(actor=anna, booking=booked, now=given.NOW)

    told = [
        icalendar.Calendar.from_ical(tell_fact(fact)[given.ANNA].calendar)
        for fact in Fact.objects.filter(subject=booked).order_by("pk")
    ]

    events = [calendar.walk("VEVENT")[0] for calendar in told]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [event["sequence"] for event in events] == [1, 2, 3, 4]
    assert [str(calendar["method"]) for calendar in told] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [event["dtstart"].dt.strftime("%d %H:%M") for event in events] == [
        "15 09:00",
        "16 09:00",
        "16 10:00",
        "16 10:00",
    ]


def test_days_that_fall_away_are_taken_out_of_the_calendar(anna: Actor):
    booked = given.a_confirmed_booking(anna, spans=(given.a_span(), given.a_span(NEXT_DAY)))
    change(anna, booked, spans=(given.a_span(),))

    left, gone = (tell(kind)[given.ANNA] for kind in ("BookingChanged", "BookingDaysDropped"))

    [kept] = icalendar.Calendar.from_ical(left.calendar).walk("VEVENT")
    [dropped] = icalendar.Calendar.from_ical(gone.calendar).walk("VEVENT")
    assert (left.calendar_method, gone.calendar_method) == ("REQUEST", "CANCEL")
    assert str(dropped["uid"]) == str(kept["uid"]).replace("@", "-2@")
    assert dropped["dtstart"].dt.date() == NEXT_DAY
    assert (kept["sequence"], dropped["sequence"], str(dropped["status"])) == (2, 2, "CANCELLED")
    assert "Friday 16 April 2027" in gone.text


def test_a_letter_tells_the_version_it_is_about_also_when_it_is_written_later(anna: Actor):
    booked = given.a_confirmed_booking(anna)
    change(anna, booked, delegates=31)
    change(anna, booked, delegates=32)

    first = tell_fact(Fact.objects.filter(kind="BookingConfirmed").get())[given.ANNA]
    second = tell_fact(Fact.objects.filter(kind="BookingChanged").earliest("pk"))[given.ANNA]

    assert "Delegates: 30" in first.text
    assert "30 → 31" in second.text
    assert "32" not in second.text.replace("1012", "")


def change(actor: Actor, booked: str, **wish: object) -> None:
    changes.change(actor=actor, booking=booked, wanted=Wanted(**wish), now=given.NOW)


def tell(kind: str) -> dict[str, Letter]:
    return tell_fact(Fact.objects.filter(kind=kind).latest("pk"))


def tell_fact(fact: Fact) -> dict[str, Letter]:
    jobs.tell(fact_id=fact.pk)
    return {letter.recipient: letter for letter in Letter.objects.filter(fact=fact)}
