"""A caller's INVITE before it is answered."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.engine.builtin.context import ALLOW, EngineContext
from switchboard.engine.builtin.leg import NOBODY, LegOwner, SipLeg
from switchboard.engine.builtin.liveness import takes_update
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation, acceptable
from switchboard.engine.builtin.next_hops import reply_hop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import check_accept
from switchboard.sip.dialog import Dialog, DialogId
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


class Invitation:
    """Holds the server transaction of an INVITE until it is answered or refused; implements `CallerSide`.

    `offer` is what it describes, None where we are to offer; `ip_version` that of its audio. `early_media`: the peer
    may be sent audio before the answer. The constructor raises SipError when the INVITE cannot become a call: bad
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
    ) -> None:
        self._context = context
        self._peer = peer
        self.tx = tx
        check_accept(tx.request)
        self._timer, self._headers = self._session_timer()
        self._offer = offer
        pool = context.pool
        media = acceptable(offer, context.capabilities_for(*pool.ip_versions)) if offer else None
        self.codec = None if media is None else media.codec
        self._media_host = tx.source.host if media is None else media.remote_host
        self.ip_version = pool.ip_version_for(self._media_host)
        contact = context.endpoint.contact(tx.source, SipUri.parse(tx.request.uri).number or None)
        self._dialog = Dialog.uas(tx.request, tx.local_tag, contact)
        # Where the offer is ours, its answer comes with the ACK, or by PRACK (RFC 3262), which we do not know.
        self.takes_early_media = early_media and offer is not None
        self._leg: SipLeg | None = None
        self._body = b""
        self._rang = False
        self._repeating: asyncio.TimerHandle | None = None

    def _session_timer(self) -> tuple[SessionTimer | None, list[tuple[str, str]]]:
        return answer_request(self.tx.request, interval_s=self._context.settings.session_expires_s)

    @property
    def dialog_id(self) -> DialogId:
        """The id of the dialog that our 180 or 200 makes."""
        return self._dialog.id

    @property
    def cancelled(self) -> asyncio.Future[None]:
        return self.tx.cancelled

    async def open_stream(self, call: str) -> RemoteStream:
        return await self._context.pool.open(call, self.ip_version)

    def ring(self) -> None:
        """Tell the caller, once, that a phone rings. One who hears us already hears that from us."""
        if not self._rang and self._leg is None:
            self._rang = True
            self._proceed(180)

    async def progress(self, stream: RemoteStream, owner: LegOwner) -> SipLeg:
        leg = await self._described(stream, owner)
        self._proceed(183, self._body)
        return leg

    def _proceed(self, status: int, body: bytes = b"") -> None:
        """Send a provisional response now and every minute: it may be lost, and proxies give up after three minutes
        without one (RFC 3261 §13.3.1.1, §16.6).
        """
        self._stop_repeating()
        if self.tx.final_status is None:
            contact = ("Contact", str(self._dialog.local_contact))
            self.tx.respond(status, headers=[contact], body=body, content_type=CONTENT_TYPE if body else None)
            self._repeating = asyncio.get_running_loop().call_later(REPEAT_S, self._proceed, status, body)

    def _stop_repeating(self) -> None:
        if self._repeating is not None:
            self._repeating.cancel()

    def refuse(self, cause: Cause) -> None:
        """Answer with the final response for `cause`, unless one was sent."""
        self._stop_repeating()
        if self.tx.final_status is None:
            after = [("Retry-After", "10")] if STATUS_OF[cause] == 503 else []
            self.tx.respond(STATUS_OF[cause], headers=after)
            if self._leg is not None:
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
        leg.establish()
        headers = [("Contact", str(self._dialog.local_contact)), ("Allow", ALLOW), *self._headers]
        self.tx.respond(200, headers=headers, body=self._body, content_type=CONTENT_TYPE)
        try:
            acknowledged = await leg.acknowledged(self.tx, answer_expected=self._offer is None)
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
            negotiation = Negotiation(self._context.capabilities_for(self.ip_version), self._local_host(), stream.port)
            self._body = negotiation.answer(self._offer) if self._offer is not None else negotiation.offer()
            hop = reply_hop(self.tx, self._dialog)
            leg = self._leg = SipLeg(self._context, self._dialog, hop, stream, negotiation, self._peer, early=True)
            leg.owner = owner
            leg.liveness.takes_update = takes_update(self.tx.request)
            if self._offer is not None:
                await leg.apply_media()
        return self._leg
