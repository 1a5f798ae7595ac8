from __future__ import annotations

import pytest
from tests import given

from zaal.domain.letters import Letter
from zaal.queries import deliveries as post
from zaal.records.logbook.models import Fact
from zaal.records.logbook.models import Letter as LetterRow
from zaal.usecases import deliveries

pytestmark = pytest.mark.django_db

CONFIRMATION = Letter(given.ANNA, "en", "Booking confirmed", "It is yours.")
NEWS = Letter("zalen@damrak.example.org", "nl", "Nieuwe boeking", "Zet de zaal klaar.")


@pytest.fixture
def fact() -> int:
    given.a_confirmed_booking()
    return Fact.objects.get(kind="BookingConfirmed").pk


def test_a_letter_is_kept_once_per_fact_and_recipient(fact: int):
    deliveries.keep(fact=fact, letters=[CONFIRMATION, NEWS], now=given.NOW)
    deliveries.keep(fact=fact, letters=[CONFIRMATION, NEWS], now=given.NOW)

    assert sorted(LetterRow.objects.values_list("recipient", flat=True)) == [given.ANNA, NEWS.recipient]


def test_the_first_wording_kept_stays(fact: int):
    reworded = Letter(given.ANNA, "en", "Another subject", "Another text.")

    deliveries.keep(fact=fact, letters=[CONFIRMATION], now=given.NOW)
    deliveries.keep(fact=fact, letters=[reworded], now=given.NOW)

    assert [unsent.letter for unsent in post.unsent(fact)] == [CONFIRMATION]


def test_letters_about_no_fact_are_all_kept():
    deliveries.keep(fact=None, letters=[CONFIRMATION], now=given.NOW)
    deliveries.keep(fact=None, letters=[CONFIRMATION], now=given.NOW)

    assert LetterRow.objects.filter(fact=None).count() == 2


def test_a_sent_letter_is_not_sent_again_and_the_other_still_is(fact: int):
    deliveries.keep(fact=fact, letters=[CONFIRMATION, NEWS], now=given.NOW)
    first, second = post.unsent(fact)

    deliveries.mark_sent(letter=first.number, now=given.NOW)

    assert post.unsent(fact) == (second,)
