"""The record of calls: one row a call, and the events that led it through its menus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.call.events import Interrupted
from switchboard.call.record import AnsweredRow, AudioRow, CallRecord, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.audio import write_audio
from switchboard.store.calls.finding import ALL_CALLS, CallFilter, calls_found
from switchboard.store.calls.notices import Written, audiences_of, put_notices
from switchboard.store.calls.recording_rows import recordings_began, recordings_ended
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.many import insert_new, update_by_key
from switchboard.store.db.storable import MAX_ID
from switchboard.store.db.tables import call, call_event

_WRITTEN = (call_event.c.position, call_event.c.call, call_event.c.seq)
RECORD_COLUMNS = tuple(call.c[field.name] for field in fields(CallRecord))
_OPENING = (
    *("id", "tenant", "started_at", "caller", "caller_name", "dialled", "extension", "trunk", "test"),
    *("node", "state", "cause", "ended_by", "dtmf_methods", "recording"),
)
_ANSWER = ("id", "answered_at")
_END = ("id", "ended_at", "state", "cause", "ended_by", "dtmf_methods", "recording")
_EVENT = ("call", "seq", "at", "type", "data")
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
        return await to_its_end(self._database.writing(lambda connection: interrupt_calls(connection, self._node, at)))

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


def interrupt_calls(connection: Connection, node: str, at: datetime) -> int:
    """Close what that machine left open when it died; returns how many calls."""
    last_seq = select(func.max(call_event.c.seq)).where(call_event.c.call == call.c.id).scalar_subquery()
    last_at = select(func.max(call_event.c.at)).where(call_event.c.call == call.c.id).scalar_subquery()
    columns = (call.c.id, call.c.started_at, last_seq.label("seq"), last_at.label("last_at"))
    rows = connection.execute(select(*columns).where(call.c.node == node, call.c.state == "open")).all()
    ends = {row.id: max(at, row.started_at, row.last_at or at) for row in rows}
    next_seqs = {row.id: 0 if row.seq is None else row.seq + 1 for row in rows}
    events = [EventRow.of(call_id, next_seqs[call_id], Interrupted(at=end)) for call_id, end in ends.items()]
    ended = [EndedRow(call_id, end, "interrupted", "interrupted", "system") for call_id, end in ends.items()]
    update_by_key(connection, call, _END, [_ending(row) for row in ended])
    # In the order of `_write`: whoever holds the lock of events waits for the row of no call.
    _insert_events(connection, events)
    recordings_ended(connection, ended)
    return len(rows)


async def _find(connection: AsyncConnection, tenant: int, call_id: str) -> Row[Any]:
    row = (await connection.execute(select(call).where(call.c.tenant == tenant, call.c.id == call_id))).one_or_none()
    if row is None:
        raise errors.NotFound("call", call_id)
    return row


# Batches are written by functions that run in one go in the thread of the database, each statement once with all its
# rows: to prepare statements, and to change threads for each, once took a fifth of what a call costs.


def _write(connection: Connection, node: str, rows: Sequence[CallRow]) -> int:
    """Returns how many rows were left out."""
    opened = [row for row in rows if isinstance(row, OpenedRow)]
    _open(connection, node, opened)
    # A call whose beginning was dropped has no row, which the foreign key of its events needs.
    known = {row.call_id for row in opened}
    known |= _known(connection, {row.call_id for row in rows} - known)
    accepted = [row for row in rows if row.call_id in known]
    update_by_key(
        connection, call, _ANSWER, [(row.call_id, row.at) for row in accepted if isinstance(row, AnsweredRow)]
    )
    ended = [row for row in accepted if isinstance(row, EndedRow)]
    update_by_key(connection, call, _END, [_ending(row) for row in ended])
    write_audio(connection, [row for row in accepted if isinstance(row, AudioRow)])
    # Last, because of its lock.
    _insert_events(connection, [row for row in accepted if isinstance(row, EventRow)])
    recordings_ended(connection, ended)
    return len(rows) - len(accepted)


def _open(connection: Connection, node: str, rows: Sequence[OpenedRow]) -> None:
    insert_new(connection, call, _OPENING, [(*_beginning(row), node, "open", "", "", "", "") for row in rows])


def _beginning(row: OpenedRow) -> tuple[object, ...]:
    who = (row.caller, row.caller_name, row.dialled, row.extension, row.trunk)
    return row.call_id, row.tenant, row.started_at, *who, row.test


def _insert_events(connection: Connection, rows: Sequence[EventRow]) -> None:
    """Inserts the events that are not there yet, and the notices that they give rise to."""
    if not rows:
        return
    audiences = audiences_of(connection, rows)
    locks.notify_now(connection, locks.CALL_EVENTS)
    # As late as possible: whoever holds it keeps all other writers of events waiting.
    locks.call_events(connection)
    values = [(row.call_id, row.seq, row.at, row.type, row.data) for row in rows]
    if audiences:
        insertion = insert_into(connection, call_event).on_conflict_do_nothing().returning(*_WRITTEN)
        written = connection.execute(insertion, [dict(zip(_EVENT, value, strict=True)) for value in values])
        positions = {(one.call, one.seq): one.position for one in written}
        placed = [(positions.get((row.call_id, row.seq)), row) for row in rows]
        new = [Written(position, row) for position, row in placed if position is not None]
        put_notices(connection, audiences, new)
    else:
        insert_new(connection, call_event, _EVENT, values)
    recordings_began(connection, rows)


def _known(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    wanted = sorted(ids)
    return frozenset(connection.scalars(select(call.c.id).where(call.c.id.in_(wanted))) if wanted else ())


def _ending(row: EndedRow) -> tuple[object, ...]:
    return row.call_id, row.at, row.state, row.cause, row.ended_by, ",".join(row.dtmf_methods), row.recording


def event_row(row: Row[Any]) -> EventRow:
    """Makes an event from a row that has at least EVENT_COLUMNS."""
    return EventRow(row.call, row.seq, row.at, row.type, row.data)


def call_record(row: Row[Any]) -> CallRecord:
    """Makes a record from a row that has at least RECORD_COLUMNS."""
    values = {field.name: row._mapping[field.name] for field in fields(CallRecord)}
    return CallRecord(**values | {"dtmf_methods": tuple(filter(None, row.dtmf_methods.split(",")))})
