"""Where the hotel's terms do not say what cancelling costs: every door asks instead of guessing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.test import Client
from pypdf import PdfReader
from tests import given

from zaal.domain import terms
from zaal.domain.money import Money
from zaal.domain.policies import NOT_STATED, Size, deposit_stays
from zaal.interfaces import clock, documents
from zaal.interfaces.cli.commands import zaal
from zaal.queries import sales
from zaal.records.identity.models import Person

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db

SILENT = replace(terms.WEEKS_4_3_2, tiers=terms.WEEKS_4_3_2.tiers[:1], late=NOT_STATED)
TWO_WEEKS = datetime(2027, 4, 1, 7, tzinfo=UTC)


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch) -> Actor:
    monkeypatch.setattr(clock, "now", lambda: TWO_WEEKS)
    given.a_venue_on(SILENT, from_date=given.LONG_AGO)
    return given.a_booker()


def as_person(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id or 0))
    return client


def test_the_page_tells_the_customer_whom_to_ask_and_has_no_button(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)

    page = as_person(anna).get(f"/bookings/{booking}/cancellation").content.decode()

    assert "The hotel's terms do not say what cancelling costs now." in page
    assert 'href="tel:+31201234567"' in page
    assert f'href="mailto:zalen@damrak.example.org?subject={booking}"' in page
    assert "expected_fee" not in page
    assert "stated_fee" not in page


def test_a_customer_who_presses_all_the_same_gets_the_same_answer(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)

    answer = as_person(anna).post(f"/bookings/{booking}/cancellation", {"expected_fee": "0.00"})

    assert answer.status_code == 409
    assert "+31201234567, zalen@damrak.example.org" in answer.content.decode()


def test_the_hotel_states_the_fee_on_the_page(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    hotel = as_person(given.a_hotel_member())

    asked = hotel.get(f"/bookings/{booking}/cancellation").content.decode()
    wrong = hotel.post(f"/bookings/{booking}/cancellation", {"stated_fee": "a lot"})
    done = hotel.post(f"/bookings/{booking}/cancellation", {"stated_fee": "150,00"}, follow=True).content.decode()

    assert 'name="stated_fee"' in asked
    assert wrong.status_code == 422
    assert "Booking cancelled, fee €150.00" in done


def test_the_api_gives_no_fee_and_says_so_when_cancelling(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    theirs = {"Authorization": f"Bearer {given.a_token(anna)}"}
    hotels = {"Authorization": f"Bearer {given.a_token(given.a_hotel_member())}"}
    where = f"/api/v1/bookings/{booking}/cancellation"

    shown = Client().get(where, headers=theirs).json()
    refused = Client().post(where, data="{}", content_type="application/json", headers=theirs)
    stated = {"stated_fee": {"amount": "150.00", "currency": "EUR"}}
    done = Client().post(where, data=json.dumps(stated), content_type="application/json", headers=hotels)

    assert (shown["now"]["fee"], shown["now"]["percent"]) == (None, None)
    assert (refused.status_code, refused.json()["code"]) == (409, "fee_not_stated")
    assert done.status_code == 201
    assert done.json()["cancelled"]["fee"] == {"amount": "150.00", "currency": "EUR"}
    assert done.json()["cancelled"]["percent"] is None


def test_the_command_line_takes_the_fee_from_the_hotel_only(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    run = CliRunner().invoke

    refused = run(zaal, ["cancel", booking, "--yes"], env={"ZAAL_TOKEN": given.a_token(anna)})
    done = run(
        zaal, ["cancel", booking, "--yes", "--fee", "150"], env={"ZAAL_TOKEN": given.a_token(given.a_hotel_member())}
    )

    assert "now: after that: not stated in the hotel's terms, ask the hotel" in refused.output
    assert refused.exit_code != 0
    assert done.exit_code == 0, done.output
    assert f"booking {booking} cancelled, fee €150.00" in done.output


def test_the_document_says_that_the_terms_are_silent_and_which_ones_they_are(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    told = sales.booking(booking, actor=anna, now=TWO_WEEKS)

    paper = PdfReader(BytesIO(documents.booking(told, language="en")))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())

    assert "ask the hotel" in text
    assert told.quote.terms.sha256 is not None
    assert f"Terms version 2019-01-01, {told.quote.terms.sha256[:12]}" in text


def test_the_booking_page_shows_the_version_and_the_fingerprint(anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    told = sales.booking(booking, actor=anna, now=TWO_WEEKS)

    page = as_person(anna).get(f"/bookings/{booking}").content.decode()

    assert told.quote.terms.sha256 is not None
    assert f"Terms version 2019-01-01, {told.quote.terms.sha256[:12]}…" in page


def test_a_search_says_when_the_terms_are_silent_now(anna: Actor) -> None:
    asked = {"near": "52.3745,4.8950", "radius_km": "5", "delegates": "30", "layout": "theatre"}
    day = given.MEETING_DAY.isoformat()

    offers = Client().get("/api/v1/offers", {**asked, "from": f"{day}T09:00", "to": f"{day}T17:00"})

    assert offers.status_code == 200, offers.content
    assert [offer["fee_now"]["fee"] for offer in offers.json()["offers"]] == [None]


def test_a_venue_tells_terms_of_every_kind_in_words(client: Client) -> None:
    slug = given.a_venue_on(
        replace(
            terms.PART_GOES_FREE,
            late=NOT_STATED,
            no_show=deposit_stays(25),
            size=Size(value_below=Money(Decimal(5000), "EUR")),
        ),
        replace(terms.WEEKS_4_3_2, size=Size(value_at_least=Money(Decimal(5000), "EUR"))),
    )

    page = client.get(f"/venues/{slug}").content.decode()

    assert "all but 40%, which may go free" in page
    assert "not stated: ask the hotel" in page
    assert "the deposit (25%)" in page
    assert "under €5,000.00" in page
    assert "from €5,000.00" in page
