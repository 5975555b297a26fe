"""API dial plans for calls: the servers are asked over HTTP in the vendor's form, and recordings come from the web."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from switchboard import errors
from switchboard.config import Settings
from switchboard.engine.port import Audio
from switchboard.model.api_dialplan import OF_DIALPLAN, ApiDialplan, DialplanAnswer, DialplanQuestion
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.processes.playable import PlayableMessages

if TYPE_CHECKING:
    pass

FETCH_S = 10.0
"""How long a recording may take to come, with all redirects: the caller waits in silence."""


class DialplanWeb:
    """What all calls of a process share: who asks, and who fetches. Made in a thread: it loads HTTP."""

    def __init__(self, settings: Settings) -> None:
        from switchboard.api.servetel import dialplan
        from switchboard.outbound.asking import WebAsker
        from switchboard.outbound.fetch import Fetcher

        hosts = settings.outbound.private_hosts
        self.told = dialplan.told
        self.understood = dialplan.understood
        self.asker: WebAsker = WebAsker(hosts)
        self.fetcher: Fetcher = Fetcher(hosts, settings.limits.upload_bytes, FETCH_S)


class CallDialplans:
    """The dial plans of one call, as its configuration has them."""

    def __init__(
        self,
        configuration: Configuration,
        secret_of: Callable[[int, str], Awaitable[str | None]],
        web: Callable[[], DialplanWeb],
        playable: PlayableMessages,
    ) -> None:
        self._configuration = configuration
        self._secret_of = secret_of
        self._web = web
        self._playable = playable

    async def ask(self, plan: Stored[ApiDialplan], question: DialplanQuestion) -> DialplanAnswer:
        """As `DialplanAsker`."""
        web = await asyncio.to_thread(self._web)
        told = web.told(question, self._configuration)
        try:
            reply = await web.asker.ask(plan.document, told, partial(self._secret_of, plan.id, OF_DIALPLAN))
        except errors.SwitchboardError as error:
            return DialplanAnswer(outcome=str(error))
        return web.understood(reply.status, reply.body, self._configuration)

    @asynccontextmanager
    async def sound(self, url: str) -> AsyncIterator[Audio | None]:
        """As `DialplanAsker`."""
        web = await asyncio.to_thread(self._web)
        try:
            data = await web.fetcher.get(url)
        except errors.SwitchboardError:
            yield None
            return
        async with self._playable.foreign(data) as audio:
            yield audio
