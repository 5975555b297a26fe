"""One established INVITE dialog with its audio: requests inside it, both ways, and its end."""

from dataclasses import replace

import structlog

from switchboard.call.cause import Cause
from switchboard.engine.builtin.audio_leg import NOBODY, AudioLeg
from switchboard.engine.builtin.context import ALLOW, EngineContext
from switchboard.engine.builtin.keypress import KEY_TYPES, info_digit
from switchboard.engine.builtin.liveness import Liveness
from switchboard.engine.builtin.media import RemoteStream, StreamEvents
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation
from switchboard.engine.builtin.next_hops import reply_hop
from switchboard.engine.builtin.places import Place
from switchboard.engine.builtin.who_calls import address_of
from switchboard.engine.port import CallerId
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import session_description
from switchboard.sip.dialog import Dialog
from switchboard.sip.errors import SipError, UnacceptableOffer
from switchboard.sip.headers import Replaces
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.offer_answer import Codec, Direction
from switchboard.sip.reasons import COMPLETED_ELSEWHERE, reason_phrase
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import SessionTimer, answer_request
from switchboard.sip.uri import NameAddr

log = structlog.get_logger()

HELD = (Direction.RECVONLY, Direction.INACTIVE)


class SipLeg(AudioLeg):
    """A caller or a callee at a telephone, from its 2xx (a caller's 183) to its end."""

    def __init__(
        self,
        context: EngineContext,
        dialog: Dialog,
        hop: NextHop | None,
        stream: RemoteStream,
        negotiation: Negotiation,
        peer: MediaPeer,
        *,
        early: bool = False,
    ) -> None:
        """`early`: its 2xx is still to be sent; the peer hears us already."""
        super().__init__(context, stream, dialog.id)
        self.dialog = dialog
        self.negotiation = negotiation
        self.peer = peer
        self.offering = early
        self._early = early
        self.liveness = Liveness(self, context.background)
        self._hop = hop
        self._place: Place | None = None
        self._answering = False
        stream.events = StreamEvents(
            on_key=lambda digit, method: self.owner.on_key(self, digit, method),
            on_silence=self.liveness.on_silence,
            on_lost=lambda: self.finish(Cause.MEDIA_LOST),
        )
        context.dialogs.add(self)
        context.flows.take(hop)

    @property
    def host(self) -> str:
        return self.peer.host

    @property
    def codec(self) -> Codec | None:
        return self.negotiation.media.codec if self.negotiation.media else None

    def establish(self) -> None:
        """The 2xx is being sent. Until then no offer is taken (RFC 3311 §5.1), and no BYE sent (RFC 3261 §15)."""
        self._early = self.offering = False

    def holds(self, place: Place | None) -> None:
        """The leg has taken this place, and gives it back when it ends, in whatever call it is then."""
        self._place = place
        if self.ended and place is not None:
            place.close()

    async def apply_media(self) -> None:
        """Let the media worker send and listen as agreed."""
        media = self.negotiation.media
        if media is None or media.remote_port == 0:
            return
        any_host = self.context.any_source_behind_nat and self.peer.may_be_anywhere(media.remote_host)
        await self.stream.configure(media, self.peer, any_host=any_host)
        if (media.direction in HELD) != self.held:
            self.held = not self.held
            self.owner.on_hold(self, self.held)

    async def accept_answer(self, message: Message) -> None:
        """Take the answer to our offer. Raises SipError, Unavailable."""
        self.negotiation.accept_answer(await self.context.read_sdp(message, self.peer))
        await self.apply_media()

    def finish(self, cause: Cause, *, bye: bool = True, elsewhere: bool = False) -> None:
        if self.ended:
            return
        self.end_cause = cause
        self.liveness.end()
        self.context.dialogs.remove(self)
        if bye and not self._early:
            headers = COMPLETED_ELSEWHERE if elsewhere else ()
            self.context.send(self.dialog.request("BYE", headers=headers), self._hop)
        self.context.flows.give(self._hop)
        if self._place is not None:
            self._place.close()
        owner, self.owner = self.owner, NOBODY
        owner.on_end(self, cause)

    async def send_key(self, digit: str) -> None:
        """RFC 4733 when it was agreed, else SIP INFO."""
        if self.stream.has_telephone_event:
            await self.stream.send_digit(digit)
            return
        body = f"Signal={digit}\r\nDuration=160\r\n".encode()
        request = self.dialog.request("INFO", body=body, content_type="application/dtmf-relay")
        self.context.send(request, self._hop)

    def show(self, other: CallerId) -> None:
        """By an UPDATE with P-Asserted-Identity (RFC 3325 §9.1)."""
        host = self.dialog.local_contact.uri.host
        self.liveness.tell(("P-Asserted-Identity", str(address_of(other, host))))

    def on_request(self, tx: ServerTransaction) -> None:
        """Answer a request in this dialog."""
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
        """Answer a re-INVITE or UPDATE. Of two offers at once one is refused (RFC 3261 §14.2, RFC 3311 §5.2)."""
        if self.offering:
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
        if self.negotiation.is_encrypted and not self.context.may_have_keys(tx.source):
            raise UnacceptableOffer("the keys of encrypted audio need SIP over TLS")
        body = self._describe(tx, offer)
        self._follow(tx)
        self.peer = replace(self.peer, host=self.context.proxies.host(tx.request, tx.source))
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
        """After our 200: wait for the ACK, and start the session timer."""
        offered = bool(session_description(tx.request))
        if tx.request.method == "INVITE" and not await self.acknowledged(tx, answer_expected=not offered):
            self.finish(Cause.FAILED)
        self.liveness.arm(timer)

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
        try:
            refer_to = NameAddr.parse(tx.request.headers.get("Refer-To") or "")
            attended = "Replaces" in refer_to.uri.headers
            replaces = Replaces.parse(refer_to.uri.headers["Replaces"] or "") if attended else None
        except SipError:
            tx.respond(400)
            return
        if replaces is not None:
            status = self.owner.on_attended_transfer(self, replaces)
        else:
            status = 202 if self.owner.on_refer(self, refer_to) else 603
        tx.respond(status, headers=[("Contact", str(self.dialog.local_contact))] if status == 202 else [])
        if status == 202 and replaces is None:
            # We took over, and the subscription ends at once.
            self.context.send(self._transfer_progress(200, over=True), self._hop)

    async def tell_transfer(self, status: int, *, over: bool) -> None:
        if not self.ended:
            await self.ask(self._transfer_progress(status, over=over)).final()

    def _transfer_progress(self, status: int, *, over: bool) -> Request:
        """A NOTIFY that tells the transferor how the transfer goes (RFC 3515 §2.4.5); with `over` it is the last."""
        state = "terminated;reason=noresource" if over else "active;expires=300"
        headers = [("Event", "refer"), ("Subscription-State", state)]
        body = f"SIP/2.0 {status} {reason_phrase(status)}\r\n".encode()
        return self.dialog.request("NOTIFY", headers=headers, body=body, content_type="message/sipfrag;version=2.0")

    def ask(self, request: Request) -> ClientTransaction:
        """Send a request in this dialog."""
        return self.context.endpoint.request(request, hop=self._hop)

    async def reoffer(self) -> Response:
        """Refresh the session: send a re-INVITE with the description currently agreed; returns the final response."""
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
        self.offering = True
        try:
            response = await self.ask(request).final()
            if response.is_success:
                self.dialog.refresh_target(response)
                self.context.endpoint.send_ack(self.dialog.ack(request.cseq.number), self._hop)
                await self._take_answer(response)
        finally:
            self.offering = False
        return response

    async def _take_answer(self, response: Response) -> None:
        """Take the answer to a refresh. Unchanged media is not applied again, which would forget the audio's source."""
        before = self.negotiation.media
        try:
            self.negotiation.accept_answer(await self.context.read_sdp(response, self.peer))
        except SipError:
            log.warning("unusable answer to a session refresh")
        if self.negotiation.media != before:
            await self.apply_media()


def _type_of(body: bytes) -> str | None:
    return CONTENT_TYPE if body else None
