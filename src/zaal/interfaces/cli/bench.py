"""Measuring: how long a search or a quote takes, and whether a race for one room has exactly one winner."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import timedelta

import click
from django.conf import settings
from django.db import connection

from zaal.interfaces import clock
from zaal.interfaces.cli.benching import arena, diaries, pages, pricing, racing, searching
from zaal.interfaces.cli.benching.figures import tell
from zaal.interfaces.cli.benching.lighthouse import Lighthouse
from zaal.interfaces.cli.benching.servers import scratch_database, serving
from zaal.interfaces.cli.progress import shown
from zaal.usecases import demo

DAYS_AHEAD = 30


@click.group()
def bench() -> None:
    """Measurements and trials, each with the machine and the versions it ran on."""


@bench.command("race")
@click.option("--clients", type=click.IntRange(2, 64), default=8, show_default=True)
@click.option("--rounds", type=click.IntRange(1, 700), default=50, show_default=True)
@click.option("--url", help="A server that runs on the DATABASE_URL of this command and has the demo world.")
@click.option("--control", is_flag=True, help="Without the guard: must find double bookings.")
@click.option("--json", "as_json", is_flag=True)
def race(*, clients: int, rounds: int, url: str | None, control: bool, as_json: bool) -> None:
    """Let clients fire at one room, or a hall and its halves, at the same moment over HTTP.

    Without --url in a database made for it and thrown away. With --url a house marked as invented stays behind.
    Fails when a round had two winners, or none, or the diary disagrees; with --control when nothing is found.
    """
    if control and url:
        message = "--control takes the guard away: never from a database that stays"
        raise click.UsageError(message)
    with ExitStack() as stack:
        report = stack.enter_context(shown())
        if url is None:
            database_url = stack.enter_context(scratch_database())
            demo.load(seed=1, now=clock.now(), report=report)
            if control:
                _drop_guard()
            url = stack.enter_context(serving(database_url))
        now = clock.now()
        course = racing.Race(
            url=url,
            venue=arena.build(now=now),
            tokens=tuple(arena.tokens(now=now)),
            first_day=now.date() + timedelta(days=DAYS_AHEAD),
            clients=clients,
            rounds=rounds,
        )
        figures = racing.race(course, done=lambda number: report("rounds", number, rounds))
        tell("race without the guard" if control else "race", [figures], as_json=as_json)
    good = bool(figures.result["double_bookings"]) if control else racing.is_clean(figures)
    sys.exit(0 if good else 1)


@bench.command("search")
@click.option(
    "--repeat", type=click.IntRange(1, 1000), default=30, show_default=True, help="Times each search is made."
)
@click.option("--http/--no-http", default=True, help="Also at the HTTP response of a server started for it.")
@click.option("--json", "as_json", is_flag=True)
def search(*, repeat: int, http: bool, as_json: bool) -> None:
    """Time a fixed list of searches on the world that is loaded, at the query and at the HTTP response.

    Each repetition asks for another day, so that no answer is one already given.
    """
    now = clock.now()
    with shown() as report:
        figures = searching.at_the_query(now=now, repeat=repeat, report=report)
        if http:
            with serving() as url:
                figures += searching.over_http(url, now=now, repeat=repeat, report=report)
    tell("search", figures, as_json=as_json)


@bench.command("price")
@click.option(
    "--repeat", type=click.IntRange(100, 100_000), default=2000, show_default=True, help="Quotes of each kind."
)
@click.option("--json", "as_json", is_flag=True)
def price(*, repeat: int, as_json: bool) -> None:
    """Time quotes in one process: lines, taxes and the terms of cancelling, of a day and of a three-day programme."""
    with shown() as report:
        figures = pricing.quotes(now=clock.now(), repeat=repeat, report=report)
    tell("price", figures, as_json=as_json)


@bench.command("desk")
@click.option("--repeat", type=click.IntRange(1, 1000), default=10, show_default=True, help="Times each diary is made.")
@click.option("--json", "as_json", is_flag=True)
def desk(*, repeat: int, as_json: bool) -> None:
    """Time the diary of a house of 60 rooms with 3,000 entries in a month, at the query and as a page.

    In a database made for it and thrown away.
    """
    with shown() as report, scratch_database():
        now = clock.now()
        demo.load(seed=1, now=now, report=report)
        hotel, first = diaries.build(now=now, report=report)
        figures = diaries.diaries(hotel, first, now=now, repeat=repeat, report=report)
        tell("desk", figures, as_json=as_json)


@bench.command("pages")
@click.option("--repeat", type=click.IntRange(1, 20), default=1, show_default=True, help="Runs; the middle one counts.")
@click.option("--json", "as_json", is_flag=True)
def pages_(*, repeat: int, as_json: bool) -> None:
    """Run Lighthouse (mobile, throttled) and axe-core on the pages of the way to a booking; fail under the aims.

    On the demo world, in a database made for it and thrown away. Needs Chromium and Node.js; installs Lighthouse
    with npm the first time. The milliseconds are those of the largest paint.
    """
    lighthouse = Lighthouse(settings.DATA_DIR / "lighthouse")
    with shown() as report, scratch_database() as database_url:
        now = clock.now()
        demo.load(seed=1, now=now, report=report)
        way = pages.lay(now=now)
        with serving(database_url, static=True) as url:
            figures = pages.measure(url, way, lighthouse=lighthouse, repeat=repeat, report=report)
    tell("pages", figures, as_json=as_json)
    missed = pages.missed(figures)
    for fault in missed:
        click.echo(fault, err=True)
    sys.exit(1 if missed else 0)


def _drop_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE diary_entry DROP CONSTRAINT entry_forbids_overlap")
