"""The transport layer: UDP and TCP on one port, TLS on another, name resolution, our own address."""

from __future__ import annotations

import asyncio
import itertools
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from socket import SOCK_DGRAM, SOCK_STREAM

from switchboard.sip.aio.addresses import NextHop, Source, Transport, bracketed, canonical, is_ip
from switchboard.sip.aio.intake import Datagram, Intake
from switchboard.sip.aio.sockets import ANY, new_bound
from switchboard.sip.aio.transport_tcp import Connection, IsNeeded, StreamItem, TcpTransport
from switchboard.sip.aio.transport_tls import TlsContexts, TlsTransport
from switchboard.sip.aio.transport_udp import OnUnreachable, UdpTransport
from switchboard.sip.errors import MalformedMessage
from switchboard.sip.headers import Via
from switchboard.sip.params import Params
from switchboard.sip.parser import parse_message

log = logging.getLogger(__name__)

BIND_ATTEMPTS = 10
# A longer request goes by TCP where the path's MTU is unknown (RFC 3261 §18.1.1), as it always is here.
MAX_DATAGRAM_REQUEST_BYTES = 1300
MAX_KNOWN_ROUTES = 1024

OnMessage = Callable[[StreamItem, Source], None]


@dataclass(frozen=True, slots=True)
class BoundSockets:
    """Sockets that somebody bound for us before, such as systemd; the layer closes them."""

    udp: socket.socket | None = None
    tcp: socket.socket | None = None
    tls: socket.socket | None = None


NOT_BOUND = BoundSockets()


class TransportLayer:
    """`on_message` gets every message, and every malformed one, with its source; it must not raise.

    `on_unreachable`, `intake` and `is_needed` as for `UdpTransport` and `TcpTransport`. Without `tls` there is no TLS.
    """

    def __init__(
        self,
        on_message: OnMessage,
        on_unreachable: OnUnreachable,
        is_needed: IsNeeded,
        *,
        intake: Intake,
        advertised_host: str | None,
        connections_per_address: int,
        tls: TlsContexts | None = None,
    ) -> None:
        self._on_message = on_message
        self._on_unreachable = on_unreachable
        self._is_needed = is_needed
        self._intake = intake
        self._advertised_host = canonical(advertised_host or "")
        self._connections_per_address = connections_per_address
        self._udp: UdpTransport | None = None
        self._contexts = tls
        self._flows = itertools.count(1)
        self._streams: dict[Transport, TcpTransport] = {}
        self._routes: dict[str, str] = {}
        self.host = ""
        self.port = 0
        self.tls_port = 0

    async def start(
        self, host: str, port: int, *, tcp: bool, tls_port: int = 0, bound: BoundSockets = NOT_BOUND
    ) -> None:
        """Bind what is not `bound` already; port 0 takes one that is free for UDP and TCP. Raises OSError."""
        await self._start(host, port, tcp=tcp, bound=bound)
        if self._contexts is not None:
            tls = TlsTransport(
                self._on_item, self._is_needed, self._connections_per_address, self._flows, self._contexts
            )
            sock = bound.tls or await new_bound(host, tls_port, SOCK_STREAM)
            self.tls_port = sock.getsockname()[1]
            tls.listen(sock)
            self._streams["tls"] = tls

    async def _start(self, host: str, port: int, *, tcp: bool, bound: BoundSockets) -> None:
        for attempt in range(BIND_ATTEMPTS):
            sock = bound.udp or await new_bound(host, port, SOCK_DGRAM)
            self._udp = UdpTransport(sock, self._intake, self._on_datagram, self._on_unreachable)
            self.host, self.port = self._udp.address
            try:
                if tcp:
                    self._streams["tcp"] = await self._listen(host, bound.tcp)
                return
            except OSError:
                self._udp.close()
                if port != 0 or attempt == BIND_ATTEMPTS - 1 or bound.udp is not None:
                    raise

    async def _listen(self, host: str, sock: socket.socket | None) -> TcpTransport:
        tcp = TcpTransport(self._on_item, self._is_needed, self._connections_per_address, self._flows)
        tcp.listen(sock or await new_bound(host, self.port, SOCK_STREAM))
        return tcp

    async def close(self) -> None:
        """Close all of them."""
        for stream in self._streams.values():
            await stream.close()
        if self._udp is not None:
            self._udp.close()

    def reaches(self, host: str) -> bool:
        """Whether the bound address can send to that numeric one: the same family, or any from `::`."""
        return self.host == "::" or (":" in host) == (":" in self.host)

    def local_host(self, remote_host: str) -> str:
        """Our address towards a numeric host: advertised, bound, or the one the system would send from.

        An advertised address stands for those of its own family only, a name for all.
        """
        advertised = self._advertised_host
        if advertised and (not is_ip(advertised) or (":" in advertised) == (":" in remote_host)):
            return advertised
        if self.host not in ANY:
            return self.host
        known = self._routes.get(remote_host)
        if known is None:
            if len(self._routes) >= MAX_KNOWN_ROUTES:
                # Bounded, whoever sends: what is asked again costs one system call.
                self._routes.clear()
            known = self._routes[remote_host] = _route(remote_host) or self.host
        return known

    def is_ours(self, host: str) -> bool:
        """Whether a canonical `host` is what we are bound to or advertise; names beyond that we do not know."""
        if host and host in (self._advertised_host, self.host):
            return True
        return self.host in ANY and is_ip(host) and _is_on_this_machine(host)

    def via(self, hop: NextHop, branch: str) -> Via:
        """Our Via towards `hop` (§18.1.1), asking for rport (RFC 3581)."""
        params = Params({"branch": branch, "rport": None})
        return Via(hop.transport.upper(), bracketed(self.local_host(hop.host)), self.port_of(hop.transport), params)

    def port_of(self, transport: Transport) -> int:
        """The port at which we listen."""
        return self.tls_port if transport == "tls" else self.port

    def ready(self, hop: NextHop, size_bytes: int) -> NextHop | None:
        """The hop itself if a message can be sent there at once; None where `reach` must come first."""
        if hop.is_stream:
            connection = self._connection(hop)
            return None if connection is None else replace(hop, flow=connection.flow)
        if not is_ip(hop.host) or self._prefers_tcp(hop, size_bytes):
            return None
        return hop

    async def reach(self, hop: NextHop, size_bytes: int) -> NextHop:
        """Resolve the name, open the connection. Raises OSError, TimeoutError."""
        if hop.flow is not None:
            raise ConnectionError("the connection is closed")
        address = replace(hop, host=await self._resolve(hop.host, hop.port), domain=hop.domain or _name(hop.host))
        if address.is_stream:
            return await self._connect(address)
        if self._prefers_tcp(address, size_bytes):
            try:
                return await self._connect(replace(address, transport="tcp"))
            except (OSError, TimeoutError):
                return address
        return address

    def send(self, data: bytes, hop: NextHop) -> bool:
        """Send to what `ready` or `reach` gave, or the way back to a source; False where that is not possible."""
        if hop.is_stream:
            connection = self._connection(hop)
            return connection is not None and connection.send(data)
        return self.send_datagram(data, hop.host, hop.port)

    def send_datagram(self, data: bytes, host: str, port: int) -> bool:
        """Send over UDP; False where that is not possible."""
        return self._udp is not None and self._udp.send(data, host, port)

    def _prefers_tcp(self, hop: NextHop, size_bytes: int) -> bool:
        """A request near the MTU goes over TCP, unless its transport is prescribed (§18.1.1)."""
        return size_bytes > MAX_DATAGRAM_REQUEST_BYTES and not hop.strict and "tcp" in self._streams

    def _connection(self, hop: NextHop) -> Connection | None:
        stream = self._streams.get(hop.transport)
        return None if stream is None else stream.find(hop)

    async def _connect(self, hop: NextHop) -> NextHop:
        stream = self._streams.get(hop.transport)
        if stream is None:
            log.warning("the settings have no %s, so nobody is reached over it", hop.transport.upper())
            raise ConnectionError(f"{hop.transport.upper()} is off")
        connection = await stream.connect(hop)
        return replace(hop, flow=connection.flow)

    async def _resolve(self, host: str, port: int) -> str:
        """The system's first choice of the addresses that we reach. Raises OSError."""
        if is_ip(host):
            return host
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=SOCK_DGRAM)
        addresses = [str(address[0]) for *_, address in found]
        reached = next(filter(self.reaches, addresses), None)
        if reached is None:
            raise ConnectionError("the name has no address of our family")
        return reached

    def _on_datagram(self, datagram: Datagram) -> None:
        data, host = datagram.data, datagram.host
        # What phones send to keep a NAT open: CRLF (RFC 5626), or blanks and NULs.
        if not data.strip(b"\r\n\0 "):
            return
        waited_s = asyncio.get_running_loop().time() - datagram.arrived_s
        source = Source("udp", host, datagram.port, self.local_host(host), waited_s=waited_s)
        try:
            item: StreamItem = parse_message(data)
        except MalformedMessage as error:
            item = error
        self._on_message(item, source)

    def is_open(self, flow: int) -> bool:
        """Whether there is a connection of that number."""
        return any(stream.has(flow) for stream in self._streams.values())

    def all_answered(self, flow: int) -> None:
        """No answer is still to go over that connection."""
        for stream in self._streams.values():
            stream.all_answered(flow)

    def _on_item(self, item: StreamItem, connection: Connection) -> None:
        host, port = connection.peer
        ours = self.local_host(host)
        source = Source(connection.transport, host, port, ours, connection.flow, connection.waited_s)
        self._on_message(item, source)


def _name(host: str) -> str:
    return "" if is_ip(host) else host


def _is_on_this_machine(host: str) -> bool:
    """Whether the system lets a socket have that address; sends nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return host not in ANY


def _route(remote_host: str) -> str | None:
    """The local address by which the system reaches `remote_host`; sends nothing."""
    family = socket.AF_INET6 if ":" in remote_host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            # Only chooses the route: over UDP connect sends nothing.
            probe.connect((remote_host, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return None
