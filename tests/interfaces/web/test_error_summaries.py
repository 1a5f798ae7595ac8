"""What is wrong stands together above its form: counted, with a way to each field, where the focus begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

LOGIN = "/accounts/login/"
SIGN_UP = {"email": "nobody", "password1": "short", "password2": "other"}
CLOSURE = {"house": given.DAMRAK, "space": "", "from_date": "2027-04-15", "from_time": "08:00", "to_date": ""}
A_QUOTE = {"venue": given.DAMRAK, "space": "beurszaal", "date": str(given.MEETING_DAY), "from": "09:00", "to": "17:00"}
# Who fills in which form wrongly, and the fields that the summary leads to.
WRONG = {
    "search": (None, "get", "/search", {"place": "", "date": "", "delegates": "0"}, {"id_place", "id_date"}),
    "sign-in": (None, "post", LOGIN, {"login": "", "password": ""}, {"id_login", "id_password"}),
    "sign-up": (None, "post", "/accounts/signup/", SIGN_UP, {"id_email"}),
    "quote": (None, "post", "/quotes", {**A_QUOTE, "delegates": "", "title": "x" * 201}, {"id_delegates", "id_title"}),
    "profile": (given.a_booker, "post", "/profile", {"language": "xx", "time_zone": "Mars"}, {"id_language"}),
    "token": (given.a_booker, "post", "/profile/tokens", {"name": ""}, {"id_name", "id_scopes"}),
    "closure": (given.a_hotel_member, "post", "/desk/closures", CLOSURE, {"id_to_date"}),
    "phone": (given.a_hotel_member, "get", "/desk/rooms", {"house": given.DAMRAK}, {"id_date", "id_delegates"}),
    "pictures": (given.a_hotel_member, "post", f"/desk/{given.DAMRAK}/pictures", {"space": ""}, {"id_pictures"}),
}


@pytest.fixture
def house(client: Client) -> Client:
    """Have Hotel Damrak there, whoever comes."""
    given.a_venue()
    return client


@pytest.mark.parametrize("form", WRONG)
def test_what_is_wrong_is_counted_and_led_to(house: Client, form: str) -> None:
    who, way, address, sent, fields = WRONG[form]
    if who:
        sign_in(house, who())

    answer = getattr(house, way)(address, sent, follow=True)

    told = summary(answer)
    assert re.search(r"There (is \d+ problem|are \d+ problems)", told)
    assert len(re.findall("<li>", told)) == int(re.search(r"There (?:is|are) (\d+)", told)[1])
    places = set(re.findall(r'<a href="#([^"]+)"', told))
    assert fields <= places
    page = answer.content.decode()
    assert all(page.count(f' id="{place}"') == 1 for place in places)
    assert "autofocus" in told
    assert title(answer).startswith("Error: ")


@pytest.mark.parametrize("address", ["/", LOGIN, "/accounts/signup/"])
def test_a_page_that_is_only_opened_tells_of_no_error(house: Client, address: str) -> None:
    answer = house.get(address)

    assert "data-mistakes" not in answer.content.decode()
    assert "Error" not in title(answer)


def test_a_mistake_in_a_further_room_leads_to_the_field_of_that_room(house: Client) -> None:
    room = {"room-1-space": "kleine-zaal", "room-1-layout": "theatre", "room-1-delegates": "", "room-1-basis": "hire"}

    answer = house.post("/quotes", {**A_QUOTE, "layout": "theatre", "delegates": "10", "basis": "hire", **room})

    assert re.search(r'<a href="#id_room-1-delegates">Further room 1, ', summary(answer))


def test_filters_tell_what_is_wrong_without_taking_the_focus_away(house: Client) -> None:
    asked = {"place": "Amsterdam", "date": "", "delegates": "12"}

    answer = house.get("/search", asked, follow=True, headers={"HX-Request": "true"})

    assert "autofocus" not in summary(answer)


def test_a_refused_reopening_is_said_where_it_is_seen(house: Client) -> None:
    sign_in(house, given.a_hotel_member())

    answer = house.post("/desk/closures/reopening", {"house": given.DAMRAK, "closure": "C-0000-0000"})

    page = answer.content.decode()
    assert page.index('role="alert"') < page.index('<details class="diary-close"')
    assert title(answer).startswith("Error: ")


def sign_in(client: Client, actor: Actor) -> None:
    client.force_login(Person.objects.get(pk=actor.person_id or 0))


def summary(answer: HttpResponse) -> str:
    found = re.search(r'<div class="notice notice-bad"[^>]*data-mistakes>.*?</div>', answer.content.decode(), re.DOTALL)
    assert found, "no summary of what is wrong"
    return found[0]


def title(answer: HttpResponse) -> str:
    found = re.search("<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
    assert found
    return found[1].strip()
