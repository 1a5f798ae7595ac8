"""For everyone: by keyboard alone, without scripts, on a small or enlarged window, in one's own colours, read aloud."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys import measures
from tests.journeys.pages import BOOKER, HOUSE, SEARCH, speak, walked
from tests.journeys.visits import PASSWORD, PHONE, sign_in, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, ViewportSize
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

NARROW: ViewportSize = {"width": 320, "height": 640}
# A window of 1280 by 1024 at 400 %.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
VENUE = f"/venues/{HOUSE}?{SEARCH}"
RESULTS = f"/search?place=Utrecht&{SEARCH}"
LAST = "footer a[href='/api/v1/docs']"
MOST_STOPS = 300
# What is passed over: a control is left for the next one in the page, or below it, and seen while it has the focus.
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const before = window.left ?? document.body;
  window.left = one;
  const face = one.closest("label")?.querySelector(".choice-face");
  const [above, below] = [before, one].map((each) => each.getBoundingClientRect());
  const outlined = (each) => each && getComputedStyle(each).outlineStyle !== "none";
  return {
    follows: one === before || !before.isConnected || below.top >= above.bottom
      || Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
    outlined: outlined(one) || outlined(face) || one.matches("[type=date], [type=time]"),
    what: `${one.outerHTML.slice(0, 120)} after ${before.outerHTML.slice(0, 80)}`,
  };
}"""


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "unscripted"])
def test_from_search_to_cancelled_booking_by_keyboard_alone(
    running: RunningZaal, browser: Browser, *, javascript: bool
) -> None:
    with visiting(browser, running.url, javascript=javascript) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip").first).to_be_focused()
        reach(page, "#id_place")
        page.keyboard.type("Amsterdam")
        reach(page, "#id_delegates")
        page.keyboard.type("10")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?*")

        narrow_down(page, javascript=javascript)
        reach(page, ".offer h2 a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/venues/*")

        reach(page, "#id_layout")
        before = page.locator("#id_layout").input_value()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#id_layout")).not_to_have_value(before)
        expect(page.locator("#id_layout")).to_be_focused()
        reach(page, "#quote-form button[type='submit']:not([name])")
        page.keyboard.press("Enter")
        page.wait_for_url("**/quotes/*")

        reach(page, "#decide a[href^='/accounts/login']")
        page.keyboard.press("Enter")
        sign_in_by_keyboard(page)
        page.wait_for_url(re.compile("^[^?]*/quotes/"))
        reach(page, "form[action$='/option'] button[type='submit']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/options/*")
        reach(page, "form[action$='/booking'] button[type='submit']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/bookings/*")
        booking = page.url

        reach(page, "a[href$='/change']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/change")
        reach(page, "#id_delegates")
        page.keyboard.type("9")
        page.keyboard.press("Enter")
        expect(page.locator(".change-version")).to_have_count(2)
        reach(page, "form[action$='/changes'] button")
        page.keyboard.press("Enter")
        page.wait_for_url(booking)

        reach(page, "a[href$='/cancellation']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cancellation")
        reach(page, "main form button[type='submit']")
        page.keyboard.press("Enter")
        page.wait_for_url(booking)
        expect(page.get_by_role("heading", level=1)).to_have_text("This booking was cancelled")


def test_a_small_window_shows_every_page_whole(running: RunningZaal, browser: Browser, sold: dict[str, str]) -> None:
    with visiting(browser, running.url, size=NARROW) as page:
        speak(page, running.url, "nl")  # the longest words
        for address in walked(page, sold):
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, address
            assert measures.cut_off(page) == [], address
            assert measures.too_small(page) == [], address


def test_every_page_keeps_still_keeps_its_edges_and_names_its_languages(
    running: RunningZaal, browser: Browser, sold: dict[str, str]
) -> None:
    with visiting(browser, running.url) as page:
        page.emulate_media(reduced_motion="reduce", forced_colors="active")
        for address in walked(page, sold):
            assert measures.moving(page) == [], address
            assert measures.without_edge(page) == [], address
            assert measures.unsaid_chinese(page) == [], address
            assert measures.too_small(page) == [], address


@pytest.mark.parametrize("address", ["/", RESULTS, VENUE, "/accounts/signup/", f"/compare?room={HOUSE}/breitnerzaal"])
@pytest.mark.parametrize("size", [ENLARGED, PHONE], ids=["400 %", "phone"])
def test_the_focus_is_seen_all_the_way_to_the_end(
    running: RunningZaal, browser: Browser, address: str, size: ViewportSize
) -> None:
    with visiting(browser, running.url, size=size) as page:
        page.goto(address)

        reach(page, LAST)


def test_a_sale_can_be_made_at_400_percent(running: RunningZaal, browser: Browser, sold: dict[str, str]) -> None:
    with visiting(browser, running.url, size=ENLARGED) as page:
        page.goto("/accounts/login/")
        sign_in(page, BOOKER)
        page.wait_for_url(lambda url: "/login" not in url)
        for address, act in (
            (f"/quotes/{sold['quote']}", "form[action$='/option'] button[type='submit']"),
            (f"/options/{sold['option']}", "form[action$='/booking'] button[type='submit']"),
            (f"/bookings/{sold['booking']}", "a[href$='/cancellation']"),
            (
                f"/bookings/{sold['booking']}/change",
                "#change-form > button[type='submit']:not([name]):not([aria-hidden])",
            ),
            (f"/bookings/{sold['booking']}/cancellation", "main form button[type='submit']"),
        ):
            page.goto(address)
            reach(page, act)


def test_what_changes_in_place_keeps_the_focus(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(VENUE)
        for act, leads_to, asks in (
            ("#free-after", "#free-after", "/free"),
            ("#rooms tbody tr:not(.chosen) a[id^='choose-']", "#rooms [aria-current]", "space="),
            ("button[name='add_room']", "select[name='room-1-space']", "/quotes"),
            ("button[name='remove_room']", "#quote", "/quotes"),
        ):
            page.locator(act).first.focus()
            with page.expect_response(lambda answer, asks=asks: asks in answer.url):
                page.keyboard.press("Enter")
            expect(page.locator(leads_to).first).to_be_focused()
            assert measures.hidden_focus(page) == [], act
        page.locator(".plan-choices input").first.focus()
        with page.expect_response(lambda answer: "/plan?" in answer.url):
            page.keyboard.press("ArrowRight")
        expect(page.locator(".plan-choices input:checked")).to_be_focused()


def test_a_list_that_changes_keeps_the_focus(running: RunningZaal, browser: Browser) -> None:
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    with visiting(browser, running.url) as page:
        page.route("**/search/month?*", wait)
        page.goto(RESULTS)
        page.locator(".month-ask").focus()
        waiting[0].continue_()
        page.unroute("**/search/month?*")
        expect(page.locator("[data-month]")).to_be_visible()
        expect(page.locator(".month-place")).to_be_focused()

        for act in ("#month-after", "#id_sort", "#id_instant"):
            page.locator(act).focus()
            with page.expect_response(lambda answer: "/search" in answer.url):
                page.keyboard.press({"#month-after": "Enter", "#id_sort": "ArrowDown", "#id_instant": "Space"}[act])
            page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")
            expect(page.locator(act)).to_be_focused()

        compare = page.locator("form[data-choice='compared'][data-room] button").first
        compare.focus()
        page.keyboard.press("Space")
        expect(page.locator("#tray-said")).not_to_be_empty()
        expect(compare).to_be_focused()


def test_what_lies_over_the_page_opens_closes_and_gives_the_focus_back(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url, size=PHONE) as page:
        page.goto(VENUE)
        menu = page.locator(".masthead-open")
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#menu")).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(page.locator("#menu")).to_be_hidden()
        expect(menu).to_be_focused()

        pictures = page.locator("a[data-dialog]").first
        pictures.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(pictures).to_be_focused()


def test_an_option_that_lapses_is_told_aloud_at_a_few_moments_only(
    running: RunningZaal, browser: Browser, sold: dict[str, str]
) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/accounts/login/")
        sign_in(page, BOOKER)
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"/options/{sold['option']}")
        lapses = datetime.fromisoformat(page.locator("[data-countdown]").get_attribute("data-countdown") or "")
        page.clock.install(time=lapses - timedelta(minutes=61, seconds=30))
        page.reload()
        seen, said = page.locator("[data-countdown-left]"), page.locator("[data-countdown-said]")
        expect(seen).to_have_text("1 hour 1 minute")
        expect(said).to_be_empty()

        for minutes, words in ((2, "1 hour"), (20, "1 hour"), (30, "10 minutes"), (9, "1 minute")):
            page.clock.run_for(timedelta(minutes=minutes) // timedelta(milliseconds=1))
            expect(said).to_have_text(f"The option lapses in {words}.")
        page.clock.run_for(60_000)
        expect(said).to_contain_text("The release moment has passed")


def test_what_is_wrong_is_read_first(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/accounts/login/")
        page.locator("main form").first.evaluate("form => (form.noValidate = true)")
        page.locator("main form button[type='submit']").first.click()

        expect(page.get_by_role("alert")).to_be_focused()
        expect(page).to_have_title(re.compile("^Error: "))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#id_login")).to_be_focused()
        assert page.locator("#id_login").get_attribute("aria-invalid") == "true"


def test_the_search_reads_as_a_form_of_named_questions(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/")

        expect(page.get_by_role("search")).to_match_aria_snapshot("""
            - search:
              - combobox "Place"
              - textbox "Date"
              - spinbutton "Delegates"
              - button "Find free rooms"
              - group "Part of the day (the hotel's time)":
                - radio /Morning/
                - radio /All day/ [checked]
              - group "Layout":
                - radio "Any" [checked]
                - radio "U-shape"
        """)


def test_an_offer_reads_as_a_hotel_a_room_a_price_and_its_terms(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto(RESULTS)

        expect(page.get_by_role("article").first).to_match_aria_snapshot("""
            - article /\\w/:
              - figure:
                - img /\\w/
              - heading [level=2]:
                - link /\\w/
              - paragraph: /€.+all in/
              - list "Terms":
                - listitem
              - button /Get a quote . \\w+/
              - button /Compare . \\w+/
              - button /Keep . \\w+/
        """)


def test_a_booking_reads_as_what_when_where_and_what_one_can_do(
    running: RunningZaal, browser: Browser, sold: dict[str, str]
) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/accounts/login/")
        sign_in(page, BOOKER)
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"/bookings/{sold['booking']}")

        expect(page.get_by_role("main")).to_match_aria_snapshot(f"""
            - heading "The room is yours" [level=1]
            - term: When
            - definition:
              - time: /2027, 09:00/
            - term: Hotel
            - complementary "What you can do":
              - paragraph: {sold["booking"]}
              - link "Change this booking"
              - paragraph:
                - link "Cancel the booking"
            - table "The price, line by line":
              - rowgroup:
                - row /What Amount/:
                  - columnheader "What"
                  - columnheader "Amount"
              - rowgroup:
                - row:
                  - rowheader /Room hire/
                  - cell /€/
              - rowgroup:
                - row:
                  - rowheader "Total, all in"
                  - cell /€/
            - table "What cancelling costs":
              - rowgroup:
                - row:
                  - columnheader "If you cancel"
                  - columnheader "You pay"
        """)


def test_the_measures_find_what_is_wrong(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        page.goto("/")
        page.evaluate("""() => {
          const wrong = document.createElement("div");
          for (const textContent of ["我", "x"]) {
            const one = Object.assign(document.createElement("button"), { textContent, className: "segment" });
            one.style.cssText = "border: 0; padding: 0; width: 10px; height: 10px; transition: all 2s";
            wrong.append(one);
          }
          Object.assign(wrong.style, { position: "fixed", left: "0", top: "0", display: "flex" });
          document.body.append(wrong, Object.assign(document.createElement("p"), { textContent: "a".repeat(400) }));
          document.body.lastChild.style.cssText = "width: 9rem; overflow: hidden; overflow-wrap: normal";
        }""")

        assert len(measures.too_small(page)) == 2
        assert any("aaaa" in line for line in measures.cut_off(page))
        assert any("segment" in line for line in measures.moving(page))
        assert len(measures.without_edge(page)) >= 2
        assert len(measures.unsaid_chinese(page)) == 1
        assert measures.hidden_focus(page) == ["the focus is lost"]


def narrow_down(page: Page, *, javascript: bool) -> None:
    """Ask for hotels that confirm at once: with scripts the list changes under the focus, which stays."""
    if not page.locator("#id_instant").is_visible():
        reach(page, ".filters-title")
        page.keyboard.press("Enter")
    reach(page, "#id_instant")
    if javascript:
        with page.expect_response(lambda answer: "instant=on" in answer.url):
            page.keyboard.press("Space")
        expect(page.locator(".chip")).to_have_count(1)
    else:
        page.keyboard.press("Space")
        reach(page, ".filters button")
        page.keyboard.press("Enter")
        page.wait_for_url("**instant=on*")
    expect(page.locator("#id_instant")).to_be_checked()
    if javascript:
        expect(page.locator("#id_instant")).to_be_focused()


def sign_in_by_keyboard(page: Page) -> None:
    page.locator("input[name='login']").wait_for()
    if page.evaluate("document.activeElement.name") != "login":
        reach(page, "input[name='login']")
    page.keyboard.type(BOOKER)
    reach(page, "input[name='password']")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is there: each stop on the way follows the one before and can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            continue
        assert stop["follows"], f"{page.url}: the focus jumps back to {stop['what']}"
        assert stop["outlined"], f"{page.url}: nobody sees the focus on {stop['what']}"
        assert measures.hidden_focus(page) == [], page.url
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{page.url}: Tab never reaches {selector}")
