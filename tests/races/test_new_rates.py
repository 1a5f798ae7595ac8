"""The hotel replaces its rates while its rooms are being quoted, and while somebody else replaces them too."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from tests import given
from tests.races.clients import clients

from zaal.domain.houses import HirePrice, RatesPlan, TariffPlan
from zaal.domain.rates import Entry, HireUnit
from zaal.queries import houses, sales
from zaal.usecases import quotes, rates

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed")]


def written(plan: RatesPlan, entry: Entry, amount: int) -> RatesPlan:
    price = HirePrice(HireUnit.DAY, Decimal(amount), given.ALWAYS)
    return replace(
        plan,
        rates=replace(plan.rates, tariffs=(TariffPlan(entry, Decimal(0), given.ALWAYS),)),
        spaces=tuple(replace(space, hire=(price,)) for space in plan.spaces),
    )


def test_a_quote_is_made_by_the_old_rates_or_the_new_ones_never_by_some_of_both():
    given.a_venue()
    operator, anna = given.an_operator(), given.a_booker()
    plan = houses.rates(given.DAMRAK, actor=operator)
    put = partial(
        rates.replace, actor=operator, venue_slug=given.DAMRAK, plan=written(plan, Entry.NET, 900), now=given.NOW
    )

    with clients(1) as hotel:
        replaced: list[object] = []

        def while_reading(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            # How prices are written has been read by now, and the prices not yet.
            if 'FROM "rates_hirerate"' in sql and not replaced:
                replaced.extend(hotel.together([put]))
            return execute(sql, *rest)

        with connection.execute_wrapper(while_reading):
            reference = quotes.make(actor=anna, wish=given.a_wish(), now=given.NOW)

    assert replaced
    assert houses.rates(given.DAMRAK, actor=operator) != plan
    gross = sales.quote(reference, actor=anna, now=given.NOW).price.gross.amount
    assert gross in {Decimal(700), Decimal(1089)}


def test_of_two_who_replace_at_once_one_price_list_is_left_whole():
    given.a_venue()
    operator = given.an_operator()
    plan = houses.rates(given.DAMRAK, actor=operator)
    lists = (written(plan, Entry.GROSS, 700), written(plan, Entry.NET, 900))

    with clients(2) as racing:
        for _ in range(5):
            answers = racing.together(
                [
                    partial(rates.replace, actor=operator, venue_slug=given.DAMRAK, plan=one, now=given.NOW)
                    for one in lists
                ]
            )

            assert not [one for one in answers if isinstance(one, Exception)]
            assert houses.rates(given.DAMRAK, actor=operator) in lists
