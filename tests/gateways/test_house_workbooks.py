"""A house as a workbook: written and read back, it is the same house to the byte."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests import given

from zaal.domain.floorplans import Wall
from zaal.domain.mistakes import HouseWrong
from zaal.domain.stated import FactKind, StatedFact
from zaal.gateways import houses
from zaal.gateways.files import FileNotReadable
from zaal.usecases.demo import houses as demo

if TYPE_CHECKING:
    from collections.abc import Callable

    from zaal.domain.houses import HousePlan

DEMO = demo.plans(seed=3, now=datetime(2027, 3, 1, tzinfo=UTC))


def back(workbook: bytes) -> HousePlan:
    return houses.read(workbook, filename="house.xlsx", organisations={})


def corrected(workbook: bytes, correct: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    correct(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("plan", [*DEMO, given.damrak(), given.marina()], ids=lambda plan: plan.facts.slug)
def test_every_house_comes_back_to_the_byte(plan: HousePlan):
    workbook = houses.write_workbook(plan, organisations={})

    assert houses.write(back(workbook), organisations={}) == houses.write(plan, organisations={})


@pytest.mark.parametrize(
    "text",
    ["=1+1", "0900 1234", "null", '"', "[]", " at the edge ", "two\nlines", "a\ttab", "_x0041_", "12; 14", "1e5"],
)
def test_any_text_comes_back_as_it_was(text: str):
    told = given.damrak()
    plan = replace(told, facts=replace(told.facts, address=text, descriptions={"nl": text, "en": text}))

    assert back(houses.write_workbook(plan, organisations={})).facts == plan.facts


def test_walls_and_stated_facts_come_back():
    told = given.damrak()
    first, *others = told.rooms.spaces
    walled = replace(first, door_wall=Wall.BACK, window_walls=(Wall.LEFT, Wall.RIGHT))
    kind = next(iter(FactKind))
    fact = StatedFact(kind, "yes", given.LONG_AGO, "the house", None)
    plan = replace(told, rooms=replace(told.rooms, spaces=(walled, *others)), stated=(fact,))

    assert back(houses.write_workbook(plan, organisations={})) == plan


def test_a_workbook_has_a_sheet_for_each_kind_of_row_with_real_numbers():
    workbook = houses.write_workbook(given.damrak(), organisations={})

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    assert book.sheetnames[:5] == ["house", "opening", "sections", "rooms", "capacities"]
    rooms, hire = book["rooms"], book["hire"]
    assert [cell.value for cell in rooms[1]][:2] == ["name", "sections"]
    assert isinstance(hire.cell(2, [cell.value for cell in hire[1]].index("amount") + 1).value, int)


def test_what_people_correct_in_it_is_read():
    workbook = houses.write_workbook(given.damrak(), organisations={})

    def correct(book: Any) -> None:
        heads = [cell.value for cell in book["rooms"][1]]
        book["rooms"].cell(2, heads.index("area_sqm") + 1, 158.75)

    assert back(corrected(workbook, correct)).rooms.spaces[0].area_sqm == Decimal("158.75")


def test_what_is_wrong_in_it_is_told_with_its_place():
    workbook = houses.write_workbook(given.damrak(), organisations={})

    def correct(book: Any) -> None:
        book["rooms"].cell(1, 30, "colour")
        book["rooms"].cell(2, 30, "red")
        book["capacities"].append(["No such room", "theatre", 1, 10])

    with pytest.raises(HouseWrong) as refusal:
        back(corrected(workbook, correct))

    assert [(one.at, one.refusal.code) for one in refusal.value.mistakes] == [
        ("capacities (room: No such room)", "house_key_unknown"),
        ("rooms.spaces[0].colour", "house_key_unknown"),
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04", houses.write_workbook(given.marina(), organisations={})[:900]])
def test_a_broken_workbook_is_refused(data: bytes):
    with pytest.raises(FileNotReadable):
        back(data)
