"""The api process: the faces of the API over HTTP."""

import socket

import uvicorn

from switchboard.api.asgi import create_api
from switchboard.api.common import ApiServices
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.installation import installation
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
        )
        await _ReadyServer(config).serve()


class _ReadyServer(uvicorn.Server):
    """Tells the supervisor when it listens."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        tell_ready()
