"""SIP over TLS (RFC 3261 §26, RFC 5922): the connections of TCP, each after a handshake."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Iterator
from typing import ClassVar, Protocol

from switchboard.sip.aio.addresses import NextHop, Transport
from switchboard.sip.aio.transport_tcp import Connection, IsNeeded, Key, OnItem, TcpTransport
from switchboard.sip.certified import certified

HANDSHAKE_S = 10.0
"""Within which a handshake must be done, or its connection ends."""
MAX_PROVEN = 1024
SHUTDOWN_S = 5.0
"""How long a peer may take to confirm that the connection ends."""

log = logging.getLogger(__name__)


class TlsContexts(Protocol):
    """The contexts of the next connections: their certificates may have changed since the last ones."""

    def accepting(self) -> ssl.SSLContext:
        """For who connects to us."""
        ...

    def connecting(self) -> ssl.SSLContext:
        """For a server to which we connect. It judges who has signed the certificate; whose it is, is judged here."""
        ...


class TlsTransport(TcpTransport):
    """Who connects to us is reached over that connection alone: its address proves nothing. A server to which we
    connect must prove that it is the domain of the hop.

    Servers name themselves by addresses in their Contact, and their certificates by their domain alone. So a hop of an
    address without a domain means the domain that was proven there last.
    """

    transport: ClassVar[Transport] = "tls"

    def __init__(
        self, on_item: OnItem, is_needed: IsNeeded, per_address: int, flows: Iterator[int], contexts: TlsContexts
    ) -> None:
        super().__init__(on_item, is_needed, per_address, flows)
        self._contexts = contexts
        self._proven: dict[tuple[str, int], str] = {}

    def key_of(self, hop: NextHop) -> Key:
        return hop.host, hop.port, self._domain(hop)

    def _domain(self, hop: NextHop) -> str:
        return hop.domain or self._proven.get((hop.host, hop.port), hop.host)

    def accepted_key(self, peer: tuple[str, int]) -> Key | None:
        return None

    async def _accept(self, connection: Connection, sock: socket.socket) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                lambda: connection,
                sock,
                ssl=self._contexts.accepting(),
                ssl_handshake_timeout=HANDSHAKE_S,
                ssl_shutdown_timeout=SHUTDOWN_S,
            )
        except ssl.SSLError as error:
            log.warning("no TLS with a client: %s", f"{connection.peer[0]}: {reason_of(error)}")
            raise

    async def _connect(self, connection: Connection, hop: NextHop) -> None:
        domain = self._domain(hop)
        try:
            transport, _ = await asyncio.get_running_loop().create_connection(
                lambda: connection,
                hop.host,
                hop.port,
                ssl=self._contexts.connecting(),
                server_hostname=domain,
                ssl_handshake_timeout=HANDSHAKE_S,
                ssl_shutdown_timeout=SHUTDOWN_S,
            )
        except ssl.SSLError as error:
            _tell(hop, domain, reason_of(error))
            raise
        if not certified(transport.get_extra_info("peercert") or {}, domain):
            transport.abort()
            _tell(hop, domain, f"its certificate is not for {domain}")
            raise ConnectionError("the certificate is for another domain")
        self._note(hop, domain)

    def _note(self, hop: NextHop, domain: str) -> None:
        if len(self._proven) >= MAX_PROVEN:
            del self._proven[next(iter(self._proven))]
        self._proven[hop.host, hop.port] = domain


def _tell(hop: NextHop, domain: str, reason: str) -> None:
    log.warning("no TLS with a server: %s", f"{domain} at {hop.host}:{hop.port}: {reason}")


def reason_of(error: ssl.SSLError) -> str:
    """What was wrong, for people."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused: {error.verify_message}"
    return (error.reason or str(error)).replace("_", " ").lower()
