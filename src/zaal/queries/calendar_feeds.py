"""What a calendar that goes out tells: every time that is taken in a house, or in the sections of one of its rooms.

Blocks that came in from other calendars are left out: whoever reads both ways would get their own back, as another's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.calendars import UID_HOST, EntryStatus, sequence_of
from zaal.domain.diary import EntryKind
from zaal.domain.feeds import AHEAD, BusyTime, FeedUnknown, Shows
from zaal.domain.period import Period
from zaal.records.calendars.models import Feed
from zaal.records.diary.models import Entry
from zaal.records.sales.models import Booking, BookingChange, Option

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# Calendars forget what a feed no longer holds: the last weeks stay for whoever looks back.
BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """A whole calendar; ``space`` is empty for the whole house, ``languages`` are the house's own, by preference."""

    venue: str
    space: str
    time_zone: str
    languages: tuple[str, ...]
    shows: Shows
    made_at: datetime
    times: tuple[BusyTime, ...]


class _Sale(NamedTuple):
    root: str
    sequence: int
    delegates: int
    is_option: bool
    stamped_at: datetime


def busy(secret: str, *, now: datetime) -> BusyCalendar:
    """Return what stands in the diary from a month ago until two years ahead, for whoever has the secret.

    Six statements, whatever the number of times. Refuses: FeedUnknown (also when it was revoked).
    """
    digest = sha256(secret.encode(errors="replace")).hexdigest()
    feed = Feed.objects.select_related("venue", "space").filter(secret_hash=digest, revocation=None).first()
    if feed is None:
        raise FeedUnknown
    rows = Entry.objects.filter(blocking=True, during__overlap=(now - BACK, now + AHEAD)).exclude(
        kind=EntryKind.EXTERNAL.value
    )
    if feed.space is None:
        rows = rows.filter(section__venue=feed.venue)
    else:
        rows = rows.filter(section__in=list(feed.space.sections.values_list("pk", flat=True)))
    return BusyCalendar(
        venue=feed.venue.name,
        space=feed.space.name if feed.space else "",
        time_zone=feed.venue.time_zone,
        languages=tuple(feed.venue.languages),
        shows=Shows(feed.shows),
        made_at=feed.made_at,
        times=_times(rows.values_list("reference", "kind", "space_id", "space__name", "during")),
    )


def _times(rows: Iterable[tuple[str, str, int, str, object]]) -> tuple[BusyTime, ...]:
    """Make one time of the sections that one room takes at once, numbered in order within its sale and room."""
    found: dict[tuple[str, int | None, Period], tuple[str, set[str]]] = defaultdict(lambda: ("", set()))
    for reference, kind, space, name, during in rows:
        closed = kind == EntryKind.CLOSURE
        key = (reference, None if closed else space, Period(during.lower, during.upper))  # type: ignore[attr-defined] # a range of psycopg's, which the stubs call an object
        found[key] = (kind, {*found[key][1], name})
    sales = _sales({reference for reference, _, _ in found})
    numbers: Counter[tuple[str, int | None]] = Counter()
    made = []
    for (reference, room, period), (kind, names) in sorted(found.items(), key=lambda one: (one[0][2], one[0][0])):
        numbers[reference, room] += 1
        sale = sales.get(reference)
        name = f"{sale.root if sale else reference}-{room or 0}-{numbers[reference, room]}"
        made.append(
            BusyTime(
                uid=f"{name}@{UID_HOST}",
                sequence=sale.sequence if sale else 0,
                period=period,
                room=", ".join(sorted(names)),
                is_option=kind == EntryKind.OPTION,
                reference=reference if sale else "",
                delegates=sale.delegates if sale else None,
                stamped_at=sale.stamped_at if sale else None,
            )
        )
    return tuple(made)


def _sales(references: set[str]) -> dict[str, _Sale]:
    """Return the sales behind these references, named by the quote each grew from: three statements."""
    tentative = sequence_of(EntryStatus.TENTATIVE)
    found = {
        reference: _Sale(root, tentative, delegates, is_option=True, stamped_at=placed_at)
        for reference, root, delegates, placed_at in Option.objects.filter(reference__in=references).values_list(
            "reference", "quote__reference", "quote__delegates", "placed_at"
        )
    }
    changes: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    told = BookingChange.objects.filter(booking__reference__in=references).order_by("from_quote__version")
    for reference, root, changed_at in told.values_list("booking__reference", "from_quote__reference", "changed_at"):
        changes[reference].append((root, changed_at))
    for reference, root, delegates, confirmed_at in Booking.objects.filter(reference__in=references).values_list(
        "reference", "quote__reference", "quote__delegates", "confirmed_at"
    ):
        steps = changes.get(reference, [])
        found[reference] = _Sale(
            steps[0][0] if steps else root,
            sequence_of(EntryStatus.CONFIRMED, len(steps)),
            delegates,
            is_option=False,
            stamped_at=steps[-1][1] if steps else confirmed_at,
        )
    return found
