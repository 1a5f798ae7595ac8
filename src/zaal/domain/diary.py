"""What stands in a diary: the kinds of entries and the refusal when sections are already occupied."""

from __future__ import annotations

from enum import StrEnum

from zaal.domain.refusals import Conflict


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
