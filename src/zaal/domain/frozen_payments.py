"""Payment terms as canonical JSON and back, and the fingerprint that proves them unchanged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.money import Money
from zaal.domain.payments import After, Later, PaymentStep, PaymentTerms
from zaal.domain.policies import ANY_SIZE, Size

if TYPE_CHECKING:
    from datetime import date

    from zaal.domain.payments import Instalment

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FrozenPayment:
    """How one sale is paid, as agreed: its instalments, and the terms they come from (without version and owner)."""

    instalments: tuple[Instalment, ...]
    terms: PaymentTerms
    version: date | None
    sha256: str


def fingerprint(terms: PaymentTerms) -> str:
    """Return the SHA-256 (64 hexadecimal signs) of what the terms say; two with the same text have the same one."""
    text = json.dumps(written(terms), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def written(terms: PaymentTerms) -> Json:
    """Write terms as plain JSON values in one way only; what holds its default is left out."""
    made: Json = {"code": terms.code, "name": terms.name, "steps": [_written_step(step) for step in terms.steps]}
    if terms.holiday_calendar:
        made["holiday_calendar"] = terms.holiday_calendar
    if terms.size != ANY_SIZE:
        made["size"] = _written_size(terms.size)
    return made


def read(kept: Json) -> PaymentTerms:
    """Read what ``written`` wrote; the same terms, but for their version and whose contract they are."""
    return PaymentTerms(
        code=kept["code"],
        name=kept["name"],
        steps=tuple(_read_step(step) for step in kept["steps"]),
        size=_read_size(kept["size"]) if "size" in kept else ANY_SIZE,
        holiday_calendar=kept.get("holiday_calendar", ""),
    )


def _written_step(step: PaymentStep) -> Json:
    when = step.when
    if isinstance(when, Bound):
        made: Json = {"name": step.name, "before_start": [when.amount, when.unit.value]}
    else:
        made = {"name": step.name, f"after_{when.after.value}": when.days}
    if step.percent is not None:
        made["percent"] = _figure(step.percent)
    if step.amount is not None:
        made["amount"] = _written_money(step.amount)
    return made


def _read_step(kept: Json) -> PaymentStep:
    if "before_start" in kept:
        amount, unit = kept["before_start"]
        when: Bound | Later = Bound(amount, BoundUnit(unit))
    else:
        after = next(one for one in After if f"after_{one.value}" in kept)
        when = Later(kept[f"after_{after.value}"], after)
    return PaymentStep(
        name=kept["name"],
        when=when,
        percent=Decimal(kept["percent"]) if "percent" in kept else None,
        amount=_read_money(kept["amount"]) if "amount" in kept else None,
    )


def _written_size(size: Size) -> Json:
    counts = {"people_at_least": size.people_at_least, "people_at_most": size.people_at_most}
    values = {"value_at_least": size.value_at_least, "value_below": size.value_below}
    return {
        **{name: count for name, count in counts.items() if count is not None},
        **{name: _written_money(value) for name, value in values.items() if value is not None},
    }


def _read_size(kept: Json) -> Size:
    least, below = kept.get("value_at_least"), kept.get("value_below")
    return Size(
        people_at_least=kept.get("people_at_least"),
        people_at_most=kept.get("people_at_most"),
        value_at_least=_read_money(least) if least else None,
        value_below=_read_money(below) if below else None,
    )


def _written_money(amount: Money) -> list[str]:
    return [_figure(amount.amount), amount.currency]


def _read_money(kept: list[str]) -> Money:
    return Money(Decimal(kept[0]), kept[1])


def _figure(figure: Decimal) -> str:
    """Write 10.00 and 1E+1 both as 10."""
    return f"{figure.normalize():f}"
