"""A shortlist: rooms kept for a wish, shared by a link that only those know who were given it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.domain.refusals import Conflict, Invalid, NotAllowed, NotFound

if TYPE_CHECKING:
    from zaal.domain.actors import Actor
    from zaal.domain.layouts import Layout
    from zaal.domain.places import Point
    from zaal.domain.pricing import Basis
    from zaal.domain.wishes import LocalSpan

MOST_ROOMS = 40
LONGEST_TITLE = 100
LONGEST_NOTE = 300
TOKEN_BYTES = 18


class ShortlistUnknown(NotFound):
    """There is no shortlist behind this link."""

    code = "shortlist_unknown"


class RoomNotKept(NotFound):
    """The room is not (or no longer) on this shortlist."""

    code = "room_not_kept"


class NotYourShortlist(NotAllowed):
    """Whoever has the link may look; only who made the list changes it."""

    code = "not_your_shortlist"


class ShortlistFull(Conflict):
    """The list holds ``most`` rooms already."""

    code = "shortlist_full"


class ShortlistTextTooLong(Invalid):
    """A name or a note with more than ``most`` signs, or with signs that cannot be kept."""

    code = "shortlist_text_too_long"


@dataclass(frozen=True, slots=True)
class KeptWish:
    """What a room was kept for: a search without what narrows it down and without promotion codes.

    A shared list shows everybody the prices that hold for them; a code is nobody's but who was given it.
    ``place`` is as it was typed, ``point`` where it lies; a room kept from its own page may have none.
    """

    place: str
    point: Point | None
    spans: tuple[LocalSpan, ...]
    delegates: int
    layout: Layout | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who is looking at a list: the actor, and the token of the list that this browser made as a guest."""

    actor: Actor
    made_here: str = ""


def owns(keeper: Keeper, *, token: str, person_id: int | None) -> bool:
    """Tell whether the list is the keeper's: their own, or a guest's that this browser made."""
    if person_id is not None:
        return keeper.actor.person_id == person_id
    return bool(token) and keeper.made_here == token


def require_own(keeper: Keeper, *, token: str, person_id: int | None) -> None:
    """Pass for the list's owner. Refuses: NotYourShortlist."""
    if not owns(keeper, token=token, person_id=person_id):
        raise NotYourShortlist


def new_token() -> str:
    """Draw the part of the link that nobody guesses: 144 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def check_room_for_more(kept: int) -> None:
    """Pass a list that can take one more. Refuses: ShortlistFull."""
    if kept >= MOST_ROOMS:
        raise ShortlistFull(most=MOST_ROOMS)


def check_title(text: str) -> str:
    """Return a list's name without blanks around it. Refuses: ShortlistTextTooLong."""
    return _checked(text, LONGEST_TITLE)


def check_note(text: str) -> str:
    """Return a note without blanks around it. Refuses: ShortlistTextTooLong."""
    return _checked(text, LONGEST_NOTE)


def _checked(text: str, most: int) -> str:
    tidy = text.strip()
    if len(tidy) > most or "\x00" in tidy:
        raise ShortlistTextTooLong(most=most)
    return tidy
