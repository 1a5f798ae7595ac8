"""Challenge: the next in line is ready to book, and those ahead confirm or let go within the hours the house gives.

A challenge brings the release moment of the challenged option forward; whatever ends an option at its release moment
then ends it at the deadline too. When the challenge falls, the moment that was agreed comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.db.models import F
from procrastinate.contrib.django import app as queue

from zaal.domain.actors import SYSTEM
from zaal.domain.challenges import answer_by
from zaal.domain.options import expired, require_held
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.sales import OptionEnded
from zaal.records.diary.claims import short_waits
from zaal.records.sales.challenges import ahead_of, open_challenges
from zaal.records.sales.line import locked_option
from zaal.records.sales.models import Challenge, Option, OptionEnd
from zaal.usecases.facts import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zaal.domain.actors import Actor


@transaction.atomic(durable=True)
def challenge(*, actor: Actor, option: str, now: datetime) -> datetime:
    """Let those ahead of this waiting option confirm or let go, and return until when at the latest (UTC).

    Challenging again is the same as once. Each of those ahead has the house's hours, never beyond their own release.
    Refuses: OptionUnknown, NotAllowed, OptionEnded, OptionExpired, HoldsItself, NotNextInLine, NobodyToChallenge,
    FirstHasAsked.
    """
    row = locked_option(option, actor)
    owner = Owner(person_id=row.person_id, hotel_id=row.quote.venue.organisation_id)
    require(actor, Action.CHALLENGE, owner=owner)
    if hasattr(row, "end"):
        raise OptionEnded(option=row.reference, ending=row.end.ending)
    require_held(row.release_at, now=now)
    # Locked in one order, and looked at again: one of them may have ended, or asked the hotel, while we waited.
    list(Option.objects.filter(pk__in=ahead_of(row, now=now)).order_by("pk").select_for_update(of=("self",)))
    holders = Option.objects.filter(pk__in=ahead_of(row, now=now)).order_by("pk")
    deadlines = [_challenged(first, row, now=now) for first in holders]
    latest = max(until for until, _ in deadlines)
    if any(is_new for _, is_new in deadlines):
        write("ChallengeMade", row.reference, actor=actor, now=now, answer_by=latest.isoformat(), rank=row.rank)
    return latest


@transaction.atomic(durable=True)
def withdraw(*, option: int, now: datetime) -> None:
    """End the challenges of an option that has ended, once whom they were about is in nobody's hands (a job)."""
    _withdraw([option], now=now)


def withdrawn(rows: Iterable[Option], *, now: datetime) -> None:
    """End the challenges that these options made, which have ended themselves. Needs a transaction.

    Those challenged hold the room again until the moment that was agreed. Whoever has one of them in hand may be
    waiting for us: then it is left to the worker.
    """
    ended = [row.pk for row in rows]
    try:
        with transaction.atomic(), short_waits():
            _withdraw(ended, now=now)
    except OperationalError:
        for number in ended:
            queue.configure_task("withdraw_challenges", queue="sales").defer(option=number)


def answered(row: Option, *, now: datetime) -> None:
    """End the challenges of an option, locked by the caller, whose holder asked the hotel to book: an answer."""
    standing = open_challenges().filter(challenged=row).select_related("challenger")
    for one in standing:
        write("ChallengeAnswered", one.challenger.reference, actor=SYSTEM, now=now, rank=one.challenger.rank)
        row.release_at = max(row.release_at, one.otherwise_at)
    if standing:
        Challenge.objects.filter(pk__in=[one.pk for one in standing]).update(ended_at=now)
        row.save(update_fields=["release_at"])


def lost(rows: Iterable[Option]) -> frozenset[int]:
    """Return the keys of those options whose release moment has come that would be held longer, but for a challenge."""
    standing = open_challenges().filter(challenged__in=list(rows), otherwise_at__gt=F("challenged__release_at"))
    return frozenset(standing.values_list("challenged_id", flat=True))


def _challenged(first: Option, by: Option, *, now: datetime) -> tuple[datetime, bool]:
    """Bring the release of an option forward, and return its deadline and whether that is news."""
    standing = open_challenges().filter(challenged=first).order_by("pk")
    own = standing.filter(challenger=by).first()
    if own is not None:
        return own.answer_by, False
    others = standing.first()
    agreed = others.otherwise_at if others else first.release_at
    until = answer_by(first.quote.venue.challenge_hours, release_at=first.release_at, now=now)
    Challenge.objects.create(challenger=by, challenged=first, made_at=now, answer_by=until, otherwise_at=agreed)
    first.release_at = until
    first.save(update_fields=["release_at"])
    # Nobody's act in their history: it would tell them who waits behind.
    write("OptionChallenged", first.reference, actor=SYSTEM, now=now, answer_by=until.isoformat(), rank=1)
    return until, True


def _withdraw(ended: list[int], *, now: datetime) -> None:
    fallen = Challenge.objects.filter(challenger__in=ended, ended_at=None, challenged__end=None)
    challenged = sorted(set(fallen.values_list("challenged_id", flat=True)))
    rows = list(Option.objects.filter(pk__in=challenged).order_by("pk").select_for_update(of=("self",)))
    over = frozenset(OptionEnd.objects.filter(option__in=rows).values_list("option_id", flat=True))
    for row in rows:
        if row.pk in over or expired(row.release_at, now):
            continue
        mine = fallen.filter(challenged=row)
        agreed = max(mine.values_list("otherwise_at", flat=True))
        mine.update(ended_at=now)
        left = open_challenges().filter(challenged=row).exclude(challenger__in=ended)
        release_at = min([agreed, *left.values_list("answer_by", flat=True)])
        if release_at > row.release_at:
            row.release_at = release_at
            row.save(update_fields=["release_at"])
            write("ChallengeFallen", row.reference, actor=SYSTEM, now=now, release_at=release_at.isoformat(), rank=1)
