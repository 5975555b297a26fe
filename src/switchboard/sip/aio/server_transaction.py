"""A request that came, and the answering of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from switchboard.sip.actions import Terminated
from switchboard.sip.aio.addresses import DEFAULT_PORT, NextHop, Source
from switchboard.sip.aio.reliable_sender import ReliableSender
from switchboard.sip.aio.runner import Runner
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import RAck
from switchboard.sip.identifiers import new_tag
from switchboard.sip.matching import Key, merge_key
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.responses import make_response
from switchboard.sip.transaction import ServerInvite, ServerNonInvite, State, Timers

Transmit = Callable[[Message, NextHop], bool]


def response_hop(request: Request, source: Source) -> NextHop:
    """Where responses go: the same connection; over UDP the source's port with rport, else that of Via (§18.2.2)."""
    if source.is_stream:
        return source.way_back
    try:
        via = request.via
    except MalformedHeader:
        return source.way_back
    if "rport" in via.params:
        return source.way_back
    return replace(source.way_back, port=via.port or DEFAULT_PORT)


class ServerTransaction(Runner):
    """What a handler gets for each new request.

    `request` has the source in its top Via. `local_tag` is the To tag that answers get where the request has none.
    `cancelled` is done once a CANCEL came (its 200 is sent) or the caller cannot be reached any more; the handler then
    answers 487. `ack` is the ACK to our 2xx, once it came; it may carry the answer to an offer of ours. `on_prack`
    answers the PRACK to a response of `respond_reliably`, which may carry an offer or an answer.
    """

    def __init__(
        self,
        request: Request,
        source: Source,
        *,
        timers: Timers,
        server: str,
        transmit: Transmit,
        on_terminated: Callable[[ServerTransaction], None],
        on_answered: Callable[[ServerTransaction, Response | None], None] | None = None,
    ) -> None:
        """`on_answered`, over UDP, takes over when only repetitions of the request can come any more; it is told what
        answers them."""
        kind = ServerInvite if request.method == "INVITE" else ServerNonInvite
        self._server_machine = kind(request, timers, reliable=source.is_stream)
        super().__init__(self._server_machine)
        self.request = request
        self.source = source
        self.local_tag = _tag_of(request) or new_tag()
        self.cancelled: asyncio.Future[None] = self._loop.create_future()
        self.ack: Request | None = None
        self.final_status: int | None = None
        self.on_prack: Callable[[ServerTransaction], object] = _answer_prack
        self._acknowledged: asyncio.Future[bool] = self._loop.create_future()
        self._server = server
        self._hop = response_hop(request, source)
        self._transmit_to = transmit
        self._terminated_callback = on_terminated
        self._on_answered = on_answered if source.flow is None else None
        self._lingers = False
        self._timers_base = timers
        self._success: Response | None = None
        self._resend: asyncio.TimerHandle | None = None
        self._resent_for_s = 0.0
        self._reliable: ReliableSender | None = None

    def respond(
        self,
        status: int,
        reason: str | None = None,
        headers: Iterable[tuple[str, str]] = (),
        body: bytes = b"",
        content_type: str | None = None,
        to_tag: str | None = None,
    ) -> Response:
        """Answer; the response sent is returned. A second final response is dropped."""
        response = self._make(status, reason, headers, body, content_type, to_tag)
        self.send(response)
        return response

    def respond_reliably(
        self, status: int, headers: Iterable[tuple[str, str]] = (), body: bytes = b"", content_type: str | None = None
    ) -> None:
        """Send a provisional response that the client acknowledges by PRACK (RFC 3262); not for 100.

        If no PRACK comes, the request is answered 504, and `cancelled` is done. A 2xx must wait for
        `provisional_settled`.
        """
        if self._reliable is None:
            cseq = self.request.cseq.number
            self._reliable = ReliableSender(cseq, self._timers_base, self.send, self._on_unacknowledged)
        self._reliable.send(self._make(status, None, headers, body, content_type))

    async def provisional_settled(self) -> None:
        """Until no reliable response with a description waits for its PRACK (RFC 3262 §3)."""
        if self._reliable is not None:
            await self._reliable.settled()

    def takes_prack(self, rack: RAck) -> bool:
        """A PRACK came in the dialog of this INVITE; whether it acknowledges what was sent."""
        return self._reliable is not None and self._reliable.acknowledge(rack)

    def _make(
        self,
        status: int,
        reason: str | None,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        content_type: str | None,
        to_tag: str | None = None,
    ) -> Response:
        return make_response(
            self.request,
            status,
            reason or "",
            headers=(*headers, ("Server", self._server)),
            body=body,
            content_type=content_type,
            to_tag=to_tag or self.local_tag,
        )

    def respond_once(self, status: int, reason: str | None = None, headers: Iterable[tuple[str, str]] = ()) -> None:
        """Refuse, and remember nothing (RFC 3261 §8.2.7): a repeated request is a new one, and its ACK is ignored.

        One answer per request, never a retransmission, so that a flood from strangers costs no memory and is not
        amplified. After a provisional response the client relies on our final one, so then this is `respond`.
        """
        if self._server_machine.last_response is not None:
            self.respond(status, reason, headers)
            return
        headers = (*headers, ("Server", self._server))
        self.final_status = status
        self._transmit(make_response(self.request, status, reason or "", headers=headers, to_tag=self.local_tag))
        self._server_machine.state = State.TERMINATED
        self.run([Terminated()])

    def send(self, response: Response) -> None:
        """Answer with a response that was made elsewhere."""
        actions = self._server_machine.respond(response)
        if not actions or (self.final_status is not None and response.is_final):
            return
        if response.is_final:
            self.final_status = response.status
            if self._reliable is not None:
                self._reliable.stop()
            else:
                # This outlives the call by half a minute, and is not to keep all of it in memory as long.
                self.on_prack = _answer_prack
        if response.is_success and self.request.method == "INVITE":
            self._success = response
            self.local_tag = _tag_of(response) or self.local_tag
            self._schedule_resend(self._timers_base.t1_s)
        self.run(actions)
        if self._lingers and self._on_answered is not None and self._server_machine.state is State.COMPLETED:
            self._on_answered(self, response)

    async def acknowledged(self) -> bool:
        """After a 2xx to INVITE: True when its ACK came, False after 64*T1 without one (send BYE, §13.3.1.4)."""
        return await asyncio.shield(self._acknowledged)

    def start(self) -> None:
        """Enter the first state; the endpoint calls this once."""
        self.run(self._server_machine.start())

    def receive(self, request: Request) -> None:
        """Take a retransmission, or the ACK to a final response other than 2xx."""
        self.run(self._server_machine.receive(request))

    def receive_ack(self, request: Request) -> None:
        """The ACK to our 2xx."""
        if not self._acknowledged.done():
            self.ack = request
            self._acknowledged.set_result(True)
        self._stop_resending()
        if self._on_answered is not None and self._server_machine.state is State.ACCEPTED:
            self._stop_timers()
            self._on_answered(self, None)

    def receive_cancel(self) -> None:
        """Take a CANCEL; it is without effect after a final response (§9.2)."""
        if self.final_status is None and not self.cancelled.done():
            self.cancelled.set_result(None)

    def close(self) -> None:
        """Stop all timers; nothing is acknowledged any more."""
        self._stop_timers()
        if self._reliable is not None:
            self._reliable.stop()
        self._give_up()

    def _start_timer(self, name: str, delay_s: float) -> None:
        # In place of Timer J, `on_answered` is told once the response is sent.
        self._lingers = name == "J" and self._on_answered is not None
        if not self._lingers:
            super()._start_timer(name, delay_s)

    @property
    def hop(self) -> NextHop:
        """Where responses go."""
        return self._hop

    @property
    def copies(self) -> Key:
        """What the copies of the request share. Raises MalformedHeader."""
        return merge_key(self.request)

    def _on_unacknowledged(self) -> None:
        """No PRACK came: the caller is not there any more (RFC 3262 §3)."""
        self.receive_cancel()
        self.respond(504)

    def _schedule_resend(self, delay_s: float) -> None:
        self._resend = self._loop.call_later(delay_s, self._resend_success, delay_s)

    def _resend_success(self, waited_s: float) -> None:
        """Send the 2xx again after T1, 2*T1 … T2, whatever the transport, until 64*T1 (§13.3.1.4)."""
        self._resent_for_s += waited_s
        remaining_s = self._timers_base.limit_s - self._resent_for_s
        if self._success is None or remaining_s <= 0:
            self._give_up()
            return
        self._transmit(self._success)
        self._schedule_resend(min(2 * waited_s, self._timers_base.t2_s, remaining_s))

    def _stop_resending(self) -> None:
        if self._resend is not None:
            self._resend.cancel()
            self._resend = None

    def _give_up(self) -> None:
        self._stop_resending()
        if not self._acknowledged.done():
            self._acknowledged.set_result(False)

    def _transmit(self, message: Message) -> bool:
        return self._transmit_to(message, self._hop)

    def _on_delivered(self, message: Message) -> None:
        # The first delivery is the request itself, which the endpoint hands over; a further one is an ACK that
        # has the branch of its INVITE, as old peers send it.
        if isinstance(message, Request) and message.method == "ACK" and self._is_own(message):
            self.receive_ack(message)

    def _is_own(self, ack: Request) -> bool:
        """Whether the ACK matches our 2xx's dialog."""
        try:
            return merge_key(ack) == merge_key(self.request) and ack.to.tag == self.local_tag
        except MalformedHeader:
            return False

    def _on_timed_out(self) -> None:
        self._give_up()

    def _on_transport_failed(self) -> None:
        self.receive_cancel()
        self._give_up()

    def _on_terminated(self) -> None:
        if self._reliable is not None:
            self._reliable.stop()
        self._give_up()
        self._terminated_callback(self)


def _answer_prack(prack: ServerTransaction) -> None:
    prack.respond(200)


def _tag_of(message: Message) -> str | None:
    try:
        return message.to.tag
    except MalformedHeader:
        return None
