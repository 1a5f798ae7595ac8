"""The same request twice has one outcome: what an ``Idempotency-Key`` means."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.sales import ReplayMismatch
from zaal.records.logbook.models import Replay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from zaal.domain.actors import Actor

GUESTS = 0
# Longer than anybody repeats a request; a key sent after that is a new one.
KEPT = timedelta(days=30)


def once(  # noqa: PLR0913 - one outcome has just these parts
    *, actor: Actor, act: str, key: str | None, request: object, now: datetime, make: Callable[[], str]
) -> str:
    """Do the act and return its reference, or return what the same key led to before. Needs a transaction.

    Two requests with one key at the same moment: the second waits for the first and gets its outcome.
    A guest's key counts together with the request, so that no guest meets another's. Refuses: ReplayMismatch.
    """
    if not key:
        return make()
    digest = sha256(repr(request).encode()).hexdigest()
    person = actor.person_id or GUESTS
    # Kept as a digest: whatever somebody takes for a key, it fits the record.
    own_key = sha256((key if actor.person_id else f"{key}{digest}").encode()).hexdigest()
    row = None
    while row is None:  # one that is forgotten at this very moment is gone after we waited for it
        Replay.objects.bulk_create(
            [Replay(person_id=person, act=act, key=own_key, request_digest=digest, made_at=now)], ignore_conflicts=True
        )
        row = Replay.objects.select_for_update().filter(person_id=person, act=act, key=own_key).first()
    if row.request_digest != digest:
        raise ReplayMismatch(key=key)
    if not row.reference:
        row.reference = make()
        row.save(update_fields=["reference"])
    return row.reference


@transaction.atomic(durable=True)
def forget_before(*, before: datetime) -> int:
    """Forget the keys first sent before this moment, and return how many; what they led to stays."""
    forgotten, _ = Replay.objects.filter(made_at__lt=before).delete()
    return forgotten
