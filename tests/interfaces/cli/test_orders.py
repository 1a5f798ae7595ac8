"""A house's day on the command line, and its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests import given

from zaal.interfaces.cli.commands import zaal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def run(*words: str) -> Result:
    return CliRunner().invoke(zaal, ["runsheet", *words])


def test_a_day_is_told_line_by_line():
    booking = given.a_confirmed_booking(title="Spring meeting")

    told = run(given.DAMRAK, "--day", given.MEETING_DAY.isoformat()).output.splitlines()

    assert told[0] == f"09:00  setup  Beurszaal  theatre 30  Spring meeting  {booking}"
    assert [line.split()[1] for line in told] == ["setup", "starts", "ends", "clear"]


def test_papers_are_written_where_one_says(tmp_path: Path):
    given.a_confirmed_booking()
    sheet, cards = tmp_path / "day.pdf", tmp_path / "doors.pdf"

    run(given.DAMRAK, "--day", given.MEETING_DAY.isoformat(), "--pdf", str(sheet), "--door-cards", str(cards))

    assert [paper.read_bytes()[:5] for paper in (sheet, cards)] == [b"%PDF-", b"%PDF-"]


def test_an_unknown_house_is_refused():
    assert run("no-such-house", "--day", "2027-04-15").exit_code != 0
