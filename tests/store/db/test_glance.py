"""Looks at SQLite from the event loop itself."""

import sqlite3
from pathlib import Path

import pytest

from switchboard.store.db import sqlite
from switchboard.store.db.glance import Glance

pytestmark = pytest.mark.unit


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database in WAL mode with one table."""
    path = tmp_path / "some.db"
    sqlite.prepare(path)
    writer = sqlite3.connect(path)
    writer.execute("CREATE TABLE number (value INTEGER)")
    writer.commit()
    writer.close()
    return path


def test_sees_what_others_have_committed_and_nothing_else(file: Path) -> None:
    glance, writer = Glance(file), sqlite3.connect(file, isolation_level=None)
    assert glance.rows("SELECT value FROM number", {}) == []
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO number VALUES (7)")
    assert glance.rows("SELECT value FROM number", {}) == []
    writer.execute("COMMIT")
    assert glance.rows("SELECT value FROM number WHERE value = :value", {"value": 7}) == [(7,)]
    writer.close()
    glance.close()


def test_cannot_write(file: Path) -> None:
    glance = Glance(file)
    with pytest.raises(sqlite3.OperationalError):
        glance.rows("INSERT INTO number VALUES (1)", {})
    glance.close()
