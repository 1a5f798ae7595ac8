"""The queue on an option's page: holding longer, and what is said where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.interfaces.web.test_sales_pages import signed_in

from zaal.records.sales.models import Option
from zaal.usecases import extensions

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
    assert "datetime=\"2027-03-15T" in offered
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
