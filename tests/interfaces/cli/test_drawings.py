"""The contact sheet of drawn houses and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests import given

from zaal.interfaces.cli.commands import zaal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_at_now")
def test_a_house_and_its_rooms_are_drawn_on_one_sheet(tmp_path: Path):
    given.a_venue()

    answer = CliRunner().invoke(zaal, ["plans", "drawings", "--venue", given.DAMRAK, "--out", str(tmp_path)])

    assert answer.exit_code == 0, answer.output
    names = {file.stem for file in tmp_path.glob("*.svg")}
    assert {given.DAMRAK, f"{given.DAMRAK}-beurszaal-noord"} < names
    assert (tmp_path / "index.html").read_text(encoding="utf-8").count("<img") == len(names)


@pytest.mark.django_db
def test_without_a_venue_every_house_is_drawn_and_no_room(tmp_path: Path):
    given.a_venue()

    answer = CliRunner().invoke(zaal, ["plans", "drawings", "--out", str(tmp_path)])

    assert answer.output == "1 drawings\n"
