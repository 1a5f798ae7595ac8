"""A price tag: which figure of a price stands large, and the all-in total that never leaves it.

The all-in total is what the law has a price be (for consumers in the Union: Price Indication Directive 98/6/EC).
Other figures may stand larger only because the reader asked for them, and then with the total beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.tax import OUTSIDE
from zaal.gateways.currency import Conversion, CurrencyEnded, CurrencyUnknown, convert
from zaal.interfaces import labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.money import Money
    from zaal.domain.pricing import Price
    from zaal.domain.tax import TaxGroup


class Shown(StrEnum):
    """Which figure of a price the reader wants to see first."""

    ALL_IN = "all_in"
    PER_DELEGATE = "per_delegate"
    WITHOUT_TAX = "without_tax"


CHOICES = (
    (Shown.ALL_IN, lazy("All in")),
    (Shown.PER_DELEGATE, lazy("Per delegate")),
    (Shown.WITHOUT_TAX, lazy("Excl. VAT or GST")),
)


class Taxed(Protocol):
    """An amount with and without its taxes."""

    @property
    def gross(self) -> Money: ...
    @property
    def net(self) -> Money: ...
    @property
    def taxes(self) -> Sequence[TaxGroup]: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount and what it is, said after it: ``€400.00`` ``all in``."""

    amount: Money
    label: str


@dataclass(frozen=True, slots=True)
class PriceTag:
    """``main`` stands large, ``beside`` small; the all-in total is one of them."""

    main: Figure
    beside: tuple[Figure, ...]


def of(price: Price, shown: Shown) -> PriceTag:
    """Choose the figures of a whole price, in the language that is active."""
    total = Figure(price.gross, _("all in"))
    match shown:
        case Shown.ALL_IN:
            return PriceTag(total, (Figure(price.per_delegate, _("per delegate, all in")),))
        case Shown.PER_DELEGATE:
            return PriceTag(Figure(price.per_delegate, _("per delegate, all in")), (total,))
        case Shown.WITHOUT_TAX:
            return PriceTag(_without_tax(price), (total,))


def of_unit(priced: Taxed, shown: Shown) -> PriceTag:
    """Choose the figures of a unit's price (a package for one, an hour's hire), which no head count divides."""
    total = Figure(priced.gross, _("all in"))
    return PriceTag(_without_tax(priced), (total,)) if shown is Shown.WITHOUT_TAX else PriceTag(total, ())


def indicative(amount: Money, currency: str | None, now: datetime) -> Conversion | None:
    """Convert for information; None without a wish, in that currency already, or where no rate is published."""
    try:
        return convert(amount, currency, now) if currency else None
    except (CurrencyUnknown, CurrencyEnded):
        return None


def _without_tax(priced: Taxed) -> Figure:
    names = dict.fromkeys(labels.tax(group.name) for group in priced.taxes if group.name != OUTSIDE)
    return Figure(priced.net, _("excl. %(tax)s") % {"tax": ", ".join(names) or _("tax")})
