"""Folding, reading and weighing of typed places, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain import places
from zaal.domain.places import Candidate, Likeness, PlaceKind, PlaceOutOfRange, Point, Reading

OVERIJSSEL = Point(52.266, 6.793)
GELDERLAND = Point(52.051, 6.310)
NEW_YORK_STATE = Point(42.939, -74.188)


def called(place_id: str, weight: int, point: Point = OVERIJSSEL, country: str = "NL") -> Candidate:
    return Candidate(place_id, PlaceKind.CITY, country, point, weight, Likeness.NAME)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("'s-Gravenhage", "s gravenhage"),
        ("  Den   HAAG ", "den haag"),
        ("Genève", "geneve"),
        ("Großbeeren", "grossbeeren"),
        ("Tromsø", "tromso"),
        ("one-north", "one north"),
        ("海牙", "海牙"),
        ("ＡＭＳ", "ams"),  # noqa: RUF001 - full-width letters, as a Chinese keyboard types them
        ("😀", ""),
    ],
)
def test_names_fold_to_what_people_mean(typed: str, folded: str):
    assert places.fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    folded = places.fold(text)

    assert places.fold(folded) == folded


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("1.2834,103.8607", Point(1.2834, 103.8607)),
        ("1.2834 103.8607", Point(1.2834, 103.8607)),
        ("52,37 4,89", Point(52.37, 4.89)),
        ("52.37° N, 4.89° E", Point(52.37, 4.89)),
        ("33.9S 18.4E", Point(-33.9, 18.4)),
        ("geo:-33.9,18.4", Point(-33.9, 18.4)),
    ],
)
def test_coordinates_are_read_in_every_usual_notation(typed: str, point: Point):
    assert places.coordinates(typed) == point


@pytest.mark.parametrize("typed", ["Amsterdam", "018956", "1012 AB", "12", "1.2.3,4", "", "nan,nan"])
def test_other_text_is_no_coordinates(typed: str):
    assert places.coordinates(typed) is None


@pytest.mark.parametrize("typed", ["91,10", "-91,10", "10,181", "103.8607,181.2834"])
def test_coordinates_off_the_globe_are_refused(typed: str):
    with pytest.raises(PlaceOutOfRange) as refused:
        places.coordinates(typed)

    assert refused.value.code == "place_out_of_range"


def test_a_comma_narrows_a_name_down():
    readings = places.readings("Hengelo, Gelderland")

    assert readings[:2] == (Reading(0, "hengelo gelderland"), Reading(1, "hengelo", ("gelderland",)))


def test_without_a_comma_either_end_may_be_the_name():
    readings = places.readings("Singapore Marina Bay")

    assert Reading(2, "marina bay", ("singapore",)) in readings
    assert Reading(2, "singapore marina", ("bay",)) in readings


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("", "abc", 3), ("amsterdm", "amsterdam", 1), ("hauge", "hague", 1), ("eindhofen", "eindhoven", 1)],
)
def test_edits_count_letters_added_dropped_changed_or_swapped(one: str, other: str, count: int):
    assert places.edits(one, other) == count


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_the_same_both_ways(one: str, other: str):
    assert places.edits(one, other) == places.edits(other, one)
    assert (places.edits(one, other) == 0) == (one == other)


def test_two_towns_of_one_name_in_one_country_are_offered():
    ranked = places.ranked([called("small", 8_300, GELDERLAND), called("big", 82_000)])

    assert [candidate.place_id for candidate in ranked] == ["big", "small"]
    assert not places.clearly_first(ranked)


def test_a_far_smaller_namesake_abroad_is_passed_over():
    ranked = places.ranked([called("amsterdam", 740_000), called("mohawk", 18_000, NEW_YORK_STATE, "US")])

    assert places.clearly_first(ranked)


def test_a_double_beside_its_namesake_is_one_place():
    ranked = places.ranked([called("town", 30_000), called("town-again", 29_000)])

    assert [candidate.place_id for candidate in ranked] == ["town"]
    assert places.clearly_first(ranked)


def test_an_airport_code_is_no_rival_to_a_town_of_that_name():
    oss = called("oss", 60_000)
    osh_airport = Candidate("iata:OSS", PlaceKind.AIRPORT, "KG", Point(40.6, 72.8), 20_000, Likeness.CODE)

    assert places.clearly_first(places.ranked([osh_airport, oss]))


def test_nothing_found_is_never_certain():
    assert not places.clearly_first(())
    assert places.namesakes(()) == ()


def test_a_short_text_is_never_taken_for_a_typo():
    assert [places.forgiven_edits(text) for text in ("ede", "delf", "delft", "eindhofen")] == [0, 0, 1, 2]


def test_a_bigger_city_means_a_wider_circle():
    radii = [places.radius_km(PlaceKind.CITY, people) for people in (900, 40_000, 250_000, 6_000_000)]

    assert radii == [5.0, 7.0, 12.0, 20.0]
    assert places.radius_km(PlaceKind.LANDMARK, 0) == 2.0
    assert places.radius_km(PlaceKind.AIRPORT, 0) == 10.0


def test_distance_is_measured_along_the_globe():
    assert places.distance_km(Point(52.374, 4.890), Point(1.290, 103.850)) == pytest.approx(10_500, rel=0.01)
    assert places.distance_km(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.2, rel=0.01)
