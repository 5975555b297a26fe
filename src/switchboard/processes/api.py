"""The api process: the faces of the API over HTTP."""

import socket

import uvicorn

from switchboard.api.asgi import LONGEST_MESSAGE, WEBSOCKETS, create_api
from switchboard.api.common import ApiServices
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.store.call_feed import CallFeed
from switchboard.store.repository import Repository
from switchboard.supervisor import tell_ready


async def run_api(settings: Settings) -> None:
    """Serve until SIGTERM."""
    async with installation(settings) as opened:
        services = ApiServices(
            database=opened.database,
            settings=settings,
            credentials=opened.credentials,
            clock=SystemClock(),
            repository=lambda tenant: Repository(opened.database, tenant),
            prompts=opened.library,
            feed=CallFeed(opened.database),
        )
        config = uvicorn.Config(
            create_api(services),
            host=settings.api.host,
            port=settings.api.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
            ws=WEBSOCKETS,
            ws_max_size=LONGEST_MESSAGE,
        )
        await _Server(config, services.feed).serve()


class _Server(uvicorn.Server):
    """Tells the supervisor when it listens, and ends the streams, which would go on for ever, when it stops."""

    def __init__(self, config: uvicorn.Config, feed: CallFeed) -> None:
        super().__init__(config)
        self._feed = feed

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        tell_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._feed.close()
        await super().shutdown(sockets)
