"""The contact sheet: all rooms of real charts that have measures, drawn and readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from zaal.interfaces.cli.commands import zaal

CHARTS = Path(__file__).parents[3] / "../shared/data/meeting-rooms"
OWN_CHART = "Room;Length (m);Width (m);Theatre;U-shape\nBeurszaal;12;8;80;30\nTuinkamer;;;20;\n"


def test_rooms_of_a_chart_are_drawn_where_they_have_measures(tmp_path: Path):
    chart, out = tmp_path / "chart.csv", tmp_path / "sheet.html"
    chart.write_text(OWN_CHART, encoding="utf-8")

    answer = CliRunner().invoke(zaal, ["plans", "sheet", "--chart", str(chart), "--out", str(out)])

    assert answer.exit_code == 0, answer.output
    assert "2 drawings" in answer.output
    assert out.read_text(encoding="utf-8").count("<svg") == 2


def test_without_venue_and_chart_there_is_nothing_to_draw(tmp_path: Path):
    answer = CliRunner().invoke(zaal, ["plans", "sheet", "--out", str(tmp_path / "sheet.html")])

    assert answer.exit_code == 2


def test_all_rooms_of_the_collected_charts_with_measures_can_be_drawn(tmp_path: Path):
    files = sorted([*CHARTS.glob("*.csv"), *CHARTS.glob("conway-hall/*.json")])
    if not files:
        pytest.skip("the collected charts are not here")
    given = [word for file in files for word in ("--chart", str(file))]

    answer = CliRunner().invoke(zaal, ["plans", "sheet", *given, "--out", str(tmp_path / "sheet.html")])

    assert answer.exit_code == 0, answer.output
    assert int(answer.output.split()[0]) > 300
