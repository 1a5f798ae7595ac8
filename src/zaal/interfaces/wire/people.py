"""Who a token acts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from zaal.domain.actors import Role, Scope

if TYPE_CHECKING:
    from zaal.domain.actors import Actor


class MeOut(BaseModel):
    """The person behind a token, and what the token may do."""

    name: str
    role: Role
    scopes: list[Scope]
    language: str

    @classmethod
    def from_actor(cls, actor: Actor) -> MeOut:
        """Write who is acting."""
        return cls(name=actor.label, role=actor.role, scopes=sorted(actor.scopes), language=actor.language)
