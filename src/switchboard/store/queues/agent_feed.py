"""What agents do while they do it: one task looks for new changes, and whoever listens reads them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from switchboard import errors
from switchboard.store.calls.feed import MOST_LISTENERS, FeedEnded
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.locks import QUEUES
from switchboard.store.db.wakeup import follow
from switchboard.store.queues import agent_changes
from switchboard.store.queues.agent_changes import KeptChange

PAGE = 200


class AgentSubscription:
    """The changes of one tenant's agents after `position`, which is the id of a change."""

    def __init__(self, feed: "AgentFeed", tenant: int, position: int) -> None:
        self._feed = feed
        self._tenant = tenant
        self._position = position

    async def next(self, timeout_s: float) -> list[KeptChange]:
        """Returns changes in order; an empty list after `timeout_s` without any. Raises FeedEnded, Unavailable."""
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    woken = self._feed.woken
                    if found := await to_its_end(self._feed.after(self._tenant, self._position)):
                        self._position = found[-1].id
                        return found
                    await woken.wait()
        except TimeoutError:
            return []


class AgentFeed:
    """The changes of all agents for any number of listeners. It follows the database only while somebody listens."""

    def __init__(self, database: Database, most_listeners: int = MOST_LISTENERS) -> None:
        self.woken = asyncio.Event()
        self._database = database
        self._most_listeners = most_listeners
        self._listeners = 0
        self._closed = False
        self._newest = 0
        self._follower: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def subscribe(self, tenant: int, after: int | None = None) -> AsyncIterator[AgentSubscription]:
        """Changes after the one with that id; None means from now on.

        Raises LimitReached, Unavailable, and Invalid for an id that no change has had yet.
        """
        if self._listeners >= self._most_listeners:
            raise errors.LimitReached("listeners at once", self._most_listeners)
        newest = await self._last()
        if after is not None and not 0 <= after <= newest:
            raise errors.Invalid("position", "no change has had it yet")
        self._listeners += 1
        if self._follower is None:
            self._newest = newest
            following = follow(self._database, QUEUES, self._look, "agent feed")
            self._follower = asyncio.create_task(following, name="agent-feed")
        try:
            yield AgentSubscription(self, tenant, newest if after is None else after)
        finally:
            self._listeners -= 1
            if not self._listeners:
                await self._stop()

    async def after(self, tenant: int, position: int) -> list[KeptChange]:
        """The changes of a tenant after that one. Raises FeedEnded, Unavailable."""
        if self._closed:
            raise FeedEnded("stopping")
        return await agent_changes.after(self._database, tenant, position, PAGE)

    def close(self) -> None:
        """End all subscriptions, because the process stops."""
        self._closed = True
        self._wake()

    async def _stop(self) -> None:
        follower, self._follower = self._follower, None
        if follower is not None:
            follower.cancel()
            await asyncio.wait([follower])

    async def _look(self) -> None:
        """Most changes of books are none of what agents do."""
        if (newest := await self._last()) != self._newest:
            self._newest = newest
            self._wake()

    async def _last(self) -> int:
        rows = await self._database.look("SELECT max(id) FROM agent_change")
        return rows[0][0] or 0

    def _wake(self) -> None:
        woken, self.woken = self.woken, asyncio.Event()
        woken.set()
