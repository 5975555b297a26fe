"""An application at bound sockets, over HTTP or HTTPS, within the bounds of the settings."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from switchboard.api.asgi import LONGEST_MESSAGE, WEBSOCKETS
from switchboard.config import ApiSettings
from switchboard.descriptors import Acceptor, Server
from switchboard.processes.certificate import Certificate
from switchboard.processes.connections import BoundedProtocol, bounded
from switchboard.processes.https import HttpsServer, OnlyHttps
from switchboard.processes.places import Place, Places


class HttpServer(uvicorn.Server):
    """Serves at sockets that are already bound, and installs no signal handlers; over TLS if there is a certificate."""

    def __init__(
        self,
        app: ASGIApp,
        settings: ApiSettings,
        sockets: Sequence[socket.socket],
        certificate: Certificate | None = None,
    ) -> None:
        self._places = Places(settings.connections_per_address)
        self._protocol_class = bounded(settings, self._places)
        super().__init__(self._config(app))
        self.listening = asyncio.Event()
        self._sockets = sockets
        self._certificate = certificate
        self._without_tls = self._config(OnlyHttps(app))
        self._acceptors: list[Acceptor] = []

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup([])
        self._without_tls.load()
        self._acceptors += [self._acceptor(sock) for sock in self._sockets]
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for acceptor in self._acceptors:
            acceptor.close()
        await super().shutdown([])

    def _config(self, app: ASGIApp) -> uvicorn.Config:
        return uvicorn.Config(
            app,
            http=self._protocol_class,
            log_config=None,
            access_log=False,
            server_header=False,
            # Whoever asks could name any address in them, and lock-outs and limits go by addresses.
            proxy_headers=False,
            timeout_graceful_shutdown=5,
            ws=WEBSOCKETS,
            ws_max_size=LONGEST_MESSAGE,
        )

    def _acceptor(self, sock: socket.socket) -> Acceptor:
        if self._certificate is None:
            return Server(sock, lambda: self._protocol(self.config))
        return HttpsServer(
            sock,
            self._certificate,
            self._places,
            secure=lambda place: self._protocol(self.config, place),
            plain=lambda place: self._protocol(self._without_tls, place),
        )

    def _protocol(self, config: uvicorn.Config, place: Place | None = None) -> BoundedProtocol:
        protocol = self._protocol_class(config, self.server_state, self.lifespan.state)
        protocol.place = place
        return protocol
