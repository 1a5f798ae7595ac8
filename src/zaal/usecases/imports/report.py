"""What an import did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zaal.domain.findings import Finding


class ImportReport(NamedTuple):
    """Things made new, things found again and changed, things found as they were; and what is odd about the file.

    Things are hotels, rooms or events; of hotels, ``changed`` are those whose missing facts were filled.
    """

    created: int
    changed: int
    matched: int
    findings: tuple[Finding, ...]
