"""SIP endpoints on a wire in memory: real transactions and timers, no sockets, and every message to look at."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.handler import Handler
from switchboard.sip.aio.intake import Datagram
from switchboard.sip.aio.transport import NOT_BOUND, BoundSockets, TransportLayer
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.parser import parse_message

PORT = 5060
DELAY_S = 0.001
IN_ORDER_S = 1e-10
"""Between two messages that are sent at once: they arrive in one turn of the loop, in their order."""

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message on its way."""

    at_s: float
    source: str
    target: str
    message: Message

    def __str__(self) -> str:
        """Such as `a>b INVITE` or `b>a 200 INVITE`."""
        message = self.message
        what = message.method if isinstance(message, Request) else f"{message.status} {message.cseq.method}"
        return f"{self.source}>{self.target} {what}"


@dataclass(slots=True)
class Wire:
    """Carries datagrams between hosts, and tells `watch` of each. Those of which `loses` says so never arrive."""

    sent: list[Sent] = field(default_factory=list)
    watch: Callable[[Sent], None] = lambda sent: None
    loses: Callable[[Sent], bool] = lambda sent: False
    _hosts: dict[str, "MemoryTransport"] = field(default_factory=dict)
    _arrival_s: float = 0.0

    def attach(self, endpoint: SipEndpoint, host: str) -> None:
        """Let a new endpoint send and listen here in place of sockets."""
        former = endpoint._transport
        transport = MemoryTransport(
            former._on_message,
            former._on_unreachable,
            former._is_needed,
            intake=former._intake,
            advertised_host=None,
            connections_per_address=0,
        )
        transport.wire, transport.host, transport.port = self, host, PORT
        endpoint._transport = transport
        self._hosts[host] = transport

    def endpoint(self, handler: Handler, host: str) -> SipEndpoint:
        """A new endpoint at that host."""
        endpoint = SipEndpoint(handler, user_agent="test")
        self.attach(endpoint, host)
        return endpoint

    def carry(self, data: bytes, source: str, target: NextHop) -> bool:
        message = parse_message(data)
        assert isinstance(message, Request | Response)
        loop = asyncio.get_running_loop()
        sent = Sent(loop.time(), source, target.host, message)
        self.sent.append(sent)
        self.watch(sent)
        there = self._hosts.get(target.host)
        if there is not None and not self.loses(sent):
            self._arrival_s = max(loop.time() + DELAY_S, self._arrival_s + IN_ORDER_S)
            loop.call_at(self._arrival_s, there.hear, data, source)
        return True

    def between(self, one: str, other: str) -> list[str]:
        """What went between two hosts, without what was sent again."""
        pair = {one, other}
        lines: dict[tuple[str, bytes], None] = {}
        for sent in self.sent:
            if {sent.source, sent.target} == pair:
                lines[str(sent), sent.message.serialize()] = None
        return [line for line, _ in lines]


class MemoryTransport(TransportLayer):
    """One host's."""

    wire: Wire

    async def start(
        self, host: str, port: int, *, tcp: bool, tls_port: int = 0, bound: BoundSockets = NOT_BOUND
    ) -> None:
        """It is there already."""

    async def close(self) -> None:
        """It holds nothing."""

    def send(self, data: bytes, target: NextHop) -> bool:
        return self.wire.carry(data, self.host, target)

    def hear(self, data: bytes, source: str) -> None:
        self._on_datagram(Datagram(data, source, PORT, asyncio.get_running_loop().time()))
