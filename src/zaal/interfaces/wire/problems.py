"""How a program is told no (RFC 9457)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field


class ProblemOut(BaseModel):
    """A problem: ``code`` and ``facts`` are for programs and stay; ``detail`` is for people, in their language."""

    type: str = Field(description="The code as a URI.", examples=["urn:zaal:problem:space_taken"])
    title: str
    status: int
    detail: str = Field(description="What is the matter and what to do next.")
    instance: str = Field(description="The path that was asked.")
    code: str = Field(examples=["space_taken"])
    facts: dict[str, Any] = Field(description="What the sentence is about, as plain values.")
