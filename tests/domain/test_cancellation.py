from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaal.domain.bounds import BoundUnit, Start
from zaal.domain.cancellation import Worth, charge_at, fee, next_step, no_show, part_fee, steps
from zaal.domain.fees import TaxShare, taxed
from zaal.domain.money import MixedCurrencies, Money
from zaal.domain.policies import (
    NOT_STATED,
    Base,
    Charge,
    Extension,
    FeeTax,
    Level,
    Policy,
    Size,
    Tier,
    deposit_stays,
    fixed,
    free_part,
    percent_of,
)
from zaal.domain.policy_checks import (
    AmountNegative,
    ContractWithoutParty,
    PercentOutOfRange,
    TermsGap,
    TierPercentFalls,
    TiersOutOfOrder,
    check,
)

if TYPE_CHECKING:
    from zaal.domain.refusals import Invalid


AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINGAPORE = ZoneInfo("Asia/Singapore")
DEEPAVALI_OBSERVED = date(2026, 11, 9)
MONTHS, WEEKS, DAYS, WORKING_DAYS, HOURS = BoundUnit


def charge(due: Charge | int) -> Charge:
    return percent_of(due) if isinstance(due, int) else due


def tier(amount: int, unit: BoundUnit, due: Charge | int, *, strict: bool = True) -> Tier:
    return Tier(amount, unit, strict, charge(due))


def policy(*tiers: Tier, late: Charge | int = 100, country: str = "NL") -> Policy:
    return Policy("test", "Test", tiers, charge(late), percent_of(100), country)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


# DOMAIN 2.4: UVH 9.4.2 (groups, meetings) and 9.4.3 (nine people or fewer).
UVH_GROUPS = policy(
    tier(6, MONTHS, 0),
    tier(3, MONTHS, 10),
    tier(2, MONTHS, 15),
    tier(1, MONTHS, 35),
    tier(14, DAYS, 60),
    tier(7, DAYS, 85),
)
UVH_INDIVIDUALS = policy(
    tier(1, MONTHS, 0), tier(14, DAYS, 15), tier(7, DAYS, 35), tier(3, DAYS, 60), tier(24, HOURS, 85)
)
# DOMAIN 2.5: "within n weeks" is n x 7 days or less.
VENLO = policy(tier(4, WEEKS, 0), tier(3, WEEKS, 30), tier(2, WEEKS, 40), tier(48, HOURS, 50))
CAPITASPACES = policy(tier(14, WORKING_DAYS, 0, strict=False), tier(8, WORKING_DAYS, 50, strict=False), country="SG")


def due(  # noqa: PLR0913 - a fee depends on just these
    terms: Policy,
    value: str,
    starts: datetime,
    cancelled: datetime,
    *,
    currency: str = "EUR",
    holidays: frozenset[date] = frozenset(),
) -> str:
    worth = Worth(Money(Decimal(value), currency))
    made = steps(terms, worth=worth, starts_at=starts, zone=str(starts.tzinfo), holidays=holidays)
    due = fee(made, cancelled).fee
    return "not stated" if due is None else str(due.amount)


def amsterdam(*when: int) -> datetime:
    return datetime(*when, tzinfo=AMSTERDAM)


def singapore(*when: int) -> datetime:
    return datetime(*when, tzinfo=SINGAPORE)


@pytest.mark.parametrize(
    ("cancelled", "fee_due"),
    [
        (amsterdam(2026, 9, 18, 8, 59, 59), "0.00"),  # T22: more than six months
        (amsterdam(2026, 9, 18, 9, 0, 0), "1240.00"),  # exactly six months is the next row
        (datetime(2026, 9, 18, 7, 0, tzinfo=UTC), "1240.00"),
        (amsterdam(2026, 12, 18, 9, 0, 0), "1860.00"),  # T23
        (amsterdam(2027, 2, 18, 8, 59, 59), "4340.00"),  # T24
        (amsterdam(2027, 2, 18, 9, 0, 0), "7440.00"),
        (singapore(2027, 2, 18, 15, 59, 59), "4340.00"),  # the same from a Singapore browser
        (singapore(2027, 2, 18, 16, 0, 0), "7440.00"),
        (amsterdam(2027, 3, 4, 9, 0), "10540.00"),  # T25
        (amsterdam(2027, 3, 11, 8, 59), "10540.00"),
        (amsterdam(2027, 3, 11, 9, 0), "12400.00"),
        (amsterdam(2027, 3, 18, 12, 0), "12400.00"),  # after the start
    ],
)
def test_t22_to_t25_uvh_for_groups_of_a_meeting_worth_12400(cancelled: datetime, fee_due: str):
    assert due(UVH_GROUPS, "12400.00", amsterdam(2027, 3, 18, 9), cancelled) == fee_due


@pytest.mark.parametrize(
    ("cancelled", "fee_due"),
    [
        (amsterdam(2027, 2, 28, 8), "1750.00"),
        (amsterdam(2027, 2, 28, 9), "3000.00"),
        (amsterdam(2027, 3, 1, 8), "3000.00"),
    ],
)
def test_t26_a_month_before_31_march_is_28_february(cancelled: datetime, fee_due: str):
    assert due(UVH_GROUPS, "5000.00", amsterdam(2027, 3, 31, 9), cancelled) == fee_due


@pytest.mark.parametrize(
    ("bound", "starts", "until"),
    [
        (tier(7, DAYS, 0), amsterdam(2027, 3, 30, 10), amsterdam(2027, 3, 23, 10)),  # 167 hours earlier
        (tier(24, HOURS, 0), amsterdam(2027, 3, 28, 10), amsterdam(2027, 3, 27, 9)),
        (tier(24, HOURS, 0), amsterdam(2026, 10, 25, 10), amsterdam(2026, 10, 24, 11)),
        # 02:30 does not exist that night: the next valid time is 03:30
        (tier(1, DAYS, 0), amsterdam(2027, 3, 29, 2, 30), amsterdam(2027, 3, 28, 3, 30)),
    ],
)
def test_t27_days_keep_the_hour_on_the_wall_and_hours_elapse(bound: Tier, starts: datetime, until: datetime):
    made = steps(
        policy(bound),
        worth=Worth(Money(Decimal(100), "EUR")),
        starts_at=starts,
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    assert made[0].until == until.astimezone(UTC)


@pytest.mark.parametrize(("terms", "fee_due"), [(UVH_INDIVIDUALS, "135.00"), (UVH_GROUPS, "540.00")])
def test_t28_nine_people_cancel_cheaper_than_ten(terms: Policy, fee_due: str):
    starts = amsterdam(2027, 6, 24, 9)

    assert due(terms, "900.00", starts, starts - timedelta(days=20)) == fee_due


def test_t29_five_months_before_ten_percent_is_due():
    assert due(UVH_GROUPS, "50000.00", amsterdam(2027, 3, 18, 9), amsterdam(2026, 10, 17, 9)) == "5000.00"


@pytest.mark.parametrize(
    ("before", "fee_due"),
    [
        (timedelta(days=28, minutes=1), "0.00"),
        (timedelta(days=15), "3920.00"),
        (timedelta(days=14), "4900.00"),
        (timedelta(hours=47), "9800.00"),
    ],
)
def test_t30_within_so_many_weeks(before: timedelta, fee_due: str):
    starts = amsterdam(2027, 6, 24, 9)

    assert due(VENLO, "9800.00", starts, starts - before) == fee_due


@pytest.mark.parametrize(("day", "fee_due"), [(2, "0.00"), (3, "1000.00"), (11, "1000.00"), (12, "2000.00")])
@pytest.mark.parametrize("hour", [0, 9, 23])
def test_t31_working_days_skip_weekends_and_deepavali_at_any_hour(day: int, hour: int, fee_due: str):
    assert (
        due(
            CAPITASPACES,
            "2000.00",
            singapore(2026, 11, 23, 9),
            singapore(2026, 11, day, hour),
            currency="SGD",
            holidays=frozenset({DEEPAVALI_OBSERVED}),
        )
        == fee_due
    )


def test_more_than_so_many_working_days_ends_before_that_day_begins():
    made = steps(
        policy(tier(2, WORKING_DAYS, 0)),
        worth=Worth(Money(Decimal(100), "EUR")),
        starts_at=amsterdam(2027, 3, 18, 9),
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    assert made[0].until == amsterdam(2027, 3, 16).astimezone(UTC)


@pytest.mark.parametrize(("strict", "fee_due"), [(True, "50.00"), (False, "0.00")])
def test_exactly_at_the_bound_a_strict_tier_is_over_and_another_is_not(*, strict: bool, fee_due: str):
    terms = policy(tier(14, DAYS, 0, strict=strict), late=50)
    starts = amsterdam(2027, 6, 24, 9)

    at_the_bound, just_after = starts - timedelta(days=14), starts - timedelta(days=14, microseconds=-1)

    assert due(terms, "100.00", starts, at_the_bound) == fee_due
    assert due(terms, "100.00", starts, just_after) == "50.00"


def test_the_next_step_tells_until_when_it_stays_cheaper():
    made = steps(
        VENLO,
        worth=Worth(Money(Decimal("9800.00"), "EUR")),
        starts_at=amsterdam(2027, 6, 24, 9),
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    now = amsterdam(2027, 5, 1, 12)
    following = next_step(made, now)

    assert fee(made, now).until == amsterdam(2027, 5, 27, 9).astimezone(UTC)
    assert following is not None
    assert (following.percent, str(following.fee)) == (30, "EUR 2940.00")


def test_after_the_last_step_nothing_changes_any_more():
    made = steps(
        VENLO,
        worth=Worth(Money(Decimal(100), "EUR")),
        starts_at=amsterdam(2027, 6, 24, 9),
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    assert next_step(made, amsterdam(2027, 6, 24, 8)) is None


def test_a_house_that_always_charges_all_has_one_step():
    from_signing = policy()

    assert due(from_signing, "800.00", singapore(2027, 6, 24, 9), singapore(2026, 1, 1)) == "800.00"


MONTHS_THEN_WEEKS = policy(tier(6, MONTHS, 0), tier(25, WEEKS, 50), tier(5, MONTHS, 60))
WORKING_THEN_CALENDAR = policy(tier(8, WORKING_DAYS, 0, strict=False), tier(7, DAYS, 50))


@pytest.mark.parametrize(
    "terms", [UVH_GROUPS, UVH_INDIVIDUALS, VENLO, CAPITASPACES, MONTHS_THEN_WEEKS, WORKING_THEN_CALENDAR, policy()]
)
def test_the_real_scales_pass_the_check(terms: Policy):
    check(terms)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (policy(tier(7, DAYS, 0), tier(14, DAYS, 50)), TiersOutOfOrder),
        (policy(tier(14, DAYS, 0), tier(14, DAYS, 50)), TiersOutOfOrder),
        (policy(tier(1, MONTHS, 0), tier(30, DAYS, 50)), TiersOutOfOrder),  # the wrong way round in February
        (policy(tier(48, HOURS, 0), tier(2, DAYS, 50)), TiersOutOfOrder),
        (policy(tier(3, DAYS, 0), tier(2, WORKING_DAYS, 50)), TiersOutOfOrder),  # two working days after Easter
        (policy(tier(1, MONTHS, 0), tier(4, WEEKS, 50)), TiersOutOfOrder),  # the same in February
        (policy(tier(2, WEEKS, 0), tier(14, DAYS, 50)), TiersOutOfOrder),
        (policy(tier(100, DAYS, 0), tier(4, MONTHS, 50)), TiersOutOfOrder),
        (policy(tier(180, DAYS, 0), tier(6, MONTHS, 50)), TiersOutOfOrder),
        (policy(tier(6, WORKING_DAYS, 0, strict=False), tier(7, DAYS, 50)), TiersOutOfOrder),
        # a meeting on Tuesday morning: Monday still counts as one working day 9 hours before
        (policy(tier(1, WORKING_DAYS, 0, strict=False), tier(20, HOURS, 50)), TiersOutOfOrder),
        (policy(tier(14, DAYS, 50), tier(7, DAYS, 40)), TierPercentFalls),
        (policy(tier(14, DAYS, 50), late=40), TierPercentFalls),
        (policy(tier(14, DAYS, -1)), PercentOutOfRange),
        (policy(late=101), PercentOutOfRange),
        (replace(policy(), no_show=percent_of(120)), PercentOutOfRange),
        (policy(tier(14, DAYS, free_part(120))), PercentOutOfRange),
        (policy(tier(14, DAYS, free_part(40)), tier(7, DAYS, free_part(50))), TierPercentFalls),
        # what a silent step costs is not known: the ones around it must still rise
        (policy(tier(14, DAYS, 50), tier(7, DAYS, NOT_STATED), late=40), TierPercentFalls),
        (policy(tier(14, DAYS, fixed(euros("200"))), late=fixed(euros("100"))), TierPercentFalls),
        (policy(late=fixed(euros("-1"))), AmountNegative),
        (policy(tier(-1, DAYS, 0)), AmountNegative),
        (policy(tier(14, DAYS, fixed(euros("100"))), late=fixed(Money(Decimal(200), "SGD"))), MixedCurrencies),
        (replace(policy(), level=Level.CONTRACT), ContractWithoutParty),
        (replace(policy(), organisation_id=7), ContractWithoutParty),
        (replace(policy(), size=Size(people_at_least=10, people_at_most=9)), TermsGap),
        (replace(policy(), size=Size(value_at_least=euros("10"), value_below=euros("10"))), TermsGap),
    ],
)
def test_a_scale_that_means_nothing_is_refused(terms: Policy, refusal: type[Invalid]):
    with pytest.raises(refusal):
        check(terms)


def test_a_refused_scale_names_the_two_tiers():
    with pytest.raises(TiersOutOfOrder) as refused:
        check(policy(tier(1, MONTHS, 0), tier(30, DAYS, 50)))

    assert refused.value.facts == {"policy": "test", "tier": "1 months", "following": "30 days"}


bounds = st.tuples(
    st.lists(st.integers(1, 12), max_size=3, unique=True),
    st.lists(st.integers(8, 27), max_size=3, unique=True),
    st.lists(st.integers(1, 71), max_size=3, unique=True),
)


@st.composite
def scales(draw: st.DrawFn) -> Policy:
    months, days, hours = draw(bounds)
    spans = [
        *((amount, MONTHS) for amount in sorted(months, reverse=True)),
        *((amount, DAYS) for amount in sorted(days, reverse=True)),
        *((amount, HOURS) for amount in sorted(hours, reverse=True)),
    ]
    percents = sorted(draw(st.lists(st.integers(0, 100), min_size=len(spans) + 1, max_size=len(spans) + 1)))
    return policy(
        *(
            tier(amount, unit, percent, strict=draw(st.booleans()))
            for (amount, unit), percent in zip(spans, percents, strict=False)
        ),
        late=percents[-1],
    )


@given(
    terms=scales(),
    value=st.decimals(min_value=0, max_value=100_000, places=2),
    day=st.dates(date(2026, 10, 1), date(2028, 4, 30)),
    hour=st.integers(0, 23),
    minutes_before=st.lists(st.integers(-1000, 600_000), min_size=2, max_size=2),
)
def test_a_fee_is_never_above_the_value_and_later_never_cheaper(
    terms: Policy, value: Decimal, day: date, hour: int, minutes_before: list[int]
):
    starts = datetime.combine(day, time(hour), tzinfo=AMSTERDAM).astimezone(UTC)
    worth = Money(value, "EUR")
    early, late = (starts - timedelta(minutes=minutes) for minutes in sorted(minutes_before, reverse=True))

    made = steps(terms, worth=Worth(worth), starts_at=starts, zone="Europe/Amsterdam", holidays=frozenset())

    untils = [step.until for step in made if step.until is not None]
    assert untils == sorted(set(untils))
    first, second = fee(made, early).fee, fee(made, late).fee
    assert first is not None
    assert second is not None
    assert Money.zero("EUR") <= first <= second <= worth


def test_t28_ten_of_forty_people_cost_the_scale_on_their_part():
    starts = amsterdam(2027, 6, 24, 9)
    worth = Worth(euros("8000.00"), delegates=40)
    now_due = charge_at(
        UVH_GROUPS,
        starts - timedelta(days=20),
        worth=worth,
        start=Start(starts, "Europe/Amsterdam", frozenset()),
    )

    told = part_fee(UVH_GROUPS, now_due, worth=worth, part=euros("2000.00"))

    assert (told.fee, told.rest) == (euros("1200.00"), euros("6000.00"))


@pytest.mark.parametrize(
    ("share", "cancelled", "fee_due"),
    [
        ("49.99", amsterdam(2026, 10, 17, 9), "5000.00"),
        ("50", amsterdam(2026, 10, 17, 9), "17500.00"),
        ("50", amsterdam(2026, 10, 18, 8, 59, 59), "17500.00"),
        ("50", amsterdam(2026, 10, 18, 9), "30000.00"),  # the bound of more than a month, four months earlier
    ],
)
def test_t29_half_the_house_makes_every_bound_four_months_longer(share: str, cancelled: datetime, fee_due: str):
    terms = replace(UVH_GROUPS, extension=Extension(4, Decimal(50)))
    worth = Worth(euros("50000.00"), house_percent=Decimal(share))

    made = steps(terms, worth=worth, starts_at=amsterdam(2027, 3, 18, 9), zone="Europe/Amsterdam", holidays=frozenset())

    assert fee(made, cancelled).fee == euros(fee_due)


def test_t32_a_compensation_carries_no_tax():
    told = taxed(euros("4340.00"), FeeTax.NONE, (TaxShare(Decimal(21), Decimal(1)),))

    assert (told.net, told.tax, told.gross) == (euros("4340.00"), euros("0"), euros("4340.00"))


def test_t32_gst_comes_on_top_of_an_administration_fee():
    told = taxed(Money(Decimal(100), "SGD"), FeeTax.ON_TOP, (TaxShare(Decimal(9), Decimal(1)),))

    assert (told.tax, told.gross) == (Money(Decimal("9.00"), "SGD"), Money(Decimal("109.00"), "SGD"))


def test_t32_a_price_kept_on_no_show_contains_its_tax():
    worth = Worth(euros("12400.00"), taxes=(TaxShare(Decimal(21), Decimal("12400.00")),))

    told = no_show(UVH_GROUPS, worth=worth)

    assert (told.fee, told.tax) == (euros("12400.00"), euros("2152.07"))


def test_a_taxed_fee_is_parted_over_the_rates_of_the_price():
    terms = replace(policy(late=50), fee_tax=FeeTax.INCLUDED)
    worth = Worth(euros("230.00"), taxes=(TaxShare(Decimal(21), Decimal(121)), TaxShare(Decimal(9), Decimal(109))))

    [only] = steps(
        terms, worth=worth, starts_at=amsterdam(2027, 6, 24, 9), zone="Europe/Amsterdam", holidays=frozenset()
    )

    assert (only.fee, only.tax) == (euros("115.00"), euros("15.00"))  # half of 21.00 and half of 9.00


def test_tax_on_top_never_makes_a_fee_dearer_than_the_booking():
    terms = replace(policy(), fee_tax=FeeTax.ON_TOP)
    worth = Worth(euros("121.00"), taxes=(TaxShare(Decimal(21), Decimal(121)),))

    [only] = steps(
        terms, worth=worth, starts_at=amsterdam(2027, 6, 24, 9), zone="Europe/Amsterdam", holidays=frozenset()
    )

    assert only.fee == euros("121.00")


@pytest.mark.parametrize(
    ("due", "worth", "owed"),
    [
        (free_part(40), Worth(euros("1000.00")), "600.00"),
        (deposit_stays(25), Worth(euros("1000.00")), "250.00"),
        (deposit_stays(25), Worth(euros("1000.00"), deposit=euros("300.00")), "300.00"),
        (fixed(euros("75.00")), Worth(euros("1000.00")), "75.00"),
        (fixed(euros("75.00")), Worth(euros("50.00")), "50.00"),  # never more than the booking
    ],
)
def test_other_charges_than_a_percentage(due: Charge, worth: Worth, owed: str):
    [only] = steps(
        policy(late=due),
        worth=worth,
        starts_at=amsterdam(2027, 6, 24, 9),
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    assert only.fee == euros(owed)


@pytest.mark.parametrize("silent", [NOT_STATED, deposit_stays()])
def test_what_the_terms_do_not_say_is_no_fee(silent: Charge):
    terms = policy(tier(14, DAYS, 10), tier(7, DAYS, silent))
    starts = amsterdam(2027, 6, 24, 9)

    assert due(terms, "100.00", starts, starts - timedelta(days=15)) == "10.00"
    assert due(terms, "100.00", starts, starts - timedelta(days=10)) == "not stated"
    assert due(terms, "100.00", starts, starts - timedelta(days=6)) == "100.00"


@pytest.mark.parametrize(("base", "owed"), [(Base.TOTAL, "500.00"), (Base.ROOM, "200.00"), (Base.PER_PERSON, "499.95")])
def test_a_percentage_is_of_everything_of_the_room_or_of_each_person(base: Base, owed: str):
    worth = Worth(euros("1000.00"), room=euros("400.00"), delegates=30)

    [only] = steps(
        replace(policy(late=50), base=base),
        worth=worth,
        starts_at=amsterdam(2027, 6, 24, 9),
        zone="Europe/Amsterdam",
        holidays=frozenset(),
    )

    assert only.fee == euros(owed)


def test_a_deposit_that_was_kept_stays_kept_when_a_smaller_share_follows():
    terms = policy(tier(6, MONTHS, deposit_stays()), tier(1, MONTHS, 50), late=70)
    worth = Worth(euros("1000.00"), deposit=euros("600.00"))

    made = steps(terms, worth=worth, starts_at=amsterdam(2027, 6, 24, 9), zone="Europe/Amsterdam", holidays=frozenset())

    assert [step.fee for step in made] == [euros("600.00"), euros("600.00"), euros("700.00")]


@pytest.mark.parametrize(("part", "owed"), [("400.00", "0.00"), ("500.00", "100.00"), ("1000.00", "600.00")])
def test_a_part_within_the_free_share_costs_nothing(part: str, owed: str):
    told = part_fee(policy(), free_part(40), worth=Worth(euros("1000.00")), part=euros(part))

    assert told.fee == euros(owed)


charges = st.one_of(
    st.integers(0, 100).map(percent_of),
    st.integers(0, 100).map(free_part),
    st.integers(0, 100).map(deposit_stays),
    st.just(NOT_STATED),
    st.decimals(0, 5000, places=2).map(lambda amount: fixed(Money(amount, "EUR"))),
)
amounts = st.decimals(min_value=0, max_value=100_000, places=2).map(lambda amount: Money(amount, "EUR"))


@given(due=charges, value=amounts, share=st.decimals(0, 1, places=4), base=st.sampled_from(Base))
def test_a_part_never_costs_more_than_itself_or_than_the_whole(due: Charge, value: Money, share: Decimal, base: Base):
    terms = replace(policy(late=due), base=base)
    worth = Worth(value, room=(value * Decimal("0.4")).rounded(), delegates=7)
    [whole] = steps(
        terms, worth=worth, starts_at=amsterdam(2027, 6, 24, 9), zone="Europe/Amsterdam", holidays=frozenset()
    )

    told = part_fee(terms, due, worth=worth, part=(value * share).rounded())

    assert told.part + told.rest == value
    if told.fee is not None and whole.fee is not None:
        assert Money.zero("EUR") <= told.fee <= min(told.part, whole.fee)


@given(
    dues=st.lists(charges, min_size=6, max_size=6),
    value=amounts,
    minutes_before=st.lists(st.integers(-1000, 600_000), min_size=2, max_size=2),
    how=st.sampled_from(FeeTax),
)
def test_of_any_charges_in_any_units_later_is_never_cheaper(
    dues: list[Charge], value: Money, minutes_before: list[int], how: FeeTax
):
    bounds_ = [(5, MONTHS), (12, WEEKS), (40, DAYS), (10, WORKING_DAYS), (30, HOURS)]
    terms = replace(
        policy(*(tier(*bound, due) for bound, due in zip(bounds_, dues, strict=False)), late=dues[-1]), fee_tax=how
    )
    starts = amsterdam(2027, 3, 30, 10)
    worth = Worth(value, taxes=(TaxShare(Decimal(21), Decimal(2)), TaxShare(Decimal(9), Decimal(1))))
    early, late = (starts - timedelta(minutes=minutes) for minutes in sorted(minutes_before, reverse=True))

    made = steps(terms, worth=worth, starts_at=starts, zone="Europe/Amsterdam", holidays=frozenset())

    first, second = fee(made, early), fee(made, late)
    assert all(Money.zero("EUR") <= step.fee <= value for step in made if step.fee is not None)
    assert all(step.tax <= step.fee for step in made if step.tax is not None and step.fee is not None)
    if first.fee is not None and second.fee is not None:
        assert first.fee <= second.fee
