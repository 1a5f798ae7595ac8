"""The pages of a sale translate: a request becomes one use-case, a refusal a sentence; others' things are not there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests import given

from zaal.interfaces import clock
from zaal.records.identity.models import Person
from zaal.records.sales.models import Booking, Option, Quote
from zaal.usecases import bookings, options

if TYPE_CHECKING:
    from django.test import Client

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

ASKED = "date=2027-04-15&from=09:00&to=17:00&delegates=30&layout=theatre&basis=hire"


@pytest.fixture
def anna(client: Client) -> Actor:
    """Have Anna signed in."""
    return signed_in(client, given.a_booker())


def signed_in(client: Client, actor: Actor) -> Actor:
    client.force_login(Person.objects.get(pk=actor.person_id or 0))
    return actor


def a_form(**changes: Any) -> dict[str, Any]:
    usual = {
        "venue": given.DAMRAK,
        "space": "beurszaal",
        "date": "2027-04-15",
        "from": "09:00",
        "to": "17:00",
        "delegates": "30",
        "layout": "theatre",
        "basis": "hire",
        "key": "one-form",
    }
    return {**usual, **changes}


def test_venue_page_tells_rooms_packages_terms_and_data_for_search_engines(client: Client) -> None:
    given.a_venue()

    page = client.get(f"/venues/{given.DAMRAK}?{ASKED}").content.decode()

    assert "Beurszaal Noord + " not in page
    assert "Noord + Zuid" in page
    assert "8-hour package" in page
    assert "€55.00" in page
    assert "4 weeks or more before the start" in page
    assert "No VAT or GST is due on the fee." in page
    assert '"@type": "MeetingRoom"' in page
    assert 'value="2027-04-15"' in page


def test_venue_page_shows_the_all_in_price_of_plus_plus_prices(client: Client) -> None:
    given.a_venue(given.MARINA)

    page = client.get(f"/venues/{given.MARINA}").content.decode()

    assert "S$120.00++" in page
    assert "S$143.88" in page


def test_venue_page_chooses_the_smallest_room_that_seats_the_delegates(client: Client) -> None:
    given.a_venue()

    page = client.get(f"/venues/{given.DAMRAK}?delegates=25&layout=theatre").content.decode()

    assert '<input type="hidden" name="space" value="beurszaal-noord">' in page


def test_venue_page_tells_what_is_still_free_that_day(client: Client) -> None:
    given.a_confirmed_booking()

    page = client.get(f"/venues/{given.DAMRAK}?{ASKED}&space=beurszaal").content.decode()

    assert "07:00–09:00, 17:00–23:00" in page  # noqa: RUF001 - a range is written with an en dash


def test_description_can_not_end_the_data_block(client: Client) -> None:
    given.a_venue(descriptions={"en": "</script><b>bold"})

    page = client.get(f"/venues/{given.DAMRAK}").content.decode()

    assert "</script><b>" not in page
    assert "\\u003C/script\\u003E" in page


def test_unknown_venue_is_not_there(client: Client) -> None:
    assert client.get("/venues/nowhere").status_code == 404


def test_guest_gets_a_quote_from_the_form(client: Client) -> None:
    given.a_venue()

    answer = client.post("/quotes", a_form())

    quote = Quote.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/quotes/{quote.reference}")


def test_the_same_form_sent_twice_makes_one_quote(client: Client) -> None:
    given.a_venue()

    client.post("/quotes", a_form())
    client.post("/quotes", a_form())

    assert Quote.objects.count() == 1


def test_going_back_and_changing_the_form_makes_a_second_quote(client: Client, anna: Actor) -> None:
    given.a_venue()

    client.post("/quotes", a_form())
    answer = client.post("/quotes", a_form(delegates="31"))

    assert answer.status_code == 302
    assert Quote.objects.count() == 2


def test_several_days_and_extras_reach_the_quote(client: Client) -> None:
    given.a_venue()

    client.post("/quotes", a_form(date=["2027-04-15", "", "2027-04-20"], **{"extra-flipchart": "2"}))

    quote = Quote.objects.get()
    assert quote.slots.count() == 2
    assert [line["quantity"] for line in quote.price["lines"] if line["code"] == "flipchart"] == ["2", "2"]


def test_a_named_package_reaches_the_quote(client: Client) -> None:
    given.a_venue()

    client.post("/quotes", a_form(basis="package:8-hours", delegates="10"))

    assert Quote.objects.get().package_code == "8-hours"


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"delegates": "81"}, 409, "Beurszaal seats 1 to 80"),
        ({"from": "05:00"}, 422, "not open all that time"),
        ({"delegates": ""}, 422, "Say how many delegates come."),
        ({"date": "2027-02-30"}, 422, "Write the date as"),
    ],
)
def test_refused_quote_is_said_on_the_form_which_keeps_its_input(
    client: Client, changes: dict[str, str], status: int, sentence: str
) -> None:
    given.a_venue()

    answer = client.post("/quotes", a_form(title="Board meeting", **changes))

    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert 'value="Board meeting"' in page
    assert not Quote.objects.exists()


def test_quote_for_a_room_that_is_not_there_is_not_found(client: Client) -> None:
    given.a_venue()

    assert client.post("/quotes", a_form(space="ballroom")).status_code == 404


def test_quote_page_tells_every_line_the_terms_and_what_can_be_done(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)

    page = client.get(f"/quotes/{quote}").content.decode()

    assert "Room hire" in page
    assert "of which VAT (BTW), 21%" in page
    assert "Thu 18 Mar 2027, 09:00" in page
    assert "Book now, pay the hotel later: €700.00" in page
    assert "Hold with an option" in page


def test_quote_page_tells_the_exact_rule_that_prevents_confirming_at_once(client: Client, anna: Actor) -> None:
    given.a_venue(max_instant_delegates=20)

    page = client.get(f"/quotes/{given.a_quote(anna)}").content.decode()

    assert "at once only up to 20 delegates" in page
    assert "Book now, pay the hotel later" not in page


def test_times_stand_beside_the_visitors_own_when_they_differ(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    client.cookies["tz"] = "Asia/Singapore"

    page = client.get(f"/quotes/{quote}").content.decode()

    assert "Thu 15 Apr 2027, 09:00–17:00" in page  # noqa: RUF001 - a range is written with an en dash
    assert "(your time: 15:00–23:00)" in page  # noqa: RUF001 - as above


def test_guest_is_led_from_a_quote_to_signing_in_and_back(client: Client) -> None:
    given.a_venue()
    client.post("/quotes", a_form())
    quote = Quote.objects.get().reference

    page = client.get(f"/quotes/{quote}").content.decode()

    assert f"/accounts/login/?next=/quotes/{quote}" in page
    for step in ("option", "booking"):
        answer = client.post(f"/quotes/{quote}/{step}")
        assert answer.headers["Location"] == f"/accounts/login/?next=%2Fquotes%2F{quote}"
    assert not Option.objects.exists()
    assert not Booking.objects.exists()


@pytest.mark.parametrize("page", ["/bookings", "/options/O-7KMF-3XTD", "/bookings/B-7KMF-3XTD", "/profile/tokens"])
def test_guest_is_led_to_signing_in(client: Client, page: str) -> None:
    answer = client.get(page)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_others_quotes_options_and_bookings_are_not_there(client: Client, anna: Actor) -> None:
    bram = given.a_booker(given.BRAM)
    option = given.an_option(bram)
    booking = given.a_confirmed_booking(bram, space="kleine-zaal", delegates=10)
    quote = given.a_quote(bram, space="kleine-zaal", delegates=10, spans=(given.a_span(starts="18:00", ends="20:00"),))

    pages = [f"/quotes/{quote}", f"/options/{option}", f"/bookings/{booking}", f"/bookings/{booking}.ics"]
    pages += [f"/quotes/{quote}.pdf", f"/bookings/{booking}.pdf"]
    pages += [f"/bookings/{booking}/cancellation", f"/bookings?reference={booking}"]

    assert {client.get(page).status_code for page in pages} == {404}
    assert client.post(f"/options/{option}/release").status_code == 404
    assert client.post(f"/bookings/{booking}/cancellation", {"expected_fee": "0"}).status_code == 404


def test_holding_gives_an_option_with_its_release_moment_place_and_history(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)

    answer = client.post(f"/quotes/{quote}/option", {"until": "2027-03-05"})

    page = client.get(answer.headers["Location"]).content.decode()
    assert "Sat 6 Mar 2027, 00:00" in page
    assert "You are first in line" in page
    assert 'data-countdown="2027-03-05T23:00:00+00:00"' in page
    assert "Option placed, held until" in page


def test_the_latest_day_the_form_offers_can_be_chosen(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    [latest] = re.findall(r'name="until"[^>]* max="([0-9-]+)"', client.get(f"/quotes/{quote}").content.decode())

    answer = client.post(f"/quotes/{quote}/option", {"until": latest})

    assert answer.status_code == 302
    assert Option.objects.get().release_at == Quote.objects.get().slots.get().starts_at


@pytest.mark.parametrize("until", ["2027-02-01", "2027-05-01", "soon"])
def test_holding_until_an_impossible_day_is_said_on_the_quote(client: Client, anna: Actor, until: str) -> None:
    answer = client.post(f"/quotes/{given.a_quote(anna)}/option", {"until": until})

    assert answer.status_code == 422
    assert not Option.objects.exists()


def test_room_under_option_offers_to_wait_in_line(client: Client, anna: Actor) -> None:
    given.an_option(given.a_booker(given.BRAM))
    quote = given.a_quote(anna)

    refused = client.post(f"/quotes/{quote}/option")
    waiting = client.post(f"/quotes/{quote}/option", {"may_wait": "on"})

    assert refused.status_code == 409
    assert "Wait in line behind that option" in refused.content.decode()
    assert "You are number 2 in line" in client.get(waiting.headers["Location"]).content.decode()


def test_option_is_booked_from_its_page(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)

    answer = client.post(f"/options/{option}/booking")

    assert answer.headers["Location"] == f"/bookings/{Booking.objects.get().reference}"


def test_hotel_that_confirms_by_hand_is_asked_and_confirms_from_the_options_page(client: Client, anna: Actor) -> None:
    given.a_venue(instant=False)
    quote = given.a_quote(anna)
    offered = client.get(f"/quotes/{quote}").content.decode()
    page = client.post(f"/quotes/{quote}/option").headers["Location"]
    before = client.get(page).content.decode()

    asked = client.post(f"{page}/request", follow=True).content.decode()

    assert "then ask the hotel to confirm" in offered
    assert f"/quotes/{quote}/booking" not in offered
    assert "Ask the hotel to confirm: €700.00" in before
    assert "you then owe the hotel this amount" in before
    assert "The hotel answers by hand" in asked
    assert "The hotel was asked to confirm: €700.00 all in" in asked
    assert f"{page}/request" not in asked
    signed_in(client, given.a_hotel_member())
    assert "Anna asks you to confirm this booking." in client.get(page).content.decode()
    assert client.post(f"{page}/booking").headers["Location"] == f"/bookings/{Booking.objects.get().reference}"


@pytest.mark.parametrize("instant", [True, False])
def test_hotel_is_offered_no_booking_that_nobody_asked_for(client: Client, instant: bool) -> None:  # noqa: FBT001 - a parameter
    given.a_venue(instant=instant)
    option = given.an_option()
    signed_in(client, given.a_hotel_member())

    page = client.get(f"/options/{option}").content.decode()
    answer = client.post(f"/options/{option}/booking")

    assert f"/options/{option}/booking" not in page
    assert "Held by Anna." in page
    assert "Option of Anna" in page
    assert "You are first in line" not in page
    assert answer.status_code == 409
    assert "The customer has not asked to book this." in answer.content.decode()


def test_hotel_is_told_that_a_quote_is_its_customers_to_take_up(client: Client) -> None:
    quote = given.a_quote()
    signed_in(client, given.a_hotel_member())

    page = client.get(f"/quotes/{quote}").content.decode()

    assert "Only the customer can hold or book the room at this price." in page
    assert "no longer held" not in page


def test_asking_what_cannot_be_asked_is_said_on_the_page(client: Client, anna: Actor) -> None:
    instant = given.an_option(anna)

    answer = client.post(f"/options/{instant}/request")

    assert answer.status_code == 409
    assert "this booking confirms at once" in answer.content.decode()
    assert client.get(f"/options/{instant}/request").headers["Location"] == f"/options/{instant}"


def test_option_is_released_from_its_page(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)

    page = client.post(f"/options/{option}/release", follow=True).content.decode()

    assert "This option was released" in page
    assert "Option released" in page


def test_released_option_can_not_be_booked(client: Client, anna: Actor) -> None:
    option = given.an_option(anna)
    options.let_go(actor=anna, option=option, now=given.NOW)

    answer = client.post(f"/options/{option}/booking")

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_taken_room_is_said_on_the_quote(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    given.a_confirmed_booking(given.a_booker(given.BRAM))

    answer = client.post(f"/quotes/{quote}/booking")

    assert answer.status_code == 409
    assert "15 April 2027 from 09:00 to 17:00" in answer.content.decode()


def test_booking_page_confirms_and_gives_a_calendar_file_on_the_hotels_clock(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)

    booking = client.post(f"/quotes/{quote}/booking").headers["Location"]

    page = client.get(booking).content.decode()
    file = client.get(f"{booking}.ics")
    assert "The room is yours" in page
    assert "Booking confirmed: €700.00 all in" in page
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;TZID=Europe/Amsterdam:20270415T090000" in file.content


def test_quote_and_booking_pages_lead_to_their_documents(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    offer = client.get(re.findall(r'href="([^"]+\.pdf)"', client.get(f"/quotes/{quote}").content.decode())[0])
    booking = client.post(f"/quotes/{quote}/booking").headers["Location"]

    confirmation = client.get(re.findall(r'href="([^"]+\.pdf)"', client.get(booking).content.decode())[0])

    assert (offer.headers["Content-Type"], confirmation.headers["Content-Type"]) == ("application/pdf",) * 2
    assert offer.headers["Content-Disposition"] == f'inline; filename="{quote}.pdf"'
    assert offer.content.startswith(b"%PDF")
    assert confirmation.content.startswith(b"%PDF")


def test_cancelling_shows_the_fee_first_and_then_charges_just_that(client: Client, anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)

    asked = client.get(f"/bookings/{booking}/cancellation").content.decode()
    shown_fee = re.search(r'name="expected_fee" value="([^"]+)"', asked)
    assert shown_fee is not None
    done = client.post(f"/bookings/{booking}/cancellation", {"expected_fee": shown_fee[1]}, follow=True)

    assert "Cancel free of charge" in asked
    assert "This booking was cancelled" in done.content.decode()
    assert "Booking cancelled, fee €0.00" in done.content.decode()


def test_fee_that_has_risen_since_is_shown_again_instead_of_charged(
    client: Client, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking = given.a_confirmed_booking(anna)
    monkeypatch.setattr(clock, "now", lambda: given.NOW + timedelta(days=20))

    answer = client.post(f"/bookings/{booking}/cancellation", {"expected_fee": "0.00"})

    assert answer.status_code == 409
    assert "Cancel and owe the hotel €210.00" in answer.content.decode()


def test_fee_that_can_not_be_read_is_shown_again(client: Client, anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)

    assert client.post(f"/bookings/{booking}/cancellation", {"expected_fee": "nothing"}).status_code == 409


def test_hotel_can_not_cancel_its_guests_booking(client: Client) -> None:
    booking = given.a_confirmed_booking()
    signed_in(client, given.a_hotel_member())

    answer = client.post(f"/bookings/{booking}/cancellation", {"expected_fee": "0.00"})

    assert answer.status_code == 403


def test_my_bookings_list_mine_and_find_by_reference_as_typed(client: Client, anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    given.a_quote(given.a_booker(given.BRAM), space="kleine-zaal", delegates=10, title="Of Bram")

    page = client.get("/bookings").content.decode()
    found = client.get("/bookings", {"reference": booking.lower().replace("-", " ")})

    assert booking in page
    assert "Of Bram" not in page
    assert found.headers["Location"] == f"/bookings/{booking}"


def test_reference_nobody_knows_is_said_and_kept(client: Client, anna: Actor) -> None:
    answer = client.get("/bookings?reference=B-XXXX-YYYY")

    assert answer.status_code == 404
    assert 'value="B-XXXX-YYYY"' in answer.content.decode()


def test_hotel_sees_the_sales_of_its_house_and_no_other(client: Client) -> None:
    booking = given.a_confirmed_booking()
    elsewhere = given.a_confirmed_booking(venue=given.MARINA, space="straits-room")
    signed_in(client, given.a_hotel_member())

    page = client.get("/bookings").content.decode()

    assert booking in page
    assert elsewhere not in page
    assert client.get(f"/bookings/{elsewhere}").status_code == 404


@pytest.mark.parametrize("form", ["/quotes/Q-7KMF-3XTD/option", "/quotes/Q-7KMF-3XTD/booking"])
def test_reload_of_a_refused_form_leads_back_to_its_page(client: Client, form: str) -> None:
    assert client.get(form).headers["Location"] == "/quotes/Q-7KMF-3XTD"


def test_cancelled_booking_can_not_be_cancelled_again(client: Client, anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    bookings.cancel(actor=anna, booking=booking, now=given.NOW)

    answer = client.post(f"/bookings/{booking}/cancellation", {"expected_fee": "0.00"})

    assert answer.status_code == 409
    assert "This booking was cancelled before." in answer.content.decode()


def test_my_bookings_start_with_what_is_to_decide_and_end_with_what_is_over(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    held = given.an_option(anna)
    booked = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=8)
    cancelled = given.a_confirmed_booking(anna, spans=(given.a_span(given.MEETING_DAY + timedelta(days=1)),))
    bookings.cancel(actor=anna, booking=cancelled, now=given.NOW)

    page = client.get("/bookings").content.decode()

    heads = [f'">{head}</h2>' for head in ("For you to decide", "Coming up", "Cancelled and lapsed")]
    shown = (heads[0], held, quote, heads[1], booked, heads[2], cancelled)
    places = [page.index(text) for text in shown]
    assert places == sorted(places)


def test_one_part_of_my_bookings_is_shown_alone(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    booked = given.a_confirmed_booking(anna, space="kleine-zaal", delegates=8)

    page = client.get("/bookings?show=coming").content.decode()

    assert booked in page
    assert quote not in page


def test_an_option_that_lapses_soon_stands_above_everything(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    held = options.place(actor=anna, quote=quote, now=given.NOW, until=given.NOW.date())

    page = client.get("/bookings").content.decode()

    assert page.index("Lapses in") < page.index(f'href="/options/{held}"') < page.index("For you to decide")


def test_who_let_an_option_go_asks_for_the_same_again(client: Client, anna: Actor) -> None:
    held = given.an_option(anna, delegates=31, title="Board day")
    client.post(f"/options/{held}/release")

    page = client.get(f"/options/{held}").content.decode()
    answer = client.post("/quotes", again(page))

    made = Quote.objects.latest("pk")
    assert answer.headers["Location"] == f"/quotes/{made.reference}"
    assert (made.delegates, made.title, made.space.slug) == (31, "Board day", "beurszaal")


def test_an_expired_quote_is_asked_for_again(client: Client, anna: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    old = given.a_quote(anna)
    monkeypatch.setattr(clock, "now", lambda: given.NOW + timedelta(days=20))

    page = client.get(f"/quotes/{old}").content.decode()
    answer = client.post("/quotes", again(page))

    assert "This price is no longer held." in page
    assert answer.headers["Location"] not in {None, f"/quotes/{old}"}


def test_a_cancelled_booking_leads_to_the_same_search(client: Client, anna: Actor) -> None:
    booking = given.a_confirmed_booking(anna)
    bookings.cancel(actor=anna, booking=booking, now=given.NOW)

    page = client.get(f"/bookings/{booking}").content.decode()

    assert "/search?place=Amsterdam&amp;date=2027-04-15&amp;from=09%3A00" in page


def test_who_finds_the_room_just_taken_is_led_to_others(client: Client, anna: Actor) -> None:
    quote = given.a_quote(anna)
    given.a_confirmed_booking(given.a_booker(given.BRAM))

    answer = client.post(f"/quotes/{quote}/booking")

    assert answer.status_code == 409
    assert "/search?place=Amsterdam&amp;date=2027-04-15" in answer.content.decode()


def again(page: str) -> dict[str, list[str]]:
    """Read the form that asks the same once more."""
    form = page[page.index('action="/quotes"') :]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[: form.index("</form>")]
    ):
        found.setdefault(name, []).append(value)
    return found
