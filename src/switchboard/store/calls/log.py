"""The record of calls: one row a call, and the events that led it through its menus."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.call.events import Interrupted
from switchboard.call.record import AnsweredRow, CallRecord, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.finding import ALL_CALLS, CallFilter, calls_found
from switchboard.store.calls.notices import Written, audiences_of, put_notices
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import call, call_event

_WRITTEN = (call_event.c.position, call_event.c.call, call_event.c.seq)
RECORD_COLUMNS = tuple(call.c[field.name] for field in fields(CallRecord))
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
        async with self._database.write() as connection:
            await _insert_calls(connection, self._node, [row for row in rows if isinstance(row, OpenedRow)])
            # A call whose beginning was dropped has no row, which the foreign key of its events needs.
            known = await _known(connection, {row.call_id for row in rows})
            accepted = [row for row in rows if row.call_id in known]
            await _insert_events(connection, [row for row in accepted if isinstance(row, EventRow)])
            for row in accepted:
                if isinstance(row, AnsweredRow):
                    await _update(connection, row.call_id, {"answered_at": row.at})
                elif isinstance(row, EndedRow):
                    await _update(connection, row.call_id, _end_values(row))
            return len(rows) - len(accepted)

    async def interrupt_open(self, at: datetime) -> int:
        """Close what this node left open when it stopped, with an event `interrupted`; returns how many calls.

        Where the clock was set back meanwhile, they end with what was last heard of them.
        """
        last_seq = select(func.max(call_event.c.seq)).where(call_event.c.call == call.c.id).scalar_subquery()
        last_at = select(func.max(call_event.c.at)).where(call_event.c.call == call.c.id).scalar_subquery()
        columns = (call.c.id, call.c.started_at, last_seq.label("seq"), last_at.label("last_at"))
        left_open = select(*columns).where(call.c.node == self._node, call.c.state == "open")
        async with self._database.write() as connection:
            rows = (await connection.execute(left_open)).all()
            ends = {row.id: max(at, row.started_at, row.last_at or at) for row in rows}
            next_seqs = {row.id: 0 if row.seq is None else row.seq + 1 for row in rows}
            events = [EventRow.of(call_id, next_seqs[call_id], Interrupted(at=end)) for call_id, end in ends.items()]
            await _insert_events(connection, events)
            for call_id, end in ends.items():
                ended = EndedRow(call_id, end, "interrupted", "interrupted", "system")
                await _update(connection, call_id, _end_values(ended))
        return len(rows)

    async def page(
        self, tenant: int, *, limit: int, before: str | None = None, wanted: CallFilter = ALL_CALLS
    ) -> list[CallRecord]:
        """The calls that came in last, newest first; those that came before the call `before`. Raises NotFound."""
        async with self._database.read() as connection:
            last = None if before is None else await _find(connection, tenant, before)
            query = calls_found(tenant, wanted, before=last, limit=limit)
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


async def _insert_calls(connection: AsyncConnection, node: str, calls: Sequence[OpenedRow]) -> None:
    empty = {"node": node, "state": "open", "cause": "", "ended_by": "", "dtmf_methods": "", "recording": ""}
    if calls:
        await connection.execute(_insert_new(connection, call), [empty | _start_values(row) for row in calls])


def _start_values(row: OpenedRow) -> dict[str, Any]:
    values = asdict(row)
    return {"id": values.pop("call_id"), **values}


async def _insert_events(connection: AsyncConnection, rows: Sequence[EventRow]) -> None:
    """Inserts the events that are not there yet, and the notices that they give rise to."""
    if not rows:
        return
    # As late as possible: whoever holds it keeps all other writers of events waiting.
    await locks.call_events(connection)
    values = [
        {"call": row.call_id, "seq": row.seq, "at": row.at, "type": row.type, "data": dict(row.data)} for row in rows
    ]
    insertion = _insert_new(connection, call_event)
    if audiences := await audiences_of(connection, rows):
        written = await connection.execute(insertion.returning(*_WRITTEN), values)
        positions = {(one.call, one.seq): one.position for one in written}
        placed = [(positions.get((row.call_id, row.seq)), row) for row in rows]
        new = [Written(position, row) for position, row in placed if position is not None]
        await put_notices(connection, audiences, new)
    else:
        await connection.execute(insertion, values)
    await locks.notify(connection, locks.CALL_EVENTS)


def _insert_new(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Rows that are there already stay: a write whose answer was lost is repeated."""
    return insert_into(connection, table).on_conflict_do_nothing()


async def _known(connection: AsyncConnection, ids: Iterable[str]) -> frozenset[str]:
    return frozenset(await connection.scalars(select(call.c.id).where(call.c.id.in_(sorted(ids)))))


async def _update(connection: AsyncConnection, call_id: str, values: dict[str, Any]) -> None:
    await connection.execute(update(call).where(call.c.id == call_id).values(values))


def _end_values(row: EndedRow) -> dict[str, Any]:
    return {
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
