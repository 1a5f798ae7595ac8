# ruff: noqa: INP001 - one file beside the pages it takes pictures of
"""Take the README's pictures from a running demo (``./zaal up``): search results and the rooms of a venue.

Run it in the environment that ``./zaal test`` makes: ``python docs/make_screenshots.py [http://localhost:8000]``.
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "screenshots"
SCREEN = {"width": 1280, "height": 800}
LARGEST_BYTES = 300_000
MONTHS_AHEAD_DAYS = 120
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main(address: str) -> None:
    """Write both pictures; the venue is the first one that the search offers."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport=SCREEN, locale="en-GB", timezone_id="Europe/Amsterdam")
        day = _tuesday()
        page.goto(f"{address}/search?place=Amsterdam&date={day}&part=day&delegates=40&layout=theatre&basis=hire")
        _take(page, "search")
        page.goto(f"{address}{page.locator('.offer a').first.get_attribute('href')}")
        page.locator("#rooms").evaluate("rooms => rooms.scrollIntoView()")
        _take(page, "venue")
        browser.close()


def _tuesday() -> str:
    """Return a Tuesday far enough ahead for rooms to be free and terms to be mild."""
    ahead = datetime.now(tz=UTC).date() + timedelta(days=MONTHS_AHEAD_DAYS)
    return (ahead + timedelta(days=(1 - ahead.weekday()) % 7)).isoformat()


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    if picture.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{picture.name} is larger than {LARGEST_BYTES} bytes")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
