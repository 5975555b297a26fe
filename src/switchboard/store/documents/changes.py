"""The configuration as calls read it: kept in memory, checked against the database at every use."""

import sqlite3

from switchboard.model.configuration import Configuration
from switchboard.store.db.database import Database
from switchboard.store.documents import objects


async def last_change(database: Database, tenant: int) -> int:
    """The highest `change.seq` of a tenant, 0 before the first: while it stays, so does the configuration."""
    ((seq,),) = await database.look("SELECT max(seq) FROM change WHERE tenant = :tenant", tenant=tenant)
    return seq or 0


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

    async def current(self) -> Configuration:
        """One short statement when nothing has changed; else only what has changed is read. Raises Unavailable."""
        if self._is_fresh():
            return self._configuration
        async with self._database.read() as connection:
            known, configuration = self._seq, self._configuration
            seq = await objects.last_change(connection, self._tenant)
            if seq == known:
                return configuration
            if known < 0 or seq < known or not await objects.has_change(connection, self._tenant, known):
                seq, everything = await objects.snapshot(connection, self._tenant)
                configuration = Configuration.of(everything)
            else:
                new, gone = await objects.changed_since(connection, self._tenant, known)
                configuration = configuration.changed(new, gone)
        if seq > self._seq or self._seq == known:
            self._seq, self._configuration = seq, configuration
        return configuration

    def _is_fresh(self) -> bool:
        """Whether SQLite says at a glance that nothing has changed. Every call asks this."""
        glance = self._database.glance
        if glance is None or self._seq < 0:
            return False
        try:
            newest = glance.row("SELECT seq FROM change WHERE tenant = ? ORDER BY seq DESC LIMIT 1", self._tenant)
        except sqlite3.Error:
            return False
        return newest == (self._seq,) or (newest is None and self._seq == 0)
