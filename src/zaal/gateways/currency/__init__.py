"""Indicative amounts in another currency at the ECB's reference rates; shown with rate and date, never charged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from currency_converter import CurrencyConverter

from zaal.domain.money import Money
from zaal.domain.refusals import Invalid

SOURCE = "ECB"
EURO = "EUR"
RATE_DIGITS = Decimal("0.000001")


class CurrencyUnknown(Invalid):
    """The European Central Bank publishes no rate for this currency."""

    code = "currency_unknown"


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in another currency: ``rate`` units for one of the original, of ``rate_date``, from ``source``."""

    amount: Money
    rate: Decimal
    rate_date: date
    source: str = SOURCE


def convert(money: Money, currency: str, now: datetime) -> Conversion | None:
    """Convert at the last known rate on or before this day (UTC); None when it is that currency already.

    Refuses: CurrencyUnknown.
    """
    if money.currency == currency:
        return None
    rate, rate_date = _rate(money.currency, currency, now.astimezone(UTC).date())
    return Conversion(Money(money.amount * rate, currency).rounded(), rate, rate_date)


def in_euros(money: Money, now: datetime) -> Decimal:
    """Return a figure by which amounts of different currencies can be put in order; not for showing."""
    if money.currency == EURO:
        return money.amount
    return money.amount * _rate(money.currency, EURO, now.astimezone(UTC).date())[0]


@lru_cache(maxsize=4096)
def _rate(origin: str, target: str, day: date) -> tuple[Decimal, date]:
    per_euro = {currency: _per_euro(currency, day) for currency in (origin, target)}
    rate = per_euro[target][0] / per_euro[origin][0]
    return rate.quantize(RATE_DIGITS), min(found for _, found in per_euro.values())


def _per_euro(currency: str, day: date) -> tuple[Decimal, date]:
    if currency == EURO:
        return Decimal(1), day
    converter = _converter()
    if currency not in converter.currencies:
        raise CurrencyUnknown(currency=currency, known=sorted(converter.currencies or ()))
    bounds = converter.bounds[currency]
    asked = min(max(day, bounds.first_date), bounds.last_date)
    return Decimal(str(converter.convert(1, EURO, currency, date=asked))), asked


@lru_cache(maxsize=1)
def _converter() -> CurrencyConverter:
    """Read the bundled rates once, at first use."""
    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True, decimal=True)
