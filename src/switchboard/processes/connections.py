"""HTTP connections within bounds: strangers can neither hold many open nor take for ever to ask."""

import asyncio
from collections import Counter

import h11
import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

from switchboard.config import ApiSettings

log = structlog.get_logger()
TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def bounded(settings: ApiSettings) -> type[H11Protocol]:
    """A protocol for uvicorn that counts the connections of each address and closes those whose requests do not come.

    A request must be there, with its body, `request_timeout_s` after the connection or after its first byte.
    """
    open_by_address: Counter[str] = Counter()

    class BoundedProtocol(H11Protocol):
        _deadline: asyncio.TimerHandle | None = None
        _address = ""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            super().connection_made(transport)
            self._address = self.client[0] if self.client else ""
            open_by_address[self._address] += 1
            if 0 < settings.connections_per_address < open_by_address[self._address]:
                log.warning("too many connections", address=self._address)
                transport.write(TOO_MANY)
                transport.close()
            else:
                self._expect()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            cycle = self.cycle
            if cycle is None or cycle.response_complete or cycle.more_body:
                self._expect()
            else:
                self._rest()

        def handle_websocket_upgrade(self, event: h11.Request) -> None:
            self._leave()
            super().handle_websocket_upgrade(event)

        def connection_lost(self, exc: Exception | None) -> None:
            self._leave()
            super().connection_lost(exc)

        def _expect(self) -> None:
            if self._deadline is None:
                self._deadline = self.loop.call_later(settings.request_timeout_s, self.transport.close)

        def _rest(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def _leave(self) -> None:
            self._rest()
            open_by_address[self._address] -= 1
            if open_by_address[self._address] <= 0:
                del open_by_address[self._address]

    return BoundedProtocol
