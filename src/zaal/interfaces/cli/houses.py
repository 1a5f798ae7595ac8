"""The demo world, and invented rooms for imported hotels."""

from __future__ import annotations

import click

from zaal.domain.actors import SYSTEM
from zaal.interfaces import clock
from zaal.interfaces.cli.progress import shown
from zaal.usecases import demo as world
from zaal.usecases.furnishing import furnish as furnish_all


@click.group()
def demo() -> None:
    """The demo world: invented hotels with rooms, rates, terms and a filled diary."""


@demo.command("load")
@click.option("--seed", default=1, show_default=True)
def load(seed: int) -> None:
    """Load the demo world; loading it again changes nothing."""
    with shown() as report:
        loaded = world.load(seed=seed, now=clock.now(), report=report)
    if loaded.already:
        click.echo("demo world: already loaded")
    else:
        click.echo(f"demo world: {loaded.houses} hotels, {loaded.spaces} spaces, {loaded.entries:,} diary entries")


@demo.command("sign-ins")
def sign_ins() -> None:
    """Print one sign-in per role."""
    for one in world.sign_ins():
        click.echo(f"{one.role:20} {one.email:28} {one.password}")


@click.command()
@click.option("--seed", default=1, show_default=True)
def furnish(seed: int) -> None:
    """Give imported hotels without rooms invented, clearly marked spaces and rates (for trials only)."""
    with shown() as report:
        number = furnish_all(actor=SYSTEM, seed=seed, now=clock.now(), report=report)
    click.echo(f"{number:,} hotels furnished; every one is marked as invented")
