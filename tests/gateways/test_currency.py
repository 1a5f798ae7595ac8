from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zaal.domain.money import Money
from zaal.domain.refusals import Invalid
from zaal.gateways.currency import CurrencyEnded, CurrencyUnknown, convert, in_euros, kept
from zaal.gateways.currency.reading import LIMIT_BYTES, read
from zaal.gateways.files import FileTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

REAL = Path(__file__).parents[2] / "../shared/data/currency/eurofxref-hist-2015-2026Q1.csv"
TODAY = date(2026, 4, 1)
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
HISTORY = """Date,USD,JPY,HRK,SGD,
2026-03-31,1.1498,183.39,N/A,1.4811,
2026-03-30,1.1484,183.12,N/A,1.4812,
"""
DAILY = "Date, USD, JPY, SGD, \n31 March 2026, 1.1498, 183.39, 1.4811, \n"
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time="2026-03-31"><Cube currency="USD" rate="1.1498"/><Cube currency="JPY" rate="183.39"/></Cube>
    <Cube time="2026-03-30"><Cube currency="USD" rate="1.1484"/></Cube>
  </Cube>
</gesmes:Envelope>
"""


@pytest.fixture(autouse=True)
def _own_folder(settings: SettingsWrapper, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    kept.stamp.cache_clear()
    yield
    kept.stamp.cache_clear()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def zipped(text: str, *, name: str = "eurofxref.csv") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def rates(text: str | bytes, filename: str = "rates.csv") -> dict[date, dict[str, str]]:
    return read(text.encode() if isinstance(text, str) else text, filename=filename, today=TODAY)


def refused(text: str | bytes, filename: str = "rates.csv") -> tuple[str, object]:
    with pytest.raises(Invalid) as found:
        rates(text, filename)
    return found.value.code, found.value.facts.get("reason")


def test_the_historical_file_is_read_as_written():
    assert rates(HISTORY) == {
        date(2026, 3, 31): {"USD": "1.1498", "JPY": "183.39", "SGD": "1.4811"},
        date(2026, 3, 30): {"USD": "1.1484", "JPY": "183.12", "SGD": "1.4812"},
    }


def test_the_daily_file_has_spaces_and_a_written_date():
    assert rates(DAILY) == {date(2026, 3, 31): {"USD": "1.1498", "JPY": "183.39", "SGD": "1.4811"}}


def test_a_zipped_file_is_read_like_the_file_in_it():
    assert rates(zipped(HISTORY), "eurofxref-hist.zip") == rates(HISTORY)
    assert rates(zipped(DAILY), "eurofxref.zip") == rates(DAILY)


def test_the_xml_files_are_read_day_by_day():
    assert rates(XML, "eurofxref-hist-90d.xml") == {
        date(2026, 3, 31): {"USD": "1.1498", "JPY": "183.39"},
        date(2026, 3, 30): {"USD": "1.1484"},
    }


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing():
    assert rates("\ufeff" + HISTORY.replace("\n", "\r\n")) == rates(HISTORY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HISTORY.replace("2026-03-30", "2026-02-30"), "day"),
        (HISTORY.replace("2026-03-30", "30/03/2026"), "day"),
        (HISTORY.replace("2026-03-30", "1998-12-31"), "day"),
        (HISTORY.replace("2026-03-30", "2026-04-03"), "day"),
        (DAILY.replace("March", "Maart"), "day"),
        (DAILY.replace("31 March", "31 April"), "day"),
        (HISTORY.replace("183.12", "-183.12"), "rate"),
        (HISTORY.replace("183.12", "0.00"), "rate"),
        (HISTORY.replace("183.12", "1e3"), "rate"),
        (HISTORY.replace("183.12", "NaN"), "rate"),
        (HISTORY.replace("183.12", ""), "rate"),
        (HISTORY.replace("183.12", "1" * 40), "rate"),
        (HISTORY.replace("2026-03-30", "2026-03-31"), "doubled"),
        (HISTORY.replace("HRK", "USD").replace("N/A", "2"), "doubled"),
        (HISTORY.replace("JPY", "XQZ"), "currency"),
        (HISTORY.replace("JPY", "jpy"), "currency"),
        (HISTORY.replace("JPY", "EUR"), "currency"),
        (HISTORY.replace("1.4812,", "1.4812,9"), "currency"),
        (XML.replace("1.1484", "-1.1484"), "rate"),
        (XML.replace("2026-03-30", "2026-03-31"), "doubled"),
    ],
)
def test_a_file_with_one_wrong_cell_is_refused_whole(text: str, reason: str):
    assert refused(text) == ("rates_wrong", reason)


@pytest.mark.parametrize("length", [len(HISTORY) - 3, len(HISTORY) - 12, 60])
def test_a_file_cut_short_is_refused(length: int):
    assert refused(HISTORY[:length]) in {("file_not_readable", "truncated"), ("rates_wrong", "day")}


@pytest.mark.parametrize(
    ("data", "filename", "reason"),
    [
        (b"", "rates.csv", "empty"),
        (b"Date,USD,\n", "rates.csv", "empty"),
        (HISTORY.replace("USD", "U\udcff").encode("utf-8", "surrogateescape"), "rates.csv", "encoding"),
        (XML[:-40].encode(), "rates.xml", "xml"),
        (XML.replace("<Cube>", "<!DOCTYPE a [<!ENTITY b 'c'>]><Cube>", 1).encode(), "rates.xml", "dtd"),
        (b"<html><body>Not found</body></html>", "rates.xml", "empty"),
        (HISTORY.encode(), "eurofxref-hist.zip", "zip"),
        (zipped(HISTORY)[:-30], "eurofxref-hist.zip", "zip"),
        (b"PK\x03\x04 nothing", "eurofxref.zip", "zip"),
    ],
)
def test_what_is_no_file_of_rates_is_refused(data: bytes, filename: str, reason: str):
    assert refused(data, filename) == ("file_not_readable", reason)


def test_a_page_instead_of_a_table_is_refused():
    assert refused("Sorry, try again later\n")[0] == "columns_missing"


def test_an_archive_of_several_files_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", HISTORY)
        archive.writestr("b.csv", HISTORY)

    assert refused(packed.getvalue(), "rates.zip") == ("file_not_readable", "zip")


def test_no_more_is_unpacked_than_a_file_may_have():
    with pytest.raises(FileTooLarge):
        rates(zipped(" " * (LIMIT_BYTES + 1)), "eurofxref.zip")


def test_a_sunday_takes_the_rate_of_friday():
    shown = convert(euros("100.00"), "SGD", at(date(2026, 3, 29)))

    assert shown is not None
    assert (shown.rate_date, shown.source) == (date(2026, 3, 27), "ECB")
    assert shown.amount == Money(shown.rate * 100, "SGD").rounded()


def test_a_rate_is_the_ecb_s_own_to_the_digit():
    shown = convert(euros("2727.73"), "SGD", at(date(2026, 3, 31)))

    assert shown is not None
    assert (shown.rate, str(shown.amount)) == (Decimal("1.4811"), "SGD 4040.04")


def test_yen_are_shown_without_cents():
    shown = convert(euros("12.34"), "JPY", at(date(2026, 3, 31)))

    assert shown is not None
    assert str(shown.amount) == "JPY 2263"


def test_a_small_unit_keeps_the_digits_of_its_rate():
    shown = convert(Money(Decimal(10_000_000), "IDR"), "EUR", at(date(2026, 3, 31)))

    assert shown is not None
    assert (str(shown.amount), str(shown.rate)) == ("EUR 512.66", "0.0000512656")


@pytest.mark.parametrize(
    ("currency", "last"), [("HRK", date(2022, 12, 30)), ("RUB", date(2022, 3, 1)), ("BGN", date(2025, 12, 31))]
)
def test_a_currency_that_ended_says_so_and_is_not_shown_at_an_old_rate(currency: str, last: date):
    with pytest.raises(CurrencyEnded) as ended:
        convert(euros("100.00"), currency, at(date(2026, 3, 31)))

    assert ended.value.facts == {"currency": currency, "last_date": last}
    assert convert(euros("100.00"), currency, at(last)) is not None
    assert in_euros(Money(Decimal(100), currency), at(date(2026, 3, 31))) > 0


def test_a_currency_before_its_first_rate_or_never_published_is_unknown():
    with pytest.raises(CurrencyUnknown):
        convert(euros("100.00"), "CNY", at(date(2001, 1, 4)))
    with pytest.raises(CurrencyUnknown):
        in_euros(Money(Decimal(100), "VND"), NOW)


def test_rates_that_are_old_as_a_whole_are_shown_with_their_date():
    shown = convert(euros("100.00"), "USD", at(date(2035, 1, 1)))

    assert shown is not None
    assert shown.rate_date < date(2035, 1, 1)


def test_loaded_rates_are_used_at_once_and_beside_the_old_ones():
    fresh = DAILY.replace("31 March 2026", "2 January 2035").replace("1.4811", "1.5012").encode()

    done = kept.load(fresh, filename="eurofxref.csv", now=at(date(2035, 1, 2)))

    assert (done.added, done.changed, done.first_day, done.last_day) == (1, 0, date(2035, 1, 2), date(2035, 1, 2))
    shown = convert(euros("2727.73"), "SGD", at(date(2035, 1, 3)))
    before = convert(euros("1.00"), "SGD", at(date(2026, 3, 31)))
    assert shown is not None
    assert before is not None
    assert (shown.rate, shown.rate_date, str(shown.amount)) == (Decimal("1.5012"), date(2035, 1, 2), "SGD 4094.87")
    assert before.rate == Decimal("1.4811")


def test_a_second_file_adds_to_the_first_and_corrects_it():
    kept.load(HISTORY.encode(), filename="a.csv", now=NOW)

    done = kept.load(
        HISTORY.replace("1.4811", "1.4900").replace("2026-03-30", "2026-03-27").encode(), filename="b.csv", now=NOW
    )

    assert (done.added, done.changed) == (1, 1)
    shown = convert(euros("1.00"), "SGD", at(date(2026, 3, 31)))
    assert shown is not None
    assert shown.rate == Decimal("1.4900")


def test_the_same_rates_written_with_more_noughts_change_nothing():
    kept.load(HISTORY.encode(), filename="a.csv", now=NOW)

    done = kept.load(DAILY.replace("183.39", "183.3900").encode(), filename="eurofxref.csv", now=NOW)

    assert (done.added, done.changed) == (0, 0)


def test_a_wrong_file_leaves_the_loaded_rates_as_they_were():
    kept.load(HISTORY.encode(), filename="a.csv", now=NOW)
    before = convert(euros("1.00"), "SGD", NOW)

    with pytest.raises(Invalid):
        kept.load(HISTORY.replace("1.4811", "9.9").replace("183.12", "0").encode(), filename="b.csv", now=NOW)

    assert convert(euros("1.00"), "SGD", NOW) == before


@pytest.mark.real_input
def test_every_cell_of_the_ecb_s_own_file_is_taken_as_it_is():
    if not REAL.exists():
        pytest.skip("the ECB's file is not beside the repository")
    with REAL.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))

    days = read(REAL.read_bytes(), filename=REAL.name, today=TODAY)

    assert len(days) == len(rows) == 2879
    for row in rows:
        told = {
            code: cell for code, cell in zip(header, row, strict=True) if code not in {"Date", ""} and cell != "N/A"
        }
        assert days[date.fromisoformat(row[0])] == told


@pytest.mark.real_input
def test_the_real_file_as_zip_and_loaded_gives_the_same_rates():
    if not REAL.exists():
        pytest.skip("the ECB's file is not beside the repository")

    done = kept.load(zipped(REAL.read_text(encoding="utf-8")), filename="eurofxref-hist.zip", now=NOW)

    assert (done.added, done.first_day, done.last_day) == (2879, date(2015, 1, 2), date(2026, 3, 31))
    shown = convert(euros("1.00"), "IDR", at(date(2026, 3, 31)))
    assert shown is not None
    assert str(shown.rate) == "19506.24"
    with pytest.raises(CurrencyEnded):
        convert(euros("1.00"), "HRK", NOW)
