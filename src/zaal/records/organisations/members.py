"""Whose members a person is."""

from __future__ import annotations

from zaal.records.organisations.models import Member


def organisations_of(person_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations a person works for; a guest works for none."""
    if person_id is None:
        return frozenset()
    return frozenset(Member.objects.filter(person_id=person_id).values_list("organisation_id", flat=True))
