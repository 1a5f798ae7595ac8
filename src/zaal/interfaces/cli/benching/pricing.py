"""Quotes priced in this process, one after another: lines, taxes and the fees of cancelling, without a database."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain import terms
from zaal.domain.cancellation import Step, steps
from zaal.domain.pricing import Ask, Basis, Price, RoomAsk, price
from zaal.domain.rates import (
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
from zaal.domain.worth import worth_of
from zaal.gateways.calendars import public_holidays
from zaal.interfaces.cli.benching.figures import Figures, percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zaal.domain.period import Period
    from zaal.usecases.progress import Report

ZONE, COUNTRY = "Europe/Amsterdam", "NL"
HALL, BREAKOUT = 1, 2
ALWAYS = Validity(date(2019, 1, 1))
STARTS, ENDS = wall_time(9), wall_time(17)
DAYS_AHEAD, WORKING_DAYS, WEEKS = 120, 5, 13
LEAST_DELEGATES, GROUP_SIZES = 20, 40
EXTRAS = (
    ("flipchart", ExtraUnit.PIECE, "25.00", TaxClass.EQUIPMENT),
    ("microphone", ExtraUnit.DAY, "47.50", TaxClass.EQUIPMENT),
    ("technician", ExtraUnit.HOUR, "65.00", TaxClass.EQUIPMENT),
    ("soup", ExtraUnit.DELEGATE, "7.25", TaxClass.FOOD),
    ("wine", ExtraUnit.DELEGATE, "6.50", TaxClass.ALCOHOL),
)
KEPT = 100  # quotes held at once to see what one of them takes


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of quote; ``days`` in a row, in the hall, with ``breakout_days`` of them in a further room too."""

    name: str
    entry: Entry
    basis: Basis
    extras: tuple[tuple[str, int], ...] = ()
    days: int = 1
    breakout_days: int = 0

    def card(self) -> RateCard:
        """Build the hotel's prices as this case writes them."""
        return replace(CARD, entry=self.entry, service_percent=Decimal(10 if self.entry is Entry.PLUS_PLUS else 0))

    def ask(self, first_day: date, delegates: int) -> Ask:
        """Ask for it from that day."""
        periods = tuple(_period(first_day + timedelta(days=number)) for number in range(self.days))
        breakout = RoomAsk(BREAKOUT, periods[: self.breakout_days], delegates // 2, Basis.HIRE)
        return Ask(
            space_id=HALL,
            periods=periods,
            delegates=delegates,
            basis=self.basis,
            package_code="8-hours" if self.basis is Basis.PACKAGE else None,
            extras=self.extras,
            rooms=(breakout,) if self.breakout_days else (),
            asked_on=first_day - timedelta(days=DAYS_AHEAD),
        )


ALL_EXTRAS = tuple((code, 1) for code, *_ in EXTRAS)
CASES = (
    Case("simple: a day's hire and two extras", Entry.GROSS, Basis.HIRE, ALL_EXTRAS[:2]),
    Case("simple: a package", Entry.GROSS, Basis.PACKAGE),
    Case("programme: three days, all in", Entry.GROSS, Basis.PACKAGE, ALL_EXTRAS, days=3, breakout_days=2),
    Case("programme: three days, ++", Entry.PLUS_PLUS, Basis.PACKAGE, ALL_EXTRAS, days=3, breakout_days=2),
)
PACKAGE = Package(
    code="8-hours",
    kind=PackageKind.DAY,
    names={"en": "8 hours", "nl": "8 uur"},
    amount=Decimal("65.00"),
    starts=(),
    length_minutes=8 * 60,
    min_delegates=10,
    max_delegates=None,
    parts=(
        PackagePart("room", TaxClass.ROOM, Decimal(30)),
        PackagePart("coffee_tea", TaxClass.FOOD, Decimal(10)),
        PackagePart("lunch", TaxClass.FOOD, Decimal(25)),
    ),
    validity=ALWAYS,
)
CARD = RateCard(
    currency="EUR",
    country=COUNTRY,
    time_zone=ZONE,
    entry=Entry.GROSS,
    service_percent=Decimal(0),
    dayparts=(Daypart("morning", wall_time(9), wall_time(13)), Daypart("afternoon", wall_time(13), wall_time(17))),
    hire=tuple(
        HireRate(space, unit, Decimal(amount), ALWAYS)
        for space, unit, amount in (
            (HALL, HireUnit.HOUR, "120.00"),
            (HALL, HireUnit.DAYPART, "400.00"),
            (HALL, HireUnit.DAY, "700.00"),
            (BREAKOUT, HireUnit.DAY, "250.00"),
        )
    ),
    packages=(PACKAGE,),
    extras=tuple(
        Extra(code, {"en": code}, unit, Decimal(amount), tax_class, ALWAYS) for code, unit, amount, tax_class in EXTRAS
    ),
    adjustments=(
        Adjustment("friday", Decimal(-10), AppliesTo.ALL, Validity(ALWAYS.from_date, None, frozenset({4}))),
        Adjustment("season", Decimal("12.5"), AppliesTo.PACKAGE, ALWAYS),
    ),
    tax_rules=tuple(
        TaxRule("BTW", tax_class, Decimal(9 if tax_class is TaxClass.FOOD else 21), ALWAYS.from_date)
        for tax_class in (TaxClass.ROOM, TaxClass.FOOD, TaxClass.ALCOHOL, TaxClass.EQUIPMENT, TaxClass.LODGING)
    ),
)


def quotes(*, now: datetime, repeat: int, report: Report) -> list[Figures]:
    """Time each case, every quote for another day and another number of people."""
    made: list[Figures] = []
    for number, case in enumerate(CASES):
        report("quotes", number, len(CASES))
        made.append(_figures(case, now, repeat))
    report("quotes", len(CASES), len(CASES))
    return made


def _figures(case: Case, now: datetime, repeat: int) -> Figures:
    asks, quote = tuple(_asks(case, now, repeat)), _quoter(case.card())
    for asked in asks[:KEPT]:
        quote(asked)
    milliseconds: list[float] = []
    for asked in asks:
        started = time.perf_counter()
        quoted, tiers = quote(asked)
        milliseconds.append((time.perf_counter() - started) * 1000)
    seconds = sum(milliseconds) / 1000
    microseconds = [one * 1000 for one in milliseconds]
    return Figures(
        name=case.name,
        sizes={"times": repeat, "lines": len(quoted.lines), "taxes": len(quoted.taxes), "terms": len(tiers)},
        p50_ms=round(percentile(microseconds, 50) / 1000, 4),
        p95_ms=round(percentile(microseconds, 95) / 1000, 4),
        per_second=round(repeat / seconds, 1),
        result={
            "p50_us": percentile(microseconds, 50),
            "p95_us": percentile(microseconds, 95),
            "bytes_a_quote": _bytes_a_quote(quote, asks[:KEPT]),
            "gross": str(quoted.gross),
        },
    )


def _asks(case: Case, now: datetime, repeat: int) -> Iterator[Ask]:
    monday = now.date() + timedelta(days=DAYS_AHEAD - now.weekday())
    for number in range(repeat):
        weeks, weekday = divmod(number % (WORKING_DAYS * WEEKS), WORKING_DAYS)
        yield case.ask(monday + timedelta(weeks=weeks, days=weekday), LEAST_DELEGATES + number % GROUP_SIZES)


def _quoter(card: RateCard) -> Callable[[Ask], tuple[Price, tuple[Step, ...]]]:
    """Return what makes one quote of this card, as the use-case does between its statements."""
    policy = terms.UVH_GROUP

    def quote(asked: Ask) -> tuple[Price, tuple[Step, ...]]:
        quoted = price(card, asked)
        starts_at = asked.periods[0].starts_at
        return quoted, steps(
            policy,
            worth=worth_of(policy, quoted, card, delegates=asked.delegates),
            starts_at=starts_at,
            zone=ZONE,
            holidays=public_holidays(policy.holiday_calendar, starts_at.year - 1, starts_at.year),
        )

    return quote


def _bytes_a_quote(quote: Callable[[Ask], tuple[Price, tuple[Step, ...]]], asks: tuple[Ask, ...]) -> int:
    """Return what a quote that is held takes, on the average."""
    tracemalloc.start()
    held = [quote(asked) for asked in asks]
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken // len(held)


def _period(day: date) -> Period:
    return LocalSpan(datetime.combine(day, STARTS), datetime.combine(day, ENDS)).in_zone(ZONE)
