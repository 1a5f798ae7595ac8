"""House files on the wire: the schema of their shape, and what new rates change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from zaal.domain.houses import HousePlan, RatesPlan
from zaal.gateways.houses.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.rate_changes import Changed


class ChangedOut(BaseModel):
    """How many rows of one kind are new, changed and gone."""

    kind: str = Field(description="Such as packages or hire.", examples=["packages"])
    new: int
    changed: int
    gone: int


class ChangesOut(BaseModel):
    """What new rates change; kinds of rows in which nothing changes are left out."""

    changes: list[ChangedOut]

    @classmethod
    def of(cls, told: Iterable[Changed]) -> ChangesOut:
        """Write counts."""
        return cls(changes=[ChangedOut(**one._asdict()) for one in told])


def _content(kind: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema(kind)}}}


HOUSE: dict[str, Any] = {"responses": {200: _content(HousePlan)}}
RATES: dict[str, dict[str, Any]] = {
    "answer": {"responses": {200: _content(RatesPlan)}},
    "body": {"requestBody": {"required": True, **_content(RatesPlan)}},
}
