"""Loading exchange rates and tax rules from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from zaal.gateways.currency import kept
from zaal.interfaces.cli.commands import zaal

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]

RATES = "Date, USD, SGD, \n26 February 2027, 1.1498, 1.4811, \n"
RULES = "country,name,tax_class,percent,from_date,until_date\nDE,USt,room,19,2021-01-01,\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(zaal, words)


def a_file(folder: Path, text: str) -> str:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_rates_are_loaded_and_the_days_told(tmp_path: Path, settings: SettingsWrapper):
    settings.DATA_DIR = tmp_path / "data"
    kept.stamp.cache_clear()

    done = run("currency", "load", a_file(tmp_path, RATES))

    assert done.output == "2027-02-26 to 2027-02-26: added 1, changed 0\n"
    assert (tmp_path / "data" / "currency" / "ecb.csv").exists()


def test_wrong_rates_are_refused_with_a_word(tmp_path: Path, settings: SettingsWrapper):
    settings.DATA_DIR = tmp_path / "data"

    done = run("currency", "load", a_file(tmp_path, RATES.replace("1.4811", "0")))

    assert done.exit_code == 1
    assert "says 0 for SGD on 26 February 2027, which is no rate." in done.output
    assert not (tmp_path / "data" / "currency" / "ecb.csv").exists()


def test_tax_rules_are_loaded_and_listed(tmp_path: Path):
    done = run("tax-rules", "load", a_file(tmp_path, RULES))

    assert done.output == "DE: rules 1, houses priced anew 0\n"
    assert run("tax-rules", "list", "--country", "DE").output == "DE  room        19.00 %  USt  2021-01-01\n"
    assert "NL  lodging      9.00 %  BTW  2019-01-01 to 2025-12-31\n" in run("tax-rules", "list").output


def test_wrong_tax_rules_are_refused_with_a_word(tmp_path: Path):
    done = run("tax-rules", "load", a_file(tmp_path, RULES.replace("19,", "190,")))

    assert done.exit_code == 1
    assert "The tax of DE on room from 1 January 2021 is 190 %." in done.output
