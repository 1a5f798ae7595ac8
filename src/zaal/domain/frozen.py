"""A policy as canonical JSON and back: what a booking keeps, and the fingerprint that proves it unchanged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.money import Money
from zaal.domain.policies import (
    ANY_SIZE,
    Base,
    Charge,
    ChargeKind,
    Extension,
    FeeTax,
    FreeReduction,
    LateChange,
    Level,
    PartBy,
    Policy,
    ShareOf,
    Size,
    Tier,
)

if TYPE_CHECKING:
    from datetime import date

    from zaal.domain.cancellation import Step, Worth

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FrozenTerms:
    """The terms of one sale as agreed: the fees of this meeting, and the policy they come from.

    What was frozen before policies were kept whole has steps only: the rest is None.
    """

    name: str
    holiday_calendar: str
    steps: tuple[Step, ...]
    no_show: Step | None
    policy: Policy | None
    version: date | None
    sha256: str | None
    worth: Worth | None


# A field that holds its default is left out, so that a rule added one day changes no fingerprint of before.
SILENT = Charge(ChargeKind.NOT_STATED)
PLAIN = Policy(code="", name="", tiers=(), late=SILENT, no_show=SILENT, holiday_calendar="")


def fingerprint(policy: Policy) -> str:
    """Return the SHA-256 (64 hexadecimal signs) of what the policy says; two with the same text have the same one."""
    text = json.dumps(written(policy), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def written(policy: Policy) -> Json:
    """Write a policy as plain JSON values in one way only: figures as the shortest decimal text."""
    made: Json = {
        "code": policy.code,
        "name": policy.name,
        "tiers": [[*_bound(tier), _charge(tier.charge)] for tier in policy.tiers],
        "late": _charge(policy.late),
        "no_show": _charge(policy.no_show),
        "holiday_calendar": policy.holiday_calendar,
    }
    for word in ("base", "level", "fee_tax", "no_show_tax", "part"):
        if getattr(policy, word) is not getattr(PLAIN, word):
            made[word] = getattr(policy, word).value
    if policy.size != ANY_SIZE:
        made["size"] = _size(policy.size)
    if policy.extension is not None:
        made["extension"] = [policy.extension.months, _figure(policy.extension.percent)]
    if policy.free:
        made["free"] = [_reduction(rule) for rule in policy.free]
    if policy.final_numbers is not None:
        made["final_numbers"] = _bound(policy.final_numbers)
    if policy.late_change is not None:
        change = policy.late_change
        made["late_change"] = [*_bound(change), *_money(change.fee), change.tax.value]
    return made


def read(kept: Json) -> Policy:
    """Read what ``written`` wrote; the same policy, but for its version and whose contract it is."""
    extension, final, change = kept.get("extension"), kept.get("final_numbers"), kept.get("late_change")
    return Policy(
        code=kept["code"],
        name=kept["name"],
        tiers=tuple(
            Tier(amount, BoundUnit(unit), strict, _read_charge(charge))
            for amount, unit, strict, charge in kept["tiers"]
        ),
        late=_read_charge(kept["late"]),
        no_show=_read_charge(kept["no_show"]),
        holiday_calendar=kept["holiday_calendar"],
        base=Base(kept.get("base", PLAIN.base)),
        level=Level(kept.get("level", PLAIN.level)),
        size=_read_size(kept["size"]) if "size" in kept else ANY_SIZE,
        fee_tax=FeeTax(kept.get("fee_tax", PLAIN.fee_tax)),
        no_show_tax=FeeTax(kept.get("no_show_tax", PLAIN.no_show_tax)),
        part=PartBy(kept.get("part", PLAIN.part)),
        extension=Extension(extension[0], Decimal(extension[1])) if extension else None,
        free=tuple(_read_reduction(rule) for rule in kept.get("free", ())),
        final_numbers=_read_bound(final) if final else None,
        late_change=LateChange(*_read_bound(change), _read_money(change[3:5]), FeeTax(change[5])) if change else None,
    )


def _bound(bound: Tier | Bound | FreeReduction | LateChange) -> list[Any]:
    return [bound.amount, bound.unit.value, bound.strict]


def _read_bound(kept: list[Any]) -> Bound:
    return Bound(kept[0], BoundUnit(kept[1]), kept[2])


def _charge(charge: Charge) -> list[str]:
    if charge.amount is not None:
        return [charge.kind.value, *_money(charge.amount)]
    return [charge.kind.value] if charge.percent is None else [charge.kind.value, _figure(charge.percent)]


def _read_charge(kept: list[str]) -> Charge:
    kind = ChargeKind(kept[0])
    if kind is ChargeKind.FIXED:
        return Charge(kind, amount=_read_money(kept[1:]))
    return Charge(kind, Decimal(kept[1]) if len(kept) > 1 else None)


def _size(size: Size) -> Json:
    people = {"people_at_least": size.people_at_least, "people_at_most": size.people_at_most}
    values = {"value_at_least": size.value_at_least, "value_below": size.value_below}
    return {
        **{name: count for name, count in people.items() if count is not None},
        **{name: _money(value) for name, value in values.items() if value is not None},
    }


def _read_size(kept: Json) -> Size:
    least, below = kept.get("value_at_least"), kept.get("value_below")
    return Size(
        people_at_least=kept.get("people_at_least"),
        people_at_most=kept.get("people_at_most"),
        value_at_least=_read_money(least) if least else None,
        value_below=_read_money(below) if below else None,
    )


def _reduction(rule: FreeReduction) -> Json:
    made: Json = {"until": _bound(rule)}
    if rule.percent is not None:
        made |= {"percent": _figure(rule.percent), "of": rule.share_of.value}
    counts = {"people": rule.people, "rooms": rule.rooms}
    return made | {name: count for name, count in counts.items() if count is not None}


def _read_reduction(kept: Json) -> FreeReduction:
    return FreeReduction(
        *_read_bound(kept["until"]),
        percent=Decimal(kept["percent"]) if "percent" in kept else None,
        share_of=ShareOf(kept.get("of", ShareOf.ORIGINAL)),
        people=kept.get("people"),
        rooms=kept.get("rooms"),
    )


def _money(amount: Money) -> list[str]:
    return [_figure(amount.amount), amount.currency]


def _read_money(kept: list[str]) -> Money:
    return Money(Decimal(kept[0]), kept[1])


def _figure(figure: Decimal) -> str:
    """Write 10.00 and 1E+1 both as 10."""
    return f"{figure.normalize():f}"
