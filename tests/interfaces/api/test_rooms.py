"""Several rooms and how a price came about, as programs ask for and read them."""

from __future__ import annotations

import pytest
from tests import given
from tests.interfaces.api.conftest import Program, a_quote_request

DAY = given.MEETING_DAY.isoformat()
BREAKOUT = {"space": "kleine-zaal", "layout": "u_shape", "delegates": 8}


def test_a_quote_holds_further_rooms_at_the_main_rooms_times_or_their_own(guest: Program) -> None:
    own = {**BREAKOUT, "from": f"{DAY}T13:00", "to": f"{DAY}T15:00", "basis": "package"}
    asked = a_quote_request(space="beurszaal-noord", rooms=[{**BREAKOUT, "space": "beurszaal-zuid"}, own])

    quote = guest.post("quotes", asked).json()

    assert [room["space"] for room in quote["rooms"]] == ["beurszaal-noord", "beurszaal-zuid", "kleine-zaal"]
    assert quote["rooms"][1]["periods"] == quote["rooms"][0]["periods"] == quote["periods"]
    assert quote["rooms"][2]["periods"] == [{"starts_at": f"{DAY}T13:00:00+02:00", "ends_at": f"{DAY}T15:00:00+02:00"}]
    assert [(line["room"], line["kind"]) for line in quote["price"]["lines"]] == [
        (0, "hire"),
        (1, "hire"),
        (2, "package"),
    ]


def test_a_line_tells_how_it_came_about(guest: Program) -> None:
    quote = guest.post("quotes", a_quote_request(basis="package")).json()

    [line] = quote["price"]["lines"]
    assert (line["base"]["amount"], line["applied"]) == ("55.00", [])
    assert (line["valid_from"], line["valid_until"]) == ("2019-01-01", None)
    assert [(part["tax_class"], part["amount"]["amount"], part["tax"], part["percent"]) for part in line["parts"]] == [
        ("room", "701.75", "BTW", "21"),
        ("food", "948.25", "BTW", "9"),
    ]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"space": "beurszaal", "rooms": [{**BREAKOUT, "space": "beurszaal-zuid"}]}, 409, "rooms_overlap"),
        ({"rooms": [{**BREAKOUT, "delegates": 11}]}, 409, "does_not_fit"),
        ({"rooms": [{**BREAKOUT, "space": "balzaal"}]}, 404, "space_unknown"),
        ({"rooms": [{**BREAKOUT, "from": f"{DAY}T13:00"}]}, 422, "invalid_request"),
        ({"rooms": [BREAKOUT] * 20}, 422, "invalid_request"),
        ({"codes": ["nothing"]}, 409, "promotion_code_unknown"),
        ({"codes": ["x"] * 6}, 422, "invalid_request"),
    ],
)
def test_rooms_and_codes_that_cannot_be_are_refused(
    guest: Program, changes: dict[str, object], status: int, code: str
) -> None:
    answer = guest.post("quotes", a_quote_request(**changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
