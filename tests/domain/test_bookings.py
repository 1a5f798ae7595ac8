from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from zaal.domain.bookings import (
    InstantRule,
    NotInstant,
    ObstacleCode,
    StartsInPast,
    obstacle,
    require_future,
    require_instant,
)
from zaal.domain.money import Money

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
RULE = InstantRule(
    enabled=True, min_lead_hours=48, max_lead_days=365, max_delegates=50, max_value=Money(Decimal(5000), "EUR")
)
NO_LIMITS = InstantRule(enabled=True, min_lead_hours=0, max_lead_days=None, max_delegates=None, max_value=None)


def euros(amount: int | str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_within_all_limits_a_booking_confirms_at_once():
    soonest = {"starts_at": NOW + timedelta(hours=48), "delegates": 50, "value": euros(5000)}
    farthest = soonest | {"starts_at": NOW + timedelta(days=365)}

    for at_every_limit in (soonest, farthest):
        assert obstacle(RULE, now=NOW, **at_every_limit) is None
        require_instant(RULE, now=NOW, **at_every_limit)


@pytest.mark.parametrize(
    ("rule", "changed", "code", "facts"),
    [
        (replace(RULE, enabled=False), {}, ObstacleCode.HAND_ONLY, {}),
        (
            RULE,
            {"starts_at": NOW + timedelta(hours=47, minutes=59)},
            ObstacleCode.LEAD_TIME_SHORT,
            {"min_lead_hours": 48},
        ),
        (
            RULE,
            {"starts_at": NOW + timedelta(days=365, minutes=1)},
            ObstacleCode.LEAD_TIME_LONG,
            {"max_lead_days": 365},
        ),
        (RULE, {"delegates": 51}, ObstacleCode.TOO_MANY_DELEGATES, {"max_delegates": 50, "delegates": 51}),
        (
            RULE,
            {"value": euros("5000.01")},
            ObstacleCode.VALUE_TOO_HIGH,
            {"max_value": euros(5000), "value": euros("5000.01")},
        ),
    ],
)
def test_beyond_a_limit_the_rule_is_named_with_its_figures(
    rule: InstantRule, changed: dict[str, object], code: ObstacleCode, facts: dict[str, object]
):
    asked = {"starts_at": NOW + timedelta(days=9), "delegates": 10, "value": euros(100)} | changed

    found = obstacle(rule, now=NOW, **asked)
    with pytest.raises(NotInstant) as refused:
        require_instant(rule, now=NOW, **asked)

    assert found is not None
    assert (found.code, found.facts) == (code, facts)
    assert refused.value.facts == {"rule": code.value, **facts}


def test_without_limits_everything_to_come_confirms_at_once():
    assert (
        obstacle(NO_LIMITS, starts_at=NOW + timedelta(days=3000), delegates=900, value=euros(90_000), now=NOW) is None
    )


def test_lead_time_is_real_time_over_the_spring_night():
    amsterdam = ZoneInfo("Europe/Amsterdam")
    saturday, sunday = datetime(2027, 3, 27, 9, tzinfo=amsterdam), datetime(2027, 3, 28, 9, tzinfo=amsterdam)

    found = obstacle(replace(NO_LIMITS, min_lead_hours=24), starts_at=sunday, delegates=1, value=euros(1), now=saturday)

    assert found is not None  # the clocks say 24 hours, it is 23


@pytest.mark.parametrize("starts_at", [NOW, NOW - timedelta(minutes=1)])
def test_a_meeting_that_has_started_cannot_be_booked(starts_at: datetime):
    with pytest.raises(StartsInPast) as refused:
        require_instant(NO_LIMITS, starts_at=starts_at, delegates=1, value=euros(1), now=NOW)

    assert refused.value.facts == {"starts_at": starts_at, "now": NOW}


def test_a_meeting_to_come_is_in_time():
    require_future(NOW + timedelta(seconds=1), now=NOW)
