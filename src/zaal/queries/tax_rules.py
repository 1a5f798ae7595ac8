"""The tax rules that are kept, by country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.records.rates import card

if TYPE_CHECKING:
    from zaal.domain.rates import TaxRule


def by_country() -> dict[str, tuple[TaxRule, ...]]:
    """Return all rules, each country's by class and day; one statement."""
    return card.tax_rules()
