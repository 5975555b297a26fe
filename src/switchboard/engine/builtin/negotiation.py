"""The session description of one leg through its life (RFC 3264)."""

from dataclasses import replace

from switchboard.chance import random_number
from switchboard.sip.errors import UnacceptableOffer
from switchboard.sip.offer_answer import (
    Agreement,
    AudioMedia,
    Capabilities,
    Codec,
    LocalMedia,
    agree,
    describe_agreement,
    make_offer,
    read_answer,
)
from switchboard.sip.sdp import SessionDescription

CONTENT_TYPE = "application/sdp"


class Negotiation:
    """What we said last, and what was agreed; the version in o= grows whenever what we say changes."""

    def __init__(self, capabilities: Capabilities, host: str, port: int) -> None:
        self._capabilities = capabilities
        self._local = LocalMedia(host, port, session_id=random_number(56), version=0)
        self._said: SessionDescription | None = None
        self._offer: SessionDescription | None = None
        self.media: AudioMedia | None = None

    def prefer(self, codec: Codec) -> None:
        """Offer `codec` first, because the other side of the call speaks it, unless our order is settled."""
        if self._capabilities.by_our_order:
            return
        rest = tuple(other for other in self._capabilities.codecs if other != codec)
        self._capabilities = replace(self._capabilities, codecs=(codec, *rest))

    def offer(self) -> bytes:
        """An offer of everything we can, or the description currently agreed when nothing has changed."""
        self._offer = self._say(make_offer(self._capabilities, self._next()))
        return self._offer.serialize()

    def accept_answer(self, answer: SessionDescription | None) -> AudioMedia:
        """The answer to our last offer, None where the message had none. Raises UnacceptableOffer."""
        if answer is None:
            raise UnacceptableOffer("there is no answer")
        offer = self._offer or self._say(make_offer(self._capabilities, self._next()))
        self.media = read_answer(offer, answer, self._capabilities.ip_versions)
        return self.media

    def answer(self, offer: SessionDescription, agreement: Agreement | None = None) -> bytes:
        """Answer the peer's offer, as was found before if that was by the same capabilities. Raises
        UnacceptableOffer.
        """
        if agreement is None or agreement.capabilities != self._capabilities:
            agreement = agree(offer, self._capabilities)
        self.media = agreement.media
        return self._say(describe_agreement(agreement, self._next())).serialize()

    def _next(self) -> LocalMedia:
        return self._local.next()

    def _say(self, description: SessionDescription) -> SessionDescription:
        """Keep the version of what we said before when `description` says the same."""
        if self._said is not None:
            unchanged = replace(description, origin=self._said.origin)
            if unchanged == self._said:
                return self._said
        self._local = self._next()
        self._said = description
        return description
