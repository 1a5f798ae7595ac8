"""Two invented hotels with plain rates, and short words to vary them: what the tests of the domain price."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.rates import (
    ALL_WEEK,
    Adjustment,
    AppliesTo,
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
from zaal.domain.wishes import LocalSpan

if TYPE_CHECKING:
    from zaal.domain.period import Period

AMSTERDAM_ZONE = "Europe/Amsterdam"
SINGAPORE_ZONE = "Asia/Singapore"
TUINZAAL = 7
LONG_AGO = date(2019, 1, 1)

# DOMAIN 3.1: lodging rose to 21 % for nights from 2026 on.
DUTCH_VAT = (
    TaxRule("VAT", TaxClass.ROOM, Decimal(21), LONG_AGO),
    TaxRule("VAT", TaxClass.EQUIPMENT, Decimal(21), LONG_AGO),
    TaxRule("VAT", TaxClass.ALCOHOL, Decimal(21), LONG_AGO),
    TaxRule("VAT", TaxClass.FOOD, Decimal(9), LONG_AGO),
    TaxRule("VAT", TaxClass.LODGING, Decimal(9), LONG_AGO, date(2025, 12, 31)),
    TaxRule("VAT", TaxClass.LODGING, Decimal(21), date(2026, 1, 1)),
)
# DOMAIN 3.2
SINGAPORE_GST = tuple(
    TaxRule("GST", tax_class, Decimal(percent), from_date, until_date)
    for tax_class in TaxClass
    for percent, from_date, until_date in (
        (7, LONG_AGO, date(2022, 12, 31)),
        (8, date(2023, 1, 1), date(2023, 12, 31)),
        (9, date(2024, 1, 1), None),
    )
)
DAYPARTS = (
    Daypart("morning", time(9), time(13)),
    Daypart("afternoon", time(14), time(18)),
    Daypart("evening", time(18), time(1)),
)


def validity(
    from_date: date = LONG_AGO, until_date: date | None = None, weekdays: frozenset[int] = ALL_WEEK
) -> Validity:
    return Validity(from_date, until_date, weekdays)


def hire(unit: HireUnit, amount: str, valid: Validity | None = None, space_id: int = TUINZAAL) -> HireRate:
    return HireRate(space_id, unit, Decimal(amount), valid or validity())


def part(tax_class: TaxClass, market_value: str) -> PackagePart:
    return PackagePart(tax_class.value, tax_class, Decimal(market_value))


def package(  # noqa: PLR0913 - a package has these sides; a test names only the one it is about
    code: str,
    amount: str,
    *,
    hours: int = 8,
    starts: tuple[time, ...] = (),
    min_delegates: int = 1,
    max_delegates: int | None = None,
    parts: tuple[PackagePart, ...] = (part(TaxClass.ROOM, "1"),),
    valid: Validity | None = None,
) -> Package:
    return Package(
        code=code,
        kind=PackageKind.DAY,
        names={"en": code, "nl": code},
        amount=Decimal(amount),
        starts=starts,
        length_minutes=hours * 60,
        min_delegates=min_delegates,
        max_delegates=max_delegates,
        parts=parts,
        validity=valid or validity(),
    )


def an_extra(code: str, unit: ExtraUnit, amount: str, tax_class: TaxClass = TaxClass.EQUIPMENT) -> Extra:
    return Extra(code, {"en": code}, unit, Decimal(amount), tax_class, validity())


def adjustment(code: str, percent: str, applies_to: AppliesTo, valid: Validity | None = None) -> Adjustment:
    return Adjustment(code, Decimal(percent), applies_to, valid or validity())


AMSTERDAM = RateCard(
    currency="EUR",
    country="NL",
    time_zone=AMSTERDAM_ZONE,
    entry=Entry.NET,
    service_percent=Decimal(0),
    dayparts=DAYPARTS,
    hire=(),
    packages=(),
    extras=(),
    adjustments=(),
    tax_rules=DUTCH_VAT,
)
SINGAPORE = RateCard(
    currency="SGD",
    country="SG",
    time_zone=SINGAPORE_ZONE,
    entry=Entry.PLUS_PLUS,
    service_percent=Decimal(10),
    dayparts=DAYPARTS,
    hire=(),
    packages=(),
    extras=(),
    adjustments=(),
    tax_rules=SINGAPORE_GST,
)


def in_amsterdam(day: date, starts: str, ends: str) -> Period:
    return _in_zone(day, starts, ends, AMSTERDAM_ZONE)


def in_singapore(day: date, starts: str, ends: str) -> Period:
    return _in_zone(day, starts, ends, SINGAPORE_ZONE)


def _in_zone(day: date, starts: str, ends: str, zone: str) -> Period:
    """Have a span of one day; an end at or before the start is on the next day."""
    first, last = time.fromisoformat(starts), time.fromisoformat(ends)
    last_day = day if last > first else day + timedelta(days=1)
    return LocalSpan(datetime.combine(day, first), datetime.combine(last_day, last)).in_zone(zone)
