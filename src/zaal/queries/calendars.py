"""Options and bookings as calendar entries; the words in them can be replaced by a door's own.

Each period of the main room is one event, which names the further rooms: whoever is invited comes to one meeting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zaal.domain.calendars import CalendarEntry, Contact, EntryStatus, sequence_of, uid_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zaal.queries.sales import BookingView, OptionView, QuoteView


def option_calendar(view: OptionView, *, status: EntryStatus, stamped_at: datetime) -> CalendarEntry:
    """Return an option as it stood at one of its steps, which may be earlier than what the view tells."""
    return _entry(view.quote, _booker(view), view.reference, status, stamped_at)


def booking_calendar(view: BookingView) -> CalendarEntry:
    """Return a booking as it stands: definite, or called off."""
    if view.cancelled_at is not None:
        return _booked(view, EntryStatus.CANCELLED, view.cancelled_at)
    return confirmed_calendar(view)


def confirmed_calendar(view: BookingView) -> CalendarEntry:
    """Return a booking as it was when it was confirmed or last changed, also when it has been called off since."""
    stamped_at = view.changes[-1].changed_at if view.changes else view.confirmed_at
    return _booked(view, EntryStatus.CONFIRMED, stamped_at)


def dropped_calendar(view: BookingView, before: BookingView) -> CalendarEntry:
    """Return the days that the booking had ``before`` its last change and has no more, as called off."""
    kept = len(view.quote.periods)
    gone = _booked(view, EntryStatus.CANCELLED, view.changes[-1].changed_at)
    return replace(gone, periods=before.quote.periods[kept:], first=kept + 1, sequence=len(view.changes) + 1)


def _booked(view: BookingView, status: EntryStatus, stamped_at: datetime) -> CalendarEntry:
    entry = _entry(view.quote, _booker(view), view.reference, status, stamped_at)
    return replace(entry, uid=uid_of(view.sale), sequence=sequence_of(status, len(view.changes)))


def _entry(
    quote: QuoteView, attendee: Contact, reference: str, status: EntryStatus, stamped_at: datetime
) -> CalendarEntry:
    house = quote.house
    return CalendarEntry(
        uid=uid_of(quote.reference),
        sequence=sequence_of(status),
        status=status,
        periods=quote.periods,
        zone=house.time_zone,
        summary=f"{quote.title or house.space} - {house.name}",
        location=_location(quote),
        description="\n".join([reference, *_rooms_beside(quote)]),
        organizer=Contact(house.name, house.email) if house.email else None,
        attendee=attendee,
        url="",
        stamped_at=stamped_at,
    )


def _booker(view: BookingView | OptionView) -> Contact:
    return Contact(view.person_name, view.person_email)


def _location(quote: QuoteView) -> str:
    """Say where: the rooms, then the house."""
    house = quote.house
    town = f"{house.postcode} {house.city}".strip()
    rooms = " + ".join(dict.fromkeys(room.space for room in quote.rooms))
    return ", ".join(part for part in (rooms, house.name, house.address, town, house.country) if part)


def _rooms_beside(quote: QuoteView) -> Iterator[str]:
    """Say of each further room when it is used, on the venue's clock; one without words of any language."""
    zone = ZoneInfo(quote.house.time_zone)
    for room in quote.rooms[1:]:
        spans = [(period.starts_at.astimezone(zone), period.ends_at.astimezone(zone)) for period in room.periods]
        yield f"{room.space}: " + "; ".join(f"{starts:%Y-%m-%d %H:%M}-{ends:%H:%M}" for starts, ends in spans)
