"""Who is told what of the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.interfaces.worker.test_letters import HOUSE, LATER, tell

from zaal.domain.actors import SYSTEM
from zaal.usecases import bookings, challenges, extensions, options, requests

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def test_both_sides_hear_that_an_option_is_held_longer():
    anna = given.a_booker()
    option = given.an_option(anna)
    extensions.extend(actor=anna, option=option, now=LATER)

    letters = tell("OptionExtended", option)

    assert set(letters) == {given.ANNA, HOUSE}
    assert "is extended until" in letters[given.ANNA].subject
    assert "is held for you longer, free of charge: until" in letters[given.ANNA].text
    assert "15 March 2027" in letters[given.ANNA].text
    assert letters[given.ANNA].calendar == ""


def test_an_extended_place_in_line_does_not_sound_like_a_room_held():
    given.an_option(given.a_booker())
    bram = given.a_booker(given.BRAM)
    waiting = given.an_option(bram, may_wait=True)
    extensions.extend(actor=bram, option=waiting, now=LATER)

    letter = tell("OptionExtended", waiting)[given.BRAM]

    assert "stays in line until" in letter.text
    assert "is held for you" not in letter.text


def test_everyone_hears_of_a_challenge_and_nobody_who_the_other_is():
    first, (second, bram) = given.an_option(given.a_booker()), _waiting()
    challenges.challenge(actor=bram, option=second, now=LATER)

    challenged, made = tell("OptionChallenged", first), tell("ChallengeMade", second)

    assert set(challenged) == {given.ANNA, HOUSE}
    assert set(made) == {given.BRAM, HOUSE}
    assert "book it before Wednesday 3 March 2027, 11:00 CET" in challenged[given.ANNA].text
    assert "has until Wednesday 3 March 2027, 11:00 CET" in made[given.BRAM].text
    assert "Bram" not in challenged[given.ANNA].text
    assert "Anna" not in made[given.BRAM].text
    assert challenged[given.ANNA].calendar == made[given.BRAM].calendar == ""


def test_who_lapsed_by_a_challenge_hears_why_and_their_calendar_is_cleared():
    first, (second, bram) = given.an_option(given.a_booker()), _waiting()
    challenges.challenge(actor=bram, option=second, now=LATER)
    options.expire_due(actor=SYSTEM, now=LATER + timedelta(hours=48))

    letter = tell("OptionLapsedByChallenge", first)[given.ANNA]

    assert "somebody else was ready to book" in letter.text
    assert letter.calendar_method == "CANCEL"
    assert "is now held for you" in tell("OptionPromoted", second)[given.BRAM].text


def test_the_second_hears_that_the_first_asked_the_hotel():
    given.a_venue(instant=False)
    anna = given.a_booker()
    first, (second, bram) = given.an_option(anna), _waiting()
    challenges.challenge(actor=bram, option=second, now=LATER)
    bookings.ask(actor=anna, option=first, now=LATER)

    assert "has asked the hotel to confirm" in tell("ChallengeAnswered", second)[given.BRAM].text


def test_the_first_hears_that_who_was_ready_has_withdrawn():
    first, (second, bram) = given.an_option(given.a_booker()), _waiting()
    challenges.challenge(actor=bram, option=second, now=LATER)
    options.let_go(actor=bram, option=second, now=LATER)

    letter = tell("ChallengeFallen", first)[given.ANNA]

    assert "free of charge, until Monday 8 March 2027, 10:00 CET again" in letter.text


def _waiting() -> tuple[str, Actor]:
    bram = given.a_booker(given.BRAM)
    return given.an_option(bram, may_wait=True), bram


def test_a_refused_customer_reads_why_and_where_else_to_look():
    given.a_venue(instant=False)
    anna = given.a_booker()
    option = bookings.ask(actor=anna, option=given.an_option(anna), now=LATER)
    requests.refuse(actor=given.a_hotel_member(), option=option, reason="works", words="Try 50% less.", now=LATER)

    letters = tell("RequestRefused", option)

    assert set(letters) == {given.ANNA, HOUSE}
    assert "There are works in or near the room" in letters[given.ANNA].text
    assert "The hotel writes: “Try 50% less.”" in letters[given.ANNA].text
    assert "/search?" in letters[given.ANNA].text
    assert letters[given.ANNA].calendar_method == "CANCEL"


def test_silence_is_told_to_the_house_alone_and_at_last_to_the_customer():
    given.a_venue(instant=False)
    anna = given.a_booker()
    option = bookings.ask(actor=anna, option=given.an_option(anna), now=LATER)

    requests.press_due(actor=SYSTEM, now=LATER + timedelta(hours=24))
    pressed = tell("RequestPressed", option)
    requests.press_due(actor=SYSTEM, now=LATER + timedelta(hours=48))
    unanswered = tell("RequestUnanswered", option)

    assert set(pressed) == {HOUSE}
    assert set(unanswered) == {given.ANNA, HOUSE}
    assert "has not answered your request" in unanswered[given.ANNA].text
    assert "/search?" in unanswered[given.ANNA].text
