"""Lengths of time as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zaal.domain.period import Period
from zaal.interfaces.web import formats


@pytest.mark.parametrize(
    ("minutes", "english", "dutch"),
    [
        (0, "0 minutes", "0 minuten"),
        (30, "30 minutes", "30 minuten"),
        (60, "1 hour", "1 uur"),
        (90, "1 hour and 30 minutes", "1 uur en 30 minuten"),
        (32 * 60, "32 hours", "32 uur"),
    ],
)
def test_a_length_is_written_in_hours_and_minutes(minutes: int, english: str, dutch: str):
    assert formats.duration(minutes, "en") == english
    assert formats.duration(minutes, "nl") == dutch


@pytest.mark.parametrize(
    ("utc_hour", "written"),
    [(0, "Sun 31 Oct 2027, 02:30 CEST–12:00 CET"), (1, "Sun 31 Oct 2027, 02:30–12:00")],  # noqa: RUF001 - a range
)
def test_the_two_half_past_twos_of_the_autumn_night_read_differently(utc_hour: int, written: str):
    night = Period(datetime(2027, 10, 31, utc_hour, 30, tzinfo=UTC), datetime(2027, 10, 31, 11, tzinfo=UTC))

    assert formats.span(night, "Europe/Amsterdam", "en") == written
