"""Bookings are changed while others want what they leave or take: what stays is not lost, nothing is sold twice."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.races.clients import check_diary, check_line, clients, doubles, winners
from tests.races.test_one_room import without_constraint

from zaal.domain.changes import NothingChanged, Wanted
from zaal.domain.diary import DiaryBusy, SpaceTaken
from zaal.domain.sales import BookingCancelled
from zaal.records.diary.models import Entry
from zaal.records.sales.models import BookingChange
from zaal.usecases import bookings, changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from zaal.domain.actors import Actor
    from zaal.domain.wishes import LocalSpan

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, ROUNDS = 6, 8
DAYS = [(given.a_span(given.MEETING_DAY + timedelta(days=number)),) for number in range(ROUNDS)]


@pytest.fixture
def people() -> list[Actor]:
    given.a_venue()
    return [given.a_booker(f"client-{number}@example.org") for number in range(CLIENTS)]


def test_one_of_two_changes_gets_the_room_both_want(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            booked = [
                (people[0], given.a_confirmed_booking(people[0], space="beurszaal-noord", delegates=12, spans=spans)),
                (people[1], given.a_confirmed_booking(people[1], space="beurszaal-zuid", delegates=12, spans=spans)),
            ]

            outcomes = racing.together([changing(who, what, space="kleine-zaal") for who, what in booked])

            assert len(winners(outcomes)) == 1
    check_diary()


def test_a_change_and_a_booking_of_the_room_it_wants(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            mine = given.a_confirmed_booking(people[0], space="kleine-zaal", delegates=12, spans=spans)
            others = [booking(who, space="beurszaal-noord", delegates=12, spans=spans) for who in people[1:4]]

            outcomes = racing.together([changing(people[0], mine, space="beurszaal-noord"), *others])

            assert len(winners(outcomes)) == 1
    check_diary()


def test_what_stays_ours_cannot_be_had_while_we_move_within_it(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            mine = given.a_confirmed_booking(people[0], delegates=12, spans=spans)
            day = spans[0].starts.date()
            shorter = (given.a_span(day, "09:00", "13:00"),)
            # Made before: a quote of a room that is taken already is refused.
            afternoon = given.a_span(day, "13:00", "17:00")
            acts = [booking_later(who, (afternoon,)) for who in people[1:3]]
            mornings = [booking_later(who, shorter) for who in people[3:5]]

            outcomes = racing.together([changing(people[0], mine, spans=shorter), *acts, *mornings])

            assert isinstance(outcomes[0], str), "who gives something up is never in the way of who wants it"
            assert all(isinstance(outcome, SpaceTaken) for outcome in outcomes[3:]), "the morning stayed ours"
            assert sum(isinstance(outcome, str) for outcome in outcomes[1:3]) <= 1
    check_diary()


def test_two_who_want_each_others_rooms_both_keep_their_own(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            north = given.a_confirmed_booking(people[0], space="beurszaal-noord", delegates=12, spans=spans)
            south = given.a_confirmed_booking(people[1], space="beurszaal-zuid", delegates=12, spans=spans)

            outcomes = racing.together(
                [
                    changing(people[0], north, space="beurszaal-zuid"),
                    changing(people[1], south, space="beurszaal-noord"),
                ]
            )

            assert all(isinstance(outcome, (SpaceTaken, DiaryBusy)) for outcome in outcomes)
    check_diary()


def test_a_booking_is_changed_once_by_a_double_click_and_not_after_it_was_cancelled(people: list[Actor]):
    anna = people[0]
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            booked = given.a_confirmed_booking(anna, delegates=12, spans=spans)
            cancel = partial(bookings.cancel, actor=anna, booking=booked, now=given.NOW)

            same = changing(anna, booked, space="beurszaal-noord")
            outcomes = racing.together([same, same, cancel])

            assert outcomes[2] is None
            assert sum(isinstance(outcome, str) for outcome in outcomes) <= 1
            refused = [outcome for outcome in outcomes[:2] if not isinstance(outcome, str)]
            assert all(isinstance(outcome, (NothingChanged, BookingCancelled)) for outcome in refused)
    assert not Entry.objects.exists()
    check_diary()


def test_who_waits_for_what_is_given_up_gets_it(people: list[Actor]):
    anna, bram, carla, *_ = people
    with clients(CLIENTS) as racing:
        for spans in DAYS:
            held = given.an_option(anna, delegates=12, spans=spans)
            given.an_option(bram, space="beurszaal-noord", delegates=12, spans=spans, may_wait=True)
            given.an_option(carla, space="beurszaal-zuid", delegates=12, spans=spans, may_wait=True)
            booked = bookings.confirm_option(actor=anna, option=held, now=given.NOW)
            small = given.a_confirmed_booking(people[3], space="kleine-zaal", delegates=12, spans=spans)

            racing.together([changing(anna, booked, space="beurszaal-noord"), changing(people[3], small, delegates=11)])
    assert BookingChange.objects.count() == 2 * ROUNDS
    check_diary()
    check_line()


def test_without_the_constraint_the_same_race_sells_twice(people: list[Actor]):
    with without_constraint(), clients(CLIENTS) as racing:
        for spans in DAYS:
            booked = [
                (who, given.a_confirmed_booking(who, space=space, delegates=12, spans=spans))
                for who, space in zip(people, ("beurszaal-noord", "beurszaal-zuid"), strict=False)
            ]
            racing.together([changing(who, what, space="kleine-zaal") for who, what in booked])

        assert doubles()


def changing(who: Actor, booked: str, **wanted: object) -> Callable[[], str]:
    """Change a booking of this person, at whatever it costs."""
    return partial(changes.change, actor=who, booking=booked, wanted=Wanted(**wanted), now=given.NOW)


def booking(who: Actor, **wish: object) -> Callable[[], str]:
    return partial(bookings.confirm, actor=who, quote=given.a_quote(who, **wish), now=given.NOW)


def booking_later(who: Actor, spans: tuple[LocalSpan, ...]) -> Callable[[], str]:
    """Ask and book in one go: as long as somebody has the room, there is no quote of it."""
    return lambda: booking(who, delegates=12, spans=spans)()  # noqa: PLW0108 - the quote is asked then, too
