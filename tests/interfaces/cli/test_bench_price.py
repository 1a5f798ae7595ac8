from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from zaal.interfaces.cli.commands import zaal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]


def test_quotes_are_timed_with_their_lines_taxes_and_terms():
    told = json.loads(CliRunner().invoke(zaal, ["bench", "price", "--repeat", "100", "--json"]).stdout)

    assert told["name"] == "price"
    assert [(one["name"].partition(":")[0], one["sizes"]) for one in told["figures"]] == [
        ("simple", {"times": 100, "lines": 3, "taxes": 1, "terms": 7}),
        ("simple", {"times": 100, "lines": 1, "taxes": 2, "terms": 7}),
        ("programme", {"times": 100, "lines": 20, "taxes": 2, "terms": 7}),
        ("programme", {"times": 100, "lines": 20, "taxes": 2, "terms": 7}),
    ]
    assert all(one["per_second"] > 0 and one["p95_ms"] >= one["p50_ms"] > 0 for one in told["figures"])
    assert all(one["result"]["bytes_a_quote"] > 0 for one in told["figures"])
