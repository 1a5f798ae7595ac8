"""Invented rates of a house: packages with their parts, extras, seasons and terms, at the level of its market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from zaal.domain.bounds import Bound, BoundUnit
from zaal.domain.changes import USUAL_CUTOFFS
from zaal.domain.houses import OVERNIGHT, CutoffPlan, HouseRates, PaymentPlan, TariffPlan, TermsPlan
from zaal.domain.money import Money
from zaal.domain.payments import AT_CONFIRMATION, BILLED_AFTERWARDS, INVOICED, PaymentStep, PaymentTerms
from zaal.domain.policies import Size as BookingSize
from zaal.domain.rates import (
    Adjustment,
    AppliesTo,
    ChargeRules,
    Entry,
    Extra,
    ExtraUnit,
    MinimumSpend,
    Package,
    PackageKind,
    PackagePart,
    SpendBase,
    SpendPer,
    TaxClass,
    Validity,
)
from zaal.usecases.demo.hotels import Size
from zaal.usecases.demo.market import chance, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zaal.usecases.demo.rooms import Bill

# What the parts of a package are worth by themselves, excluding tax, at the middle of the market.
ROOM, FOOD, ALCOHOL, EQUIPMENT, LODGING = (
    TaxClass.ROOM,
    TaxClass.FOOD,
    TaxClass.ALCOHOL,
    TaxClass.EQUIPMENT,
    TaxClass.LODGING,
)
# Middle price over all tax classes to price without tax, for the few Dutch houses that write it so.
WITHOUT_TAX = 1 / 1.14
LONGEST_ANY_START = 540


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of package: price per delegate in the middle of the market, times, and what it holds."""

    code: str
    kind: PackageKind
    names: dict[str, str]
    amount: float
    starts: tuple[int, ...]
    length_minutes: int
    parts: tuple[tuple[str, TaxClass, int], ...]


FOUR_HOURS = Recipe(
    "4-hour",
    PackageKind.HALF_DAY,
    {"en": "4-hour package", "nl": "4-uursarrangement", "zh-hans": "4 小时会议套餐"},
    41,
    (9, 13),
    240,
    (("room", ROOM, 21), ("coffee_tea", FOOD, 9), ("snack", FOOD, 4), ("screen", EQUIPMENT, 3)),
)
EIGHT_HOURS = Recipe(
    "8-hour",
    PackageKind.DAY,
    {"en": "8-hour package", "nl": "8-uursarrangement", "zh-hans": "8 小时会议套餐"},
    68,
    (8, 9, 10),
    480,
    (("room", ROOM, 30), ("coffee_tea", FOOD, 12), ("lunch", FOOD, 18), ("screen", EQUIPMENT, 4)),
)
TWELVE_HOURS = Recipe(
    "12-hour",
    PackageKind.HOURS_12,
    {"en": "12-hour package", "nl": "12-uursarrangement", "zh-hans": "12 小时会议套餐"},
    112,
    (8, 9, 10),
    720,
    (
        ("room", ROOM, 38),
        ("coffee_tea", FOOD, 14),
        ("lunch", FOOD, 18),
        ("drinks", ALCOHOL, 9),
        ("dinner", FOOD, 32),
        ("screen", EQUIPMENT, 4),
    ),
)
TWENTY_FOUR_HOURS = Recipe(
    "24-hour",
    PackageKind.HOURS_24,
    {"en": "24-hour package", "nl": "24-uursarrangement", "zh-hans": "24 小时会议住宿套餐"},
    232,
    (12, 13),
    1440,
    (
        ("room", ROOM, 42),
        ("coffee_tea", FOOD, 15),
        ("lunch", FOOD, 18),
        ("dinner", FOOD, 32),
        ("night", LODGING, 92),
        ("breakfast", FOOD, 16),
        ("screen", EQUIPMENT, 4),
    ),
)
THIRTY_TWO_HOURS = Recipe(
    "32-hour",
    PackageKind.HOURS_32,
    {"en": "32-hour package", "nl": "32-uursarrangement", "zh-hans": "32 小时会议住宿套餐"},
    286,
    (9,),
    1920,
    (
        ("room", ROOM, 58),
        ("coffee_tea", FOOD, 22),
        ("lunch", FOOD, 36),
        ("dinner", FOOD, 32),
        ("night", LODGING, 92),
        ("breakfast", FOOD, 16),
        ("screen", EQUIPMENT, 8),
    ),
)
DDR_HALF = Recipe(
    "ddr-half",
    PackageKind.DDR_HALF,
    {"en": "Half-day delegate package", "nl": "Vergaderarrangement (DDR), halve dag", "zh-hans": "半天会议套餐"},
    88,
    (8, 9, 13, 14),
    300,
    (("room", ROOM, 40), ("coffee_tea", FOOD, 14), ("lunch", FOOD, 30), ("screen", EQUIPMENT, 6)),
)
DDR_FULL = Recipe(
    "ddr-full",
    PackageKind.DDR_FULL,
    {"en": "Full-day delegate package", "nl": "Vergaderarrangement (DDR), hele dag", "zh-hans": "全天会议套餐"},
    108,
    (8, 9),
    540,
    (("room", ROOM, 46), ("coffee_tea", FOOD, 24), ("lunch", FOOD, 32), ("screen", EQUIPMENT, 6)),
)

# Code, English, Dutch, unit, price in euros including tax, tax class.
EXTRAS = (
    ("microphone", "Wireless microphone", "Draadloze microfoon", "无线麦克风", ExtraUnit.PIECE, 45, EQUIPMENT),
    ("flipchart", "Flip chart with markers", "Flip-over met stiften", "活动挂图及记号笔",
     ExtraUnit.PIECE, 25, EQUIPMENT),
    ("video-kit", "Camera and microphone for video calls", "Camera en microfoon voor videobellen",
     "视频会议摄像头和麦克风", ExtraUnit.DAY, 140, EQUIPMENT),
    ("technician", "Technician", "Technicus", "技术人员", ExtraUnit.HOUR, 68, EQUIPMENT),
    ("coffee-break", "Extra coffee break with pastry", "Extra koffiepauze met gebak", "加一次茶歇（含糕点）",
     ExtraUnit.DELEGATE, 9.5, FOOD),
    ("lunch-buffet", "Buffet lunch", "Lunchbuffet", "自助午餐", ExtraUnit.DELEGATE, 27.5, FOOD),
    ("drinks-hour", "One hour of beer, wine and soft drinks", "Borrel van een uur: bier, wijn en fris",
     "一小时畅饮：啤酒、葡萄酒和软饮料", ExtraUnit.DELEGATE, 16.5, ALCOHOL),
    ("bites", "Platter of warm and cold bites", "Bittergarnituur, warm en koud", "冷热小食拼盘",
     ExtraUnit.DELEGATE, 8.5, FOOD),
    ("parking", "Parking place for the day", "Parkeerplaats voor de dag", "全天停车位", ExtraUnit.PIECE, 22.5, ROOM),
)  # fmt: skip
SINGAPORE_FACTOR = 1.5
# How the houses are paid: most send a bill, some ask half and half, some ask ahead for what is large.
HALF_AND_HALF = PaymentTerms(
    "half-and-half",
    "Half at booking, half before the meeting",
    (
        PaymentStep("Deposit", AT_CONFIRMATION, percent=Decimal(50)),
        PaymentStep("Rest", Bound(14, BoundUnit.DAYS)),
    ),
)
LARGE_AHEAD = (
    PaymentStep("Deposit", AT_CONFIRMATION, percent=Decimal(30)),
    PaymentStep("Second payment", Bound(1, BoundUnit.MONTHS), percent=Decimal(50)),
    PaymentStep("Rest", INVOICED),
)
LARGE_FROM = Decimal(5000)


def plan(rng: Random, bill: Bill, *, size: Size, longest_minutes: int, parking: bool) -> HouseRates:
    """Invent what a house charges, in the way houses of its country write prices."""
    dutch = bill.market.country == "NL"
    entry = (Entry.NET if chance(rng, 0.2) else Entry.GROSS) if dutch else Entry.PLUS_PLUS
    factor = bill.level * (WITHOUT_TAX if entry is Entry.NET else 1.0)
    minimum = Decimal(rng.choice((500, 800, 1000))) if not dutch and size is Size.LARGE and chance(rng, 0.4) else None
    recipes = _recipes(rng, dutch=dutch)
    return HouseRates(
        tariffs=(TariffPlan(entry, Decimal(0) if dutch else Decimal(10), bill.validity),),
        dayparts=rng.choice(bill.market.dayparts),
        packages=tuple(
            _package(rng, recipe, bill, factor)
            for recipe in recipes
            if recipe.length_minutes <= longest_minutes or recipe.kind in OVERNIGHT
        ),
        extras=tuple(_extras(bill, factor * (1 if dutch else SINGAPORE_FACTOR), parking=parking)),
        adjustments=tuple(_adjustments(rng, bill.validity, dutch=dutch)),
        terms=tuple(
            TermsPlan(policy, bill.validity.from_date, bill.validity.until_date)
            for policy in rng.choice(bill.market.policies)
        ),
        rules=ChargeRules(
            minimum_spends=(MinimumSpend(minimum, SpendBase.ALL, SpendPer.DAY, bill.validity),) if minimum else (),
        ),
        payments=tuple(
            PaymentPlan(terms, bill.validity.from_date, bill.validity.until_date) for terms in _payments(bill)
        ),
        cutoffs=tuple(
            CutoffPlan(cutoff, bill.validity.from_date, bill.validity.until_date) for cutoff in USUAL_CUTOFFS
        ),
    )


def _payments(bill: Bill) -> tuple[PaymentTerms, ...]:
    """Choose how a house is paid; by chance of its own, so that the rest of the world stays as it is."""
    turn = Random(f"{bill.level}:payments").random()  # noqa: S311 - an invented world, nothing secret
    if turn < 0.6:  # noqa: PLR2004 - three in five
        return (BILLED_AFTERWARDS,)
    if turn < 0.8:  # noqa: PLR2004 - one in five
        return (HALF_AND_HALF,)
    large = BookingSize(value_at_least=Money(LARGE_FROM, bill.market.currency))
    return PaymentTerms("large-ahead", "Large bookings in part ahead", LARGE_AHEAD, large), BILLED_AFTERWARDS


def _recipes(rng: Random, *, dutch: bool) -> list[Recipe]:
    if not dutch:
        return [DDR_HALF, DDR_FULL]
    overnight = rng.random()
    recipes = [FOUR_HOURS, EIGHT_HOURS, TWELVE_HOURS]
    if overnight < 0.4:  # noqa: PLR2004 - two in five
        recipes.append(TWENTY_FOUR_HOURS)
    if overnight < 0.2:  # noqa: PLR2004 - one in five
        recipes.append(THIRTY_TWO_HOURS)
    return recipes


def _package(rng: Random, recipe: Recipe, bill: Bill, factor: float) -> Package:
    """Price one package; half of the houses let the shorter ones start at any time."""
    any_start = recipe.length_minutes <= LONGEST_ANY_START and chance(rng, 0.5)
    return Package(
        code=recipe.code,
        kind=recipe.kind,
        names=recipe.names,
        amount=rounded(recipe.amount * factor * rng.uniform(0.95, 1.08), "0.50"),
        starts=() if any_start else tuple(time(hour) for hour in recipe.starts),
        length_minutes=recipe.length_minutes,
        min_delegates=rng.choice((10, 15, 20)) if bill.market.country == "SG" else rng.choice((1, 5, 8, 10)),
        max_delegates=None,
        parts=tuple(
            PackagePart(item, tax_class, rounded(value * bill.level, "0.50")) for item, tax_class, value in recipe.parts
        ),
        validity=bill.validity,
    )


def _extras(bill: Bill, factor: float, *, parking: bool) -> Iterator[Extra]:
    for code, english, dutch, chinese, unit, amount, tax_class in EXTRAS:
        if code != "parking" or parking:
            names = {"en": english, "nl": dutch, "zh-hans": chinese}
            yield Extra(code, names, unit, rounded(amount * factor, "0.50"), tax_class, bill.validity)


def _adjustments(rng: Random, validity: Validity, *, dutch: bool) -> Iterator[Adjustment]:
    """Make summer cheaper and the season of congresses dearer, year by year; some houses give a weekday off."""
    last = validity.until_date or validity.from_date
    low, high = (((7, 15), (8, 31)), ((9, 7), (11, 20))) if dutch else (((6, 1), (7, 15)), ((10, 1), (11, 30)))
    discount, surcharge = Decimal(rng.choice((-10, -12, -15))), Decimal(rng.choice((4, 6, 8)))
    for year in range(validity.from_date.year, last.year + 1):
        yield Adjustment("low-season", discount, AppliesTo.ALL, _span(year, *low))
        yield Adjustment("high-season", surcharge, AppliesTo.HIRE, _span(year, *high))
    if chance(rng, 0.4):
        friday = chance(rng, 0.5)
        weekdays = frozenset({4}) if friday else frozenset({5, 6})
        code = "friday" if friday else "weekend"
        yield Adjustment(code, Decimal(-10), AppliesTo.ALL, Validity(validity.from_date, last, weekdays))


def _span(year: int, first: tuple[int, int], last: tuple[int, int]) -> Validity:
    return Validity(date(year, *first), date(year, *last))
