"""The main job on real input: published hotels, charts and calendars come in, and somebody books in them.

One server of its own, without the demo world: 1,800 hotels would change what the other journeys find.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from tests.journeys.servers import Client, RunningZaal, serving
from tests.journeys.visits import look, sign_up, visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.real_input, pytest.mark.browser]

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
HOTEL_LISTS = {
    "kml": "hotels-singapore/hotel-locations-2021.kml",
    "csv": "hotels-singapore/hotels-2021.csv",
    "geojson": "hotels-singapore/hotels-2021.geojson",
    "geonames": "hotels-netherlands/hotels-nl-geonames.tsv",
}
# The houses of the charts and the calendar, which no list has: name, country, city, longitude, latitude.
CHARTED = (
    ("InterContinental Miami", "US", "Miami", -80.1870, 25.7722),
    ("Folkets Hus", "SE", "Stockholm", 18.0600, 59.3340),
    ("Diamond Hotel Philippines", "PH", "Manila", 120.9850, 14.5700),
    ("Sintesa", "ID", "Manado", 124.8400, 1.4900),
    ("Conway Hall", "GB", "London", -0.1187, 51.5196),
    ("Convention Centre", "AU", "Gold Coast", 153.4290, -28.0280),
)
CUSTOMER = "walker@example.com"
PASSWORD = "a room with a view of the bay"


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningZaal]:
    """Serve an empty Zaal."""
    if not DATA.is_dir():
        pytest.skip("../shared/data is absent: no real input to walk with")
    with serving("zaal_real_input", tmp_path_factory.mktemp("real_input")) as zaal:
        yield zaal


@pytest.fixture(scope="module")
def listed(trade: RunningZaal, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Import the published lists, and the houses of the charts; what each import said, by name."""
    said = {name: trade.zaal("import", "hotels", str(DATA / file)) for name, file in HOTEL_LISTS.items()}
    charted = tmp_path_factory.mktemp("charted") / "houses.geojson"
    charted.write_text(json.dumps({"type": "FeatureCollection", "features": [_feature(*house) for house in CHARTED]}))
    return {**said, "charted": trade.zaal("import", "hotels", str(charted))}


@pytest.fixture(scope="module")
def furnished(trade: RunningZaal, listed: dict[str, str]) -> RunningZaal:
    """Give every listed hotel in Singapore and the Netherlands rooms to try."""
    assert "1,814 hotels furnished" in trade.zaal("furnish", "--seed", "1")
    return trade


@pytest.fixture(scope="module")
def token(furnished: RunningZaal, browser: Browser) -> str:
    """Sign a customer up through the pages, as nobody else is here, and make them an API token."""
    with visiting(browser, furnished.url) as page:
        page.goto("/accounts/signup/")
        sign_up(page, email=CUSTOMER, password=PASSWORD)
        page.wait_for_url(lambda url: "/accounts/" not in url)
    return furnished.zaal("token", "create", CUSTOMER).strip()


def test_hotels_come_in_once_whichever_list_tells_of_them(trade: RunningZaal, listed: dict[str, str]) -> None:
    again = [trade.zaal("import", "hotels", str(DATA / HOTEL_LISTS[name])) for name in ("geojson", "geonames")]

    assert [_created(listed[name]) for name in HOTEL_LISTS] == [422, 0, 10, 1382]
    assert [_created(said) for said in again] == [0, 0]
    count = "SELECT count(*) FROM venues_venue WHERE country = %s"
    assert (trade.rows(count, "NL"), trade.rows(count, "SG")) == ([(1382,)], [(432,)])
    assert trade.rows(f"{count} AND postcode ~ '^[0-9]{{6}}$'", "SG") == [(432,)]
    assert "postcode_zero_restored  count: 96" in listed["kml"]


@pytest.mark.parametrize(
    ("file", "venue", "rooms", "odd"),
    [
        (
            "intercontinental-miami.csv",
            "intercontinental-miami",
            43,
            (
                "looks_like: square_yards",
                "room: Bayfront A, area_sqm: 408.77, sides_sqm: 260.13",
                "parts: ('Versailles', 'Trianon')",
            ),
        ),
        ("stockholm-folkets-hus.csv", "folkets-hus", 14, ("given: Kongresshallen AB el BC", "part_not_listed")),
        ("philippines-hotels.csv", "diamond-hotel-philippines", 7, ("other_hotels_left_out", "rooms: 33")),
        ("sintesa-hotel.csv", "sintesa", 8, ("room: Drupadi, layout: theatre, delegates: 204, area_sqm: 74.00",)),
    ],
    ids=["square yards", "five notations", "seven hotels", "204 seats on 74 m2"],
)
def test_a_chart_becomes_rooms_and_what_is_odd_is_told(  # noqa: PLR0913 - a case is just this
    trade: RunningZaal, listed: dict[str, str], *, file: str, venue: str, rooms: int, odd: tuple[str, ...]
) -> None:
    said = trade.zaal("import", "chart", str(DATA / "meeting-rooms" / file), "--venue", venue, "--all")

    assert _created(said) == rooms
    assert all(words in said for words in odd), said
    count = "SELECT count(*) FROM venues_space s JOIN venues_venue v ON v.id = s.venue_id WHERE v.slug = %s"
    assert trade.rows(count, venue) == [(rooms,)]


def test_figures_of_a_chart_stay_as_the_hotel_published_them(trade: RunningZaal, listed: dict[str, str]) -> None:
    file = str(DATA / "meeting-rooms" / "conway-hall" / "artists-room.json")

    trade.zaal("import", "chart", file, "--venue", "conway-hall")

    seats = "SELECT c.layout, c.max_delegates FROM venues_capacity c JOIN venues_space s ON s.id = c.space_id"
    assert trade.rows(f"{seats} WHERE s.name = 'Artists Room' ORDER BY 1") == [
        ("boardroom", 16),
        ("theatre", 16),
        ("u_shape", 15),
    ]


def test_a_conference_calendar_blocks_seven_rooms_once(trade: RunningZaal, listed: dict[str, str]) -> None:
    import_it = (
        "import",
        "calendar",
        str(DATA / "calendars" / "linux-conf-au-2020.ics"),
        "--venue",
        "convention-centre",
    )

    first, again = trade.zaal(*import_it), trade.zaal(*import_it)

    assert _created(first) == 262
    assert again.startswith("created 0, ")
    blocks = trade.rows(
        "SELECT s.name, count(DISTINCT e.reference) FROM diary_entry e JOIN venues_space s ON s.id = e.space_id"
        " JOIN venues_venue v ON v.id = s.venue_id WHERE v.slug = 'convention-centre' GROUP BY 1"
    )
    assert sum(count for _, count in blocks) == 262
    assert len([name for name, _ in blocks if name != "(no room)"]) == 7


def test_forty_in_u_shape_at_marina_bay_from_search_to_cancelling(furnished: RunningZaal, token: str) -> None:
    with furnished.client(token) as api:
        asked = {"place": "Marina Bay, Singapore", "radius_km": "2", "delegates": "40", "layout": "u_shape"}
        offers = _offers(api, asked)
        assert offers
        assert all(
            offer["distance_km"] <= 2 and offer["seats"] >= 40 and offer["layout"] == "u_shape" for offer in offers
        )
        offer = _dearest_to_cancel(offers)

        booking = _held_and_booked(api, offer, delegates=40)

        assert booking["quote"]["price"]["gross"] == offer["price"]["gross"]
        assert booking["quote"]["price"]["gross"]["currency"] == "SGD"
        assert [tax["name"] for tax in booking["quote"]["price"]["taxes"]] == ["GST"]
        asked_again = {found["space"] for found in _offers(api, asked) if found["venue"] == offer["venue"]}
        assert offer["space"] not in asked_again
        invited = _calendar(furnished, booking["reference"], "Confirmed: ")
        assert "METHOD:REQUEST" in invited
        assert f"DTSTART;TZID=Asia/Singapore:{_day():%Y%m%d}T090000" in invited

        cancelled = _cancelled_at_the_right_fee(api, booking)

        assert Decimal(cancelled["fee"]["amount"]) > 0
        called_off = _calendar(furnished, booking["reference"], "Cancelled: ")
        assert "METHOD:CANCEL" in called_off
        assert _line(called_off, "UID") == _line(invited, "UID")
        assert int(_line(called_off, "SEQUENCE")) > int(_line(invited, "SEQUENCE"))
        assert offer["space"] in {found["space"] for found in _offers(api, asked) if found["venue"] == offer["venue"]}
    assert furnished.zaal("diary", "verify").endswith(", 0 differ\n")


def test_eindhoven_in_dutch_with_euros(furnished: RunningZaal, token: str) -> None:
    with furnished.client(token, language="nl") as api:
        offers = _offers(api, {"place": "Eindhoven", "delegates": "12", "basis": "package"})
        offer = next(offer for offer in offers if offer["instant"])

        booking = _held_and_booked(api, offer, delegates=12)

        price = booking["quote"]["price"]
        assert price["gross"]["currency"] == "EUR"
        assert {tax["name"] for tax in price["taxes"]} == {"BTW"}
        elsewhere = {"expected_fee": {"amount": "12345.67", "currency": "EUR"}}
        refused = api.post(f"bookings/{booking['reference']}/cancellation", json=elsewhere)
        assert (refused.status_code, refused.headers["Content-Language"]) == (409, "nl")
        assert "annuleren" in refused.json()["detail"].lower()
        assert "€" in refused.json()["detail"]
        _cancelled_at_the_right_fee(api, booking)
    assert furnished.zaal("diary", "verify").endswith(", 0 differ\n")


def test_a_dutch_room_seen_from_singapore(furnished: RunningZaal, browser: Browser, token: str) -> None:
    with visiting(browser, furnished.url, time_zone="Asia/Singapore") as page:
        page.goto("/")
        page.goto(f"/search?place=Eindhoven&date={_day():%Y-%m-%d}&part=day&delegates=12")
        look(page)
        page.get_by_role("article").first.get_by_role("button", name="Get a quote").click()
        page.wait_for_url("**/quotes/*")

        text = page.locator("main").inner_text()
        assert "09:00" in text
        assert re.search(r"1[56]:00", text), "nine in Eindhoven is the afternoon in Singapore"
        look(page)


def _feature(name: str, country: str, city: str, longitude: float, latitude: float) -> dict[str, object]:
    tags = {"@id": f"test/{name}", "tourism": "hotel", "name": name, "addr:country": country, "addr:city": city}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [longitude, latitude]}, "properties": tags}


def _created(said: str) -> int:
    found = re.match(r"created ([\d,]+)", said)
    assert found, said
    return int(found[1].replace(",", ""))


def _day() -> datetime:
    """A Thursday four months ahead, as the diary of the furnished hotels begins today."""
    ahead = datetime.now(UTC) + timedelta(weeks=16)
    return ahead + timedelta(days=(3 - ahead.weekday()) % 7)


def _times() -> dict[str, str]:
    return {"from": f"{_day():%Y-%m-%d}T09:00", "to": f"{_day():%Y-%m-%d}T17:00"}


def _offers(api: Client, asked: dict[str, str]) -> list[dict[str, Any]]:
    """Search, and turn all pages."""
    offers: list[dict[str, Any]] = []
    page: dict[str, str] = {}
    while True:
        answer = _read(api, "offers", {**asked, **_times(), **page})
        offers += answer["offers"]
        if answer["next"] is None:
            assert len(offers) == answer["total"]
            return offers
        page = {"page": answer["next"]}


def _read(api: Client, what: str, asked: dict[str, str]) -> dict[str, Any]:
    answer = api.get(what, params=asked)
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json()
    return read


def _dearest_to_cancel(offers: list[dict[str, Any]]) -> dict[str, Any]:
    return max((offer for offer in offers if offer["instant"]), key=lambda offer: Decimal(offer["fee_now"]["percent"]))


def _held_and_booked(api: Client, offer: dict[str, Any], *, delegates: int) -> dict[str, Any]:
    """Ask a quote for an offer, hold it and book it; every step made once however often it is sent."""
    asked = {name: offer[name] for name in ("venue", "space", "layout", "basis", "package")}
    quote = _made(api, "quotes", {**asked, **_times(), "delegates": delegates, "title": "Walk"})
    option = _made(api, "options", {"quote": quote["reference"]})
    assert (option["stage"], option["rank"]) == ("held", 1)
    booking = _made(api, "bookings", {"option": option["reference"]})
    assert booking["stage"] == "confirmed"
    return booking


def _made(api: Client, what: str, asked: dict[str, Any]) -> dict[str, Any]:
    headers = {"Idempotency-Key": f"{what}:{json.dumps(asked, sort_keys=True)}"[:255]}
    first, again = (api.post(what, json=asked, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.text + again.text
    made: dict[str, Any] = first.json()
    assert again.json()["reference"] == made["reference"]
    return made


def _cancelled_at_the_right_fee(api: Client, booking: dict[str, Any]) -> dict[str, Any]:
    """Cancel at the fee the terms of the quote say for this moment."""
    now, total = datetime.now(UTC), Decimal(booking["quote"]["price"]["gross"]["amount"])
    steps = booking["quote"]["steps"]
    step = next(step for step in steps if step["until"] is None or datetime.fromisoformat(step["until"]) > now)
    fee = (total * Decimal(step["percent"]) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = _read(api, f"bookings/{booking['reference']}/cancellation", {})["now"]
    assert Decimal(shown["fee"]["amount"]) == fee
    wrong = {**shown["fee"], "amount": str(fee + 1)}
    refused = api.post(f"bookings/{booking['reference']}/cancellation", json={"expected_fee": wrong})
    assert refused.status_code == 409
    answer = api.post(f"bookings/{booking['reference']}/cancellation", json={"expected_fee": shown["fee"]})
    assert answer.status_code == 201, answer.text
    cancelled: dict[str, Any] = answer.json()["cancelled"]
    assert Decimal(cancelled["fee"]["amount"]) == fee
    return cancelled


def _calendar(running: RunningZaal, reference: str, subject: str) -> str:
    """The calendar file of the booker's letter, lines unfolded."""
    address = running.letter(CUSTOMER, reference, subject)
    answer = requests.get(f"{address}.ics", timeout=30)
    assert answer.ok
    return answer.text.replace("\r\n ", "")


def _line(calendar: str, name: str) -> str:
    return next(line.partition(":")[2] for line in calendar.splitlines() if line.startswith(f"{name}:"))
