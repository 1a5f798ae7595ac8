"""Quotes, options, bookings and cancellations through the API: works, not allowed, not mine, wrong state, twice."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf import PdfReader
from tests import given
from tests.interfaces.api.conftest import ROOT, Program, a_program_of, a_quote_request

from zaal.domain.pricing import Basis
from zaal.records.sales.models import Booking, Option, Quote

if TYPE_CHECKING:
    from typing import Any

DAY = given.MEETING_DAY.isoformat()


def code(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


# -- quotes ----------------------------------------------------------------------------------------------------------


def test_a_guest_gets_a_quote_with_lines_taxes_and_terms(guest: Program) -> None:
    answer = guest.post("quotes", a_quote_request(extras=[{"code": "flipchart", "count": 2}]))

    quote = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/quotes/{quote['reference']}"
    assert [line["amount"]["amount"] for line in quote["price"]["lines"]] == ["700.00", "50.00"]
    assert quote["price"]["gross"] == {"amount": "750.00", "currency": "EUR"}
    assert quote["valid_until"] == "2027-03-15T10:00:00+01:00"
    assert [step["percent"] for step in quote["steps"]] == ["0", "30", "40", "50", "100"]
    assert guest.get(f"quotes/{quote['reference'].lower().replace('-', '')}").json() == quote


def test_a_quote_for_more_people_than_the_room_seats_is_refused(guest: Program) -> None:
    answer = guest.post("quotes", a_quote_request(delegates=200))

    assert code(answer) == (409, "does_not_fit")
    assert answer.json()["facts"]["most"] == 80


def test_a_quote_for_a_room_that_is_not_there_is_refused(guest: Program) -> None:
    answer = guest.post("quotes", a_quote_request(space="balzaal"))

    assert code(answer) == (404, "space_unknown")


def test_a_quote_for_a_taken_room_tells_when_it_is_taken_in_venue_time(guest: Program) -> None:
    given.a_confirmed_booking(space="beurszaal-noord", spans=(given.a_span(starts="09:00", ends="12:30"),))

    answer = guest.post("quotes", a_quote_request())

    assert code(answer) == (409, "space_taken")
    assert answer.json()["detail"] == (
        "Beurszaal is taken on 15 April 2027 from 09:00 to 12:30. Choose another time or room."
    )
    assert answer.json()["facts"]["taken"][0]["starts_at"] == f"{DAY}T09:00:00+02:00"


def test_a_quote_with_a_zone_in_its_times_is_refused_with_a_word(guest: Program) -> None:
    answer = guest.post("quotes", a_quote_request(**{"from": f"{DAY}T09:00Z"}))

    assert code(answer) == (422, "invalid_request")
    assert answer.json()["facts"]["fields"][0]["field"] == "from"
    assert "without a time zone" in answer.json()["detail"]


def test_somebody_elses_quote_is_not_found(bram: Program, guest: Program) -> None:
    annas = given.a_quote(given.a_booker(given.ANNA))

    assert code(bram.get(f"quotes/{annas}")) == (404, "quote_unknown")
    assert code(guest.get(f"quotes/{annas}")) == (404, "quote_unknown")


def test_a_token_that_may_only_read_makes_no_quote(reader: Program) -> None:
    assert code(reader.post("quotes", a_quote_request())) == (403, "scope_missing")
    assert Quote.objects.count() == 0


def test_the_same_key_twice_makes_one_quote(anna: Program) -> None:
    asked = a_quote_request()

    first, second = (anna.post("quotes", asked, key="monday-1") for _ in range(2))

    assert first.json()["reference"] == second.json()["reference"]
    assert Quote.objects.count() == 1


def test_the_same_key_for_another_request_is_refused(anna: Program) -> None:
    anna.post("quotes", a_quote_request(), key="monday-1")

    answer = anna.post("quotes", a_quote_request(delegates=31), key="monday-1")

    assert code(answer) == (409, "idempotency_key_reused")


# -- options ---------------------------------------------------------------------------------------------------------


def test_a_quote_is_held_with_an_option(anna: Program) -> None:
    quote = anna.post("quotes", a_quote_request()).json()["reference"]

    answer = anna.post("options", {"quote": quote})

    option = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/options/{option['reference']}"
    assert (option["stage"], option["rank"], option["release_at"]) == ("held", 1, "2027-03-08T10:00:00+01:00")
    assert anna.get(f"options/{option['reference']}").json() == option


def test_an_option_is_held_until_the_end_of_a_day_there(anna: Program) -> None:
    quote = given.a_quote()

    option = anna.post("options", {"quote": quote, "until": "2027-03-03"}).json()

    assert option["release_at"] == "2027-03-04T00:00:00+01:00"


def test_an_option_until_a_moment_that_has_passed_is_refused(anna: Program) -> None:
    answer = anna.post("options", {"quote": given.a_quote(), "until": "2027-02-01"})

    assert code(answer) == (422, "release_in_past")


def test_a_guest_is_asked_to_sign_in_to_hold_a_room(guest: Program) -> None:
    quote = guest.post("quotes", a_quote_request()).json()["reference"]

    answer = guest.post("options", {"quote": quote})

    assert code(answer) == (401, "sign_in_needed")
    assert answer["WWW-Authenticate"] == 'Bearer realm="zaal"'
    assert Option.objects.count() == 0


def test_a_second_option_may_wait_behind_the_first(anna: Program, bram: Program) -> None:
    anna.post("options", {"quote": given.a_quote(given.a_booker(given.ANNA))})
    brams = given.a_quote(given.a_booker(given.BRAM))

    refused = bram.post("options", {"quote": brams})
    waiting = bram.post("options", {"quote": brams, "may_wait": True})

    assert code(refused) == (409, "space_taken")
    assert refused.json()["facts"]["may_wait"] is True
    assert (waiting.status_code, waiting.json()["stage"], waiting.json()["rank"]) == (201, "waiting", 2)


def test_somebody_elses_quote_cannot_be_held(bram: Program) -> None:
    annas = given.a_quote(given.a_booker(given.ANNA))

    assert code(bram.post("options", {"quote": annas})) == (404, "quote_unknown")


def test_somebody_elses_option_is_neither_seen_nor_released(bram: Program) -> None:
    annas = given.an_option(given.a_booker(given.ANNA))

    assert code(bram.get(f"options/{annas}")) == (404, "option_unknown")
    assert code(bram.post(f"options/{annas}/release")) == (404, "option_unknown")


def test_a_token_that_may_only_read_holds_and_releases_nothing(reader: Program) -> None:
    held = given.an_option()

    assert code(reader.post("options", {"quote": given.a_quote(space="kleine-zaal", delegates=9)})) == (
        403,
        "scope_missing",
    )
    assert code(reader.post(f"options/{held}/release")) == (403, "scope_missing")


def test_letting_an_option_go_twice_is_the_same_as_once(anna: Program) -> None:
    option = given.an_option()

    answers = [anna.post(f"options/{option}/release") for _ in range(2)]

    assert [(answer.status_code, answer.json()["stage"]) for answer in answers] == [(200, "released")] * 2


def test_a_booked_option_cannot_be_let_go(anna: Program) -> None:
    option = given.an_option()
    anna.post("bookings", {"option": option})

    assert code(anna.post(f"options/{option}/release")) == (409, "option_ended")


def test_the_same_key_twice_places_one_option(anna: Program) -> None:
    asked = {"quote": given.a_quote()}

    first, second = (anna.post("options", asked, key="hold it") for _ in range(2))

    assert first.json()["reference"] == second.json()["reference"]
    assert Option.objects.count() == 1
    assert code(anna.post("options", {**asked, "may_wait": True}, key="hold it")) == (409, "idempotency_key_reused")


# -- bookings --------------------------------------------------------------------------------------------------------


def test_a_quote_is_booked_at_once(anna: Program) -> None:
    answer = anna.post("bookings", {"quote": given.a_quote()})

    booking = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/bookings/{booking['reference']}"
    assert (booking["stage"], booking["booker_email"]) == ("confirmed", given.ANNA)
    assert booking["quote"]["house"]["space_name"] == "Beurszaal"
    assert [line["kind"] for line in booking["history"]] == ["QuoteMade", "BookingConfirmed"]
    assert anna.get(f"bookings/{booking['reference']}").json() == booking


def test_an_option_is_booked(anna: Program) -> None:
    option = given.an_option()

    answer = anna.post("bookings", {"option": option})

    assert (answer.status_code, answer.json()["option"]) == (201, option)


def test_a_booking_names_either_an_option_or_a_quote(anna: Program) -> None:
    both = {"option": "O-4444-4444", "quote": "Q-4444-4444"}

    answers = [anna.post("bookings", asked) for asked in ({}, both)]

    assert [code(answer) for answer in answers] == [(422, "invalid_request")] * 2
    assert answers[0].json()["facts"]["fields"][0]["code"] == "one_of_both"


def test_a_guest_is_asked_to_sign_in_to_book(guest: Program) -> None:
    assert code(guest.post("bookings", {"quote": "Q-4444-4444"})) == (401, "sign_in_needed")
    assert code(guest.get("bookings")) == (401, "sign_in_needed")
    assert code(guest.get(f"bookings/{given.a_confirmed_booking()}")) == (401, "sign_in_needed")


def test_a_hotel_that_confirms_by_hand_says_so(anna: Program) -> None:
    given.a_venue(min_lead_hours=24 * 100)

    answer = anna.post("bookings", {"quote": given.a_quote()})

    assert code(answer) == (409, "not_instant")
    assert answer.json()["facts"] == {"rule": "lead_time_short", "min_lead_hours": 2400}
    assert answer.json()["detail"].startswith("The hotel confirms at once only until 100 days before the start.")


def test_a_hotel_that_confirms_by_hand_is_asked_and_then_books(anna: Program) -> None:
    given.a_venue(instant=False)
    option = given.an_option(given.a_booker(given.ANNA))
    desk = a_program_of(given.a_hotel_member())

    early = desk.post("bookings", {"option": option})
    asked = [anna.post(f"options/{option}/request") for _ in range(2)]
    answer = desk.post("bookings", {"option": option})

    assert code(early) == (409, "not_asked")
    assert {told.status_code for told in asked} == {201}
    assert asked[0]["Location"] == f"/api/v1/options/{option}"
    assert asked[0].json()["asked_at"] == "2027-03-01T10:00:00+01:00"
    assert (asked[0].json()["can_ask"], asked[0].json()["stage"]) == (False, "held")
    assert asked[0].json() == asked[1].json()
    assert (answer.status_code, answer.json()["stage"]) == (201, "confirmed")


def test_asking_what_confirms_at_once_is_refused(anna: Program) -> None:
    option = given.an_option(given.a_booker(given.ANNA))

    assert code(anna.post(f"options/{option}/request")) == (409, "confirms_at_once")


def test_only_the_customer_asks(bram: Program, reader: Program, guest: Program) -> None:
    given.a_venue(instant=False)
    option = given.an_option(given.a_booker(given.ANNA))
    desk = a_program_of(given.a_hotel_member())

    assert code(bram.post(f"options/{option}/request")) == (404, "option_unknown")
    assert code(reader.post(f"options/{option}/request")) == (403, "scope_missing")
    assert code(desk.post(f"options/{option}/request")) == (403, "not_allowed")
    assert guest.post(f"options/{option}/request").status_code == 401


def test_a_room_that_went_to_somebody_else_is_refused(anna: Program) -> None:
    annas = given.a_quote(given.a_booker(given.ANNA))
    given.a_confirmed_booking(given.a_booker(given.BRAM))

    assert code(anna.post("bookings", {"quote": annas})) == (409, "space_taken")
    assert Booking.objects.count() == 1


def test_somebody_elses_quote_option_and_booking_cannot_be_touched(bram: Program) -> None:
    someone = given.a_booker(given.ANNA)
    booking = given.a_confirmed_booking(someone)
    option = given.an_option(someone, space="kleine-zaal", delegates=9)
    quote = given.a_quote(someone, space="kleine-zaal", delegates=9)

    assert code(bram.post("bookings", {"quote": quote})) == (404, "quote_unknown")
    assert code(bram.post("bookings", {"option": option})) == (404, "option_unknown")
    assert code(bram.get(f"bookings/{booking}")) == (404, "booking_unknown")
    assert code(bram.get(f"bookings/{booking}/cancellation")) == (404, "booking_unknown")
    assert code(bram.get(f"bookings/{booking}.ics")) == (404, "booking_unknown")
    assert code(bram.get(f"bookings/{booking}.pdf")) == (404, "booking_unknown")
    assert code(bram.get(f"quotes/{quote}.pdf")) == (404, "quote_unknown")
    assert code(bram.post(f"bookings/{booking}/cancellation", {})) == (404, "booking_unknown")
    assert bram.get("bookings").json() == {"bookings": [], "next": None}


def test_a_token_that_may_only_read_books_and_cancels_nothing(reader: Program) -> None:
    booking = given.a_confirmed_booking()
    quote = given.a_quote(space="kleine-zaal", delegates=9)

    assert code(reader.post("bookings", {"quote": quote})) == (403, "scope_missing")
    assert code(reader.post(f"bookings/{booking}/cancellation", {})) == (403, "scope_missing")
    assert reader.get(f"bookings/{booking}").json()["stage"] == "confirmed"


def test_the_same_key_twice_books_once(anna: Program) -> None:
    asked = {"quote": given.a_quote()}

    first, second = (anna.post("bookings", asked, key="book it") for _ in range(2))
    other = anna.post("bookings", {"quote": given.a_quote(space="kleine-zaal", delegates=9)}, key="book it")

    assert first.json()["reference"] == second.json()["reference"]
    assert code(other) == (409, "idempotency_key_reused")
    assert Booking.objects.count() == 1


def test_the_hotel_sees_the_bookings_of_its_own_house_only(db: None) -> None:
    here = given.a_confirmed_booking()
    given.a_confirmed_booking(venue=given.MARINA, space="straits-room")

    told = a_program_of(given.a_hotel_member()).get("bookings").json()

    assert [row["reference"] for row in told["bookings"]] == [here]


def test_bookings_come_in_pages_newest_first(anna: Program) -> None:
    days = [f"{hour:02}:00" for hour in range(8, 23)]
    made = [
        given.a_confirmed_booking(space=space, delegates=9, spans=(given.a_span(starts=starts, ends=ends),))
        for space in ("kleine-zaal", "beurszaal")
        for starts, ends in pairwise(days)
    ]

    first = anna.get("bookings").json()
    second = anna.get("bookings", page=first["next"]).json()

    assert len(first["bookings"]) == 20
    assert [row["reference"] for row in first["bookings"] + second["bookings"]] == made[::-1]
    assert second["next"] is None


def test_a_booking_goes_into_a_calendar(anna: Program) -> None:
    booking = given.a_confirmed_booking()

    answer = anna.get(f"bookings/{booking}.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART;TZID=Europe/Amsterdam:{DAY.replace('-', '')}T090000" in answer.content.decode()


def test_quotes_and_bookings_come_as_documents_in_the_readers_language(anna: Program) -> None:
    booking = given.a_confirmed_booking()
    quote = given.a_quote(space="kleine-zaal", delegates=9)

    confirmation = anna.client.get(f"{ROOT}bookings/{booking}.pdf", headers={"Accept-Language": "nl"})
    offer = anna.get(f"quotes/{quote}.pdf")

    assert {answer["Content-Type"] for answer in (confirmation, offer)} == {"application/pdf"}
    assert confirmation["Content-Disposition"] == f'attachment; filename="{booking}.pdf"'
    assert PdfReader(BytesIO(confirmation.content)).root_object["/Lang"] == "nl-NL"
    assert PdfReader(BytesIO(offer.content)).root_object["/Lang"] == "en-GB"


# -- cancellation ----------------------------------------------------------------------------------------------------


def test_the_fee_is_shown_before_and_charged_when_cancelling(anna: Program) -> None:
    booking = given.a_confirmed_booking()
    shown = anna.get(f"bookings/{booking}/cancellation").json()

    answer = anna.post(f"bookings/{booking}/cancellation", {"expected_fee": shown["now"]["fee"]})

    assert (shown["cancelled"], shown["now"]["percent"], shown["next"]["percent"]) == (None, "0", "30")
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/bookings/{booking}/cancellation"
    assert answer.json()["cancelled"] == {
        "cancelled_at": "2027-03-01T10:00:00+01:00",
        "percent": "0",
        "fee": {"amount": "0.00", "currency": "EUR"},
        "tax": None,
    }
    assert anna.get(f"bookings/{booking}").json()["stage"] == "cancelled"


def test_cancelling_without_a_body_is_at_the_fee_of_now(anna: Program) -> None:
    booking = given.a_confirmed_booking()

    assert anna.post(f"bookings/{booking}/cancellation").status_code == 201


def test_another_fee_than_was_shown_is_not_charged(anna: Program) -> None:
    booking = given.a_confirmed_booking()

    answer = anna.post(f"bookings/{booking}/cancellation", {"expected_fee": {"amount": "210.00", "currency": "EUR"}})

    assert code(answer) == (409, "fee_changed")
    assert answer.json()["facts"]["fee"] == {"amount": "0.00", "currency": "EUR"}
    assert anna.get(f"bookings/{booking}").json()["stage"] == "confirmed"


def test_a_booking_is_cancelled_once(anna: Program) -> None:
    booking = given.a_confirmed_booking()
    anna.post(f"bookings/{booking}/cancellation", {})

    assert code(anna.post(f"bookings/{booking}/cancellation", {})) == (409, "booking_cancelled")


def test_a_fee_that_is_no_amount_is_refused(anna: Program) -> None:
    booking = given.a_confirmed_booking()

    answer = anna.post(f"bookings/{booking}/cancellation", {"expected_fee": {"amount": "-1", "currency": "EUR"}})

    assert code(answer) == (422, "invalid_request")
    assert answer.json()["facts"]["fields"][0]["field"] == "expected_fee.amount"


def test_a_booking_is_counted_for_the_people_who_came(anna: Program, bram: Program) -> None:
    booking = given.a_confirmed_booking(given.a_booker(given.ANNA), basis=Basis.PACKAGE)

    counted = anna.get(f"bookings/{booking}/account", actual=28).json()
    refused = anna.get(f"bookings/{booking}/account", actual=0)

    assert (counted["billed_delegates"], counted["difference"]["amount"]) == (30, "0.00")
    assert refused.status_code == 422
    assert bram.get(f"bookings/{booking}/account", actual=28).status_code == 404
