"""Looking after the diary."""

from __future__ import annotations

import sys

import click

from zaal.queries.verification import listing_differences


@click.group()
def diary() -> None:
    """The diary of all houses."""


@diary.command("verify")
@click.option("--most", default=20, show_default=True, help="How many differences to print.")
def verify(most: int) -> None:
    """Compare every space's busy times in the listing with the diary; repairs nothing, exits 1 on a difference."""
    checked, differences = listing_differences()
    for one in differences[:most]:
        click.echo(f"space {one.space_id} ({one.name}): listing {one.listing} but diary {one.diary}")
    click.echo(f"{checked:,} spaces compared, {len(differences):,} differ")
    sys.exit(1 if differences else 0)
