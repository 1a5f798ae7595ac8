"""A house's walls and stated facts: kept, shown, exported, and refused when they are nonsense."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.floorplans import Wall
from zaal.domain.mistakes import HouseWrong
from zaal.domain.stated import FactKind, StatedFact
from zaal.gateways import houses as house_files
from zaal.queries import houses, venues
from zaal.usecases import venues as acts

if TYPE_CHECKING:
    from zaal.domain.houses import HousePlan

GREEN_KEY = StatedFact(FactKind.GREEN_KEY, "Gold", date(2026, 3, 3), "Green Key", date(2027, 3, 2))

pytestmark = pytest.mark.django_db


def a_telling_house() -> HousePlan:
    plan = given.damrak()
    beurszaal, *others = plan.rooms.spaces
    told = replace(beurszaal, daylight=True, door_wall=Wall.RIGHT, window_walls=(Wall.LEFT, Wall.BACK))
    return replace(plan, rooms=replace(plan.rooms, spaces=(told, *others)), stated=(GREEN_KEY,))


def test_walls_and_facts_are_told_as_they_were_stated():
    acts.create(actor=given.an_operator(), plan=a_telling_house(), organisation_id=None, now=given.NOW)

    told = venues.venue(given.DAMRAK, now=given.NOW)

    beurszaal = next(space for space in told.spaces if space.slug == "beurszaal")
    assert told.stated == (GREEN_KEY,)
    assert (beurszaal.door_wall, beurszaal.window_walls) == (Wall.RIGHT, (Wall.LEFT, Wall.BACK))


def test_an_exported_house_reads_back_as_the_same():
    acts.create(actor=given.an_operator(), plan=a_telling_house(), organisation_id=None, now=given.NOW)
    kept = houses.plan(given.DAMRAK, actor=given.an_operator())

    read = house_files.read(house_files.write(kept, organisations={}), filename="damrak.json", organisations={})

    assert read == kept
    assert read.stated == (GREEN_KEY,)


@pytest.mark.parametrize("stated", [(GREEN_KEY, GREEN_KEY), (replace(GREEN_KEY, valid_until=date(2020, 1, 1)),)])
def test_a_fact_told_twice_or_over_before_it_began_is_refused_with_its_place(stated: tuple[StatedFact, ...]):
    plan = replace(given.damrak(), stated=stated)

    with pytest.raises(HouseWrong) as refused:
        acts.create(actor=given.an_operator(), plan=plan, organisation_id=None, now=given.NOW)

    assert f"stated[{len(stated) - 1}]" in str(refused.value.facts)
