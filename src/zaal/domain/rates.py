"""What a hotel charges: dated rates as plain values, gathered per venue in one rate card."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal

ALL_WEEK = frozenset(range(7))


class Entry(StrEnum):
    """How the hotel writes its prices.

    ``gross`` ("nett", all in), ``net`` (tax comes on top), ``plus_plus`` ("++": first the service charge,
    then tax on price plus service charge, DOMAIN 1.5).
    """

    GROSS = "gross"
    NET = "net"
    PLUS_PLUS = "plus_plus"


class TaxClass(StrEnum):
    """What kind of supply a line is; which percentage that means is dated data per country."""

    ROOM = "room"
    FOOD = "food"
    ALCOHOL = "alcohol"
    EQUIPMENT = "equipment"
    LODGING = "lodging"


class HireUnit(StrEnum):
    """By what the room alone is hired."""

    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"


class ExtraUnit(StrEnum):
    """By what an extra is counted."""

    DELEGATE = "delegate"
    PIECE = "piece"
    HOUR = "hour"
    DAY = "day"


class PackageKind(StrEnum):
    """The packages (arrangementen) of DOMAIN 1.4 and 1.5; the hotel's own span rules decide the times."""

    HALF_DAY = "half_day"
    DAY = "day"
    HOURS_12 = "hours_12"
    HOURS_24 = "hours_24"
    HOURS_32 = "hours_32"
    DDR_HALF = "ddr_half"
    DDR_FULL = "ddr_full"


class AppliesTo(StrEnum):
    """Which prices a season or weekday adjustment moves."""

    HIRE = "hire"
    PACKAGE = "package"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Validity:
    """The days (venue-local, last one included) and weekdays (0 Monday) on which a rate holds."""

    from_date: date
    until_date: date | None = None
    weekdays: frozenset[int] = ALL_WEEK

    def holds_on(self, day: date) -> bool:
        return (
            self.from_date <= day
            and (self.until_date is None or day <= self.until_date)
            and day.weekday() in self.weekdays
        )


@dataclass(frozen=True, slots=True)
class TaxRule:
    """The percentage one tax class carries in one country between two dates (DOMAIN 3.1, 3.2)."""

    name: str
    tax_class: TaxClass
    percent: Decimal
    from_date: date
    until_date: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)


@dataclass(frozen=True, slots=True)
class Daypart:
    """Morning, afternoon or evening as this venue cuts its day (wall clock)."""

    code: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class HireRate:
    """The price of one space per hour, daypart or day, as the hotel writes it (see Entry)."""

    space_id: int
    unit: HireUnit
    amount: Decimal
    validity: Validity


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One included item; its market value (excluding tax) decides how the price splits over tax classes."""

    item: str
    tax_class: TaxClass
    market_value: Decimal


@dataclass(frozen=True, slots=True)
class Package:
    """A price per delegate with room and what belongs to it.

    ``starts`` are the allowed wall-clock starts (empty: any); ``length_minutes`` the longest wall-clock span;
    below ``min_delegates`` the minimum is billed; above ``max_delegates`` it is not offered.
    """

    code: str
    kind: PackageKind
    names: dict[str, str] = field(hash=False)
    amount: Decimal
    starts: tuple[time, ...]
    length_minutes: int
    min_delegates: int
    max_delegates: int | None
    parts: tuple[PackagePart, ...]
    validity: Validity


@dataclass(frozen=True, slots=True)
class Extra:
    """Equipment, food or drinks charged by delegate, piece, hour or day."""

    code: str
    names: dict[str, str] = field(hash=False)
    unit: ExtraUnit
    amount: Decimal
    tax_class: TaxClass
    validity: Validity


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A season or weekday that moves prices up or down by a percentage; several multiply in order."""

    code: str
    percent: Decimal
    applies_to: AppliesTo
    validity: Validity


@dataclass(frozen=True, slots=True)
class RateCard:
    """Everything needed to price any space of one venue, with the tax rules of its country."""

    currency: str
    country: str
    time_zone: str
    entry: Entry
    service_percent: Decimal
    minimum_spend: Decimal | None
    dayparts: tuple[Daypart, ...]
    hire: tuple[HireRate, ...]
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    adjustments: tuple[Adjustment, ...]
    tax_rules: tuple[TaxRule, ...]
