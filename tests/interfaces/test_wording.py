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
    ],
)
def test_amounts_are_written_as_the_reader_writes_them(amount: Money, language: str, written: str):
    assert wording.money(amount, language) == written


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
