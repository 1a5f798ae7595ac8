"""Options: the quoted space held free of charge until its release moment, in a fair queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from procrastinate.contrib.django import app as queue

from zaal.domain.actors import SYSTEM
from zaal.domain.diary import EntryKind, SpaceTaken
from zaal.domain.options import Term, TermUnit, release_moment, require_held, require_room_for_more
from zaal.domain.permissions import Action, Owner, require
from zaal.domain.references import new_reference
from zaal.domain.sales import OptionEnded, OptionEnding, QuoteExpired, QuoteUsed
from zaal.records.diary.claims import ATTEMPTS, claim, release, short_waits, stands_still, wait
from zaal.records.listing import board
from zaal.records.sales.line import (
    competing,
    customer_of,
    living_options,
    locked_option,
    locked_quote,
    parts_of,
    space_names,
    starts_of,
    waiting_on,
)
from zaal.records.sales.models import Option, OptionEnd, Quote
from zaal.usecases import challenges
from zaal.usecases.facts import write
from zaal.usecases.refused import counted
from zaal.usecases.replays import once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta

    from zaal.domain.actors import Actor


# What is written down of an option that ends without a booking.
ENDED = {
    OptionEnding.RELEASED: "OptionReleased",
    OptionEnding.EXPIRED: "OptionExpired",
    OptionEnding.LAPSED_BY_CHALLENGE: "OptionLapsedByChallenge",
}


@counted
@transaction.atomic(durable=True)
def place(  # noqa: PLR0913 - each is one thing the customer says
    *,
    actor: Actor,
    quote: str,
    now: datetime,
    until: datetime | date | None = None,
    may_wait: bool = False,
    key: str | None = None,
) -> str:
    """Hold the quoted space; the first in line blocks the diary, others wait if they said they may.

    ``until``: a moment, a date (end of that day in the venue, or the meeting's start when that is earlier) or None for
    the venue's usual number of days.
    The same person placing the same quote again gets the same option, while it lives or once it is booked.
    Refuses: NotFound, SignInNeeded, QuoteExpired, QuoteUsed, OptionEnded, OptionExpired, TooManyOptions, SpaceTaken,
    ReleaseInPast, ReleaseTooLate.
    """
    return once(
        actor=actor,
        act="option",
        key=key,
        request=(quote, until, may_wait),
        now=now,
        make=lambda: _place(actor, locked_quote(quote, actor), until, may_wait=may_wait, now=now),
    )


@transaction.atomic(durable=True)
def let_go(*, actor: Actor, option: str, now: datetime) -> None:
    """Release an option by hand; whoever waits moves up. Letting go twice is the same as once.

    Refuses: NotFound, NotAllowed, OptionEnded (when it was booked or had lapsed).
    """
    row = locked_option(option, actor)
    require(actor, Action.RELEASE_OPTION, owner=_owner(row.quote, row.person_id))
    if hasattr(row, "end"):
        if row.end.ending == OptionEnding.RELEASED:
            return
        raise OptionEnded(option=row.reference, ending=row.end.ending)
    _end(row, OptionEnding.RELEASED, actor=actor, now=now)
    challenges.withdrawn([row], now=now)
    hand_on([row.reference], now=now, behind=0 if row.rank == 1 else row.pk)


@transaction.atomic(durable=True)
def expire_due(*, actor: Actor, now: datetime, most: int = 200) -> int:
    """End every option whose release moment has come (up to ``most`` at a time) and move the next ones up."""
    due = list(
        Option.objects.filter(end=None, release_at__lte=now)
        .select_related("quote__space")
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)[:most]
    )
    ended = frozenset(OptionEnd.objects.filter(option__in=due).values_list("option_id", flat=True))
    still_alive = [row for row in due if row.pk not in ended]
    lost = challenges.lost(still_alive)
    for row in still_alive:
        ending = OptionEnding.LAPSED_BY_CHALLENGE if row.pk in lost else OptionEnding.EXPIRED
        _end(row, ending, actor=actor, now=now)
    challenges.withdrawn(still_alive, now=now)
    # All at once: one after the other would lock listing rows out of their order.
    hand_on([row.reference for row in still_alive], now=now)
    return len(still_alive)


@transaction.atomic(durable=True)
def remind_due(*, actor: Actor, now: datetime, ahead: timedelta) -> int:
    """Tell, once, the holder of every option that lapses within ``ahead``."""
    due = list(
        Option.objects.filter(end=None, reminded_at=None, release_at__gt=now, release_at__lte=now + ahead)
        .filter(placed_at__lt=now - ahead / 4)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    for row in due:
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        write("OptionReminded", row.reference, actor=actor, now=now)
    return len(due)


@transaction.atomic(durable=True)
def move_up(*, actor: Actor, sections: Sequence[int], now: datetime) -> None:
    """Let the options waiting on these sections try again, in order (the worker's second attempt)."""
    _move_up(waiting_on(sections, now=now), actor=actor, now=now)


def hand_on(references: Sequence[str], *, now: datetime, behind: int = 0) -> None:
    """Free what stands in the diary under these references and let the next in line have it. Needs a transaction.

    The promotion is nobody's act: its history would else tell the next in line who was before them.
    Locks go in one order: diary entries, waiting options, listing rows. ``behind``: see ``waiting_on``.
    """
    pass_on(release(references), now=now, behind=behind)


def pass_on(freed: frozenset[int], *, claimed: frozenset[int] = frozenset(), now: datetime, behind: int = 0) -> None:
    """Let the next in line have what became free in these sections. Needs a transaction; as ``hand_on``.

    ``claimed`` are sections that the same act has newly taken: search must hear of those too.
    """
    waiting: Sequence[Option] = ()
    try:
        with transaction.atomic(), short_waits():
            waiting = waiting_on(freed, now=now, behind=behind)
    except OperationalError:
        _try_later(sorted(freed))
    board.recompute(freed | claimed)
    _move_up(waiting, actor=SYSTEM, now=now)


def _move_up(waiting: Sequence[Option], *, actor: Actor, now: datetime) -> None:
    for row in waiting:
        try:
            with transaction.atomic(), short_waits():
                release([row.reference])
                _claim(row.quote, row.reference)
        except SpaceTaken:
            ahead = competing(row.quote, now=now).filter(pk__lt=row.pk).count()
            Option.objects.filter(pk=row.pk).update(rank=max(2, ahead + 1))
        except OperationalError:
            # Somebody else is claiming part of it at this very moment, and may be waiting for us: try after the commit.
            queue.configure_task("move_up", queue="sales").defer(
                sections=[*sorted({part.section_id for part in parts_of(row.quote)})]
            )
        else:
            Option.objects.filter(pk=row.pk).update(rank=1, first_at=now)
            write("OptionPromoted", row.reference, actor=actor, now=now)


def _try_later(sections: Sequence[int]) -> None:
    """Leave it to the worker: somebody else has part of it in hand this very moment, and may be waiting for us."""
    queue.configure_task("move_up", queue="sales").defer(sections=list(sections))


def _place(actor: Actor, row: Quote, until: datetime | date | None, *, may_wait: bool, now: datetime) -> str:
    person = customer_of(row, actor)
    require(actor, Action.PLACE_OPTION, owner=_owner(row, person))
    existing = Option.objects.filter(quote=row).select_related("end").first()
    if existing is not None:
        return _same_again(existing, now=now)
    if hasattr(row, "booking") or hasattr(row, "change_from"):
        used = row.booking if hasattr(row, "booking") else row.change_from.booking
        raise QuoteUsed(quote=row.reference, booking=used.reference)
    if now >= row.valid_until:
        raise QuoteExpired(quote=row.reference, valid_until=row.valid_until)
    usual = Term(row.venue.option_days, TermUnit.DAYS)
    starts_at = starts_of(row)
    release_at = release_moment(until or usual, now=now, starts_at=starts_at, zone=row.venue.time_zone)
    reference = new_reference("option")
    require_room_for_more(living_options(person, venue=row.venue_id, now=now))
    rank = _hold(row, reference, may_wait=may_wait, now=now)
    if row.person_id is None:
        Quote.objects.filter(pk=row.pk).update(person_id=person)
    Option.objects.create(
        reference=reference,
        quote=row,
        person_id=person,
        rank=rank,
        placed_at=now,
        first_at=now if rank == 1 else None,
        release_at=release_at,
    )
    write("OptionPlaced", reference, actor=actor, now=now, rank=rank, release_at=release_at.isoformat())
    return reference


def _same_again(existing: Option, *, now: datetime) -> str:
    """Return the option this quote led to before, unless nothing is held under it any more."""
    if hasattr(existing, "end"):
        if existing.end.ending != OptionEnding.CONFIRMED:
            raise OptionEnded(option=existing.reference, ending=existing.end.ending)
    else:
        require_held(existing.release_at, now=now)
    return existing.reference


def _hold(row: Quote, reference: str, *, may_wait: bool, now: datetime) -> int:
    """Block the diary, or join the line behind what stands still; return the rank."""
    parts = parts_of(row)
    for _ in range(ATTEMPTS):
        try:
            _claim(row, reference)
        except SpaceTaken as taken:
            only_options = all(clash["kind"] == EntryKind.OPTION.value for clash in _taken(taken))
            refusal = SpaceTaken(**{**taken.facts, "space": space_names(row), "may_wait": only_options})
            if not (may_wait and only_options):
                raise refusal from None
        else:
            return 1
        if stands_still(parts):
            wait(parts, reference=reference)
            # One that has lapsed counts no more, but is in the way until the job of the minute has ended it.
            return max(2, competing(row, now=now).count() + 1)
    raise refusal


def _taken(refusal: SpaceTaken) -> list[dict[str, object]]:
    taken = refusal.facts["taken"]
    return taken if isinstance(taken, list) else []


def _claim(row: Quote, reference: str) -> None:
    parts = parts_of(row)
    claim(parts, kind=EntryKind.OPTION, reference=reference)
    board.add(parts)


def _end(row: Option, ending: OptionEnding, *, actor: Actor, now: datetime) -> None:
    OptionEnd.objects.create(option=row, ending=ending, ended_at=now)
    write(ENDED[ending], row.reference, actor=actor, now=now)


def _owner(row: Quote, person_id: int | None) -> Owner:
    return Owner(person_id=person_id, hotel_id=row.venue.organisation_id)
