"""What a rate card comes to on one venue-local day: the rows that win, adjusted for season and weekday."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, TypeVar

from zaal.domain.money import HUNDRED, minor_units, round_half_up
from zaal.domain.rates import (
    ALWAYS,
    NO_RULES,
    PLAIN,
    AppliesTo,
    Extra,
    HireRate,
    HireUnit,
    Occasion,
    Overtime,
    Package,
    TaxClass,
    TaxRule,
    Validity,
)
from zaal.domain.refusals import Invalid
from zaal.domain.tax import rule_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zaal.domain.rates import Adjustment, RateCard

# From which day until which (included, None: for good) a card holds, venue-local.
DatedCard: TypeAlias = "tuple[date, date | None, RateCard]"


class Dated(Protocol):
    """A row of a rate card: it holds on certain days."""

    @property
    def validity(self) -> Validity: ...


Row = TypeVar("Row", bound=Dated)

ONE = Decimal(1)
# Search prices the same long-lived cards again and again. Beyond these sizes the memory starts anew, so that
# cards replaced by newer ones do not stay for ever.
CARDS_KEPT = 10_000
DAYS_KEPT = 1_000


class TariffMissing(Invalid):
    """The hotel has entered no prices for this day."""

    code = "tariff_missing"


class TariffChanges(Invalid):
    """The hotel's price list changes between the days of one request; ``from_date`` is the first under another one.

    Prices before and after may be written in different ways (with and without tax), so that no total spans both.
    """

    code = "tariff_changes"


class Applied(NamedTuple):
    """One move of a price: the code of the hotel's adjustment and its percentage."""

    code: str
    percent: Decimal


class Adjusted(NamedTuple):
    """A unit price on one day: ``base`` as the hotel lists it, moved by what ``applied`` and rounded.

    ``rule`` names unit or kind and the codes of what applied; ``validity`` is that of the listed price; ``deal`` the
    code of the deal it is part of.
    """

    amount: Decimal
    rule: str
    base: Decimal
    applied: tuple[Applied, ...]
    validity: Validity
    deal: str = ""


class PackageOffer(NamedTuple):
    """A package valid on one day at that day's price per delegate."""

    package: Package
    price: Adjusted


class HireOffer(NamedTuple):
    """The price of a space per unit on one day, and how many units are billed at least."""

    price: Adjusted
    min_quantity: int


class Factor(NamedTuple):
    """The product of a day's adjustments, and which they were."""

    factor: Decimal
    applied: tuple[Applied, ...]


class Tariff:
    """One rate card read day by day; what was read once is kept, since a card never changes.

    Prices for everybody are kept by day. What hangs on the request (see Condition) is worked out for each, and only
    where the card has such prices (``varies``). ``has_rules``: it charges more than hire, packages and extras.
    """

    __slots__ = ("_decimals", "_factors", "_hire", "_hire_rows", "_packages", "_tax", "card", "has_rules", "varies")

    def __init__(self, card: RateCard) -> None:
        self.card = card
        self._decimals = minor_units(card.currency)
        self._hire_rows: dict[int, list[HireRate]] = {}
        for rate in card.hire:
            self._hire_rows.setdefault(rate.space_id, []).append(rate)
        self._hire: dict[tuple[int, date], dict[HireUnit, HireOffer]] = {}
        self._packages: dict[date, tuple[PackageOffer, ...]] = {}
        self._factors: dict[tuple[AppliesTo, date], Factor] = {}
        self._tax: dict[tuple[TaxClass, date], TaxRule] = {}
        self.varies = (
            any(row.condition != ALWAYS for row in card.adjustments)
            or any(rate.deal for rate in card.hire)
            or any(package.deal for package in card.packages)
        )
        self.has_rules = card.rules != NO_RULES

    def hire_on(self, space_id: int, day: date, occasion: Occasion = PLAIN) -> dict[HireUnit, HireOffer]:
        """Return the space's price on this day per unit it is hired by; empty when it has none.

        The cheaper of the list price and what the asker's deals say (a negotiated price is not moved by seasons).
        """
        if self.varies and occasion is not PLAIN:
            return self._hire_for(space_id, day, occasion)
        found = self._hire.get((space_id, day))
        if found is None:
            if len(self._hire) >= DAYS_KEPT:
                self._hire.clear()
            found = self._hire[space_id, day] = self._hire_for(space_id, day, PLAIN)
        return found

    def packages_on(self, day: date, occasion: Occasion = PLAIN) -> tuple[PackageOffer, ...]:
        """Return the packages valid on this day, one per code, at the cheaper of list price and the asker's deals."""
        if self.varies and occasion is not PLAIN:
            return self._packages_for(day, occasion)
        found = self._packages.get(day)
        if found is None:
            if len(self._packages) >= DAYS_KEPT:
                self._packages.clear()
            found = self._packages[day] = self._packages_for(day, PLAIN)
        return found

    def extra_on(self, code: str, day: date, occasion: Occasion = PLAIN) -> tuple[Extra, Adjusted] | None:
        """Return an extra valid on this day at that day's price, or None when the card has none."""
        row = most_specific((extra for extra in self.card.extras if extra.code == code), day)
        return None if row is None else (row, self._adjusted(row, AppliesTo.ALL, day, row.unit.value, occasion))

    def overtime_on(self, day: date, applies_to: AppliesTo) -> Overtime | None:
        """Return the rule of extra time that holds for hire or packages on this day."""
        rules = self.card.rules.overtime
        return most_specific((rule for rule in rules if rule.applies_to in (applies_to, AppliesTo.ALL)), day)

    def tax_on(self, tax_class: TaxClass, day: date) -> TaxRule:
        """Return the tax rule of a supply on this day. Refuses: TaxRuleMissing."""
        found = self._tax.get((tax_class, day))
        if found is None:
            if len(self._tax) >= DAYS_KEPT:
                self._tax.clear()
            found = self._tax[tax_class, day] = rule_for(self.card.tax_rules, tax_class, day)
        return found

    def _hire_for(self, space_id: int, day: date, occasion: Occasion) -> dict[HireUnit, HireOffer]:
        found: dict[HireUnit, HireOffer] = {}
        for unit in HireUnit:
            rows = [rate for rate in self._hire_rows.get(space_id, []) if rate.unit is unit]
            offers = [
                HireOffer(self._adjusted(row, AppliesTo.HIRE, day, unit.value, occasion), row.min_quantity)
                for row in _winners(rows, day, occasion)
            ]
            if offers:
                found[unit] = min(offers, key=lambda offer: offer.price.amount)
        return found

    def _packages_for(self, day: date, occasion: Occasion) -> tuple[PackageOffer, ...]:
        by_code: dict[str, list[Package]] = {}
        for package in self.card.packages:
            by_code.setdefault(package.code, []).append(package)
        found: list[PackageOffer] = []
        for rows in by_code.values():
            offers = [
                PackageOffer(row, self._adjusted(row, AppliesTo.PACKAGE, day, row.kind.value, occasion))
                for row in _winners(rows, day, occasion)
            ]
            if offers:
                found.append(min(offers, key=lambda offer: offer.price.amount))
        return tuple(found)

    def _adjusted(
        self, row: HireRate | Package | Extra, applies_to: AppliesTo, day: date, rule: str, occasion: Occasion
    ) -> Adjusted:
        deal = "" if isinstance(row, Extra) else row.deal
        if deal:
            agreed = round_half_up(row.amount, self._decimals)
            return Adjusted(agreed, f"{rule}+{deal}", row.amount, (), row.validity, deal)
        factor, applied = self._factor(applies_to, day)
        if self.varies and occasion is not PLAIN:
            for one in self._conditional(applies_to, day, occasion):
                factor *= 1 + one.percent / HUNDRED
                applied += (Applied(one.code, one.percent),)
        amount = round_half_up(row.amount * factor, self._decimals)
        codes = "".join(f"+{one.code}" for one in applied)
        return Adjusted(amount, rule + codes, row.amount, applied, row.validity)

    def _factor(self, applies_to: AppliesTo, day: date) -> Factor:
        """Multiply what moves these prices on this day for everybody."""
        found = self._factors.get((applies_to, day))
        if found is None:
            rows = [row for row in self._moving(applies_to, day) if row.condition == ALWAYS]
            factor = ONE
            for row in rows:
                factor *= 1 + row.percent / HUNDRED
            if len(self._factors) >= DAYS_KEPT:
                self._factors.clear()
            applied = tuple(Applied(row.code, row.percent) for row in rows)
            found = self._factors[applies_to, day] = Factor(factor, applied)
        return found

    def _conditional(self, applies_to: AppliesTo, day: date, occasion: Occasion) -> Iterator[Adjustment]:
        for row in self._moving(applies_to, day):
            if row.condition != ALWAYS and row.condition.holds_for(occasion):
                yield row

    def _moving(self, applies_to: AppliesTo, day: date) -> Iterator[Adjustment]:
        for row in self.card.adjustments:
            if row.applies_to in (applies_to, AppliesTo.ALL) and row.validity.holds_on(day):
                yield row


_TARIFFS: dict[int, Tariff] = {}


def tariff_of(card: RateCard) -> Tariff:
    """Return the card's tariff, made once: comparing cards by value would cost more than pricing does.

    Keyed by identity, which is safe because a kept tariff keeps its card alive.
    """
    found = _TARIFFS.get(id(card))
    if found is None:
        if len(_TARIFFS) >= CARDS_KEPT:
            _TARIFFS.clear()
        found = _TARIFFS[id(card)] = Tariff(card)
    return found


def card_for(cards: Sequence[DatedCard], days: Iterable[date]) -> RateCard:
    """Return the one card that holds on all these days; where two hold on a day, the first in the sequence counts.

    Refuses: TariffMissing, TariffChanges.
    """
    chosen: RateCard | None = None
    for day in days:
        card = _card_on(cards, day)
        if card is None:
            raise TariffMissing(day=day)
        if chosen is None:
            chosen = card
        elif card is not chosen and card != chosen:
            raise TariffChanges(from_date=day)
    if chosen is None:
        raise ValueError("a price is for at least one day")  # noqa: EM101, TRY003 - a caller's mistake
    return chosen


def _card_on(cards: Sequence[DatedCard], day: date) -> RateCard | None:
    for from_date, until_date, card in cards:
        if from_date <= day and (until_date is None or day <= until_date):
            return card
    return None


def _winners(rows: Sequence[Row], day: date, occasion: Occasion) -> Iterator[Row]:
    """Give the row of the list that holds on this day, then that of each deal the asker has."""
    for deal in ("", *sorted(occasion.deals)):
        won = most_specific((row for row in rows if getattr(row, "deal", "") == deal), day)
        if won is not None:
            yield won


def most_specific(rows: Iterable[Row], day: date) -> Row | None:
    """Pick the row that holds on this day: fewer weekdays before more, then the latest start."""
    won: Row | None = None
    for row in rows:
        if row.validity.holds_on(day) and (won is None or _beats(row, won)):
            won = row
    return won


def _beats(row: Dated, other: Dated) -> bool:
    mine, theirs = row.validity, other.validity
    if len(mine.weekdays) != len(theirs.weekdays):
        return len(mine.weekdays) < len(theirs.weekdays)
    return mine.from_date > theirs.from_date
