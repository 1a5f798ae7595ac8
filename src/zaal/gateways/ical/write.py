"""Calendar entries written as iCalendar files (RFC 5545, 5546): in venue time, with the zone's rules in the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from zaal.domain.calendars import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zaal.domain.calendars import CalendarEntry, Contact
    from zaal.domain.period import Period

PRODUCT = "-//Zaal//Meeting rooms//EN"
HOUR = timedelta(hours=1)


def calendar(entry: CalendarEntry, *, method: Method) -> bytes:
    """Write an entry as a whole file: one event per period, lines of at most 75 octets that end in CRLF.

    A published file names no attendee; nobody is asked to come.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method.value)
    made.add_component(timezone(entry.zone, entry.periods))
    for number, period in enumerate(entry.periods, start=entry.first):
        made.add_component(_event(entry, _uid(entry, number), period, method))
    return bytes(made.to_ical())


def _uid(entry: CalendarEntry, number: int) -> str:
    """Tell the days of one sale apart; the first goes by the sale's own name, however many there come to be."""
    if number == 1:
        return entry.uid
    name, _, host = entry.uid.partition("@")
    return f"{name}-{number}@{host}"


def _event(entry: CalendarEntry, uid: str, period: Period, method: Method) -> Event:
    zone = ZoneInfo(entry.zone)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("dtstart", period.starts_at.astimezone(zone))
    event.add("dtend", period.ends_at.astimezone(zone))
    event.add("status", entry.status.value)
    event.add("summary", tidy(entry.summary))
    event.add("location", tidy(entry.location))
    event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    if entry.organizer is not None:
        event.add("organizer", _address(entry.organizer))
    if method is not Method.PUBLISH:
        attendee = _address(entry.attendee)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee)
    return event


def _address(contact: Contact) -> vCalAddress:
    address = vCalAddress(f"mailto:{contact.email}")
    # A parameter value can hold no double quote, not even escaped (RFC 5545, 3.2).
    address.params["CN"] = vText(tidy(contact.name).replace('"', "'"))
    return address


def tidy(text: str) -> str:
    """Bring a text onto one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def timezone(zone: str, periods: Sequence[Period]) -> Timezone:
    """Write the rules of a zone around these periods, so that a reader needs no list of zones."""
    first = min(period.starts_at for period in periods).year - 1
    last = max(period.ends_at for period in periods).year + 1
    made = Timezone()
    made.add("tzid", zone)
    for starts, before, after, name, summer in _rules(zone, first, last):
        rule = TimezoneDaylight() if summer else TimezoneStandard()
        rule.add("dtstart", starts)
        rule.add("tzoffsetfrom", before)
        rule.add("tzoffsetto", after)
        rule.add("tzname", name)
        made.add_component(rule)
    return made


@lru_cache(maxsize=256)
def _rules(name: str, first: int, last: int) -> tuple[tuple[datetime, timedelta, timedelta, str, bool], ...]:
    """List the zone's rules in these years: from when (wall clock just before), offset before and after, name, summer.

    The zone is asked hour by hour: the library's own list starts summer time an hour late.
    """
    zone = ZoneInfo(name)
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    offset = _offset(at, zone)
    found = [(at.astimezone(zone).replace(tzinfo=None), offset, *_rule(at, zone))]
    while at < end:
        at += HOUR
        after = _offset(at, zone)
        if after != offset:
            change = at - HOUR
            while _offset(change, zone) == offset:
                change += timedelta(minutes=1)
            found.append(((change + offset).replace(tzinfo=None), offset, *_rule(change, zone)))
            offset = after
    return tuple(found)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _rule(at: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    local = at.astimezone(zone)
    return _offset(at, zone), local.tzname() or zone.key, bool(local.dst())
