"""All listed venues in parts of a fixed size, for lists of addresses that may be long."""

from __future__ import annotations

from zaal.records.venues.models import Venue


def parts(size: int) -> int:
    """Tell in how many parts of this size the listed venues come; one statement."""
    return -(-Venue.objects.filter(listed=True).count() // size)


def part(number: int, size: int) -> tuple[str, ...]:
    """Return the slugs of one part, the first being 1, in a lasting order; one statement."""
    start = (number - 1) * size
    found = Venue.objects.filter(listed=True).order_by("pk").values_list("slug", flat=True)
    return tuple(found[start : start + size])
