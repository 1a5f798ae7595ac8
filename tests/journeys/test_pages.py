"""Every page on a phone and on a desk, in every language: fits the window, pleases axe-core, silent in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.journeys.pages import speak, walked
from tests.journeys.visits import DESKTOP, PHONE, look, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

# All three languages, both sizes: English in each; the longest words on a desk, the widest letters on a telephone.
WALKS = [("en", PHONE), ("en", DESKTOP), ("nl", DESKTOP), ("zh-hans", PHONE)]


@pytest.mark.parametrize(("language", "size"), WALKS, ids=["en-phone", "en-desk", "nl-desk", "zh-hans-phone"])
def test_every_page_fits_and_reads_well(
    running: RunningZaal, browser: Browser, sold: dict[str, str], language: str, size: ViewportSize
) -> None:
    with visiting(browser, running.url, language=language, size=size) as page:
        speak(page, running.url, language)
        for _address in walked(page, sold):
            assert page.locator("html").get_attribute("lang") == language
            look(page)


def test_the_documentation_of_the_api_opens_from_this_machine_alone(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        page.goto("/api/v1/docs")

        page.get_by_text("/api/v1/offers").first.wait_for()
        assert [url for url in asked if not url.startswith((running.url, "data:"))] == []
