"""The all-in price: every line from the hotel's own dated rates, taxes per rate on the document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from zaal.domain import charges, hire, packages, tax
from zaal.domain.hire import RateMissing
from zaal.domain.lines import DependsOn, Line, LineKind, LinePart, taxed_part
from zaal.domain.money import Money, minor_units, round_half_up
from zaal.domain.period import wall_span
from zaal.domain.rates import PLAIN, AppliesTo, ExtraUnit, Occasion, TaxClass
from zaal.domain.refusals import Invalid
from zaal.domain.tariff import most_specific, tariff_of
from zaal.domain.tax import TaxGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Unpack

    from zaal.domain.layouts import Layout
    from zaal.domain.period import Period
    from zaal.domain.rates import Extra, RateCard
    from zaal.domain.tariff import Adjusted, Tariff

__all__ = [
    "Ask",
    "AskEmpty",
    "Basis",
    "DependsOn",
    "ExtraUnknown",
    "Line",
    "LineKind",
    "LinePart",
    "Price",
    "PriceTooHigh",
    "RateMissing",
    "RoomAsk",
    "TaxGroup",
    "price",
    "priced_days",
]


# What a sale's record has digits for, in any currency.
MOST_GROSS = Decimal(10) ** 11


class ExtraUnknown(Invalid):
    """The venue has no extra of this code on this day."""

    code = "extra_unknown"


class PriceTooHigh(Invalid):
    """The request comes to more than any sale is kept for."""

    code = "price_too_high"


class AskEmpty(Invalid):
    """A price was asked for nobody or for no time at all."""

    code = "ask_empty"


class Basis(StrEnum):
    """What the customer wants to pay for: the room alone, or a package per delegate."""

    HIRE = "hire"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class RoomAsk:
    """A further room beside the main one, for its own times and people; fields as in Ask."""

    space_id: int
    periods: tuple[Period, ...]
    delegates: int
    basis: Basis
    package_code: str | None = None
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to price: periods are instants in UTC, one per day or per overnight stay.

    ``package_code`` None with basis package means the cheapest package that covers the times. ``rooms`` are further
    rooms; extras go with the main one. ``asked_on`` is the venue-local day of asking (None: no early or late birds),
    ``deals`` the codes of the deals the asker has, ``guaranteed`` the number of delegates promised. ``new_layout`` is
    a layout it is changed to on the day itself.
    """

    space_id: int
    periods: tuple[Period, ...]
    delegates: int
    basis: Basis
    package_code: str | None = None
    extras: tuple[tuple[str, int], ...] = ()
    layout: Layout | None = None
    rooms: tuple[RoomAsk, ...] = ()
    asked_on: date | None = None
    deals: frozenset[str] = frozenset()
    guaranteed: int = 0
    new_layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """A whole price. ``net`` + ``tax`` = ``gross`` (the all-in total); service charge is part of net.

    ``catered_delegates`` is for how many the kitchen prepares where the hotel says so.
    """

    lines: tuple[Line, ...]
    service_percent: Decimal
    service_charge: Money
    taxes: tuple[TaxGroup, ...]
    net: Money
    tax: Money
    gross: Money
    per_delegate: Money
    billed_delegates: int
    package_code: str | None
    catered_delegates: int | None = None


def priced_days(periods: Sequence[Period], basis: Basis, zone: str) -> tuple[date, ...]:
    """Return the venue-local days whose rates make up a price, as ``price`` says it."""
    if basis is Basis.PACKAGE:
        return tuple(wall_span(period, zone).day for period in periods)
    return tuple(wall_span(started, zone).day for period in periods for started in hire.started_days(period, zone))


def price(card: RateCard, ask: Ask) -> Price:
    """Price one request from the hotel's own rates: lines as the hotel writes them, taxes on the document.

    Each period is priced by the rates of the venue-local day it starts on, also when it ends after midnight;
    hire that lasts longer than 24 hours is priced per started 24 hours of the wall clock, each by the rates
    of the day it starts on. Extras are charged for every period.
    Refuses: RateMissing, PackageUnknown, PackageDoesNotFit, ExtraUnknown, TaxRuleMissing, PriceTooHigh, AskEmpty.
    """
    rooms: tuple[Ask | RoomAsk, ...] = (ask, *ask.rooms) if ask.rooms else (ask,)
    for asked in rooms:
        if asked.delegates < 1 or not asked.periods:
            raise AskEmpty(delegates=asked.delegates, periods=len(asked.periods))
    tariff = tariff_of(card)
    lines: list[Line] = []
    for number, asked in enumerate(rooms):
        room = _Room(tariff, asked, number, _occasion(tariff, ask, beside=number > 0), ask.guaranteed)
        for period in asked.periods:
            lines.extend(_hire_lines(room, period) if asked.basis is Basis.HIRE else _package_lines(room, period))
            if tariff.has_rules:
                new_layout = None if number else ask.new_layout
                setting = charges.Setting(asked.space_id, asked.layout, new_layout, number)
                lines.extend(charges.of_period(tariff, setting, period))
            if ask.extras and not number:
                lines.extend(_extra_lines(room, ask, period))
    if tariff.has_rules:
        lines.extend(charges.minimum_spend_gaps(tariff, tuple(lines)))
        lines.extend(charges.levies(tariff, tuple(lines)))
    return _totalled(tariff, ask, tuple(lines))


class _Room(NamedTuple):
    """One room of a request while it is priced."""

    tariff: Tariff
    ask: Ask | RoomAsk
    number: int
    occasion: Occasion
    guaranteed: int

    def line(self, kind: LineKind, code: str, day: date, quantity: int, price: Adjusted, **told: Unpack[_Told]) -> Line:
        """Build a line at this room's unit price, with how that came about."""
        currency = self.tariff.card.currency
        return Line(
            kind=kind,
            code=code,
            day=day,
            quantity=Decimal(quantity),
            unit_amount=Money(price.amount, currency),
            amount=Money(price.amount * quantity, currency),
            base=Money(price.base, currency),
            applied=price.applied,
            valid_from=price.validity.from_date,
            valid_until=price.validity.until_date,
            room=self.number,
            **told,
        )


class _Told(TypedDict):
    names: dict[str, str]
    unit: str
    depends_on: DependsOn
    rule: str
    parts: tuple[LinePart, ...]


def _occasion(tariff: Tariff, ask: Ask, *, beside: bool) -> Occasion:
    """Tell what the request is like, where the card has prices that ask for it; the main room's people count."""
    if not tariff.varies:
        return PLAIN
    zone = tariff.card.time_zone
    periods = (*ask.periods, *(period for room in ask.rooms for period in room.periods))
    days = {wall_span(period, zone).day for period in periods}
    lead = (min(days) - ask.asked_on).days if ask.asked_on else None
    return Occasion(lead, ask.delegates, len(days), ask.deals, beside)


def _hire_lines(room: _Room, period: Period) -> Iterator[Line]:
    tariff, space_id = room.tariff, room.ask.space_id
    card = tariff.card
    for started in hire.started_days(period, card.time_zone):
        span = wall_span(started, card.time_zone)
        overtime = tariff.overtime_on(span.day, AppliesTo.HIRE)
        cost = hire.cheapest(tariff.hire_on(space_id, span.day, room.occasion), span, card.dayparts, overtime)
        if cost is None:
            raise RateMissing(day=span.day, space_id=space_id)
        unit = cost.unit.value
        yield room.line(
            LineKind.HIRE,
            unit,
            span.day,
            cost.quantity,
            cost.price,
            names={},
            unit=unit,
            depends_on=DependsOn.FIXED,
            rule=f"{cost.price.rule}+min_quantity" if cost.billed_least else cost.price.rule,
            parts=(taxed_part(tariff, TaxClass.ROOM, cost.price.amount * cost.quantity, span.day),),
        )
        if overtime is not None and cost.overtime_units:
            yield charges.overtime_line(tariff, overtime, cost.overtime_units, span.day, room.number)


def _package_lines(room: _Room, period: Period) -> Iterator[Line]:
    tariff, ask = room.tariff, room.ask
    span = wall_span(period, tariff.card.time_zone)
    offers = tariff.packages_on(span.day, room.occasion)
    code = ask.package_code
    if code is not None and all(offer.package.code != code for offer in offers):
        if all(package.code != code for package in tariff.card.packages):
            raise packages.PackageUnknown(package=code)
        raise RateMissing(day=span.day, space_id=ask.space_id, package=code)
    overtime = tariff.overtime_on(span.day, AppliesTo.PACKAGE)
    cost = packages.choose(
        offers, code=code, span=span, delegates=ask.delegates, guaranteed=room.guaranteed, overtime=overtime
    )
    package, unit_price = cost.offer
    yield room.line(
        LineKind.PACKAGE,
        package.code,
        span.day,
        cost.billed,
        unit_price,
        names=package.names,
        unit=ExtraUnit.DELEGATE.value,
        depends_on=DependsOn.DELEGATES,
        rule=unit_price.rule if cost.billed == ask.delegates else f"{unit_price.rule}+min_delegates",
        parts=tuple(
            taxed_part(tariff, tax_class, share, span.day)
            for tax_class, share in packages.split(package, cost.amount, tariff.card, span.day)
        ),
    )
    if overtime is not None and cost.overtime_units:
        yield charges.overtime_line(tariff, overtime, cost.overtime_units, span.day, room.number)


def _extra_lines(room: _Room, ask: Ask, period: Period) -> Iterator[Line]:
    tariff = room.tariff
    day = wall_span(period, tariff.card.time_zone).day
    for code, count in ask.extras:
        found = tariff.extra_on(code, day, room.occasion)
        if found is None:
            raise ExtraUnknown(extra=code, day=day)
        extra, unit_price = found
        quantity = count * _units(extra, ask, period, tariff.card.time_zone)
        yield room.line(
            LineKind.EXTRA,
            code,
            day,
            quantity,
            unit_price,
            names=extra.names,
            unit=extra.unit.value,
            depends_on=DependsOn.DELEGATES if extra.unit is ExtraUnit.DELEGATE else DependsOn.CHOICE,
            rule=unit_price.rule,
            parts=(taxed_part(tariff, extra.tax_class, unit_price.amount * quantity, day),),
        )


def _units(extra: Extra, ask: Ask, period: Period, zone: str) -> int:
    """Tell how many units one of this extra is for one period."""
    match extra.unit:
        case ExtraUnit.DELEGATE:
            return max(ask.delegates, ask.guaranteed)
        case ExtraUnit.HOUR:
            return hire.started_hours(wall_span(period, zone))
        case ExtraUnit.DAY:
            return len(hire.started_days(period, zone))
        case ExtraUnit.PIECE:
            return 1


def _totalled(tariff: Tariff, ask: Ask, lines: tuple[Line, ...]) -> Price:
    card = tariff.card
    taxed = tax.groups(
        (tax.Supply(part.tax_class, part.amount, line.day) for line in lines for part in line.parts), card
    )
    if taxed.gross.amount >= MOST_GROSS:
        raise PriceTooHigh(gross=taxed.gross)
    packaged = [line for line in lines if line.kind is LineKind.PACKAGE and not line.room]
    codes = {line.code for line in packaged}
    share = round_half_up(taxed.gross.amount / ask.delegates, minor_units(card.currency))
    rule = most_specific(card.rules.guarantees, lines[0].day)
    promised = max(ask.delegates, ask.guaranteed)
    return Price(
        lines=lines,
        service_percent=taxed.service_percent,
        service_charge=taxed.service_charge,
        taxes=taxed.groups,
        net=taxed.net,
        tax=taxed.tax,
        gross=taxed.gross,
        per_delegate=Money(share, card.currency),
        billed_delegates=max((int(line.quantity) for line in packaged), default=promised),
        package_code=codes.pop() if len(codes) == 1 else None,
        catered_delegates=packages.catered_delegates(ask.guaranteed or ask.delegates, rule.over_percent)
        if rule
        else None,
    )
