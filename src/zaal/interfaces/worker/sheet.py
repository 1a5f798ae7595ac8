"""The body of a letter: headed blocks of label and value, with the same figures as the pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zaal.interfaces import cancelling, labels, paying, statement, wording
from zaal.interfaces.worker.tidings import Kind, Side
from zaal.queries.sales import BookingView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.domain.cancellation import Step
    from zaal.domain.period import Period
    from zaal.interfaces.statement import RoomLines, StatementLine
    from zaal.interfaces.worker.tidings import Tiding
    from zaal.queries.sales import QuoteView

Row = tuple[str, str]
# What an ended option would have cost, and on which terms, is no longer of use.
OVER = frozenset(
    {Kind.OPTION_EXPIRED, Kind.OPTION_RELEASED, Kind.LAPSED_BY_CHALLENGE, Kind.REQUEST_REFUSED, Kind.DAYS_DROPPED}
)
WITH_TERMS = frozenset(
    {
        Kind.OPTION_PLACED,
        Kind.OPTION_REMINDED,
        Kind.OPTION_EXTENDED,
        Kind.OPTION_CHALLENGED,
        Kind.OPTION_PROMOTED,
        Kind.BOOKING_ASKED,
        Kind.BOOKING_CONFIRMED,
        Kind.BOOKING_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with rows of label and value under it."""

    heading: str
    rows: tuple[Row, ...]


def blocks(tiding: Tiding) -> tuple[Block, ...]:
    """Return everything a letter holds below its opening lines, in the language that is active."""
    made = [Block(_("Meeting"), _meeting(tiding)), _other_side(tiding)]
    if tiding.kind is Kind.BOOKING_CHANGED and tiding.before is not None:
        made.append(Block(_("What changed"), tuple(_changed(tiding, tiding.before.quote))))
    if tiding.kind not in OVER:
        made.extend(_prices(tiding))
    fees = tuple(_change_fees(tiding))
    if fees:
        made.append(Block(_("Fees for changes"), fees))
    if tiding.kind in WITH_TERMS:
        made.append(Block(_("When you pay"), _payment(tiding)))
        made.append(Block(_("When you cancel"), _terms(tiding)))
    return tuple(made)


def _meeting(tiding: Tiding) -> tuple[Row, ...]:
    quote, house = tiding.quote, tiding.quote.house
    town = f"{house.postcode} {house.city}".strip()
    where = ", ".join(part for part in (house.space, house.name, house.address, town) if part)
    rooms = tuple(statement.rooms_told(quote, lambda span: _when(span, tiding), tiding.language))
    main = (
        *((_("When"), _when(span, tiding)) for span in quote.periods),
        (_("Layout"), wording.layout_name(quote.layout)),
        (_("Delegates"), wording.number(quote.delegates, tiding.language)),
    )
    return (
        *([(_("What"), quote.title)] if quote.title else []),
        (_("Where"), where),
        *(rooms or main),
        *_references(tiding),
    )


def _changed(tiding: Tiding, before: QuoteView) -> Iterator[Row]:
    """Say what differs as "from → to"; further rooms, and the price where it is another one, line by line."""
    now, language = tiding.quote, tiding.language
    for label, was, becomes in (
        (_("Where"), before.house.space, now.house.space),
        (_("When"), _times(before, tiding), _times(now, tiding)),
        (_("Layout"), wording.layout_name(before.layout), wording.layout_name(now.layout)),
        (_("Delegates"), wording.number(before.delegates, language), wording.number(now.delegates, language)),
        (_("Price"), wording.money(before.price.gross, language), wording.money(now.price.gross, language)),
    ):
        if was != becomes:
            yield label, f"{was} → {becomes}"
    were, are = (_further_rooms(quote, tiding) for quote in (before, now))
    yield from ((_("No longer"), room) for room in were if room not in are)
    yield from ((_("New"), room) for room in are if room not in were)
    was_lines, lines = (statement.of(quote.price, language).lines for quote in (before, now))
    for line in was_lines:
        if line not in lines:
            yield _("No longer"), f"{_line(line)}: {line.amount}"
    for line in lines:
        if line not in was_lines:
            yield _("New"), f"{_line(line)}: {line.amount}"


def _further_rooms(quote: QuoteView, tiding: Tiding) -> list[str]:
    told = statement.rooms_told(quote, lambda span: _when(span, tiding), tiding.language)
    return [text for _label, text in told][1:]


def _times(quote: QuoteView, tiding: Tiding) -> str:
    return "; ".join(wording.period(span, tiding.zone, tiding.language) for span in quote.periods)


def _when(span: Period, tiding: Tiding) -> str:
    return wording.period_for(span, tiding.zone, tiding.reader.time_zone, tiding.language)


def _references(tiding: Tiding) -> tuple[Row, ...]:
    rows = [(_("Quote"), tiding.quote.reference)]
    if isinstance(tiding.sale, BookingView):
        rows.insert(0, (_("Booking"), tiding.sale.reference))
        if tiding.sale.changes:
            rows.insert(1, (_("Version"), str(tiding.quote.version)))
        if tiding.sale.option_reference:
            rows.append((_("Option"), tiding.sale.option_reference))
    else:
        rows.insert(0, (_("Option"), tiding.sale.reference))
    return tuple(rows)


def _other_side(tiding: Tiding) -> Block:
    """Tell the booker how to reach the hotel, and the hotel how to reach the booker."""
    house = tiding.quote.house
    if tiding.side is Side.BOOKER:
        heading, name, phone, email = _("Hotel"), house.name, house.phone, house.email
    else:
        heading, name, phone, email = _("Booker"), tiding.booker.name, tiding.booker.phone, tiding.booker.email
    rows = ((_("Name"), name), (_("Telephone"), phone), (_("E-mail"), email))
    return Block(heading, tuple(row for row in rows if row[1]))


def _prices(tiding: Tiding) -> Iterator[Block]:
    """List the lines, those of several rooms under the name of each, then what they come to."""
    told = statement.of_quote(tiding.quote, tiding.language)
    heading = _("Price")
    catered = [(_("Kitchen"), told.catered)] if told.catered else []
    sums = (*told.added, told.total, *told.contained, *catered)
    if len(told.rooms) == 1:
        yield Block(heading, (*_lines(told.rooms[0]), *sums))
        return
    for room in told.rooms:
        yield Block(f"{heading}: {room.heading}", _lines(room))
    yield Block(heading, sums)


def _lines(room: RoomLines) -> tuple[Row, ...]:
    return tuple((_line(line), line.amount) for line in room.lines)


def _line(line: StatementLine) -> str:
    count = f"{line.quantity} × {line.unit_amount}"  # noqa: RUF001 - a multiplication sign
    return f"{line.what} ({', '.join((line.day, count, line.moves, *line.reasons))})"


def _change_fees(tiding: Tiding) -> Iterator[Row]:
    """Say of each change with a fee what it cost, and what they come to besides the price."""
    sale, language = tiding.sale, tiding.language
    if not isinstance(sale, BookingView) or not sale.change_fees:
        return
    for change in sale.changes:
        if change.fee:
            said = (wording.money(change.fee, language), paying.tax_told(change.tax, sale.quote.price, language))
            yield wording.moment(change.changed_at, tiding.zone, language), ", ".join(part for part in said if part)
    yield _("Together, besides the price"), wording.money(sale.change_fees, language)


def _payment(tiding: Tiding) -> tuple[Row, ...]:
    """Say what is due when, in the words of the sale's page."""
    sale, language = tiding.sale, tiding.language
    if isinstance(sale, BookingView):
        paid = paying.of_booking(sale, language)
    else:
        paid = paying.of_quote(tiding.quote, language)
    if paid.is_bill:
        return ((paid.rows[0].what, paid.told),)
    return tuple((row.what, ", ".join(part for part in (row.amount, row.when, row.tax) if part)) for row in paid.rows)


def _terms(tiding: Tiding) -> tuple[Row, ...]:
    """List the steps still to come, the one that applies now first."""
    steps = [step for step in tiding.quote.steps if step.until is None or step.until > tiding.happened_at]
    return ((_("Terms"), labels.policy(tiding.quote.terms_name)), *(_step(step, tiding) for step in steps))


def _step(step: Step, tiding: Tiding) -> Row:
    language = tiding.language
    free = step.fee is not None and not step.fee
    fee = _("free of charge") if free else cancelling.fee(step, language)
    if step.until is None:
        return _("After that"), fee
    until = wording.moment_for(step.until, tiding.zone, tiding.reader.time_zone, language)
    return _("Until %(until)s") % {"until": until}, fee
