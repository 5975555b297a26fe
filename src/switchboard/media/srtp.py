"""Encrypted packets (SRTP and SRTCP, RFC 3711): what a stream sends is protected, what comes is proven and opened.

Loaded by the first stream that is encrypted.
"""

import base64
from collections.abc import Callable

from pylibsrtp import Error, Policy, Session

from switchboard.media.control import Srtp, SrtpSuite

_PROFILES: dict[SrtpSuite, int] = {
    "AES_CM_128_HMAC_SHA1_80": Policy.SRTP_PROFILE_AES128_CM_SHA1_80,
    "AES_CM_128_HMAC_SHA1_32": Policy.SRTP_PROFILE_AES128_CM_SHA1_32,
    "AEAD_AES_128_GCM": Policy.SRTP_PROFILE_AEAD_AES_128_GCM,
}


class Protection:
    """Both ways of one stream, for as long as it lives.

    A key of ours that was used once goes on where it was, though the stream was plain meanwhile or had another one: if
    its packets were counted anew, two of them would be encrypted alike (RFC 3711 §9.1). We have one key for each suite,
    so there are few.
    """

    def __init__(self, keys: Srtp) -> None:
        """Raises ValueError for keys that cannot be used."""
        self._senders: dict[tuple[SrtpSuite, str], Session] = {}
        self._keys = keys
        self._sender = self._sender_of(keys)
        self._receiver = _session(keys.suite, keys.receive_key, Policy.SSRC_ANY_INBOUND)

    def change(self, keys: Srtp) -> None:
        """These keys are agreed from now on. Raises ValueError for keys that cannot be used."""
        self._sender = self._sender_of(keys)
        if (self._keys.suite, self._keys.receive_key) != (keys.suite, keys.receive_key):
            self._receiver = _session(keys.suite, keys.receive_key, Policy.SSRC_ANY_INBOUND)
        self._keys = keys

    def protect(self, packet: bytes) -> bytes:
        """An RTP packet as it is sent. Raises OSError."""
        return _sent(self._sender.protect, packet)

    def protect_rtcp(self, packet: bytes) -> bytes:
        """RTCP as it is sent. Raises OSError."""
        return _sent(self._sender.protect_rtcp, packet)

    def open(self, data: bytes) -> bytes:
        """The RTP packet in what came; empty for what is forged, or came before."""
        return _opened(self._receiver.unprotect, data)

    def open_rtcp(self, data: bytes) -> bytes:
        """The same of RTCP."""
        return _opened(self._receiver.unprotect_rtcp, data)

    def _sender_of(self, keys: Srtp) -> Session:
        ours = keys.suite, keys.send_key
        if ours not in self._senders:
            self._senders[ours] = _session(*ours, Policy.SSRC_ANY_OUTBOUND)
        return self._senders[ours]


def _session(suite: SrtpSuite, key: str, sources: int) -> Session:
    try:
        return Session(Policy(base64.b64decode(key, validate=True), sources, srtp_profile=_PROFILES[suite]))
    except Error as error:
        raise ValueError(str(error)) from error


def _sent(protect: Callable[[bytes], bytes], packet: bytes) -> bytes:
    try:
        return protect(packet)
    except (Error, ValueError) as error:
        # Like a full buffer, it costs this packet.
        raise OSError(str(error)) from error


def _opened(unprotect: Callable[[bytes], bytes], data: bytes) -> bytes:
    try:
        return unprotect(data)
    except (Error, ValueError):
        return b""
