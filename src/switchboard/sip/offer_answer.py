"""Offer and answer for one audio stream (RFC 3264): PCMU, PCMA, G.722 and telephone-event (RFC 4733), plain or
encrypted (RFC 4568).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from switchboard.sip.codecs import STATIC_PAYLOAD_TYPES, codecs_of, telephone_event_of
from switchboard.sip.codecs import Codec as Codec
from switchboard.sip.crypto import (
    SECURE_PROTOCOLS,
    Crypto,
    Srtp,
    agreed_by,
    answer_to,
    is_secure,
    offered_crypto,
)
from switchboard.sip.errors import UnacceptableOffer
from switchboard.sip.media_address import BOTH_VERSIONS, IpVersion, address_of, check_address, rtcp_host_of
from switchboard.sip.packet_time import PTIMES_MS, max_ptime_ms_of, milliseconds, ptime_ms_of
from switchboard.sip.sdp import Media, Origin, SessionDescription

AUDIO_PROTOCOLS = ("RTP/AVP", "RTP/AVPF")
TELEPHONE_EVENT_PAYLOAD_TYPE = 101
UNSPECIFIED = ("0.0.0.0", "::")
Encryption = Literal["off", "optional", "required"]
"""Whether audio may be encrypted, or must be. Optional: offers of both kinds are taken."""


class Direction(StrEnum):
    """Which way audio flows, from the side that speaks."""

    SENDRECV = "sendrecv"
    SENDONLY = "sendonly"
    RECVONLY = "recvonly"
    INACTIVE = "inactive"

    @classmethod
    def of(cls, *, send: bool, receive: bool) -> Direction:
        """The direction for sending and receiving."""
        if send:
            return cls.SENDRECV if receive else cls.SENDONLY
        return cls.RECVONLY if receive else cls.INACTIVE

    @property
    def sends(self) -> bool:
        """Whether this side sends."""
        return self in (Direction.SENDRECV, Direction.SENDONLY)

    @property
    def receives(self) -> bool:
        """Whether this side receives."""
        return self in (Direction.SENDRECV, Direction.RECVONLY)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What we speak. `codecs` are offered in this order; an answer keeps to the order of the offer, unless
    `by_our_order`.

    `ip_versions` are those of the addresses that we can send to. Unless `encryption` is off, our offers are encrypted.
    """

    codecs: tuple[Codec, ...] = (Codec.PCMA, Codec.PCMU, Codec.G722)
    by_our_order: bool = False
    telephone_event: bool = True
    ptime_ms: int = 20
    rtcp_mux: bool = False
    ip_versions: frozenset[IpVersion] = BOTH_VERSIONS
    encryption: Encryption = "off"

    @property
    def protocols(self) -> tuple[str, ...]:
        """Those that we take."""
        plain = () if self.encryption == "required" else AUDIO_PROTOCOLS
        return plain if self.encryption == "off" else (*plain, *SECURE_PROTOCOLS)


@dataclass(frozen=True, slots=True)
class LocalMedia:
    """Where we receive, and the identity of our descriptions in the o= line. `keys` are ours, one for each suite."""

    host: str
    port: int
    session_id: int
    version: int = 1
    rtcp_port: int | None = None
    keys: tuple[Crypto, ...] = ()

    def next(self) -> LocalMedia:
        """For the next description in the same session (RFC 3264 §8)."""
        return replace(self, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class AudioMedia:
    """What was agreed, from our side.

    `remote_host` is an IP address; it is unspecified (0.0.0.0) only where `direction` does not send.
    `payload_type` and `telephone_event_payload_type` are what the peer takes. `ptime_ms` is one of `PTIMES_MS`, by its
    wish, else ours, and never above `max_ptime_ms`. `rtcp_host` is an IP address where it is not `remote_host`.
    `offered_…` are the numbers in our offer, where the peer answered one: it should send these (RFC 3264 §5.1), even
    where its answer has others, but some send those of their answer. Without `srtp` the audio is plain.
    """

    remote_host: str
    remote_port: int
    rtcp_port: int
    codec: Codec
    payload_type: int
    telephone_event_payload_type: int | None
    direction: Direction
    ptime_ms: int
    offered_payload_type: int | None = None
    offered_telephone_event_payload_type: int | None = None
    max_ptime_ms: int = PTIMES_MS[-1]
    rtcp_host: str | None = None
    srtp: Srtp | None = None

    @property
    def ip_version(self) -> IpVersion:
        """The IP version of `remote_host`."""
        return 6 if ":" in self.remote_host else 4


def make_offer(
    capabilities: Capabilities, local: LocalMedia, direction: Direction = Direction.SENDRECV
) -> SessionDescription:
    """Our offer, all codecs in order of preference; encrypted if there are `keys`."""
    codecs = [(STATIC_PAYLOAD_TYPES[codec], codec) for codec in capabilities.codecs]
    event = TELEPHONE_EVENT_PAYLOAD_TYPE if capabilities.telephone_event else None
    media = _audio(
        codecs,
        event,
        capabilities,
        local,
        direction,
        rtcp_mux=capabilities.rtcp_mux,
        protocol=SECURE_PROTOCOLS[0] if local.keys else AUDIO_PROTOCOLS[0],
        keys=local.keys,
    )
    return _describe(local, (media,))


def make_answer(
    offer: SessionDescription,
    capabilities: Capabilities,
    local: LocalMedia,
    direction: Direction = Direction.SENDRECV,
) -> tuple[SessionDescription, AudioMedia]:
    """Our answer and what it settles: the first audio that we can use, one codec; all else is refused by port 0.

    `direction` is what we wish; the offer may allow less. Raises UnacceptableOffer (488).
    """
    agreement = agree(offer, capabilities, direction)
    return describe_agreement(agreement, local), agreement.media


@dataclass(frozen=True, slots=True)
class Agreement:
    """What our answer to an offer settles: the `media`, at that `index` of the offer. Its keys are settled when the
    answer is described: `crypto` is the line that it answers; None for plain audio.
    """

    offer: SessionDescription
    capabilities: Capabilities
    index: int
    media: AudioMedia
    crypto: Crypto | None = None

    def with_keys(self, keys: tuple[Crypto, ...]) -> Agreement:
        """The same with the key of ours that goes with theirs."""
        if self.crypto is None:
            return self
        ours = answer_to(self.crypto, keys)
        return replace(self, media=replace(self.media, srtp=Srtp(ours.suite, ours.key, self.crypto.key)))


def agree(
    offer: SessionDescription, capabilities: Capabilities, direction: Direction = Direction.SENDRECV
) -> Agreement:
    """What our answer would settle, before any port is taken for it. Raises UnacceptableOffer."""
    index = _usable_index(offer, capabilities)
    offered = offer.media[index]
    mux = _is_muxed(offered, capabilities)
    codecs = _answered(offered, capabilities)
    media = _read(offer, offered, codecs, capabilities.ptime_ms, direction, mux=mux)
    if not capabilities.telephone_event:
        media = replace(media, telephone_event_payload_type=None)
    return Agreement(offer, capabilities, index, media, offered_crypto(offered) if is_secure(offered) else None)


def describe_agreement(agreement: Agreement, local: LocalMedia) -> SessionDescription:
    """Our answer."""
    offer, capabilities, agreed = agreement.offer, agreement.capabilities, agreement.media
    offered = offer.media[agreement.index]
    mux = _is_muxed(offered, capabilities)
    codecs = [(agreed.payload_type, agreed.codec)]
    event = agreed.telephone_event_payload_type
    # The answer repeats the protocol of the offer, and below its t= line (RFC 3264 §6), though AVPF and AVP are one to
    # us.
    keys = (answer_to(agreement.crypto, local.keys),) if agreement.crypto else ()
    ours = _audio(
        codecs, event, capabilities, local, agreed.direction, rtcp_mux=mux, protocol=offered.protocol, keys=keys
    )
    media = tuple(ours if at == agreement.index else _refused(other) for at, other in enumerate(offer.media))
    return _describe(local, media, timing=offer.timing)


def _is_muxed(offered: Media, capabilities: Capabilities) -> bool:
    return capabilities.rtcp_mux and offered.attribute("rtcp-mux") is not None


def read_answer(
    offer: SessionDescription,
    answer: SessionDescription,
    ip_versions: frozenset[IpVersion] = BOTH_VERSIONS,
    keys: tuple[Crypto, ...] = (),
) -> AudioMedia:
    """The media that the answer to our `offer`, which had these `keys`, settles. Raises UnacceptableOffer."""
    index = next((at for at, media in enumerate(offer.media) if media.kind == "audio" and media.port), None)
    # An answer has as many m= lines as the offer, in its order (RFC 3264 §6).
    if index is None or len(answer.media) != len(offer.media):
        raise UnacceptableOffer("the answer does not fit the offer")
    ours, theirs = offer.media[index], answer.media[index]
    codecs = tuple(codec for _, codec in codecs_of(ours))
    ptime_ms = int(milliseconds(ours.attribute("ptime")) or 20)
    wish = Direction(offer.direction_of(ours))
    protocols = SECURE_PROTOCOLS if is_secure(ours) else AUDIO_PROTOCOLS
    if theirs.kind != "audio" or theirs.port == 0 or not _usable(theirs, codecs, protocols):
        raise UnacceptableOffer("the answer has no audio that was offered")
    check_address(answer, theirs, ip_versions)
    mux = ours.attribute("rtcp-mux") is not None and theirs.attribute("rtcp-mux") is not None
    agreed = _read(answer, theirs, codecs, ptime_ms, wish, mux=mux)
    offered_event = telephone_event_of(ours)
    return replace(
        agreed,
        telephone_event_payload_type=None if offered_event is None else agreed.telephone_event_payload_type,
        offered_payload_type=next(number for number, codec in codecs_of(ours) if codec == agreed.codec),
        offered_telephone_event_payload_type=offered_event,
        srtp=agreed_by(keys, theirs) if is_secure(ours) else None,
    )


def _describe(local: LocalMedia, media: tuple[Media, ...], timing: tuple[str, ...] = ("0 0",)) -> SessionDescription:
    origin = Origin("-", str(local.session_id), local.version, local.host)
    return SessionDescription(origin, local.host, media, timing=timing)


def _audio(
    codecs: list[tuple[int, Codec]],
    event: int | None,
    capabilities: Capabilities,
    local: LocalMedia,
    direction: Direction,
    *,
    rtcp_mux: bool,
    protocol: str,
    keys: tuple[Crypto, ...] = (),
) -> Media:
    attributes: list[tuple[str, str | None]] = [("rtpmap", f"{number} {codec}/8000") for number, codec in codecs]
    numbers = [number for number, _ in codecs]
    if event is not None:
        numbers.append(event)
        # 0-15 are the keys; 16, flash, is what phones declare by habit, and is ignored.
        attributes += [("rtpmap", f"{event} telephone-event/8000"), ("fmtp", f"{event} 0-16")]
    attributes += [("ptime", str(capabilities.ptime_ms)), (direction.value, None)]
    if local.rtcp_port is not None:
        attributes.append(("rtcp", str(local.rtcp_port)))
    if rtcp_mux:
        attributes.append(("rtcp-mux", None))
    attributes += [("crypto", str(key)) for key in keys]
    formats = tuple(str(number) for number in numbers)
    return Media("audio", local.port, protocol, formats, attributes=tuple(attributes))


def _refused(media: Media) -> Media:
    """The same line with port 0 (RFC 3264 §6)."""
    return Media(media.kind, 0, media.protocol, media.formats or ("0",))


def _answered(offered: Media, capabilities: Capabilities) -> tuple[Codec, ...]:
    """The codecs of which the first in the offer is answered. RFC 3264 §6.1 leaves the choice to who answers."""
    if not capabilities.by_our_order:
        return capabilities.codecs
    theirs = {codec for _, codec in codecs_of(offered)}
    return tuple(codec for codec in capabilities.codecs if codec in theirs)[:1]


def _usable_index(offer: SessionDescription, capabilities: Capabilities) -> int:
    """Of several, such as alternatives by IP version (RFC 4091), the first that we can use in all respects."""
    refusal = UnacceptableOffer("the offer has no audio that can be used")
    for index, media in enumerate(offer.media):
        if _usable(media, capabilities.codecs, capabilities.protocols):
            try:
                check_address(offer, media, capabilities.ip_versions)
            except UnacceptableOffer as error:
                refusal = error
            else:
                return index
    raise refusal


def _usable(media: Media, codecs: tuple[Codec, ...], protocols: tuple[str, ...]) -> bool:
    if media.kind != "audio" or media.port == 0 or media.protocol.upper() not in protocols:
        return False
    if is_secure(media) and offered_crypto(media) is None:
        return False
    return any(codec in codecs for _, codec in codecs_of(media))


def _read(
    description: SessionDescription,
    media: Media,
    codecs: tuple[Codec, ...],
    ptime_ms: int,
    wish: Direction,
    *,
    mux: bool,
) -> AudioMedia:
    """What the peer's `media` means for us. Raises UnacceptableOffer if its address is none."""
    payload_type, codec = next(pair for pair in codecs_of(media) if pair[1] in codecs)
    host = address_of(description, media)
    theirs = Direction(description.direction_of(media))
    return AudioMedia(
        remote_host=host,
        remote_port=media.port,
        rtcp_port=_rtcp_port(media, mux=mux),
        codec=codec,
        payload_type=payload_type,
        telephone_event_payload_type=telephone_event_of(media),
        direction=_allowed(theirs, wish, held=host in UNSPECIFIED),
        ptime_ms=ptime_ms_of(description, media, ptime_ms),
        max_ptime_ms=max_ptime_ms_of(description, media),
        rtcp_host=rtcp_host_of(media, host),
    )


def _allowed(theirs: Direction, wish: Direction, *, held: bool) -> Direction:
    """Our direction, by theirs and by our wish. An unspecified address is hold as RFC 2543 had it (RFC 3264 §8.4):
    nothing is sent there.
    """
    send = wish.sends and theirs.receives and not held
    return Direction.of(send=send, receive=wish.receives and theirs.sends)


def _rtcp_port(media: Media, *, mux: bool) -> int:
    """The RTCP port: by rtcp-mux, else by a=rtcp (RFC 3605), else the one after the RTP port."""
    if mux:
        return media.port
    words = (media.attribute("rtcp") or "").split()
    if words and words[0].isascii() and words[0].isdigit() and len(words[0]) <= 5 and 0 < int(words[0]) < 65536:
        return int(words[0])
    return min(media.port + 1, 65535)
