"""What running Zaal takes: the schema, static files and messages, the gazetteer, the worker."""

from __future__ import annotations

import click
from django.core.management import call_command

from zaal.interfaces import clock
from zaal.interfaces import worker as jobs
from zaal.interfaces.cli.messages import compile_all
from zaal.usecases import listing
from zaal.usecases import places as gazetteer


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the models and the migrations agree.")
def migrate(*, check: bool) -> None:
    """Bring the database's schema up to date and load the gazetteer."""
    if check:
        call_command("makemigrations", check=True, dry_run=True)
        return
    call_command("migrate", verbosity=0, interactive=False)
    listing.bring_up_to_date()
    loaded = gazetteer.load(now=clock.now())
    if loaded:
        click.echo(f"gazetteer: {loaded:,} places")


@click.command()
def prepare() -> None:
    """Gather static files and compile the message catalogues."""
    compile_all()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


@click.command()
@click.option("--concurrency", default=4, show_default=True, help="Jobs at the same time.")
def worker(*, concurrency: int) -> None:
    """Send letters, end options on the minute, move the next in line up; stops on Ctrl-C."""
    jobs.run(concurrency)


@click.group()
def places() -> None:
    """The gazetteer: cities, districts, airports."""


@places.command("find")
@click.argument("text")
@click.option("--language", default="en", show_default=True)
def find(text: str, language: str) -> None:
    """Show what a typed place means."""
    from zaal.queries.places import find as look_up

    answer = look_up(text, language=language)
    for found in answer.matches:
        click.echo(f"{found.kind:12} {found.label}  ({found.lat:.4f}, {found.lon:.4f}) {found.time_zone}")
    click.echo("clearly the first" if answer.certain else "not certain: say which")
