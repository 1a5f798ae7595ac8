"""Orders as JSON and back: a version is kept whole, whatever happens to the booking and the house's rates."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from zaal.domain.event_orders import Order, Told

Json = dict[str, Any]
ORDER, TOLD = TypeAdapter(Order), TypeAdapter(Told)


def written_order(order: Order) -> Json:
    """Write an order as plain JSON values."""
    written: Json = ORDER.dump_python(order, mode="json")
    return written


def read_order(kept: Json) -> Order:
    """Read what ``written_order`` wrote; the same order, value for value."""
    return ORDER.validate_python(kept)


def written_told(told: Told) -> Json:
    """Write what a customer told."""
    written: Json = TOLD.dump_python(told, mode="json")
    return written


def read_told(kept: Json) -> Told:
    """Read what ``written_told`` wrote."""
    return TOLD.validate_python(kept)
