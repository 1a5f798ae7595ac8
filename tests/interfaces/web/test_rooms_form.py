"""Further rooms and promotion codes in the quote form: added and removed without a script, and nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from tests import given

from zaal.domain.layouts import Layout
from zaal.domain.rates import Adjustment, AppliesTo, Condition, Deal, DealKind
from zaal.queries import sales
from zaal.records.sales.models import Quote
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from zaal.queries.sales import QuoteView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

MAIN = {
    "venue": given.DAMRAK,
    "space": "beurszaal-noord",
    "date": "2027-04-15",
    "from": "09:00",
    "to": "17:00",
    "delegates": "30",
    "layout": "theatre",
    "basis": "hire",
    "title": "Strategy day",
}


@pytest.fixture(autouse=True)
def _hotel() -> None:
    given.a_venue()


def a_form(*rooms: dict[str, Any], **changes: Any) -> dict[str, Any]:
    usual = {"space": "kleine-zaal", "layout": "u_shape", "delegates": "8", "basis": "hire"}
    further = {
        f"room-{number}-{name}": value
        for number, room in enumerate(rooms, start=1)
        for name, value in {**usual, **room}.items()
    }
    return {**MAIN, **further, **changes}


def text_of(page: HttpResponse) -> str:
    return unescape(page.content.decode())


def values_of(page: HttpResponse, name: str) -> list[str]:
    """Return what stands in the quote form's fields of this name, chosen options included."""
    html = text_of(page)
    html = html[html.index('id="quote-form"') :]
    html = html[: html.index("</form>")]
    inputs = [tag for tag in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in tag and 'value="' in tag]
    chosen = [
        option
        for select in re.findall(rf'<select[^>]*name="{name}".*?</select>', html, re.DOTALL)
        for option in re.findall(r'<option value="([^"]*)" selected', select)
    ]
    return [re.search(r'value="([^"]*)"', tag)[1] for tag in inputs] + chosen


def the_quote() -> QuoteView:
    return sales.quote(Quote.objects.get().reference, actor=given.an_operator(), now=given.NOW)


def test_a_button_adds_a_room_and_keeps_what_was_typed(client: Client):
    page = client.post("/quotes", a_form({"delegates": "6"}, add_room="1", delegates="31", codes="spring"))

    assert page.status_code == 200
    assert values_of(page, "room-1-delegates") == ["6"]
    assert values_of(page, "room-2-space") == ["beurszaal-zuid"]
    assert (values_of(page, "delegates"), values_of(page, "title")) == (["31"], ["Strategy day"])
    assert values_of(page, "codes") == ["spring"]
    assert "notice-bad" not in text_of(page)
    assert not Quote.objects.exists()


def test_a_further_room_is_hired_alone_unless_asked_otherwise(client: Client):
    page = client.post("/quotes", a_form(add_room="1", basis="package"))

    assert values_of(page, "room-1-basis") == ["hire"]


def test_a_button_removes_the_room_it_stands_in(client: Client):
    page = client.post("/quotes", a_form({"delegates": "6"}, {"delegates": "9"}, remove_room="1"))

    assert values_of(page, "room-1-delegates") == []
    assert values_of(page, "room-2-delegates") == ["9"]


def test_rooms_stay_when_another_main_room_is_chosen(client: Client):
    page = client.get(f"/venues/{given.DAMRAK}", {**a_form({"from": "10:00", "to": "12:00"}), "space": "beurszaal"})

    assert values_of(page, "room-1-space") == ["kleine-zaal"]
    assert values_of(page, "room-1-from") == ["10:00"]


def test_a_room_has_the_main_rooms_times_or_its_own(client: Client):
    days = {"date": ["2027-04-15", "2027-04-16"]}
    own = {"space": "beurszaal-zuid", "layout": "theatre", "from": "13:00", "to": "15:00", "date": "2027-04-16"}

    client.post("/quotes", a_form({}, own, **days))

    main, same, apart = the_quote().rooms
    assert same.periods == main.periods
    assert (same.space_slug, same.layout, same.delegates) == ("kleine-zaal", Layout.U_SHAPE, 8)
    assert [f"{period.starts_at:%d %H:%M}-{period.ends_at:%H:%M}" for period in apart.periods] == ["16 11:00-13:00"]


def test_the_quote_page_lists_the_rooms_and_groups_the_lines(client: Client):
    page = text_of(client.get(client.post("/quotes", a_form({})).headers["Location"]))

    told = the_quote()
    assert page.count("statement-room") == len(told.rooms)
    assert "Beurszaal Noord, Theatre, 30 delegates" in page
    assert "Kleine Zaal, U-shape, 8 delegates" in page
    assert "at the same times" in page
    assert {line.room for line in told.price.lines} == {0, 1}


@pytest.mark.parametrize(
    ("room", "field", "status", "words"),
    [
        ({"delegates": ""}, "delegates", 422, "Say how many delegates come."),
        ({"delegates": "15"}, "delegates", 409, "Kleine Zaal"),
        ({"layout": "banquet"}, "layout", 422, "Select a valid choice"),
        ({"from": "10:00"}, "to", 422, "Give both times, or neither."),
        ({"space": "beurszaal"}, "space", 409, "share a part of the house"),
    ],
)
def test_what_is_wrong_with_a_room_is_said_at_its_field(
    client: Client, room: dict[str, str], field: str, status: int, words: str
):
    page = client.post("/quotes", a_form(room))

    assert page.status_code == status
    assert re.search(rf'id="id_room-1-{field}_error">[^<]*{re.escape(words)}', text_of(page))
    assert values_of(page, "title") == ["Strategy day"]
    assert not Quote.objects.exists()


def test_a_taken_room_is_the_one_that_is_named(client: Client):
    given.a_confirmed_booking(space="kleine-zaal", delegates=8)

    page = client.post("/quotes", a_form({}))

    assert page.status_code == 409
    assert "Kleine Zaal is taken" in text_of(page)


def test_a_promotion_code_reaches_the_price(client: Client):
    a_promoting_house()

    client.post("/quotes", {**MAIN, "venue": "promoting", "codes": " Lente27 "})

    assert the_quote().price.gross.amount == Decimal("360.00")


def test_an_unknown_promotion_code_is_said_at_its_field(client: Client):
    page = client.post("/quotes", a_form(codes="nothing"))

    assert page.status_code == 409
    assert re.search(r'id="id_codes_error">The promotion code “nothing” gives nothing here today', text_of(page))


def a_promoting_house() -> None:
    """Have a house that takes ten percent off for whoever types a word."""
    plan = given.damrak()
    deal = Deal("spring", DealKind.PROMOTION, {"en": "Spring"}, "lente27", frozenset(), given.ALWAYS)
    move = Adjustment("spring", Decimal(-10), AppliesTo.ALL, given.ALWAYS, Condition(deal="spring"))
    rates = replace(plan.rates, adjustments=(move,), rules=replace(plan.rates.rules, deals=(deal,)))
    told = replace(plan, facts=replace(plan.facts, slug="promoting", name="Promoting"), rates=rates)
    venues.create(actor=given.an_operator(), plan=told, organisation_id=None, now=given.NOW)
