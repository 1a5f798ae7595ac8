"""Bringing outside data in: hotel lists, capacity charts, calendars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock
from zaal.interfaces.cli.progress import shown
from zaal.usecases import imports

if TYPE_CHECKING:
    from zaal.usecases.imports import ImportReport

MOST_SHOWN = 40
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def import_() -> None:
    """Import hotels, capacity charts or calendars from files; what is odd is reported, not repaired."""


@import_.command("hotels")
@click.argument("file", type=FILE)
@click.option("--all", "show_all", is_flag=True, help="Print every finding.")
def hotels(file: Path, *, show_all: bool) -> None:
    """Import a list of hotels (KML, CSV, GeoJSON, GeoNames TSV); importing again doubles nothing."""
    with shown() as report:
        done = imports.hotels(actor=SYSTEM, data=file.read_bytes(), filename=file.name, now=clock.now(), report=report)
    _tell(done, show_all=show_all)


@import_.command("chart")
@click.argument("file", type=FILE)
@click.option("--venue", required=True, help="The venue's slug.")
@click.option("--all", "show_all", is_flag=True, help="Print every finding.")
def chart(file: Path, venue: str, *, show_all: bool) -> None:
    """Import a capacity chart (CSV, XLSX, JSON) as a venue's spaces."""
    report = imports.chart(actor=SYSTEM, data=file.read_bytes(), filename=file.name, venue_slug=venue, now=clock.now())
    _tell(report, show_all=show_all)


@import_.command("calendar")
@click.argument("file", type=FILE)
@click.option("--venue", required=True, help="The venue's slug.")
@click.option("--all", "show_all", is_flag=True, help="Print every finding.")
def calendar(file: Path, venue: str, *, show_all: bool) -> None:
    """Import an iCalendar file as a venue's occupied times."""
    report = imports.calendar(
        actor=SYSTEM, data=file.read_bytes(), filename=file.name, venue_slug=venue, now=clock.now()
    )
    _tell(report, show_all=show_all)


def _tell(report: ImportReport, *, show_all: bool) -> None:
    numbers = {
        "created": report.created,
        "changed": report.changed,
        "matched": report.matched,
        "findings": len(report.findings),
    }
    click.echo(", ".join(f"{word} {number:,}" for word, number in numbers.items()))
    shown = report.findings if show_all else report.findings[:MOST_SHOWN]
    for finding in shown:
        facts = ", ".join(f"{name}: {value}" for name, value in finding.message_facts.items())
        where = f" (row {finding.row})" if finding.row is not None else ""
        click.echo(f"  {finding.code}{where}  {facts}")
    if len(report.findings) > len(shown):
        click.echo(f"  … and {len(report.findings) - len(shown):,} more (--all shows them)")
