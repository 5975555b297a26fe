"""The configuration cache, on every database."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import text

from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.store.db.database import Database
from switchboard.store.documents.changes import ConfigurationCache
from switchboard.store.documents.repository import Repository
from switchboard.store.tenants import Tenant, Tenants

pytestmark = pytest.mark.interop


@pytest.fixture
async def elsewhere(database_url: str, database: Database) -> AsyncIterator[Database]:
    """The same database from another process."""
    second = Database(database_url)
    await second.connect()
    yield second
    await second.close()


@pytest.fixture
def cache(elsewhere: Database) -> ConfigurationCache:
    return ConfigurationCache(elsewhere, 1)


async def test_a_read_after_an_answered_write_sees_it(repository: Repository, cache: ConfigurationCache) -> None:
    assert (await cache.current()).all(Extension) == []
    alice = await repository.create(Extension(name="Alice", number="1000"), author="test")
    assert (await cache.current()).by_number("1000") == alice
    renamed = await repository.update(alice.id, Extension(name="A", number="2"), expected_revision=1, author="test")
    configuration = await cache.current()
    assert configuration.by_number("1000") is None
    assert configuration.by_number("2") == renamed
    await repository.delete(Extension, alice.id, author="test")
    assert (await cache.current()).get(Extension, alice.id) is None


async def test_a_configuration_once_read_stays_as_it_is(repository: Repository, cache: ConfigurationCache) -> None:
    await repository.create(Extension(name="Alice", number="1000"), author="test")
    before = await cache.current()
    await repository.create(Extension(name="Bob", number="1001"), author="test")
    assert len(before.all(Extension)) == 1
    assert len((await cache.current()).all(Extension)) == 2


async def test_unchanged_takes_a_glance_or_one_statement_and_is_the_same_object(
    repository: Repository, cache: ConfigurationCache, database: Database, statements: Callable[[], list[str]]
) -> None:
    await repository.create(Ivr(name="Main", number="6000"), author="test")
    before = await cache.current()
    statements()
    assert await cache.current() is before
    assert len(statements()) == (0 if database.is_sqlite else 1)


async def test_readers_at_once_agree_with_the_store(repository: Repository, cache: ConfigurationCache) -> None:
    async def write_and_look(index: int) -> None:
        stored = await repository.create(Extension(name="A", number=str(index)), author="test")
        assert (await cache.current()).get(Extension, stored.id) == stored

    await asyncio.gather(*(write_and_look(index) for index in range(20)))
    _, everything = await repository.snapshot()
    assert (await cache.current()).all(Extension) == everything


async def test_another_tenant_s_changes_are_not_ours(
    repository: Repository, neighbour: Repository, cache: ConfigurationCache
) -> None:
    await neighbour.create(Extension(name="Alice", number="1000"), author="test")
    assert (await cache.current()).by_number("1000") is None


async def test_a_database_put_back_from_a_backup_is_read_anew(
    repository: Repository, database: Database, cache: ConfigurationCache
) -> None:
    await repository.create(Extension(name="Alice", number="1000"), author="test")
    await cache.current()
    async with database.write() as connection:
        for table in ("change", "object"):
            await connection.execute(text(f"DELETE FROM {table}"))
    assert (await cache.current()).by_number("1000") is None


async def test_nothing_is_left_of_a_tenant_that_had_the_same_id(database: Database, elsewhere: Database) -> None:
    tenants = Tenants(database)
    former = await tenants.create("former", "former.example")
    repository, cache = Repository(database, former.id), ConfigurationCache(elsewhere, former.id)
    alice = await repository.create(Extension(name="Alice", number="1000"), author="test")
    assert (await cache.current()).all(Extension) == [alice]
    await repository.delete(Extension, alice.id, author="test")
    await tenants.delete(former.id)
    assert await tenants.create("new", "new.example") == Tenant(former.id, "new", "new.example")
    bob = await repository.create(Extension(name="Bob", number="1001"), author="test")
    assert (await cache.current()).all(Extension) == [bob]
