"""Every page there is, by its address and what it answers: who walks the pages walks this list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.journeys.visits import sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from tests.journeys.servers import RunningZaal

BOOKER, HOTEL = "second.booker@zaal.test", "hotel.amsterdam@zaal.test"
HOUSE = "hotel-de-gulden-karveel"
DAY = "2027-03-17"
SEARCH = f"date={DAY}&part=day&delegates=12"
PHONE_CALL = f"house={HOUSE}&date={DAY}&from=09:00&to=17:00&delegates=8"
ROOMS = f"room={HOUSE}/breitnerzaal&room={HOUSE}/hobbemakamer"

# Before signing in.
FOR_ALL = {
    "/": 200,
    f"/search?place=Amsterdam&{SEARCH}": 200,
    f"/search?place=Singapore&{SEARCH}&basis=package&currency=EUR&layout=u_shape": 200,
    f"/search?place=Hengelo&{SEARCH}": 200,
    f"/search?place=Nergenshuizen&{SEARCH}": 200,
    f"/search?place=Delft&date={DAY}&part=day&delegates=2000": 200,
    "/search?place=&date=&delegates=0": 422,
    f"/search/month?place=Amsterdam&{SEARCH}": 200,
    "/meeting-rooms/nl/amsterdam": 200,
    f"/venues/{HOUSE}?{SEARCH}": 200,
    "/venues/the-seventh-tide": 200,
    "/venues/no-such-hotel": 404,
    f"/compare?{ROOMS}&{SEARCH}": 200,
    "/compare": 200,
    "/lists": 200,
    "/quotes/Q-0000-0000": 404,
    "/no/such/page": 404,
    "/accounts/login/": 200,
    "/accounts/login/code/": 200,
    "/accounts/signup/": 200,
    "/accounts/password/reset/": 200,
    "/accounts/password/reset/done/": 200,
    "/accounts/password/reset/key/done/": 200,
    "/accounts/password/reset/key/1-none/": 200,
    "/accounts/inactive/": 200,
    "/help": 200,
    "/help/words": 200,
    "/help/booker": 200,
    "/accessibility": 200,
    "/welcome": 200,
    "/outbox": 200,
    "/style": 200,
}
# Of somebody who signed in; what stands in brackets is one of their own sales.
FOR_BOOKERS = {
    "/bookings": 200,
    "/bookings?reference=B-0000-0000": 404,
    "/quotes/{quote}": 200,
    "/options/{option}": 200,
    "/bookings/{booking}": 200,
    "/bookings/{booking}/change": 200,
    "/bookings/{booking}/order": 200,
    "/bookings/{booking}/cancellation": 200,
    "/bookings/{cancelled}": 200,
    "/outbox/{letter}": 200,
    "/profile": 200,
    "/profile/tokens": 200,
    "/accounts/email/": 200,
    "/accounts/password/change/": 200,
    "/accounts/logout/": 200,
}
FOR_HOTELS = {
    f"/desk/?house={HOUSE}&view=week": 200,
    f"/desk/?house={HOUSE}&view=month": 200,
    f"/desk/?house={HOUSE}&view=day": 200,
    f"/desk/rooms?{PHONE_CALL}": 200,
    f"/desk/rooms?house={HOUSE}": 422,
    f"/desk/{HOUSE}/pictures": 200,
    f"/desk/{HOUSE}/rooms": 200,
    f"/desk/{HOUSE}/rooms/breitnerzaal": 200,
    f"/desk/{HOUSE}/new-room": 200,
    f"/desk/{HOUSE}/chart": 200,
    f"/desk/{HOUSE}/calendars": 200,
    f"/desk/{HOUSE}/figures": 200,
    f"/desk/{HOUSE}/orders": 200,
    f"/desk/{HOUSE}/orders/{{booking}}": 200,
    f"/desk/{HOUSE}/runsheet?day={DAY}": 200,
    f"/desk/{HOUSE}/runsheet?day={DAY}&view=kitchen": 200,
    "/options/{option}": 200,
    "/bookings/{booking}": 200,
}


def walked(page: Page, sold: dict[str, str]) -> Iterator[str]:
    """Open every page in turn, first as nobody, then as a booker, then as a hotel; tell the address of each."""
    yield from _opened(page, FOR_ALL, sold)
    for email, addresses in ((BOOKER, FOR_BOOKERS), (HOTEL, FOR_HOTELS)):
        page.context.clear_cookies(name="sessionid")
        page.goto("/accounts/login/")
        sign_in(page, email)
        page.wait_for_url(lambda url: "/login" not in url)
        yield from _opened(page, addresses, sold)


def speak(page: Page, url: str, language: str) -> None:
    """Choose the language as the visitor's own choice does, whatever is in the profile of who signs in."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])


def sell(running: RunningZaal) -> dict[str, str]:
    """Have a booker with a quote, an option, a booking and a cancelled one; tell their references and a letter's."""
    client = running.client(running.zaal("token", "create", BOOKER).strip())

    def quote(month: int) -> str:
        """Ask for a room of the house on the first day of the second week or later that has one free."""
        for day in range(8, 28):
            times = {"from": f"2027-{month:02}-{day:02}T09:00", "to": f"2027-{month:02}-{day:02}T12:00"}
            found = client.get("offers", params={"place": "Amsterdam", "delegates": "8", "instant": "true", **times})
            for offer in found.json()["offers"]:
                if offer["venue"] == HOUSE:
                    wanted = {name: offer[name] for name in ("venue", "space", "layout", "basis")}
                    made = client.post("quotes", json={**wanted, **times, "delegates": 8})
                    assert made.ok, made.text
                    return str(made.json()["reference"])
        raise AssertionError(HOUSE)

    def taken(what: str, month: int) -> str:
        made = client.post(what, json={"quote": quote(month)})
        assert made.ok, made.text
        reference: str = made.json()["reference"]
        return reference

    booking, cancelled = taken("bookings", 5), taken("bookings", 6)
    fee = client.get(f"bookings/{cancelled}/cancellation").json()["now"]["fee"]
    assert client.post(f"bookings/{cancelled}/cancellation", json={"expected_fee": fee}).ok
    letter = urlsplit(running.letter(BOOKER, booking)).path.rpartition("/")[2]
    sold = {"quote": quote(3), "option": taken("options", 4), "booking": booking, "cancelled": cancelled}
    return {**sold, "letter": letter}


def _opened(page: Page, addresses: dict[str, int], sold: dict[str, str]) -> Iterator[str]:
    for address, status in addresses.items():
        answer = page.goto(address.format(**sold))
        assert answer
        assert answer.status == status, address
        yield address
