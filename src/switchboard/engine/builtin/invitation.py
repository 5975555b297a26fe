"""A caller's INVITE before it is answered."""

import asyncio
from dataclasses import dataclass

from switchboard.call.cause import Cause
from switchboard.engine.builtin.audio_leg import NOBODY, LegOwner
from switchboard.engine.builtin.context import ALLOW, EngineContext
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.liveness import takes_update
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation
from switchboard.engine.builtin.next_hops import reply_hop
from switchboard.engine.builtin.places import Place
from switchboard.errors import Unavailable
from switchboard.sip import reliable
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import check_accept
from switchboard.sip.dialog import Dialog, DialogId, is_secure
from switchboard.sip.errors import SipError, UnacceptableOffer
from switchboard.sip.message import Request
from switchboard.sip.offer_answer import Codec, Encryption, agree
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.session_timer import SessionTimer, answer_request
from switchboard.sip.uri import SipUri

STATUS_OF = {
    Cause.NORMAL: 480,
    Cause.BUSY: 486,
    Cause.NO_ANSWER: 480,
    Cause.REJECTED: 603,
    Cause.UNREACHABLE: 480,
    Cause.NOT_FOUND: 404,
    Cause.FORBIDDEN: 403,
    Cause.CANCELLED: 487,
    Cause.MEDIA_LOST: 503,
    Cause.DRAINING: 503,
    Cause.RELEASED: 603,
    Cause.FAILED: 500,
}
"""The response that refuses a call for a cause."""
REPEAT_S = 60.0
"""After how long a provisional response is sent again."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Which provisional responses a caller acknowledges (RFC 3262 §3)."""

    possible: bool
    required: bool

    @classmethod
    def asked_by(cls, request: Request) -> "Reliability":
        required = reliable.OPTION in request.option_tags("Require")
        return cls(required or reliable.OPTION in request.option_tags("Supported"), required)

    def wanted_for(self, body: bytes) -> bool:
        """Whether a response is sent reliably: one with a description is worth the two messages more."""
        return self.required or (self.possible and bool(body))


class Invitation:
    """Holds the server transaction of an INVITE until it is answered or refused; implements `CallerSide`.

    `offer` is what it describes, None where we are to offer; `ip_version` that of its audio. `early_media`: the peer
    may be sent audio before the answer. `codecs`: only these, in this order. `encryption` is that of
    its audio. `place` goes over to the leg. The constructor raises SipError when the INVITE cannot become a call: bad
    offer, session interval, no Contact.
    """

    def __init__(
        self,
        context: EngineContext,
        tx: ServerTransaction,
        peer: MediaPeer,
        offer: SessionDescription | None,
        *,
        early_media: bool,
        codecs: tuple[Codec, ...] = (),
        encryption: Encryption = "off",
        place: Place | None = None,
    ) -> None:
        self._context = context
        self._peer = peer
        self.tx = tx
        check_accept(tx.request)
        self._timer, self._headers = self._session_timer()
        self._offer = offer
        pool = context.pool
        self._codecs = codecs
        self._encryption = context.encryption_with(tx.source, encryption)
        able = context.capabilities_for(*pool.ip_versions, codecs=codecs, encryption=self._encryption)
        self._agreement = agree(offer, able) if offer else None
        media = None if self._agreement is None else self._agreement.media
        self.codec = None if media is None else media.codec
        self._media_host = tx.source.host if media is None else media.remote_host
        self.ip_version = pool.ip_version_for(self._media_host)
        called = SipUri.parse(tx.request.uri).number or None
        contact = context.endpoint.contact(tx.source, called, secure=is_secure(tx.request))
        self._dialog = Dialog.uas(tx.request, tx.local_tag, contact)
        self._place = place
        self._reliability = Reliability.asked_by(tx.request)
        # Where the offer is ours, its answer comes by PRACK, else with the ACK, which is too late.
        self.takes_early_media = early_media and (offer is not None or self._reliability.possible)
        self._leg: SipLeg | None = None
        self._body = b""
        self._offered_early = self._answered_early = False
        self._taking: asyncio.Task[None] | None = None
        self._rang = False
        self._repeating: asyncio.TimerHandle | None = None
        tx.on_prack = self._on_prack

    def _session_timer(self) -> tuple[SessionTimer | None, list[tuple[str, str]]]:
        return answer_request(self.tx.request, interval_s=self._context.settings.session_expires_s)

    @property
    def dialog_id(self) -> DialogId:
        """The id of the dialog that our 180 or 200 makes."""
        return self._dialog.id

    @property
    def cancelled(self) -> asyncio.Future[None]:
        return self.tx.cancelled

    def over(self) -> None:
        """The call is over; if it never had a leg, its place is free."""
        if self._place is not None:
            self._place.close()

    async def open_stream(self, call: str) -> RemoteStream:
        return await self._context.pool.open(call, self.ip_version)

    def ring(self) -> None:
        """Tell the caller, once, that a phone rings. One who hears us already hears that from us."""
        if not self._rang and self._leg is None:
            self._rang = True
            self._proceed(180)

    async def progress(self, stream: RemoteStream, owner: LegOwner) -> SipLeg:
        leg = await self._described(stream, owner)
        self._offered_early = self._offer is None
        self._proceed(183, self._body)
        if self._offered_early:
            await self._settled()
            if not self._answered_early:
                raise UnacceptableOffer("there is no answer")
        return leg

    def _proceed(self, status: int, body: bytes = b"") -> None:
        """Send a provisional response now and every minute: it may be lost, and proxies give up after three minutes
        without one (RFC 3261 §13.3.1.1, §16.6).
        """
        self._stop_repeating()
        if self.tx.final_status is not None:
            return
        headers = [("Contact", str(self._dialog.local_contact))]
        content_type = CONTENT_TYPE if body else None
        if self._reliability.wanted_for(body):
            self.tx.respond_reliably(status, headers, body, content_type)
            body = b""  # it is not lost, so what is repeated says no more than that we are there
        else:
            self.tx.respond(status, headers=headers, body=body, content_type=content_type)
        self._repeating = asyncio.get_running_loop().call_later(REPEAT_S, self._proceed, status, body)

    def _on_prack(self, prack: ServerTransaction) -> None:
        """Answer the PRACK to a response of ours, with what it describes (RFC 3262 §5)."""
        if self._leg is None or not prack.request.body:
            prack.respond(200)
        else:
            self._taking = self._context.background.spawn(self._take(self._leg, prack), "prack")

    async def _take(self, leg: SipLeg, prack: ServerTransaction) -> None:
        """Take the answer to our offer, else a further offer, which the caller may make once the first is answered."""
        try:
            if self._offered_early and not self._answered_early:
                await leg.accept_answer(prack.request)
                self._answered_early = True
                prack.respond(200)
            else:
                await self._take_offer(leg, prack)
        except (SipError, Unavailable):
            prack.respond(488)

    async def _take_offer(self, leg: SipLeg, prack: ServerTransaction) -> None:
        offer = await self._context.read_sdp(prack.request, leg.peer)
        if offer is None or leg.ended:
            prack.respond(200)
            return
        self._body = leg.negotiation.answer(offer)
        await leg.apply_media()
        prack.respond(200, body=self._body, content_type=CONTENT_TYPE)

    async def _settled(self) -> None:
        """Until every description that was sent reliably is acknowledged, and what came with that is taken."""
        await self.tx.provisional_settled()
        if self._taking is not None:
            await asyncio.wait({self._taking})

    def _stop_repeating(self) -> None:
        if self._repeating is not None:
            self._repeating.cancel()

    def refuse(self, cause: Cause) -> None:
        """Answer with the final response for `cause`, unless one was sent."""
        self._stop_repeating()
        if self.tx.final_status is None:
            after = [("Retry-After", "10")] if STATUS_OF[cause] == 503 else []
            self.tx.respond(STATUS_OF[cause], headers=after)
        if self._leg is not None and self.tx.final_status != 200:
            self._leg.owner = NOBODY
            self._leg.finish(cause, bye=False)

    def _local_host(self) -> str:
        """Ours as the caller is to know it, which may send audio over another IP version than it signals."""
        source = self.tx.source.host
        same = (":" in source) == (self.ip_version == 6)
        return self._context.endpoint.local_host(source if same else self._media_host)

    async def answer(self, stream: RemoteStream, owner: LegOwner) -> SipLeg | None:
        """Send 200 and wait for the ACK; None when it never came. Raises SipError for an offer we cannot use.

        `owner` has the leg from the 200 on: a caller may press a key, or leave, before we see the ACK.
        """
        leg = await self._described(stream, owner)
        self._stop_repeating()
        await self._settled()
        if self.tx.final_status is not None:  # the caller has acknowledged nothing, and is `cancelled`
            return None
        leg.establish()
        headers = [("Contact", str(self._dialog.local_contact)), ("Allow", ALLOW), *self._headers]
        # A description would be a new offer, where ours is answered already (RFC 6337 §3.1.1).
        body = b"" if self._answered_early else self._body
        self.tx.respond(200, headers=headers, body=body, content_type=CONTENT_TYPE if body else None)
        expected = self._offer is None and not self._answered_early
        try:
            acknowledged = await leg.acknowledged(self.tx, answer_expected=expected)
        except asyncio.CancelledError:
            leg.finish(Cause.NORMAL)
            raise
        if not acknowledged:
            leg.finish(Cause.FAILED)
            return None
        leg.liveness.arm(self._timer)
        return leg

    async def _described(self, stream: RemoteStream, owner: LegOwner) -> SipLeg:
        """The leg. It is described once: a 200 says what the 183 before it has said (RFC 3261 §13.2.1)."""
        if self._leg is None:
            able = self._context.capabilities_for(self.ip_version, codecs=self._codecs, encryption=self._encryption)
            negotiation = Negotiation(able, self._local_host(), stream.port)
            self._body = (
                negotiation.offer() if self._offer is None else negotiation.answer(self._offer, self._agreement)
            )
            hop = reply_hop(self.tx, self._dialog)
            leg = self._leg = SipLeg(self._context, self._dialog, hop, stream, negotiation, self._peer, early=True)
            leg.owner = owner
            leg.holds(self._place)
            self._place = None
            leg.liveness.takes_update = takes_update(self.tx.request)
            if self._offer is not None:
                await leg.apply_media()
        return self._leg
