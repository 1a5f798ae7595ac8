"""A quote on the command line: further rooms as they are typed, and its price as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from django.utils.translation import override

from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.domain.wishes import RoomWish
from zaal.interfaces import statement, wording
from zaal.interfaces.cli import when
from zaal.interfaces.cli.booking import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.wishes import LocalSpan
    from zaal.interfaces.statement import RoomLines
    from zaal.queries.sales import QuoteView

FORM = "SLUG;LAYOUT;DELEGATES[;TIMES[;BASIS]]"
PARTS = 5
ROOMS = click.option(
    "--room",
    "rooms",
    multiple=True,
    metavar=FORM,
    help="A further room, as kamer-1;boardroom;8;09:00-12:00; times are of each day, the main room's when left out;"
    " BASIS is hire, package or package:CODE. Several times for several.",
)


def room(text: str, main: tuple[LocalSpan, ...]) -> RoomWish:
    """Read a further room: on each day of the main one, at its own times or the same."""
    given = [part.strip() for part in text.split(";")]
    try:
        slug, layout, delegates, times, basis = (*given, *[""] * (PARTS - len(given)))
        kind, _, code = basis.partition(":")
        return RoomWish(
            space=slug,
            layout=Layout(layout),
            delegates=int(delegates),
            spans=when.on_days_of(main, times),
            basis=Basis(kind or Basis.HIRE.value),
            package_code=code or None,
        )
    except ValueError:
        raise click.BadParameter(text, param_hint=f"--room {FORM}") from None


def lines(told: QuoteView, *, explain: bool) -> Iterator[str]:
    """Tell the rooms, where there are several, and the price; with ``explain`` how each line came about."""
    zone, said = told.house.time_zone, statement.of_quote(told, LANGUAGE)
    with override(LANGUAGE):
        rooms = tuple(statement.rooms_told(told, lambda span: wording.period(span, zone, LANGUAGE), LANGUAGE))
    yield from (text for _, text in rooms)
    for of_room in said.rooms:
        yield from _room_lines(of_room, explain=explain)
    yield from (f"{label}: {amount}" for label, amount in (*said.added, said.total, *said.contained))
    if explain:
        yield from (note for note in (said.note, said.catered) if note)


def _room_lines(told: RoomLines, *, explain: bool) -> Iterator[str]:
    if told.heading:
        yield f"{told.heading}:"
    for line in told.lines:
        yield f"{line.what} ({line.day}): {line.quantity} x {line.unit_amount} = {line.amount}"
        for label, amount in line.steps if explain else ():
            yield f"    {label}: {amount}" if amount else f"    {label}"
