"""Rooms drawn to scale on the pages of venue, quote and booking, and as files."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.records.identity.models import Person
from zaal.records.venues.models import Space

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

ROOM = f"/venues/{given.DAMRAK}/spaces/beurszaal-noord"


@pytest.fixture
def _measured() -> None:
    given.a_venue()
    Space.objects.update(length_m=Decimal(12), width_m=Decimal(8), area_sqm=Decimal(96))


@pytest.mark.usefixtures("_measured")
def test_venue_page_draws_the_room_in_the_layout_and_number_asked(client: Client):
    asked = "space=beurszaal-noord&delegates=24&layout=theatre&date=2027-04-15"

    page = client.get(f"/venues/{given.DAMRAK}?{asked}").content.decode()

    assert "places for all 24 asked" in page
    assert 'name="date" value="2027-04-15"' in page
    assert f'href="{ROOM}/plan.svg?layout=theatre&amp;delegates=24"' in page


@pytest.mark.usefixtures("_measured")
def test_another_layout_is_drawn_without_the_rest_of_the_page(client: Client):
    answer = client.get(f"/venues/{given.DAMRAK}/plan?space=beurszaal-noord&delegates=20&layout=u_shape")

    assert "Tables in a U" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.usefixtures("_measured")
def test_a_number_nobody_can_draw_is_said_where_the_drawing_would_be(client: Client):
    answer = client.get(f"/venues/{given.DAMRAK}/plan?space=beurszaal-noord&delegates=0&layout=theatre")

    assert answer.status_code == 200
    assert "Ask for a number of places from 1 to" in answer.content.decode()


def test_a_room_without_measures_is_not_drawn_and_the_page_says_so(client: Client):
    given.a_venue()
    Space.objects.update(length_m=None, width_m=None, area_sqm=None)

    page = client.get(f"/venues/{given.DAMRAK}?space=beurszaal-noord").content.decode()

    assert "does not say how large this room is" in page
    assert 'class="plan"' not in page


@pytest.mark.usefixtures("_measured")
def test_a_quote_its_option_and_its_booking_show_the_room_as_it_was_asked_for(client: Client):
    anna = given.a_booker()
    option = given.an_option(anna, space="beurszaal-noord", delegates=24)
    quote = given.a_quote(anna, space="beurszaal-noord", delegates=24)
    booking = given.a_confirmed_booking(anna, space="beurszaal-zuid", delegates=24)
    client.force_login(Person.objects.get(pk=anna.person_id or 0))

    for page in (f"/quotes/{quote}", f"/options/{option}", f"/bookings/{booking}"):
        assert "places for all 24 asked" in client.get(page).content.decode()


@pytest.mark.usefixtures("_measured")
def test_a_drawing_is_a_file_of_its_own_in_the_pages_language(client: Client):
    asked = f"{ROOM}/plan.svg?layout=theatre&delegates=24"

    answer = client.get(asked, headers={"accept-language": "nl"})

    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer.content.startswith(b"<svg ")
    assert "plaats voor alle 24 deelnemers" in answer.content.decode()


@pytest.mark.usefixtures("_measured")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{ROOM}/plan.svg?layout=theatre", 422),
        (f"{ROOM}/plan.svg?layout=theatre&delegates=many", 422),
        (f"{ROOM}/plan.svg?layout=theatre&delegates=3001", 422),
        (f"/venues/{given.DAMRAK}/spaces/balzaal/plan.svg?layout=theatre&delegates=10", 404),
        (f"/venues/{given.DAMRAK}/plan?space=balzaal&layout=theatre&delegates=10", 404),
    ],
)
def test_what_cannot_be_drawn_is_refused(client: Client, address: str, status: int):
    assert client.get(address).status_code == status


@pytest.mark.usefixtures("_measured")
def test_a_room_that_is_no_longer_on_offer_is_not_drawn_for_strangers(client: Client):
    Space.objects.filter(slug="beurszaal-noord").update(listed=False)

    assert client.get(f"{ROOM}/plan.svg?layout=theatre&delegates=24").status_code == 404


@pytest.mark.usefixtures("_measured")
def test_programs_get_the_geometry_in_metres(client: Client):
    told = client.get(f"/api/v1{ROOM}/plan?layout=theatre&delegates=24").json()

    assert (told["width"], told["depth"], told["drawn"], len(told["seats"])) == (8.0, 12.0, 24, 24)


@pytest.mark.usefixtures("_measured")
@pytest.mark.parametrize(("asked", "status"), [("layout=theatre&delegates=0", 422), ("layout=ring&delegates=3", 422)])
def test_programs_are_refused_what_cannot_be_drawn(client: Client, asked: str, status: int):
    assert client.get(f"/api/v1{ROOM}/plan?{asked}").status_code == status
    assert client.get(f"/api/v1{ROOM}/plan.svg?{asked}").status_code == status
