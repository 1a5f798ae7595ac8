"""An option held longer: once by its customer within the house's rule, or by the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.challenges import UnderChallenge
from zaal.domain.options import extended_release
from zaal.domain.permissions import Action, Owner, may, require
from zaal.domain.sales import OptionEnded
from zaal.records.sales.challenges import open_challenges
from zaal.records.sales.line import locked_option
from zaal.records.sales.models import OptionExtension
from zaal.records.sales.standing import standing_of
from zaal.usecases.facts import write

if TYPE_CHECKING:
    from datetime import date, datetime

    from zaal.domain.actors import Actor


@transaction.atomic(durable=True)
def extend(*, actor: Actor, option: str, now: datetime, until: datetime | date | None = None) -> datetime:
    """Hold an option longer and return until when (UTC).

    ``until``: a moment, a date (end of that day in the venue) or None for as long as the house usually lets. The
    customer extends once, up to the house's maximum, while nobody waits behind; the house to any moment before the
    meeting. Refuses: OptionUnknown, NotAllowed, OptionEnded, OptionExpired, ExtendedBefore, SomebodyWaits, HeldLongest,
    ReleaseInPast, ReleaseTooLate, ReleaseNotLater, ExtensionTooLong, NaiveMoment, UnderChallenge.
    """
    row = locked_option(option, actor)
    owner = Owner(person_id=row.person_id, hotel_id=row.quote.venue.organisation_id)
    by_house = may(actor, Action.EXTEND_BY_HAND, owner=owner)
    if not by_house:
        require(actor, Action.EXTEND_OPTION, owner=owner)
    if hasattr(row, "end"):
        raise OptionEnded(option=row.reference, ending=row.end.ending)
    pressed = open_challenges().filter(challenged=row).first()
    if pressed is not None:
        raise UnderChallenge(answer_by=pressed.answer_by)
    was_until = row.release_at
    release_at = extended_release(standing_of(row, now=now), until, by_house=by_house, now=now)
    OptionExtension.objects.create(
        option=row, by_house=by_house, was_until=was_until, until=release_at, extended_at=now
    )
    row.release_at, row.reminded_at = release_at, None
    row.save(update_fields=["release_at", "reminded_at"])
    write(
        "OptionExtended",
        row.reference,
        actor=actor,
        now=now,
        rank=row.rank,
        was_until=was_until.isoformat(),
        release_at=release_at.isoformat(),
    )
    return release_at
