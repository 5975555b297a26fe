"""The configuration of a tenant as calls read it: kept in memory, checked against the database at every use."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change, last_change_seen_by
from switchboard.store.db.tables import change
from switchboard.store.documents import objects


class ConfigurationCache:
    """The configuration of one tenant. A `current` that begins after a write was answered contains it."""

    def __init__(self, database: Database, tenant: int) -> None:
        self._database = database
        self._tenant = tenant
        self._seq = -1
        self._configuration = Configuration.of(())

    @property
    def last(self) -> Configuration:
        """As it was last read; empty before."""
        return self._configuration

    def take(self, seq: int, configuration: Configuration) -> None:
        """Begin with what was read at that change."""
        if seq > self._seq:
            self._seq, self._configuration = seq, configuration

    async def current(self) -> Configuration:
        """Returns the current state.

        Without changes this costs one look at the database; otherwise only the changes are read. Raises Unavailable.
        """
        if await last_change(self._database, self._tenant) == self._seq:
            return self._configuration
        async with self._database.read() as connection:
            known, configuration = self._seq, self._configuration
            seq = await connection.run_sync(last_change_seen_by, self._tenant)
            if seq == known:
                return configuration
            if known < 0 or seq < known or not await self._is_ours(connection, known):
                seq, everything = await objects.snapshot(connection, self._tenant)
                configuration = Configuration.of(everything)
            else:
                new, gone = await self._changed_since(connection, known)
                configuration = configuration.changed(new, gone)
        # Another `current` may have read meanwhile, and more.
        if seq > self._seq or self._seq == known:
            self._seq, self._configuration = seq, configuration
        return configuration

    async def _is_ours(self, connection: AsyncConnection, seq: int) -> bool:
        """Whether the change is the tenant's. Tenant ids may be reused, so it could belong to a former tenant."""
        query = select(change.c.seq).where(change.c.tenant == self._tenant, change.c.seq == seq)
        return await connection.scalar(query) is not None

    async def _changed_since(self, connection: AsyncConnection, seq: int) -> tuple[list[Stored[Document]], list[int]]:
        """Objects created or replaced after that change, and the ids of those deleted."""
        query = select(change.c.object).distinct().where(change.c.tenant == self._tenant, change.c.seq > seq)
        ids = list((await connection.scalars(query)).all())
        found = await objects.fetch_many(connection, self._tenant, Document, ids)
        return list(found.values()), [id for id in ids if id not in found]
