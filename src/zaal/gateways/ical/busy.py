"""A calendar of taken times for other programs: published, on the house's clock, the same bytes for the same diary."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from zaal.domain.calendars import EntryStatus, Method
from zaal.gateways.ical.write import PRODUCT, tidy, timezone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.feeds import BusyTime

ASKED_EVERY = timedelta(minutes=15)


def busy(times: Sequence[BusyTime], *, summaries: Sequence[str], name: str, zone: str, made_at: datetime) -> bytes:
    """Write one event per taken time, with the words of ``summaries`` in the same order.

    An empty calendar is written too; ``made_at`` is the moment it stood for when nothing else has one.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", Method.PUBLISH.value)
    made.add("x-wr-calname", tidy(name))
    made.add("x-wr-timezone", zone)
    made.add("refresh-interval", ASKED_EVERY, parameters={"VALUE": "DURATION"})
    if times:
        made.add_component(timezone(zone, [one.period for one in times]))
    for one, summary in zip(times, summaries, strict=True):
        made.add_component(_event(one, summary, ZoneInfo(zone), made_at))
    return bytes(made.to_ical())


def _event(one: BusyTime, summary: str, zone: ZoneInfo, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", (one.stamped_at or made_at).astimezone(UTC))
    event.add("dtstart", one.period.starts_at.astimezone(zone))
    event.add("dtend", one.period.ends_at.astimezone(zone))
    event.add("status", (EntryStatus.TENTATIVE if one.is_option else EntryStatus.CONFIRMED).value)
    event.add("transp", "OPAQUE")
    event.add("summary", tidy(summary))
    if one.room:
        event.add("location", tidy(one.room))
    return event
