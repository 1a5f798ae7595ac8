"""People as actors, and the API tokens that act for them."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from zaal.domain.actors import Actor, Role, Scope
from zaal.domain.refusals import Invalid, NotAllowed, NotFound
from zaal.records.identity.models import Person, Token
from zaal.records.organisations.models import Member, OrganisationKind
from zaal.usecases.facts import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

LONGEST_TOKEN_NAME = 100
TOKEN_START = "zaal_"  # noqa: S105 - the part every token begins with, no secret


class PersonUnknown(NotFound):
    """Nobody with this e-mail address has signed up."""

    code = "person_unknown"


class TokenUnknown(NotAllowed):
    """The bearer token is not one of ours, or was revoked."""

    code = "token_unknown"


class TokenNameTooLong(Invalid):
    """A token's name with more than ``most`` signs, or with signs that cannot be kept."""

    code = "token_name_too_long"


class ScopeUnknown(Invalid):
    """A token can only carry the scopes that exist."""

    code = "scope_unknown"


def actor_of(person: Person) -> Actor:
    """Build the actor behind a signed-in person; one query."""
    kinds = list(Member.objects.filter(person=person).values_list("organisation__kind", "organisation_id"))
    hotels = frozenset(organisation for kind, organisation in kinds if kind == OrganisationKind.HOTEL)
    role = Role.HOTEL if hotels else Role.BOOKER
    if any(kind == OrganisationKind.OPERATOR for kind, _ in kinds):
        role = Role.OPERATOR
    return Actor(
        role=role, label=person.get_full_name(), person_id=person.pk, hotels=hotels, language=person.language or "en"
    )


@transaction.atomic(durable=True)
def create_token(*, email: str, name: str, scopes: Sequence[str], now: datetime) -> str:
    """Make an API token for a person and return it, once: only its hash is kept.

    One that may write may read too: every act is answered with what it made.
    Refuses: PersonUnknown, TokenNameTooLong, ScopeUnknown.
    """
    # A NUL is no text to PostgreSQL: asking for it would be an error instead of "nobody".
    person = Person.objects.filter(email=email.replace("\x00", "").strip().lower(), is_active=True).first()
    if person is None:
        raise PersonUnknown(email=email)
    if len(name) > LONGEST_TOKEN_NAME or "\x00" in name:
        raise TokenNameTooLong(most=LONGEST_TOKEN_NAME)
    known = {scope.value for scope in Scope}
    if not scopes or not set(scopes) <= known:
        raise ScopeUnknown(scopes=sorted(set(scopes) - known), known=sorted(known))
    token = TOKEN_START + secrets.token_urlsafe(32)
    row = Token.objects.create(
        person=person,
        name=name,
        start=token[:10],
        digest=_digest(token),
        scopes=sorted({Scope.READ.value, *scopes}),
        created_at=now,
    )
    write("TokenCreated", f"token:{row.pk}", actor=actor_of(person), now=now, name=name, scopes=row.scopes)
    return token


@transaction.atomic(durable=True)
def revoke_token(*, actor: Actor, token_id: int, now: datetime) -> None:
    """End one of the actor's own tokens at once. Refuses: TokenUnknown."""
    row = Token.objects.filter(pk=token_id, person_id=actor.person_id or 0).select_for_update().first()
    if row is None:
        raise TokenUnknown(token=token_id)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        write("TokenRevoked", f"token:{row.pk}", actor=actor, now=now, name=row.name)


@transaction.atomic(durable=True)
def act_by_token(*, token: str, now: datetime, noted_every: timedelta) -> Actor:
    """Return the actor a bearer token stands for; its last use is noted at most every ``noted_every``.

    Refuses: TokenUnknown.
    """
    row = Token.objects.filter(digest=_digest(token), revoked_at=None).select_related("person").first()
    if row is None or not row.person.is_active:
        raise TokenUnknown
    if row.last_used_at is None or now - row.last_used_at > noted_every:
        Token.objects.filter(pk=row.pk).update(last_used_at=now)
    actor = actor_of(row.person)
    return Actor(
        role=actor.role,
        label=f"{actor.label} ({row.name})",
        person_id=actor.person_id,
        hotels=actor.hotels,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        language=actor.language,
    )


@transaction.atomic(durable=True)
def remember(
    *, actor: Actor, language: str | None = None, time_zone: str | None = None, full_name: str | None = None
) -> None:
    """Keep a person's choice of language and time zone, and their name; a guest's choices live in a cookie."""
    told = {"language": language, "time_zone": time_zone, "full_name": full_name}
    changes = {name: value for name, value in told.items() if value}
    if actor.person_id is not None and changes:
        Person.objects.filter(pk=actor.person_id).update(**changes)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
