"""Rows of hotel lists become houses: one house from three lists, never one from two hotels in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain import matching
from zaal.domain.matching import HotelRow, MatchKind
from zaal.gateways import hotel_lists

DATA = Path(__file__).parents[3] / "shared" / "data"
METRE = 1 / 111_195
ORCHID = HotelRow(
    source="kml", external_id="orchid-inn", name="The Orchid Inn", name_as_given="THE ORCHID INN",
    address="25 New Bridge Road", postcode="059390", city="Singapore", country="SG", lat=1.2887, lon=103.8475,
    bedrooms=20, stars=None, email=None, website=None, time_zone="Asia/Singapore", currency="SGD",
)  # fmt: skip


def row(source: str, name: str, *, metres_north: float = 0, **changes: object) -> HotelRow:
    changed = {"external_id": name.lower(), "name_as_given": name, "lat": ORCHID.lat + metres_north * METRE, **changes}
    return replace(ORCHID, source=source, name=name, **changed)  # type: ignore[arg-type] # changes name HotelRow's own fields


@pytest.mark.parametrize(
    ("name", "changes", "kind", "why"),
    [
        ("Orchid Inn Hotel", {}, MatchKind.EXACT, "same_name"),
        ("ORCHID INN by Merlion", {"postcode": "", "metres_north": 400}, MatchKind.EXACT, "same_name"),
        ("Orchid-Inn", {"postcode": "999999", "metres_north": 900}, MatchKind.DIFFERENT, "different"),
        ("The Orchids Inn", {}, MatchKind.LIKELY, "similar_name"),
        (
            "Zen Rooms",
            {"address": "25 New Bridge Road Orchid Inn", "bedrooms": 8},
            MatchKind.LIKELY,
            "address_names_other",
        ),
        ("Zen Rooms", {"bedrooms": 21}, MatchKind.LIKELY, "same_address_and_size"),
        ("Zen Rooms", {"bedrooms": 200}, MatchKind.DOUBTFUL, "same_postcode"),
        ("Orchid Inn Annex", {"postcode": "059391", "metres_north": 30}, MatchKind.DOUBTFUL, "similar_name"),
        ("Zen Rooms", {"postcode": "059391", "metres_north": 30}, MatchKind.DIFFERENT, "different"),
    ],
)
def test_two_rows_of_two_lists_are_compared(name: str, changes: dict[str, object], kind: MatchKind, why: str):
    other = row("csv", name, **changes)  # type: ignore[arg-type] # the table holds row's own arguments

    match = matching.compare(ORCHID, other)

    assert (match.kind, match.why) == (kind, why)
    assert matching.same_house(ORCHID, other) is (kind in {MatchKind.EXACT, MatchKind.LIKELY})


def test_one_list_that_names_two_hotels_means_two_houses():
    twice = (ORCHID, row("kml", "The Orchid Inn", external_id="another id", metres_north=12))

    houses = matching.merge(twice)

    assert len(houses) == 2
    (doubt,) = matching.doubts(houses)
    assert doubt.code == "possible_duplicate"
    assert (doubt.message_facts["names"], doubt.message_facts["metres"]) == (("The Orchid Inn", "The Orchid Inn"), 12)


def test_two_hotels_in_one_building_stay_two_when_each_list_has_both():
    addresses = {"Mercure on Stevens": "28 Stevens Road, #02-01", "Novotel On Stevens": "28 Stevens Road, #01-01"}
    rows = [row(source, name, address=address) for source in ("csv", "kml") for name, address in addresses.items()]

    houses = matching.merge(rows)

    assert [tuple(member.name for member in house.rows) for house in houses] == [
        ("Mercure on Stevens", "Mercure on Stevens"),
        ("Novotel On Stevens", "Novotel On Stevens"),
    ]


def test_a_house_under_a_new_name_is_merged_and_told():
    renamed = row("geojson", "Zen Rooms", address="25 New Bridge Road Orchid Inn", bedrooms=8)

    houses = matching.merge([ORCHID, renamed])

    assert len(houses) == 1
    (told,) = matching.doubts(houses)
    assert (told.code, told.message_facts["names"]) == ("merged_under_another_name", ("Zen Rooms", "The Orchid Inn"))


def test_a_row_given_again_counts_once_as_given_last():
    again = replace(ORCHID, bedrooms=25)

    (house,) = matching.merge([ORCHID, again])

    assert house.rows == (again,)


@given(
    st.permutations(
        [(source, name, at) for source in ("a", "b", "c") for name, at in (("Orchid", 0), ("Orchids", 20), ("Zen", 40))]
    )
)
def test_the_order_of_rows_does_not_matter(order: list[tuple[str, str, int]]):
    rows = [row(source, name, metres_north=at) for source, name, at in order]

    houses = matching.merge(rows)

    assert houses == matching.merge(sorted(rows, key=lambda one: one.key))
    assert sorted(member.key for house in houses for member in house.rows) == sorted(one.key for one in rows)
    assert all(len({member.source for member in house.rows}) == len(house.rows) for house in houses)


@pytest.mark.real_input
def test_three_lists_of_singapore_make_one_house_each():
    if not DATA.exists():
        pytest.skip("shared data is not here")
    paths = ("hotel-locations-2021.kml", "hotels-2021.csv", "hotels-2021.geojson")
    lists = [hotel_lists.read((DATA / "hotels-singapore" / path).read_bytes(), filename=path).hotels for path in paths]

    houses = matching.merge(hotel for rows in lists for hotel in rows)

    told = [finding.code for finding in matching.doubts(houses)]
    assert len(matching.merge([*lists[0], *lists[1]])) == 422
    assert (
        len(houses) == 432
    )  # 415 in all three, 7 renamed since or only in two, 10 opened or closed between the exports
    assert told.count("merged_under_another_name") == 7
    assert told.count("possible_duplicate") == 12


@pytest.mark.real_input
def test_dutch_hotels_are_all_kept_and_suspected_doubles_reported():
    if not DATA.exists():
        pytest.skip("shared data is not here")
    rows = hotel_lists.read((DATA / "hotels-netherlands/hotels-nl-geonames.tsv").read_bytes(), filename="nl.tsv").hotels

    houses = matching.merge(rows)

    suspects = {frozenset(finding.message_facts["names"]) for finding in matching.doubts(houses)}  # type: ignore[call-overload] # facts are plain objects by type
    assert len(houses) == 1382
    assert frozenset({"Courtyard Amsterdam Airport", "Courtyard by Marriott Amsterdam Airport"}) in suspects
    assert any("Krasnapolsky" in name for names in suspects for name in names)
    assert 150 <= len(suspects) <= 300
