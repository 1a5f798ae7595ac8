"""A price in words: the lines as the hotel writes them, what is added, and the all-in total.

Pages, letters and documents show these same words, so that people can add the figures up themselves wherever they read
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaal.domain.money import total
from zaal.domain.pricing import DependsOn, LineKind
from zaal.domain.rates import Entry
from zaal.interfaces import labels, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.pricing import Line, Price

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line: ``quantity`` times ``unit_amount`` is ``amount``; ``reasons`` say what moved the hotel's price."""

    what: str
    day: str
    quantity: str
    unit_amount: str
    amount: str
    moves: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines, charges ``added`` to them, the total, and what is ``contained`` in it, as labels and amounts."""

    lines: tuple[StatementLine, ...]
    added: tuple[Row, ...]
    total: Row
    contained: tuple[Row, ...]
    note: str


def of(price: Price, language: str) -> Statement:
    """Lay out a price from top to bottom; charges stand above the total where the lines do not hold them yet."""
    with override(language):
        lines = total((line.amount for line in price.lines), price.gross.currency)
        within = lines == price.gross
        charges = tuple(_charges_within(price, language) if within else _charges_added(price, lines, language))
        totals = (
            (_("Excluding tax"), wording.money(price.net, language)),
            (_("All in, per delegate"), wording.money(price.per_delegate, language)),
        )
        return Statement(
            lines=tuple(_line(line, price, language) for line in price.lines),
            added=() if within else charges,
            total=(_("Total, all in"), wording.money(price.gross, language)),
            contained=(*charges, *totals) if within else totals,
            note=labels.entry(_entry(price, within=within), price.service_percent, language),
        )


def _line(line: Line, price: Price, language: str) -> StatementLine:
    names = {
        LineKind.HIRE: _("Room hire"),
        LineKind.MINIMUM_SPEND_GAP: _("Up to the hotel's minimum spend"),
    }
    return StatementLine(
        what=names.get(line.kind) or wording.named(line.names, line.code, language),
        day=wording.short_day(line.day, language),
        quantity=_quantity(line.quantity, line.unit, language),
        unit_amount=wording.money(line.unit_amount, language),
        amount=wording.money(line.amount, language),
        moves=_moves(line.depends_on),
        reasons=tuple(_reasons(line, price)),
    )


def _moves(depends_on: DependsOn) -> str:
    return {
        DependsOn.FIXED: _("fixed"),
        DependsOn.DELEGATES: _("per delegate"),
        DependsOn.CHOICE: _("as you choose"),
    }[depends_on]


def _reasons(line: Line, price: Price) -> Iterator[str]:
    """Say what moved the price: the hotel's seasons and weekdays, a minimum number of delegates."""
    for code in line.rule.split("+")[1:]:
        if code == "min_delegates":
            billed = price.billed_delegates
            text = ngettext("at least %(count)s delegate is billed", "at least %(count)s delegates are billed", billed)
            yield text % {"count": billed}
        else:
            yield _("the hotel's rate “%(name)s”") % {"name": labels.season(code)}


def _quantity(quantity: Decimal, unit: str, language: str) -> str:
    count = int(quantity)
    text = {
        "delegate": ngettext("%(count)s delegate", "%(count)s delegates", count),
        "piece": ngettext("%(count)s piece", "%(count)s pieces", count),
        "hour": ngettext("%(count)s hour", "%(count)s hours", count),
        "daypart": ngettext("%(count)s daypart", "%(count)s dayparts", count),
        "day": ngettext("%(count)s day", "%(count)s days", count),
    }[unit]
    return text % {"count": wording.number(quantity, language)}


def _charges_added(price: Price, lines: Money, language: str) -> Iterator[Row]:
    """List service charge and taxes that come on top of the lines."""
    if price.service_charge:
        words = {"percent": wording.percent(price.service_percent, language), "amount": wording.money(lines, language)}
        label = _("Service charge, %(percent)s of %(amount)s") % words
        yield label, wording.money(price.service_charge, language)
    for words, tax in _taxes(price, language):
        yield _("%(name)s, %(percent)s of %(amount)s") % words, tax


def _charges_within(price: Price, language: str) -> Iterator[Row]:
    """List service charge and taxes that the lines hold already."""
    if price.service_charge:
        words = {"percent": wording.percent(price.service_percent, language)}
        label = _("of which service charge, %(percent)s") % words
        yield label, wording.money(price.service_charge, language)
    for words, tax in _taxes(price, language):
        yield _("of which %(name)s, %(percent)s over %(amount)s") % words, tax


def _taxes(price: Price, language: str) -> Iterator[tuple[dict[str, str], str]]:
    for group in price.taxes:
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
