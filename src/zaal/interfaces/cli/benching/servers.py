"""A server of one's own on loopback, and a database that is thrown away afterwards."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import click
import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS, STOP_SECONDS = 60, 10
THREADS = 8


@contextmanager
def scratch_database() -> Iterator[str]:
    """Work in an empty database with today's schema; return its URL. It is dropped whatever happens."""
    server_url = os.environ.get("DATABASE_URL", "postgresql://localhost/zaal")
    name, usual = f"zaal_bench_{secrets.token_hex(4)}", connection.settings_dict["NAME"]
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        _move_to(name)
        call_command("migrate", verbosity=0, interactive=False)
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        _move_to(usual)
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def serving(database_url: str | None = None, *, static: bool = False) -> Iterator[str]:
    """Serve on loopback, on this database or the usual one; return the address. Stopped by its own process id.

    With ``static`` the static files are gathered first, named by their content and compressed, as in production.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="zaal-bench-") as folder:
        log = Path(folder) / "web.log"
        own = {
            "ZAAL_BASE_URL": url,
            "ZAAL_DATA": folder,
            "ZAAL_HOSTS": "127.0.0.1",
            "ZAAL_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }
        environment = {**os.environ, **own}
        if static:
            del environment["ZAAL_STATIC_STORAGE"]
            subprocess.run([sys.executable, "-m", "zaal.interfaces.cli", "prepare"], env=environment, check=True)
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--workers", str(min(2, os.cpu_count() or 1)), "--blocking-threads", str(THREADS)]
        command += ["--no-ws", "--log-level", "warning", "zaal.conf.wsgi:application"]
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait_until_it_answers(process, port, log)
            yield url
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            process.kill()
            process.wait()


def connected(url: str) -> http.client.HTTPConnection:
    """Open a connection to a server by its address; it stays open between requests."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=60)


def _move_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            probe = connected(f"http://127.0.0.1:{port}")
            probe.request("GET", "/healthz")
            if probe.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    message = f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}"
    raise click.ClickException(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
