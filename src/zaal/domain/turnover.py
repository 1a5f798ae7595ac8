"""What a price is made of for a house's own figures: packages, hire, extras and the rest, to the cent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.lines import LineKind
from zaal.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zaal.domain.lines import Line
    from zaal.domain.pricing import Price


class Sold(StrEnum):
    """What turnover is counted by; ``OTHER`` is extra time, layouts, surcharges, minimum spend and levies."""

    PACKAGE = "package"
    HIRE = "hire"
    EXTRAS = "extras"
    OTHER = "other"


class Kind(NamedTuple):
    """One thing turnover is counted by: each package by its code, of the others the sort alone."""

    sold: Sold
    code: str = ""


@dataclass(frozen=True, slots=True)
class Turnover:
    """An amount without and with tax."""

    net: Money
    gross: Money

    def __add__(self, other: Turnover) -> Turnover:
        return Turnover(self.net + other.net, self.gross + other.gross)

    @classmethod
    def zero(cls, currency: str) -> Turnover:
        return cls(Money.zero(currency), Money.zero(currency))


_SORTS = {LineKind.HIRE: Sold.HIRE, LineKind.EXTRA: Sold.EXTRAS}


def kind_of(line: Line) -> Kind:
    """Tell what a line's turnover counts as."""
    if line.kind is LineKind.PACKAGE:
        return Kind(Sold.PACKAGE, line.code)
    return Kind(_SORTS.get(line.kind, Sold.OTHER))


def parted(price: Price) -> Mapping[Kind, Turnover]:
    """Part a whole price over what it was paid for; the parts add up to its net and gross to the cent.

    Each tax group's net and tax go to the lines in it by their written amounts (largest remainder), so that service
    charge and rounding fall where they belong. Where a sale was kept before its lines told their tax, the whole is
    parted by the written amounts.
    """
    nets, taxes = _per_group(price) or _by_amounts(price)
    zero = Money.zero(price.gross.currency)
    return {
        kind: Turnover(nets.get(kind, zero), nets.get(kind, zero) + taxes.get(kind, zero))
        for kind in dict.fromkeys((*map(kind_of, price.lines), *nets))
    }


def _per_group(price: Price) -> tuple[dict[Kind, Money], dict[Kind, Money]] | None:
    weights: dict[tuple[str, Decimal], dict[Kind, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in price.lines:
        for part in line.parts:
            if part.percent is None:
                return None
            weights[part.tax, part.percent][kind_of(line)] += part.amount.amount
    groups = [(weights.get((group.name, group.percent), {}), group.net, group.tax) for group in price.taxes]
    if any(not sum(weighed.values()) and (net or tax) for weighed, net, tax in groups):
        return None
    return _split(groups)


def _by_amounts(price: Price) -> tuple[dict[Kind, Money], dict[Kind, Money]]:
    weighed: dict[Kind, Decimal] = defaultdict(Decimal)
    for line in price.lines:
        weighed[kind_of(line)] += line.amount.amount
    if not sum(weighed.values()):
        weighed = {Kind(Sold.OTHER): Decimal(1)}
    return _split([(weighed, price.net, price.tax)])


def _split(
    groups: Sequence[tuple[Mapping[Kind, Decimal], Money, Money]],
) -> tuple[dict[Kind, Money], dict[Kind, Money]]:
    nets: dict[Kind, Money] = {}
    taxes: dict[Kind, Money] = {}
    for weighed, net, tax in groups:
        if not sum(weighed.values()):
            continue
        for into, amount in ((nets, net), (taxes, tax)):
            for kind, part in zip(weighed, amount.split(tuple(weighed.values())), strict=True):
                into[kind] = into[kind] + part if kind in into else part
    return nets, taxes
