"""Migration, on every database: it leads to `tables.py`, and processes may do it at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text, update
from sqlalchemy.engine import Connection

from switchboard import errors
from switchboard.store.database import Database
from switchboard.store.tables import metadata, tenant

pytestmark = pytest.mark.interop


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url)
    await database.connect()
    yield database
    await database.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_lead_to_the_tables(empty: Database) -> None:
    async with empty.read() as connection:
        assert await connection.run_sync(_differences)
    await empty.migrate()
    async with empty.read() as connection:
        assert await connection.run_sync(_differences) == []


async def test_processes_may_start_at_once(empty_database_url: str) -> None:
    databases = [Database(empty_database_url) for _ in range(3)]

    async def start(database: Database) -> None:
        await database.connect()
        await database.migrate()

    await asyncio.gather(*map(start, databases))
    for database in databases:
        async with database.read() as connection:
            rows = (await connection.execute(select(tenant.c.id, tenant.c.name))).all()
        assert [tuple(row) for row in rows] == [(1, "default")]
        await database.close()


async def test_the_default_tenant_exists_and_keeps_what_was_changed(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(update(tenant).values(sip_domain="pbx.example"))
    await database.migrate()
    async with database.read() as connection:
        rows = (await connection.execute(select(tenant))).all()
    assert [tuple(row) for row in rows] == [(1, "default", "pbx.example")]


async def test_a_database_of_a_newer_version_is_left_alone(empty: Database) -> None:
    await empty.migrate()
    async with empty.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.Unavailable, match="newer"):
        await empty.migrate()
