"""A house's day by the clock on the command line, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock, event_orders, order_words
from zaal.queries import event_orders as told

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.queries.event_orders import RunSheet

LANGUAGE = "en"
PAPER = click.Path(dir_okay=False, path_type=Path)


@click.command("runsheet")
@click.argument("venue")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="A day of the house's calendar.")
@click.option("--pdf", type=PAPER, help="Write the run sheet to this file.")
@click.option("--door-cards", type=PAPER, help="Write a card for each door to this file.")
@click.option("--language", default=LANGUAGE, show_default=True, help="Of the papers.")
def run_sheet(*, venue: str, day: datetime, pdf: Path | None, door_cards: Path | None, language: str) -> None:
    """Tell what crew and kitchen of VENUE (its slug) do on a day, in order of time."""
    now = clock.now()
    sheet = told.run_sheet(venue, actor=SYSTEM, day=day.date(), now=now)
    if pdf is not None:
        pdf.write_bytes(event_orders.run_sheet(sheet, language=language, now=now))
    if door_cards is not None:
        door_cards.write_bytes(event_orders.door_cards(sheet, language=language, now=now))
    _echo(sheet)


def _echo(sheet: RunSheet) -> None:
    zone = sheet.house.time_zone
    for step in sheet.steps:
        who = step.title or step.customer
        about = f"{step.space}  {step.layout.value} {step.delegates}  {who}  {step.booking}"
        click.echo(f"{order_words.clock(step.at, zone)}  {step.kind.value}  {about}")
    for meal in sheet.meals:
        diets = ", ".join(f"{diet.value} {count}" for diet, count in meal.diets)
        at = order_words.clock(meal.at, zone) or "--:--"
        click.echo("  ".join(part for part in (at, "kitchen", meal.kind.value, str(meal.people), diets) if part))
