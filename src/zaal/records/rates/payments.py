"""Payment rows become the domain's payment terms, for many venues in one statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zaal.domain.frozen_payments import read
from zaal.domain.payments import choose
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.models import PaymentPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from zaal.domain.money import Money
    from zaal.domain.payments import PaymentTerms


def payments_on(days: Mapping[int, date]) -> dict[int, tuple[PaymentTerms, ...]]:
    """Return the payment terms of venues for bookings made on the given day of each, first ones first; one statement.

    Of terms with the same code (and organisation) the ones in force latest count.
    """
    latest: dict[tuple[int, int | None, str], PaymentPolicy] = {}
    for row in PaymentPolicy.objects.filter(venue_id__in=list(days)).order_by("from_date", "pk"):
        day = days[row.venue_id]
        if row.from_date <= day and (row.until_date is None or day <= row.until_date):
            latest[row.venue_id, row.organisation_id, row.code] = row
    found: dict[int, list[PaymentTerms]] = {}
    for row in sorted(latest.values(), key=lambda row: (row.position, row.pk)):
        terms = replace(read(row.terms), version=row.from_date, organisation_id=row.organisation_id)
        found.setdefault(row.venue_id, []).append(terms)
    return {venue_id: tuple(terms) for venue_id, terms in found.items()}


def payment_for(venue_id: int, day: date, *, delegates: int, value: Money, person_id: int | None) -> PaymentTerms:
    """Return the payment terms of a booking made by this person on this day (venue-local)."""
    terms = payments_on({venue_id: day}).get(venue_id, ())
    contracts = any(one.organisation_id is not None for one in terms)
    organisations = organisations_of(person_id) if contracts else frozenset()
    return choose(terms, delegates=delegates, value=value, organisations=organisations)
