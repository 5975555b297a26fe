"""A PostgreSQL server of the tests' own, which can be stopped and started again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresqlMissingError(Exception):
    """There is no PostgreSQL server on this machine."""


def program_of(name: str) -> str:
    """The newest installed one, also where Debian hides it from PATH. Raises PostgresqlMissingError."""
    hidden = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if found := shutil.which(name) or next(map(str, reversed(hidden)), None):
        return found
    raise PostgresqlMissingError(f"{name} was not found: install PostgreSQL (Debian: apt-get install postgresql)")


def _run(*command: str) -> None:
    """As somebody else when we are root, which PostgreSQL refuses to run as."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, cwd="/", timeout=120)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stdout}{done.stderr}")


class Postgresql:
    """A server in a directory, on a Unix socket there. Of its `settings`, such as `fsync=on`, those that are given
    count more than those for tests.
    """

    def __init__(self, directory: Path, *settings: str) -> None:
        self._directory = directory
        self._settings = settings
        self._data = str(directory / "data")
        self._pg_ctl = program_of("pg_ctl")

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://postgres@/postgres?host={self._directory}"

    @property
    def pid(self) -> int:
        """Of the process whose children do the work."""
        return int((self._directory / "data" / "postmaster.pid").read_text().split()[0])

    def create(self) -> None:
        _run(
            *(program_of("initdb"), "-D", self._data, "--auth=trust", "-U", "postgres", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--no-sync"),
        )

    def start(self) -> None:
        """Returns when it takes connections."""
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self._directory} -c max_connections=50"
            " -c fsync=off -c full_page_writes=off -c autovacuum=off"
        ) + "".join(f" -c {setting}" for setting in self._settings)
        _run(self._pg_ctl, "-D", self._data, "-l", str(self._directory / "log"), "-o", options, "-w", "start")

    def stop(self) -> None:
        """At once, as when it crashes; returns when it is gone."""
        _run(self._pg_ctl, "-D", self._data, "-m", "immediate", "-w", "stop")


@contextmanager
def postgresql(*settings: str) -> Iterator[Postgresql]:
    """A running server in a temporary directory. Raises PostgresqlMissingError."""
    directory = Path(tempfile.mkdtemp(prefix="switchboard-pg-"))
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", "postgres")
    try:
        server = Postgresql(directory, *settings)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory)
