"""Keeps the listing rows true to the diary, in the transaction that changes the diary.

Locks are taken in one order everywhere: diary sections ascending, then listing rows ascending by space. After a
release the busy times are computed anew from the diary (never subtracted: another entry may hold the same time
of a combined room), in a statement of its own after the locks, so that it sees what others committed meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zaal.domain.diary import Part

LOCK = """
    SELECT space_id FROM listing_listing
    WHERE space_id IN (SELECT space_id FROM venues_space_sections WHERE section_id = ANY(%s))
    ORDER BY space_id FOR UPDATE
"""
ADD = """
    UPDATE listing_listing listing SET busy = busy + (
        SELECT range_agg(tstzrange(starts_at, ends_at, '[)'))
        FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS taken(section, starts_at, ends_at)
        JOIN venues_space_sections part ON part.section_id = taken.section AND part.space_id = listing.space_id)
    WHERE space_id = ANY(%s)
"""
# An array, not a join: the index on the section is then used whatever the table's statistics say after a bulk load.
TRUTH = """
    COALESCE((
        SELECT range_agg(entry.during) FROM diary_entry entry
        WHERE entry.blocking AND entry.section_id = ANY (ARRAY(
            SELECT part.section_id FROM venues_space_sections part WHERE part.space_id = listing.space_id))), '{}')
"""
RECOMPUTE = f"UPDATE listing_listing listing SET busy = {TRUTH} WHERE space_id = ANY(%s)"  # noqa: S608 - no outside text
DIFFERENCES = f"""
    SELECT listing.space_id, listing.busy::text, ({TRUTH})::text FROM listing_listing listing
    WHERE listing.busy <> {TRUTH} ORDER BY listing.space_id
"""  # noqa: S608 - no outside text


def add(parts: Sequence[Part]) -> None:
    """Add newly blocked times to every space that shares the section they are in."""
    sections = [part.section_id for part in parts]
    starts = [part.period.starts_at for part in parts]
    ends = [part.period.ends_at for part in parts]
    with connection.cursor() as cursor:
        spaces = _locked(cursor, sections)
        cursor.execute(ADD, [sections, starts, ends, spaces])


def recompute(sections: Iterable[int]) -> None:
    """Compute the busy times of every space that shares one of the sections anew from the diary."""
    with connection.cursor() as cursor:
        spaces = _locked(cursor, list(sections))
        cursor.execute(RECOMPUTE, [spaces])


def differences() -> list[tuple[int, str, str]]:
    """List spaces whose busy times differ from the diary: space, listing, diary. Repairs nothing."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return [(space, listing, diary) for space, listing, diary in cursor.fetchall()]


def _locked(cursor, sections: Sequence[int]) -> list[int]:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Django's cursor wrapper has no public type
    cursor.execute(LOCK, [list(sections)])
    return [space for (space,) in cursor.fetchall()]
