"""Many options asked at the same moment by one person: as many as one may hold, and not one more."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from tests import given
from tests.races.clients import check_diary, clients

from zaal.domain.options import MOST_HELD, TooManyOptions
from zaal.records.sales.models import Option
from zaal.usecases import options

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS, LEFT = 6, 2


def test_nobody_holds_more_than_one_may_by_asking_at_once():
    anna = given.a_booker()
    days = [given.a_span(given.MEETING_DAY + timedelta(days=number)) for number in range(MOST_HELD - LEFT + CLIENTS)]
    asks = [partial(options.place, actor=anna, quote=given.a_quote(anna, spans=(day,)), now=given.NOW) for day in days]
    for ask in asks[:-CLIENTS]:
        ask()

    with clients(CLIENTS) as racing:
        outcomes = racing.together(asks[-CLIENTS:])

    assert sum(isinstance(outcome, str) for outcome in outcomes) == LEFT
    assert sum(isinstance(outcome, TooManyOptions) for outcome in outcomes) == CLIENTS - LEFT
    assert Option.objects.count() == MOST_HELD
    check_diary()
