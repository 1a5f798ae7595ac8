"""The only place that reads the clock; everything below a door gets ``now`` handed in."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)
