"""The money a country pays with today, from CLDR."""

from __future__ import annotations

from babel.numbers import get_territory_currencies


def of(country: str) -> str:
    """Return the currency of an ISO 3166 country; empty when the country is not known."""
    try:
        found = get_territory_currencies(country)
    except (ValueError, KeyError):
        return ""
    return str(found[0]) if found else ""
