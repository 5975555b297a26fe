"""Looks, several times a second, how late the event loop is and how much time the media workers have left."""

import asyncio

import structlog

from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.builtin.overload import Overload
from switchboard.sip.aio.gate import Reason

LOOK_S = 0.25

log = structlog.get_logger()


class LoadWatch:
    """Tells `overload` of it, and the log when calls begin to be refused and when they are taken again."""

    def __init__(self, overload: Overload, pool: MediaPool) -> None:
        self._overload = overload
        self._pool = pool
        self._told: Reason | None = None

    async def run(self) -> None:
        """Until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due_s = loop.time() + LOOK_S
            await asyncio.sleep(LOOK_S)
            self._overload.loop_was_late(loop.time() - due_s)
            await self._pool.look()
            self._overload.media_is_full = self._pool.is_full
            self._tell(self._overload.reason)

    def _tell(self, reason: Reason | None) -> None:
        if reason is not None and self._told is None:
            log.warning("too much to do, calls are refused", reason=reason)
        elif reason is None and self._told is not None:
            log.warning("calls are taken again")
        self._told = reason
