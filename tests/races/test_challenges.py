"""Challenges at the same moment as whatever else ends or prolongs an option: one has the room, and nobody two times."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.races.clients import check_diary, check_line, clients, expire
from tests.races.test_waiting_line import (
    booked,
    confirming,
    days,
    holding,
    letting_go,
    promoted_once,
    refusals,
    standing,
)

from zaal.domain.challenges import HoldsItself, NobodyToChallenge, UnderChallenge
from zaal.domain.options import OptionExpired
from zaal.domain.sales import OptionEnded, OptionWaits
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Challenge, Option
from zaal.usecases import bookings, challenges, extensions, requests

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

DEADLINE = given.NOW + timedelta(hours=48)
SECOND = timedelta(seconds=1)


@pytest.fixture
def people() -> list[Actor]:
    given.a_venue()
    return [given.a_booker(f"client-{number}@example.org") for number in range(4)]


def challenging(who: Actor, option: str) -> Callable[[], datetime]:
    return partial(challenges.challenge, actor=who, option=option, now=given.NOW)


def confirming_at(who: Actor, option: str, now: datetime) -> Callable[[], str]:
    return partial(bookings.confirm_option, actor=who, option=option, now=now)


def test_the_first_confirms_in_the_last_second_or_lapses_by_the_challenge(people: list[Actor]):
    first, second, *_ = people
    ends = set()
    with clients(4) as racing:
        for day in days():
            ahead, behind = holding(first, day)(), holding(second, day)()
            challenging(second, behind)()

            outcomes = racing.together(
                [
                    confirming_at(first, ahead, DEADLINE - SECOND),
                    expire(DEADLINE),
                    confirming_at(second, behind, DEADLINE),
                    expire(DEADLINE),
                ]
            )
            check_line()

            assert refusals(outcomes, allowed=(OptionEnded, OptionExpired, OptionWaits)) == []
            assert booked(day) + standing(day).count(1) == 1
            ends.add(Option.objects.get(reference=ahead).end.ending)
    assert ends <= {"confirmed", "lapsed_by_challenge"}
    promoted_once()
    check_diary()


def test_the_house_extends_or_the_second_challenges_and_the_deadline_stands_either_way(people: list[Actor]):
    first, second, *_ = people
    desk = given.a_hotel_member()
    longer = given.NOW + timedelta(days=20)
    with clients(2) as racing:
        for day in days():
            ahead, behind = holding(first, day)(), holding(second, day)()
            extend = partial(extensions.extend, actor=desk, option=ahead, now=given.NOW, until=longer)

            outcomes = racing.together([extend, challenging(second, behind)])

            assert refusals(outcomes, allowed=(UnderChallenge,)) == []
            assert Option.objects.get(reference=ahead).release_at == DEADLINE
            agreed = Challenge.objects.get(challenged__reference=ahead).otherwise_at
            assert (agreed == longer) == (longer in outcomes)
    check_diary()


def test_two_challenges_at_once_are_one(people: list[Actor]):
    first, second, *_ = people
    with clients(3) as racing:
        for day in days():
            ahead, behind = holding(first, day)(), holding(second, day)()

            outcomes = racing.together([challenging(second, behind)] * 3)

            assert outcomes == [DEADLINE] * 3
            assert Challenge.objects.filter(challenged__reference=ahead).count() == 1
            assert Fact.objects.filter(kind="OptionChallenged", subject=ahead).count() == 1
    check_diary()


def test_two_who_wait_for_the_halves_challenge_while_the_first_lets_go(people: list[Actor]):
    first, second, third, _ = people
    with clients(4) as racing:
        for day in days():
            ahead = holding(first, day)()
            north, south = holding(second, day, "beurszaal-noord")(), holding(third, day, "beurszaal-zuid")()

            outcomes = racing.together(
                [challenging(second, north), challenging(third, south), letting_go(first, ahead)]
            )
            check_line()

            assert refusals(outcomes, allowed=(HoldsItself, NobodyToChallenge)) == []
            assert standing(day) == [1, 1]
    promoted_once()
    check_diary()


def test_the_challenger_walks_away_while_the_first_books(people: list[Actor]):
    first, second, *_ = people
    with clients(2) as racing:
        for day in days():
            ahead, behind = holding(first, day)(), holding(second, day)()
            challenging(second, behind)()

            outcomes = racing.together([confirming(first, ahead), letting_go(second, behind)])

            assert refusals(outcomes) == []
            assert (booked(day), standing(day)) == (1, [])
    check_diary()


def test_two_of_the_house_answer_at_once_and_one_answer_counts():
    given.a_venue(instant=False)
    anna, desk = given.a_booker(), given.a_hotel_member()
    with clients(2) as racing:
        for day in days():
            asked = bookings.ask(actor=anna, option=holding(anna, day)(), now=given.NOW)
            refuse = partial(requests.refuse, actor=desk, option=asked, reason="works", now=given.NOW)

            outcomes = racing.together([confirming(desk, asked), refuse])

            assert [type(one) for one in refusals(outcomes)] == [OptionEnded]
            assert booked(day) == (Option.objects.get(reference=asked).end.ending == "confirmed")
    check_diary()


def test_without_its_look_at_challenges_an_extension_would_lose_the_deadline(
    people: list[Actor], monkeypatch: pytest.MonkeyPatch
):
    """The negative control: the check of the race between house and challenger fails when the rule is taken out."""
    first, second, *_ = people
    longer = given.NOW + timedelta(days=20)
    monkeypatch.setattr(extensions, "open_challenges", Challenge.objects.none)
    [day, *_] = days()
    ahead, behind = holding(first, day)(), holding(second, day)()
    challenging(second, behind)()

    extensions.extend(actor=given.a_hotel_member(), option=ahead, now=given.NOW, until=longer)

    assert Option.objects.get(reference=ahead).release_at != DEADLINE
