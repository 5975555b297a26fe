"""The user agent server (RFC 3261 §8.2): requests that came, each answered at once or given to the handler.

ACK, PRACK and CANCEL go to the INVITE that they belong to. Other requests are checked first; who is refused here, or by
`ServerTransaction.respond_once`, leaves no state.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection

from switchboard.network_address import source_network
from switchboard.sip.aio.addresses import Source
from switchboard.sip.aio.answered import Answered
from switchboard.sip.aio.busy import busy_refusal
from switchboard.sip.aio.gate import Gate, KnownSources, Reason
from switchboard.sip.aio.handler import Counters, Handler
from switchboard.sip.aio.server_table import ServerTable
from switchboard.sip.aio.server_transaction import ServerTransaction, Transmit, response_hop
from switchboard.sip.errors import MalformedHeader, MalformedMessage
from switchboard.sip.headers import RAck, Via
from switchboard.sip.identifiers import new_tag
from switchboard.sip.matching import Key, cancelled_key, merge_key, server_key
from switchboard.sip.message import Request, Response
from switchboard.sip.params import split_outside_quotes
from switchboard.sip.responses import make_response, response_headers
from switchboard.sip.transaction import Timers
from switchboard.sip.uri import SipUri
from switchboard.sip.validation import Refusal, refusal

log = logging.getLogger(__name__)

GOES_ON = frozenset({"CANCEL", "PRACK"})
OVERLOADED = Refusal(503, "", (("Retry-After", "10"),))


class UserAgentServer:
    """`transmit` sends a response; `on_all_answered` is told when no request of a TCP connection waits any more."""

    def __init__(
        self,
        handler: Handler,
        counters: Counters,
        gate: Gate,
        known: KnownSources,
        *,
        transmit: Transmit,
        on_all_answered: Callable[[int], None],
        user_agent: str,
        timers: Timers,
        extensions: Collection[str],
        trying: bool,
    ) -> None:
        self._handler = handler
        self._counters = counters
        self._gate = gate
        self._known = known
        self._transmit = transmit
        self._on_all_answered = on_all_answered
        self._user_agent = user_agent
        self._timers = timers
        self._extensions = frozenset(extensions)
        self._trying = trying
        self._table = ServerTable()
        self._drops_new = False

    def __len__(self) -> int:
        """How many transactions there are."""
        return len(self._table)

    def serves(self, flow: int) -> bool:
        """Whether requests that came over a connection are being answered."""
        return self._table.serves(flow)

    def drop_new(self) -> None:
        """Leave new requests without an answer; those that came go on."""
        self._drops_new = True

    def close(self) -> None:
        """End all transactions, with nothing on the wire."""
        self._table.close()

    def receive(self, request: Request, source: Source) -> None:
        """Any request. Raises MalformedHeader for one that cannot be told from others."""
        _stamp(request, source)
        key = server_key(request)
        known = self._table.find(key)
        if request.method == "ACK":
            self._on_ack(request, known)
        elif known is not None:
            known.receive(request)
        elif self._table.is_full or self._drops_new:
            self._counters.dropped += 1
        else:
            self._on_new_request(request, source, key)

    def receive_malformed(self, fault: MalformedMessage, source: Source) -> None:
        """Answer without state where the request tells how; never an ACK."""
        self._counters.malformed += 1
        if fault.headers is None or fault.method in (None, "ACK") or "Via" not in fault.headers:
            return
        shell = Request(fault.method or "", "", fault.headers)
        _stamp(shell, source)
        headers = response_headers(fault.headers, new_tag())
        headers.add("Server", self._user_agent)
        reason = f"Bad Request: {fault.reason}" if fault.status == 400 else ""
        self._transmit(Response(fault.status, reason, headers), response_hop(shell, source))

    def _on_new_request(self, request: Request, source: Source, key: Key) -> None:
        refused = refusal(request, self._extensions, secured=source.transport == "tls")
        if self._table.is_full_for(source.host):
            refused = OVERLOADED
        elif (reason := self._has_no_time_for(request, source)) is not None:
            self._counters.refused[reason] += 1
            refused = busy_refusal(request.method)
        if refused is not None:
            self._refuse(request, source, refused)
            return
        copies = merge_key(request)
        if request.method == "CANCEL":
            self._on_cancel(request, source, key, copies)
            return
        if request.method == "PRACK":
            self._on_prack(request, source, key, copies)
            return
        merged = request.to.tag is None and self._table.has_copy(copies)
        transaction = self._open(request, source, key, copies)
        if merged:
            self._counters.merged += 1
            transaction.respond(482)
        else:
            if request.method == "INVITE" and self._trying:
                transaction.respond(100)
            self._hand_over(transaction, self._handler.on_request)

    def _has_no_time_for(self, request: Request, source: Source) -> Reason | None:
        """Why a request that would begin something is refused."""
        if request.method in GOES_ON or request.to.tag is not None:
            return None
        known = self._known.has(source_network(source.host))
        if request.method != "INVITE":
            return self._gate.refuses_other(source.waited_s, known=known)
        reason = self._gate.refuses_call(source.waited_s, known=known)
        return None if reason and known and self._gate.spares(_dialled(request)) else reason

    def _refuse(self, request: Request, source: Source, refused: Refusal) -> None:
        """Answer without keeping state."""
        response = make_response(request, refused.status, refused.reason, headers=refused.headers, to_tag=new_tag())
        self._transmit(response, response_hop(request, source))

    def _open(self, request: Request, source: Source, key: Key, copies: Key) -> ServerTransaction:
        transaction = ServerTransaction(
            request,
            source,
            timers=self._timers,
            server=self._user_agent,
            transmit=self._transmit,
            on_terminated=self._forget,
            on_answered=self._keep_answer,
        )
        self._table.add(transaction, key, copies)
        transaction.start()
        return transaction

    def _hand_over(self, transaction: ServerTransaction, handle: Callable[[ServerTransaction], object]) -> None:
        try:
            handle(transaction)
        except Exception:
            self._counters.handler_faults += 1
            log.exception("the handler failed on a %s", transaction.request.method)
            transaction.respond(500)

    def _on_cancel(self, request: Request, source: Source, key: Key, copies: Key) -> None:
        """200 and the To tag of the INVITE where there is one, else 481 (§9.2).

        From tag, Call-ID and number are the INVITE's, too (§9.1): a branch that was seen does not suffice to cancel.
        A wrong one leaves no state, which the right one of the same branch would meet.
        """
        invite = self._table.find(cancelled_key(request))
        if invite is None or invite.copies[:-1] != copies[:-1]:
            self._refuse(request, source, Refusal(481, ""))
            return
        cancel = self._open(request, source, key, copies)
        cancel.respond(200, to_tag=invite.local_tag)
        invite.receive_cancel()

    def _on_prack(self, request: Request, source: Source, key: Key, copies: Key) -> None:
        """Give it to the INVITE whose reliable response it acknowledges; 481 where there is none (RFC 3262 §3)."""
        try:
            rack = RAck.parse(request.headers.get("RAck") or "")
        except MalformedHeader:
            self._refuse(request, source, Refusal(400, ""))
            return
        invite = self._table.find_provisional(request, rack.cseq)
        if invite is None or not invite.takes_prack(rack):
            self._refuse(request, source, Refusal(481, ""))
            return
        self._hand_over(self._open(request, source, key, copies), invite.on_prack)

    def _on_ack(self, ack: Request, known: ServerTransaction | Answered | None) -> None:
        if known is not None:
            known.receive(ack)
            return
        if (invite := self._table.find_acknowledged(ack)) is not None:
            invite.receive_ack(ack)
            return
        self._counters.unmatched_acks += 1
        try:
            self._handler.on_ack(ack)
        except Exception:
            self._counters.handler_faults += 1
            log.exception("the handler failed on an ACK")

    def _keep_answer(self, transaction: ServerTransaction, response: Response | None) -> None:
        self._table.keep_answer(transaction, response, self._transmit, self._timers.limit_s)

    def _forget(self, transaction: ServerTransaction) -> None:
        self._table.remove(transaction)
        flow = transaction.source.flow
        if flow is not None and not self._table.serves(flow):
            self._on_all_answered(flow)


def _dialled(request: Request) -> str:
    try:
        return SipUri.parse(request.uri).number
    except MalformedHeader:
        return ""


def _stamp(request: Request, source: Source) -> None:
    """Note the source in the top Via (§18.2.1, RFC 3581 §4); one that does not parse stays."""
    line = request.headers.first.get("Via", "")
    try:
        first, *others = split_outside_quotes(line, ",") if "," in line else (line,)
        via = Via.parse(first).stamped(source.host, source.port)
    except MalformedHeader:
        return
    request.headers.replace_first("Via", ", ".join([str(via), *others]), meaning=via)
