"""What happens to a price on its way to the invoice: lines added up, a discount, a deposit, several payers."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.money import HUNDRED, Money, minor_units, round_half_up, total
from zaal.domain.refusals import Invalid
from zaal.domain.tax import UNTAXED, Rate, Taxes, TaxGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zaal.domain.pricing import Price

ZERO = Decimal(0)


class DiscountTooLarge(Invalid):
    """A discount below zero, or of more than the amounts it is on."""

    code = "discount_too_large"


class PartsDoNotAddUp(Invalid):
    """The amounts stated for the payers are not together what is to be paid, or one of them is below zero."""

    code = "parts_do_not_add_up"


class WeightsEmpty(Invalid):
    """No payer at all, none with a weight, or one with a weight below zero."""

    code = "weights_empty"


class DepositOutOfRange(Invalid):
    """A deposit below zero, or of more than what is to be paid."""

    code = "deposit_out_of_range"


class RatedAmount(NamedTuple):
    """A line's amount and the rate it is taxed at."""

    rate: Rate
    amount: Money


class Deposit(NamedTuple):
    """What is asked beforehand and what is left, each with its part of every rate."""

    now: Taxes
    later: Taxes


def on_top(lines: Iterable[RatedAmount], currency: str) -> Taxes:
    """Add up lines without tax: each is rounded, the base is their sum, the tax of a rate is on the base (T04)."""
    return _taxes(
        [_taxed(rate, amount) for rate, amount in _per_rate(lines, currency).items()],
        currency,
    )


def all_in(lines: Iterable[RatedAmount], currency: str) -> Taxes:
    """Add up lines that include their tax: it is taken out once per rate, and the gross stays as it was."""
    return _taxes(
        [_taken_out(rate, amount) for rate, amount in _per_rate(lines, currency).items()],
        currency,
    )


def of_price(price: Price) -> Taxes:
    """Take the totals and groups of a price, as everything else here asks for them."""
    return Taxes(price.service_percent, price.service_charge, price.taxes, price.net, price.tax, price.gross)


def discounted(taxes: Taxes, discount: Money) -> Taxes:
    """Take a discount that excludes tax off the whole, spread over the rates; the tax is counted anew.

    A tourist tax named apart has no part in it: it is not the hotel's to give away. Each share is in proportion and
    rounded; the cents then left or over are the largest group's (DOMAIN 3.6).
    Refuses: DiscountTooLarge, MixedCurrencies.
    """
    return _discounted(taxes, discount, lambda group: group.net, _taxed)


def discounted_all_in(taxes: Taxes, discount: Money) -> Taxes:
    """Take a discount that includes tax off an all-in price; the gross falls by exactly the discount.

    Spread as ``discounted`` says. Refuses: DiscountTooLarge, MixedCurrencies.
    """
    return _discounted(taxes, discount, _gross, _taken_out)


def deposit(taxes: Taxes, amount: Money) -> Deposit:
    """Split a deposit over the rates as the final document has them (DOMAIN 3.1); with the rest it adds up.

    The deposit (a share is ``gross.percent(...)``, rounded once) divides over the rates in proportion to their
    gross amounts by largest remainder; each part contains tax as its group does. T21: 30 % of 4307.46 is 1292.24 =
    851.60 + 382.59 + 58.05. Refuses: DepositOutOfRange, MixedCurrencies.
    """
    if not Money.zero(taxes.gross.currency) <= amount <= taxes.gross:
        raise DepositOutOfRange(deposit=amount, gross=taxes.gross)
    now, later = by_amounts(taxes, (amount, taxes.gross - amount))
    return Deposit(now, later)


def by_weights(taxes: Taxes, weights: Sequence[Decimal | int]) -> tuple[Taxes, ...]:
    """Divide a price over payers in proportion to ``weights``; see ``by_amounts``. Refuses: WeightsEmpty."""
    if not any(weights) or min(weights) < 0:
        raise WeightsEmpty(weights=[str(weight) for weight in weights])
    return by_amounts(taxes, taxes.gross.split(weights))


def by_amounts(taxes: Taxes, amounts: Sequence[Money]) -> tuple[Taxes, ...]:
    """Divide a price over payers who pay these amounts, together the price's gross.

    Everything adds up to the minor unit: what one payer has over the rates is their amount, what all payers have of
    one rate (base and tax) is that rate's, and so is the service charge. Cents that do not divide are carried on, so
    that no payer is more than they must be from their exact part. Refuses: PartsDoNotAddUp, MixedCurrencies.
    """
    currency = taxes.gross.currency
    if total(amounts, currency) != taxes.gross or any(amount.amount < 0 for amount in amounts):
        raise PartsDoNotAddUp(amounts=[str(amount) for amount in amounts], gross=taxes.gross)
    wholes = [_gross(group).amount for group in taxes.groups]
    given = [ZERO] * len(wholes)
    paid, charged = ZERO, ZERO
    parts: list[Taxes] = []
    for amount in amounts:
        paid += amount.amount
        target = [whole * paid / taxes.gross.amount if paid else ZERO for whole in wholes]
        shares = _nearest(amount.amount, target, given, wholes, _cent(currency))
        groups = [_part(group, share, before) for group, share, before in zip(taxes.groups, shares, given, strict=True)]
        charge = _up_to(taxes.service_charge, paid, taxes.gross.amount)
        parts.append(_taxes(groups, currency, service_percent=taxes.service_percent, service_charge=charge - charged))
        given = [before + share for before, share in zip(given, shares, strict=True)]
        charged = charge
    return tuple(parts)


def _per_rate(lines: Iterable[RatedAmount], currency: str) -> dict[Rate, Money]:
    added: dict[Rate, Money] = {}
    for rate, amount in lines:
        added[rate] = added.get(rate, Money.zero(currency)) + amount.rounded()
    return added


def _taxed(rate: Rate, net: Money) -> TaxGroup:
    return TaxGroup(rate.name, rate.percent, net, net.percent(rate.percent))


def _taken_out(rate: Rate, gross: Money) -> TaxGroup:
    contained = Money(gross.amount * rate.percent / (HUNDRED + rate.percent), gross.currency).rounded()
    return TaxGroup(rate.name, rate.percent, gross - contained, contained)


def _taxes(
    groups: Sequence[TaxGroup], currency: str, *, service_percent: Decimal = ZERO, service_charge: Decimal = ZERO
) -> Taxes:
    net = total((group.net for group in groups), currency)
    tax = total((group.tax for group in groups), currency)
    return Taxes(service_percent, Money(service_charge, currency), tuple(groups), net, tax, net + tax)


def _discounted(
    taxes: Taxes,
    discount: Money,
    part: Callable[[TaxGroup], Money],
    taxed: Callable[[Rate, Money], TaxGroup],
) -> Taxes:
    """Take a discount off a part (net, or gross) of each group and tax what is left; the service charge falls along."""
    currency = taxes.gross.currency
    wholes = [ZERO if _rate(group) == UNTAXED else part(group).amount for group in taxes.groups]
    whole = Money(sum(wholes, ZERO), currency)
    if not Money.zero(currency) <= discount <= whole:
        raise DiscountTooLarge(discount=discount, most=whole)
    shares = _discount_shares(discount.amount, wholes, minor_units(currency))
    groups = [
        taxed(_rate(group), part(group) - Money(share, currency))
        for group, share in zip(taxes.groups, shares, strict=True)
    ]
    charge = taxes.service_charge.amount - _up_to(taxes.service_charge, discount.amount, whole.amount)
    return _taxes(groups, currency, service_percent=taxes.service_percent, service_charge=charge)


def _discount_shares(discount: Decimal, wholes: list[Decimal], decimals: int) -> list[Decimal]:
    """Spread a discount over the groups, each share rounded; the largest group has what is then left or over."""
    if not discount:
        return [ZERO for _ in wholes]
    whole = sum(wholes, ZERO)
    shares = [round_half_up(discount * amount / whole, decimals) for amount in wholes]
    left = discount - sum(shares)
    # The largest group takes it all, unless it is itself a matter of cents; then the next has the rest.
    for i in sorted(range(len(wholes)), key=lambda i: -wholes[i]):
        moved = max(-shares[i], min(left, wholes[i] - shares[i]))
        shares[i] += moved
        left -= moved
    return shares


def _nearest(
    amount: Decimal, target: list[Decimal], given: list[Decimal], wholes: list[Decimal], cent: Decimal
) -> list[Decimal]:
    """Divide one payer's amount so that what all have so far of each rate is as near its ``target`` as cents allow."""
    due = [aim - before for aim, before in zip(target, given, strict=True)]
    room = [whole - before for whole, before in zip(wholes, given, strict=True)]
    shares = [
        min(max(wanted, ZERO).quantize(cent, rounding=ROUND_FLOOR), most)
        for wanted, most in zip(due, room, strict=True)
    ]
    left = amount - sum(shares)
    while left > 0:
        i = max((i for i in range(len(shares)) if shares[i] < room[i]), key=lambda i: due[i] - shares[i])
        shares[i] += cent
        left -= cent
    while left < 0:
        i = min((i for i in range(len(shares)) if shares[i] > 0), key=lambda i: due[i] - shares[i])
        shares[i] -= cent
        left += cent
    return shares


def _part(group: TaxGroup, share: Decimal, before: Decimal) -> TaxGroup:
    """Cut a share (with tax) out of a group, of which ``before`` was given away already."""
    whole = _gross(group).amount
    tax = _up_to(group.tax, before + share, whole) - _up_to(group.tax, before, whole)
    currency = group.net.currency
    return replace(group, net=Money(share - tax, currency), tax=Money(tax, currency))


def _up_to(amount: Money, given: Decimal, whole: Decimal) -> Decimal:
    """Return how much of an amount goes with the first ``given`` of the whole: rounding never adds up to more."""
    return round_half_up(amount.amount * given / whole, minor_units(amount.currency)) if given else ZERO


def _rate(group: TaxGroup) -> Rate:
    return Rate(group.name, group.percent)


def _gross(group: TaxGroup) -> Money:
    return group.net + group.tax


def _cent(currency: str) -> Decimal:
    return Decimal(1).scaleb(-minor_units(currency))
