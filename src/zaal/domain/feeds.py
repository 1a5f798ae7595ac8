"""Calendars that go out of a house and come into it: what each shows, where it lands, when it is asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from zaal.domain.refusals import Conflict, Invalid, NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.period import Period

MOST_BYTES: Final = 5 * 1024 * 1024
# Rooms are sold two years ahead at most; what lies beyond comes in when it is nearer.
AHEAD: Final = timedelta(days=2 * 365)
EVERY: Final = timedelta(minutes=30)
LONGEST_WAIT: Final = timedelta(hours=24)
WARNED_AFTER: Final = timedelta(hours=24)
LONGEST_NAME, LONGEST_ADDRESS = 120, 2000
MOST_FEEDS, MOST_SOURCES = 100, 60
_SCHEMES: Final = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
_LAST_PORT: Final = 65_535


class Shows(StrEnum):
    """What a calendar that goes out tells of each time: only that it is taken, or which sale it is and how many."""

    BUSY = "busy"
    REFERENCE = "reference"


class Target(StrEnum):
    """Where the events of a calendar land: in one room, in all of the house, or in the room that each names."""

    SPACE = "space"
    HOUSE = "house"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a calendar's events go; ``space`` is a room's slug, for the target of one room only."""

    target: Target
    space: str | None = None


@dataclass(frozen=True, slots=True)
class BusyTime:
    """One room taken once, set-up and breakdown included, as a calendar that goes out tells it.

    ``uid`` stays the same from option to booking and when it moves, ``sequence`` rises with each step. ``reference``
    and ``delegates`` are those of a sale; what the house closed has none. ``stamped_at`` is when it came to stand so.
    """

    uid: str
    sequence: int
    period: Period
    room: str
    is_option: bool
    reference: str
    delegates: int | None
    stamped_at: datetime | None


class FeedUnknown(NotFound):
    """No calendar goes out under this secret or reference (any more)."""

    code = "feed_unknown"


class SourceUnknown(NotFound):
    """No calendar of this reference comes in (any more)."""

    code = "source_unknown"


class TooManyCalendars(Conflict):
    """A house with ``most`` calendars of this kind already."""

    code = "too_many_calendars"


class CalendarNameWrong(Invalid):
    """A name for a calendar that is empty, has more than ``most`` signs, or signs that cannot be kept."""

    code = "calendar_name_wrong"


class AddressWrong(Invalid):
    """An address nobody can be asked at; ``reason`` is ``scheme``, ``host``, ``password``, ``port`` or ``length``."""

    code = "calendar_address_wrong"


class NotAnAddress(Conflict):
    """A calendar that came as a file has nowhere to be asked for again."""

    code = "calendar_without_address"


class NotAFile(Conflict):
    """A calendar with an address is read from there, not from a file."""

    code = "calendar_with_address"


def check_name(name: str) -> str:
    """Return the name tidied. Refuses: CalendarNameWrong."""
    tidied = " ".join(name.split())
    if not tidied or len(tidied) > LONGEST_NAME or "\x00" in tidied:
        raise CalendarNameWrong(most=LONGEST_NAME)
    return tidied


def check_address(address: str) -> str:
    """Return an address as it can be asked: http or https; ``webcal`` is https under another name.

    Refuses: AddressWrong. Whether it leads to a private network is seen only when its name is resolved.
    """
    tidied = address.strip()
    if len(tidied) > LONGEST_ADDRESS or any(sign.isspace() or not sign.isprintable() for sign in tidied):
        raise AddressWrong(reason="length", most=LONGEST_ADDRESS)
    try:
        parts = urlsplit(tidied)
        port = parts.port
    except ValueError as error:
        raise AddressWrong(reason="port", most=_LAST_PORT) from error
    if parts.scheme.lower() not in _SCHEMES:
        raise AddressWrong(reason="scheme", scheme=parts.scheme)
    if not parts.hostname:
        raise AddressWrong(reason="host")
    if parts.username is not None or parts.password is not None:
        raise AddressWrong(reason="password")
    host = parts.hostname.encode("idna").decode() if _is_named(parts.hostname) else f"[{parts.hostname}]"
    return urlunsplit((_SCHEMES[parts.scheme.lower()], f"{host}:{port}" if port else host, parts.path, parts.query, ""))


def next_try(now: datetime, *, failures: int) -> datetime:
    """Return when an address is asked again: half an hour later, after failures twice as long each, a day at most."""
    return now + min(EVERY * (1 << min(failures, 10)), LONGEST_WAIT)


def _is_named(host: str) -> bool:
    if ":" in host:
        return False
    try:
        host.encode("idna")
    except UnicodeError as error:
        raise AddressWrong(reason="host") from error
    return True
