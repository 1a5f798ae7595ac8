"""Every page at an address of its language: the language wins, links keep it, and what is for programs has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import get_script_prefix
from django.utils import translation
from tests import given

from zaal.interfaces.web import addresses
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

LANGUAGES = [code for code, _name in settings.LANGUAGES]
NOT_PAGES = ("/static/", "/api/")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture(autouse=True)
def language_of_the_tests() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def language_of(answer: HttpResponse) -> str:
    found = re.search(r'<html lang="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def links_of(answer: HttpResponse) -> list[str]:
    """Return every address within the site that the page leads or sends to, without what its head says."""
    body = answer.content.decode().partition("<body")[2]
    found = re.findall(r'(?:href|action|src|hx-get|hx-post)="(/[^"]*)"', body)
    return [address for address in found if not address.startswith(NOT_PAGES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_address_names_the_language_of_the_page(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/")

    assert (page.status_code, language_of(page), page["Content-Language"]) == (200, language, language)


def test_address_wins_over_cookie_browser_and_person(visitor: Client) -> None:
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    visitor.force_login(Person.objects.get(pk=given.a_booker(language="en").person_id))

    assert language_of(visitor.get("/nl/", headers={"Accept-Language": "en"})) == "nl"


def test_signed_in_person_without_cookie_reads_the_language_of_the_address(visitor: Client) -> None:
    visitor.force_login(Person.objects.get(pk=given.a_booker(language="en").person_id))

    assert language_of(visitor.get("/nl/")) == "nl"
    assert language_of(visitor.get("/")) == "en"


@pytest.mark.parametrize("path", ["/", "/venues/hotel-damrak", "/accounts/login/", "/quotes/Q-ZZZZ-ZZZZ"])
def test_every_link_of_a_page_keeps_its_language(visitor: Client, path: str) -> None:
    given.a_venue()

    links = links_of(visitor.get(f"/nl{path}"))

    assert links
    assert [link for link in links if not link.startswith("/nl/")] == []


@pytest.mark.parametrize("path", ["/", "/venues/hotel-damrak"])
def test_page_without_language_in_its_address_has_links_without(visitor: Client, path: str) -> None:
    given.a_venue()

    links = links_of(visitor.get(path, headers={"Accept-Language": "nl"}))

    assert links
    assert [link for link in links if addresses.read(link).language] == []


def test_page_without_language_in_its_address_is_negotiated_as_ever(visitor: Client) -> None:
    assert language_of(visitor.get("/", headers={"Accept-Language": "nl"})) == "nl"
    assert language_of(visitor.get("/", headers={"Accept-Language": "en"})) == "en"


def test_next_request_knows_nothing_of_the_language_before(visitor: Client) -> None:
    visitor.get("/nl/")

    assert get_script_prefix() == "/"
    assert language_of(visitor.get("/", headers={"Accept-Language": "en"})) == "en"


def test_style_and_scripts_stay_where_they_are(visitor: Client) -> None:
    head = visitor.get("/nl/").content.decode().partition("<body")[0]

    assert "/static/" in head
    assert "/nl/static/" not in head


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/nl", "/nl/"),
        ("/nl?ref=mail", "/nl/?ref=mail"),
        ("/nl/api/v1/openapi.json", "/api/v1/openapi.json"),
        ("/zh-hans/robots.txt", "/robots.txt"),
        ("/en/sitemap.xml", "/sitemap.xml"),
        ("/en/healthz", "/healthz"),
    ],
)
def test_half_an_address_and_one_for_programs_lead_to_the_whole_one(visitor: Client, asked: str, found: str) -> None:
    answer = visitor.get(asked)

    assert (answer.status_code, answer["Location"]) == (301, found)


@pytest.mark.parametrize("path", ["/fr/", "/nl-be/", "/nlx/", "/nl/en/", "/NL/", "/nl/nowhere"])
def test_language_nobody_speaks_here_is_not_found(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_programs_get_no_address_with_a_language(visitor: Client) -> None:
    answer = visitor.get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert "/nl/api" not in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "chosen", "back"),
    [
        ("/nl/venues/hotel-damrak?date=2027-04-15", "en", "/en/venues/hotel-damrak?date=2027-04-15"),
        ("/nl/", "zh-hans", "/zh-hans/"),
        ("/venues/hotel-damrak", "nl", "/venues/hotel-damrak"),
        ("/nl/", "xx", "/nl/"),
        ("https://evil.example.org/nl/", "en", "/en/"),
    ],
)
def test_switching_the_language_leads_to_the_same_page_in_it(page: str, chosen: str, back: str) -> None:
    answer = Client().post("/nl/language", {"language": chosen, "next": page})

    assert (answer.status_code, answer["Location"]) == (302, back)


def test_switch_of_languages_stands_on_the_page_with_its_way_back(visitor: Client) -> None:
    page = visitor.get("/nl/").content.decode()

    assert 'action="/nl/language"' in page
    assert 'name="next" value="/nl/"' in page


def test_who_must_sign_in_first_stays_in_the_language_and_comes_back(visitor: Client) -> None:
    answer = visitor.get("/nl/bookings")

    assert answer["Location"] == "/nl/accounts/login/?next=%2Fnl%2Fbookings"


def test_signing_in_leads_on_in_the_language_of_the_address() -> None:
    given.a_booker()
    client = Client()
    client.post("/nl/accounts/login/code/", {"email": given.ANNA})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code

    answer = client.post("/nl/accounts/login/code/confirm/", {"code": code[1]})

    assert (answer.status_code, answer["Location"]) == (302, "/nl/bookings")


def test_form_of_a_page_in_a_language_is_accepted_and_leads_on_in_it(visitor: Client) -> None:
    given.a_venue()
    page = visitor.get("/nl/venues/hotel-damrak").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token

    answer = visitor.post(
        "/nl/prices", {"csrfmiddlewaretoken": token[1], "shown": "without_tax", "next": "/nl/venues/hotel-damrak"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/nl/venues/hotel-damrak")
    assert answer.cookies["prices"]["path"] == "/"


def test_address_says_its_language_only_where_there_is_one() -> None:
    assert addresses.read("/nl/venues/x") == ("nl", "/venues/x")
    assert addresses.read("/nl") == ("nl", "/")
    assert addresses.read("/nlvenues") == (None, "/nlvenues")
    assert addresses.read("//nl/x") == (None, "//nl/x")
