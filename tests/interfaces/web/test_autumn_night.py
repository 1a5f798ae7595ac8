"""A time the clock shows twice is asked back where it was typed, with everything else kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.records.sales.models import QuoteSlot

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

NIGHT = "2027-10-31"
SEARCHED = {"place": "52.3745, 4.8950", "date": NIGHT, "part": "own", "from": "02:30", "to": "17:00", "delegates": "30"}
ASKED = {
    "venue": given.DAMRAK,
    "space": "beurszaal",
    "date": NIGHT,
    "from": "02:30",
    "to": "17:00",
    "delegates": "30",
    "layout": "theatre",
    "basis": "hire",
    "title": "Night shift",
}


def test_search_asks_which_of_two_equal_times_is_meant_and_keeps_the_rest(client: Client):
    given.a_venue()

    answer = client.get("/search", SEARCHED)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "the first (02:30 CEST) or the second (02:30 CET)" in page
    assert (page.count('name="from_fold"'), page.count('name="to_fold"')) == (2, 0)
    assert 'value="02:30"' in page


@pytest.mark.parametrize("fold", ["0", "1"])
def test_search_takes_either_answer(client: Client, fold: str):
    given.a_venue()

    answer = client.get("/search", {**SEARCHED, "from_fold": fold})

    assert answer.status_code == 200


def test_the_end_is_asked_about_where_the_end_is_shown_twice(client: Client):
    given.a_venue()

    page = client.get("/search", {**SEARCHED, "from": "00:30", "to": "02:15"}).content.decode()

    assert (page.count('name="from_fold"'), page.count('name="to_fold"')) == (0, 2)


def test_quote_form_asks_which_and_keeps_the_input(client: Client):
    given.a_venue()

    answer = client.post("/quotes", ASKED)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count('name="from_fold"') == 2
    assert "Night shift" in page
    assert not QuoteSlot.objects.exists()


def test_quote_form_takes_the_answer_to_the_rules_of_the_house(client: Client):
    given.a_venue()

    answer = client.post("/quotes", {**ASKED, "from_fold": "1"})

    assert "The hotel is not open all that time" in answer.content.decode()
    assert re.search(r'name="from_fold" value="1"[^>]*checked', answer.content.decode())
