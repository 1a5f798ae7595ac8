"""The pages of event orders: the customer fills in and hands in, the house reads, prints and runs its day."""

from __future__ import annotations

from datetime import time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests import given

from zaal.domain.changes import Wanted
from zaal.domain.event_orders import Diet, Moment, MomentKind, Told
from zaal.domain.pricing import Basis
from zaal.queries import event_orders as told
from zaal.queries import sales
from zaal.records.identity.models import Person
from zaal.usecases import changes, event_orders

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
DESK = f"/desk/{given.DAMRAK}"
DAY = given.MEETING_DAY.isoformat()
FILLED_IN = {
    "contact_name": "Bram Bos",
    "contact_phone": "+31 6 12345678",
    "diet_vegan": "2",
    "at_0_0_lunch": "12:30",
    "to_kitchen": "Lunch in the foyer.\r\nStanding.",
}


@pytest.fixture
def booking() -> str:
    return given.a_confirmed_booking(basis=Basis.PACKAGE, title="Spring meeting")


def sign_in(client: Client, actor: Actor) -> None:
    client.force_login(Person.objects.get(pk=actor.person_id or 0))


def view_of(booking: str) -> told.OrderView:
    return told.order(booking, actor=given.a_booker(), now=given.NOW)


def a_handed_in(booking: str) -> None:
    wishes = Told(
        contact_name="Bram Bos",
        contact_phone="+31 6 12345678",
        diets=((Diet.VEGAN, 2),),
        moments=(Moment(0, 0, MomentKind.LUNCH, time(12, 30)),),
        to_setup="A lectern.",
    )
    event_orders.hand_in(actor=given.a_booker(), booking=booking, told=wishes, now=given.NOW)


def text_of(document: bytes) -> str:
    pages = PdfReader(BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_draft_is_kept_as_typed_and_not_handed_in(client: Client, booking: str):
    sign_in(client, given.a_booker())

    answer = client.post(f"/bookings/{booking}/order", FILLED_IN | {"draft": "1"}, follow=True)

    assert (answer.status_code, view_of(booking).version) == (200, 1)
    page = answer.content.decode()
    assert 'value="Bram Bos"' in page
    assert 'value="12:30"' in page
    assert "Draft not handed in" in page


def test_handing_in_makes_the_next_version(client: Client, booking: str):
    sign_in(client, given.a_booker())

    client.post(f"/bookings/{booking}/order", FILLED_IN | {"hand_in": "1"})

    handed = view_of(booking)
    assert (handed.version, handed.order.told.diets) == (2, ((Diet.VEGAN, 2),))
    assert handed.order.told.to_kitchen == "Lunch in the foyer.\nStanding."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"contact_name": ""}, "contact_name"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"diet_vegan": "31"}, "diet_vegan"),
        ({"at_0_0_lunch": "19:00"}, "at_0_0_lunch"),
        ({"at_0_0_lunch": "25:00"}, "at_0_0_lunch"),
    ],
)
def test_what_is_refused_is_said_at_its_field_with_the_input_kept(
    client: Client, booking: str, changed: dict[str, str], field: str
):
    sign_in(client, given.a_booker())

    answer = client.post(f"/bookings/{booking}/order", FILLED_IN | changed | {"hand_in": "1"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Lunch in the foyer." in answer.content.decode()
    assert view_of(booking).version == 1


def test_strangers_find_no_order(client: Client, booking: str):
    a_handed_in(booking)
    addresses = [f"/bookings/{booking}/order", f"/bookings/{booking}/order.pdf", f"{DESK}/orders"]
    addresses += [f"{DESK}/orders/{booking}", f"{DESK}/orders/{booking}.pdf", f"{DESK}/runsheet?day={DAY}"]
    addresses += [f"{DESK}/runsheet.pdf?day={DAY}", f"{DESK}/doorcards.pdf?day={DAY}"]

    for stranger in (given.a_booker(given.BRAM), given.a_hotel_member(given.MARINA)):
        sign_in(client, stranger)
        for address in addresses:
            answer = client.get(address)
            assert (address, answer.status_code) == (address, 404)
            assert b"Bram Bos" not in answer.content
        for address in (f"/bookings/{booking}/order", f"{DESK}/orders/{booking}/print"):
            assert client.post(address, FILLED_IN).status_code == 404


def test_a_customer_has_no_desk(client: Client, booking: str):
    sign_in(client, given.a_booker())

    assert client.get(f"{DESK}/orders/{booking}").status_code == 404
    assert client.get(f"{DESK}/runsheet?day={DAY}").status_code == 404


def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client, booking: str):
    for address in (f"/bookings/{booking}/order", f"{DESK}/orders", f"{DESK}/runsheet"):
        answer = client.get(address)

        assert answer.status_code == 302
        assert reverse("account_login") in answer["Location"]


def test_the_number_booked_is_given_as_final_at_once(client: Client, booking: str):
    sign_in(client, given.a_booker())

    answer = client.post(f"/bookings/{booking}/order/number", {"delegates": "30"}, follow=True)

    assert view_of(booking).order.final_number == 30
    assert "the house now knows" in answer.content.decode()


def test_another_number_shows_its_price_before_anything_happens(client: Client, booking: str):
    sign_in(client, given.a_booker())

    shown = client.post(f"/bookings/{booking}/order/number", {"delegates": "25"})

    preview = shown.context["preview"]
    assert (shown.status_code, view_of(booking).order.delegates) == (200, 30)
    assert preview.after.price.gross < preview.before.price.gross
    agreed = {
        "delegates": "25",
        "agreed": "1",
        "key": shown.context["key"],
        "expected_total": str(preview.after.price.gross.amount),
        "expected_fee": str(preview.fee.amount),
    }
    client.post(f"/bookings/{booking}/order/number", agreed)
    assert (view_of(booking).order.delegates, view_of(booking).order.final_number) == (25, 25)


def test_a_price_that_was_not_shown_is_not_booked(client: Client, booking: str):
    sign_in(client, given.a_booker())
    before = sales.booking(booking, actor=given.a_booker(), now=given.NOW).quote.price

    for total in ("1.00", ""):
        sent = {"delegates": "25", "agreed": "1", "expected_total": total, "expected_fee": "0.00"}
        answer = client.post(f"/bookings/{booking}/order/number", sent)

        assert answer.status_code == 409
    assert sales.booking(booking, actor=given.a_booker(), now=given.NOW).quote.price == before


def test_the_booking_leads_to_its_order(client: Client, booking: str):
    sign_in(client, given.a_booker())

    assert f"/bookings/{booking}/order" in client.get(f"/bookings/{booking}").content.decode()


def test_the_house_lists_its_orders_by_day(client: Client, booking: str):
    a_handed_in(booking)
    sign_in(client, given.a_hotel_member())

    page = client.get(f"{DESK}/orders?from={DAY}").content.decode()

    assert all(said in page for said in ("Spring meeting", "Handed in", "09:00–17:00", "2 vegan", booking))  # noqa: RUF001


@pytest.mark.parametrize("day", ["", "never", "9999-12-31", "0001-01-01"])
def test_a_day_that_cannot_be_read_is_today(client: Client, day: str):
    sign_in(client, given.a_hotel_member())

    for page in ("orders?from=", "runsheet?day="):
        assert client.get(f"{DESK}/{page}{day}").status_code == 200


def test_the_house_is_told_what_changed_after_it_printed(client: Client, booking: str):
    a_handed_in(booking)
    sign_in(client, given.a_hotel_member())
    printed = client.post(f"{DESK}/orders/{booking}/print", follow=True)

    changes.change(actor=given.a_booker(), booking=booking, wanted=Wanted(delegates=34), now=given.NOW)

    assert printed["Content-Type"] == "application/pdf"
    page = client.get(f"{DESK}/orders/{booking}").content.decode()
    assert "Changed since version 2 was printed" in page
    assert "Changed since printed" in client.get(f"{DESK}/orders?from={DAY}").content.decode()


def test_the_order_on_paper_says_what_the_house_has_to_know(client: Client, booking: str):
    a_handed_in(booking)
    sign_in(client, given.a_hotel_member())

    paper = text_of(client.get(f"{DESK}/orders/{booking}.pdf").content)

    for said in (
        booking,
        "Spring meeting",
        "Bram Bos",
        "Beurszaal: Theatre, 30 people",
        "12:30",
        "Vegan",
        "A lectern.",
    ):
        assert said in paper
    assert "8-hour package" in paper
    assert "€" not in paper


def test_the_run_sheet_on_paper_says_what_its_page_says(client: Client, booking: str):
    a_handed_in(booking)
    sign_in(client, given.a_hotel_member())

    crew = client.get(f"{DESK}/runsheet?day={DAY}").content.decode()
    kitchen = client.get(f"{DESK}/runsheet?day={DAY}&view=kitchen").content.decode()
    paper = text_of(client.get(f"{DESK}/runsheet.pdf?day={DAY}").content)

    for page, said in ((crew, "Set up"), (crew, "Meeting begins"), (kitchen, "Lunch"), (kitchen, "2 vegan")):
        assert said in page
        assert said in paper
    assert "30, not final" in paper


def test_a_door_card_names_the_meeting_its_room_and_its_times(client: Client, booking: str):
    a_handed_in(booking)
    given.a_confirmed_booking(given.a_booker(given.BRAM), space="kleine-zaal", delegates=8, title="Donaudampfschiff")
    sign_in(client, given.a_hotel_member())

    cards = client.get(f"{DESK}/doorcards.pdf?day={DAY}").content

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(cards)).pages]
    assert ["Spring meeting" in page for page in pages] == [True, False]
    assert all(said in pages[1] for said in ("Donaudampfschiff", "Kleine Zaal", "09:00–17:00"))  # noqa: RUF001
    assert "Bram Bos" not in pages[0]


def test_a_day_without_meetings_has_papers_that_say_so(client: Client):
    sign_in(client, given.a_hotel_member())

    for paper in ("runsheet", "doorcards"):
        assert "No meeting on this day." in text_of(client.get(f"{DESK}/{paper}.pdf?day=2027-06-01").content)
