"""The guard. Sections are claimed in ascending order with ON CONFLICT DO NOTHING and the count is compared.

A plain INSERT puts its row in first and checks afterwards, so two conflicting acts wait for each other until
the deadlock timeout (1 s and more on a hot room, even in one order); ON CONFLICT DO NOTHING waits only for the
other's end and raises nothing. The exclusion constraint ``entry_forbids_overlap`` is what makes the refusal
true for every writer; nothing here is a check before an insert. All functions need an open transaction.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models import Q

from zaal.domain.diary import DiaryBusy, EntryKind, Part, SpaceTaken
from zaal.domain.period import Period
from zaal.records.diary.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    Values = Mapping[str, int | str | list[int] | list[str] | list[datetime]]

ATTEMPTS = 5
# Foreign keys are checked at the commit: the sections are held here, in order, so that who makes the listing anew
# (and holds them too) meets nobody who has its rows in hand but has yet to ask for a section.
CLAIM = """
    WITH held AS MATERIALIZED (
        SELECT id FROM venues_section WHERE id = ANY(%(sections)s::bigint[]) ORDER BY id FOR KEY SHARE)
    INSERT INTO diary_entry (section_id, space_id, during, kind, blocking, reference, label)
    SELECT held.id, wanted.space, tstzrange(starts_at, ends_at, '[)'), %(kind)s, true, %(reference)s, %(label)s
    FROM held JOIN unnest(
        %(sections)s::bigint[], %(spaces)s::bigint[], %(starts)s::timestamptz[], %(ends)s::timestamptz[]
    ) AS wanted(section, space, starts_at, ends_at) ON wanted.section = held.id
    ORDER BY held.id, starts_at
    ON CONFLICT DO NOTHING
"""


# As above, but each part is under a reference of its own, and those that are free are taken whatever the others are.
CLAIM_FREE = """
    WITH held AS MATERIALIZED (
        SELECT id FROM venues_section WHERE id = ANY(%(sections)s::bigint[]) ORDER BY id FOR KEY SHARE)
    INSERT INTO diary_entry (section_id, space_id, during, kind, blocking, reference, label)
    SELECT held.id, wanted.space, tstzrange(starts_at, ends_at, '[)'), %(kind)s, true, reference, label
    FROM held JOIN unnest(
        %(sections)s::bigint[], %(spaces)s::bigint[], %(starts)s::timestamptz[], %(ends)s::timestamptz[],
        %(references)s::text[], %(labels)s::text[]
    ) AS wanted(section, space, starts_at, ends_at, reference, label) ON wanted.section = held.id
    ORDER BY held.id, starts_at
    ON CONFLICT DO NOTHING
    RETURNING section_id, lower(during), reference
"""


class Claim(NamedTuple):
    """One part wanted for itself, under a reference."""

    part: Part
    reference: str
    label: str


def claim(parts: Sequence[Part], *, kind: EntryKind, reference: str, label: str = "") -> None:
    """Occupy every part, or refuse and occupy nothing; one statement, whatever the number.

    No two of the parts may overlap in one section.

    Whoever was in the way may be gone when we look who it was: then the claim is made again. It starts from nothing
    each time, because a part kept from the attempt before would break the order in which parts are claimed.
    Refuses: SpaceTaken, naming what is taken.
    """
    values: Values = {
        "kind": kind.value,
        "reference": reference,
        "label": label,
        "sections": [part.section_id for part in parts],
        "spaces": [part.space_id for part in parts],
        "starts": [part.period.starts_at for part in parts],
        "ends": [part.period.ends_at for part in parts],
    }
    taken: list[dict[str, object]] = []
    for _ in range(ATTEMPTS):
        with transaction.atomic():
            if _claimed(values) == len(parts):
                return
            transaction.set_rollback(True)
        taken = clashes(parts)
        if taken:
            break
    raise SpaceTaken(taken=taken)


def claim_free(wanted: Sequence[Claim], *, kind: EntryKind) -> tuple[Claim, ...]:
    """Occupy every part that is free, each for itself, and return the others; one statement, whatever the number."""
    values: Values = {
        "kind": kind.value,
        "references": [one.reference for one in wanted],
        "labels": [one.label for one in wanted],
        "sections": [one.part.section_id for one in wanted],
        "spaces": [one.part.space_id for one in wanted],
        "starts": [one.part.period.starts_at for one in wanted],
        "ends": [one.part.period.ends_at for one in wanted],
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_FREE, values)
        taken = set(cursor.fetchall())
    return tuple(one for one in wanted if (one.part.section_id, one.part.period.starts_at, one.reference) not in taken)


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


def wait(parts: Sequence[Part], *, reference: str) -> None:
    """Note a waiting option's wish in the diary without blocking anybody."""
    Entry.objects.bulk_create(
        Entry(
            section_id=part.section_id,
            space_id=part.space_id,
            during=(part.period.starts_at, part.period.ends_at),
            kind=EntryKind.OPTION.value,
            blocking=False,
            reference=reference,
        )
        for part in sorted(parts)
    )


def stands_still(parts: Sequence[Part]) -> bool:
    """Keep one entry that is in the way from being released until we commit; False when there is none any more.

    Who joins a line must do this first: a release that does not see them yet would leave them waiting for ever.
    Waiting for one row only, and for nothing after it, cannot close a circle.
    """
    ahead = Entry.objects.filter(overlapping(parts), blocking=True)
    return bool(ahead.order_by("pk").select_for_update(no_key=True)[:1])


def release(references: Iterable[str]) -> frozenset[int]:
    """Free everything under these references; return the sections that were touched."""
    entries = Entry.objects.filter(reference__in=list(references))
    touched = frozenset(entries.values_list("section_id", flat=True))
    entries.delete()
    return touched


def exchange(parts: Sequence[Part], *, kind: EntryKind, reference: str) -> tuple[frozenset[int], frozenset[int]]:
    """Bring what stands under a reference to just these parts; return the sections freed and those newly claimed.

    What is in both stays untouched. Nobody can come in between: whoever wants what is being given up waits for our
    commit, or loses when the exchange fails. It waits for others only shortly, since it holds entries already.
    Refuses: SpaceTaken (all stands as before), DiaryBusy.
    """
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic(), short_waits():
                return _exchanged(parts, kind=kind, reference=reference)
        except OperationalError:
            continue
    raise DiaryBusy


def become_definite(*, reference: str, booking_reference: str) -> int:
    """Turn a blocking option's entries into a booking's; the period does not move, so nothing can clash.

    Return how many there were: none means that the option held nothing.
    """
    return Entry.objects.filter(reference=reference, blocking=True).update(
        kind=EntryKind.BOOKING.value, reference=booking_reference
    )


def _exchanged(parts: Sequence[Part], *, kind: EntryKind, reference: str) -> tuple[frozenset[int], frozenset[int]]:
    standing = {
        Part(entry.section_id, entry.space_id, Period(entry.during.lower, entry.during.upper)): entry.pk
        for entry in Entry.objects.filter(reference=reference, blocking=True)
    }
    gone = standing.keys() - set(parts)
    fresh = [part for part in parts if part not in standing]
    Entry.objects.filter(pk__in=[standing[part] for part in gone]).delete()
    if fresh:
        claim(fresh, kind=kind, reference=reference)
    return frozenset(part.section_id for part in gone), frozenset(part.section_id for part in fresh)


def _claimed(values: Values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        return int(cursor.rowcount)


def clashes(parts: Sequence[Part], *, besides: str = "") -> list[dict[str, object]]:
    """List who stands in the way: section, times and kind, never whose it is."""
    rows = Entry.objects.filter(overlapping(parts), blocking=True).exclude(reference=besides)
    found = rows.values_list("section__name", "during", "kind")
    return [
        {"section": name, "starts_at": during.lower, "ends_at": during.upper, "kind": kind}
        for name, during, kind in sorted(found, key=lambda row: (row[1].lower, row[0]))
    ]


def overlapping(parts: Iterable[Part]) -> Q:
    """Select the entries that have (part of) one of these sections at (part of) its time."""
    sections: dict[Period, list[int]] = {}
    for part in parts:
        sections.setdefault(part.period, []).append(part.section_id)
    wanted = Q(pk__in=[])
    for period, wanted_sections in sections.items():
        wanted |= Q(section_id__in=wanted_sections, during__overlap=(period.starts_at, period.ends_at))
    return wanted
