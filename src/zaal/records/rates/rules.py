"""Charge rules and deals as rows and back: a rule's own fields are kept as JSON, its days as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from zaal.domain.rates import (
    ALL_WEEK,
    ChargeRules,
    Condition,
    Deal,
    DealKind,
    Guarantee,
    LayoutFee,
    LeadTime,
    Levy,
    MinimumSpend,
    Overtime,
    Surcharge,
    Validity,
)
from zaal.records.rates import models as rows
from zaal.records.rates.models import ChargeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zaal.records.venues.models import Space, Venue

    Rule = Overtime | LayoutFee | Surcharge | Levy | MinimumSpend | Guarantee | LeadTime

ADAPTERS: dict[ChargeKind, TypeAdapter[Any]] = {
    ChargeKind.OVERTIME: TypeAdapter(Overtime),
    ChargeKind.LAYOUT_FEE: TypeAdapter(LayoutFee),
    ChargeKind.SURCHARGE: TypeAdapter(Surcharge),
    ChargeKind.LEVY: TypeAdapter(Levy),
    ChargeKind.MINIMUM_SPEND: TypeAdapter(MinimumSpend),
    ChargeKind.GUARANTEE: TypeAdapter(Guarantee),
    ChargeKind.LEAD_TIME: TypeAdapter(LeadTime),
}
CONDITION = TypeAdapter(Condition)
# What is kept in columns of its own.
COLUMNS = ("validity", "space_id")


def rule_rows(venue: Venue, rules: ChargeRules) -> Iterator[rows.ChargeRule]:
    """Give the rows of a house's rules, not kept yet; deals are rows of their own."""
    for kind, found in _by_kind(rules):
        for rule in found:
            yield _row(venue, None, kind, rule)


def layout_fee_rows(space: Space, fees: Iterable[LayoutFee]) -> Iterator[rows.ChargeRule]:
    """Give the rows of one space's layout fees, not kept yet."""
    for fee in fees:
        yield _row(space.venue, space, ChargeKind.LAYOUT_FEE, fee)


def read_rules(kept: Iterable[rows.ChargeRule], deals: Iterable[rows.Deal]) -> ChargeRules:
    """Read a venue's rules and deals; ``organisations`` of the deals are best prefetched."""
    found: dict[ChargeKind, list[Any]] = {kind: [] for kind in ChargeKind}
    for row in sorted(kept, key=lambda row: row.pk):
        kind = ChargeKind(row.kind)
        values = {**row.details, "validity": validity(row)}
        if kind is ChargeKind.LAYOUT_FEE:
            values["space_id"] = row.space_id
        found[kind].append(ADAPTERS[kind].validate_python(values))
    return ChargeRules(
        overtime=tuple(found[ChargeKind.OVERTIME]),
        layout_fees=tuple(found[ChargeKind.LAYOUT_FEE]),
        surcharges=tuple(found[ChargeKind.SURCHARGE]),
        levies=tuple(found[ChargeKind.LEVY]),
        minimum_spends=tuple(found[ChargeKind.MINIMUM_SPEND]),
        guarantees=tuple(found[ChargeKind.GUARANTEE]),
        lead_times=tuple(found[ChargeKind.LEAD_TIME]),
        deals=tuple(_deal(row) for row in deals),
    )


def written_condition(condition: Condition) -> dict[str, Any]:
    """Write what is stated of a condition."""
    written: dict[str, Any] = CONDITION.dump_python(condition, mode="json", exclude_defaults=True)
    return written


def read_condition(kept: dict[str, Any]) -> Condition:
    """Read what ``written_condition`` wrote."""
    return CONDITION.validate_python(kept)


def validity(row: rows.Dated) -> Validity:
    """Read the days on which a row holds."""
    return Validity(row.from_date, row.until_date, frozenset(row.weekdays) or ALL_WEEK)


def columns(valid: Validity) -> dict[str, Any]:
    """Write the days on which a row holds."""
    weekdays = [] if valid.weekdays == ALL_WEEK else sorted(valid.weekdays)
    return {"from_date": valid.from_date, "until_date": valid.until_date, "weekdays": weekdays}


def _by_kind(rules: ChargeRules) -> Iterator[tuple[ChargeKind, tuple[Rule, ...]]]:
    yield ChargeKind.OVERTIME, rules.overtime
    yield ChargeKind.LAYOUT_FEE, rules.layout_fees
    yield ChargeKind.SURCHARGE, rules.surcharges
    yield ChargeKind.LEVY, rules.levies
    yield ChargeKind.MINIMUM_SPEND, rules.minimum_spends
    yield ChargeKind.GUARANTEE, rules.guarantees
    yield ChargeKind.LEAD_TIME, rules.lead_times


def _row(venue: Venue, space: Space | None, kind: ChargeKind, rule: Rule) -> rows.ChargeRule:
    details = ADAPTERS[kind].dump_python(rule, mode="json", exclude=set(COLUMNS))
    return rows.ChargeRule(venue=venue, space=space, kind=kind.value, details=details, **columns(rule.validity))


def _deal(row: rows.Deal) -> Deal:
    return Deal(
        code=row.code,
        kind=DealKind(row.kind),
        names=row.names,
        word=row.word,
        organisations=frozenset(organisation.pk for organisation in row.organisations.all()),
        validity=Validity(row.from_date, row.until_date),
    )
