"""HTTPS at a socket: connections are counted before they cost a handshake, and who speaks without TLS is told so."""

import asyncio
import re
import socket
from collections.abc import Callable
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from switchboard.api.health import PROBES
from switchboard.descriptors import Acceptor
from switchboard.processes.certificate import Certificate
from switchboard.processes.places import Place, Places

HANDSHAKE_S: Final = 10.0
"""Within which the first byte must come, and then the handshake be done."""

SHUTDOWN_S: Final = 5.0
"""How long a peer may take to confirm that the connection ends."""

_HANDSHAKE_RECORD: Final = b"\x16"
"""The first byte of every TLS connection (RFC 8446 §5.1), and of no request in HTTP."""

_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_FOR_PEOPLE: Final = ("/", "/page", "/rest/v1/docs")

Protocols = Callable[[Place], asyncio.BaseProtocol]


class HttpsServer(Acceptor):
    """Gives each connection a protocol over TLS; one that begins otherwise gets a `plain` one without TLS."""

    def __init__(
        self, sock: socket.socket, certificate: Certificate, places: Places, secure: Protocols, plain: Protocols
    ) -> None:
        self._certificate = certificate
        self._places = places
        self._secure = secure
        self._plain = plain
        self._tasks: set[asyncio.Task[None]] = set()
        super().__init__(sock, self._arrived)

    def close(self) -> None:
        """Take no more, and give up those whose handshake is not done."""
        super().close()
        for task in self._tasks:
            task.cancel()

    def _arrived(self, connection: socket.socket, address: Any) -> None:
        place = self._places.take(address[0])
        if place is None:
            # To say more would take a handshake.
            connection.close()
            return
        task = self._loop.create_task(self._let_in(connection, place))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _let_in(self, connection: socket.socket, place: Place) -> None:
        """The protocol gives the place back, if there is ever one that is connected."""
        try:
            if await self._begins_with_tls(connection):
                await self._loop.connect_accepted_socket(
                    lambda: self._secure(place),
                    connection,
                    ssl=self._certificate.context(),
                    ssl_handshake_timeout=HANDSHAKE_S,
                    ssl_shutdown_timeout=SHUTDOWN_S,
                )
            else:
                await self._loop.connect_accepted_socket(lambda: self._plain(place), connection)
        except (OSError, asyncio.CancelledError):
            place.leave()

    async def _begins_with_tls(self, connection: socket.socket) -> bool:
        """Raises OSError, also when nothing comes in time; then the connection is closed."""
        readable = asyncio.Event()
        self._loop.add_reader(connection, readable.set)
        try:
            async with asyncio.timeout(HANDSHAKE_S):
                await readable.wait()
            self._loop.remove_reader(connection)
            first = connection.recv(1, socket.MSG_PEEK)
            if not first:
                raise ConnectionResetError
            return first == _HANDSHAKE_RECORD
        except (OSError, asyncio.CancelledError):
            self._loop.remove_reader(connection)
            connection.close()
            raise


class OnlyHttps:
    """What is said without TLS at a port of HTTPS. People who have typed an address are led on. Whatever else comes is
    refused, so that nobody goes on sending secrets in the clear. Probes, which have none, are answered by `app`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        answer: ASGIApp = self._app if scope["path"] in PROBES else _elsewhere(scope)
        await answer(scope, receive, send)


def _elsewhere(scope: Scope) -> ASGIApp:
    headers = Headers(scope=scope)
    host, path = headers.get("host", ""), scope["path"]
    for_people = path in _FOR_PEOPLE or path.startswith("/page/")
    if for_people and scope["method"] in ("GET", "HEAD") and "authorization" not in headers and _HOST.fullmatch(host):
        # Not for ever: TLS may be switched off again, and browsers would remember.
        return RedirectResponse(f"https://{host}{scope['raw_path'].decode('ascii')}", 307)
    return PlainTextResponse("This port speaks HTTPS: use https:// in place of http://.\n", 400)
