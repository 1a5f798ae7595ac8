"""What cancelling costs: ordered tiers, counted back from the start on the venue's clock (DOMAIN 2.4, 2.5)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from zaal.domain.money import HUNDRED
from zaal.domain.period import deadline, local, local_day
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from zaal.domain.money import Money

SATURDAY = 5
# What makes a bound inclusive in an exclusive ``until``: the smallest step a moment has.
INSTANT = timedelta(microseconds=1)


class TiersOutOfOrder(Invalid):
    """A tier does not end clearly before the next one, on every date it can be counted from."""

    code = "tiers_out_of_order"


class TierPercentFalls(Invalid):
    """Cancelling later would cost less than cancelling earlier."""

    code = "tier_percent_falls"


class PercentOutOfRange(Invalid):
    """A percentage below 0 or above 100."""

    code = "percent_out_of_range"


class BoundUnit(StrEnum):
    """In what a tier counts back: months, weeks and days by the wall clock, hours elapsed."""

    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Tier:
    """``percent`` is due when cancelled ``amount`` units or more before the start (``strict``: more than)."""

    amount: int
    unit: BoundUnit
    strict: bool
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Policy:
    """Tiers from the earliest (cheapest) to the latest; ``late_percent`` is due after the last bound.

    ``holiday_calendar`` names the country whose public holidays are no working days. ``fee_taxed`` is what the hotel
    says of its fee (DOMAIN 3.1: the wording of its terms decides); it is shown and moves no amount.
    """

    code: str
    name: str
    tiers: tuple[Tier, ...]
    late_percent: Decimal
    no_show_percent: Decimal
    holiday_calendar: str
    fee_taxed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """``percent`` (``fee``) is due when cancelled before ``until`` (exclusive, UTC); None: from then on."""

    until: datetime | None
    percent: Decimal
    fee: Money


def check(policy: Policy) -> None:
    """Pass a policy whose tiers follow one another and never get cheaper.

    Refuses: PercentOutOfRange, TierPercentFalls, TiersOutOfOrder.
    """
    percents = [*(tier.percent for tier in policy.tiers), policy.late_percent]
    for percent in (*percents, policy.no_show_percent):
        if not 0 <= percent <= HUNDRED:
            raise PercentOutOfRange(policy=policy.code, percent=percent)
    for earlier, later in pairwise(percents):
        if later < earlier:
            raise TierPercentFalls(policy=policy.code, earlier=earlier, later=later)
    for tier, following in pairwise(policy.tiers):
        if not _surely_before(tier, following):
            raise TiersOutOfOrder(
                policy=policy.code,
                tier=f"{tier.amount} {tier.unit}",
                following=f"{following.amount} {following.unit}",
            )


def steps(
    policy: Policy, *, value: Money, starts_at: datetime, zone: str, holidays: frozenset[date]
) -> tuple[Step, ...]:
    """Turn a policy into the fees of one meeting, in order of time; nothing else is needed to apply them.

    Counted back from the start on the venue's wall clock: months are calendar months clamped to the month's
    end, weeks and days keep the hour, hours are elapsed ones. Working days are whole days other than weekends
    and ``holidays``: the day that is n working days before counts as such until its midnight. Exactly at a
    strict bound the next step applies already; at another bound this one still does, so its ``until`` is a
    microsecond later. A bound the clock skips (spring) is the next valid moment.
    ``value`` is the reservation value. Refuses: what ``check`` refuses.
    """
    check(policy)
    made: list[Step] = []
    for tier in policy.tiers:
        until = _until(tier, starts_at, zone, holidays)
        if all(step.until is not None and step.until < until for step in made):
            made.append(Step(until, tier.percent, value.percent(tier.percent)))
    made.append(Step(None, policy.late_percent, value.percent(policy.late_percent)))
    return tuple(made)


def fee(steps: Sequence[Step], at: datetime) -> Step:
    """Return the step that applies when the cancellation is received at this instant."""
    return next(step for step in steps if step.until is None or at < step.until)


def next_step(steps: Sequence[Step], at: datetime) -> Step | None:
    """Return the step that follows the one applying now; None when the last one applies."""
    following = steps.index(fee(steps, at)) + 1
    return steps[following] if following < len(steps) else None


def _until(tier: Tier, starts_at: datetime, zone: str, holidays: frozenset[date]) -> datetime:
    """Return the first instant at which the tier no longer applies."""
    starts = local(starts_at, zone)
    match tier.unit:
        case BoundUnit.HOURS:
            bound = starts_at.astimezone(UTC) - timedelta(hours=tier.amount)
        case BoundUnit.MONTHS:
            bound = deadline(_months_before(starts.date(), tier.amount), starts.time(), zone)
        case BoundUnit.WEEKS:
            bound = deadline(starts.date() - timedelta(weeks=tier.amount), starts.time(), zone)
        case BoundUnit.DAYS:
            bound = deadline(starts.date() - timedelta(days=tier.amount), starts.time(), zone)
        case BoundUnit.WORKING_DAYS:
            counted = local_day(_working_days_before(starts.date(), tier.amount, holidays), zone)
            return counted.starts_at if tier.strict else counted.ends_at
    return bound if tier.strict else bound + INSTANT


def _months_before(day: date, months: int) -> date:
    """Subtract calendar months, clamped to the month's end: 31 March - 1 month = 28 February (T26)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_before(day: date, count: int, holidays: frozenset[date]) -> date:
    while count:
        day -= timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            count -= 1
    return day


def _surely_before(tier: Tier, following: Tier) -> bool:
    if tier.unit is following.unit:
        return tier.amount > following.amount
    return _least_days(tier) > _most_days(following)


def _least_days(tier: Tier) -> float:
    """Return the fewest days the bound can lie before the start."""
    match tier.unit:
        case BoundUnit.MONTHS:
            return tier.amount * 30 - 2
        case BoundUnit.WEEKS:
            return tier.amount * 7
        case BoundUnit.DAYS:
            return tier.amount
        case BoundUnit.WORKING_DAYS:  # a weekend in every five; the day itself may count until its midnight
            return tier.amount + (tier.amount - 1) // 5 * 2 - 1
        case BoundUnit.HOURS:
            return tier.amount / 24


def _most_days(tier: Tier) -> float:
    """Return the most days the bound can lie before the start; a working week may lose days to holidays."""
    match tier.unit:
        case BoundUnit.MONTHS:
            return tier.amount * 31
        case BoundUnit.WORKING_DAYS:
            return tier.amount * 2 + 7
        case BoundUnit.WEEKS | BoundUnit.DAYS | BoundUnit.HOURS:
            return _least_days(tier)
