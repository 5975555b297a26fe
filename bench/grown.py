"""A database with much in it, written by statements that make thousands of rows each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import JSON, bindparam, insert, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.model.base import Document
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import change, object_, revision, tenant
from switchboard.store.db.tables.columns import UtcDateTime

EACH_TENANT = 10
"""Objects of every other tenant, half of them menus."""

_CALLS = """
    WITH RECURSIVE counted(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM counted WHERE i < :count)
    INSERT INTO call (id, tenant, node, started_at, ended_at, caller, caller_name, dialled, state, cause, ended_by,
        dtmf_methods, recording, test, outcome)
    SELECT 'past-' || i, 1, 'bench', :at, :at, '+49' || (300000000 + i * 7919 % 99999999), '', '62' || (i % 90 + 10),
        'ended', 'normal', 'caller', 'rfc4733', '', false, 'served' FROM counted
"""
_EVENTS = """
    INSERT INTO call_event (call, seq, at, type, data)
    SELECT id, 0, started_at, 'call_ended', :data FROM call WHERE id LIKE 'past-%'
"""
_ENDED = {"by": "caller", "cause": "normal"}
_DIGESTED = "INSERT INTO call_digest (id, position) SELECT 1, max(position) FROM call_event"


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. `objects` are the menus of the default tenant, and as many extensions."""

    calls: int
    objects: int
    tenants: int

    def __str__(self) -> str:
        return f"{self.calls:,} calls\n{self.objects:,} menus\n{self.tenants:,} tenants"


async def grow(database: Database, size: Size) -> None:
    """Adds all of that to the database of an installation that has been started once."""
    async with database.write() as connection:
        await _add_calls(connection, size.calls)
        await connection.run_sync(_add_objects, DEFAULT_TENANT, size.objects)
        for other in range(size.tenants):
            id = DEFAULT_TENANT + 1 + other
            row = {"id": id, "name": f"Tenant {id}", "sip_domain": f"t{id}.example"}
            await connection.execute(insert(tenant).values(row))
            await connection.run_sync(_add_objects, id, EACH_TENANT // 2)


async def _add_calls(connection: AsyncConnection, count: int) -> None:
    if count:
        begun = bindparam("at", datetime(2026, 1, 1, tzinfo=UTC), UtcDateTime)
        await connection.execute(text(_CALLS).bindparams(begun, count=count))
        await connection.execute(text(_EVENTS).bindparams(bindparam("data", _ENDED, JSON)))
        await connection.execute(text("DELETE FROM call_digest"))
        await connection.execute(text(_DIGESTED))


def _add_objects(connection: Connection, owner: int, each: int) -> None:
    documents = list(_documents(each))
    first = connection.scalar(text("SELECT coalesce(max(object), 0) + 1 FROM revision")) or 1
    common = [{"tenant": owner, "kind": one.kind, "document": one.model_dump(mode="json")} for one in documents]
    ids = range(first, first + len(documents))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    connection.execute(
        insert(object_),
        [row | {"id": id} | _columns(one) for id, row, one in zip(ids, common, documents, strict=True)],
    )
    history = {"revision": 1, "author": "bench", "at": at, "note": ""}
    connection.execute(insert(revision), [row | {"object": id} | history for id, row in zip(ids, common, strict=True)])
    connection.execute(
        insert(change),
        [
            {"tenant": owner, "object": id, "kind": one.kind, "revision": 1, "deleted": False}
            for id, one in zip(ids, documents, strict=True)
        ],
    )


def _documents(each: int) -> Iterator[Document]:
    for number in range(each):
        yield Ivr(number=f"8{number:06d}", name=f"Menu {number}")
        yield Extension(number=f"9{number:06d}", name=f"Phone {number}")


def _columns(document: Document) -> dict[str, object]:
    return {
        "number": document.dialled_number(),
        "name": document.name,
        "name_folded": storable.fold(document.name),
        "revision": 1,
    }
