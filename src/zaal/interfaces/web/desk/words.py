"""What stands in a diary said in words: its kind, rank and countdown, who comes, and the time taken around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaal.domain.diary import EntryKind
from zaal.domain.period import local
from zaal.domain.planning import Stretch
from zaal.interfaces import labels, wording
from zaal.interfaces.web import formats

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from zaal.domain.period import Period
    from zaal.queries.desk import Meeting, Occupied

PAGES = {EntryKind.OPTION: "option", EntryKind.BOOKING: "booking"}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words; ``tone`` is how it is drawn, ``address`` the page on which one can act, if there is one."""

    tone: str
    kind: str
    name: str
    customer: str
    space: str
    times: str
    hours: str
    around: str
    facts: str
    reference: str
    lapses: str
    address: str

    @property
    def whole(self) -> str:
        """Everything in one line, for whoever points at it or has it read aloud."""
        said = (self.kind, self.name, self.customer, self.space, self.times, self.around, self.facts, self.lapses)
        return " · ".join(part for part in said if part)


def teller(zone: str, language: str, now: datetime) -> Callable[[Occupied], Told]:
    """Return what tells entries of one house; days are written once each, since thousands of entries name them."""

    @cache
    def day(at: date) -> str:
        return formats.day(at, language)

    @cache
    def layout(code: object) -> str:
        return labels.word(code, language)

    def told(entry: Occupied) -> Told:
        meeting = entry.meeting
        return Told(
            tone=_tone(entry),
            kind=_kind(entry),
            name=(meeting.title or meeting.customer) if meeting else entry.label,
            customer=meeting.customer if meeting and meeting.title else "",
            space=entry.space,
            times=_times(entry.period, zone, day),
            hours=_hours(entry.period, zone),
            around=_around(entry, zone),
            facts=_facts(meeting, layout),
            reference=entry.reference if meeting else "",
            lapses=lapses(meeting.release_at, zone, language, now) if meeting and meeting.release_at else "",
            address=reverse(PAGES[entry.kind], args=[entry.reference]) if entry.kind in PAGES else "",
        )

    return told


def lapses(at: datetime, zone: str, language: str, now: datetime) -> str:
    """Count down to a release moment, with the moment itself: ``lapses in 3 hours (Mon 1 Mar 2027, 14:00)``."""
    facts = {"left": formats.about(at - now, language), "moment": formats.moment(at, zone, language)}
    if at <= now:
        return _("lapsed on %(moment)s, about to be released") % facts
    return _("lapses in %(left)s (%(moment)s)") % facts


def title(days: tuple[date, ...], stretch: Stretch, language: str) -> str:
    """Write which days are seen: a day in full, a week by its first and last day, a month by its name."""
    if stretch is Stretch.DAY:
        return wording.day(days[0], language)
    if stretch is Stretch.MONTH:
        return formats.month(days[0], language)
    return f"{formats.day(days[0], language)} – {formats.day(days[-1], language)}"  # noqa: RUF001 - a range


def rank(number: int) -> str:
    """Say an option's place in line."""
    if number == 1:
        return _("First option")
    return _("Option, number %(rank)s in line") % {"rank": number}


def _tone(entry: Occupied) -> str:
    return "waiting" if entry.kind is EntryKind.OPTION and not entry.blocks else entry.kind.value


def _kind(entry: Occupied) -> str:
    match entry.kind:
        case EntryKind.BOOKING:
            return _("Booking")
        case EntryKind.OPTION:
            return rank(entry.meeting.rank or 1) if entry.meeting else _("Option")
        case EntryKind.CLOSURE:
            return _("Closed")
        case EntryKind.EXTERNAL:
            return _("Other calendar")


def _times(period: Period, zone: str, day: Callable[[date], str]) -> str:
    starts, ends = local(period.starts_at, zone), local(period.ends_at, zone)
    first = f"{day(starts.date())}, {starts:%H:%M}"
    if starts.date() == ends.date():
        return f"{first}–{ends:%H:%M}"  # noqa: RUF001 - a range is written with an en dash
    return f"{first} – {day(ends.date())}, {ends:%H:%M}"  # noqa: RUF001 - as above


def _around(entry: Occupied, zone: str) -> str:
    """Say from when and until when the room is really taken, where that is longer than the meeting."""
    if entry.blocked == entry.period:
        return ""
    starts, ends = (local(at, zone) for at in (entry.blocked.starts_at, entry.blocked.ends_at))
    return _("with set-up and breakdown %(starts)s–%(ends)s") % {  # noqa: RUF001 - as above
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }


def _hours(period: Period, zone: str) -> str:
    return f"{local(period.starts_at, zone):%H:%M}–{local(period.ends_at, zone):%H:%M}"  # noqa: RUF001 - as above


def _facts(meeting: Meeting | None, layout: Callable[[object], str]) -> str:
    if meeting is None:
        return ""
    delegates = ngettext("%(n)s delegate", "%(n)s delegates", meeting.delegates) % {"n": meeting.delegates}
    return f"{layout(meeting.layout)}, {delegates}"
