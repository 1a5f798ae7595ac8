"""Letters: kept once per fact and recipient, then sent; a letter is kept before it goes out and marked after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.records.logbook.models import Letter as LetterRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zaal.domain.letters import Letter


@transaction.atomic(durable=True)
def keep(*, fact: int | None, letters: Sequence[Letter], now: datetime) -> None:
    """Keep the letters about a fact (its number), or about none; whoever has one about this fact gets no second."""
    rows = [
        LetterRow(
            fact_id=fact,
            recipient=letter.recipient,
            language=letter.language,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            calendar=letter.calendar,
            calendar_method=letter.calendar_method,
            written_at=now,
        )
        for letter in letters
    ]
    LetterRow.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic(durable=True)
def mark_sent(*, letter: int, now: datetime) -> None:
    """Note that the mail server took a letter (its number); it is not sent again."""
    LetterRow.objects.filter(pk=letter, sent_at=None).update(sent_at=now)
