"""Taxes on a document: one amount per (name, percent) over the rounded lines, half away from zero (DOMAIN 3.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.money import HUNDRED, Money, minor_units, round_half_up
from zaal.domain.rates import Entry, TaxClass, TaxRule
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.rates import RateCard

ZERO = Decimal(0)
# The tax group of what no tax falls on: tourist tax named apart (EN 16931 category E).
OUTSIDE = "outside"


class TaxRuleMissing(Invalid):
    """No tax rule is kept for this kind of supply on this day, so no price can be given."""

    code = "tax_rule_missing"


class Rate(NamedTuple):
    """What makes one tax group: two supplies with the same name and percent share it."""

    name: str
    percent: Decimal


UNTAXED = Rate(OUTSIDE, ZERO)
NO_TAX = TaxRule(OUTSIDE, TaxClass.LEVY, ZERO, date.min)


class Supply(NamedTuple):
    """An amount as the hotel writes it (see Entry), what kind of supply it is for, and its venue-local day."""

    tax_class: TaxClass
    amount: Money
    day: date


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """One (name, percent) of the document: ``net`` includes its share of the service charge."""

    name: str
    percent: Decimal
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class Taxes:
    """The taxed document: ``net`` + ``tax`` = ``gross``; the service charge is part of net."""

    service_percent: Decimal
    service_charge: Money
    groups: tuple[TaxGroup, ...]
    net: Money
    tax: Money
    gross: Money


def rule_for(rules: Iterable[TaxRule], tax_class: TaxClass, day: date) -> TaxRule:
    """Find the rule that holds for a supply on the day it is made, whenever it is paid (T09).

    Where two hold, the later one does. Refuses: TaxRuleMissing.
    """
    if tax_class is TaxClass.LEVY:
        return NO_TAX
    found: TaxRule | None = None
    for rule in rules:
        if rule.tax_class is tax_class and rule.holds_on(day) and (found is None or found.from_date < rule.from_date):
            found = rule
    if found is None:
        raise TaxRuleMissing(tax_class=tax_class.value, day=day)
    return found


def groups(supplies: Iterable[Supply], card: RateCard) -> Taxes:
    """Tax supplies written in the card's own way of writing prices, once per (name, percent).

    Net: tax comes on top. Plus plus: the service charge on the sum, spread over the groups, then tax on both.
    Gross: tax and service charge are taken out, and the total stays exactly what the hotel wrote.
    A levy comes on top of all that, without service charge and tax, as a group of its own.
    Refuses: TaxRuleMissing.
    """
    written = _written_per_rate(supplies, card)
    levied = written.pop(UNTAXED, None)
    if card.entry is Entry.GROSS:
        taxed = _taken_out(written, card)
    elif card.entry is Entry.PLUS_PLUS:
        taxed = _service_then_tax(written, card)
    else:
        taxed = _on_top(written, card, service_percent=ZERO, service_charge=ZERO)
    return taxed if levied is None else _with_levy(taxed, Money(levied, card.currency))


def _with_levy(taxed: Taxes, levy: Money) -> Taxes:
    group = TaxGroup(OUTSIDE, ZERO, levy, Money.zero(levy.currency))
    return replace(taxed, groups=(*taxed.groups, group), net=taxed.net + levy, gross=taxed.gross + levy)


def _written_per_rate(supplies: Iterable[Supply], card: RateCard) -> dict[Rate, Decimal]:
    """Add the amounts as written per (name, percent), in order of first appearance."""
    rates: dict[tuple[TaxClass, date], Rate] = {}
    written: dict[Rate, Decimal] = {}
    for tax_class, amount, day in supplies:
        rate = rates.get((tax_class, day))
        if rate is None:
            rule = rule_for(card.tax_rules, tax_class, day)
            rate = rates[tax_class, day] = Rate(rule.name, rule.percent)
        written[rate] = written.get(rate, ZERO) + amount.amount
    return written


def _taken_out(written: dict[Rate, Decimal], card: RateCard) -> Taxes:
    """Take tax, then service charge, out of gross amounts (T02: 120.00 is 100.08 + 10.01 + 9.91)."""
    currency, decimals = card.currency, minor_units(card.currency)
    made: list[TaxGroup] = []
    net = tax = ZERO
    for (name, percent), gross in written.items():
        contained = round_half_up(gross * percent / (HUNDRED + percent), decimals)
        made.append(TaxGroup(name, percent, Money(gross - contained, currency), Money(contained, currency)))
        net += gross - contained
        tax += contained
    charge = ZERO
    if card.service_percent:
        charge = net - round_half_up(net * HUNDRED / (HUNDRED + card.service_percent), decimals)
    return Taxes(
        card.service_percent,
        Money(charge, currency),
        tuple(made),
        Money(net, currency),
        Money(tax, currency),
        Money(net + tax, currency),
    )


def _service_then_tax(written: dict[Rate, Decimal], card: RateCard) -> Taxes:
    """Put the service charge on the sum of the lines and spread it, so that tax falls on it as well."""
    charge = Money(sum(written.values(), ZERO), card.currency).percent(card.service_percent)
    if len(written) == 1:
        with_service = {rate: amount + charge.amount for rate, amount in written.items()}
    elif charge:
        shares = charge.split(tuple(written.values()))
        with_service = {rate: written[rate] + share.amount for rate, share in zip(written, shares, strict=True)}
    else:
        with_service = written
    return _on_top(with_service, card, service_percent=card.service_percent, service_charge=charge.amount)


def _on_top(nets: dict[Rate, Decimal], card: RateCard, *, service_percent: Decimal, service_charge: Decimal) -> Taxes:
    """Put the tax of each rate on top of its net amount."""
    currency, decimals = card.currency, minor_units(card.currency)
    made: list[TaxGroup] = []
    net = tax = ZERO
    for (name, percent), base in nets.items():
        due = round_half_up(base * percent / HUNDRED, decimals)
        made.append(TaxGroup(name, percent, Money(base, currency), Money(due, currency)))
        net += base
        tax += due
    return Taxes(
        service_percent,
        Money(service_charge, currency),
        tuple(made),
        Money(net, currency),
        Money(tax, currency),
        Money(net + tax, currency),
    )
