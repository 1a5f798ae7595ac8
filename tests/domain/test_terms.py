"""Every published rule set of the shared venue rules, row by row, on both sides of each bound."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from zaal.domain import terms
from zaal.domain.attrition import (
    Change,
    LeadTooShort,
    Why,
    change_fee,
    final_numbers_due,
    latest_booking,
    reduction,
    require_lead,
)
from zaal.domain.bounds import BoundUnit, Start
from zaal.domain.cancellation import Worth, fee, no_show, steps
from zaal.domain.fees import TaxShare
from zaal.domain.frozen import fingerprint, read, written
from zaal.domain.money import Money
from zaal.domain.options import Term, TermUnit, release_moment
from zaal.domain.policies import Level, Policy, choose
from zaal.domain.policy_checks import TermsGap, TermsOverlap, check, check_together

RULES = Path(__file__).parents[2] / "../shared/data/venue-rules"
AMSTERDAM, SINGAPORE = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Asia/Singapore")
# A Thursday at nine, with no holiday in the month before it; nor has Singapore one before its own date.
DUTCH = Start(datetime(2027, 7, 15, 9, tzinfo=AMSTERDAM), "Europe/Amsterdam", frozenset())
SINGAPOREAN = Start(datetime(2027, 7, 15, 9, tzinfo=SINGAPORE), "Asia/Singapore", frozenset())
SECOND = timedelta(seconds=1)
SILENT = "not stated"


def dutch(*when: int) -> datetime:
    return datetime(*when, tzinfo=AMSTERDAM)


def singapore(*when: int) -> datetime:
    return datetime(*when, tzinfo=SINGAPORE)


def months_before(months: int) -> datetime:
    return DUTCH.starts_at.replace(year=2027 if months < 7 else 2026, month=(7 - months - 1) % 12 + 1)


def days_before(days: int) -> datetime:
    return DUTCH.starts_at - timedelta(days=days)


UVH, SCHOUT, MKT, TOWER = (
    "UVH 9.4.2 (Dutch hospitality standard terms)",
    "Hotel De Schout lodging (UVH form)",
    "Het Marketingkwartier",
    "CapitaLand Capital Tower",
)
SMALL, LARGE = "Van der Valk Hotel Venlo, under EUR 10000", "Van der Valk Hotel Venlo, from EUR 10000"
GROUP = "group booking, not lodging or restaurant"

# (rule set, whom it applies to, the row's wording): the policy, the first and the last moment inside the row.
# A row that has no beginning starts a year before; one that has no end ends at the meeting.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ROWS: dict[tuple[str, str, str], tuple[Policy, datetime, datetime]] = {
    (UVH, GROUP, "more than 6 months"): (terms.UVH_GROUP, LONG_AGO, months_before(6) - SECOND),
    (UVH, GROUP, "more than 3 months"): (terms.UVH_GROUP, months_before(6), months_before(3) - SECOND),
    (UVH, GROUP, "more than 2 months"): (terms.UVH_GROUP, months_before(3), months_before(2) - SECOND),
    (UVH, GROUP, "more than 1 month"): (terms.UVH_GROUP, months_before(2), months_before(1) - SECOND),
    (UVH, GROUP, "more than 14 days"): (terms.UVH_GROUP, months_before(1), days_before(14) - SECOND),
    (UVH, GROUP, "more than 7 days"): (terms.UVH_GROUP, days_before(14), days_before(7) - SECOND),
    (UVH, GROUP, "7 days or less"): (terms.UVH_GROUP, days_before(7), DUTCH.starts_at),
    (SCHOUT, "group", "more than 3 months"): (terms.DE_SCHOUT_GROUP, LONG_AGO, months_before(3) - SECOND),
    (SCHOUT, "individual", "more than 1 month"): (terms.DE_SCHOUT_INDIVIDUAL, LONG_AGO, months_before(1) - SECOND),
    (SCHOUT, "individual", "more than 14 days"): (
        terms.DE_SCHOUT_INDIVIDUAL,
        months_before(1),
        days_before(14) - SECOND,
    ),
    (SCHOUT, "individual", "more than 7 days"): (
        terms.DE_SCHOUT_INDIVIDUAL,
        days_before(14),
        days_before(7) - SECOND,
    ),
    (SCHOUT, "individual", "more than 3 days"): (terms.DE_SCHOUT_INDIVIDUAL, days_before(7), days_before(3) - SECOND),
    (SCHOUT, "individual", "more than 24 hours"): (
        terms.DE_SCHOUT_INDIVIDUAL,
        days_before(3),
        days_before(1) - SECOND,
    ),
    (SCHOUT, "individual", "less than 24 hours"): (
        terms.DE_SCHOUT_INDIVIDUAL,
        days_before(1) + SECOND,
        DUTCH.starts_at,
    ),
    (SMALL, "meeting or event", "4 weeks or more"): (terms.VENLO_UNDER_10000, LONG_AGO, days_before(28)),
    (SMALL, "meeting or event", "within 4 weeks"): (
        terms.VENLO_UNDER_10000,
        days_before(28) + SECOND,
        days_before(21) - SECOND,
    ),
    (SMALL, "meeting or event", "within 3 weeks"): (
        terms.VENLO_UNDER_10000,
        days_before(21),
        days_before(14) - SECOND,
    ),
    (SMALL, "meeting or event", "within 2 weeks"): (terms.VENLO_UNDER_10000, days_before(14), days_before(2) - SECOND),
    (SMALL, "meeting or event", "within 48 hours or no show"): (
        terms.VENLO_UNDER_10000,
        days_before(2),
        DUTCH.starts_at,
    ),
    (LARGE, "meeting or event", "6 months or more"): (terms.VENLO_FROM_10000, LONG_AGO, months_before(6)),
    (LARGE, "meeting or event", "within 6 months"): (
        terms.VENLO_FROM_10000,
        months_before(6) + SECOND,
        months_before(5) - SECOND,
    ),
    (LARGE, "meeting or event", "within 5 months"): (
        terms.VENLO_FROM_10000,
        months_before(5),
        months_before(4) - SECOND,
    ),
    (LARGE, "meeting or event", "within 4 months"): (
        terms.VENLO_FROM_10000,
        months_before(4),
        months_before(3) - SECOND,
    ),
    # Ten working days before Thursday 15 July is Thursday 1 July.
    (MKT, "meeting room", "10 working days or more"): (
        terms.MARKETINGKWARTIER,
        LONG_AGO,
        dutch(2027, 7, 1, 23, 59, 59),
    ),
    (MKT, "meeting room", "less than 10 working days"): (
        terms.MARKETINGKWARTIER,
        dutch(2027, 7, 2),
        DUTCH.starts_at,
    ),
    (TOWER, "venue booking", "14 working days or more"): (
        terms.CAPITALAND_TOWER,
        LONG_AGO,
        singapore(2027, 6, 25, 23, 59, 59),
    ),
    (TOWER, "venue booking", "13 working days"): (
        terms.CAPITALAND_TOWER,
        singapore(2027, 6, 26),
        singapore(2027, 6, 28, 23, 59, 59),
    ),
    (TOWER, "venue booking", "7 working days"): (
        terms.CAPITALAND_TOWER,
        singapore(2027, 7, 6),
        SINGAPOREAN.starts_at,
    ),
}


def rows_of(name: str) -> list[dict[str, str]]:
    file = RULES / name
    if not file.exists():
        pytest.skip("the shared venue rules are not beside the repository")
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def due(policy: Policy, at: datetime, *, start: Start, value: str = "1000.00") -> str:
    worth = Worth(Money(Decimal(value), "SGD" if start is SINGAPOREAN else "EUR"))
    owed = fee(steps(policy, worth=worth, starts_at=start.starts_at, zone=start.zone, holidays=start.holidays), at).fee
    return SILENT if owed is None else str(owed.amount)


def test_every_row_of_the_cancellation_rules_gives_the_fee_its_source_says():
    rows = rows_of("cancellation-rules.csv")

    told = {(row["rule_set"], row["applies_to"], row["when_cancelled_before_start"]): row for row in rows}

    assert set(told) == set(ROWS)
    assert len(rows) == 28
    for key, row in told.items():
        policy, first, last = ROWS[key]
        start = SINGAPOREAN if row["country"] == "SG" else DUTCH
        owed = str((Decimal(row["fee_percent"]) * 10).quantize(Decimal("0.01")))
        assert (due(policy, first, start=start), due(policy, last, start=start)) == (owed, owed), key


@pytest.mark.parametrize(
    ("policy", "start", "at"),
    [
        (terms.VENLO_FROM_10000, DUTCH, months_before(3)),  # the excerpt of the terms ends here
        (terms.VENLO_FROM_10000, DUTCH, DUTCH.starts_at),
        (terms.DE_SCHOUT_GROUP, DUTCH, months_before(3)),
        (terms.CAPITALAND_TOWER, SINGAPOREAN, singapore(2027, 6, 29)),  # twelve working days before
        (terms.CAPITALAND_TOWER, SINGAPOREAN, singapore(2027, 7, 5, 23, 59, 59)),  # eight
    ],
)
def test_where_a_source_is_silent_there_is_no_fee(policy: Policy, start: Start, at: datetime):
    assert due(policy, at, start=start) == SILENT


@pytest.mark.parametrize(
    ("value", "policy"), [("9999.99", terms.VENLO_UNDER_10000), ("10000.00", terms.VENLO_FROM_10000)]
)
def test_venlo_has_two_ladders_by_value(value: str, policy: Policy):
    both = (terms.VENLO_UNDER_10000, terms.VENLO_FROM_10000)

    assert choose(both, delegates=20, value=Money(Decimal(value), "EUR")) is policy


@pytest.mark.parametrize(("delegates", "policy"), [(9, terms.UVH_INDIVIDUALS), (10, terms.UVH_GROUP)])
def test_t28_nine_people_are_no_group(delegates: int, policy: Policy):
    chosen = choose(terms.DUTCH[0], delegates=delegates, value=Money(Decimal(900), "EUR"))

    assert chosen is policy
    assert due(policy, days_before(20), start=DUTCH, value="900.00") == ("135.00" if delegates == 9 else "540.00")


def test_a_contract_beats_the_hotels_terms_and_those_beat_the_house_rules():
    value = Money(Decimal(900), "EUR")
    contract = replace(terms.FREE_UNTIL_48_HOURS, level=Level.CONTRACT, organisation_id=7)
    all_three = (terms.UVH_GROUP, terms.WEEKS_4_3_2, contract)

    assert choose(all_three, delegates=30, value=value, organisations=frozenset({7})) is contract
    assert choose(all_three, delegates=30, value=value, organisations=frozenset({8})) is terms.WEEKS_4_3_2
    assert choose(all_three[:1], delegates=30, value=value) is terms.UVH_GROUP
    assert choose(all_three[:1], delegates=9, value=value) is None


def test_of_two_terms_the_ones_in_force_latest_count():
    old = replace(terms.WEEKS_4_3_2, version=date(2025, 1, 1))
    new = replace(terms.WEEKS_4_2_1, version=date(2026, 1, 1))

    assert choose((new, old), delegates=30, value=Money(Decimal(900), "EUR")) is new


def test_terms_that_leave_some_sizes_without_any_are_refused():
    with pytest.raises(TermsGap):
        check_together([terms.UVH_GROUP])
    with pytest.raises(TermsGap):
        check_together([terms.VENLO_UNDER_10000])


def test_terms_that_hold_twice_for_one_size_are_refused():
    with pytest.raises(TermsOverlap):
        check_together([terms.UVH_GROUP, terms.UVH_LODGING_GROUP, terms.UVH_INDIVIDUALS])


def test_a_contract_may_be_for_some_sizes_only_and_covers_none_for_others():
    contract = replace(terms.UVH_LODGING_GROUP, level=Level.CONTRACT, organisation_id=7)

    check_together([contract, *terms.DUTCH[0]])
    check_together([contract])


@pytest.mark.parametrize("policy", terms.LIBRARY, ids=lambda policy: policy.code)
def test_every_policy_of_the_library_can_be_kept_and_read_back(policy: Policy):
    check(policy, "SGD" if policy.holiday_calendar == "SG" else "EUR")

    again = read(written(policy))

    assert again == policy
    assert fingerprint(again) == fingerprint(policy)


def test_a_fingerprint_is_of_what_terms_say_and_of_nothing_else():
    dated = replace(terms.UVH_GROUP, version=date(2026, 1, 1), organisation_id=3)
    stricter = replace(terms.UVH_GROUP, tiers=terms.UVH_GROUP.tiers[1:])

    assert fingerprint(dated) == fingerprint(terms.UVH_GROUP)
    assert fingerprint(stricter) != fingerprint(terms.UVH_GROUP)
    assert len({fingerprint(policy) for policy in terms.LIBRARY}) == len(terms.LIBRARY)


def test_the_fingerprint_of_terms_agreed_once_stays_what_it_was():
    assert fingerprint(terms.MARKETINGKWARTIER) == "8f22b3b17480d5e96c7f368b0c10e629e979645241153fd5fcb5239ba96de1d3"


def test_the_house_of_stein_and_the_firms_of_singapore_charge_as_they_say():
    assert due(terms.STEIN, days_before(28), start=DUTCH) == "0.00"
    assert due(terms.STEIN, days_before(14), start=DUTCH) == "600.00"
    assert due(terms.STEIN, days_before(7), start=DUTCH) == "850.00"
    assert due(terms.STEIN, days_before(6), start=DUTCH) == "1000.00"
    assert due(terms.CONRAD, LONG_AGO, start=SINGAPOREAN) == "1000.00"
    assert due(terms.ACTIVITY_FIRM, LONG_AGO, start=SINGAPOREAN) == SILENT  # which deposit was agreed is not known
    assert due(terms.ACTIVITY_FIRM, singapore(2027, 1, 15, 9), start=SINGAPOREAN) == "500.00"
    assert due(terms.ACTIVITY_FIRM, singapore(2027, 6, 15, 9), start=SINGAPOREAN) == "700.00"
    assert due(terms.PART_GOES_FREE, days_before(10), start=DUTCH) == "700.00"
    assert due(terms.UVH_LODGING_GROUP, months_before(3), start=DUTCH) == "150.00"


def test_nobody_knows_what_venlo_asks_of_a_large_no_show():
    assert no_show(terms.VENLO_FROM_10000, worth=Worth(Money(Decimal(12000), "EUR"))).fee is None


# The rows of the price and daypart rules that are about time and numbers.
def rule(kind: str) -> list[tuple[str, str]]:
    return [(row["rule"], row["value"]) for row in rows_of("price-and-daypart-rules.csv") if row["kind"] == kind]


def test_an_option_of_the_marketingkwartier_lapses_after_seven_days():
    assert rule("option") == [("an option lapses after", "7")]
    placed = dutch(2027, 3, 24, 10)

    ends = release_moment(Term(7, TermUnit.DAYS), now=placed, starts_at=DUTCH.starts_at, zone=DUTCH.zone)

    assert ends == dutch(2027, 3, 31, 10)


def test_final_numbers_are_due_seven_working_days_before():
    assert rule("final numbers") == [("due before the date", "7")]

    # Seven working days before Thursday 15 July is Tuesday the 6th, until its midnight.
    assert final_numbers_due(terms.MARKETINGKWARTIER, DUTCH) == dutch(2027, 7, 7)
    assert final_numbers_due(terms.UVH_GROUP, DUTCH) is None


def people(new: int, *, original: int = 40, current: int = 40) -> Change:
    return Change(original, current, new, Money(Decimal(current * 100), "EUR"), Money(Decimal(new * 100), "EUR"))


@pytest.mark.parametrize(
    ("at", "new", "free", "billed"),
    [
        (days_before(28), 0, 40, 0),  # four weeks before: any number
        (days_before(28) + SECOND, 15, 20, 5),  # then half of the original
        (days_before(14), 20, 20, 0),
        (days_before(14) + SECOND, 20, 4, 16),  # then a tenth
        (dutch(2027, 7, 13, 23, 59, 59), 36, 4, 0),  # until the second working day before is over
        (dutch(2027, 7, 14), 39, 0, 1),  # then billed as reserved
    ],
)
def test_venlo_lets_fewer_and_fewer_people_go(at: datetime, new: int, free: int, billed: int):
    assert [text for text, _ in rule("guest change")] == [
        "free until",
        "reduce by at most 50 % until",
        "reduce by at most 10 % until",
    ]

    told = reduction(terms.VENLO_UNDER_10000, people(new), at=at, start=DUTCH)

    assert (told.free, told.billed) == (free, billed)
    assert told.fee == Money(Decimal(billed * 100), "EUR")
    assert told.why is (Why.AS_RESERVED if billed else Why.FREE)


def test_a_late_change_costs_fifty_dollars_and_the_gst_on_it():
    assert rule("late change") == [("within 5 working days", "50.00")]
    gst = (TaxShare(Decimal(9), Decimal(1)),)

    # Six working days before Thursday 15 July is Wednesday the 7th; the 8th is the fifth.
    assert change_fee(terms.CAPITALAND_TOWER, at=singapore(2027, 7, 7, 23, 59, 59), start=SINGAPOREAN) is None
    told = change_fee(terms.CAPITALAND_TOWER, at=singapore(2027, 7, 8), start=SINGAPOREAN, taxes=gst)
    assert told is not None
    assert (str(told.net), str(told.tax), str(told.gross)) == ("SGD 50", "SGD 4.50", "SGD 54.50")


def test_a_tower_is_booked_fourteen_working_days_ahead():
    assert rule("lead time") == [("booking at least", "14")]
    assert latest_booking(terms.CAPITALAND_LEAD_WORKING_DAYS, SINGAPOREAN) == singapore(2027, 6, 26)

    require_lead(14, SINGAPOREAN, now=singapore(2027, 6, 25, 23, 59))
    with pytest.raises(LeadTooShort):
        require_lead(14, SINGAPOREAN, now=singapore(2027, 6, 26))


def test_working_days_are_those_of_the_calendar_that_is_named():
    with_a_holiday = Start(SINGAPOREAN.starts_at, SINGAPOREAN.zone, frozenset({date(2027, 7, 12)}))

    assert latest_booking(14, with_a_holiday) == singapore(2027, 6, 25)


def test_the_library_counts_in_every_unit():
    units = {tier.unit for policy in terms.LIBRARY for tier in policy.tiers}

    assert units == set(BoundUnit)
