"""A price in words: the lines as the hotel writes them, what is added, and the all-in total.

Pages, letters and documents show these same words, so that people can add the figures up themselves wherever they read
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaal.domain.layouts import Layout
from zaal.domain.money import total
from zaal.domain.pricing import DependsOn, LineKind
from zaal.domain.rates import Entry
from zaal.domain.tax import OUTSIDE
from zaal.domain.wishes import MOST_ROOMS
from zaal.interfaces import explaining, labels, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zaal.domain.period import Period
    from zaal.domain.pricing import Line, Price
    from zaal.queries.sales import QuoteView, RoomView

Row = tuple[str, str]
# What a sale owes as a whole, whatever its rooms are.
OF_ALL_ROOMS = frozenset({LineKind.MINIMUM_SPEND_GAP, LineKind.LEVY})


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: ``quantity`` times ``unit_amount`` is ``amount``; ``reasons`` say what moved the hotel's price.

    ``steps`` tell how it came about, as labels and amounts; ``brief`` the same where room is short.
    """

    what: str
    day: str
    quantity: str
    unit_amount: str
    amount: str
    moves: str
    reasons: tuple[str, ...]
    steps: tuple[Row, ...]
    brief: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomLines:
    """The lines of one room, headed by what it is; of a sale with one room there is no heading."""

    heading: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines per room, charges ``added`` to them, the total, and what is ``contained`` in it, as labels and amounts."""

    rooms: tuple[RoomLines, ...]
    added: tuple[Row, ...]
    total: Row
    contained: tuple[Row, ...]
    note: str
    catered: str

    @property
    def lines(self) -> tuple[StatementLine, ...]:
        """All lines, room after room."""
        return tuple(line for room in self.rooms for line in room.lines)


def of_quote(quote: QuoteView, language: str) -> Statement:
    """Lay out the price of a quote, room by room where there are several."""
    with override(language):
        names = [room_name(room, language) for room in quote.rooms]
    return of(quote.price, language, rooms=names)


def room_name(room: RoomView, language: str) -> str:
    """Name a room with its set-up and people, in the language that is active."""
    people = ngettext("%(count)s delegate", "%(count)s delegates", room.delegates)
    count = people % {"count": wording.number(room.delegates, language)}
    return f"{room.space}, {wording.layout_name(room.layout)}, {count}"


def rooms_told(quote: QuoteView, written: Callable[[Period], str], language: str) -> Iterator[Row]:
    """Tell each of several rooms with its times, in the language that is active; nothing where there is one."""
    main, *others = quote.rooms
    for room in (main, *others) if others else ():
        as_main = room is not main and room.periods == main.periods
        times = [_("at the same times")] if as_main else [written(period) for period in room.periods]
        yield _("Room"), f"{room_name(room, language)}: {'; '.join(times)}"


def of(price: Price, language: str, *, rooms: Sequence[str] = ()) -> Statement:
    """Lay out a price from top to bottom; charges stand above the total where the lines do not hold them yet."""
    with override(language):
        lines = total((line.amount for line in price.lines), price.gross.currency)
        within = lines == price.gross
        charges = tuple(_charges_within(price, language) if within else _charges_added(price, language))
        totals = (
            (_("Excluding tax"), wording.money(price.net, language)),
            (_("All in, per delegate"), wording.money(price.per_delegate, language)),
        )
        return Statement(
            rooms=tuple(_per_room(price, language, rooms)),
            added=() if within else charges,
            total=(_("Total, all in"), wording.money(price.gross, language)),
            contained=(*charges, *totals) if within else totals,
            note=labels.entry(_entry(price, within=within), price.service_percent, language),
            catered=_catered(price, language),
        )


def _per_room(price: Price, language: str, rooms: Sequence[str]) -> Iterator[RoomLines]:
    """Put the lines under their rooms; what is owed for all of them comes last."""
    for number, found in groupby(sorted(price.lines, key=_place), key=_place):
        lines = tuple(_line(line, language) for line in found)
        if len(rooms) < 2:  # noqa: PLR2004 - one room needs no heading
            yield RoomLines("", lines)
        else:
            yield RoomLines(rooms[number] if number < len(rooms) else _("For the whole meeting"), lines)


def _place(line: Line) -> int:
    return MOST_ROOMS if line.kind in OF_ALL_ROOMS else line.room


def _line(line: Line, language: str) -> StatementLine:
    return StatementLine(
        what=_what(line, language),
        day=wording.short_day(line.day, language),
        quantity=explaining.quantity(line, language),
        unit_amount=wording.money(line.unit_amount, language),
        amount=wording.money(line.amount, language),
        moves=_moves(line.depends_on),
        reasons=tuple(explaining.reasons(line, language)),
        steps=tuple(explaining.steps(line, language)),
        brief=tuple(explaining.brief(line, language)),
    )


def _what(line: Line, language: str) -> str:
    match line.kind:
        case LineKind.HIRE:
            return _("Room hire")
        case LineKind.OVERTIME:
            return _("Extra time")
        case LineKind.LAYOUT:
            return _("Setting up: %(layout)s") % {"layout": labels.word(Layout(line.code), language)}
        case LineKind.MINIMUM_SPEND_GAP:
            return _("Up to the hotel's minimum spend")
        case LineKind.LEVY if not line.names:
            return _("Tourist tax")
    return wording.named(line.names, line.code, language)


def _moves(depends_on: DependsOn) -> str:
    return {
        DependsOn.FIXED: _("fixed"),
        DependsOn.DELEGATES: _("per delegate"),
        DependsOn.CHOICE: _("as you choose"),
    }[depends_on]


def _catered(price: Price, language: str) -> str:
    """Say for how many the kitchen prepares, where the hotel says so."""
    if price.catered_delegates is None:
        return ""
    text = ngettext(
        "The kitchen prepares for up to %(count)s delegate.",
        "The kitchen prepares for up to %(count)s delegates.",
        price.catered_delegates,
    )
    return text % {"count": wording.number(price.catered_delegates, language)}


def _charges_added(price: Price, language: str) -> Iterator[Row]:
    """List service charge and taxes that come on top of the lines; on a levy comes neither."""
    if price.service_charge:
        parts = [part for line in price.lines for part in line.parts if part.tax != OUTSIDE]
        base = total((part.amount for part in parts), price.gross.currency)
        words = {"percent": wording.percent(price.service_percent, language), "amount": wording.money(base, language)}
        label = _("Service charge, %(percent)s of %(amount)s") % words
        yield label, wording.money(price.service_charge, language)
    for words, tax in _taxes(price, language):
        yield _("%(name)s, %(percent)s of %(amount)s") % words, tax


def _charges_within(price: Price, language: str) -> Iterator[Row]:
    """List service charge, taxes and levies that the lines hold already."""
    if price.service_charge:
        words = {"percent": wording.percent(price.service_percent, language)}
        label = _("of which service charge, %(percent)s") % words
        yield label, wording.money(price.service_charge, language)
    for words, tax in _taxes(price, language):
        yield _("of which %(name)s, %(percent)s over %(amount)s") % words, tax
    for group in price.taxes:
        if group.name == OUTSIDE:
            yield _("of which: %(name)s") % {"name": labels.tax(group.name)}, wording.money(group.net, language)


def _taxes(price: Price, language: str) -> Iterator[tuple[dict[str, str], str]]:
    for group in price.taxes:
        if group.name != OUTSIDE:
            words = {
                "name": labels.tax(group.name),
                "percent": wording.percent(group.percent, language),
                "amount": wording.money(group.net, language),
            }
            yield words, wording.money(group.tax, language)


def _entry(price: Price, *, within: bool) -> Entry:
    """Tell from the sum how the hotel writes its prices; a sale keeps the figures, not the rate card."""
    if within:
        return Entry.GROSS
    return Entry.PLUS_PLUS if price.service_charge else Entry.NET
