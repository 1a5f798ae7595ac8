"""Indicative amounts in another currency at the ECB's reference rates; shown with rate and date, never charged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zaal.domain.money import Money
from zaal.gateways.currency import kept
from zaal.gateways.currency.sheets import EURO, CurrencyEnded, CurrencyUnknown, PerEuro, per_euro
from zaal.gateways.currency.sheets import last_known as last_per_euro

if TYPE_CHECKING:
    from collections.abc import Callable

    from zaal.gateways.currency.kept import Stamp

__all__ = ["EURO", "SOURCE", "Conversion", "CurrencyEnded", "CurrencyUnknown", "convert", "in_euros"]

SOURCE: Final = "ECB"
# A rate between two currencies other than the euro is a quotient: shown to as many digits as the ECB gives at least.
SHOWN_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in another currency: ``rate`` units for one of the original, of ``rate_date``, from ``source``."""

    amount: Money
    rate: Decimal
    rate_date: date
    source: str = SOURCE


def convert(money: Money, currency: str, now: datetime) -> Conversion | None:
    """Convert at the last rate on or before this day (UTC); None when it is that currency already.

    A Sunday takes Friday's rate. The amount is reckoned with the exact rate and rounded once to the currency's minor
    unit (yen have none); the rate shown is the ECB's own from euros, else rounded to six digits.
    Refuses: CurrencyUnknown, CurrencyEnded.
    """
    if money.currency == currency:
        return None
    rate, rate_date = _rate(money.currency, currency, now.astimezone(UTC).date(), kept.stamp(now))
    shown = rate if money.currency == EURO else _shown(rate)
    return Conversion(Money(money.amount * rate, currency).rounded(), shown, rate_date)


def in_euros(money: Money, now: datetime) -> Decimal:
    """Return a figure by which amounts of different currencies can be put in order; not for showing.

    A currency that ended counts at its last rate, so that what is written in it can still be sorted.
    Refuses: CurrencyUnknown.
    """
    if money.currency == EURO:
        return money.amount
    return money.amount * _euros(money.currency, now.astimezone(UTC).date(), kept.stamp(now))


@lru_cache(maxsize=4096)
def _rate(origin: str, target: str, day: date, stamp: Stamp) -> tuple[Decimal, date]:
    one, other = _found(per_euro, origin, day, stamp), _found(per_euro, target, day, stamp)
    rate = other.rate if origin == EURO else other.rate / one.rate
    return rate, min(found.rate_date for found, code in ((one, origin), (other, target)) if code != EURO)


@lru_cache(maxsize=4096)
def _euros(currency: str, day: date, stamp: Stamp) -> Decimal:
    return 1 / _found(last_per_euro, currency, day, stamp).rate


def _found(look_up: Callable[..., PerEuro], currency: str, day: date, stamp: Stamp) -> PerEuro:
    return PerEuro(Decimal(1), day) if currency == EURO else look_up(kept.sheets_of(stamp), currency, day)


def _shown(rate: Decimal) -> Decimal:
    """Round to six digits, and never to fewer than six decimals where the rate is one unit or more."""
    decimals = max(SHOWN_DIGITS, SHOWN_DIGITS - 1 - rate.adjusted())
    return rate.quantize(Decimal(1).scaleb(-decimals))
