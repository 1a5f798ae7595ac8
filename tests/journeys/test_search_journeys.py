"""Searching in a real browser: map and list together, search as the map moves, nothing lost by going back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import DESKTOP, PHONE, look, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

NARROW: ViewportSize = {"width": 320, "height": 640}


def test_map_and_list_mark_each_other(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(singapore())
        third = page.locator(".offer").nth(2)
        name = third.get_attribute("data-name")
        flag = page.locator(f".map-price[title='{name}']")

        expect(flag).to_be_attached()
        third.hover()
        expect(flag).to_have_attribute("data-marked", "")
        page.mouse.move(5, 5)
        expect(flag).not_to_have_attribute("data-marked", "")
        flag.focus()
        expect(third).to_have_attribute("data-marked", "")
        page.keyboard.press("Enter")

        expect(third.get_by_role("heading").get_by_role("link")).to_be_focused()
        expect(third).to_be_in_viewport()
        look(page)


def test_searching_as_the_map_moves(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(singapore())
        before = page.locator(".offer").count()
        drag_map(page)
        expect(page.get_by_role("button", name="Search here")).to_be_visible()
        assert "lat=" not in page.url

        with page.expect_response(lambda answer: "/search?" in answer.url and "lat=" in answer.url):
            page.get_by_label("Search as the map moves").check()
        expect(page.get_by_role("heading", level=1)).to_contain_text("in this part of the map")
        expect(page.get_by_role("button", name="Search here")).to_be_hidden()
        first = page.url
        with page.expect_response(lambda answer: "/search?" in answer.url and "lat=" in answer.url):
            drag_map(page)
        expect(page).not_to_have_url(first)
        look(page)

        page.get_by_role("link", name="Drop: This part of the map").click()
        expect(page.locator(".offer")).to_have_count(before)
        assert "lat=" not in page.url


def test_the_map_costs_nothing_until_it_is_seen(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url, size=PHONE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(singapore(), wait_until="networkidle")
        assert [url for url in asked if "leaflet" in url or "outline" in url] == []

        page.locator(".results-map").click()

        expect(page.locator(".map-price").first).to_be_attached()


def test_going_back_restores_results_folds_and_where_one_was(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url, size=PHONE) as page:
        page.goto(singapore())
        page.locator(".filters-title").click()
        with page.expect_response(lambda answer: "stars=4" in answer.url):
            page.locator("#id_stars_4").check()
        expect(page.locator(".filters")).to_have_attribute("open", "")
        expect(page.locator("#id_stars_4")).to_be_focused()
        narrowed = page.locator(".offer").count()
        link = page.locator(".offer").nth(narrowed - 1).get_by_role("heading").get_by_role("link")
        link.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        place = page.evaluate("scrollY")
        link.click()
        page.wait_for_url("**/venues/*")

        page.go_back()

        expect(page.locator(".offer")).to_have_count(narrowed)
        expect(page.locator(".filters")).to_have_attribute("open", "")
        page.wait_for_function("place => Math.abs(scrollY - place) < 100", arg=place)


def test_back_undoes_a_filter_on_the_same_page(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(singapore())
        before = page.locator(".offer").count()
        with page.expect_response(lambda answer: "stars=5" in answer.url):
            page.locator("#id_stars_5").check()
        expect(page.locator(".offer")).not_to_have_count(before)

        page.go_back()

        expect(page.locator(".offer")).to_have_count(before)
        expect(page.locator("#id_stars_any")).to_be_checked()
        expect(page.locator(".chip")).to_have_count(0)


def test_layout_and_number_redraw_the_list_at_once(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(singapore())
        page.locator(".results-asked").click()
        with page.expect_response(lambda answer: "layout=banquet" in answer.url):
            page.locator("#id_layout input[value='banquet']").check(force=True)

        expect(page.locator("#asked")).to_contain_text("Banquet")
        expect(page.locator(".offer-space").first).to_contain_text("Banquet")
        expect(page.locator(".offer img").first).to_have_attribute("src", re.compile("layout=banquet"))
        expect(page.locator("#found")).to_contain_text("near Singapore")
        look(page)


def test_recent_searches_stay_in_this_browser_until_forgotten(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/")
        expect(page.locator("[data-recent]")).to_be_hidden()
        page.goto(singapore())
        page.goto("/")
        recent = page.locator("[data-recent-list] a")
        expect(recent).to_have_text(["Singapore"])
        look(page)
        recent.click()
        expect(page.locator(".offer").first).to_be_visible()

        page.goto("/")
        page.get_by_role("button", name="Forget them").click()
        expect(page.locator("[data-recent]")).to_be_hidden()
        page.reload()
        expect(page.locator("[data-recent]")).to_be_hidden()


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP], ids=["320", "390", "1280"])
def test_the_search_fits_every_window(running: RunningZaal, browser: Browser, size: ViewportSize) -> None:
    with visiting(browser, running.url, size=size) as page:
        page.goto("/")
        look(page)
        if size is PHONE:
            expect(page.locator("#search button[type='submit']")).to_be_in_viewport(ratio=1)
        page.goto(singapore())
        look(page)


# Each heading explains its word when it is pressed.
PARTS = ("Part of the day", "part", "Layout", "layout", "Packages and several days")


@pytest.mark.parametrize(
    ("size", "order"),
    [
        (DESKTOP, ["place", "date", "delegates", "Find free rooms", *PARTS]),
        (PHONE, ["place", "date", "delegates", *PARTS, "Find free rooms"]),
    ],
    ids=["desktop", "phone"],
)
def test_focus_goes_through_the_form_the_way_the_eye_does(
    running: RunningZaal, browser: Browser, size: ViewportSize, order: list[str]
) -> None:
    with visiting(browser, running.url, size=size) as page:
        page.goto("/")
        page.locator("#id_place").focus()
        met = [focused(page)]
        for _ in range(14):
            page.keyboard.press("Tab")
            met.append(focused(page))

        # A date is walked through part by part, without the focus leaving it.
        assert list(dict.fromkeys(met))[: len(order)] == order


def focused(page: Page) -> str:
    told: str = page.evaluate("() => document.activeElement.name || document.activeElement.textContent.trim()")
    return told


def singapore() -> str:
    day = datetime.now(UTC).date() + timedelta(weeks=12)
    wednesday = day + timedelta(days=(2 - day.weekday()) % 7)
    return f"/search?place=Singapore&date={wednesday}&part=day&delegates=12"


def drag_map(page: Page) -> None:
    """Move the map by hand, from an empty corner of it."""
    expect(page.locator(".map-price").first).to_be_attached()
    frame = page.locator("#map")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y - 12, steps=4)
    page.mouse.move(x + 50, y - 25, steps=4)
    page.mouse.up()
