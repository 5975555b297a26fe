"""The port of a calls process that runs alone, for probes and Prometheus: other processes have the API's for that."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from switchboard.config import Settings
from switchboard.descriptors import bound
from switchboard.status import CallsReport
from switchboard.store.db.database import Database

_log = structlog.stdlib.get_logger(__name__)


@asynccontextmanager
async def figures_port(
    settings: Settings, database: Database, report: Callable[[], Awaitable[CallsReport]]
) -> AsyncIterator[None]:
    """`metrics.port` is served in the block, if there is one. Whatever is wrong with it, calls are taken."""
    if not settings.metrics.port:
        yield
        return
    try:
        sockets = await bound(settings.metrics.host, settings.metrics.port)
    except OSError as error:
        _log.error("metrics are not served", port=settings.metrics.port, error=error.strerror)
        yield
        return
    # Loaded here, because most calls processes serve no HTTP.
    from switchboard.processes.calls_app import calls_app
    from switchboard.processes.http_server import HttpServer

    server = HttpServer(calls_app(settings, database, report), settings.api, sockets)
    serving = asyncio.create_task(server.serve(), name="figures-port")
    try:
        yield
    finally:
        server.should_exit = True
        await serving
