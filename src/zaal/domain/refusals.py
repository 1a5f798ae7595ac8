"""The four ways Zaal says no. A refusal is a fact with a stable code; its sentence is written at the door."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """Something that cannot be done, with a stable ``code`` and the ``facts`` that explain it.

    Facts are plain values (text, numbers, moments); the door turns code and facts into a sentence
    in the reader's language, so nothing here is ever shown as it is.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({told})"


class NotAllowed(Refusal):
    """This actor may not do this (HTTP 403)."""

    code = "not_allowed"


class NotFound(Refusal):
    """No such thing, or not for this actor to see (HTTP 404)."""

    code = "not_found"


class Conflict(Refusal):
    """The world has moved on: taken, expired, already decided (HTTP 409)."""

    code = "conflict"


class Invalid(Refusal):
    """The request means nothing that can be done (HTTP 422)."""

    code = "invalid"
