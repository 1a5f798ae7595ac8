"""What the desk says of calendars that come in: what clashes, and what was left out or read in another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.diary import EntryKind
from zaal.domain.feeds import Shows, Target
from zaal.domain.period import local
from zaal.interfaces import refusals, wording

if TYPE_CHECKING:
    from zaal.domain.feeds import BusyTime
    from zaal.queries.calendar_feeds import BusyCalendar
    from zaal.queries.calendar_sources import Said, SourceRow

MOST_OF_A_KIND: Final = 5
# Each of these is told by itself; of all others only how many there are.
TOLD_ONE_BY_ONE: Final = frozenset(
    {
        "time_zone_unknown",
        "room_not_here",
        "recurrence_cut",
        "recurrence_too_dense",
        "recurrence_never_happens",
        "recurrence_not_understood",
    }
)
# What matters only when rooms are found by the names that events give.
ABOUT_ROOMS: Final = frozenset({"no_location", "location_names_several_rooms"})


@dataclass(frozen=True, slots=True)
class Clash:
    """An event that met somebody in the room; ``room`` may be empty, ``on`` is its day on the house's clock."""

    event: str
    room: str
    on: date
    moment: str
    taken_by: str


def clashes(source: SourceRow, zone: str, language: str) -> list[Clash]:
    """Say what clashes, in the order of time; an event that met several is said once."""
    met: dict[tuple[str, str, str], set[str]] = {}
    for one in source.clashes:
        key = (str(one.facts["starts_at"]), str(one.facts["event"]), str(one.facts["room"]))
        met.setdefault(key, set()).add(_taken_by(str(one.facts["taken_by"])))
    return [
        Clash(
            event=event or _("An event without a name"),
            room=room,
            on=local(datetime.fromisoformat(starts_at), zone).date(),
            moment=wording.moment(datetime.fromisoformat(starts_at), zone, language),
            taken_by=format_list(sorted(who), locale=wording.locale_of(language)),
        )
        for (starts_at, event, room), who in sorted(met.items())
    ]


def findings(source: SourceRow) -> list[str]:
    """Say what was odd about the last reading, each kind once, with how often."""
    numbers: dict[str, int] = {}
    lines: list[str] = []
    for one in source.findings:
        if one.code in ABOUT_ROOMS:
            continue
        numbers[one.code] = numbers.get(one.code, 0) + (0 if one.code in TOLD_ONE_BY_ONE else _count(one))
        if one.code in TOLD_ONE_BY_ONE:
            numbers[one.code] += 1
            if numbers[one.code] <= MOST_OF_A_KIND:
                lines.append(_single(one.code, one.facts))
    counted = [_counted(code, number) for code, number in numbers.items() if code not in TOLD_ONE_BY_ONE]
    more = sum(max(0, number - MOST_OF_A_KIND) for code, number in numbers.items() if code in TOLD_ONE_BY_ONE)
    if more:
        counted.append(_counted("more_findings", more))
    return [line for line in (*lines, *counted) if line]


def failure(source: SourceRow, language: str) -> str:
    """Say why a calendar cannot be read; nothing when it can."""
    if source.failure is None:
        return ""
    return refusals.say(source.failure.code, source.failure.facts, language)


def rooms(source: SourceRow) -> str:
    """Say which rooms a calendar takes."""
    match source.target:
        case Target.SPACE:
            return source.space
        case Target.HOUSE:
            return _("The whole house")
        case Target.NAMED:
            return _("The room that each event names")


def summary(one: BusyTime, calendar: BusyCalendar) -> str:
    """Say of a time that goes out as much as the house lets be told."""
    if calendar.shows is Shows.BUSY or not one.reference:
        return _("Room taken")
    words = {"reference": one.reference, "n": one.delegates or 0}
    if one.is_option:
        return _("Option %(reference)s, %(n)s people") % words
    return _("Booking %(reference)s, %(n)s people") % words


def _taken_by(kind: str) -> str:
    names = {
        EntryKind.BOOKING: _("a booking"),
        EntryKind.OPTION: _("an option"),
        EntryKind.CLOSURE: _("a closure"),
        EntryKind.EXTERNAL: _("another calendar"),
    }
    return names.get(EntryKind(kind), kind) if kind in set(EntryKind) else _("somebody who was faster")


def _count(one: Said) -> int:
    count = one.facts.get("count", 1)
    return count if isinstance(count, int) else 1


def _single(code: str, facts: dict[str, Any]) -> str:  # noqa: PLR0911 - a sentence per code
    match code:
        case "time_zone_unknown":
            return _("The time zone “%(zone)s” is not known: its times are read on the clock of your house.") % facts
        case "room_not_here":
            if not facts["location"]:
                text = ngettext(
                    "%(count)s event names no room and is not in the diary.",
                    "%(count)s events name no room and are not in the diary.",
                    facts["count"],
                )
                return text % facts
            text = ngettext(
                "“%(location)s” is no room of your house: %(count)s event is not in the diary.",
                "“%(location)s” is no room of your house: %(count)s events are not in the diary.",
                facts["count"],
            )
            return text % facts
        case "recurrence_cut":
            return _("A series is so long that only its first %(kept)s events are read.") % facts
        case "recurrence_too_dense":
            return _("A series repeats many times a day and is left out.")
        case "recurrence_never_happens":
            return _("A series falls on no day at all and is left out.")
        case _other:
            return _("A series cannot be understood and is left out.")


def _counted(code: str, n: int) -> str:
    texts = {
        "cancelled_left_out": ngettext("%(n)s cancelled event is left out.", "%(n)s cancelled events are left out.", n),
        "transparent_left_out": ngettext(
            "%(n)s event that takes no time (“free”) is left out.",
            "%(n)s events that take no time (“free”) are left out.",
            n,
        ),
        "past_left_out": ngettext("%(n)s event is over.", "%(n)s events are over.", n),
        "beyond_left_out": ngettext(
            "%(n)s event is more than two years ahead; it comes in later.",
            "%(n)s events are more than two years ahead; they come in later.",
            n,
        ),
        "own_events_left_out": ngettext(
            "%(n)s event is your own, back from another calendar, and left out.",
            "%(n)s events are your own, back from another calendar, and left out.",
            n,
        ),
        "events_overlap": ngettext(
            "%(n)s event overlaps another in the same room.", "%(n)s events overlap another in the same room.", n
        ),
        "event_within_another": ngettext(
            "%(n)s event lies within another in the same room.",
            "%(n)s events lie within another in the same room.",
            n,
        ),
        "recurrence_endless": ngettext(
            "%(n)s series has no end; it is read two years ahead.",
            "%(n)s series have no end; they are read two years ahead.",
            n,
        ),
        "calendar_without_events": _("The calendar holds no event that takes a room."),
        "encoding_not_utf8": _("The file is in an old encoding; letters with accents may be wrong."),
        "more_findings": ngettext("%(n)s more of such.", "%(n)s more of such.", n),
    }
    fallback = ngettext(
        "%(n)s event is faulty and left out, or read as well as it can be.",
        "%(n)s events are faulty and left out, or read as well as they can be.",
        n,
    )
    return texts.get(code, fallback) % {"n": n}
