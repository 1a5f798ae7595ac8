"""Letters that were written, as the demo's outbox shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.refusals import NotFound
from zaal.records.logbook.models import Letter

if TYPE_CHECKING:
    from datetime import datetime


class LetterUnknown(NotFound):
    """No letter with this number was written."""

    code = "letter_unknown"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the outbox."""

    number: int
    recipient: str
    subject: str
    language: str
    written_at: datetime
    has_calendar: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """A whole letter: plain text, the HTML beside it where there is one, and the calendar file attached to it."""

    number: int
    recipient: str
    subject: str
    language: str
    written_at: datetime
    text: str
    html: str
    calendar: str
    calendar_method: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A page of letters, newest first, and the cursor to the next one."""

    rows: tuple[LetterRow, ...]
    next: str | None


def letters(*, after: str | None = None, most: int = 30) -> LetterPage:
    """List every letter written, newest first; for the demo only, since it shows everybody's post. One query."""
    found = Letter.objects.order_by("-pk").values_list(
        "pk", "recipient", "subject", "language", "written_at", "calendar_method"
    )
    if after and after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: most + 1])
    shown = tuple(
        LetterRow(number, recipient, subject, language, written_at, bool(method))
        for number, recipient, subject, language, written_at, method in rows[:most]
    )
    return LetterPage(rows=shown, next=str(shown[-1].number) if len(rows) > most else None)


def letter(number: int) -> LetterView:
    """Return one letter as it went out; for the demo only. Refuses: LetterUnknown."""
    row = Letter.objects.filter(pk=number).first()
    if row is None:
        raise LetterUnknown(letter=number)
    return LetterView(
        number=row.pk,
        recipient=row.recipient,
        subject=row.subject,
        language=row.language,
        written_at=row.written_at,
        text=row.text,
        html=row.html,
        calendar=row.calendar,
        calendar_method=row.calendar_method,
    )
