"""A house's figures as tables: the same behind each picture of the page and on the sheets of the workbook."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from zaal.domain.money import round_half_up
from zaal.domain.sales import OptionEnding
from zaal.gateways.spreadsheets import Column, Holds, Sheet
from zaal.interfaces import figures_words as words
from zaal.interfaces.wording import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.figures import Use
    from zaal.gateways.spreadsheets import Value
    from zaal.queries.figures import Figures
    from zaal.queries.figures.options import Ranked

HOUR_MINUTES = 60
ONE_DAY = timedelta(days=1)


def rooms(found: Figures) -> Sheet:
    """Tell the use of each room in each daypart."""
    rows = [
        ((room.name, room.hall, part), use)
        for room in found.use.rooms
        for part, use in ((str(words.DAYPARTS[code]), use) for code, use in room.parts.items())
    ]
    return Sheet(
        title=_("Use by room"),
        columns=(*_texts(_("Room"), _("Part of"), _("Daypart")), *_use_columns()),
        rows=tuple((*named, *_use(use)) for named, use in rows),
    )


def weekdays(found: Figures, language: str) -> Sheet:
    """Tell the use of the house on each weekday in each daypart."""
    return Sheet(
        title=_("Use by weekday"),
        columns=(*_texts(_("Weekday"), _("Daypart")), *_use_columns()),
        rows=tuple(
            (weekday(number, language), str(words.DAYPARTS[part]), *_use(use))
            for number, parts in found.use.weekdays.items()
            for part, use in parts.items()
        ),
    )


def months(found: Figures, language: str) -> Sheet:
    """Tell the turnover of each month by what was sold, and in all."""
    told = found.turnover
    rows: list[tuple[Value, ...]] = [
        (month, words.kind(kind, told.names, language), amount.net, amount.gross)
        for (month, kind), amount in sorted(told.by_month.items())
    ]
    return Sheet(
        title=_("Turnover by month"),
        columns=(Column(_("Month"), Holds.MONTH), *_texts(_("Sold as")), *_amounts()),
        rows=(*rows, (_("All together"), None, told.whole.net, told.whole.gross)),
    )


def kinds(found: Figures, language: str) -> Sheet:
    """Tell the turnover of all months by what was sold, and in all."""
    told = found.turnover
    return Sheet(
        title=_("Turnover by package"),
        columns=(*_texts(_("Sold as")), *_amounts()),
        rows=(
            *((words.kind(kind, told.names, language), one.net, one.gross) for kind, one in told.kinds.items()),
            (_("All together"), told.whole.net, told.whole.gross),
        ),
    )


def fees(found: Figures) -> Sheet:
    """Tell what was charged for meetings that were called off or made smaller."""
    told = found.turnover
    return Sheet(
        title=_("Fees"),
        columns=(*_texts(_("Charged for")), Column(_("Number")), Column(_("With tax"), Holds.MONEY)),
        rows=(
            (_("Cancelled bookings"), told.cancelled.number, told.cancelled.gross),
            (_("Bookings made smaller"), told.reduced.number, told.reduced.gross),
        ),
    )


def leads(found: Figures) -> Sheet:
    """Tell how many bookings were made how many days ahead."""
    return Sheet(
        title=_("Lead times"),
        columns=(*_texts(_("Days ahead")), Column(_("Bookings"))),
        rows=tuple((words.lead(group), group.number) for group in found.leads.groups),
    )


def options(found: Figures) -> Sheet:
    """Tell how options ended, by the place in line they began at, and in all."""
    every = (*((words.rank(one.rank), one) for one in found.options.ranks), (_("All together"), found.options.whole))
    return Sheet(
        title=_("Options"),
        columns=(
            *_texts(_("Place in line")),
            Column(_("Placed")),
            *(Column(str(name)) for name in words.OUTCOMES.values()),
            Column(_("Won of ended"), Holds.PERCENT),
        ),
        rows=tuple((name, one.placed, *outcomes(one), one.win_percent) for name, one in every),
    )


def refusals(found: Figures) -> Sheet:
    """Tell why and how often the house said no."""
    return Sheet(
        title=_("Refusals"),
        columns=(*_texts(_("Reason")), Column(_("Times"))),
        rows=tuple((words.refusal(code), times) for code, times in found.refusals),
    )


def all_sheets(found: Figures, language: str) -> tuple[Sheet, ...]:
    """Return every table of the figures, in the order of the page."""
    return (
        rooms(found),
        weekdays(found, language),
        months(found, language),
        kinds(found, language),
        fees(found),
        leads(found),
        options(found),
        refusals(found),
    )


def outcomes(one: Ranked) -> tuple[int, ...]:
    """Return how many ended in each way, in the order of the words; lapsed at a challenge counts as lapsed."""
    told = one.outcomes
    lapsed = sum(told.get(code, 0) for code in (OptionEnding.EXPIRED.value, OptionEnding.LAPSED_BY_CHALLENGE.value))
    return tuple(lapsed if code == OptionEnding.EXPIRED else told.get(code, 0) for code in words.OUTCOMES)


def weekday(number: int, language: str) -> str:
    """Name a weekday, 0 for Monday."""
    return str(get_day_names("wide", "stand-alone", locale=locale_of(language))[number])


def _texts(*heads: str) -> Iterable[Column]:
    return (Column(head, Holds.TEXT) for head in heads)


def _amounts() -> tuple[Column, ...]:
    return Column(_("Without tax"), Holds.MONEY), Column(_("With tax"), Holds.MONEY)


def _use_columns() -> tuple[Column, ...]:
    return (
        Column(_("Open hours"), Holds.DECIMAL),
        Column(_("Booked hours"), Holds.DECIMAL),
        Column(_("In other calendars"), Holds.DECIMAL),
        Column(_("Use"), Holds.PERCENT),
        Column(_("Hours under option"), Holds.DECIMAL),
        Column(_("Under option"), Holds.PERCENT),
    )


def _use(use: Use) -> tuple[Value, ...]:
    return (
        _hours(use.open),
        _hours(use.booked),
        _hours(use.elsewhere),
        use.percent,
        _hours(use.held),
        use.held_percent,
    )


def _hours(minutes: int) -> Decimal:
    return round_half_up(Decimal(minutes) / HOUR_MINUTES, 1)
