"""What the people of a hotel do at their desk, in a real browser: look, close and reopen a room, help on the phone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import PHONE, look, sign_in, visiting

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Browser, Page
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

HOUSE, BOOKER = "hotel-de-gulden-karveel", "booker@zaal.test"
# Whose diary is looked at in which language, and which of the house's rooms is closed.
HOTELS = {"en": ("hotel.singapore@zaal.test", "lotus-room"), "nl": ("hotel.amsterdam@zaal.test", "breitnerzaal")}
VIEWS = {"en": ("Day", "Month", "Week"), "nl": ("Dag", "Maand", "Week")}
CLOSE = {"en": ("Close a room", "Close", "Reopen"), "nl": ("Een zaal sluiten", "Sluiten", "Heropenen")}
CLOSED = {"en": "Nobody can hold or book it then.", "nl": "Niemand kan dan een optie nemen of boeken."}
REFRESH_MS = 45_000


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "unscripted"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_hotel_looks_at_its_diary_and_closes_and_reopens_a_room(
    running: RunningZaal, browser: Browser, language: str, *, javascript: bool
) -> None:
    with visiting(browser, running.url, language=language, javascript=javascript) as page:
        at_the_desk(page, language)
        for view in VIEWS[language]:
            page.get_by_role("link", name=view, exact=True).click()
            expect(page.locator(".diary-stretch[aria-current]")).to_have_text(view)
            look(page)
        page.locator("a[rel='next']").click()
        look(page)

        summary, close, reopen = CLOSE[language]
        day = far_ahead(700 + 10 * javascript + (language == "nl"))
        page.locator("#closures summary", has_text=summary).click()
        page.locator("#id_space").select_option(HOTELS[language][1])
        for name, value in (("from_date", day), ("to_date", day + timedelta(days=1))):
            page.locator(f"#id_{name}").fill(value.isoformat())
        page.locator("#id_reason").fill("Nieuw tapijt")
        page.get_by_role("button", name=close, exact=True).click()
        expect(page.locator("main")).to_contain_text(CLOSED[language])
        expect(page.locator(".diary-closure")).to_have_count(1)
        look(page)

        page.get_by_role("button", name=reopen).first.click()
        expect(page.locator("#closures .diary-line")).to_have_count(0)
        look(page)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_caller_is_told_the_smallest_free_room_with_its_price(
    running: RunningZaal, browser: Browser, language: str
) -> None:
    with visiting(browser, running.url, language=language) as page:
        at_the_desk(page, language)
        page.locator("#id_date").fill(far_ahead(640).isoformat())
        page.locator("#id_delegates").fill("8")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/rooms?*")
        look(page)
        room = page.locator(".diary-free-room").first
        name, price = room.get_by_role("heading").inner_text(), room.locator(".price-main").inner_text()

        room.get_by_role("button").click()

        page.wait_for_url("**/quotes/*")
        expect(page.locator("main")).to_contain_text(name)
        expect(page.locator("#decide")).to_contain_text(price)


def test_a_room_taken_elsewhere_appears_in_the_diary_by_itself(running: RunningZaal, browser: Browser) -> None:
    day = far_ahead(660)
    with visiting(browser, running.url, language="nl") as page:
        at_the_desk(page, "nl")
        page.clock.install()
        page.goto(f"/desk/?house={HOUSE}&view=day&on={day}")
        before = page.locator(".diary-option").count()

        hold(running, day)
        page.clock.run_for(REFRESH_MS)

        expect(page.locator(".diary-option")).to_have_count(before + 1)
        look(page)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_on_a_telephone_the_diary_is_a_list_of_days(running: RunningZaal, browser: Browser, language: str) -> None:
    with visiting(browser, running.url, language=language, size=PHONE) as page:
        at_the_desk(page, language)

        expect(page.locator(".diary-frame")).to_be_hidden()
        expect(page.locator(".diary-listed")).to_have_count(7)
        look(page)


def at_the_desk(page: Page, language: str) -> None:
    page.goto("/accounts/login/")
    sign_in(page, HOTELS[language][0])
    page.wait_for_url(lambda url: "/login" not in url)
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():  # on a telephone the ways wait behind it
        menu.click()
    page.locator(".masthead a[href='/desk/']").click()
    page.wait_for_url("**/desk/")
    look(page)


def hold(running: RunningZaal, day: date) -> None:
    client = running.client(running.zaal("token", "create", BOOKER).strip())
    asked = {
        "venue": HOUSE,
        "space": "breitnerzaal",
        "layout": "theatre",
        "delegates": 20,
        "basis": "hire",
        "from": f"{day}T10:00",
        "to": f"{day}T12:00",
    }
    quote = client.post("quotes", json=asked)
    assert quote.ok, quote.text
    option = client.post("options", json={"quote": quote.json()["reference"]})
    assert option.ok, option.text


def far_ahead(days: int) -> date:
    """Return a weekday beyond what the demo's diary is filled with."""
    day = datetime.now(UTC).date() + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7)


def test_a_month_of_sixty_rooms_is_read_with_eleven_statements(running: RunningZaal) -> None:
    figures = json.loads(running.zaal("bench", "desk", "--repeat", "2", "--json"))["figures"]

    month = {one["name"].partition(":")[0]: one for one in figures if one["name"].endswith("month")}
    assert month["query"]["sizes"] == {"rooms": 60, "entries": 3000, "times": 2}
    assert month["query"]["result"] == {"statements": 11}
    assert 0 < month["query"]["p50_ms"] < month["page"]["p50_ms"]
