"""A sale as an entry in somebody's calendar: one identity for its whole life, each step raised above the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.period import Period

UID_HOST = "zaal"


class Method(StrEnum):
    """What the receiver's calendar is asked to do (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class EntryStatus(StrEnum):
    """How sure the meeting is: under option, definite, or called off."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


# Every step of a sale goes to a later status, so a later letter always stands above an earlier one.
SEQUENCES = {EntryStatus.TENTATIVE: 0, EntryStatus.CONFIRMED: 1, EntryStatus.CANCELLED: 2}


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody an entry names, by name and e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One sale in a calendar; ``periods`` are instants, shown on the clock of ``zone``.

    ``first`` is the number of the first period among those of the sale. ``stamped_at`` is when it came to stand like
    this (UTC). Without an organizer it can only be published.
    """

    uid: str
    sequence: int
    status: EntryStatus
    periods: tuple[Period, ...]
    zone: str
    summary: str
    location: str
    description: str
    organizer: Contact | None
    attendee: Contact
    url: str
    stamped_at: datetime
    first: int = 1


def uid_of(quote_reference: str) -> str:
    """Name a sale for calendars: the quote's reference stays the same from option to cancellation."""
    return f"{quote_reference}@{UID_HOST}"


def sequence_of(status: EntryStatus, changes: int = 0) -> int:
    """Return the SEQUENCE of a step after so many changes: calendars ignore what is not above what they have."""
    return SEQUENCES[status] + changes


def method_of(status: EntryStatus) -> Method:
    """Return what a letter about this step asks the receiver's calendar."""
    return Method.CANCEL if status is EntryStatus.CANCELLED else Method.REQUEST
