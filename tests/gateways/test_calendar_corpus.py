"""The test files of five iCalendar libraries: each is read or refused with a word, and what is read is what it says.

``expected-occurrences.json`` is what an independent library finds from 2000 to 2029. It counts what takes no room, too:
here events marked as free are read as if they were not, so that their occurrences can be compared; the product leaves
them out. Where the two still differ, the tables below say why.
"""

from __future__ import annotations

import hashlib
import json
import re
import signal
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zaal.domain.refusals import Invalid
from zaal.gateways.ical.read import CalendarEvent, read

if TYPE_CHECKING:
    from types import FrameType

pytestmark = pytest.mark.real_input

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "ical-corpus"
# Of the processor's time, so that a busy machine is no hang.
MOST_SECONDS = 5.0
FIRST, LAST = date(2000, 1, 1), date(2029, 12, 31)
END = datetime(2030, 1, 1, tzinfo=UTC)
FREE = re.compile(rb"^TRANSP:TRANSPARENT", re.MULTILINE | re.IGNORECASE)
SHOWN = 20
TOLD = frozenset(
    {
        "start_missing",
        "event_not_understood",
        "end_before_start",
        "past_left_out",
        "zero_length_left_out",
        "cancelled_left_out",
        "recurrence_cut",
    }
)

DIFFERENCES = {
    # A whole day whose end is its start is that day; the reader calls it a day without length.
    "allenporter-ical/compat/testdata/calendar_labs_same_day_dtend.ics": "1 read",
    "allenporter-ical/testdata/rrule-exdate-mismatch.ics": "629 read",
    # A series is cut at 5,000 occurrences, and told; an address is read from today on, where no series is as long.
    "ical.js/samples/daily_recur.ics": "5000 read recurrence_cut",
    # An event without length takes no room.
    "ical.js/samples/only_dtstart_time.ics": "0 read zero_length_left_out 1",
    "ical.js/samples/rdate_exdate.ics": "0 read zero_length_left_out 3",
    "node-ical/badRRULE.ics": "4864 read zero_length_left_out 2381",
    "node-ical/bad_custom_ms_tz.ics": "1 read event_not_understood 1 zero_length_left_out 1",
    "node-ical/bad_custom_ms_tz2.ics": "1 read event_not_understood 1 zero_length_left_out 1",
    "node-ical/festival-multiday-rrule.ics": "106 read zero_length_left_out 53",
    # A floating time is on the house's clock; the reader takes the zone that the file is said to be made for.
    "node-ical/mixed-timezone-handling.ics": "5 read",
    # What is cancelled takes no room.
    "node-ical/tentative-apple-calendar.ics": "3 read cancelled_left_out 1",
    # Two events of one version under one UID stay two: the reader keeps one of them.
    "node-ical/tv-show-episode.ics": "27 read",
}
# An event without a start is left out; a file that breaks the grammar, or breaks off, is refused whole.
DECIDED = {
    "allenporter-ical/parsing/testdata/invalid/invalid.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_iana-token.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/invalid/invalid_param_eol copy.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_param_name-1.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/invalid/invalid_param_name-2.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/invalid/invalid_param_value.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_quoted_name.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_quoted_param_extra_end.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_quoted_param_extra_start.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_quoted_params.ics": "calendar",
    "allenporter-ical/parsing/testdata/invalid/invalid_x-name-1.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/invalid/invalid_x-name-2.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/invalid/missing_colon.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/valid/attendee.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/valid/comma.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/valid/fold.ics": "0 read start_missing 1",
    "allenporter-ical/parsing/testdata/valid/params_rfc6868_vcard.ics": "calendar",
    "allenporter-ical/parsing/testdata/valid/x-name.ics": "0 read start_missing 1",
    "ical.js/samples/timezones/Makebelieve/RDATE_test.ics": "calendar",
    "ical.js/samples/timezones/Makebelieve/RDATE_utc_test.ics": "calendar",
    "ical.js/test/parser/base64.ics": "calendar",
    "ical.js/test/parser/component.ics": "0 read start_missing 2",
    "ics-parser/examples/ICal.ics": "1087 read event_not_understood 1 zero_length_left_out 1",
    "ics-parser/tests/ical/issue-343.ics": "1 read start_missing 1",
    "libical/0.ics": "0 read start_missing 1",
    "libical/1.ics": "calendar",
    "libical/2446.ics": "6261 read start_missing 13 end_before_start 1 past_left_out 4",
    "libical/caltime.ics": "calendar",
    "libical/crash.ics": "calendar_truncated",
    "libical/incoming.ics": "0 read event_not_understood 1 start_missing 6 past_left_out 4",
    "libical/issue250.ics": "calendar",
    "libical/issue251.ics": "calendar",
    "libical/issue252.ics": "calendar_truncated",
    "libical/issue253.ics": "calendar_truncated",
    "libical/issue339.ics": "calendar",
    "libical/malloc.ics": "calendar_truncated",
    "libical/restriction.ics": "0 read start_missing 2 past_left_out 1",
    "libical/stresstest.ics": "calendar",
    "libical/zday.ics": "time_zone",
    "node-ical/attendee-with-url.ics": "0 read start_missing 1",
    "node-ical/event-with-category.ics": "0 read start_missing 5",
    "node-ical/large-file-with-late-error.ics": "394 read event_not_understood 7",
    "node-ical/test_with_multiple_tzids_in_vtimezone.ics": "calendar",
}


class Hung(Exception):  # noqa: N818 - it is what happened
    """A file that was not read in time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the word it was refused with, or its events and how many were left out, by reason."""

    refused: str
    events: tuple[CalendarEvent, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()

    @property
    def told(self) -> str:
        """The outcome in a few words."""
        if self.refused:
            return self.refused
        return " ".join(
            [f"{len(self.events)} read", *(f"{code} {count}" if count else code for code, count in self.left_out)]
        )


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    if not CORPUS.exists():
        pytest.skip("shared data is not here")
    return {str(path.relative_to(CORPUS)): _outcome(path.read_bytes()) for path in sorted(CORPUS.rglob("*.ics"))}


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, Any]]:
    if not CORPUS.exists():
        pytest.skip("shared data is not here")
    told: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected-occurrences.json").read_text())
    return told


def test_every_file_is_read_or_refused_with_a_word_in_time(outcomes: dict[str, Outcome]):
    words = {outcome.refused for outcome in outcomes.values()}

    assert len(outcomes) == 222
    assert words <= {"", "empty", "calendar", "calendar_truncated", "time_zone", "recurrence"}
    assert sum(1 for outcome in outcomes.values() if not outcome.refused) >= 195


def test_the_occurrences_are_those_of_an_independent_reader_or_the_difference_is_explained(
    outcomes: dict[str, Outcome], expected: dict[str, dict[str, Any]]
):
    compared = {path: told for path, told in expected.items() if "error" not in told}

    different = {path: outcomes[path].told for path, told in compared.items() if not _same(outcomes[path], told)}

    assert len(compared) == 179
    assert different == DIFFERENCES


def test_what_the_independent_reader_gave_up_on_is_decided_here(
    outcomes: dict[str, Outcome], expected: dict[str, dict[str, Any]]
):
    given_up = {path: outcomes[path].told for path, told in expected.items() if "error" in told}

    assert given_up == DECIDED


def _outcome(data: bytes) -> Outcome:
    signal.signal(signal.SIGPROF, _hung)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        found = read(FREE.sub(b"TRANSP:OPAQUE", data), zone="UTC", since=FIRST, until=LAST)
    except Invalid as refusal:
        return Outcome(str(refusal.facts.get("reason", refusal.code)))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    counted = ((one.code, one.message_facts.get("count")) for one in found.findings if one.code in TOLD)
    left_out = tuple((code, count if isinstance(count, int) else 0) for code, count in counted)
    return Outcome("", tuple(event for event in found.events if event.period.starts_at < END), left_out)


def _hung(_number: int, _frame: FrameType | None) -> None:
    raise Hung


def _same(outcome: Outcome, told: dict[str, Any]) -> bool:
    """Compare all occurrences where the reader's list can be written again, else their number and the first ones."""
    for mark in ("Z", ""):
        rows = sorted(_row(event, mark) for event in outcome.events)
        if hashlib.sha256(json.dumps(rows).encode()).hexdigest() == told["sha256_of_all"]:
            return True
    ours = sorted(_row(event, "")[:2] for event in outcome.events)[:SHOWN]
    theirs = sorted([starts.rstrip("Z"), ends.rstrip("Z")] for starts, ends, _uid in told["first"])
    return len(outcome.events) == told["events_2000_2029"] and ours == theirs


def _row(event: CalendarEvent, mark: str) -> list[str]:
    form = "%Y-%m-%d" if event.all_day else f"%Y-%m-%dT%H:%M:%S{mark}"
    return [event.period.starts_at.strftime(form), event.period.ends_at.strftime(form), event.uid]
