"""Who is told what of the queue."""

from __future__ import annotations

import pytest
from tests import given
from tests.interfaces.worker.test_letters import HOUSE, LATER, tell

from zaal.usecases import extensions

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
