"""./zaal says what is the matter before it does anything."""

from __future__ import annotations

import fcntl
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
LOCK_FILES = sorted((REPOSITORY / "requirements").glob("*.txt"))


def zaal(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(REPOSITORY / "zaal"), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def test_no_command_lists_the_commands() -> None:
    answer = zaal()

    assert answer.returncode == 0
    assert {"up", "test", "check", "search", "token"} <= set(re.findall(r"\./zaal (\w+)", answer.stdout))


def test_second_up_says_where_the_first_runs(tmp_path: Path) -> None:
    (tmp_path / "up.json").write_text(json.dumps({"url": "http://localhost:8123"}))

    with (tmp_path / "up.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        answer = zaal("up", "--data", str(tmp_path))

    assert answer.returncode == 1
    assert f"already running on http://localhost:8123 (data in {tmp_path})" in answer.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"up.json", "up.lock"}


def test_taken_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = zaal("up", "--data", str(tmp_path), "--port", str(port))

    assert answer.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in answer.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("path", LOCK_FILES, ids=lambda path: path.name)
def test_locked_requirements_carry_hashes_and_name_no_host(path: Path) -> None:
    text = path.read_text()
    pins = re.findall(r"^[a-z0-9][^=\s]*==", text, re.MULTILINE | re.IGNORECASE)

    assert pins
    assert len(re.findall(r"^\S+==.*\\\n\s+--hash=sha256:", text, re.MULTILINE)) == len(pins)
    assert "://" not in text
    assert "index" not in re.sub(r"^\S+==.*$", "", text, flags=re.MULTILINE)
