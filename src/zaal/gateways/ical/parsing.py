"""The text of a calendar file into its parts; where that fails, into as many of its events as can be read."""

from __future__ import annotations

import re
from typing import Final

import icalendar

_FLAGS: Final = re.MULTILINE | re.DOTALL | re.IGNORECASE
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\r?\n.*?^END:VEVENT[ \t]*(?:\r?\n|\Z)", _FLAGS)
_ZONE = re.compile(r"^BEGIN:VTIMEZONE[ \t]*\r?\n.*?^END:VTIMEZONE[ \t]*\r?\n", _FLAGS)
_METHOD = re.compile(r"^METHOD:[^\n]*\n", _FLAGS)
# Reading piece by piece is slower than at once.
_MOST_PIECES: Final = 5_000


def parsed(text: str) -> tuple[list[icalendar.Component], int]:
    """Parse a whole file; where that fails each event by itself, so that a broken one spoils no other.

    Return its parts and how many events were broken. Raises whatever the library does where none can be read.
    """
    try:
        return list(icalendar.Calendar.from_ical(text, multiple=True)), 0
    except Exception:
        pieces = _EVENT.findall(text)
        if not 1 < len(pieces) <= _MOST_PIECES or marks(text, "BEGIN") != 1:
            raise
        found = _pieced(text, pieces)
        if found[1] == len(pieces):
            raise
        return found


def marks(text: str, mark: str) -> int:
    """Count the lines at which a calendar begins, or ends."""
    return len(re.findall(rf"^{mark}:VCALENDAR\s*$", text, re.MULTILINE | re.IGNORECASE))


def _pieced(text: str, pieces: list[str]) -> tuple[list[icalendar.Component], int]:
    rest = "".join([*_METHOD.findall(text)[:1], *_ZONE.findall(text)])
    [made] = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{rest}END:VCALENDAR\r\n", multiple=True)
    broken = 0
    for piece in pieces:
        try:
            made.subcomponents += icalendar.Calendar.from_ical(piece, multiple=True)
        except Exception:  # noqa: BLE001 - the parser lets through whatever its parts raise
            broken += 1
    return [made], broken
