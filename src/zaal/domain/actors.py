"""Who is acting: the same value from every door, so permissions are decided in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is on the platform; a hotel member is one of a hotel's organisation."""

    GUEST = "guest"
    BOOKER = "booker"
    HOTEL = "hotel"
    OPERATOR = "operator"
    SYSTEM = "system"


class Scope(StrEnum):
    """What an API token may do; a browser session may do all its person may."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, token or job behind a request.

    ``hotels`` are the organisation ids of the hotels this person works for; ``label`` is what history shows.
    """

    role: Role
    label: str
    person_id: int | None = None
    hotels: frozenset[int] = frozenset()
    scopes: frozenset[Scope] = frozenset(Scope)
    language: str = "en"


GUEST = Actor(role=Role.GUEST, label="guest")
SYSTEM = Actor(role=Role.SYSTEM, label="zaal")
