"""The shape of house files as a JSON schema, for those who write programs."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final, get_args, get_origin

from zaal.domain.money import Money
from zaal.gateways.houses import shape
from zaal.gateways.houses.reading import LONGEST_TEXT, MOST_ROWS, VERSION, VERSION_KEY

FIGURE: Final = {"type": ["string", "number"], "description": "A number, best as decimal text."}
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string", "maxLength": LONGEST_TEXT},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: FIGURE,
    Money: {**FIGURE, "description": "An amount in the currency of the house, best as decimal text."},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
}
_ORGANISATION: Final = {"type": ["string", "integer", "null"], "description": "An organisation's name or number."}


def schema(kind: Any) -> dict[str, Any]:
    """Return the schema of a whole file of this kind."""
    told = _of(kind)
    told["properties"] = {VERSION_KEY: {"type": "integer", "enum": [VERSION]}, **told["properties"]}
    told["required"] = [VERSION_KEY, *told.get("required", [])]
    return told


def _of(kind: Any) -> dict[str, Any]:
    kinds = [_one(one) for one in shape.members(kind)]
    if shape.may_be_nothing(kind):
        kinds.append({"type": "null"})
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _one(kind: Any) -> dict[str, Any]:
    if shape.is_object(kind):
        return _object(kind)
    origin = get_origin(kind)
    if origin in (tuple, frozenset):
        return {"type": "array", "maxItems": MOST_ROWS, "items": _of(get_args(kind)[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _PLAIN[str]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [one.value for one in kind]}
    return dict(_PLAIN[kind])


def _object(kind: Any) -> dict[str, Any]:
    fields = shape.fields(kind)
    needed = [field.key for field in fields if field.default is shape.NEEDED]
    several = {"type": "array", "items": _ORGANISATION}
    told: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            field.key: (several if get_origin(field.kind) is frozenset else _ORGANISATION)
            if field.names_organisations
            else _of(field.kind)
            for field in fields
        },
    }
    return told | ({"required": needed} if needed else {})
