"""The queue through the API: options held longer, and challenged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import given
from tests.interfaces.api.conftest import a_program_of
from tests.interfaces.api.test_sale import code

if TYPE_CHECKING:
    from tests.interfaces.api.conftest import Program


def test_an_option_is_held_longer_once(anna: Program) -> None:
    option = given.an_option()

    before = anna.get(f"options/{option}").json()
    answer = anna.post(f"options/{option}/extension", {"until": "2027-03-10"})
    again = anna.post(f"options/{option}/extension")

    assert before["extends_to"] == "2027-03-15T10:00:00+01:00"
    assert (answer.status_code, answer.json()["release_at"]) == (200, "2027-03-11T00:00:00+01:00")
    assert answer.json()["extends_to"] is None
    assert code(again) == (409, "extended_before")


def test_an_option_is_held_no_longer_than_the_hotel_lets(anna: Program) -> None:
    option = given.an_option()

    answer = anna.post(f"options/{option}/extension", {"until": "2027-03-30"})

    assert code(answer) == (422, "extension_too_long")
    assert answer.json()["facts"] == {"latest": "2027-03-15T10:00:00+01:00"}


def test_somebody_elses_option_is_not_extended(bram: Program, reader: Program) -> None:
    annas = given.an_option()

    assert code(bram.post(f"options/{annas}/extension")) == (404, "option_unknown")
    assert code(reader.post(f"options/{annas}/extension")) == (403, "scope_missing")


def test_the_next_in_line_lets_the_first_decide(anna: Program, bram: Program) -> None:
    first = given.an_option()
    second = given.an_option(given.a_booker(given.BRAM), may_wait=True)

    before = bram.get(f"options/{second}").json()
    answers = [bram.post(f"options/{second}/challenge") for _ in range(2)]
    challenged = anna.get(f"options/{first}").json()

    assert before["can_challenge"] is True
    assert [(answer.status_code, answer.json()["challenging_until"]) for answer in answers] == [
        (200, "2027-03-03T10:00:00+01:00")
    ] * 2
    assert (challenged["release_at"], challenged["challenged_at"]) == (
        "2027-03-03T10:00:00+01:00",
        "2027-03-01T10:00:00+01:00",
    )
    assert given.BRAM not in str(challenged)
    assert code(anna.post(f"options/{first}/challenge")) == (409, "holds_itself")
    assert code(anna.post(f"options/{second}/challenge")) == (404, "option_unknown")


def test_the_hotel_refuses_a_request_with_a_reason_of_the_list(anna: Program) -> None:
    given.a_venue(instant=False)
    desk = a_program_of(given.a_hotel_member())
    option = given.an_option()
    anna.post(f"options/{option}/request")

    unknown = desk.post(f"options/{option}/refusal", {"reason": "because"})
    wordless = desk.post(f"options/{option}/refusal", {"reason": "other"})
    not_hers = anna.post(f"options/{option}/refusal", {"reason": "works"})
    answer = desk.post(f"options/{option}/refusal", {"reason": "works"})

    assert unknown.status_code == 422
    assert code(wordless) == (422, "words_missing")
    assert code(not_hers) == (403, "not_allowed")
    assert (answer.status_code, answer.json()["stage"], answer.json()["refused_for"]) == (200, "refused", "works")
