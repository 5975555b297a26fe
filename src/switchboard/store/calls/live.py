"""The calls that go on, each with where its caller is, as one picture for all who look."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.call.record import CallRecord, EventRow
from switchboard.call.whereabouts import MATTER, Where, moved
from switchboard.store.calls.finding import IS_OPEN
from switchboard.store.calls.log import EVENT_COLUMNS, RECORD_COLUMNS, call_record, event_row
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event

MOST_NEWS = 5000
"""Events since the last look that are followed; after more of them the calls are read anew."""


@dataclass(frozen=True, slots=True)
class LiveCalls:
    """The open calls of a tenant, oldest first, and where their callers are, by id of the call, after the event at
    `position`: a stream of events goes on from there without a gap.
    """

    position: int
    calls: tuple[CallRecord, ...] = ()
    where: Mapping[str, Where] = field(default_factory=dict)


class LiveBoard:
    """Reads only what is new since somebody looked last, however many look."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self._begun = self._read = 0
        self._position = 0
        self._where: dict[str, Where | None] = {}
        self._boards: dict[int, LiveCalls] = {}

    async def look(self, tenant: int) -> LiveCalls:
        """As it is now. Raises Unavailable. All who have come while somebody read share the next reading."""
        wanted = self._begun + 1
        async with self._turn:
            if self._read < wanted:
                self._begun += 1
                await self._refresh()
                self._read = self._begun
            return self._boards.get(tenant, LiveCalls(self._position))

    async def _refresh(self) -> None:
        async with self._database.read() as connection:
            newest = await connection.scalar(select(func.max(call_event.c.position))) or 0
            rows = await connection.execute(select(*RECORD_COLUMNS).where(IS_OPEN).order_by(call.c.position))
            opened = [call_record(row) for row in rows]
            self._where = await self._moved(connection, {one.id for one in opened}, newest)
        self._position = newest
        self._boards = _boards(opened, self._where, newest)

    async def _moved(self, connection: AsyncConnection, ids: set[str], newest: int) -> dict[str, Where | None]:
        """Where the callers of these calls are; nothing is kept of a look that fails."""
        follows = newest - self._position <= MOST_NEWS
        where = {id: self._where[id] for id in ids & self._where.keys()} if follows else {}
        if where and newest > self._position:
            await _follow(connection, where, call_event.c.position > self._position)
        unknown = dict.fromkeys(ids - where.keys())
        if unknown:
            await _follow(connection, unknown, call_event.c.call.in_(sorted(unknown)))
        return where | unknown


async def _follow(connection: AsyncConnection, where: dict[str, Where | None], which: ColumnElement[bool]) -> None:
    query = select(*EVENT_COLUMNS).where(which, call_event.c.type.in_(MATTER)).order_by(call_event.c.position)
    for row in await connection.execute(query):
        if row.call in where:
            where[row.call] = _moved(where[row.call], event_row(row))


def _moved(where: Where | None, row: EventRow) -> Where | None:
    try:
        return moved(where, row.event)
    except ValueError:
        return where  # An event of another version, which this one cannot read.


def _boards(opened: Iterable[CallRecord], where: Mapping[str, Where | None], position: int) -> dict[int, LiveCalls]:
    calls: dict[int, list[CallRecord]] = defaultdict(list)
    for one in opened:
        calls[one.tenant].append(one)
    return {
        tenant: LiveCalls(position, tuple(theirs), {one.id: at for one in theirs if (at := where[one.id]) is not None})
        for tenant, theirs in calls.items()
    }
