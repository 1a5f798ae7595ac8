"""Lengths of time as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from zaal.domain.money import Money
from zaal.domain.period import Period
from zaal.interfaces.web import formats


@pytest.mark.parametrize(
    ("minutes", "english", "dutch", "chinese"),
    [
        (0, "0 minutes", "0 minuten", "0 分钟"),
        (30, "30 minutes", "30 minuten", "30 分钟"),
        (60, "1 hour", "1 uur", "1 小时"),
        (90, "1 hour and 30 minutes", "1 uur en 30 minuten", "1 小时 30 分钟"),
        (32 * 60, "32 hours", "32 uur", "32 小时"),
    ],
)
def test_a_length_is_written_in_hours_and_minutes(minutes: int, english: str, dutch: str, chinese: str):
    assert formats.duration(minutes, "en") == english
    assert formats.duration(minutes, "nl") == dutch
    assert formats.duration(minutes, "zh-hans") == chinese


NINE = datetime(2027, 3, 18, 8, tzinfo=UTC)


WRITTEN = {
    "en": ("18 Mar 2027", "Thu 18", "March 2027", "Thu 18 Mar 2027, 09:00", "18 Mar 2027, 09:00"),
    "nl": ("18 mrt 2027", "do 18", "maart 2027", "do 18 mrt 2027, 09:00", "18 mrt 2027, 09:00"),
    "zh-hans": ("2027年3月18日", "18日周四", "2027年3月", "2027年3月18日周四 09:00", "2027年3月18日 09:00"),
}
MEASURED = {
    "en": ("12.5 km", "80 m²", "S$1,235"),
    "nl": ("12,5 km", "80 m²", "S$\xa01.235"),
    "zh-hans": ("12.5 公里", "80 平方米", "S$1,235"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_days_on_pages_have_the_shape_of_the_language(language: str):
    amsterdam = "Europe/Amsterdam"

    assert (
        formats.short_date(NINE.date(), language),
        formats.weekday(NINE.date(), language),
        formats.month(NINE.date(), language),
        formats.moment(NINE, amsterdam, language),
        formats.deadline(NINE, amsterdam, language),
    ) == WRITTEN[language]


@pytest.mark.parametrize("language", MEASURED)
def test_measures_on_pages_have_the_units_of_the_language(language: str):
    price = Money(Decimal("1234.50"), "SGD")

    assert (
        formats.kilometres(12.5, language),
        formats.square_metres(80.2, language),
        formats.whole_money(price, language),
    ) == MEASURED[language]


def test_a_chinese_range_names_its_day_once():
    meeting = Period(NINE, datetime(2027, 3, 18, 16, tzinfo=UTC))

    written = formats.span(meeting, "Europe/Amsterdam", "zh-hans")

    assert written == "2027年3月18日周四 09:00–17:00"  # noqa: RUF001 - a range


@pytest.mark.parametrize(
    ("utc_hour", "written"),
    [(0, "Sun 31 Oct 2027, 02:30 CEST–12:00 CET"), (1, "Sun 31 Oct 2027, 02:30–12:00")],  # noqa: RUF001 - a range
)
def test_the_two_half_past_twos_of_the_autumn_night_read_differently(utc_hour: int, written: str):
    night = Period(datetime(2027, 10, 31, utc_hour, 30, tzinfo=UTC), datetime(2027, 10, 31, 11, tzinfo=UTC))

    assert formats.span(night, "Europe/Amsterdam", "en") == written
