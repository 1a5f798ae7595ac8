"""Closing a house or one of its rooms for a while, seeing what is closed, and reopening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zaal.domain.actors import SYSTEM
from zaal.domain.closures import closed_period
from zaal.domain.period import local
from zaal.interfaces import clock
from zaal.queries import closures
from zaal.usecases import venues

if TYPE_CHECKING:
    from datetime import datetime

WALL_CLOCK = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group()
def closure() -> None:
    """Closures: when a house, or one of its rooms, takes nobody in."""


@closure.command("add")
@click.argument("venue")
@click.option("--space", help="The room's slug; the whole house when left out.")
@click.option("--from", "starts", type=WALL_CLOCK, required=True, help="On the venue's clock.")
@click.option("--to", "ends", type=WALL_CLOCK, required=True, help="On the venue's clock.")
@click.option("--reason", required=True, help="For the hotel's own people; customers never see it.")
def add(*, venue: str, space: str | None, starts: datetime, ends: datetime, reason: str) -> None:
    """Close VENUE (its slug) or one of its rooms; refused while an option or a booking stands there."""
    period = closed_period(starts, ends, closures.time_zone(venue))
    reference = venues.close(
        actor=SYSTEM, venue_slug=venue, space_slug=space, period=period, reason=reason, now=clock.now()
    )
    click.echo(reference)


@closure.command("list")
@click.argument("venue")
def list_(venue: str) -> None:
    """List the closures of VENUE that are not over, on the venue's clock."""
    zone = closures.time_zone(venue)
    for one in closures.closures(venue, actor=SYSTEM, now=clock.now()):
        starts, ends = (local(at, zone).strftime("%Y-%m-%dT%H:%M") for at in (one.period.starts_at, one.period.ends_at))
        click.echo(f"{one.reference}  {starts} to {ends}  {', '.join(one.sections)}  {one.reason}")


@closure.command("remove")
@click.argument("reference")
def remove(reference: str) -> None:
    """Reopen what was closed under REFERENCE; options that wait for it move up."""
    venues.reopen(actor=SYSTEM, closure=reference, now=clock.now())
    click.echo(f"reopened: {reference}")
