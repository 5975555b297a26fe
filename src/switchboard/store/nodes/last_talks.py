"""When extensions last talked, for all machines that share a database. For PostgreSQL alone.

Ring groups ask for it that ring whoever has talked longest ago first.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.errors import Unavailable
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import last_talk
from switchboard.store.nodes.heartbeat import database_now

log = structlog.get_logger()


class LastTalks:
    """The table `last_talk`. No call waits for what it notes; what is noted while the database is away is lost to other
    machines.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._noted: set[int] = set()
        self._writing: asyncio.Task[None] | None = None

    def note(self, extension: int) -> None:
        """The extension (its id) talks now."""
        self._noted.add(extension)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="last-talks")

    async def at(self, extensions: Collection[int]) -> Mapping[int, datetime]:
        """When those of them that ever talked last did. Raises Unavailable."""
        await self.written()
        query = select(last_talk).where(last_talk.c.extension.in_(extensions))
        async with self._database.read() as connection:
            return {row.extension: row.at for row in await connection.execute(query)}

    async def written(self) -> None:
        """Wait until what was noted is in the table, or lost."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

    async def _write(self) -> None:
        """As many at once as there are by then."""
        while self._noted:
            noted, self._noted = self._noted, set()
            try:
                await self._database.writing(partial(self._put, noted))
            except Unavailable:
                log.warning("when extensions last talked is not known to other machines", extensions=len(noted))
        self._writing = None

    def _put(self, extensions: Collection[int], connection: Connection) -> None:
        at = database_now(connection, self._clock)
        for extension in sorted(extensions):  # in one order on all machines: no deadlock
            row = insert_into(connection, last_talk).values(extension=extension, at=at)
            connection.execute(row.on_conflict_do_update(index_elements=["extension"], set_={"at": at}))
