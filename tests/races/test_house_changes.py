"""The hotel changes its house while its rooms are being sold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from tests import given
from tests.races.clients import check_diary, check_line, clients, doubles, winners

from zaal.domain.period import Period
from zaal.queries.verification import listing_differences
from zaal.records.listing.rows import relist
from zaal.records.venues.models import Venue
from zaal.usecases import bookings, options, venues

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, ROUNDS = 6, 12
DAYS = [given.MEETING_DAY + timedelta(days=number) for number in range(ROUNDS)]


def test_a_room_is_closed_or_sold_never_both():
    given.a_venue()
    desk, anna = given.a_hotel_member(), given.a_booker()
    with clients(CLIENTS) as racing:
        for day in DAYS:
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            close = partial(
                venues.close,
                actor=desk,
                venue_slug=given.DAMRAK,
                space_slug=None,
                period=Period(noon, noon + timedelta(hours=1)),
                reason="",
                now=given.NOW,
            )
            sell = partial(
                bookings.confirm, actor=anna, quote=given.a_quote(anna, spans=(given.a_span(day),)), now=given.NOW
            )

            assert len(winners(racing.together([close, sell]))) == 1
    assert doubles() == []
    assert listing_differences()[1] == ()


def test_a_room_reopened_twice_while_it_is_sold_goes_to_one_and_is_reopened_once():
    given.a_venue()
    desk, anna = given.a_hotel_member(), given.a_booker()
    bram, carla = given.a_booker(given.BRAM), given.a_booker("carla@example.org")
    with clients(CLIENTS) as racing:
        for day in DAYS[:5]:
            spans = (given.a_span(day),)
            quote = given.a_quote(anna, space="beurszaal-zuid", spans=spans)
            half = given.an_option(bram, space="beurszaal-noord", spans=spans)
            given.an_option(carla, may_wait=True, spans=spans)
            morning = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
            closure = venues.close(
                actor=desk,
                venue_slug=given.DAMRAK,
                space_slug="beurszaal-zuid",
                period=Period(morning, morning + timedelta(hours=1)),
                reason="painting",
                now=given.NOW,
            )
            options.let_go(actor=bram, option=half, now=given.NOW)
            reopen = partial(venues.reopen, actor=desk, closure=closure, now=given.NOW)
            sell = partial(bookings.confirm, actor=anna, quote=quote, now=given.NOW)

            first, second, _ = racing.together([reopen, reopen, sell])

            assert sorted(isinstance(outcome, venues.ClosureUnknown) for outcome in (first, second)) == [False, True]
    check_diary()
    check_line()


def test_the_listing_is_made_anew_while_rooms_are_sold():
    given.a_venue()
    anna = given.a_booker()
    with clients(CLIENTS) as racing:
        for day in DAYS:
            sell = [
                partial(
                    bookings.confirm,
                    actor=anna,
                    quote=given.a_quote(anna, space=space, spans=(given.a_span(day),)),
                    now=given.NOW,
                )
                for space in ("beurszaal-zuid", "beurszaal-noord")
            ]

            outcomes = racing.together([list_anew, *sell, list_anew])

            assert [outcome for outcome in outcomes if isinstance(outcome, str)] == outcomes[1:3]
    check_diary()


def list_anew() -> None:
    with transaction.atomic():
        relist(Venue.objects.values_list("pk", flat=True))
