"""Cancellation policies as hotels write them, for whom they hold, and which one a booking gets (DOMAIN 2.3 to 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from zaal.domain.money import HUNDRED, Money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from zaal.domain.bounds import Bound, BoundUnit


FULL = HUNDRED


class ChargeKind(StrEnum):
    """What is due: a share, what goes beyond a free share, the deposit, an amount; or the terms do not say."""

    PERCENT = "percent"
    FREE = "free"
    DEPOSIT = "deposit"
    FIXED = "fixed"
    NOT_STATED = "not_stated"


class Charge(NamedTuple):
    """One kind of fee with its figure: ``percent`` of the base (due, or free to go), or an ``amount``.

    A deposit's ``percent`` is the share that the terms ask as deposit; None: whatever was agreed.
    """

    kind: ChargeKind
    percent: Decimal | None = None
    amount: Money | None = None

    @property
    def due_percent(self) -> Decimal | None:
        """The share of the base that a whole cancellation costs, where the terms fix one."""
        if self.percent is not None and self.kind is ChargeKind.FREE:
            return HUNDRED - self.percent
        return self.percent


NOT_STATED = Charge(ChargeKind.NOT_STATED)


def percent_of(percent: Decimal | int) -> Charge:
    """Charge a share of the base."""
    return Charge(ChargeKind.PERCENT, Decimal(percent))


def free_part(percent: Decimal | int) -> Charge:
    """Let a share of the base go free and charge the rest."""
    return Charge(ChargeKind.FREE, Decimal(percent))


def deposit_stays(percent: Decimal | int | None = None) -> Charge:
    """Keep the deposit: this share, or (None) what was agreed."""
    return Charge(ChargeKind.DEPOSIT, None if percent is None else Decimal(percent))


def fixed(amount: Money) -> Charge:
    """Charge an amount, whatever the booking is worth (though never more than that)."""
    return Charge(ChargeKind.FIXED, amount=amount)


@dataclass(frozen=True, slots=True)
class Tier:
    """``charge`` is due when cancelled ``amount`` units or more before the start (``strict``: more than)."""

    amount: int
    unit: BoundUnit
    strict: bool
    charge: Charge


class Base(StrEnum):
    """Of what a percentage is taken: everything, the room alone, or one person's price times the people."""

    TOTAL = "total"
    ROOM = "room"
    PER_PERSON = "per_person"


class Level(StrEnum):
    """Whose terms they are; a written contract beats the hotel's own, those beat the trade's general ones."""

    CONTRACT = "contract"
    HOTEL = "hotel"
    HOUSE_RULES = "house_rules"


class PartBy(StrEnum):
    """What a part costs that may not go free: the scale on that part, the agreed price, or the terms do not say."""

    PRO_RATA = "pro_rata"
    AS_RESERVED = "as_reserved"
    NOT_STATED = "not_stated"


class FeeTax(StrEnum):
    """Whether a fee carries tax: a compensation does not; a price kept contains it; a service gets it on top."""

    NONE = "none"
    INCLUDED = "included"
    ON_TOP = "on_top"


class ShareOf(StrEnum):
    """Of which number a free share is taken: the one first agreed, the one that holds now, or the whole value."""

    ORIGINAL = "original"
    CURRENT = "current"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class FreeReduction:
    """Until ``amount`` units before the start a share, or so many people or rooms, may go without a fee."""

    amount: int
    unit: BoundUnit
    strict: bool = False
    percent: Decimal | None = None
    share_of: ShareOf = ShareOf.ORIGINAL
    people: int | None = None
    rooms: int | None = None


@dataclass(frozen=True, slots=True)
class LateChange:
    """``fee`` is due for any change received less than ``amount`` units before the start (``strict``: or just then)."""

    amount: int
    unit: BoundUnit
    strict: bool
    fee: Money
    tax: FeeTax


@dataclass(frozen=True, slots=True)
class Extension:
    """Bounds lie ``months`` earlier when at least ``percent`` of what the house can hold is cancelled."""

    months: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Size:
    """For which bookings a policy holds; an empty one holds for all. Values are all-in totals."""

    people_at_least: int | None = None
    people_at_most: int | None = None
    value_at_least: Money | None = None
    value_below: Money | None = None

    def holds(self, delegates: int, value: Money) -> bool:
        """Tell whether a booking of this size falls under it. Refuses: MixedCurrencies."""
        return (
            (self.people_at_least is None or delegates >= self.people_at_least)
            and (self.people_at_most is None or delegates <= self.people_at_most)
            and (self.value_at_least is None or value >= self.value_at_least)
            and (self.value_below is None or value < self.value_below)
        )


ANY_SIZE = Size()


@dataclass(frozen=True, slots=True)
class Policy:
    """Tiers from the earliest (cheapest) to the latest; ``late`` is due after the last bound.

    ``holiday_calendar`` names the country whose public holidays are no working days. ``fee_tax`` is what the hotel
    says of its fee (DOMAIN 3.1: the wording of its terms decides). ``free`` lists what may be reduced without a
    fee, earliest first; what goes beyond follows ``part``. ``version`` is the day these terms came into force and
    ``organisation_id`` whose contract they are: both say which, not what, and are no part of the fingerprint.
    """

    code: str
    name: str
    tiers: tuple[Tier, ...]
    late: Charge
    no_show: Charge
    holiday_calendar: str
    base: Base = Base.TOTAL
    level: Level = Level.HOTEL
    size: Size = ANY_SIZE
    fee_tax: FeeTax = FeeTax.NONE
    no_show_tax: FeeTax = FeeTax.INCLUDED
    part: PartBy = PartBy.PRO_RATA
    extension: Extension | None = None
    free: tuple[FreeReduction, ...] = ()
    final_numbers: Bound | None = None
    late_change: LateChange | None = None
    version: date | None = None
    organisation_id: int | None = None


# From which day until which (included, None: for good) terms hold for bookings made then, venue-local.
DatedPolicy: TypeAlias = "tuple[date, date | None, Policy]"


def in_force(policies: Iterable[DatedPolicy], day: date) -> tuple[Policy, ...]:
    """Return the policies for a booking made on this day (venue-local).

    Of terms with the same code (and organisation) the ones in force latest count.
    """
    latest: dict[tuple[int | None, str], Policy] = {}
    for from_date, until_date, policy in sorted(policies, key=itemgetter(0)):
        if from_date <= day and (until_date is None or day <= until_date):
            latest[policy.organisation_id, policy.code] = policy
    return tuple(latest.values())


def choose(
    policies: Iterable[Policy], *, delegates: int, value: Money, organisations: frozenset[int] = frozenset()
) -> Policy | None:
    """Return the policy that a booking of this size gets: contract before hotel before house rules; None: none holds.

    A contract counts for members of its organisation only. Of two on one level the one in force latest counts.
    """
    best: Policy | None = None
    for policy in policies:
        if policy.organisation_id is not None and policy.organisation_id not in organisations:
            continue
        if policy.size is not ANY_SIZE and not policy.size.holds(delegates, value):
            continue
        if best is None or rank(policy) < rank(best) or (rank(policy) == rank(best) and _later(policy, best)):
            best = policy
    return best


LEVELS = tuple(Level)


def rank(policy: Policy) -> int:
    """Say how soon a policy counts: 0 for a contract, then the hotel's, then the trade's."""
    return LEVELS.index(policy.level)


def _later(policy: Policy, other: Policy) -> bool:
    return policy.version is not None and (other.version is None or policy.version > other.version)
