"""Packages (arrangementen, DDR): which one fits a time and a head count, and how its price splits over taxes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.hire import overtime_units
from zaal.domain.money import HUNDRED, Money, minor_units, round_half_up
from zaal.domain.period import wall_span
from zaal.domain.rates import Entry
from zaal.domain.refusals import Invalid
from zaal.domain.tax import rule_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zaal.domain.period import Period, WallSpan
    from zaal.domain.rates import Overtime, Package, RateCard, TaxClass
    from zaal.domain.tariff import PackageOffer


class PackageUnknown(Invalid):
    """The venue has no package of this code."""

    code = "package_unknown"


class PackageDoesNotFit(Invalid):
    """No package of the venue (or not the one asked) covers these times and this head count."""

    code = "package_does_not_fit"


class PackageWithoutMarketValue(Invalid):
    """A package in several tax classes says nowhere how its price divides over them (DOMAIN 3.1)."""

    code = "package_without_market_value"


class PackageCost(NamedTuple):
    """A fitting package for ``billed`` delegates, never fewer than its minimum or the number guaranteed.

    ``amount`` is for them; ``overtime_units`` are the started units of extra time that come on top.
    """

    offer: PackageOffer
    billed: int
    amount: Decimal
    overtime_units: int


def covers(package: Package, period: Period, zone: str) -> bool:
    """Tell whether the package may start then and lasts long enough, on the venue's wall clock.

    A 24-hour package fits a DST night of 23 or 25 real hours (T37).
    """
    return _covers_span(package, wall_span(period, zone))


def choose(  # noqa: PLR0913 - by what a package is chosen
    offers: Sequence[PackageOffer],
    *,
    code: str | None,
    span: WallSpan,
    delegates: int,
    guaranteed: int = 0,
    overtime: Overtime | None = None,
) -> PackageCost:
    """Pick the package asked for or, without a code, the one that bills least for these delegates.

    Refuses: PackageDoesNotFit.
    """
    best: PackageCost | None = None
    best_due = Decimal(0)
    for offer in offers:
        package = offer.package
        if code is not None and package.code != code:
            continue
        if package.max_delegates is not None and delegates > package.max_delegates:
            continue
        extra = _overtime(package, span, overtime)
        if extra is None:
            continue
        billed = billed_delegates(delegates, guaranteed=guaranteed, minimum=package.min_delegates)
        amount = offer.price.amount * billed
        due = amount + overtime.amount * extra if overtime is not None else amount
        if best is None or (due, package.code) < (best_due, best.offer.package.code):
            best, best_due = PackageCost(offer, billed, amount, extra), due
    if best is None:
        raise PackageDoesNotFit(**_why_not(offers, code, span, delegates))
    return best


def billed_delegates(actual: int, *, guaranteed: int, minimum: int) -> int:
    """Bill the higher of who comes, the number guaranteed and the package's minimum (DOMAIN 1.5, T18, T19)."""
    return max(actual, guaranteed, minimum)


def catered_delegates(guaranteed: int, over_percent: Decimal) -> int:
    """Tell for how many the kitchen prepares: so many per cent more than guaranteed, rounded down (T19)."""
    return int(guaranteed * (HUNDRED + over_percent) // HUNDRED)


def split(package: Package, amount: Decimal, card: RateCard, day: date) -> tuple[tuple[TaxClass, Decimal], ...]:
    """Split a package's amount over tax classes by market value excluding tax; the parts add up exactly.

    Refuses: PackageWithoutMarketValue, TaxRuleMissing.
    """
    values: dict[TaxClass, Decimal] = {}
    for part in package.parts:
        values[part.tax_class] = values.get(part.tax_class, Decimal(0)) + part.market_value
    if len(values) == 1:
        return ((next(iter(values)), amount),)
    if not sum(values.values()):
        raise PackageWithoutMarketValue(package=package.code)
    if card.entry is Entry.GROSS:
        percents = [rule_for(card.tax_rules, tax_class, day).percent for tax_class in values]
        shares = _gross_shares(amount, list(values.values()), percents, minor_units(card.currency))
    else:
        shares = [share.amount for share in Money(amount, card.currency).split(tuple(values.values()))]
    return tuple(zip(values, shares, strict=True))


def _gross_shares(amount: Decimal, values: list[Decimal], percents: list[Decimal], decimals: int) -> list[Decimal]:
    """Divide an all-in amount so that the parts excluding tax are as the market values.

    Each part is its rounded net plus the rounded tax on it (T06); the cents that are then over or short go
    to the parts that rounding moved most, so the whole stays what the hotel wrote.
    """
    factors = [1 + percent / HUNDRED for percent in percents]
    whole = sum((value * factor for value, factor in zip(values, factors, strict=True)), Decimal(0))
    nets = [amount * value / whole for value in values]
    shares = [
        round_half_up(net, decimals) + round_half_up(net * percent / HUNDRED, decimals)
        for net, percent in zip(nets, percents, strict=True)
    ]
    left = amount - sum(shares)
    if left:
        short = [net * factor - share for net, factor, share in zip(nets, factors, shares, strict=True)]
        order = sorted(range(len(shares)), key=lambda i: short[i], reverse=left > 0)
        cent = Decimal(1).scaleb(-decimals).copy_sign(left)
        for i in order[: int(left / cent)]:
            shares[i] += cent
    return shares


def _covers_span(package: Package, span: WallSpan) -> bool:
    return _overtime(package, span, None) == 0


def _overtime(package: Package, span: WallSpan, overtime: Overtime | None) -> int | None:
    """Count the units of extra time this span takes after the package; None when the package does not cover it."""
    if package.starts and all(at.hour * 60 + at.minute != span.starts_minute for at in package.starts):
        return None
    over = span.wall_minutes - package.length_minutes
    if over <= 0:
        return 0
    return None if overtime is None else overtime_units(overtime, over)


def _why_not(offers: Sequence[PackageOffer], code: str | None, span: WallSpan, delegates: int) -> dict[str, object]:
    facts: dict[str, object] = {
        "day": span.day,
        "starts": f"{span.starts_minute // 60:02}:{span.starts_minute % 60:02}",
        "minutes": span.wall_minutes,
        "delegates": delegates,
    }
    for offer in offers:
        if offer.package.code == code:
            facts |= {
                "package": code,
                "allowed_starts": [at.strftime("%H:%M") for at in offer.package.starts],
                "length_minutes": offer.package.length_minutes,
                "max_delegates": offer.package.max_delegates,
            }
    return facts
