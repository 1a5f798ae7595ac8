"""Rules of real venues, entered as house files: every row of the shared list comes to what its source says.

Where a source names no hire price one is made up here; the rule is what is proved. Tests are skipped where the list is
not beside the repository.
"""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.domain.scenes import DUTCH_VAT, SINGAPORE_GST, in_amsterdam, in_singapore

from zaal.domain import house_checks, terms
from zaal.domain.attrition import (
    Change,
    LeadTooShort,
    change_fee,
    final_numbers_due,
    latest_booking,
    reduction,
    require_lead,
)
from zaal.domain.bounds import Start
from zaal.domain.fees import TaxShare
from zaal.domain.hire import RateMissing
from zaal.domain.layouts import Layout
from zaal.domain.money import Money
from zaal.domain.occupancy import blocked
from zaal.domain.options import Term, TermUnit, release_moment
from zaal.domain.packages import PackageDoesNotFit
from zaal.domain.pricing import Ask, Basis, LineKind, Price, price
from zaal.domain.rates import HireRate, RateCard
from zaal.gateways import houses
from zaal.records.listing.rows import buffers
from zaal.records.venues.models import Venue
from zaal.usecases.house_rows import space_row

if TYPE_CHECKING:
    from zaal.domain.houses import HousePlan

ROWS = Path(__file__).parents[2] / "../shared/data/venue-rules/price-and-daypart-rules.csv"
ALWAYS = {"from_date": "2019-01-01"}
THURSDAY, SATURDAY = date(2027, 7, 15), date(2027, 7, 17)


def a_house(name: str, country: str = "NL", space: dict[str, Any] | None = None, **rates: Any) -> HousePlan:
    """Have a house file with one room, read and found in order."""
    zone, currency = ("Europe/Amsterdam", "EUR") if country == "NL" else ("Asia/Singapore", "SGD")
    seating = {"layout": "theatre", "min_delegates": 1, "max_delegates": 90}
    room = {"name": "Zaal", "sections": ["Zaal"], "seatings": [seating]}
    told = {
        "zaal_house": 1,
        "facts": {
            "slug": name, "name": name, "country": country, "city": name, "lat": 1, "lon": 1, "time_zone": zone,
            "currency": currency, "option_days": 7,
        },
        "rooms": {
            "opening": [{"weekday": day, "opens_minute": 420, "closes_minute": 1440} for day in range(7)],
            "sections": ["Zaal"],
            "spaces": [room | (space or {})],
        },
        "rates": {"tariffs": [{"entry": "net", "service_percent": 0, "validity": ALWAYS}], **rates},
    }  # fmt: skip
    plan = houses.read(json.dumps(told).encode(), filename=name, organisations={})
    house_checks.check(plan)
    return plan


def dayparts(*times: str) -> list[dict[str, str]]:
    words = ("morning", "afternoon", "evening")
    return [{"code": word, "starts": span[:5], "ends": span[6:]} for word, span in zip(words, times, strict=True)]


def package(code: str, hours: int, amount: str, starts: list[str]) -> dict[str, Any]:
    parts = [
        {"item": "room", "tax_class": "room", "market_value": 20},
        {"item": "lunch", "tax_class": "food", "market_value": 10},
    ]
    return {
        "code": code, "kind": "day", "names": {"en": code}, "amount": amount, "starts": starts, "min_delegates": 1,
        "length_minutes": hours * 60, "parts": parts, "validity": ALWAYS,
    }  # fmt: skip


BY_DAYPART = {"hire": [{"unit": "daypart", "amount": "160.00", "validity": ALWAYS}]}
DRIEHOEK = a_house("driehoek", space=BY_DAYPART, dayparts=dayparts("08:30-12:30", "13:30-17:30", "18:30-22:30"))
MARKETINGKWARTIER = a_house(
    "marketingkwartier",
    space=BY_DAYPART,
    dayparts=dayparts("09:00-13:00", "14:00-18:00", "18:00-22:00"),
    rules={"overtime": [{"unit_minutes": 30, "amount": 20, "grace_minutes": 30, "most_minutes": 180,
                         "applies_to": "hire", "validity": ALWAYS}]},
)  # fmt: skip
VENLO = a_house(
    "venlo",
    space={"hire": [{"unit": "day", "amount": 400, "validity": ALWAYS}]},
    rules={"layout_fees": [{"hire_percent": 50, "on_the_day": True, "validity": ALWAYS}]},
)
TOWER = a_house(
    "tower",
    "SG",
    space={"hire": [{"unit": "hour", "amount": 150, "min_quantity": 4, "validity": ALWAYS}], "setup_minutes": 60,
           "breakdown_minutes": 60, "buffers_inside": True},
    rules={"surcharges": [
        {"code": "housekeeping", "names": {"en": "Housekeeping"}, "ends_from": "21:00", "amount": "60.00",
         "tax_class": "room", "validity": {**ALWAYS, "weekdays": [0, 1, 2, 3, 4]}},
        {"code": "housekeeping", "names": {"en": "Housekeeping"}, "ends_from": "17:00", "amount": "80.00",
         "tax_class": "room", "validity": {**ALWAYS, "weekdays": [5]}},
    ]},
)  # fmt: skip
ALL_IN = [{"entry": "gross", "service_percent": 0, "validity": ALWAYS}]
NH_AMSTERDAM = a_house(
    "nh-amsterdam",
    tariffs=ALL_IN,
    packages=[package("4-hours", 4, "35.00", ["09:00", "13:00"]), package("8-hours", 8, "45.00", ["09:00"])],
)
NH_MARQUETTE = a_house("nh-marquette", tariffs=ALL_IN, packages=[package("8-hours", 8, "60.00", [])])


def card(plan: HousePlan) -> RateCard:
    """Have the rate card of a house whose only room is number 1."""
    [tariff], [space] = plan.rates.tariffs, plan.rooms.spaces
    return RateCard(
        currency=plan.facts.currency,
        country=plan.facts.country,
        time_zone=plan.facts.time_zone,
        entry=tariff.entry,
        service_percent=tariff.service_percent,
        dayparts=plan.rates.dayparts,
        hire=tuple(HireRate(1, one.unit, one.amount, one.validity, one.min_quantity) for one in space.hire),
        packages=plan.rates.packages,
        extras=plan.rates.extras,
        adjustments=plan.rates.adjustments,
        tax_rules=DUTCH_VAT if plan.facts.country == "NL" else SINGAPORE_GST,
        rules=plan.rates.rules,
    )


def priced(plan: HousePlan, span: str, *, day: date = THURSDAY, **changes: Any) -> Price:
    within = in_amsterdam if plan.facts.country == "NL" else in_singapore
    ask: dict[str, Any] = {"space_id": 1, "periods": (within(day, span[:5], span[6:]),), "delegates": 10}
    return price(card(plan), Ask(**{**ask, "basis": Basis.HIRE, **changes}))


def counted(plan: HousePlan, span: str) -> int:
    """Count the dayparts that are billed for a span; none where it is no such thing."""
    try:
        return int(priced(plan, span).lines[0].quantity)
    except RateMissing:
        return 0


def besides(found: Price, kind: LineKind) -> list[str]:
    return [str(line.amount.amount) for line in found.lines if line.kind is kind]


def rows() -> list[dict[str, str]]:
    if not ROWS.exists():
        pytest.skip("the shared venue rules are not beside the repository")
    with ROWS.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


DUTCH = Start(datetime(2027, 7, 15, 9, tzinfo=ZoneInfo("Europe/Amsterdam")), "Europe/Amsterdam", frozenset())
SINGAPOREAN = Start(datetime(2027, 7, 15, 9, tzinfo=ZoneInfo("Asia/Singapore")), "Asia/Singapore", frozenset())


# Each row by number, counted from 1 without the header: what it says is taken from the list itself.


@pytest.mark.parametrize(
    ("number", "plan", "count"),
    [(1, DRIEHOEK, 1), (2, DRIEHOEK, 1), (3, DRIEHOEK, 1), (4, DRIEHOEK, 2), (5, DRIEHOEK, 3),
     (6, MARKETINGKWARTIER, 1), (7, MARKETINGKWARTIER, 1), (8, MARKETINGKWARTIER, 1)],
)  # fmt: skip
def test_rows_1_to_8_dayparts_as_each_house_cuts_its_day(number: int, plan: HousePlan, count: int):
    row = rows()[number - 1]
    assert row["kind"] == "daypart"

    for span in row["value"].split(" or "):
        assert counted(plan, span) == count
        assert priced(plan, span).net.amount == 160 * count


def test_what_sticks_out_of_the_first_daypart_is_none():
    assert counted(DRIEHOEK, "08:29-12:30") == 0
    assert counted(DRIEHOEK, "08:30-12:31") == 0
    assert counted(DRIEHOEK, "17:00-19:00") == 2


@pytest.mark.parametrize(
    ("ends", "net", "gross"), [("13:30", "0.00", "0.00"), ("13:31", "20.00", "24.20"), ("14:05", "40.00", "48.40")]
)
def test_rows_9_and_10_t20_a_grace_and_then_each_half_hour(ends: str, net: str, gross: str):
    grace, half_hour = rows()[8], rows()[9]
    [rule] = MARKETINGKWARTIER.rates.rules.overtime
    assert (grace["value"], half_hour["value"]) == (str(rule.grace_minutes), str(rule.amount))

    whole, late = priced(MARKETINGKWARTIER, "09:00-13:00"), priced(MARKETINGKWARTIER, f"09:00-{ends}")

    assert (str(late.net.amount - whole.net.amount), str(late.gross.amount - whole.gross.amount)) == (net, gross)


def test_row_11_an_option_lapses_after_seven_days():
    row = rows()[10]
    now = datetime(2027, 3, 24, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    term = Term(MARKETINGKWARTIER.facts.option_days, TermUnit.DAYS)

    ends = release_moment(term, now=now, starts_at=DUTCH.starts_at, zone=DUTCH.zone)

    assert row["value"] == str(MARKETINGKWARTIER.facts.option_days)
    assert ends == datetime(2027, 3, 31, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))  # the clock changes in between


def test_row_12_final_numbers_are_due_so_many_working_days_before():
    bound = terms.MARKETINGKWARTIER.final_numbers

    assert bound is not None
    assert (rows()[11]["value"], rows()[11]["unit"]) == (str(bound.amount), "working days")
    # Seven working days before Thursday 15 July is Tuesday the 6th, until its midnight.
    assert final_numbers_due(terms.MARKETINGKWARTIER, DUTCH) == datetime(2027, 7, 7, tzinfo=ZoneInfo(DUTCH.zone))


@pytest.mark.parametrize(
    ("number", "before", "new", "free"),
    [(13, timedelta(weeks=4), 0, 40), (14, timedelta(weeks=2), 0, 20), (15, timedelta(days=2), 0, 4)],
)
def test_rows_13_to_15_so_many_guests_may_go_free(number: int, before: timedelta, new: int, free: int):
    row, rule = rows()[number - 1], terms.VENLO_FREE[number - 13]
    people = Change(40, 40, new, Money(Decimal(4000), "EUR"), Money(Decimal(0), "EUR"))

    told = reduction(terms.VENLO_UNDER_10000, people, at=DUTCH.starts_at - before, start=DUTCH)

    assert (row["value"], row["unit"]) == (str(rule.amount), rule.unit.value.replace("_", " "))
    assert (told.free, told.billed) == (free, 40 - free)


def test_row_16_another_layout_on_the_day_costs_half_of_the_room():
    row, [fee] = rows()[15], VENLO.rates.rules.layout_fees
    assert (row["value"], row["unit"]) == (str(fee.hire_percent), "percent of room rental")

    changed = priced(VENLO, "09:00-17:00", layout=Layout.THEATRE, new_layout=Layout.U_SHAPE)

    assert besides(changed, LineKind.LAYOUT) == ["200.00"]
    assert besides(priced(VENLO, "09:00-17:00", layout=Layout.THEATRE), LineKind.LAYOUT) == []


def test_row_17_four_consecutive_hours_are_billed_at_least():
    row, [space] = rows()[16], TOWER.rooms.spaces
    assert row["value"] == str(space.hire[0].min_quantity)

    assert priced(TOWER, "09:00-11:00").net.amount == priced(TOWER, "09:00-13:00").net.amount == Decimal("600.00")
    assert priced(TOWER, "09:00-13:01").gross.amount == Decimal("817.50")  # five hours and 9 %


def test_row_18_the_tower_is_booked_fourteen_working_days_ahead():
    days = int(rows()[17]["value"])
    latest = latest_booking(days, SINGAPOREAN)

    assert days == terms.CAPITALAND_LEAD_WORKING_DAYS
    assert latest == datetime(2027, 6, 26, tzinfo=ZoneInfo(SINGAPOREAN.zone))
    with pytest.raises(LeadTooShort):
        require_lead(days, SINGAPOREAN, now=latest)


def test_row_19_a_late_change_costs_an_amount_and_the_gst_on_it():
    row, rule = rows()[18], terms.CAPITALAND_TOWER.late_change
    gst = (TaxShare(Decimal(9), Decimal(1)),)

    fee = change_fee(terms.CAPITALAND_TOWER, at=SINGAPOREAN.starts_at - timedelta(days=1), start=SINGAPOREAN, taxes=gst)

    assert rule is not None
    assert fee is not None
    assert Decimal(row["value"]) == rule.fee.amount == fee.net.amount
    assert fee.gross.amount == Decimal("54.50")


@pytest.mark.parametrize(
    ("number", "day", "spans"),
    [
        (20, THURSDAY, {"16:00-20:59": None, "16:00-21:00": "60.00", "16:00-23:30": "60.00"}),
        (21, SATURDAY, {"10:00-16:59": None, "10:00-17:00": "80.00", "10:00-22:00": "80.00"}),
    ],
)
def test_rows_20_and_21_housekeeping_after_hours(number: int, day: date, spans: dict[str, str | None]):
    row = rows()[number - 1]

    for span, amount in spans.items():
        assert besides(priced(TOWER, span, day=day), LineKind.SURCHARGE) == ([] if amount is None else [row["value"]])
        assert amount in {None, row["value"]}
    assert besides(priced(TOWER, "10:00-22:00", day=date(2027, 7, 18)), LineKind.SURCHARGE) == []  # a Sunday


def test_row_22_set_up_and_dismantling_are_inside_the_booked_time():
    assert rows()[21]["value"] == "yes"
    [space] = TOWER.rooms.spaces
    booked = in_singapore(THURSDAY, "09:00", "13:00")

    before, after = buffers(space_row(Venue(), "zaal", space), Layout.THEATRE.value)

    assert blocked((booked,), setup_minutes=before, breakdown_minutes=after) == (booked,)


@pytest.mark.parametrize(
    ("number", "plan", "spans"),
    [
        (23, NH_AMSTERDAM, ("09:00-13:00", "13:00-17:00")),
        (24, NH_AMSTERDAM, ("09:00-17:00",)),
        (25, NH_MARQUETTE, ("09:00-17:00", "10:00-18:00")),
    ],
)
def test_rows_23_to_25_packages_with_the_tax_inside(number: int, plan: HousePlan, spans: tuple[str, ...]):
    row = rows()[number - 1]
    assert (row["unit"], row["tax"]) == ("EUR per person", "incl. VAT")

    for span in spans:
        found = priced(plan, span, basis=Basis.PACKAGE)

        assert found.gross.amount == 10 * Decimal(row["value"])
        assert str(found.per_delegate) == f"EUR {row['value']}"


def test_a_package_of_four_hours_starts_at_nine_or_one():
    with pytest.raises(PackageDoesNotFit):
        priced(NH_AMSTERDAM, "10:00-14:00", basis=Basis.PACKAGE, package_code="4-hours")


def test_no_row_of_the_list_is_forgotten():
    assert len(rows()) == 25
