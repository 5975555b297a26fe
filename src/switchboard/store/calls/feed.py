"""The events of all calls as they are written: one task follows the database and hands them to all who listen."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select

from switchboard import errors
from switchboard.call.events import CallEvent
from switchboard.call.record import CallRecord, EventRow
from switchboard.store.calls.log import EVENT_COLUMNS, RECORD_COLUMNS, call_record, event_row
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.tables import call, call_event
from switchboard.store.db.wakeup import follow

PAGE = 200
CAPACITY = 1000
"""Events that may wait for a listener; one that lets more come up is cut off and may go on from its position."""

MOST_LISTENERS = 500

EndReason = Literal["too-slow", "stopping"]


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An event with its position in the one order of all events, and its call as it is known when the event is read.

    `row` is the event as it is kept, `event` the same parsed.
    """

    position: int
    call: CallRecord
    row: EventRow

    @property
    def event(self) -> CallEvent:
        """Parsed once for all listeners, and only if one asks. Raises ValueError."""
        return self.row.event


async def last_position(database: Database) -> int:
    """The position of the newest event; 0 without any event. Raises Unavailable."""
    async with database.read() as connection:
        return await connection.scalar(select(func.max(call_event.c.position))) or 0


async def read_after(
    database: Database, position: int, *, until: int | None = None, tenant: int | None = None, limit: int = PAGE
) -> list[FeedEvent]:
    """The events after `position`, of one tenant or of all. Whoever has seen one has seen all before it.

    Raises Unavailable.
    """
    columns = (call_event.c.position, *EVENT_COLUMNS, *RECORD_COLUMNS)
    query = select(*columns).join(call, call.c.id == call_event.c.call).where(call_event.c.position > position)
    if until is not None:
        query = query.where(call_event.c.position <= until)
    if tenant is not None:
        query = query.where(call.c.tenant == tenant)
    async with database.read() as connection:
        rows = await connection.execute(query.order_by(call_event.c.position).limit(limit))
        return [FeedEvent(row.position, call_record(row), event_row(row)) for row in rows]


class FeedEnded(errors.SwitchboardError):
    """A subscription has no more events; whoever was too slow may go on from its position with a new one."""

    code = "feed-ended"

    def __init__(self, reason: EndReason) -> None:
        super().__init__(reason)
        self.reason = reason


class Subscription:
    """The events of one tenant after `position`: those in the database up to `live_from`, then those that come."""

    def __init__(self, database: Database, tenant: int, position: int, live_from: int, capacity: int) -> None:
        self._database = database
        self._tenant = tenant
        self._position = position
        self._live_from = live_from
        self._capacity = capacity
        self._queue: deque[FeedEvent] = deque()
        self._woken = asyncio.Event()
        self._end: EndReason | None = None

    async def next(self, timeout_s: float) -> list[FeedEvent]:
        """Returns events in order; an empty list after `timeout_s` without any. Raises FeedEnded, Unavailable."""
        if past := await self._next_past():
            return past
        try:
            async with asyncio.timeout(timeout_s):
                await self._woken.wait()
        except TimeoutError:
            return []
        if self._end is not None:
            raise FeedEnded(self._end)
        self._woken.clear()
        found = list(self._queue)
        self._queue.clear()
        return found

    async def _next_past(self) -> list[FeedEvent]:
        """Reads a page of the events that are older than this subscription."""
        if self._position >= self._live_from or self._end is not None:
            return []
        page = read_after(self._database, self._position, until=self._live_from, tenant=self._tenant)
        found = await to_its_end(page)
        self._position = found[-1].position if found else self._live_from
        return found

    def offer(self, event: FeedEvent) -> None:
        """Queue an event of this tenant after the position. Never waits: a full queue ends the subscription."""
        if event.call.tenant != self._tenant or event.position <= self._position:
            return
        # A listener that does not read must cost neither memory nor the others' time.
        if len(self._queue) >= self._capacity:
            self.end("too-slow")
        else:
            self._queue.append(event)
            self._woken.set()

    def end(self, reason: EndReason) -> None:
        """End the subscription: `next` raises FeedEnded from now on."""
        self._end = self._end or reason
        self._queue.clear()
        self._woken.set()


class CallFeed:
    """The events of all calls for any number of listeners. It follows the database only while somebody listens."""

    def __init__(self, database: Database, capacity: int = CAPACITY, most_listeners: int = MOST_LISTENERS) -> None:
        self._database = database
        self._capacity = capacity
        self._most_listeners = most_listeners
        self._listeners: set[Subscription] = set()
        self._starting = asyncio.Lock()
        self._follower: asyncio.Task[None] | None = None
        self._position = 0

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._listeners)

    async def behind(self) -> int:
        """How many events were written and not handed on yet; 0 while nobody listens. Raises Unavailable."""
        if self._follower is None:
            return 0
        later = select(func.count()).where(call_event.c.position > self._position)
        async with self._database.read() as connection:
            return await connection.scalar(later) or 0

    @asynccontextmanager
    async def subscribe(self, tenant: int, after: int | None = None) -> AsyncIterator[Subscription]:
        """Events of a tenant after that position; None means from now on.

        Raises LimitReached, Unavailable, and Invalid for a position that no event has had yet.
        """
        if len(self._listeners) >= self._most_listeners:
            raise errors.LimitReached("listeners at once", self._most_listeners)
        if after is not None and not 0 <= after <= await last_position(self._database):
            raise errors.Invalid("position", "no event has had it yet")
        await self._start()
        # Where the follower stands: it hands on what comes later, and what lies before is read from the database.
        live_from = self._position
        subscription = Subscription(
            self._database, tenant, live_from if after is None else after, live_from, self._capacity
        )
        self._listeners.add(subscription)
        try:
            yield subscription
        finally:
            self._listeners.discard(subscription)
            if not self._listeners:
                await self._stop()

    def close(self) -> None:
        """End all subscriptions, because the process stops."""
        for listener in self._listeners:
            listener.end("stopping")

    async def _start(self) -> None:
        async with self._starting:
            if self._follower is None:
                self._position = await last_position(self._database)
                following = follow(self._database, locks.CALL_EVENTS, self._hand_on, "call feed")
                self._follower = asyncio.create_task(following, name="call-feed")

    async def _stop(self) -> None:
        follower, self._follower = self._follower, None
        if follower is not None:
            follower.cancel()
            await asyncio.wait([follower])

    async def _hand_on(self) -> None:
        while found := await to_its_end(read_after(self._database, self._position)):
            for event in found:
                for listener in self._listeners:
                    listener.offer(event)
            self._position = found[-1].position
