"""Challenge: the next in line is ready, and those ahead confirm or let go within the house's hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import GUEST, SYSTEM, Actor
from zaal.domain.challenges import FirstHasAsked, HoldsItself, NobodyToChallenge, NotNextInLine, UnderChallenge
from zaal.domain.options import OptionExpired
from zaal.queries import sales
from zaal.queries.sales import Stage
from zaal.records.listing import board
from zaal.records.logbook.models import Fact
from zaal.records.sales.line import OptionUnknown
from zaal.records.sales.models import Challenge, Option
from zaal.usecases import bookings, challenges, extensions, options

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

RELEASE_AT = given.NOW + timedelta(days=7)
DEADLINE = given.NOW + timedelta(hours=48)
CARLA = "carla@example.org"


@pytest.fixture
def anna() -> Actor:
    return given.a_booker()


@pytest.fixture
def bram() -> Actor:
    return given.a_booker(given.BRAM)


@pytest.fixture
def carla() -> Actor:
    return given.a_booker(CARLA)


@pytest.fixture(autouse=True)
def the_listing_follows_the_diary() -> Iterator[None]:
    """Whatever a test does: what search reads equals the diary afterwards."""
    yield
    assert board.differences() == []


def release_of(option: str) -> object:
    return Option.objects.get(reference=option).release_at


def test_the_first_has_the_houses_hours_and_both_are_told(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)

    until = challenges.challenge(actor=bram, option=second, now=given.NOW)

    assert until == release_of(first) == DEADLINE
    assert told_of(first)[-1] == ("OptionChallenged", "zaal")
    assert told_of(second)[-1] == ("ChallengeMade", bram.label)
    assert sales.option(first, actor=anna, now=given.NOW).challenged_at == given.NOW
    waiting = sales.option(second, actor=bram, now=given.NOW)
    assert (waiting.challenging_until, waiting.can_challenge) == (DEADLINE, False)


def test_a_house_may_give_twenty_four_hours(anna: Actor, bram: Actor):
    given.a_venue(challenge_hours=24)
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)

    challenges.challenge(actor=bram, option=second, now=given.NOW)

    assert release_of(first) == given.NOW + timedelta(hours=24)


def test_a_challenge_never_prolongs_the_release(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    extensions.extend(actor=bram, option=second, now=given.NOW)
    late = RELEASE_AT - timedelta(hours=10)

    assert challenges.challenge(actor=bram, option=second, now=late) == RELEASE_AT
    options.expire_due(actor=SYSTEM, now=RELEASE_AT)

    assert sales.option(first, actor=anna, now=RELEASE_AT).stage is Stage.EXPIRED
    assert sales.option(second, actor=bram, now=RELEASE_AT).stage is Stage.HELD


def test_who_does_not_answer_lapses_and_the_second_has_the_room(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    with pytest.raises(OptionExpired):
        bookings.confirm_option(actor=anna, option=first, now=DEADLINE)
    assert options.expire_due(actor=SYSTEM, now=DEADLINE - timedelta(seconds=1)) == 0
    assert options.expire_due(actor=SYSTEM, now=DEADLINE) == 1

    lapsed = sales.option(first, actor=anna, now=DEADLINE)
    assert (lapsed.stage, lapsed.ended_at) == (Stage.LAPSED_BY_CHALLENGE, DEADLINE)
    assert told_of(first)[-1][0] == "OptionLapsedByChallenge"
    assert sales.option(second, actor=bram, now=DEADLINE).stage is Stage.HELD
    assert told_of(second)[-1][0] == "OptionPromoted"


def test_the_first_books_in_the_last_second(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    bookings.confirm_option(actor=anna, option=first, now=DEADLINE - timedelta(seconds=1))

    assert told_of(second)[-1][0] == "FirstBooked"
    assert options.expire_due(actor=SYSTEM, now=DEADLINE) == 0


def test_asking_the_hotel_is_an_answer_and_brings_the_release_back(anna: Actor, bram: Actor):
    given.a_venue(instant=False)
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    bookings.ask(actor=anna, option=first, now=given.NOW)

    assert release_of(first) == RELEASE_AT
    assert told_of(second)[-1] == ("ChallengeAnswered", "zaal")
    with pytest.raises(FirstHasAsked):
        challenges.challenge(actor=bram, option=second, now=given.NOW)


def test_who_challenged_and_walks_away_gives_the_first_its_time_back(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    options.let_go(actor=bram, option=second, now=given.NOW)

    assert release_of(first) == RELEASE_AT
    assert told_of(first)[-1] == ("ChallengeFallen", "zaal")
    assert extensions.extend(actor=anna, option=first, now=given.NOW) > RELEASE_AT


def test_a_challenger_who_lapses_gives_the_first_its_time_back(anna: Actor, bram: Actor):
    first = given.an_option(anna)
    soon = given.NOW + timedelta(hours=5)
    quote = given.a_quote(bram)
    second = options.place(actor=bram, quote=quote, now=given.NOW, until=soon, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    options.expire_due(actor=SYSTEM, now=soon)

    assert release_of(first) == RELEASE_AT


def test_when_one_of_two_challengers_walks_away_the_others_deadline_stands(anna: Actor, bram: Actor, carla: Actor):
    first = given.an_option(anna)
    north = given.an_option(bram, may_wait=True, space="beurszaal-noord")
    south = given.an_option(carla, may_wait=True, space="beurszaal-zuid")
    later = given.NOW + timedelta(hours=3)
    challenges.challenge(actor=bram, option=north, now=given.NOW)
    challenges.challenge(actor=carla, option=south, now=later)
    assert release_of(first) == DEADLINE

    options.let_go(actor=bram, option=north, now=later)
    assert release_of(first) == DEADLINE
    options.let_go(actor=carla, option=south, now=later)

    assert release_of(first) == RELEASE_AT


def test_who_waits_for_the_whole_challenges_both_who_hold_a_half(anna: Actor, bram: Actor, carla: Actor):
    north = given.an_option(anna, space="beurszaal-noord")
    south = given.an_option(bram, space="beurszaal-zuid")
    whole = given.an_option(carla, may_wait=True)

    challenges.challenge(actor=carla, option=whole, now=given.NOW)
    options.expire_due(actor=SYSTEM, now=DEADLINE)

    assert {sales.option(one, actor=SYSTEM, now=DEADLINE).stage for one in (north, south)} == {
        Stage.LAPSED_BY_CHALLENGE
    }
    assert sales.option(whole, actor=carla, now=DEADLINE).stage is Stage.HELD


def test_challenging_twice_is_the_same_as_once(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    later = given.NOW + timedelta(hours=3)
    assert challenges.challenge(actor=bram, option=second, now=later) == DEADLINE

    assert (Challenge.objects.count(), release_of(first)) == (1, DEADLINE)
    assert [kind for kind, _ in told_of(second)].count("ChallengeMade") == 1


def test_only_the_next_in_line_challenges(anna: Actor, bram: Actor, carla: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    third = given.an_option(carla, may_wait=True)

    with pytest.raises(NotNextInLine):
        challenges.challenge(actor=carla, option=third, now=given.NOW)
    with pytest.raises(HoldsItself):
        challenges.challenge(actor=anna, option=first, now=given.NOW)
    assert not sales.option(third, actor=carla, now=given.NOW).can_challenge
    assert sales.option(second, actor=bram, now=given.NOW).can_challenge


def test_a_booking_is_not_challenged(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    bookings.confirm_option(actor=anna, option=first, now=given.NOW)

    with pytest.raises(NobodyToChallenge):
        challenges.challenge(actor=bram, option=second, now=given.NOW)


def test_nobody_not_even_the_house_holds_a_challenged_option_longer(anna: Actor, bram: Actor):
    first, second = given.an_option(anna), given.an_option(bram, may_wait=True)
    challenges.challenge(actor=bram, option=second, now=given.NOW)

    for actor in (anna, given.a_hotel_member()):
        with pytest.raises(UnderChallenge):
            extensions.extend(actor=actor, option=first, now=given.NOW)

    assert release_of(first) == DEADLINE


def test_the_house_may_challenge_for_who_waits_and_strangers_may_not(anna: Actor, bram: Actor, carla: Actor):
    given.an_option(anna)
    second = given.an_option(bram, may_wait=True)
    given.a_venue(given.MARINA)

    for stranger in (anna, carla, GUEST, given.a_hotel_member(given.MARINA)):
        with pytest.raises(OptionUnknown):
            challenges.challenge(actor=stranger, option=second, now=given.NOW)

    assert challenges.challenge(actor=given.a_hotel_member(), option=second, now=given.NOW) == DEADLINE


def told_of(option: str) -> list[tuple[str, str]]:
    """Return what is written down of an option, and on whose word; each of it is told by a letter."""
    facts = Fact.objects.filter(subject=option).order_by("pk")
    for fact in facts:
        assert ProcrastinateJob.objects.filter(task_name="tell", args={"fact_id": fact.pk}).count() == 1
    return list(facts.values_list("kind", "actor"))
