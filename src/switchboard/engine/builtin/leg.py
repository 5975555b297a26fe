"""One established INVITE dialog with its audio: requests inside it, both ways, and its end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import structlog

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.context import ALLOW, EngineContext
from switchboard.engine.builtin.hops import reply_hop
from switchboard.engine.builtin.keypress import KEY_TYPES, info_digit
from switchboard.engine.builtin.liveness import is_gone, question
from switchboard.engine.builtin.media import Stream
from switchboard.engine.builtin.media_peer import MediaPeer, signalling_host
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation
from switchboard.engine.port import (
    Target,
)
from switchboard.sip.aio.addresses import Target as Hop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import session_description
from switchboard.sip.dialog import Dialog
from switchboard.sip.errors import SipError
from switchboard.sip.message import Message, Response
from switchboard.sip.offer_answer import Direction
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import SessionTimer, answer_request, read_response
from switchboard.sip.uri import NameAddr

log = structlog.get_logger()

HELD = (Direction.RECVONLY, Direction.INACTIVE)


@dataclass(slots=True)
class LegEvents:
    """What a leg tells its call."""

    on_key: Callable[[str, KeyMethod], None] = field(default=lambda digit, method: None)
    on_hold: Callable[[bool], None] = field(default=lambda held: None)
    on_refer: Callable[[NameAddr], bool] = field(default=lambda refer_to: False)
    on_end: Callable[[Cause], None] = field(default=lambda cause: None)


class Leg:
    """A caller or a callee that has answered, from its 2xx to its BYE."""

    def __init__(
        self,
        context: EngineContext,
        dialog: Dialog,
        hop: Hop | None,
        stream: Stream,
        negotiation: Negotiation,
        peer: MediaPeer,
    ) -> None:
        self.context = context
        self.dialog = dialog
        self.stream = stream
        self.negotiation = negotiation
        self.peer = peer
        self.events = LegEvents()
        self.ended = False
        self.began_s = asyncio.get_running_loop().time()
        self._hop = hop
        self._held = False
        self._offering = False
        self._answering = False
        self._asking = False
        self.takes_update = False
        self._session: SessionTimer | None = None
        self._timer: asyncio.TimerHandle | None = None
        stream.events.on_key = lambda digit, method: self.events.on_key(digit, method)
        stream.events.on_silence = self._on_silence
        stream.events.on_lost = lambda: self.finish(Cause.MEDIA_LOST)
        context.legs.add(self)
        context.flows.take(hop)

    @property
    def held(self) -> bool:
        """Whether the peer has put us on hold."""
        return self._held

    async def apply_media(self) -> None:
        """Let the media worker send and listen as agreed."""
        media = self.negotiation.media
        if media is None or media.remote_port == 0:
            return
        any_host = self.context.any_source_behind_nat and self.peer.may_be_anywhere(media.remote_host)
        await self.stream.configure(media, self.peer, any_host=any_host)
        if (media.direction in HELD) != self._held:
            self._held = not self._held
            self.events.on_hold(self._held)

    async def accept_answer(self, message: Message) -> None:
        """Take the answer to our offer. Raises SipError, Unavailable."""
        self.negotiation.accept_answer(await self.context.read_sdp(message, self.peer))
        await self.apply_media()

    def arm(self, timer: SessionTimer | None) -> None:
        """Start the session timer that an INVITE, UPDATE or the answer to one settled (RFC 4028)."""
        self._disarm()
        self._session = timer
        if timer is None or self.ended:
            return
        loop = asyncio.get_running_loop()
        if timer.refresher == "local":
            self._timer = loop.call_later(timer.refresh_after_s, self._start_refresh)
        else:
            self._timer = loop.call_later(timer.expires_after_s, self._expire)

    async def hang_up(self) -> None:
        """Send BYE, if the peer has not, and free the audio. May be called again."""
        if not self.ended:
            self.finish(Cause.NORMAL)
        await self.stream.close()

    def finish(self, cause: Cause, *, bye: bool = True) -> None:
        """The dialog ends now; `bye` tells the peer. The call is told once."""
        if self.ended:
            return
        self.ended = True
        self._disarm()
        self.context.legs.remove(self)
        if bye:
            self.context.send(self.dialog.request("BYE"), self._hop)
        self.context.flows.give(self._hop)
        self.events.on_end(cause)

    async def send_key(self, digit: str) -> None:
        """Pass a key on to the peer: RFC 4733 when it was agreed, else SIP INFO."""
        if self.stream.has_telephone_event:
            await self.stream.send_digit(digit)
            return
        body = f"Signal={digit}\r\nDuration=160\r\n".encode()
        request = self.dialog.request("INFO", body=body, content_type="application/dtmf-relay")
        self.context.send(request, self._hop)

    def on_request(self, tx: ServerTransaction) -> None:
        """A request in this dialog."""
        if not self.dialog.accepts(tx.request):
            tx.respond(500, headers=[("Retry-After", "0")])
            return
        match tx.request.method:
            case "BYE":
                tx.respond(200)
                self.finish(Cause.NORMAL, bye=False)
            case "INVITE" | "UPDATE":
                self.context.background.spawn(self._on_offer(tx), "re-invite")
            case "INFO":
                self._on_info(tx)
            case "REFER":
                self._on_refer(tx)
            case "OPTIONS" | "NOTIFY":
                tx.respond(200, headers=[("Allow", ALLOW)])
            case _:
                tx.respond(405, headers=[("Allow", ALLOW)])

    async def _on_offer(self, tx: ServerTransaction) -> None:
        """A re-INVITE or UPDATE. Of two offers at once one is refused (RFC 3261 §14.2, RFC 3311 §5.2)."""
        if self._offering:
            tx.respond(491)
        elif self._answering:
            tx.respond(500, headers=[("Retry-After", "1")])
        else:
            timer = await self._answer(tx)
            if tx.final_status == 200:
                await self._settle(tx, timer)

    async def _answer(self, tx: ServerTransaction) -> SessionTimer | None:
        """Send the final response; what it says of the session timer, where it is 200."""
        self._answering = True
        try:
            timer, headers = answer_request(tx.request, interval_s=self.context.settings.session_expires_s)
            await self._accept(tx, headers)
        except SipError as refusal:
            tx.respond(refusal.status, headers=self.context.answer_headers(refusal, tx.source))
        else:
            return timer
        finally:
            self._answering = False
        return None

    async def _accept(self, tx: ServerTransaction, headers: list[tuple[str, str]]) -> None:
        offer = await self.context.read_sdp(tx.request, self.peer)
        if self.ended or tx.cancelled.done():
            tx.respond(487)
            return
        body = self._describe(tx, offer)
        self._follow(tx)
        host = signalling_host(tx.request, tx.source.host, self.context.settings.trusted_proxies)
        self.peer = replace(self.peer, host=host)
        if offer is not None:
            await self.apply_media()
        contact = ("Contact", str(self.dialog.local_contact))
        tx.respond(200, headers=[contact, ("Allow", ALLOW), *headers], body=body, content_type=_type_of(body))

    def _follow(self, tx: ServerTransaction) -> None:
        """The peer may be elsewhere from now on: a NAT has given it another port, or it has connected anew."""
        self.dialog.refresh_target(tx.request)
        self.context.flows.give(self._hop)
        self._hop = reply_hop(tx, self.dialog)
        self.context.flows.take(self._hop)

    def _describe(self, tx: ServerTransaction, offer: SessionDescription | None) -> bytes:
        if offer is not None:
            return self.negotiation.answer(offer)
        return self.negotiation.offer() if tx.request.method == "INVITE" else b""

    async def _settle(self, tx: ServerTransaction, timer: SessionTimer | None) -> None:
        """What follows our 200."""
        offered = bool(session_description(tx.request))
        if tx.request.method == "INVITE" and not await self.acknowledged(tx, answer_expected=not offered):
            self.finish(Cause.FAILED)
        self.arm(timer)

    async def acknowledged(self, tx: ServerTransaction, *, answer_expected: bool) -> bool:
        """Wait for the ACK to a 2xx of ours; take the answer in it when our 2xx carried the offer."""
        if not await tx.acknowledged() or tx.ack is None:
            return False
        if answer_expected:
            try:
                await self.accept_answer(tx.ack)
            except SipError:
                return False
        return True

    def _on_info(self, tx: ServerTransaction) -> None:
        kind = tx.request.content_type
        if not tx.request.body:
            tx.respond(200)
        elif kind not in KEY_TYPES:
            tx.respond(415, headers=[("Accept", ", ".join((CONTENT_TYPE, *KEY_TYPES)))])
        elif (digit := info_digit(tx.request.body)) is None:
            tx.respond(400)
        else:
            tx.respond(200)
            if digit:
                self.stream.press(digit)

    def _on_refer(self, tx: ServerTransaction) -> None:
        value = tx.request.headers.get("Refer-To")
        try:
            refer_to = NameAddr.parse(value or "")
        except SipError:
            tx.respond(400)
            return
        if "Replaces" in refer_to.uri.headers or not self.events.on_refer(refer_to):
            tx.respond(603)
            return
        tx.respond(202, headers=[("Contact", str(self.dialog.local_contact))])
        self._report_transfer()

    def _report_transfer(self) -> None:
        """Tell the transferor that we took over (RFC 3515 §2.4.5); the subscription ends at once."""
        headers = [("Event", "refer"), ("Subscription-State", "terminated;reason=noresource")]
        request = self.dialog.request(
            "NOTIFY", headers=headers, body=b"SIP/2.0 200 OK\r\n", content_type="message/sipfrag;version=2.0"
        )
        self.context.send(request, self._hop)

    def _on_silence(self) -> None:
        """No packet came for a while; it is told again and again, so nothing is lost while something else asks."""
        if not (self.ended or self._asking or self._offering):
            self._asking = True
            self.context.background.spawn(self._ask(), "ask-silent-peer")

    async def _ask(self) -> None:
        """End the call of a peer that is gone."""
        try:
            request = question(self.dialog, self._session if self.takes_update else None)
            asked = self.context.endpoint.request(request, target=self._hop)
            gone = await is_gone(asked)
        finally:
            self._asking = False
        response = await asked.final()
        if gone:
            log.info("a silent peer is gone", status=response.status)
            self.finish(Cause.MEDIA_LOST, bye=response.status != 481)
        elif request.method == "UPDATE" and response.is_success:
            self._refreshed(response)

    def _refreshed(self, response: Response) -> None:
        """Our UPDATE has refreshed the session."""
        try:
            self.dialog.refresh_target(response)
            self.arm(read_response(response))
        except SipError as error:
            log.warning("unusable answer to a session refresh", reason=error.reason)

    def _start_refresh(self) -> None:
        self.context.background.spawn(self._refresh(), "session-refresh")

    async def _refresh(self) -> None:
        """Refresh the session by a re-INVITE that says what stands."""
        self._offering = True
        try:
            response = await self._reinvite()
        finally:
            self._offering = False
        if response.is_success:
            self.arm(read_response(response))
        elif response.status in (408, 481):
            self.finish(Cause.FAILED, bye=response.status != 481)
        else:
            self._timer = asyncio.get_running_loop().call_later(5.0, self._start_refresh)

    async def _reinvite(self) -> Response:
        interval_s = self.context.settings.session_expires_s
        headers = [
            ("Contact", str(self.dialog.local_contact)),
            ("Allow", ALLOW),
            ("Supported", "timer"),
            ("Session-Expires", f"{interval_s};refresher=uac"),
        ]
        request = self.dialog.request(
            "INVITE", headers=headers, body=self.negotiation.offer(), content_type=CONTENT_TYPE
        )
        response = await self.context.endpoint.request(request, target=self._hop).final()
        if response.is_success:
            self.dialog.refresh_target(response)
            self.context.endpoint.send_ack(self.dialog.ack(request.cseq.number), self._hop)
            await self._take_answer(response)
        return response

    async def _take_answer(self, response: Response) -> None:
        """What stands is not applied again, for that would forget where audio comes from."""
        before = self.negotiation.media
        try:
            self.negotiation.accept_answer(await self.context.read_sdp(response, self.peer))
        except SipError:
            log.warning("unusable answer to a session refresh")
        if self.negotiation.media != before:
            await self.apply_media()

    def _expire(self) -> None:
        log.info("session expired without a refresh")
        self.finish(Cause.FAILED)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class AnsweredLeg:
    """A callee that answered, as call flow holds it."""

    def __init__(self, leg: Leg, target: Target) -> None:
        self.leg = leg
        self._target = target

    @property
    def target(self) -> Target:
        return self._target

    async def hang_up(self) -> None:
        await self.leg.hang_up()


def _type_of(body: bytes) -> str | None:
    return CONTENT_TYPE if body else None
