"""Where mail goes when no mail server is set (the demo): it is kept, and read at the outbox."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from zaal.domain.letters import Letter
from zaal.interfaces import clock
from zaal.usecases import deliveries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class LetterboxBackend(BaseEmailBackend):
    """Keeps every message as a letter about no fact, such as the sign-in codes."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [letter for message in email_messages for letter in _letters(message)]
        # A view may be in a transaction, and use-cases open their own: keep the letters when it has committed.
        transaction.on_commit(partial(deliveries.keep, fact=None, letters=letters, now=clock.now()))
        return len(email_messages)


def _letters(message: EmailMessage) -> list[Letter]:
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
    return [
        Letter(
            recipient=recipient,
            language=get_language() or "en",
            subject=str(message.subject),
            text=str(message.body),
            html=html,
        )
        for recipient in message.recipients()
    ]
