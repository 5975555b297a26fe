"""Calls that we place: one INVITE to one contact or trunk, from the offer to the answered leg."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import structlog

from switchboard.call.cause import Cause
from switchboard.engine.builtin.alert_info import alert_info_value
from switchboard.engine.builtin.auto_answer import auto_answer_headers
from switchboard.engine.builtin.callee_sound import CalleeSound
from switchboard.engine.builtin.context import ALLOW, Callee, EngineContext
from switchboard.engine.builtin.early_dialogs import EarlyDialogs
from switchboard.engine.builtin.early_requests import EarlyRequests
from switchboard.engine.builtin.hop_health import takes_nothing
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.liveness import takes_update
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation
from switchboard.engine.builtin.redirection import REDIRECTIONS, numbers_of
from switchboard.engine.builtin.who_calls import address_of, diversion_headers, identity_lines
from switchboard.engine.port import CallerId, Diversion
from switchboard.errors import Unavailable
from switchboard.sip import reliable
from switchboard.sip.aio.addresses import DEFAULT_PORT, NextHop, bracketed, canonical, transport_of
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.dialog import Dialog, DialogId
from switchboard.sip.digest import answer_challenge
from switchboard.sip.errors import SipError, UnacceptableOffer
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.media_address import IpVersion
from switchboard.sip.message import Request, Response
from switchboard.sip.offer_answer import Codec, Direction, Encryption
from switchboard.sip.reasons import COMPLETED_ELSEWHERE
from switchboard.sip.responses import make_response
from switchboard.sip.session_timer import read_response, request_headers

log = structlog.get_logger()

CHALLENGES = {401: ("WWW-Authenticate", "Authorization"), 407: ("Proxy-Authenticate", "Proxy-Authorization")}
UNWILLING = (415, 488, 606)
"""How a phone that does not encrypt refuses an encrypted offer."""
MAX_TRIES = 5
MAX_FORKS = 8

OpenStream = Callable[[IpVersion], Awaitable[RemoteStream]]
"""Opens a stream for a callee. Raises Unavailable."""


@dataclass(slots=True, eq=False)
class OutgoingCall:
    """One attempt. `run` returns the answered leg, or the status that ended it. `caller_host` "": our address.

    `heard_from`: something came from the callee. `unreachable`: the network says that nobody is there. `redirected_to`
    are the numbers that it says to call instead. `sound` lets the caller hear the callee before the answer. `dialogs`
    are those of phones that ring, of which `on_early` was told. `elsewhere` is to be set before `run` is cancelled
    because somebody else has the call. With `auto_answer` the phone is asked to answer by itself.
    """

    context: EngineContext
    callee: Callee
    caller_id: CallerId
    caller_host: str
    alert_info: str
    peer: MediaPeer
    billed_to: str
    diversions: tuple[Diversion, ...]
    open_stream: OpenStream
    codec: Codec | None
    on_ringing: Callable[[], None]
    on_early: Callable[[DialogId], None]
    sound: CalleeSound | None = None
    heard_from: bool = False
    unreachable: bool = False
    redirected_to: tuple[str, ...] = ()
    elsewhere: bool = False
    auto_answer: bool = False
    dialogs: list[DialogId] = field(default_factory=list)
    _spoke: asyncio.Event = field(default_factory=asyncio.Event)
    _call_id: str = field(default_factory=new_call_id)
    _tag: str = field(default_factory=new_tag)
    _cseq: int = 0
    _early: EarlyDialogs = field(default_factory=EarlyDialogs)
    _requests: EarlyRequests = field(init=False)
    _described: bool = False
    _over: bool = False
    _refused_by_server: bool = False

    async def run(self) -> SipLeg | int:
        """Place the call. Cancelling cancels it at the callee too."""
        place = self.context.places.take(self.callee.bounds)
        if place is None:
            return 503
        leg: SipLeg | int = 503
        try:
            with EarlyRequests(self.context.dialogs, self._call_id, self._tag, self.dialogs) as self._requests:
                leg = await self._at_one_server()
        except Unavailable:
            return 503
        except UnacceptableOffer as error:
            log.warning("a call cannot be placed", reason=error.reason)
            return error.status
        finally:
            if not isinstance(leg, SipLeg):
                place.close()
        if isinstance(leg, SipLeg):
            leg.holds(place)
        return leg

    async def _at_one_server(self) -> SipLeg | int:
        """At the first server that takes the call, of those where the callee is reached (RFC 3263 §4.3)."""
        while True:
            encryption = self.context.encryption_with(self.callee.way, self.callee.encryption)
            leg = await self._run(await self.open_stream(self._ip_version()), encryption)
            if not self._refused_by_server or (callee := self.callee.at_next()) is None:
                return leg
            self._begin_anew(callee)

    def _begin_anew(self, callee: Callee) -> None:
        self.callee = callee
        self.heard_from = self._described = self._over = self._refused_by_server = False
        self._spoke, self._early = asyncio.Event(), EarlyDialogs()

    async def _run(self, stream: RemoteStream, encryption: Encryption) -> SipLeg | int:
        local_host = self.context.endpoint.local_host(self._remote_host())
        capabilities = self.context.capabilities_for(
            self._ip_version(), codecs=self.callee.codecs, encryption=encryption
        )
        negotiation = Negotiation(capabilities, local_host, stream.port)
        if self.codec is not None:
            negotiation.prefer(self.codec)
        leg: SipLeg | None = None
        try:
            transaction, response = await self._invite(stream, negotiation)
            self._end_early_media(stream)
            if not response.is_success:
                if response.status in REDIRECTIONS:
                    self.redirected_to = numbers_of(response, self.context.endpoint.is_ours)
                self._note_refusal(transaction, response)
                return response.status
            leg = await self._establish(transaction, response, stream, negotiation)
            return leg or 488
        finally:
            self._end_early_media(stream)
            if leg is None:
                self.context.background.spawn(stream.close(), "close-stream")

    def _note_refusal(self, transaction: ClientTransaction, response: Response) -> None:
        """The next calls try another server first, if this one takes nothing."""
        self._refused_by_server = takes_nothing(response, heard=transaction.heard)
        if self._refused_by_server and self.callee.avoided is not None and self.callee.first_hop is not None:
            self.callee.avoided.avoid(self.callee.first_hop, asyncio.get_running_loop().time(), response)

    def _ip_version(self) -> IpVersion:
        """The IP version of the audio that we offer: that of the signalling, if streams can have it."""
        return self.context.pool.ip_version_for(self._remote_host())

    def _remote_host(self) -> str:
        """Numeric, where it is known."""
        return self.callee.hop.host if self.callee.hop else self.callee.address or canonical(self.callee.uri.host)

    async def _invite(self, stream: RemoteStream, negotiation: Negotiation) -> tuple[ClientTransaction, Response]:
        """Send the INVITE, again with credentials or a longer session interval when asked for, or with plain audio to
        who takes no encrypted one and need not.
        """
        extra: list[tuple[str, str]] = []
        interval_s = self.context.settings.session_expires_s
        min_se_s = 90
        for _ in range(MAX_TRIES):
            request = self._request(negotiation, [*extra, *request_headers(interval_s, min_se_s=min_se_s)])
            transaction = self._send(request, stream, negotiation)
            response = await self._final(transaction)
            self.unreachable = transaction.unreachable
            self._hear_from(response.status, heard=transaction.heard)
            if response.status == 422:
                min_se_s = _seconds(response.headers.get("Min-SE"), min_se_s)
                interval_s = max(interval_s, min_se_s)
            elif response.status in CHALLENGES and not extra and (proof := self._prove(request, response)):
                extra = [proof]
            elif response.status not in UNWILLING or not negotiation.go_plain():
                break
        return transaction, response

    def _send(self, request: Request, stream: RemoteStream, negotiation: Negotiation) -> ClientTransaction:
        def on_provisional(response: Response) -> None:
            self._on_provisional(transaction, response)
            if response.body and self.sound is not None and not self._described:
                self._described = True
                work = self._hear(transaction, response, stream, negotiation, self.sound)
                self.context.background.spawn(work, "early-media")

        transaction = self.context.endpoint.request(
            request,
            hop=self.callee.hop or self.callee.first_hop,
            on_provisional=on_provisional,
            on_fork=lambda response: self._refuse_answer(transaction, response),
        )
        self._requests.transaction = transaction
        return transaction

    def _request(self, negotiation: Negotiation, headers: list[tuple[str, str]]) -> Request:
        self._cseq += 1
        endpoint = self.context.endpoint
        local_host = endpoint.local_host(self._remote_host())
        user = self.callee.account.username if self.callee.account else self.caller_id.number
        ours = self.caller_host or bracketed(local_host)
        hop = self.callee.hop or self.callee.first_hop
        hop = hop or NextHop(
            transport_of(self.callee.uri) or "udp", self._remote_host(), self.callee.uri.port or DEFAULT_PORT
        )
        items = [
            ("Max-Forwards", "70"),
            ("From", str(address_of(self.caller_id, ours).with_tag(self._tag))),
            ("To", f"<{self.callee.uri.bare()}>"),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._cseq} INVITE"),
            ("Contact", str(endpoint.contact(hop, user or None, secure=self.callee.uri.scheme == "sips"))),
            ("Allow", ALLOW),
            ("Supported", reliable.OPTION),
            *headers,
            ("Content-Type", CONTENT_TYPE),
        ]
        items[1:1] = [("Route", route) for route in self.callee.route]
        if self.auto_answer:
            items += auto_answer_headers(ours)
        elif self.alert_info:
            items.append(("Alert-Info", alert_info_value(self.alert_info, self.context.settings.alert_info_form)))
        items += identity_lines(self.caller_id, self.billed_to, ours)
        items += diversion_headers(self.diversions, self.callee.uri, ours)
        return Request("INVITE", str(self.callee.uri), Headers(items), negotiation.offer(tentative=True))

    def _hear_from(self, status: int, *, heard: bool = True) -> None:
        """A proxy on the way says 100 by itself, and 408 when the callee says nothing."""
        proxy = bool(self.callee.route) and status in (100, 408)
        self.heard_from = self.heard_from or (heard and not proxy)

    def _on_provisional(self, transaction: ClientTransaction, response: Response) -> None:
        self._hear_from(response.status)
        self._spoke.set()
        try:
            prack = self._early.take(transaction.request, response)
        except SipError as error:
            log.info("unusable provisional response", reason=error.reason)
            return
        if prack is not None:
            self.context.send(prack, self.callee.hop)
        if response.status in (180, 183):
            self._note_early(response.to.tag)
            self.on_ringing()

    def _note_early(self, tag: str | None) -> None:
        """A proxy may let several phones ring; what claims to be more than a few is not remembered."""
        dialog = DialogId(self._call_id, self._tag, tag or "")
        if tag and dialog not in self.dialogs and len(self.dialogs) < MAX_FORKS:
            self.dialogs.append(dialog)
            self.on_early(dialog)

    async def _hear(
        self,
        transaction: ClientTransaction,
        response: Response,
        stream: RemoteStream,
        negotiation: Negotiation,
        sound: CalleeSound,
    ) -> None:
        """The callee describes audio before the answer; of several phones behind a proxy, the first one counts."""
        try:
            peer = self._answering(transaction, response, Dialog.uac(transaction.request, response))
            answer = await self.context.read_sdp(response, peer)
            if self._over:
                return
            media = negotiation.accept_answer(answer)
            # Who is not answered is heard, but hears nothing: nobody talks without an answer.
            await stream.configure(replace(media, direction=Direction.RECVONLY), peer)
        except (SipError, Unavailable) as error:
            log.info("no early media", error=error.code)
            return
        if not self._over:
            sound.begins(stream)

    def _end_early_media(self, stream: RemoteStream) -> None:
        self._over = True
        if self.sound is not None:
            self.sound.ends(stream)

    async def _final(self, transaction: ClientTransaction) -> Response:
        """Returns the final response. If this is cancelled, the callee gets a CANCEL, and a late answer is hung up."""
        final = asyncio.ensure_future(transaction.final())
        try:
            if await self._speaks(final):
                return await asyncio.shield(final)
        except asyncio.CancelledError:
            self._withdraw(transaction, final)
            raise
        self._withdraw(transaction, final)
        return make_response(transaction.request, 408)

    async def _speaks(self, final: "asyncio.Future[Response]") -> bool:
        """Wait for any response, at most the callee's `silence_s` if it has one; returns whether one came."""
        final.add_done_callback(lambda _: self._spoke.set())
        try:
            async with asyncio.timeout(self.callee.silence_s):
                await self._spoke.wait()
        except TimeoutError:
            return False
        return True

    def _withdraw(self, transaction: ClientTransaction, final: "asyncio.Future[Response]") -> None:
        transaction.cancel(self._why())
        self.context.background.spawn(self._undo(transaction, final), "cancel")

    async def _undo(self, transaction: ClientTransaction, final: "asyncio.Future[Response]") -> None:
        response = await final
        if response.is_success:
            self._refuse_answer(transaction, response)

    def _refuse_answer(self, transaction: ClientTransaction, response: Response) -> None:
        """End a call that was answered too late: send ACK, then BYE, if the answer made a dialog."""
        try:
            dialog = self._early.confirmed(transaction.request, response)
        except SipError:
            return
        self.context.endpoint.send_ack(dialog.ack(transaction.request.cseq.number), self.callee.hop)
        self.context.send(dialog.request("BYE", headers=self._why()), self.callee.hop)

    def _why(self) -> tuple[tuple[str, str], ...]:
        """The headers that say why the callee is not wanted any more."""
        return COMPLETED_ELSEWHERE if self.elsewhere else ()

    def _prove(self, request: Request, response: Response) -> tuple[str, str] | None:
        """The header that answers a challenge, if we have an account there."""
        if self.callee.account is None:
            return None
        challenge, answer = CHALLENGES[response.status]
        value = answer_challenge(
            response.headers.get_all(challenge),
            "INVITE",
            request.uri,
            self.callee.account.username,
            password=self.callee.account.password,
        )
        return (answer, value) if value else None

    async def _establish(
        self, transaction: ClientTransaction, response: Response, stream: RemoteStream, negotiation: Negotiation
    ) -> SipLeg | None:
        try:
            dialog = self._early.confirmed(transaction.request, response)
        except SipError as error:
            log.warning("unusable answer", reason=error.reason)
            return None
        self.context.endpoint.send_ack(dialog.ack(transaction.request.cseq.number), self.callee.hop)
        peer = self._answering(transaction, response, dialog)
        leg = SipLeg(self.context, dialog, self.callee.hop, stream, negotiation, peer)
        leg.liveness.takes_update = takes_update(response)
        try:
            leg.liveness.arm(read_response(response))
            await leg.accept_answer(self._early.answer(response))
        except SipError as error:
            log.warning("unusable answer", reason=error.reason)
            leg.finish(Cause.FAILED)
            return None
        except (Unavailable, asyncio.CancelledError):
            leg.finish(Cause.FAILED, elsewhere=self.elsewhere)
            raise
        return leg

    def _answering(self, transaction: ClientTransaction, response: Response, dialog: Dialog) -> MediaPeer:
        """Whom we talk to, now that it is known where the answer came from."""
        asked = transaction.hop.host if transaction.hop else self._remote_host()
        return replace(self.peer, host=self.context.proxies.answering_host(asked, response, dialog.remote_target.host))


def _seconds(text: str | None, default_s: int) -> int:
    digits = (text or "").partition(";")[0].strip()
    return int(digits) if digits.isdecimal() and len(digits) < 6 else default_s
