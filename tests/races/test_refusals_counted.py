"""Many who are refused the same at the same moment: each is counted, and each still hears the reason."""

from __future__ import annotations

from functools import partial

import pytest
from tests import given
from tests.races.clients import clients

from zaal.domain.diary import SpaceTaken
from zaal.records.logbook.models import RefusalCount
from zaal.usecases import quotes

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS = 8


def test_no_refusal_is_lost_when_many_are_refused_at_once():
    given.a_confirmed_booking()
    bram = given.a_booker(given.BRAM)
    asks = [partial(quotes.make, actor=bram, wish=given.a_wish(), now=given.NOW)] * CLIENTS

    with clients(CLIENTS) as racing:
        outcomes = racing.together(asks)

    assert all(isinstance(outcome, SpaceTaken) for outcome in outcomes)
    assert RefusalCount.objects.get().number == CLIENTS
