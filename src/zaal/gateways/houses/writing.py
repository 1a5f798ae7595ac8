"""Writes house files: what is as it would be without a word is left out, figures are decimal text."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from zaal.domain.money import Money
from zaal.gateways.houses import shape, workbook
from zaal.gateways.houses.reading import VERSION, VERSION_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zaal.domain.houses import HousePlan, RatesPlan


def write(plan: HousePlan, *, organisations: Mapping[int, str | int]) -> bytes:
    """Write a whole house; ``organisations`` gives what to call each number that deals and contracts name."""
    return _file(_object(plan, organisations))


def write_workbook(plan: HousePlan, *, organisations: Mapping[int, str | int]) -> bytes:
    """Write a whole house as an XLSX workbook that ``read`` reads as the same house; ``organisations`` as above."""
    return workbook.write({VERSION_KEY: VERSION, **_object(plan, organisations)})


def write_rates(plan: RatesPlan, *, organisations: Mapping[int, str | int]) -> bytes:
    """Write the rates of a house."""
    return _file(_object(plan, organisations))


def _file(told: dict[str, Any]) -> bytes:
    text = json.dumps({VERSION_KEY: VERSION, **told}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _object(value: Any, organisations: Mapping[int, str | int]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    kind: Any = type(value)
    for field in shape.fields(kind):
        one = getattr(value, field.name)
        if one == field.default:
            continue
        if field.names_organisations:
            several = isinstance(one, frozenset)
            told[field.key] = [organisations[each] for each in sorted(one)] if several else organisations[one]
        else:
            told[field.key] = _plain(one, organisations)
    return told


def _plain(value: Any, organisations: Mapping[int, str | int]) -> Any:  # noqa: PLR0911 - one way of writing per kind
    match value:
        case Enum():
            return value.value
        case Money():
            return _figure(value.amount)
        case Decimal():
            return _figure(value)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case frozenset():
            return sorted(value)
    if shape.is_object(type(value)):
        return _object(value, organisations)
    if isinstance(value, tuple):
        return [_plain(one, organisations) for one in value]
    return value


def _figure(figure: Decimal) -> str:
    """Write 10.00 and 1E+1 both as 10."""
    return f"{figure.normalize():f}"
