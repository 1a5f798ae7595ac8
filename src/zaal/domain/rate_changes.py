"""What is new, changed and gone between two rate plans of one house, counted per kind of row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zaal.domain.houses import RatesPlan

Key = tuple[Hashable, ...]


class Changed(NamedTuple):
    """How many rows of one kind are new, changed and gone."""

    kind: str
    new: int
    changed: int
    gone: int


def changes(before: RatesPlan, after: RatesPlan) -> tuple[Changed, ...]:
    """Count what differs, kinds without any difference left out; a row is the same by its code and first day."""
    kinds = dict.fromkeys(kind for kind, _, _ in (*_rows(before), *_rows(after)))
    found: list[Changed] = []
    for kind in kinds:
        olds, news = _of(before, kind), _of(after, kind)
        both = olds.keys() & news.keys()
        changed = sum(olds[key] != news[key] for key in both)
        one = Changed(kind, len(news.keys() - both), changed, len(olds.keys() - both))
        if one.new or one.changed or one.gone:
            found.append(one)
    return tuple(found)


def _of(plan: RatesPlan, kind: str) -> dict[Key, Any]:
    """Return the rows of one kind, each under a key of its own."""
    turns: Counter[Key] = Counter()
    found: dict[Key, Any] = {}
    for name, key, row in _rows(plan):
        if name == kind:
            found[(*key, turns[key])] = row
            turns[key] += 1
    return found


def _rows(plan: RatesPlan) -> Iterator[tuple[str, Key, Any]]:
    """Give every row with its kind and what it is known by."""
    for space in plan.spaces:
        for price in space.hire:
            yield "hire", (space.name, price.unit, price.deal, price.validity.from_date, price.validity.weekdays), price
        for fee in space.layout_fees:
            yield "layout_fees", (space.name, fee.layout, fee.on_the_day, fee.validity.from_date), fee
    for group in (plan.rates, plan.rates.rules):
        for field in fields(group):
            rows: Iterable[Any] = getattr(group, field.name) if field.name != "rules" else ()
            for row in rows:
                yield field.name, _key(row), row


def _key(row: Any) -> Key:
    """Name a row by its code (or kind) and the day from which it holds."""
    told = getattr(row, "policy", None) or getattr(row, "terms", None) or getattr(row, "cutoff", None) or row
    words = tuple(getattr(told, word, None) for word in ("code", "kind", "deal", "organisation_id", "layout"))
    valid = getattr(row, "validity", row)
    return *words, getattr(valid, "from_date", None), getattr(valid, "weekdays", None)
