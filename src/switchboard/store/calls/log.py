"""The record of calls: one row a call, and the events that led it through its menus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, Update, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.call.events import Interrupted
from switchboard.call.record import AnsweredRow, CallRecord, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.finding import ALL_CALLS, CallFilter, calls_found
from switchboard.store.calls.notices import Written, audiences_of, put_notices
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.storable import MAX_ID
from switchboard.store.db.tables import call, call_event


def _update_of(*columns: str) -> Update:
    """The statement that changes these columns of the call `of`."""
    return update(call).where(call.c.id == bindparam("of")).values({name: bindparam(name) for name in columns})


_WRITTEN = (call_event.c.position, call_event.c.call, call_event.c.seq)
RECORD_COLUMNS = tuple(call.c[field.name] for field in fields(CallRecord))
_STARTED = tuple(field.name for field in fields(OpenedRow) if field.name != "call_id")
_ANSWER = _update_of("answered_at")
_END = _update_of("ended_at", "state", "cause", "ended_by", "dtmf_methods", "recording")
EVENT_COLUMNS = (call_event.c.call, call_event.c.seq, call_event.c.at, call_event.c.type, call_event.c.data)


class CallLog:
    """The calls of an installation; `node` is the name under which this process opens them."""

    def __init__(self, database: Database, node: str) -> None:
        self._database = database
        self._node = node

    async def write(self, rows: Sequence[CallRow]) -> int:
        """Writes all rows in one transaction, in any order; rows that are written already change nothing.

        Returns how many were left out because their call was never opened. Raises Unavailable, and ValueError for a
        row that the database cannot hold.
        """
        return await to_its_end(self._database.writing(partial(_write, node=self._node, rows=rows)))

    async def interrupt_open(self, at: datetime) -> int:
        """Close what this node left open when it stopped, with an event `interrupted`; returns how many calls.

        Where the clock was set back meanwhile, they end with what was last heard of them.
        """
        last_seq = select(func.max(call_event.c.seq)).where(call_event.c.call == call.c.id).scalar_subquery()
        last_at = select(func.max(call_event.c.at)).where(call_event.c.call == call.c.id).scalar_subquery()
        columns = (call.c.id, call.c.started_at, last_seq.label("seq"), last_at.label("last_at"))
        left_open = select(*columns).where(call.c.node == self._node, call.c.state == "open")

        def close(connection: Connection) -> int:
            rows = connection.execute(left_open).all()
            ends = {row.id: max(at, row.started_at, row.last_at or at) for row in rows}
            next_seqs = {row.id: 0 if row.seq is None else row.seq + 1 for row in rows}
            events = [EventRow.of(call_id, next_seqs[call_id], Interrupted(at=end)) for call_id, end in ends.items()]
            _insert_events(connection, events)
            ended = [EndedRow(call_id, end, "interrupted", "interrupted", "system") for call_id, end in ends.items()]
            _update_calls(connection, _END, map(_end_values, ended))
            return len(rows)

        return await to_its_end(self._database.writing(close))

    async def page(
        self, tenant: int, *, limit: int, before: str | None = None, wanted: CallFilter = ALL_CALLS, skip: int = 0
    ) -> list[CallRecord]:
        """The calls that came in last, newest first, without the first `skip`; those that came before the call
        `before`. Raises NotFound.
        """
        async with self._database.read() as connection:
            last = None if before is None else await _find(connection, tenant, before)
            query = calls_found(tenant, wanted, before=last, limit=limit).offset(skip or None)
            return [call_record(row) for row in await connection.execute(query)]

    async def get(self, tenant: int, call_id: str) -> tuple[CallRecord, list[EventRow]]:
        """One call with its events in order. Raises NotFound."""
        query = select(*EVENT_COLUMNS).where(call_event.c.call == call_id).order_by(call_event.c.seq)
        async with self._database.read() as connection:
            record = call_record(await _find(connection, tenant, call_id))
            events = [event_row(row) for row in await connection.execute(query)]
        return record, events

    async def records(self, tenant: int, ids: Sequence[str]) -> list[CallRecord]:
        """Those of these calls that there are, without their events. Raises Unavailable."""
        query = select(*RECORD_COLUMNS).where(call.c.tenant == tenant, call.c.id.in_(ids))
        async with self._database.read() as connection:
            return [call_record(row) for row in await connection.execute(query)] if ids else []

    async def count(self, tenant: int, wanted: CallFilter) -> int:
        """How many calls there are that match."""
        found = calls_found(tenant, wanted, before=None, limit=MAX_ID).order_by(None).with_only_columns(call.c.position)
        async with self._database.read() as connection:
            return await connection.scalar(select(func.count()).select_from(found.subquery())) or 0

    async def events_of(self, calls: Sequence[str]) -> Mapping[str, list[EventRow]]:
        """The events of each of these calls, in order."""
        found: dict[str, list[EventRow]] = {id: [] for id in calls}
        query = select(*EVENT_COLUMNS).where(call_event.c.call.in_(calls)).order_by(call_event.c.call, call_event.c.seq)
        async with self._database.read() as connection:
            for row in await connection.execute(query):
                found[row.call].append(event_row(row))
        return found

    async def events(self, call_id: str, *, after: int, before: int) -> list[EventRow]:
        """The events of a call whose `seq` lies between both, in order. Raises Unavailable."""
        between = (call_event.c.seq > after) & (call_event.c.seq < before)
        query = select(*EVENT_COLUMNS).where(call_event.c.call == call_id, between).order_by(call_event.c.seq)
        async with self._database.read() as connection:
            return [event_row(row) for row in await connection.execute(query)]

    async def id_of(self, tenant: int, beginning: str) -> str:
        """The id of the one call whose id begins so. Raises NotFound, and Invalid when there are several."""
        query = select(call.c.id).where(call.c.tenant == tenant, call.c.id.startswith(beginning, autoescape=True))
        async with self._database.read() as connection:
            found = (await connection.scalars(query.order_by(call.c.id).limit(2))).all()
        if not beginning or not found:
            raise errors.NotFound("call", beginning)
        if len(found) > 1 and found[0] != beginning:
            raise errors.Invalid("call", f"several calls begin with {beginning}", rule="ambiguous")
        return str(found[0])


async def _find(connection: AsyncConnection, tenant: int, call_id: str) -> Row[Any]:
    row = (await connection.execute(select(call).where(call.c.tenant == tenant, call.c.id == call_id))).one_or_none()
    if row is None:
        raise errors.NotFound("call", call_id)
    return row


# Batches are written by functions that run in one go in the thread of the database, each statement once with all its
# rows: to prepare statements, and to change threads for each, once took a fifth of what a call costs.


def _write(connection: Connection, node: str, rows: Sequence[CallRow]) -> int:
    """Returns how many rows were left out."""
    _insert_calls(connection, node, [row for row in rows if isinstance(row, OpenedRow)])
    # A call whose beginning was dropped has no row, which the foreign key of its events needs.
    known = _known(connection, {row.call_id for row in rows})
    accepted = [row for row in rows if row.call_id in known]
    _insert_events(connection, [row for row in accepted if isinstance(row, EventRow)])
    _update_calls(connection, _ANSWER, [_answer_values(row) for row in accepted if isinstance(row, AnsweredRow)])
    _update_calls(connection, _END, [_end_values(row) for row in accepted if isinstance(row, EndedRow)])
    return len(rows) - len(accepted)


def _insert_calls(connection: Connection, node: str, calls: Sequence[OpenedRow]) -> None:
    empty = {"node": node, "state": "open", "cause": "", "ended_by": "", "dtmf_methods": "", "recording": ""}
    if calls:
        connection.execute(_insert_new(connection, call), [empty | _start_values(row) for row in calls])


def _start_values(row: OpenedRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _STARTED}
    return {"id": row.call_id, **values}


def _insert_events(connection: Connection, rows: Sequence[EventRow]) -> None:
    """Inserts the events that are not there yet, and the notices that they give rise to."""
    if not rows:
        return
    # As late as possible: whoever holds it keeps all other writers of events waiting.
    locks.call_events(connection)
    values = [{"call": row.call_id, "seq": row.seq, "at": row.at, "type": row.type, "data": row.data} for row in rows]
    insertion = _insert_new(connection, call_event)
    if audiences := audiences_of(connection, rows):
        written = connection.execute(insertion.returning(*_WRITTEN), values)
        positions = {(one.call, one.seq): one.position for one in written}
        placed = [(positions.get((row.call_id, row.seq)), row) for row in rows]
        new = [Written(position, row) for position, row in placed if position is not None]
        put_notices(connection, audiences, new)
    else:
        connection.execute(insertion, values)
    locks.notify_now(connection, locks.CALL_EVENTS)


def _insert_new(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Rows that are there already stay: a write whose answer was lost is repeated."""
    return insert_into(connection, table).on_conflict_do_nothing()


def _known(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    return frozenset(connection.scalars(select(call.c.id).where(call.c.id.in_(sorted(ids)))))


def _update_calls(connection: Connection, statement: Update, values: Iterable[dict[str, Any]]) -> None:
    if rows := list(values):
        connection.execute(statement, rows)


def _answer_values(row: AnsweredRow) -> dict[str, Any]:
    return {"of": row.call_id, "answered_at": row.at}


def _end_values(row: EndedRow) -> dict[str, Any]:
    return {
        "of": row.call_id,
        "ended_at": row.at,
        "state": row.state,
        "cause": row.cause,
        "ended_by": row.ended_by,
        "dtmf_methods": ",".join(row.dtmf_methods),
        "recording": row.recording,
    }


def event_row(row: Row[Any]) -> EventRow:
    """Makes an event from a row that has at least EVENT_COLUMNS."""
    return EventRow(row.call, row.seq, row.at, row.type, row.data)


def call_record(row: Row[Any]) -> CallRecord:
    """Makes a record from a row that has at least RECORD_COLUMNS."""
    values = {field.name: row._mapping[field.name] for field in fields(CallRecord)}
    return CallRecord(**values | {"dtmf_methods": tuple(filter(None, row.dtmf_methods.split(",")))})
