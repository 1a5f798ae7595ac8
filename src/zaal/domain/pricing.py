"""The all-in price: every line from the hotel's own dated rates, taxes per rate on the document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain import hire, packages, tax
from zaal.domain.money import Money, minor_units, round_half_up
from zaal.domain.period import wall_span
from zaal.domain.rates import ExtraUnit, TaxClass
from zaal.domain.refusals import Invalid
from zaal.domain.tariff import tariff_of
from zaal.domain.tax import TaxGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from zaal.domain.period import Period
    from zaal.domain.rates import Extra, RateCard
    from zaal.domain.tariff import Tariff

__all__ = [
    "Ask",
    "AskEmpty",
    "Basis",
    "DependsOn",
    "ExtraUnknown",
    "Line",
    "LineKind",
    "LinePart",
    "Price",
    "PriceTooHigh",
    "RateMissing",
    "TaxGroup",
    "price",
    "priced_days",
]


# What a sale's record has digits for, in any currency.
MOST_GROSS = Decimal(10) ** 11


class RateMissing(Invalid):
    """The hotel has no rate for this space (or package) on this day and time."""

    code = "rate_missing"


class ExtraUnknown(Invalid):
    """The venue has no extra of this code on this day."""

    code = "extra_unknown"


class PriceTooHigh(Invalid):
    """The request comes to more than any sale is kept for."""

    code = "price_too_high"


class AskEmpty(Invalid):
    """A price was asked for nobody or for no time at all."""

    code = "ask_empty"


class Basis(StrEnum):
    """What the customer wants to pay for: the room alone, or a package per delegate."""

    HIRE = "hire"
    PACKAGE = "package"


class LineKind(StrEnum):
    """What a line stands for."""

    HIRE = "hire"
    PACKAGE = "package"
    EXTRA = "extra"
    MINIMUM_SPEND_GAP = "minimum_spend_gap"


class DependsOn(StrEnum):
    """What moves a line: nothing, the head count, or the customer's own choice."""

    FIXED = "fixed"
    DELEGATES = "delegates"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to price: periods are instants in UTC, one per day or per overnight stay.

    ``package_code`` None with basis package means the cheapest package that covers the times.
    """

    space_id: int
    periods: tuple[Period, ...]
    delegates: int
    basis: Basis
    package_code: str | None = None
    extras: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LinePart:
    """The share of a line in one tax class (entered amounts, see Entry; parts add up to the line)."""

    tax_class: TaxClass
    amount: Money


@dataclass(frozen=True, slots=True)
class Line:
    """One priced line: ``quantity`` x ``unit_amount`` = ``amount``, written as the hotel writes its prices.

    ``rule`` names what applied (for the explanation), ``day`` is the venue-local day it is for.
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


@dataclass(frozen=True, slots=True)
class Price:
    """A whole price. ``net`` + ``tax`` = ``gross`` (the all-in total); service charge is part of net."""

    lines: tuple[Line, ...]
    service_percent: Decimal
    service_charge: Money
    taxes: tuple[TaxGroup, ...]
    net: Money
    tax: Money
    gross: Money
    per_delegate: Money
    billed_delegates: int
    package_code: str | None


def priced_days(periods: Sequence[Period], basis: Basis, zone: str) -> tuple[date, ...]:
    """Return the venue-local days whose rates make up a price, as ``price`` says it."""
    if basis is Basis.PACKAGE:
        return tuple(wall_span(period, zone).day for period in periods)
    return tuple(wall_span(started, zone).day for period in periods for started in hire.started_days(period, zone))


def price(card: RateCard, ask: Ask) -> Price:
    """Price one request from the hotel's own rates: lines as the hotel writes them, taxes on the document.

    Each period is priced by the rates of the venue-local day it starts on, also when it ends after midnight;
    hire that lasts longer than 24 hours is priced per started 24 hours of the wall clock, each by the rates
    of the day it starts on. Extras are charged for every period.
    Refuses: RateMissing, PackageUnknown, PackageDoesNotFit, ExtraUnknown, TaxRuleMissing, PriceTooHigh, AskEmpty.
    """
    if ask.delegates < 1 or not ask.periods:
        raise AskEmpty(delegates=ask.delegates, periods=len(ask.periods))
    tariff = tariff_of(card)
    lines: list[Line] = []
    for period in ask.periods:
        if ask.basis is Basis.HIRE:
            lines.extend(_hire_lines(tariff, ask, period))
        else:
            lines.append(_package_line(tariff, ask, period))
        if ask.extras:
            lines.extend(_extra_lines(tariff, ask, period))
    if card.minimum_spend:
        lines.extend(_minimum_spend_gap(card, lines))
    return _totalled(card, ask, tuple(lines))


def _hire_lines(tariff: Tariff, ask: Ask, period: Period) -> Iterator[Line]:
    card = tariff.card
    for started in hire.started_days(period, card.time_zone):
        span = wall_span(started, card.time_zone)
        cost = hire.cheapest(tariff.hire_on(ask.space_id, span.day), span, card.dayparts)
        if cost is None:
            raise RateMissing(day=span.day, space_id=ask.space_id)
        amount = Money(cost.amount, card.currency)
        yield Line(
            kind=LineKind.HIRE,
            code=cost.unit.value,
            names={},
            day=span.day,
            quantity=Decimal(cost.quantity),
            unit=cost.unit.value,
            unit_amount=Money(cost.price.amount, card.currency),
            amount=amount,
            depends_on=DependsOn.FIXED,
            rule=cost.price.rule,
            parts=(LinePart(TaxClass.ROOM, amount),),
        )


def _package_line(tariff: Tariff, ask: Ask, period: Period) -> Line:
    card = tariff.card
    span = wall_span(period, card.time_zone)
    offers = tariff.packages_on(span.day)
    code = ask.package_code
    if code is not None and all(offer.package.code != code for offer in offers):
        if all(package.code != code for package in card.packages):
            raise packages.PackageUnknown(package=code)
        raise RateMissing(day=span.day, space_id=ask.space_id, package=code)
    cost = packages.choose(offers, code=code, span=span, delegates=ask.delegates)
    package, unit_price = cost.offer
    return Line(
        kind=LineKind.PACKAGE,
        code=package.code,
        names=package.names,
        day=span.day,
        quantity=Decimal(cost.billed),
        unit=ExtraUnit.DELEGATE.value,
        unit_amount=Money(unit_price.amount, card.currency),
        amount=Money(cost.amount, card.currency),
        depends_on=DependsOn.DELEGATES,
        rule=unit_price.rule if cost.billed == ask.delegates else f"{unit_price.rule}+min_delegates",
        parts=tuple(
            LinePart(tax_class, Money(share, card.currency))
            for tax_class, share in packages.split(package, cost.amount, card, span.day)
        ),
    )


def _extra_lines(tariff: Tariff, ask: Ask, period: Period) -> Iterator[Line]:
    card = tariff.card
    day = wall_span(period, card.time_zone).day
    for code, count in ask.extras:
        found = tariff.extra_on(code, day)
        if found is None:
            raise ExtraUnknown(extra=code, day=day)
        extra, unit_price = found
        quantity = count * _units(extra, ask, period, card.time_zone)
        amount = Money(unit_price.amount * quantity, card.currency)
        yield Line(
            kind=LineKind.EXTRA,
            code=code,
            names=extra.names,
            day=day,
            quantity=Decimal(quantity),
            unit=extra.unit.value,
            unit_amount=Money(unit_price.amount, card.currency),
            amount=amount,
            depends_on=DependsOn.DELEGATES if extra.unit is ExtraUnit.DELEGATE else DependsOn.CHOICE,
            rule=unit_price.rule,
            parts=(LinePart(extra.tax_class, amount),),
        )


def _units(extra: Extra, ask: Ask, period: Period, zone: str) -> int:
    """Tell how many units one of this extra is for one period."""
    match extra.unit:
        case ExtraUnit.DELEGATE:
            return ask.delegates
        case ExtraUnit.HOUR:
            return hire.started_hours(wall_span(period, zone))
        case ExtraUnit.DAY:
            return len(hire.started_days(period, zone))
        case ExtraUnit.PIECE:
            return 1


def _minimum_spend_gap(card: RateCard, lines: list[Line]) -> Iterator[Line]:
    """Bill as room rental what the lines fall short of the minimum spend (DOMAIN 1.5, T17)."""
    spent = sum((line.amount.amount for line in lines), Decimal(0))
    if card.minimum_spend is not None and spent < card.minimum_spend:
        gap = Money(card.minimum_spend - spent, card.currency)
        yield Line(
            kind=LineKind.MINIMUM_SPEND_GAP,
            code=LineKind.MINIMUM_SPEND_GAP.value,
            names={},
            day=lines[0].day,
            quantity=Decimal(1),
            unit=ExtraUnit.PIECE.value,
            unit_amount=gap,
            amount=gap,
            depends_on=DependsOn.FIXED,
            rule=LineKind.MINIMUM_SPEND_GAP.value,
            parts=(LinePart(TaxClass.ROOM, gap),),
        )


def _totalled(card: RateCard, ask: Ask, lines: tuple[Line, ...]) -> Price:
    taxed = tax.groups(
        (tax.Supply(part.tax_class, part.amount, line.day) for line in lines for part in line.parts), card
    )
    if taxed.gross.amount >= MOST_GROSS:
        raise PriceTooHigh(gross=taxed.gross)
    packaged = [line for line in lines if line.kind is LineKind.PACKAGE]
    codes = {line.code for line in packaged}
    share = round_half_up(taxed.gross.amount / ask.delegates, minor_units(card.currency))
    return Price(
        lines=lines,
        service_percent=taxed.service_percent,
        service_charge=taxed.service_charge,
        taxes=taxed.groups,
        net=taxed.net,
        tax=taxed.tax,
        gross=taxed.gross,
        per_delegate=Money(share, card.currency),
        billed_delegates=max((int(line.quantity) for line in packaged), default=ask.delegates),
        package_code=codes.pop() if len(codes) == 1 else None,
    )
