"""A calendar comes in while its rooms are being sold, and while it comes in already."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from tests import given
from tests.races.clients import check_diary, clients, doubles

from zaal.domain.actors import SYSTEM
from zaal.domain.diary import SpaceTaken
from zaal.domain.feeds import Landing, Target
from zaal.queries import calendar_sources as told
from zaal.queries.verification import listing_differences
from zaal.records.diary.models import Entry
from zaal.usecases import bookings, calendars

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, ROUNDS = 4, 10
DAYS = [given.MEETING_DAY + timedelta(days=number) for number in range(ROUNDS)]


def a_calendar(day: str) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{hour}\r\nSUMMARY:Choir\r\nDTSTART:{day}T{hour:02}0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        for hour in range(6, 18)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{events}END:VCALENDAR\r\n".encode()


def a_source(landing: Landing) -> str:
    return calendars.subscribe(
        actor=given.a_hotel_member(),
        venue_slug=given.DAMRAK,
        name="Choir",
        address="https://choir.example.org/a.ics",
        landing=landing,
        now=given.NOW,
    )


def test_a_room_is_sold_or_taken_by_a_calendar_never_both():
    anna = given.a_booker()
    given.a_venue()
    sources = [a_source(Landing(Target.HOUSE)), a_source(Landing(Target.SPACE, "beurszaal"))]
    sold = []
    with clients(CLIENTS) as racing:
        for day in DAYS:
            quote = given.a_quote(anna, spans=(given.a_span(day),))
            data = a_calendar(f"{day:%Y%m%d}")
            reads = [
                partial(calendars.keep, actor=SYSTEM, source=one, data=data, etag="", modified="", now=given.NOW)
                for one in sources
            ]
            sell = partial(bookings.confirm, actor=anna, quote=quote, now=given.NOW)

            *read, outcome = racing.together([*reads, sell])

            assert [one for one in read if one is not None] == []
            assert isinstance(outcome, (str, SpaceTaken)), outcome
            sold.append(isinstance(outcome, str))
    check_diary()
    assert doubles() == []
    assert listing_differences()[1] == ()
    assert sum(sold) == Entry.objects.filter(kind="booking").values("reference").distinct().count()


def test_one_calendar_read_by_two_at_once_is_in_the_diary_once():
    given.a_venue()
    source = a_source(Landing(Target.SPACE, "kleine-zaal"))
    with clients(CLIENTS) as racing:
        for day in DAYS:
            data = a_calendar(f"{day:%Y%m%d}")
            read = partial(calendars.keep, actor=SYSTEM, source=source, data=data, etag="", modified="", now=given.NOW)

            outcomes = racing.together([read, read, read])

            assert [one for one in outcomes if one is not None] == []
            assert Entry.objects.filter(kind="external").count() == 12
    (row,) = told.of_desk(given.DAMRAK, actor=given.a_hotel_member(), now=given.NOW).sources
    assert (row.events, row.clashes) == (12, ())
