# ruff: noqa: INP001 - one file beside the pages it takes pictures of
"""Take the pictures of the main pages: phone and desktop, light and dark, in every language, on a fresh demo world.

Run it in the environment that ``./zaal test`` makes: ``python docs/make_screenshots.py [PAGE ...]`` with the same
``DATABASE_URL`` as the product. The database is made for it and thrown away. Names of pages take only those.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaal.conf.settings")
os.environ.setdefault("ZAAL_DEMO", "1")
django.setup()

from django.conf import settings  # noqa: E402 - only after the set-up

from zaal.domain.actors import Role  # noqa: E402
from zaal.interfaces import clock  # noqa: E402
from zaal.interfaces.cli.benching import pages  # noqa: E402
from zaal.interfaces.cli.benching.servers import scratch_database, serving  # noqa: E402
from zaal.interfaces.cli.progress import shown  # noqa: E402
from zaal.usecases import demo  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, ViewportSize

FOLDER = Path(__file__).parent / "screenshots"
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
}
# A page is shown from its top down to so many windows.
WINDOWS = {"phone": 2, "desktop": 1.5}
THEMES = ("light", "dark")
KEPT = 3
LOCALES = {"en": "en-GB", "nl": "nl-NL", "zh-hans": "zh-CN"}
# Pictures are kept at this share of their size.
SHARES = {"phone": 0.8, "desktop": 0.75}
QUALITY, LARGEST_BYTES = 50, 80_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One page; who looks at it (an e-mail address of the demo world, or nobody); with ``keeps`` rooms were chosen."""

    name: str
    path: str
    email: str = ""
    keeps: bool = False


def main(wanted: list[str]) -> None:
    """Write the pictures of the wanted pages, of all when none is named."""
    with scratch_database() as database_url:
        with shown() as report:
            demo.load(seed=1, now=clock.now(), report=report)
        shots = [shot for shot in _shots() if not wanted or shot.name in wanted]
        with serving(database_url, static=True) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for language, _ in settings.LANGUAGES:
                for size in SIZES:
                    _pictures(browser, url, shots, language, size)
            browser.close()


def _shots() -> list[Shot]:
    """Name the pages; what stands in a booking's address is made anew each time."""
    way = pages.lay(now=clock.now())
    ways = {page.name: page.path for page in way.pages}
    wish = ways["results"].partition("?")[2]
    return [
        *(Shot(name, ways[name]) for name in ("home", "results", "venue", "city")),
        Shot("compare", f"/compare?{wish}", keeps=True),
        Shot("shortlist", "/lists", keeps=True),
        *(Shot(name, ways[name], way.email) for name in ("quote", "option", "booking")),
        Shot("change", f"{ways['booking']}/change", way.email),
        Shot("bookings", "/bookings", way.email),
        Shot("desk", "/desk/", next(one.email for one in demo.sign_ins() if one.role is Role.HOTEL)),
        Shot("help", "/help"),
        Shot("sign-in", "/accounts/login/"),
    ]


def _pictures(browser: Browser, url: str, shots: list[Shot], language: str, size: str) -> None:
    """Take all pages in one language and size, for each person in a window of their own."""
    results = next((f"/search?{shot.path.partition('?')[2]}" for shot in shots if shot.name == "compare"), "/")
    for email in sorted({shot.email for shot in shots}):
        context = browser.new_context(
            base_url=url, viewport=SIZES[size], locale=LOCALES[language], reduced_motion="reduce"
        )
        page = context.new_page()
        if email:
            _sign_in(page, email)
        _speak(context, url, language)
        if any(shot.keeps for shot in shots if shot.email == email):
            _keep(page, results)
        for shot in shots:
            if shot.email == email:
                _take(page, shot, language, size)
        context.close()


def _take(page: Page, shot: Shot, language: str, size: str) -> None:
    page.goto(shot.path, wait_until="networkidle")
    _scroll_through(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    most = round(SIZES[size]["height"] * WINDOWS[size])
    part: FloatRect = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": min(height, most)}
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=part)))
        picture.thumbnail((picture.width * SHARES[size], picture.height * SHARES[size]), Image.Resampling.LANCZOS)
        path = FOLDER / language / f"{shot.name}-{size}-{theme}.webp"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.convert("RGB").save(path, quality=QUALITY, method=6)
        if path.stat().st_size > LARGEST_BYTES:
            sys.exit(f"{path.name} is larger than {LARGEST_BYTES} bytes")


def _keep(page: Page, results: str) -> None:
    """Choose the first rooms of the results, to compare and to keep."""
    page.goto(results, wait_until="networkidle")
    for pressed in ("compared", "kept"):
        for number in range(KEPT):
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.locator(f"[data-choice={pressed}] button").nth(number).click()


def _scroll_through(page: Page) -> None:
    """Let the pictures further down come, then show the top again."""
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager' })")
    page.wait_for_load_state("networkidle")


def _speak(context: BrowserContext, url: str, language: str) -> None:
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}])


def _sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name='login']").fill(email)
    page.locator("input[name='password']").fill(next(one.password for one in demo.sign_ins() if one.email == email))
    page.locator("main form[action*='login'] button[type='submit']").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main(sys.argv[1:])
