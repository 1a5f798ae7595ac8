"""What houses state about access and footprint."""

from __future__ import annotations

from datetime import date

import pytest

from zaal.domain.stated import FactKind, StatedFact, is_sensible

IN_MARCH = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.STEP_FREE_ROUTE, "yes"),
        (FactKind.HEARING_LOOP, "no"),
        (FactKind.LIFT_DOOR_CM, "90"),
        (FactKind.CO2_KG_PER_DELEGATE, "7.5"),
        (FactKind.GREEN_KEY, "Gold"),
    ],
)
def test_a_value_of_its_kind_is_kept(kind: FactKind, value: str):
    assert is_sensible(StatedFact(kind, value, IN_MARCH))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FactKind.STEP_FREE_ROUTE, "maybe"),
        (FactKind.LIFT_DOOR_CM, "wide"),
        (FactKind.LIFT_DOOR_CM, "-1"),
        (FactKind.CO2_KG_PER_DELEGATE, "NaN"),
        (FactKind.GREEN_KEY, " "),
        (FactKind.GREEN_KEY, "x" * 61),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: FactKind, value: str):
    assert not is_sensible(StatedFact(kind, value, IN_MARCH))


def test_a_fact_cannot_end_before_it_was_stated():
    assert not is_sensible(StatedFact(FactKind.GREEN_KEY, "Gold", IN_MARCH, valid_until=date(2026, 3, 2)))


def test_a_fact_holds_through_its_last_day():
    certificate = StatedFact(FactKind.GREEN_KEY, "Gold", IN_MARCH, valid_until=date(2027, 3, 2))

    assert not certificate.is_expired(date(2027, 3, 2))
    assert certificate.is_expired(date(2027, 3, 3))
