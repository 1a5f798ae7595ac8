"""What stands in a diary said in words: its kind, rank and countdown, who comes, and the time taken around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zaal.domain.diary import EntryKind
from zaal.domain.period import local
from zaal.domain.planning import Stretch
from zaal.interfaces import labels, wording
from zaal.interfaces.web import formats

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from zaal.domain.layouts import Layout
    from zaal.domain.period import Period
    from zaal.queries.desk import Occupied

ANY = "any"
HOUR, SOON = timedelta(hours=1), timedelta(days=2)
_LAPSES = gettext_lazy("lapses in %(left)s (%(moment)s)")
_LAPSED = gettext_lazy("lapsed on %(moment)s, about to be released")
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
    def facts(layout: Layout, delegates: int) -> str:
        people = ngettext("%(n)s delegate", "%(n)s delegates", delegates) % {"n": delegates}
        return f"{labels.word(layout, language)}, {people}"

    @cache
    def about(left: timedelta) -> str:
        return formats.about(left, language)

    def lapses_at(at: datetime) -> str:
        there = local(at, zone)
        left = at - now
        # Days ahead the minutes are not said, and without them far fewer lengths are to be written.
        left -= left % HOUR if left > SOON else timedelta()
        facts = {"left": about(left), "moment": f"{day(there.date())}, {there:%H:%M}"}
        return (lapsed if at <= now else lapse) % facts

    lapse, lapsed = str(_LAPSES), str(_LAPSED)
    around = _("with set-up and breakdown %(hours)s")
    named, pages = cache(kind), {one: reverse(page, args=[ANY]).removesuffix(ANY) for one, page in PAGES.items()}

    def told(entry: Occupied) -> Told:
        meeting = entry.meeting
        return Told(
            tone=_tone(entry),
            kind=named(entry.kind, meeting.rank if meeting else None),
            name=(meeting.title or meeting.customer) if meeting else entry.label,
            customer=meeting.customer if meeting and meeting.title else "",
            space=entry.space,
            times=_times(entry.period, zone, day),
            hours=_hours(entry.period, zone),
            around=_around(entry, zone, around),
            facts=facts(meeting.layout, meeting.delegates) if meeting else "",
            reference=entry.reference if meeting else "",
            lapses=lapses_at(meeting.release_at) if meeting and meeting.release_at else "",
            address=pages[entry.kind] + entry.reference if entry.kind in pages else "",
        )

    return told


def kind(of: EntryKind, rank: int | None) -> str:
    """Say what an entry is; an option with its place in line."""
    match of:
        case EntryKind.BOOKING:
            return _("Booking")
        case EntryKind.CLOSURE:
            return _("Closed")
        case EntryKind.EXTERNAL:
            return _("Other calendar")
        case EntryKind.OPTION:
            waits = rank is not None and rank > 1
            return _("Option, number %(rank)s in line") % {"rank": rank} if waits else _("First option")


def lapses(at: datetime, zone: str, language: str, now: datetime) -> str:
    """Count down to a release moment, with the moment itself: ``lapses in 3 hours (Mon 1 Mar 2027, 14:00)``."""
    facts = {"left": formats.about(at - now, language), "moment": formats.moment(at, zone, language)}
    return str(_LAPSED if at <= now else _LAPSES) % facts


def title(days: tuple[date, ...], stretch: Stretch, language: str) -> str:
    """Write which days are seen: a day in full, a week by its first and last day, a month by its name."""
    if stretch is Stretch.DAY:
        return wording.day(days[0], language)
    if stretch is Stretch.MONTH:
        return formats.month(days[0], language)
    return f"{formats.day(days[0], language)} – {formats.day(days[-1], language)}"  # noqa: RUF001 - a range


def _tone(entry: Occupied) -> str:
    return "waiting" if entry.kind is EntryKind.OPTION and not entry.blocks else entry.kind.value


def _times(period: Period, zone: str, day: Callable[[date], str]) -> str:
    starts, ends = local(period.starts_at, zone), local(period.ends_at, zone)
    first = f"{day(starts.date())}, {starts:%H:%M}"
    if starts.date() == ends.date():
        return f"{first}–{ends:%H:%M}"  # noqa: RUF001 - a range is written with an en dash
    return f"{first} – {day(ends.date())}, {ends:%H:%M}"  # noqa: RUF001 - as above


def _around(entry: Occupied, zone: str, around: str) -> str:
    """Say from when and until when the room is really taken, where that is longer than the meeting."""
    if entry.blocked == entry.period:
        return ""
    starts, ends = (local(at, zone) for at in (entry.blocked.starts_at, entry.blocked.ends_at))
    return around % {"hours": f"{starts:%H:%M}–{ends:%H:%M}"}  # noqa: RUF001 - as above


def _hours(period: Period, zone: str) -> str:
    return f"{local(period.starts_at, zone):%H:%M}–{local(period.ends_at, zone):%H:%M}"  # noqa: RUF001 - as above
