"""Databases for tests: every test that asks for `database_url` or `database` runs on SQLite and on PostgreSQL.

What all tests pay for is made cheap here, too: the search for garbage, and the hashes of passwords.
"""

import asyncio
import gc
import secrets
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from switchboard.store.db.database import Database
from switchboard.store.db.postgresql import Looks
from switchboard.store.db.tables import metadata
from switchboard.store.people import passwords
from tests.kit.authority import Authority
from tests.kit.began import a_test_begins
from tests.kit.examples import examples
from tests.kit.ports import reserved_port
from tests.kit.postgresql import PostgresqlMissingError, postgresql

settings.register_profile("untimed", deadline=None, max_examples=examples(100))
settings.load_profile("untimed")
MIGRATED = "migrated"
REAL_HASHER = passwords._hasher


def pytest_configure() -> None:
    """Collecting makes a million objects, none of which is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is looked for among the objects of the tests, no longer among modules and test items."""
    gc.freeze()
    gc.set_threshold(10_000, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Argon2 with as little work as it takes: the hashes of a thousand tests' users would take minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True)
def own_calls() -> None:
    """What the kit finds in the record are calls of this test."""
    a_test_begins()


@pytest.fixture
def real_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes as the product makes them."""
    monkeypatch.setattr(passwords, "_hasher", REAL_HASHER)


def _sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def _on_server(url: str, *statements: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.connect()
    await database.migrate()
    await database.close()


async def _wipe(url: str) -> None:
    """Much faster than a new database, or than TRUNCATE, which gives each table and index a new file.

    Nobody is connected afterwards, only the default tenant is left, and ids begin anew.
    """
    emptied = "".join(f'DELETE FROM "{table.name}"; ' for table in reversed(metadata.sorted_tables))
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid();"
        f"{emptied}"
        "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence;"
        "INSERT INTO tenant VALUES (1, 'default', '')"
    )
    await connection.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a running server, with a migrated database. Fails where PostgreSQL is not installed."""
    try:
        with postgresql() as server:
            asyncio.run(_on_server(server.url, f"CREATE DATABASE {MIGRATED}"))
            asyncio.run(_migrate(_named(server.url, MIGRATED)))
            yield server.url
    except PostgresqlMissingError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("sqlite") / f"{MIGRATED}.db"
    asyncio.run(_migrate(_sqlite_url(file)))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """On which database the test runs; PostgreSQL is up when this is."""
    if request.param == "postgresql":
        request.getfixturevalue("postgresql_server")
    return str(request.param)


@pytest.fixture
async def empty_database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of the test's own, without tables."""
    if backend == "sqlite":
        yield _sqlite_url(tmp_path / "switchboard.db")
        return
    server, name = request.getfixturevalue("postgresql_server"), f"test_{secrets.token_hex(6)}"
    await _on_server(server, f"CREATE DATABASE {name}")
    yield _named(server, name)
    await _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database_url(backend: str, request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated database with nothing in it but the default tenant."""
    if backend == "sqlite":
        return _sqlite_url(Path(shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")))
    url = _named(request.getfixturevalue("postgresql_server"), MIGRATED)
    await _wipe(url)
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Connected and migrated."""
    database = Database(database_url)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who signs certificates, one for all tests of a file."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def tls_port() -> int:
    """Where the product, or the edge, of a file of tests listens for TLS."""
    return reserved_port()


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """Call it for the statements that were executed since the last call, without those that begin a transaction."""
    seen: list[str] = []

    def listener(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    def take() -> list[str]:
        taken = seen.copy()
        seen.clear()
        return taken

    async def look(self: Looks, statement: str, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        seen.append(statement)
        return await rows(self, statement, parameters)

    rows = Looks.rows
    monkeypatch.setattr(Looks, "rows", look)
    event.listen(Engine, "before_cursor_execute", listener)
    yield take
    event.remove(Engine, "before_cursor_execute", listener)
