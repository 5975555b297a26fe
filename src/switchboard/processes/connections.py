"""HTTP connections within bounds: strangers can neither hold many open nor take for ever to ask, and who speaks no HTTP
is answered in the form that the others are."""

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.http11 import Request as Handshake
from websockets.server import ServerProtocol

from switchboard.api.malformed import malformed
from switchboard.config import ApiSettings
from switchboard.processes.places import Place, Places

TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
LONGEST_HEAD = 16384
FIRST_LINE = 2048
"""Bytes of a head in which we look for what it is about."""
LINGER_S = 2.0
"""Closed at once, a connection whose peer still sends would be reset, and the answer lost on the way."""


class RememberingConnection(h11.Connection):
    """Knows what the request is for that is read just now, even if no more of it can be.

    Refuses what h11 takes and no origin server serves: another version than 1.x, CONNECT (RFC 9110 §9.3.6), and a body
    that has both a length and a transfer coding (RFC 9112 §6.1), which a proxy in front may read as two requests.
    """

    def __init__(self) -> None:
        super().__init__(h11.SERVER, LONGEST_HEAD)
        self._begun = b""

    @property
    def method(self) -> bytes:
        """The first word of the first line."""
        return self._word(0)

    @property
    def target(self) -> str:
        """The second word of the first line, as far as it came; that of CONNECT is no path."""
        return "" if self.method == b"CONNECT" else self._word(1).decode("latin-1")

    def next_event(self) -> Any:
        if self.their_state is h11.IDLE and len(self._begun) < FIRST_LINE:
            self._begun = self.trailing_data[0][:FIRST_LINE]
        event = super().next_event()
        if isinstance(event, h11.Request) and not _is_served(event):
            raise h11.RemoteProtocolError("a request of a kind that is not served")
        return event

    def start_next_cycle(self) -> None:
        super().start_next_cycle()
        self._begun = b""

    def _word(self, index: int) -> bytes:
        words = self._begun.lstrip(b"\r\n").partition(b"\n")[0].split()
        return words[index] if index < len(words) else b""


def _is_served(request: h11.Request) -> bool:
    names = {name for name, _ in request.headers}
    return (
        request.http_version.startswith(b"1.")
        and request.method != b"CONNECT"
        and not {b"content-length", b"transfer-encoding"} <= names
    )


def opens_websocket(request: h11.Request) -> bool:
    """Whether uvicorn's protocol for WebSockets will answer 101 to it, or ask the application.

    Where it cannot read a handshake (another method, a body, too many headers) it says nothing and never closes.
    """
    trial = ServerProtocol(extensions=[ServerPerMessageDeflateFactory()])
    head = [request.method + b" " + request.target + b" HTTP/1.1", *(b": ".join(pair) for pair in request.headers)]
    trial.receive_data(b"\r\n".join((*head, b"", b"")))
    handshakes = [event for event in trial.events_received() if isinstance(event, Handshake)]
    return bool(handshakes) and trial.accept(handshakes[0]).status_code == HTTPStatus.SWITCHING_PROTOCOLS


class CountedWebSocket(WebSocketsSansIOProtocol):
    """Tells `on_lost` when it ends."""

    def __init__(self, *arguments: Any, on_lost: Callable[[], None], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._on_lost = on_lost

    def connection_lost(self, exc: Exception | None) -> None:
        self._on_lost()
        super().connection_lost(exc)


def _phrase(status: int) -> bytes:
    return HTTPStatus(status).phrase.encode()


class BoundedProtocol(H11Protocol):
    """Counts the connections of each network, and closes those whose requests do not come."""

    _settings: ClassVar[ApiSettings]
    _places: ClassVar[Places]
    """Shared by all connections of a server."""
    place: Place | None = None
    """Where whoever accepted the connection has counted it, it is not counted again."""
    _deadline: asyncio.TimerHandle | None = None
    _ended = False
    """No further request is read here: one was refused, or the connection is a WebSocket's from now on."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.conn = RememberingConnection()
        self.ws_protocol_class = cast(type[asyncio.Protocol], partial(CountedWebSocket, on_lost=self._leave))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self.place = self.place or self._places.take(self.client[0] if self.client else "")
        if self.place is None:
            transport.write(TOO_MANY)
            transport.close()
        else:
            self._expect()

    def data_received(self, data: bytes) -> None:
        if self._ended:
            return
        super().data_received(data)
        if self._awaits_more():
            self._expect()
        else:
            self._rest()

    def send_400_response(self, msg: str) -> None:
        """Instead of uvicorn's plain text. Whatever waits for the rest of a body hears that it will not come."""
        self._ended = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._refuse()
            if self.transport.can_write_eof():
                self.transport.write_eof()
            self.loop.call_later(LINGER_S, self.transport.close)
        else:
            self.transport.close()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        if opens_websocket(event):
            self._ended = True
            super().handle_websocket_upgrade(event)
        else:
            self.send_400_response("")

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def _awaits_more(self) -> bool:
        """Whether what was read is not the whole of a request."""
        cycle = self.cycle
        return not self._ended and (cycle is None or cycle.response_complete or cycle.more_body)

    def _refuse(self) -> None:
        assert isinstance(self.conn, RememberingConnection)
        response = malformed(self.conn.target)
        headers = [*self.server_state.default_headers, *response.raw_headers, (b"connection", b"close")]
        head = h11.Response(status_code=response.status_code, headers=headers, reason=_phrase(response.status_code))
        body = [] if self.conn.method == b"HEAD" else [h11.Data(data=bytes(response.body))]
        for event in (head, *body, h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._settings.request_timeout_s, self.transport.close)

    def _rest(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _leave(self) -> None:
        self._rest()
        if self.place is not None:
            self.place.leave()


def bounded(settings: ApiSettings, places: Places | None = None) -> type[BoundedProtocol]:
    """A protocol for uvicorn that counts the connections of each address, of IPv6 of each /64, and closes those whose
    requests do not come. `places` are shared with whoever accepts them.

    A request must be there, with its body, `request_timeout_s` after the connection or after its first byte.
    """

    class OfThisServer(BoundedProtocol):
        _settings = settings
        _places = places or Places(settings.connections_per_address)

    return OfThisServer
