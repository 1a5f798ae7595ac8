"""Those ahead confirm, cancel, let go or lapse at the same moment: nobody is left waiting, nobody is promoted twice."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.races.clients import check_diary, check_line, clients, expire

from zaal.domain.refusals import Refusal
from zaal.domain.sales import BookingCancelled, OptionEnded, OptionWaits
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Booking, Option
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, ROUNDS = 6, 12
WHOLE, NOORD, ZUID = "beurszaal", "beurszaal-noord", "beurszaal-zuid"


@pytest.fixture
def people() -> list[Actor]:
    given.a_venue()
    return [given.a_booker(f"client-{number}@example.org") for number in range(CLIENTS)]


def test_whoever_asks_while_the_first_lets_go_does_not_wait_for_a_free_room(people: list[Actor]):
    first, *others = people
    with clients(CLIENTS) as racing:
        for day in days():
            held = holding(first, day)()
            acts = [letting_go(first, held), *(holding(who, day) for who in others)]

            outcomes = racing.together(acts)

            assert refusals(outcomes) == []
            assert standing(day).count(1) == 1
    check_line()
    check_diary()


def test_the_line_moves_up_while_some_of_it_walks_away(people: list[Actor]):
    *leaving, last = people
    with clients(CLIENTS) as racing:
        for day in days():
            held = [holding(who, day)() for who in people]

            outcomes = racing.together([letting_go(who, one) for who, one in zip(leaving, held, strict=False)])
            check_line()

            assert refusals(outcomes) == []
            assert standing(day) == [1]
            assert Option.objects.get(reference=held[-1]).person_id == last.person_id
    promoted_once()
    check_diary()


def test_the_first_books_or_lets_go_and_the_second_has_the_room_only_then(people: list[Actor]):
    first, second, *_ = people
    with clients(CLIENTS) as racing:
        for day in days():
            ahead, behind = holding(first, day)(), holding(second, day)()

            outcomes = racing.together(
                [
                    confirming(first, ahead),
                    letting_go(first, ahead),
                    confirming(second, behind),
                    confirming(first, ahead),
                ]
            )
            check_line()

            assert refusals(outcomes, allowed=(OptionEnded, OptionWaits)) == []
            assert booked(day) + standing(day).count(1) == 1
    promoted_once()
    check_diary()


def test_a_booking_is_called_off_while_others_ask_for_its_parts(people: list[Actor]):
    first, second, third, *others = people
    with clients(CLIENTS) as racing:
        for day in days():
            held = holding(first, day)()
            holding(second, day, ZUID)()
            holding(third, day)()
            part = holding(others[0], day, NOORD, may_wait=False)
            booking = bookings.confirm_option(actor=first, option=held, now=given.NOW)
            cancel = partial(bookings.cancel, actor=first, booking=booking, now=given.NOW)

            outcomes = racing.together([cancel, part, cancel])
            check_line()

            assert len(refusals(outcomes)) in {1, 2}
            assert any(isinstance(outcome, BookingCancelled) for outcome in outcomes)
            assert standing(day).count(1) >= 1
    promoted_once()
    check_diary()


def test_options_lapse_while_the_same_rooms_are_booked_for_other_hours(people: list[Actor]):
    with clients(CLIENTS) as racing:
        for number, day in enumerate(days()):
            lapses = given.NOW + timedelta(hours=1 + number)
            for who, space in zip(people, (ZUID, NOORD, WHOLE), strict=False):
                holding(who, day, space, until=lapses)()
            elsewhen = [
                booking_at(who, day, space, times)
                for who, space, times in zip(
                    people,
                    (WHOLE, NOORD, ZUID),
                    (("13:00", "15:00"), ("15:00", "16:00"), ("15:00", "17:00")),
                    strict=False,
                )
            ]

            outcomes = racing.together([expire(lapses), *elsewhen, expire(lapses)])

            assert refusals(outcomes) == []
            assert (standing(day), booked(day)) == ([], 3)
    check_line()
    check_diary()


def test_nobody_is_first_before_a_lapsed_option_has_left_the_diary(people: list[Actor]):
    first, second, *_ = people
    [day, *_] = days()
    lapses = given.NOW + timedelta(hours=1)
    holding(first, day, until=lapses)()

    late = given.a_quote(second, now=lapses, spans=(given.a_span(day),))
    behind = options.place(actor=second, quote=late, now=lapses, may_wait=True)

    assert Option.objects.get(reference=behind).rank == 2
    with pytest.raises(OptionWaits):
        bookings.confirm_option(actor=second, option=behind, now=lapses)


def days() -> list[date]:
    """Give each round a day of its own, so that no round stands in another's way."""
    return [given.MEETING_DAY + timedelta(days=number) for number in range(ROUNDS)]


def holding(
    who: Actor, day: date, space: str = WHOLE, *, may_wait: bool = True, until: datetime | None = None
) -> Callable[[], str]:
    """Have a quote, and an act that asks for an option on it."""
    quote = given.a_quote(who, space=space, spans=(given.a_span(day, "09:00", "12:00"),))
    return partial(options.place, actor=who, quote=quote, now=given.NOW, may_wait=may_wait, until=until)


def letting_go(who: Actor, option: str) -> Callable[[], None]:
    return partial(options.let_go, actor=who, option=option, now=given.NOW)


def confirming(who: Actor, option: str) -> Callable[[], str]:
    return partial(bookings.confirm_option, actor=who, option=option, now=given.NOW)


def booking_at(who: Actor, day: date, space: str, times: tuple[str, str]) -> Callable[[], str]:
    quote = given.a_quote(who, space=space, spans=(given.a_span(day, *times),))
    return partial(bookings.confirm, actor=who, quote=quote, now=given.NOW)


def refusals(outcomes: Sequence[object], *, allowed: tuple[type[Refusal], ...] = ()) -> list[Refusal]:
    """Return who was refused otherwise than allowed."""
    return [outcome for outcome in outcomes if isinstance(outcome, Refusal) and not isinstance(outcome, allowed)]


def standing(day: date) -> list[int]:
    """Return the ranks of the options still alive that day, in order."""
    alive = Option.objects.filter(end=None, quote__slots__starts_at__date=day)
    return sorted(alive.values_list("rank", flat=True))


def booked(day: date) -> int:
    return Booking.objects.filter(cancellation=None, quote__slots__starts_at__date=day).count()


def promoted_once() -> None:
    told = list(Fact.objects.filter(kind="OptionPromoted").values_list("subject", flat=True))
    assert len(told) == len(set(told)), "somebody was told twice of moving up"
