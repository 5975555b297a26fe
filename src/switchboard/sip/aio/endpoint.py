"""The SIP endpoint: one UDP and TCP port, one of TLS, its transactions, and the handler above them.

Bytes → `TransportLayer` → a response: its client transaction; a request: `UserAgentServer`, which gives it to the
handler in a `ServerTransaction`. Nothing raises out of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import assert_never

from switchboard.sip.aio.addresses import NextHop, Source, Transport, bracketed, next_hop, with_transport
from switchboard.sip.aio.busy import BusyAnswers
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.gate import OPEN, Gate, KnownSources
from switchboard.sip.aio.handler import Counters, Handler
from switchboard.sip.aio.intake import Intake
from switchboard.sip.aio.transport import NOT_BOUND, BoundSockets, TransportLayer
from switchboard.sip.aio.transport_tcp import StreamItem
from switchboard.sip.aio.transport_tls import TlsContexts
from switchboard.sip.aio.user_agent_server import UserAgentServer
from switchboard.sip.dialog import Dialog
from switchboard.sip.errors import DialogMismatch, MalformedHeader, MalformedMessage
from switchboard.sip.identifiers import new_branch
from switchboard.sip.matching import Key, ack_key, client_key
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.transaction import DEFAULT_TIMERS, Timers
from switchboard.sip.uri import NameAddr, SipUri

log = logging.getLogger(__name__)

EXTENSIONS = frozenset({"timer", "path"})


class SipEndpoint:
    """`extensions` are the option tags that a peer may require; others are answered 420.

    `advertised_host` stands in Via and Contact in place of the local address. `trying`: each INVITE is answered 100 at
    once; else that is the handler's business, who may then answer without state. `connections_per_address` bounds the
    connections of one address (0: any number), but those that `keep` says are needed. `gate` decides what is let in
    while there is too much to do. With `tls` there is TLS.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        user_agent: str,
        timers: Timers = DEFAULT_TIMERS,
        advertised_host: str | None = None,
        extensions: Collection[str] = EXTENSIONS,
        trying: bool = True,
        connections_per_address: int = 0,
        keep: Callable[[int], bool] = lambda flow: False,
        gate: Gate = OPEN,
        tls: TlsContexts | None = None,
    ) -> None:
        self.counters = Counters()
        self._known = KnownSources()
        self._user_agent = user_agent
        self._timers = timers
        self._keep = keep
        self._transport = TransportLayer(
            self._on_message,
            self._on_unreachable,
            self._is_needed,
            intake=Intake(gate, self._known, self._busy_answers(user_agent), self.counters),
            advertised_host=advertised_host,
            connections_per_address=connections_per_address,
            tls=tls,
        )
        self._server = UserAgentServer(
            handler,
            self.counters,
            gate,
            self._known,
            transmit=self.transmit,
            on_all_answered=self._transport.all_answered,
            user_agent=user_agent,
            timers=timers,
            extensions=extensions,
            trying=trying,
        )
        self._clients: dict[Key, ClientTransaction] = {}
        self._invites: dict[Key, ClientTransaction] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def _busy_answers(self, user_agent: str) -> BusyAnswers:
        return BusyAnswers(
            self.counters, lambda data, host, port: self._transport.send_datagram(data, host, port), user_agent
        )

    def vouch_for(self, host: str) -> None:
        """Somebody there has proved who he is: what comes from there goes before what strangers send."""
        self._known.note(host)

    async def start(
        self, host: str, port: int, *, tcp: bool = True, tls_port: int = 0, bound: BoundSockets = NOT_BOUND
    ) -> None:
        """Bind what is not `bound` already; port 0 takes a free one. Raises OSError."""
        await self._transport.start(host, port, tcp=tcp, tls_port=tls_port, bound=bound)

    async def close(self) -> None:
        """End all transactions (503 here, nothing on the wire), close all sockets. Wait for it."""
        self._closing = True
        self._server.drop_new()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for client in list(self._clients.values()):
            client.fail(503)
        self._server.close()
        await self._transport.close()

    @property
    def port(self) -> int:
        """The bound port of UDP and TCP."""
        return self._transport.port

    def port_of(self, transport: Transport) -> int:
        """The bound port of a transport; 0 without it."""
        return self._transport.port_of(transport)

    @property
    def server_transactions(self) -> int:
        """How many requests that came are being answered, or were lately."""
        return len(self._server)

    @property
    def client_transactions(self) -> int:
        """How many requests of ours are waiting for their response, or had it lately."""
        return len(self._clients)

    def local_host(self, remote_host: str) -> str:
        """Our address as a numeric `remote_host` is to know it."""
        return self._transport.local_host(remote_host)

    def is_open(self, flow: int) -> bool:
        """Whether there is a connection of that number."""
        return self._transport.is_open(flow)

    def reaches(self, host: str) -> bool:
        """Whether we can send to that numeric host: it may be of an IP version in which we are not bound."""
        return self._transport.reaches(host)

    def is_ours(self, host: str) -> bool:
        """Whether a host, as `canonical` gives it, is our bound or advertised one."""
        return self._transport.is_ours(host)

    def contact(self, peer: NextHop | Source, user: str | None = None, *, secure: bool = False) -> NameAddr:
        """Our Contact towards a peer of numeric address; a sips URI where the dialog is `secure`, if the peer
        is reached by TLS."""
        secure = secure and peer.transport == "tls"
        uri = SipUri(
            scheme="sips" if secure else "sip",
            user=user,
            host=bracketed(self.local_host(peer.host)),
            port=self._transport.port_of(peer.transport),
        )
        return NameAddr(uri if secure else with_transport(uri, peer.transport))

    # Sending.

    def request(
        self,
        request: Request,
        *,
        hop: NextHop | None = None,
        on_provisional: Callable[[Response], None] | None = None,
        on_fork: Callable[[Response], None] | None = None,
    ) -> ClientTransaction:
        """Send `request` (no ACK, no CANCEL, no Via) to `hop`, else its first Route, else its Request-URI.

        Names are resolved and connections opened behind; failure shows as a final response of 503. `on_fork` gets a
        2xx to INVITE with another To tag than the first; without it such a fork is acknowledged and ended by BYE.
        """
        outgoing = self._complete(request)
        hop = hop or next_hop(outgoing)
        branch = new_branch()
        transaction = ClientTransaction(
            outgoing,
            self,
            key=(branch, outgoing.method),
            timers=self._timers,
            on_provisional=on_provisional,
            on_fork=on_fork,
        )
        self._clients[transaction.key] = transaction
        if outgoing.method == "INVITE" and (key := ack_key(outgoing)) is not None:
            self._invites[key] = transaction
        if hop is None or self._closing:
            transaction.fail(503)
            return transaction
        self._send_when_ready(outgoing, hop, branch, transaction.start, lambda: transaction.fail(503))
        return transaction

    def send_ack(self, request: Request, hop: NextHop | None = None) -> None:
        """Send the ACK to a 2xx, made by `Dialog.ack`, now and again with each retransmission of that 2xx."""
        ack = self._complete(request)
        hop = hop or next_hop(ack)
        if hop is None or self._closing:
            self.counters.send_failures += 1
            return

        def send(reached: NextHop) -> None:
            key = ack_key(ack)
            invite = self._invites.get(key) if key is not None else None
            if invite is not None:
                invite.remember_ack(ack, reached)
            self.transmit(ack, reached)

        self._send_when_ready(ack, hop, new_branch(), send, self._count_failure)

    def _complete(self, request: Request) -> Request:
        """Returns a copy with the headers that every request has."""
        headers = request.headers.copy()
        headers.remove("Via")
        if "Max-Forwards" not in headers:
            headers.add("Max-Forwards", "70")
        if "User-Agent" not in headers:
            headers.add("User-Agent", self._user_agent)
        return Request(request.method, request.uri, headers, request.body)

    def _send_when_ready(
        self,
        request: Request,
        hop: NextHop,
        branch: str,
        send: Callable[[NextHop], None],
        fail: Callable[[], None],
    ) -> None:
        """Give the request its Via and call `send`, at once where nothing must be looked up or opened."""
        # About the length of the Via that is still missing: the hop decides what stands in it.
        size_bytes = len(request.serialize()) + 150

        def go(reached: NextHop) -> None:
            request.headers.prepend("Via", str(self._transport.via(reached, branch)))
            self._known.note(reached.host)
            send(reached)

        async def reach() -> None:
            try:
                reached = await self._transport.reach(hop, size_bytes)
            except (OSError, TimeoutError):
                fail()
            else:
                go(reached)

        ready = self._transport.ready(hop, size_bytes)
        if ready is not None:
            go(ready)
            return
        task = asyncio.create_task(reach())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What client transactions ask for.

    def transmit(self, message: Message, hop: NextHop) -> bool:
        """Send at once; False where that failed."""
        sent = self._transport.send(message.serialize(), hop)
        self.counters.sent += sent
        self.counters.send_failures += not sent
        if sent and isinstance(message, Response) and message.is_final:
            self.counters.responses[message.status] += 1
        return sent

    def send_cancel(self, cancel: Request, hop: NextHop) -> None:
        """Send a CANCEL in a transaction of its own."""
        transaction = ClientTransaction(cancel, self, key=client_key(cancel), timers=self._timers)
        self._clients[transaction.key] = transaction
        transaction.start(hop)

    def drop_fork(self, transaction: ClientTransaction, response: Response) -> None:
        """Acknowledge a superfluous 2xx, and end its dialog."""
        try:
            dialog = Dialog.uac(transaction.request, response)
        except DialogMismatch:
            return
        self.send_ack(dialog.ack(dialog.local_seq), transaction.hop)
        self.request(dialog.request("BYE"), hop=transaction.hop)

    def forget(self, transaction: ClientTransaction) -> None:
        """Forget a client transaction that is over."""
        self._clients.pop(transaction.key, None)
        key = ack_key(transaction.request)
        if key is not None and self._invites.get(key) is transaction:
            del self._invites[key]

    # Receiving.

    def _on_message(self, item: StreamItem, source: Source) -> None:
        self.counters.received += 1
        try:
            match item:
                case Response():
                    self._on_response(item)
                case Request():
                    self._server.receive(item, source)
                case MalformedMessage():
                    self._server.receive_malformed(item, source)
                case _:
                    assert_never(item)
        except MalformedHeader:
            self.counters.dropped += 1
        except Exception:
            self.counters.handler_faults += 1
            log.exception("a message could not be handled")

    def _on_response(self, response: Response) -> None:
        # Another Via below ours means that it is for somebody else: we are no proxy (§8.1.3.3).
        transaction = self._clients.get(client_key(response))
        if (
            transaction is None
            or "," in (response.headers.get("Via") or "")
            or len(response.headers.get_all("Via")) > 1
        ):
            self.counters.unmatched_responses += 1
            return
        transaction.receive(response)

    def _is_needed(self, flow: int) -> bool:
        """Whether a connection must stay: requests that came over it are being answered, or `keep` says so."""
        return self._server.serves(flow) or self._keep(flow)

    def _on_unreachable(self, host: str, port: int, data: bytes) -> None:
        for transaction in list(self._clients.values()):
            transaction.undeliverable(host, port, data)

    def _count_failure(self) -> None:
        self.counters.send_failures += 1
