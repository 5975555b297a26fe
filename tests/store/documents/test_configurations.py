"""The configurations of all tenants at once, on every database."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import text

from switchboard.errors import Unavailable
from switchboard.model.directory import Extension
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.documents.configurations import Configurations
from switchboard.store.documents.repository import Repository
from switchboard.store.tenants import Tenants

pytestmark = pytest.mark.interop

ALICE, BOB = Extension(name="Alice", number="1000"), Extension(name="Bob", number="1000")


@pytest.fixture
async def elsewhere(database_url: str, database: Database) -> AsyncIterator[Database]:
    """The same database from another process."""
    second = Database(database_url)
    await second.connect()
    yield second
    await second.close()


@pytest.fixture
def configurations(elsewhere: Database) -> Configurations:
    return Configurations(elsewhere)


async def test_each_tenant_has_its_own(
    repository: Repository, neighbour: Repository, configurations: Configurations
) -> None:
    alice = await repository.create(ALICE, author="test")
    bob = await neighbour.create(BOB, author="test")
    found = await configurations.current()
    assert {tenant: one.by_number("1000") for tenant, one in found.items()} == {1: alice, 2: bob}
    assert configurations.last is found


async def test_read_after_an_answered_write_sees_it_in_every_tenant(
    repository: Repository, neighbour: Repository, configurations: Configurations
) -> None:
    for number in range(3):
        for tenant, one in ((1, repository), (2, neighbour)):
            stored = await one.create(Extension(name="A", number=str(number)), author="test")
            assert (await configurations.current())[tenant].by_number(str(number)) == stored


async def test_tenant_created_meanwhile_is_there(
    database: Database, repository: Repository, configurations: Configurations
) -> None:
    await repository.create(ALICE, author="test")
    await configurations.current()
    created = await Tenants(database).create("new", "new.example")
    bob = await Repository(database, created.id).create(BOB, author="test")
    assert (await configurations.current())[created.id].by_number("1000") == bob
    assert await configurations.owner("New.Example") == created.id
    assert configurations.domain(created.id) == "new.example"


async def test_only_the_tenant_that_changed_is_another_object(
    repository: Repository, neighbour: Repository, configurations: Configurations
) -> None:
    await repository.create(ALICE, author="test")
    before = await configurations.current()
    await neighbour.create(BOB, author="test")
    after = await configurations.current()
    assert (before[1] is after[1], before[2] is after[2]) == (True, False)


async def test_unchanged_takes_a_glance_or_one_statement(
    database: Database,
    repository: Repository,
    neighbour: Repository,
    configurations: Configurations,
    statements: Callable[[], list[str]],
) -> None:
    await repository.create(ALICE, author="test")
    await neighbour.create(BOB, author="test")
    before = await configurations.current()
    statements()
    assert await configurations.current() is before
    assert await configurations.owner("n.example") == 2
    assert len(statements()) == (0 if database.is_sqlite else 2)


async def test_deleted_tenant_is_gone(
    database: Database, neighbour: Repository, configurations: Configurations
) -> None:
    bob = await neighbour.create(BOB, author="test")
    assert set(await configurations.current()) == {1, 2}
    await neighbour.delete(Extension, bob.id, author="test")
    await Tenants(database).delete(2)
    assert set(await configurations.current()) == {1}
    assert await configurations.owner("n.example") is None
    assert configurations.domain(2) == ""


async def test_readers_at_once_agree_with_the_store(
    repository: Repository, neighbour: Repository, configurations: Configurations
) -> None:
    async def write_and_look(tenant: int, index: int) -> None:
        one = repository if tenant == DEFAULT_TENANT else neighbour
        stored = await one.create(Extension(name="A", number=str(index)), author="test")
        assert (await configurations.current())[tenant].by_number(str(index)) == stored

    await asyncio.gather(*(write_and_look(1 + index % 2, index) for index in range(20)))
    assert configurations.last == await configurations.current()


@pytest.mark.parametrize("what", ["object", "tenant", "domain", "deletion"])
async def test_waiting_ends_with_the_next_change_of_anybody(
    database: Database, neighbour: Repository, configurations: Configurations, what: str
) -> None:
    before = await configurations.current()
    waiting = asyncio.create_task(configurations.wait_for_change(before))
    match what:
        case "object":
            await neighbour.create(BOB, author="test")
        case "tenant":
            await Tenants(database).create("new", "new.example")
        case "domain":
            await Tenants(database).set_domain(2, "moved.example")
        case _:
            await Tenants(database).delete(2)
    async with asyncio.timeout(10):
        await waiting
    assert await configurations.current() is not before
    assert configurations.domain(2) == {"domain": "moved.example", "deletion": ""}.get(what, "n.example")


async def test_a_change_that_a_call_has_read_ends_the_waiting_too(
    repository: Repository, configurations: Configurations
) -> None:
    before = await configurations.current()
    await repository.create(ALICE, author="test")
    await configurations.current()
    async with asyncio.timeout(10):
        await configurations.wait_for_change(before)


async def test_waiting_again_and_again_keeps_no_connection(
    repository: Repository, configurations: Configurations
) -> None:
    for index in range(7):
        waiting = asyncio.create_task(configurations.wait_for_change(await configurations.current()))
        await repository.create(Extension(name="Alice", number=str(index)), author="test")
        async with asyncio.timeout(20):
            await waiting


async def test_waiting_fails_when_the_server_ends_the_connection(
    postgresql_server: str, database: Database, backend: str, configurations: Configurations
) -> None:
    if backend == "sqlite":
        return
    waiting = asyncio.create_task(configurations.wait_for_change(await configurations.current()))
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"switchboard_change\"'"
    async with asyncio.timeout(20):
        ended = 0
        while not ended:
            async with database.write() as connection:
                ended = len((await connection.execute(text(others))).all())
        with pytest.raises(Unavailable):
            await waiting


async def test_domains_are_known_while_the_database_is_away(
    elsewhere: Database, neighbour: Repository, configurations: Configurations
) -> None:
    await configurations.current()
    await elsewhere.close()
    with pytest.raises(Unavailable):
        await configurations.current()
    assert await configurations.owner("N.example") == 2
    assert await configurations.owner("other.example") is None
    assert await configurations.owner("") is None
