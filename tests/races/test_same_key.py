"""The same request from many threads at once, as a double click or a retry sends it: one thing made, one mail asked."""

from __future__ import annotations

from functools import partial

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given
from tests.races.clients import check_diary, clients

from zaal.domain.sales import ReplayMismatch
from zaal.records.logbook.models import Fact
from zaal.records.sales.models import Booking, Option, Quote
from zaal.usecases import bookings, options, quotes

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]

CLIENTS = 8


def test_one_key_makes_one_quote():
    given.a_venue()
    ask = partial(quotes.make, actor=given.a_booker(), wish=given.a_wish(), now=given.NOW, key="a-key")

    with clients(CLIENTS) as racing:
        outcomes = racing.together([ask] * CLIENTS)

    assert set(outcomes) == {Quote.objects.get().reference}
    assert Fact.objects.filter(kind="QuoteMade").count() == 1


def test_one_key_makes_one_option_and_asks_for_one_mail():
    ask = partial(options.place, actor=given.a_booker(), quote=given.a_quote(), now=given.NOW, key="a-key")

    with clients(CLIENTS) as racing:
        outcomes = racing.together([ask] * CLIENTS)

    assert set(outcomes) == {Option.objects.get().reference}
    assert ProcrastinateJob.objects.filter(task_name="tell").count() == 1
    check_diary()


@pytest.mark.parametrize("key", ["a-key", None])
def test_one_quote_is_booked_once_with_or_without_a_key(key: str | None):
    ask = partial(bookings.confirm, actor=given.a_booker(), quote=given.a_quote(), now=given.NOW, key=key)

    with clients(CLIENTS) as racing:
        outcomes = racing.together([ask] * CLIENTS)

    assert set(outcomes) == {Booking.objects.get().reference}
    assert ProcrastinateJob.objects.filter(task_name="tell").count() == 1
    check_diary()


def test_one_quote_held_and_booked_at_once_stands_in_the_diary_once():
    anna, quote = given.a_booker(), given.a_quote()
    acts = [partial(options.place, actor=anna, quote=quote, now=given.NOW)] * 4
    acts += [partial(bookings.confirm, actor=anna, quote=quote, now=given.NOW)] * 4

    with clients(CLIENTS) as racing:
        racing.together(acts)

    assert Booking.objects.count() == 1
    check_diary()


def test_one_key_for_two_wishes_is_refused_to_all_but_the_first():
    given.a_venue()
    anna = given.a_booker()
    acts = [
        partial(quotes.make, actor=anna, wish=given.a_wish(delegates=20 + number), now=given.NOW, key="a-key")
        for number in range(CLIENTS)
    ]

    with clients(CLIENTS) as racing:
        outcomes = racing.together(acts)

    assert sum(isinstance(outcome, ReplayMismatch) for outcome in outcomes) == CLIENTS - 1
    assert Quote.objects.count() == 1
