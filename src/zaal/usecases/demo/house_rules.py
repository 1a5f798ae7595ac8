"""Invented house rules: extra time, late ends, layouts, levies, guarantees, early birds, large groups and deals."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING

from zaal.domain.layouts import Layout
from zaal.domain.rates import (
    Adjustment,
    AppliesTo,
    Condition,
    Deal,
    DealKind,
    Guarantee,
    LayoutFee,
    Levy,
    Overtime,
    Surcharge,
    TaxClass,
)
from zaal.usecases.demo.market import chance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from zaal.domain.houses import HouseRates
    from zaal.domain.rates import ChargeRules, Validity
    from zaal.usecases.demo.hotels import Hotel

# Amsterdam's tourist tax, a percentage of the price of the night without VAT (DOMAIN 3.1).
AMSTERDAM_LEVY = Decimal("12.5")
NEGOTIATED, WELCOME = "negotiated", "welcome"
PROMOTION_WORD = "WELKOM27"


def added(rng: Random, rates: HouseRates, hotel: Hotel, valid: Validity) -> HouseRates:
    """Add a house's own rules to its rates; which ones hangs on ``rng`` alone."""
    rules = _rules(rng, rates.rules, hotel, valid)
    return replace(rates, rules=rules, adjustments=(*rates.adjustments, *_moves(rng, rules, valid)))


def _rules(rng: Random, rules: ChargeRules, hotel: Hotel, valid: Validity) -> ChargeRules:
    dutch = hotel.country == "NL"
    return replace(
        rules,
        overtime=tuple(_overtime(rng, valid)),
        layout_fees=tuple(_layout_fees(rng, valid)),
        surcharges=tuple(_late_ends(rng, valid)),
        levies=(_amsterdam(valid),) if hotel.city == "Amsterdam" else (),
        guarantees=(Guarantee(Decimal(3), valid),) if not dutch and chance(rng, 0.6) else (),
        deals=tuple(_deals(rng, valid)),
    )


def _overtime(rng: Random, valid: Validity) -> Iterator[Overtime]:
    if chance(rng, 0.6):
        yield Overtime(30, Decimal(rng.choice((20, 35, 50))), 30, 120, AppliesTo.ALL, valid)


def _layout_fees(rng: Random, valid: Validity) -> Iterator[LayoutFee]:
    if chance(rng, 0.15):
        yield LayoutFee(Layout.BANQUET, None, Decimal(95), None, on_the_day=False, validity=valid)
    if chance(rng, 0.3):
        yield LayoutFee(None, None, None, Decimal(50), on_the_day=True, validity=valid)


def _late_ends(rng: Random, valid: Validity) -> Iterator[Surcharge]:
    if chance(rng, 0.2):
        names = {
            "en": "Late finish, from 21:00",
            "nl": "Late afsluiting, vanaf 21.00 uur",
            "zh-hans": "夜间加收（21:00 后）",
        }
        yield Surcharge("late-finish", names, time(21), Decimal(60), TaxClass.ROOM, valid)


def _amsterdam(valid: Validity) -> Levy:
    names = {"en": "Tourist tax Amsterdam", "nl": "Toeristenbelasting Amsterdam", "zh-hans": "阿姆斯特丹游客税"}
    return Levy("tourist-tax", names, AMSTERDAM_LEVY, None, named_apart=True, validity=valid)


def _deals(rng: Random, valid: Validity) -> Iterator[Deal]:
    """Give some houses a rate agreed with the demo's customer (who it is, is said once that company is there)."""
    if chance(rng, 0.3):
        names = {
            "en": "Rate agreed with your organisation",
            "nl": "Tarief afgesproken met uw organisatie",
            "zh-hans": "与贵机构的协议价",
        }
        yield Deal(NEGOTIATED, DealKind.NEGOTIATED, names, "", frozenset(), valid)
    if chance(rng, 0.25):
        names = {"en": "Welcome offer", "nl": "Welkomstaanbieding", "zh-hans": "迎新优惠"}
        yield Deal(WELCOME, DealKind.PROMOTION, names, PROMOTION_WORD, frozenset(), valid)


def _moves(rng: Random, rules: ChargeRules, valid: Validity) -> Iterator[Adjustment]:
    if chance(rng, 0.35):
        yield Adjustment("early-bird", Decimal(-8), AppliesTo.ALL, valid, Condition(min_lead_days=90))
    if chance(rng, 0.2):
        yield Adjustment("last-minute", Decimal(-15), AppliesTo.HIRE, valid, Condition(max_lead_days=7))
    if chance(rng, 0.3):
        yield Adjustment("volume", Decimal(-5), AppliesTo.PACKAGE, valid, Condition(min_delegates=50))
    if chance(rng, 0.4):
        yield Adjustment("breakout", Decimal(-50), AppliesTo.HIRE, valid, Condition(beside=True))
    for deal in rules.deals:
        percent = Decimal(-12) if deal.kind is DealKind.NEGOTIATED else Decimal(-10)
        yield Adjustment(deal.code, percent, AppliesTo.ALL, valid, Condition(deal=deal.code))
