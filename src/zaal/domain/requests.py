"""Requests by hand: the customer asked, and the hotel accepts, refuses with a reason, or is reminded of its silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST_WORDS = 500
# Elapsed since the customer asked: the house's people are told twice, then the customer.
PRESSED_AFTER = (timedelta(hours=24), timedelta(hours=36), timedelta(hours=48))
# Of fewer requests nothing is said: one quick answer is no habit.
LEAST_ANSWERED = 5


class RefusalReason(StrEnum):
    """Why a hotel does not take what was asked."""

    ROOM_NEEDED = "room_needed"
    WORKS = "works"
    SHORT_NOTICE = "short_notice"
    NOT_SUITED = "not_suited"
    PRICE = "price"
    OTHER = "other"


class ReasonUnknown(Invalid):
    """No such reason on the list; ``known`` are those that are."""

    code = "reason_unknown"


class WordsMissing(Invalid):
    """Another reason than those on the list needs words of the hotel's own."""

    code = "words_missing"


class WordsTooLong(Invalid):
    """More words than are kept; ``most`` is the number of characters."""

    code = "words_too_long"


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a request waited for the hotel's word, and whether the hotel took it; silence is a no."""

    waited: timedelta
    accepted: bool


@dataclass(frozen=True, slots=True)
class AnsweringRecord:
    """How a house answers: how many requests it had, how many it took, and after how long the middle one was answered.

    ``typical`` is None below the least number of which anything is said.
    """

    asked: int
    accepted: int
    typical: timedelta | None


def refusal_of(reason: str, words: str) -> tuple[RefusalReason, str]:
    """Read a reason with the hotel's own words. Refuses: ReasonUnknown, WordsMissing, WordsTooLong."""
    known = [one.value for one in RefusalReason]
    if reason not in known:
        raise ReasonUnknown(reason=reason, known=known)
    told = " ".join(words.split())
    if len(told) > LONGEST_WORDS:
        raise WordsTooLong(most=LONGEST_WORDS)
    if reason == RefusalReason.OTHER and not told:
        raise WordsMissing
    return RefusalReason(reason), told


def steps_due(asked_at: datetime, *, now: datetime) -> int:
    """Count the steps of pressing that an unanswered request has come to; hours elapse (T38)."""
    return sum(now - asked_at >= after for after in PRESSED_AFTER)


def record(answers: Sequence[Answer]) -> AnsweringRecord:
    """Sum up how a house answers; the median, so that one forgotten request does not speak for the rest."""
    typical = None
    if len(answers) >= LEAST_ANSWERED:
        typical = timedelta(seconds=median(one.waited.total_seconds() for one in answers))
    return AnsweringRecord(len(answers), sum(one.accepted for one in answers), typical)
