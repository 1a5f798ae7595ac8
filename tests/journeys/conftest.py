"""One running Zaal with the demo world for all journeys, and one browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.journeys.pages import sell
from tests.journeys.servers import RunningZaal, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# Chromium is started as a program of this machine only: nothing it would look up outside is asked for.
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningZaal]:
    """Serve the demo world on loopback for the whole session."""
    with serving("zaal_journeys", tmp_path_factory.mktemp("running"), ["demo", "load"]) as zaal:
        yield zaal


@pytest.fixture(scope="session")
def sold(running: RunningZaal) -> dict[str, str]:
    """Sales of one booker, by what they are."""
    return sell(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield started
        started.close()
