"""The guard. Sections are claimed in ascending order with ON CONFLICT DO NOTHING and the count is compared.

A plain INSERT puts its row in first and checks afterwards, so two conflicting acts wait for each other until
the deadlock timeout (1 s and more on a hot room, even in one order); ON CONFLICT DO NOTHING waits only for the
other's end and raises nothing. The exclusion constraint ``entry_forbids_overlap`` is what makes the refusal
true for every writer; nothing here is a check before an insert. All functions need an open transaction.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

from zaal.domain.diary import EntryKind, SpaceTaken
from zaal.records.diary.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zaal.domain.period import Period

CLAIM = """
    INSERT INTO diary_entry (section_id, space_id, during, kind, blocking, reference, label)
    SELECT section_id, %(space)s, tstzrange(starts_at, ends_at, '[)'), %(kind)s, true, %(reference)s, %(label)s
    FROM unnest(%(sections)s::bigint[]) AS section_id,
         unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS wanted(starts_at, ends_at)
    ORDER BY section_id, starts_at
    ON CONFLICT DO NOTHING
"""


def claim(  # noqa: PLR0913 - a claim has just these parts
    *,
    space_id: int,
    sections: Sequence[int],
    periods: Sequence[Period],
    kind: EntryKind,
    reference: str,
    label: str = "",
) -> None:
    """Occupy every section for every period, or refuse; one statement, whatever the number.

    Refuses: SpaceTaken, naming what is taken; the caller's transaction must then roll back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            CLAIM,
            {
                "space": space_id,
                "kind": kind.value,
                "reference": reference,
                "label": label,
                "sections": list(sections),
                "starts": [period.starts_at for period in periods],
                "ends": [period.ends_at for period in periods],
            },
        )
        made = cursor.rowcount
    if made != len(sections) * len(periods):
        raise SpaceTaken(space=space_id, taken=clashes(sections=sections, periods=periods, besides=reference))


@contextmanager
def short_waits() -> Iterator[None]:
    """Within this block (a savepoint), a claim that would wait on another act gives up with OperationalError.

    For a transaction that holds more than sections already: waiting could close a circle. The limit is below
    PostgreSQL's deadlock timeout, so the other side is never the one to be stopped.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '300ms'")
        yield
        cursor.execute("SET LOCAL lock_timeout = 0")


def wait(*, space_id: int, sections: Sequence[int], periods: Sequence[Period], reference: str) -> None:
    """Note a waiting option's wish in the diary without blocking anybody."""
    Entry.objects.bulk_create(
        Entry(
            section_id=section,
            space_id=space_id,
            during=(period.starts_at, period.ends_at),
            kind=EntryKind.OPTION.value,
            blocking=False,
            reference=reference,
        )
        for section in sorted(sections)
        for period in periods
    )


def release(references: Iterable[str]) -> frozenset[int]:
    """Free everything under these references; return the sections that were touched."""
    entries = Entry.objects.filter(reference__in=list(references))
    touched = frozenset(entries.values_list("section_id", flat=True))
    entries.delete()
    return touched


def become_definite(*, reference: str, booking_reference: str) -> None:
    """Turn a blocking option's entries into a booking's; the period does not move, so nothing can clash."""
    Entry.objects.filter(reference=reference, blocking=True).update(
        kind=EntryKind.BOOKING.value, reference=booking_reference
    )


def clashes(*, sections: Sequence[int], periods: Sequence[Period], besides: str = "") -> list[dict[str, object]]:
    """List who stands in the way: section, times and kind, never whose it is."""
    if not periods:
        return []
    rows = Entry.objects.filter(section_id__in=list(sections), blocking=True).exclude(reference=besides)
    found = [
        row
        for period in periods
        for row in rows.filter(during__overlap=(period.starts_at, period.ends_at)).values_list(
            "section__name", "during", "kind"
        )
    ]
    return [
        {"section": name, "starts_at": during.lower, "ends_at": during.upper, "kind": kind}
        for name, during, kind in sorted(found, key=lambda row: (row[1].lower, row[0]))
    ]
