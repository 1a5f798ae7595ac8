"""A price as a statement people can add up themselves: lines, service charge, taxes, totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.money import total
from zaal.domain.pricing import DependsOn, LineKind
from zaal.interfaces.web import formats
from zaal.interfaces.web.sales import words

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zaal.domain.money import Money
    from zaal.domain.pricing import Line, Price


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line in words."""

    day: date
    what: str
    why: str
    quantity: str
    unit_amount: Money
    amount: Money
    moves: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines and their sum; ``is_gross`` when taxes and service are inside the lines already."""

    price: Price
    lines: tuple[StatementLine, ...]
    lines_total: Money
    is_gross: bool


def of(price: Price) -> Statement:
    """Lay out a price for reading."""
    together = total((line.amount for line in price.lines), price.gross.currency)
    return Statement(
        price=price,
        lines=tuple(_line(line, price) for line in price.lines),
        lines_total=together,
        is_gross=together == price.gross,
    )


def _line(line: Line, price: Price) -> StatementLine:
    return StatementLine(
        day=line.day,
        what=_what(line),
        why=_why(line, price),
        quantity=_quantity(line.quantity, line.unit),
        unit_amount=line.unit_amount,
        amount=line.amount,
        moves=_moves(line.depends_on),
    )


def _what(line: Line) -> str:
    if line.kind is LineKind.HIRE:
        return _("Room hire")
    if line.kind is LineKind.MINIMUM_SPEND_GAP:
        return _("Up to the hotel's minimum spend")
    return words.named(line.names)


def _why(line: Line, price: Price) -> str:
    """Say what moved the price: the hotel's seasons and weekdays, a minimum number of delegates."""
    reasons = []
    for code in line.rule.split("+")[1:]:
        if code == "min_delegates":
            reasons.append(
                ngettext(
                    "at least %(count)s delegate is billed",
                    "at least %(count)s delegates are billed",
                    int(line.quantity),
                )
                % {"count": price.billed_delegates}
            )
        else:
            reasons.append(_("the hotel's rate “%(name)s”") % {"name": code.replace("-", " ").replace("_", " ")})
    return formats.listed(reasons, words.language()) if reasons else ""


def _quantity(quantity: Decimal, unit: str) -> str:
    count = int(quantity) if quantity == int(quantity) else quantity
    text = {
        "delegate": ngettext("%(count)s delegate", "%(count)s delegates", int(quantity)),
        "piece": ngettext("%(count)s piece", "%(count)s pieces", int(quantity)),
        "hour": ngettext("%(count)s hour", "%(count)s hours", int(quantity)),
        "daypart": ngettext("%(count)s daypart", "%(count)s dayparts", int(quantity)),
        "day": ngettext("%(count)s day", "%(count)s days", int(quantity)),
    }[unit]
    return text % {"count": formats.number(count, words.language())}


def _moves(depends_on: DependsOn) -> str:
    return {
        DependsOn.FIXED: _("fixed"),
        DependsOn.DELEGATES: _("per delegate"),
        DependsOn.CHOICE: _("as you choose"),
    }[depends_on]
