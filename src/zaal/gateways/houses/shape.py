"""The shape of a house file: the fields of the domain's own values, and the few that a file names in another way.

A field with a default may be left out, and so may a list without rows and whatever may be nothing.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Container
from dataclasses import MISSING, dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from zaal.domain import bounds, changes, houses, layouts, money, payments, policies, rates, stated
from zaal.domain.floorplans import Wall
from zaal.domain.payments import PaymentTerms
from zaal.domain.policies import Policy
from zaal.domain.rates import Deal, LayoutFee

# The domain imports the names of its annotations for type checkers only.
_NAMES: Final = {
    "date": date, "time": time, "Decimal": Decimal, "Container": Container, "Wall": Wall,
    **{name: value for room in (bounds, changes, layouts, money, payments, policies, rates, stated, houses)
       for name, value in vars(room).items()},
}  # fmt: skip
# A version is the day in force, which stands beside; the room of a fee is the one it stands in.
_NOT_IN_FILES: Final = {(Policy, "version"), (PaymentTerms, "version"), (LayoutFee, "space_id")}
_CALLED: Final = {(Policy, "organisation_id"): "organisation", (PaymentTerms, "organisation_id"): "organisation"}
ORGANISATIONS: Final = frozenset(
    {(Policy, "organisation_id"), (PaymentTerms, "organisation_id"), (Deal, "organisations")}
)
NEEDED: Final = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object: its name in the domain and in files, its kind, and what it is when left out."""

    name: str
    key: str
    kind: Any
    default: Any
    names_organisations: bool


def is_object(kind: Any) -> bool:
    """Tell whether a kind is written as an object: a dataclass or a named tuple, other than money."""
    return isinstance(kind, type) and kind is not money.Money and (
        dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")
    )  # fmt: skip


@cache
def fields(kind: Any) -> tuple[Field, ...]:
    """Return the fields of an object that stand in files."""
    hints = get_type_hints(kind, localns=_NAMES)
    if dataclasses.is_dataclass(kind):
        defaults = {one.name: _default(one) for one in dataclasses.fields(kind)}
    else:
        defaults = {name: kind._field_defaults.get(name, NEEDED) for name in kind._fields}
    return tuple(
        Field(
            name=name,
            key=_CALLED.get((kind, name), name),
            kind=hints[name],
            default=_without(hints[name]) if default is NEEDED else default,
            names_organisations=(kind, name) in ORGANISATIONS,
        )
        for name, default in defaults.items()
        if (kind, name) not in _NOT_IN_FILES
    )


def members(kind: Any) -> tuple[Any, ...]:
    """Return the kinds that a value may be of, nothing apart."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(one for one in get_args(kind) if one is not types.NoneType)
    return (kind,)


def may_be_nothing(kind: Any) -> bool:
    """Tell whether null may stand there."""
    return get_origin(kind) in (Union, types.UnionType) and types.NoneType in get_args(kind)


def left_out(kind: Any) -> dict[str, Any]:
    """Return the fields of an object that never stand in a file, with the nothing they are then."""
    return {name: None for owner, name in _NOT_IN_FILES if owner is kind}


def _default(one: dataclasses.Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    return NEEDED if one.default_factory is MISSING else one.default_factory()


def _without(kind: Any) -> Any:
    """Say what a field without a default is when left out."""
    if may_be_nothing(kind):
        return None
    origin = get_origin(kind)
    return origin() if origin in (tuple, frozenset, dict) else NEEDED
