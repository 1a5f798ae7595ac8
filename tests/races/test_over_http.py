"""The same race over HTTP, against a server and a database of its own: ``./zaal bench race`` at a small size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.race

REPOSITORY = Path(__file__).parents[2]


def test_over_http_every_round_has_one_winner_and_everybody_else_is_told():
    done, figures = race("--clients", "4", "--rounds", "6")

    assert done == 0
    assert figures["created"] + figures["refused"] == 4 * 6
    assert figures["other_answers"] == {}
    assert not any(figures[fault] for fault in ("two_winners", "no_winner", "losers_not_told", "not_same_again"))
    assert not any(figures[fault] for fault in ("double_bookings", "listing_differences"))


def test_without_the_guard_the_same_race_finds_double_bookings():
    done, figures = race("--clients", "4", "--rounds", "6", "--control")

    assert done == 0
    assert figures["double_bookings"] > 0
    assert figures["two_winners"] > 0


def race(*words: str) -> tuple[int, dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "ZAAL_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "zaal.interfaces.cli", "bench", "race", "--json", *words],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    [figures] = json.loads(done.stdout)["figures"]
    return done.returncode, figures["result"]
