"""How prices are shown is the visitor's choice; the all-in total stays on every card and page whatever is chosen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.money import Money
from zaal.interfaces import pricetag, wording
from zaal.interfaces.web.pages.views import YEAR_SECONDS

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

DAY = given.MEETING_DAY.isoformat()
SEARCHES = {
    given.DAMRAK: {"place": "52.3745, 4.8950", "date": DAY, "part": "day", "delegates": "30", "layout": "theatre"},
    given.MARINA: {"place": "1.2800, 103.8600", "date": DAY, "part": "day", "delegates": "30"},
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def deal_of(response: HttpResponse) -> str:
    """Return what a reader sees of the first offer's price."""
    card = response.content.decode().partition('<div class="offer-deal">')[2].partition("<form")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", card).split())


def choose(client: Client, **chosen: str) -> HttpResponse:
    return client.post("/prices", {"next": "/bookings", **chosen})


def quote_page(client: Client, venue: str = given.DAMRAK, **wish: str) -> HttpResponse:
    form = {
        "venue": venue,
        "space": "beurszaal",
        "date": DAY,
        "from": "09:00",
        "to": "17:00",
        "delegates": "30",
        "layout": "theatre",
        "basis": "hire",
        **wish,
    }
    return client.post("/quotes", form, follow=True)


def test_without_a_choice_the_all_in_total_stands_large(client: Client):
    given.a_venue()

    deal = deal_of(client.get("/search", SEARCHES[given.DAMRAK]))

    assert deal.startswith("€400.00 all in €13.33 per delegate, all in")


def test_per_delegate_keeps_the_total_beside_it(client: Client):
    given.a_venue()
    choose(client, shown="per_delegate")

    deal = deal_of(client.get("/search", SEARCHES[given.DAMRAK]))

    assert deal.startswith("€13.33 per delegate, all in €400.00 all in")


def test_excluding_tax_names_the_tax_of_the_country_and_keeps_the_total_beside_it(client: Client):
    given.a_venue()
    given.a_venue(given.MARINA)
    choose(client, shown="without_tax")

    dutch, singaporean = (deal_of(client.get("/search", search)) for search in SEARCHES.values())

    assert dutch.startswith("€330.58 excl. VAT (BTW) €400.00 all in")
    assert re.match(r"S\$1,100.00 excl. GST S\$1,199.00 all in", singaporean)


@pytest.mark.parametrize("shown", ["all_in", "per_delegate", "without_tax"])
def test_the_all_in_total_is_on_every_page_of_the_sale(client: Client, shown: str):
    given.a_venue()
    choose(client, shown=shown)

    page = text_of(quote_page(client))

    assert "€700.00 all in" in page


def test_the_order_of_the_results_stays_that_of_the_all_in_total(client: Client):
    given.a_venue()
    before = re.findall(r'data-name="([^"]+)"', client.get("/search", SEARCHES[given.DAMRAK]).content.decode())

    choose(client, shown="without_tax")

    after = re.findall(r'data-name="([^"]+)"', client.get("/search", SEARCHES[given.DAMRAK]).content.decode())
    assert after == before == ["Hotel Damrak"]


def test_the_choice_is_kept_for_a_year_and_leads_back(client: Client):
    answer = choose(client, shown="per_delegate")

    cookie = answer.cookies["prices"]
    assert answer.headers["Location"] == "/bookings"
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("per_delegate", YEAR_SECONDS, "Lax")


def test_a_choice_that_does_not_exist_is_not_kept_and_not_believed(client: Client):
    given.a_venue()

    answer = choose(client, shown="nothing", currency="XXX", next="https://elsewhere.example/")

    client.cookies["prices"] = "free"
    assert (answer.headers["Location"], dict(answer.cookies)) == ("/", {})
    assert deal_of(client.get("/search", SEARCHES[given.DAMRAK])).startswith("€400.00 all in")


def test_ones_own_currency_is_beside_the_total_of_a_quote_with_rate_source_and_day(client: Client):
    given.a_venue()
    choose(client, currency="SGD")

    page = text_of(quote_page(client))

    assert re.search(
        r"≈ S\$[\d,.]+ For information: 1 EUR = 1\.\d+ SGD, ECB rate of \d+ \w+ \d{4}\. You are charged in EUR\.", page
    )


def test_ones_own_currency_is_beside_the_prices_of_a_venue(client: Client):
    given.a_venue()
    choose(client, currency="SGD")

    page = text_of(client.get(f"/venues/{given.DAMRAK}"))

    assert re.search(r"€55.00 all in ≈ S\$[\d,.]+", page)
    assert "You are charged in EUR." in page


def test_the_hotels_own_currency_needs_no_second_amount(client: Client):
    given.a_venue()
    choose(client, currency="EUR")

    assert "≈" not in text_of(quote_page(client))


@pytest.mark.parametrize(("rate", "written"), [("0.000052", "0.000052"), ("1.4282", "1.4282"), ("163.12", "163.12")])
def test_a_rate_keeps_all_its_digits(rate: str, written: str):
    assert wording.rate(Decimal(rate), "en") == written


@pytest.mark.parametrize("currency", ["HRK", "XXX", "EUR", None])
def test_where_no_rate_is_published_or_needed_nothing_is_shown(currency: str | None):
    assert pricetag.indicative(Money(Decimal(100), "EUR"), currency, given.NOW) is None


def test_the_hotels_currency_can_be_chosen_again(client: Client):
    given.a_venue()
    choose(client, currency="SGD")
    assert "≈" in deal_of(client.get("/search", SEARCHES[given.DAMRAK]))

    client.get("/search", {**SEARCHES[given.DAMRAK], "currency": ""}, follow=True)

    assert "≈" not in deal_of(client.get("/search", SEARCHES[given.DAMRAK]))
