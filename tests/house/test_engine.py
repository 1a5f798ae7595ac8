"""The embedded PostgreSQL survives what happens to it and is never started twice."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from zaal.conf.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator


def unheard(_line: str) -> None:
    """Take a report that nobody reads."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the server's user may pass through, as pytest's own are closed."""
    with tempfile.TemporaryDirectory(prefix="zaal-engine-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


@pytest.fixture
def engine(open_folder: Path) -> Iterator[Engine]:
    engine = Engine(open_folder / "data", durable=False)
    yield engine
    engine.erase()


def server_pid(engine: Engine) -> int:
    return int((engine.cluster / "postmaster.pid").read_text().splitlines()[0])


def kept_notes(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM note")]


def test_a_lock_that_names_a_living_stranger_keeps_nobody_out(engine: Engine, open_folder: Path) -> None:
    stranger = Engine(open_folder / "elsewhere", durable=False)
    stranger.start(unheard)
    engine.start(unheard)
    killed = server_pid(engine)
    os.kill(killed, signal.SIGKILL)
    lock = engine.socket_dir / ".s.PGSQL.5432.lock"
    lock.write_text(lock.read_text().replace(str(killed), str(server_pid(stranger)), 1))

    url = engine.start(unheard)

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    stranger.erase()


def test_kill_of_the_server_loses_nothing(open_folder: Path) -> None:
    engine = Engine(open_folder / "data")
    url = engine.start(unheard)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")

    os.kill(server_pid(engine), signal.SIGKILL)
    url = engine.start(unheard)

    assert kept_notes(url) == ["kept"]
    engine.erase()


def test_second_start_joins_the_server_that_runs(engine: Engine) -> None:
    engine.start(unheard)
    pid = server_pid(engine)
    told: list[str] = []

    second = Engine(engine.data_dir, durable=False)
    second.start(told.append)

    assert told == [f"PostgreSQL already runs in {engine.cluster}: joined"]
    assert server_pid(second) == pid
    second.stop()


def test_the_last_to_stop_stops_the_server(engine: Engine) -> None:
    engine.start(unheard)
    second = Engine(engine.data_dir, durable=False)
    second.start(unheard)

    engine.stop()
    ready_after_first = second.is_ready()
    second.stop()

    assert ready_after_first
    assert not second.is_ready()
    assert not (engine.cluster / "postmaster.pid").exists()


def test_stale_pid_of_another_process_does_not_stop_a_start(engine: Engine) -> None:
    engine.start(unheard)
    engine.stop()
    stale = engine.cluster / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{engine.cluster}\n1\n5432\n{engine.socket_dir}\n\n1 1\nready\n")

    engine.start(unheard)

    assert engine.is_ready()


def test_database_half_made_is_made_anew(engine: Engine) -> None:
    unfinished = engine.data_dir / "postgres.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18")
    engine.data_dir.chmod(0o711)

    engine.start(unheard)

    assert engine.is_ready()
    assert not unfinished.exists()


def test_text_is_ordered_and_lowered_the_same_on_every_machine(engine: Engine) -> None:
    with psycopg.connect(engine.start(unheard)) as connection:
        found = connection.execute(
            "SELECT datlocprovider, datlocale, lower('ÉÜ') FROM pg_database WHERE datname = current_database()"
        ).fetchone()

    assert found == ("b", "C.UTF-8", "éü")


@pytest.mark.skipif(os.getuid() != 0, reason="only root runs the server as somebody else")
def test_closed_folder_of_root_stays_closed(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    told: list[str] = []
    engine = Engine(closed / "data", durable=False)

    engine.start(told.append)
    ready, mode, home = engine.is_ready(), closed.stat().st_mode & 0o777, engine.cluster.parent
    engine.erase()

    assert ready
    assert mode == 0o700
    assert told[0].endswith(f"cannot enter {closed / 'data'}: the database is kept in {home}")
    assert not home.exists()
