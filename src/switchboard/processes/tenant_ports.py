"""What the calls of one tenant may ask, put on its store and on web servers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from switchboard.call.message import Message
from switchboard.engine.port import Audio
from switchboard.errors import NotFound, Unavailable
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.model.configuration import Configuration
from switchboard.processes.playable import PlayableMessages
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.mailboxes.drafts import DraftWriter, TenantMailboxes
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.credentials import Credentials

if TYPE_CHECKING:
    from switchboard.outbound.action_url import ActionUrlClient


@dataclass(frozen=True, slots=True)
class Outside:
    """What the calls of a tenant may ask: its secrets, and web servers."""

    tenant: int
    credentials: Credentials
    action_urls: "Callable[[], ActionUrlClient]"

    async def secret(self, object_id: int, name: str) -> str | None:
        """Raises Unavailable."""
        return await self.credentials.object_secret(self.tenant, object_id, name)

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        client = await asyncio.to_thread(self.action_urls)
        return await client.ask(ivr, action, question, self.secret)


class StoredMailboxes(TenantMailboxes):
    """The mailboxes of one tenant, with what of them can be heard."""

    def __init__(
        self,
        configuration: Configuration,
        tenant: int,
        messages: Messages,
        drafts: DraftWriter,
        blobs: Blobs,
        playable: PlayableMessages,
    ) -> None:
        super().__init__(configuration, tenant, messages, drafts)
        self.audible = playable.audible
        self._blobs = blobs
        self._playable = playable

    @asynccontextmanager
    async def sound(self, message: Message) -> AsyncIterator[Audio]:
        """Raises Unavailable."""
        try:
            wav = await self._blobs.read(message.sound)
        except NotFound as error:
            raise Unavailable("the message has no sound") from error
        async with self._playable.stored(message, wav) as audio:
            yield audio


def action_urls(private_hosts: Iterable[str]) -> "ActionUrlClient":
    """Loads HTTP and the certificates, which takes a tenth of a second: call it in a thread."""
    from switchboard.outbound.action_url import ActionUrlClient

    return ActionUrlClient(private_hosts)
