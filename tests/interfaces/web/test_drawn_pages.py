"""Drawn pictures over HTTP: who may keep them for how long, and what nobody can make them do."""

from __future__ import annotations

import gzip
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests import given

from zaal.domain.layouts import Layout
from zaal.interfaces.drawn import addresses
from zaal.interfaces.web.drawn.pictures import shelf
from zaal.records.venues.models import Space, Venue

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now", "_damrak")]

HOUSE, ROOM, SHARE = (
    f"/drawn/{given.DAMRAK}.svg",
    f"/drawn/{given.DAMRAK}/beurszaal-noord.svg",
    f"/share/{given.DAMRAK}.png",
)
A_YEAR, AN_HOUR = "public, max-age=31536000, immutable", "public, max-age=3600"


@pytest.fixture
def _damrak() -> None:
    shelf.clear()
    given.a_venue()
    Space.objects.update(length_m=Decimal(12), width_m=Decimal(8), area_sqm=Decimal(96))


@pytest.mark.parametrize(
    ("address", "kind"),
    [(HOUSE, "image/svg+xml; charset=utf-8"), (ROOM, "image/svg+xml; charset=utf-8"), (SHARE, "image/png")],
)
def test_a_picture_is_sent_without_a_cookie(client: Client, address: str, kind: str):
    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, kind, AN_HOUR)
    assert not answer.cookies


def test_under_an_address_with_its_version_a_picture_may_be_kept_for_a_year(client: Client):
    for address in (
        addresses.of_house(given.DAMRAK),
        addresses.of_room(given.DAMRAK, "beurszaal-noord", Layout.THEATRE, 20),
        addresses.of_share(given.DAMRAK, "nl"),
    ):
        assert client.get(address)["Cache-Control"] == A_YEAR


def test_another_measure_gives_another_address(client: Client):
    before = addresses.of_room(given.DAMRAK, "beurszaal-noord")

    Space.objects.update(width_m=Decimal(9))

    assert addresses.of_room(given.DAMRAK, "beurszaal-noord") != before
    assert client.get(before)["Cache-Control"] == AN_HOUR


def test_a_picture_asked_for_again_costs_no_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    address = addresses.of_room(given.DAMRAK, "beurszaal-noord", Layout.THEATRE, 20)
    first = client.get(address)

    with django_assert_num_queries(0):
        again = client.get(address)

    assert again.content == first.content


def test_a_browser_that_has_the_picture_is_told_so(client: Client):
    etag = client.get(HOUSE)["ETag"]

    answer = client.get(HOUSE, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_drawing_is_packed_for_who_can_unpack_it(client: Client):
    plain = client.get(HOUSE, headers={"Accept-Encoding": "identity"})
    packed = client.get(HOUSE, headers={"Accept-Encoding": "br, gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_a_drawing_opened_by_itself_may_use_its_own_style_and_nothing_else(client: Client):
    policy = client.get(ROOM)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "asked",
    [
        "layout=bed&delegates=12",
        "layout=theatre&delegates=-3",
        "layout=theatre&delegates=0",
        "layout=theatre&delegates=99999999999999999999",
        "delegates=٣",
        "layout=%00&delegates=1e9&v=%00",
    ],
)
def test_what_cannot_be_drawn_gives_the_room_as_it_usually_stands(client: Client, asked: str):
    answer = client.get(f"{ROOM}?{asked}")

    assert answer.status_code == 200
    ET.fromstring(answer.content)  # noqa: S314 - our own drawing


@pytest.mark.parametrize(
    "address",
    [
        "/drawn/nowhere.svg",
        f"/drawn/{given.DAMRAK}/nowhere.svg",
        "/drawn/nowhere/beurszaal-noord.svg",
        "/share/nowhere.png",
        "/drawn/%00.svg",
        "/share/%00.png",
    ],
)
def test_a_house_or_room_nobody_offers_has_no_picture(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_a_house_no_longer_on_offer_has_no_picture(client: Client):
    Venue.objects.update(listed=False)

    assert [client.get(address).status_code for address in (HOUSE, ROOM, SHARE)] == [404, 404, 404]


def test_a_picture_cannot_be_posted_to(client: Client):
    assert client.post(HOUSE).status_code == 405
