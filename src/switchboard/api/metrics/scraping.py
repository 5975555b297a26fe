"""`/metrics`: who may have it, and that many who ask at once cost no more than one."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard.api.common import source_address
from switchboard.api.status import Machine
from switchboard.config import MetricsSettings
from switchboard.network_address import parse_address

_OF_PROXIES: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""Headers by which a proxy says that somebody else asks."""


class Scraping:
    """The endpoint. `measure` asks the processes of the machine."""

    def __init__(self, settings: MetricsSettings, measure: Callable[[], Awaitable[Machine]]) -> None:
        self._settings = settings
        self._measure = measure
        self._running: asyncio.Task[Response] | None = None

    async def answer(self, request: Request) -> Response:
        if not self._may(request):
            return JSONResponse({"detail": "not for this address, or not with this token"}, 403)
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._scrape(), name="scrape")
        # Whoever asked first may go away, and others wait for it too.
        return await asyncio.shield(self._running)

    async def _scrape(self) -> Response:
        machine = await self._measure()
        # In a thread: the first scrape loads the library, and each takes some milliseconds.
        return await asyncio.to_thread(_written, machine)

    def _may(self, request: Request) -> bool:
        """By the token, or because it comes from a permitted network itself. What a proxy there passes on may be from
        anybody, so that needs the token.
        """
        wanted, given = self._settings.token.get_secret_value(), request.headers.get("authorization", "")
        if wanted and hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode()):
            return True
        if any(header in request.headers for header in _OF_PROXIES):
            return False
        source = parse_address(source_address(request))
        return source is not None and any(source in network for network in self._settings.networks)


def _written(machine: Machine) -> Response:
    from switchboard.api.metrics.exposition import CONTENT_TYPE, exposition
    from switchboard.api.metrics.samples import samples

    return Response(exposition(samples(machine)), media_type=CONTENT_TYPE)
