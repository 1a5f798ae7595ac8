"""What stands in a diary: the kinds of entries and the refusal when sections are already occupied."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain.refusals import Conflict

if TYPE_CHECKING:
    from zaal.domain.period import Period


class EntryKind(StrEnum):
    """Why a section is occupied."""

    OPTION = "option"
    BOOKING = "booking"
    CLOSURE = "closure"
    EXTERNAL = "external"


class SpaceTaken(Conflict):
    """Somebody else holds (part of) these sections at (part of) this time.

    Facts: ``space`` (name), ``taken`` (list of section, starts_at, ends_at, kind); never by whom.
    """

    code = "space_taken"


class DiaryBusy(Conflict):
    """Somebody else has part of this in hand at this very moment; nothing was changed, and one may ask again."""

    code = "diary_busy"


class Part(NamedTuple):
    """What one act wants in the diary: one section, as part of this space, for this period (UTC, with buffers)."""

    section_id: int
    space_id: int
    period: Period
