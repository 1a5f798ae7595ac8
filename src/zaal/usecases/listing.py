"""The listing that search reads, brought to the form this release writes."""

from __future__ import annotations

from django.db import transaction

from zaal.records.listing.rows import outdated, relist


@transaction.atomic(durable=True)
def bring_up_to_date() -> int:
    """Prepare the prices of houses anew that an earlier release prepared in another form; return how many."""
    houses = outdated()
    relist(houses)
    return len(houses)
