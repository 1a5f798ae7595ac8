"""Rate cards as JSON and back, so that one row per venue prices it in search without touching the rate tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from zaal.domain import frozen
from zaal.domain.bookings import InstantRule
from zaal.domain.money import Money
from zaal.domain.rates import (
    ALL_WEEK,
    NO_RULES,
    Adjustment,
    AppliesTo,
    ChargeRules,
    Condition,
    Daypart,
    Entry,
    Extra,
    ExtraUnit,
    HireRate,
    HireUnit,
    Package,
    PackageKind,
    PackagePart,
    RateCard,
    TaxClass,
    TaxRule,
    Validity,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zaal.domain.policies import DatedPolicy

Json = dict[str, Any]
# Raised when the form of a prepared card changes: the cards of an earlier release are then made anew.
FORM = 3
RULES = TypeAdapter(ChargeRules)
CONDITION = TypeAdapter(Condition)


def written(cards: list[tuple[date, date | None, RateCard]]) -> list[Json]:
    """Write a venue's dated cards as plain JSON values."""
    return [
        {"from": from_date.isoformat(), "until": until_date and until_date.isoformat(), **_written(card)}
        for from_date, until_date, card in cards
    ]


def read(cards: list[Json]) -> tuple[tuple[date, date | None, RateCard], ...]:
    """Read what ``written`` wrote; the same card, value for value."""
    return tuple((date.fromisoformat(card["from"]), _day(card["until"]), _read(card)) for card in cards)


def written_rule(space_id: int, rule: InstantRule) -> list[Any]:
    """Write a space's limits for instant confirmation."""
    value = rule.max_value
    return [
        space_id,
        rule.enabled,
        rule.min_lead_hours,
        rule.max_lead_days,
        rule.max_delegates,
        value and [str(value.amount), value.currency],
    ]


def read_rules(rules: list[list[Any]]) -> dict[int, InstantRule]:
    """Read what ``written_rule`` wrote, by space."""
    return {
        space: InstantRule(enabled, lead, lead_days, delegates, value and Money(Decimal(value[0]), value[1]))
        for space, enabled, lead, lead_days, delegates, value in rules
    }


def written_terms(policies: Iterable[DatedPolicy]) -> list[Json]:
    """Write a venue's dated cancellation policies."""
    return [
        {
            "from": from_date.isoformat(),
            "until": _text(until_date),
            "organisation": policy.organisation_id,
            "policy": frozen.written(policy),
        }
        for from_date, until_date, policy in policies
    ]


def read_terms(kept: list[Json]) -> tuple[DatedPolicy, ...]:
    """Read what ``written_terms`` wrote, each with the day it came into force as its version."""
    return tuple(
        (
            date.fromisoformat(row["from"]),
            _day(row["until"]),
            replace(
                frozen.read(row["policy"]), version=date.fromisoformat(row["from"]), organisation_id=row["organisation"]
            ),
        )
        for row in kept
    )


def _written(card: RateCard) -> Json:
    return {
        "currency": card.currency,
        "country": card.country,
        "zone": card.time_zone,
        "entry": card.entry.value,
        "service": str(card.service_percent),
        "dayparts": [[row.code, row.starts.isoformat(), row.ends.isoformat()] for row in card.dayparts],
        "hire": [
            [row.space_id, row.unit.value, str(row.amount), _span(row.validity), row.min_quantity, row.deal]
            for row in card.hire
        ],
        "packages": [
            {
                "code": row.code,
                "kind": row.kind.value,
                "names": row.names,
                "amount": str(row.amount),
                "starts": [start.isoformat() for start in row.starts],
                "length": row.length_minutes,
                "min": row.min_delegates,
                "max": row.max_delegates,
                "parts": [[part.item, part.tax_class.value, str(part.market_value)] for part in row.parts],
                "span": _span(row.validity),
                "deal": row.deal,
            }
            for row in card.packages
        ],
        "extras": [
            [row.code, row.names, row.unit.value, str(row.amount), row.tax_class.value, _span(row.validity)]
            for row in card.extras
        ],
        "adjustments": [
            [row.code, str(row.percent), row.applies_to.value, _span(row.validity), _condition(row.condition)]
            for row in card.adjustments
        ],
        "taxes": [
            [row.name, row.tax_class.value, str(row.percent), row.from_date.isoformat(), _text(row.until_date)]
            for row in card.tax_rules
        ],
        "rules": RULES.dump_python(card.rules, mode="json") if card.rules != NO_RULES else None,
    }


def _read(card: Json) -> RateCard:
    return RateCard(
        currency=card["currency"],
        country=card["country"],
        time_zone=card["zone"],
        entry=Entry(card["entry"]),
        service_percent=Decimal(card["service"]),
        dayparts=tuple(
            Daypart(code, time.fromisoformat(starts), time.fromisoformat(ends))
            for code, starts, ends in card["dayparts"]
        ),
        hire=tuple(
            HireRate(space, HireUnit(unit), Decimal(amount), _validity(span), least, deal)
            for space, unit, amount, span, least, deal in card["hire"]
        ),
        packages=tuple(_package(row) for row in card["packages"]),
        extras=tuple(
            Extra(code, names, ExtraUnit(unit), Decimal(amount), TaxClass(tax_class), _validity(span))
            for code, names, unit, amount, tax_class, span in card["extras"]
        ),
        adjustments=tuple(
            Adjustment(code, Decimal(percent), AppliesTo(applies_to), _validity(span), CONDITION.validate_python(terms))
            for code, percent, applies_to, span, terms in card["adjustments"]
        ),
        tax_rules=_tax_rules(tuple(tuple(row) for row in card["taxes"])),
        rules=RULES.validate_python(card["rules"]) if card["rules"] else NO_RULES,
    )


def _package(row: Json) -> Package:
    return Package(
        code=row["code"],
        kind=PackageKind(row["kind"]),
        names=row["names"],
        amount=Decimal(row["amount"]),
        starts=tuple(time.fromisoformat(start) for start in row["starts"]),
        length_minutes=row["length"],
        min_delegates=row["min"],
        max_delegates=row["max"],
        parts=tuple(PackagePart(item, TaxClass(tax), Decimal(value)) for item, tax, value in row["parts"]),
        validity=_validity(row["span"]),
        deal=row["deal"],
    )


@lru_cache(maxsize=256)
def _tax_rules(rows: tuple[tuple[str, str, str, str, str | None], ...]) -> tuple[TaxRule, ...]:
    return tuple(
        TaxRule(name, TaxClass(tax_class), Decimal(percent), date.fromisoformat(from_date), _day(until_date))
        for name, tax_class, percent, from_date, until_date in rows
    )


def _condition(condition: Condition) -> Json:
    written: Json = CONDITION.dump_python(condition, mode="json", exclude_defaults=True)
    return written


def _span(validity: Validity) -> list[Any]:
    weekdays = [] if validity.weekdays == ALL_WEEK else sorted(validity.weekdays)
    return [validity.from_date.isoformat(), _text(validity.until_date), weekdays]


def _validity(span: list[Any]) -> Validity:
    return Validity(date.fromisoformat(span[0]), _day(span[1]), frozenset(span[2]) or ALL_WEEK)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
