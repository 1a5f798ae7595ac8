"""Repeated events made plain: bounded in time and number, and never a search without an end."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DENSE: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_MOST_TIMES_A_DAY: Final = 24
_WINDOW: Final = timedelta(days=366)
# Weekdays and leap years come back after 400 years: a rule tried near the end of the calendar answers for today.
_CYCLE_YEARS: Final = 400
_TRIED_FROM_YEAR: Final = 9600
_LONGEST_ZONE_RULE: Final = 300
_HEAVY_ZONE_RULE = re.compile(
    r"FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY)|BY(?:HOUR|MINUTE|SECOND)=[^;]*,|INTERVAL=(?!0*[1-9])",
    re.IGNORECASE,
)


class RuleTooDense(Invalid):
    """A rule that repeats many times a day: no room is booked like that."""

    code = "recurrence_too_dense"


class RuleNeverHappens(Invalid):
    """A rule that no day fits, such as 30 February."""

    code = "recurrence_never_happens"


class RuleNotUnderstood(Invalid):
    """A rule, or an exception to one, that cannot be read."""

    code = "recurrence_not_understood"


def repeats(event: icalendar.Component) -> bool:
    """Tell whether an event stands for more than itself."""
    return "RRULE" in event or "RDATE" in event


def is_endless(event: icalendar.Component) -> bool:
    """Tell whether a series goes on for ever: a reader has to stop somewhere, and should say where."""
    told = event.get("RRULE", [])
    rules = told if isinstance(told, list) else [told]
    return any(isinstance(rule, icalendar.vRecur) and not {"UNTIL", "COUNT"} & set(rule) for rule in rules)


def has_heavy_zone(text: str) -> bool:
    """Tell whether a time zone changes its clock every week or oftener, or its rule stands still: it takes for ever."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text).upper()
    zones = (part.partition("END:VTIMEZONE")[0] for part in unfolded.split("BEGIN:VTIMEZONE")[1:])
    rules = (line for zone in zones for line in zone.splitlines() if line.startswith("RRULE"))
    return any(len(rule) > _LONGEST_ZONE_RULE or _HEAVY_ZONE_RULE.search(rule) for rule in rules)


def occurrences(
    members: Sequence[icalendar.Component], *, first: datetime, horizon: datetime, most: int
) -> Iterator[icalendar.Component]:
    """Yield the occurrences of one series (its rule and its changed instances) from ``first`` until ``horizon``.

    Stops after ``most`` + 1, so that a caller can tell a series that was cut.
    Refuses: RuleTooDense, RuleNeverHappens, RuleNotUnderstood.
    """
    for member in members:
        _check_rules(member)
    series = icalendar.Calendar()
    for member in members:
        series.add_component(member)
    seen: set[object] = set()
    try:
        query = recurring_ical_events.of(series)
        start = first
        while start < horizon:
            stop = min(start + _WINDOW, horizon)
            for found in query.between(start, stop):
                key = (str(found.get("RECURRENCE-ID").dt) if "RECURRENCE-ID" in found else "", str(found.start))
                if key not in seen:
                    seen.add(key)
                    yield found
                if len(seen) > most:
                    return
            start = stop
    except Exception as error:  # the library lets through whatever its parts raise
        raise RuleNotUnderstood(message=type(error).__name__) from error


def _check_rules(member: icalendar.Component) -> None:
    told = member.get("RRULE", [])
    for rule in told if isinstance(told, list) else [told]:
        if not isinstance(rule, icalendar.vRecur):
            raise RuleNotUnderstood(message=str(rule)[:100])
        _check_rule(rule, member)


def _check_rule(rule: icalendar.vRecur, member: icalendar.Component) -> None:
    if any(not isinstance(step, int) or step < 1 for step in rule.get("INTERVAL", [])):
        # dateutil would stand still at an interval of 0 and never come back.
        raise RuleNotUnderstood(rule=_written(rule)[:200])
    frequency = str(next(iter(rule.get("FREQ", [])), "")).upper()
    a_day = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(1, len(rule.get(part, [])))
    if frequency in _DENSE or a_day > _MOST_TIMES_A_DAY:
        raise RuleTooDense(rule=_written(rule)[:200])
    try:
        never = _never_happens(rule, member.decoded("DTSTART"))
    except Exception as error:
        raise RuleNotUnderstood(rule=str(rule)[:200], message=type(error).__name__) from error
    if never:
        raise RuleNeverHappens(rule=_written(rule)[:200])


def _never_happens(rule: icalendar.vRecur, start: date) -> bool:
    """Try the rule on the last 400 years of the calendar: dateutil searches until its end, which is near there."""
    plain = icalendar.vRecur({key: value for key, value in rule.items() if key.upper() not in {"UNTIL", "COUNT"}})
    year = start.year + (_TRIED_FROM_YEAR - start.year + _CYCLE_YEARS - 1) // _CYCLE_YEARS * _CYCLE_YEARS
    year = year if year < MAXYEAR else year - _CYCLE_YEARS
    clock = start.time().replace(tzinfo=None) if isinstance(start, datetime) else time()
    tried = datetime.combine(date(year, start.month, start.day), clock)
    return next(iter(rrulestr(_written(plain), dtstart=tried)), None) is None


def _written(rule: icalendar.vRecur) -> str:
    return str(rule.to_ical().decode(errors="replace"))  # type: ignore[no-untyped-call] # the library leaves it untyped
