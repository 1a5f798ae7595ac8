"""What pages tell search engines and those who share them: titles, one address each, all languages, a preview."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree
from tests import given

from zaal.records.identity.models import Person
from zaal.records.venues.models import Venue

if TYPE_CHECKING:
    from django.http import HttpResponse

CITY, VENUE = "/meeting-rooms/nl/amsterdam", "/venues/hotel-damrak"
TO_BE_FOUND = ["/", CITY, VENUE, "/help", "/help/booker", "/help/words", "/accessibility"]
PRIVATE = ["/search?place=Utrecht", "/accounts/login/", "/quotes/Q-ZZZZ-ZZZZ", "/nowhere"]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TAGS = {"zh-hans": "zh-Hans"}
TITLE_LENGTHS, DESCRIPTION_LENGTHS = range(30, 61), range(70, 161)
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def a_hotel() -> str:
    return given.a_venue(
        descriptions={
            "en": "A quiet house on a busy street, five minutes from the station, with four rooms for up to 80 people."
        }
    )


def bytes_of(answer: HttpResponse) -> bytes:
    return bytes(answer.getvalue())


def text_of(answer: HttpResponse) -> str:
    return bytes_of(answer).decode()


def canonical_of(page: str) -> str:
    return found(r'<link rel="canonical" href="([^"]+)"', page)


def alternates_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))


def meta(name: str, page: str) -> str:
    return unescape(found(rf'<meta (?:name|property)="{name}" content="([^"]*)"', page))


def title_of(page: str) -> str:
    return unescape(found(r"<title>(.*?)</title>", page))


def found(pattern: str, page: str) -> str:
    match = re.search(pattern, page, re.DOTALL)
    return match[1] if match else ""


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


@pytest.mark.parametrize("path", TO_BE_FOUND)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_names_its_one_address_and_those_in_every_language(visitor: Client, path: str, language: str) -> None:
    page = text_of(visitor.get(f"/{language}{path}"))

    every = {TAGS.get(code, code): absolute(f"/{code}{path}") for code in LANGUAGES}
    assert canonical_of(page) == absolute(f"/{language}{path}")
    assert alternates_of(page) == {**every, "x-default": absolute(f"/en{path}")}


@pytest.mark.parametrize("path", TO_BE_FOUND)
def test_page_without_language_leads_to_the_one_it_is_shown_in(visitor: Client, path: str) -> None:
    page = text_of(visitor.get(path, headers={"Accept-Language": "nl"}))

    assert canonical_of(page) == absolute(f"/nl{path}")


@pytest.mark.parametrize("path", TO_BE_FOUND)
def test_every_alternate_names_this_page_back(visitor: Client, path: str) -> None:
    alternates = alternates_of(text_of(visitor.get(f"/en{path}")))

    for address in alternates.values():
        back = text_of(visitor.get(address.removeprefix(settings.BASE_URL)))
        assert alternates_of(back) == alternates


def test_search_that_led_to_a_page_is_no_other_page(visitor: Client) -> None:
    page = text_of(visitor.get(f"/en{VENUE}?date=2027-04-15&delegates=30&space=beurszaal"))

    assert canonical_of(page) == absolute(f"/en{VENUE}")


@pytest.mark.parametrize("path", PRIVATE)
def test_page_of_somebody_or_of_a_search_is_not_to_be_found(visitor: Client, path: str) -> None:
    page = text_of(visitor.get(path))

    assert 'name="robots" content="noindex"' in page
    assert canonical_of(page) == ""


def test_list_of_ones_own_bookings_is_not_to_be_found(visitor: Client) -> None:
    visitor.force_login(Person.objects.get(pk=given.a_booker().person_id))

    assert 'name="robots" content="noindex"' in text_of(visitor.get("/en/bookings"))


@pytest.mark.parametrize("path", TO_BE_FOUND)
def test_page_worth_finding_may_be_indexed_and_previewed(visitor: Client, path: str) -> None:
    page = text_of(visitor.get(f"/en{path}"))

    assert "noindex" not in page
    assert f"{meta('og:title', page)} · Zaal" == title_of(page)
    assert meta("og:description", page) == meta("description", page)
    assert meta("og:url", page) == canonical_of(page)
    assert meta("og:locale", page) == "en_GB"
    assert meta("twitter:card", page) == ("summary_large_image" if path == VENUE else "summary")


def test_hotel_is_shared_with_its_picture(visitor: Client) -> None:
    page = text_of(visitor.get(f"/nl{VENUE}"))

    assert meta("og:image", page) == absolute("/share/hotel-damrak.png")


def test_sign_in_a_hotels_name_spoils_no_head(visitor: Client) -> None:
    given.a_venue("hotel-odd", name='Hotel "Nobody\'s" & <Son>')

    page = text_of(visitor.get("/en/venues/hotel-odd"))

    assert meta("og:title", page) == 'Hotel "Nobody\'s" & <Son>, meeting rooms in Amsterdam'


@pytest.mark.parametrize("path", TO_BE_FOUND)
def test_titles_and_descriptions_have_the_length_that_is_shown_whole(visitor: Client, path: str) -> None:
    page = text_of(visitor.get(f"/en{path}"))

    assert len(title_of(page)) in TITLE_LENGTHS, title_of(page)
    assert len(meta("description", page)) in DESCRIPTION_LENGTHS, meta("description", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_has_a_title_of_its_own(visitor: Client, language: str) -> None:
    paths = [*TO_BE_FOUND, "/search?place=Utrecht", "/accounts/login/", "/accounts/signup/", "/quotes/Q-ZZZZ-ZZZZ"]

    titles = [title_of(text_of(visitor.get(f"/{language}{path}"))) for path in [*paths, "/nowhere"]]

    assert all(title.removesuffix("· Zaal").strip() for title in titles), titles
    assert len(set(titles)) == len(titles), titles


def test_robots_are_kept_from_private_pages_in_every_language(visitor: Client) -> None:
    told = text_of(visitor.get("/robots.txt"))

    assert {f"Disallow: {prefix}/bookings" for prefix in ("", "/en", "/nl", "/zh-hans")} <= set(told.splitlines())
    assert f"Sitemap: {absolute('/sitemap.xml')}" in told.splitlines()


def test_no_page_of_the_sitemap_is_kept_from_robots(visitor: Client) -> None:
    kept = [
        line.removeprefix("Disallow: ") for line in text_of(visitor.get("/robots.txt")).splitlines() if ": /" in line
    ]

    assert kept
    assert not [path for path in pages(visitor) if path.startswith(tuple(kept))]


def test_sitemap_names_its_parts(visitor: Client) -> None:
    index = etree.fromstring(bytes_of(visitor.get("/sitemap.xml")))

    assert index.tag == f"{SITEMAPS}sitemapindex"
    assert [part.text for part in index.iter(f"{SITEMAPS}loc")] == [
        absolute("/sitemap-pages.xml"),
        absolute("/sitemap-venues-1.xml"),
    ]


def test_every_address_of_the_sitemap_answers_and_is_canonical(visitor: Client) -> None:
    for path in pages(visitor):
        answer = visitor.get(path)
        assert (answer.status_code, canonical_of(text_of(answer))) == (200, absolute(path))


def test_sitemap_names_every_page_in_every_language_with_its_alternates(visitor: Client) -> None:
    for name in ("pages", "venues-1"):
        for page in etree.fromstring(bytes_of(visitor.get(f"/sitemap-{name}.xml"))):
            address = page.findtext(f"{SITEMAPS}loc") or ""
            links = {link.get("hreflang"): link.get("href") for link in page.iter(f"{XHTML}link")}
            assert links == alternates_of(text_of(visitor.get(address.removeprefix(settings.BASE_URL))))


def test_sitemap_lists_no_hotel_that_is_off_the_market(visitor: Client) -> None:
    Venue.objects.filter(slug=given.a_venue("hotel-closed", city="Zwolle")).update(listed=False)

    assert not [path for path in pages(visitor) if "hotel-closed" in path or "zwolle" in path]


def test_sitemap_has_no_part_past_the_last(visitor: Client) -> None:
    for number in (0, 2, 10**30):
        assert visitor.get(f"/sitemap-venues-{number}.xml").status_code == 404


def pages(visitor: Client) -> list[str]:
    """Return the paths of all addresses in the sitemap."""
    parts = [etree.fromstring(bytes_of(visitor.get(f"/sitemap-{name}.xml"))) for name in ("pages", "venues-1")]
    return [(loc.text or "").removeprefix(settings.BASE_URL) for part in parts for loc in part.iter(f"{SITEMAPS}loc")]
