"""Prices, terms and obstacles as every step of the sale shows them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from zaal.domain.bookings import ObstacleCode
from zaal.domain.pricing import DependsOn, LineKind
from zaal.domain.rates import TaxClass
from zaal.interfaces.wire.values import Day, Moment, MoneyOut, Names, Percent, facts, moment, money, percent

if TYPE_CHECKING:
    from zaal.domain.bookings import Obstacle
    from zaal.domain.cancellation import Step
    from zaal.domain.lines import LinePart
    from zaal.domain.pricing import Line, Price
    from zaal.domain.tax import TaxGroup


class AppliedOut(BaseModel):
    """One move of a list price: the hotel's code of a season, weekday, early bird, deal, and its percentage."""

    code: str
    percent: Percent


class PartOut(BaseModel):
    """The share of a line in one tax class; packages are split by the market value of what they hold."""

    tax_class: TaxClass
    amount: MoneyOut
    tax: str = Field(description="Name of the tax; `outside` where none falls on it, empty in sales from before.")
    percent: Percent | None


class LineOut(BaseModel):
    """One line as the hotel writes its prices: quantity times unit amount, and how that came about."""

    kind: LineKind
    code: str
    names: Names
    day: Day
    quantity: str
    unit: str
    unit_amount: MoneyOut
    amount: MoneyOut
    depends_on: DependsOn
    rule: str = Field(description="Which of the hotel's rates and adjustments applied.")
    room: int = Field(description="To which of the sale's rooms it belongs, 0 the main one.")
    base: MoneyOut | None = Field(description="Unit price of the hotel's list, before what `applied` moved it.")
    applied: list[AppliedOut] = Field(description="What moved the list price, in this order, rounded once.")
    valid_from: Day | None = Field(description="From which day the list price holds.")
    valid_until: Day | None = Field(description="Last day on which it holds; none: until further notice.")
    parts: list[PartOut] = Field(description="Adds up to `amount`.")

    @classmethod
    def from_line(cls, line: Line) -> LineOut:
        """Write one line."""
        return cls(
            kind=line.kind,
            code=line.code,
            names=line.names,
            day=line.day.isoformat(),
            quantity=f"{line.quantity:f}",
            unit=line.unit,
            unit_amount=money(line.unit_amount),
            amount=money(line.amount),
            depends_on=line.depends_on,
            rule=line.rule,
            room=line.room,
            base=None if line.base is None else money(line.base),
            applied=[AppliedOut(code=one.code, percent=percent(one.percent)) for one in line.applied],
            valid_from=None if line.valid_from is None else line.valid_from.isoformat(),
            valid_until=None if line.valid_until is None else line.valid_until.isoformat(),
            parts=[_part(part) for part in line.parts],
        )


class TaxOut(BaseModel):
    """The tax of one rate over the whole."""

    name: str
    percent: Percent
    net: MoneyOut
    tax: MoneyOut

    @classmethod
    def from_group(cls, group: TaxGroup) -> TaxOut:
        """Write one tax group."""
        return cls(name=group.name, percent=percent(group.percent), net=money(group.net), tax=money(group.tax))


class PriceOut(BaseModel):
    """A whole price: net + tax = gross, the all-in total; the service charge is part of net."""

    gross: MoneyOut
    net: MoneyOut
    tax: MoneyOut
    service_charge: MoneyOut
    service_percent: Percent
    per_delegate: MoneyOut
    billed_delegates: int
    catered_delegates: int | None = Field(description="For how many the kitchen prepares, where the hotel says so.")
    taxes: list[TaxOut]
    lines: list[LineOut]

    @classmethod
    def from_price(cls, price: Price) -> PriceOut:
        """Write a price with all its lines."""
        return cls(
            gross=money(price.gross),
            net=money(price.net),
            tax=money(price.tax),
            service_charge=money(price.service_charge),
            service_percent=percent(price.service_percent),
            per_delegate=money(price.per_delegate),
            billed_delegates=price.billed_delegates,
            catered_delegates=price.catered_delegates,
            taxes=[TaxOut.from_group(group) for group in price.taxes],
            lines=[LineOut.from_line(line) for line in price.lines],
        )


class StepOut(BaseModel):
    """What cancelling costs before a moment; the last step has no end. No ``fee``: the terms do not say, ask."""

    until: Moment | None
    inclusive: bool = Field(description="Whether cancelling exactly at ``until`` still counts.")
    percent: Percent | None
    fee: MoneyOut | None
    tax: MoneyOut | None = Field(description="VAT or GST in the fee, where there is any.")

    @classmethod
    def from_step(cls, step: Step, zone: str) -> StepOut:
        """Write one step; a bound that is inclusive ends a microsecond after it and is told as such."""
        inclusive = step.until is not None and step.until.microsecond == timedelta.resolution.microseconds
        return cls(
            until=None if step.until is None else moment(step.until, zone),
            inclusive=inclusive,
            percent=None if step.percent is None else percent(step.percent),
            fee=None if step.fee is None else money(step.fee),
            tax=None if step.tax is None else money(step.tax),
        )


class ObstacleOut(BaseModel):
    """The hotel's rule that keeps a booking from confirming at once."""

    code: ObstacleCode
    facts: dict[str, Any]

    @classmethod
    def from_obstacle(cls, obstacle: Obstacle) -> ObstacleOut:
        """Write the rule with what it asks."""
        return cls(code=obstacle.code, facts=facts(obstacle.facts, None))


def _part(part: LinePart) -> PartOut:
    return PartOut(
        tax_class=part.tax_class,
        amount=money(part.amount),
        tax=part.tax,
        percent=None if part.percent is None else percent(part.percent),
    )
