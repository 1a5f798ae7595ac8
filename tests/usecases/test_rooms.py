"""A hotel's people and their rooms: added, changed, off the market and back, deleted when nothing names them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests import given

from zaal.domain.floorplans import Wall
from zaal.domain.houses import Seating, SpacePlan
from zaal.domain.layouts import Layout
from zaal.domain.mistakes import HouseWrong
from zaal.queries import houses
from zaal.queries import rooms as told
from zaal.queries.venues import VenueUnknown
from zaal.records.listing.models import Listing
from zaal.records.logbook.models import Fact
from zaal.records.venues.models import Section, Space
from zaal.usecases import rooms
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db

LIBRARY = SpacePlan(
    "Bibliotheek", ("Bibliotheek",), (Seating(Layout.BOARDROOM, 2, 14),), area_sqm=Decimal(32), door_wall=Wall.BACK
)


@pytest.fixture
def desk() -> Actor:
    return given.a_hotel_member()


def room(desk: Actor, slug: str) -> told.ManagedRoom:
    return next(one for one in told.of_desk(given.DAMRAK, actor=desk).rooms if one.slug == slug)


def about(desk: Actor, space: str = "kleine-zaal") -> dict[str, object]:
    return {"actor": desk, "venue_slug": given.DAMRAK, "space_slug": space, "now": given.NOW}


def change(desk: Actor, space: str, **facts: object) -> None:
    plan = replace(room(desk, space).plan, **facts)  # type: ignore[arg-type]  # what a test changes
    rooms.change(actor=desk, venue_slug=given.DAMRAK, space_slug=space, plan=plan, now=given.NOW)


def test_a_room_is_added_with_its_parts(desk: Actor):
    slug = rooms.add(actor=desk, venue_slug=given.DAMRAK, plan=LIBRARY, now=given.NOW)

    assert room(desk, slug).plan == LIBRARY
    assert Section.objects.filter(venue__slug=given.DAMRAK, name="Bibliotheek").exists()
    assert Fact.objects.get(kind="RoomAdded").data == {"space": slug, "name": "Bibliotheek"}


def test_a_room_is_changed_and_keeps_its_prices_and_address(desk: Actor):
    hire = houses.plan(given.DAMRAK, actor=desk).rooms.spaces[-1].hire

    change(
        desk,
        "kleine-zaal",
        name="Salon",
        height_m=Decimal("3.10"),
        window_walls=(Wall.LEFT, Wall.BACK),
        seatings=(Seating(Layout.THEATRE, 4, 24, 20), Seating(Layout.BANQUET, 1, 16)),
    )

    salon = houses.plan(given.DAMRAK, actor=desk).rooms.spaces[-1]
    assert (salon.name, salon.height_m, salon.window_walls) == ("Salon", Decimal("3.10"), (Wall.LEFT, Wall.BACK))
    assert salon.seatings == (Seating(Layout.THEATRE, 4, 24, 20), Seating(Layout.BANQUET, 1, 16))
    assert salon.hire == hire
    assert Listing.objects.get(space__slug="kleine-zaal", venue__slug=given.DAMRAK).max_delegates[0] == 24


def test_nothing_changed_is_nothing_written(desk: Actor):
    change(desk, "kleine-zaal")

    assert not Fact.objects.filter(kind="RoomChanged").exists()


@pytest.mark.parametrize(
    ("facts", "at", "code"),
    [
        ({"name": "beurszaal"}, "name", "space_name_taken"),
        ({"seatings": (Seating(Layout.THEATRE, 30, 20),)}, "seatings[0]", "capacity_too_small"),
        ({"area_sqm": Decimal(-1)}, "area_sqm", "room_fact_wrong"),
        ({"floor": 5000}, "floor", "room_fact_wrong"),
    ],
)
def test_a_room_that_cannot_be_is_refused_with_its_place(desk: Actor, facts: dict[str, object], at: str, code: str):
    with pytest.raises(HouseWrong) as refusal:
        change(desk, "kleine-zaal", **facts)

    assert [(one.at, one.refusal.code) for one in refusal.value.mistakes] == [(at, code)]


def test_parts_stay_while_somebody_has_the_room_and_change_afterwards(desk: Actor):
    given.a_confirmed_booking(space="kleine-zaal", delegates=10)

    with pytest.raises(rooms.SectionsInUse):
        change(desk, "kleine-zaal", sections=("Tuin",))
    change(desk, "beurszaal-zuid", sections=("Tuin",))

    assert room(desk, "beurszaal-zuid").plan.sections == ("Tuin",)


def test_a_part_that_no_room_has_any_more_goes(desk: Actor):
    change(desk, "kleine-zaal", sections=("Tuin", "Serre"))

    names = told.of_desk(given.DAMRAK, actor=desk).sections
    assert "Kleine Zaal" not in names
    assert names[-2:] == ("Tuin", "Serre")


def test_off_the_market_nobody_finds_it_and_back_again(desk: Actor):
    rooms.unlist(**about(desk))  # type: ignore[arg-type]  # see about
    off = (room(desk, "kleine-zaal").plan.listed, Listing.objects.filter(space__slug="kleine-zaal").exists())

    rooms.list_again(**about(desk))  # type: ignore[arg-type]  # see about

    assert off == (False, False)
    assert Listing.objects.filter(space__slug="kleine-zaal").exists()
    assert [fact.kind for fact in Fact.objects.order_by("pk")][-2:] == ["RoomUnlisted", "RoomListed"]


def test_a_room_with_a_booking_is_never_deleted(desk: Actor):
    given.a_confirmed_booking(space="kleine-zaal", delegates=10)

    with pytest.raises(rooms.RoomInUse):
        rooms.remove(**about(desk))  # type: ignore[arg-type]  # see about

    assert room(desk, "kleine-zaal").is_used


def test_a_room_that_nothing_names_is_deleted_with_its_parts(desk: Actor):
    rooms.remove(**about(desk))  # type: ignore[arg-type]  # see about

    assert not Space.objects.filter(venue__slug=given.DAMRAK, slug="kleine-zaal").exists()
    assert "Kleine Zaal" not in told.of_desk(given.DAMRAK, actor=desk).sections
    with pytest.raises(SpaceUnknown):
        rooms.remove(**about(desk))  # type: ignore[arg-type]  # see about


def test_the_people_of_another_house_neither_see_nor_change_it(desk: Actor):
    other = given.a_hotel_member(given.MARINA)

    for act in (rooms.unlist, rooms.list_again, rooms.remove):
        with pytest.raises(VenueUnknown):
            act(**about(other))  # type: ignore[arg-type]  # see about
    with pytest.raises(VenueUnknown):
        told.of_desk(given.DAMRAK, actor=other)
    with pytest.raises(VenueUnknown):
        rooms.add(actor=other, venue_slug=given.DAMRAK, plan=LIBRARY, now=given.NOW)

    assert room(desk, "kleine-zaal").plan.listed
