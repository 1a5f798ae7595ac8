"""Signing up and in, one's own account and tokens, and the demo's outbox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import override_settings
from tests import given

from zaal.records.identity.models import Person, Token
from zaal.records.logbook.models import Letter

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

NEWCOMER = "carla@example.org"


@pytest.fixture
def anna(client: Client) -> Actor:
    """Have Anna signed in."""
    actor = given.a_booker()
    client.force_login(Person.objects.get(pk=actor.person_id or 0))
    return actor


@pytest.fixture
def letter(client: Client) -> Letter:
    """Have a letter with HTML and a calendar file in the outbox."""
    return Letter.objects.create(
        recipient=given.ANNA,
        language="en",
        subject="Your booking",
        text="The room is yours.",
        html="<p style='color:navy'>The room is yours.</p>",
        calendar="BEGIN:VCALENDAR",
        calendar_method="REQUEST",
        written_at=given.NOW,
    )


def test_newcomer_signs_up_checks_the_address_by_code_and_comes_back_to_the_quote(client: Client) -> None:
    secret = {"password1": given.PASSWORD, "password2": given.PASSWORD}

    client.post("/accounts/signup/", {"email": NEWCOMER, **secret, "next": "/quotes/Q-7KMF-3XTD"})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    answer = client.post("/accounts/confirm-email/", {"code": code[1]})

    assert answer.headers["Location"] == "/quotes/Q-7KMF-3XTD"


def test_newcomer_is_written_to_in_the_language_of_the_page(client: Client) -> None:
    secret = {"password1": given.PASSWORD, "password2": given.PASSWORD}

    client.post("/accounts/signup/", {"email": NEWCOMER, **secret}, headers={"accept-language": "nl"})

    assert Person.objects.get(email=NEWCOMER).language == "nl"


def test_wrong_password_is_said_and_the_address_kept(client: Client) -> None:
    given.a_booker()

    page = client.post("/accounts/login/", {"login": given.ANNA, "password": "something else"}).content.decode()

    assert 'role="alert"' in page
    assert f'value="{given.ANNA}"' in page


@pytest.mark.parametrize("language", ["en", "nl"])
def test_letters_of_the_account_are_in_the_name_of_zaal(client: Client, language: str) -> None:
    given.a_booker()

    client.post("/accounts/login/code/", {"email": given.ANNA}, headers={"accept-language": language})

    body = str(mail.outbox[0].body)
    assert body.endswith("Zaal\nhttp://localhost:8000")
    assert "testserver" not in body


def test_signed_in_people_find_their_bookings_profile_and_the_way_out(client: Client, anna: Actor) -> None:
    page = client.get("/").content.decode()

    assert [link for link in ("/bookings", "/profile", "/accounts/logout/", "/outbox") if f'"{link}"' not in page] == []


def test_sign_in_by_code(client: Client) -> None:
    given.a_booker()

    client.post("/accounts/login/code/", {"email": given.ANNA})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    answer = client.post("/accounts/login/code/confirm/", {"code": code[1]})

    assert answer.headers["Location"] == "/bookings"


@pytest.mark.parametrize(
    "page",
    ["login/", "signup/", "login/code/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/"],
)
def test_entrance_pages_wear_the_house_style(client: Client, page: str) -> None:
    answer = client.get(f"/accounts/{page}")

    assert answer.status_code == 200
    assert 'class="entrance"' in answer.content.decode()


@pytest.mark.parametrize("page", ["email/", "password/change/", "logout/"])
def test_pages_of_ones_own_wear_the_house_style(client: Client, anna: Actor, page: str) -> None:
    answer = client.get(f"/accounts/{page}", follow=True)

    assert 'class="entrance"' in answer.content.decode()


def test_profile_keeps_name_language_and_time_zone(client: Client, anna: Actor) -> None:
    answer = client.post("/profile", {"full_name": "Anna Smit", "language": "nl", "time_zone": "Asia/Singapore"})

    person = Person.objects.get(pk=anna.person_id or 0)
    assert (person.full_name, person.language, person.time_zone) == ("Anna Smit", "nl", "Asia/Singapore")
    assert answer.cookies["django_language"].value == "nl"


def test_profile_refuses_a_zone_that_is_none(client: Client, anna: Actor) -> None:
    answer = client.post("/profile", {"full_name": "Anna Smit", "language": "nl", "time_zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert 'value="Anna Smit"' in answer.content.decode()
    assert Person.objects.get(pk=anna.person_id or 0).language == "en"


def test_new_token_is_shown_once(client: Client, anna: Actor) -> None:
    made = client.post("/profile/tokens", {"name": "Planner", "scopes": ["read"]})
    later = client.get("/profile/tokens").content.decode()

    shown = re.search(r"zaal_[\w-]{40,}", made.content.decode())
    assert shown is not None
    assert "no-store" in made.headers["Cache-Control"]
    assert shown[0] not in later
    assert "Planner" in later


def test_token_without_a_scope_is_refused(client: Client, anna: Actor) -> None:
    answer = client.post("/profile/tokens", {"name": "Planner"})

    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_token_is_revoked(client: Client, anna: Actor) -> None:
    given.a_token(anna)

    client.post(f"/profile/tokens/{Token.objects.get().pk}/revocation")

    assert Token.objects.get().revoked_at == given.NOW


def test_others_tokens_are_neither_seen_nor_revoked(client: Client, anna: Actor) -> None:
    start = given.a_token(given.a_booker(given.BRAM))[:10]

    page = client.get("/profile/tokens").content.decode()
    client.post(f"/profile/tokens/{Token.objects.get().pk}/revocation")

    assert start not in page
    assert Token.objects.get().revoked_at is None


def test_outbox_shows_letters_text_and_calendar(client: Client, letter: Letter) -> None:
    listed = client.get("/outbox").content.decode()
    shown = client.get(f"/outbox/{letter.pk}").content.decode()
    file = client.get(f"/outbox/{letter.pk}.ics")

    assert "Your booking" in listed
    assert "The room is yours." in shown
    assert "<p style" not in shown
    assert file.content == b"BEGIN:VCALENDAR"


def test_letters_html_may_run_nothing(client: Client, letter: Letter) -> None:
    answer = client.get(f"/outbox/{letter.pk}/html")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "sandbox" in policy


def test_outbox_is_not_there_outside_the_demo(client: Client, letter: Letter) -> None:
    pages = ["/outbox", f"/outbox/{letter.pk}", f"/outbox/{letter.pk}/html", f"/outbox/{letter.pk}.ics"]

    with override_settings(DEMO=False):
        answers = {client.get(page).status_code for page in pages}

    assert answers == {404}
