"""Findings: what is odd about imported data, told with a stable code instead of repaired in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Finding:
    """One oddity. ``message_facts`` are plain values; the door turns code and facts into a sentence.

    ``row`` is the data row the finding is about, counted from 1 without the header; None when it is
    about the whole file or told once with a count.
    """

    code: str
    message_facts: Mapping[str, object]
    row: int | None = None
