"""The lines a price is made of, each telling how it came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.money import Money

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zaal.domain.rates import TaxClass
    from zaal.domain.tariff import Applied, Tariff


class LineKind(StrEnum):
    """What a line stands for."""

    HIRE = "hire"
    PACKAGE = "package"
    OVERTIME = "overtime"
    LAYOUT = "layout"
    SURCHARGE = "surcharge"
    EXTRA = "extra"
    MINIMUM_SPEND_GAP = "minimum_spend_gap"
    LEVY = "levy"


class DependsOn(StrEnum):
    """What moves a line: nothing, the head count, or the customer's own choice."""

    FIXED = "fixed"
    DELEGATES = "delegates"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class LinePart:
    """The share of a line in one tax class (entered amounts, see Entry; parts add up to the line).

    ``tax`` and ``percent`` are the tax that falls on it; None where a sale was kept before that was told per part.
    """

    tax_class: TaxClass
    amount: Money
    tax: str = ""
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One priced line: ``quantity`` x ``unit_amount`` = ``amount``, written as the hotel writes its prices.

    ``rule`` names what applied, ``day`` is the venue-local day it is for. ``base`` is the unit price of the hotel's
    list before ``applied`` moved it, and ``valid_from`` to ``valid_until`` (venue-local days, last one included; None:
    open) when that list price holds. ``room`` counts the rooms of the request, 0 the main one.
    """

    kind: LineKind
    code: str
    names: dict[str, str]
    day: date
    quantity: Decimal
    unit: str
    unit_amount: Money
    amount: Money
    depends_on: DependsOn
    rule: str
    parts: tuple[LinePart, ...]
    base: Money | None = None
    applied: tuple[Applied, ...] = field(default=())
    valid_from: date | None = None
    valid_until: date | None = None
    room: int = 0


def taxed_part(tariff: Tariff, tax_class: TaxClass, amount: Decimal, day: date) -> LinePart:
    """Build a line's share in one tax class with the tax that falls on it. Refuses: TaxRuleMissing."""
    rule = tariff.tax_on(tax_class, day)
    return LinePart(tax_class, Money(amount, tariff.card.currency), rule.name, rule.percent)
