"""A house's calendars: addresses to give out, and calendars of others to take in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings

from zaal.domain.actors import SYSTEM
from zaal.domain.feeds import Landing, Shows, Target
from zaal.interfaces import clock
from zaal.queries import calendar_sources as told
from zaal.usecases import calendar_feeds, calendars

if TYPE_CHECKING:
    from zaal.queries.calendar_sources import SourceRow

ROOMS = click.option("--space", help="The room's slug that all events take; without it the rooms they name.")
WHOLE = click.option("--whole-house", is_flag=True, help="Every event takes the whole house.")


@click.group()
def calendar() -> None:
    """Calendars of a house: those that go out, and those that come in."""


@calendar.command("list")
@click.argument("venue")
def list_(venue: str) -> None:
    """List the calendars of VENUE."""
    house = told.of_desk(venue, actor=SYSTEM, now=clock.now())
    for feed in house.feeds:
        click.echo(f"out  {feed.reference}  {feed.space or 'whole house'}  {feed.shows.value}")
    for source in house.sources:
        click.echo(f"in   {source.reference}  {source.name}  {_state(source)}")


@calendar.command("give")
@click.argument("venue")
@click.option("--space", help="The room's slug; the whole house when left out.")
@click.option("--shows", type=click.Choice([one.value for one in Shows]), default=Shows.BUSY.value)
def give(*, venue: str, space: str | None, shows: str) -> None:
    """Make an address at which the taken times of VENUE are read; it is shown this once."""
    made = calendar_feeds.make(actor=SYSTEM, venue_slug=venue, space_slug=space, shows=Shows(shows), now=clock.now())
    click.echo(f"{settings.BASE_URL}/calendars/{made.secret}.ics")


@calendar.command("revoke")
@click.argument("venue")
@click.argument("reference")
def revoke(venue: str, reference: str) -> None:
    """End the calendar that goes out of VENUE under REFERENCE."""
    calendar_feeds.revoke(actor=SYSTEM, venue_slug=venue, feed=reference, now=clock.now())
    click.echo(f"revoked: {reference}")


@calendar.command("subscribe")
@click.argument("venue")
@click.argument("address")
@click.option("--name", required=True, help="What it is called at the desk.")
@ROOMS
@WHOLE
def subscribe(*, venue: str, address: str, name: str, space: str | None, whole_house: bool) -> None:
    """Have the calendar at ADDRESS read about every half hour; its events block rooms of VENUE."""
    landing = _landing(space, whole_house=whole_house)
    click.echo(
        calendars.subscribe(
            actor=SYSTEM, venue_slug=venue, name=name, address=address, landing=landing, now=clock.now()
        )
    )


@calendar.command("upload")
@click.argument("venue")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="What it is called at the desk.")
@ROOMS
@WHOLE
def upload(*, venue: str, file: Path, name: str, space: str | None, whole_house: bool) -> None:
    """Take the calendar in FILE in; its events block rooms of VENUE."""
    reference, report = calendars.upload(
        actor=SYSTEM,
        venue_slug=venue,
        name=name,
        data=file.read_bytes(),
        filename=file.name,
        landing=_landing(space, whole_house=whole_house),
        now=clock.now(),
    )
    click.echo(f"{reference}: created {report.created:,}, findings {len(report.findings):,}")


@calendar.command("refresh")
@click.argument("venue")
@click.argument("reference")
def refresh(venue: str, reference: str) -> None:
    """Have the calendar that comes into VENUE under REFERENCE read again by the worker now."""
    calendars.refresh(actor=SYSTEM, venue_slug=venue, source=reference, now=clock.now())
    click.echo(f"asked: {reference}")


@calendar.command("remove")
@click.argument("venue")
@click.argument("reference")
@click.confirmation_option(prompt="All its events go out of the diary. Remove it?")
def remove(venue: str, reference: str) -> None:
    """Forget the calendar that comes into VENUE under REFERENCE, with all its blocks."""
    calendars.remove(actor=SYSTEM, venue_slug=venue, source=reference, now=clock.now())
    click.echo(f"removed: {reference}")


def _landing(space: str | None, *, whole_house: bool) -> Landing:
    if space and whole_house:
        message = "either --space or --whole-house"
        raise click.UsageError(message)
    if space:
        return Landing(Target.SPACE, space)
    return Landing(Target.HOUSE if whole_house else Target.NAMED)


def _state(source: SourceRow) -> str:
    why = f" ({source.failure.code} {source.failure.facts.get('reason', '')})" if source.failure else ""
    return f"{source.state.value}{why}, {source.events:,} events, {len(source.clashes):,} clashes"
