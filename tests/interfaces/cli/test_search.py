"""Searching from the command line: the answer in words, and what cannot be asked."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.interfaces.cli.commands import zaal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def run(*words: str, on: str = "2027-04-15") -> Result:
    return CliRunner().invoke(zaal, ["search", "52.3745,4.8950", "--on", on, *words])


def test_offers_are_told_in_words():
    given.a_venue(min_lead_hours=24 * 200)

    told = " ".join(run("--delegates", "30", "--layout", "theatre").output.split())

    assert "Beurszaal Noord (Theatre)" in told
    assert "€400.00" in told
    assert "at once only until 200 days before the start." in told


def test_nothing_found_says_why_and_what_would_do_in_words():
    given.a_venue()

    told = run("--delegates", "30", "--layout", "boardroom").output

    assert "not set up in this layout" in told
    assert "free instead: Thu 15 Apr 2027, 09:00-17:00, Theatre" in told


def test_a_page_that_is_no_number_is_refused():
    answer = run("--delegates", "30", "--page", "next")

    assert answer.exit_code == 2
    assert "Invalid value for '--page'" in answer.output


@pytest.mark.parametrize(("fold", "code"), [("", 1), ("0", 0), ("1", 0)])
def test_an_hour_shown_twice_is_asked_back_until_said(fold: str, code: int):
    given.a_venue()

    answer = run(
        "--delegates",
        "5",
        "--from",
        "02:30",
        "--to",
        "08:00",
        *(("--from-fold", fold) if fold else ()),
        on="2027-10-31",
    )

    assert answer.exit_code == code
    assert ("local_time_ambiguous" in answer.output) is (fold == "")
