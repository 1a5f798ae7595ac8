"""What a rate card comes to on one venue-local day: the rows that win, adjusted for season and weekday."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from zaal.domain.money import HUNDRED, minor_units, round_half_up
from zaal.domain.rates import AppliesTo, Extra, HireRate, HireUnit, Package
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zaal.domain.rates import RateCard

# From which day until which (included, None: for good) a card holds, venue-local.
DatedCard: TypeAlias = "tuple[date, date | None, RateCard]"

Row = TypeVar("Row", HireRate, Package, Extra)

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


class Adjusted(NamedTuple):
    """A unit price on one day, adjusted and rounded; ``rule`` adds the codes of the adjustments that applied."""

    amount: Decimal
    rule: str


class PackageOffer(NamedTuple):
    """A package valid on one day at that day's price per delegate."""

    package: Package
    price: Adjusted


class Factor(NamedTuple):
    """The product of a day's adjustments and their codes, each after a plus sign."""

    factor: Decimal
    codes: str


class Tariff:
    """One rate card read day by day; what was read once is kept, since a card never changes."""

    __slots__ = ("_decimals", "_factors", "_hire", "_hire_rows", "_packages", "card")

    def __init__(self, card: RateCard) -> None:
        self.card = card
        self._decimals = minor_units(card.currency)
        self._hire_rows: dict[int, list[HireRate]] = {}
        for rate in card.hire:
            self._hire_rows.setdefault(rate.space_id, []).append(rate)
        self._hire: dict[tuple[int, date], dict[HireUnit, Adjusted]] = {}
        self._packages: dict[date, tuple[PackageOffer, ...]] = {}
        self._factors: dict[tuple[AppliesTo, date], Factor] = {}

    def hire_on(self, space_id: int, day: date) -> dict[HireUnit, Adjusted]:
        """Return the space's price on this day per unit it is hired by; empty when it has none."""
        found = self._hire.get((space_id, day))
        if found is None:
            rows = self._hire_rows.get(space_id, [])
            found = {}
            for unit in HireUnit:
                row = most_specific((rate for rate in rows if rate.unit is unit), day)
                if row is not None:
                    found[unit] = self._adjusted(row.amount, AppliesTo.HIRE, day, unit.value)
            if len(self._hire) >= DAYS_KEPT:
                self._hire.clear()
            self._hire[space_id, day] = found
        return found

    def packages_on(self, day: date) -> tuple[PackageOffer, ...]:
        """Return the packages valid on this day, one per code."""
        found = self._packages.get(day)
        if found is None:
            by_code: dict[str, list[Package]] = {}
            for package in self.card.packages:
                by_code.setdefault(package.code, []).append(package)
            winners = (most_specific(rows, day) for rows in by_code.values())
            found = tuple(
                PackageOffer(row, self._adjusted(row.amount, AppliesTo.PACKAGE, day, row.kind.value))
                for row in winners
                if row is not None
            )
            if len(self._packages) >= DAYS_KEPT:
                self._packages.clear()
            self._packages[day] = found
        return found

    def extra_on(self, code: str, day: date) -> tuple[Extra, Adjusted] | None:
        """Return an extra valid on this day at that day's price, or None when the card has none."""
        row = most_specific((extra for extra in self.card.extras if extra.code == code), day)
        return None if row is None else (row, self._adjusted(row.amount, AppliesTo.ALL, day, row.unit.value))

    def _adjusted(self, amount: Decimal, applies_to: AppliesTo, day: date, rule: str) -> Adjusted:
        factor, codes = self._factor(applies_to, day)
        return Adjusted(round_half_up(amount * factor, self._decimals), rule + codes)

    def _factor(self, applies_to: AppliesTo, day: date) -> Factor:
        found = self._factors.get((applies_to, day))
        if found is None:
            factor, codes = ONE, ""
            for adjustment in self.card.adjustments:
                if adjustment.applies_to in (applies_to, AppliesTo.ALL) and adjustment.validity.holds_on(day):
                    factor *= 1 + adjustment.percent / HUNDRED
                    codes += f"+{adjustment.code}"
            if len(self._factors) >= DAYS_KEPT:
                self._factors.clear()
            found = self._factors[applies_to, day] = Factor(factor, codes)
        return found


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


def most_specific(rows: Iterable[Row], day: date) -> Row | None:
    """Pick the row that holds on this day: fewer weekdays before more, then the latest start."""
    won: Row | None = None
    for row in rows:
        if row.validity.holds_on(day) and (won is None or _beats(row, won)):
            won = row
    return won


def _beats(row: Row, other: Row) -> bool:
    mine, theirs = row.validity, other.validity
    if len(mine.weekdays) != len(theirs.weekdays):
        return len(mine.weekdays) < len(theirs.weekdays)
    return mine.from_date > theirs.from_date
