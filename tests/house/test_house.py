"""The house keeps its own rules: what ARCHITECTURE.md and CONVENTIONS.md say and the import contracts cannot."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
HOUSE = REPOSITORY / "src" / "zaal"
NAMELESS = {"utils", "util", "common", "helpers", "helper", "base", "manager", "managers", "misc"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
# Who may read a clock: the door's own, and what measures or waits rather than decides.
READS_CLOCK = {"interfaces/clock.py", "conf/engine.py"}


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms or (".",):
        yield from sorted((HOUSE / room).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def calls(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            yield node.func.value.id, node.func.attr


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def is_durable(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator) == "transaction.atomic(durable=True)" for decorator in function.decorator_list)


def test_no_module_is_called_after_nothing() -> None:
    nameless = [named(path) for path in modules() if path.stem in NAMELESS or path.parent.name in NAMELESS]

    assert nameless == []


def test_only_the_door_reads_the_clock() -> None:
    readers = {named(path) for path in modules() for call in calls(path) if call in CLOCKS}

    assert readers <= READS_CLOCK


def test_durable_transactions_open_in_use_cases_only() -> None:
    elsewhere = [
        named(path)
        for path in modules("domain", "records", "queries", "gateways", "interfaces")
        if "durable=True" in path.read_text(encoding="utf-8")
    ]

    assert elsewhere == []


def test_no_use_case_calls_another_that_opens_a_transaction() -> None:
    durable = {(path.stem, f.name) for path in modules("usecases") for f in public_functions(path) if is_durable(f)}

    nested = []
    for path in modules("usecases"):
        for function in public_functions(path):
            if is_durable(function):
                inside = {
                    (path.stem, node.func.id)
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                }
                nested += [(named(path), function.name, other) for other in inside & durable]

    assert nested == []


def test_rooms_below_the_doors_never_print() -> None:
    printing = [
        named(path)
        for path in modules("domain", "records", "queries", "usecases", "gateways")
        if re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert printing == []


def test_migrations_are_named_for_what_they_do() -> None:
    unnamed = [
        named(path)
        for path in (HOUSE / "records").rglob("migrations/0*.py")
        if re.search(r"auto|initial|first", path.stem)
    ]

    assert unnamed == []


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*(\bsrc=|application/ld\+json))|<style|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)

    offending = [
        named(path)
        for path in sorted((HOUSE / "interfaces" / "web").rglob("*.html"))
        if inline.search(path.read_text(encoding="utf-8"))
    ]

    assert offending == []


@pytest.mark.parametrize("name", ["runtime", "embedded", "development"])
def test_every_pinned_requirement_carries_hashes_and_no_index(name: str) -> None:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9][\w.-]*(?:\[[\w,]+\])?)==\S+.*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    unhashed = [
        block.split("==")[0]
        for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
        if "==" in block and "--hash=sha256:" not in block
    ]

    assert pins
    assert unhashed == []
    assert "://" not in text
    assert "--index" not in text


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of tracked files")
    # Written in halves, so that this file does not find itself.
    hosts = "|".join(("py" + "pi[.]org", "python" + "hosted[.]org", "registry[.]" + "npmjs", "deb[.]" + "debian"))
    forbidden = re.compile(rf"{hosts}|/{'work'}/|/{'root'}/")

    found = []
    for name in listed.stdout.splitlines():
        path = REPOSITORY / name
        if path.suffix in {".png", ".xz", ".woff2", ".mo", ".gz"} or not path.is_file():
            continue
        found += [name for _ in forbidden.findall(path.read_text(encoding="utf-8", errors="replace"))]

    assert found == []
