"""Policy rows become the domain's cancellation policies, for many venues in one statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zaal.domain.frozen import read
from zaal.domain.policies import choose
from zaal.domain.refusals import Invalid
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.models import CancellationPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from zaal.domain.money import Money
    from zaal.domain.policies import Policy


class TermsMissing(Invalid):
    """The hotel has entered no cancellation policy for a booking of this size made on this day."""

    code = "terms_missing"


def policies_on(days: Mapping[int, date]) -> dict[int, tuple[Policy, ...]]:
    """Return the policies of venues for bookings made on the given day of each; one statement.

    Of terms with the same code (and organisation) the ones in force latest count.
    """
    latest: dict[tuple[int, int | None, str], CancellationPolicy] = {}
    for row in CancellationPolicy.objects.filter(venue_id__in=list(days)).order_by("from_date", "pk"):
        day = days[row.venue_id]
        if row.from_date <= day and (row.until_date is None or day <= row.until_date):
            latest[row.venue_id, row.organisation_id, row.code] = row
    found: dict[int, list[Policy]] = {}
    for row in latest.values():
        found.setdefault(row.venue_id, []).append(as_policy(row))
    return {venue_id: tuple(policies) for venue_id, policies in found.items()}


def policy_for(venue_id: int, day: date, *, delegates: int, value: Money, person_id: int | None) -> Policy:
    """Return the policy that a booking made by this person on this day (venue-local) gets. Refuses: TermsMissing."""
    policies = policies_on({venue_id: day}).get(venue_id, ())
    contracts = any(policy.organisation_id is not None for policy in policies)
    organisations = organisations_of(person_id) if contracts else frozenset()
    found = choose(policies, delegates=delegates, value=value, organisations=organisations)
    if found is None:
        raise TermsMissing(day=day)
    return found


def as_policy(row: CancellationPolicy) -> Policy:
    """Turn a row into the domain's value, with the day it came into force as its version."""
    return replace(read(row.terms), version=row.from_date, organisation_id=row.organisation_id)
