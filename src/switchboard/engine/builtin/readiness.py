"""Whether calls can be taken here: who asks so by OPTIONS chooses where to send them."""

import asyncio

from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.builtin.tenancy import Tenancy
from switchboard.errors import Unavailable

FRESH_S = 1.0
"""How old an answer of the database may be: a stranger who asks all the time asks it no more often than that."""
PATIENCE_S = 1.0
"""How long the database may take. Whoever asks us waits about two seconds."""


class Readiness:
    """Asks the database and the media workers, only when somebody wants to know."""

    def __init__(self, pool: MediaPool, tenancy: Tenancy) -> None:
        self._pool = pool
        self._tenancy = tenancy
        self._looking: asyncio.Task[bool] | None = None
        self._looked_s = 0.0

    async def ready(self) -> bool:
        """Whether a media worker is there, and the database answers."""
        if not self._pool.is_connected:
            return False
        now_s = asyncio.get_running_loop().time()
        if self._looking is None or (self._looking.done() and now_s - self._looked_s >= FRESH_S):
            self._looking, self._looked_s = asyncio.create_task(self._look(), name="readiness"), now_s
        await asyncio.wait({self._looking}, timeout=PATIENCE_S)
        return self._looking.done() and self._looking.result()

    async def _look(self) -> bool:
        try:
            await self._tenancy.current()
        except Unavailable:
            return False
        return True

    async def close(self) -> None:
        """Ask nobody any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
