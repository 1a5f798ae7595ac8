"""Cancellation policies seen in the field, as values a hotel may take over (DOMAIN 2.3 to 2.5)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.money import Money
from zaal.domain.policies import (
    FULL,
    NOT_STATED,
    Charge,
    Extension,
    FeeTax,
    FreeReduction,
    LateChange,
    Level,
    PartBy,
    Policy,
    ShareOf,
    Size,
    Tier,
    deposit_stays,
    free_part,
    percent_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

NETHERLANDS, SINGAPORE = "NL", "SG"
MONTHS, WEEKS, DAYS, WORKING_DAYS, HOURS = BoundUnit
AT, MORE_THAN = False, True
ALL = percent_of(FULL)


def _policy(  # noqa: PLR0913 - a scale is written with all of these
    code: str,
    name: str,
    calendar: str,
    tiers: Iterable[tuple[int, BoundUnit, bool, int | Charge]],
    *,
    late: Charge = ALL,
    no_show: Charge = ALL,
    **more: Any,
) -> Policy:
    """Write a scale; the fees compensate, so no tax is due on them (DOMAIN 3.1)."""
    return Policy(
        code=code,
        name=name,
        tiers=tuple(
            Tier(amount, unit, strict, percent_of(charge) if isinstance(charge, int) else charge)
            for amount, unit, strict, charge in tiers
        ),
        late=late,
        no_show=no_show,
        holiday_calendar=calendar,
        **more,
    )


# The general terms of the Dutch hospitality trade: "more than n" is strict. Ten guests or more are a group.
GROUP, INDIVIDUALS = Size(people_at_least=10), Size(people_at_most=9)
UVH_GROUP = _policy(
    "uvh-9-4-2",
    "Dutch hospitality terms (UVH 9.4.2)",
    NETHERLANDS,
    (
        (6, MONTHS, MORE_THAN, 0),
        (3, MONTHS, MORE_THAN, 10),
        (2, MONTHS, MORE_THAN, 15),
        (1, MONTHS, MORE_THAN, 35),
        (14, DAYS, MORE_THAN, 60),
        (7, DAYS, MORE_THAN, 85),
    ),
    size=GROUP,
    level=Level.HOUSE_RULES,
)
UVH_LODGING_GROUP = _policy(
    "uvh-9-2",
    "Dutch hospitality terms, lodging of groups (UVH 9.2)",
    NETHERLANDS,
    (
        (3, MONTHS, MORE_THAN, 0),
        (2, MONTHS, MORE_THAN, 15),
        (1, MONTHS, MORE_THAN, 35),
        (14, DAYS, MORE_THAN, 60),
        (7, DAYS, MORE_THAN, 85),
    ),
    size=GROUP,
    level=Level.HOUSE_RULES,
)
UVH_INDIVIDUALS = _policy(
    "uvh-9-4-3",
    "Dutch hospitality terms, nine people or fewer (UVH 9.4.3)",
    NETHERLANDS,
    (
        (1, MONTHS, MORE_THAN, 0),
        (14, DAYS, MORE_THAN, 15),
        (7, DAYS, MORE_THAN, 35),
        (3, DAYS, MORE_THAN, 60),
        (24, HOURS, MORE_THAN, 85),
    ),
    size=INDIVIDUALS,
    level=Level.HOUSE_RULES,
)
# An older text: four months more when half or more of what the house can hold is cancelled.
UVH_HALF_THE_HOUSE = Extension(months=4, percent=Decimal(50))
# The published excerpt says of a group only until when it is free.
DE_SCHOUT_GROUP = _policy(
    "de-schout-group", "De Schout, groups", NETHERLANDS, ((3, MONTHS, MORE_THAN, 0),), late=NOT_STATED, size=GROUP
)
DE_SCHOUT_INDIVIDUAL = _policy(
    "de-schout-individual",
    "De Schout, individuals",
    NETHERLANDS,
    (
        (1, MONTHS, MORE_THAN, 0),
        (14, DAYS, MORE_THAN, 15),
        (7, DAYS, MORE_THAN, 35),
        (3, DAYS, MORE_THAN, 60),
        (24, HOURS, MORE_THAN, 85),
    ),
    size=INDIVIDUALS,
)
# "4 weeks or more" is free and "within n weeks" is n x 7 days or less. Of the people a share may go free; what goes
# beyond is billed as reserved.
VENLO_FREE = (
    FreeReduction(4, WEEKS, percent=FULL),
    FreeReduction(2, WEEKS, percent=Decimal(50)),
    FreeReduction(2, WORKING_DAYS, percent=Decimal(10)),
)
VENLO_LINE = Money(Decimal(10000), "EUR")
VENLO_UNDER_10000 = _policy(
    "venlo-under-10000",
    "Van der Valk Venlo, under EUR 10,000",
    NETHERLANDS,
    ((4, WEEKS, AT, 0), (3, WEEKS, MORE_THAN, 30), (2, WEEKS, MORE_THAN, 40), (48, HOURS, MORE_THAN, 50)),
    size=Size(value_below=VENLO_LINE),
    free=VENLO_FREE,
    part=PartBy.AS_RESERVED,
)
# The ladder falls by the month and its excerpt ends at "within 4 months": of the last three months nothing is known.
VENLO_FROM_10000 = _policy(
    "venlo-from-10000",
    "Van der Valk Venlo, from EUR 10,000",
    NETHERLANDS,
    ((6, MONTHS, AT, 0), (5, MONTHS, MORE_THAN, 20), (4, MONTHS, MORE_THAN, 30), (3, MONTHS, MORE_THAN, 40)),
    late=NOT_STATED,
    no_show=NOT_STATED,
    size=Size(value_at_least=VENLO_LINE),
    free=VENLO_FREE,
    part=PartBy.AS_RESERVED,
)
MARKETINGKWARTIER = _policy(
    "marketingkwartier",
    "Het Marketingkwartier",
    NETHERLANDS,
    ((10, WORKING_DAYS, AT, 0),),
    final_numbers=Bound(7, WORKING_DAYS),
)
# Free from 14 working days, half at 13, the whole from 7: of 8 to 12 working days this source says nothing.
CAPITALAND_TOWER = _policy(
    "capitaland-tower",
    "CapitaLand Capital Tower",
    SINGAPORE,
    ((14, WORKING_DAYS, AT, 0), (13, WORKING_DAYS, AT, 50), (8, WORKING_DAYS, AT, NOT_STATED)),
    late_change=LateChange(5, WORKING_DAYS, MORE_THAN, Money(Decimal(50), "SGD"), FeeTax.ON_TOP),
)
CAPITALAND_LEAD_WORKING_DAYS = 14
STEIN = _policy(
    "stein",
    "Van der Valk Stein, meeting rooms",
    NETHERLANDS,
    ((4, WEEKS, AT, 0), (2, WEEKS, AT, 60), (1, WEEKS, AT, 85)),
    free=(
        FreeReduction(5, WORKING_DAYS, percent=FULL),
        FreeReduction(24, HOURS, percent=Decimal(5), share_of=ShareOf.CURRENT),
    ),
    final_numbers=Bound(5, WORKING_DAYS),
    part=PartBy.AS_RESERVED,
)
LUNTERSE_BOER_FREE = (FreeReduction(24, HOURS, percent=Decimal(10), share_of=ShareOf.CURRENT),)
AMERSFOORT_SMALL, AMERSFOORT_LARGE = Size(people_at_most=25), Size(people_at_least=26, people_at_most=50)
AMERSFOORT_SMALL_FREE = (
    FreeReduction(21, DAYS, percent=Decimal(50), share_of=ShareOf.VOLUME),
    FreeReduction(14, DAYS, percent=Decimal(25), share_of=ShareOf.VOLUME),
    FreeReduction(7, DAYS, percent=Decimal(10), share_of=ShareOf.VOLUME),
    FreeReduction(1, DAYS, people=2, rooms=2),
)
AMERSFOORT_LARGE_FREE = (
    FreeReduction(42, DAYS, percent=Decimal(50), share_of=ShareOf.VOLUME),
    FreeReduction(28, DAYS, percent=Decimal(25), share_of=ShareOf.VOLUME),
    FreeReduction(14, DAYS, percent=Decimal(10), share_of=ShareOf.VOLUME),
    FreeReduction(1, DAYS, people=3, rooms=3),
)
# Part of the value goes free (40, 30, 20 %): of a whole cancellation the rest is due.
PART_GOES_FREE = _policy(
    "part-goes-free",
    "Steps at 4 weeks, 2 weeks and 1 week, part of it free",
    NETHERLANDS,
    (
        (4, WEEKS, AT, 0),
        (2, WEEKS, AT, free_part(40)),
        (1, WEEKS, AT, free_part(30)),
        (48, HOURS, AT, free_part(20)),
    ),
)
CONRAD = _policy("from-signing", "The whole from signing", SINGAPORE, ())
# Half within six months, 70 % within one; before that the deposit that was agreed stays.
ACTIVITY_FIRM = _policy(
    "deposit-6-1-months",
    "Deposit, then steps at 6 months and 1 month",
    SINGAPORE,
    ((6, MONTHS, MORE_THAN, deposit_stays()), (1, MONTHS, MORE_THAN, 50)),
    late=percent_of(70),
    no_show=NOT_STATED,
)
# Before the first bound the deposit of a quarter stays with the house.
DAYS_90_60_30 = _policy(
    "days-90-60-30",
    "Steps at 90, 60 and 30 days",
    SINGAPORE,
    ((90, DAYS, MORE_THAN, deposit_stays(25)), (60, DAYS, MORE_THAN, 50), (30, DAYS, MORE_THAN, 75)),
)
WEEKS_4_3_2 = _policy(
    "weeks-4-3-2",
    "Steps at 4, 3 and 2 weeks and at 48 hours",
    NETHERLANDS,
    ((4, WEEKS, AT, 0), (3, WEEKS, AT, 30), (2, WEEKS, AT, 40), (48, HOURS, AT, 50)),
)
WEEKS_4_2_1 = _policy(
    "weeks-4-2-1",
    "Steps at 4 weeks, 2 weeks and 1 week",
    NETHERLANDS,
    ((4, WEEKS, AT, 0), (2, WEEKS, AT, 60), (1, WEEKS, AT, 85)),
)
# "14 working days or more" is free, "from 7 working days" is the whole: the seventh day itself already counts.
WORKING_DAYS_14_7 = _policy(
    "working-days-14-7",
    "Steps at 14 and 7 working days",
    SINGAPORE,
    ((14, WORKING_DAYS, AT, 0), (7, WORKING_DAYS, MORE_THAN, 50)),
)
FREE_UNTIL_48_HOURS = _policy("free-until-48-hours", "Free until 48 hours before", NETHERLANDS, ((48, HOURS, AT, 0),))
FREE_UNTIL_48_HOURS_SINGAPORE = _policy(
    "free-until-48-hours", "Free until 48 hours before", SINGAPORE, ((48, HOURS, AT, 0),)
)

# What the demonstration's hotels choose from: each a set that leaves no size of booking without terms.
DUTCH = (
    (UVH_GROUP, UVH_INDIVIDUALS),
    (WEEKS_4_3_2,),
    (WEEKS_4_2_1,),
    (PART_GOES_FREE,),
    (FREE_UNTIL_48_HOURS,),
)
SINGAPOREAN = ((WORKING_DAYS_14_7,), (DAYS_90_60_30,), (FREE_UNTIL_48_HOURS_SINGAPORE,))
LIBRARY = (
    UVH_GROUP,
    UVH_LODGING_GROUP,
    UVH_INDIVIDUALS,
    DE_SCHOUT_GROUP,
    DE_SCHOUT_INDIVIDUAL,
    VENLO_UNDER_10000,
    VENLO_FROM_10000,
    MARKETINGKWARTIER,
    CAPITALAND_TOWER,
    STEIN,
    PART_GOES_FREE,
    CONRAD,
    ACTIVITY_FIRM,
    DAYS_90_60_30,
    WEEKS_4_3_2,
    WEEKS_4_2_1,
    WORKING_DAYS_14_7,
    FREE_UNTIL_48_HOURS,
    FREE_UNTIL_48_HOURS_SINGAPORE,
)
