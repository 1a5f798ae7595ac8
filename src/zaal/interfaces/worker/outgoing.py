"""Kept letters on their way out."""

from __future__ import annotations

from django.conf import settings

from zaal.gateways import mail
from zaal.interfaces import clock
from zaal.queries import deliveries as post
from zaal.usecases import deliveries


def send(fact_id: int) -> None:
    """Send the letters about a fact that have not gone out; without a mail server they are only kept."""
    if not settings.EMAIL_HOST:
        return
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    for unsent in post.unsent(fact_id):
        mail.send(unsent.letter, message_id=f"<letter-{unsent.number}@{host}>")
        deliveries.mark_sent(letter=unsent.number, now=clock.now())
