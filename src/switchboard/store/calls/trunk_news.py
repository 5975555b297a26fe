"""Webhooks are told when a trunk goes down, is refused or comes back."""

import asyncio

from pydantic import AwareDatetime

from switchboard.clock import Clock
from switchboard.errors import Unavailable
from switchboard.model.base import Frozen
from switchboard.model.messaging import Webhook
from switchboard.status import TrunkState, TrunkStatus
from switchboard.store.calls.outbox import Message, Outbox
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

RETRY_S = 5.0


class TrunkNotice(Frozen):
    """To a webhook: a trunk is in another state since then, as the machine `node` sees it."""

    trunk: int
    name: str
    state: TrunkState
    since: AwareDatetime
    reason: str
    last_status: int | None
    node: str


class TrunkNews:
    """Writes notices into the outbox. While the database is away, of each trunk the newest waits."""

    def __init__(self, database: Database, clock: Clock, node: str) -> None:
        self._database = database
        self._outbox = Outbox(database)
        self._clock = clock
        self._node = node
        self._waiting: dict[int, tuple[int, TrunkStatus]] = {}
        self._woken = asyncio.Event()

    def tell(self, tenant: int, status: TrunkStatus) -> None:
        """The trunk of that tenant is so from now on."""
        self._waiting[status.trunk] = (tenant, status)
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            for trunk, (tenant, status) in list(self._waiting.items()):
                try:
                    await self._write(tenant, status)
                except Unavailable:
                    await asyncio.sleep(RETRY_S)
                    self._woken.set()
                    break
                if self._waiting.get(trunk) == (tenant, status):
                    del self._waiting[trunk]

    async def _write(self, tenant: int, status: TrunkStatus) -> None:
        hooks = await Repository(self._database, tenant).page(Webhook)
        wanting = [hook.id for hook in hooks.items if hook.document.enabled and "trunk_state" in hook.document.events]
        notice = TrunkNotice(
            trunk=status.trunk,
            name=status.name,
            state=status.state,
            since=status.since,
            reason=status.reason,
            last_status=status.last_status,
            node=self._node,
        )
        content = notice.model_dump(mode="json")
        if wanting:
            await self._outbox.put([Message(tenant, "webhook", id, content) for id in wanting], self._clock.now())
