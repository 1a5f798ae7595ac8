"""Lengths of time as pages write them."""

from __future__ import annotations

import pytest

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
