"""When a meeting is, as it is typed on the command line."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from zaal.domain.wishes import LocalSpan

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Command = TypeVar("Command", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d"])
CLOCK = click.DateTime(["%H:%M"])
FOLD = click.IntRange(0, 1)
OPTIONS = (
    click.option("--on", "days", type=DAY, multiple=True, required=True, help="The day; several times for several."),
    click.option("--from", "starts", type=CLOCK, default="09:00", show_default=True, help="Venue-local start."),
    click.option("--to", "ends", type=CLOCK, default="17:00", show_default=True, help="Venue-local end."),
    click.option("--from-fold", type=FOLD, help="0 or 1: the first or second of two equal autumn times is meant."),
    click.option("--to-fold", type=FOLD, help="The same for the end."),
)


def timed(command: Command) -> Command:
    """Give a command the options that say when."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def spans(
    days: tuple[datetime, ...], starts: datetime, ends: datetime, from_fold: int | None, to_fold: int | None
) -> tuple[LocalSpan, ...]:
    """Put the times on every day; an end at or before the start is the next day's."""
    over_midnight = timedelta(days=1) if ends <= starts else timedelta()
    return tuple(
        LocalSpan(
            datetime.combine(day, starts.time()),
            datetime.combine(day, ends.time()) + over_midnight,
            from_fold,
            to_fold,
        )
        for day in days
    )


def on_days_of(main: tuple[LocalSpan, ...], times: str) -> tuple[LocalSpan, ...]:
    """Put ``09:00-12:00`` on each day on which a main span starts; without times the spans themselves.

    Raises ValueError for what are no times.
    """
    if not times:
        return main
    first, _, last = times.partition("-")
    starts, ends = (datetime.strptime(text.strip(), "%H:%M").time() for text in (first, last))  # noqa: DTZ007 - a wall clock
    nights = timedelta(days=int(ends <= starts))
    return tuple(
        LocalSpan(
            datetime.combine(span.starts.date(), starts),
            datetime.combine(span.starts.date() + nights, ends),
            span.starts_fold,
            span.ends_fold,
        )
        for span in main
    )
