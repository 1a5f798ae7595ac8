"""A house's figures as a page and as a spreadsheet, for its own people alone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.utils import translation
from tests import given

from zaal.domain.pricing import Basis
from zaal.interfaces import charts_svg
from zaal.interfaces.charts_svg import Bar, Cell, Row, Told, Tone
from zaal.records.identity.models import Person
from zaal.records.sales.models import Booking
from zaal.usecases import options, venues

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from openpyxl import Workbook

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
ADDRESS = f"/desk/{given.DAMRAK}/figures"
PICTURES = ("rooms", "weekdays", "months", "kinds", "leads", "options", "refusals")


@pytest.fixture
def desk(client: Client) -> Actor:
    member = given.a_hotel_member()
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def workbook(client: Client, asked: str = "") -> Workbook:
    response = client.get(f"{ADDRESS}.xlsx{asked}")
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def rows(book: Workbook, title: str) -> list[tuple[object, ...]]:
    return list(book[title].iter_rows(values_only=True))


def sold() -> None:
    given.a_confirmed_booking(basis=Basis.PACKAGE, extras=(("flipchart", 2),))
    options.let_go(actor=given.a_booker(), option=given.an_option(space="kleine-zaal", delegates=10), now=given.NOW)


@pytest.mark.usefixtures("desk")
def test_each_figure_is_a_picture_with_its_table(client: Client) -> None:
    sold()
    with pytest.raises(Exception, match="space_taken"):
        given.a_quote(given.a_booker(given.BRAM))

    page = client.get(ADDRESS).content.decode()

    for key in PICTURES:
        assert f'aria-labelledby="{key}-title {key}-said"' in page
        assert f'id="{key}-name"' in page
    assert page.count("<table") == len(PICTURES)
    assert "1 booking comes to €1,700.00 with tax" in page
    assert "1 option was placed." in page
    assert "Already taken" in page
    assert " style=" not in page


@pytest.mark.usefixtures("desk")
def test_house_without_sales_has_words_instead_of_empty_pictures(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    assert "Nothing is sold on these days." in page
    assert 'aria-labelledby="kinds-title' not in page
    assert 'aria-labelledby="rooms-title' in page


@pytest.mark.usefixtures("desk")
def test_days_around_today_are_shown_unless_others_are_asked(client: Client) -> None:
    sold()

    assert 'value="2026-12-01"' in client.get(ADDRESS).content.decode()
    assert "0 bookings come to" in client.get(f"{ADDRESS}?from=2027-01-01&to=2027-01-31").content.decode()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("from=2027-05-01&to=2027-04-01", "The last day is before the first."),
        ("from=2027-01-01&to=2029-01-01", "You asked for 732 days"),
        ("from=1999-01-01&to=1999-02-01", "Choose a day in the years"),
        ("from=tomorrow&to=2027-02-01", "Enter a valid date."),
        ("from=&to=2027-02-01", "This field is required."),
    ],
)
def test_wrong_days_are_answered_with_a_sentence(client: Client, asked: str, sentence: str) -> None:
    for address in (ADDRESS, f"{ADDRESS}.xlsx"):
        response = client.get(f"{address}?{asked}")

        assert response.status_code == 422
        assert sentence in response.content.decode()


@pytest.mark.usefixtures("desk")
def test_spreadsheet_has_a_sheet_for_every_figure_with_its_head_frozen(client: Client) -> None:
    sold()

    book = workbook(client)

    assert book.sheetnames == [
        "Use by room",
        "Use by weekday",
        "Turnover by month",
        "Turnover by package",
        "Fees",
        "Lead times",
        "Options",
        "Refusals",
    ]
    assert {sheet.freeze_panes for sheet in book.worksheets} == {"B2"}


@pytest.mark.usefixtures("desk")
def test_spreadsheet_has_numbers_as_numbers_and_months_as_dates(client: Client) -> None:
    sold()
    gross = Booking.objects.get().quote.gross

    book = workbook(client)

    [month, *_], whole = rows(book, "Turnover by month")[1], rows(book, "Turnover by month")[-1]
    assert month == datetime(2027, 4, 1)  # noqa: DTZ001 - a spreadsheet has no zones
    assert Decimal(str(whole[3])) == gross
    assert book["Turnover by month"]["D2"].number_format == '#,##0.00 "EUR"'
    assert book["Use by room"]["G2"].number_format == "0.0%"
    assert rows(book, "Use by room")[1][:3] == ("Beurszaal Noord", "Beurszaal", "Morning")


def test_names_that_look_like_formulas_stay_text(client: Client) -> None:
    plan = given.damrak()
    space = given.a_room('=HYPERLINK("http://evil.example.org")', ("Zolder",), most=20, hire_a_day=100)
    rooms = replace(plan.rooms, sections=("Zolder",), spaces=(space,))
    venues.create(actor=given.an_operator(), plan=replace(plan, rooms=rooms), organisation_id=None, now=given.NOW)
    client.force_login(Person.objects.get(pk=given.a_hotel_member().person_id or 0))

    cell = workbook(client)["Use by room"]["A2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://evil.example.org")', "s", True)


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}.xlsx"])
def test_other_houses_and_bookers_find_nothing_there(client: Client, address: str) -> None:
    given.a_venue()
    for somebody in (given.a_hotel_member(given.MARINA), given.a_booker(given.BRAM)):
        client.force_login(Person.objects.get(pk=somebody.person_id or 0))

        response = client.get(address)

        assert response.status_code == 404
        assert "Damrak" not in response.content.decode()


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}.xlsx"])
def test_guests_are_asked_to_sign_in(client: Client, address: str) -> None:
    given.a_venue()

    response: HttpResponse = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.usefixtures("desk")
def test_diary_leads_to_the_figures(client: Client) -> None:
    assert f'href="{ADDRESS}"' in client.get("/desk/").content.decode()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("language", ["nl", "zh-hans"])
def test_figures_are_told_in_other_languages_too(client: Client, language: str) -> None:
    sold()

    with translation.override(language):
        assert client.get(f"/{language}{ADDRESS}").status_code == 200


def test_pictures_are_well_formed_and_say_every_value() -> None:
    told = Told("use", 'Use <of> "rooms"', "a & b")

    heat = charts_svg.heat_map(told, ["Morning"], [Row("A <room> with a very long name", (Cell(43.2, "43%", "+ 6%"),))])
    bars = charts_svg.bars(told, [Bar("July", ((Tone.FULL, 2.0), (Tone.HATCHED, 0.4)), "€ 240")])
    columns = charts_svg.columns(told, [Bar("0", ((Tone.FULL, 0.0),), "0"), Bar("1-6", ((Tone.FULL, 3.0),), "3")])

    for drawn, texts in ((heat, ["43%", "+ 6%"]), (bars, ["€ 240"]), (columns, ["0", "3"])):
        picture = ET.fromstring(drawn)  # noqa: S314 - drawn by ourselves just now
        said = ["".join(one.itertext()) for one in picture.iter() if one.tag == "text"]
        assert set(texts) <= set(said)
        assert picture.findtext("title") == 'Use <of> "rooms"'
        assert picture.findtext("desc") == "a & b"


@pytest.mark.parametrize(
    ("percent", "step"), [(0, 0), (0.04, 0), (1, 1), (19.9, 1), (20, 2), (79.9, 4), (80, 5), (100, 5)]
)
def test_the_fuller_the_darker(percent: float, step: int) -> None:
    assert charts_svg.step(percent) == step
