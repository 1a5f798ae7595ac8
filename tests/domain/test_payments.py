"""What is due when: shares and amounts that add up, moments on the venue's clock, terms that make no sense refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaal.domain.bounds import Bound, BoundUnit, surely_before
from zaal.domain.frozen_payments import fingerprint, read, written
from zaal.domain.money import MixedCurrencies, Money, total
from zaal.domain.payment_checks import (
    PaymentNegative,
    PaymentRestMissing,
    PaymentRestTwice,
    PaymentSharesTooHigh,
    PaymentStepsOutOfOrder,
    PaymentUnclear,
    check,
)
from zaal.domain.payments import (
    AT_CONFIRMATION,
    BILLED_AFTERWARDS,
    INVOICED,
    After,
    Due,
    Later,
    Meeting,
    PaymentStep,
    PaymentTerms,
    choose,
    due_now,
    dues,
)
from zaal.domain.policies import Size

ZONE = "Europe/Amsterdam"
AMSTERDAM = ZoneInfo(ZONE)
STARTS = datetime(2027, 3, 18, 9, tzinfo=AMSTERDAM)
ENDS = datetime(2027, 3, 18, 17, tzinfo=AMSTERDAM)
CONFIRMED = datetime(2026, 11, 2, 14, 30, tzinfo=AMSTERDAM)
DAY = timedelta(days=1)
HALF = Decimal(50)


def euros(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def terms(*steps: PaymentStep, size: Size | None = None, organisation: int | None = None) -> PaymentTerms:
    return PaymentTerms("terms", "Terms", steps, size or Size(), organisation_id=organisation)


def share(percent: int | str, when: Bound | Later = AT_CONFIRMATION) -> PaymentStep:
    return PaymentStep("Share", when, percent=Decimal(percent))


def fixed(amount: str | int, when: Bound | Later = AT_CONFIRMATION) -> PaymentStep:
    return PaymentStep("Amount", when, amount=euros(amount))


def rest(when: Bound | Later = INVOICED) -> PaymentStep:
    return PaymentStep("Rest", when)


def before(amount: int, unit: BoundUnit = BoundUnit.DAYS) -> Bound:
    return Bound(amount, unit)


def due(
    made: PaymentTerms,
    value: Money,
    *,
    confirmed: datetime = CONFIRMED,
    now: datetime | None = None,
    holidays: frozenset[date] = frozenset(),
) -> tuple[Due, ...]:
    return dues(made, value, Meeting(STARTS, ENDS, ZONE, holidays), confirmed_at=confirmed, now=now or confirmed)


DEPOSIT_AND_REST = terms(share(30), rest())


def test_a_deposit_of_a_third_is_rounded_once_and_the_rest_is_the_rest() -> None:  # T21
    deposit, later = due(DEPOSIT_AND_REST, euros("4307.46"))

    assert (deposit.amount, deposit.due_at, deposit.is_now) == (euros("1292.24"), CONFIRMED, True)
    assert (later.amount, later.due_at, later.is_now) == (euros("3015.22"), None, False)


@pytest.mark.parametrize(
    ("made", "value", "expected"),
    [
        (BILLED_AFTERWARDS, "100.00", ["100.00"]),
        (terms(fixed(500), rest()), "4307.46", ["500", "3807.46"]),
        (terms(fixed(500), rest()), "320.10", ["320.10"]),  # never above the total; nothing is left to ask
        (terms(share("33.33"), share("33.33", before(14)), share("33.34")), "0.05", ["0.02", "0.01", "0.02"]),
        (terms(share(50), share(50, before(14))), "0.01", ["0.01"]),
        (
            terms(share(30), share(50, before(1, BoundUnit.MONTHS)), rest()),
            "5000.01",
            ["1500.00", "2500.01", "1000.00"],
        ),
        (terms(share(30), rest(before(14)), share(10, Later(14, After.END))), "10", ["3.00", "6.00", "1.00"]),
        (BILLED_AFTERWARDS, "0.00", []),
    ],
)
def test_amounts_add_up_and_the_rest_takes_what_rounding_leaves(
    made: PaymentTerms, value: str, expected: list[str]
) -> None:
    found = due(made, euros(value))

    assert sorted(one.amount.amount for one in found) == sorted(Decimal(amount) for amount in expected)
    assert total((one.amount for one in found), "EUR") == euros(value)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (before(14), datetime(2027, 3, 4, 9, tzinfo=AMSTERDAM)),
        (before(2, BoundUnit.WEEKS), datetime(2027, 3, 4, 9, tzinfo=AMSTERDAM)),
        (before(1, BoundUnit.MONTHS), datetime(2027, 2, 18, 9, tzinfo=AMSTERDAM)),
        (before(48, BoundUnit.HOURS), datetime(2027, 3, 16, 9, tzinfo=AMSTERDAM)),
        (before(3, BoundUnit.WORKING_DAYS), datetime(2027, 3, 13, 0, tzinfo=AMSTERDAM)),  # Monday is a holiday here
        (Later(10, After.CONFIRMATION), datetime(2026, 11, 13, 0, tzinfo=AMSTERDAM)),
        (Later(14, After.END), datetime(2027, 4, 2, 0, tzinfo=AMSTERDAM)),  # over the night the clock goes forward
    ],
)
def test_moments_are_counted_on_the_venues_clock(when: Bound | Later, expected: datetime) -> None:
    (one,) = due(terms(rest(when)), euros(100), holidays=frozenset({date(2027, 3, 15)}))

    assert one.due_at == expected
    assert one.is_now is False


def test_a_moment_that_has_passed_at_confirmation_is_due_with_it() -> None:
    late = STARTS - 5 * DAY

    found = due(terms(share(50), rest(before(14))), euros(100), confirmed=late)

    assert [(one.due_at, one.is_now) for one in found] == [(late, True), (late, True)]
    assert due_now(found) == euros(100)


def test_what_was_due_later_becomes_due_as_time_passes() -> None:
    made = terms(share(50), rest(before(14)))
    moment = datetime(2027, 3, 4, 9, tzinfo=AMSTERDAM)

    assert [one.is_now for one in due(made, euros(100), now=moment - timedelta(seconds=1))] == [True, False]
    assert [one.is_now for one in due(made, euros(100), now=moment)] == [True, True]
    assert due_now(due(BILLED_AFTERWARDS, euros(100), now=ENDS + 90 * DAY)) is None


def test_a_contract_counts_before_the_first_terms_that_hold_the_value() -> None:
    small, large = terms(rest(), size=Size(value_below=euros(5000))), DEPOSIT_AND_REST
    contract = terms(rest(Later(30, After.END)), organisation=7)

    def chosen(value: int, *organisations: int) -> PaymentTerms:
        return choose(
            (small, large, contract), delegates=10, value=euros(value), organisations=frozenset(organisations)
        )

    assert chosen(4999) is small
    assert chosen(5000) is large
    assert chosen(5000, 7) is contract
    assert chosen(5000, 8) is large
    assert choose((small, contract), delegates=10, value=euros(5000)) is BILLED_AFTERWARDS


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ((share(60), share(50, before(14))), PaymentSharesTooHigh),
        ((share(101), rest()), PaymentSharesTooHigh),
        ((share(-1), rest()), PaymentNegative),
        ((fixed(-1), rest()), PaymentNegative),
        ((rest(before(-1)),), PaymentNegative),
        ((rest(Later(-1, After.END)),), PaymentNegative),
        ((rest(AT_CONFIRMATION), rest()), PaymentRestTwice),
        ((share(30), share(50, before(14))), PaymentRestMissing),
        ((fixed(500),), PaymentRestMissing),
        ((), PaymentRestMissing),
        ((PaymentStep("Both", AT_CONFIRMATION, HALF, euros(9)), rest()), PaymentUnclear),
        ((rest(Later(None, After.CONFIRMATION)),), PaymentUnclear),
        ((share(30, before(14)), rest(AT_CONFIRMATION)), PaymentStepsOutOfOrder),
        ((share(30, before(14)), rest(before(4, BoundUnit.WEEKS))), PaymentStepsOutOfOrder),
        ((share(30, INVOICED), rest(Later(14, After.END))), PaymentStepsOutOfOrder),
        ((share(30), rest(AT_CONFIRMATION)), PaymentStepsOutOfOrder),
        ((PaymentStep("Dollars", AT_CONFIRMATION, amount=Money(Decimal(9), "SGD")), rest()), MixedCurrencies),
    ],
)
def test_terms_that_make_no_sense_are_refused(steps: tuple[PaymentStep, ...], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check(terms(*steps), "EUR")


def test_terms_come_back_from_json_as_they_were_with_the_same_fingerprint() -> None:
    made = PaymentTerms(
        "all",
        "All kinds",
        (share(30), fixed(500, Later(7, After.CONFIRMATION)), share("12.5", before(14)), rest(Later(14, After.END))),
        Size(people_at_least=10, value_at_least=euros(5000), value_below=euros(20000)),
        holiday_calendar="NL",
    )
    check(made, "EUR")

    again = read(written(made))

    assert again == made
    assert fingerprint(again) == fingerprint(made)
    assert fingerprint(DEPOSIT_AND_REST) != fingerprint(terms(share("30.5"), rest()))
    assert read(written(BILLED_AFTERWARDS)) == BILLED_AFTERWARDS


@st.composite
def any_terms(draw: st.DrawFn) -> PaymentTerms:
    """Steps in order of their kinds, with shares, amounts and a rest somewhere."""
    days = st.lists(st.integers(0, 90), unique=True, max_size=2).map(sorted)
    early = [Later(count, After.CONFIRMATION) for count in draw(days)]
    ahead: list[Bound] = []
    for count, unit in draw(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(BoundUnit)), max_size=4)):
        bound = Bound(count, unit)
        if not ahead or surely_before(ahead[-1], bound):
            ahead.append(bound)
    late = [Later(count, After.END) for count in draw(days)] + ([INVOICED] if draw(st.booleans()) else [])
    moments: list[Bound | Later] = [*early, *ahead, *late] or [INVOICED]
    at = draw(st.integers(0, len(moments) - 1))
    left = Decimal(100)
    steps = []
    for i, when in enumerate(moments):
        percent = draw(st.decimals(0, left, places=2)) if draw(st.booleans()) else None
        amount = euros(str(draw(st.decimals(0, 9999, places=2)))) if percent is None else None
        left -= percent or 0
        steps.append(PaymentStep(str(i), when) if i == at else PaymentStep(str(i), when, percent, amount))
    return terms(*steps)


@given(any_terms(), st.decimals(0, 99999, places=2), st.integers(0, 200), st.integers(0, 400))
@settings(max_examples=300, deadline=None)
def test_dues_add_up_and_stand_in_order_of_time(made: PaymentTerms, value: Decimal, ahead: int, since: int) -> None:
    check(made, "EUR")
    confirmed = STARTS - ahead * DAY
    now = confirmed + since * DAY

    found = due(made, euros(str(value)), confirmed=confirmed, now=now)

    assert total((one.amount for one in found), "EUR") == euros(str(value))
    assert all(one.amount.amount > 0 for one in found)
    moments = [one.due_at for one in found if one.due_at is not None]
    assert moments == sorted(moments)
    assert all(moment >= confirmed for moment in moments)
    assert [one.due_at is None for one in found] == sorted(one.due_at is None for one in found)
    assert all(one.is_now == (one.due_at is not None and one.due_at <= now) for one in found)
    earlier = due(made, euros(str(value)), confirmed=confirmed, now=confirmed.astimezone(UTC))
    assert sum(one.is_now for one in earlier) <= sum(one.is_now for one in found)  # what fell due stays due
