"""A hotel brings calendars in and gives them out, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import PHONE, look, sign_in, visiting

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

HOUSE = "hotel-de-gulden-karveel"
# Within the two years that calendars are read ahead, and after all that the demo world sells.
FAR = timedelta(days=600)
CHOIR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:choir\r\nSUMMARY:Choir practice\r\n"
    "DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T190000\r\nDTEND;TZID=Europe/Amsterdam:{day:%Y%m%d}T220000\r\n"
    "LOCATION:Hobbemakamer\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
READ_WITHIN_MS = 30_000


def at_the_calendars(page: Page, language: str) -> None:
    page.goto("/accounts/login/")
    sign_in(page, "hotel.amsterdam@zaal.test")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(f"/{language}/desk/{HOUSE}/calendars")


def bring(page: Page, folder: Path, name: str, text: str) -> None:
    file = folder / "choir.ics"
    file.write_text(text, newline="")
    page.locator("#file_name").fill(name)
    page.locator("#file_file").set_input_files(file)
    page.locator("form[enctype] .button:not(.button-small)").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("language", "size"), [("en", None), ("nl", PHONE)], ids=["en-desk", "nl-phone"])
def test_a_hotel_brings_a_calendar_in_sees_it_in_the_diary_and_takes_it_away(
    running: RunningZaal, browser: Browser, tmp_path: Path, language: str, size: dict[str, int] | None
) -> None:
    with visiting(browser, running.url, **({"size": size} if size else {})) as page:
        day, name = datetime.now(UTC).date() + FAR, f"The choir in {language}"
        at_the_calendars(page, language)
        look(page)

        bring(page, tmp_path, name, CHOIR.format(day=day))
        card = page.locator(".calendars-card", has_text=name)
        expect(card.locator(".badge-good")).to_be_visible()
        look(page)
        page.goto(f"/{language}/desk/?house={HOUSE}&view=day&on={day}")
        expect(page.get_by_text("Choir practice").first).to_be_attached()

        page.goto(f"/{language}/desk/{HOUSE}/calendars")
        card.locator(".calendars-acts summary").last.click()
        card.locator(".button-danger").click()
        expect(card).to_have_count(0)
        page.goto(f"/{language}/desk/?house={HOUSE}&view=day&on={day}")
        expect(page.get_by_text("Choir practice")).to_have_count(0)


def test_an_address_that_cannot_be_read_says_so_by_itself(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        at_the_calendars(page, "en")

        page.locator("#address_name").fill("Inside")
        page.locator("#address_address").fill(f"{running.url}/healthz")
        page.locator("#address_rooms").select_option("house")
        page.get_by_role("button", name="Read this calendar").click()

        card = page.locator(".calendars-card", has_text="Inside")
        expect(card.locator(".badge-warn")).to_be_visible(timeout=READ_WITHIN_MS)
        expect(card).to_contain_text("inside a private network")
        look(page)
        card.locator(".calendars-acts summary").last.click()
        card.locator(".button-danger").click()
        expect(card).to_have_count(0)


def test_an_address_is_given_out_shown_once_and_revoked(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        at_the_calendars(page, "en")

        page.locator("#out_shows").select_option("reference")
        page.get_by_role("button", name="Make an address").click()
        address = page.locator(".secret").inner_text()
        look(page)
        path = "/calendars/" + address.rpartition("/")[2]
        given = page.request.get(path)
        page.goto(f"/en/desk/{HOUSE}/calendars")
        expect(page.locator(".secret")).to_have_count(0)
        page.get_by_role("button", name="Revoke").last.click()
        page.wait_for_load_state()

        assert given.status == 200
        assert given.text().startswith("BEGIN:VCALENDAR")
        assert page.request.get(path).status == 404
