"""The pages people wait for, measured as a slow phone sees them, and checked by axe-core in every language."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click
from django.conf import settings

from zaal.domain.actors import Role, Scope
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Wish
from zaal.domain.wishes import LocalSpan, QuoteWish
from zaal.interfaces.cli.benching.figures import Figures, measured
from zaal.interfaces.cli.benching.lighthouse import FLAGS, Lighthouse
from zaal.queries import search
from zaal.usecases import accounts, bookings, demo, options, quotes
from zaal.usecases import places as gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import BrowserContext, ViewportSize

    from zaal.domain.actors import Actor
    from zaal.interfaces.cli.benching.lighthouse import Report as Seen
    from zaal.usecases.progress import Report

LEAST_SCORE, MOST_SHIFT, MOST_FIRST_VIEW_BYTES, MOST_INTERACTION_MS = 98, 0.02, 100_000, 100
DAYS_AHEAD, WEEK, STARTS, ENDS = 45, 7, 9, 17
CITY, CENTRE, DELEGATES = "Amsterdam", Circle(52.3731, 4.8932, 10), 8
TOKEN_NAME = "bench pages"  # noqa: S105 - what the token is called
PHONE: ViewportSize = {"width": 390, "height": 844}
NOTED_EVERY, PATIENCE_MS = timedelta(days=1), 30_000
# The longest time from an input to the next picture of the page, as the browser itself measures it (Event Timing).
WATCH = """window.slowest = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.slowest = Math.max(window.slowest, one.duration);
}).observe({type: 'event', durationThreshold: 16, buffered: true});"""


@dataclass(frozen=True, slots=True)
class Address:
    """One page of the list. A ``private`` one is kept from search engines on purpose; ``press`` is what is tried."""

    name: str
    path: str
    private: bool = False
    press: str = "summary"


@dataclass(frozen=True, slots=True)
class Way:
    """The pages of the way to a booking, with the e-mail address of whose quote and booking they show."""

    email: str
    pages: tuple[Address, ...]


def lay(*, now: datetime) -> Way:
    """Make a quote, an option and a booking in the demo world, at a hotel that confirms at once.

    Loads the gazetteer too, where it is not there yet.
    Fails: when the demo world has nothing to book on that day.
    """
    gazetteer.load(now=now)
    email = next(one.email for one in demo.sign_ins() if one.role is Role.BOOKER)
    token = accounts.create_token(email=email, name=TOKEN_NAME, scopes=[scope.value for scope in Scope], now=now)
    actor = accounts.act_by_token(token=token, now=now, noted_every=NOTED_EVERY)
    day = now.date() + timedelta(days=DAYS_AHEAD)
    asked, other = _free(actor, _span(day), now), _free(actor, _span(day + timedelta(days=WEEK)), now)
    quote, booked = (quotes.make(actor=actor, wish=asked, now=now) for _ in range(2))
    booking = bookings.confirm(actor=actor, quote=booked, now=now)
    option = options.place(actor=actor, quote=quotes.make(actor=actor, wish=other, now=now), now=now)
    state = urlencode(
        {
            "place": CITY,
            "date": f"{asked.spans[0].starts:%Y-%m-%d}",
            "part": "day",
            "delegates": DELEGATES,
            "layout": asked.layout.value,
            "basis": asked.basis.value,
        }
    )
    return Way(
        email,
        (
            Address("home", "/", press="#id_layout label:nth-of-type(3)"),
            Address("results", f"/search?{state}", private=True, press="summary, label:has([name=instant])"),
            Address("venue", f"/venues/{asked.venue}?{state}"),
            Address("city", f"/meeting-rooms/nl/{CITY.lower()}"),
            Address("quote", f"/quotes/{quote}", private=True),
            Address("option", f"/options/{option}", private=True),
            Address("booking", f"/bookings/{booking}", private=True),
        ),
    )


def _free(actor: Actor, span: LocalSpan, now: datetime) -> QuoteWish:
    """Wish for the cheapest room that is free then and confirms at once."""
    wish = Wish(CENTRE, (span,), DELEGATES, Layout.BOARDROOM, Basis.HIRE)
    for offer in search.spaces(wish, now=now, actor=actor).offers:
        if offer.obstacle is None:
            return QuoteWish(offer.venue, offer.space, offer.layout, DELEGATES, (span,), Basis.HIRE)
    message = f"nothing in {CITY} confirms at once on {span.starts:%Y-%m-%d}: load the demo world first"
    raise click.ClickException(message)


def measure(url: str, way: Way, *, lighthouse: Lighthouse, repeat: int, report: Report) -> list[Figures]:
    """Measure every page of the way with Lighthouse, its answer to a press, and what axe-core holds against it."""
    with _browsing(url, way.email) as (context, headers):
        told = []
        for number, page in enumerate(way.pages):
            report("pages", number, len(way.pages))
            started = time.perf_counter()
            seen = [lighthouse.report(url + page.path, headers=headers, noindex=page.private) for _ in range(repeat)]
            seconds = time.perf_counter() - started
            faults = {code: _axe(context, f"{url}{page.path}", code) for code, _ in settings.LANGUAGES}
            pressed, slowest = _interaction(context, url, page)
            result = {**_middle(seen), "pressed": pressed, "interaction_ms": slowest, "axe": faults}
            told.append(
                measured(
                    page.name,
                    sizes={"runs": repeat},
                    milliseconds=[one.largest_paint_ms for one in seen],
                    seconds=seconds,
                    result=result,
                )
            )
        report("pages", len(way.pages), len(way.pages))
        return told


def missed(figures: Sequence[Figures]) -> list[str]:
    """Say which page misses which aim."""
    return [f"{one.name}: {fault}" for one in figures for fault in _missed(one.result)]


def _missed(result: Mapping[str, object]) -> Iterator[str]:
    scores, faults = result["scores"], result["axe"]
    assert isinstance(scores, dict)  # noqa: S101 - as _middle made it
    assert isinstance(faults, dict)  # noqa: S101 - as measure made it
    yield from (f"{name} {score}, aim {LEAST_SCORE}" for name, score in scores.items() if score < LEAST_SCORE)
    if not result["pressed"]:
        yield "nothing there to press: name another place in the list"
    yield from (f"axe in {language}: {', '.join(found)}" for language, found in faults.items() if found)
    for name, most in (
        ("layout_shift", MOST_SHIFT),
        ("first_view_bytes", MOST_FIRST_VIEW_BYTES),
        ("interaction_ms", MOST_INTERACTION_MS),
    ):
        value = result[name]
        assert isinstance(value, int | float)  # noqa: S101 - a figure
        if value > most:
            yield f"{name} {value}, aim {most}"


def _middle(seen: Sequence[Seen]) -> dict[str, object]:
    """Take the run in the middle by its performance (the lower one of two), so that its figures belong together."""
    return asdict(sorted(seen, key=lambda one: one.scores["performance"])[(len(seen) - 1) // 2])


@contextmanager
def _browsing(url: str, email: str) -> Iterator[tuple[BrowserContext, dict[str, str]]]:
    """Open a browser signed in as this person; give the headers that make Lighthouse the same person."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        message = "measuring pages needs the tools of the tests: run `./zaal test -k nothing` once, it installs them"
        raise click.ClickException(message) from None
    password = next(one.password for one in demo.sign_ins() if one.email == email)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split()[1:])
        context = browser.new_context(base_url=url, viewport=PHONE, locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.locator("input[name='login']").fill(email)
        page.locator("input[name='password']").fill(password)
        page.locator("main form[action*='login'] button[type='submit']").first.click()
        page.wait_for_url("**/bookings")
        cookies = {one.get("name", ""): one.get("value", "") for one in context.cookies()}
        cookies[settings.LANGUAGE_COOKIE_NAME] = settings.LANGUAGE_CODE
        page.close()
        yield context, {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        browser.close()


def _axe(context: BrowserContext, address: str, language: str) -> list[str]:
    """Return the ids of axe-core's rules that the page breaks in this language."""
    from axe_playwright_python.sync_playwright import Axe

    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}])
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    found = [str(one["id"]) for one in Axe().run(page).response["violations"]]
    page.close()
    return found


def _interaction(context: BrowserContext, url: str, address: Address) -> tuple[int, int]:
    """Press all of what the page invites to; return how many there were and the slowest answer in milliseconds.

    The browser measures from 16 ms on: an answer within one picture of the screen counts as 0.
    """
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": settings.LANGUAGE_CODE, "url": url}])
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address.path, wait_until="networkidle")
    pressed = 0
    for place in page.locator(f"main {address.press}").all():
        if place.is_visible():
            place.click()
            page.wait_for_load_state("networkidle")
            pressed += 1
    slowest = round(page.evaluate("window.slowest"))
    page.close()
    return pressed, slowest


def _span(day: date) -> LocalSpan:
    """Meet for a day on the first working day from this one on."""
    while day.isoweekday() > 5:  # noqa: PLR2004 - Saturday and Sunday
        day += timedelta(days=1)
    at = datetime.combine(day, datetime.min.time())
    return LocalSpan(at.replace(hour=STARTS), at.replace(hour=ENDS))
