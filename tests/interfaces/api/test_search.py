"""Places, offers and venues through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import given

if TYPE_CHECKING:
    from tests.interfaces.api.conftest import Program

DAY = given.MEETING_DAY.isoformat()
NEAR_DAMRAK = {"near": "52.3745,4.8950", "radius_km": "5"}
ALL_DAY = {"from": f"{DAY}T09:00", "to": f"{DAY}T17:00", "delegates": "30", "layout": "theatre"}


def test_offers_show_the_smallest_room_that_fits_with_its_all_in_price(guest: Program) -> None:
    given.a_venue()

    answer = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY)

    assert answer.status_code == 200
    [offer] = answer.json()["offers"]
    assert (offer["venue"], offer["space"]) == ("hotel-damrak", "beurszaal-noord")
    assert offer["price"]["gross"] == {"amount": "400.00", "currency": "EUR"}
    assert offer["price"]["taxes"][0]["percent"] == "21"
    assert offer["periods"] == [{"starts_at": f"{DAY}T09:00:00+02:00", "ends_at": f"{DAY}T17:00:00+02:00"}]
    assert offer["time_zone"] == "Europe/Amsterdam"
    assert offer["instant"] is True
    assert offer["fee_now"] == {
        "until": "2027-03-18T09:00:00+01:00",
        "inclusive": True,
        "percent": "0",
        "fee": {"amount": "0.00", "currency": "EUR"},
        "tax": None,
    }


def test_offers_ask_for_a_package_on_several_days(guest: Program) -> None:
    given.a_venue()

    answer = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY, days="2027-04-20,2027-04-22", basis="package")

    [offer] = answer.json()["offers"]
    assert [period["starts_at"][:10] for period in offer["periods"]] == [DAY, "2027-04-20", "2027-04-22"]
    assert offer["package"] == "8-hours"
    assert offer["includes"] == ["room", "coffee_tea", "lunch"]
    assert offer["price"]["gross"]["amount"] == "4950.00"


def test_offers_in_another_currency_show_rate_and_date(guest: Program) -> None:
    given.a_venue()

    answer = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY, currency="SGD")

    indicative = answer.json()["offers"][0]["indicative"]
    assert indicative["amount"]["currency"] == "SGD"
    assert indicative["source"] == "ECB"


def test_what_is_booked_is_gone_and_the_nearest_is_offered_instead(guest: Program) -> None:
    given.a_confirmed_booking()
    given.a_confirmed_booking(space="kleine-zaal", delegates=20)

    answer = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY).json()

    assert answer["offers"] == []
    assert answer["why_not"]["taken"] == 3
    other_day = next(one for one in answer["alternatives"] if one["kind"] == "other_day")
    assert guest.get("offers", **{**NEAR_DAMRAK, **ALL_DAY, **other_day["query"]}).json()["total"] == 1


def test_pages_of_offers_follow_the_cursor(guest: Program) -> None:
    for number in range(21):
        given.a_venue(f"huis-{number:02}")

    first = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY).json()
    second = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY, page=first["next"]).json()

    assert (first["total"], len(first["offers"]), len(second["offers"]), second["next"]) == (21, 20, 1, None)
    assert len({offer["venue"] for offer in first["offers"] + second["offers"]}) == 21


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"from": f"{DAY}T09:00Z"}, "from", "zone_not_wanted"),
        ({"to": f"{DAY}T17:00+02:00"}, "to", "zone_not_wanted"),
        ({"from": "soon"}, "from", "local_time_expected"),
        ({"from": "2027-02-30T09:00"}, "from", "no_such_time"),
        ({"days": "2027-04-20;2027-04-22"}, "days", "days_expected"),
        ({"layout": "sofa"}, "layout", "enum"),
        ({"amenities": "wifi,unicorn"}, "amenities", "amenities_expected"),
        ({"delegates": "0"}, "delegates", "greater_than_equal"),
        ({"page": "first"}, "page", "string_pattern_mismatch"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(guest: Program, changes: dict[str, str], field: str, code: str) -> None:
    answer = guest.get("offers", **{**NEAR_DAMRAK, **ALL_DAY, **changes})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "invalid_request"
    assert [(told["field"], told["code"]) for told in problem["facts"]["fields"]] == [(field, code)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": f"{DAY}T08:00"}, "period_empty"),
        ({"near": ""}, "place_needed"),
        ({"near": "95,4.9"}, "place_out_of_range"),
        ({"from": "2027-02-01T09:00", "to": "2027-02-01T17:00"}, "starts_in_past"),
        ({"from": "2027-03-28T02:30", "to": "2027-03-28T17:00"}, "local_time_missing"),
        ({"from": "2027-10-31T02:30", "to": "2027-10-31T17:00"}, "local_time_ambiguous"),
    ],
)
def test_a_search_that_means_nothing_is_refused(guest: Program, changes: dict[str, str], code: str) -> None:
    given.a_venue()

    answer = guest.get("offers", **{**NEAR_DAMRAK, **ALL_DAY, **changes})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("fold", ["0", "1"])
def test_either_of_two_equal_autumn_hours_can_be_meant(guest: Program, fold: str) -> None:
    night = {"from": "2027-10-31T02:30", "to": "2027-10-31T08:00", "from_fold": fold, "delegates": "5"}
    given.a_venue()

    answer = guest.get("offers", **NEAR_DAMRAK, **night)

    assert answer.status_code == 200
    assert answer.json()["why_not"] == {"closed": 4}


def test_two_equal_autumn_hours_are_asked_back_by_name(guest: Program) -> None:
    night = {"from": "2027-10-31T02:30", "to": "2027-10-31T08:00", "delegates": "5"}
    given.a_venue()

    problem = guest.get("offers", **NEAR_DAMRAK, **night).json()

    assert problem["detail"].endswith("Say whether you mean the first (02:30 CEST) or the second (02:30 CET).")
    assert (problem["facts"]["first"], problem["facts"]["second"]) == (
        "2027-10-31T00:30:00+00:00",
        "2027-10-31T01:30:00+00:00",
    )


def test_only_rooms_with_all_wanted_amenities_are_offered(guest: Program) -> None:
    given.a_venue()

    answer = guest.get("offers", **NEAR_DAMRAK, **ALL_DAY, amenities="screen,daylight")

    assert [offer["space"] for offer in answer.json()["offers"]] == ["beurszaal"]


def test_a_venue_is_told_with_capacities_rates_and_terms(guest: Program) -> None:
    given.a_venue()

    told = guest.get("venues/hotel-damrak").json()

    beurszaal = next(space for space in told["spaces"] if space["slug"] == "beurszaal")
    assert {"layout": "u_shape", "min_delegates": 1, "max_delegates": 40} in beurszaal["capacities"]
    assert {rate["unit"]: rate["amount"]["amount"] for rate in beurszaal["hire"]} == {"day": "700.00", "hour": "140.00"}
    assert told["packages"][0]["amount"] == {"amount": "55.00", "currency": "EUR"}
    assert told["opening"][0] == {"weekday": 0, "opens": "07:00", "closes": "23:00"}
    assert [tier["charge"]["percent"] for tier in told["policies"][0]["tiers"]] == ["0", "30", "40", "50"]


def test_a_venue_that_is_not_there_is_not_found(guest: Program) -> None:
    given.a_venue()

    answer = guest.get("venues/hotel-rokin")

    assert (answer.status_code, answer.json()["code"]) == (404, "venue_unknown")


def test_hotels_are_found_by_name(guest: Program) -> None:
    given.a_venue()

    told = guest.get("places", q="hotel damrak").json()

    assert told["certain"] is True
    assert (told["places"][0]["kind"], told["places"][0]["venue"]) == ("venue", "hotel-damrak")


def test_an_unclear_place_is_refused_with_what_it_may_be(guest: Program) -> None:
    given.a_venue("hotel-damrak-noord")
    given.a_venue("hotel-damrak-zuid", city="Utrecht", lat=52.09, lon=5.12)

    answer = guest.get("offers", place="hotel damrak", **ALL_DAY)

    problem = answer.json()
    assert answer.status_code == 422
    assert problem["code"] in {"place_ambiguous", "place_unknown"}
    offered = problem["facts"].get("matches") or problem["facts"]["suggestions"]
    assert any("Noord" in label for label in offered)
    assert any("Zuid" in label for label in offered)
