"""Shortlists as their pages show them: to whoever has the link; what may be changed is said with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.shortlists import MOST_ROOMS, KeptWish, ShortlistUnknown, owns
from zaal.queries.choosing import Room
from zaal.records.shortlists.models import KeptRoom, Shortlist
from zaal.records.shortlists.wishes import read

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from zaal.domain.shortlists import Keeper


@dataclass(frozen=True, slots=True)
class Kept:
    """A room on a list, for what it was kept and what its owner says of it; ``names`` are the room's and venue's."""

    room: Room
    names: tuple[str, str]
    is_offered: bool
    wish: KeptWish
    note: str


@dataclass(frozen=True, slots=True)
class ShortlistView:
    """A list as its page shows it; ``is_own`` lets it be changed, ``removed`` is what can be put back."""

    token: str
    title: str
    made_at: datetime
    is_own: bool
    kept: tuple[Kept, ...]
    removed: Kept | None
    most: int = MOST_ROOMS


@dataclass(frozen=True, slots=True)
class Named:
    """A list among one's own."""

    token: str
    title: str
    made_at: datetime
    rooms: int


def shortlist(token: str, *, keeper: Keeper) -> ShortlistView:
    """Return the list behind a link, its rooms in the order they were kept. Two statements.

    Refuses: ShortlistUnknown.
    """
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "not found".
    row = Shortlist.objects.filter(token=token.replace("\x00", "")).first()
    if row is None:
        raise ShortlistUnknown
    is_own = owns(keeper, token=row.token, person_id=row.person_id)
    rooms = KeptRoom.objects.filter(shortlist=row).select_related("space__venue").order_by("kept_at", "pk")
    every = [(_kept(one), one.removed_at) for one in rooms]
    gone = [kept for kept, removed_at in every if removed_at is not None]
    return ShortlistView(
        token=row.token,
        title=row.title,
        made_at=row.made_at,
        is_own=is_own,
        kept=tuple(kept for kept, removed_at in every if removed_at is None),
        removed=gone[-1] if gone and is_own else None,
    )


def own(*, keeper: Keeper) -> tuple[Named, ...]:
    """List the keeper's own lists, the newest first. Two statements."""
    rows = list(_own(keeper))
    counts: dict[int, int] = {}
    for (number,) in KeptRoom.objects.filter(shortlist__in=rows, removed_at=None).values_list("shortlist_id"):
        counts[number] = counts.get(number, 0) + 1
    return tuple(Named(row.token, row.title, row.made_at, counts.get(row.pk, 0)) for row in rows)


def kept_now(*, keeper: Keeper) -> tuple[str, frozenset[Room]]:
    """Return the token of the list that the keeper keeps rooms on now and what is on it; empty without one."""
    row = _own(keeper).first()
    if row is None:
        return "", frozenset()
    rooms = KeptRoom.objects.filter(shortlist=row, removed_at=None)
    return row.token, frozenset(Room(*names) for names in rooms.values_list("space__venue__slug", "space__slug"))


def _own(keeper: Keeper) -> QuerySet[Shortlist]:
    rows = Shortlist.objects.order_by("-made_at", "-pk")
    if keeper.actor.person_id is not None:
        return rows.filter(person_id=keeper.actor.person_id)
    return rows.filter(token=keeper.made_here, person=None) if keeper.made_here else rows.none()


def _kept(row: KeptRoom) -> Kept:
    space, venue = row.space, row.space.venue
    return Kept(
        room=Room(venue.slug, space.slug),
        names=(space.name, venue.name),
        is_offered=space.listed and venue.listed,
        wish=read(row.wish),
        note=row.note,
    )
