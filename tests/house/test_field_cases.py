"""The forty cases of the field (T01 to T40) stay: each is named by a test, so that none can vanish unseen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
NAMED = re.compile(r"(?<![a-z0-9])t(\d\d)(?:_to_t(\d\d))?(?![0-9])")


def named_cases(name: str) -> set[int]:
    """Tell which cases a test's name names; ``t22_to_t25`` names four."""
    return {
        case
        for first, last in NAMED.findall(name)
        for case in range(int(first), int(last or first) + 1)
    }  # fmt: skip


def test_each_of_the_forty_cases_of_the_field_is_named_by_a_test() -> None:
    names = {
        node.name
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }

    missing = set(range(1, 41)) - {case for name in names for case in named_cases(name)}

    assert missing == set()


def test_a_name_names_its_cases_and_no_others() -> None:
    assert named_cases("test_t33_t34_hours_are_real_hours") == {33, 34}
    assert named_cases("test_t22_to_t25_uvh_for_groups") == {22, 23, 24, 25}
    assert named_cases("test_a_reader_sees_both_clocks_t36") == {36}
    assert named_cases("test_part10_of_hut12_and_t123") == set()
