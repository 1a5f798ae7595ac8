"""Shortlists: keeping rooms for a wish, on a list that is shared by its link and changed by its owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.shortlists import (
    RoomNotKept,
    ShortlistTextTooLong,
    ShortlistUnknown,
    check_note,
    check_room_for_more,
    check_title,
    new_token,
    owns,
    require_own,
)
from zaal.records.shortlists.models import KeptRoom, Shortlist
from zaal.records.shortlists.wishes import written
from zaal.records.venues.models import Space
from zaal.usecases.offering import SpaceUnknown

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor
    from zaal.domain.shortlists import Keeper, KeptWish


__all__ = ["ShortlistTextTooLong", "keep", "note", "put_back", "remove", "rename", "take_up"]


@transaction.atomic(durable=True)
def keep(*, keeper: Keeper, venue: str, space: str, wish: KeptWish, now: datetime) -> str:
    """Put a room on the keeper's own list, which is begun when there is none; return the list's token.

    A room that is on it already is kept for the new wish. Refuses: SpaceUnknown, ShortlistFull.
    """
    row = Space.objects.filter(
        venue__slug=venue.replace("\x00", ""), slug=space.replace("\x00", ""), listed=True, venue__listed=True
    ).first()
    if row is None:
        raise SpaceUnknown(venue=venue, space=space)
    shortlist = _own(keeper) or Shortlist.objects.create(
        token=new_token(), person_id=keeper.actor.person_id, made_at=now
    )
    kept = KeptRoom.objects.filter(shortlist=shortlist, space=row).first()
    if kept is None or kept.removed_at is not None:
        check_room_for_more(KeptRoom.objects.filter(shortlist=shortlist, removed_at=None).count())
    KeptRoom.objects.update_or_create(
        shortlist=shortlist, space=row, defaults={"wish": written(wish), "kept_at": now, "removed_at": None}
    )
    return shortlist.token


@transaction.atomic(durable=True)
def remove(*, keeper: Keeper, token: str, venue: str, space: str, now: datetime) -> None:
    """Take a room off a list; it can be put back until the next one is removed. Removing twice is as once.

    Refuses: ShortlistUnknown, NotYourShortlist, RoomNotKept.
    """
    kept = _kept(_owned(keeper, token), venue, space)
    KeptRoom.objects.filter(shortlist_id=kept.shortlist_id).exclude(pk=kept.pk).exclude(removed_at=None).delete()
    if kept.removed_at is None:
        kept.removed_at = now
        kept.save(update_fields=["removed_at"])


@transaction.atomic(durable=True)
def put_back(*, keeper: Keeper, token: str, venue: str, space: str) -> None:
    """Put back the room that was removed last, with its wish and note.

    Refuses: ShortlistUnknown, NotYourShortlist, RoomNotKept, ShortlistFull.
    """
    shortlist = _owned(keeper, token)
    kept = _kept(shortlist, venue, space)
    if kept.removed_at is not None:
        check_room_for_more(KeptRoom.objects.filter(shortlist=shortlist, removed_at=None).count())
        kept.removed_at = None
        kept.save(update_fields=["removed_at"])


@transaction.atomic(durable=True)
def note(*, keeper: Keeper, token: str, venue: str, space: str, text: str) -> None:
    """Write beside a room what its reader should know; an empty text takes the note away.

    Refuses: ShortlistTextTooLong, ShortlistUnknown, NotYourShortlist, RoomNotKept.
    """
    checked = check_note(text)
    kept = _kept(_owned(keeper, token), venue, space)
    kept.note = checked
    kept.save(update_fields=["note"])


@transaction.atomic(durable=True)
def rename(*, keeper: Keeper, token: str, title: str) -> None:
    """Call a list something; without a name it is "Shortlist". Refuses: as ``note``."""
    checked = check_title(title)
    shortlist = _owned(keeper, token)
    shortlist.title = checked
    shortlist.save(update_fields=["title"])


@transaction.atomic(durable=True)
def take_up(*, actor: Actor, token: str) -> None:
    """Give whoever signed in the list that this browser made before; one that has an owner stays theirs."""
    Shortlist.objects.filter(token=token, person=None).update(person_id=actor.person_id)


def _own(keeper: Keeper) -> Shortlist | None:
    """Lock the keeper's list: a person's newest, or the one this browser made."""
    rows = Shortlist.objects.select_for_update()
    if keeper.actor.person_id is not None:
        return rows.filter(person_id=keeper.actor.person_id).order_by("-made_at", "-pk").first()
    found = rows.filter(token=keeper.made_here).first()
    return found if found and owns(keeper, token=found.token, person_id=found.person_id) else None


def _owned(keeper: Keeper, token: str) -> Shortlist:
    found = Shortlist.objects.select_for_update().filter(token=token.replace("\x00", "")).first()
    if found is None:
        raise ShortlistUnknown
    require_own(keeper, token=found.token, person_id=found.person_id)
    return found


def _kept(shortlist: Shortlist, venue: str, space: str) -> KeptRoom:
    kept = KeptRoom.objects.filter(
        shortlist=shortlist, space__venue__slug=venue.replace("\x00", ""), space__slug=space.replace("\x00", "")
    ).first()
    if kept is None:
        raise RoomNotKept
    return kept
