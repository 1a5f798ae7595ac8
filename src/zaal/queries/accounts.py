"""A person's own account as its pages show it: the profile, and the API tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaal.records.identity.models import Person, Token

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.actors import Actor


@dataclass(frozen=True, slots=True)
class Profile:
    """How somebody signs in, is called and is written to; ``time_zone`` is empty until they chose one."""

    email: str
    full_name: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token by its name and first characters; the token itself is not kept."""

    number: int
    name: str
    start: str
    scopes: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def profile(*, actor: Actor) -> Profile:
    """Return the profile of somebody signed in. One query."""
    row = Person.objects.get(pk=actor.person_id or 0)
    return Profile(row.email, row.full_name, row.language, row.time_zone)


def tokens(*, actor: Actor) -> tuple[TokenRow, ...]:
    """List the actor's own tokens, newest first, revoked ones too. One query."""
    return tuple(
        TokenRow(row.pk, row.name, row.start, tuple(row.scopes), row.created_at, row.last_used_at, row.revoked_at)
        for row in Token.objects.filter(person_id=actor.person_id or 0).order_by("-pk")
    )
