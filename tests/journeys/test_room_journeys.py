"""A hotel brings its rooms in, in a real browser: a chart pasted, columns confirmed, oddities decided, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import DESKTOP, PHONE, look, sign_in, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

HOUSE, HOTEL = "the-seventh-tide", "hotel.singapore@zaal.test"
ROOMS = f"/desk/{HOUSE}/rooms"
CHART = (
    "Raum\tFl\u00e4che\tMa\u00dfe\tReihenbestuhlung\tU-Form\tKonferenz\n"
    "Kunti\t213 m2\t12,5 x 17\t243\t40\t44\n"
    "Drupadi\t74m2\t9 x 8\t204\t\t\n"
    "Kunti + Drupadi\t287\t\t300\t\t\n"
)


def at_the_rooms(page: Page, language: str) -> None:
    page.goto("/accounts/login/")
    sign_in(page, HOTEL)
    page.wait_for_url(lambda url: "/login" not in url)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.goto(ROOMS)


@pytest.mark.parametrize(
    ("language", "size"), [("en", DESKTOP), ("nl", PHONE), ("zh-hans", PHONE)], ids=["en-desk", "nl-phone", "zh-phone"]
)
def test_a_chart_comes_in_by_paste_in_three_steps(
    running: RunningZaal, browser: Browser, language: str, size: ViewportSize
) -> None:
    with visiting(browser, running.url, language=language, size=size) as page:
        at_the_rooms(page, language)
        look(page)
        page.locator(f".rooms-acts a[href$='/desk/{HOUSE}/chart']").click()
        look(page)
        page.locator("textarea").fill(CHART)
        page.locator(".rooms-form button[type='submit']").click()
        page.wait_for_url("**/columns")
        look(page)
        expect(page.locator("select[name='means_3']")).to_have_value("capacity:theatre")
        page.locator(".rooms-form button[type='submit']").first.click()
        page.wait_for_url("**/preview")
        look(page)
        expect(page.locator(".rooms-odd")).to_have_count(1)
        page.locator(".rooms-odd input[value='correct']").check()
        page.locator(".rooms-odd .input").fill("many")
        page.locator("button[name='write']").click()
        expect(page.locator("[data-mistakes]")).to_be_focused()
        look(page)
        page.locator(".rooms-odd .input").fill("60")
        page.locator("button[name='show']").click()
        expect(page.locator(".rooms-line", has_text="60").first).to_be_visible()

        if language == "en":
            page.locator("button[name='write']").click()
            page.wait_for_url(f"**{ROOMS}")
            page.get_by_role("link", name="Drupadi", exact=True).click()
            look(page)
            expect(page.locator("[name='max_delegates_theatre']")).to_have_value("60")
            # The house is left as it was found, for whoever comes after.
            for name in ("Drupadi", "Kunti", "Kunti + Drupadi"):
                page.goto(ROOMS)
                page.get_by_role("link", name=name, exact=True).click()
                page.locator("form[action$='/removal'] button").click()
                expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
