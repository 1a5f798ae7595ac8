"""The desk's pages of rooms and of charts on their way in: what they show, keep and refuse, and to whom."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import given

from zaal.gateways import houses as house_files
from zaal.queries import houses
from zaal.records.identity.models import Person
from zaal.records.venues.models import ChartUpload, Space
from zaal.usecases import venues

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
ROOMS = f"/desk/{given.DAMRAK}/rooms"
CHART = f"/desk/{given.DAMRAK}/chart"
TABLE = "Zaal\tOpp.\tTheater\tBoardroom\nKleine Zaal\t41,5\t20\t12\nDrupadi\t74 m2\t204\t-\n"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(Person.objects.get(pk=given.a_hotel_member().person_id or 0))
    return client


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def paste(desk: Client, table: str = TABLE) -> str:
    answer = desk.post(CHART, {"text": table})
    assert answer.status_code == 302, text(answer, answer.status_code)
    return str(answer["Location"]).removesuffix("/columns")


def confirm(desk: Client, chart: str, *means: str) -> Any:
    return desk.post(f"{chart}/columns", {f"means_{at}": one for at, one in enumerate(means)})


def a_confirmed_chart(desk: Client) -> str:
    chart = paste(desk)
    assert confirm(desk, chart, "room", "area", "capacity:theatre", "capacity:boardroom").status_code == 302
    return chart


def fields(answer: Any) -> dict[str, str]:
    """Return what the form of a page would send if nobody touched it."""
    form = answer.context["form"]
    told = {}
    for bound in form:
        value = bound.value()
        if value is True or value is False:
            told |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            told[bound.html_name] = value
    return told


def test_the_table_shows_every_room_with_its_figures_and_walls(desk: Client):
    shown = text(desk.get(ROOMS))

    assert "Rooms of Hotel Damrak" in shown
    assert "Kleine Zaal" in shown
    assert "Theatre" in shown


def test_the_table_asks_as_often_for_one_room_as_for_many(desk: Client):
    desk.get(ROOMS)
    with CaptureQueriesContext(connection) as few:
        desk.get(ROOMS)
    for number in range(6):
        desk.post(f"/desk/{given.DAMRAK}/new-room", {"name": f"R{number}", "setup_minutes": 0, "breakdown_minutes": 0})

    with CaptureQueriesContext(connection) as many:
        shown = text(desk.get(ROOMS))

    assert "R5" in shown
    assert len(many) == len(few)


def test_a_room_saved_untouched_stays_as_it_is(desk: Client):
    before = Space.objects.values().get(slug="kleine-zaal", venue__slug=given.DAMRAK)
    sent = fields(desk.get(f"{ROOMS}/kleine-zaal"))

    answer = desk.post(f"{ROOMS}/kleine-zaal", sent)

    assert (answer.status_code, answer["Location"]) == (302, ROOMS)
    assert Space.objects.values().get(slug="kleine-zaal", venue__slug=given.DAMRAK) == before


def test_a_room_is_edited_with_its_walls(desk: Client):
    sent = fields(desk.get(f"{ROOMS}/kleine-zaal"))

    desk.post(f"{ROOMS}/kleine-zaal", {**sent, "height_m": "3.2", "door_wall": "back", "window_walls": ["left"]})

    assert "door: back wall; windows: left wall" in text(desk.get(ROOMS))


def test_what_is_wrong_with_a_room_is_said_at_its_field_and_the_input_kept(desk: Client):
    sent = fields(desk.get(f"{ROOMS}/kleine-zaal"))

    answer = desk.post(
        f"{ROOMS}/kleine-zaal",
        {**sent, "name": "Beurszaal", "min_delegates_theatre": "50", "max_delegates_theatre": "20"},
    )

    shown = text(answer, 422)
    assert "There are 2 problems" in shown
    assert set(answer.context["form"].errors) == {"name", "max_delegates_theatre"}
    assert answer.context["form"]["min_delegates_theatre"].value() == "50"


def test_a_room_goes_off_the_market_and_back(desk: Client):
    off = text(desk.post(f"{ROOMS}/kleine-zaal/unlisting", follow=True))

    back = text(desk.post(f"{ROOMS}/kleine-zaal/listing", follow=True))

    assert "off the market" in off
    assert "off the market" not in back


def test_a_booked_room_is_not_deleted_and_the_other_way_is_named(desk: Client):
    given.a_confirmed_booking(space="kleine-zaal", delegates=10)

    shown = text(desk.post(f"{ROOMS}/kleine-zaal/removal", follow=True))

    assert "Take it off the market instead" in shown
    assert Space.objects.filter(slug="kleine-zaal").exists()


def test_a_chart_goes_from_paste_to_columns_to_preview_to_rooms(desk: Client):
    chart = paste(desk)
    columns = text(desk.get(f"{chart}/columns"))
    confirm(desk, chart, "room", "area", "capacity:theatre", "capacity:boardroom")
    preview = desk.get(f"{chart}/preview")
    untouched = Space.objects.filter(name="Drupadi").exists()

    written = text(desk.post(f"{chart}/preview", {**fields(preview), "write": "1"}, follow=True))

    assert "Kleine Zaal · Drupadi" in columns
    shown = text(preview)
    assert "204 people in Theatre on 74 m² is tighter" in shown
    assert "Boardroom \u2013 → 12" in shown
    assert not untouched
    assert "The chart is in: 1 new, 1 changed, 0 as they were." in written
    assert not ChartUpload.objects.exists()


def test_a_decision_shows_in_the_preview_before_it_is_written(desk: Client):
    chart = a_confirmed_chart(desk)
    sent = fields(desk.get(f"{chart}/preview"))
    (key,) = (name.removeprefix("choice_") for name in sent if name.startswith("choice_"))
    corrected = {**sent, f"choice_{key}": "correct", f"correction_{key}": "60"}

    answer = desk.post(f"{chart}/preview", {**corrected, "show": "1"}, follow=True)

    assert "Theatre 60" in text(answer)
    assert not Space.objects.filter(name="Drupadi").exists()


def test_a_wrong_correction_is_said_at_its_place_and_nothing_is_lost(desk: Client):
    chart = a_confirmed_chart(desk)
    sent = fields(desk.get(f"{chart}/preview"))
    (key,) = (name.removeprefix("choice_") for name in sent if name.startswith("choice_"))

    answer = desk.post(
        f"{chart}/preview", {**sent, f"choice_{key}": "correct", f"correction_{key}": "many", "write": "1"}
    )

    assert "“many” is no number of people for Drupadi" in text(answer, 422)
    assert answer.context["form"][f"correction_{key}"].value() == "many"
    assert not Space.objects.filter(name="Drupadi").exists()
    assert ChartUpload.objects.exists()


def test_columns_that_name_no_room_are_refused_with_the_choices_kept(desk: Client):
    chart = paste(desk)

    answer = confirm(desk, chart, "", "area", "capacity:theatre", "")

    assert "Say which column has the names of the rooms." in text(answer, 422)
    assert answer.context["form"]["means_0"].value() == ""


def test_the_preview_waits_for_the_columns(desk: Client):
    assert "Confirm them first" in text(desk.get(f"{paste(desk)}/preview"), 422)


def test_a_chart_is_let_go_without_a_change(desk: Client):
    chart = paste(desk)

    shown = text(desk.post(f"{chart}/removal", follow=True))

    assert "Nothing was changed" in shown
    assert not ChartUpload.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file, or paste a table."),
        ({"text": " \n"}, "Choose a file, or paste a table."),
        ({"file": ("Hotel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old")}, "Hotel.xls is an old Excel file"),
        ({"file": ("Hotel.xlsx", b"PK\x03\x04nothing")}, "Hotel.xlsx is not a workbook"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(desk: Client, sent: dict[str, Any], sentence: str):
    files = {name: SimpleUploadedFile(*one) if isinstance(one, tuple) else one for name, one in sent.items()}

    assert sentence in text(desk.post(CHART, files), 422)
    assert not ChartUpload.objects.exists()


def test_the_export_read_in_again_is_the_same_house_to_the_byte(desk: Client):
    desk.post(f"{ROOMS}/kleine-zaal/unlisting")
    as_json = desk.get(f"/desk/{given.DAMRAK}/house.json")
    workbook = desk.get(f"/desk/{given.DAMRAK}/house.xlsx")

    plan = house_files.read(workbook.content, filename="house.xlsx", organisations={})
    twin = replace(plan, facts=replace(plan.facts, slug="twin-house"))
    venues.create(actor=given.an_operator(), plan=twin, organisation_id=None, now=given.NOW)

    kept = houses.plan("twin-house", actor=given.an_operator())
    assert workbook["Content-Disposition"] == f'attachment; filename="{given.DAMRAK}.xlsx"'
    assert not next(space for space in kept.rooms.spaces if space.name == "Kleine Zaal").listed
    written = house_files.write(kept, organisations={})
    assert written.replace(b"twin-house", given.DAMRAK.encode()) == as_json.content


def test_other_peoples_houses_are_not_there(desk: Client):
    chart = paste(desk)
    addresses = [ROOMS, f"{ROOMS}/kleine-zaal", f"/desk/{given.DAMRAK}/new-room", CHART]
    addresses += [f"/desk/{given.DAMRAK}/house.{kind}" for kind in ("json", "xlsx")]
    addresses += [f"{chart}/columns", f"{chart}/preview"]
    forms = [*addresses[1:4], *addresses[-2:]]
    acts = [f"{ROOMS}/kleine-zaal/{what}" for what in ("unlisting", "listing", "removal")] + [f"{chart}/removal"]

    for actor in (given.a_hotel_member(given.MARINA), given.a_booker()):
        desk.force_login(Person.objects.get(pk=actor.person_id or 0))
        assert [desk.get(address).status_code for address in addresses] == [404] * len(addresses)
        assert [desk.post(address).status_code for address in acts] == [404] * len(acts)
        assert [desk.post(address, {"name": "X"}).status_code for address in forms] == [404] * 5

    desk.logout()
    assert [desk.get(address).status_code for address in addresses] == [302] * len(addresses)
    assert Space.objects.get(slug="kleine-zaal").listed
