"""What a hotel charges: dated rates as plain values, gathered per venue in one rate card."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time  # noqa: TC003 - rates are read from files by these annotations
from decimal import Decimal  # noqa: TC003
from enum import StrEnum

from zaal.domain.layouts import Layout  # noqa: TC001

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
    """What kind of supply a line is; which percentage that means is dated data per country.

    A levy named apart (tourist tax) is none: no tax falls on it anywhere (EN 16931 category E).
    """

    ROOM = "room"
    FOOD = "food"
    ALCOHOL = "alcohol"
    EQUIPMENT = "equipment"
    LODGING = "lodging"
    LEVY = "levy"


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


class SpendBase(StrEnum):
    """What counts towards a minimum spend: every line as the hotel writes it, or food and drink only (DOMAIN 1.5)."""

    ALL = "all"
    FOOD_AND_DRINK = "food_and_drink"


class SpendPer(StrEnum):
    """For what a minimum spend is reached: once for the whole request, or on each of its days."""

    MEETING = "meeting"
    DAY = "day"


class DealKind(StrEnum):
    """A rate agreed with certain organisations, or a promotion for whoever knows its code."""

    NEGOTIATED = "negotiated"
    PROMOTION = "promotion"


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
    """The price of one space per hour, daypart or day, as the hotel writes it (see Entry).

    At least ``min_quantity`` units are billed. With a ``deal`` it is for those who have it, and nothing moves it.
    """

    space_id: int
    unit: HireUnit
    amount: Decimal
    validity: Validity
    min_quantity: int = 1
    deal: str = ""


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
    below ``min_delegates`` the minimum is billed; above ``max_delegates`` it is not offered. With a ``deal`` it is
    for those who have it, and nothing moves its price.
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
    deal: str = ""


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
class Occasion:
    """What a request is like, besides its day and space; None where that is not known, which meets no condition.

    ``lead_days`` are whole venue-local days from asking to the first day; ``days`` how many days it has; ``deals`` the
    codes of the deals the asker has; ``beside`` whether it is a further room beside the main one.
    """

    lead_days: int | None = None
    delegates: int | None = None
    days: int | None = None
    deals: frozenset[str] = frozenset()
    beside: bool = False


PLAIN = Occasion()


@dataclass(frozen=True, slots=True)
class Condition:
    """Which requests a price move is for: early or late birds, large or long ones, breakout rooms; bounds are inside.

    ``deal`` is the code of the deal it belongs to; with none it is for everybody.
    """

    min_lead_days: int | None = None
    max_lead_days: int | None = None
    min_delegates: int | None = None
    max_delegates: int | None = None
    min_days: int | None = None
    max_days: int | None = None
    beside: bool = False
    deal: str = ""

    def holds_for(self, occasion: Occasion) -> bool:
        """Tell whether the request meets every bound that is stated."""
        return (
            _within(occasion.lead_days, self.min_lead_days, self.max_lead_days)
            and _within(occasion.delegates, self.min_delegates, self.max_delegates)
            and _within(occasion.days, self.min_days, self.max_days)
            and (occasion.beside or not self.beside)
            and (not self.deal or self.deal in occasion.deals)
        )


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Moves prices up or down by a percentage: a season, a weekday, early birds, volume; several multiply in order."""

    code: str
    percent: Decimal
    applies_to: AppliesTo
    validity: Validity
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Overtime:
    """Extra time: after ``grace_minutes`` beyond a daypart or package, ``amount`` per started ``unit_minutes`` (T20).

    Longer than ``most_minutes`` is no extra time but another booking.
    """

    unit_minutes: int
    amount: Decimal
    grace_minutes: int
    most_minutes: int
    applies_to: AppliesTo
    validity: Validity


@dataclass(frozen=True, slots=True)
class LayoutFee:
    """What setting up in a layout costs per meeting day: an amount, or a percentage of the room's hire of that day.

    ``layout`` and ``space_id`` None mean every one. ``on_the_day``: only when the layout is changed on the day itself.
    """

    layout: Layout | None
    space_id: int | None
    amount: Decimal | None
    hire_percent: Decimal | None
    on_the_day: bool
    validity: Validity


@dataclass(frozen=True, slots=True)
class Surcharge:
    """An amount for meetings that end at or after a wall-clock time, also after midnight (late housekeeping).

    An ``ends_from`` before six in the morning is after the midnight that ends the meeting's day.
    """

    code: str
    names: dict[str, str] = field(hash=False)
    ends_from: time
    amount: Decimal
    tax_class: TaxClass
    validity: Validity


@dataclass(frozen=True, slots=True)
class Levy:
    """Tourist tax on lodging: a percentage of its price without tax, or an amount per person and night.

    Named apart it carries no tax itself; hidden in the price it is taxed as the lodging is (DOMAIN 3.1, T11).
    """

    code: str
    names: dict[str, str] = field(hash=False)
    percent: Decimal | None
    per_person_night: Decimal | None
    named_apart: bool
    validity: Validity


@dataclass(frozen=True, slots=True)
class MinimumSpend:
    """What must be spent at least, as the hotel writes its prices; the gap is billed as room rental (T17)."""

    amount: Decimal
    base: SpendBase
    per: SpendPer
    validity: Validity


@dataclass(frozen=True, slots=True)
class Guarantee:
    """How many more than guaranteed the kitchen prepares for, as a percentage rounded down (T19)."""

    over_percent: Decimal
    validity: Validity


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How many whole working days ahead a meeting is booked at the latest; ``holiday_calendar`` names a country."""

    working_days: int
    holiday_calendar: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Deal:
    """Who has a deal: members of ``organisations``, and with a promotion also whoever types its ``word``.

    Where a promotion names organisations, only their members may use the word. ``validity`` is in days of asking.
    """

    code: str
    kind: DealKind
    names: dict[str, str] = field(hash=False)
    word: str
    organisations: frozenset[int]
    validity: Validity


@dataclass(frozen=True, slots=True)
class ChargeRules:
    """What a venue charges besides hire, packages and extras, how late it takes bookings, for whom it has deals."""

    overtime: tuple[Overtime, ...] = ()
    layout_fees: tuple[LayoutFee, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    levies: tuple[Levy, ...] = ()
    minimum_spends: tuple[MinimumSpend, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    lead_times: tuple[LeadTime, ...] = ()
    deals: tuple[Deal, ...] = ()


NO_RULES = ChargeRules()


@dataclass(frozen=True, slots=True)
class RateCard:
    """Everything needed to price any space of one venue, with the tax rules of its country."""

    currency: str
    country: str
    time_zone: str
    entry: Entry
    service_percent: Decimal
    dayparts: tuple[Daypart, ...]
    hire: tuple[HireRate, ...]
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    adjustments: tuple[Adjustment, ...]
    tax_rules: tuple[TaxRule, ...]
    rules: ChargeRules = NO_RULES


def _within(value: int | None, least: int | None, most: int | None) -> bool:
    """Tell whether a value lies within the bounds that are stated; an unknown value only where none is."""
    if value is None:
        return least is None and most is None
    return (least is None or least <= value) and (most is None or value <= most)
