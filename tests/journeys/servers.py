"""A whole Zaal for journeys: a database of its own, web and worker as real processes, and the command line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import psycopg
import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 60
STOP_SECONDS = 10
LETTER_SECONDS = 30
PATIENCE_SECONDS = 30


class Client(requests.Session):
    """Asks addresses relative to the API's own."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        super().__init__()
        self.base = base
        self.headers.update(headers)

    def request(self, method: str, url: str, **details: Any) -> requests.Response:  # type: ignore[override]  # fewer ways
        return super().request(method, urljoin(self.base, url), timeout=PATIENCE_SECONDS, **details)


@dataclass(frozen=True)
class RunningZaal:
    """A server with its database; ``zaal`` runs a command of the product against it."""

    url: str
    environment: dict[str, str]

    def zaal(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "zaal.interfaces.cli", *words],
            env=self.environment,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the database itself, for what no door shows."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(statement, values).fetchall()

    def client(self, token: str, *, language: str = "en") -> Client:
        """Another program that uses the API."""
        return Client(f"{self.url}/api/v1/", {"Authorization": f"Bearer {token}", "Accept-Language": language})

    def letter(self, recipient: str, *words: str) -> str:
        """Wait for the worker to write somebody a letter with all of these words in its subject; return its address."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            for number, subject in self.rows("SELECT id, subject FROM logbook_letter WHERE recipient = %s", recipient):
                if all(word in subject for word in words):
                    return f"{self.url}/outbox/{number}"
            time.sleep(0.1)
        return pytest.fail(f"no letter to {recipient} with {words} within {LETTER_SECONDS} s")


@contextmanager
def serving(database: str, folder: Path, *commands: Sequence[str]) -> Iterator[RunningZaal]:
    """Serve on loopback, with a database made for it and thrown away; ``commands`` fill it first.

    The database's name ends in the number of this process, so that two suites on one server leave each other alone.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with _own_database(os.environ["DATABASE_URL"], f"{database}_{os.getpid()}") as database_url:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "zaal.conf.settings",
            "PYTHONPATH": str(REPOSITORY / "src"),
            "ZAAL_DATA": str(folder),
            "ZAAL_DEMO": "1",
            "ZAAL_BASE_URL": url,
            "ZAAL_STATIC_STORAGE": "zaal.interfaces.web.stylesheet.BundledStaticFilesStorage",
        }
        zaal = RunningZaal(url, environment)
        for words in (["migrate"], ["prepare"], *commands):
            zaal.zaal(*words)
        web = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--blocking-threads", "8", "--no-ws", "zaal.conf.wsgi:application"),
        ]
        worker = [sys.executable, "-m", "zaal.interfaces.cli", "worker"]
        with _process(worker, environment, folder / "worker.log"), _process(web, environment, folder / "web.log") as up:
            _wait_until_it_answers(up, url, folder / "web.log")
            yield zaal


@contextmanager
def _own_database(server_url: str, name: str) -> Iterator[str]:
    own = urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield own
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def _process(words: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            words, env=environment, cwd=REPOSITORY, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_it_answers(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(requests.ConnectionError):
            if requests.get(f"{url}/healthz", timeout=PATIENCE_SECONDS).ok:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
