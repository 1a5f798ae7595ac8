"""Every page on a phone and on a desk, in every language: fits the window, pleases axe-core, silent in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.journeys.visits import DESKTOP, PHONE, look, sign_in, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

BOOKERS = {"en": "second.booker@zaal.test", "nl": "booker@zaal.test", "zh-hans": "li.wei@zaal.test"}
DAY = "2027-03-17"
SEARCH = f"date={DAY}&part=day&delegates=12"
FOR_ALL = {
    "/": 200,
    f"/search?place=Amsterdam&{SEARCH}": 200,
    f"/search?place=Singapore&{SEARCH}&basis=package&currency=EUR&layout=u_shape": 200,
    f"/search?place=Hengelo&{SEARCH}": 200,
    f"/search?place=Nergenshuizen&{SEARCH}": 200,
    f"/search?place=Delft&date={DAY}&part=day&delegates=2000": 200,
    "/search?place=&date=&delegates=0": 422,
    f"/venues/hotel-de-gulden-karveel?{SEARCH}": 200,
    "/venues/the-seventh-tide": 200,
    "/venues/no-such-hotel": 404,
    "/quotes/Q-0000-0000": 404,
    "/no/such/page": 404,
    "/accounts/login/": 200,
    "/accounts/login/code/": 200,
    "/accounts/signup/": 200,
    "/accounts/password/reset/": 200,
    "/outbox": 200,
    "/style": 200,
}
FOR_PEOPLE = {
    "/bookings": 200,
    "/bookings?reference=B-0000-0000": 404,
    "/profile": 200,
    "/profile/tokens": 200,
    "/accounts/email/": 200,
    "/accounts/password/change/": 200,
    "/accounts/logout/": 200,
}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
@pytest.mark.parametrize("language", list(BOOKERS))
def test_every_page_fits_and_reads_well(
    running: RunningZaal, browser: Browser, language: str, size: ViewportSize
) -> None:
    with visiting(browser, running.url, language=language, size=size) as page:
        for address, status in FOR_ALL.items():
            answer = page.goto(address)
            assert answer
            assert answer.status == status, address
            look(page)
        page.goto("/accounts/login/")
        sign_in(page, BOOKERS[language])
        page.wait_for_url(lambda url: "/login" not in url)
        for address, status in FOR_PEOPLE.items():
            answer = page.goto(address)
            assert answer
            assert answer.status == status, address
            assert page.locator("html").get_attribute("lang") == language
            look(page)


def test_the_documentation_of_the_api_opens_from_this_machine_alone(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        page.goto("/api/v1/docs")

        page.get_by_text("/api/v1/offers").first.wait_for()
        assert [url for url in asked if not url.startswith((running.url, "data:"))] == []
