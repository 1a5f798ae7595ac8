"""Policy rows become the domain's cancellation policies, for many venues in one statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zaal.domain.frozen import read
from zaal.domain.policies import choose, in_force
from zaal.domain.refusals import Invalid
from zaal.records.organisations.members import organisations_of
from zaal.records.rates.models import CancellationPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zaal.domain.money import Money
    from zaal.domain.policies import DatedPolicy, Policy


class TermsMissing(Invalid):
    """The hotel has entered no cancellation policy for a booking of this size made on this day."""

    code = "terms_missing"


def dated_policies(venue_ids: Iterable[int]) -> dict[int, list[DatedPolicy]]:
    """Return all policies of these venues with the days they hold; one statement."""
    found: dict[int, list[DatedPolicy]] = {}
    for row in CancellationPolicy.objects.filter(venue_id__in=list(venue_ids)).order_by("from_date", "pk"):
        found.setdefault(row.venue_id, []).append((row.from_date, row.until_date, as_policy(row)))
    return found


def policies_on(days: Mapping[int, date]) -> dict[int, tuple[Policy, ...]]:
    """Return the policies of venues for bookings made on the given day of each; one statement."""
    found = dated_policies(days)
    return {venue_id: in_force(policies, days[venue_id]) for venue_id, policies in found.items()}


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
