"""The configuration of every tenant as calls read it, and which SIP domain is whose."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.tenant import sip_domain
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change_of_anybody
from switchboard.store.db.tables import change
from switchboard.store.db.wakeup import watch
from switchboard.store.documents.changes import ConfigurationCache
from switchboard.store.documents.objects import of_all_tenants
from switchboard.store.tenants import Tenant, Tenants


class Configurations:
    """One cache a tenant. A `current` that begins after a write was answered contains it, also in a new tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tenants = Tenants(database)
        self._rows: Sequence[Sequence[Any]] = ()
        self._known: Mapping[int, Tenant] = {}
        self._caches: dict[int, ConfigurationCache] = {}
        self._seq = -1
        self._all: Mapping[int, Configuration] = {}

    @property
    def last(self) -> Mapping[int, Configuration]:
        """The configurations by tenant, as they were last read; another mapping after every change."""
        return self._all

    async def current(self) -> Mapping[int, Configuration]:
        """The configurations by tenant, as they are now: one glance or statement if nothing has changed.

        Raises Unavailable.
        """
        known, newest = self._seq, await last_change_of_anybody(self._database)
        if newest != known:
            await self._read_tenants()
            if known < 0:
                await self._read_everything()
            for cache in await self._changed_since(known if 0 <= known < newest else -1):
                await cache.current()
            self._publish()
            if newest > self._seq or self._seq == known:
                self._seq = newest
        return self._all

    async def owner(self, host: str) -> int | None:
        """The tenant whose SIP domain a host is, as last known while the database is away; None for an unknown host."""
        try:
            tenant = await self._tenants.by_domain(host)
        except Unavailable:
            domain = sip_domain(host)
            return next((known.id for known in self._known.values() if known.sip_domain == domain != ""), None)
        return None if tenant is None else tenant.id

    def domain(self, tenant: int) -> str:
        """The SIP domain of a tenant, as it was last read; "" without one."""
        return self._known[tenant].sip_domain if tenant in self._known else ""

    async def wait_for_change(self, seen: Mapping[int, Configuration]) -> None:
        """Return when objects or tenants differ from what a `current` gave; cancel to stop. Raises Unavailable."""
        async with watch(self._database) as changes:
            while not await self._differs(seen):
                await changes.wait()
        await self._read_tenants()
        self._publish()

    async def _differs(self, seen: Mapping[int, Configuration]) -> bool:
        if await last_change_of_anybody(self._database) != self._seq or await self._tenants.rows() != self._rows:
            return True
        # A call may have read the change before the watch saw it.
        return self._all is not seen

    async def _read_tenants(self) -> None:
        self._rows = await self._tenants.rows()
        self._known = {row[0]: Tenant(*row) for row in self._rows}
        for gone in self._caches.keys() - self._known.keys():
            del self._caches[gone]
        for new in self._known.keys() - self._caches.keys():
            self._caches[new] = ConfigurationCache(self._database, new)

    async def _read_everything(self) -> None:
        """What caches then find changed, they read themselves."""
        for tenant, (seq, objects) in (await self._database.reading(of_all_tenants)).items():
            if tenant in self._caches:
                self._caches[tenant].take(seq, Configuration.of(objects))

    def _publish(self) -> None:
        self._all = {tenant: cache.last for tenant, cache in self._caches.items()}

    async def _changed_since(self, seq: int) -> list[ConfigurationCache]:
        """The caches of the tenants that wrote after that change; all of them with -1."""
        if seq < 0:
            return list(self._caches.values())
        async with self._database.read() as connection:
            written = await connection.scalars(select(change.c.tenant).distinct().where(change.c.seq > seq))
            return [self._caches[tenant] for tenant in written if tenant in self._caches]
