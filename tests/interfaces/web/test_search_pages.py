"""Search in the browser, without one: home, results, what is asked back, and the manners of every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests import given

if TYPE_CHECKING:
    from django.http import HttpResponse

DAY = given.MEETING_DAY.isoformat()
AT_DAMRAK = {"place": "52.3745, 4.8950", "date": DAY, "part": "day", "delegates": "30", "layout": "theatre"}
HTMX = {"HX-Request": "true"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def search(visitor: Client, **changes: Any) -> HttpResponse:
    return visitor.get("/search", {**AT_DAMRAK, **changes})


def test_home_asks_for_a_place_and_names_the_cities_with_hotels(visitor: Client):
    given.a_venue()
    given.a_venue(given.MARINA)

    page = visitor.get("/")

    assert page.status_code == 200
    assert 'name="place"' in page.content.decode()
    assert "Amsterdam 1 hotel" in text_of(page)
    assert "Singapore 1 hotel" in text_of(page)


def test_results_show_price_terms_and_that_it_confirms_at_once(visitor: Client):
    given.a_venue()

    page = text_of(search(visitor))

    assert "1 hotel with a free room" in page
    assert "Beurszaal Noord" in page
    assert "€400.00" in page
    assert "€13.33 per delegate, all in" in page
    assert "Thu 15 Apr 2027, 09:00–17:00" in page  # noqa: RUF001 - a range is written with an en dash
    assert "Free to cancel until 18 Mar 2027, 09:00" in page
    assert "Confirms at once" in page


def test_a_package_says_what_it_includes(visitor: Client):
    given.a_venue()

    page = text_of(search(visitor, basis="package"))

    assert "€1,650.00" in page
    assert "coffee and tea" in page


def test_a_visitor_elsewhere_sees_both_times(visitor: Client):
    given.a_venue()
    visitor.cookies["tz"] = "Asia/Singapore"

    page = text_of(search(visitor))

    assert "09:00–17:00 (your time: 15:00–23:00)" in page  # noqa: RUF001 - a range is written with an en dash


def test_a_visitor_in_the_venues_zone_sees_one_time(visitor: Client):
    given.a_venue()
    visitor.cookies["tz"] = "Europe/Brussels"

    assert "your time" not in text_of(search(visitor))


def test_a_made_up_time_zone_is_not_believed(visitor: Client):
    given.a_venue()
    visitor.cookies["tz"] = "../../etc/passwd"

    assert search(visitor).status_code == 200


def test_own_times_and_several_days_are_searched(visitor: Client):
    given.a_venue()
    own = {"part": "own", "from": "19:00", "to": "22:00", "date": [DAY, "2027-04-20"]}

    page = text_of(search(visitor, **own))

    assert "19:00–22:00 and 1 more day" in page  # noqa: RUF001 - a range is written with an en dash


def test_an_offer_asks_for_its_quote_and_links_with_the_search(visitor: Client):
    given.a_venue()

    page = search(visitor).content.decode()

    assert 'action="/quotes"' in page
    assert '<input type="hidden" name="space" value="beurszaal-noord">' in page
    assert f'<input type="hidden" name="date" value="{DAY}">' in page
    assert "/venues/hotel-damrak?" in page
    assert "from=09%3A00" in page


def test_a_taken_room_is_gone_from_the_next_search(visitor: Client):
    given.a_confirmed_booking(given.a_booker(), space="beurszaal")

    page = text_of(search(visitor))

    assert "Beurszaal" not in page
    assert "3 rooms are taken at these times" in page


def test_nothing_found_says_why_and_offers_what_is_free(visitor: Client):
    given.a_confirmed_booking(given.a_booker(), space="beurszaal")

    answer = search(visitor)

    assert "What is free instead" in text_of(answer)
    assert "date=2027-04-16" in answer.content.decode()


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(visitor: Client):
    answer = visitor.get("/search", {"place": "Utrecht", "date": "", "delegates": "0"}, follow=True)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_date">Date: Choose a date.</a>' in page
    assert "Give a number from 1 up." in page
    assert 'value="Utrecht"' in page


def test_a_moment_that_has_passed_is_refused_in_words(visitor: Client):
    given.a_venue()

    answer = search(visitor, date="2027-02-01")

    assert answer.status_code == 422
    assert "has passed" in text_of(answer)


def test_a_wrong_filter_can_be_corrected_without_javascript(visitor: Client):
    given.a_venue()

    page = search(visitor, budget="-4", instant="on").content.decode()

    assert re.search(r'<input type="number" name="budget" value="-4"', page)
    assert re.search(r'<input type="hidden" name="instant" value="True"', page)


def test_htmx_gets_the_part_that_changes_and_the_address_to_show(visitor: Client):
    given.a_venue()

    answer = visitor.get("/search", {**AT_DAMRAK, "instant": "on", "layout": ""}, headers=HTMX)

    assert "<html" not in answer.content.decode()
    assert 'id="found" role="status"' in answer.content.decode()
    assert "instant=on" in answer["HX-Push-Url"]
    assert "layout=" not in answer["HX-Push-Url"]
    assert "HX-Request" in answer["Vary"]


def test_htmx_keeps_the_results_when_a_filter_is_wrong(visitor: Client):
    given.a_venue()

    answer = visitor.get("/search", {**AT_DAMRAK, "budget": "-4"}, headers=HTMX)

    assert answer.status_code == 422
    assert (answer["HX-Reswap"], answer["HX-Push-Url"]) == ("none", "false")
    assert 'id="errors"' in answer.content.decode()


def test_an_unknown_place_is_asked_again(visitor: Client):
    page = text_of(search(visitor, place="Qwrtzxp"))

    assert "No place is called “Qwrtzxp”" in page


def test_a_name_that_two_hotels_bear_is_offered_not_guessed(visitor: Client):
    given.a_venue("central-in-amsterdam", name="Hotel Central")
    given.a_venue("central-in-utrecht", name="Hotel Central", city="Utrecht", lat=52.0907, lon=5.1214)

    page = search(visitor, place="hotel central", delegates="31")

    assert "Which hotel central do you mean?" in text_of(page)
    assert "place=Hotel+Central%2C+Utrecht%2C+Netherlands" in page.content.decode()
    assert "delegates=31" in page.content.decode()


def test_fields_left_empty_do_not_stay_in_the_address(visitor: Client):
    answer = visitor.get(f"/search?place=Utrecht&date={DAY}&date=&date=&delegates=30&layout=&budget=")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/search?place=Utrecht&date={DAY}&delegates=30")


def test_an_old_browser_finds_the_icon(visitor: Client):
    answer = visitor.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/static/img/favicon.")


def test_search_without_any_question_leads_home(visitor: Client):
    answer = visitor.get("/search")

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_names_are_offered_while_somebody_types(visitor: Client):
    given.a_venue()

    page = visitor.get("/places", {"place": "hotel dam"})

    assert '<option value="Hotel Damrak' in page.content.decode()


def test_amounts_and_days_are_written_in_dutch(visitor: Client):
    given.a_venue()
    visitor.cookies["django_language"] = "nl"

    page = search(visitor, basis="package")

    assert '<html lang="nl">' in page.content.decode()
    assert "€\xa01.650,00" in page.content.decode()
    assert "do 15 apr 2027" in page.content.decode()


def test_the_choice_of_language_is_kept_and_leads_back(visitor: Client):
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', visitor.get("/").content.decode())
    assert token is not None

    answer = visitor.post("/language", {"language": "nl", "next": "/?x=1", "csrfmiddlewaretoken": token[1]})

    assert answer["Location"] == "/?x=1"
    assert answer.cookies["django_language"].value == "nl"


def test_a_language_form_does_not_lead_to_another_site():
    answer = Client().post("/language", {"language": "nl", "next": "https://evil.example.org/"})

    assert answer["Location"] == "/"


def test_a_booking_of_nobody_asks_to_sign_in_and_comes_back(visitor: Client):
    answer = visitor.get("/bookings")

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Fbookings"


def test_a_refusal_is_a_readable_page(visitor: Client):
    answer = visitor.get("/quotes/Q-ZZZZ-ZZZZ")

    assert answer.status_code == 404
    assert "Start a new search" in text_of(answer)


def test_a_refusal_leads_back_within_this_site_only(visitor: Client):
    answer = visitor.get("/quotes/Q-ZZZZ-ZZZZ", headers={"Referer": "https://evil.example.org/x"})

    assert "evil.example.org" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/search?place=Utrecht", "/quotes/Q-ZZZZ-ZZZZ", "/nowhere"])
def test_pages_allow_no_inline_script_or_style_and_carry_none(visitor: Client, path: str):
    answer = visitor.get(path)

    page = answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\s(?:src=|type=.application/ld))", page)
    assert answer["Cache-Control"] == "private, no-cache"


def test_health_is_told_without_a_session(visitor: Client):
    live, ready = visitor.get("/healthz"), visitor.get("/readyz")

    assert (live.status_code, ready.status_code) == (200, 200)
    assert not live.cookies


def test_robots_are_kept_to_the_pages_worth_finding(visitor: Client):
    assert "Disallow: /bookings" in visitor.get("/robots.txt").content.decode()
