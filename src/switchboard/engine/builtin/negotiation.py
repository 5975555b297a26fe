"""The session description of one leg through its life (RFC 3264)."""

from dataclasses import replace

from switchboard.chance import random_number
from switchboard.sip.crypto import Crypto, new_keys
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
    """What we said last, and what was agreed; the version in o= grows whenever what we say changes.

    Our keys are the same through the life of the leg, so that who is asked again goes on decrypting.
    """

    def __init__(self, capabilities: Capabilities, host: str, port: int) -> None:
        self._capabilities = capabilities
        self._local = LocalMedia(host, port, session_id=random_number(56), version=0)
        self._keys = () if capabilities.encryption == "off" else new_keys()
        self._said: SessionDescription | None = None
        self._offer: SessionDescription | None = None
        self.media: AudioMedia | None = None

    @property
    def is_encrypted(self) -> bool:
        """Whether encrypted audio was agreed."""
        return self.media is not None and self.media.srtp is not None

    def prefer(self, codec: Codec) -> None:
        """Offer `codec` first, because the other side of the call speaks it, unless our order is settled."""
        if self._capabilities.by_our_order:
            return
        rest = tuple(other for other in self._capabilities.codecs if other != codec)
        self._capabilities = replace(self._capabilities, codecs=(codec, *rest))

    def go_plain(self) -> bool:
        """Offer plain audio from now on; False where it was plain already, or must not be."""
        if self._capabilities.encryption != "optional":
            return False
        self._capabilities = replace(self._capabilities, encryption="off")
        return True

    def offer(self, *, tentative: bool = False) -> bytes:
        """An offer of everything we can, or the description currently agreed when nothing has changed.

        What may be encrypted is only in a `tentative` one: who refuses that is to be asked again.
        """
        return self._make_offer(tentative=tentative).serialize()

    def accept_answer(self, answer: SessionDescription | None) -> AudioMedia:
        """The answer to our last offer, None where the message had none. Raises UnacceptableOffer."""
        if answer is None:
            raise UnacceptableOffer("there is no answer")
        offer = self._offer or self._make_offer(tentative=False)
        self.media = read_answer(offer, answer, self._capabilities.ip_versions, self._keys)
        return self.media

    def answer(self, offer: SessionDescription, agreement: Agreement | None = None) -> bytes:
        """Answer the peer's offer, as was found before if that was by the same capabilities. Raises
        UnacceptableOffer.
        """
        if agreement is None or agreement.capabilities != self._capabilities:
            agreement = agree(offer, self._capabilities)
        agreement = agreement.with_keys(self._keys)
        self.media = agreement.media
        return self._say(describe_agreement(agreement, replace(self._next(), keys=self._keys))).serialize()

    def _make_offer(self, *, tentative: bool) -> SessionDescription:
        local = replace(self._next(), keys=self._offered_keys(tentative=tentative))
        self._offer = self._say(make_offer(self._capabilities, local))
        return self._offer

    def _offered_keys(self, *, tentative: bool) -> tuple[Crypto, ...]:
        """None for plain audio. What was agreed is offered again as it is."""
        if self.media is not None:
            agreed = self.media.srtp
            return tuple(key for key in self._keys if agreed is not None and key.suite == agreed.suite)
        encryption = self._capabilities.encryption
        return self._keys if encryption == "required" or (tentative and encryption == "optional") else ()

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
