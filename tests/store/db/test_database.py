"""Transactions and outages."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError, StatementError

from switchboard import errors
from switchboard.store.db.database import Database, to_its_end, unavailable_when_gone
from switchboard.store.db.tables import call, object_, tenant

pytestmark = pytest.mark.interop


async def tenants(database: Database) -> list[int]:
    async with database.read() as connection:
        return list(await connection.scalars(select(tenant.c.id).order_by(tenant.c.id)))


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
            raise RuntimeError
    assert await tenants(database) == [1]


async def test_a_cancelled_write_leaves_nothing_and_the_next_works(database: Database) -> None:
    written = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.write() as connection:
            await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await written.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await tenants(database) == [1]
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=3, name="third", sip_domain=""))
    assert await tenants(database) == [1, 3]


async def test_a_read_sees_one_moment(database: Database) -> None:
    async with database.read() as connection:
        assert await connection.scalar(select(tenant.c.id)) == 1
        async with database.write() as writer:
            await writer.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
        assert len((await connection.execute(select(tenant.c.id))).all()) == 1
    assert await tenants(database) == [1, 2]


async def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises((DBAPIError, errors.Unavailable)):
        async with database.read() as connection:
            await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
    assert await tenants(database) == [1]


async def test_foreign_keys_hold(database: Database) -> None:
    row = {"tenant": 99, "kind": "x", "name": "x", "name_folded": "x", "revision": 1, "document": {}}
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(insert(object_).values(row))


async def test_our_own_mistakes_are_not_outages(database: Database) -> None:
    with pytest.raises((ProgrammingError, OperationalError)):
        async with database.read() as connection:
            await connection.execute(text("SELECT nonsense FROM nowhere"))


async def test_times_come_back_in_utc_and_without_zone_are_refused(database: Database) -> None:
    noon = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    row = dict.fromkeys(("id", "node", "caller", "caller_name", "dialled", "state", "cause", "ended_by"), "")
    row |= {"dtmf_methods": "", "recording": ""}
    async with database.write() as connection:
        await connection.execute(insert(call).values(row | {"tenant": 1, "started_at": noon}))
    async with database.read() as connection:
        stored = await connection.scalar(select(call.c.started_at))
    assert stored == noon
    assert stored.tzinfo is UTC
    with pytest.raises(StatementError, match="without a zone"):
        async with database.write() as connection:
            await connection.execute(insert(call).values(row | {"tenant": 1, "started_at": datetime(2026, 7, 1)}))  # noqa: DTZ001


async def test_more_readers_and_writers_than_connections(database: Database) -> None:
    async def one(id: int) -> int:
        async with database.write() as connection:
            await connection.execute(insert(tenant).values(id=id, name=str(id), sip_domain=""))
        return len(await tenants(database))

    assert max(await asyncio.gather(*(one(id) for id in range(2, 62)))) == 61


async def test_before_connect_and_after_close_it_is_unavailable(database: Database) -> None:
    await database.close()
    with pytest.raises(errors.Unavailable):
        await tenants(database)
    await database.connect()
    assert await tenants(database) == [1]


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    database = Database("postgresql+asyncpg://postgres@/nothing?host=/nonexistent")
    with pytest.raises(errors.Unavailable):
        await database.connect()
    await database.close()


async def test_a_server_that_is_starting_is_unavailable() -> None:
    """So asyncpg raises it, which SQLAlchemy passes on while it connects."""
    asyncpg = pytest.importorskip("asyncpg")
    with pytest.raises(errors.Unavailable):
        async with unavailable_when_gone():
            raise asyncpg.exceptions.CannotConnectNowError("the database system is starting up")
    with pytest.raises(KeyError):
        async with unavailable_when_gone():
            raise KeyError


async def test_connections_that_the_server_closes_are_unavailable_and_then_replaced(
    postgresql_server: str,
) -> None:
    victim, killer = Database(postgresql_server), Database(postgresql_server)
    await victim.connect()
    await killer.connect()
    with pytest.raises(errors.Unavailable):
        async with victim.read() as connection:
            pid = await connection.scalar(text("SELECT pg_backend_pid()"))
            async with killer.write() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            await connection.execute(text("SELECT 1"))
    async with victim.read() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await victim.close()
    await killer.close()


async def test_a_look_goes_on_with_another_connection_after_the_server_was_away(postgresql_server: str) -> None:
    victim, killer = Database(postgresql_server), Database(postgresql_server)
    await victim.connect()
    await killer.connect()
    ((pid,),) = await victim.look("SELECT pg_backend_pid()")
    async with killer.write() as other:
        await other.execute(text("SELECT pg_terminate_backend(:pid, 20000)"), {"pid": pid})
    ((another,),) = await victim.look("SELECT pg_backend_pid()")
    assert another != pid
    await victim.close()
    with pytest.raises(errors.Unavailable):
        await victim.look("SELECT 1")
    await killer.close()


async def test_a_look_that_is_given_up_disturbs_no_other(postgresql_server: str) -> None:
    database = Database(postgresql_server)
    await database.connect()
    waiting = [asyncio.create_task(database.look("SELECT pg_sleep(600)")) for _ in range(3)]
    await database.look("SELECT 1")
    for task in waiting:
        task.cancel()
    assert all(
        isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*waiting, return_exceptions=True)
    )
    assert [tuple(*await database.look("SELECT 7 + CAST(:one AS bigint)", one=one)) for one in range(20)] == [
        (7 + one,) for one in range(20)
    ]
    await database.close()


async def test_many_looks_at_once_find_what_each_wants(database: Database) -> None:
    query = "SELECT CAST(:number AS bigint) + :one, :one WHERE :one < CAST(:number AS bigint)"
    found = await asyncio.gather(*(database.look(query, number=number, one=1) for number in range(2, 32)))
    assert [tuple(rows[0]) for rows in found] == [(number + 1, 1) for number in range(2, 32)]


async def test_a_wrong_look_is_no_outage_and_the_next_works(database: Database) -> None:
    with pytest.raises(Exception, match="nowhere") as mistake:
        await database.look("SELECT nonsense FROM nowhere")
    assert not isinstance(mistake.value, errors.Unavailable)
    assert [tuple(row) for row in await database.look("SELECT name FROM tenant WHERE id = :id", id=1)] == [("default",)]


async def test_a_file_that_cannot_be_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "x.db", tmp_path):
        with pytest.raises(errors.Unavailable):
            await Database(f"sqlite+aiosqlite:///{path}").connect()


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_text("This is a letter to my aunt. " * 500)
    with pytest.raises(errors.Unavailable):
        await Database(f"sqlite+aiosqlite:///{file}").connect()


async def test_a_full_disk_is_unavailable(tmp_path: Path) -> None:
    """SQLite's own limit on pages gives the same error as a full disk."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    await database.connect()
    await database.migrate()
    with pytest.raises(errors.Unavailable):
        async with database.write() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count=1")
            row = {"id": 2, "name": "x" * 1_000_000, "sip_domain": ""}
            await connection.execute(insert(tenant).values(row))
    assert await tenants(database) == [1]
    await database.close()


def test_a_database_in_memory_is_refused() -> None:
    for url in ("sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"):
        with pytest.raises(ValueError, match="plain file"):
            asyncio.run(Database(url).connect())


async def test_sqlite_is_durable_and_in_wal(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'x.db'}")
    await database.connect()
    async with database.write() as connection:
        pragmas = [
            await connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await database.close()
    assert pragmas == ["wal", 2, 1]
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["x.db"]


async def test_a_transaction_that_is_run_to_its_end_is_not_torn(database: Database) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.write() as connection:
            begun.set()
            await go_on.wait()
            await connection.execute(text("UPDATE tenant SET name = 'renamed'"))

    task = asyncio.create_task(to_its_end(write()))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.read() as connection:
        assert await connection.scalar(text("SELECT name FROM tenant")) == "renamed"


async def test_a_look_that_takes_long_does_not_hold_up_the_event_loop(database: Database, backend: str) -> None:
    count = 1_000_000
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT {{}} FROM n"
    threads: list[int] = []

    def ask(reader: Connection, statement: str) -> object:
        threads.append(threading.get_ident())
        return reader.exec_driver_sql(statement).scalar()

    assert await database.glancing(partial(ask, statement="SELECT 7")) == 7
    assert await database.glancing(partial(ask, statement=numbers.format("count(*)"))) == count
    assert await database.glancing(partial(ask, statement="SELECT 8")) == 8
    if backend == "sqlite":
        here, begun, elsewhere, again = (one == threading.get_ident() for one in threads)
        assert (here, begun, elsewhere, again) == (True, True, False, True)
