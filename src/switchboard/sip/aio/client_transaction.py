"""A request that we send, and the responses to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.runner import Runner
from switchboard.sip.derived import make_cancel
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.identifiers import new_tag
from switchboard.sip.matching import Key
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.responses import make_response
from switchboard.sip.transaction import ClientInvite, ClientNonInvite, State, Timers

OnResponse = Callable[[Response], None]
MAX_FORKS = 16


class ClientOwner(Protocol):
    """What a client transaction needs of its endpoint."""

    def transmit(self, message: Message, hop: NextHop) -> bool:
        """Send at once; False where that failed."""

    def send_cancel(self, cancel: Request, hop: NextHop) -> None:
        """Send a CANCEL in a transaction of its own."""

    def forget(self, transaction: ClientTransaction) -> None:
        """It is over."""

    def drop_fork(self, transaction: ClientTransaction, response: Response) -> None:
        """Acknowledge a superfluous 2xx, and end its dialog."""


class ClientTransaction(Runner):
    """What `SipEndpoint.request` gives. `request` is the one sent, with Via; `hop` is where to, known once it is sent.

    `heard` says whether any response came: final ones of 408 and 503 may have been made here.
    `unreachable`: the network said that nobody is there; the final response, 503, was made here.
    """

    def __init__(
        self,
        request: Request,
        owner: ClientOwner,
        *,
        key: Key,
        timers: Timers,
        on_provisional: OnResponse | None = None,
        on_fork: OnResponse | None = None,
    ) -> None:
        kind = ClientInvite if request.method == "INVITE" else ClientNonInvite
        self._client_machine = kind(request, timers)
        super().__init__(self._client_machine)
        self.request = request
        self.key = key
        self.hop: NextHop | None = None
        self.heard = False
        self.unreachable = False
        self._owner = owner
        self._timers_base = timers
        self._on_provisional = on_provisional
        self._on_fork = on_fork
        self._final: asyncio.Future[Response] = self._loop.create_future()
        self._provisional_seen = False
        self._cancel_headers: tuple[tuple[str, str], ...] | None = None
        self._cancel_sent = False
        self._give_up_timer: asyncio.TimerHandle | None = None
        self._acks: dict[str, tuple[Request, NextHop] | None] = {}

    @property
    def succeeded(self) -> bool:
        """Whether a 2xx has come."""
        return self._final.done() and not self._final.cancelled() and self._final.result().is_success

    def start(self, hop: NextHop) -> None:
        """Send; the endpoint calls this once the hop is reached."""
        self.hop = hop
        self._client_machine.reliable = hop.is_stream
        self.run(self._client_machine.start())

    def fail(self, status: int) -> None:
        """End with a response made here."""
        self._finish(make_response(self.request, status, to_tag=new_tag()))
        self.close()
        self._owner.forget(self)

    async def final(self) -> Response:
        """The final response; 408 when none came in time and 503 when it cannot be sent are made here."""
        # Several may wait: one that is cancelled must not take the response from the others.
        return await asyncio.shield(self._final)

    def cancel(self, headers: Iterable[tuple[str, str]] = ()) -> None:
        """Send CANCEL once a provisional response is there (§9.1); nothing after the final one or for non-INVITE."""
        if self._final.done() or self.request.method != "INVITE" or self._cancel_headers is not None:
            return
        self._cancel_headers = tuple(headers)
        self._cancel_if_due()

    def receive(self, response: Response) -> None:
        """Take a response that belongs to this transaction."""
        self.heard = True
        self.run(self._client_machine.receive(response))

    def undeliverable(self, host: str, port: int, data: bytes) -> None:
        """The network says that a datagram to there, which began with `data`, was in vain (RFC 3261 §18.4).

        Believed only of what this has sent, and while nothing has come back: anybody may forge such a report.
        """
        waiting = self._client_machine.state in (State.CALLING, State.TRYING)
        if not waiting or self.hop is None or (self.hop.transport, self.hop.host) != ("udp", host):
            return
        if self.hop.port == port and self.request.serialize().startswith(data):
            self.unreachable = True
            self.run(self._client_machine.transport_error())

    def remember_ack(self, ack: Request, hop: NextHop) -> None:
        """Send this ACK again for each further 2xx of the same To tag."""
        tag = ack.to.tag or ""
        if tag in self._acks or len(self._acks) < MAX_FORKS:
            self._acks[tag] = (ack, hop)

    def close(self) -> None:
        """Stop all timers."""
        self._stop_timers()
        if self._give_up_timer is not None:
            self._give_up_timer.cancel()

    def _cancel_if_due(self) -> None:
        if self._cancel_headers is None or self._cancel_sent or not self._provisional_seen or self.hop is None:
            return
        self._cancel_sent = True
        cancel = make_cancel(self.request)
        for name, value in self._cancel_headers:
            cancel.headers.add(name, value)
        self._owner.send_cancel(cancel, self.hop)
        self._give_up_timer = self._loop.call_later(self._timers_base.limit_s, self._cancel_unanswered)

    def _cancel_unanswered(self) -> None:
        """No final response came 64*T1 after the CANCEL: the request counts as cancelled (§9.1)."""
        if not self._final.done():
            self.fail(408)

    def _finish(self, response: Response) -> None:
        if self._give_up_timer is not None:
            self._give_up_timer.cancel()
        if not self._final.done():
            self._final.set_result(response)

    def _transmit(self, message: Message) -> bool:
        return self.hop is not None and self._owner.transmit(message, self.hop)

    def _on_delivered(self, message: Message) -> None:
        if not isinstance(message, Response):
            return
        if not message.is_final:
            self._on_progress(message)
        elif message.is_success and self.request.method == "INVITE":
            self._on_success(message)
        else:
            self._finish(message)

    def _on_progress(self, response: Response) -> None:
        self._provisional_seen = True
        if self._on_provisional is not None:
            self._on_provisional(response)
        self._cancel_if_due()

    def _on_success(self, response: Response) -> None:
        """A 2xx: the first, a retransmission of one that has its ACK, or one of another fork (§13.2.2.4)."""
        try:
            tag = response.to.tag or ""
        except MalformedHeader:
            return
        if tag in self._acks:
            known = self._acks[tag]
            if known is not None:
                self._owner.transmit(*known)
            return
        if len(self._acks) >= MAX_FORKS:
            return
        first = not self._acks
        # None until the ACK is sent: a 2xx that is repeated meanwhile is no second fork.
        self._acks[tag] = None
        if first:
            self._finish(response)
        elif self._on_fork is not None:
            self._on_fork(response)
        else:
            self._owner.drop_fork(self, response)

    def _on_timed_out(self) -> None:
        self._finish(make_response(self.request, 408, to_tag=new_tag()))

    def _on_transport_failed(self) -> None:
        self._finish(make_response(self.request, 503, to_tag=new_tag()))

    def _on_terminated(self) -> None:
        self.close()
        self._owner.forget(self)
