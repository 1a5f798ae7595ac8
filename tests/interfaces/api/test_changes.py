"""Changing a booking through the API: shown, made at what was shown, refused with its reason."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests import given
from tests.interfaces.api.conftest import Program, a_program_of

from zaal.domain.actors import Scope
from zaal.domain.payments import AT_CONFIRMATION, After, Later, PaymentStep, PaymentTerms
from zaal.records.sales.models import BookingChange, Quote

if TYPE_CHECKING:
    from typing import Any


DAY = given.MEETING_DAY.isoformat()
FREE = {"amount": "0.00", "currency": "EUR"}


def agreed(total: str, **wanted: object) -> dict[str, object]:
    return {"expected_total": {"amount": total, "currency": "EUR"}, "expected_fee": FREE, **wanted}


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_preview_shows_both_versions_and_keeps_nothing(anna: Program) -> None:
    booked = given.a_confirmed_booking()

    answer = anna.post(f"bookings/{booked}/changes/preview", {"space": "kleine-zaal", "delegates": 12})

    shown = answer.json()
    assert answer.status_code == 200
    assert shown["differs"] == ["delegates", "space"]
    assert (shown["before"]["price"]["gross"]["amount"], shown["after"]["price"]["gross"]["amount"]) == (
        "700.00",
        "300.00",
    )
    assert (shown["difference"]["amount"], shown["lost"]["amount"], shown["fee"]) == ("-400.00", "400.00", FREE)
    assert [step["fee"]["amount"] for step in shown["after"]["steps"]] == [
        "0.00",
        "90.00",
        "120.00",
        "150.00",
        "300.00",
    ]
    assert (shown["can_change"], shown["obstacle"]) == (True, None)
    assert Quote.objects.count() == 1


def test_a_preview_compares_when_one_pays_counted_from_the_confirmation(anna: Program) -> None:
    rest = PaymentStep("Rest", Later(30, After.END))
    steps = (PaymentStep("Deposit", AT_CONFIRMATION, percent=Decimal(30)), rest)
    given.a_venue_paid(PaymentTerms("ahead", "Three in ten ahead", steps))
    booked = given.a_confirmed_booking(now=given.NOW - timedelta(days=3))
    paid_alike = {"delegates": 31}

    cheaper = anna.post(f"bookings/{booked}/changes/preview", {"space": "kleine-zaal", "delegates": 12}).json()
    alike = anna.post(f"bookings/{booked}/changes/preview", paid_alike).json()

    before, after = (cheaper[version]["payment"]["dues"] for version in ("before", "after"))
    assert (cheaper["payments_differ"], alike["payments_differ"]) == (True, False)
    assert [due["amount"]["amount"] for due in (*before, *after)] == ["210.00", "490.00", "90.00", "210.00"]
    assert [due["due_at"] for due in before] == [due["due_at"] for due in after]
    assert alike["before"]["payment"] == alike["after"]["payment"]


def test_a_change_gives_the_booking_a_new_version(anna: Program) -> None:
    booked = given.a_confirmed_booking()

    answer = anna.post(
        f"bookings/{booked}/changes", agreed("750.00", extras=[{"code": "flipchart", "count": 2}]), key="once"
    )
    again = anna.post(
        f"bookings/{booked}/changes", agreed("750.00", extras=[{"code": "flipchart", "count": 2}]), key="once"
    )

    told = answer.json()
    assert (answer.status_code, again.status_code) == (201, 201)
    assert answer["Location"] == f"/api/v1/bookings/{booked}"
    assert (told["quote"]["version"], told["quote"]["price"]["gross"]["amount"]) == (2, "750.00")
    [change] = told["changes"]
    assert (change["before"]["amount"], change["after"]["amount"], change["fee"]) == ("700.00", "750.00", FREE)
    assert BookingChange.objects.count() == 1
    old = anna.get(f"quotes/{change['from_quote']}").json()
    assert (old["stage"], old["booking"], old["can_book"]) == ("replaced", booked, False)
    assert [row["reference"] for row in anna.get("bookings").json()["bookings"]] == [booked]


def test_times_come_with_both_ends(anna: Program) -> None:
    booked = given.a_confirmed_booking()

    half = anna.post(f"bookings/{booked}/changes/preview", {"from": f"{DAY}T10:00"})
    whole = anna.post(f"bookings/{booked}/changes/preview", {"from": f"{DAY}T10:00", "to": f"{DAY}T18:00"})

    assert code(half) == (422, "invalid_request")
    assert whole.json()["differs"] == ["times"]
    assert whole.json()["after"]["periods"][0]["starts_at"] == f"{DAY}T10:00:00+02:00"


def test_further_rooms_are_added_and_dropped(anna: Program) -> None:
    booked = given.a_confirmed_booking()
    beside = {"space": "kleine-zaal", "layout": "u_shape", "delegates": 8}

    shown = anna.post(f"bookings/{booked}/changes/preview", {"rooms": [beside]}).json()
    added = anna.post(f"bookings/{booked}/changes", agreed("1000.00", rooms=[beside])).json()
    dropped = anna.post(f"bookings/{booked}/changes", agreed("700.00", rooms=[])).json()

    assert (shown["differs"], shown["difference"]["amount"]) == (["rooms"], "300.00")
    assert [room["space"] for room in added["quote"]["rooms"]] == ["beurszaal", "kleine-zaal"]
    assert added["quote"]["rooms"][1]["periods"] == added["quote"]["periods"]
    assert [room["space"] for room in dropped["quote"]["rooms"]] == ["beurszaal"]


def test_what_was_not_shown_is_not_agreed(anna: Program) -> None:
    booked = given.a_confirmed_booking()

    other_price = anna.post(f"bookings/{booked}/changes", agreed("1.00", delegates=31))
    not_said = anna.post(f"bookings/{booked}/changes", {"delegates": 31})

    assert code(other_price) == (409, "price_changed")
    assert code(not_said) == (422, "invalid_request")
    assert not BookingChange.objects.exists()


def test_a_taken_room_is_told_in_the_preview_and_refused(anna: Program) -> None:
    booked = given.a_confirmed_booking(space="kleine-zaal", delegates=12)
    given.an_option(given.a_booker(given.BRAM), space="beurszaal-noord", delegates=12)

    shown = anna.post(f"bookings/{booked}/changes/preview", {"space": "beurszaal-noord"}).json()
    refused = anna.post(f"bookings/{booked}/changes", agreed("400.00", space="beurszaal-noord"))

    assert (shown["can_change"], shown["obstacle"]["code"]) == (False, "space_taken")
    assert "2027" in shown["obstacle"]["detail"]
    assert code(refused) == (409, "space_taken")


def test_somebody_elses_booking_is_unknown_and_a_reader_changes_nothing(bram: Program, guest: Program) -> None:
    booked = given.a_confirmed_booking()
    reader = a_program_of(given.a_booker(), Scope.READ)

    assert code(bram.post(f"bookings/{booked}/changes/preview", {"delegates": 31})) == (404, "booking_unknown")
    assert code(reader.post(f"bookings/{booked}/changes", agreed("700.00", delegates=31))) == (403, "scope_missing")
    assert guest.post(f"bookings/{booked}/changes/preview", {"delegates": 31}).status_code == 401
