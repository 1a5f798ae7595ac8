"""The exchange rates that amounts are shown at in the visitor's own currency."""

from __future__ import annotations

from pathlib import Path

import click

from zaal.gateways.currency import kept
from zaal.interfaces import clock

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def currency() -> None:
    """Exchange rates: those of the European Central Bank, for showing prices in another currency."""


@currency.command("load")
@click.argument("file", type=FILE)
def load(file: Path) -> None:
    """Load newer rates from one of the ECB's files (CSV, zipped CSV or XML; daily, 90 days or historical).

    A file that is wrong anywhere changes nothing. Running servers use the new rates from their next answer on.
    """
    done = kept.load(file.read_bytes(), filename=file.name, now=clock.now())
    click.echo(f"{done.first_day} to {done.last_day}: added {done.added:,}, changed {done.changed:,}")
