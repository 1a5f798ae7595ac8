"""One running Zaal for all journeys: a database of its own with the demo world, web and worker as real processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parents[2]
DATABASE = "zaal_journeys"
START_SECONDS = 60
STOP_SECONDS = 10
# Chromium is started as a program of this machine only: nothing it would look up outside is asked for.
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


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


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningZaal]:
    """Serve the demo world on loopback for the whole session."""
    data = tmp_path_factory.mktemp("running")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with _own_database(os.environ["DATABASE_URL"]) as database_url:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "zaal.conf.settings",
            "PYTHONPATH": str(REPOSITORY / "src"),
            "ZAAL_DATA": str(data),
            "ZAAL_DEMO": "1",
            "ZAAL_BASE_URL": url,
            "ZAAL_STATIC_STORAGE": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        }
        zaal = RunningZaal(url, environment)
        for words in (["migrate"], ["prepare"], ["demo", "load"]):
            zaal.zaal(*words)
        web = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--blocking-threads", "8", "--no-ws", "zaal.conf.wsgi:application"),
        ]
        worker = [sys.executable, "-m", "zaal.interfaces.cli", "worker"]
        with _process(web, environment, data / "web.log"), _process(worker, environment, data / "worker.log"):
            _wait_until_it_answers(url, data / "web.log")
            yield zaal


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield started
        started.close()


@contextmanager
def _own_database(server_url: str) -> Iterator[str]:
    parts = urlsplit(server_url)
    own = urlunsplit(parts._replace(path=f"/{DATABASE}"))
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    try:
        yield own
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


@contextmanager
def _process(words: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            words, env=environment, cwd=REPOSITORY, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_it_answers(url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
