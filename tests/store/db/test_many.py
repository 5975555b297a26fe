"""Many rows by one statement."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from switchboard.store.db.database import Database
from switchboard.store.db.many import insert_new, update_by_key
from switchboard.store.db.tables import call, call_event

pytestmark = pytest.mark.interop

NOON = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=UTC)
CALL = (
    *("id", "tenant", "node", "started_at", "caller", "caller_name", "dialled", "test", "trunk"),
    *("state", "cause", "ended_by", "dtmf_methods", "recording"),
)
EVENT = ("call", "seq", "at", "type", "data")
HOSTILE = '\\u0000 {"quoted"} ${1} NULL \U0001f600 \x01'


async def write_calls(database: Database, *calls: tuple[str, str]) -> None:
    """Id and caller of each."""
    rows = [(id, 1, "a", NOON, caller, "", "7000", False, None, "open", "", "", "", "") for id, caller in calls]
    await database.writing(lambda connection: insert_new(connection, call, CALL, rows))


async def callers(database: Database) -> dict[str, str]:
    async with database.read() as connection:
        return {row.id: row.caller for row in await connection.execute(select(call.c.id, call.c.caller))}


async def test_rows_that_are_there_stay_also_where_one_comes_twice(database: Database) -> None:
    await write_calls(database, ("1", "first"), ("2", HOSTILE), ("1", "again"))
    await write_calls(database, ("2", "later"), ("3", "third"))
    assert await callers(database) == {"1": "first", "2": HOSTILE, "3": "third"}


async def test_what_comes_out_is_what_went_in(database: Database) -> None:
    await write_calls(database, ("1", "cut \0 off \ud800"))
    assert await callers(database) == {"1": "cut \ufffd off \ufffd"}
    data: dict[str, object] = {"text": "\0 " + HOSTILE, "list": [None, 1.5, {"x": []}], "none": None}
    later = NOON + timedelta(microseconds=1)
    events = [("1", 0, NOON, "one", data), ("1", 1, later, "two", {})]
    await database.writing(lambda connection: insert_new(connection, call_event, EVENT, events))
    async with database.read() as connection:
        query = select(*(call_event.c[name] for name in EVENT)).order_by(call_event.c.position)
        assert [tuple(row) for row in await connection.execute(query)] == events


async def test_the_last_change_of_a_row_counts(database: Database) -> None:
    await write_calls(database, ("1", ""), ("2", ""), ("3", ""))
    changes = [("1", "a", NOON), ("2", "b", None), ("1", "c", NOON), ("9", "nobody", None)]
    columns = ("id", "caller", "answered_at")
    await database.writing(lambda connection: update_by_key(connection, call, columns, changes))
    assert await callers(database) == {"1": "c", "2": "b", "3": ""}
    async with database.read() as connection:
        assert await connection.scalar(select(call.c.answered_at).where(call.c.id == "1")) == NOON


async def test_no_rows_are_no_statement(database: Database) -> None:
    await database.writing(lambda connection: insert_new(connection, call, CALL, []))
    await database.writing(lambda connection: update_by_key(connection, call, ("id", "caller"), []))
    assert await callers(database) == {}
