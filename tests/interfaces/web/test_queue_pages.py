"""The queue on an option's page: holding longer, and what is said where that cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.interfaces.web.test_sales_pages import signed_in

from zaal.domain.actors import SYSTEM
from zaal.records.sales.models import Option
from zaal.usecases import bookings, challenges, extensions, options

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


@pytest.fixture
def anna(client: Client) -> Actor:
    """Have Anna signed in."""
    return signed_in(client, given.a_booker())


def test_the_customer_is_offered_the_moment_and_extends_to_it(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)

    offered = client.get(f"/options/{option}").content.decode()
    page = client.post(f"/options/{option}/extension", follow=True).content.decode()

    assert "Extend until" in offered
    assert "Mon 15 Mar 2027, 10:00" in offered
    assert "The option is extended until" in page
    assert "Option extended until" in page
    assert "once is all" in page
    assert "Extend until" not in page


def test_who_has_somebody_behind_them_is_told_why_they_cannot_extend(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)
    given.an_option(given.a_booker(given.BRAM), may_wait=True)

    page = client.get(f"/options/{option}").content.decode()
    answer = client.post(f"/options/{option}/extension")

    assert "1 other waits behind it." in page
    assert "Somebody waits in line for this room" in page
    assert f"/options/{option}/extension" not in page
    assert (answer.status_code, Option.objects.get(reference=option).extensions.count()) == (409, 0)
    assert "bram" not in page.lower()


def test_the_house_chooses_the_day(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)
    extensions.extend(actor=anna, option=option, now=given.NOW)
    signed_in(client, given.a_hotel_member())

    offered = client.get(f"/options/{option}").content.decode()
    wrong = client.post(f"/options/{option}/extension", {"until": "some day"})
    right = client.post(f"/options/{option}/extension", {"until": "2027-04-01"})

    assert 'max="2027-04-15"' in offered
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.content.decode()
    assert right.headers["Location"] == f"/options/{option}"
    assert f"{Option.objects.get(reference=option).release_at:%Y-%m-%d %H}" == "2027-04-01 22"


def test_a_strangers_option_cannot_be_extended_and_the_address_takes_only_its_form(client: Client, anna: Actor) -> None:
    brams = given.an_option(given.a_booker(given.BRAM))
    option = given.an_option(anna, space="kleine-zaal", delegates=10)

    assert client.post(f"/options/{brams}/extension").status_code == 404
    assert client.get(f"/options/{option}/extension").headers["Location"] == f"/options/{option}"


def test_the_next_in_line_says_to_be_ready_and_the_first_reads_the_deadline(client: Client, anna: Actor) -> None:
    first = given.an_option(given.a_booker(given.BRAM))
    second = given.an_option(anna, may_wait=True)

    offered = client.get(f"/options/{second}").content.decode()
    page = client.post(f"/options/{second}/challenge", follow=True).content.decode()
    signed_in(client, given.a_booker(given.BRAM))
    seen = client.get(f"/options/{first}").content.decode()

    assert "gives those ahead 48 hours" in offered
    assert "Those ahead decide before" in page
    assert "I am ready" not in page
    assert "You are first: book it, ask the hotel" in seen
    assert "Somebody else is ready to book: decide by" in seen
    assert "Extend until" not in seen
    assert "Anna" not in seen


def test_a_lapsed_challenge_and_a_refused_one_are_said_on_the_page(client: Client, anna: Actor) -> None:
    first = given.an_option(anna)
    second = given.an_option(given.a_booker(given.BRAM), may_wait=True)

    refused = client.post(f"/options/{first}/challenge")
    challenges.challenge(actor=given.a_booker(given.BRAM), option=second, now=given.NOW)
    options.expire_due(actor=SYSTEM, now=given.NOW + timedelta(hours=48))
    page = client.get(f"/options/{first}").content.decode()

    assert refused.status_code == 409
    assert "there is nobody ahead of it" in refused.content.decode()
    assert "somebody else was ready to book" in page


def test_the_hotel_refuses_on_the_page_and_the_customer_reads_why(client: Client, anna: Actor) -> None:
    given.a_venue(instant=False)
    option = bookings.ask(actor=anna, option=given.an_option(anna), now=given.NOW)

    own = client.get(f"/options/{option}").content.decode()
    signed_in(client, given.a_hotel_member())
    offered = client.get(f"/options/{option}").content.decode()
    wordless = client.post(f"/options/{option}/refusal", {"reason": "other"})
    client.post(f"/options/{option}/refusal", {"reason": "other", "words": "<b>Wedding</b>"})
    signed_in(client, anna)
    page = client.get(f"/options/{option}").content.decode()

    assert "Refuse the request" not in own
    assert "Refuse the request" in offered
    assert (wordless.status_code, "Say in a few words why" in wordless.content.decode()) == (422, True)
    assert "Another reason" in page
    assert "&lt;b&gt;Wedding&lt;/b&gt;" in page


def test_how_fast_a_house_answers_is_on_its_page_and_desk_once_there_is_enough_to_tell(
    client: Client, anna: Actor
) -> None:
    given.a_venue(instant=False)
    desk = given.a_hotel_member()
    pages = []
    for number in range(5):
        pages.append(client.get(f"/venues/{given.DAMRAK}").content.decode())
        day = given.a_span(given.MEETING_DAY + timedelta(days=number))
        asked_at = given.NOW - timedelta(hours=5)
        option = bookings.ask(actor=anna, option=given.an_option(anna, spans=(day,)), now=asked_at)
        bookings.confirm_option(actor=desk, option=option, now=given.NOW)
    page = client.get(f"/venues/{given.DAMRAK}").content.decode()
    signed_in(client, desk)

    assert not any("Answers in about" in one for one in pages)
    assert "Answers in about 5 hours" in page
    assert "took 5 of 5 requests of the last year" in page
    assert "Answers in about 5 hours" in client.get("/desk/").content.decode()
