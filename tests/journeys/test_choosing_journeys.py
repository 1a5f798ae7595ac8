"""Choosing between rooms in a real browser: compared, kept and shared, with and without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import DESKTOP, PHONE, look, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser


def search(weeks_ahead: int, delegates: int = 20) -> str:
    today = datetime.now(UTC).date()
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks_ahead, days=1)
    asked = {"place": "Amsterdam", "date": day.isoformat(), "part": "day", "delegates": delegates, "layout": "theatre"}
    return f"/search?{urlencode(asked)}"


def press(page: Page, choice: str, number: int) -> None:
    """Press a control on the card of this number, and see it turn."""
    button = page.locator(f"form[data-choice='{choice}'][data-room] button").nth(number)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "unscripted"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_rooms_are_compared_kept_and_shared(
    running: RunningZaal, browser: Browser, size: dict[str, int], *, javascript: bool
) -> None:
    with visiting(browser, running.url, javascript=javascript, size=size) as page:
        page.goto(search(weeks_ahead=8))
        for number in range(2):
            press(page, "compared", number)
        press(page, "kept", 0)
        expect(page.locator("#tray")).to_contain_text("2 of 4 to compare")
        look(page)

        page.locator("#tray a[data-compare]").click()
        page.wait_for_url("**/compare?*")
        expect(page.locator(".compare thead th")).to_have_count(2)
        assert page.locator(".compare .price-main").count() == 2
        look(page)
        page.get_by_role("button", name=re.compile("Take away")).first.click()
        expect(page.locator(".compare thead th")).to_have_count(1)

        page.goto("/lists")
        page.wait_for_url("**/lists/*")
        page.get_by_text("Add a note").click()
        page.locator("input[name='note']").fill("boss likes this one")
        page.locator("form[action$='/note'] button").click()
        expect(page.locator(".kept-note")).to_have_text("boss likes this one")
        look(page)
        link = page.locator("#id_link").input_value()
        page.get_by_role("button", name=re.compile("^Remove")).click()
        expect(page.locator(".kept")).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".kept-note")).to_have_text("boss likes this one")

    with visiting(browser, running.url, javascript=javascript, size=size) as boss:
        boss.goto(link)
        expect(boss.locator(".kept-note")).to_have_text("boss likes this one")
        assert boss.locator(".kept-own").count() == 0
        look(boss)
        boss.locator(".kept form[action='/quotes'] button").click()
        boss.wait_for_url("**/quotes/*")


def test_the_cheapest_day_is_a_press_away_and_going_back_loses_nothing(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(search(weeks_ahead=8))
        press(page, "compared", 0)
        strip = page.locator(".month")
        expect(strip).to_be_visible()
        look(page)
        name = strip.locator(".month-title").inner_text()
        strip.get_by_role("link", name="Month after").click()
        expect(strip.locator(".month-title")).not_to_have_text(name)
        expect(strip.locator("#month-after")).to_be_focused()
        strip.get_by_role("link", name="Month before").click()
        expect(strip.locator(".month-title")).to_have_text(name)

        cheapest = strip.locator(".month-cheapest a").first
        told = cheapest.locator(".unseen").inner_text()
        cheapest.click()
        page.wait_for_url("**/search?*")
        amount = page.locator(".offer .price-main").first.inner_text()
        assert amount in told
        page.locator("form[data-choice='compared'][data-room] button[aria-pressed='false']").first.click()
        expect(page.locator("#tray")).to_contain_text("2 of 4 to compare")
        page.go_back()
        expect(page.locator("#tray")).to_contain_text("2 of 4 to compare")


def test_the_month_is_a_page_of_its_own_without_script(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url, javascript=False, size=PHONE) as page:
        page.goto(search(weeks_ahead=8))
        page.get_by_role("link", name="Cheapest day this month").click()
        page.wait_for_url("**/search/month?*")
        look(page)
        page.locator(".month-cheapest a").first.click()
        page.wait_for_url("**/search?*")
        assert page.locator(".offer").count() > 0


def test_a_fifth_room_is_refused_in_the_tray(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(search(weeks_ahead=8, delegates=8))
        for number in range(4):
            press(page, "compared", number)
        fifth = page.locator("form[data-choice='compared'][data-room] button").nth(4)
        fifth.click()
        expect(page.locator("#tray-said")).to_have_text(re.compile("Four rooms can be compared at once"))
        expect(fifth).to_have_attribute("aria-pressed", "false")
        look(page)
