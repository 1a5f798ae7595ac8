"""Changing a booking from the command line: shown first, made only when said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zaal.domain.changes import Wanted
from zaal.domain.layouts import Layout
from zaal.domain.pricing import Basis
from zaal.interfaces import clock, refusals, wording
from zaal.interfaces.cli import quoting, when
from zaal.interfaces.cli.booking import LANGUAGE, choice
from zaal.interfaces.cli.sale import AS_JSON, TOKEN, acting, extra, show, where
from zaal.interfaces.wire.changes import PreviewOut
from zaal.interfaces.wire.sales import BookingOut
from zaal.queries import changing, sales
from zaal.usecases import changes

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.usecases.changes import Preview


@click.command()
@click.argument("booking_reference", metavar="BOOKING")
@click.option("--space", help="Another room of the hotel, by its slug.")
@click.option("--layout", type=choice(Layout))
@click.option("--delegates", type=int)
@click.option("--on", "days", type=when.DAY, multiple=True, help="The day; several times for several.")
@click.option("--from", "starts", type=when.CLOCK, help="Venue-local start.")
@click.option("--to", "ends", type=when.CLOCK, help="Venue-local end.")
@click.option("--from-fold", type=when.FOLD, help="0 or 1: the first or second of two equal autumn times is meant.")
@click.option("--to-fold", type=when.FOLD, help="The same for the end.")
@click.option("--basis", type=choice(Basis))
@click.option("--package", help="A package by its code.")
@click.option("--extra", "extras", multiple=True, metavar="CODE=NUMBER", help="All extras from now on.")
@click.option("--no-extras", is_flag=True, help="No extras any more.")
@quoting.ROOMS
@click.option(
    "--no-rooms", is_flag=True, help="No further rooms any more; with neither they go along with the main one."
)
@click.option("--yes", is_flag=True, help="Make the change at the price and fee shown; without it they are only shown.")
@TOKEN
@AS_JSON
def change(*, booking_reference: str, token: str | None, yes: bool, as_json: bool, **asked: Any) -> None:
    """Show what changing BOOKING would cost; what is not named stays as booked."""
    actor = acting(token)
    wanted = _wanted(booking_reference, actor, asked)
    shown = changes.preview(actor=actor, booking=booking_reference, wanted=wanted, now=clock.now())
    if as_json and not yes:
        detail = refusals.sentence(shown.obstacle, LANGUAGE, shown.after.house.time_zone) if shown.obstacle else ""
        click.echo(PreviewOut.from_preview(shown, detail).model_dump_json(indent=2))
        return
    if not as_json:
        _show_change(shown)
    if not yes:
        return
    changes.change(
        actor=actor,
        booking=booking_reference,
        wanted=wanted,
        now=clock.now(),
        expected_total=shown.after.price.gross,
        expected_fee=shown.fee,
    )
    told = sales.booking(booking_reference, actor=actor, now=clock.now())
    if as_json:
        click.echo(BookingOut.from_booking(told).model_dump_json(indent=2))
        return
    click.echo(f"booking {told.reference} changed, now version {told.quote.version}: {where(told.quote)}")


def _wanted(reference: str, actor: Actor, asked: dict[str, Any]) -> Wanted:
    """Say what is to be different; a day without times, or times without a day, are completed from what is booked."""
    spans, extras = None, tuple(extra(text) for text in asked["extras"])
    booked = changing.booked(reference, actor=actor).spans
    if asked["days"] or asked["starts"] or asked["ends"]:
        days = asked["days"] or tuple(span.starts for span in booked)
        starts, ends = asked["starts"] or booked[0].starts, asked["ends"] or booked[0].ends
        spans = when.spans(days, starts, ends, asked["from_fold"], asked["to_fold"])
    rooms = tuple(quoting.room(text, spans or booked) for text in asked["rooms"])
    return Wanted(
        space=asked["space"],
        layout=Layout(asked["layout"]) if asked["layout"] else None,
        delegates=asked["delegates"],
        spans=spans,
        basis=Basis(asked["basis"]) if asked["basis"] else None,
        package_code=asked["package"],
        extras=extras if extras or asked["no_extras"] else None,
        rooms=rooms if rooms or asked["no_rooms"] else None,
    )


def _show_change(shown: Preview) -> None:
    for label, told in (("booked", shown.before), ("changed", shown.after)):
        click.echo(f"{label}: ", nl=False)
        show(told)
    amounts = {"difference": shown.difference, "fee now": shown.fee}
    for label, amount in amounts.items():
        click.echo(f"{label}: {wording.money(amount, LANGUAGE)}")
    if shown.obstacle is not None:
        click.echo(refusals.sentence(shown.obstacle, LANGUAGE, shown.after.house.time_zone))
