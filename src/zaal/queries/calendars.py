"""Options and bookings as calendar entries; the words in them can be replaced by a door's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaal.domain.calendars import CalendarEntry, Contact, EntryStatus, sequence_of, uid_of

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.queries.sales import BookingView, House, OptionView, QuoteView


def option_calendar(view: OptionView, *, status: EntryStatus, stamped_at: datetime) -> CalendarEntry:
    """Return an option as it stood at one of its steps, which may be earlier than what the view tells."""
    return _entry(view.quote, _booker(view), view.reference, status, stamped_at)


def booking_calendar(view: BookingView) -> CalendarEntry:
    """Return a booking as it stands: definite, or called off."""
    if view.cancelled_at is not None:
        return _entry(view.quote, _booker(view), view.reference, EntryStatus.CANCELLED, view.cancelled_at)
    return confirmed_calendar(view)


def confirmed_calendar(view: BookingView) -> CalendarEntry:
    """Return a booking as it was when it was confirmed, also when it has been called off since."""
    return _entry(view.quote, _booker(view), view.reference, EntryStatus.CONFIRMED, view.confirmed_at)


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
        location=_location(house),
        description=reference,
        organizer=Contact(house.name, house.email) if house.email else None,
        attendee=attendee,
        url="",
        stamped_at=stamped_at,
    )


def _booker(view: BookingView | OptionView) -> Contact:
    return Contact(view.person_name, view.person_email)


def _location(house: House) -> str:
    town = f"{house.postcode} {house.city}".strip()
    return ", ".join(part for part in (house.space, house.name, house.address, town, house.country) if part)
