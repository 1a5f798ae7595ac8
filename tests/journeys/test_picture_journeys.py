"""A hotel shows its rooms, in a real browser: upload, describe, crop by hand and keys, order, take away, bring back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.journeys.visits import PHONE, look, sign_in, visiting
from tests.pictures_made import a_picture, a_telephones

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from tests.journeys.servers import RunningZaal

pytestmark = pytest.mark.browser

HOUSE, OTHER = "hotel-de-gulden-karveel", "hotel.singapore@zaal.test"
PICTURES = f"/desk/{HOUSE}/pictures"
MADE_WITHIN_MS = 60_000
SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 1000);
})"""


def at_the_pictures(page: Page, email: str = "hotel.amsterdam@zaal.test", *, language: str = "en") -> None:
    page.goto("/accounts/login/")
    sign_in(page, email)
    page.wait_for_url(lambda url: "/login" not in url)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.goto(PICTURES)


def upload(page: Page, folder: Path, files: dict[str, bytes], *, room: str) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    page.locator("#id_pictures").set_input_files([folder / name for name in files])
    page.locator("#id_space").select_option(room)
    page.locator(".pictures-upload button").click()
    page.wait_for_load_state()


def cards(page: Page) -> Locator:
    return page.locator(".pictures-card:not(.pictures-card-gone)")


def cut(card: Locator) -> list[float]:
    return [float(card.locator(f"[name='{name}']").input_value()) for name in ("left", "top", "width")]


def describe(card: Locator, words: str) -> None:
    card.locator("textarea[lang='nl']").fill(words)
    card.locator(".pictures-form > button[type='submit']").click()


def test_a_hotel_shows_a_room_and_chooses_the_part_by_hand_and_by_keys(
    running: RunningZaal, browser: Browser, tmp_path: Path
) -> None:
    with visiting(browser, running.url) as page:
        at_the_pictures(page)
        look(page)
        files = {"zaal.jpg": a_picture(2400, 1800), "telefoon.jpg": a_telephones()}
        upload(page, tmp_path, files, room="breitnerzaal")
        expect(cards(page)).to_have_count(2)
        expect(page.locator(".badge-warn")).to_have_count(2, timeout=MADE_WITHIN_MS)
        look(page)

        card = cards(page).first
        stage = card.locator("[data-crop-stage]")
        stage.focus()
        for key in ("-", "-", "-", "-", "-", "ArrowLeft", "ArrowDown"):
            page.keyboard.press(key)
        by_keys = cut(card)
        edge = card.locator(".pictures-edge").bounding_box()
        assert edge
        page.mouse.move(edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2)
        page.mouse.down()
        page.mouse.move(edge["x"] + edge["width"], edge["y"] + edge["height"], steps=4)
        page.mouse.up()
        by_hand = cut(card)
        assert by_keys[2] == by_hand[2] == 95
        assert by_hand[0] == 5
        describe(card, "Breitnerzaal met ramen links")

        expect(card.locator(".badge-good")).to_be_visible(timeout=MADE_WITHIN_MS)
        source = card.locator(".picture-image").evaluate("(image) => image.currentSrc")
        assert re.search(r"/pictures/[0-9a-f]{64}\.avif$", source)
        assert page.request.get(source).headers["cache-control"] == "public, max-age=31536000, immutable"
        page.reload()
        assert page.evaluate(SHIFTS) < 0.02
        look(page)

        order_and_undo(page)
        everything_away(page)


def order_and_undo(page: Page) -> None:
    """Move, take away and bring back with the keyboard alone; the focus stays where the hand is."""
    second = cards(page).nth(1)
    name = second.get_attribute("id") or ""
    second.locator("textarea[lang='nl']").fill("Not saved yet")
    second.get_by_role("button", name="Earlier").press("Enter")
    expect(cards(page).first).to_have_id(name)
    expect(page.locator(f"#{name} button:focus")).to_contain_text("Earlier")
    expect(page.locator(f"#{name} textarea[lang='nl']")).to_have_value("Not saved yet")

    page.locator(f"#{name}").get_by_role("button", name="Take away").press("Enter")
    expect(page.locator(f"#{name} button:focus")).to_contain_text("Bring back")
    look(page)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{name} button:focus")).to_contain_text("Take away")
    expect(cards(page)).to_have_count(2)


def test_without_scripts_and_on_a_phone_it_is_all_there(running: RunningZaal, browser: Browser, tmp_path: Path) -> None:
    with visiting(browser, running.url, javascript=False, size=PHONE) as page:
        at_the_pictures(page)
        upload(page, tmp_path, {"zaal.png": a_picture(1200, 900, "PNG"), "notes.txt": b"no picture"}, room="")
        expect(page.locator("#id_pictures_error")).to_contain_text("“notes.txt” is not a picture")
        card = cards(page).first
        expect(card.locator(".pictures-edge")).to_be_visible()

        card.locator("[name='width']").fill("10")
        describe(card, "De gevel aan de gracht")
        expect(card.locator(".field-error")).to_contain_text("This would be blurred")
        card.locator("[name='width']").fill("60")
        describe(card, "De gevel aan de gracht")

        expect(page.locator(".notice")).to_contain_text("Saved.")
        assert cut(card)[2] == 60
        look(page)
        everything_away(page)


def test_on_a_phone_all_fits(running: RunningZaal, browser: Browser, tmp_path: Path) -> None:
    with visiting(browser, running.url, language="nl", size=PHONE) as page:
        at_the_pictures(page, language="nl")
        upload(page, tmp_path, {"hoog.jpg": a_picture(900, 1600)}, room="breitnerzaal")
        look(page)
        everything_away(page)


def test_another_hotel_is_told_nothing(running: RunningZaal, browser: Browser) -> None:
    with visiting(browser, running.url) as page:
        at_the_pictures(page, OTHER)

        expect(page.locator("h1")).to_contain_text("This cannot be done")
        expect(page.locator("main")).not_to_contain_text("Gulden Karveel")


def everything_away(page: Page) -> None:
    """Leave the house as it was found: other journeys look at it."""
    for name in cards(page).evaluate_all("(cards) => cards.map((card) => card.id)"):
        page.locator(f"#{name} [id^='gone-']").click()
        expect(page.locator(f"#{name}")).to_have_class(re.compile("pictures-card-gone"))
