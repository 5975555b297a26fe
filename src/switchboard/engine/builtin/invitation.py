"""A caller's INVITE before it is answered."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.engine.builtin.context import ALLOW, EngineContext
from switchboard.engine.builtin.leg import LegOwner, SipLeg
from switchboard.engine.builtin.liveness import takes_update
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.negotiation import CONTENT_TYPE, Negotiation, acceptable
from switchboard.engine.builtin.next_hops import reply_hop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.bodies import check_accept
from switchboard.sip.dialog import Dialog
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


class Invitation:
    """Holds the server transaction of an INVITE until it is answered or refused; implements `CallerSide`.

    `offer` is what it describes, None where we are to offer; `ip_version` that of its audio. The constructor raises
    SipError when the INVITE cannot become a call: bad offer, session interval, no Contact.
    """

    def __init__(
        self, context: EngineContext, tx: ServerTransaction, peer: MediaPeer, offer: SessionDescription | None
    ) -> None:
        self._context = context
        self._peer = peer
        self.tx = tx
        check_accept(tx.request)
        self._timer, self._headers = self._session_timer()
        self._offer = offer
        pool = context.pool
        media = acceptable(offer, context.capabilities_for(*pool.ip_versions)) if offer else None
        self._media_host = tx.source.host if media is None else media.remote_host
        self.ip_version = pool.ip_version_for(self._media_host)
        contact = context.endpoint.contact(tx.source, SipUri.parse(tx.request.uri).number or None)
        self._dialog = Dialog.uas(tx.request, tx.local_tag, contact)
        self._rang = False

    def _session_timer(self) -> tuple[SessionTimer | None, list[tuple[str, str]]]:
        return answer_request(self.tx.request, interval_s=self._context.settings.session_expires_s)

    @property
    def cancelled(self) -> asyncio.Future[None]:
        return self.tx.cancelled

    async def open_stream(self, call: str) -> RemoteStream:
        return await self._context.pool.open(call, self.ip_version)

    def ring(self) -> None:
        """Tell the caller, once, that a phone rings."""
        if not self._rang and self.tx.final_status is None:
            self._rang = True
            self.tx.respond(180, headers=[("Contact", str(self._dialog.local_contact))])

    def refuse(self, cause: Cause) -> None:
        """Answer with the final response for `cause`, unless one was sent."""
        if self.tx.final_status is None:
            after = [("Retry-After", "10")] if STATUS_OF[cause] == 503 else []
            self.tx.respond(STATUS_OF[cause], headers=after)

    def _local_host(self) -> str:
        """Ours as the caller is to know it, which may send audio over another IP version than it signals."""
        source = self.tx.source.host
        same = (":" in source) == (self.ip_version == 6)
        return self._context.endpoint.local_host(source if same else self._media_host)

    async def answer(self, stream: RemoteStream, owner: LegOwner) -> SipLeg | None:
        """Send 200 and wait for the ACK; None when it never came. Raises SipError for an offer we cannot use.

        `owner` has the leg from the 200 on: a caller may press a key, or leave, before we see the ACK.
        """
        negotiation = Negotiation(self._context.capabilities_for(self.ip_version), self._local_host(), stream.port)
        offered = self._offer is not None
        body = negotiation.answer(self._offer) if self._offer is not None else negotiation.offer()
        leg = SipLeg(self._context, self._dialog, reply_hop(self.tx, self._dialog), stream, negotiation, self._peer)
        leg.owner = owner
        leg.liveness.takes_update = takes_update(self.tx.request)
        if offered:
            await leg.apply_media()
        contact = ("Contact", str(self._dialog.local_contact))
        self.tx.respond(200, headers=[contact, ("Allow", ALLOW), *self._headers], body=body, content_type=CONTENT_TYPE)
        try:
            acknowledged = await leg.acknowledged(self.tx, answer_expected=not offered)
        except asyncio.CancelledError:
            leg.finish(Cause.NORMAL)
            raise
        if not acknowledged:
            leg.finish(Cause.FAILED)
            return None
        leg.liveness.arm(self._timer)
        return leg
