"""The configurations of the tenants that were asked for last."""

from collections import OrderedDict

from switchboard.model.configuration import Configuration
from switchboard.store.db.database import Database
from switchboard.store.documents.changes import ConfigurationCache

_TENANTS = 8


class Configurations:
    """Of these tenants only what has changed is read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._caches: OrderedDict[int, ConfigurationCache] = OrderedDict()

    async def current(self, tenant: int) -> Configuration:
        """As it is now. Raises Unavailable."""
        cache = self._caches.pop(tenant, None) or ConfigurationCache(self._database, tenant)
        self._caches[tenant] = cache
        while len(self._caches) > _TENANTS:
            self._caches.popitem(last=False)
        return await cache.current()
