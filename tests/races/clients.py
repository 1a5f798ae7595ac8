"""Clients that act at the same moment, and the check that reads only what is kept: the diary and the sales rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TYPE_CHECKING

from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given

from zaal.domain.actors import SYSTEM
from zaal.domain.diary import SpaceTaken
from zaal.domain.refusals import Refusal
from zaal.queries.verification import listing_differences
from zaal.usecases import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

PATIENCE_SECONDS = 30

DOUBLES = """
    SELECT one.reference, other.reference FROM diary_entry one
    JOIN diary_entry other ON other.section_id = one.section_id AND other.id > one.id AND other.during && one.during
    WHERE one.blocking AND other.blocking
"""
# What is sold or held must stand in the diary: each of its sections, for each of its times, once.
HELD = """
    SELECT b.reference, b.quote_id FROM sales_booking b LEFT JOIN sales_cancellation c ON c.booking_id = b.id
    WHERE c.id IS NULL
    UNION ALL
    SELECT o.reference, o.quote_id FROM sales_option o LEFT JOIN sales_optionend e ON e.option_id = o.id
    WHERE e.id IS NULL AND o.rank = 1
"""
WANTED = f"""
    SELECT held.reference, part.section_id, tstzrange(slot.blocks_from, slot.blocks_until) AS during
    FROM ({HELD}) held JOIN sales_quote q ON q.id = held.quote_id
    JOIN sales_quoteslot slot ON slot.quote_id = q.id
    JOIN venues_space_sections part ON part.space_id = q.space_id
"""  # noqa: S608 - no outside text
KEPT = "SELECT reference, section_id, during FROM diary_entry WHERE blocking AND kind IN ('option', 'booking')"
# A living option may only wait when somebody else really has (part of) what it wants.
WAITS_FOR_NOBODY = """
    SELECT DISTINCT o.reference FROM sales_option o LEFT JOIN sales_optionend e ON e.option_id = o.id
    WHERE e.id IS NULL AND o.rank > 1 AND NOT EXISTS (
        SELECT 1 FROM diary_entry mine
        JOIN diary_entry other ON other.section_id = mine.section_id AND other.during && mine.during AND other.blocking
        WHERE mine.reference = o.reference)
"""


class Clients:
    """So many people, each with a thread and a database connection of their own."""

    def __init__(self, pool: ThreadPoolExecutor, number: int) -> None:
        self._pool = pool
        self._number = number

    def together(self, acts: Sequence[Callable[[], object]]) -> list[object]:
        """Do these acts at the same moment; what each came to: its result, or the refusal it met.

        Anything but a refusal is raised: a deadlock or a broken constraint fails the test.
        """
        assert len(acts) <= self._number
        line = Barrier(len(acts))
        return [future.result(PATIENCE_SECONDS) for future in [self._pool.submit(_act, line, act) for act in acts]]


@contextmanager
def clients(number: int = 8) -> Iterator[Clients]:
    """Have this many clients; their connections are closed afterwards."""
    with ThreadPoolExecutor(number) as pool:
        yield Clients(pool, number)
        line = Barrier(number)
        for future in [pool.submit(_leave, line) for _ in range(number)]:
            future.result(PATIENCE_SECONDS)


def winners(outcomes: Sequence[object]) -> list[int]:
    """Return the places of those who won; every loser must have been told what is taken."""
    for outcome in outcomes:
        if not isinstance(outcome, str):
            assert isinstance(outcome, SpaceTaken), repr(outcome)
            assert outcome.facts["taken"], "a loser was not told what is taken"
    return [place for place, outcome in enumerate(outcomes) if isinstance(outcome, str)]


def doubles() -> list[tuple[str, str]]:
    """Find pairs of blocking entries of one section that overlap."""
    return _rows(DOUBLES)


def check_diary() -> None:
    """Compare the diary with itself, the sales rows and the listing."""
    assert doubles() == []
    assert _rows(f"({WANTED}) EXCEPT ALL ({KEPT})") == [], "sold or held, but not in the diary"
    assert _rows(f"({KEPT}) EXCEPT ALL ({WANTED})") == [], "in the diary, but nobody's"
    assert listing_differences()[1] == ()


def check_line() -> None:
    """Check that nobody waits for a free room, once the second attempts that were put off have been made."""
    for job in ProcrastinateJob.objects.filter(task_name="move_up"):
        options.move_up(actor=SYSTEM, sections=job.args["sections"], now=given.NOW)
    assert _rows(WAITS_FOR_NOBODY) == []


def expire(at: datetime) -> Callable[[], object]:
    """Let the job that ends options run once."""
    return lambda: options.expire_due(actor=SYSTEM, now=at)


def _act(line: Barrier, act: Callable[[], object]) -> object:
    line.wait(PATIENCE_SECONDS)
    try:
        return act()
    except Refusal as refusal:
        return refusal


def _leave(line: Barrier) -> None:
    line.wait(PATIENCE_SECONDS)
    connections.close_all()


def _rows(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
