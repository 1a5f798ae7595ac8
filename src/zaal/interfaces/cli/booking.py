"""Searching from the command line, and the tokens that other programs sign in with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from zaal.domain.amenities import Amenity
from zaal.domain.layouts import Layout
from zaal.domain.period import local
from zaal.domain.pricing import Basis
from zaal.domain.search import Circle, Sort, Wish
from zaal.interfaces import clock, labels, wording
from zaal.interfaces.cli import when
from zaal.interfaces.wire.offers import OffersOut
from zaal.queries import places
from zaal.queries.alternatives import alternatives
from zaal.queries.search import spaces
from zaal.usecases import accounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zaal.domain.wishes import LocalSpan
    from zaal.queries.alternatives import Alternative
    from zaal.queries.search import Answer, Offer

PLACE_COUNTRY = "country"
PIPE_WIDTH = 200
# What the terminal is told in; ``--language`` is that of the names of places.
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a search as click read them."""

    days: tuple[datetime, ...]
    starts: datetime
    ends: datetime
    from_fold: int | None
    to_fold: int | None
    delegates: int
    layout: str | None
    basis: str
    radius_km: float | None
    amenities: tuple[str, ...]
    stars: int
    budget: str | None
    currency: str | None
    instant: bool
    sort: str

    def spans(self) -> tuple[LocalSpan, ...]:
        return when.spans(self.days, self.starts, self.ends, self.from_fold, self.to_fold)


def choice(codes: type[Layout | Basis | Sort | Amenity]) -> click.Choice[str]:
    """Offer the domain's codes as the allowed words."""
    return click.Choice([code.value for code in codes])


@click.command()
@click.argument("place")
@when.timed
@click.option("--delegates", type=int, required=True)
@click.option("--layout", type=choice(Layout), help="Any layout when left out.")
@click.option("--basis", type=choice(Basis), default=Basis.HIRE.value, show_default=True)
@click.option("--radius", "radius_km", type=float, help="Kilometres; the place's own size when left out.")
@click.option("--amenity", "amenities", type=choice(Amenity), multiple=True)
@click.option("--stars", type=click.IntRange(0, 5), default=0)
@click.option("--budget", type=click.STRING, help="The most all-in total.")
@click.option("--currency", help="Compare and show totals in this currency too (ECB reference rates).")
@click.option("--instant", is_flag=True, help="Only what confirms at once.")
@click.option("--sort", type=choice(Sort), default=Sort.PRICE.value, show_default=True)
@click.option("--page", type=click.IntRange(min=0), help="The `next` of the page before.")
@click.option("--language", default="en", show_default=True, help="In which places are named.")
@click.option("--json", "as_json", is_flag=True, help="The same answer as the API gives.")
def search(*, place: str, page: int | None, language: str, as_json: bool, **asked: Any) -> None:
    """Search free rooms near PLACE: a city, district, airport, hotel or "lat,lon"."""
    wish = _wish(place, language, Asked(**asked))
    now = clock.now()
    answer = spaces(wish, now=now, after=None if page is None else str(page))
    others = alternatives(wish, now=now) if not answer.offers else ()
    if as_json:
        click.echo(OffersOut.from_answer(answer, alternatives=others).model_dump_json(indent=2))
        return
    _show(answer, others)


def _show(answer: Answer, others: Iterable[Alternative]) -> None:
    """Print offers as a table, then why others are not in it and what would be free instead."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    table = Table(box=None, pad_edge=False)
    for heading in ("hotel", "room", "km", "seats", "all-in", "per delegate", "free until", "confirms", "quote with"):
        table.add_column(heading, justify="right" if heading in {"km", "seats", "all-in", "per delegate"} else "left")
    for offer in answer.offers:
        table.add_row(*_cells(offer))
    console.print(table)
    console.print(_counted(answer.total, "hotel") + (f", next page: --page {answer.next}" if answer.next else ""))
    for reason, number in answer.why_not.items():
        console.print(f"not offered: {_counted(number, 'room')} {labels.REASONS[reason]}")
    for other in others:
        first = other.wish.spans[0]
        times = f"{wording.short_day(first.starts, LANGUAGE)}, {first.starts:%H:%M}-{first.ends:%H:%M}"
        layout = labels.word(other.wish.layout, LANGUAGE) if other.wish.layout else "any layout"
        where = f"within {other.wish.circle.radius_km:g} km"
        console.print(f"free instead: {times}, {layout}, {where}: {_counted(other.venues, 'hotel')}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@click.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.argument("email")
@click.option("--name", default="command line", show_default=True)
@click.option("--scope", "scopes", multiple=True, default=("read", "write"), show_default=True)
def create(email: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make an API token for the person with this e-mail address; it is shown only now."""
    click.echo(accounts.create_token(email=email, name=name, scopes=scopes, now=clock.now()))


def _wish(place: str, language: str, asked: Asked) -> Wish:
    found = places.the_one(place, language=language)
    country = found.country if found.kind == PLACE_COUNTRY else None
    return Wish(
        circle=Circle(found.lat, found.lon, asked.radius_km or found.radius_km, country),
        spans=asked.spans(),
        delegates=asked.delegates,
        layout=Layout(asked.layout) if asked.layout else None,
        basis=Basis(asked.basis),
        amenities=frozenset(Amenity(code) for code in asked.amenities),
        stars=asked.stars,
        budget=_amount(asked.budget),
        currency=asked.currency,
        instant_only=asked.instant,
        sort=Sort(asked.sort),
        venue=found.venue_slug or None,
    )


def _amount(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation as error:
        raise click.BadParameter(text or "", param_hint="--budget") from error


def _cells(offer: Offer) -> tuple[str, ...]:
    until = offer.fee_now.until
    free_until = local(until, offer.time_zone).strftime("%Y-%m-%d %H:%M") if until and not offer.fee_now.fee else "-"
    total = wording.money(offer.price.gross, LANGUAGE)
    if offer.indicative:
        total += f" (about {wording.money(offer.indicative.amount, LANGUAGE)})"
    return (
        offer.venue_name,
        f"{offer.space_name} ({labels.word(offer.layout, LANGUAGE)})",
        f"{offer.distance_km:.1f}",
        str(offer.seats),
        total,
        wording.money(offer.price.per_delegate, LANGUAGE),
        free_until,
        "At once." if offer.obstacle is None else labels.obstacle(offer.obstacle, LANGUAGE),
        f"{offer.venue} {offer.space}",
    )
