"""Letters written from a fact: one to the booker and one to the hotel, each in its reader's language."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaal.domain.calendars import Contact, EntryStatus, method_of
from zaal.domain.letters import Letter
from zaal.gateways.ical.write import calendar
from zaal.interfaces import again
from zaal.interfaces.worker.sentences import opening, subject, way
from zaal.interfaces.worker.sheet import blocks
from zaal.interfaces.worker.tidings import Kind, Side, Tiding, deadline_of, rank_of
from zaal.queries import calendars
from zaal.queries.sales import BookingView

if TYPE_CHECKING:
    from zaal.domain.calendars import CalendarEntry
    from zaal.interfaces.worker.tidings import Sale
    from zaal.queries.deliveries import Correspondent, Correspondents, FactView

DEFAULT_LANGUAGE = "en"
MOST_SUBJECT = 300
# Nothing moves in a calendar.
QUIET = frozenset(
    {
        Kind.OPTION_REMINDED,
        Kind.OPTION_EXTENDED,
        Kind.OPTION_CHALLENGED,
        Kind.CHALLENGE_MADE,
        Kind.CHALLENGE_ANSWERED,
        Kind.CHALLENGE_FALLEN,
        Kind.REQUEST_PRESSED,
        Kind.REQUEST_UNANSWERED,
        Kind.BOOKING_ASKED,
        Kind.FIRST_BOOKED,
    }
)
LOOK_ELSEWHERE = frozenset({Kind.FIRST_BOOKED, Kind.REQUEST_REFUSED, Kind.REQUEST_UNANSWERED})
# What only the house's own people hear.
AMONG_THE_HOUSE = frozenset({Kind.REQUEST_PRESSED})


def write(
    fact: FactView, sale: Sale, sides: Correspondents, *, base_url: str, before: BookingView | None = None
) -> tuple[Letter, ...]:
    """Write the letters a fact asks for; links start with ``base_url``. ``before``: the booking before a change."""
    kind = Kind(fact.kind)
    room = "bookings" if isinstance(sale, BookingView) else "options"
    readers = [] if kind in AMONG_THE_HOUSE else [(Side.BOOKER, sides.booker)]
    if sides.house is not None:
        readers.append((Side.HOUSE, sides.house))
    return tuple(
        _letter(
            Tiding(
                kind=kind,
                happened_at=fact.happened_at,
                sale=sale,
                rank=rank_of(fact, sale),
                side=side,
                reader=reader,
                booker=sides.booker,
                language=_language(reader),
                url=f"{base_url}/{room}/{sale.reference}",
                elsewhere=f"{base_url}/search?{again.search(sale.quote, fact.happened_at)}",
                before=before,
                deadline=deadline_of(fact),
            )
        )
        for side, reader in readers
    )


def _language(reader: Correspondent) -> str:
    spoken = {code for code, _name in settings.LANGUAGES}
    return next((language for language in reader.languages if language in spoken), DEFAULT_LANGUAGE)


def _letter(tiding: Tiding) -> Letter:
    with override(tiding.language):
        title = " ".join(subject(tiding).split())[:MOST_SUBJECT]
        words = {
            "subject": title,
            "language": tiding.language,
            "name": tiding.reader.name,
            "opening": opening(tiding),
            "blocks": blocks(tiding),
            "url": tiding.url,
            "way": way(tiding),
            "elsewhere": tiding.elsewhere if tiding.kind in LOOK_ELSEWHERE and tiding.side is Side.BOOKER else "",
        }
        entry = _entry(tiding)
        return Letter(
            recipient=tiding.reader.email,
            language=tiding.language,
            subject=title,
            text=render_to_string("letters/letter.txt", words).strip() + "\n",
            html=render_to_string("letters/letter.html", words),
            calendar=calendar(entry, method=method_of(entry.status)).decode() if entry else "",
            calendar_method=method_of(entry.status).value if entry else "",
        )


def _entry(tiding: Tiding) -> CalendarEntry | None:
    """Return what the reader's calendar is told; nothing when the fact moves nothing in it."""
    entry = _step(tiding)
    if entry is None:
        return None
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    held = entry.status is EntryStatus.TENTATIVE
    lines = [f"{label}: {value}" for block in blocks(tiding)[:2] for label, value in block.rows]
    return replace(
        entry,
        summary=_("Option: %(what)s") % {"what": entry.summary} if held else entry.summary,
        description="\n".join([*lines, tiding.url]),
        url=tiding.url,
        organizer=entry.organizer or Contact(name, email),
    )


def _step(tiding: Tiding) -> CalendarEntry | None:
    sale = tiding.sale
    if isinstance(sale, BookingView):
        if tiding.kind is Kind.DAYS_DROPPED and tiding.before is not None:
            return calendars.dropped_calendar(sale, tiding.before)
        cancelled = tiding.kind is Kind.BOOKING_CANCELLED
        return calendars.booking_calendar(sale) if cancelled else calendars.confirmed_calendar(sale)
    if tiding.rank > 1 or tiding.kind in QUIET:
        return None
    held = tiding.kind in {Kind.OPTION_PLACED, Kind.OPTION_PROMOTED}
    status = EntryStatus.TENTATIVE if held else EntryStatus.CANCELLED
    return calendars.option_calendar(sale, status=status, stamped_at=tiding.happened_at)
