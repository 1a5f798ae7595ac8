"""Looking at pages the way people do: a browser of some language, size and place, with every page checked."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
LOCALES = {"en": "en-GB", "nl": "nl-NL", "zh-hans": "zh-CN"}
PATIENCE_MS = 15_000
PASSWORD = "welcome to zaal"  # of everybody in the demo world
AXE = Axe()


@contextmanager
def visiting(  # noqa: PLR0913 - a visitor is just this
    browser: Browser,
    url: str,
    *,
    language: str = "en",
    javascript: bool = True,
    size: ViewportSize = DESKTOP,
    time_zone: str = "Europe/Amsterdam",
) -> Iterator[Page]:
    """Open a fresh browser window; afterwards no page may have complained in the console."""
    context = browser.new_context(
        base_url=url,
        locale=LOCALES[language],
        viewport=size,
        timezone_id=time_zone,
        java_script_enabled=javascript,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.extend(_complaint(message, page)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
        assert not complaints, complaints
    finally:
        context.close()


def look(page: Page) -> None:
    """Check the page that is open: nothing wider than the window, nothing that axe-core holds against it.

    axe-core is a script itself: where scripts are off only the width is checked; scripted visits check the rest.
    """
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        return
    found = AXE.run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def _complaint(message: ConsoleMessage, page: Page) -> list[str]:
    """Return what the console said, but for a page that is itself the answer to something refused."""
    refused_page = message.text.startswith("Failed to load resource") and message.location["url"] == page.url
    return [f"{page.url}: {message.text}"] if message.type in {"error", "warning"} and not refused_page else []


def sign_in(page: Page, email: str) -> None:
    """Fill in the sign-in page that is open, for somebody of the demo world."""
    page.locator("input[name='login']").fill(email)
    page.locator("input[name='password']").fill(PASSWORD)
    page.locator("main form[action*='login'] button[type='submit']").first.click()


def sign_up(page: Page, *, email: str, password: str) -> None:
    """Fill in the sign-up page that is open, and prove the address with the code from the outbox."""
    look(page)
    page.locator("input[name='email']").fill(email)
    page.locator("input[name='password1']").fill(password)
    page.locator("input[name='password2']").fill(password)
    page.locator("main form[action*='signup'] button[type='submit']").click()
    page.locator("input[name='code']").wait_for()
    look(page)
    page.locator("input[name='code']").fill(_code(page, email))
    page.locator("main form button[type='submit']").first.click()


def _code(page: Page, email: str) -> str:
    """Read the code that the demo mailed, in another tab."""
    other = page.context.new_page()
    other.goto("/outbox")
    look(other)
    other.locator("main li", has_text=email).first.get_by_role("link").first.click()
    look(other)
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", other.locator("main").inner_text(), re.MULTILINE)
    other.close()
    assert found
    return found[1]
