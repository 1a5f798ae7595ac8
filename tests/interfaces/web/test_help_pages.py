"""Help in every language: the same questions under the same anchors, and nothing in them that is not so."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.utils.translation import override
from lxml import html
from tests import given

from zaal.conf import settings as written
from zaal.interfaces.api.urls import api
from zaal.interfaces.cli.commands import zaal
from zaal.interfaces.web.glossary import TERMS
from zaal.interfaces.web.help import pages
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    import click

PATHS = {**{name: f"/help/{name}" for name in (*pages.AUDIENCES, pages.WORDS)}, "accessibility": "/accessibility"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# What the launcher does itself, before the product's own command line.
LAUNCHED = {"up", "test", "check", "serve"}
OF_PROGRAMS = re.compile(r"(GET|POST|PUT|DELETE)? ?/api/v1(/[^\s<\"?\\]*)")

pytestmark = pytest.mark.django_db


def shown(path: str, language: str) -> html.HtmlElement:
    answer = Client().get(f"/{language}{path}")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def anchors(path: str, language: str) -> list[tuple[str, str]]:
    article = shown(path, language).find_class("help-text")[0]
    return [(one.tag, one.get("id", "")) for one in article if one.tag in {"h2", "h3"}]


def code_of(name: str) -> str:
    article = shown(PATHS[name], "en").find_class("help-text")[0]
    return "\n".join(one.text_content() for one in article.iter("code"))


@pytest.mark.parametrize("name", PATHS)
def test_page_has_the_same_anchors_in_every_language(name: str) -> None:
    told = {language: anchors(PATHS[name], language) for language in LANGUAGES}

    assert told["en"]
    assert all(anchor for _tag, anchor in told["en"])
    assert len(set(told["en"])) == len(told["en"])
    assert all(found == told["en"] for found in told.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PATHS)
def test_page_shows_the_same_code_in_every_language(name: str, language: str) -> None:
    def code(spoken: str) -> list[str]:
        article = shown(PATHS[name], spoken).find_class("help-text")[0]
        lines = chain.from_iterable(one.text_content().splitlines() for one in article.iter("code"))
        return sorted(line.partition("#")[0].strip().replace("schilderwerk", "painting") for line in lines)

    assert code(language) == code("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_answers(language: str) -> None:
    links = {
        one.get("href", "").partition("#")[0]
        for path in ["/help", *PATHS.values()]
        for one in chain(*(part.iter("a") for part in shown(path, language).iter("main")))
    } - {""}

    answers = {link: Client().get(link, follow=True).status_code for link in links if not link.startswith("mailto:")}

    assert answers
    assert {link: status for link, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_anchor_that_is_led_to_stands_there(language: str) -> None:
    stands = {f"/{language}{path}": {anchor for _tag, anchor in anchors(path, language)} for path in PATHS.values()}

    for path in ["/help", *PATHS.values()]:
        for link in chain(*(part.iter("a") for part in shown(path, language).iter("main"))):
            to, _mark, anchor = link.get("href", "").partition("#")
            assert not anchor or anchor in stands[to or f"/{language}{path}"]


@pytest.mark.parametrize("name", ["operator", "developer"])
def test_every_command_exists(name: str) -> None:
    commands = re.findall(r"\./zaal ([a-z-]+)(?: ([a-z-]+))?", code_of(name))

    assert commands
    for first, second in commands:
        group: click.Command | None = zaal.commands.get(first)
        assert group is not None or first in LAUNCHED
        if hasattr(group, "commands"):
            assert second in group.commands


def test_every_api_path_exists() -> None:
    known = {
        (method.upper(), path)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "delete"}
    }
    asked = OF_PROGRAMS.findall(code_of("developer"))

    assert len(asked) > 8
    for method, path in asked:
        if path in {"/docs", "/openapi.json"} or "Q-ZZZZ" in path:
            continue
        assert (method or "POST", f"/api/v1{path}") in known or (method or "GET", f"/api/v1{path}") in known


def test_settings_that_operators_are_told_are_read() -> None:
    told, read = set(re.findall(r"ZAAL_[A-Z_]+", code_of("operator"))), Path(written.__file__ or "").read_text()

    assert told
    assert {name for name in told if f'"{name}"' not in read} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_explains_itself_is_among_the_words(language: str) -> None:
    assert set(TERMS) <= {anchor for _tag, anchor in anchors("/help/words", language)}


@pytest.mark.parametrize(
    ("language", "wanted"), [("en", "second OPTION"), ("nl", "tweede optie"), ("zh-hans", "第二顺位")]
)
def test_search_finds_the_question_that_has_all_the_words(language: str, wanted: str) -> None:
    with override(language):
        found = pages.find(wanted, language)

    assert "second_option" in [one.anchor for one in found]


def test_search_does_not_mind_accents_and_shows_what_was_asked() -> None:
    page = shown("/help?q=GEUPLOADE", "nl").text_content()

    assert "Hoe maak ik een back-up?" in page


def test_search_that_finds_nothing_says_so_and_shows_everything() -> None:
    page = shown("/help?q=zebra", "en")

    assert "No answer has all these words" in page.text_content()
    assert len(page.find_class("help-card")) == 5


def test_what_is_searched_is_shown_as_text() -> None:
    answer = Client().get("/en/help", {"q": "<script>alert(1)</script>"})

    assert b"<script>alert" not in answer.content


def test_page_that_is_not_there_is_not_found() -> None:
    assert Client().get("/en/help/zebra").status_code == 404


def test_accessibility_names_the_address_to_write_to() -> None:
    with override_settings(CONTACT_EMAIL="access@example.org"):
        page = Client().get("/nl/accessibility").content.decode()

    assert page.count('href="mailto:access@example.org"') == 2


def test_word_in_a_page_leads_to_all_words() -> None:
    page = Client().get("/nl/").content.decode()

    assert 'popovertarget="term-daypart"' in page
    assert 'href="/nl/help/words#daypart"' in page


def test_first_visit_shows_how_it_works_and_a_signed_in_one_does_not(client: Client) -> None:
    assert 'aria-labelledby="how"' in client.get("/en/").content.decode()

    client.force_login(Person.objects.get(pk=given.a_booker().person_id))

    assert 'aria-labelledby="how"' not in client.get("/en/").content.decode()
    assert 'aria-labelledby="how"' in client.get("/en/bookings").content.decode()
    assert client.get("/en/welcome").status_code == 200


def test_newcomer_is_welcomed_once_the_address_is_checked(client: Client) -> None:
    secret = {"password1": given.PASSWORD, "password2": given.PASSWORD}

    client.post("/en/accounts/signup/", {"email": "newcomer@zaal.test", **secret})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    answer = client.post("/en/accounts/confirm-email/", {"code": code[1]}, follow=True)

    assert answer.redirect_chain[-1][0] == "/en/welcome"
    assert "Your account is ready" in answer.content.decode()
