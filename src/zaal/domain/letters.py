"""A letter as it goes out: words in one language, and a calendar file where the sale changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address; ``html`` and ``calendar`` (RFC 5545 text) may be empty."""

    recipient: str
    language: str
    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    calendar_method: str = ""
