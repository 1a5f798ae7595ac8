"""A sale of several rooms in the calendar, in letters and on paper: each names all rooms, their people and times."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from tests import given

from zaal.domain.calendars import Method
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import RoomWish
from zaal.gateways.ical import write
from zaal.interfaces import documents
from zaal.interfaces.worker import jobs
from zaal.queries import calendars, sales
from zaal.records.logbook.models import Fact, Letter

if TYPE_CHECKING:
    from zaal.queries.sales import BookingView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

DAYS = (given.a_span(), given.a_span(given.MEETING_DAY + timedelta(days=1)))
SAME = RoomWish("beurszaal-zuid", Layout.CLASSROOM, 12, DAYS, Basis.HIRE)
MORNING = RoomWish("kleine-zaal", Layout.U_SHAPE, 8, (given.a_span(ends="12:00"),), Basis.HIRE)
AFTERNOON = RoomWish("kleine-zaal", Layout.U_SHAPE, 8, (given.a_span(starts="13:00"),), Basis.PACKAGE)


def a_booking(language: str = "en") -> BookingView:
    anna = given.a_booker(language=language)
    reference = given.a_confirmed_booking(
        anna, space="beurszaal-noord", delegates=30, spans=DAYS, rooms=(SAME, MORNING, AFTERNOON)
    )
    return sales.booking(reference, actor=anna, now=given.NOW)


def test_the_same_room_asked_for_twice_stays_two_rooms_as_its_lines_count_them():
    told = a_booking().quote

    assert [room.space_slug for room in told.rooms] == [
        "beurszaal-noord",
        "beurszaal-zuid",
        "kleine-zaal",
        "kleine-zaal",
    ]
    assert {line.room for line in told.price.lines if line.kind.value == "package"} == {3}
    assert [len(room.periods) for room in told.rooms] == [2, 2, 1, 1]


def test_the_calendar_has_one_event_per_day_of_the_main_room_that_names_the_others():
    told = a_booking()

    events = Calendar.from_ical(write.calendar(calendars.booking_calendar(told), method=Method.PUBLISH)).events

    reference = told.quote.reference
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(told.quote.periods)
    assert all(uid.startswith(reference) for uid in uids)
    for event in events:
        assert str(event["location"]).startswith("Beurszaal Noord + Beurszaal Zuid + Kleine Zaal, Hotel Damrak")
        assert "Kleine Zaal: 2027-04-15 13:00-17:00" in str(event["description"])


def test_a_list_of_sales_counts_days_and_not_rooms():
    told = a_booking()

    [row] = sales.bookings(actor=given.a_booker(), now=given.NOW).rows

    assert (row.reference, row.days, row.ends_at) == (told.reference, 2, told.quote.periods[-1].ends_at)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Beurszaal Zuid, Classroom, 12 delegates: at the same times", "Kleine Zaal, U-shape, 8 delegates: ")),
        ("nl", ("Beurszaal Zuid, School, 12 deelnemers: op dezelfde tijden", "Kleine Zaal, U-vorm, 8 deelnemers: ")),
    ],
)
def test_letter_and_paper_name_every_room(language: str, words: tuple[str, ...]):
    told = a_booking(language)
    jobs.tell(fact_id=Fact.objects.get(kind="BookingConfirmed", subject=told.reference).pk)
    reader = PdfReader(BytesIO(documents.booking(told, language=language)))

    letter = Letter.objects.get(fact__subject=told.reference, recipient=given.ANNA)
    paper = "".join(sheet.extract_text() for sheet in reader.pages)

    for word in words:
        assert "".join(word.split()) in "".join(paper.split())
        assert word in letter.text
        assert word in letter.html
