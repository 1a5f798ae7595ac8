"""What a venue charges besides hire, packages and extras: extra time, layouts, late ends, minimum spend, levies."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from zaal.domain import hire
from zaal.domain.lines import DependsOn, Line, LineKind, LinePart, taxed_part
from zaal.domain.money import HUNDRED, Money, minor_units, round_half_up
from zaal.domain.period import DAY_MINUTES, wall_span
from zaal.domain.rates import Entry, ExtraUnit, SpendBase, SpendPer, TaxClass
from zaal.domain.tariff import most_specific
from zaal.domain.tax import OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from zaal.domain.layouts import Layout
    from zaal.domain.period import Period, WallSpan
    from zaal.domain.rates import LayoutFee, Levy, MinimumSpend, Overtime, Validity
    from zaal.domain.tariff import Tariff

ZERO = Decimal(0)
NIGHT = "night"
# A meeting that ends before this time of the clock has gone on after midnight.
MORNING = time(6)
MINUTES = "minutes"
EATEN_OR_DRUNK = frozenset({TaxClass.FOOD, TaxClass.ALCOHOL})


class Setting(NamedTuple):
    """A room as it is set up: its layout, the one it is changed to on the day, its number in the request."""

    space_id: int
    layout: Layout | None
    new_layout: Layout | None
    room: int


def overtime_line(tariff: Tariff, rule: Overtime, units: int, day: date, room: int) -> Line:
    """Bill started units of extra time after the grace, as hire of the room (T20)."""
    return _line(
        tariff,
        LineKind.OVERTIME,
        str(rule.unit_minutes),
        day,
        rule.amount,
        quantity=units,
        unit=MINUTES,
        validity=rule.validity,
        room=room,
    )


def of_period(tariff: Tariff, setting: Setting, period: Period) -> Iterator[Line]:
    """Bill what one room's layout and its late end cost on one day. Refuses: RateMissing, TaxRuleMissing."""
    span = wall_span(period, tariff.card.time_zone)
    for layout, on_the_day in ((setting.layout, False), (setting.new_layout, True)):
        fee = None if layout is None else _layout_fee(tariff, setting.space_id, layout, span.day, on_the_day=on_the_day)
        if layout is not None and fee is not None:
            amount = _layout_amount(tariff, setting.space_id, fee, span)
            yield _line(
                tariff, LineKind.LAYOUT, layout.value, span.day, amount, validity=fee.validity, room=setting.room
            )
    by_code = groupby(sorted(tariff.card.rules.surcharges, key=attrgetter("code")), key=attrgetter("code"))
    for code, rows in by_code:
        reached = [row for row in rows if _late_minute(row.ends_from) <= span.ends_minute]
        # Of several steps the latest one counts, where none is for fewer weekdays or of a later day.
        rule = most_specific(sorted(reached, key=lambda row: _late_minute(row.ends_from), reverse=True), span.day)
        if rule is not None:
            yield _line(
                tariff,
                LineKind.SURCHARGE,
                code,
                span.day,
                rule.amount,
                tax_class=rule.tax_class,
                names=rule.names,
                validity=rule.validity,
                room=setting.room,
            )


def minimum_spend_gaps(tariff: Tariff, lines: Sequence[Line]) -> Iterator[Line]:
    """Bill as room rental what the lines fall short of the minimum spend, per day or once (DOMAIN 1.5, T17)."""
    billed: list[Line] = []
    for day in sorted({line.day for line in lines}):
        rule = most_specific((row for row in tariff.card.rules.minimum_spends if row.per is SpendPer.DAY), day)
        if rule is not None:
            billed.extend(_gap(tariff, rule, [line for line in lines if line.day == day], day))
    yield from billed
    first = min(line.day for line in lines)
    rule = most_specific((row for row in tariff.card.rules.minimum_spends if row.per is SpendPer.MEETING), first)
    if rule is not None:
        yield from _gap(tariff, rule, lines, first, billed)


def levies(tariff: Tariff, lines: Sequence[Line]) -> Iterator[Line]:
    """Bill tourist tax on lodging: named apart it carries no tax, hidden it is taxed as the lodging (T11)."""
    rules = tariff.card.rules.levies
    if not rules:
        return
    for day in sorted({line.day for line in lines}):
        nights = [(line, part) for line in lines if line.day == day for part in line.parts if _is_lodging(part)]
        for code in sorted({rule.code for rule in rules}) if nights else ():
            rule = most_specific((row for row in rules if row.code == code), day)
            if rule is not None:
                yield _levy_line(tariff, rule, nights, day)


def _gap(
    tariff: Tariff, rule: MinimumSpend, lines: Sequence[Line], day: date, billed: Sequence[Line] = ()
) -> Iterator[Line]:
    """Bill the gap of one minimum; what another minimum ``billed`` already counts towards it."""
    if rule.base is SpendBase.ALL:
        spent = sum((line.amount.amount for line in lines), ZERO)
    else:
        parts = [part for line in lines for part in line.parts if part.tax_class in EATEN_OR_DRUNK]
        spent = sum((part.amount.amount for part in parts), ZERO)
    spent += sum((line.amount.amount for line in billed), ZERO)
    if spent < rule.amount:
        yield _line(
            tariff,
            LineKind.MINIMUM_SPEND_GAP,
            LineKind.MINIMUM_SPEND_GAP.value,
            day,
            rule.amount - spent,
            validity=rule.validity,
        )


def _levy_line(tariff: Tariff, rule: Levy, nights: Sequence[tuple[Line, LinePart]], day: date) -> Line:
    currency = tariff.card.currency
    persons = int(sum((line.quantity for line, _ in nights), ZERO))
    if rule.per_person_night is not None:
        quantity, unit = persons, NIGHT
        unit_amount = round_half_up(rule.per_person_night, minor_units(currency))
    else:
        base = sum((_without_tax(tariff, part) for _, part in nights), ZERO)
        percent = rule.percent or ZERO
        quantity, unit = 1, ExtraUnit.PIECE.value
        unit_amount = round_half_up(base * percent / HUNDRED, minor_units(currency))
    if not rule.named_apart:
        unit_amount = _as_written(tariff, unit_amount, day)
    amount = unit_amount * quantity
    part = LinePart(TaxClass.LEVY, Money(amount, currency), OUTSIDE, ZERO)
    return Line(
        kind=LineKind.LEVY,
        code=rule.code,
        names=rule.names,
        day=day,
        quantity=Decimal(quantity),
        unit=unit,
        unit_amount=Money(unit_amount, currency),
        amount=Money(amount, currency),
        depends_on=DependsOn.DELEGATES,
        rule=rule.code,
        parts=(part if rule.named_apart else taxed_part(tariff, TaxClass.LODGING, amount, day),),
        valid_from=rule.validity.from_date,
        valid_until=rule.validity.until_date,
    )


def _without_tax(tariff: Tariff, part: LinePart) -> Decimal:
    """Take the tax out of an amount of lodging, or put the service charge on it, as the card writes prices."""
    card, amount = tariff.card, part.amount.amount
    decimals = minor_units(card.currency)
    if card.entry is Entry.GROSS:
        percent = part.percent or ZERO
        return amount - round_half_up(amount * percent / (HUNDRED + percent), decimals)
    if card.entry is Entry.PLUS_PLUS:
        return amount + round_half_up(amount * card.service_percent / HUNDRED, decimals)
    return amount


def _as_written(tariff: Tariff, amount: Decimal, day: date) -> Decimal:
    """Write an amount without tax as the card writes prices, where it is part of them."""
    if tariff.card.entry is not Entry.GROSS:
        return amount
    percent = tariff.tax_on(TaxClass.LODGING, day).percent
    return round_half_up(amount * (HUNDRED + percent) / HUNDRED, minor_units(tariff.card.currency))


def _layout_fee(tariff: Tariff, space_id: int, layout: Layout, day: date, *, on_the_day: bool) -> LayoutFee | None:
    """Find the fee that names this space and layout most closely."""
    rows = [row for row in tariff.card.rules.layout_fees if row.on_the_day is on_the_day]
    for space in (space_id, None):
        for wanted in (layout, None):
            found = most_specific((row for row in rows if row.space_id == space and row.layout is wanted), day)
            if found is not None:
                return found
    return None


def _layout_amount(tariff: Tariff, space_id: int, fee: LayoutFee, span: WallSpan) -> Decimal:
    """Return the fee: its amount, or its share of what hiring the room for this span costs by the list."""
    if fee.hire_percent is None:
        return fee.amount or ZERO
    cost = hire.cheapest(tariff.hire_on(space_id, span.day), span, tariff.card.dayparts)
    if cost is None:
        raise hire.RateMissing(day=span.day, space_id=space_id)
    return round_half_up(cost.amount * fee.hire_percent / HUNDRED, minor_units(tariff.card.currency))


def _line(  # noqa: PLR0913 - what a charge has besides what is the same for all
    tariff: Tariff,
    kind: LineKind,
    code: str,
    day: date,
    unit_amount: Decimal,
    *,
    validity: Validity,
    quantity: int = 1,
    unit: str = ExtraUnit.PIECE.value,
    tax_class: TaxClass = TaxClass.ROOM,
    names: dict[str, str] | None = None,
    room: int = 0,
) -> Line:
    currency = tariff.card.currency
    unit_amount = round_half_up(unit_amount, minor_units(currency))
    amount = unit_amount * quantity
    return Line(
        kind=kind,
        code=code,
        names=names or {},
        day=day,
        quantity=Decimal(quantity),
        unit=unit,
        unit_amount=Money(unit_amount, currency),
        amount=Money(amount, currency),
        depends_on=DependsOn.FIXED,
        rule=kind.value,
        parts=(taxed_part(tariff, tax_class, amount, day),),
        valid_from=validity.from_date,
        valid_until=validity.until_date,
        room=room,
    )


def _is_lodging(part: LinePart) -> bool:
    return part.tax_class is TaxClass.LODGING


def _late_minute(at: time) -> int:
    """Give the minute of the meeting's day a late end is counted from: small hours are those after midnight."""
    return _minute(at) + (DAY_MINUTES if at < MORNING else 0)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
