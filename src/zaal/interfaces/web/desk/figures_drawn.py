"""The pictures of a house's figures: what each is called, what it counts, how it is drawn, and the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.figures import LEAST_ENDED
from zaal.domain.money import Money, round_half_up
from zaal.gateways.spreadsheets import Holds
from zaal.interfaces import charts_svg, figures_sheets
from zaal.interfaces import figures_words as words
from zaal.interfaces.charts_svg import Bar, Cell, Row, Told, Tone
from zaal.interfaces.web import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from zaal.domain.figures import DaypartCode, Use
    from zaal.domain.turnover import Turnover
    from zaal.gateways.spreadsheets import Sheet, Value
    from zaal.queries.figures import Figures

HOUR_MINUTES = 60
MOST_REFUSALS = 12
# Of won, let go, refused, lapsed and open options, as figures_words has them.
TONES = (Tone.FULL, Tone.HALF, Tone.CROSSED, Tone.HATCHED, Tone.EMPTY)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a page writes it: heads and cells, each with whether it is a number."""

    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure: its name, in sentences what it says and what it counts; ``drawn`` is None where there is nothing."""

    key: str
    name: str
    says: str
    counts: str
    drawn: SafeString | None
    keys: tuple[tuple[SafeString, str], ...]
    table: Table


def pictures(found: Figures, language: str) -> tuple[Picture, ...]:
    """Draw every figure, in the order of the page."""
    return (
        _rooms(found, language),
        _weekdays(found, language),
        _months(found, language),
        _kinds(found, language),
        _leads(found, language),
        _options(found, language),
        _refusals(found, language),
    )


def _rooms(found: Figures, language: str) -> Picture:
    use = found.use
    says = _("Nothing was open on these days.")
    if use.whole.percent is not None:
        booked = _("%(use)s of the open hours are booked.")
        both = _("%(use)s of the open hours are booked, %(held)s are under option.")
        says = (both if use.whole.held_percent else booked) % {
            "use": formats.percent(use.whole.percent, language),
            "held": formats.percent(use.whole.held_percent or 0, language),
        }
    counts = _(
        "Booked hours of all open hours, set-up and breakdown included, and bookings in your other calendars too. "
        "Hours that you closed do not count as open. The afternoon begins at %(afternoon)s, the evening at "
        "%(evening)s. A hall that can be divided counts by its parts: booked whole, each of them is."
    ) % {"afternoon": _clock(use.afternoon), "evening": _clock(use.evening)}
    rows = [Row(room.name, tuple(_cell(room.parts[part], language) for part in use.parts)) for room in use.rooms]
    table = _table(figures_sheets.rooms(found), language)
    return _heat(Told("rooms", _("Use of each room"), says), counts, use.parts, rows, table)


def _weekdays(found: Figures, language: str) -> Picture:
    use = found.use
    busiest = max(
        (
            (one.percent, _when(figures_sheets.weekday(number, language), str(words.DAYPARTS[part])))
            for number, parts in use.weekdays.items()
            for part, one in parts.items()
            if one.percent
        ),
        default=None,
    )
    says = _("Nothing is booked on these days.")
    if busiest:
        says = _("Busiest is %(when)s, with %(use)s booked.") % {
            "when": busiest[1],
            "use": formats.percent(busiest[0], language),
        }
    counts = _("The same hours, of all rooms together. Hours after midnight count with the evening before.")
    rows = [
        Row(figures_sheets.weekday(number, language), tuple(_cell(parts[part], language) for part in use.parts))
        for number, parts in use.weekdays.items()
    ]
    table = _table(figures_sheets.weekdays(found, language), language)
    return _heat(Told("weekdays", _("Use of each weekday"), says), counts, use.parts, rows, table)


def _when(weekday: str, daypart: str) -> str:
    """Name a part of a weekday within a sentence: "Monday afternoon"."""
    return _("%(weekday)s %(daypart)s") % {"weekday": weekday, "daypart": daypart.lower()}


def _heat(told: Told, counts: str, parts: Iterable[DaypartCode], rows: list[Row], table: Table) -> Picture:
    columns = [str(words.DAYPARTS[part]) for part in parts]
    drawn = charts_svg.heat_map(told, columns, rows) if rows and columns else None
    return Picture(told.key, told.title, told.description, counts, drawn, (), table)


def _cell(use: Use, language: str) -> Cell:
    if use.percent is None:
        return Cell(None, "–")  # noqa: RUF001 - nothing to tell
    held = use.held_percent or Decimal(0)
    below = _("+ %(held)s held") % {"held": _rounded(held, language)} if round(held) else ""
    return Cell(float(use.percent), _rounded(use.percent, language), below)


def _months(found: Figures, language: str) -> Picture:
    told = found.turnover
    says = ngettext(
        "%(n)s booking comes to %(gross)s with tax, %(net)s without.",
        "%(n)s bookings come to %(gross)s with tax, %(net)s without.",
        told.bookings,
    ) % {
        "n": formats.number(told.bookings, language),
        "gross": formats.money(told.whole.gross, language),
        "net": formats.money(told.whole.net, language),
    }
    counts = [_("Bookings that stand, in the month of the meeting's first day, at the prices agreed.")]
    counts += _fees(found, language)
    if told.foreign:
        counts.append(
            ngettext(
                "%(n)s booking in another currency is not in it.",
                "%(n)s bookings in another currency are not in it.",
                told.foreign,
            )
            % {"n": told.foreign}
        )
    rows = [_amount(formats.month(month, language), one, language) for month, one in told.months.items()]
    table = _table(figures_sheets.months(found, language), language)
    return _amounts(Told("months", _("Turnover by month"), says), " ".join(counts), rows, table)


def _kinds(found: Figures, language: str) -> Picture:
    told = found.turnover
    largest = max(told.kinds.items(), key=lambda one: one[1].gross.amount, default=None)
    says = _("Nothing is sold on these days.")
    if largest:
        says = _("Most comes from %(what)s: %(gross)s with tax.") % {
            "what": words.kind(largest[0], told.names, language),
            "gross": formats.money(largest[1].gross, language),
        }
    counts = _(
        "The same bookings by what they pay for. Service charge and taxes are with what they fall on, so that "
        "all parts come to the bookings' own totals to the cent."
    )
    rows = [_amount(words.kind(kind, told.names, language), one, language) for kind, one in told.kinds.items()]
    table = _table(figures_sheets.kinds(found, language), language)
    return _amounts(Told("kinds", _("Turnover by package"), says), counts, rows, table)


def _amounts(told: Told, counts: str, rows: list[Bar], table: Table) -> Picture:
    drawn = charts_svg.bars(told, rows) if rows else None
    keys = _keys(((Tone.FULL, _("Without tax")), (Tone.HATCHED, _("Tax"))), told.key) if rows else ()
    return Picture(told.key, told.title, told.description, counts, drawn, keys, table)


def _amount(name: str, one: Turnover, language: str) -> Bar:
    net, tax = one.net.amount, one.gross.amount - one.net.amount
    parts = ((Tone.FULL, max(float(net), 0)), (Tone.HATCHED, max(float(tax), 0)))
    whole = Money(round_half_up(one.gross.amount, 0), one.gross.currency)
    return Bar(name, parts, formats.whole_money(whole, language))


def _fees(found: Figures, language: str) -> list[str]:
    cancelled, reduced = found.turnover.cancelled, found.turnover.reduced
    told = (
        (
            cancelled,
            ngettext(
                "Not in it: %(fee)s for %(n)s cancelled booking.",
                "Not in it: %(fee)s for %(n)s cancelled bookings.",
                cancelled.number,
            ),
        ),
        (
            reduced,
            ngettext(
                "Not in it: %(fee)s for %(n)s booking made smaller.",
                "Not in it: %(fee)s for %(n)s bookings made smaller.",
                reduced.number,
            ),
        ),
    )
    return [
        sentence % {"fee": formats.money(fees.gross, language), "n": formats.number(fees.number, language)}
        for fees, sentence in told
        if fees.number
    ]


def _leads(found: Figures, language: str) -> Picture:
    name = _("Lead time")
    says, drawn = _("Nothing is booked on these days."), None
    if found.leads.median_days is not None:
        days = found.leads.median_days
        says = _("Half of the bookings are made %(days)s days ahead or earlier.") % {
            "days": formats.number(days, language)
        }
        groups = [
            Bar(words.lead(group), ((Tone.FULL, float(group.number)),), formats.number(group.number, language))
            for group in found.leads.groups
        ]
        drawn = charts_svg.columns(Told("leads", name, says), groups)
    counts = _("Calendar days from the booking to the meeting, of bookings that stand.")
    return Picture("leads", name, says, counts, drawn, (), _table(figures_sheets.leads(found), language))


def _options(found: Figures, language: str) -> Picture:
    name, whole = _("Options won and lost"), found.options.whole
    says = ngettext("%(n)s option was placed.", "%(n)s options were placed.", whole.placed) % {
        "n": formats.number(whole.placed, language)
    }
    if whole.win_percent is not None:
        won = _("%(rate)s of those that ended became bookings.")
        says = f"{says} {won % {'rate': formats.percent(whole.win_percent, language)}}"
    counts = _(
        "By the place in line they began at. Lapsed are also those that a challenge ended. A rate is told from "
        "%(least)s ended options on; fewer say more about chance."
    ) % {"least": LEAST_ENDED}
    rows = []
    for one in found.options.ranks:
        parts = tuple(zip(TONES, map(float, figures_sheets.outcomes(one)), strict=True))
        won = formats.number(figures_sheets.outcomes(one)[0], language)
        text = _("%(won)s of %(placed)s won") % {"won": won, "placed": formats.number(one.placed, language)}
        rows.append(Bar(words.rank(one.rank), parts, text))
    drawn = charts_svg.bars(Told("options", name, says), rows) if rows else None
    named = zip(TONES, map(str, words.OUTCOMES.values()), strict=True)
    keys = _keys(named, "options") if rows else ()
    return Picture("options", name, says, counts, drawn, keys, _table(figures_sheets.options(found), language))


def _refusals(found: Figures, language: str) -> Picture:
    name = _("Refusals")
    times = sum(number for _code, number in found.refusals)
    says = ngettext("The answer was no %(n)s time.", "The answer was no %(n)s times.", times) % {
        "n": formats.number(times, language)
    }
    counts = _(
        "How often a quote, an option or a booking was refused, on the days it was asked for. Who asked is not kept."
    )
    rows = [
        Bar(words.refusal(code), ((Tone.FULL, float(number)),), formats.number(number, language))
        for code, number in found.refusals[:MOST_REFUSALS]
    ]
    drawn = charts_svg.bars(Told("refusals", name, says), rows) if rows else None
    return Picture("refusals", name, says, counts, drawn, (), _table(figures_sheets.refusals(found), language))


def _keys(named: Iterable[tuple[Tone, str]], key: str) -> tuple[tuple[SafeString, str], ...]:
    return tuple((charts_svg.key(tone, key), name) for tone, name in named)


def _table(sheet: Sheet, language: str) -> Table:
    kinds = [column.holds for column in sheet.columns]
    return Table(
        heads=tuple((column.head, column.holds not in {Holds.TEXT, Holds.MONTH}) for column in sheet.columns),
        rows=tuple(
            tuple(
                (_written(value, holds, language), holds not in {Holds.TEXT, Holds.MONTH})
                for value, holds in zip(row, kinds, strict=True)
            )
            for row in sheet.rows
        ),
    )


def _written(value: Value, holds: Holds, language: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case Money():
            return formats.money(value, language)
        case date():
            return formats.month(value, language)
        case _:
            return formats.percent(value, language) if holds is Holds.PERCENT else formats.number(value, language)


def _rounded(percent: Decimal, language: str) -> str:
    return formats.percent(round(percent), language)


def _clock(minute: int) -> str:
    return f"{minute // HOUR_MINUTES:02}:{minute % HOUR_MINUTES:02}"
