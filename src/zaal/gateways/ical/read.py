"""A calendar file into the moments a room is taken. Everything left out is told as a finding.

Findings: ``encoding_not_utf8``, ``start_missing``, ``event_not_understood``, ``date_out_of_range``,
``end_before_start``, ``past_left_out``, ``zero_length_left_out``, ``cancelled_left_out``, ``transparent_left_out``,
``uid_missing``, ``uid_repeated``, ``uid_shared``, ``no_location``, ``location_names_several_rooms``,
``time_zone_unknown``, ``recurrence_endless``, ``recurrence_cut``, ``recurrence_too_dense``,
``recurrence_never_happens``, ``recurrence_not_understood``, ``calendar_without_events``.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

import icalendar

from zaal.domain.findings import Finding
from zaal.domain.period import LocalTimeMissing, Period, instant, local_day
from zaal.gateways import files
from zaal.gateways.ical import parsing, recurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HORIZON: Final = timedelta(days=2 * 365)
_MOST_IDLE_RULES: Final = 20
# Outside these years a date is a slip of the pen or a program's "never"; clocks and sums fail near year 1 and 9999.
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold: bytes, events after recurrences are expanded, occurrences of one series."""

    bytes: int = 10 * 1024 * 1024
    events: int = 20_000
    occurrences: int = 5_000


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One taken moment. ``uid`` and ``recurrence_id`` together are stable and unique within a file.

    ``recurrence_id`` is the moment an occurrence was first planned for, in UTC; None for an event of its own.
    ``all_day`` events last from midnight to midnight on the venue's clock.
    """

    uid: str
    recurrence_id: datetime | None
    summary: str
    location: str
    period: Period
    all_day: bool


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar blocks, in order of time, and what was left out or guessed."""

    events: tuple[CalendarEvent, ...]
    findings: tuple[Finding, ...]

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms by their LOCATION, in alphabetical order; events without one count for no room."""
        return tuple(sorted({event.location for event in self.events if event.location}))


@dataclass(slots=True)
class _Reading:
    """One file being read: the venue's zone, the limits, and what is found on the way."""

    zone: str
    since: date | None
    until: date | None
    limits: Limits
    findings: list[Finding] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def leave_out(self, code: str, event: icalendar.Component) -> None:
        self.left_out[code] += 1
        if len(self.examples[code]) < _EXAMPLES:
            self.examples[code].append(_text(event, "SUMMARY"))

    def told(self) -> list[Finding]:
        counted = [
            Finding(code, {"count": count, "examples": tuple(self.examples[code])})
            for code, count in self.left_out.items()
        ]
        return [*self.findings, *counted]


DEFAULT_LIMITS: Final = Limits()


def read(
    data: bytes,
    *,
    zone: str,
    since: date | None = None,
    until: date | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> CalendarFile:
    """Read the events of an iCalendar file as periods in UTC.

    ``zone`` is the venue's: times without a zone and whole days are on its clock. What is over before ``since``
    (venue's day) begins is left out and counted. Recurrences are expanded until the end of ``until`` (venue's day), by
    default two years after the latest event or series starts. An occurrence beyond ``limits.occurrences`` of a series
    is left out and told.
    Refuses: FileTooLarge, TooManyRows, FileNotReadable (``empty``, ``calendar_truncated``, ``calendar``, ``time_zone``,
    ``recurrence``).
    """
    files.check_size(data, filename="calendar", limit_bytes=limits.bytes)
    reading = _Reading(zone, since, until, limits)
    components = [event for event in _events(data, reading) if _is_readable(event, reading)]
    events: dict[tuple[str, datetime | None], CalendarEvent] = {}
    for event in _expanded(components, reading):
        events.setdefault((event.uid, event.recurrence_id), event)
        if len(events) > limits.events:
            raise files.TooManyRows(filename="calendar", limit=limits.events)
    ordered = tuple(sorted(events.values(), key=lambda event: (event.period, event.uid)))
    reading.findings += _several_rooms(ordered)
    homeless = [event.summary for event in ordered if not event.location]
    if homeless:
        facts = {"count": len(homeless), "of": len(ordered), "examples": tuple(homeless[:_EXAMPLES])}
        reading.findings.append(Finding("no_location", facts))
    if not ordered:
        reading.findings.append(Finding("calendar_without_events", {}))
    return CalendarFile(ordered, tuple(reading.told()))


def _events(data: bytes, reading: _Reading) -> list[icalendar.Component]:
    """Parse the file; its events may stand in several calendars or in none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        reading.findings.append(Finding("encoding_not_utf8", {"read_as": "Windows-1252"}))
    if parsing.marks(text, "BEGIN") > parsing.marks(text, "END"):
        # The parser drops what is not closed: a download cut short would read as a diary with gaps.
        raise files.FileNotReadable(filename="calendar", reason="calendar_truncated")
    if recurrence.has_heavy_zone(text):
        raise files.FileNotReadable(filename="calendar", reason="time_zone")
    try:
        parsed, broken = parsing.parsed(text)
        events = [event for component in parsed for event in component.walk("VEVENT")]
        cancelled = [
            event for one in parsed if _text(one, "METHOD").upper() == "CANCEL" for event in one.walk("VEVENT")
        ]
    except Exception as error:  # the parser lets through whatever its parts raise
        facts = {"message": str(error)[:200]}
        raise files.FileNotReadable(filename="calendar", reason="calendar", **facts) from error
    if len(events) > reading.limits.events:
        raise files.TooManyRows(filename="calendar", limit=reading.limits.events)
    if broken:
        reading.findings.append(Finding("event_not_understood", {"count": broken, "examples": ()}))
    for event in cancelled:
        event["STATUS"] = icalendar.vText("CANCELLED")
    return events


def _is_readable(event: icalendar.Component, reading: _Reading) -> bool:
    """Keep events with a start that can be read; the others are counted."""
    if "DTSTART" not in event:
        reading.leave_out("start_missing", event)
        return False
    try:
        start = event.decoded("DTSTART")
        moments = [_moment(at, reading.zone) for at in (start, _end(event, start))]
    except Exception:  # noqa: BLE001 - a broken value surfaces as nearly any error of the library
        reading.leave_out("event_not_understood", event)
        return False
    if not all(_FIRST_YEAR <= at.year <= _LAST_YEAR for at in moments):
        reading.leave_out("date_out_of_range", event)
        return False
    if isinstance(start, datetime) and start.tzinfo is None and event["DTSTART"].params.get("TZID"):
        told = Finding("time_zone_unknown", {"zone": str(event["DTSTART"].params["TZID"]), "used": reading.zone})
        reading.findings += [] if told in reading.findings else [told]
    return True


def _expanded(components: list[icalendar.Component], reading: _Reading) -> Iterator[CalendarEvent]:
    """Yield single events and the occurrences of series, each series on its own so that a bad one spoils no other."""
    groups = _by_uid(components, reading)
    if not components:
        return
    horizon = _horizon(max(_moment(event.decoded("DTSTART"), reading.zone) for event in components), reading)
    endless = sum(1 for event in components if recurrence.is_endless(event))
    if endless:
        reading.findings.append(Finding("recurrence_endless", {"count": endless, "read_until": horizon}))
    idle_rules = 0
    for uid, members in groups.items():
        if not any(recurrence.repeats(member) for member in members):
            yield from _blocks(members, uid, reading)
            continue
        try:
            yield from _blocks(_of_series(members, uid, horizon, reading), uid, reading)
        except (recurrence.RuleTooDense, recurrence.RuleNeverHappens, recurrence.RuleNotUnderstood) as refusal:
            reading.findings.append(Finding(refusal.code, {"uid": uid, **refusal.facts}))
            idle_rules += isinstance(refusal, recurrence.RuleNeverHappens)
        if idle_rules > _MOST_IDLE_RULES:
            # Each of these costs a search through four centuries: a file full of them is an attack or broken.
            raise files.FileNotReadable(filename="calendar", reason="recurrence")


def _by_uid(components: list[icalendar.Component], reading: _Reading) -> dict[str, list[icalendar.Component]]:
    """Group events by UID. Of two versions the newer is kept; two events of one version under one UID stay two."""
    newest: dict[tuple[str, str], icalendar.Component] = {}
    unnamed = 0
    for event in components:
        uid = _text(event, "UID")
        unnamed += not uid
        key = (uid or _made_uid(event), _written(event, "RECURRENCE-ID"))
        known = newest.get(key)
        if known is None or known.to_ical() == event.to_ical():
            newest[key] = event
        elif _version(known) != _version(event):
            newest[key] = max(known, event, key=_version)
            reading.findings.append(Finding("uid_repeated", {"uid": key[0], "kept_sequence": _version(newest[key])[0]}))
        else:
            shared = (f"{key[0]}/{_written(event, 'DTSTART')}", key[1])
            newest[shared] = event
            reading.findings.append(Finding("uid_shared", {"uid": key[0], "stored_as": shared[0]}))
    if unnamed:
        reading.findings.append(Finding("uid_missing", {"count": unnamed}))
    groups: dict[str, list[icalendar.Component]] = defaultdict(list)
    for (uid, _), event in newest.items():
        groups[uid].append(event)
    return groups


def _of_series(
    members: list[icalendar.Component], uid: str, horizon: datetime, reading: _Reading
) -> Iterator[icalendar.Component]:
    first = min(_moment(member.decoded("DTSTART"), reading.zone) for member in members) - timedelta(days=1)
    if reading.since is not None:
        first = max(first, local_day(reading.since, reading.zone).starts_at)
    most = reading.limits.occurrences
    for number, found in enumerate(recurrence.occurrences(members, first=first, horizon=horizon, most=most), 1):
        if number > most:
            reading.findings.append(Finding("recurrence_cut", {"uid": uid, "kept": most}))
            return
        yield found


def _blocks(members: Iterable[icalendar.Component], uid: str, reading: _Reading) -> Iterator[CalendarEvent]:
    for event in members:
        start = event.decoded("DTSTART")
        end = _end(event, start)
        reason = _why_not(event, reading.zone)
        if reason:
            reading.leave_out(reason, event)
            continue
        period = _period(start, end, reading.zone)
        if reading.since is not None and period.ends_at <= local_day(reading.since, reading.zone).starts_at:
            reading.leave_out("past_left_out", event)
            continue
        planned = event.decoded("RECURRENCE-ID") if "RECURRENCE-ID" in event else None
        yield CalendarEvent(
            uid=uid,
            recurrence_id=_moment(planned, reading.zone) if isinstance(planned, date) else None,
            summary=_text(event, "SUMMARY"),
            location=_text(event, "LOCATION"),
            period=period,
            all_day=not isinstance(start, datetime) and not isinstance(end, datetime),
        )


def _why_not(event: icalendar.Component, zone: str) -> str:
    """Name the reason why an event takes no room; empty when it does take one."""
    if _text(event, "STATUS").upper() == "CANCELLED":
        return "cancelled_left_out"
    if _text(event, "TRANSP").upper() == "TRANSPARENT":
        return "transparent_left_out"
    start = event.decoded("DTSTART")
    starts_at, ends_at = _moment(start, zone), _moment(_end(event, start), zone)
    if ends_at < starts_at:
        return "end_before_start"
    return "zero_length_left_out" if ends_at == starts_at else ""


def _period(start: date, end: date, zone: str) -> Period:
    if isinstance(start, datetime) or isinstance(end, datetime):
        return Period(_moment(start, zone), _moment(end, zone))
    return Period(local_day(start, zone).starts_at, local_day(end - timedelta(days=1), zone).ends_at)


def _end(event: icalendar.Component, start: date) -> date:
    """Return DTEND, else start and DURATION, else what RFC 5545 says: a day for a date, nothing for a moment.

    Several calendars write a whole day with DTEND equal to DTSTART; it is that day.
    """
    whole_day = not isinstance(start, datetime)
    if "DTEND" in event:
        end = event.decoded("DTEND")
    elif "DURATION" in event:
        length = event.decoded("DURATION")
        end = start + (timedelta(days=length.days) if whole_day else length)
    else:
        end = start
    if not isinstance(end, date):
        raise files.FileNotReadable(filename="calendar", reason="event")
    return start + timedelta(days=1) if whole_day and end == start else end


def _moment(value: date, zone: str) -> datetime:
    """Turn a time of the file into UTC: its own zone, else the venue's clock (of two equal times the first)."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    if not isinstance(value, datetime):
        return local_day(value, zone).starts_at
    try:
        return instant(value.date(), value.time(), zone, fold=0)
    except LocalTimeMissing as missing:
        next_valid = cast("datetime", missing.facts["next_valid"])  # facts are plain objects by type
        return instant(next_valid.date(), next_valid.time(), zone, fold=0)


def _several_rooms(events: tuple[CalendarEvent, ...]) -> list[Finding]:
    """Tell of a LOCATION that lists others (``Arena, Room 8``): it counts as a room of its own, which it may not be."""
    locations = {event.location for event in events}
    listed = {place: tuple(part.strip() for part in place.split(",")) for place in sorted(locations) if "," in place}
    return [
        Finding("location_names_several_rooms", {"location": place, "rooms": parts})
        for place, parts in listed.items()
        if all(part in locations for part in parts)
    ]


def _horizon(last: datetime, reading: _Reading) -> datetime:
    return last + _HORIZON if reading.until is None else local_day(reading.until, reading.zone).ends_at


def _version(event: icalendar.Component) -> tuple[int, str]:
    """Which version of an event this is: its SEQUENCE, then when it was last written."""
    sequence = _text(event, "SEQUENCE")
    return int(sequence) if sequence.isdecimal() else 0, _written(event, "LAST-MODIFIED") or _written(event, "DTSTAMP")


def _made_uid(event: icalendar.Component) -> str:
    told = "|".join((_written(event, "DTSTART"), _text(event, "SUMMARY"), _text(event, "LOCATION")))
    return f"no-uid-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _text(component: icalendar.Component, name: str) -> str:
    value = component.get(name, "")
    return " ".join(str(value[0] if isinstance(value, list) and value else value).split())


def _written(component: icalendar.Component, name: str) -> str:
    value = component.get(name)
    return value.to_ical().decode(errors="replace") if hasattr(value, "to_ical") else _text(component, name)
