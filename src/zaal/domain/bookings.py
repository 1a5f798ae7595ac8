"""Whether a booking confirms at once, and if not the exact rule of the hotel that prevents it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zaal.domain.refusals import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import datetime

    from zaal.domain.money import Money


class StartsInPast(Invalid):
    """The meeting would start at a moment that has already passed."""

    code = "starts_in_past"


class NotInstant(Conflict):
    """The hotel confirms this one by hand; ``rule`` names why (see ObstacleCode)."""

    code = "not_instant"


class ConfirmsAtOnce(Conflict):
    """There is nothing to ask the hotel: the customer can book it."""

    code = "confirms_at_once"


class NotAsked(Conflict):
    """The hotel confirms by hand only what the customer holds and has asked to book."""

    code = "not_asked"


class ObstacleCode(StrEnum):
    """The hotel's rules that send a booking to its sales desk."""

    HAND_ONLY = "hand_only"
    LEAD_TIME_SHORT = "lead_time_short"
    LEAD_TIME_LONG = "lead_time_long"
    TOO_MANY_DELEGATES = "too_many_delegates"
    VALUE_TOO_HIGH = "value_too_high"


@dataclass(frozen=True, slots=True)
class InstantRule:
    """Within which limits a space confirms at once; None means no such limit. Limits themselves are inside."""

    enabled: bool
    min_lead_hours: int
    max_lead_days: int | None
    max_delegates: int | None
    max_value: Money | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The first rule that stands in the way, with what it asks and what was asked."""

    code: ObstacleCode
    facts: dict[str, object]


def obstacle(rule: InstantRule, *, starts_at: datetime, delegates: int, value: Money, now: datetime) -> Obstacle | None:
    """Name the rule that keeps this booking from confirming at once, or None when it does.

    Lead times are elapsed; ``value`` is the all-in price. Refuses: MixedCurrencies.
    """
    if not rule.enabled:
        return Obstacle(ObstacleCode.HAND_ONLY, {})
    lead = starts_at.astimezone(UTC) - now.astimezone(UTC)
    if lead < timedelta(hours=rule.min_lead_hours):
        return Obstacle(ObstacleCode.LEAD_TIME_SHORT, {"min_lead_hours": rule.min_lead_hours})
    if rule.max_lead_days is not None and lead > timedelta(days=rule.max_lead_days):
        return Obstacle(ObstacleCode.LEAD_TIME_LONG, {"max_lead_days": rule.max_lead_days})
    if rule.max_delegates is not None and delegates > rule.max_delegates:
        return Obstacle(ObstacleCode.TOO_MANY_DELEGATES, {"max_delegates": rule.max_delegates, "delegates": delegates})
    if rule.max_value is not None and value > rule.max_value:
        return Obstacle(ObstacleCode.VALUE_TOO_HIGH, {"max_value": rule.max_value, "value": value})
    return None


def require_instant(rule: InstantRule, *, starts_at: datetime, delegates: int, value: Money, now: datetime) -> None:
    """Pass when the booking confirms at once. Refuses: StartsInPast, NotInstant with the rule's name and facts."""
    require_future(starts_at, now=now)
    found = obstacle(rule, starts_at=starts_at, delegates=delegates, value=value, now=now)
    if found is not None:
        raise NotInstant(rule=found.code.value, **found.facts)


def require_future(starts_at: datetime, *, now: datetime) -> None:
    """Pass when the meeting is still to start. Refuses: StartsInPast."""
    if starts_at <= now:
        raise StartsInPast(starts_at=starts_at, now=now)
