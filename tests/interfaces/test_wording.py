from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.domain.scenes import in_amsterdam

from zaal.domain.money import Money
from zaal.domain.period import Period
from zaal.interfaces import wording

AMSTERDAM, SINGAPORE, KOLKATA = "Europe/Amsterdam", "Asia/Singapore", "Asia/Kolkata"
NINE_TO_FIVE = in_amsterdam(date(2026, 11, 30), "09:00", "17:00")


@pytest.mark.parametrize(
    ("amount", "language", "written"),
    [
        (Money(Decimal("1234.50"), "EUR"), "en", "€1,234.50"),
        (Money(Decimal("1234.500"), "EUR"), "nl", "€\xa01.234,50"),
        (Money(Decimal("1234.5"), "SGD"), "en", "S$1,234.50"),
        (Money(Decimal("1234.5"), "SGD"), "nl", "S$\xa01.234,50"),
        (Money(Decimal(1234), "JPY"), "en", "JP¥1,234"),
        (Money(Decimal("1234.5"), "EUR"), "zh-hans", "€1,234.50"),
        (Money(Decimal("1234.5"), "SGD"), "zh-hans", "S$1,234.50"),
        (Money(Decimal(-1234), "SGD"), "zh-hans", "-S$1,234.00"),
        (Money(Decimal("1234.5"), "CNY"), "zh-hans", "¥1,234.50"),
    ],
)
def test_amounts_are_written_as_the_reader_writes_them(amount: Money, language: str, written: str):
    assert wording.money(amount, language) == written


DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "full", "brief", "date_alone", "briefest"),
    [
        ("en", "Monday 30 November 2026", "Mon 30 Nov 2026", "30 Nov 2026", "30 Nov"),
        ("nl", "maandag 30 november 2026", "ma 30 nov 2026", "30 nov 2026", "30 nov"),
        ("zh-hans", "2026年11月30日星期一", "2026年11月30日周一", "2026年11月30日", "11月30日"),
    ],
)
def test_days_are_written_in_the_order_of_the_language(
    language: str, full: str, brief: str, date_alone: str, briefest: str
):
    assert wording.day(DAY, language) == full
    assert wording.short_day(DAY, language) == brief
    assert wording.short_date(DAY, language) == date_alone
    assert wording.brief_day(NINE_TO_FIVE.starts_at, AMSTERDAM, language) == briefest


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["3 days", "36 hours", "8.5%", "coffee, lunch and water", "2 hours and 30 minutes"]),
        ("nl", ["3 dagen", "36 uur", "8,5%", "coffee, lunch en water", "2 hours en 30 minutes"]),
        ("zh-hans", ["3 天", "36 小时", "8.5%", "coffee、lunch和water", "2 hours 30 minutes"]),
    ],
)
def test_lengths_shares_and_lists_are_written_as_the_language_does(language: str, written: list[str]):
    assert [
        wording.hours(72, language),
        wording.hours(36, language),
        wording.percent(Decimal("8.5"), language),
        wording.listed(["coffee", "lunch", "water"], language),
        wording.lasting(["2 hours", "30 minutes"], language),
    ] == written


def test_chinese_sentences_follow_each_other_without_a_space():
    assert wording.sentences(["Free.", "Book now."], "en") == "Free. Book now."
    assert wording.sentences(["空闲。", "请预订。"], "zh-hans") == "空闲。请预订。"


def test_a_language_is_marked_as_its_readers_know_it():
    assert [wording.language_mark(code) for code in ("en", "nl", "zh-hans")] == ["EN", "NL", "中文"]


def test_chinese_periods_and_moments_have_their_own_order_and_brackets():
    stay = Period(datetime(2027, 3, 27, 11, 0, tzinfo=UTC), datetime(2027, 3, 28, 10, 0, tzinfo=UTC))
    evening = in_amsterdam(date(2026, 11, 30), "19:00", "23:00")

    both = wording.period_for(NINE_TO_FIVE, AMSTERDAM, SINGAPORE, "zh-hans")
    nights = wording.period(stay, AMSTERDAM, "zh-hans")
    next_day = wording.period_for(evening, AMSTERDAM, SINGAPORE, "zh-hans")
    deadline = wording.moment_for(datetime(2026, 12, 1, 9, 0, tzinfo=UTC), SINGAPORE, AMSTERDAM, "zh-hans")

    assert both == "2026年11月30日星期一 09:00–17:00 CET（16:00–00:00 SGT）"  # noqa: RUF001 - as printed
    assert nights == "2027年3月27日星期六 12:00 CET – 2027年3月28日星期日 12:00 CEST"  # noqa: RUF001 - as printed
    assert next_day.endswith("19:00–23:00 CET（2026年12月1日周二 02:00–06:00 SGT）")  # noqa: RUF001 - as printed
    assert deadline == "2026年12月1日星期二 17:00 SGT（10:00 CET）"


def test_a_singapore_reader_sees_both_clocks_t36():
    english = wording.period_for(NINE_TO_FIVE, AMSTERDAM, SINGAPORE, "en")
    dutch = wording.period_for(NINE_TO_FIVE, AMSTERDAM, SINGAPORE, "nl")

    assert english == "Monday 30 November 2026, 09:00–17:00 CET (16:00–00:00 SGT)"  # noqa: RUF001 - as printed
    assert dutch == "maandag 30 november 2026, 09:00–17:00 CET (16:00–00:00 SGT)"  # noqa: RUF001 - as printed


@pytest.mark.parametrize(
    ("utc_hour", "written"),
    [(0, "Sunday 31 October 2027, 02:30 CEST–12:00 CET"), (1, "Sunday 31 October 2027, 02:30–12:00 CET")],  # noqa: RUF001 - as printed
)
def test_the_two_half_past_twos_of_the_autumn_night_read_differently(utc_hour: int, written: str):
    night = Period(datetime(2027, 10, 31, utc_hour, 30, tzinfo=UTC), datetime(2027, 10, 31, 11, tzinfo=UTC))

    assert wording.period(night, AMSTERDAM, "en") == written
    assert written in wording.period_for(night, AMSTERDAM, SINGAPORE, "en")
    assert f"({written.split(', ')[1]})" in wording.period_for(night, SINGAPORE, AMSTERDAM, "en")


@pytest.mark.parametrize("own", ["", AMSTERDAM, "Europe/Berlin"])
def test_a_reader_on_the_venues_clock_sees_one(own: str):
    written = wording.period_for(NINE_TO_FIVE, AMSTERDAM, own, "en")

    assert written == "Monday 30 November 2026, 09:00–17:00 CET"  # noqa: RUF001 - as printed


def test_an_own_time_on_another_day_says_which():
    evening = in_amsterdam(date(2026, 11, 30), "19:00", "23:00")

    written = wording.period_for(evening, AMSTERDAM, SINGAPORE, "en")

    assert written.endswith("19:00–23:00 CET (Tue 1 Dec 2026, 02:00–06:00 SGT)")  # noqa: RUF001 - as printed


def test_a_party_past_midnight_reads_as_one_evening():
    party = in_amsterdam(date(2026, 11, 30), "18:00", "01:00")

    assert wording.period(party, AMSTERDAM, "en") == "Monday 30 November 2026, 18:00–01:00 CET"  # noqa: RUF001 - as printed


def test_a_stay_until_the_next_noon_names_both_days():
    stay = Period(datetime(2027, 3, 27, 11, 0, tzinfo=UTC), datetime(2027, 3, 28, 10, 0, tzinfo=UTC))

    written = wording.period(stay, AMSTERDAM, "en")

    assert written == "Saturday 27 March 2027, 12:00 CET – Sunday 28 March 2027, 12:00 CEST"  # noqa: RUF001 - as printed


def test_a_deadline_shows_both_clocks():
    release = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    written = wording.moment_for(release, SINGAPORE, AMSTERDAM, "en")

    assert written == "Tuesday 1 December 2026, 17:00 SGT (10:00 CET)"


def test_a_zone_without_letters_is_named_by_its_distance():
    assert wording.zone_name(datetime(2026, 12, 1, tzinfo=UTC), "Asia/Dubai") == "UTC+04:00"
    assert wording.zone_name(datetime(2026, 12, 1, tzinfo=UTC), KOLKATA) == "IST"
