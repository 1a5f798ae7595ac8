"""House files: read and written without loss, and everything wrong in one told at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as sampled
from hypothesis import settings
from hypothesis import strategies as st
from tests import given

from zaal.domain import house_checks
from zaal.domain.houses import HousePlan, TermsPlan
from zaal.domain.layouts import Layout
from zaal.domain.mistakes import MOST_TOLD, HouseWrong
from zaal.domain.rates import (
    ALL_WEEK,
    Adjustment,
    AppliesTo,
    ChargeRules,
    Condition,
    Deal,
    DealKind,
    Guarantee,
    LayoutFee,
    LeadTime,
    Levy,
    MinimumSpend,
    Overtime,
    SpendBase,
    SpendPer,
    Surcharge,
    TaxClass,
    Validity,
)
from zaal.domain.terms import LIBRARY
from zaal.gateways import files, houses
from zaal.usecases.demo import houses as demo

ACME = 41
NAMES = {ACME: "Acme"}
NUMBERS: dict[str | int, int | None] = {"Acme": ACME}
DEMO = demo.plans(seed=3, now=datetime(2027, 3, 1, tzinfo=UTC))
IN_EUROS = [policy for policy in LIBRARY if "SGD" not in str(policy)]
FIGURES = st.decimals(0, 9_999_999, places=3)
VALIDITIES = st.builds(
    lambda start, length, weekdays: Validity(start, length if length is None else start + length, weekdays),
    st.dates(given.LONG_AGO, given.MEETING_DAY),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda found: timedelta(days=found.days)),
    st.frozensets(st.sampled_from(sorted(ALL_WEEK)), min_size=1),
)
WORDS = st.dictionaries(st.sampled_from(["nl", "en"]), st.text("Zaal ë中", min_size=1, max_size=9), min_size=1)
CODES = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
COUNTS = st.none() | st.integers(0, 500)
RULES = st.builds(
    ChargeRules,
    overtime=st.lists(
        st.builds(Overtime, *[st.integers(1, 300), FIGURES, st.integers(0, 90), st.integers(0, 600)],
                  st.sampled_from(AppliesTo), VALIDITIES), max_size=2).map(tuple),
    layout_fees=st.lists(
        st.builds(LayoutFee, st.none() | st.sampled_from(Layout), st.none(), st.none() | FIGURES,
                  st.none() | FIGURES, st.booleans(), VALIDITIES), max_size=2).map(tuple),
    surcharges=st.lists(
        st.builds(Surcharge, CODES, WORDS, st.times().map(lambda at: time(at.hour, at.minute)), FIGURES,
                  st.sampled_from(TaxClass), VALIDITIES), max_size=2).map(tuple),
    levies=st.lists(
        st.builds(Levy, CODES, WORDS, st.none() | FIGURES, st.none() | FIGURES, st.booleans(), VALIDITIES),
        max_size=2).map(tuple),
    minimum_spends=st.lists(
        st.builds(MinimumSpend, FIGURES, st.sampled_from(SpendBase), st.sampled_from(SpendPer), VALIDITIES),
        max_size=2).map(tuple),
    lead_times=st.lists(
        st.builds(LeadTime, st.integers(1, 90), st.sampled_from(["NL", "SG"]), VALIDITIES), max_size=2).map(tuple),
    guarantees=st.lists(st.builds(Guarantee, FIGURES, VALIDITIES), max_size=1).map(tuple),
    deals=st.lists(
        st.builds(Deal, CODES, st.sampled_from(DealKind), WORDS, CODES,
                  st.frozensets(st.just(ACME), max_size=1), VALIDITIES), max_size=2).map(tuple),
)  # fmt: skip
ADJUSTMENTS = st.builds(
    Adjustment,
    CODES,
    FIGURES,
    st.sampled_from(AppliesTo),
    VALIDITIES,
    st.builds(Condition, *[COUNTS] * 6, st.booleans(), CODES),
)


def read(told: object, **known: Any) -> HousePlan:
    return houses.read(json.dumps(told).encode(), filename="house.json", organisations=known or NUMBERS)


def told() -> Any:
    return json.loads(houses.write(given.damrak(), organisations=NAMES))


def mistakes(house: object) -> list[tuple[str, str]]:
    with pytest.raises(HouseWrong) as refused:
        house_checks.check(read(house))
    return [(one.at, one.refusal.code) for one in refused.value.mistakes]


@pytest.mark.parametrize("plan", DEMO, ids=lambda plan: plan.facts.slug)
def test_every_house_of_the_demo_world_comes_back_as_it_was(plan: HousePlan):
    written = houses.write(plan, organisations={})

    assert houses.read(written, filename="house.json", organisations={}) == plan


@settings(max_examples=40, deadline=None)
@sampled(rules=RULES, adjustments=st.lists(ADJUSTMENTS, max_size=3), organisation=st.sampled_from([None, ACME]))
def test_rules_deals_price_moves_and_contracts_come_back_as_they_were(
    rules: ChargeRules, adjustments: list[Adjustment], organisation: int | None
):
    plan = given.damrak()
    policies = [replace(policy, organisation_id=organisation) for policy in IN_EUROS]
    rates = replace(
        plan.rates,
        rules=rules,
        adjustments=tuple(adjustments),
        terms=tuple(TermsPlan(policy, given.LONG_AGO, None) for policy in policies),
    )
    plan = replace(plan, rates=rates)

    written = houses.write(plan, organisations=NAMES)

    assert houses.named_organisations(written, filename="house.json") <= {"Acme", None}
    assert houses.read(written, filename="house.json", organisations=NUMBERS) == plan
    workbook = houses.write_workbook(plan, organisations=NAMES)
    assert houses.read(workbook, filename="house.xlsx", organisations=NUMBERS) == plan


def test_figures_keep_every_digit_as_text_and_as_numbers():
    house = told()
    text = json.dumps(house).replace('"amount": "55"', '"amount": 55.105').encode()

    plan = houses.read(text, filename="house.json", organisations={})

    assert plan.rates.packages[0].amount == Decimal("55.105")


@pytest.mark.parametrize("called", ["zh", "zh-cn", "zh-sg", "zh-hans"])
def test_chinese_is_read_under_every_name_hotels_have_for_it(called: str):
    house = told()
    house["facts"]["descriptions"] = {"en": "A quiet house.", called: "安静的酒店。"}

    plan = read(house)

    assert plan.facts.descriptions == {"en": "A quiet house.", "zh-hans": "安静的酒店。"}


def test_a_key_that_means_nothing_is_refused_with_the_nearest_that_does():
    house = told()
    house["rates"]["packages"][0]["lenght_minutes"] = 480

    with pytest.raises(HouseWrong) as refused:
        read(house)

    [one] = refused.value.mistakes
    assert (one.at, one.refusal.code) == ("rates.packages[0].lenght_minutes", "house_key_unknown")
    assert one.refusal.facts["nearest"] == "length_minutes"


def test_every_value_of_another_kind_is_told_at_once_with_its_place():
    house = told()
    house["facts"]["lat"] = "north"
    house["facts"]["instant"] = "yes"
    del house["facts"]["name"]
    house["rooms"]["opening"][2]["opens_minute"] = 7.5
    house["rooms"]["spaces"][0]["seatings"] = {}
    house["rooms"]["spaces"][1]["seatings"][0]["layout"] = "theater"
    house["rates"]["packages"][0]["amount"] = "NaN"
    house["rates"]["packages"][0]["starts"] = ["9 o'clock"]
    house["rates"]["tariffs"][0]["validity"]["from_date"] = "2027-02-30"
    house["rates"]["extras"][0]["names"] = {"en": "Flip\x00chart"}
    house["rates"]["dayparts"] = ["morning"]

    with pytest.raises(HouseWrong) as refused:
        read(house)

    found = {one.at: one.refusal.facts.get("wanted", one.refusal.code) for one in refused.value.mistakes}
    assert found == {
        "facts.name": "house_key_missing",
        "facts.lat": "number",
        "facts.instant": "yes_no",
        "rooms.opening[2].opens_minute": "whole_number",
        "rooms.spaces[0].seatings": "list",
        "rooms.spaces[1].seatings[0].layout": "one_of",
        "rates.tariffs[0].validity.from_date": "day",
        "rates.dayparts[0]": "object",
        "rates.packages[0].amount": "number",
        "rates.packages[0].starts[0]": "time",
        "rates.extras[0].names.en": "text",
    }


def test_rows_may_not_name_another_currency():
    house = told()
    house["rates"]["packages"][0]["currency"] = "SGD"
    house["rates"]["extras"][0]["currency"] = "EUR"

    with pytest.raises(HouseWrong) as refused:
        read(house)

    assert [(one.at, one.refusal.code) for one in refused.value.mistakes] == [
        ("rates.packages[0].currency", "mixed_currencies")
    ]


def test_a_deal_with_nobody_we_know_is_refused():
    house = told()
    house["rates"]["rules"] = {"deals": [
        {"code": "acme", "kind": "negotiated", "names": {"en": "Acme"}, "word": "", "organisations": ["Acme", "Acne"],
         "validity": {"from_date": "2027-01-01"}}
    ]}  # fmt: skip

    with pytest.raises(HouseWrong) as refused:
        read(house)

    assert [(one.at, one.refusal.code) for one in refused.value.mistakes] == [
        ("rates.rules.deals[0].organisations[1]", "organisation_name_unknown")
    ]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", files.FileNotReadable),
        (b"[]", houses.HouseVersionUnknown),
        (b'{"zaal_house": 2}', houses.HouseVersionUnknown),
        (b'{"zaal_house": 1, "facts": NaN}', files.FileNotReadable),
        (b'{"zaal_house": 1, "zaal_house": 1}', files.FileNotReadable),
        (b'{"zaal_house": 1,', files.FileNotReadable),
        (b"[" * 100_000, files.FileNotReadable),
        (b'{"zaal_house": ' + b"9" * 5000 + b"}", files.FileNotReadable),
        (b" " * (1024 * 1024 + 1), files.FileTooLarge),
    ],
)
def test_what_is_no_house_file_is_refused(data: bytes, refusal: type[Exception]):
    with pytest.raises(refusal):
        houses.read(data, filename="house.json", organisations={})


def test_no_more_than_fifty_mistakes_are_told_but_all_are_counted():
    house = told()
    house["rates"]["dayparts"] = [{"code": "a", "starts": "25:00", "ends": "26:00"}] * 40

    with pytest.raises(HouseWrong) as refused:
        read(house)

    assert len(refused.value.mistakes) == MOST_TOLD
    assert refused.value.facts["count"] == 80


def test_a_house_may_be_written_in_figures_that_make_no_sense_and_every_one_is_told():
    house = told()
    rates, rooms = house["rates"], house["rooms"]
    package, always = rates["packages"][0], {"from_date": "2019-01-01"}
    names = {"en": "x"}
    house["facts"]["time_zone"] = "Europe/Rotterdam"
    rooms["spaces"][0]["seatings"][0]["max_delegates"] = -5
    rooms["spaces"][0]["hire"] += [
        rooms["spaces"][0]["hire"][0],
        {"unit": "daypart", "amount": "1.2345", "validity": always, "deal": "nobody", "min_quantity": 0},
    ]
    rates["tariffs"] = [
        {**rates["tariffs"][0], "validity": {"from_date": "2019-01-01", "until_date": "2026-12-31"}},
        {**rates["tariffs"][0], "validity": {"from_date": "2026-12-31", "until_date": "2027-01-31"}},
        {**rates["tariffs"][0], "validity": {"from_date": "2027-03-01"}},
    ]
    rates["dayparts"] += [
        {"code": "late", "starts": "16:00", "ends": "20:00"},
        {"code": "late", "starts": "22:00", "ends": "23:00"},
    ]
    rates["packages"] += [
        {**package, "code": "night", "starts": ["03:00"], "length_minutes": 1200},
        {**package, "code": "bare", "parts": [], "min_delegates": 9, "max_delegates": 4},
        {**package, "code": "worthless", "parts": [{**part, "market_value": 0} for part in package["parts"]]},
        package,
    ]
    rates["adjustments"] = [
        {"code": "free", "percent": -101, "applies_to": "all", "validity": {"from_date": "2027-02-01",
         "until_date": "2027-01-01"}, "condition": {"min_delegates": 9, "max_delegates": 3, "deal": "nobody"}},
    ]  # fmt: skip
    rates["rules"] = {
        "overtime": [{"unit_minutes": 0, "amount": 20, "grace_minutes": 30, "most_minutes": 60, "applies_to": "hire",
                      "validity": always}],
        "layout_fees": [{"on_the_day": True, "validity": always}],
        "levies": [{"code": "tax", "names": names, "percent": 5, "per_person_night": 3, "named_apart": True,
                    "validity": always}],
        "deals": [
            {"code": "spring", "kind": "promotion", "names": names, "word": " ", "validity": always},
            {"code": "may", "kind": "promotion", "names": names, "word": "Bloesem", "validity": always},
            {"code": "june", "kind": "promotion", "names": names, "word": "bloesem ", "validity": always},
        ],
    }  # fmt: skip

    assert mistakes(house) == [
        ("facts.time_zone", "house_fact_wrong"),
        ("rooms.spaces[0].seatings[0]", "capacity_too_small"),
        ("rooms.spaces[0].hire[3].amount", "rate_figure_too_long"),
        ("rooms.spaces[0].hire[3].deal", "deal_unknown"),
        ("rooms.spaces[0].hire[3].min_quantity", "quantity_too_small"),
        ("rooms.spaces[0].hire[2]", "rates_alike"),
        ("rates.tariffs[1]", "tariffs_overlap"),
        ("rates.tariffs[2]", "tariffs_leave_gap"),
        ("rates.dayparts[3].code", "daypart_twice"),
        ("rates.dayparts[2]", "dayparts_overlap"),
        ("rates.packages[1].length_minutes", "package_too_long"),
        ("rates.packages[1].starts[0]", "package_starts_closed"),
        ("rates.packages[2].max_delegates", "delegates_upside_down"),
        ("rates.packages[2].parts", "package_without_parts"),
        ("rates.packages[3].parts", "package_without_market_value"),
        ("rates.packages[4]", "rates_alike"),
        ("rates.adjustments[0].validity", "rate_without_validity"),
        ("rates.adjustments[0].percent", "rate_percent_out_of_range"),
        ("rates.adjustments[0].condition.max_delegates", "condition_upside_down"),
        ("rates.adjustments[0].condition.deal", "deal_unknown"),
        ("rates.rules.overtime[0].unit_minutes", "overtime_without_minutes"),
        ("rates.rules.layout_fees[0]", "one_figure_needed"),
        ("rates.rules.levies[0]", "one_figure_needed"),
        ("rates.rules.deals[0].word", "promotion_without_word"),
        ("rates.rules.deals[2].word", "deal_twice"),
    ]
