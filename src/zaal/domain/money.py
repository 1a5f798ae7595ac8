"""Amounts of money: exact decimals with a currency, rounded once, half away from zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HUNDRED = Decimal(100)
MOST_DIGITS = 24  # arithmetic is exact to 28
# One minor unit per number of decimals: made once, because search rounds thousands of amounts.
STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(5))

# ISO 4217 minor units that are not 2.
MINOR_UNITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}  # fmt: skip


class AmountNotFinite(Invalid):
    """An amount that is no number, without end, or longer than any sum of money."""

    code = "amount_not_finite"


class MixedCurrencies(Invalid):
    """Two amounts in different currencies were added or compared."""

    code = "mixed_currencies"


def minor_units(currency: str) -> int:
    """Tell how many decimals the currency has (ISO 4217)."""
    return MINOR_UNITS.get(currency, 2)


def round_half_up(amount: Decimal, decimals: int = 2) -> Decimal:
    """Round half away from zero, the rule of DOMAIN 3.6: 2.675 becomes 2.68, -20.125 becomes -20.13."""
    return amount.quantize(STEPS[decimals], rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount in one currency; never a float, never silently converted."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            object.__setattr__(self, "amount", Decimal(self.amount))
        if not self.amount.is_finite() or self.amount.adjusted() > MOST_DIGITS:
            raise AmountNotFinite(amount=str(self.amount))

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal(0), currency)

    def rounded(self) -> Money:
        """Round to the currency's minor unit, half away from zero."""
        return Money(round_half_up(self.amount, minor_units(self.currency)), self.currency)

    def percent(self, percent: Decimal | int) -> Money:
        """Take a percentage, rounded to the minor unit."""
        return Money(self.amount * percent / HUNDRED, self.currency).rounded()

    def split(self, weights: Sequence[Decimal | int]) -> tuple[Money, ...]:
        """Divide in proportion to ``weights`` (not all zero) so that the parts add up exactly (largest remainder)."""
        decimals = minor_units(self.currency)
        whole = sum(weights, Decimal(0))
        units = int(self.rounded().amount.scaleb(decimals))
        exact = [Decimal(units) * weight / whole for weight in weights]
        floors = [int(share.to_integral_value(ROUND_FLOOR)) for share in exact]
        by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
        for i in by_remainder[: units - sum(floors)]:
            floors[i] += 1
        return tuple(Money(Decimal(floor).scaleb(-decimals), self.currency) for floor in floors)

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(one=self.currency, other=other.currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency; an empty list is zero."""
    return sum(amounts, Money.zero(currency))
