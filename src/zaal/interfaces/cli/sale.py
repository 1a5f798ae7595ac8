"""The sale from the command line: quote, option, booking and cancellation, signed in by an API token."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from zaal.domain.actors import GUEST, Actor
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.pricing import Basis
from zaal.domain.requests import RefusalReason
from zaal.domain.wishes import MOST_DELEGATES, QuoteWish
from zaal.interfaces import clock, labels, paying, wording
from zaal.interfaces.cli import quoting, when
from zaal.interfaces.cli.booking import LANGUAGE, PIPE_WIDTH, choice
from zaal.interfaces.wire.attendance import AccountOut
from zaal.interfaces.wire.sales import BookingOut, BookingsOut, OptionOut, QuoteOut
from zaal.queries import sales
from zaal.usecases import accounts, attendance, bookings, challenges, extensions, options, quotes, requests

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.cancellation import Step
    from zaal.interfaces.paying import Payment
    from zaal.queries.sales import QuoteView

LAST_USE_NOTED_EVERY = timedelta(minutes=1)
TOKEN = click.option("--token", envvar="ZAAL_TOKEN", help="Who is asking (./zaal token create); also as ZAAL_TOKEN.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="The same answer as the API gives.")


@click.command()
@click.argument("venue")
@click.argument("space")
@when.timed
@click.option("--delegates", type=int, required=True)
@click.option("--layout", type=choice(Layout), required=True)
@click.option("--basis", type=choice(Basis), default=Basis.HIRE.value, show_default=True)
@click.option("--package", help="A package by its code; the cheapest that covers the times when left out.")
@click.option("--extra", "extras", multiple=True, metavar="CODE=NUMBER", help="An extra; several times for several.")
@quoting.ROOMS
@click.option("--code", "codes", multiple=True, help="A promotion code; several times for several.")
@click.option("--title", default="", help="What the meeting is called.")
@click.option("--explain", is_flag=True, help="Tell of each line how it came about.")
@TOKEN
@AS_JSON
def quote(*, token: str | None, as_json: bool, explain: bool, **asked: Any) -> None:
    """Price SPACE of VENUE (their slugs, as search and the API name them) and keep the price."""
    actor, now = acting(token), clock.now()
    spans = when.spans(asked["days"], asked["starts"], asked["ends"], asked["from_fold"], asked["to_fold"])
    wish = QuoteWish(
        venue=asked["venue"],
        space=asked["space"],
        layout=Layout(asked["layout"]),
        delegates=asked["delegates"],
        spans=spans,
        basis=Basis(asked["basis"]),
        package_code=asked["package"],
        extras=tuple(extra(text) for text in asked["extras"]),
        title=asked["title"],
        rooms=tuple(quoting.room(text, spans) for text in asked["rooms"]),
        codes=asked["codes"],
    )
    told = sales.quote(quotes.make(actor=actor, wish=wish, now=now), actor=actor, now=now)
    if as_json:
        click.echo(QuoteOut.from_quote(told).model_dump_json(indent=2))
        return
    show(told, explain=explain)
    click.echo(f"quote {told.reference}, valid until {_moment(told.valid_until, told)}")


@click.command()
@click.argument("quote_reference", metavar="QUOTE")
@click.option("--until", type=when.DAY, help="The last day it is held; the hotel's usual number when left out.")
@click.option("--may-wait", is_flag=True, help="Wait in line when somebody else holds it.")
@TOKEN
@AS_JSON
def option(*, quote_reference: str, until: datetime | None, may_wait: bool, token: str | None, as_json: bool) -> None:
    """Hold what was quoted, free of charge."""
    actor, now = acting(token), clock.now()
    reference = options.place(
        actor=actor, quote=quote_reference, now=now, until=until.date() if until else None, may_wait=may_wait
    )
    told = sales.option(reference, actor=actor, now=now)
    if as_json:
        click.echo(OptionOut.from_option(told).model_dump_json(indent=2))
        return
    click.echo(f"option {told.reference}, number {told.rank} in line, until {_moment(told.release_at, told.quote)}")


@click.command()
@click.argument("option_reference", metavar="OPTION")
@TOKEN
def release(*, option_reference: str, token: str | None) -> None:
    """Let an option go."""
    options.let_go(actor=acting(token), option=option_reference, now=clock.now())
    click.echo(f"option {option_reference} released")


@click.command()
@click.argument("option_reference", metavar="OPTION")
@click.option("--until", type=when.DAY, help="The last day it is held; as long as you may when left out.")
@TOKEN
def extend(*, option_reference: str, until: datetime | None, token: str | None) -> None:
    """Hold an option longer."""
    actor, now = acting(token), clock.now()
    extensions.extend(actor=actor, option=option_reference, now=now, until=until.date() if until else None)
    told = sales.option(option_reference, actor=actor, now=now)
    click.echo(f"option {told.reference} is held until {_moment(told.release_at, told.quote)}")


@click.command()
@click.argument("option_reference", metavar="OPTION")
@TOKEN
def challenge(*, option_reference: str, token: str | None) -> None:
    """Say that a waiting option is ready to be booked, so that those ahead decide."""
    actor, now = acting(token), clock.now()
    until = challenges.challenge(actor=actor, option=option_reference, now=now)
    told = sales.option(option_reference, actor=actor, now=now)
    click.echo(f"those ahead of option {told.reference} decide by {_moment(until, told.quote)}")


@click.command()
@click.argument("option_reference", metavar="OPTION")
@click.option("--reason", type=click.Choice([why.value for why in RefusalReason]), required=True)
@click.option("--words", default="", help="What the customer reads besides.")
@TOKEN
def refuse(*, option_reference: str, reason: str, words: str, token: str | None) -> None:
    """For the hotel: turn down what the customer asked to book."""
    requests.refuse(actor=acting(token), option=option_reference, reason=reason, words=words, now=clock.now())
    click.echo(f"the request on option {option_reference} is refused; the customer is told")


@click.command()
@click.argument("reference")
@TOKEN
@AS_JSON
def book(*, reference: str, token: str | None, as_json: bool) -> None:
    """Book REFERENCE, a quote (Q-…) or an option (O-…), at the price it shows."""
    actor, now = acting(token), clock.now()
    if reference.strip().upper().startswith("O"):
        made = bookings.confirm_option(actor=actor, option=reference, now=now)
    else:
        made = bookings.confirm(actor=actor, quote=reference, now=now)
    told = sales.booking(made, actor=actor, now=now)
    if as_json:
        click.echo(BookingOut.from_booking(told).model_dump_json(indent=2))
        return
    click.echo(f"booking {told.reference}: {where(told.quote)}, {wording.money(told.quote.price.gross, LANGUAGE)}")
    _show_payment(paying.of_booking(told, LANGUAGE))


@click.command()
@click.argument("booking_reference", metavar="BOOKING")
@click.option("--yes", is_flag=True, help="Do not ask after showing the fee.")
@click.option("--fee", "stated", metavar="AMOUNT", help="For the hotel: the fee, where its terms do not say one.")
@TOKEN
def cancel(*, booking_reference: str, yes: bool, stated: str | None, token: str | None) -> None:
    """Show what cancelling costs now and later, ask, and cancel at the fee shown."""
    actor, now = acting(token), clock.now()
    told = sales.booking(booking_reference, actor=actor, now=now)
    for step in told.cancellation.steps:
        click.echo(f"{'now: ' if step is told.cancellation.now else '     '}{_step(step, told.quote)}")
    if not yes:
        click.confirm(f"Cancel {told.reference}?", abort=True)
    fee = None if stated is None else Money(_amount(stated), told.quote.price.gross.currency)
    shown = told.cancellation.now.fee if fee is None else None
    bookings.cancel(actor=actor, booking=told.reference, now=clock.now(), expected_fee=shown, stated_fee=fee)
    owed = sales.booking(told.reference, actor=actor, now=clock.now()).cancelled_fee
    click.echo(f"booking {told.reference} cancelled, fee {wording.money(owed, LANGUAGE) if owed is not None else ''}")


@click.command()
@click.argument("booking_reference", metavar="BOOKING")
@click.option("--actual", type=click.IntRange(min=1, max=MOST_DELEGATES), required=True, help="How many people came.")
@TOKEN
@AS_JSON
def account(*, booking_reference: str, actual: int, token: str | None, as_json: bool) -> None:
    """Count BOOKING for the people who came: the higher of booked, come and minimum is billed."""
    counted = attendance.account(actor=acting(token), booking=booking_reference, actual=actual)
    if as_json:
        click.echo(AccountOut.from_account(booking_reference, counted).model_dump_json(indent=2))
        return
    click.echo(f"booked for {counted.booked}, came {counted.actual}, billed for {counted.billed}")
    if counted.catered is not None:
        click.echo(f"the kitchen prepared for up to {counted.catered}")
    total, agreed = (wording.money(amount, LANGUAGE) for amount in (counted.price.gross, counted.agreed))
    click.echo(f"total {total}, agreed {agreed}, difference {wording.money(counted.difference, LANGUAGE)}")


@click.command("bookings")
@click.option("--page", type=click.IntRange(min=1), help="The `next` of the page before.")
@TOKEN
@AS_JSON
def bookings_(*, page: int | None, token: str | None, as_json: bool) -> None:
    """List one's bookings, newest first."""
    found = sales.bookings(actor=acting(token), now=clock.now(), after=None if page is None else str(page))
    if as_json:
        click.echo(BookingsOut.from_page(found).model_dump_json(indent=2))
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("booking", "stage", "when", "where", "all-in"):
        table.add_column(heading, justify="right" if heading == "all-in" else "left")
    for row in found.rows:
        starts = wording.moment(row.starts_at, row.time_zone, LANGUAGE)
        total = wording.money(row.gross, LANGUAGE)
        table.add_row(row.reference, row.stage.value, starts, f"{row.space}, {row.venue}", total)
    console = Console()
    (console if console.is_terminal else Console(width=PIPE_WIDTH)).print(table)
    if found.next:
        click.echo(f"next page: --page {found.next}")


def acting(token: str | None) -> Actor:
    """Return who acts: the person of the token, or a guest. Refuses: TokenUnknown."""
    if token is None:
        return GUEST
    return accounts.act_by_token(token=token, now=clock.now(), noted_every=LAST_USE_NOTED_EVERY)


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise click.BadParameter(text, param_hint="--fee AMOUNT") from None


def extra(text: str) -> tuple[str, int]:
    """Read an extra as it is typed, code=number."""
    code, _, number = text.partition("=")
    if not code or not number.isdecimal():
        raise click.BadParameter(text, param_hint="--extra CODE=NUMBER")
    return code, int(number)


def show(told: QuoteView, *, explain: bool = False) -> None:
    """Print a quote with every line, tax and term."""
    click.echo(where(told))
    for line in quoting.lines(told, explain=explain):
        click.echo(f"  {line}")
    if told.obstacle is not None:
        click.echo(f"  {labels.obstacle(told.obstacle, LANGUAGE)}")
    _show_payment(paying.of_quote(told, LANGUAGE))
    for step in told.steps:
        click.echo(f"  cancelling {_step(step, told)}")


def _show_payment(payment: Payment) -> None:
    click.echo(f"  {payment.told}")
    for row in () if payment.is_bill else payment.rows:
        click.echo(f"  paying {row.when}: {row.amount}, {row.what}")


def where(told: QuoteView) -> str:
    """Say where and when a quote is for."""
    days = "; ".join(wording.period(period, told.house.time_zone, LANGUAGE) for period in told.periods)
    return f"{told.house.space}, {told.house.name}, {days}"


def _step(step: Step, told: QuoteView) -> str:
    until = "after that" if step.until is None else f"before {_moment(step.until, told)}"
    if step.fee is None:
        return f"{until}: not stated in the hotel's terms, ask the hotel"
    share = "" if step.percent is None else f" ({wording.percent(step.percent, LANGUAGE)})"
    return f"{until}: {wording.money(step.fee, LANGUAGE)}{share}"


def _moment(at: datetime, told: QuoteView) -> str:
    return wording.moment(at, told.house.time_zone, LANGUAGE)
