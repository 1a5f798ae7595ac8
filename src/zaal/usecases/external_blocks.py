"""Events of other calendars as blocks of the diary: cut to what is free, moved when they moved, never doubled.

Where time is taken already it stays as it is; only the rest of the event is blocked, and the clash is told.
All functions need a transaction.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.diary import EntryKind, Part
from zaal.domain.findings import Finding
from zaal.domain.period import Period
from zaal.records.diary import claims
from zaal.records.diary.claims import Claim
from zaal.records.diary.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zaal.gateways.ical.read import CalendarEvent

LONGEST_LABEL = 300


class Wish(NamedTuple):
    """One event and where it goes: ``space_of`` tells, for each section it takes, as part of which room."""

    reference: str
    event: CalendarEvent
    room: str
    space_of: Mapping[int, int]


class Block(NamedTuple):
    """What one event occupies: the parts that are left beside what stands there already."""

    label: str
    parts: frozenset[Part]


@dataclass(slots=True)
class Plan:
    """The blocks of a calendar by reference, and what was odd on the way."""

    blocks: dict[str, Block] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class Written(NamedTuple):
    """References by what became of them, and the sections that were freed and newly taken."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    freed: frozenset[int]
    claimed: frozenset[int]


def reference_of(prefix: str, event: CalendarEvent) -> str:
    """Name an event's block: the same at every import, and short whatever the UID is."""
    planned = event.recurrence_id.isoformat() if event.recurrence_id else ""
    digest = hashlib.sha256(f"{event.uid}\n{planned}".encode()).hexdigest()[:24]
    return f"{prefix}{digest}"


def planned(wishes: Sequence[Wish], *, standing: Iterable[str]) -> Plan:
    """Cut each event to what is free: beside entries of others, and beside the events before it in the file.

    ``standing`` are references of the same calendar's own blocks, which make way. One query.
    """
    plan = Plan()
    taken = _Taken(_taken_by_others(wishes, {*standing, *(wish.reference for wish in wishes)}))
    seen: dict[int, list[tuple[Period, str]]] = defaultdict(list)
    for wish in sorted(wishes, key=lambda one: (one.event.period, one.event.uid)):
        event, parts = wish.event, set[Part]()
        told: list[Finding] = []
        for section, space in wish.space_of.items():
            earlier = [(period, summary) for period, summary in seen[section] if period.overlaps(event.period)]
            others = taken.meeting(section, event.period)
            left = event.period.without([period for period, _ in (*earlier, *others)])
            parts.update(Part(section, space, period) for period in left)
            told += [one for one in _told(wish, earlier, others, covered=not left) if one not in told]
            seen[section] = [*(row for row in seen[section] if row[0].ends_at > event.period.starts_at)]
            seen[section].append((event.period, event.summary))
        plan.findings += told
        plan.blocks[wish.reference] = Block(event.summary[:LONGEST_LABEL], frozenset(parts))
    return plan


def write(plan: Plan, *, gone: Iterable[str] = ()) -> Written:
    """Bring the diary to the plan; what is the same stays untouched, what stands under ``gone`` is freed.

    Who booked at this very moment keeps it: that part of the event is told as a clash, too.
    """
    before = _blocks_before(plan.blocks)
    created = tuple(reference for reference in plan.blocks if reference not in before)
    changed = tuple(
        reference for reference, block in plan.blocks.items() if reference in before and before[reference] != block
    )
    plan.findings += [Finding("event_moved", {"event": plan.blocks[reference].label}) for reference in changed]
    freed = claims.release([*changed, *gone])
    wanted = [
        Claim(part, reference, plan.blocks[reference].label)
        for reference in (*created, *changed)
        for part in plan.blocks[reference].parts
    ]
    lost = claims.claim_free(wanted, kind=EntryKind.EXTERNAL)
    plan.findings += [_lost(claim) for claim in lost]
    kept = [reference for reference in created if plan.blocks[reference].parts]
    return Written(tuple(kept), changed, freed, frozenset(claim.part.section_id for claim in wanted))


class _Taken:
    """What stands in each section, asked for one event after the other, each starting no earlier than the one before.

    Nothing that blocks overlaps in a section: in the order of their starts the entries are in that of their ends, too,
    and what is over before one event is over for all that follow.
    """

    def __init__(self, taken: dict[int, list[tuple[Period, str]]]) -> None:
        self._rows = {section: sorted(rows) for section, rows in taken.items()}
        self._first: dict[int, int] = defaultdict(int)

    def meeting(self, section: int, period: Period) -> list[tuple[Period, str]]:
        rows, first = self._rows.get(section, []), self._first[section]
        while first < len(rows) and rows[first][0].ends_at <= period.starts_at:
            first += 1
        self._first[section] = first
        return list(takewhile(lambda row: row[0].starts_at < period.ends_at, islice(rows, first, None)))


def _taken_by_others(wishes: Sequence[Wish], own: set[str]) -> dict[int, list[tuple[Period, str]]]:
    taken: dict[int, list[tuple[Period, str]]] = defaultdict(list)
    if not wishes:
        return taken
    whole = (
        min(wish.event.period.starts_at for wish in wishes),
        max(wish.event.period.ends_at for wish in wishes),
    )
    sections = {section for wish in wishes for section in wish.space_of}
    rows = Entry.objects.filter(section_id__in=sections, blocking=True, during__overlap=whole)
    for section, during, kind, reference in rows.values_list("section_id", "during", "kind", "reference"):
        if reference not in own:
            taken[section].append((Period(during.lower, during.upper), kind))
    return taken


def _told(
    wish: Wish, earlier: list[tuple[Period, str]], others: list[tuple[Period, str]], *, covered: bool
) -> list[Finding]:
    told = {"event": wish.event.summary, "room": wish.room, "starts_at": wish.event.period.starts_at.isoformat()}
    overlap = "event_within_another" if covered and not others else "events_overlap"
    found = [Finding(overlap, {**told, "other": summary}) for _, summary in earlier]
    return found + [
        Finding("event_clashes", {**told, "taken_by": kind, "taken_from": period.starts_at.isoformat()})
        for period, kind in others
    ]


def _lost(claim: Claim) -> Finding:
    starts_at = claim.part.period.starts_at.isoformat()
    told = {"event": claim.label, "room": "", "starts_at": starts_at}
    clashes = claims.clashes([claim.part])
    return Finding(
        "event_clashes",
        {**told, "taken_by": clashes[0]["kind"] if clashes else "", "taken_from": starts_at},
    )


def _blocks_before(references: Iterable[str]) -> dict[str, Block]:
    found: dict[str, Block] = {}
    for entry in Entry.objects.filter(reference__in=list(references)):
        part = Part(entry.section_id, entry.space_id, Period(entry.during.lower, entry.during.upper))
        known = found.get(entry.reference)
        found[entry.reference] = Block(entry.label, (known.parts if known else frozenset()) | {part})
    return found
