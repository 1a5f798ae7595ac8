"""A hotel's rates over the API: read, sent back changed, refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests import given
from tests.interfaces.api.conftest import ROOT, Program, a_program_of

from zaal.domain.actors import Scope

RATES = f"venues/{given.DAMRAK}/rates"


@pytest.fixture
def desk(db: None) -> Program:
    return a_program_of(given.a_hotel_member())


def put(program: Program, told: object, query: str = "") -> Any:
    return program.client.put(ROOT + RATES + query, json.dumps(told), content_type="application/json")


def test_rates_are_read_changed_and_sent_back(desk: Program):
    told = desk.get(RATES).json()
    told["rates"]["packages"][0]["amount"] = "60"

    shown = put(desk, told, "?dry_run=true").json()
    unchanged = desk.get(RATES).json()
    answer = put(desk, told)

    assert answer.status_code == 200
    assert answer.json() == shown == {"changes": [{"kind": "packages", "new": 0, "changed": 1, "gone": 0}]}
    assert unchanged["rates"]["packages"][0]["amount"] == "55"
    assert desk.get(RATES).json() == told


def test_the_whole_house_is_told_with_its_rooms(desk: Program):
    house = desk.get(f"venues/{given.DAMRAK}/house").json()

    assert house["zaal_house"] == 1
    assert [space["name"] for space in house["rooms"]["spaces"]][:1] == ["Beurszaal"]
    assert house["rates"] == desk.get(RATES).json()["rates"]


def test_all_mistakes_are_told_with_place_code_and_sentence(desk: Program):
    told = desk.get(RATES).json()
    told["rates"]["packages"][0]["length_minutes"] = 6000
    told["rates"]["dayparts"][1]["starts"] = "12:00"

    answer = put(desk, told)

    assert answer.status_code == 422
    facts = answer.json()["facts"]
    assert [(one["at"], one["code"]) for one in facts["mistakes"]] == [
        ("rates.dayparts[1]", "dayparts_overlap"),
        ("rates.packages[0].length_minutes", "package_too_long"),
    ]
    assert "rates.dayparts[1]: The dayparts “morning” and “afternoon” share some time." in answer.json()["detail"]
    assert desk.get(RATES).json()["rates"]["packages"][0]["length_minutes"] == 480


@pytest.mark.parametrize(
    ("body", "code"), [(b"{", "file_not_readable"), (b"{}", "house_version_unknown"), (b"", "file_not_readable")]
)
def test_what_is_no_house_file_is_refused(desk: Program, body: bytes, code: str):
    answer = desk.client.put(ROOT + RATES, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_others_may_neither_read_nor_write_a_hotels_rates(desk: Program, anna: Program, guest: Program):
    told = desk.get(RATES).json()
    reader = a_program_of(given.a_hotel_member(), Scope.READ)

    assert [program.get(RATES).status_code for program in (anna, guest)] == [403, 401]
    assert [put(program, told).status_code for program in (anna, guest, reader)] == [403, 401, 403]
    assert desk.get("venues/nowhere/rates").status_code == 404
