"""Whether an installation has been started before, which the supervisor asks SQLite alone."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pytest

from switchboard.model.directory import Extension
from switchboard.store.begun import has_begun
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.users import Users

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_without_a_database_it_is_the_first_start_and_none_is_made(tmp_path: Path) -> None:
    file = tmp_path / "switchboard.db"
    assert not has_begun(file)
    assert not file.exists()
    file.write_bytes(b"no database")
    assert not has_begun(file)


async def test_it_has_begun_with_somebody_and_something_in_tables_of_this_version(
    tmp_path: Path, migrated_sqlite: Path
) -> None:
    file = Path(copy(migrated_sqlite, tmp_path / "a #1.db"))
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.connect()
    assert not has_begun(file)
    await Users(database).create(1, "ann", "correct horse battery", "admin", NOW)
    assert not has_begun(file)
    await Repository(database, 1).create(Extension(number="201", name="Ann"), author="test")
    assert has_begun(file)
    await database.close()
    assert has_begun(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert not has_begun(file)
