"""Cancellation policies seen in the field, as values a hotel may take over (DOMAIN 2.4 and 2.5)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.cancellation import BoundUnit, Policy, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

FULL = Decimal(100)
NETHERLANDS, SINGAPORE = "NL", "SG"


def _policy(code: str, name: str, calendar: str, tiers: Iterable[tuple[int, BoundUnit, bool, int]]) -> Policy:
    """Write a scale that ends at the whole value; the fees compensate, so no tax is due on them (DOMAIN 3.1)."""
    return Policy(
        code=code,
        name=name,
        tiers=tuple(Tier(amount, unit, strict, Decimal(percent)) for amount, unit, strict, percent in tiers),
        late_percent=FULL,
        no_show_percent=FULL,
        holiday_calendar=calendar,
        fee_taxed=False,
    )


# The general terms of the Dutch hospitality trade: "more than n" is strict.
UVH_GROUP = _policy(
    "uvh-9-4-2",
    "Dutch hospitality terms (UVH 9.4.2)",
    NETHERLANDS,
    (
        (6, BoundUnit.MONTHS, True, 0),
        (3, BoundUnit.MONTHS, True, 10),
        (2, BoundUnit.MONTHS, True, 15),
        (1, BoundUnit.MONTHS, True, 35),
        (14, BoundUnit.DAYS, True, 60),
        (7, BoundUnit.DAYS, True, 85),
    ),
)
WEEKS_4_3_2 = _policy(
    "weeks-4-3-2",
    "Steps at 4, 3 and 2 weeks and at 48 hours",
    NETHERLANDS,
    (
        (4, BoundUnit.WEEKS, False, 0),
        (3, BoundUnit.WEEKS, False, 30),
        (2, BoundUnit.WEEKS, False, 40),
        (48, BoundUnit.HOURS, False, 50),
    ),
)
WEEKS_4_2_1 = _policy(
    "weeks-4-2-1",
    "Steps at 4 weeks, 2 weeks and 1 week",
    NETHERLANDS,
    (
        (4, BoundUnit.WEEKS, False, 0),
        (2, BoundUnit.WEEKS, False, 60),
        (1, BoundUnit.WEEKS, False, 85),
    ),
)
# Part of the value goes free (40, 30, 20 %): for a whole cancellation that is the rest of it.
PART_GOES_FREE = _policy(
    "part-goes-free",
    "Steps at 4 weeks, 2 weeks and 1 week, part of it free",
    NETHERLANDS,
    (
        (4, BoundUnit.WEEKS, False, 0),
        (2, BoundUnit.WEEKS, False, 60),
        (1, BoundUnit.WEEKS, False, 70),
        (48, BoundUnit.HOURS, False, 80),
    ),
)
# "14 working days or more" is free, "from 7 working days" is the whole: the seventh day itself already counts.
WORKING_DAYS_14_7 = _policy(
    "working-days-14-7",
    "Steps at 14 and 7 working days",
    SINGAPORE,
    (
        (14, BoundUnit.WORKING_DAYS, False, 0),
        (7, BoundUnit.WORKING_DAYS, True, 50),
    ),
)
# Before the first bound the deposit of a quarter stays with the house.
DAYS_90_60_30 = _policy(
    "days-90-60-30",
    "Steps at 90, 60 and 30 days",
    SINGAPORE,
    (
        (90, BoundUnit.DAYS, True, 25),
        (60, BoundUnit.DAYS, True, 50),
        (30, BoundUnit.DAYS, True, 75),
    ),
)
FREE_UNTIL_48_HOURS = _policy(
    "free-until-48-hours", "Free until 48 hours before", NETHERLANDS, ((48, BoundUnit.HOURS, False, 0),)
)
FREE_UNTIL_48_HOURS_SINGAPORE = _policy(
    "free-until-48-hours", "Free until 48 hours before", SINGAPORE, ((48, BoundUnit.HOURS, False, 0),)
)

DUTCH = (UVH_GROUP, WEEKS_4_3_2, WEEKS_4_2_1, PART_GOES_FREE, FREE_UNTIL_48_HOURS)
SINGAPOREAN = (WORKING_DAYS_14_7, DAYS_90_60_30, FREE_UNTIL_48_HOURS_SINGAPORE)
