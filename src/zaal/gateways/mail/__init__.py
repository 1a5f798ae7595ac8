"""Letters handed to the mail server that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives

if TYPE_CHECKING:
    from zaal.domain.letters import Letter

CALENDAR_FILE = "zaal.ics"


def send(letter: Letter, *, message_id: str) -> None:
    """Send one letter, or raise what the mail server answered (``OSError``, ``smtplib.SMTPException``).

    ``message_id`` stays the same when a letter is sent again, so that a mailbox can tell it has it already.
    The calendar goes along twice: as a part that mail programs act on, and as a file for people.
    """
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.recipient])
    message.extra_headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach_alternative(letter.calendar, f"text/calendar; method={letter.calendar_method}")
        message.attach(CALENDAR_FILE, letter.calendar.encode(), "application/ics")
    message.send()
