"""What the hotel's written prices come to all in, on one day, as the venue page shows them beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain import packages, tax
from zaal.domain.money import Money
from zaal.domain.rates import TaxClass
from zaal.domain.tariff import tariff_of
from zaal.interfaces.web.sales import inclusions, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zaal.domain.rates import Extra, Package, RateCard
    from zaal.domain.tax import TaxGroup
    from zaal.queries.venues import SpaceView, VenueView


@dataclass(frozen=True, slots=True)
class Priced:
    """A price as the hotel writes it, all in, and without the taxes."""

    written: Money
    gross: Money
    net: Money
    taxes: tuple[TaxGroup, ...]


@dataclass(frozen=True, slots=True)
class PackagePrice:
    """A package at its price per delegate on the day."""

    package: Package
    price: Priced

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.item for part in self.package.parts))

    @property
    def by_moment(self) -> tuple[tuple[str, str], ...]:
        """What it holds, in words, in the order of its day."""
        return tuple(inclusions.by_moment(self.items))


@dataclass(frozen=True, slots=True)
class ExtraPrice:
    """An extra at its price per unit on the day."""

    extra: Extra
    unit: str
    price: Priced


def package_prices(venue: VenueView, day: date) -> Iterator[PackagePrice]:
    """Price each package of that day for one delegate."""
    if venue.card is None:
        return
    for offer in tariff_of(venue.card).packages_on(day):
        parts = packages.split(offer.package, offer.price.amount, venue.card, day)
        yield PackagePrice(offer.package, _priced(venue.card, parts, day))


def extra_prices(venue: VenueView, day: date) -> Iterator[ExtraPrice]:
    """Price one unit of each extra of that day."""
    if venue.card is None:
        return
    for extra in venue.extras:
        found = tariff_of(venue.card).extra_on(extra.code, day)
        if found is not None:
            yield ExtraPrice(
                found[0], words.unit(extra.unit), _priced(venue.card, ((extra.tax_class, found[1].amount),), day)
            )


def hire_prices(venue: VenueView, space: SpaceView, day: date) -> Iterator[tuple[str, Priced]]:
    """Price one hour, daypart and day of a room alone; a unit the hotel does not hire it by is not there."""
    if venue.card is None or not space.hire:
        return
    for unit, offer in tariff_of(venue.card).hire_on(space.hire[0].space_id, day).items():
        yield words.unit(unit), _priced(venue.card, ((TaxClass.ROOM, offer.price.amount),), day)


def _priced(card: RateCard, parts: tuple[tuple[TaxClass, Decimal], ...], day: date) -> Priced:
    supplies = [tax.Supply(tax_class, Money(amount, card.currency), day) for tax_class, amount in parts]
    written = Money(sum((amount for _, amount in parts), Decimal(0)), card.currency)
    taxed = tax.groups(supplies, card)
    return Priced(written, taxed.gross, taxed.net, taxed.groups)
